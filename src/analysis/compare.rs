//! What several articles say of the same things, and where they differ.

use crate::model::{Article, Comparison, Mark, Other, Row};

/// Compares two to eight articles.
pub fn compare(_articles: &[&Article]) -> Comparison {
    Comparison::default()
}

/// What to mark inside the cells of one row: for each article the stretches that the other cells do not have.
pub fn marks(_articles: &[&Article], row: &Row) -> Vec<Vec<Mark>> {
    vec![Vec::new(); row.spans.len()]
}

/// The nearest sentence of every other article for sentence number `sentence` of `article`.
pub fn others(_article: &Article, _sentence: usize, _others: &[&Article]) -> Vec<Other> {
    Vec::new()
}
