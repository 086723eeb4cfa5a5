//! The heads of the columns: outlet and day, and the title, folded where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::Columns;
use crate::analysis::telling::twins::has_twin;
use crate::model::{Article, Span};
use crate::tui::called::called;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

impl Columns {
    pub(super) fn draw_heads(
        &self,
        compared: &Compared,
        inner: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let here = self.cell().map(|cell| cell.column);
        let width = self.sheet.column;
        for (column, article) in compared.articles.iter().enumerate() {
            let mut style = look
                .theme
                .outlet(compared.hue(column))
                .add_modifier(Modifier::BOLD);
            if look.focused && here == Some(column) {
                style = style.add_modifier(Modifier::UNDERLINED);
            }
            let x = self.column_x(column, inner);
            let name = head(compared, column, article);
            let muted = look.theme.style(Role::Muted);
            let parts = [
                (&name, self.heads.name, style),
                (&article.title, self.heads.title, muted),
            ];
            let mut top = inner.y;
            for (words, rows, style) in parts {
                for (number, row) in folded(words, width, rows).into_iter().enumerate() {
                    text::label(buf, (x, top + number as u16), width, &row, style);
                }
                top += rows;
            }
        }
    }
}

/// Rows at the head of every column: those of its outlet and day, and those of its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heads {
    name: u16,
    title: u16,
}

/// From so many rows of the pane on titles fold at the head of their columns, where they are cut in a lower one.
const ROOMY: u16 = 14;
/// Rows that an outlet with its day, or a title, takes there at the most.
const MOST: u16 = 2;

impl Heads {
    /// For columns of `width` cells in a pane of `height` rows.
    pub fn of(compared: &Compared, width: u16, height: u16) -> Heads {
        let most = if height < ROOMY { 1 } else { MOST };
        let rows = |words: &str| {
            let rows = text::wrap(words, Span::new(0, words.len()), width).len();
            (rows as u16).clamp(1, most)
        };
        let all = || compared.articles.iter().enumerate();
        let names = all().map(|(column, article)| rows(&head(compared, column, article)));
        let titles = all().map(|(_, article)| rows(&article.title));
        Heads {
            name: names.max().unwrap_or(1),
            title: titles.max().unwrap_or(1),
        }
    }

    pub fn rows(self) -> u16 {
        self.name + self.title
    }
}

/// `2 Alpha Wire · 2031-05-03 · ? excerpt`, the number where another column is called the same.
fn head(compared: &Compared, column: usize, article: &Article) -> String {
    let date = article
        .published
        .as_ref()
        .map_or("undated", |published| published.day());
    let excerpt = compared.comparison.excerpts.contains(&column);
    let held = if excerpt { " · ? excerpt" } else { "" };
    let twin = has_twin(compared.articles.iter().map(AsRef::as_ref), column);
    let number = if twin {
        format!("{} ", column + 1)
    } else {
        String::new()
    };
    format!("{number}{} · {date}{held}", called(article))
}

/// The words on at most so many rows; the last one says where more follow.
fn folded(words: &str, width: u16, most: u16) -> Vec<String> {
    let rows = text::wrap(words, Span::new(0, words.len()), width);
    let last = rows.len().min(usize::from(most)).saturating_sub(1);
    let shown = rows.iter().take(last + 1).enumerate();
    shown
        .map(|(number, row)| {
            let goes_on = number == last && rows.len() > last + 1;
            let end = if goes_on { words.len() } else { row.end };
            text::cut(&words[row.start..end], usize::from(width))
        })
        .collect()
}
