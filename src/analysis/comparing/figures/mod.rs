//! Figures side by side: the same quantity in several articles, and whether they agree.

mod alone;
mod around;
mod around_label;
mod cited;
mod claims;
pub(super) mod counted;
pub(super) mod evidence;
mod fate_marks;
mod fate_verbs;
mod fate_words;
pub(super) mod fates;
mod label_verbs;
mod label_words;
mod labels;
mod outcomes;
mod phrase;
mod sameness;
mod sums;
mod ties;
mod values;

use std::collections::{BTreeSet, HashSet};

use super::sureness::Ground;
use super::table::Table;
use super::weighed::Weighed;
use crate::analysis::reading::figures::numbers_in;
use crate::model::Finding;
use alone::{is_given_here_alone, worth};
use cited::sources;
use claims::{Claim, Counted, claims, is_quoted, same_thing};
use labels::{in_clause, ranked, what};
use sameness::day;
use sums::sums;
use ties::{Quantity, quantities};
use values::{Values, is_rounded, values};

/// Claims that are put side by side, over all articles.
const MOST_CLAIMS: usize = 800;
/// Figures told of each article that it alone gives: the first and most telling; more is a list nobody reads.
const MOST_ALONE: usize = 6;

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
        if articles.len() > 1 && !quantity.differ && members.iter().all(|c| is_quoted(table, c)) {
            // The finding for the quotation shows it.
            continue;
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
            found.push(told(table, quantity, &members, &of_these));
        } else if let Some(&claim) = members.first() {
            alone.push((worth(table, claim), claim));
        }
    }
    alone.retain(|(worth, claim)| {
        *worth > 0.0 && is_given_here_alone(table, &claims, &numbers, claim)
    });
    alone.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut told_of = vec![0_usize; table.articles.len()];
    let mut told: HashSet<(usize, u64, &str)> = HashSet::new();
    for (_, claim) in alone {
        let is_part_told = claims
            .iter()
            .position(|known| std::ptr::eq(known, claim))
            .is_some_and(|at| parts.contains(&at));
        let number = (claim.article, claim.low.to_bits(), claim.unit.as_str());
        if !is_part_told
            && told_of[claim.article] < MOST_ALONE
            && told.insert(number)
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
                by_rule: ties::tie(table, &claims, &numbers, a, b).is_some(),
            });
        }
    }
    found
}

/// The finding for one quantity of several articles.
fn told(table: &Table, quantity: &Quantity, members: &[&Claim], parts: &[&Claim]) -> Finding {
    let (ground, mut why) = judged(table, quantity, members);
    if !parts.is_empty() {
        why.push_str(" Part of it is given too.");
    }
    why.push_str(&sources(table, members));
    // Trees put together what no rule does, and what no rule names either.
    let is_weighed = matches!(ground, Ground::Weighed | Ground::WeighedLoosely);
    let mut clauses = members.iter().filter_map(|claim| in_clause(table, claim));
    let clause = is_weighed.then(|| clauses.next()).flatten();
    Finding {
        unsure: Vec::new(),
        kind: ground.kind(),
        what: clause.unwrap_or_else(|| named(table, members)),
        values: members
            .iter()
            .chain(parts)
            .map(|claim| table.value(claim.article, claim.span))
            .collect(),
        verdict: ground.verdict(),
        sure: ground.sureness(),
        why,
    }
}

/// What it stands on, and why.
fn judged(table: &Table, quantity: &Quantity, members: &[&Claim]) -> (Ground, String) {
    let any = |fits: &dyn Fn(&Claim, &Claim) -> bool| {
        members
            .iter()
            .any(|claim| members.iter().any(|other| fits(claim, other)))
    };
    if quantity.grew {
        let why = format!("Such a count grows with time: {}.", by_day(table, members));
        return (Ground::Grows, why);
    }
    if quantity.differ {
        let least = members.iter().all(|claim| claim.is_least());
        let exact = members.iter().all(|claim| claim.is_exact());
        let unsaid = any(&|a, b| a.article != b.article && same_thing(a, b) == Counted::Unsaid);
        let (ground, why) = if least {
            let why = "Both are lower limits (“at least”, “more than”) for the same time, and they lie far apart.";
            (Ground::LeastNumbers, why)
        } else if unsaid {
            let why = "The same is said in the same words, with another number.";
            (Ground::SameWordsBeside, why)
        } else if exact {
            let why = "The same is counted, and the numbers do not agree.";
            (Ground::ExactNumbers, why)
        } else {
            let why =
                "The same is counted, and the numbers do not agree; not all of them are exact.";
            (Ground::InexactNumbers, why)
        };
        return (ground, why.to_string());
    }
    if quantity.weighed {
        let why = "What is said beside both, and where, makes it likely that they are one figure.";
        let loosely = any(&|a, b| values(a, b) != Values::Same);
        let ground = if loosely {
            Ground::WeighedLoosely
        } else {
            Ground::Weighed
        };
        return (ground, why.to_string());
    }
    if any(&|a, b| values(a, b) != Values::Same) {
        let rounded = any(&|a, b| is_rounded(a, b));
        let (ground, why) = if rounded {
            let why = "The numbers do not contradict each other; one is rounded.";
            (Ground::Rounded, why)
        } else {
            let why = "The numbers do not contradict each other; one is given more loosely.";
            (Ground::Looser, why)
        };
        return (ground, why.to_string());
    }
    let things = distinct_things(members);
    if things.len() > 1 {
        let why = format!("The same number, said to be of: {}.", things.join("; "));
        return (Ground::OtherThings, why);
    }
    let articles: BTreeSet<usize> = members.iter().map(|claim| claim.article).collect();
    let why = format!("The same number in {} articles.", articles.len());
    (Ground::OneNumber, why)
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

/// The label of the article whose words say most of what is counted, without being cut.
fn named(table: &Table, members: &[&Claim]) -> String {
    let said = members
        .iter()
        .filter_map(|claim| Some((ranked(table, claim)?, claim)))
        .max_by_key(|((rank, label), claim)| {
            let whole = !label.ends_with('…');
            let letters = label.chars().count();
            let first = std::cmp::Reverse((claim.article, claim.span.start));
            (*rank, whole, letters, first)
        });
    match (said, members.first()) {
        (Some(((_, label), _)), _) => label,
        (None, Some(claim)) => what(table, claim),
        (None, None) => String::new(),
    }
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

/// The finding for a figure of one article; `None` where no words of it tell what it is of.
fn told_alone(table: &Table, claim: &Claim) -> Option<Finding> {
    let mut why = "No other article gives this figure.".to_string();
    if claim.supposed.is_some() {
        why.push_str(" It is told of what may be, not of what is.");
    }
    why.push_str(&sources(table, &[claim]));
    Some(Finding {
        unsure: Vec::new(),
        kind: Ground::NumberAlone.kind(),
        what: in_clause(table, claim)?,
        values: vec![table.value(claim.article, claim.span)],
        verdict: Ground::NumberAlone.verdict(),
        sure: Ground::NumberAlone.sureness(),
        why,
    })
}
