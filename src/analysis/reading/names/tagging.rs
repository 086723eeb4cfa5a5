//! From a body to the spans of its names, in two readings: the first looks at each sentence by itself, the second knows
//! what the whole article calls each word (the one-sense-per-discourse rule of Gale, Church and Yarowsky, 1992).

use std::collections::HashMap;

use super::features::Sentence;
use super::firms;
use super::glued;
use super::kinds;
use super::lexicon::PLACE;
use super::model::{self, LABELS, Model, SCALE, Scores};
use super::offices;
use super::others;
use super::recovery::{self, Read};
use super::tokens::tokens;
use super::trimming;
use super::unmarked;
use crate::analysis::text::Text;
use crate::model::{NameKind, Span};

/// Outside, person, organisation, place.
const KINDS: usize = 4;
/// How much the rest of the article weighs against the sentence.
const MEMORY_WEIGHT: f32 = 1.0;
/// What a capitalised word loses of being outside of names: the training sets leave out names that readers look for.
const OUTSIDE_BIAS: f32 = 0.3;
/// The same, more, for a word that is in no list of words and does not begin the sentence.
const UNKNOWN_BIAS: f32 = 1.5;
/// Such a word has so many letters at least, or it is an abbreviation or part of an address.
const SHORTEST_UNKNOWN: usize = 5;
/// Votes that each kind has before any is cast, so that one vote does not decide.
const PRIOR_VOTES: f32 = 0.6;
/// A vote from a name of several words: `Ada Lund` tells what `Lund` is.
const FULL_NAME_VOTES: f32 = 2.0;

/// Countries that no list of names has.
const COUNTRIES_IN_SHORT: &[&str] = &["U.K.", "U.S.", "UK", "US", "USA"];

/// One sentence between the two readings.
struct Reading {
    spans: Vec<Span>,
    sentence: Sentence,
    scores: Vec<Scores>,
    labels: Vec<u8>,
}

/// The names of a body with their kinds, in order, none overlapping.
pub fn names(text: &Text, model: &Model) -> Vec<(Span, NameKind)> {
    let mut readings: Vec<Reading> = text
        .sentences
        .iter()
        .map(|&sentence| read(text.body, sentence, model))
        .collect();
    let votes = votes(&readings);
    let mut found = Vec::new();
    for reading in &mut readings {
        if remember(reading, &votes) {
            reading.labels = model.best(&reading.scores);
        }
        gather(reading, text.body, &mut found);
    }
    offices::part(text.body, &model.lexicon, &mut found);
    glued::parted(text.body, &model.lexicon, &mut found);
    trimming::trimmed(text.body, &mut found);
    others::without(text.body, &model.lexicon, &mut found);
    kinds::part(text.body, &model.lexicon, &mut found);
    kinds::settle(text.body, &model.lexicon, &mut found);
    firms::whole(text.body, &model.lexicon, &mut found);
    let sentences: Vec<Read> = readings
        .iter()
        .filter(|reading| !reading.sentence.is_all_capitals())
        .map(|reading| Read {
            spans: &reading.spans,
            sentence: &reading.sentence,
        })
        .collect();
    unmarked::people(text.body, &sentences, &mut found);
    recovery::recovered(text.body, &sentences, &mut found);
    found
}

fn read(body: &str, sentence: Span, model: &Model) -> Reading {
    let spans = tokens(body, sentence);
    let sentence = Sentence::read(spans.iter().map(|span| span.of(body)), &model.lexicon);
    let mut scores = model.scores(&sentence);
    for (at, token) in scores.iter_mut().enumerate() {
        if sentence.is_capital(at) {
            let unknown =
                at > 0 && sentence.is_unknown(at) && is_written_as_name(spans[at].of(body));
            let bias = OUTSIDE_BIAS + if unknown { UNKNOWN_BIAS } else { 0.0 };
            token[0] -= (bias * SCALE) as i32;
        }
    }
    let labels = model.best(&scores);
    Reading {
        spans,
        sentence,
        scores,
        labels,
    }
}

/// Whether a word has one capital, at its beginning, and is no abbreviation.
fn is_written_as_name(word: &str) -> bool {
    word.chars().nth(SHORTEST_UNKNOWN - 1).is_some() && word.chars().skip(1).all(char::is_lowercase)
}

fn kind_number(label: u8) -> usize {
    usize::from(label).div_ceil(2)
}

type Votes = HashMap<u64, [f32; KINDS]>;

/// The vote that one token casts: its kind and weight.
fn vote(reading: &Reading, at: usize) -> Option<(usize, f32)> {
    if !reading.sentence.is_capital(at) {
        return None;
    }
    let label = reading.labels[at];
    if label == 0 {
        // a capital at the beginning of a sentence says nothing
        return (at > 0).then_some((0, 1.0));
    }
    let goes_on = reading
        .labels
        .get(at + 1)
        .is_some_and(|&next| next != 0 && next.is_multiple_of(2));
    let full = label.is_multiple_of(2) || goes_on;
    Some((kind_number(label), if full { FULL_NAME_VOTES } else { 1.0 }))
}

fn votes(readings: &[Reading]) -> Votes {
    let mut votes = Votes::new();
    for reading in readings {
        for at in 0..reading.labels.len() {
            if let Some((kind, weight)) = vote(reading, at) {
                votes.entry(reading.sentence.form(at)).or_default()[kind] += weight;
            }
        }
    }
    votes
}

/// Adds to the scores what the other sentences call each word; whether that changed any.
fn remember(reading: &mut Reading, votes: &Votes) -> bool {
    let mut changed = false;
    for at in 0..reading.labels.len() {
        if !reading.sentence.is_capital(at) {
            continue;
        }
        let Some(all) = votes.get(&reading.sentence.form(at)) else {
            continue;
        };
        let mut others = *all;
        if let Some((kind, weight)) = vote(reading, at) {
            others[kind] -= weight;
        }
        let total: f32 = others.iter().sum();
        if total < 0.5 {
            continue;
        }
        changed = true;
        for label in 0..LABELS {
            let share =
                (others[label.div_ceil(2)] + PRIOR_VOTES) / (total + PRIOR_VOTES * KINDS as f32);
            let bonus = MEMORY_WEIGHT * (share * KINDS as f32).ln();
            reading.scores[at][label] += (bonus * SCALE) as i32;
        }
    }
    changed
}

/// The spans that the labels of a sentence mark.
fn gather(reading: &Reading, body: &str, found: &mut Vec<(Span, NameKind)>) {
    let (spans, labels) = (&reading.spans, &reading.labels);
    let mut at = 0;
    while at < spans.len() {
        let Some(kind) = model::kind(usize::from(labels[at])) else {
            at += 1;
            continue;
        };
        let inside = model::beginning(kind) + 1;
        let mut end = at + 1;
        while end < spans.len() && usize::from(labels[end]) == inside {
            end += 1;
        }
        parted(reading, body, at, end, kind, found);
        at = end;
    }
}

/// One name, or two places: those that a hyphen joins in `Peru-Chile`, the city and the country of `Lima Peru`.
fn parted(
    reading: &Reading,
    body: &str,
    first: usize,
    end: usize,
    kind: NameKind,
    found: &mut Vec<(Span, NameKind)>,
) {
    let spans = &reading.spans;
    let is_place = |at: usize| {
        reading.sentence.flags(at) & PLACE != 0 || COUNTRIES_IN_SHORT.contains(&spans[at].of(body))
    };
    let hyphen = (first + 1..end.saturating_sub(1)).find(|&at| {
        matches!(spans[at].of(body), "-" | "‑" | "–") && is_place(at - 1) && is_place(at + 1)
    });
    match hyphen {
        None if kind == NameKind::Place => match reading.sentence.place_in_country(first, end) {
            Some(country) => {
                found.push((spans[first].join(spans[country - 1]), kind));
                found.push((spans[country].join(spans[end - 1]), kind));
            }
            None => found.push((spans[first].join(spans[end - 1]), kind)),
        },
        Some(hyphen) if kind != NameKind::Person => {
            found.push((spans[first].join(spans[hyphen - 1]), NameKind::Place));
            found.push((spans[hyphen + 1].join(spans[end - 1]), NameKind::Place));
        }
        _ => found.push((spans[first].join(spans[end - 1]), kind)),
    }
}
