//! Wrapped text with marks: rows are byte ranges, so that a place in an article is a place on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::analysis::text::words::with_few_marks;
use crate::model::Span;

/// Splits `span` of `text` into rows of at most `width` cells, at spaces where there are any, else between graphemes.
/// Every byte but the spaces at which rows part stands in exactly one row. Linear in the length.
pub fn wrap(text: &str, span: Span, width: u16) -> Vec<Span> {
    let width = usize::from(width.max(1));
    let source = span.of(text);
    let mut rows = Vec::new();
    let mut row = Row {
        start: span.start,
        end: span.start,
        cells: 0,
    };
    for (offset, piece) in source.split_word_bound_indices() {
        let at = span.start + offset;
        let cells = cells(piece);
        if piece.starts_with('\n') {
            row.end_paragraph(text, &mut rows, at + piece.len());
        } else if row.cells + cells <= width {
            row.take(at + piece.len(), cells);
        } else if piece.trim().is_empty() {
            row.close(text, &mut rows, at + piece.len());
        } else if cells <= width {
            row.part(text, &mut rows, at, piece, width);
        } else {
            take_graphemes(text, piece, at, width, &mut row, &mut rows);
        }
    }
    if row.end > row.start || rows.is_empty() {
        row.close(text, &mut rows, span.end);
    }
    rows
}

/// The cells that a text takes on the screen.
pub fn cells(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        // The sound marks of half-width Japanese stand in cells of their own.
        text.width() + text.matches(['\u{FF9E}', '\u{FF9F}']).count()
    }
}

/// The longest beginning of `text` that fits into `width` cells, with `…` at its end where something was cut.
pub fn cut(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_string();
    }
    let mut kept = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += cells(grapheme);
        if used > width {
            break;
        }
        kept.push_str(grapheme);
    }
    let mut kept = kept.trim_end().to_string();
    if width > 0 {
        kept.push('…');
    }
    kept
}

/// A text without its first `skipped` cells.
pub fn without_start(text: &str, skipped: usize) -> String {
    let mut gone = 0;
    text.graphemes(true)
        .skip_while(|grapheme| {
            let skip = gone < skipped;
            gone += if skip { cells(grapheme) } else { 0 };
            skip
        })
        .collect()
}

struct Row {
    start: usize,
    end: usize,
    cells: usize,
}

impl Row {
    fn take(&mut self, end: usize, cells: usize) {
        self.end = end;
        self.cells += cells;
    }

    /// Ends the row here; the next one begins at `next`.
    fn close(&mut self, text: &str, rows: &mut Vec<Span>, next: usize) {
        let written = Span::new(self.start, self.end).of(text).trim_end();
        rows.push(Span::new(self.start, self.start + written.len()));
        *self = Row {
            start: next,
            end: next,
            cells: 0,
        };
    }

    /// A line break of the text: what follows begins on a row of its own.
    fn end_paragraph(&mut self, text: &str, rows: &mut Vec<Span>, next: usize) {
        if self.end > self.start {
            self.close(text, rows, next);
        }
        *self = Row {
            start: next,
            end: next,
            cells: 0,
        };
    }

    /// Where the last word of the row begins, if there is a space before it.
    fn breaks(&self, text: &str) -> Option<usize> {
        let written = Span::new(self.start, self.end).of(text);
        let space = written.rfind(' ')?;
        (space > 0 && space + 1 < written.len()).then_some(self.start + space + 1)
    }

    /// `piece` does not fit: it goes to the next row, with the word that it must not be parted from where both fit there.
    fn part(&mut self, text: &str, rows: &mut Vec<Span>, at: usize, piece: &str, width: usize) {
        let end = at + piece.len();
        let glued = at > self.start && !text[..at].ends_with(char::is_whitespace);
        let wide = piece
            .chars()
            .next()
            .is_some_and(|letter| cells(letter.encode_utf8(&mut [0; 4])) > 1);
        let word = self
            .breaks(text)
            .filter(|_| glued && (!wide || is_closing(piece)));
        match word.filter(|next| cells(Span::new(*next, end).of(text)) <= width) {
            Some(next) => {
                self.end = next;
                self.close(text, rows, next);
                self.take(end, cells(Span::new(next, end).of(text)));
            }
            None => {
                self.close(text, rows, at);
                self.take(end, cells(piece));
            }
        }
    }
}

fn is_closing(piece: &str) -> bool {
    piece.chars().all(|sign| {
        matches!(
            sign,
            '.' | ',' | ';' | ':' | '!' | '?' | ')' | '”' | '’' | '»' | '"'
        )
    })
}

/// A piece wider than a row is parted between graphemes.
fn take_graphemes(
    text: &str,
    piece: &str,
    at: usize,
    width: usize,
    row: &mut Row,
    rows: &mut Vec<Span>,
) {
    for (offset, grapheme) in piece.grapheme_indices(true) {
        let needed = cells(grapheme);
        if row.cells + needed > width && row.end > row.start {
            row.close(text, rows, at + offset);
        }
        row.take(at + offset + grapheme.len(), needed);
    }
}

/// Marks on a text: byte ranges with the style laid over what is below.
pub type Marks<'a> = &'a [(Span, Style)];

/// Paints one row of a text at `(x, y)`, at most `width` cells, with `marks` laid over `base`; returns the cells used.
/// Control characters are not painted.
pub fn paint(
    buf: &mut Buffer,
    at: (u16, u16),
    width: u16,
    text: &str,
    row: Span,
    base: Style,
    marks: Marks,
) -> u16 {
    let (x, y) = at;
    let area = buf.area;
    if y < area.top() || y >= area.bottom() {
        return 0;
    }
    let limit = x.saturating_add(width).min(area.right());
    let over: Vec<&(Span, Style)> = marks
        .iter()
        .filter(|(span, _)| span.overlaps(row))
        .collect();
    let mut column = x;
    for (offset, grapheme) in row.of(text).grapheme_indices(true) {
        let needed = cells(grapheme) as u16;
        if needed == 0 || grapheme.chars().any(char::is_control) {
            continue;
        }
        if column + needed > limit {
            break;
        }
        let place = row.start + offset;
        let style = over
            .iter()
            .filter(|(span, _)| span.start <= place && place < span.end)
            .fold(base, |style, (_, mark)| style.patch(*mark));
        buf[(column, y)]
            .set_symbol(&with_few_marks(grapheme))
            .set_style(style);
        for rest in 1..needed {
            buf[(column + rest, y)].reset();
            buf[(column + rest, y)].set_style(style);
        }
        column += needed;
    }
    column - x
}

/// Paints a plain text on one row, cut with `…` where it does not fit; returns the cells used.
pub fn label(buf: &mut Buffer, at: (u16, u16), width: u16, text: &str, style: Style) -> u16 {
    let shown = cut(text, usize::from(width));
    paint(
        buf,
        at,
        width,
        &shown,
        Span::new(0, shown.len()),
        style,
        &[],
    )
}

/// Paints a few paragraphs, wrapped, one cell in from the left of `area`; what has no room below is not painted.
pub fn paragraphs(buf: &mut Buffer, area: Rect, lines: &[&str], style: Style) {
    let width = area.width.saturating_sub(2);
    let rows = lines.iter().flat_map(|line| {
        let rows = wrap(line, Span::new(0, line.len()), width);
        rows.into_iter().map(move |row| (*line, row))
    });
    for (y, (line, row)) in (area.y..area.bottom()).zip(rows) {
        paint(buf, (area.x + 1, y), width, line, row, style, &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: u16) -> Vec<&str> {
        wrap(text, Span::new(0, text.len()), width)
            .into_iter()
            .map(|row| row.of(text))
            .collect()
    }

    #[test]
    fn rows_part_at_spaces_and_keep_signs_with_their_words() {
        assert_eq!(rows("one two three", 7), ["one two", "three"]);
        assert_eq!(rows("she said “no”.", 8), ["she said", "“no”."]);
        assert_eq!(rows("one\n\ntwo", 20), ["one", "two"]);
        assert_eq!(rows("", 5), [""]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_parted_and_nothing_is_lost() {
        assert_eq!(rows("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(rows("日本語の文", 4), ["日本", "語の", "文"]);
    }

    #[test]
    fn a_text_that_does_not_fit_ends_in_dots() {
        assert_eq!(cut("Belarus frees", 8), "Belarus…");
        assert_eq!(cut("Belarus", 8), "Belarus");
        assert_eq!(cut("日本語", 4), "日…");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_letter_stands_in_exactly_one_row(text in "\\PC{0,60}", width in 2u16..20) {
            let kept: String = rows(&text, width).concat();
            let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(plain(&kept), plain(&text));
        }

        #[test]
        fn no_row_is_wider_than_asked(text in "[a-z \u{3042}é.,’”-]{0,80}", width in 2u16..20) {
            for row in rows(&text, width) {
                prop_assert!(cells(row) <= usize::from(width), "{:?}", row);
            }
        }
    }
}
