//! Going along with the list of findings: to every side of the finding under its cursor, and telling it where the reader is.

use super::Columns;
use crate::tui::effect::Effect;
use crate::tui::panes::canvas::Cell;
use crate::tui::session::Session;
use crate::worker::request::Compared;

impl Columns {
    /// Goes along where another pane points at a place: to the first of its sentences that is on the sheet, one that
    /// several share before others.
    pub(super) fn follow(&mut self, session: &Session) {
        let pointed = &session.pointed;
        if pointed.number == self.pointed {
            return;
        }
        self.pointed = pointed.number;
        if pointed.from == "columns" {
            return;
        }
        let cells = &self.sheet.cells;
        let holds = |cell: &Cell| {
            let mut places = pointed.places.iter();
            places.any(|(column, span)| *column == cell.column && cell.span.overlaps(*span))
        };
        let shared = cells.iter().position(|cell| cell.shared && holds(cell));
        let Some(at) = shared.or_else(|| cells.iter().position(holds)) else {
            return;
        };
        // One cell a column: on the row of the cursor where it has one.
        let row = cells[at].row;
        let side = |column: usize| {
            let of_column = || {
                let cells = cells.iter().enumerate();
                cells.filter(move |(_, cell)| cell.column == column && holds(cell))
            };
            let here = of_column().find(|(_, cell)| cell.row == row);
            here.or_else(|| of_column().next()).map(|(at, _)| at)
        };
        let columns = cells.iter().map(|cell| cell.column).max().unwrap_or(0) + 1;
        let sides = (0..columns).filter_map(side).collect();
        (self.cursor, self.first) = (at, cells[at].top.saturating_sub(2));
        self.sides = sides;
        self.lit.clone_from(&pointed.places);
    }

    /// Moves the columns so that every side of the finding stands on the screen; columns that show theirs already stay.
    pub(super) fn bring_sides(&mut self) {
        self.moved.clear();
        let cells = &self.sheet.cells;
        let Some(here) = self.cell().filter(|_| !self.sheet.stacked) else {
            return;
        };
        let shows = |cell: &Cell| {
            cell.top >= self.first && cell.top + cell.lines.len() <= self.first + self.lines
        };
        let columns = cells.iter().map(|cell| cell.column).max().unwrap_or(0) + 1;
        let mut moved = vec![0; columns];
        for cell in self.sides.iter().filter_map(|&at| cells.get(at)) {
            if !shows(cell) && cell.column != here.column {
                moved[cell.column] = cell.top as isize - here.top as isize;
            }
        }
        if moved.iter().any(|by| *by != 0) {
            self.moved = moved;
        }
    }

    /// The reader goes on by themselves: the columns stand side by side again.
    pub(super) fn let_go(&mut self) {
        self.sides.clear();
        self.lit.clear();
        self.moved.clear();
    }

    /// Tells the other panes which sentences are under the cursor.
    pub(super) fn point(&self, compared: &Compared) -> Vec<Effect> {
        let Some(cell) = self.cell() else {
            return Vec::new();
        };
        let row = compared.comparison.rows.get(cell.row);
        let mut places = vec![(cell.column, cell.span)];
        if let Some(row) = row.filter(|_| cell.shared) {
            let spans = row.spans.iter().enumerate();
            places = spans
                .filter_map(|(at, span)| Some((at, (*span)?)))
                .collect();
        }
        vec![Effect::Point {
            from: "columns",
            places,
        }]
    }
}
