//! Lines made of cells beside one another: each cell wraps in its own width, parts of it in colours of their own.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use crate::model::Span;
use crate::tui::theme::{Look, Role, Theme};

/// What a part of a cell is painted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Role(Role),
    /// The hue of an article, by its place among those compared.
    Outlet(usize),
}

impl Ink {
    pub fn style(self, theme: &Theme) -> Style {
        match self {
            Ink::Role(role) => theme.style(role),
            Ink::Outlet(index) => theme.outlet(index),
        }
    }
}

/// Words in a column of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Cells from the left edge of the line.
    pub x: u16,
    pub width: u16,
    text: String,
    inks: Vec<(Span, Ink)>,
}

impl Cell {
    pub fn new(x: u16, width: u16) -> Cell {
        Cell {
            x,
            width: width.max(1),
            ..Cell::default()
        }
    }

    /// Adds words behind those that are there.
    pub fn push(&mut self, words: &str, ink: Ink) {
        let start = self.text.len();
        self.text.push_str(words);
        self.inks.push((Span::new(start, self.text.len()), ink));
    }

    /// The same in one step.
    #[must_use]
    pub fn with(mut self, words: &str, ink: Ink) -> Cell {
        self.push(words, ink);
        self
    }

    /// Lays an ink over words that are there: bytes of all that was pushed.
    pub fn lay(&mut self, span: Span, ink: Ink) {
        self.inks.push((span, ink));
    }

    /// Bytes of the words so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Cells of the screen that the words take on one row.
    pub fn cells(&self) -> usize {
        text::cells(&self.text)
    }

    fn rows(&self) -> Vec<Span> {
        text::wrap(&self.text, Span::new(0, self.text.len()), self.width)
    }
}

/// Cells beside one another: as high as the highest of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Cell>);

impl Line {
    pub fn height(&self) -> u16 {
        let rows = self.0.iter().map(|cell| cell.rows().len()).max();
        u16::try_from(rows.unwrap_or(1)).unwrap_or(u16::MAX)
    }

    /// Paints the line into the top of `area`, over the style `behind`; returns the rows it took.
    pub fn draw(&self, area: Rect, behind: Style, buf: &mut Buffer, look: &Look) -> u16 {
        for cell in &self.0 {
            let inks: Vec<(Span, Style)> = cell
                .inks
                .iter()
                .map(|(span, ink)| (*span, Theme::without_ground(ink.style(look.theme), behind)))
                .collect();
            for (y, row) in (area.y..area.bottom()).zip(cell.rows()) {
                let room = cell.width.min(area.width.saturating_sub(cell.x));
                text::paint(
                    buf,
                    (area.x + cell.x, y),
                    room,
                    &cell.text,
                    row,
                    behind,
                    &inks,
                );
            }
        }
        self.height()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_as_high_as_its_highest_cell_and_its_inks_lie_where_they_were_put() {
        let role = Ink::Role(Role::Muted);
        let mut wide = Cell::new(10, 20).with("Alpha Wire, ", role);
        let from = wide.len();
        wide.push("Beta Post", Ink::Outlet(1));
        assert_eq!(wide.inks[1], (Span::new(from, from + 9), Ink::Outlet(1)));
        let narrow = Cell::new(0, 5).with("one two three", role);
        assert_eq!(Line(vec![narrow, wide]).height(), 3);
        assert_eq!(Line::default().height(), 1);
    }
}
