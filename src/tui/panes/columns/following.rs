//! Going along with the list of findings: to every side of the finding under its cursor, and telling it where the reader is.

use ratatui::layout::Rect;

use super::{Columns, Gathered};
use crate::analysis::telling::known::{Known, sides};
use crate::model::{Finding, Span, Value};
use crate::tui::effect::Effect;
use crate::tui::panes::canvas::{Cell, Folding, Sheet};
use crate::tui::panes::finding::{known_role, weight_role};
use crate::tui::panes::wording::strongest_first;
use crate::tui::session::Session;
use crate::tui::theme::Role;
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
        // What is folded away and is a side of it comes out of its fold.
        let folded = self.folded.then_some(session.compared.as_ref()).flatten();
        let laid = folded.map(|compared| {
            let width = self.made_from.as_ref().map_or(0, |(.., width)| *width);
            let sheet = Sheet::new(compared, width, self.folding());
            std::mem::replace(&mut self.sheet, sheet)
        });
        match self.take_sides() {
            Some(at) => {
                (self.cursor, self.first) = (at, self.sheet.cells[at].top.saturating_sub(2));
                let finding = pointed_at(session);
                self.about =
                    finding.map_or(String::new(), |of| format!("{} {}", of.sign(), of.what));
                self.sign = finding.map(|of| (of.sign(), weight_role(of.weight())));
                let compared = finding.and(session.compared.as_ref());
                let proofs = compared.zip(finding);
                let proofs = proofs.map(|(of, finding)| strongest_first(of, finding));
                let whole = |(column, whole, _): (usize, Span, Vec<Span>)| (column, whole);
                self.proofs = proofs.into_iter().flatten().map(whole).collect();
                let known = compared.zip(finding).map(|(of, finding)| {
                    sides(finding, |at| of.articles.get(at).map(AsRef::as_ref))
                });
                let place = |(value, known): (&Value, Known)| (value.article, value.span(), known);
                self.known = known.into_iter().flatten().map(place).collect();
            }
            None => {
                self.lit = before;
                self.sheet = laid.unwrap_or(std::mem::take(&mut self.sheet));
            }
        }
    }

    /// How the sheet is folded: what is a side of the finding stands.
    pub(super) fn folding(&self) -> Folding<'_> {
        match self.folded {
            true => Folding::But(&self.lit),
            false => Folding::Open,
        }
    }

    /// The sign of a side of the finding, `alone` or with the others on its row: what it says of each value, as everywhere. `None` where
    /// it is no side.
    pub(super) fn sign_of(&self, cell: &Cell, alone: bool) -> Option<(&'static str, Role)> {
        let cells = self.sheet.cells.iter();
        let beside = cells.filter(|other| *other == cell || !alone && other.row == cell.row);
        let sides = || self.sides.iter().filter_map(|&at| self.sheet.cells.get(at));
        let is_side = beside.clone().any(|cell| sides().any(|side| side == cell));
        let sign = self.sign.filter(|_| is_side)?;
        let known = beside.flat_map(|cell| {
            let places = self.known.iter();
            let here = places
                .filter(|(column, span, _)| *column == cell.column && cell.span.overlaps(*span));
            here.map(|(.., known)| *known)
        });
        // Of a finding that says nothing of its values, its own sign stands for all of them.
        let known = known.min();
        Some(known.map_or(sign, |known| (known.sign(), known_role(known))))
    }

    /// The sides of the finding in a comparison that was made anew: the same sentences, in the columns where their articles stand now.
    /// What another article said is no side any more.
    pub(super) fn carry_sides(&mut self, was: &Compared, now: &Compared) {
        let column = |at: usize| {
            let id = &was.articles.get(at)?.id;
            now.articles.iter().position(|article| article.id == *id)
        };
        let carry = |places: &mut Vec<(usize, Span)>| {
            let held = std::mem::take(places).into_iter();
            *places = held
                .filter_map(|(at, span)| Some((column(at)?, span)))
                .collect();
        };
        carry(&mut self.lit);
        carry(&mut self.proofs);
        let known = std::mem::take(&mut self.known).into_iter();
        self.known = known
            .filter_map(|(at, span, known)| Some((column(at)?, span, known)))
            .collect();
    }

    /// The cells that hold what is lit become the sides; the first of them is returned. They stay as they are where there is none.
    pub(super) fn take_sides(&mut self) -> Option<usize> {
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
        self.side = 0;
        Some(at)
    }

    /// Moves the columns so that every side of the finding stands on the screen; columns that show theirs already stay.
    pub(super) fn bring_sides(&mut self) {
        self.moved.clear();
        self.gathered.clear();
        self.hidden = 0;
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

    /// The sides of the finding alone, one below the other in their column, or in the one that there is: whole sentences, as many as
    /// there is room for from the side on that the reader went to.
    fn gather(&mut self) -> Vec<Gathered> {
        let cells = &self.sheet.cells;
        let label = usize::from(self.sheet.stacked);
        let mut gathered = Vec::new();
        // What proves most stands first, as in the window that proves it.
        let place = |&at: &usize| {
            let cell = &cells[at];
            let mut proofs = self.proofs.iter();
            let of_cell = proofs
                .position(|(column, span)| *column == cell.column && cell.span.overlaps(*span));
            of_cell.unwrap_or(self.proofs.len())
        };
        let mut sides = self.sides.clone();
        match self.sheet.stacked {
            true => sides.sort_by_key(place),
            false => sides.sort_by_key(|at| (cells[*at].column, place(at))),
        }
        let groups = sides.chunk_by(|&one, &other| {
            self.sheet.stacked || cells[one].column == cells[other].column
        });
        let groups: Vec<&[usize]> = groups.collect();
        let longest = groups.iter().map(|group| group.len()).max().unwrap_or(0);
        self.side = self.side.min(longest.saturating_sub(1));
        self.hidden = 0;
        for group in groups {
            let from = self.side.min(group.len() - 1);
            let mut y = 0;
            for (number, &at) in group[from..].iter().enumerate() {
                let cell = &cells[at];
                let room = self.lines.saturating_sub(label).max(1);
                let lines = cell.lines.len().min(room);
                if number > 0 && y + label + lines > self.lines {
                    self.hidden = self.hidden.max(group.len() - from - number);
                    break;
                }
                let lit = self.lit.iter().filter(|(column, _)| *column == cell.column);
                let lit = lit.filter(|(_, span)| span.overlaps(cell.span));
                let first = lit.map(|(_, span)| span.start).min().unwrap_or(0);
                let of_lit = cell.lines.partition_point(|line| line.end <= first);
                // A sentence longer than the pane shows what is lit in it.
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

    /// The lines of a gathered cell before and behind which some do not show.
    pub(super) fn cut(&self, cell: &Cell) -> Vec<usize> {
        let mut gathered = self.gathered.iter();
        let of = gathered.find(|of| self.sheet.cells.get(of.cell) == Some(cell));
        let Some(of) = of else {
            return Vec::new();
        };
        let before = (of.from > 0).then_some(of.from);
        let last = of.from + of.lines;
        let behind = (last < cell.lines.len()).then(|| last.saturating_sub(1));
        before.into_iter().chain(behind).collect()
    }

    /// Goes on to the next of the gathered sides, or back; `false` where there is none, or none are gathered.
    pub(super) fn next_side(&mut self, down: bool) -> bool {
        let goes = match down {
            true => self.hidden > 0,
            false => self.side > 0,
        };
        if self.gathered.is_empty() || !goes {
            return false;
        }
        self.side = match down {
            true => self.side + 1,
            false => self.side - 1,
        };
        true
    }

    /// What the title says where not every side is on the screen.
    pub(super) fn told_sides(&self) -> String {
        let what = match self.about.as_str() {
            "" => "only the sides of the finding",
            about => about,
        };
        // How many more there are is never cut away by what it is about.
        let more = match (self.side, self.hidden) {
            (0, 0) => String::new(),
            (0, below) => format!("{below} more below · "),
            (above, 0) => format!("{above} more above · "),
            (above, below) => format!("{above} more above, {below} below · "),
        };
        format!("{more}{what}")
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
        (self.side, self.hidden) = (0, 0);
        self.sign = None;
        self.about.clear();
        self.known.clear();
        self.proofs.clear();
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

/// What the finding is about that another pane points at.
fn pointed_at(session: &Session) -> Option<&Finding> {
    let compared = session.compared.as_ref()?;
    let mut findings = compared.comparison.findings.iter();
    let places = &session.pointed.places;
    findings.find(|finding| {
        let values = finding.values.iter();
        values
            .map(|value| (value.article, value.span()))
            .eq(places.iter().copied())
    })
}
