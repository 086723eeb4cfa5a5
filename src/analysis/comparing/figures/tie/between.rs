//! What is known of two figures of different articles beside their numbers: whom and what their sentences name, when they are of, what
//! became of those counted, and whether it is clear which answers which.

use crate::analysis::comparing::figures::judge::pair::{FEW, TOLD_BOTH};
use crate::analysis::comparing::figures::read::{Claim, of_other_days, qualifiers_agree};
use crate::analysis::comparing::table::Table;
use crate::model::{Modifier, NameKind};

/// From this number on one that stands anywhere in an article is not there by chance.
const SELDOM: f64 = 100.0;

/// Neither sentence has another figure of the unit.
pub fn is_clear(claims: &[Claim], a: &Claim, b: &Claim) -> bool {
    claims.iter().all(|claim| {
        [a, b].iter().all(|one| {
            (claim.article, claim.sentence) != (one.article, one.sentence)
                || claim.span == one.span
                || claim.unit != one.unit
                || claim.is_converted
        })
    })
}

/// A count that grows, and the second article to give it is of another day, or tells of another one.
pub fn is_later(table: &Table, a: &Claim, b: &Claim) -> bool {
    if !(a.grows() && b.grows()) || a.low.min(b.low) < FEW {
        return false;
    }
    match (day(table, a), day(table, b)) {
        (Some(one), Some(other)) if one < other => a.low <= b.low,
        (Some(one), Some(other)) if one > other => a.low >= b.low,
        _ => of_other_days(a, b),
    }
}

/// The day on which the article of a claim was published.
pub fn day<'a>(table: &'a Table, claim: &Claim) -> Option<&'a str> {
    let published = table.articles[claim.article].published.as_ref()?;
    Some(published.day())
}

/// Both sentences name places, and none in common.
pub fn are_elsewhere(table: &Table, a: &Claim, b: &Claim) -> bool {
    let places = |claim: &Claim| -> Vec<usize> {
        let named = named(table, claim);
        let place = |at: &usize| table.entities.clusters[*at].kind == NameKind::Place;
        named.into_iter().filter(place).collect()
    };
    let (ours, theirs) = (places(a), places(b));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|name| theirs.contains(name))
}

/// A bound that the other lies far beyond, on the side that it allows: `more than 100` beside 300 is no contradiction.
pub fn is_beyond(bound: &Claim, other: &Claim) -> bool {
    let most = |claim: &Claim| matches!(claim.modifier, Modifier::AtMost | Modifier::LessThan);
    (bound.is_least() && !other.is_least() && other.low > bound.low)
        || (most(bound) && !most(other) && other.low < bound.high)
}

/// An exact number that is less than what the other gives as the least.
pub fn is_below(exact: &Claim, least: &Claim) -> bool {
    exact.is_exact() && least.is_least() && exact.low < least.low
}

/// Neither article gives another figure of the same things in the same sentence, or the other's number anywhere: it is
/// clear which figure answers which.
pub fn are_alone(claims: &[Claim], numbers: &[Vec<f64>], a: &Claim, b: &Claim) -> bool {
    let clear = |one: &Claim, other: &Claim| {
        // Whoever has the other's number somewhere gives both, of two things.
        let known = other.low >= SELDOM
            && !other.is_round()
            && numbers.get(one.article).is_some_and(|numbers| {
                numbers
                    .binary_search_by(|number| number.total_cmp(&other.low))
                    .is_ok()
            });
        !known
            && claims
                .iter()
                .filter(|claim| claim.article == one.article && claim.span != one.span)
                .all(|claim| {
                    // What is told of both says which of several figures answers the other.
                    let answers = one.told_alike(other);
                    let worse = answers >= TOLD_BOTH && claim.told_alike(other) < answers;
                    let beside = claim.sentence == one.sentence
                        && !worse
                        && claim.unit == one.unit
                        && (claim.head == one.head || is_told_alike(claim, one))
                        && (qualifiers_agree(claim, other) || !qualifiers_agree(one, other))
                        && !claim.is_part;
                    let elsewhere = claim.has_the_number_of(other)
                        && (claim.head == other.head || is_told_alike(claim, other));
                    !beside && !elsewhere
                })
    };
    clear(a, b) && clear(b, a)
}

/// What became of those whom the one counts is not what became of those of the other; whoever is in hospital may be hurt.
pub fn have_other_outcomes(a: &Claim, b: &Claim) -> bool {
    const MAY_BE_ONE: [(&str, &str); 4] = [
        ("displac", "evacu"),
        ("hospit", "injur"),
        ("releas", "rescu"),
        ("rescu", "surviv"),
    ];
    match (a.outcome, b.outcome) {
        (Some(one), Some(other)) => {
            let pair = (one.min(other), one.max(other));
            one != other && !MAY_BE_ONE.contains(&pair)
        }
        _ => false,
    }
}

/// Both count people of whom the same became.
pub fn is_told_alike(a: &Claim, b: &Claim) -> bool {
    a.share_an_outcome(b) && a.counts_those_told_of() && b.counts_those_told_of()
}

/// The one tells what became of people, and the sentence of the other, which counts people of whom no more is said, has no
/// word of that: the same number is then chance, but for one that seldom is.
pub fn are_other_people(told: &Claim, bare: &Claim) -> bool {
    const ANYBODY: [&str; 8] = [
        "individu", "man", "men", "other", "peopl", "person", "woman", "women",
    ];
    let Some(outcome) = told.outcome.filter(|_| bare.outcome.is_none()) else {
        return false;
    };
    if bare.is_source && !told.is_source {
        return bare.unit.is_empty() && bare.counts_people();
    }
    let seldom = told.low == bare.low && told.is_exact() && bare.is_exact() && !told.is_round();
    if seldom
        || !bare.unit.is_empty()
        || !bare.qualifiers.is_empty()
        || !ANYBODY.contains(&bare.head.as_str())
    {
        return false;
    }
    !bare.told_of.contains(&outcome)
}

/// Both sentences name people, and nobody in common; of ages, too, where a sentence names nobody.
pub fn speak_of_others(table: &Table, a: &Claim, b: &Claim, aged: bool) -> bool {
    let people = |claim: &Claim| -> Vec<usize> {
        let named = named(table, claim);
        let person = |at: &usize| table.entities.clusters[*at].kind == NameKind::Person;
        named.into_iter().filter(person).collect()
    };
    let (ours, theirs) = (people(a), people(b));
    let said = aged || (!ours.is_empty() && !theirs.is_empty());
    said && !ours.iter().any(|name| theirs.contains(name))
}

pub fn named(table: &Table, claim: &Claim) -> Vec<usize> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    table.entities.inside(claim.article, text, sentence)
}

pub fn share_a_name(table: &Table, a: &Claim, b: &Claim) -> bool {
    let theirs = named(table, b);
    named(table, a).iter().any(|name| theirs.contains(name))
}
