//! Whether two figures of different articles are of one quantity, and the quantities that follow.

use super::claims::{Claim, Counted, of_other_days, of_other_times, qualifiers_agree, same_thing};
use super::table::{Sets, Table};
use super::values::{Values, values};
use crate::model::{Modifier, NameKind};

/// Likeness of two sentences from which a shared number is the same number.
const NEAR: f32 = 0.25;
/// The same for a number that often stands somewhere by chance.
const NEAR_FOR_SMALL: f32 = 0.45;
/// The same where something else speaks for it too: the words beside the figures, or what is counted.
const SAME_TOPIC: f32 = 0.12;
/// Likeness from which two sentences off the same row still speak of one thing, so that their figures may differ.
const SAME_MATTER: f32 = 0.55;
/// From this number on a shared one is of one thing where the sentences share a name.
const LARGE: f64 = 1000.0;
/// Loose figures of the same things further apart than this are of other quantities.
const CLOSE: f64 = 1.25;
/// Large numbers that lie closer are one, rounded.
const ROUNDED: f64 = 1.02;
/// Likeness from which sentences speak of one matter where their figures lie close or are of one outcome.
const ONE_MATTER: f32 = 0.4;
/// Counts of one outcome further apart are of other times or places.
const OF_ONE_OUTCOME: f64 = 2.0;
/// Exact counts of the same things that lie this close are two counts of one quantity.
const NEARLY: f64 = 1.15;
/// Smaller counts are close to each other by chance.
const FEW: f64 = 10.0;
/// The same where the words beside them are the same too.
const NOT_FAR: f64 = 1.5;

/// Claims that speak of one quantity.
pub(super) struct Quantity {
    /// Indices of claims, in order.
    pub members: Vec<usize>,
    /// Two of them cannot both be right.
    pub differ: bool,
}

/// A reason to put two claims together; the surest are followed first.
struct Tie {
    values: Values,
    near: f32,
    a: usize,
    b: usize,
}

pub(super) fn quantities(table: &Table, claims: &[Claim]) -> Vec<Quantity> {
    let mut ties = Vec::new();
    for (a, one) in claims.iter().enumerate() {
        for (b, other) in claims.iter().enumerate().skip(a + 1) {
            let tie = if one.article == other.article {
                repeated(one, other)
            } else {
                tie(table, claims, one, other)
            };
            if let Some((values, near)) = tie {
                ties.push(Tie { values, near, a, b });
            }
        }
    }
    let order = |values: Values| match values {
        Values::Same => 0,
        Values::Compatible => 1,
        Values::Different => 2,
    };
    ties.sort_by(|x, y| {
        order(x.values)
            .cmp(&order(y.values))
            .then(y.near.total_cmp(&x.near))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut sets = Sets::new(claims.len());
    let mut members: Vec<Vec<usize>> = (0..claims.len()).map(|at| vec![at]).collect();
    let mut differ = vec![false; claims.len()];
    for tie in ties {
        let (a, b) = (sets.find(tie.a), sets.find(tie.b));
        if a == b || !may_join(claims, &members[a], &members[b], tie.values) {
            continue;
        }
        sets.join(a, b);
        let (kept, gone) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut members[gone]);
        members[kept].extend(moved);
        differ[kept] = differ[kept] || differ[gone] || tie.values == Values::Different;
    }
    members
        .into_iter()
        .zip(differ)
        .filter(|(members, _)| !members.is_empty())
        .map(|(mut members, differ)| {
            members.sort_unstable();
            Quantity { members, differ }
        })
        .collect()
}

/// An article says the same number of the same thing twice.
fn repeated(a: &Claim, b: &Claim) -> Option<(Values, f32)> {
    let one = a.is_distinctive()
        && a.low == b.low
        && a.high == b.high
        && a.modifier == b.modifier
        && same_thing(a, b) >= Counted::People;
    one.then_some((Values::Same, 0.0))
}

/// Whether two claims of different articles speak of one quantity, and how near their sentences are.
fn tie(table: &Table, claims: &[Claim], a: &Claim, b: &Claim) -> Option<(Values, f32)> {
    let thing = same_thing(a, b);
    let values = values(a, b);
    if thing == Counted::Other || (thing == Counted::Unsaid && values != Values::Same) {
        return None;
    }
    // Those killed are not those hurt.
    let apart = matches!((a.outcome, b.outcome), (Some(one), Some(other)) if one != other);
    if apart && values != Values::Same {
        return None;
    }
    let portion = a.is_part || b.is_part || a.is_whole || b.is_whole;
    if portion && values != Values::Same {
        return None;
    }
    let one_row = a.row.is_some() && a.row == b.row;
    let likeness = table
        .reading
        .similarity((a.article, a.sentence), (b.article, b.sentence));
    let near = if one_row {
        likeness.max(0.5) + 0.5
    } else {
        likeness
    };
    let aged = a.unit.ends_with("old");
    let off_the_row = values != Values::Same || aged;
    if !one_row && off_the_row && speak_of_others(table, a, b, aged) {
        return None;
    }
    let together = match values {
        Values::Same => same_number(table, (a, b), thing, one_row, near),
        Values::Compatible => {
            thing >= Counted::People
                && qualifiers_agree(a, b)
                && !of_other_times(a, b)
                && (one_row
                    || near >= NEAR_FOR_SMALL
                    || (near >= NEAR && a.told_alike(b) > 0)
                    || (a.ratio(b) <= CLOSE && are_many(thing, a, b, near)))
        }
        Values::Different => {
            thing >= Counted::People
                && !of_other_times(a, b)
                && !of_other_days(a, b)
                && a.modifier != Modifier::Vague
                && b.modifier != Modifier::Vague
                && are_alone(claims, a, b)
                && may_differ((a, b), thing, one_row, near)
        }
    };
    together.then_some((values, near))
}

/// Whether the same number in two articles is of one thing.
fn same_number(
    table: &Table,
    (a, b): (&Claim, &Claim),
    thing: Counted,
    one_row: bool,
    near: f32,
) -> bool {
    let telling = a.is_distinctive() && b.is_distinctive();
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
        || (telling && !vague && (counted || a.told_alike(b) > 0) && near >= SAME_TOPIC)
        || (named_alike && near >= SAME_TOPIC)
        || (telling && a.low >= LARGE && share_a_name(table, a, b))
}

/// Loose figures of many of the same things that lie close: `up to 1,400 prisoners` beside 1,227.
fn are_many(thing: Counted, a: &Claim, b: &Claim, near: f32) -> bool {
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
fn may_differ((a, b): (&Claim, &Claim), thing: Counted, one_row: bool, near: f32) -> bool {
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
    (alike && (one_row || near >= SAME_MATTER || told_alike))
        || least_of_one_time
        || one_outcome
        || close
}

/// An exact number that is less than what the other gives as the least.
fn is_below(exact: &Claim, least: &Claim) -> bool {
    exact.is_exact() && least.is_least() && exact.low < least.low
}

/// Neither article gives another figure of the same things in the same sentence, or the other's number anywhere: it is
/// clear which figure answers which.
fn are_alone(claims: &[Claim], a: &Claim, b: &Claim) -> bool {
    let clear = |one: &Claim, other: &Claim| {
        claims
            .iter()
            .filter(|claim| claim.article == one.article && claim.span != one.span)
            .all(|claim| {
                let beside = claim.sentence == one.sentence
                    && claim.unit == one.unit
                    && (claim.head == one.head || is_told_alike(claim, one))
                    && !claim.is_part;
                let elsewhere = claim.has_the_number_of(other)
                    && (claim.head == other.head || is_told_alike(claim, other));
                !beside && !elsewhere
            })
    };
    clear(a, b) && clear(b, a)
}

/// Both count people of whom the same became.
fn is_told_alike(a: &Claim, b: &Claim) -> bool {
    a.share_an_outcome(b) && a.counts_those_told_of() && b.counts_those_told_of()
}

/// Both sentences name people, and nobody in common; of ages, too, where a sentence names nobody.
fn speak_of_others(table: &Table, a: &Claim, b: &Claim, aged: bool) -> bool {
    let people = |claim: &Claim| -> Vec<usize> {
        let named = named(table, claim);
        let person = |at: &usize| table.entities.clusters[*at].kind == NameKind::Person;
        named.into_iter().filter(person).collect()
    };
    let (ours, theirs) = (people(a), people(b));
    let said = aged || (!ours.is_empty() && !theirs.is_empty());
    said && !ours.iter().any(|name| theirs.contains(name))
}

fn named(table: &Table, claim: &Claim) -> Vec<usize> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    table.entities.inside(claim.article, text, sentence)
}

fn share_a_name(table: &Table, a: &Claim, b: &Claim) -> bool {
    let theirs = named(table, b);
    named(table, a).iter().any(|name| theirs.contains(name))
}

/// Two sets of claims become one quantity only where no article would then give two values that do not agree.
fn may_join(claims: &[Claim], a: &[usize], b: &[usize], by: Values) -> bool {
    a.iter().all(|&one| {
        b.iter().all(|&other| {
            let (one, other) = (&claims[one], &claims[other]);
            let agree = values(one, other) != Values::Different;
            if one.article == other.article {
                agree && by != Values::Different
            } else {
                agree || by == Values::Different
            }
        })
    })
}
