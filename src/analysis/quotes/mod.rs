//! Direct quotations and who is said to have spoken them.
//!
//! Speech is tied to its speaker by the verb of speech nearest to it in its sentence, as in Pouliquen, Steinberger and
//! Best 2007, and O'Keefe et al. 2012; where a sentence says nothing, by the quotation before it. Where neither tells, the
//! speaker stays unknown: a wrong speaker is worse than none.

mod capitals;
mod cues;
mod marks;
mod speakers;
mod tokens;

pub use cues::is_speech_verb;

use crate::model::{Mention, NameKind, Quote, Span};
use marks::Stretch;
use speakers::{Reading, Subject};
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
        attribute_paragraph(
            body,
            paragraph,
            &stretches,
            sentences,
            mentions,
            &mut found,
            &mut memory,
        );
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

/// Who said something, and the words that say so.
#[derive(Clone, Debug)]
struct Said {
    /// `None` for a pronoun that could not be resolved.
    speaker: Option<String>,
    span: Span,
}

/// What earlier paragraphs leave behind.
#[derive(Default)]
struct Memory {
    /// Speaker of the last quotation, if the paragraph before ended with it.
    last: Option<Said>,
    /// The person that a pronoun would mean now.
    person: Option<String>,
}

fn attribute_paragraph(
    body: &str,
    paragraph: Span,
    stretches: &[Stretch],
    sentences: &[Span],
    mentions: &[Mention],
    found: &mut [Option<Said>],
    memory: &mut Memory,
) {
    let tokens = tokens::tokens(body, paragraph, stretches, sentences);
    let reading = Reading {
        body,
        tokens: &tokens,
        mentions,
    };
    let quoted: Vec<(usize, usize)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token.kind {
            Kind::Quote(quote) => Some((at, quote)),
            _ => None,
        })
        .collect();
    let mut persons = Persons {
        reading: &reading,
        next: 0,
        person: memory.person.take(),
    };
    for &(at, quote) in &quoted {
        if found[quote].is_some() {
            continue;
        }
        let ends_open = ends_open(stretches[quote].inner.of(body));
        if let Some(subject) = reading.speaker(at, ends_open) {
            found[quote] = Some(persons.resolve(subject, at));
        }
    }
    propagate(&reading, &quoted, stretches, found, memory, &mut persons);
    persons.advance(tokens.len());
    memory.person = persons.person.take();
    memory.last = quoted.last().and_then(|&(_, quote)| found[quote].clone());
}

/// Gives a quotation without words of its own the speaker of its neighbour in the paragraph, of the sentence before it,
/// or of the paragraph before.
fn propagate(
    reading: &Reading,
    quoted: &[(usize, usize)],
    stretches: &[Stretch],
    found: &mut [Option<Said>],
    memory: &Memory,
    persons: &mut Persons,
) {
    for (number, &(at, quote)) in quoted.iter().enumerate() {
        if found[quote].is_some()
            || !stands_alone(reading, at, stretches[quote].inner.of(reading.body))
        {
            continue;
        }
        let earlier = number
            .checked_sub(1)
            .and_then(|before| found[quoted[before].1].clone());
        let later = quoted
            .get(number + 1)
            .and_then(|&(_, after)| found[after].clone());
        found[quote] = earlier
            .or_else(|| sentence_before(reading, at, persons))
            .or_else(|| if at == 0 { memory.last.clone() } else { None })
            .or(later);
    }
}

/// Whether a quotation is a sentence by itself: nothing before it in its sentence.
fn stands_alone(reading: &Reading, at: usize, _inner: &str) -> bool {
    at == 0 || matches!(reading.tokens[at - 1].kind, Kind::Break | Kind::Stop)
}

/// `Her sister told the agency by phone. “…”`
fn sentence_before(reading: &Reading, at: usize, persons: &mut Persons) -> Option<Said> {
    let end = at.checked_sub(1)?;
    let near = end.saturating_sub(LONGEST_SENTENCE_TOKENS);
    let from = reading.tokens[near..end]
        .iter()
        .rposition(|token| token.kind == Kind::Break)
        .map_or(near, |index| near + index + 1);
    let verb =
        (from..end).find(|&index| is_speech_verb(&reading.tokens[index].lower(reading.body)))?;
    let subject = reading.subject_before(verb, from)?;
    Some(persons.resolve(subject, verb))
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

/// Follows who a pronoun means: the last person who was a subject or spoke.
struct Persons<'a> {
    reading: &'a Reading<'a>,
    /// Token up to which the paragraph was read.
    next: usize,
    person: Option<String>,
}

impl Persons<'_> {
    fn resolve(&mut self, subject: Subject, at: usize) -> Said {
        let span = subject.span();
        match subject {
            Subject::Name { mention, .. } => {
                let mention = &self.reading.mentions[mention];
                Said {
                    speaker: Some(mention.entity.clone()),
                    span,
                }
            }
            Subject::Phrase { .. } => Said {
                speaker: Some(span.of(self.reading.body).to_string()),
                span,
            },
            Subject::Pronoun { .. } => {
                let here = self
                    .reading
                    .tokens
                    .partition_point(|token| token.span.start < span.start);
                self.advance(here.max(at.min(here)));
                Said {
                    speaker: self.person.clone(),
                    span,
                }
            }
        }
    }

    /// Reads on to token `to`, noting the persons who are subjects of sentences or of verbs of speech.
    fn advance(&mut self, to: usize) {
        let tokens: &[Token] = self.reading.tokens;
        while self.next < to.min(tokens.len()) {
            let at = self.next;
            self.next += 1;
            let begins = at == 0 || tokens[at - 1].kind == Kind::Break;
            let subject = if begins {
                let limit = tokens[at..]
                    .iter()
                    .position(|token| token.kind == Kind::Break)
                    .map_or(tokens.len(), |length| at + length);
                self.reading.subject_of_sentence(at, limit)
            } else if is_speech_verb(&tokens[at].lower(self.reading.body)) {
                self.reading.subject_before(at, 0)
            } else {
                None
            };
            if let Some(Subject::Name { mention, .. }) = subject
                && let Some(mention) = self.reading.mentions.get(mention)
                && mention.kind == NameKind::Person
            {
                self.person = Some(mention.entity.clone());
            }
        }
    }
}

/// Names by their capitals, where the tagger found none.
fn names_by_capitals(
    body: &str,
    paragraphs: &[Span],
    stretches: &[Stretch],
    sentences: &[Span],
) -> Vec<Mention> {
    let mut found = Vec::new();
    for &paragraph in paragraphs {
        let tokens = tokens::tokens(body, paragraph, stretches, sentences);
        found.extend(capitals::names(body, &tokens));
    }
    capitals::join(&mut found);
    found
}
