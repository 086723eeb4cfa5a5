//! The comparison: articles side by side, sentences that say the same on one row, what differs lit.

mod drawing;
mod following;
mod heads;
mod why;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use self::drawing::{draw_nothing, fold_line};
use self::heads::Heads;
use super::canvas::{Cell, GUTTER, Sheet};
use super::passage::{self, say};
use super::{again, choosing};
use crate::analysis::telling::known::Known;
use crate::model::{Row, Span};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Session, Target, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::counted;
use crate::tui::widgets::{frame, text};
use crate::worker::request::Compared;

#[derive(Default)]
pub struct Columns {
    sheet: Sheet,
    /// Index of the cell under the cursor.
    cursor: usize,
    /// First line of the sheet on the screen.
    first: usize,
    lines: usize,
    /// Rows above the sheet; none where the cells stand one below the other.
    heads: Heads,
    folded: bool,
    /// The sides of the finding that was gone to: cells, and what is lit in them, by column.
    sides: Vec<usize>,
    lit: Vec<(usize, Span)>,
    /// Lines by which each column is moved up, so that all sides stand on the screen; empty where none is.
    moved: Vec<isize>,
    /// The sides alone, where no moving of columns shows all of them; empty where it does.
    gathered: Vec<Gathered>,
    /// The first of them that shows, and how many do not show below.
    side: usize,
    hidden: usize,
    /// What the finding is about, and its sign with the colour of it.
    about: String,
    sign: Option<(&'static str, Role)>,
    /// What it says of each of its values: column, place in the article, and how it stands to the others.
    known: Vec<(usize, Span, Known)>,
    /// The sentences that prove it, what proves most first: column, and place in the article.
    proofs: Vec<(usize, Span)>,
    made_from: Option<(Arc<Compared>, bool, u16)>,
    /// The last thing pointed at in another pane that was taken in.
    pointed: u64,
    /// What is to be under the cursor as soon as the comparison has come: article, byte, lines above it on the screen.
    goal: Option<(String, usize, usize)>,
}

/// Where a side of the finding stands among the others.
struct Gathered {
    /// Index of the cell.
    cell: usize,
    /// Lines below the top.
    y: usize,
    /// The first of its lines that shows, and how many.
    from: usize,
    lines: usize,
}

impl Columns {
    fn build(&mut self, compared: &Arc<Compared>, width: u16) {
        let current = self
            .made_from
            .as_ref()
            .is_some_and(|(made, folded, made_width)| {
                Arc::ptr_eq(made, compared) && *folded == self.folded && *made_width == width
            });
        if current {
            return;
        }
        let same = self
            .made_from
            .as_ref()
            .is_some_and(|(made, ..)| Arc::ptr_eq(made, compared));
        let here = self.sheet.cells.get(self.cursor);
        let kept = here.filter(|_| same).map(|cell| (cell.row, cell.column));
        let was = self.made_from.as_ref().map(|(was, ..)| Arc::clone(was));
        let was = was.filter(|was| !same && again::is_again(was, compared));
        let stood = was.zip(here).and_then(|(was, cell)| {
            let article = was.articles.get(cell.column)?;
            Some((
                article.id.clone(),
                cell.span.start,
                cell.top.saturating_sub(self.first),
            ))
        });
        let stood = self.goal.take().or(stood);
        let before = self.made_from.take().map(|(before, ..)| before);
        if let Some(before) = before.filter(|_| !same) {
            self.carry_sides(&before, compared);
        }
        self.sheet = Sheet::new(compared, width, self.folding());
        if self.take_sides().is_none() {
            self.let_go();
        }
        let row = kept.map_or(0, |(row, _)| row);
        let column = kept.map_or(0, |(_, column)| column);
        let cells = &self.sheet.cells;
        let at = cells
            .iter()
            .position(|cell| cell.row == row && cell.column == column);
        self.cursor = at
            .or_else(|| cells.iter().position(|cell| cell.row >= row))
            .unwrap_or(0);
        if !same {
            self.first = 0;
            // Reading begins where the articles first say the same.
            self.cursor = cells.iter().position(|cell| cell.shared).unwrap_or(0);
        }
        if let Some((id, start, above)) = stood {
            let column = compared
                .articles
                .iter()
                .position(|article| article.id == id);
            let holds = |cell: &Cell| {
                Some(cell.column) == column && (cell.span.start..cell.span.end).contains(&start)
            };
            if let Some(at) = cells.iter().position(holds) {
                (self.cursor, self.first) = (at, cells[at].top.saturating_sub(above));
            }
        }
        self.made_from = Some((Arc::clone(compared), self.folded, width));
    }

    fn cell(&self) -> Option<&Cell> {
        self.sheet.cells.get(self.cursor)
    }

    fn step(&mut self, down: bool) {
        self.cursor = self.sheet.step(self.cursor, down).unwrap_or(self.cursor);
    }

    /// Moves by about `lines` lines.
    fn leap(&mut self, down: bool, lines: usize) {
        let Some(from) = self.cell().map(|cell| cell.top) else {
            return;
        };
        while let Some(next) = self.sheet.step(self.cursor, down) {
            if self.sheet.cells[next].top.abs_diff(from) > lines {
                break;
            }
            self.cursor = next;
        }
        if self.cell().is_some_and(|cell| cell.top == from) {
            self.step(down);
        }
    }

    fn show_cursor(&mut self) {
        let Some(cell) = self.cell() else { return };
        let (top, bottom) = (cell.top.saturating_sub(1), cell.top + cell.lines.len());
        if top < self.first || bottom - top > self.lines {
            self.first = top;
        } else if bottom > self.first + self.lines {
            self.first = bottom - self.lines;
        }
        if top <= 1 {
            self.first = 0;
        }
        self.first = self.first.min(self.sheet.height.saturating_sub(self.lines));
    }
}

/// Article, byte and lines above, as [`Pane::place`] wrote them.
fn goal(place: &str) -> Option<(String, usize, usize)> {
    let mut parts = place.split(' ');
    let article = parts.next()?.to_string();
    let mut number = || parts.next()?.parse().ok();
    Some((article, number()?, number()?))
}

impl Pane for Columns {
    fn name(&self) -> &'static str {
        "columns"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let Some(compared) = &session.compared else {
            return match session.picked.len() {
                0 | 1 => vec![Action::StoriesScreen, Action::SearchScreen],
                _ => Vec::new(),
            };
        };
        let mut hints = vec![Action::NextDifference, Action::Choose, Action::Others];
        hints.extend([Action::Words, Action::Fold, Action::Open, Action::NextPane]);
        if compared.articles.len() > 2 {
            hints.push(Action::Remove);
        }
        hints.extend([Action::ColumnRight, Action::Why, Action::Keep, Action::Copy]);
        hints
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if action == Action::Fold {
            self.folded = !self.folded;
            return Some(Vec::new());
        }
        if action == Action::Words {
            let words = match session.lights_words {
                false => "every word that differs is lit",
                true => "lit: figures, names, days, denials and doubts that differ",
            };
            return Some(vec![Effect::LightWords, say(Tone::Notice, words)]);
        }
        let compared = session.compared.as_ref()?;
        let before = self.cursor;
        let steps = match action {
            Action::Down | Action::HalfPageDown | Action::PageDown => Some(true),
            Action::Up | Action::HalfPageUp | Action::PageUp => Some(false),
            _ => None,
        };
        if steps.is_some_and(|down| self.next_side(down)) {
            return Some(Vec::new());
        }
        match action {
            Action::Down => self.step(true),
            Action::Up => self.step(false),
            Action::HalfPageDown => self.leap(true, self.lines / 2),
            Action::HalfPageUp => self.leap(false, self.lines / 2),
            Action::PageDown => self.leap(true, self.lines),
            Action::PageUp => self.leap(false, self.lines),
            Action::Top => self.leap(false, usize::MAX),
            Action::Bottom => self.leap(true, usize::MAX),
            Action::Left => {
                self.cursor = self.sheet.beside(self.cursor, false).unwrap_or(self.cursor);
            }
            Action::Right => {
                self.cursor = self.sheet.beside(self.cursor, true).unwrap_or(self.cursor);
            }
            Action::Remove => {
                let ids = &compared.comparison.articles;
                if ids.len() <= 2 {
                    return Some(vec![say(Tone::Notice, "a comparison needs two articles")]);
                }
                let column = self.cell()?.column;
                let kept = ids.iter().enumerate().filter(|(index, _)| *index != column);
                return Some(vec![Effect::Compare(
                    kept.map(|(_, id)| id.clone()).collect(),
                )]);
            }
            Action::ColumnLeft => return self.swap(compared, false),
            Action::ColumnRight => return self.swap(compared, true),
            Action::Choose => {
                return Some(vec![choosing::of_compared(session, compared)]);
            }
            // The list below shows one kind of finding, and is gone through by its differences, wherever the keyboard is.
            Action::NextKind => return Some(vec![Effect::Pass("findings", action)]),
            Action::NextDifference | Action::PreviousDifference => {
                let comes = Effect::Point {
                    from: "columns",
                    places: Vec::new(),
                };
                return Some(vec![comes, Effect::Pass("findings", action)]);
            }
            action => return self.on_cell(compared, action),
        }
        if self.cursor != before {
            self.let_go();
        }
        Some(self.point(compared))
    }

    fn place(&self, session: &Session) -> Option<String> {
        let cell = self.cell()?;
        let article = session.compared.as_ref()?.articles.get(cell.column)?;
        let above = cell.top.saturating_sub(self.first);
        Some(format!("{} {} {above}", article.id, cell.span.start))
    }

    fn go_to(&mut self, place: &str) {
        self.goal = goal(place);
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        let Some(compared) = &session.compared else {
            (self.sheet, self.made_from) = (Sheet::default(), None);
            // What comes next may be of other articles.
            self.let_go();
            return Vec::new();
        };
        self.build(compared, size.width.saturating_sub(3));
        self.heads = match self.sheet.stacked {
            true => Heads::default(),
            false => Heads::of(compared, self.sheet.column, size.height),
        };
        self.lines = usize::from(size.height.saturating_sub(2 + self.heads.rows())).max(1);
        self.follow(session);
        self.show_cursor();
        self.bring_sides();
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(compared) = session.compared.as_ref() else {
            return draw_nothing(session, area, buf, look);
        };
        let comparison = &compared.comparison;
        let rows = &comparison.rows;
        let count = |is: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
        let same = count(&|row| row.is_shared() && !row.related);
        let related = count(&|row| row.related || comparison.is_told_elsewhere(row));
        let title = format!(
            "{} that several say · {related} related · {} in one article only{}{}",
            counted(same as u64, "passage", "passages"),
            rows.len() - same - related,
            if self.folded { ", folded" } else { "" },
            match self.moved.is_empty() {
                true => "",
                false => " · moved to show all sides",
            }
        );
        let title = match self.gathered.is_empty() {
            true => title,
            false => self.told_sides(),
        };
        let seen = (self.first + self.lines).min(self.sheet.height);
        let foot = format!(
            "{} %",
            (seen * 100).checked_div(self.sheet.height).unwrap_or(100)
        );
        let mut inner = frame::frame(area, buf, look, &title, &foot);
        if self.heads.rows() > 0 {
            self.draw_heads(compared, inner, buf, look);
            inner = Rect {
                y: inner.y + self.heads.rows(),
                height: inner.height.saturating_sub(self.heads.rows()),
                ..inner
            };
        }
        for cell in &self.sheet.cells {
            self.draw_cell(compared, (cell, session.lights_words), inner, buf, look);
        }
        self.draw_silent(compared, inner, buf, look);
        let as_laid_out = self.moved.is_empty() && self.gathered.is_empty();
        for fold in self.sheet.folds.iter().filter(|_| as_laid_out) {
            let Some(y) = self.screen_line(fold.top, 0, inner) else {
                continue;
            };
            let line = fold_line(compared, fold);
            let room = inner.width - GUTTER;
            let style = look.theme.style(Role::Only);
            text::label(buf, (inner.x + GUTTER, y), room, &line, style);
        }
    }
}

impl Columns {
    /// Moves the column under the cursor by one.
    fn swap(&self, compared: &Compared, right: bool) -> Answered {
        let mut ids = compared.comparison.articles.clone();
        let at = self.cell()?.column;
        let to = at.checked_add_signed(if right { 1 } else { -1 });
        let Some(to) = to.filter(|to| *to < ids.len()) else {
            return Some(vec![say(Tone::Notice, "this column stands at the edge")]);
        };
        ids.swap(at, to);
        Some(vec![Effect::Compare(ids)])
    }

    fn on_cell(&self, compared: &Compared, action: Action) -> Answered {
        let cell = self.cell()?;
        let article = compared.articles.get(cell.column)?;
        let (id, span) = (article.id.clone(), cell.span);
        Some(match action {
            Action::Open => vec![Effect::Read(Target::at(&id, span))],
            Action::Why => vec![Effect::Open(why::window(compared, cell))],
            action => return passage::act(article, span, "sentence", action),
        })
    }
}
