//! Figures that one article alone gives: whether that is so, and which of them deserve to be told.
//!
//! A number that another article has in words, rounded, in another unit, or with another value of what seems the same thing,
//! is nobody's own: it is then not told at all.

use super::claims::{Claim, Counted, qualifiers_agree, same_thing};
use super::labels::ranked;
use super::table::Table;
use super::values::{Values, rounds, values};
use crate::analysis::figures::compatible;
use crate::analysis::words;
use crate::model::{Figure, Modifier};

/// From this number on an equal or rounded one in another article is taken for the same.
const SELDOM_BY_CHANCE: f64 = 13.0;
/// Likeness of two sentences from which figures of the same thing may be one.
const MAYBE_ONE: f32 = 0.1;
/// The same where the numbers do not agree.
const MAYBE_ONE_MATTER: f32 = 0.2;
/// Numbers further apart than this are of different things.
const FAR_APART: f64 = 2.5;
/// Lengths of time under this, of nothing in particular, are said in passing.
const IN_PASSING: f64 = 24.0;

/// Lengths of time from which on nobody only says when.
const LONG: f64 = 100.0;

/// Words before or behind a length of time that only say when: `the last 24 hours`, `two weeks ago`.
const WHEN: [&str; 16] = [
    "first",
    "last",
    "past",
    "next",
    "recent",
    "previous",
    "within",
    "every",
    "ago",
    "earlier",
    "later",
    "after",
    "before",
    "since",
    "anniversary",
    "coming",
];

/// Whether no other article has the number or another value of the same thing, as far as can be told.
pub(super) fn is_given_here_alone(
    table: &Table,
    claims: &[Claim],
    numbers: &[Vec<f64>],
    claim: &Claim,
) -> bool {
    let by_chance = claim.low < SELDOM_BY_CHANCE && claim.low.fract() == 0.0;
    let written = numbers.iter().enumerate().any(|(article, numbers)| {
        article != claim.article
            && !by_chance
            && numbers.iter().any(|&number| {
                number == claim.low || rounds(number, claim.low) || rounds(claim.low, number)
            })
    });
    !written
        && !claims
            .iter()
            .any(|other| other.article != claim.article && may_be_one(table, claim, other))
}

/// Whether two figures of different articles may be of one thing, so that neither is the only one.
fn may_be_one(table: &Table, a: &Claim, b: &Claim) -> bool {
    if b.has_the_number_of(a) {
        return true;
    }
    if a.unit != b.unit {
        return compatible(&figure(a), &figure(b)) && a.low >= 2.0;
    }
    let thing = same_thing(a, b);
    let counted = thing >= Counted::People && qualifiers_agree(a, b);
    let measured = thing == Counted::Unsaid && !a.unit.is_empty();
    if !(counted || measured) || a.ratio(b) > FAR_APART {
        return false;
    }
    let told = a.told_alike(b) > 0 || a.share_an_outcome(b);
    let near = || {
        let one_row = a.row.is_some() && a.row == b.row;
        let likeness = table
            .reading
            .similarity((a.article, a.sentence), (b.article, b.sentence));
        if one_row { 1.0 } else { likeness }
    };
    if values(a, b) != Values::Different {
        return (counted && near() >= MAYBE_ONE) || (told && near() >= MAYBE_ONE);
    }
    let growing = counted && a.grows() && b.grows();
    growing || ((told || thing == Counted::Same) && near() >= MAYBE_ONE_MATTER)
}

fn figure(claim: &Claim) -> Figure {
    Figure {
        start: claim.span.start,
        end: claim.span.end,
        value: claim.low,
        value_to: (claim.high != claim.low).then_some(claim.high),
        unit: claim.unit.clone(),
        of: String::new(),
        // A bound is compatible with far too much.
        modifier: match claim.modifier {
            Modifier::Exact => Modifier::Exact,
            _ => Modifier::About,
        },
    }
}

/// How much a figure that one article alone gives deserves to be told; nothing for one that tells nothing by itself.
pub(super) fn worth(table: &Table, claim: &Claim) -> f32 {
    let text = table.articles[claim.article];
    let counts_some = claim.counts_people() && claim.low >= 3.0;
    let vague = claim.modifier == Modifier::Vague;
    let share = claim.unit == "percent" || claim.unit == "percentage points";
    let time = claim.is_time();
    let aged = claim.unit.ends_with("old");
    let telling = if claim.unit.is_empty() {
        !claim.of.is_empty() && (claim.is_distinctive() || counts_some)
    } else {
        !(aged || (time && is_in_passing(table, claim)))
    };
    // `half of it` is said of everything.
    let half = text.text(claim.span).eq_ignore_ascii_case("half");
    if vague || half || !telling || claim.is_part || claim.is_converted {
        return 0.0;
    }
    // What cannot be named in a few words of the article is told last, or not at all.
    let Some((rank, _)) = ranked(table, claim) else {
        return 0.0;
    };
    let has = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let early = 1.0 - claim.sentence as f32 / text.sentences.len().max(1) as f32;
    0.1 + 0.5 * early
        + 0.5 * table.nearest(claim.article, claim.sentence)
        + has(claim.counts_people(), 0.2)
        + has(!claim.of.is_empty(), 0.2)
        + has(claim.is_exact(), 0.1)
        + has(claim.is_distinctive(), 0.1)
        + has(share || !time, 0.1)
        + has(rank > 0, 0.4)
}

/// A length of time that only says when, or of nothing in particular.
fn is_in_passing(table: &Table, claim: &Claim) -> bool {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    let before = text
        .body
        .get(sentence.start..claim.span.start)
        .unwrap_or("");
    let behind = text.body.get(claim.span.end..sentence.end).unwrap_or("");
    let last = words::words(before)
        .last()
        .map(|word| words::fold(word.of(before)));
    let next = words::words(behind)
        .next()
        .map(|word| words::fold(word.of(behind)));
    let says_when = |word: Option<String>| word.is_some_and(|word| WHEN.contains(&word.as_str()));
    let long_ago = claim.of.is_empty() && matches!(last.as_deref(), Some("in" | "than"));
    let when = long_ago || says_when(last) || says_when(next);
    (when && claim.low < LONG) || (claim.of.is_empty() && claim.low < IN_PASSING)
}
