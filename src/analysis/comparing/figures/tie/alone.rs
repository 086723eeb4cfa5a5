//! Whether a figure is one that its article alone gives.
//!
//! A number that another article has in words, rounded, in another unit, or with another value of what seems the same thing,
//! is nobody's own: it is then not told at all.

use std::collections::HashSet;

use super::between::share_a_name;
use crate::analysis::comparing::align::class;
use crate::analysis::comparing::figures::judge::values::{Values, cuts_off, rounds, values};
use crate::analysis::comparing::figures::read::around::years;
use crate::analysis::comparing::figures::read::{
    Claim, Counted, is_of_people, qualifiers_agree, same_thing,
};
use crate::analysis::comparing::table::Table;
use crate::analysis::reading::figures::{compatible, numbers_in};
use crate::analysis::text::words;
use crate::model::{Figure, Modifier};

/// From this number on an equal or rounded one in another article is taken for the same.
const SELDOM_BY_CHANCE: f64 = 13.0;
/// Likeness of two sentences from which figures of the same thing may be one.
const MAYBE_ONE: f32 = 0.1;
/// The same where the numbers do not agree.
const MAYBE_ONE_MATTER: f32 = 0.2;
/// Numbers further apart than this are of different things.
const FAR_APART: f64 = 2.5;
/// Records of one kind that are broken from day to day lie no further apart.
const ONE_RECORD: f64 = 1.5;
/// A span of years shorter than this lies between many two years.
const LEAST_YEARS: f64 = 2.0;

/// Whether no other article has the number or another value of the same thing, as far as can be told.
pub fn is_given_here_alone(
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
    let in_passing = by_chance && claim.counts_people() && counts_as_many(table, numbers, claim);
    !written
        && !in_passing
        && !spans_years(table, claim)
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
    // Each day of an outbreak has its record.
    let head = a.head == b.head || a.head.is_empty() || b.head.is_empty();
    if a.is_record && b.is_record && head && a.ratio(b) <= ONE_RECORD {
        return true;
    }
    let cut = cuts_off(a.low, b.low) || cuts_off(b.low, a.low);
    if cut && (a.told_alike(b) > 0 || share_a_name(table, a, b) || share_a_word(table, a, b)) {
        return true;
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
        // `more than a dozen states` of the one are the 14 of the other.
        return counted || told && near() >= MAYBE_ONE;
    }
    let growing = counted && a.grows() && b.grows();
    growing || ((told || thing == Counted::Same) && near() >= MAYBE_ONE_MATTER)
}

/// A sentence of another article has the number, a word for people, and something else in common.
fn counts_as_many(table: &Table, numbers: &[Vec<f64>], claim: &Claim) -> bool {
    let text = table.articles[claim.article];
    let ours = content(text.text(text.sentences[claim.sentence]));
    table.articles.iter().enumerate().any(|(article, text)| {
        let has = |numbers: &[f64]| numbers.contains(&claim.low);
        article != claim.article
            && numbers.get(article).is_some_and(|numbers| has(numbers))
            && text.sentences.iter().any(|&sentence| {
                let theirs = content(text.text(sentence));
                theirs.iter().any(|stem| is_of_people(stem))
                    && !ours.is_disjoint(&theirs)
                    && has(&numbers_in(&text.body, &[sentence]))
            })
    })
}

/// Both sentences have a word of content in common.
fn share_a_word(table: &Table, a: &Claim, b: &Claim) -> bool {
    let stems = |claim: &Claim| -> HashSet<String> {
        let text = table.articles[claim.article];
        content(text.text(text.sentences[claim.sentence]))
    };
    !stems(a).is_disjoint(&stems(b))
}

/// The classes of the words of content of a sentence.
fn content(sentence: &str) -> HashSet<String> {
    words::words(sentence)
        .map(|word| words::fold(word.of(sentence)))
        .filter(|word| !words::is_function_word(word) && word.contains(char::is_alphabetic))
        .map(|word| class(&words::stem(&word)).to_string())
        .collect()
}

/// Another article names the two years between which so many lie: `from 1982 to 2009` of a `26-year war`.
fn spans_years(table: &Table, claim: &Claim) -> bool {
    if claim.unit != "years" || claim.low < LEAST_YEARS {
        return false;
    }
    let text = table.articles[claim.article];
    let ours = content(text.text(text.sentences[claim.sentence]));
    table.articles.iter().enumerate().any(|(article, text)| {
        article != claim.article
            && text.sentences.iter().any(|&sentence| {
                let written = text.text(sentence);
                let years = years(written);
                let spanned = years.windows(2).any(|pair| {
                    let span = f64::from(pair[0].abs_diff(pair[1]));
                    (span - claim.low).abs() <= 1.0
                });
                spanned && !ours.is_disjoint(&content(written))
            })
    })
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
