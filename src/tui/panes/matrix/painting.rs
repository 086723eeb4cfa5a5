//! Painting the rows of the matrix.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells::{cell, what};
use super::measure::{OUTLET, Widths, head, hyphenated, title, title_width};
use super::rows::{Row, fold_line};
use crate::model::{Article, Finding, FindingKind, Span, Weight};
use crate::tui::called::called;
use crate::tui::legend::{MAY_SAY, NOT_FOUND};
use crate::tui::panes::finding::weight_role;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Standing;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// What painting a row needs to know.
pub(super) struct Painter<'a> {
    pub compared: &'a Compared,
    pub widths: &'a Widths,
    pub first_column: usize,
    /// How many findings of a kind there are, by weight.
    pub counts: &'a [(FindingKind, Vec<(Weight, usize)>)],
    pub look: &'a Look<'a>,
}

impl Painter<'_> {
    pub fn row(&self, row: &Row, selected: bool, area: Rect, buf: &mut Buffer) {
        let look = self.look;
        let behind = Standing::of(selected, look).paint(area, buf, look);
        match row {
            Row::Blank => {}
            Row::Heading(kind) => self.heading(*kind, area, buf),
            Row::Fold(kind, count, folding) => {
                let line = fold_line(*kind, *count, *folding);
                let style = behind.patch(look.theme.style(Role::Only));
                let width = area.width.saturating_sub(1);
                text::label(buf, (area.x + 1, area.y), width, &line, style);
            }
            Row::Columns => {
                for (column, part) in self.columns(area) {
                    let name = head(self.compared, column);
                    wrapped(
                        buf,
                        part,
                        &name,
                        look.theme.outlet(self.compared.hue(column)),
                    );
                }
            }
            Row::Article(index) => {
                if let Some(article) = self.compared.articles.get(*index) {
                    self.article(*index, article, behind, area, buf);
                }
            }
            Row::Finding(index) => {
                if let Some(finding) = self.compared.comparison.findings.get(*index) {
                    self.finding(finding, behind, area, buf);
                }
            }
        }
    }

    /// The columns on the screen, and where the cells of a row stand.
    fn columns(&self, area: Rect) -> impl Iterator<Item = (usize, Rect)> {
        let widths = *self.widths;
        let first = area.x + 1 + widths.what + 1;
        let shown = self.first_column..self.compared.articles.len();
        shown
            .take(widths.shown)
            .enumerate()
            .map(move |(place, column)| {
                let part = Rect {
                    x: first + place as u16 * widths.column,
                    width: widths.cell(),
                    ..area
                };
                (column, part)
            })
    }

    /// `FIGURES 16   ≠ 3  ≈ 1  = 2  · 10`.
    fn heading(&self, kind: FindingKind, area: Rect, buf: &mut Buffer) {
        let theme = self.look.theme;
        let counts = self.counts.iter().find(|(counted, _)| *counted == kind);
        let counts = counts.map_or(&[][..], |(_, counts)| counts);
        let all: usize = counts.iter().map(|(_, count)| count).sum();
        let mut x = area.x + 1;
        let mut paint = |words: &str, style: Style| {
            let room = area.right().saturating_sub(x);
            if text::cells(words) <= usize::from(room) {
                x += text::label(buf, (x, area.y), room, words, style);
            }
        };
        paint(kind.heading(), theme.style(Role::Heading));
        paint(&format!(" {all} "), theme.style(Role::Muted));
        if counts.len() > 1 {
            for (weight, count) in counts {
                let style = theme.style(weight_role(*weight));
                paint(&format!("  {}", weight.sign()), style);
                paint(&format!(" {count}"), theme.style(Role::Muted));
            }
        }
    }

    fn article(
        &self,
        index: usize,
        article: &Article,
        behind: Style,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let theme = self.look.theme;
        let x = area.x + 1;
        let name = format!("{} {}", index + 1, called(article));
        let outlet = behind.patch(theme.outlet(self.compared.hue(index)));
        text::label(buf, (x, area.y), OUTLET, &name, outlet);
        let date = article
            .published
            .as_ref()
            .map_or("undated", |published| published.day());
        let muted = behind.patch(theme.style(Role::Muted));
        text::label(buf, (x + OUTLET + 1, area.y), 11, date, muted);
        let part = Rect {
            x: x + OUTLET + 12,
            width: title_width(self.widths.all),
            ..area
        };
        wrapped(buf, part, &title(self.compared, index, article), behind);
    }

    fn finding(&self, finding: &Finding, behind: Style, area: Rect, buf: &mut Buffer) {
        let (widths, theme) = (self.widths, self.look.theme);
        let part = Rect {
            x: area.x + 1,
            width: widths.what,
            ..area
        };
        let shown = self.first_column..self.first_column + widths.shown;
        wrapped(buf, part, &what(self.compared, finding, shown), behind);
        for (column, part) in self.columns(area) {
            let cell = cell(self.compared, finding, column, widths.cell());
            let style = if cell == NOT_FOUND || cell == MAY_SAY {
                theme.style(Role::Muted)
            } else {
                theme.outlet(self.compared.hue(column))
            };
            wrapped(buf, part, &cell, behind.patch(style));
        }
        let x = area.right().saturating_sub(widths.tail);
        let sign = behind.patch(theme.style(weight_role(finding.weight())));
        text::label(buf, (x, area.y), 1, finding.sign(), sign);
        if widths.tail > 1 {
            let sure = format!(
                "{:>width$}",
                finding.sure.short(),
                width = usize::from(widths.tail - 1)
            );
            let muted = behind.patch(theme.style(Role::Muted));
            text::label(buf, (x + 1, area.y), widths.tail - 1, &sure, muted);
        }
    }
}

/// Wraps into a part of the screen.
fn wrapped(buf: &mut Buffer, area: Rect, content: &str, style: Style) {
    let content = &hyphenated(content, area.width);
    let rows = text::wrap(content, Span::new(0, content.len()), area.width);
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        text::paint(buf, (area.x, y), area.width, content, row, style, &[]);
    }
}
