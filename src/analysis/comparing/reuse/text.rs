//! The words of an article as they are compared, and the stretches that two articles share.

use std::collections::HashMap;

use super::apart::apart;
use crate::analysis::text::{self, fnv};
use crate::model::{Article, Span};

/// Words in a shingle: eight words in a row are seldom the same by chance.
pub(super) const SHINGLE: usize = 8;
/// Places of one shingle that are followed: boilerplate may stand everywhere.
const MOST_PLACES: usize = 16;
/// Words of a torn clause that are left out at either end of a passage.
const MOST_TORN: usize = 5;
/// Words of an article that are read.
const MOST_WORDS: usize = 200_000;

/// The words of an article and where they stand.
pub struct Text {
    pub words: Vec<Span>,
    pub tokens: Tokens,
}

/// What each word folds to as a hash, whether it is no text of the article's own, and what begins with it.
pub struct Tokens {
    hashes: Vec<u32>,
    marks: Vec<Mark>,
}

#[derive(Clone, Copy)]
struct Mark {
    /// In a quotation, an embedded post or a list of headlines.
    apart: bool,
    begins: Begins,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Begins {
    Nothing,
    Clause,
    Sentence,
    Paragraph,
}

/// Words `from..to` of one article that stand in another from `there` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    pub from: usize,
    pub to: usize,
    pub there: usize,
}

impl Passage {
    pub fn words(&self) -> usize {
        self.to - self.from
    }
}

/// Where each shingle of an article begins.
pub struct Places(HashMap<u64, Vec<u32>>);

impl Text {
    pub fn read(article: &Article) -> Text {
        let mut text = Text {
            words: Vec::new(),
            tokens: Tokens {
                hashes: Vec::new(),
                marks: Vec::new(),
            },
        };
        let mut quotes = article.quotes.iter().peekable();
        let apart = apart(article);
        let mut next_apart = apart.iter().peekable();
        let mut apart_until = 0;
        let mut sentences = article.sentences.iter().peekable();
        let mut paragraphs = article.paragraphs.iter().peekable();
        let mut before = 0;
        let read = text::Text::of(article);
        let hashes: Vec<u32> = read
            .forms()
            .all()
            .iter()
            .map(|form| fnv::folded(form.folded()))
            .collect();
        for word in read.words().iter().take(MOST_WORDS) {
            let span = word.span();
            while quotes.next_if(|quote| quote.end <= span.start).is_some() {}
            let quoted = quotes
                .peek()
                .is_some_and(|quote| quote.span().contains(span));
            while let Some(part) = next_apart.next_if(|part| part.start <= span.start) {
                apart_until = part.end.max(apart_until);
            }
            let apart = quoted || span.end <= apart_until;
            let mut new_sentence = false;
            while sentences.next_if(|s| s.start <= span.start).is_some() {
                new_sentence = true;
            }
            let mut new_paragraph = false;
            while paragraphs.next_if(|p| p.start <= span.start).is_some() {
                new_paragraph = true;
            }
            let between = article.body.get(before..span.start).unwrap_or("");
            before = span.end;
            let begins = if new_paragraph {
                Begins::Paragraph
            } else if new_sentence {
                Begins::Sentence
            } else if between.contains([',', ';', ':', '—', '–', '“', '”', '"', '(']) {
                Begins::Clause
            } else {
                Begins::Nothing
            };
            text.words.push(span);
            text.tokens.hashes.push(hashes[word.form()]);
            text.tokens.marks.push(Mark { apart, begins });
        }
        text
    }

    /// From the first to the last of some words.
    pub fn covering(&self, from: usize, to: usize) -> Span {
        self.words[from].join(self.words[to - 1])
    }
}

impl Tokens {
    /// Words.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The key of the shingle that begins at a word.
    fn key(&self, at: usize) -> Option<u64> {
        let window = self.hashes.get(at..at + SHINGLE)?;
        Some(window.iter().fold(0, |key: u64, hash| {
            (key.rotate_left(9) ^ u64::from(*hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        }))
    }

    /// The keys of all shingles, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.len()).map_while(|at| self.key(at))
    }

    fn begins(&self, at: usize) -> Begins {
        self.marks[at].begins
    }
}

impl Places {
    pub fn of(tokens: &Tokens) -> Places {
        let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
        for (at, key) in (0..).zip(tokens.keys()) {
            let list = places.entry(key).or_default();
            if list.len() < MOST_PLACES {
                list.push(at);
            }
        }
        Places(places)
    }
}

/// The longest shared stretches of eight words or more, in order, none overlapping in `here`; those that mostly stand in
/// quotations, embedded posts or lists of headlines, in either text, are left out.
pub fn passages(here: &Tokens, there: &Tokens, places: &Places) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut at = 0;
    while let Some(key) = here.key(at) {
        let best = places
            .0
            .get(&key)
            .into_iter()
            .flatten()
            .map(|&place| (common(here, at, there, place as usize), place as usize))
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((length, place)) = best.filter(|best| best.0 >= SHINGLE) else {
            at += 1;
            continue;
        };
        let is_own = |tokens: &Tokens, from: usize| {
            let words = &tokens.marks[from..from + length];
            words.iter().filter(|mark| mark.apart).count() * 2 <= length
        };
        if is_own(here, at) && is_own(there, place) {
            let passage = Passage {
                from: at,
                to: at + length,
                there: place,
            };
            passages.push(trimmed(passage, here));
        }
        at += length;
    }
    passages
}

/// How many words are the same from here and there on, up to the end of a paragraph of either.
fn common(here: &Tokens, from: usize, there: &Tokens, place: usize) -> usize {
    let same = here.hashes[from..].iter().zip(&there.hashes[place..]);
    same.enumerate()
        .take_while(|(at, (a, b))| {
            let ends = *at > 0
                && (here.begins(from + at) == Begins::Paragraph
                    || there.begins(place + at) == Begins::Paragraph);
            a == b && !ends
        })
        .count()
}

/// A passage without the tail of the sentence before it and the head of the one behind it, where enough is left.
fn trimmed(passage: Passage, here: &Tokens) -> Passage {
    let mut passage = passage;
    let (from, to) = (passage.from, passage.to);
    let most = (to - from) / 2;
    let sentence = (from..from + most).find(|&at| here.begins(at) >= Begins::Sentence);
    let clause = (from..to.min(from + MOST_TORN)).find(|&at| here.begins(at) >= Begins::Clause);
    let start = match (here.begins(from), sentence, clause) {
        (Begins::Nothing, Some(at), _) => at,
        (Begins::Nothing, None, Some(at)) => at,
        _ => from,
    };
    if to - start >= SHINGLE {
        passage.there += start - from;
        passage.from = start;
    }
    let tail = (to.saturating_sub(MOST_TORN).max(passage.from + SHINGLE)..to)
        .find(|&at| here.begins(at) >= Begins::Sentence);
    let whole = here
        .marks
        .get(to)
        .is_none_or(|mark| mark.begins >= Begins::Clause);
    if let Some(end) = tail.filter(|_| !whole) {
        passage.to = end;
    }
    passage
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn read(paragraphs: &[&str]) -> (String, Text) {
        let draft = Draft {
            paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
            language: Some("en".into()),
            ..Draft::default()
        };
        let article = analyse(draft, String::new());
        (article.body.clone(), Text::read(&article))
    }

    #[test]
    fn posts_and_headlines_are_no_reuse() {
        let post = "The harbour has been working very hard since the crane fell and the mayor thanks all who came to help.";
        let (_, quoting) = read(&[&format!("“{post}” the mayor wrote on Monday.")]);
        let (_, embedding) = read(&[post, "— Ilse Brandt (@brandt) May 3, 2031", "It rained."]);
        let strip = "Mayor Brandt Opens Harbour After Crane Falls | Fishermen Ask Council For Money | Opera Tickets Sold Out In Velmora";
        let (_, one) = read(&["Rain fell.", strip]);
        let (_, other) = read(&[strip, "Snow fell."]);
        for (a, b) in [
            (&quoting, &embedding),
            (&embedding, &quoting),
            (&one, &other),
        ] {
            assert!(passages(&a.tokens, &b.tokens, &Places::of(&b.tokens)).is_empty());
        }
    }

    #[test]
    fn a_passage_begins_with_a_sentence_and_ends_with_a_paragraph() {
        let shared = "The crane had stood on the quay since the war ended in the north.";
        let (body, here) = read(&[
            &format!("Nobody was hurt, she said. {shared}"),
            "It rained.",
        ]);
        let (_, there) = read(&[&format!("It is old, he said. {shared}"), "It rained."]);
        let found = passages(&here.tokens, &there.tokens, &Places::of(&there.tokens));
        assert_eq!(found.len(), 1);
        let span = here.covering(found[0].from, found[0].to);
        assert_eq!(span.of(&body), shared.trim_end_matches('.'));
    }
}
