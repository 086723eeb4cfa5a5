//! Whether two figures of different articles are of one quantity, and the quantities that follow.

pub mod alone;
pub mod between;
pub mod evidence;
mod ruled_out;

use super::judge::pair::{CLOSE, NEAR_FOR_SMALL, Numbers, Pair};
use super::judge::values::{Values, values};
use super::judge::{agreeing, differing};
use super::read::fates::Match;
use super::read::{Claim, Counted, of_other_times, qualifiers_agree, same_thing};
use crate::analysis::comparing::ground;
use crate::analysis::comparing::table::{Sets, Table};
use crate::model::Modifier;
use between::{
    are_alone, are_elsewhere, have_other_outcomes, is_below, is_clear, is_later, share_a_name,
    speak_of_others,
};
use evidence::are_weighed_one;
use ruled_out::{cannot_differ, is_ruled_out, may_be_other};

/// Pairs of figures that are weighed: an article of nothing but one number would have all of them weighed.
const MOST_WEIGHED: usize = 5_000;
/// So much less alike is the sentence of a figure that has only its number in common with the others.
const STRAY: f32 = 0.3;

/// Claims that speak of one quantity.
pub struct Quantity {
    /// Indices of claims, in order.
    pub members: Vec<usize>,
    /// Two of them cannot both be right.
    pub differ: bool,
    /// They do not agree because the count grew from one article to the next.
    pub grew: bool,
    /// No rule put some of them together: what speaks for it was weighed.
    pub weighed: bool,
}

/// A reason to put two claims together; the surest are followed first.
struct Tie {
    values: Values,
    near: f32,
    grew: bool,
    weighed: bool,
    a: usize,
    b: usize,
}

/// The quantities that claims speak of; `numbers` are all numbers of each article, sorted.
pub fn quantities(table: &Table, claims: &[Claim], numbers: &[Vec<f64>]) -> Vec<Quantity> {
    let mut ties = Vec::new();
    let mut left = MOST_WEIGHED;
    for (a, one) in claims.iter().enumerate() {
        for (b, other) in claims.iter().enumerate().skip(a + 1) {
            let mut weighed = false;
            let tie = if one.article == other.article {
                repeated(one, other)
            } else {
                let ruled = tie(table, claims, numbers, one, other);
                ruled.map(|tied| (tied.values, tied.near)).or_else(|| {
                    weighed = left > 0 && may_be_weighed(table, one, other);
                    left -= usize::from(weighed);
                    let is_one = weighed && are_weighed_one(table, claims, one, other);
                    is_one.then(|| (values(one, other), 0.0))
                })
            };
            if let Some((values, near)) = tie {
                let grew = values == Values::Different && is_later(table, one, other);
                ties.push(Tie {
                    values,
                    near,
                    grew,
                    weighed,
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
        x.weighed
            .cmp(&y.weighed)
            .then(order(x.values).cmp(&order(y.values)))
            .then(y.near.total_cmp(&x.near))
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut sets = Sets::new(claims.len());
    let mut members: Vec<Vec<usize>> = (0..claims.len()).map(|at| vec![at]).collect();
    let mut differ = vec![false; claims.len()];
    let mut grew = vec![true; claims.len()];
    let mut weighed = vec![false; claims.len()];
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
        weighed[kept] = weighed[kept] || weighed[gone] || tie.weighed;
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
                weighed: weighed[at],
            }
        })
        .collect()
}

/// Their values agree, they are of one unit, and nothing that is said of either speaks against it.
fn may_be_weighed(table: &Table, a: &Claim, b: &Claim) -> bool {
    a.unit == b.unit
        && values(a, b) != Values::Different
        && a.modifier != Modifier::Vague
        && b.modifier != Modifier::Vague
        && !is_ruled_out(table, a, b)
        && (is_said_to_be_one(a, b) || share_matter(table, a, b))
}

/// Both have a unit, or count one thing by their words. Where they do not, their sentences have to share more than names: 3,300 crowns for
/// a mill in a town are no 3,300 sheep in its hills.
fn is_said_to_be_one(a: &Claim, b: &Claim) -> bool {
    !a.unit.is_empty() || same_thing(a, b) >= Counted::People
}

fn share_matter(table: &Table, a: &Claim, b: &Claim) -> bool {
    let ends = [a, b].map(|claim| (claim.article, claim.sentence));
    table.reading.share_matter(ends[0], ends[1])
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
        && a.fate.matches(&b.fate) == Match::May
        && !a.is_further
        && !b.is_further;
    one.then_some((Values::Same, 0.0))
}

/// Two claims of different articles that a rule puts together.
pub struct Tied {
    pub values: Values,
    /// How near their sentences are.
    pub near: f32,
    /// The name of the ground, see [`agreeing`] and [`differing`].
    pub ground: &'static str,
}

/// Whether two claims of different articles speak of one quantity.
pub fn tie(
    table: &Table,
    claims: &[Claim],
    numbers: &[Vec<f64>],
    a: &Claim,
    b: &Claim,
) -> Option<Tied> {
    let thing = same_thing(a, b);
    let values = values(a, b);
    let equal = a.low == b.low && a.high == b.high;
    let unsaid = thing == Counted::Unsaid && a.unit.is_empty();
    if thing == Counted::Other || (unsaid && !equal) || is_ruled_out(table, a, b) {
        return None;
    }
    let one_row = a.row.is_some() && a.row == b.row;
    let likeness = table
        .reading
        .similarity((a.article, a.sentence), (b.article, b.sentence));
    // One row says as much as half a likeness more.
    let near = if one_row {
        likeness.max(0.5) + 0.5
    } else {
        likeness
    };
    if a.fate.matches(&b.fate) == Match::Unknown && near < NEAR_FOR_SMALL {
        return None;
    }
    let aged = a.is_age();
    let off_the_row = values != Values::Same || aged;
    if !one_row && off_the_row && speak_of_others(table, a, b, aged) {
        return None;
    }
    let numbers_stand = match values {
        _ if equal => Numbers::Equal,
        Values::Same | Values::Compatible => Numbers::Looser,
        Values::Different => Numbers::Other,
    };
    let is_later = is_later(table, a, b);
    if values == Values::Different && cannot_differ(table, a, b)
        || numbers_stand == Numbers::Other
            && !(may_be_other(a, b, is_later) && are_alone(claims, numbers, a, b))
    {
        return None;
    }
    let both = |is: fn(&Claim) -> bool| is(a) && is(b);
    let either = |is: fn(&Claim) -> bool| is(a) || is(b);
    let told_alike = a.told_alike(b);
    let least = a.low.min(b.low);
    let named = equal || thing == Counted::Unsaid;
    let pair = Pair {
        numbers: numbers_stand,
        measure: a.measure(),
        thing,
        is_bare: a.head.is_empty() || b.head.is_empty(),
        are_people: a.counts_people(),
        is_qualified: !a.qualifiers.is_empty(),
        are_qualified_alike: a.qualifiers == b.qualifiers,
        do_qualifiers_agree: qualifiers_agree(a, b),
        one_row,
        likeness,
        near,
        told_alike,
        tells_of_the_other: a.tells_of_the_thing_of(b) || b.tells_of_the_thing_of(a),
        least,
        ratio: a.ratio(b),
        are_distinctive: both(Claim::is_distinctive),
        are_exact: both(Claim::is_exact),
        is_round: a.is_round(),
        is_one_fine: a.is_fine() != b.is_fine(),
        is_bound: either(Claim::is_bound),
        is_below: is_below(a, b) || is_below(b, a),
        are_single: both(|claim| {
            claim.low == claim.high && !claim.is_further && !claim.is_converted
        }),
        is_further: a.is_further,
        are_durations: both(|claim| claim.is_duration),
        one_outcome: a.share_an_outcome(b),
        of_other_times: of_other_times(a, b),
        is_later,
        share_a_name: named && share_a_name(table, a, b),
        are_elsewhere: numbers_stand == Numbers::Looser && are_elsewhere(table, a, b),
        are_clear: thing == Counted::Unsaid && is_clear(claims, a, b),
    };
    let grounds = match numbers_stand {
        Numbers::Other => differing::GROUNDS,
        Numbers::Equal | Numbers::Looser => agreeing::GROUNDS,
    };
    let ground = ground::first(grounds, &pair)?.row.name;
    Some(Tied {
        values,
        near,
        ground,
    })
}

/// Two sets of claims become one quantity only where no article would then give two values that do not agree.
fn may_join(claims: &[Claim], a: &[usize], b: &[usize], by: Values) -> bool {
    a.iter().all(|&one| {
        b.iter().all(|&other| {
            let (one, other) = (&claims[one], &claims[other]);
            let agree = values(one, other) != Values::Different;
            if one.is_denied != other.is_denied
                || one.fate.matches(&other.fate) == Match::Other
                || have_other_outcomes(one, other)
            {
                return false;
            }
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
