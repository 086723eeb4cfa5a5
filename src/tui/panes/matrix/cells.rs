//! What stands in a cell of the matrix.

use std::ops::Range;

use crate::model::{Comparison, Finding, FindingKind, Verdict};

/// A value longer than this stands as a dot: the words are in the proof.
const LONG_VALUE: usize = 48;

/// Stands where an article does not say it.
pub const NOT_FOUND: &str = "·";
/// Stands where only a part of the article is held: what is not found may stand in the rest.
pub const UNREAD: &str = "?";

/// What stands in a cell.
pub fn cell(comparison: &Comparison, finding: &Finding, column: usize) -> String {
    let values = finding
        .values
        .iter()
        .filter(|value| value.article == column);
    let partly = values.clone().all(|value| value.partly);
    let mut values: Vec<String> = values.map(|value| value.text.replace('\n', " ")).collect();
    values.dedup();
    if values.is_empty() {
        let unread = comparison.excerpts.contains(&column);
        return if unread { UNREAD } else { NOT_FOUND }.to_string();
    }
    let long = values
        .iter()
        .any(|value| value.chars().count() > LONG_VALUE);
    match finding.kind {
        FindingKind::Reuse => reused(comparison, column),
        FindingKind::Fact if partly => "◐".to_string(),
        FindingKind::Fact | FindingKind::OnlyHere | FindingKind::Missing => "●".to_string(),
        FindingKind::Quote if long => quote_cell(finding, column).to_string(),
        _ if long => "●".to_string(),
        _ => values.join(" / "),
    }
}

/// What a finding is about, and how many of the columns that are not on the screen have it: `years: jailed (2›)`.
pub fn what(finding: &Finding, shown: Range<usize>) -> String {
    let count = |hidden: &dyn Fn(usize) -> bool| {
        let mut columns: Vec<usize> = finding.values.iter().map(|value| value.article).collect();
        columns.retain(|&column| hidden(column));
        columns.sort_unstable();
        columns.dedup();
        columns.len()
    };
    let left = count(&|column| column < shown.start);
    let right = count(&|column| column >= shown.end);
    let what = &finding.what;
    match (left, right) {
        (0, 0) => what.clone(),
        (0, right) => format!("{what} ({right}›)"),
        (left, 0) => format!("{what} (‹{left})"),
        (left, right) => format!("{what} (‹{left} {right}›)"),
    }
}

/// How much of the article stands word for word in others, or that it is where the others likely have it from.
pub fn reused(comparison: &Comparison, column: usize) -> String {
    let of_article = comparison.reused.iter().find(|of| of.article == column);
    match of_article {
        Some(of) if of.source => "source".to_string(),
        Some(of) => format!("{} %", of.percent),
        None => NOT_FOUND.to_string(),
    }
}

/// A long quote is said to be whole, or how it is not.
fn quote_cell(finding: &Finding, column: usize) -> &'static str {
    let longest = finding
        .values
        .iter()
        .map(|value| value.text.len())
        .max()
        .unwrap_or(0);
    let here = finding
        .values
        .iter()
        .filter(|value| value.article == column)
        .map(|value| value.text.len())
        .max();
    match (finding.verdict, here == Some(longest)) {
        (Verdict::Reworded, false) => "reworded",
        (_, true) => "whole",
        (_, false) => "cut",
    }
}
