//! Going along with the list of findings: to every side of the finding under its cursor, and telling it where the reader is.

use ratatui::layout::Rect;

use super::{Columns, Gathered};
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
        let before = std::mem::replace(&mut self.lit, pointed.places.clone());
        match self.take_sides() {
            Some(at) => {
                (self.cursor, self.first) = (at, self.sheet.cells[at].top.saturating_sub(2));
            }
            None => self.lit = before,
        }
    }

    /// The sides of the finding on a sheet that was made anew: the same sentences, in the columns where their articles stand now.
    /// What another article said is no side any more.
    pub(super) fn find_sides_again(&mut self, was: Option<&Compared>, now: &Compared) {
        let column = |at: usize| match was {
            None => Some(at),
            Some(was) => {
                let id = &was.articles.get(at)?.id;
                now.articles.iter().position(|article| article.id == *id)
            }
        };
        let lit = std::mem::take(&mut self.lit);
        let held = lit.into_iter();
        self.lit = held
            .filter_map(|(at, span)| Some((column(at)?, span)))
            .collect();
        if self.take_sides().is_none() {
            self.let_go();
        }
    }

    /// The cells that hold what is lit become the sides; the first of them is returned. They stay as they are where there is none.
    fn take_sides(&mut self) -> Option<usize> {
        let cells = &self.sheet.cells;
        let holds = |cell: &Cell| {
            let mut places = self.lit.iter();
            places.any(|(column, span)| *column == cell.column && cell.span.overlaps(*span))
        };
        let shared = cells.iter().position(|cell| cell.shared && holds(cell));
        let at = shared.or_else(|| cells.iter().position(holds))?;
        // Each sentence once: on the row of the cursor where it stands there.
        let row = cells[at].row;
        let mut all: Vec<usize> = (0..cells.len()).filter(|&at| holds(&cells[at])).collect();
        all.sort_by_key(|&at| (cells[at].column, cells[at].row != row, at));
        let mut sides: Vec<usize> = Vec::new();
        for at in all {
            let is_it = |&other: &usize| {
                (cells[other].column, cells[other].span) == (cells[at].column, cells[at].span)
            };
            if !sides.iter().any(is_it) {
                sides.push(at);
            }
        }
        self.sides = sides;
        Some(at)
    }

    /// Moves the columns so that every side of the finding stands on the screen; columns that show theirs already stay.
    pub(super) fn bring_sides(&mut self) {
        self.moved.clear();
        self.gathered.clear();
        let cells = &self.sheet.cells;
        let Some(here) = self.cell() else {
            return;
        };
        let shows = |cell: &Cell| {
            cell.top >= self.first && cell.top + cell.lines.len() <= self.first + self.lines
        };
        let sides = || self.sides.iter().filter_map(|&at| cells.get(at));
        if sides().all(shows) {
            return;
        }
        let one_each = self
            .sides
            .windows(2)
            .all(|two| cells[two[0]].column != cells[two[1]].column);
        if self.sheet.stacked || !one_each {
            self.gathered = self.gather();
            return;
        }
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

    /// The sides of the finding alone, one below the other in their column, or in the one that there is: each as far as
    /// there is room, around what is lit in it.
    fn gather(&self) -> Vec<Gathered> {
        let cells = &self.sheet.cells;
        let label = usize::from(self.sheet.stacked);
        let mut gathered = Vec::new();
        let groups = self.sides.chunk_by(|&one, &other| {
            self.sheet.stacked || cells[one].column == cells[other].column
        });
        for group in groups {
            let needed: usize = group.iter().map(|&at| cells[at].lines.len() + label).sum();
            let share = match needed <= self.lines {
                true => usize::MAX,
                false => (self.lines / group.len()).saturating_sub(label).max(1),
            };
            let mut y = 0;
            for &at in group {
                let cell = &cells[at];
                let lines = cell.lines.len().min(share);
                let lit = self.lit.iter().filter(|(column, _)| *column == cell.column);
                let lit = lit.filter(|(_, span)| span.overlaps(cell.span));
                let first = lit.map(|(_, span)| span.start).min().unwrap_or(0);
                let of_lit = cell.lines.partition_point(|line| line.end <= first);
                let from = of_lit.min(cell.lines.len() - lines);
                y += label;
                gathered.push(Gathered {
                    cell: at,
                    y,
                    from,
                    lines,
                });
                y += lines;
            }
        }
        gathered
    }

    /// Where a line of a cell stands on the screen, if it does; the line above it is that of its name.
    pub(super) fn cell_line(&self, cell: &Cell, line: usize, inner: Rect) -> Option<u16> {
        if self.gathered.is_empty() {
            return self.screen_line(line, cell.column, inner);
        }
        let mut gathered = self.gathered.iter();
        let of = gathered.find(|of| self.sheet.cells.get(of.cell) == Some(cell))?;
        let y = match line.checked_sub(cell.top) {
            None => of.y.checked_sub(1)?,
            Some(at) if (of.from..of.from + of.lines).contains(&at) => of.y + at - of.from,
            Some(_) => return None,
        };
        let y = inner.y + u16::try_from(y).ok()?;
        (y < inner.bottom()).then_some(y)
    }

    /// The reader goes on by themselves: the columns stand side by side again.
    pub(super) fn let_go(&mut self) {
        self.sides.clear();
        self.lit.clear();
        self.moved.clear();
        self.gathered.clear();
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
