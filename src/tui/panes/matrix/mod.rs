//! What every outlet says: a row a finding, a column an article.

mod acting;
pub mod cells;
mod columns;
mod detail;
mod measure;
mod painting;
mod rows;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use self::measure::{Widths, height, longest_number, title, title_rows};
use self::painting::Painter;
use self::rows::{Row, Wish};
use crate::analysis::text::words::fold;
use crate::model::{Finding, FindingKind, Weight};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::panes::again;
use crate::tui::session::Session;
use crate::tui::theme::Look;
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
    made_from: Option<(Arc<Compared>, Wish, Widths, usize)>,
    /// Findings by kind and verdict, folded ones and all.
    counts: Vec<(FindingKind, Vec<(Weight, usize)>)>,
    widths: Widths,
    longest_number: u16,
    width: u16,
    /// Rows of the heads of the columns.
    heads: u16,
    /// Rows of the foot.
    foot: u16,
    /// The pane is too low to begin with the list of articles: the findings come first.
    low: bool,
    /// First column shown.
    first_column: usize,
    /// The reader has gone to a row since the table was opened.
    moved: bool,
    /// The finding that is to be under the cursor as soon as the table has come.
    goal: Option<String>,
    /// The row and the number of columns for which the columns were last chosen.
    followed: Option<(Row, usize)>,
}

impl Matrix {
    fn build(&mut self, compared: &Arc<Compared>) {
        let made = self.made_from.as_ref();
        let same = made.is_some_and(|(made, ..)| {
            made.story == compared.story || again::is_again(made, compared)
        });
        let known = made.is_some_and(|(made, ..)| Arc::ptr_eq(made, compared));
        if !known {
            self.longest_number = longest_number(&compared.comparison);
        }
        let articles = compared.articles.len();
        self.widths = Widths::of(self.width, articles, self.longest_number);
        if !same {
            self.place = Place::default();
            (self.first_column, self.followed, self.moved) = (0, None, false);
        }
        let last = articles.saturating_sub(self.widths.shown);
        self.first_column = self.first_column.min(last);
        let made = self.made_from.as_ref();
        let current = made.is_some_and(|(_, wish, widths, column)| {
            known && *wish == self.wish && *widths == self.widths && *column == self.first_column
        });
        if current {
            return;
        }
        // Who narrows the findings wants to see them, not the list of articles behind them.
        let narrows = self.wish.narrows();
        let kept = self.rows.get(self.place.cursor).copied();
        let kept = match (kept, made.filter(|_| same && !known)) {
            (Some(row), Some((was, ..))) => row.again(was, compared),
            (kept, _) => kept,
        };
        let goal = self.goal.take();
        let goal = goal.and_then(|goal| again::read(&goal, compared));
        let same = same || goal.is_some();
        let kept = goal.map(Row::Finding).or(kept);
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
            // The findings are what the reader is here for, whether the articles stand above or, on a small screen, below.
            None => {
                let finding = |row: &Row| matches!(row, Row::Finding(_));
                let first = self.rows.iter().position(finding);
                self.place = Place::at(first.unwrap_or(0));
            }
        }
        let high = |row: &Row| height(row, compared, &self.widths, self.first_column);
        self.heights = self.rows.iter().map(high).collect();
        self.heads = high(&Row::Columns);
        let counted = |kind| (kind, rows::counted(compared, &self.wish, kind));
        self.counts = FindingKind::ALL.map(counted).to_vec();
        let made = (
            Arc::clone(compared),
            self.wish.clone(),
            self.widths,
            self.first_column,
        );
        self.made_from = Some(made);
    }

    /// The reader goes to a row, or looks for one: from now on the columns go along.
    fn set_off(&mut self) {
        if !std::mem::replace(&mut self.moved, true) {
            self.followed = None;
        }
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
        "story"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let Some(compared) = &session.matrix else {
            return vec![Action::PreviousPane];
        };
        let mut hints = vec![Action::Open, Action::Back];
        if self.finding(compared).is_some() {
            hints.extend([
                Action::Why,
                Action::NextDifference,
                Action::Compare,
                Action::Others,
            ]);
        }
        hints.push(Action::Grid);
        if self.widths.shown < compared.articles.len() {
            hints.push(Action::Right);
        }
        hints.extend([Action::NextKind, Action::Filter, Action::Fold, Action::Copy]);
        hints
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let compared = session.matrix.as_ref()?;
        acting::act(self, action, compared)
    }

    fn filter(&mut self, text: &str, _session: &Session) -> bool {
        (self.typed, self.wish.filter) = (text.to_string(), fold(text));
        // What is looked for comes on the screen, in whatever column.
        if !text.is_empty() {
            self.set_off();
        }
        true
    }

    fn filtered(&self) -> Option<&str> {
        Some(&self.typed)
    }

    fn place(&self, session: &Session) -> Option<String> {
        let finding = self.finding(session.matrix.as_ref()?)?;
        Some(again::written(finding))
    }

    fn go_to(&mut self, place: &str) {
        self.goal = Some(place.to_string());
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
        // A quarter of the pane is enough for the titles: the findings are what the reader is here for.
        let low = titles.sum::<usize>() * 4 > usize::from(size.height.saturating_sub(2));
        if low != self.low {
            (self.low, self.made_from) = (low, None);
        }
        self.build(compared);
        if !self
            .rows
            .get(self.place.cursor)
            .is_some_and(Matrix::is_place)
        {
            self.land(true);
        }
        if self.follow_row(compared) {
            self.build(compared);
        }
        let inner = size.height.saturating_sub(2);
        self.foot = detail::rows(inner);
        let mut place = self.place;
        // The heads of the columns stay when their row has left the screen.
        let high = inner.saturating_sub(self.foot + self.heads);
        place.settle(self.rows.len(), high, |index| self.heights[index]);
        self.place = place;
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some(compared) = session.matrix.as_ref().filter(|_| !self.rows.is_empty()) else {
            let inner = frame::frame(area, buf, look, "What every outlet says", "");
            if !session.stories.is_empty() {
                let at = (inner.x + 1, inner.y);
                let muted = look.theme.style(Role::Muted);
                text::label(
                    buf,
                    at,
                    inner.width,
                    "the articles are being compared …",
                    muted,
                );
            }
            return;
        };
        let all = compared.articles.len();
        let shown = self.first_column..(self.first_column + self.widths.shown).min(all);
        let mut foot = String::new();
        if self.widths.shown < all {
            foot = format!("columns {}–{} of {all}", shown.start + 1, shown.end);
        }
        let inner = frame::frame(area, buf, look, &self.title(session, compared), &foot);
        let high = inner.height.saturating_sub(self.foot);
        let below = Rect {
            y: inner.y + high,
            height: inner.height - high,
            ..inner
        };
        let row = self.rows.get(self.place.cursor).copied();
        detail::draw(row, compared, shown, below, buf, look);
        self.draw_rows(
            compared,
            Rect {
                height: high,
                ..inner
            },
            buf,
            look,
        );
    }
}

impl Matrix {
    /// `What 5 articles say · FIGURES · Belarus frees …`.
    fn title(&self, session: &Session, compared: &Compared) -> String {
        let all = compared.articles.len();
        let mut parts = vec![match compared.left_out {
            0 => format!("What {all} articles say"),
            left => format!("What {all} of {} articles say", all + left),
        }];
        parts.extend(self.wish.kind.map(|kind| kind.heading().to_string()));
        let story = compared.story.as_ref();
        let story = session
            .stories
            .iter()
            .find(|other| Some(&other.id) == story);
        parts.extend(story.map(|story| story.title.clone()));
        parts.join(" · ")
    }

    fn draw_rows(&self, compared: &Compared, inner: Rect, buf: &mut Buffer, look: &Look) {
        let painter = Painter {
            compared,
            widths: &self.widths,
            first_column: self.first_column,
            counts: &self.counts,
            look,
        };
        let mut y = inner.y;
        let heads = self.rows.iter().position(|row| *row == Row::Columns);
        if heads.is_some_and(|at| at < self.place.first) && inner.height > self.heads {
            let part = Rect {
                height: self.heads,
                ..inner
            };
            painter.row(&Row::Columns, false, part, buf);
            y += self.heads;
        }
        if !self.rows.iter().any(|row| matches!(row, Row::Finding(_))) {
            let nothing = match self.wish.narrows() {
                true => "No finding matches.",
                false => "No figure, quote or name stands against another here.",
            };
            let y = match self.wish.narrows() {
                true => (inner.y + self.heads).min(inner.bottom().saturating_sub(1)),
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
