//! What every outlet says: a row a finding, a column an article.

pub mod cells;
mod measure;
mod painting;
mod rows;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use self::measure::{Widths, height, title, title_rows};
use self::painting::Painter;
use self::rows::{Row, Wish};
use super::findings::{is_difference, next_kind, no_more, proof, why};
use super::passage::{self, say};
use crate::analysis::words::fold;
use crate::model::{Finding, FindingKind};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::session::{Session, Target, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};
use crate::worker::request::Compared;

#[derive(Default)]
pub struct Matrix {
    place: Place,
    rows: Vec<Row>,
    /// Height of each row in rows of the screen.
    heights: Vec<u16>,
    wish: Wish,
    /// The filter as it was typed.
    typed: String,
    made_from: Option<(Arc<Compared>, Wish, u16, usize)>,
    width: u16,
    /// The pane is too low to begin with the list of articles: the findings come first.
    low: bool,
    /// First column shown.
    first_column: usize,
}

impl Matrix {
    fn widths(&self, articles: usize) -> Widths {
        Widths::of(self.width, articles)
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
            .is_some_and(|(made, wish, width, column)| {
                Arc::ptr_eq(made, compared)
                    && *wish == self.wish
                    && *width == self.width
                    && *column == self.first_column
            });
        if current {
            return;
        }
        // Who narrows the findings wants to see them, not the list of articles behind them.
        let narrows = self.wish.narrows();
        let kept = self.rows.get(self.place.cursor).copied();
        let kept = kept.filter(|row| same && !(narrows && matches!(row, Row::Article(_))));
        let mut findings = rows::of_findings(compared, &self.wish);
        let mut articles: Vec<Row> = (0..compared.articles.len()).map(Row::Article).collect();
        self.rows = if self.low || self.wish.narrows() {
            findings.push(Row::Blank);
            findings.append(&mut articles);
            findings
        } else {
            articles.push(Row::Blank);
            articles.append(&mut findings);
            articles
        };
        let is_kept = |row: &Row| match (row, kept) {
            (Row::Fold(kind, ..), Some(Row::Fold(was, ..))) => *kind == was,
            (row, kept) => Some(*row) == kept,
        };
        match self.rows.iter().position(is_kept) {
            Some(at) => self.place.cursor = at,
            None => self.place = Place::default(),
        }
        let widths = self.widths(compared.articles.len());
        self.heights = self
            .rows
            .iter()
            .map(|row| height(row, compared, &widths, self.first_column))
            .collect();
        self.made_from = Some((
            Arc::clone(compared),
            self.wish.clone(),
            self.width,
            self.first_column,
        ));
    }

    /// A place to stand on.
    fn is_place(row: &Row) -> bool {
        matches!(row, Row::Article(_) | Row::Finding(_) | Row::Fold(..))
    }

    fn land(&mut self, forward: bool) {
        let rows = &self.rows;
        let is_place = |at: usize| Matrix::is_place(&rows[at]);
        self.place.land(forward, rows.len(), is_place);
    }

    /// Opens the fold of a kind, or closes it.
    fn unfold(&mut self, kind: FindingKind) {
        let open = &mut self.wish.open;
        match open.iter().position(|other| *other == kind) {
            Some(at) => drop(open.remove(at)),
            None => open.push(kind),
        }
    }

    /// Opens every fold, or closes all where one is open.
    fn unfold_all(&mut self) {
        self.wish.open = if self.wish.open.is_empty() {
            FindingKind::ALL.to_vec()
        } else {
            Vec::new()
        };
    }

    fn finding<'a>(&self, compared: &'a Compared) -> Option<&'a Finding> {
        match self.rows.get(self.place.cursor)? {
            Row::Finding(index) => compared.comparison.findings.get(*index),
            _ => None,
        }
    }
}

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
            Action::Filter,
            Action::Others,
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
                self.wish.kind = next_kind(findings, self.wish.kind);
                let shown = self.wish.kind.map_or("all kinds", FindingKind::heading);
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
                let Some(found) = found else {
                    return Some(vec![no_more(action)]);
                };
                self.place.cursor = found;
            }
            Action::Fold => self.unfold_all(),
            Action::Open => {
                if let Row::Fold(kind, ..) = *self.rows.get(self.place.cursor)? {
                    self.unfold(kind);
                    return Some(Vec::new());
                }
                return Some(match self.rows.get(self.place.cursor)? {
                    Row::Article(index) => {
                        let article = compared.articles.get(*index)?;
                        vec![Effect::Read(Target::article(&article.id))]
                    }
                    _ => vec![Effect::Open(proof(compared, self.finding(compared)?))],
                });
            }
            Action::Why => return Some(vec![Effect::Open(why(self.finding(compared)?))]),
            Action::Others => {
                let value = self.finding(compared)?.values.first()?;
                let article = compared.articles.get(value.article)?;
                return passage::act(article, value.span(), "sentence", action);
            }
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

    fn filter(&mut self, text: &str, _session: &Session) -> bool {
        (self.typed, self.wish.filter) = (text.to_string(), fold(text));
        true
    }

    fn filtered(&self) -> Option<&str> {
        Some(&self.typed)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(3);
        let Some(compared) = &session.matrix else {
            self.rows.clear();
            self.made_from = None;
            return Vec::new();
        };
        let titles = compared.articles.iter().enumerate();
        let titles =
            titles.map(|(index, article)| title_rows(&title(compared, index, article), self.width));
        // Two fifths of the pane are enough for the titles: the findings are what the reader is here for.
        let low = titles.sum::<usize>() * 5 > usize::from(size.height.saturating_sub(2)) * 2;
        if low != self.low {
            (self.low, self.made_from) = (low, None);
        }
        self.build(compared);
        self.first_column = self
            .first_column
            .min(compared.articles.len().saturating_sub(1));
        if !self
            .rows
            .get(self.place.cursor)
            .is_some_and(Matrix::is_place)
        {
            self.land(true);
        }
        let mut place = self.place;
        // One line less: the heads of the columns stay when their row has left the screen.
        place.settle(self.rows.len(), size.height.saturating_sub(3), |index| {
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
        if let Some(kind) = self.wish.kind {
            title = format!("What every outlet says: {}", kind.heading());
        }
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
        let painter = Painter {
            compared,
            widths: &widths,
            first_column: self.first_column,
            width: self.width,
            look,
        };
        let mut y = inner.y;
        let heads = self.rows.iter().position(|row| *row == Row::Columns);
        if heads.is_some_and(|at| at < self.place.first) && inner.height > 1 {
            painter.row(&Row::Columns, false, Rect { height: 1, ..inner }, buf);
            y += 1;
        }
        if !self.rows.iter().any(|row| matches!(row, Row::Finding(_))) {
            let nothing = match self.wish.narrows() {
                true => "No finding matches.",
                false => "No figure, quote or name stands against another here.",
            };
            let y = match self.wish.narrows() {
                true => (inner.y + 1).min(inner.bottom().saturating_sub(1)),
                false => inner.bottom().saturating_sub(1),
            };
            let at = (inner.x + 1, y);
            text::label(buf, at, inner.width, nothing, look.theme.style(Role::Muted));
        }
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
            painter.row(row, index == self.place.cursor, part, buf);
            y += height;
        }
    }
}
