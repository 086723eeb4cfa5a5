//! Wrapped text with marks: rows are byte ranges, so that a place in an article is a place on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::analysis::text::words::with_few_marks;
use crate::model::Span;

/// Splits `span` of `text` into rows of at most `width` cells, where a line may break (UAX #14: at spaces, behind hyphens and
/// slashes, between the characters of scripts without spaces, never before a closing sign), else between graphemes. Every
/// byte but the spaces at which rows part stands in exactly one row. Linear in the length.
pub fn wrap(text: &str, span: Span, width: u16) -> Vec<Span> {
    wrap_around(text, span, width, &[])
}

/// The same, with [`GAP`] cells left free before each byte of `signed` (ascending) that does not begin a row: room for a sign that
/// belongs to what begins there.
pub fn wrap_around(text: &str, span: Span, width: u16, signed: &[usize]) -> Vec<Span> {
    let gaps = |from: usize, to: usize, row: usize| {
        let inside = signed.partition_point(|at| *at < from)..signed.partition_point(|at| *at < to);
        let begins_row = signed[inside.clone()].contains(&row);
        GAP * (inside.len() - usize::from(begins_row))
    };
    let width = usize::from(width.max(1));
    let source = span.of(text);
    let mut rows = Vec::new();
    let mut row = Row {
        start: span.start,
        end: span.start,
        cells: 0,
    };
    let mut from = 0;
    for (to, breaks) in linebreaks(source) {
        let (piece, at, end) = (&source[from..to], span.start + from, span.start + to);
        from = to;
        let word = piece.trim_end();
        let needed = cells(word);
        if needed > width {
            take_graphemes(text, word, at, width, &mut row, &mut rows);
        } else {
            if row.cells + needed + gaps(at, end, row.start) > width {
                row.close(text, &mut rows, at);
            }
            let needed = needed + gaps(at, end, row.start);
            row.take(at + word.len(), needed);
        }
        let is_last = to == source.len() && !piece.ends_with('\n');
        if breaks == BreakOpportunity::Mandatory && !is_last {
            row.end_paragraph(text, &mut rows, end);
        } else {
            row.take(end, cells(&piece[word.len()..]));
        }
    }
    if row.end > row.start || rows.is_empty() {
        row.close(text, &mut rows, span.end);
    }
    rows
}

/// Cells of a sign inside a row, and of the blank behind it.
pub const GAP: usize = 2;

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
        assert_eq!(rows("one\n\ntwo\n\n", 20), ["one", "two"]);
        assert_eq!(rows("", 5), [""]);
    }

    #[test]
    fn a_word_wider_than_the_row_is_parted_and_nothing_is_lost() {
        assert_eq!(rows("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(rows("日本語の文", 4), ["日本", "語の", "文"]);
    }

    #[test]
    fn no_row_of_a_script_without_spaces_begins_with_a_closing_sign_or_ends_with_an_opening_one() {
        assert_eq!(
            rows("雨が降った。川は静か", 10),
            ["雨が降っ", "た。川は静", "か"]
        );
        assert_eq!(
            rows("彼は「無事」と言った", 6),
            ["彼は", "「無", "事」と", "言った"]
        );
        assert_eq!(
            rows("市议会投票，关闭旧桥", 10),
            ["市议会投", "票，关闭旧", "桥"]
        );
    }

    #[test]
    fn rows_part_behind_hyphens_and_slashes() {
        assert_eq!(
            rows("the well-known bridge", 10),
            ["the well-", "known", "bridge"]
        );
        assert_eq!(rows("a 1,613-day wait", 9), ["a 1,613-", "day wait"]);
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
