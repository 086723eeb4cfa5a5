//! A question with a few answers, each with a letter: yes or no, or which type.

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Outcome, Window};
use crate::model::Span;
use crate::tui::action::Action;
use crate::tui::effect::Ask;
use crate::tui::keys::Key;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};

/// What is asked, and where the reader is in the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    ask: Ask,
    place: Place,
    /// The window that was open before; it comes back.
    pub behind: Option<Box<Window>>,
}

impl Asking {
    pub fn new(ask: Ask) -> Asking {
        Asking {
            place: Place::at(ask.at),
            ask,
            behind: None,
        }
    }

    /// A letter gives its answer.
    pub fn key(&self, key: Key) -> Option<Outcome> {
        let (KeyCode::Char(letter), true) =
            (key.code, (key.modifiers - KeyModifiers::SHIFT).is_empty())
        else {
            return None;
        };
        let letter = letter.to_ascii_lowercase();
        let offer = self.ask.offers.iter().find(|offer| offer.key == letter)?;
        Some(Outcome::Close(offer.effects.clone()))
    }

    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Open => {
                let offer = self.ask.offers.get(self.place.cursor);
                Outcome::Close(offer.map(|offer| offer.effects.clone()).unwrap_or_default())
            }
            _ => match self.place.act(action, self.ask.offers.len()) {
                Some(()) => Outcome::Stay,
                None => Outcome::NotMine,
            },
        }
    }

    fn about_rows(&self, width: u16) -> Vec<String> {
        let wrapped = |line: &String| -> Vec<String> {
            let rows = text::wrap(line, Span::new(0, line.len()), width);
            rows.into_iter()
                .map(|row| row.of(line).to_string())
                .collect()
        };
        self.ask.about.iter().flat_map(wrapped).collect()
    }

    /// Rows that it needs in a window of `width` cells, border included.
    pub fn height(&self, width: u16) -> u16 {
        let rows = self.about_rows(width.saturating_sub(4)).len() + 1 + self.ask.offers.len();
        u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2)
    }

    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let inner = frame::frame(area, buf, look, &self.ask.title, "Esc leaves it as it is");
        let rows = self.about_rows(inner.width.saturating_sub(2));
        // The answers show even where the question does not fit.
        let below = inner.y + rows.len() as u16 + 1;
        let last = inner.bottom().saturating_sub(self.ask.offers.len() as u16);
        let top = below.min(last).max(inner.y);
        for (y, row) in (inner.y..top).zip(&rows) {
            let style = look.theme.style(Role::Text);
            text::label(buf, (inner.x + 1, y), inner.width, row, style);
        }
        for (y, (index, offer)) in (top..inner.bottom()).zip(self.ask.offers.iter().enumerate()) {
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(index == self.place.cursor, look).paint(row, buf, look);
            let key = behind.patch(look.theme.style(Role::Key));
            let sign = offer.key.to_string();
            text::label(buf, (inner.x + 2, y), 1, &sign, key);
            let room = inner.width.saturating_sub(4);
            text::label(buf, (inner.x + 4, y), room, &offer.label, behind);
        }
    }
}
