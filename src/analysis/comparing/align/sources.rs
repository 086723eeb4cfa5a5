//! Which words of a sentence only say who says so.

use std::ops::Range;

use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;
use crate::model::Span;

/// Words that a source may take: `Mayor Ilse Brandt of Velmora told reporters on Tuesday`.
const MOST_WORDS: usize = 14;

/// Verbs of saying, as they stand in reports.
#[rustfmt::skip]
const SAYING: [&str; 22] = [
    "according", "acknowledged", "added", "announced", "argued", "claimed", "confirmed", "continued", "explained",
    "noted", "replied", "reported", "responded", "said", "saying", "says", "stated", "told", "tweeted", "warned",
    "writes", "wrote",
];
/// Whoever is told.
#[rustfmt::skip]
const TOLD: [&str; 8] = [
    "agency", "journalists", "news", "newspaper", "press", "reporters", "interview", "statement",
];

/// Days and months, as stems: they say when, not what. (`May` carries no content.)
#[rustfmt::skip]
const DAYS: [&str; 18] = [
    "april", "august", "decemb", "februari", "friday", "januari", "juli", "june", "march", "monday", "novemb", "octob",
    "saturday", "septemb", "sunday", "thursday", "tuesday", "wednesday",
];

/// A verb of saying, folded.
pub(in crate::analysis) fn is_saying(word: &str) -> bool {
    SAYING.binary_search(&word).is_ok()
}

pub(super) fn is_title(stem: &str) -> bool {
    english().has(stem, Tag::TitleStem)
}

pub(super) fn is_day(stem: &str) -> bool {
    DAYS.binary_search(&stem).is_ok()
}

/// The places (in `spans`, the words of the text) of the words that say who says so.
pub(super) fn sources(text: &str, spans: &[Span]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (place, span) in spans.iter().enumerate() {
        let word = words::fold(span.of(text));
        if !is_saying(&word) {
            continue;
        }
        if word == "according" {
            found.push(place..clause_end(text, spans, place));
            continue;
        }
        let from = clause_start(text, spans, place);
        let to = clause_end(text, spans, place);
        let opens = from == 0;
        let closes = to == spans.len();
        // `…,” wrote the exiled poet in a letter.`
        if from == place && place > 0 {
            found.push(from..to);
        } else if closes && !opens && to - place <= MOST_WORDS / 2 {
            // `…, the coast guard said on Monday.`
            found.push(from..to);
        } else if from < place {
            // `The coast guard said that …`: the clause behind the verb is the matter, all but whoever is told.
            let told = (place + 1..to.min(place + 6))
                .filter(|&at| TOLD.contains(&words::fold(spans[at].of(text)).as_str()))
                .max();
            found.push(from..told.unwrap_or(place) + 1);
        }
    }
    found
}

/// The places of the words that only say what somebody or something is: `Orlen Dask, a close friend of the mayor, …`.
/// `named` tells of a place whether a name stands there.
pub(super) fn appositions(
    text: &str,
    spans: &[Span],
    named: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    const OPENING: [&str; 4] = ["a", "an", "one", "the"];
    const CLOSING: [&str; 6] = ["and", "that", "where", "which", "who", "whose"];
    let mut found = Vec::new();
    for place in 1..spans.len() {
        let word = |at: usize| words::fold(spans[at].of(text));
        let between = text.get(spans[place - 1].end..spans[place].start);
        if between != Some(", ") || !named(place - 1) || !OPENING.contains(&word(place).as_str()) {
            continue;
        }
        let end = clause_end(text, spans, place);
        // `…, the head of the yard and a member of the council, said`: what a comma closes may hold two.
        let is_closed = spans
            .get(end)
            .is_some_and(|next| text.get(spans[end - 1].end..next.start) == Some(", "));
        let goes_on = |at: usize| {
            let next = at + 1;
            is_closed && word(at) == "and" && next < end && OPENING.contains(&word(next).as_str())
        };
        let end = (place + 1..end)
            .find(|&at| CLOSING.contains(&word(at).as_str()) && !goes_on(at))
            .unwrap_or(end);
        found.push(place..end);
    }
    found
}

/// The first word after the mark before a place; no further back than a source is long.
fn clause_start(text: &str, spans: &[Span], place: usize) -> usize {
    let mut at = place;
    while at > 0 && place - at < MOST_WORDS && !is_parted(text, spans[at - 1], spans[at]) {
        at -= 1;
    }
    at
}

/// The place behind the last word before the next mark.
fn clause_end(text: &str, spans: &[Span], place: usize) -> usize {
    let mut at = place + 1;
    while at < spans.len() && at - place < MOST_WORDS && !is_parted(text, spans[at - 1], spans[at])
    {
        at += 1;
    }
    at
}

/// Whether a mark stands between two words.
fn is_parted(text: &str, a: Span, b: Span) -> bool {
    let between = text.get(a.end..b.start).unwrap_or("");
    between.contains([',', ';', ':', '“', '”', '"', '—', '–', '(', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let spans: Vec<Span> = words::words(text).collect();
        sources(text, &spans)
            .into_iter()
            .map(|range| text[spans[range.start].start..spans[range.end - 1].end].to_string())
            .collect()
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(SAYING.is_sorted() && DAYS.is_sorted());
    }

    #[test]
    fn who_says_so_is_told_from_what_is_said() {
        for (text, source) in [
            (
                "More than 40 people were on board, the Merrow Coast Guard said.",
                "the Merrow Coast Guard said",
            ),
            (
                "The Coast Guard said that 40 people were on board.",
                "The Coast Guard said",
            ),
            (
                "Mayor Ilse Brandt told reporters in Velmora that the port is shut.",
                "Mayor Ilse Brandt told reporters",
            ),
            (
                "The port is shut, according to the mayor of Velmora, Ilse Brandt.",
                "according to the mayor of Velmora",
            ),
            (
                "“The port is shut,” wrote the exiled poet Orlen Dask in a letter.",
                "wrote the exiled poet Orlen Dask in a letter",
            ),
        ] {
            assert_eq!(told(text), [source], "{text}");
        }
        assert!(told("Divers searched the hull until nightfall.").is_empty());
    }
}
