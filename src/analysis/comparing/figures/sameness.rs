//! Whether two figures of different articles are of one quantity: what the same number, close numbers, and numbers that do
//! not agree take for it.

use super::claims::{Claim, Counted, of_other_days, qualifiers_agree};
use crate::analysis::comparing::table::Table;
use crate::model::{Modifier, NameKind};

/// Likeness of two sentences from which a shared number is the same number.
pub(super) const NEAR: f32 = 0.25;
/// The same for a number that often stands somewhere by chance.
pub(super) const NEAR_FOR_SMALL: f32 = 0.45;
/// The same where something else speaks for it too: the words beside the figures, or what is counted.
const SAME_TOPIC: f32 = 0.12;
/// Likeness from which two sentences off the same row still speak of one thing, so that their figures may differ.
const SAME_MATTER: f32 = 0.55;
/// From this number on a shared one is of one thing where the sentences share a name.
const LARGE: f64 = 1000.0;
/// Loose figures of the same things further apart than this are of other quantities.
pub(super) const CLOSE: f64 = 1.25;
/// Large numbers that lie closer are one, rounded.
const ROUNDED: f64 = 1.02;
/// Likeness from which sentences speak of one matter where their figures lie close or are of one outcome.
const ONE_MATTER: f32 = 0.4;
/// Counts of one outcome further apart are of other times or places.
const OF_ONE_OUTCOME: f64 = 2.0;
/// Exact counts of the same things that lie this close are two counts of one quantity.
const NEARLY: f64 = 1.15;
/// From this number on one that stands anywhere in an article is not there by chance.
const SELDOM: f64 = 100.0;
/// Smaller counts are close to each other by chance.
const FEW: f64 = 10.0;
/// The same where the words beside them are the same too.
const NOT_FAR: f64 = 1.5;

/// The same for measures, of which less is said.
const OF_ONE_MEASURE: f64 = 1.35;
/// Sums of money on one row that lie this close are one, of which little more is said.
const NEARLY_ONE: f64 = 1.03;
/// Likeness of two sentences on one row that say nearly the same but for the number.
const WORD_FOR_WORD: f32 = 0.8;
/// Words beside two figures that are the same, from which parts are compared as wholes are.
pub(super) const TOLD_BOTH: usize = 2;

/// Whether the same number in two articles is of one thing.
pub(super) fn same_number(
    table: &Table,
    (a, b): (&Claim, &Claim),
    thing: Counted,
    one_row: bool,
    near: f32,
) -> bool {
    let distinctive = a.is_distinctive() && b.is_distinctive();
    // That both say `about` of a round number is seldom chance.
    let telling = distinctive && !(a.is_round() && a.is_exact() && b.is_exact());
    let counted = thing >= Counted::People;
    // `53 percent` of what is not said, and `200 people` of whom no more is said, are many things.
    let unsaid = a.head.is_empty() || b.head.is_empty();
    let bare = unsaid && a.unit == "percent";
    let nobodys = a.qualifiers.is_empty() && b.qualifiers.is_empty() && a.counts_people();
    let anybody = counted && nobodys && !a.share_an_outcome(b) && a.low < LARGE;
    let vague = (bare || anybody) && a.told_alike(b) == 0;
    let least = if telling && !vague {
        NEAR
    } else {
        NEAR_FOR_SMALL
    };
    let named_alike = counted && !a.qualifiers.is_empty() && a.qualifiers == b.qualifiers;
    (one_row && (telling || counted))
        || near >= least
        || (distinctive && !vague && (counted || a.told_alike(b) > 0) && near >= SAME_TOPIC)
        || (named_alike && near >= SAME_TOPIC)
        || (telling && a.low >= LARGE && share_a_name(table, a, b))
}

/// Loose figures of many of the same things that lie close: `up to 1,400 prisoners` beside 1,227.
pub(super) fn are_many(thing: Counted, a: &Claim, b: &Claim, near: f32) -> bool {
    let alike = !a.qualifiers.is_empty() && a.qualifiers == b.qualifiers;
    let bounds = |claim: &Claim| {
        matches!(claim.modifier, Modifier::AtMost | Modifier::LessThan) || claim.is_least()
    };
    let many = a.low.min(b.low) >= LARGE && (bounds(a) || bounds(b));
    let rounded = a.low.min(b.low) >= LARGE && a.ratio(b) <= ROUNDED;
    (near >= NEAR && alike) || (thing == Counted::Same && (many || rounded))
}

/// Whether figures that do not agree are of one quantity. Beside the same row, or sentences that are much alike, this
/// takes the same things with the same words beside them. Off it, one matter and numbers that lie close: of one outcome
/// (`killed 50`, `49 dead`), or of the same things where one says no less of them than the other.
pub(super) fn may_differ(
    (a, b): (&Claim, &Claim),
    thing: Counted,
    one_row: bool,
    (near, likeness): (f32, f32),
    later: bool,
) -> bool {
    let same = thing == Counted::Same;
    let alike = same && a.qualifiers == b.qualifiers;
    let both_least = a.is_least() && b.is_least();
    let least_of_one_time = both_least
        && ((same && one_row && a.share_a_year(b)) || (near >= SAME_TOPIC && a.share_a_month(b)));
    let exact = a.is_exact() && b.is_exact();
    let told_alike = !a.qualifiers.is_empty()
        && !exact
        && a.low.min(b.low) >= 100.0
        && a.ratio(b) <= NOT_FAR
        && a.told_alike(b) > 0
        && near >= SAME_TOPIC;
    let of_one_matter = one_row || near >= ONE_MATTER;
    let one_outcome = a.share_an_outcome(b)
        && of_one_matter
        && (exact || is_below(a, b) || is_below(b, a))
        && a.low.min(b.low) > 1.0
        && a.ratio(b) <= OF_ONE_OUTCOME
        && qualifiers_agree(a, b);
    let close = same
        && of_one_matter
        && exact
        && a.unit.is_empty()
        && a.low.min(b.low) >= FEW
        && a.ratio(b) <= NEARLY
        && qualifiers_agree(a, b);
    // One sentence, but for the number.
    let word_for_word = same
        && one_row
        && (likeness >= WORD_FOR_WORD || a.told_alike(b) >= TOLD_BOTH)
        && a.ratio(b) <= OF_ONE_OUTCOME
        && !a.is_further
        && qualifiers_agree(a, b);
    let grown = later
        && near >= NEAR
        && (same || a.share_an_outcome(b))
        && a.low.min(b.low) >= FEW
        && a.ratio(b) <= OF_ONE_OUTCOME
        && qualifiers_agree(a, b);
    let pages = a.unit == "pages" && near >= SAME_TOPIC && a.ratio(b) <= CLOSE;
    (alike && a.ratio(b) <= OF_ONE_OUTCOME && (one_row || near >= SAME_MATTER || told_alike))
        || least_of_one_time
        || one_outcome
        || close
        || word_for_word
        || grown
        || pages
}

/// Whether two figures of one unit measure one thing, though neither or only one says which: the words beside them are the
/// same, the sentences speak of one matter and name something in common, and the numbers lie close.
pub(super) fn is_one_measure(table: &Table, a: &Claim, b: &Claim, likeness: f32) -> bool {
    let lasted = a.is_duration && b.is_duration && likeness >= SAME_TOPIC;
    let pages = a.unit == "pages" && likeness >= SAME_TOPIC;
    let told = !a.is_time()
        && !a.unit.ends_with("old")
        && a.told_alike(b) > 0
        && likeness >= ONE_MATTER
        && share_a_name(table, a, b)
        && (a.unit != "percent" || a.told_alike(b) >= TOLD_BOTH);
    let one_row = a.row.is_some() && a.row == b.row;
    let close = a.is_money()
        && a.ratio(b) <= NEARLY_ONE
        && one_row
        && likeness >= ONE_MATTER
        && share_a_name(table, a, b);
    // `a settlement of $27,111.75` and `a roughly $27,000 settlement`.
    let rounded = a.is_money()
        && a.ratio(b) <= ROUNDED
        && a.is_fine() != b.is_fine()
        && (a.told_alike(b) > 0 || a.tells_of_the_thing_of(b) || b.tells_of_the_thing_of(a));
    (lasted || pages || told || close || rounded)
        && a.ratio(b) <= OF_ONE_MEASURE
        && !(a.is_further || b.is_further || a.is_converted || b.is_converted)
        && a.low == a.high
        && b.low == b.high
}

/// Neither sentence has another figure of the unit.
pub(super) fn is_clear(claims: &[Claim], a: &Claim, b: &Claim) -> bool {
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
pub(super) fn is_later(table: &Table, a: &Claim, b: &Claim) -> bool {
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
pub(super) fn day<'a>(table: &'a Table, claim: &Claim) -> Option<&'a str> {
    let published = table.articles[claim.article].published.as_ref()?;
    Some(published.day())
}

/// Both sentences name places, and none in common.
pub(super) fn are_elsewhere(table: &Table, a: &Claim, b: &Claim) -> bool {
    let places = |claim: &Claim| -> Vec<usize> {
        let named = named(table, claim);
        let place = |at: &usize| table.entities.clusters[*at].kind == NameKind::Place;
        named.into_iter().filter(place).collect()
    };
    let (ours, theirs) = (places(a), places(b));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|name| theirs.contains(name))
}

/// A bound that the other lies far beyond, on the side that it allows: `more than 100` beside 300 is no contradiction.
pub(super) fn is_beyond(bound: &Claim, other: &Claim) -> bool {
    let most = |claim: &Claim| matches!(claim.modifier, Modifier::AtMost | Modifier::LessThan);
    (bound.is_least() && !other.is_least() && other.low > bound.low)
        || (most(bound) && !most(other) && other.low < bound.high)
}

/// An exact number that is less than what the other gives as the least.
pub(super) fn is_below(exact: &Claim, least: &Claim) -> bool {
    exact.is_exact() && least.is_least() && exact.low < least.low
}

/// Neither article gives another figure of the same things in the same sentence, or the other's number anywhere: it is
/// clear which figure answers which.
pub(super) fn are_alone(claims: &[Claim], numbers: &[Vec<f64>], a: &Claim, b: &Claim) -> bool {
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
pub(super) fn have_other_outcomes(a: &Claim, b: &Claim) -> bool {
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
pub(super) fn is_told_alike(a: &Claim, b: &Claim) -> bool {
    a.share_an_outcome(b) && a.counts_those_told_of() && b.counts_those_told_of()
}

/// The one tells what became of people, and the sentence of the other, which counts people of whom no more is said, has no
/// word of that: the same number is then chance, but for one that seldom is.
pub(super) fn are_other_people(told: &Claim, bare: &Claim) -> bool {
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
pub(super) fn speak_of_others(table: &Table, a: &Claim, b: &Claim, aged: bool) -> bool {
    let people = |claim: &Claim| -> Vec<usize> {
        let named = named(table, claim);
        let person = |at: &usize| table.entities.clusters[*at].kind == NameKind::Person;
        named.into_iter().filter(person).collect()
    };
    let (ours, theirs) = (people(a), people(b));
    let said = aged || (!ours.is_empty() && !theirs.is_empty());
    said && !ours.iter().any(|name| theirs.contains(name))
}

pub(super) fn named(table: &Table, claim: &Claim) -> Vec<usize> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    table.entities.inside(claim.article, text, sentence)
}

pub(super) fn share_a_name(table: &Table, a: &Claim, b: &Claim) -> bool {
    let theirs = named(table, b);
    named(table, a).iter().any(|name| theirs.contains(name))
}
