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
/// From this number on one that stands anywhere in an article is not there by chance.
const SELDOM: f64 = 100.0;
/// Smaller counts are close to each other by chance.
const FEW: f64 = 10.0;
/// The same where the words beside them are the same too.
const NOT_FAR: f64 = 1.5;

/// The same for measures, of which less is said.
const OF_ONE_MEASURE: f64 = 1.35;
/// So much less alike is the sentence of a figure that has only its number in common with the others.
const STRAY: f32 = 0.3;
/// Sums of money on one row that lie this close are one, of which little more is said.
const NEARLY_ONE: f64 = 1.03;
/// Likeness of two sentences on one row that say nearly the same but for the number.
const WORD_FOR_WORD: f32 = 0.8;
/// Words beside two figures that are the same, from which parts are compared as wholes are.
const TOLD_BOTH: usize = 2;

/// Claims that speak of one quantity.
pub(super) struct Quantity {
    /// Indices of claims, in order.
    pub members: Vec<usize>,
    /// Two of them cannot both be right.
    pub differ: bool,
    /// They do not agree because the count grew from one article to the next.
    pub grew: bool,
}

/// A reason to put two claims together; the surest are followed first.
struct Tie {
    values: Values,
    near: f32,
    grew: bool,
    a: usize,
    b: usize,
}

/// The quantities that claims speak of; `numbers` are all numbers of each article, sorted.
pub(super) fn quantities(table: &Table, claims: &[Claim], numbers: &[Vec<f64>]) -> Vec<Quantity> {
    let mut ties = Vec::new();
    for (a, one) in claims.iter().enumerate() {
        for (b, other) in claims.iter().enumerate().skip(a + 1) {
            let tie = if one.article == other.article {
                repeated(one, other)
            } else {
                tie(table, claims, numbers, one, other)
            };
            if let Some((values, near)) = tie {
                let grew = values == Values::Different && is_later(table, one, other);
                ties.push(Tie {
                    values,
                    near,
                    grew,
                    a,
                    b,
                });
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
    let mut grew = vec![true; claims.len()];
    for tie in ties {
        let (a, b) = (sets.find(tie.a), sets.find(tie.b));
        if a == b || !may_join(claims, &members[a], &members[b], tie.values) {
            continue;
        }
        sets.join(a, b);
        let (kept, gone) = (a.min(b), a.max(b));
        let moved = std::mem::take(&mut members[gone]);
        members[kept].extend(moved);
        let differing = tie.values == Values::Different;
        differ[kept] = differ[kept] || differ[gone] || differing;
        grew[kept] = grew[kept] && grew[gone] && (!differing || tie.grew);
    }
    members
        .into_iter()
        .enumerate()
        .filter(|(_, members)| !members.is_empty())
        .map(|(at, mut members)| {
            members.sort_unstable();
            leave_out_strays(table, claims, &mut members);
            Quantity {
                members,
                differ: differ[at],
                grew: differ[at] && grew[at],
            }
        })
        .collect()
}

/// Leaves out what an article says of something else with the same number: of several figures of one article those stay
/// that stand in the sentences nearest to the other articles, and what repeats them.
fn leave_out_strays(table: &Table, claims: &[Claim], members: &mut Vec<usize>) {
    let nearest = |at: usize| -> f32 {
        let one = &claims[at];
        members
            .iter()
            .map(|&other| &claims[other])
            .filter(|other| other.article != one.article)
            .map(|other| {
                let one_row = one.row.is_some() && one.row == other.row;
                let likeness = table
                    .reading
                    .similarity((one.article, one.sentence), (other.article, other.sentence));
                if one_row { likeness.max(1.0) } else { likeness }
            })
            .fold(0.0, f32::max)
    };
    // Where an article gives a number, its `dozens` say nothing more.
    let is_vague = |at: usize| claims[at].modifier == Modifier::Vague;
    let has_number = |article: usize| {
        members
            .iter()
            .any(|&at| claims[at].article == article && !is_vague(at))
    };
    let near: Vec<(usize, f32)> = members.iter().map(|&at| (at, nearest(at))).collect();
    let stays = |at: usize, own: f32| {
        let best = near
            .iter()
            .filter(|(other, _)| claims[*other].article == claims[at].article)
            .max_by(|x, y| x.1.total_cmp(&y.1));
        best.is_none_or(|&(best, most)| {
            best == at
                || own + STRAY >= most
                || same_thing(&claims[best], &claims[at]) >= Counted::People
        })
    };
    let kept: Vec<usize> = near
        .iter()
        .filter(|(at, own)| stays(*at, *own))
        .filter(|(at, _)| !is_vague(*at) || !has_number(claims[*at].article))
        .map(|(at, _)| *at)
        .collect();
    *members = kept;
}

/// An article says the same number of the same thing twice.
fn repeated(a: &Claim, b: &Claim) -> Option<(Values, f32)> {
    let one = a.is_distinctive()
        && a.low == b.low
        && a.high == b.high
        && same_thing(a, b) >= Counted::People
        && !a.is_further
        && !b.is_further;
    one.then_some((Values::Same, 0.0))
}

/// Whether two claims of different articles speak of one quantity, and how near their sentences are.
fn tie(
    table: &Table,
    claims: &[Claim],
    numbers: &[Vec<f64>],
    a: &Claim,
    b: &Claim,
) -> Option<(Values, f32)> {
    let thing = same_thing(a, b);
    let values = values(a, b);
    // One number, though the one says `about` and the other does not.
    let equal = a.low == b.low && a.high == b.high;
    let unsaid = thing == Counted::Unsaid && a.unit.is_empty();
    if thing == Counted::Other || (unsaid && !equal) {
        return None;
    }
    // Those killed are not those hurt.
    let apart = matches!((a.outcome, b.outcome), (Some(one), Some(other)) if one != other);
    if apart && !equal {
        return None;
    }
    let some_of = |claim: &Claim| claim.is_part || claim.is_some_of;
    let portion =
        a.is_whole || b.is_whole || ((some_of(a) || some_of(b)) && a.told_alike(b) < TOLD_BOTH);
    let further = a.is_further != b.is_further;
    if (portion || further) && !equal {
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
    if values == Values::Different
        && (is_beyond(a, b)
            || is_beyond(b, a)
            || (a.grows() && b.grows() && are_elsewhere(table, a, b)))
    {
        return None;
    }
    let together = match values {
        _ if equal => same_number(table, (a, b), thing, one_row, near),
        Values::Same => false,
        Values::Compatible if thing == Counted::Unsaid => {
            is_one_measure(table, a, b, likeness) && is_clear(claims, a, b)
        }
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
            let later = is_later(table, a, b);
            let other_hour = a.has_clock || b.has_clock || of_other_days(a, b);
            a.modifier != Modifier::Vague
                && b.modifier != Modifier::Vague
                && !of_other_times(a, b)
                && (later || !other_hour)
                && are_alone(claims, numbers, a, b)
                && if thing == Counted::Unsaid {
                    is_one_measure(table, a, b, likeness) && is_clear(claims, a, b)
                } else {
                    may_differ((a, b), thing, one_row, (near, likeness), later)
                }
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
        || (distinctive && !vague && near >= NEAR && share_a_name(table, a, b))
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
fn may_differ(
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
fn is_one_measure(table: &Table, a: &Claim, b: &Claim, likeness: f32) -> bool {
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
    (lasted || pages || told || close)
        && a.ratio(b) <= OF_ONE_MEASURE
        && !(a.is_further || b.is_further || a.is_converted || b.is_converted)
        && a.low == a.high
        && b.low == b.high
}

/// Neither sentence has another figure of the unit.
fn is_clear(claims: &[Claim], a: &Claim, b: &Claim) -> bool {
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
fn is_later(table: &Table, a: &Claim, b: &Claim) -> bool {
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
fn are_elsewhere(table: &Table, a: &Claim, b: &Claim) -> bool {
    let places = |claim: &Claim| -> Vec<usize> {
        let named = named(table, claim);
        let place = |at: &usize| table.entities.clusters[*at].kind == NameKind::Place;
        named.into_iter().filter(place).collect()
    };
    let (ours, theirs) = (places(a), places(b));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|name| theirs.contains(name))
}

/// A bound that the other lies far beyond, on the side that it allows: `more than 100` beside 300 is no contradiction.
fn is_beyond(bound: &Claim, other: &Claim) -> bool {
    let most = |claim: &Claim| matches!(claim.modifier, Modifier::AtMost | Modifier::LessThan);
    (bound.is_least() && !other.is_least() && other.low > bound.low)
        || (most(bound) && !most(other) && other.low < bound.high)
}

/// An exact number that is less than what the other gives as the least.
fn is_below(exact: &Claim, least: &Claim) -> bool {
    exact.is_exact() && least.is_least() && exact.low < least.low
}

/// Neither article gives another figure of the same things in the same sentence, or the other's number anywhere: it is
/// clear which figure answers which.
fn are_alone(claims: &[Claim], numbers: &[Vec<f64>], a: &Claim, b: &Claim) -> bool {
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
                let vague = [one, other]
                    .iter()
                    .any(|claim| claim.modifier == Modifier::Vague);
                agree && (vague || (by != Values::Different && one.ratio(other) <= CLOSE))
            } else {
                agree || by == Values::Different
            }
        })
    })
}
