//! What stands in a cell of the matrix.

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
        FindingKind::Fact if partly => "◐".to_string(),
        FindingKind::Fact | FindingKind::OnlyHere | FindingKind::Missing => "●".to_string(),
        FindingKind::Quote if long => quote_cell(finding, column).to_string(),
        _ if long => "●".to_string(),
        _ => values.join(" / "),
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
