//! Painting a card, row by row.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::context::{self, Columns};
use super::rows::Row;
use super::{Card, EntityCard};
use crate::tui::session::Session;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::thousands;
use crate::tui::widgets::list::Standing;
use crate::tui::widgets::timeline::Timeline;
use crate::tui::widgets::{frame, kind, text};

impl Card {
    pub(super) fn paint(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let foot = match (self.is_place(self.place.cursor), &self.made_from) {
            (true, Some(_)) => self.foot(),
            _ => String::new(),
        };
        let inner = frame::frame(area, buf, look, "Who and what", &foot);
        let Some(card) = &session.card else { return };
        if self.made_from.is_none() {
            return;
        }
        let room = self.room;
        let columns = Columns::new(&card.contexts, room.width);
        let rows = self.rows.iter().enumerate().skip(self.place.first);
        for (y, (index, row)) in (inner.y..inner.bottom()).zip(rows) {
            let here = index == self.place.cursor && look.focused;
            let line = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(here, look).paint(line, buf, look);
            match row {
                Row::Blank => {}
                Row::Heading(heading, remark) => headline(heading, remark, line, buf, look),
                Row::Line(words, role) => {
                    let style = look.theme.style(*role);
                    text::label(buf, (inner.x + 1, y), room.width, words, style);
                }
                Row::Time(time) => timeline(time, line, buf, look),
                Row::Spelling(writing, outlets) => {
                    self.paint_spelling(*writing, outlets, (line, behind), buf, look);
                }
                Row::Outlets(outlets) => {
                    let (wide, room) = room.spelling(&self.writings);
                    let at = (inner.x + 3 + wide + 9, y);
                    text::label(buf, at, room, outlets, look.theme.style(Role::Muted));
                }
                Row::Companions(range) => {
                    for (column, index) in range.clone().enumerate() {
                        let chosen = here && column == self.column;
                        self.paint_companion(card, (index, column, chosen), line, buf, look);
                    }
                }
                Row::Context(at) => {
                    let above = index > self.place.first && !here;
                    let above = at.checked_sub(1).filter(|_| above);
                    let above = above.and_then(|above| card.contexts.get(above));
                    let context = &card.contexts[*at];
                    context::draw(context, columns, above, (line, behind), buf, look);
                }
                Row::More(words) => {
                    let style = if here {
                        behind
                    } else {
                        look.theme.style(Role::Muted)
                    };
                    text::label(buf, (inner.x + 3, y), room.width, words, style);
                }
            }
        }
    }

    /// `sentence 3 of 12`.
    fn foot(&self) -> String {
        let of_sentences = |row: &Row| matches!(row, Row::Context(_));
        let all = self.rows.iter().filter(|row| of_sentences(row)).count();
        match self.row() {
            Some(Row::Context(at)) => format!("sentence {} of {all}", at + 1),
            _ => String::new(),
        }
    }

    fn paint_spelling(
        &self,
        at: usize,
        outlets: &str,
        (line, behind): (Rect, Style),
        buf: &mut Buffer,
        look: &Look,
    ) {
        let Some(writing) = self.writings.get(at) else {
            return;
        };
        let (wide, room) = self.room.spelling(&self.writings);
        let (x, y) = (line.x + 3, line.y);
        let name = behind.patch(look.theme.style(Role::Name));
        text::label(buf, (x, y), wide, &writing.text, name);
        let count = format!("{:>7}", thousands(u64::from(writing.count)));
        text::label(buf, (x + wide, y), 7, &count, behind);
        let muted = behind.patch(look.theme.style(Role::Muted));
        text::label(buf, (x + wide + 9, y), room, outlets, muted);
    }

    fn paint_companion(
        &self,
        card: &EntityCard,
        (index, column, chosen): (usize, usize, bool),
        line: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let (Some(companion), room) = (card.with.get(index), self.room) else {
            return;
        };
        let wide = room.width / room.companions() as u16;
        let (x, y) = (line.x + 1 + wide * column as u16, line.y);
        let style = look
            .theme
            .style(if chosen { Role::Selection } else { Role::Text });
        let cell = Rect {
            x: x + 1,
            y,
            width: wide.saturating_sub(2),
            height: 1,
        };
        buf.set_style(cell, style);
        kind::sign(companion.kind, (x + 2, y), style, buf, look);
        let count = thousands(u64::from(companion.articles));
        let counted = text::cells(&count) as u16;
        let name = wide.saturating_sub(4 + 3 + counted);
        text::label(buf, (x + 4, y), name, &companion.name, style);
        let at = (x + wide.saturating_sub(2 + counted), y);
        let muted = style.patch(look.theme.style(Role::Muted));
        text::label(buf, at, counted, &count, muted);
    }
}

/// A heading, and a remark at the right where there is room for both.
fn headline(heading: &str, remark: &str, line: Rect, buf: &mut Buffer, look: &Look) {
    let style = look.theme.style(Role::Heading);
    let room = line.width.saturating_sub(2);
    let used = text::label(buf, (line.x + 1, line.y), room, heading, style);
    let wide = text::cells(remark) as u16;
    if used + 3 + wide <= room {
        let at = (line.right().saturating_sub(wide + 1), line.y);
        text::label(buf, at, wide, remark, look.theme.style(Role::Muted));
    }
}

/// First day, blocks, last day, days of a block.
fn timeline(time: &Timeline, line: Rect, buf: &mut Buffer, look: &Look) {
    let muted = look.theme.style(Role::Muted);
    let room = line.width.saturating_sub(2);
    let mut x = line.x + 1;
    let step = time.step();
    for (words, style) in [
        (&time.first, muted),
        (&time.blocks, look.theme.style(Role::Figure)),
        (&time.last, muted),
        (&step, muted),
    ] {
        let left = (line.x + 1 + room).saturating_sub(x);
        x += text::label(buf, (x, line.y), left, words, style) + 1;
    }
}
