//! A screen on which letters of disputed width leave nothing behind.
//!
//! A syllable of several code points (a Hindi vowel sign behind its consonant, an emoji with a skin tone) takes one cell in one
//! terminal and two or four in another. Writing only what changed then leaves a part of the old syllable where both frames
//! have a blank, and shifts what stands behind it. So a row with such letters is written whole wherever it changes, each of
//! them on cleared cells, and the cursor is put where the next letter belongs.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use crossterm::queue;
use crossterm::terminal::{DisableLineWrap, EnableLineWrap};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Size};

use super::widgets::text::cells;

/// From here on terminals disagree about the width of a single code point, too: emoji.
const EMOJI: char = '\u{1F000}';

/// Rows with letters of disputed width, with their cells.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// As they were last written.
    last: Vec<(u16, Vec<Cell>)>,
    /// Those that are to be written whole now.
    due: Vec<(u16, Vec<Cell>)>,
}

impl Rows {
    /// Takes up a frame that is about to be drawn.
    pub fn take_up(&mut self, frame: &Buffer) {
        let width = usize::from(frame.area.width).max(1);
        let rows = frame.content.chunks(width).enumerate();
        let mut disputed = Vec::new();
        self.due.clear();
        for (y, row) in rows {
            let Ok(y) = u16::try_from(y) else { break };
            let before = self.last.iter().find(|(other, _)| *other == y);
            let is_disputed = row.iter().any(|cell| is_disputed(cell.symbol()));
            if is_disputed {
                disputed.push((y, row.to_vec()));
            }
            let changed = before.is_none_or(|(_, before)| before != row);
            if (is_disputed || before.is_some()) && changed {
                self.due.push((y, row.to_vec()));
            }
        }
        self.last = disputed;
    }

    /// Nothing of what was written is on the screen any more.
    pub fn forget(&mut self) {
        *self = Rows::default();
    }
}

fn is_disputed(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    match (letters.next(), letters.next()) {
        (_, Some(_)) => true,
        (Some(letter), None) => letter >= EMOJI,
        (None, None) => false,
    }
}

/// Writes to a terminal by crossterm, rows that are due whole.
pub struct Steady<W: Write> {
    inner: CrosstermBackend<W>,
    rows: Rc<RefCell<Rows>>,
}

impl<W: Write> Steady<W> {
    pub fn new(writer: W, rows: Rc<RefCell<Rows>>) -> Steady<W> {
        Steady {
            inner: CrosstermBackend::new(writer),
            rows,
        }
    }

    fn write_row(&mut self, y: u16, row: &[Cell]) -> io::Result<()> {
        let mut x = 0;
        while let Some(cell) = row.get(x) {
            let wide = cells(cell.symbol()).max(1);
            if is_disputed(cell.symbol()) {
                let mut blank = cell.clone();
                blank.set_symbol(" ");
                let blanks = (x..row.len().min(x + wide)).map(|x| (x as u16, y, &blank));
                self.inner.draw(blanks)?;
                self.inner.draw(std::iter::once((x as u16, y, cell)))?;
                x += wide;
                continue;
            }
            // As many as can be written in one go; behind a wide letter comes the cell that it does not cover.
            let mut run = Vec::new();
            while let Some(cell) = row.get(x).filter(|cell| !is_disputed(cell.symbol())) {
                run.push((x as u16, y, cell));
                x += cells(cell.symbol()).max(1);
            }
            self.inner.draw(run.into_iter())?;
        }
        Ok(())
    }
}

impl<W: Write> Backend for Steady<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let due = std::mem::take(&mut self.rows.borrow_mut().due);
        let is_due = |y: u16| due.iter().any(|(other, _)| *other == y);
        self.inner.draw(content.filter(|(_, y, _)| !is_due(*y)))?;
        if due.is_empty() {
            return Ok(());
        }
        // What takes more cells than it should must not run on into the next row.
        queue!(self.inner, DisableLineWrap)?;
        for (y, row) in &due {
            self.write_row(*y, row)?;
        }
        queue!(self.inner, EnableLineWrap)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;

    /// What a screen of 30 x 2 cells shows after these frames, each of two rows, were drawn one after the other.
    fn shown(frames: &[[&str; 2]]) -> String {
        let written = Rc::new(RefCell::new(Vec::new()));
        let rows = Rc::new(RefCell::new(Rows::default()));
        let area = Rect::new(0, 0, 30, 2);
        let steady = Steady::new(Shared(Rc::clone(&written)), Rc::clone(&rows));
        let viewport = Viewport::Fixed(area);
        let mut terminal = Terminal::with_options(steady, TerminalOptions { viewport }).unwrap();
        for frame in frames {
            let draw = |target: &mut ratatui::Frame| {
                for (y, line) in (0..).zip(frame) {
                    let buf = target.buffer_mut();
                    crate::tui::widgets::text::label(buf, (0, y), 30, line, Style::default());
                    buf[(29, y)].set_symbol("|");
                }
                rows.borrow_mut().take_up(target.buffer_mut());
            };
            terminal.draw(draw).unwrap();
        }
        let mut screen = vt100::Parser::new(2.try_into().unwrap(), 30.try_into().unwrap(), 0);
        screen.process(&written.borrow());
        screen.screen().contents()
    }

    struct Shared(Rc<RefCell<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const SYLLABLES: [&str; 8] = [
        "नि कि ही को पुल",
        "மூன்று பாலம் திறக்க",
        "নদী কোটি সেতু",
        "น้ำ ต่ำ สะพาน",
        "မြစ်စိမ်း တံတား",
        "👍🏽 ❤️ 🏳️‍🌈 👩‍👩‍👧‍👦",
        "ḩ̸̛̖e̶͓͝l̴͎̈ e\u{301}",
        "ｶﾞｷﾞ ﾊﾝｶｸ 한글 日本語",
    ];

    #[test]
    fn nothing_of_an_earlier_frame_stays() {
        let plain = ["a b c", ""];
        let alone = shown(&[plain]);
        for syllables in SYLLABLES {
            assert_eq!(
                shown(&[[syllables, syllables], plain]),
                alone,
                "{syllables}"
            );
        }
        for one in SYLLABLES {
            for other in SYLLABLES {
                let frames = [[one, "x"], [other, "x"]];
                assert_eq!(shown(&frames), shown(&frames[1..]), "{one} / {other}");
            }
        }
    }

    #[test]
    fn what_stands_behind_such_letters_stands_where_it_belongs() {
        for syllables in SYLLABLES {
            let screen = shown(&[[syllables, "x"]]);
            let first = screen.lines().next().unwrap();
            assert!(first.ends_with('|'), "{first}");
            assert!(
                !screen.lines().nth(1).unwrap().contains('|') || screen.matches('|').count() == 2
            );
        }
    }

    #[test]
    fn every_letter_is_written() {
        let screen = shown(&[["ｶﾞｷﾞ ﾊﾝｶｸ", "नि कि"]]);
        let letters: String = screen
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        assert_eq!(letters, "ｶﾞｷﾞﾊﾝｶｸ|निकि|");
    }

    #[test]
    fn a_row_that_did_not_change_is_not_written_again() {
        let mut rows = Rows::default();
        let mut frame = Buffer::empty(Rect::new(0, 0, 10, 2));
        frame.set_string(0, 0, "कि", Style::default());
        frame.set_string(0, 1, "plain", Style::default());
        rows.take_up(&frame);
        assert_eq!(rows.due.len(), 1);
        rows.take_up(&frame);
        assert!(rows.due.is_empty());
        rows.take_up(&Buffer::empty(Rect::new(0, 0, 10, 2)));
        assert_eq!(rows.due.len(), 1);
    }
}
