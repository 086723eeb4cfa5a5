//! How wide and how high the rows of the matrix are.

use super::cells::{cell, what};
use super::rows::Row;
use crate::model::{Article, Comparison, Span};
use crate::tui::called::called;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Cells of the narrowest column that still holds a figure with its words, the gap behind it counted.
const COLUMN: u16 = 11;
/// No column is made wider than this for the sake of a long number.
const LONGEST_NUMBER: u16 = 24;
/// From this width on there is room to say how sure a row is, whatever the columns: that of a terminal of 100 cells.
const SAYS_HOW_SURE: u16 = 80;
/// Cells at the end of a row for its sign, and for its sign and how sure it is.
const SIGN: u16 = 1;
const SURE: u16 = 8;
/// Rows that the name of an article takes at the most at the head of its column.
const HEAD: usize = 3;

/// How the width is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Widths {
    pub all: u16,
    pub what: u16,
    pub column: u16,
    pub shown: usize,
    /// Cells at the end of a row: the sign of the verdict, and how sure it is where there is room.
    pub tail: u16,
}

impl Widths {
    /// Shares `all` cells out among so many articles, so that no number is longer than a column.
    pub fn of(all: u16, articles: usize, longest_number: u16) -> Widths {
        // How sure a row is, is said where there is room, or no column has to leave the screen for it: what the row is about gives up
        // two cells.
        let (told, untold) = ((SURE, 2), (SIGN, 0));
        let share = |(tail, less): (u16, u16)| {
            let what = (all / 4).clamp(14, 34) - less;
            let room = all.saturating_sub(what + 2 + tail);
            let narrowest = (longest_number.min(LONGEST_NUMBER) + 1).max(COLUMN);
            let shown = usize::from(room / narrowest).clamp(1, articles.max(1));
            (what, room, shown)
        };
        let costs_none = share(told).2 == share(untold).2;
        let form = match costs_none || all >= SAYS_HOW_SURE {
            true => told,
            false => untold,
        };
        let (tail, (what, room, shown)) = (form.0, share(form));
        Widths {
            all,
            what,
            column: room / shown as u16,
            shown,
            tail,
        }
    }

    /// Cells for the words of a column.
    pub fn cell(&self) -> u16 {
        self.column.saturating_sub(1)
    }
}

/// Cells of the longest word with a digit in it that any value has: a number is not to be parted.
pub(super) fn longest_number(comparison: &Comparison) -> u16 {
    let values = comparison
        .findings
        .iter()
        .flat_map(|finding| &finding.values);
    let words = values.flat_map(|value| value.text.split_whitespace());
    let numbers = words.filter(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
    numbers.map(text::cells).max().unwrap_or(0).min(99) as u16
}

/// Rows of the screen that a row takes where the columns from `first` on are shown.
pub(super) fn height(row: &Row, compared: &Compared, widths: &Widths, first: usize) -> u16 {
    let shown = || first..compared.articles.len().min(first + widths.shown);
    let lines = match row {
        Row::Article(index) => {
            let article = compared.articles.get(*index);
            article.map_or(1, |article| {
                title_rows(&title(compared, *index, article), widths.all)
            })
        }
        Row::Finding(index) => {
            let finding = &compared.comparison.findings[*index];
            let what = what(compared, finding, first..first + widths.shown);
            let cells = shown().map(|column| {
                let cell = cell(compared, finding, column, widths.cell());
                rows(&cell, widths.cell())
            });
            cells.chain([rows(&what, widths.what)]).max().unwrap_or(1)
        }
        Row::Columns => {
            let heads = shown().map(|column| rows(&head(compared, column), widths.cell()));
            heads.max().unwrap_or(1).min(HEAD)
        }
        Row::Blank | Row::Heading(_) | Row::Fold(..) => 1,
    };
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Words without a digit that are wider than `width` parted by hyphens and blanks, so that they can be wrapped.
pub(super) fn hyphenated(content: &str, width: u16) -> String {
    /// A narrower column has no room for letters beside a hyphen.
    const NARROWEST: usize = 4;
    let width = usize::from(width);
    let is_long = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        text::cells(word) > width && letters == word.chars().count()
    };
    if width < NARROWEST || !content.split_whitespace().any(is_long) {
        return content.to_string();
    }
    let mut parted = String::with_capacity(content.len() + 4);
    for piece in content.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !is_long(word) {
            parted.push_str(piece);
            continue;
        }
        let mut used = 0;
        for letter in word.chars() {
            let cells = text::cells(letter.encode_utf8(&mut [0; 4]));
            if used + cells > width - 1 {
                parted.push_str("- ");
                used = 0;
            }
            parted.push(letter);
            used += cells;
        }
        parted.push_str(&piece[word.len()..]);
    }
    parted
}

fn rows(content: &str, width: u16) -> usize {
    let content = &hyphenated(content, width);
    text::wrap(content, Span::new(0, content.len()), width).len()
}

/// The name of a column: its number, that only a part is held, its outlet or title.
pub(super) fn head(compared: &Compared, column: usize) -> String {
    let excerpt = compared.comparison.excerpts.contains(&column);
    let sign = if excerpt {
        crate::tui::legend::MAY_SAY
    } else {
        ""
    };
    let name = compared.articles.get(column);
    let name = name.map_or_else(String::new, |article| called(article));
    format!("{}{sign} {name}", column + 1)
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
    rows(title, title_width(width))
}

/// Cells for an article's title: what the number, outlet and date leave.
pub(super) fn title_width(width: u16) -> u16 {
    width.saturating_sub(3 + OUTLET + 12).max(10)
}

/// Cells for the number and outlet of an article.
pub(super) const OUTLET: u16 = 18;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_parted_with_a_hyphen_and_a_number_never() {
        assert_eq!(hyphenated("approximately 20%", 10), "approxima- tely 20%");
        assert_eq!(hyphenated("1,613,000,000,000", 10), "1,613,000,000,000");
        assert_eq!(hyphenated("two\ndays", 10), "two\ndays");
    }

    #[test]
    fn five_columns_fit_into_eighty_cells_and_no_number_is_parted() {
        assert_eq!(Widths::of(77, 5, 5).shown, 5);
        let wide = Widths::of(77, 5, 13);
        assert!(wide.cell() >= 13 && wide.shown < 5, "{wide:?}");
        assert_eq!(Widths::of(0, 0, 0).shown, 1);
        assert_eq!(Widths::of(200, 3, 400).shown, 3);
    }
}
