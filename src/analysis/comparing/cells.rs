//! What an article has on a row, and what of it stands in quotations.

use super::table::Table;
use crate::model::{Article, Span};

/// What one article has on a row: its sentences, by number.
pub(super) struct Cell {
    pub article: usize,
    pub first: usize,
    pub last: usize,
    pub span: Span,
}

/// What articles have on a row.
pub(super) fn cells(table: &Table, spans: &[Option<Span>]) -> Vec<Cell> {
    spans
        .iter()
        .enumerate()
        .filter_map(|(article, span)| {
            let span = (*span)?;
            Some(Cell {
                article,
                first: table.sentence(article, span.start)?,
                last: table.sentence(article, span.end.saturating_sub(1))?,
                span,
            })
        })
        .collect()
}

/// The share of a span that stands in quotations, 0 to 1.
pub(super) fn quoted(article: &Article, span: Span) -> f32 {
    let from = article
        .quotes
        .partition_point(|quote| quote.end <= span.start);
    let quotes = article.quotes[from..].iter();
    let inside = quotes
        .take_while(|quote| quote.start < span.end)
        .map(|quote| {
            let (from, to) = (quote.start.max(span.start), quote.end.min(span.end));
            to.saturating_sub(from)
        });
    inside.sum::<usize>() as f32 / span.len().max(1) as f32
}
