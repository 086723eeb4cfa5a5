//! Names that the articles spell differently.

use std::collections::BTreeSet;

use super::entities::Entities;
use super::table::Table;
use crate::analysis::aliases::NameUse;
use crate::analysis::words;
use crate::model::{Finding, FindingKind, NameKind, Verdict};

/// Jaro-Winkler likeness of two spellings of one word.
const SPELLING: f64 = 0.7;
/// Letters of a word whose spelling can be told from another word.
const LEAST_LETTERS: usize = 4;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let Entities {
        clusters,
        uses,
        spans,
        cluster_of,
        ..
    } = &table.entities;
    clusters
        .iter()
        .enumerate()
        .filter_map(|(number, cluster)| {
            let members: Vec<usize> = (0..uses.len())
                .filter(|&at| cluster_of[at] == number)
                .collect();
            let articles: BTreeSet<u32> = members.iter().map(|&at| uses[at].article).collect();
            if articles.len() < 2
                || cluster.kind == NameKind::Organisation
                || !are_spelt_differently(&members, uses)
                || only_short_forms(&cluster.why)
            {
                return None;
            }
            Some(Finding {
                kind: FindingKind::Name,
                what: cluster.name.clone(),
                values: members
                    .iter()
                    .map(|&at| table.value(uses[at].article as usize, spans[at]))
                    .collect(),
                verdict: Verdict::Differs,
                sure: 0.8,
                why: if cluster.why.is_empty() {
                    "One name, spelt differently.".to_string()
                } else {
                    cluster.why.join("; ")
                },
            })
        })
        .collect()
}

/// Whether a word of one name stands in another of the names in another spelling: initials, what is only left out, and
/// other names of the same (`U.S.` and `United States`) aside.
fn are_spelt_differently(members: &[usize], uses: &[NameUse]) -> bool {
    let tokens: Vec<BTreeSet<String>> = members
        .iter()
        .map(|&at| {
            let name = &uses[at].name;
            words::words(name)
                .map(|span| words::fold(span.of(name)))
                .filter(|word| word.chars().count() > 1)
                .collect()
        })
        .collect();
    tokens.iter().enumerate().any(|(at, one)| {
        tokens[at + 1..].iter().any(|other| {
            one.difference(other).any(|word| {
                other
                    .difference(one)
                    .any(|spelling| is_like(word, spelling))
            })
        })
    })
}

/// Mike for Michael, the surname alone, a plural: house style, no other spelling.
fn only_short_forms(why: &[String]) -> bool {
    const TRIVIAL: [&str; 3] = ["known form of the given name", "surname alone", "plural"];
    let trivial = |line: &String| TRIVIAL.iter().any(|words| line.contains(words));
    !why.is_empty() && why.iter().all(trivial)
}

/// Two spellings of one word: alike, but not the same, nor one the other with an ending (`Carolina`, `Carolinas`).
fn is_like(a: &str, b: &str) -> bool {
    if a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    let long = a.chars().count().min(b.chars().count()) >= LEAST_LETTERS;
    long && strsim::jaro_winkler(a, b) >= SPELLING
}
