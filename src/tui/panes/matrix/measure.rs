//! How wide and how high the rows of the matrix are.

use super::cells::{cell, what};
use super::rows::Row;
use crate::model::{Article, Span};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Cells of the narrowest column that still holds a figure with its words.
const COLUMN: u16 = 11;

/// How the width is shared out.
pub(super) struct Widths {
    pub all: u16,
    pub what: u16,
    pub column: u16,
    pub shown: usize,
}

impl Widths {
    /// Shares `all` cells out among so many articles.
    pub fn of(all: u16, articles: usize) -> Widths {
        let what = (all / 4).clamp(14, 34);
        let room = all.saturating_sub(what + 3);
        let shown = usize::from(room / COLUMN).clamp(1, articles.max(1));
        Widths {
            all,
            what,
            column: room / shown as u16,
            shown,
        }
    }
}

/// Rows of the screen that a row takes where the columns from `first` on are shown.
pub(super) fn height(row: &Row, compared: &Compared, widths: &Widths, first: usize) -> u16 {
    let lines = match row {
        Row::Article(index) => {
            let article = compared.articles.get(*index);
            article.map_or(1, |article| {
                title_rows(&title(compared, *index, article), widths.all)
            })
        }
        Row::Finding(index) => {
            let finding = &compared.comparison.findings[*index];
            let what = what(finding, first..first + widths.shown);
            let what = text::wrap(&what, Span::new(0, what.len()), widths.what).len();
            let columns = 0..compared.articles.len();
            let shown = columns.skip(first).take(widths.shown);
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
        Row::Blank | Row::Columns | Row::Heading(_) | Row::Fold(..) => 1,
    };
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// What an article is called in the list of them: its title, and that only a part of it is held.
pub(super) fn title(compared: &Compared, index: usize, article: &Article) -> String {
    if compared.comparison.excerpts.contains(&index) {
        format!("? excerpt · {}", article.title)
    } else {
        article.title.clone()
    }
}

/// Rows that an article's title takes.
pub(super) fn title_rows(title: &str, width: u16) -> usize {
    text::wrap(title, Span::new(0, title.len()), title_width(width)).len()
}

/// Cells for an article's title: what the number, outlet and date leave.
pub(super) fn title_width(width: u16) -> u16 {
    width.saturating_sub(3 + OUTLET + 12).max(10)
}

/// Cells for the number and outlet of an article.
pub(super) const OUTLET: u16 = 16;
