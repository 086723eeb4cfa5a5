//! The comparison laid out: every cell has its place on one long sheet, which the screen shows a part of.
//!
//! A row that several articles share begins below everything before it; what one article alone says flows on in its own
//! column, so that two articles' own sentences stand beside each other and not in a staircase.

use crate::model::{Row, Span};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Below this many cells a column holds too few words a row: the cells of a row stand one below the other.
const NARROW: u16 = 26;
/// Cells before every column: the cursor or a gap, the sign of the row, a space.
pub const GUTTER: u16 = 3;
/// The same before every column but the first: no word touches the cursor of the column behind it.
pub const BETWEEN: u16 = GUTTER + 1;

/// The text of one article in one row of the alignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Index of the row in the comparison.
    pub row: usize,
    pub column: usize,
    /// What the cell holds, byte range into the article's body.
    pub span: Span,
    /// First line on the sheet.
    pub top: usize,
    /// The lines, byte ranges into the article's body.
    pub lines: Vec<Span>,
    /// Several articles share the row.
    pub shared: bool,
    /// Those that share it are not known to say the same, or another article tells of the same thing elsewhere.
    pub related: bool,
}

/// A line that says what is folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    pub top: usize,
    /// What is folded, by column: byte ranges into the article's body.
    pub spans: Vec<Vec<Span>>,
}

/// Whether what one column alone says is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding<'a> {
    Open,
    /// All but what holds one of these places: columns, and byte ranges into their articles.
    But(&'a [(usize, Span)]),
}

impl Folding<'_> {
    fn folds(self, row: &Row) -> bool {
        let Folding::But(places) = self else {
            return false;
        };
        let holds = |(column, place): &(usize, Span)| {
            let span = row.spans.get(*column).copied().flatten();
            span.is_some_and(|span| span.overlaps(*place))
        };
        !places.iter().any(holds)
    }
}

/// The whole sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// In reading order.
    pub cells: Vec<Cell>,
    pub folds: Vec<Fold>,
    /// Lines in all.
    pub height: usize,
    /// Cells stand one below the other.
    pub stacked: bool,
    /// Cells of a column.
    pub column: u16,
}

impl Sheet {
    /// Lays a comparison out for `width` cells, folded so.
    pub fn new(compared: &Compared, width: u16, folding: Folding<'_>) -> Sheet {
        let count = compared.articles.len().max(1);
        let side_by_side =
            width.saturating_sub(GUTTER + BETWEEN * (count as u16 - 1)) / count as u16;
        let stacked = side_by_side < NARROW;
        let column = if stacked {
            width.saturating_sub(GUTTER)
        } else {
            side_by_side
        };
        let mut sheet = Sheet {
            stacked,
            column,
            ..Sheet::default()
        };
        let mut bottoms = vec![0usize; count];
        for (row, aligned) in compared.comparison.rows.iter().enumerate() {
            let shared = aligned.is_shared();
            let elsewhere = compared.comparison.is_told_elsewhere(aligned);
            if !shared && !elsewhere && folding.folds(aligned) {
                sheet.fold(&aligned.spans, &mut bottoms);
                continue;
            }
            if shared || stacked {
                let below = bottoms.iter().copied().max().unwrap_or(0);
                bottoms.fill(below);
            }
            for (index, (article, span)) in compared.articles.iter().zip(&aligned.spans).enumerate()
            {
                let Some(span) = *span else { continue };
                let lines = text::wrap(&article.body, span, column);
                // Stacked cells carry the name of their outlet on a line of its own.
                let top = bottoms[index] + usize::from(stacked);
                let bottom = top + lines.len() + usize::from(!stacked);
                if stacked {
                    bottoms.fill(bottom);
                } else {
                    bottoms[index] = bottom;
                }
                sheet.cells.push(Cell {
                    row,
                    column: index,
                    span,
                    top,
                    lines,
                    shared,
                    related: aligned.related || elsewhere,
                });
            }
            if stacked {
                for bottom in &mut bottoms {
                    *bottom += 1;
                }
            }
        }
        sheet.height = bottoms.into_iter().max().unwrap_or(0);
        sheet
    }

    fn fold(&mut self, spans: &[Option<Span>], bottoms: &mut [usize]) {
        let mut held = spans.iter().enumerate();
        let Some((column, span)) = held.find_map(|(at, span)| Some((at, (*span)?))) else {
            return;
        };
        let below = bottoms.iter().copied().max().unwrap_or(0);
        match self.folds.last_mut().filter(|fold| fold.top + 2 == below) {
            Some(fold) => fold.spans[column].push(span),
            None => {
                let mut all = vec![Vec::new(); bottoms.len()];
                all[column] = vec![span];
                self.folds.push(Fold {
                    top: below,
                    spans: all,
                });
                bottoms.fill(below + 2);
            }
        }
    }

    /// The cell that a step leads to from cell `from`: down and up stay in the column where they can.
    pub fn step(&self, from: usize, down: bool) -> Option<usize> {
        let here = self.cells.get(from)?;
        let beyond = |cell: &Cell| {
            if down {
                cell.top > here.top
            } else {
                cell.top < here.top
            }
        };
        let distance = |cell: &Cell| cell.top.abs_diff(here.top);
        let nearest = |own: bool| {
            let cells = self.cells.iter().enumerate();
            cells
                .filter(|(_, cell)| beyond(cell) && (!own || cell.column == here.column))
                .min_by_key(|(_, cell)| distance(cell))
        };
        let step = if self.stacked {
            nearest(false)
        } else {
            nearest(true).or_else(|| nearest(false))
        };
        step.map(|(index, _)| index)
    }

    /// The cell beside cell `from`, in the next column that has one on these lines or near them.
    pub fn beside(&self, from: usize, right: bool) -> Option<usize> {
        let here = self.cells.get(from)?;
        let columns: Vec<usize> = if right {
            (here.column + 1..=self.cells.iter().map(|cell| cell.column).max().unwrap_or(0))
                .collect()
        } else {
            (0..here.column).rev().collect()
        };
        columns.into_iter().find_map(|column| {
            let cells = self
                .cells
                .iter()
                .enumerate()
                .filter(|(_, cell)| cell.column == column);
            cells
                .min_by_key(|(_, cell)| cell.top.abs_diff(here.top))
                .map(|(index, _)| index)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::{Comparison, Draft};

    /// Two articles; the second sentence of the first and the first of the second say the same.
    fn compared() -> Compared {
        let article = |text: &str| {
            let draft = Draft {
                paragraphs: vec![text.to_string()],
                ..Draft::default()
            };
            Arc::new(analyse(draft, "0".into()))
        };
        let (one, two) = (
            article("Alone it stands. Rain fell today."),
            article("Today rain fell. Sun comes."),
        );
        let row = |a: Option<usize>, b: Option<usize>, score| Row {
            spans: vec![
                a.map(|index| one.sentences[index]),
                b.map(|index| two.sentences[index]),
            ],
            score,
            related: false,
            near: Vec::new(),
        };
        let rows = vec![
            row(Some(0), None, 0.0),
            row(Some(1), Some(0), 0.8),
            row(None, Some(1), 0.0),
        ];
        let comparison = Comparison {
            rows,
            ..Comparison::default()
        };
        Compared {
            comparison,
            articles: vec![one.clone(), two.clone()],
            ..Compared::default()
        }
    }

    #[test]
    fn a_shared_row_begins_on_one_line_in_every_column() {
        let sheet = Sheet::new(&compared(), 80, Folding::Open);
        let shared: Vec<usize> = sheet
            .cells
            .iter()
            .filter(|cell| cell.shared)
            .map(|cell| cell.top)
            .collect();
        assert_eq!(shared, [2, 2]);
        assert_eq!(sheet.cells.len(), 4);
    }

    #[test]
    fn steps_stay_in_their_column_and_beside_goes_over() {
        let sheet = Sheet::new(&compared(), 80, Folding::Open);
        assert_eq!(sheet.cells[sheet.step(0, true).unwrap()].row, 1);
        let over = sheet.beside(0, true).unwrap();
        assert_eq!(sheet.cells[over].column, 1);
    }

    #[test]
    fn what_stands_alone_folds_into_a_line() {
        let sheet = Sheet::new(&compared(), 80, Folding::But(&[]));
        assert_eq!(sheet.cells.len(), 2);
        assert_eq!(
            sheet
                .folds
                .iter()
                .map(|fold| fold.spans.iter().map(Vec::len).collect::<Vec<_>>())
                .collect::<Vec<_>>(),
            [[1, 0], [0, 1]]
        );
    }

    #[test]
    fn what_is_a_side_of_a_finding_is_not_folded_away() {
        let compared = compared();
        let alone = compared.comparison.rows[0].spans[0].unwrap();
        let sheet = Sheet::new(&compared, 80, Folding::But(&[(0, alone)]));
        assert_eq!((sheet.cells.len(), sheet.folds.len()), (3, 1));
        assert_eq!(sheet.cells[0].span, alone);
    }

    #[test]
    fn a_narrow_sheet_stacks_its_cells() {
        let sheet = Sheet::new(&compared(), 40, Folding::Open);
        assert!(sheet.stacked);
        let tops: Vec<usize> = sheet.cells.iter().map(|cell| cell.top).collect();
        assert!(tops.is_sorted_by(|a, b| a < b), "{tops:?}");
    }
}
