//! What every outlet says: a row a finding, a column an article.

mod cells;
mod painting;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use self::cells::cell;
use self::painting::Painter;
use super::findings::{is_difference, next_kind, proof, why};
use super::passage::say;
use crate::model::{Finding, FindingKind, Span};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::session::{Session, Target, Tone};
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};
use crate::worker::request::Compared;

/// Cells of the narrowest column that still holds a figure with its words.
const COLUMN: u16 = 11;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    Article(usize),
    Blank,
    Columns,
    Heading(FindingKind),
    Finding(usize),
}

#[derive(Default)]
pub struct Matrix {
    place: Place,
    rows: Vec<Row>,
    /// Height of each row in rows of the screen.
    heights: Vec<u16>,
    kind: Option<FindingKind>,
    made_from: Option<(Arc<Compared>, Option<FindingKind>, u16, usize)>,
    width: u16,
    /// The pane is too low to begin with the list of articles: the findings come first.
    low: bool,
    /// First column shown.
    first_column: usize,
}

/// How the width is shared out.
pub(super) struct Widths {
    pub what: u16,
    pub column: u16,
    pub shown: usize,
}

impl Matrix {
    fn widths(&self, articles: usize) -> Widths {
        let what = (self.width / 4).clamp(14, 34);
        let room = self.width.saturating_sub(what + 3);
        let shown = usize::from(room / COLUMN).clamp(1, articles.max(1));
        Widths {
            what,
            column: room / shown as u16,
            shown,
        }
    }

    fn build(&mut self, compared: &Arc<Compared>) {
        let same = self
            .made_from
            .as_ref()
            .is_some_and(|(made, ..)| made.story == compared.story);
        if !same {
            self.place = Place::default();
            self.first_column = 0;
        }
        let current = self
            .made_from
            .as_ref()
            .is_some_and(|(made, kind, width, column)| {
                Arc::ptr_eq(made, compared)
                    && *kind == self.kind
                    && *width == self.width
                    && *column == self.first_column
            });
        if current {
            return;
        }
        let mut findings = vec![Row::Columns];
        let all = &compared.comparison.findings;
        for kind in FindingKind::ALL
            .into_iter()
            .filter(|kind| self.kind.is_none_or(|only| only == *kind))
        {
            let of_kind = (0..all.len()).filter(|&index| all[index].kind == kind);
            let mut of_kind: Vec<Row> = of_kind.map(Row::Finding).collect();
            if !of_kind.is_empty() {
                findings.push(Row::Heading(kind));
                findings.append(&mut of_kind);
            }
        }
        let mut articles: Vec<Row> = (0..compared.articles.len()).map(Row::Article).collect();
        self.rows = if self.low {
            findings.push(Row::Blank);
            findings.append(&mut articles);
            findings
        } else {
            articles.push(Row::Blank);
            articles.append(&mut findings);
            articles
        };
        let widths = self.widths(compared.articles.len());
        self.heights = self
            .rows
            .iter()
            .map(|row| height(row, compared, &widths, self))
            .collect();
        self.made_from = Some((
            Arc::clone(compared),
            self.kind,
            self.width,
            self.first_column,
        ));
    }

    fn land(&mut self, forward: bool) {
        let rows = &self.rows;
        let is_place = |at: usize| matches!(rows[at], Row::Article(_) | Row::Finding(_));
        self.place.land(forward, rows.len(), is_place);
    }

    fn finding<'a>(&self, compared: &'a Compared) -> Option<&'a Finding> {
        match self.rows.get(self.place.cursor)? {
            Row::Finding(index) => compared.comparison.findings.get(*index),
            _ => None,
        }
    }
}

fn height(row: &Row, compared: &Compared, widths: &Widths, matrix: &Matrix) -> u16 {
    let lines = match row {
        Row::Article(index) => {
            let article = compared.articles.get(*index);
            article.map_or(1, |article| title_rows(&article.title, matrix.width))
        }
        Row::Finding(index) => {
            let finding = &compared.comparison.findings[*index];
            let what =
                text::wrap(&finding.what, Span::new(0, finding.what.len()), widths.what).len();
            let columns = 0..compared.articles.len();
            let shown = columns.skip(matrix.first_column).take(widths.shown);
            let cells = shown.map(|column| {
                let cell = cell(&compared.comparison, finding, column);
                text::wrap(
                    &cell,
                    Span::new(0, cell.len()),
                    widths.column.saturating_sub(1),
                )
                .len()
            });
            cells.chain([what]).max().unwrap_or(1)
        }
        Row::Blank | Row::Columns | Row::Heading(_) => 1,
    };
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Rows that an article's title takes.
fn title_rows(title: &str, width: u16) -> usize {
    text::wrap(title, Span::new(0, title.len()), title_width(width)).len()
}

/// Cells for an article's title: what the number, outlet and date leave.
fn title_width(width: u16) -> u16 {
    width.saturating_sub(3 + OUTLET + 12).max(10)
}

const OUTLET: u16 = 16;

impl Pane for Matrix {
    fn name(&self) -> &'static str {
        "matrix"
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::Why,
            Action::NextDifference,
            Action::NextKind,
            Action::Compare,
            Action::Right,
            Action::NextPane,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let compared = session.matrix.as_ref()?;
        if self.place.act(action, self.rows.len()).is_some() {
            self.land(!matches!(
                action,
                Action::Up | Action::HalfPageUp | Action::PageUp | Action::Bottom
            ));
            return Some(Vec::new());
        }
        let findings = &compared.comparison.findings;
        let shown = self.widths(compared.articles.len()).shown;
        match action {
            Action::Right if self.first_column + shown < compared.articles.len() => {
                self.first_column += 1
            }
            Action::Left if self.first_column > 0 => self.first_column -= 1,
            Action::NextKind => {
                self.kind = next_kind(findings, self.kind);
                let shown = self.kind.map_or("all kinds", FindingKind::heading);
                return Some(vec![say(
                    Tone::Notice,
                    &format!("findings shown: {}", shown.to_lowercase()),
                )]);
            }
            Action::NextDifference | Action::PreviousDifference => {
                let differs = |at: &usize| match self.rows[*at] {
                    Row::Finding(index) => is_difference(&findings[index]),
                    _ => false,
                };
                let here = self.place.cursor;
                let found = if action == Action::NextDifference {
                    (here + 1..self.rows.len()).find(differs)
                } else {
                    (0..here).rev().find(differs)
                };
                self.place.cursor = found.unwrap_or(here);
            }
            Action::Open => {
                return Some(match self.rows.get(self.place.cursor)? {
                    Row::Article(index) => {
                        let article = compared.articles.get(*index)?;
                        vec![Effect::Read(Target::article(&article.id))]
                    }
                    _ => vec![Effect::Open(proof(compared, self.finding(compared)?))],
                });
            }
            Action::Why => return Some(vec![Effect::Open(why(self.finding(compared)?))]),
            Action::Compare => {
                return Some(match self.rows.get(self.place.cursor)? {
                    Row::Article(index) => {
                        vec![Effect::Pick(compared.articles.get(*index)?.id.clone())]
                    }
                    _ => {
                        let mut ids: Vec<String> = Vec::new();
                        for value in &self.finding(compared)?.values {
                            let id = &compared.articles.get(value.article)?.id;
                            if !ids.contains(id) && ids.len() < super::stories::COLUMNS {
                                ids.push(id.clone());
                            }
                        }
                        if ids.len() < 2 {
                            vec![say(
                                Tone::Notice,
                                "one article alone says this: nothing to compare",
                            )]
                        } else {
                            vec![Effect::Compare(ids)]
                        }
                    }
                });
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(3);
        let Some(compared) = &session.matrix else {
            self.rows.clear();
            self.made_from = None;
            return Vec::new();
        };
        let titles = compared.articles.iter();
        let titles = titles.map(|article| title_rows(&article.title, self.width));
        // Two fifths of the pane are enough for the titles: the findings are what the reader is here for.
        let low = titles.sum::<usize>() * 5 > usize::from(size.height.saturating_sub(2)) * 2;
        if low != self.low {
            (self.low, self.made_from) = (low, None);
        }
        self.build(compared);
        self.first_column = self
            .first_column
            .min(compared.articles.len().saturating_sub(1));
        if !matches!(
            self.rows.get(self.place.cursor),
            Some(Row::Article(_) | Row::Finding(_))
        ) {
            self.land(true);
        }
        let mut place = self.place;
        place.settle(self.rows.len(), size.height.saturating_sub(2), |index| {
            self.heights[index]
        });
        self.place = place;
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(compared) = session.matrix.as_ref().filter(|_| !self.rows.is_empty()) else {
            frame::frame(area, buf, look, "What every outlet says", "");
            return;
        };
        let widths = self.widths(compared.articles.len());
        let mut title = "What every outlet says".to_string();
        if compared.left_out > 0 {
            let all = compared.articles.len() + compared.left_out;
            title = format!("What {} of {all} articles say", compared.articles.len());
        }
        let mut foot = String::new();
        if widths.shown < compared.articles.len() {
            let last = (self.first_column + widths.shown).min(compared.articles.len());
            foot = format!(
                "columns {}–{last} of {}",
                self.first_column + 1,
                compared.articles.len()
            );
        }
        let inner = frame::frame(area, buf, look, &title, &foot);
        let mut y = inner.y;
        for (index, row) in self.rows.iter().enumerate().skip(self.place.first) {
            if y >= inner.bottom() {
                break;
            }
            let height = self.heights[index];
            let part = Rect {
                y,
                height: height.min(inner.bottom() - y),
                ..inner
            };
            let painter = Painter {
                compared,
                widths: &widths,
                first_column: self.first_column,
                width: self.width,
                look,
            };
            painter.row(row, index == self.place.cursor, part, buf);
            y += height;
        }
    }
}
