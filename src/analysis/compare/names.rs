//! Names that the articles spell differently.

use std::collections::BTreeSet;

use super::table::Table;
use crate::analysis::aliases::{self, NameUse};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, NameKind, Span, Verdict};

/// Jaro-Winkler likeness of two spellings of one word.
const SPELLING: f64 = 0.7;
/// Letters of a word whose spelling can be told from another word.
const LEAST_LETTERS: usize = 4;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let (uses, spans) = uses(table);
    if uses.is_empty() {
        return Vec::new();
    }
    let aliases::Joined {
        clusters,
        of_use: cluster_of,
        ..
    } = aliases::join(&uses, &[]);
    clusters
        .iter()
        .enumerate()
        .filter_map(|(number, cluster)| {
            let members: Vec<usize> = (0..uses.len())
                .filter(|&at| cluster_of.get(at) == Some(&number))
                .collect();
            let articles: BTreeSet<u32> = members.iter().map(|&at| uses[at].article).collect();
            if articles.len() < 2
                || cluster.kind == NameKind::Organisation
                || !are_spelt_differently(&members, &uses)
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

/// One use for each article and entity, and where the article writes it most fully.
fn uses(table: &Table) -> (Vec<NameUse>, Vec<Span>) {
    let mut uses: Vec<NameUse> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for (number, article) in table.articles.iter().enumerate() {
        let first = uses.len();
        let mut seen: std::collections::HashMap<(&str, u8), usize> =
            std::collections::HashMap::new();
        for mention in &article.mentions {
            let at = *seen
                .entry((mention.entity.as_str(), mention.kind as u8))
                .or_insert_with(|| {
                    uses.push(NameUse {
                        article: u32::try_from(number).unwrap_or(u32::MAX),
                        name: mention.entity.clone(),
                        kind: mention.kind,
                        mentions: 0,
                    });
                    spans.push(mention.span());
                    uses.len() - 1
                });
            uses[at].mentions += 1;
            let fuller = mention.span().len() > spans[at].len()
                && article.text(spans[at]) != mention.entity
                || article.text(mention.span()) == mention.entity
                    && article.text(spans[at]) != mention.entity;
            if fuller && at >= first {
                spans[at] = mention.span();
            }
        }
    }
    (uses, spans)
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

/// Two spellings of one word: alike, but not the same.
fn is_like(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= LEAST_LETTERS;
    long && strsim::jaro_winkler(a, b) >= SPELLING
}
