//! Names that an article wrote before or after without being noticed: what was a name once is one wherever it is written
//! the same, and so is the surname of a person named in full.

use std::collections::{HashMap, HashSet};

use super::demonyms::is_demonym;
use super::features::Sentence;
use super::words::is_generation;
use crate::model::{NameKind, Span};

/// Names of more tokens are not looked for again.
const MOST_TOKENS: usize = 6;
/// A single word that stands unmarked in mid-sentence more often than so many times for each time it is marked is a word
/// that was marked by mistake.
const UNMARKED_FOR_ONE: usize = 2;
/// At the beginning of a sentence, where every word has a capital, a name must have been marked so often.
const MARKED_AT_START: usize = 2;
/// Letters of an acronym that is spelled out before it, and tokens of what it stands for.
const ACRONYM_LETTERS: std::ops::RangeInclusive<usize> = 3..=7;
const LONGEST_SPELLING: usize = 9;
/// A surname has so many letters at least.
const SURNAME_LETTERS: usize = 3;

/// The tokens of a sentence, and which of them begin or continue a name.
pub struct Read<'a> {
    pub spans: &'a [Span],
    pub sentence: &'a Sentence,
}

/// What is known of one writing.
#[derive(Default)]
struct Known {
    kinds: [usize; 3],
    /// The surname of a person named in full.
    surname: bool,
    unmarked: usize,
}

impl Known {
    fn marked(&self) -> usize {
        self.kinds.iter().sum()
    }

    fn kind(&self) -> NameKind {
        if self.surname && self.marked() == 0 {
            return NameKind::Person;
        }
        let mut best = NameKind::Person;
        for kind in NameKind::ALL {
            if self.kinds[kind as usize] > self.kinds[best as usize] {
                best = kind;
            }
        }
        best
    }
}

/// Adds the names missed to `names`, which are in order and stay so.
pub fn recovered(body: &str, sentences: &[Read], names: &mut Vec<(Span, NameKind)>) {
    if names.is_empty() {
        return;
    }
    spelled_out(body, sentences, names);
    coordinated(body, sentences, names);
    let mut known = known(body, names);
    let lower = lower_words(body, sentences);
    let firsts: HashSet<String> = known
        .keys()
        .filter_map(|text| text.split_whitespace().next())
        .map(str::to_string)
        .collect();
    let mut candidates: Vec<(Span, bool)> = Vec::new();
    let mut next = 0;
    for read in sentences {
        let mut at = 0;
        while at < read.spans.len() {
            let span = read.spans[at];
            while names
                .get(next)
                .is_some_and(|(name, _)| name.end <= span.start)
            {
                next += 1;
            }
            if names
                .get(next)
                .is_some_and(|(name, _)| name.start < span.end)
                || !read.sentence.is_capital(at)
            {
                at += 1;
                continue;
            }
            let limit = names.get(next).map_or(usize::MAX, |(name, _)| name.start);
            let word = span.of(body);
            let found = (firsts.contains(word) || firsts.contains(word.trim_end_matches('.')))
                .then(|| longest(body, read, at, limit, &known))
                .flatten();
            let Some(end) = found else {
                at += 1;
                continue;
            };
            let whole = span.join(read.spans[end - 1]);
            if stands_alone(read, at, end)
                && (end > at + 1 || !lower.contains(word.to_lowercase().as_str()))
            {
                candidates.push((whole, at == 0));
                if let Some(known) = known.get_mut(whole.of(body)).filter(|_| at > 0) {
                    known.unmarked += 1;
                }
            }
            at = end;
        }
    }
    for (span, first) in candidates {
        let Some(known) = known.get(span.of(body)) else {
            continue;
        };
        let many_words = span.of(body).contains(char::is_whitespace);
        let sure = known.surname
            || many_words
            || (known.unmarked <= UNMARKED_FOR_ONE * known.marked()
                && (!first || known.marked() >= MARKED_AT_START));
        if sure {
            names.push((span, known.kind()));
        }
    }
    names.sort_by_key(|(span, _)| span.start);
}

/// `Harbour Workers Union` before `(HWU)`, where nothing of it was marked: the initials tell where it begins.
fn spelled_out(body: &str, sentences: &[Read], names: &mut Vec<(Span, NameKind)>) {
    for read in sentences {
        for (at, three) in read.spans.windows(3).enumerate() {
            let [open, short, close] = three else {
                continue;
            };
            let letters = short.of(body);
            let count = letters.chars().count();
            if open.of(body) != "("
                || close.of(body) != ")"
                || !(ACRONYM_LETTERS.contains(&count) && letters.chars().all(char::is_uppercase))
            {
                continue;
            }
            let mut left = letters.chars().rev().peekable();
            let begins = (at.saturating_sub(LONGEST_SPELLING)..at)
                .rev()
                .find(|&word| {
                    let text = read.spans[word].of(body);
                    if read.sentence.is_capital(word) && left.peek() == text.chars().next().as_ref()
                    {
                        left.next();
                    }
                    left.peek().is_none()
                });
            let Some(first) = begins.filter(|_| count > 0) else {
                continue;
            };
            let whole = read.spans[first].join(read.spans[at - 1]);
            let place = names.partition_point(|(span, _)| span.end <= whole.start);
            if names
                .get(place)
                .is_none_or(|(span, _)| span.start >= whole.end)
            {
                names.insert(place, (whole, NameKind::Organisation));
            }
        }
    }
}

/// `Arn` in `Nordvia and Arn`, where Nordvia is an organisation by its own name: a list names things of one kind.
fn coordinated(body: &str, sentences: &[Read], names: &mut Vec<(Span, NameKind)>) {
    let organisations: HashSet<usize> = names
        .iter()
        .filter(|(span, kind)| *kind == NameKind::Organisation && !span.of(body).contains(' '))
        .map(|(span, _)| span.end)
        .collect();
    let taken: HashSet<usize> = names.iter().map(|(span, _)| span.start).collect();
    for read in sentences {
        for (at, three) in read.spans.windows(3).enumerate() {
            let [first, and, last] = three else { continue };
            let word = last.of(body);
            let is_name = organisations.contains(&first.end)
                && and.of(body) == "and"
                && read.sentence.is_capital(at + 2)
                && word.chars().nth(SURNAME_LETTERS).is_some()
                && !word.ends_with('s')
                && !is_demonym(&word.to_lowercase())
                && !read.sentence.is_title(at + 2)
                && !taken.contains(&last.start)
                && (at + 3 >= read.spans.len() || !read.sentence.is_capital(at + 3));
            let covered = || {
                let before = names.partition_point(|(span, _)| span.start <= last.start);
                before > 0 && names[before - 1].0.end > last.start
            };
            if is_name && !covered() {
                let place = names.partition_point(|(span, _)| span.start < last.start);
                names.insert(place, (*last, NameKind::Organisation));
            }
        }
    }
}

/// Every writing of a name and its kinds; and the surnames of people with a given name.
fn known(body: &str, names: &[(Span, NameKind)]) -> HashMap<String, Known> {
    let mut known: HashMap<String, Known> = HashMap::new();
    for &(span, kind) in names {
        let text = span.of(body);
        known.entry(text.to_string()).or_default().kinds[kind as usize] += 1;
        if kind != NameKind::Person {
            continue;
        }
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !is_generation(&word.to_lowercase()))
            .collect();
        if let [_, .., surname] = words.as_slice()
            && surname.chars().count() >= SURNAME_LETTERS
            && surname.starts_with(char::is_uppercase)
            && surname.chars().any(char::is_lowercase)
        {
            known.entry(surname.to_string()).or_default().surname = true;
        }
    }
    known
}

/// Words of the article that are written without a capital somewhere.
fn lower_words<'b>(body: &'b str, sentences: &[Read]) -> HashSet<&'b str> {
    sentences
        .iter()
        .flat_map(|read| read.spans)
        .map(|span| span.of(body))
        .filter(|word| word.starts_with(char::is_lowercase))
        .collect()
}

/// End of the longest known name that begins at a token and ends before byte `limit`.
fn longest(
    body: &str,
    read: &Read,
    at: usize,
    limit: usize,
    known: &HashMap<String, Known>,
) -> Option<usize> {
    let most = (at + MOST_TOKENS).min(read.spans.len());
    (at + 1..=most).rev().find(|&end| {
        let last = read.spans[end - 1];
        last.end <= limit && known.contains_key(read.spans[at].join(last).of(body))
    })
}

/// Whether the words on both sides are no part of a longer name.
fn stands_alone(read: &Read, at: usize, end: usize) -> bool {
    // the first word of a sentence has its capital from there
    let is_part = |before: usize| {
        let is_name = read.sentence.flags(before) != 0 || read.sentence.heads_organisation(before);
        read.sentence.is_capital(before)
            && !read.sentence.is_title(before)
            && (before > 0 || is_name)
    };
    let before = !at.checked_sub(1).is_some_and(is_part);
    let joined = |after: usize| {
        read.sentence.is_capital(after) && read.spans[after].start <= read.spans[end - 1].end + 1
    };
    before && (end >= read.spans.len() || !joined(end))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Lexicon;
    use super::super::tokens::tokens;
    use super::*;

    /// What is added to the names given, each marked where it first stands.
    fn added(text: &str, given: &[(&str, NameKind)]) -> Vec<String> {
        let mut names: Vec<(Span, NameKind)> = given
            .iter()
            .map(|&(name, kind)| {
                let start = text.find(name).unwrap();
                (Span::new(start, start + name.len()), kind)
            })
            .collect();
        let before = names.clone();
        let parts =
            crate::analysis::text::sentences::sentences(text, &[Span::new(0, text.len())], None);
        let spans: Vec<Vec<Span>> = parts.iter().map(|&part| tokens(text, part)).collect();
        let lexicon = Lexicon::default();
        let sentences: Vec<Sentence> = spans
            .iter()
            .map(|spans| Sentence::read(spans.iter().map(|span| span.of(text)), &lexicon))
            .collect();
        let read: Vec<Read> = spans
            .iter()
            .zip(&sentences)
            .map(|(spans, sentence)| Read { spans, sentence })
            .collect();
        recovered(text, &read, &mut names);
        names
            .into_iter()
            .filter(|name| !before.contains(name))
            .map(|(span, _)| span.of(text).to_string())
            .collect()
    }

    #[test]
    fn a_name_found_once_is_found_again_and_so_is_the_surname() {
        let text = "Today Ada Vennlund came. Then Vennlund, a flutist, left. He saw Ada Vennlund and Nordvia-made Nordvia.";
        assert_eq!(
            added(text, &[("Ada Vennlund", NameKind::Person)]),
            ["Vennlund", "Ada Vennlund"]
        );
    }

    #[test]
    fn words_are_no_names() {
        let text = "He met Post at noon. The post was late. Then Post left. Arn spoke. The Arn Valley Choir sang of Arn.";
        assert_eq!(
            added(text, &[("Post", NameKind::Organisation)]),
            Vec::<String>::new()
        );
        assert_eq!(
            added(
                "We saw Arn. Arn Valley Choir sang. And Arn won.",
                &[("Arn", NameKind::Place)]
            ),
            ["Arn"]
        );
    }
}
