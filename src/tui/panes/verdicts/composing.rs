//! The rows of the verdicts in words: a finding that contradicts with a line a value, any other in one paragraph.

use super::rows::{Folding, Row};
use crate::model::{Finding, Weight};
use crate::tui::called::named;
use crate::tui::legend::{FOLDED, UNFOLDED};
use crate::tui::panes::excerpt::{Excerpt, excerpt};
use crate::tui::panes::finding::weight_role;
use crate::tui::panes::given::{Given, given};
use crate::tui::panes::line::{how, outlets, pieces};
use crate::tui::panes::wording::lead;
use crate::tui::theme::Role;
use crate::tui::widgets::cells::{Cell, Ink, Line};
use crate::tui::widgets::count::counted;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Cells before the words of a row: the cursor, the sign, a space.
const BEFORE: u16 = 3;
/// Cells before the values of a contradiction.
const VALUES: u16 = 6;
/// Cells at the end of a row: how sure it is.
const BEHIND: u16 = 8;
/// The widest column of values: a longer one stands on lines of its own.
const VALUE: usize = 24;
/// Cells of a sentence that still show a value in its place.
const EXCERPT: u16 = 30;

pub(super) struct Composer<'a> {
    compared: &'a Compared,
    /// What each article is called.
    names: Vec<String>,
    width: u16,
}

impl<'a> Composer<'a> {
    /// For rows `width` cells wide.
    pub fn new(compared: &'a Compared, width: u16) -> Composer<'a> {
        let names = (0..compared.articles.len()).map(|column| named(compared, column));
        Composer {
            compared,
            names: names.collect(),
            width: width.max(BEFORE + BEHIND + 10),
        }
    }

    pub fn lines(&self, row: &Row) -> Vec<Line> {
        match row {
            Row::Finding(index) => match self.compared.comparison.findings.get(*index) {
                Some(finding) if finding.weight() == Weight::Contradiction => self.values(finding),
                Some(finding) => vec![self.paragraph(finding)],
                None => Vec::new(),
            },
            Row::Fold(weight, count, folding) => vec![self.fold(*weight, *count, *folding)],
            Row::Articles => {
                let count = self.names.len() as u64;
                let words = counted(count, "article", "articles");
                let words = format!("{words}: {}", self.names.join(", "));
                vec![self.line_of(" ", Role::Muted, &words, "")]
            }
            Row::Article(index) => vec![self.article(*index)],
        }
    }

    /// Sign, words, and what stands at the end of the row.
    fn line_of(&self, sign: &str, role: Role, words: &str, tail: &str) -> Line {
        let words = Cell::new(BEFORE, self.words()).with(words, Ink::Role(Role::Muted));
        self.line(sign, role, words, tail)
    }

    fn line(&self, sign: &str, role: Role, words: Cell, tail: &str) -> Line {
        let sign = Cell::new(1, 1).with(sign, Ink::Role(role));
        let at = self.width.saturating_sub(text::cells(tail) as u16);
        let tail = Cell::new(at, BEHIND).with(tail, Ink::Role(Role::Muted));
        Line(vec![sign, words, tail])
    }

    /// Cells for the words of a row.
    fn words(&self) -> u16 {
        self.width.saturating_sub(BEFORE + BEHIND)
    }

    fn fold(&self, weight: Weight, count: usize, folding: Folding) -> Line {
        let (one, many) = match weight {
            Weight::Alike => (
                "thing that all who tell it say alike",
                "things that all who tell them say alike",
            ),
            Weight::Spelling => (
                "name or list written in several ways",
                "names or lists written in several ways",
            ),
            Weight::Copied => (
                "passage copied word for word",
                "passages copied word for word",
            ),
            Weight::Related => (
                "thing told by several, not surely the same",
                "things told by several, not surely the same",
            ),
            Weight::Lacking => (
                "thing that one article lacks",
                "things that one article lacks",
            ),
            _ => (
                "thing that one article alone tells",
                "things that one article alone tells",
            ),
        };
        let tail = match folding {
            Folding::Closed => FOLDED,
            Folding::Open => UNFOLDED,
        };
        let role = weight_role(weight);
        self.line_of(weight.sign(), role, &counted(count as u64, one, many), tail)
    }

    fn article(&self, index: usize) -> Line {
        let Some(article) = self.compared.articles.get(index) else {
            return Line::default();
        };
        let day = article.published.as_ref().map_or("undated", |at| at.day());
        let mut cell = Cell::new(BEFORE + 2, self.words());
        cell.push(&self.names[index], Ink::Outlet(self.compared.hue(index)));
        cell.push(&format!(" · {day} · "), Ink::Role(Role::Muted));
        if self.compared.comparison.excerpts.contains(&index) {
            cell.push("? excerpt · ", Ink::Role(Role::Muted));
        }
        cell.push(&article.title, Ink::Role(Role::Text));
        Line(vec![cell])
    }

    /// What it is about, then a line a value with the outlets that give it, in their own words.
    fn values(&self, finding: &Finding) -> Vec<Line> {
        let mut what = Cell::new(BEFORE, self.words());
        what.push(&lead(self.compared, finding), Ink::Role(Role::Strong));
        let how = how(finding.verdict);
        if !how.is_empty() {
            what.push(&format!(", {how}"), Ink::Role(Role::Muted));
        }
        let role = weight_role(finding.weight());
        let mut lines = vec![self.line(finding.sign(), role, what, finding.sure.short())];
        let given = given(self.compared, finding);
        let widest = given.iter().map(|of| text::cells(&of.words)).max();
        let column = widest.unwrap_or(0).min(VALUE);
        for of in &given {
            lines.extend(self.value(finding, of, column as u16));
        }
        let why = Cell::new(VALUES, self.width.saturating_sub(VALUES + 1));
        lines.push(Line(vec![why.with(&finding.why, Ink::Role(Role::Muted))]));
        lines
    }

    fn value(&self, finding: &Finding, given: &Given, column: u16) -> Vec<Line> {
        let room = self.width.saturating_sub(VALUES + 1);
        let outlets = outlets(self.compared, &given.articles, usize::MAX);
        let excerpt = excerpt(self.compared, finding, given);
        // A fact is told by its sentence: there is no value beside it.
        let is_long = text::cells(&given.words) > VALUE || column == 0;
        let start = VALUES + if is_long { 0 } else { column + 2 };
        let left = self.width.saturating_sub(start + 1);
        let mut value = Cell::new(VALUES, if is_long { room } else { column });
        value.push(&given.words, Ink::Role(Role::Figure));
        let mut who = Cell::new(start, left);
        for (words, ink) in &outlets {
            who.push(words, *ink);
        }
        let beside = left.saturating_sub(who.cells() as u16 + 2);
        let mut lines = Vec::new();
        if is_long && !given.words.is_empty() {
            lines.push(Line(vec![value.clone()]));
        }
        let words = |x: u16, width: u16, excerpt: &Excerpt| {
            let (shown, lit) = excerpt.fitted(width);
            let mut cell = Cell::new(x, width).with(&shown, Ink::Role(Role::Muted));
            for span in lit {
                cell.lay(span, Ink::Role(Role::Strong));
            }
            cell
        };
        let excerpt = excerpt.filter(|of| !is_long || !of.is_whole());
        let fits = who.cells() <= usize::from(left) && beside >= EXCERPT;
        let mut first = if is_long {
            vec![who.clone()]
        } else {
            vec![value, who.clone()]
        };
        match excerpt {
            Some(excerpt) if fits => {
                let x = start + who.cells() as u16 + 2;
                first.push(words(x, beside, &excerpt));
                lines.push(Line(first));
            }
            Some(excerpt) => {
                lines.push(Line(first));
                lines.push(Line(vec![words(start, left, &excerpt)]));
            }
            None => lines.push(Line(first)),
        }
        lines
    }

    /// `freed on Saturday: 123 (all 5) · more than 100 (Alpha Wire, Beta Post)`.
    fn paragraph(&self, finding: &Finding) -> Line {
        let mut cell = Cell::new(BEFORE, self.words());
        for (words, ink) in pieces(self.compared, finding) {
            cell.push(&words, ink);
        }
        let role = weight_role(finding.weight());
        self.line(finding.sign(), role, cell, finding.sure.short())
    }
}
