//! What is told of figures: what they are of, why they stand side by side, who is cited for them.

mod cited;
mod labels;
pub mod sums;
pub mod worth;

use std::collections::BTreeSet;

use super::judge::values::{Values, is_rounded, values};
use super::judge::{
    Case, EXACT, GROWS, INEXACT, LOOSER, OTHER_THINGS, ROUNDED, SAME_WORDS, Several, WEIGHED,
    WEIGHED_LOOSELY, row_of,
};
use super::read::{Claim, Counted, same_thing};
use super::tie::Quantity;
use super::tie::between::day;
use crate::analysis::comparing::sureness::Row;
use crate::analysis::comparing::table::Table;
use crate::model::Finding;
use cited::sources;
use labels::{named, of_claim};

/// The finding for one quantity of several articles; `parts` are given of it.
pub fn told(
    table: &Table,
    quantity: &Quantity,
    members: &[&Claim],
    parts: &[&Claim],
) -> Option<Finding> {
    let case = several(quantity, members);
    let row = row_of(Case::Several(case))?;
    let mut why = why(table, row, members);
    if !parts.is_empty() {
        why.push_str(" Part of it is given too.");
    }
    why.push_str(&sources(table, members));
    let what = named(table, members).or_else(|| {
        // What differs is told even of somebody whom only a sentence before names.
        let first = members.first().filter(|_| quantity.differ)?;
        Some(of_claim(table, first).text)
    })?;
    let values = members.iter().chain(parts);
    let values = values.map(|claim| table.value(claim.article, claim.span));
    Some(row.finding(what, values.collect(), why))
}

/// What is known of the figures of one quantity.
fn several(quantity: &Quantity, members: &[&Claim]) -> Several {
    let any = |fits: &dyn Fn(&Claim, &Claim) -> bool| {
        members
            .iter()
            .any(|claim| members.iter().any(|other| fits(claim, other)))
    };
    Several {
        differ: quantity.differ,
        grew: quantity.grew,
        is_weighed: quantity.weighed,
        are_exact: members.iter().all(|claim| claim.is_exact()),
        is_unsaid: any(&|a, b| a.article != b.article && same_thing(a, b) == Counted::Unsaid),
        is_loose: any(&|a, b| values(a, b) != Values::Same),
        is_rounded: any(&|a, b| is_rounded(a, b)),
        of_other_things: distinct_things(members).len() > 1,
    }
}

/// Why the figures stand side by side on this ground.
fn why(table: &Table, row: Row, members: &[&Claim]) -> String {
    let always = match row.name {
        SAME_WORDS => "The same is said in the same words, with another number.",
        EXACT => "The same is counted, and the numbers do not agree.",
        INEXACT => "The same is counted, and the numbers do not agree; not all of them are exact.",
        WEIGHED | WEIGHED_LOOSELY => {
            "What is said beside both, and where, makes it likely that they are one figure."
        }
        ROUNDED => "The numbers do not contradict each other; one is rounded.",
        LOOSER => "The numbers do not contradict each other; one is given more loosely.",
        GROWS => {
            let numbers = by_day(table, members);
            return format!("Such a count grows with time: {numbers}.");
        }
        OTHER_THINGS => {
            let things = distinct_things(members).join("; ");
            return format!("The same number, said to be of: {things}.");
        }
        _ => {
            let articles: BTreeSet<usize> = members.iter().map(|claim| claim.article).collect();
            return format!("The same number in {} articles.", articles.len());
        }
    };
    always.to_string()
}

/// Each number with the day of the first article that gives it: `159 (2016-08-24), 241 (2016-08-25)`.
fn by_day(table: &Table, members: &[&Claim]) -> String {
    let mut dated: Vec<(&str, &Claim)> = Vec::new();
    for claim in members {
        if !dated.iter().any(|(_, known)| known.low == claim.low) {
            dated.push((day(table, claim).unwrap_or(""), claim));
        }
    }
    dated.sort_by(|x, y| x.0.cmp(y.0).then(x.1.low.total_cmp(&y.1.low)));
    let written: Vec<String> = dated
        .iter()
        .map(|(day, claim)| {
            let number = table.articles[claim.article].text(claim.span);
            match *day {
                "" => number.to_string(),
                day => format!("{number} ({day})"),
            }
        })
        .collect();
    written.join(", ")
}

/// What the figures of one measure are said to be of, where that is not the same: `world supply`, `global exports`.
fn distinct_things<'a>(members: &[&'a Claim]) -> Vec<&'a str> {
    let mut heads: Vec<&str> = Vec::new();
    let mut things: Vec<&str> = Vec::new();
    for claim in members {
        let known = claim.head.is_empty() || heads.contains(&claim.head.as_str());
        if !claim.unit.is_empty() && !known {
            heads.push(&claim.head);
            things.push(&claim.of);
        }
    }
    things
}

/// The finding for a figure of one article, under its sentence; `None` where only a sentence before names of whom it tells (of four such
/// rows strangers called three useless).
pub fn told_alone(table: &Table, claim: &Claim) -> Option<Finding> {
    let mut why = "No other article gives this figure.".to_string();
    if claim.supposed.is_some() {
        why.push_str(" It is told of what may be, not of what is.");
    }
    why.push_str(&sources(table, &[claim]));
    let values = vec![table.value(claim.article, claim.span)];
    let label = of_claim(table, claim);
    let row = row_of(Case::Alone).filter(|_| label.is_named)?;
    Some(row.finding(label.text, values, why))
}
