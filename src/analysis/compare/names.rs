//! Names that the articles spell differently.

use std::collections::BTreeSet;

use super::spelling::are_spelled_differently;
use super::table::Table;
use crate::analysis::entities::{Called, Entities};
use crate::model::{Finding, FindingKind, NameKind, Verdict};

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let Entities {
        clusters, called, ..
    } = table.entities;
    clusters
        .iter()
        .enumerate()
        .filter_map(|(number, cluster)| {
            let members: Vec<&Called> = called
                .iter()
                .filter(|called| called.cluster == number)
                .collect();
            let articles: BTreeSet<usize> = members.iter().map(|called| called.article).collect();
            if articles.len() < 2
                || cluster.kind == NameKind::Organisation
                || !members.iter().enumerate().any(|(at, one)| {
                    members[at + 1..]
                        .iter()
                        .any(|other| are_spelled_differently(&one.name, &other.name))
                })
                || only_short_forms(&cluster.why)
            {
                return None;
            }
            Some(Finding {
                kind: FindingKind::Name,
                what: cluster.name.clone(),
                values: members
                    .iter()
                    .map(|called| table.value(called.article, called.span))
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

/// Mike for Michael, the surname alone, a plural: house style, no other spelling.
fn only_short_forms(why: &[String]) -> bool {
    const TRIVIAL: [&str; 3] = ["known form of the given name", "surname alone", "plural"];
    let trivial = |line: &String| TRIVIAL.iter().any(|words| line.contains(words));
    !why.is_empty() && why.iter().all(trivial)
}
