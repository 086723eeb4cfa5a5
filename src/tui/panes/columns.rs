//! The comparison: articles side by side, sentences that say the same on one row, what differs lit.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::article::say;
use crate::analysis::{citation, passages};
use crate::model::{MarkKind, Span};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::session::{Session, Target, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};
use crate::tui::windows::Window;
use crate::worker::request::{Compared, Request};

/// Below this many cells a column holds too few words a row: the cells of a row stand one below the other.
const NARROW: u16 = 26;
/// Cells before the first column: the cursor and the sign of the row.
const GUTTER: u16 = 3;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    /// A row of the alignment.
    Aligned(usize),
    /// Neighbouring rows of one column alone, folded away.
    Folded {
        column: usize,
        first: usize,
        count: usize,
    },
}

#[derive(Default)]
pub struct Columns {
    place: Place,
    column: usize,
    rows: Vec<Row>,
    /// For each row, for each column: the rows of its text.
    cells: Vec<Vec<Vec<Span>>>,
    folded: bool,
    made_from: Option<(Arc<Compared>, bool, u16)>,
    width: u16,
}

impl Columns {
    fn column_width(&self, count: usize) -> u16 {
        let count = count.max(1) as u16;
        self.width.saturating_sub(GUTTER + count.saturating_sub(1)) / count
    }

    fn stacked(&self, count: usize) -> bool {
        self.column_width(count) < NARROW
    }

    fn build(&mut self, compared: &Arc<Compared>) {
        let current = self
            .made_from
            .as_ref()
            .is_some_and(|(made, folded, width)| {
                Arc::ptr_eq(made, compared) && *folded == self.folded && *width == self.width
            });
        if current {
            return;
        }
        if self
            .made_from
            .as_ref()
            .is_none_or(|(made, ..)| !Arc::ptr_eq(made, compared))
        {
            self.place = Place::default();
            self.column = 0;
        }
        self.rows = rows(compared, self.folded);
        let count = compared.articles.len();
        let width = if self.stacked(count) {
            self.width.saturating_sub(GUTTER)
        } else {
            self.column_width(count)
        };
        self.cells = self
            .rows
            .iter()
            .map(|row| match row {
                Row::Aligned(index) => cells(compared, *index, width),
                Row::Folded { .. } => Vec::new(),
            })
            .collect();
        self.made_from = Some((Arc::clone(compared), self.folded, self.width));
    }

    fn height(&self, index: usize, stacked: bool) -> u16 {
        let cells = &self.cells[index];
        let lines = match (&self.rows[index], stacked) {
            (Row::Folded { .. }, _) => 1,
            (_, true) => cells
                .iter()
                .filter(|cell| !cell.is_empty())
                .map(|cell| cell.len() + 1)
                .sum(),
            (_, false) => cells.iter().map(Vec::len).max().unwrap_or(0) + 1,
        };
        u16::try_from(lines).unwrap_or(u16::MAX)
    }

    /// The article and span of the cell under the cursor; where this column is empty, of the first that is not.
    fn cell(&self, compared: &Compared) -> Option<(usize, Span)> {
        let Row::Aligned(index) = self.rows.get(self.place.cursor)? else {
            return None;
        };
        let spans = &compared.comparison.rows.get(*index)?.spans;
        let here = spans
            .get(self.column)
            .copied()
            .flatten()
            .map(|span| (self.column, span));
        here.or_else(|| {
            spans
                .iter()
                .enumerate()
                .find_map(|(column, span)| Some((column, (*span)?)))
        })
    }

    fn next_difference(&mut self, compared: &Compared, forward: bool) {
        let differs = |at: &usize| match self.rows[*at] {
            Row::Aligned(index) => {
                let marked = |marks: &Vec<crate::model::Mark>| {
                    marks.iter().any(|mark| mark.kind == MarkKind::Figure)
                };
                compared
                    .marks
                    .get(index)
                    .is_some_and(|row| row.iter().any(marked))
            }
            Row::Folded { .. } => false,
        };
        let here = self.place.cursor;
        let found = if forward {
            (here + 1..self.rows.len()).find(differs)
        } else {
            (0..here.min(self.rows.len())).rev().find(differs)
        };
        self.place.cursor = found.unwrap_or(here);
    }
}

fn rows(compared: &Compared, folded: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, row) in compared.comparison.rows.iter().enumerate() {
        let mut present = row
            .spans
            .iter()
            .enumerate()
            .filter(|(_, span)| span.is_some())
            .map(|(column, _)| column);
        let alone = present.next().filter(|_| present.next().is_none());
        match (alone.filter(|_| folded), rows.last_mut()) {
            (Some(alone), Some(Row::Folded { column, count, .. })) if *column == alone => {
                *count += 1
            }
            (Some(column), _) => rows.push(Row::Folded {
                column,
                first: index,
                count: 1,
            }),
            (None, _) => rows.push(Row::Aligned(index)),
        }
    }
    rows
}

fn cells(compared: &Compared, row: usize, width: u16) -> Vec<Vec<Span>> {
    let spans = &compared.comparison.rows[row].spans;
    let cell = |(article, span): (&Arc<crate::model::Article>, &Option<Span>)| {
        span.map_or_else(Vec::new, |span| text::wrap(&article.body, span, width))
    };
    compared.articles.iter().zip(spans).map(cell).collect()
}

impl Pane for Columns {
    fn name(&self) -> &'static str {
        "columns"
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::NextDifference,
            Action::Others,
            Action::Fold,
            Action::Keep,
            Action::Open,
            Action::Right,
            Action::Remove,
            Action::NextPane,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let compared = session.compared.as_ref()?;
        if self.place.act(action, self.rows.len()).is_some() {
            return Some(Vec::new());
        }
        let columns = compared.articles.len();
        match action {
            Action::Left => self.column = self.column.saturating_sub(1),
            Action::Right => self.column = (self.column + 1).min(columns.saturating_sub(1)),
            Action::Fold => self.folded = !self.folded,
            Action::NextDifference => self.next_difference(compared, true),
            Action::PreviousDifference => self.next_difference(compared, false),
            Action::Remove => {
                let ids = &compared.comparison.articles;
                if ids.len() <= 2 {
                    return Some(vec![say(Tone::Notice, "a comparison needs two articles")]);
                }
                let kept = ids
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| *index != self.column);
                return Some(vec![Effect::Compare(
                    kept.map(|(_, id)| id.clone()).collect(),
                )]);
            }
            Action::Open
                if matches!(self.rows.get(self.place.cursor), Some(Row::Folded { .. })) =>
            {
                self.folded = false
            }
            action => return self.on_cell(compared, action),
        }
        Some(Vec::new())
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(3);
        let Some(compared) = &session.compared else {
            self.rows.clear();
            self.made_from = None;
            return Vec::new();
        };
        self.build(compared);
        let stacked = self.stacked(compared.articles.len());
        let mut place = self.place;
        let rows = size.height.saturating_sub(2 + u16::from(!stacked));
        place.settle(self.rows.len(), rows, |index| self.height(index, stacked));
        self.place = place;
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(compared) = session.compared.as_ref() else {
            let inner = frame::frame(area, buf, look, "Compare", "");
            let lines = [
                "Nothing is being compared yet.",
                "",
                "On the Search screen, c marks an article and c on another one compares both.",
                "On the Stories screen, c compares the articles of the story.",
            ];
            for (y, line) in (inner.y + 1..inner.bottom()).zip(lines) {
                let at = (inner.x + 2, y);
                text::label(
                    buf,
                    at,
                    inner.width.saturating_sub(2),
                    line,
                    look.theme.style(Role::Muted),
                );
            }
            return;
        };
        let shared = compared
            .comparison
            .rows
            .iter()
            .filter(|row| row.spans.iter().flatten().count() > 1)
            .count();
        let title = format!(
            "{shared} rows that several share, {} in all",
            compared.comparison.rows.len()
        );
        let foot = if self.rows.is_empty() {
            String::new()
        } else {
            format!("row {} of {}", self.place.cursor + 1, self.rows.len())
        };
        let inner = frame::frame(area, buf, look, &title, &foot);
        let stacked = self.stacked(compared.articles.len());
        let mut y = inner.y;
        if !stacked {
            self.draw_heads(compared, Rect { height: 1, ..inner }, buf, look);
            y += 1;
        }
        for index in self.place.first..self.rows.len() {
            if y >= inner.bottom() {
                break;
            }
            let height = self.height(index, stacked);
            let part = Rect {
                y,
                height: height.min(inner.bottom() - y),
                ..inner
            };
            self.draw_row(compared, index, part, buf, look);
            y += height;
        }
    }
}

impl Columns {
    fn on_cell(&self, compared: &Compared, action: Action) -> Answered {
        let (column, span) = self.cell(compared)?;
        let article = compared.articles.get(column)?;
        let id = article.id.clone();
        Some(match action {
            Action::Open => vec![Effect::Read(Target::at(&id, span))],
            Action::Keep => vec![Effect::Ask(Request::Keep {
                article: id,
                span,
                note: String::new(),
            })],
            Action::Copy => vec![Effect::Copy {
                text: article.text(span).to_string(),
                what: "sentence",
            }],
            Action::Cite => {
                let bookmark = citation::bookmark_of(article, passages::passage(article, span));
                vec![Effect::Copy {
                    text: citation::citation(&bookmark),
                    what: "citation",
                }]
            }
            Action::Others => {
                let sentence = article.sentence_at(span.start)?;
                vec![
                    Effect::Ask(Request::Others {
                        article: id,
                        sentence,
                    }),
                    Effect::Open(Window::others()),
                ]
            }
            Action::Why => {
                let Row::Aligned(index) = self.rows.get(self.place.cursor)? else {
                    return None;
                };
                let row = compared.comparison.rows.get(*index)?;
                let shared = row.spans.iter().flatten().count();
                let line = if shared > 1 {
                    format!(
                        "{shared} articles say this in like words: {:.0} % alike.",
                        row.score * 100.0
                    )
                } else {
                    format!(
                        "Nothing in the other articles comes near this sentence of {}.",
                        article.outlet_name()
                    )
                };
                vec![Effect::Open(Window::text("Why this row", vec![line]))]
            }
            _ => return None,
        })
    }

    fn draw_heads(&self, compared: &Compared, area: Rect, buf: &mut Buffer, look: &Look) {
        let width = self.column_width(compared.articles.len());
        for (column, article) in compared.articles.iter().enumerate() {
            let x = area.x + GUTTER + column as u16 * (width + 1);
            let mut style = look.theme.outlet(column);
            if look.focused && column == self.column {
                style = style.add_modifier(ratatui::style::Modifier::REVERSED);
            }
            let date = article
                .published
                .as_ref()
                .map_or("undated", |published| published.day());
            let head = format!(" {} · {date} ", article.outlet_name());
            text::label(buf, (x, area.y), width, &head, style);
        }
    }

    fn draw_row(
        &self,
        compared: &Compared,
        index: usize,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let selected = index == self.place.cursor && look.focused;
        if index == self.place.cursor {
            text::label(buf, (area.x, area.y), 1, "▸", look.theme.style(Role::Key));
        }
        let row_index = match &self.rows[index] {
            Row::Aligned(row) => *row,
            Row::Folded { column, count, .. } => {
                let name = compared
                    .articles
                    .get(*column)
                    .map_or("", |article| article.outlet_name());
                let plural = if *count == 1 { "" } else { "s" };
                let line = format!("⋯ {count} sentence{plural} in {name} only (z shows them)");
                text::label(
                    buf,
                    (area.x + GUTTER, area.y),
                    area.width,
                    &line,
                    look.theme.style(Role::Muted),
                );
                return;
            }
        };
        let row = &compared.comparison.rows[row_index];
        let alone = row.spans.iter().flatten().count() < 2;
        let (sign, role) = if alone {
            ("●", Role::Only)
        } else {
            ("≡", Role::Same)
        };
        text::label(buf, (area.x + 1, area.y), 1, sign, look.theme.style(role));
        let count = compared.articles.len();
        let stacked = self.stacked(count);
        let width = if stacked {
            self.width.saturating_sub(GUTTER)
        } else {
            self.column_width(count)
        };
        let mut y = area.y;
        for (column, article) in compared.articles.iter().enumerate() {
            let lines = &self.cells[index][column];
            if lines.is_empty() {
                continue;
            }
            let x = if stacked {
                area.x + GUTTER
            } else {
                area.x + GUTTER + column as u16 * (width + 1)
            };
            if stacked {
                if y < area.bottom() {
                    text::label(
                        buf,
                        (x, y),
                        width,
                        article.outlet_name(),
                        look.theme.outlet(column),
                    );
                }
                y += 1;
            }
            let here = selected && column == self.column;
            let base = look
                .theme
                .style(if here { Role::Selection } else { Role::Text });
            let marks = marks(compared, row_index, column, look);
            for (line_y, line) in (y..area.bottom()).zip(lines) {
                text::paint(buf, (x, line_y), width, &article.body, *line, base, &marks);
            }
            y += if stacked { lines.len() as u16 } else { 0 };
        }
    }
}

fn marks(compared: &Compared, row: usize, column: usize, look: &Look) -> Vec<(Span, Style)> {
    let marks = compared.marks.get(row).and_then(|row| row.get(column));
    let style = |kind| match kind {
        MarkKind::Figure => look
            .theme
            .style(Role::Figure)
            .patch(look.theme.style(Role::Differs)),
        MarkKind::Name => look.theme.style(Role::Name),
        MarkKind::Words => look.theme.style(Role::Close),
    };
    marks
        .into_iter()
        .flatten()
        .map(|mark| (mark.span, style(mark.kind)))
        .collect()
}
