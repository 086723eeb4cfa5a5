//! Painting the rows of the matrix.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::{NOT_FOUND, UNREAD, cell, what};
use super::measure::{OUTLET, Widths, title, title_width};
use super::rows::{Row, fold_line};
use crate::model::Span;
use crate::tui::pane::Look;
use crate::tui::panes::findings::verdict_style;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Standing;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// What painting a row needs to know.
pub(super) struct Painter<'a> {
    pub compared: &'a Compared,
    pub widths: &'a Widths,
    pub first_column: usize,
    pub width: u16,
    pub look: &'a Look<'a>,
}

impl Painter<'_> {
    pub fn row(&self, row: &Row, selected: bool, area: Rect, buf: &mut Buffer) {
        let Painter {
            compared,
            widths,
            look,
            ..
        } = *self;
        let behind = Standing::of(selected, look).paint(area, buf, look);
        let x = area.x + 1;
        let first_cell = x + widths.what + 1;
        let columns = compared
            .articles
            .iter()
            .enumerate()
            .skip(self.first_column)
            .take(widths.shown);
        match row {
            Row::Blank => {}
            Row::Heading(kind) => {
                text::label(
                    buf,
                    (x, area.y),
                    widths.what,
                    kind.heading(),
                    look.theme.style(Role::Heading),
                );
            }
            Row::Fold(kind, count, folding) => {
                let line = fold_line(*kind, *count, *folding);
                let style = behind.patch(look.theme.style(Role::Only));
                text::label(buf, (x, area.y), area.width.saturating_sub(1), &line, style);
            }
            Row::Columns => {
                for (place, (index, article)) in columns.enumerate() {
                    let excerpt = self.compared.comparison.excerpts.contains(&index);
                    let sign = if excerpt { UNREAD } else { "" };
                    let name = format!("{}{sign} {}", index + 1, article.label());
                    let at = (first_cell + place as u16 * widths.column, area.y);
                    text::label(
                        buf,
                        at,
                        widths.column.saturating_sub(1),
                        &name,
                        look.theme.outlet(index),
                    );
                }
            }
            Row::Article(index) => {
                let Some(article) = compared.articles.get(*index) else {
                    return;
                };
                let name = format!("{} {}", index + 1, article.outlet_name());
                text::label(
                    buf,
                    (x, area.y),
                    OUTLET,
                    &name,
                    behind.patch(look.theme.outlet(*index)),
                );
                let date = article
                    .published
                    .as_ref()
                    .map_or("undated", |published| published.day());
                let muted = behind.patch(look.theme.style(Role::Muted));
                text::label(buf, (x + OUTLET + 1, area.y), 11, date, muted);
                let title = title(compared, *index, article);
                let rows = text::wrap(&title, Span::new(0, title.len()), title_width(self.width));
                for (y, row) in (area.y..area.bottom()).zip(rows) {
                    text::paint(
                        buf,
                        (x + OUTLET + 12, y),
                        area.width,
                        &title,
                        row,
                        behind,
                        &[],
                    );
                }
            }
            Row::Finding(index) => {
                let finding = &compared.comparison.findings[*index];
                wrapped(
                    buf,
                    Rect {
                        x,
                        width: widths.what,
                        ..area
                    },
                    &what(finding, self.first_column..self.first_column + widths.shown),
                    behind,
                );
                for (place, (index, _)) in columns.enumerate() {
                    let cell = cell(&compared.comparison, finding, index);
                    let style = if cell == NOT_FOUND || cell == UNREAD {
                        look.theme.style(Role::Muted)
                    } else {
                        look.theme.outlet(index)
                    };
                    let at = first_cell + place as u16 * widths.column;
                    let part = Rect {
                        x: at,
                        width: widths.column.saturating_sub(1),
                        ..area
                    };
                    wrapped(buf, part, &cell, behind.patch(style));
                }
                let sign = behind.patch(verdict_style(look.theme, finding.verdict));
                text::label(
                    buf,
                    (area.right().saturating_sub(1), area.y),
                    1,
                    finding.verdict.sign(),
                    sign,
                );
            }
        }
    }
}

fn wrapped(buf: &mut Buffer, area: Rect, content: &str, style: ratatui::style::Style) {
    let rows = text::wrap(content, Span::new(0, content.len()), area.width);
    for (y, row) in (area.y..area.bottom()).zip(rows) {
        text::paint(buf, (area.x, y), area.width, content, row, style, &[]);
    }
}
