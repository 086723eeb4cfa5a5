//! Figures side by side: the same quantity in several articles, and whether they agree.
//!
//! What an article gives is read into claims, claims of one quantity are tied, what a quantity stands on is judged, and then told.

pub(super) mod judge;
pub(super) mod read;
mod tell;
pub(super) mod tie;

use std::collections::{BTreeSet, HashSet};

use super::table::Table;
use super::weighed::Weighed;
use crate::analysis::reading::figures::numbers_in;
use crate::model::Finding;
use read::{Claim, claims, is_quoted};
use tell::sums::sums;
use tell::worth::{is_trifle, worth};
use tell::{told, told_alone};
use tie::alone::is_given_here_alone;
use tie::{evidence, quantities, tie};

/// Claims that are put side by side, over all articles.
const MOST_CLAIMS: usize = 800;
/// Figures told of each article that it alone gives: the first and most telling; more is a list nobody reads.
const MOST_ALONE: usize = 3;

/// The figures that are compared, and all numbers of each article.
fn given(table: &Table) -> (Vec<Claim>, Vec<Vec<f64>>) {
    let mut claims = claims(table);
    claims.truncate(MOST_CLAIMS);
    let texts = table.articles.iter();
    let numbers = texts.map(|text| numbers_in(&text.body, &text.sentences));
    (claims, numbers.collect())
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let (claims, numbers) = given(table);
    let quantities = quantities(table, &claims, &numbers);
    let mut found = sums(table, &claims, &quantities);
    let shown: BTreeSet<(usize, usize)> = found
        .iter()
        .flat_map(|sum| sum.values.iter().map(|value| (value.article, value.start)))
        .collect();
    let mut alone: Vec<(f32, &Claim)> = Vec::new();
    let mut parts: HashSet<usize> = HashSet::new();
    let mut lists: Vec<BTreeSet<(usize, usize)>> = Vec::new();
    for quantity in &quantities {
        let members: Vec<&Claim> = quantity.members.iter().map(|&at| &claims[at]).collect();
        // What stands beside a sum is told there, not once more.
        let told_already = members
            .iter()
            .all(|claim| shown.contains(&(claim.article, claim.span.start)));
        let first = quantity.members.first().copied().unwrap_or(0);
        if told_already || parts.contains(&first) {
            continue;
        }
        let articles: BTreeSet<usize> = members.iter().map(|claim| claim.article).collect();
        if articles.len() > 1 && !quantity.differ {
            // The finding for the quotation shows it.
            let quoted = members.iter().all(|c| is_quoted(table, c));
            if quoted || members.iter().any(|claim| is_trifle(table, claim)) {
                continue;
            }
            // `2 Romanians, 4 South Koreans`: the first of what two lists count stands for the rest.
            let sentences: BTreeSet<(usize, usize)> = members
                .iter()
                .map(|claim| (claim.article, claim.sentence))
                .collect();
            let small = members.iter().all(|claim| !claim.is_distinctive());
            if small && lists.iter().any(|list| sentences.is_subset(list)) {
                continue;
            }
            lists.push(sentences);
        }
        if articles.len() > 1 {
            // `about 70 of them` stands beside the figure that it is a part of.
            let of_these: Vec<usize> = quantity
                .members
                .iter()
                .map(|&at| at + 1)
                .filter(|&at| {
                    claims.get(at).is_some_and(|part| {
                        let whole = &claims[at - 1];
                        part.is_part
                            && (part.article, part.sentence) == (whole.article, whole.sentence)
                    })
                })
                .collect();
            parts.extend(&of_these);
            let of_these: Vec<&Claim> = of_these.iter().map(|&at| &claims[at]).collect();
            found.extend(told(table, quantity, &members, &of_these));
        } else if let Some(&claim) = members.first() {
            alone.push((worth(table, claim), claim));
        }
    }
    alone.retain(|(worth, claim)| {
        *worth > 0.0 && is_given_here_alone(table, &claims, &numbers, claim)
    });
    alone.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut told_of = vec![0_usize; table.articles.len()];
    // Of a sentence one figure is told, which is listed under the whole of it.
    let mut told: HashSet<(usize, usize)> = HashSet::new();
    for (_, claim) in alone {
        let is_part_told = claims
            .iter()
            .position(|known| std::ptr::eq(known, claim))
            .is_some_and(|at| parts.contains(&at));
        if !is_part_told
            && told_of[claim.article] < MOST_ALONE
            && told.insert((claim.article, claim.sentence))
            && let Some(finding) = told_alone(table, claim)
        {
            told_of[claim.article] += 1;
            found.push(finding);
        }
    }
    found
}

/// Pairs of figures of different articles that may be of one quantity by their units, with what speaks for it.
pub(super) fn pairs(table: &Table) -> Vec<Weighed<{ evidence::EVIDENCE.len() }>> {
    let (claims, numbers) = given(table);
    let mut found = Vec::new();
    for (at, a) in claims.iter().enumerate() {
        for b in &claims[at + 1..] {
            if a.article == b.article || a.unit != b.unit {
                continue;
            }
            found.push(Weighed {
                ends: [(a.article, a.span), (b.article, b.span)],
                evidence: evidence::evidence(table, &claims, a, b),
                by_rule: tie(table, &claims, &numbers, a, b).map(|tied| tied.ground),
            });
        }
    }
    found
}
