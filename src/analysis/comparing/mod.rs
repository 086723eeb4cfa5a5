//! What several articles say of the same things, and where they differ.
//!
//! Invariant: the findings do not depend on the order in which the articles are named: everything is found in a canonical
//! order (by id) and only then told in the order named. A wrong "differs" is the worst error: precision before recall.

pub mod align;
mod cells;
mod clause;
mod dates;
mod facts;
mod figures;
mod furniture;
mod ground;
mod marks;
mod names;
mod nearby;
mod nearness;
mod once;
mod quotes;
pub mod reuse;
mod subsequence;
mod sureness;
pub(in crate::analysis) mod table;
pub mod trees;
mod weighed;

use super::joining::entities::{Entities, canonical_order};
use crate::model::{Article, Comparison, Finding, FindingKind, Row, Verdict};
use align::{Reading, aligned};
pub use dates::evidence::{BEFORE as TIME_BEFORE, EVIDENCE as TIME_EVIDENCE};
pub use figures::tie::evidence::{BEFORE as FIGURE_BEFORE, EVIDENCE as FIGURE_EVIDENCE};
pub use marks::{marks, others};
use nearby::near_row;
use table::Table;
pub use weighed::Weighed;

/// Compares two to eight articles, their names joined by the rules alone: the rows, and the findings with the most telling
/// first.
pub fn compare(articles: &[&Article]) -> Comparison {
    compare_named(articles, &Entities::by_rule(articles))
}

/// Pairs of figures of two to eight articles that may be of one quantity by their units, with what speaks for it.
pub fn figure_pairs(articles: &[&Article]) -> Vec<Weighed<{ FIGURE_EVIDENCE.len() }>> {
    weighed(articles, figures::pairs)
}

/// Pairs of times of two to eight articles that agree, with what speaks for it that they are of one happening.
pub fn time_pairs(articles: &[&Article]) -> Vec<Weighed<{ TIME_EVIDENCE.len() }>> {
    weighed(articles, dates::evidence::pairs)
}

/// What is found on the table, its places those of the articles as named.
fn weighed<const N: usize>(
    articles: &[&Article],
    find: impl Fn(&Table) -> Vec<Weighed<N>>,
) -> Vec<Weighed<N>> {
    let entities = Entities::by_rule(articles);
    let order = canonical_order(articles);
    let sorted: Vec<&Article> = order.iter().map(|&named| articles[named]).collect();
    let reading = Reading::with_names(&sorted, &entities);
    let aligned = aligned(&reading);
    let mut pairs = find(&Table::new(&sorted, &entities, &reading, &aligned));
    for end in pairs.iter_mut().flat_map(|pair| &mut pair.ends) {
        end.0 = order[end.0];
    }
    pairs
}

/// The same with the entities of these articles as the reader has them.
pub fn compare_named(articles: &[&Article], entities: &Entities) -> Comparison {
    compare_by(articles, entities, once::told_once)
}

/// The same; `finish` takes out what is not to be told.
fn compare_by(
    articles: &[&Article],
    entities: &Entities,
    finish: fn(&mut Vec<Finding>),
) -> Comparison {
    let order = canonical_order(articles);
    let sorted: Vec<&Article> = order.iter().map(|&named| articles[named]).collect();
    let reading = Reading::with_names(&sorted, entities);
    let aligned = aligned(&reading);
    let table = Table::new(&sorted, entities, &reading, &aligned);
    let mut findings = Vec::new();
    findings.extend(figures::findings(&table));
    findings.extend(quotes::findings(&table));
    findings.extend(names::findings(&table));
    findings.extend(names::lists::findings(&table));
    findings.extend(dates::findings(&table));
    findings.extend(facts::coverage::findings(&table));
    let reuse::shared::Shared {
        findings: copied,
        mut reused,
        mut copies,
    } = reuse::shared::shared(&table);
    findings.extend(copied);
    findings.sort_by(most_telling_first);
    // What most articles tell stands first among the facts, and the facts behind what the reader has to look at.
    let told = facts::findings(&table, &findings);
    findings.extend(told);
    facts::further::add(&table, &mut findings);
    finish(&mut findings);
    let rows = near_to_rows(&table, aligned.rows(articles, &order), &order);
    let mut excerpts: Vec<usize> = (0..sorted.len())
        .filter(|&article| table.is_excerpt(article))
        .map(|article| order[article])
        .collect();
    excerpts.sort_unstable();
    for of_article in &mut reused {
        of_article.article = order[of_article.article];
    }
    reused.sort_by_key(|of_article| of_article.article);
    for end in copies.iter_mut().flat_map(|copy| &mut copy.ends) {
        end.0 = order[end.0];
    }
    for finding in &mut findings {
        for value in &mut finding.values {
            value.article = order[value.article];
        }
        for article in &mut finding.unsure {
            *article = order[*article];
        }
        finding.unsure.sort_unstable();
        finding
            .values
            .sort_by_key(|value| (value.article, value.start));
    }
    let rows = doubted(rows, &findings);
    Comparison {
        articles: articles.iter().map(|article| article.id.clone()).collect(),
        rows,
        findings,
        excerpts,
        reused,
        copies,
    }
}

/// Rows of the articles as named, with what those that have no cell on one hold of it; `order` gives for each article of the table
/// its place as named.
fn near_to_rows(table: &Table, mut rows: Vec<Row>, order: &[usize]) -> Vec<Row> {
    for row in &mut rows {
        let spans = order.iter().map(|&named| row.spans[named]).collect();
        let of_table = Row {
            spans,
            ..row.clone()
        };
        let near = near_row(table, &of_table);
        let mut named = vec![None; near.len()];
        for (at, near) in near.into_iter().enumerate() {
            named[order[at]] = near;
        }
        row.near = named;
    }
    rows
}

/// Rows of which a finding says that their sentences do not say the same, or that this is not sure, are no longer told as said
/// by several.
fn doubted(mut rows: Vec<Row>, findings: &[Finding]) -> Vec<Row> {
    let doubts = |finding: &&Finding| {
        finding.kind == FindingKind::Fact && finding.verdict == Verdict::Related
    };
    let doubts: Vec<&Finding> = findings.iter().filter(doubts).collect();
    for row in rows.iter_mut().filter(|row| !row.related) {
        let stands = |finding: &&Finding| {
            let values = finding.values.iter().filter(|value| {
                let span = row.spans.get(value.article).copied().flatten();
                span.is_some_and(|span| value.start < span.end && span.start < value.end)
            });
            values.count() > 1
        };
        row.related = doubts.iter().any(stands);
    }
    rows
}

fn most_telling_first(a: &Finding, b: &Finding) -> std::cmp::Ordering {
    let first = |finding: &Finding| {
        finding
            .values
            .first()
            .map(|value| (value.article, value.start))
    };
    let surest = |finding: &Finding| weight(finding) + finding.sure.share.unwrap_or(UNREAD);
    (surest(b).total_cmp(&surest(a)))
        .then_with(|| a.kind.cmp(&b.kind))
        .then_with(|| first(a).cmp(&first(b)))
        .then_with(|| a.what.cmp(&b.what))
}

/// A finding of whose like too few were read stands between those that are mostly right and those that are mostly wrong.
const UNREAD: f32 = 0.5;

/// Bytes at the head of an article in which its main facts stand: about its first 150 words.
const LEAD_BYTES: usize = 900;

/// How telling a finding of this kind and verdict is: what differs stands first, then what is given more loosely, then
/// names, then the main facts of one article alone; single figures and quotations last.
fn weight(finding: &Finding) -> f32 {
    let leads = finding
        .values
        .first()
        .is_some_and(|value| value.start < LEAD_BYTES);
    match (finding.kind, finding.verdict) {
        (FindingKind::Figure, Verdict::Differs) => 17.0,
        (FindingKind::Quote, Verdict::OtherSpeaker) => 16.0,
        (FindingKind::Date, Verdict::Differs) => 15.0,
        (FindingKind::Quote, Verdict::Reworded) => 14.0,
        (FindingKind::Figure | FindingKind::Date, Verdict::Compatible) => 13.0,
        (FindingKind::Quote, Verdict::Cut) => 12.0,
        (FindingKind::Name, _) => 11.0,
        (FindingKind::OnlyHere, _) if leads => 10.0,
        (FindingKind::Missing, _) => 9.0,
        (FindingKind::Reuse, _) => 8.0,
        (FindingKind::Figure | FindingKind::Date, Verdict::Same) => 7.0,
        (FindingKind::Quote, Verdict::Same) => 6.0,
        (FindingKind::OnlyHere, _) => 5.0,
        (FindingKind::Figure | FindingKind::Date, _) => 4.0,
        (FindingKind::Quote | FindingKind::Fact, _) => 3.0,
    }
}

#[cfg(test)]
mod tests;
