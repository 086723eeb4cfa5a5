//! Whether words that an article does not quote here stand in it elsewhere: in another quotation, or without marks.

use std::collections::{HashMap, HashSet};

use super::wording::spoken;
use crate::analysis::comparing::table::Table;
use crate::analysis::text::{fnv, words};
use crate::model::Span;

/// Words of an article that are read.
const MOST_WORDS: usize = 20_000;
/// Sentences of an article that are read.
const MOST_SENTENCES: usize = 1_000;
/// Words of a sentence that are read.
const MOST_WORDS_OF_SENTENCE: usize = 200;
/// Words in a row, small ones not counted, that are no chance.
const RUN: usize = 3;
/// Words of content, not in a row, that one sentence holds by no chance.
const LEAST_CONTENT: usize = 3;
/// Small words that come and go with the sentence around a quotation. Sorted.
const SMALL: &[&str] = &[
    "a", "am", "an", "and", "are", "be", "been", "but", "had", "has", "have", "he", "i", "is",
    "it", "of", "our", "she", "so", "that", "the", "they", "this", "to", "was", "we", "well",
    "were", "you",
];
/// Small words without which a sentence says something else. Sorted.
const WEIGHTY: &[&str] = &[
    "against", "all", "any", "could", "few", "if", "may", "might", "most", "must", "neither",
    "never", "no", "none", "nor", "not", "only", "should", "unless", "until", "without", "would",
];

/// The runs of words of the articles, read when they are asked for.
#[derive(Default)]
pub(super) struct Elsewhere {
    articles: HashMap<usize, Runs>,
}

/// The runs of two and of [`RUN`] words in one article, and the words of each of its sentences, by hash.
#[derive(Default)]
struct Runs {
    pairs: HashSet<u64>,
    runs: HashSet<u64>,
    sentences: Vec<HashSet<u64>>,
}

impl Elsewhere {
    /// Whether one sentence of the article has all words of content of a stretch, in whatever order: it tells them in words of
    /// its own.
    pub fn tells(
        &mut self,
        table: &Table,
        article: usize,
        quoted: &[Span],
        words: &[&str],
    ) -> bool {
        let content: HashSet<u64> = words
            .iter()
            .filter(|word| !is_small(word))
            .filter_map(|word| told(word))
            .collect();
        if content.is_empty() {
            return false;
        }
        let near = sentences(table, article, quoted)
            .any(|sentence| content.is_subset(&words_of(table.articles[article].text(sentence))));
        near || content.len() >= LEAST_CONTENT
            && (self.read(table, article).sentences.iter())
                .any(|sentence| content.is_subset(sentence))
    }

    fn read(&mut self, table: &Table, article: usize) -> &Runs {
        self.articles
            .entry(article)
            .or_insert_with(|| runs(table, article))
    }

    /// Marks the words that stand in the article, in a row with others of the utterance.
    ///
    /// In the sentences around `quoted`, two words in a row are enough.
    pub fn mark(
        &mut self,
        table: &Table,
        article: usize,
        quoted: &[Span],
        words: &[&str],
        given: &mut [bool],
    ) {
        let near: HashSet<u64> = sentences(table, article, quoted)
            .flat_map(|sentence| {
                let words = spoken(
                    table.articles[article].text(sentence),
                    MOST_WORDS_OF_SENTENCE,
                );
                let hashes: Vec<u64> = words.iter().filter_map(|(word, _)| told(word)).collect();
                hashes.windows(2).map(joined).collect::<Vec<_>>()
            })
            .collect();
        let read = self.read(table, article);
        let told: Vec<(usize, u64)> = (words.iter().enumerate())
            .filter_map(|(at, word)| Some((at, told(word)?)))
            .collect();
        let hashes: Vec<u64> = told.iter().map(|(_, hash)| *hash).collect();
        for (from, run) in hashes.windows(RUN).enumerate() {
            // What the utterance itself says twice may be the other time.
            let twice = hashes.windows(RUN).filter(|other| *other == run).count() > 1;
            if !twice && read.runs.contains(&joined(run)) {
                let (first, last) = (told[from].0, told[from + RUN - 1].0);
                given[first..=last].fill(true);
            }
        }
        for (from, pair) in hashes.windows(2).enumerate() {
            if near.contains(&joined(pair)) {
                given[told[from].0..=told[from + 1].0].fill(true);
            }
        }
        // What is missing as a whole, though it is too short for a run.
        for (from, pair) in hashes.windows(2).enumerate() {
            let (first, last) = (told[from].0, told[from + 1].0);
            let is_gap = |at: Option<usize>| {
                at.and_then(|at| told.get(at))
                    .is_none_or(|(at, _)| given[*at])
            };
            let alone = is_gap(from.checked_sub(1)) && is_gap(Some(from + 2));
            if alone && !given[first] && !given[last] && read.pairs.contains(&joined(pair)) {
                given[first..=last].fill(true);
            }
        }
    }
}

/// Whether a sentence without the word says the same: a pronoun, an article, a preposition.
pub(super) fn is_small(word: &str) -> bool {
    words::is_function_word(word) && WEIGHTY.binary_search(&word).is_err()
}

fn runs(table: &Table, article: usize) -> Runs {
    let article = table.articles[article];
    let mut read = Runs::default();
    for text in [&article.title, &article.body] {
        let hashes: Vec<u64> = spoken(text, MOST_WORDS)
            .iter()
            .filter_map(|(word, _)| told(word))
            .collect();
        read.pairs.extend(hashes.windows(2).map(joined));
        read.runs.extend(hashes.windows(RUN).map(joined));
    }
    for &sentence in article.sentences.iter().take(MOST_SENTENCES) {
        read.sentences.push(words_of(article.text(sentence)));
    }
    read
}

/// The sentences that quotations stand in.
fn sentences(table: &Table, article: usize, quoted: &[Span]) -> impl Iterator<Item = Span> {
    let article = table.articles[article];
    let mut numbers: Vec<usize> = (quoted.iter())
        .flat_map(|span| [span.start, span.end.saturating_sub(1)])
        .filter_map(|at| article.sentence_at(at))
        .collect();
    numbers.dedup();
    numbers
        .into_iter()
        .filter_map(|number| article.sentences.get(number).copied())
}

fn words_of(sentence: &str) -> HashSet<u64> {
    let words = spoken(sentence, MOST_WORDS_OF_SENTENCE);
    words.iter().filter_map(|(word, _)| told(word)).collect()
}

/// The hash of the stem of a word that is not small.
fn told(word: &str) -> Option<u64> {
    if SMALL.binary_search(&word).is_ok() {
        return None;
    }
    Some(fnv::of(&words::stem(word)))
}

fn joined(run: &[u64]) -> u64 {
    run.iter().fold(0, |key: u64, hash| {
        key.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(SMALL.is_sorted() && WEIGHTY.is_sorted());
        assert!(is_small("of") && !is_small("not") && !is_small("harbour"));
    }
}
