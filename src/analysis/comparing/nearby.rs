//! What comes near a row in the articles that have no cell on it.

use super::cells::{Cell, cells};
use super::nearness::Nearest;
use super::table::Table;
use crate::model::{Near, Row, Standing};

/// The sentence of an article that comes nearest to any of some sentences of others.
fn nearest_to_any(table: &Table, cells: &[Cell], article: usize) -> Option<Nearest> {
    let sentences = cells
        .iter()
        .flat_map(|cell| (cell.first..=cell.last).map(|sentence| (cell.article, sentence)));
    let found = sentences.filter_map(|here| table.near(here, article));
    found.min_by(|a, b| {
        let surer = a.stands.cmp(&b.stands);
        surer.then(b.score.total_cmp(&a.score))
    })
}

/// Whether an article has a sentence that may tell what some cells of a row tell, in other words.
pub(super) fn may_tell(table: &Table, cells: &[Cell], article: usize) -> bool {
    let near = nearest_to_any(table, cells, article);
    near.is_some_and(|near| near.stands < Standing::NoneFound)
}

/// For each article of the table that has no cell on a row of several: its sentence that comes nearest to the row.
pub(super) fn near_row(table: &Table, row: &Row) -> Vec<Option<Near>> {
    if !row.is_shared() {
        return Vec::new();
    }
    let cells = cells(table, &row.spans);
    let near = |article: usize| {
        if row.spans[article].is_some() {
            return None;
        }
        let found = nearest_to_any(table, &cells, article)?;
        Some(Near {
            span: table.articles[article].sentences[found.sentence],
            stands: found.stands,
        })
    };
    (0..row.spans.len()).map(near).collect()
}
