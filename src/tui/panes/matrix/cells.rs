//! What stands in a cell of the matrix.

use crate::model::{Finding, FindingKind, Verdict};

/// A value longer than this stands as a dot: the words are in the proof.
const LONG_VALUE: usize = 48;

/// What stands in a cell.
pub fn cell(finding: &Finding, column: usize) -> String {
    let values = finding
        .values
        .iter()
        .filter(|value| value.article == column);
    let mut values: Vec<String> = values.map(|value| value.text.replace('\n', " ")).collect();
    values.dedup();
    if values.is_empty() {
        return "·".to_string();
    }
    let long = values
        .iter()
        .any(|value| value.chars().count() > LONG_VALUE);
    match finding.kind {
        FindingKind::OnlyHere | FindingKind::Missing => "●".to_string(),
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
