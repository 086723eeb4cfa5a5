//! Figures side by side: the same quantity in several articles, and whether they agree.

use std::collections::BTreeSet;

use super::claims::{
    Claim, Counted, Values, claims, of_other_times, qualifiers_agree, same_thing, values,
};
use super::table::{Sets, Table, WHAT_CHARS, excerpt};
use crate::model::{Finding, FindingKind, Modifier, Value, Verdict};

/// Likeness of two sentences from which a shared number is the same number.
const NEAR: f32 = 0.25;
/// The same for a number that often stands somewhere by chance.
const NEAR_FOR_SMALL: f32 = 0.45;
/// Likeness from which two sentences off the same row still speak of one thing, so that their figures may differ.
const SAME_MATTER: f32 = 0.55;
/// Two totals further apart than this share are of different things.
const ABOUT_A_TOTAL: f64 = 0.15;
/// Likeness of two sentences from which a sum in one is put beside a total in the other.
const NEAR_A_TOTAL: f32 = 0.15;
/// Bytes between two parts of a sum: `five Ukrainians and 104 Belarusians`.
const BETWEEN_PARTS: usize = 60;
/// Claims that are put side by side, over all articles.
const MOST_CLAIMS: usize = 800;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let mut claims = claims(table);
    claims.truncate(MOST_CLAIMS);
    let quantities = quantities(table, &claims);
    let mut found = sums(table, &claims, &quantities);
    let shown: BTreeSet<(usize, usize)> = found
        .iter()
        .flat_map(|sum| sum.values.iter().map(|value| (value.article, value.start)))
        .collect();
    // What stands beside a sum is told there, not once more.
    found.extend(quantities.iter().filter_map(|quantity| {
        let told_already = quantity.members.iter().all(|&at| {
            let claim = &claims[at];
            shown.contains(&(claim.article, claim.span.start))
        });
        if told_already {
            None
        } else {
            told(table, &claims, quantity)
        }
    }));
    found
}

/// Claims that speak of one quantity.
struct Quantity {
    members: Vec<usize>,
    /// Two of them cannot both be right.
    differ: bool,
}

/// A reason to put two claims together; the surest are followed first.
struct Tie {
    values: Values,
    near: f32,
    a: usize,
    b: usize,
}

fn quantities(table: &Table, claims: &[Claim]) -> Vec<Quantity> {
    let mut ties = Vec::new();
    for (a, one) in claims.iter().enumerate() {
        for (b, other) in claims.iter().enumerate().skip(a + 1) {
            if one.article != other.article
                && let Some((values, near)) = tie(table, one, other)
            {
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

/// Whether two claims of different articles speak of one quantity, and how near their sentences are.
fn tie(table: &Table, a: &Claim, b: &Claim) -> Option<(Values, f32)> {
    let thing = same_thing(a, b);
    if thing == Counted::Other {
        return None;
    }
    let values = values(a, b);
    let one_row = a.row.is_some() && a.row == b.row;
    if !one_row && values == Values::Different && thing != Counted::Same {
        return None;
    }
    let likeness = table
        .reading
        .similarity((a.article, a.sentence), (b.article, b.sentence));
    let near = if one_row {
        likeness.max(0.5) + 0.5
    } else {
        likeness
    };
    let together = match values {
        Values::Same => {
            let telling = a.is_distinctive() && b.is_distinctive();
            let least = if telling { NEAR } else { NEAR_FOR_SMALL };
            (one_row && (telling || thing >= Counted::People))
                || near >= least
                || (telling && thing >= Counted::People && near >= NEAR / 2.0)
        }
        Values::Compatible => {
            thing >= Counted::People
                && qualifiers_agree(a, b)
                && (one_row || near >= NEAR)
                && !of_other_times(a, b)
        }
        Values::Different => {
            thing == Counted::Same
                && (one_row || near >= SAME_MATTER)
                && (a.qualifiers == b.qualifiers
                    || (one_row && a.share_a_year(b) && a.is_least() && b.is_least()))
                && a.modifier != Modifier::Vague
                && b.modifier != Modifier::Vague
                && !of_other_times(a, b)
        }
    };
    together.then_some((values, near))
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

/// The finding for one quantity; `None` where it is not worth telling.
fn told(table: &Table, claims: &[Claim], quantity: &Quantity) -> Option<Finding> {
    let members: Vec<&Claim> = quantity.members.iter().map(|&at| &claims[at]).collect();
    let first = *members.first()?;
    let articles: BTreeSet<usize> = members.iter().map(|claim| claim.article).collect();
    let named = members.iter().max_by_key(|claim| {
        (
            claim.of.chars().count().min(40),
            std::cmp::Reverse(claim.article),
        )
    })?;
    let what = what(table, named);
    if articles.len() == 1 {
        let telling = first.is_distinctive() || !first.unit.is_empty();
        if first.what().is_empty() || !telling {
            return None;
        }
    }
    let loose = members.iter().any(|claim| {
        members
            .iter()
            .any(|other| values(claim, other) != Values::Same)
    });
    let (verdict, sure, why) = if articles.len() == 1 {
        let why = "No other article gives this figure.".to_string();
        (Verdict::OneOnly, 0.6, why)
    } else if quantity.differ && members.iter().all(|claim| claim.is_least()) {
        let why = "Both are given as the least, of one time, and lie far apart.".to_string();
        (Verdict::Differs, 0.55, why)
    } else if quantity.differ {
        let why = format!(
            "The sentences say the same and count the same, {what}, but the numbers do not agree."
        );
        (Verdict::Differs, 0.7, why)
    } else if loose {
        let why =
            "The numbers do not contradict each other; one is given more loosely.".to_string();
        (Verdict::Compatible, 0.8, why)
    } else {
        let why = format!(
            "The same number in {} articles, of the same thing.",
            articles.len()
        );
        (Verdict::Same, 0.85, why)
    };
    Some(Finding {
        kind: FindingKind::Figure,
        what,
        values: members
            .iter()
            .map(|claim| table.value(claim.article, claim.span))
            .collect(),
        verdict,
        sure,
        why,
    })
}

/// What a claim counts; of a bare measure, the words before it too: `hours: harbour closed`.
fn what(table: &Table, claim: &Claim) -> String {
    match (claim.of.is_empty(), claim.unit.is_empty()) {
        (true, true) => "a figure".to_string(),
        (true, false) => {
            let about = table.words_before(claim.article, claim.sentence, claim.span);
            if about.is_empty() {
                claim.unit.clone()
            } else {
                format!("{}: {about}", claim.unit)
            }
        }
        (false, true) => excerpt(&claim.of, WHAT_CHARS),
        (false, false) => {
            let left = WHAT_CHARS.saturating_sub(claim.unit.chars().count() + 3);
            format!("{} ({})", excerpt(&claim.of, left), claim.unit)
        }
    }
}

/// Parts that stand side by side in one sentence and add up: put beside a total that is given elsewhere.
fn sums(table: &Table, claims: &[Claim], quantities: &[Quantity]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut told: BTreeSet<(u64, u64)> = BTreeSet::new();
    for pair in claims.windows(2) {
        let [a, b] = pair else { continue };
        if !are_parts(table, a, b) {
            continue;
        }
        let sum = a.low + b.low;
        let mut totals: Vec<(f32, &Claim)> = claims
            .iter()
            .filter(|total| is_total(total, (a, b), sum))
            .filter_map(|total| {
                let near = table
                    .reading
                    .similarity((a.article, a.sentence), (total.article, total.sentence));
                (near >= NEAR_A_TOTAL).then_some((near, total))
            })
            .collect();
        totals.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.article.cmp(&y.1.article)));
        let Some(&(near, best)) = totals.first() else {
            continue;
        };
        if !told.insert((sum.to_bits(), best.low.to_bits())) {
            continue;
        }
        found.push(sum_told(table, claims, quantities, (a, b), best, near));
    }
    found
}

fn sum_told(
    table: &Table,
    claims: &[Claim],
    quantities: &[Quantity],
    parts: (&Claim, &Claim),
    total: &Claim,
    near: f32,
) -> Finding {
    let (a, b) = parts;
    let sum = a.low + b.low;
    let same =
        |claim: &Claim, other: &Claim| claim.article == other.article && claim.span == other.span;
    // Whoever gives the same parts or the same total stands beside them.
    let mut shown: Vec<&Claim> = Vec::new();
    for quantity in quantities.iter().filter(|quantity| {
        quantity.members.iter().any(|&at| {
            [a, b, total]
                .into_iter()
                .any(|claim| same(&claims[at], claim))
        })
    }) {
        shown.extend(quantity.members.iter().map(|&at| &claims[at]));
    }
    let written = |claim: &Claim| table.value(claim.article, claim.span).text;
    let adds_up = sum == total.low;
    let equation = format!("{} + {} = {sum}", written(a), written(b));
    let mut values: Vec<Value> = shown
        .iter()
        .map(|claim| table.value(claim.article, claim.span))
        .collect();
    values.sort_by_key(|value| (value.article, value.start));
    values.dedup();
    Finding {
        kind: FindingKind::Figure,
        what: what(table, total),
        values,
        verdict: if adds_up {
            Verdict::Same
        } else {
            Verdict::Differs
        },
        sure: (0.5 + near / 2.0).min(0.9),
        why: if adds_up {
            format!(
                "The parts add up: {equation}, which {} gives whole.",
                table.name(total.article)
            )
        } else {
            format!(
                "{equation} in {}, against {} in {}: added up, the parts are not the total.",
                table.name(a.article),
                written(total),
                table.name(total.article)
            )
        },
    }
}

/// Two exact counts of people, side by side in one sentence and joined by "and".
fn are_parts(table: &Table, a: &Claim, b: &Claim) -> bool {
    if a.article != b.article || a.sentence != b.sentence || a.span.end > b.span.start {
        return false;
    }
    let between = table.articles[a.article]
        .body
        .get(a.span.end..b.span.start)
        .unwrap_or("");
    a.is_exact()
        && b.is_exact()
        && a.may_count_people()
        && b.may_count_people()
        && a.low != b.low
        && between.len() <= BETWEEN_PARTS
        && between.ends_with(" and ")
}

/// An exact count of people near the sum, which is not one of the parts.
fn is_total(claim: &Claim, (a, b): (&Claim, &Claim), sum: f64) -> bool {
    let near = (claim.low - sum).abs() <= sum * ABOUT_A_TOTAL;
    let is_part = claim.low == a.low || claim.low == b.low;
    claim.is_exact() && claim.counts_people() && near && !is_part && claim.low > a.low.max(b.low)
}
