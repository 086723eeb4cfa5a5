//! Direct quotations and who is said to have spoken them.
//!
//! Speech is tied to its speaker by the verb of speech nearest to it in its sentence, as in Pouliquen, Steinberger and
//! Best 2007, and O'Keefe et al. 2012; where a sentence says nothing, by the quotation before it. Where neither tells, the
//! speaker stays unknown: a wrong speaker is worse than none.

mod capitals;
mod cues;
mod marks;
mod persons;
mod speakers;
mod tokens;

pub use cues::is_speech_verb;

use std::collections::HashSet;

use crate::model::{Mention, Quote, Span};
use marks::Stretch;
use persons::{Persons, Said};
use speakers::Reading;
use tokens::{Kind, Token};

/// Up to so many words, all with capitals and no speaker, are a title or the name of a thing.
const LONGEST_TITLE_WORDS: usize = 8;
/// Tokens read back for the speaker of the sentence before: longer sentences are none.
const LONGEST_SENTENCE_TOKENS: usize = 120;

/// The direct quotations of a body, in order.
///
/// A quotation that runs over paragraphs is one. Marks around the name of a work or a thing (all words with capitals,
/// nobody said to speak) make no quotation; marks of distance (`so-called “experts”`) do, without speaker.
pub fn quotes(
    body: &str,
    paragraphs: &[Span],
    sentences: &[Span],
    mentions: &[Mention],
) -> Vec<Quote> {
    let stretches = marks::stretches(body, paragraphs);
    if stretches.is_empty() {
        return Vec::new();
    }
    let by_capitals;
    let mentions = if mentions.is_empty() {
        by_capitals = names_by_capitals(body, paragraphs, &stretches, sentences);
        &by_capitals
    } else {
        mentions
    };
    let mut found: Vec<Option<Said>> = vec![None; stretches.len()];
    let mut memory = Memory::default();
    for &paragraph in paragraphs {
        let tokens = tokens::tokens(body, paragraph, &stretches, sentences);
        let reading = Reading {
            body,
            tokens: &tokens,
            mentions,
        };
        attribute_paragraph(&reading, &stretches, &mut found, &mut memory);
    }
    stretches
        .iter()
        .zip(found)
        .filter(|(stretch, said)| said.is_some() || !is_title(stretch.inner.of(body)))
        .map(|(stretch, said)| Quote {
            start: stretch.inner.start,
            end: stretch.inner.end,
            speaker: said.as_ref().and_then(|said| said.speaker.clone()),
            speaker_span: said.map(|said| said.span),
        })
        .collect()
}

/// What earlier paragraphs leave behind.
#[derive(Default)]
struct Memory {
    /// Speaker of the last quotation, if the paragraph before ended with it.
    last: Option<Said>,
    /// Who speaks next: the paragraph before ended with a colon.
    announced: Option<Said>,
    persons: Persons,
}

fn attribute_paragraph(
    reading: &Reading,
    stretches: &[Stretch],
    found: &mut [Option<Said>],
    memory: &mut Memory,
) {
    let tokens = reading.tokens;
    let quoted: Vec<(usize, usize)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token.kind {
            Kind::Quote(quote) => Some((at, quote)),
            _ => None,
        })
        .collect();
    memory.persons.turn();
    let mut earlier: Option<Said> = None;
    for &(at, quote) in &quoted {
        if found[quote].is_none() {
            let ends_open = ends_open(stretches[quote].inner.of(reading.body));
            found[quote] = match reading.speaker(at, ends_open) {
                Some(subject) => Some(memory.persons.resolve(reading, &subject, at)),
                None if stands_alone(reading, at) => (at == 0)
                    .then(|| memory.announced.take())
                    .flatten()
                    .or_else(|| earlier.clone())
                    .or_else(|| sentence_before(reading, at, &mut memory.persons))
                    .or_else(|| memory.last.clone().filter(|_| at == 0)),
                None => None,
            };
        }
        if found[quote].is_some() {
            earlier.clone_from(&found[quote]);
        }
    }
    // `“What a day. It rained.” “We left,” she said.`
    for pair in quoted.windows(2).rev() {
        let ((at, quote), (_, next)) = (pair[0], pair[1]);
        if found[quote].is_none() && stands_alone(reading, at) {
            found[quote] = found[next].clone();
        }
    }
    memory.announced = tokens
        .last()
        .filter(|last| last.span.of(reading.body) == ":")
        .and_then(|_| reading.introduced(tokens.len() - 1))
        .map(|subject| memory.persons.resolve(reading, &subject, tokens.len() - 1));
    memory.persons.advance(reading, tokens.len());
    memory.last = quoted.last().and_then(|&(_, quote)| found[quote].clone());
}

/// Whether a quotation is a sentence by itself: nothing before it and nothing behind it.
fn stands_alone(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|index| reading.tokens[index].kind);
    let behind = reading.tokens.get(at + 1).map(|token| token.kind);
    before.is_none_or(|kind| matches!(kind, Kind::Break | Kind::Stop | Kind::Quote(_)))
        && behind.is_none_or(|kind| matches!(kind, Kind::Break | Kind::Stop | Kind::Quote(_)))
}

/// `Her sister told the agency by phone. “…”`
fn sentence_before(reading: &Reading, at: usize, persons: &mut Persons) -> Option<Said> {
    let end = at.checked_sub(1)?;
    let near = end.saturating_sub(LONGEST_SENTENCE_TOKENS);
    let from = reading.tokens[near..end]
        .iter()
        .rposition(|token| token.kind == Kind::Break)
        .map_or(near, |index| near + index + 1);
    let verb = (from..end).find(|&index| reading.is_verb(index))?;
    let subject = reading.subject_before(verb, from)?;
    Some(persons.resolve(reading, &subject, verb))
}

/// A comma, a question or an exclamation mark, or no mark at all at the end: the sentence goes on behind the quotation.
fn ends_open(inner: &str) -> bool {
    inner.ends_with([',', '?', '!', '-', '—', '–', '…'])
}

fn is_title(inner: &str) -> bool {
    let mut words = 0;
    for word in inner.split_whitespace() {
        words += 1;
        let small = word.starts_with(char::is_lowercase);
        if words > LONGEST_TITLE_WORDS || (small && (words == 1 || word.len() > 4)) {
            return false;
        }
    }
    !inner.ends_with(['.', ',', '?', '!'])
}

/// Names by their capitals, where the tagger found none.
fn names_by_capitals(
    body: &str,
    paragraphs: &[Span],
    stretches: &[Stretch],
    sentences: &[Span],
) -> Vec<Mention> {
    let tokens: Vec<Vec<Token>> = paragraphs
        .iter()
        .map(|&paragraph| tokens::tokens(body, paragraph, stretches, sentences))
        .collect();
    let mut known = HashSet::new();
    for tokens in &tokens {
        capitals::inside_sentences(body, tokens, &mut known);
    }
    let mut found: Vec<Mention> = tokens
        .iter()
        .flat_map(|tokens| capitals::names(body, tokens, &known))
        .collect();
    capitals::join(&mut found);
    found
}
