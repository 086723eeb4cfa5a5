//! Windows that lie over a screen: help, palette, the proof of a finding, what the others say, questions, a few lines of text.

pub mod ask;
pub mod decisions;
pub mod evidence;
pub mod help;
pub mod others;
pub mod palette;
pub mod prompt;
pub mod suggestions;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

pub use ask::{Ask, Offer};
pub use decisions::Decisions;
pub use evidence::{Evidence, Proof};
pub use palette::Palette;
pub use prompt::{Prompt, Typing};
pub use suggestions::Suggestions;

use super::action::Action;
use super::keys::{Key, Keymap};
use super::pane::{Effect, Look};
use super::session::Session;
use super::widgets::list::Place;
use super::widgets::{frame, text};
use crate::model::Span;
use crate::tui::theme::Role;

/// A window and where the reader is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    Help {
        scope: &'static str,
        place: Place,
    },
    Palette(Palette),
    Evidence {
        evidence: Evidence,
        place: Place,
    },
    /// What the others say: filled from the session when the answer comes.
    Others {
        place: Place,
    },
    Text {
        title: String,
        lines: Vec<String>,
        place: Place,
        /// The window that comes back when this one closes.
        behind: Option<Box<Window>>,
    },
    Ask(Ask),
    Suggestions(Suggestions),
    Decisions(Decisions),
}

/// Every window with keys of its own: scopes of the key table beside the panes'.
pub const NAMES: &[&str] = &["evidence", "suggestions", "decisions"];

/// What a window does with an action.
pub enum Outcome {
    Stay,
    /// The window stays, and something is set going.
    Do(Vec<Effect>),
    Close(Vec<Effect>),
    /// The action is not for this window.
    NotMine,
}

impl Window {
    pub fn help(scope: &'static str) -> Window {
        Window::Help {
            scope,
            place: Place::default(),
        }
    }

    pub fn others() -> Window {
        Window::Others {
            place: Place::default(),
        }
    }

    pub fn evidence(evidence: Evidence) -> Window {
        Window::Evidence {
            evidence,
            place: Place::default(),
        }
    }

    pub fn text(title: &str, lines: Vec<String>) -> Window {
        Window::Text {
            title: title.to_string(),
            lines,
            place: Place::default(),
            behind: None,
        }
    }

    /// Where the window is kept that this one lies over, of those that give way to it again.
    pub fn behind(&mut self) -> Option<&mut Option<Box<Window>>> {
        match self {
            Window::Ask(ask) => Some(&mut ask.behind),
            Window::Text { behind, .. } => Some(behind),
            _ => None,
        }
    }

    pub fn suggestions() -> Window {
        Window::Suggestions(Suggestions::default())
    }

    pub fn decisions() -> Window {
        Window::Decisions(Decisions::default())
    }

    /// Its `[keys.<name>]`, and what it would like to have named; `None` where the keys of the pane below hold.
    pub fn scope(&self) -> Option<(&'static str, &'static [Action])> {
        match self {
            Window::Evidence { .. } | Window::Others { .. } => Some(("evidence", evidence::HINTS)),
            Window::Suggestions(_) => Some(("suggestions", suggestions::HINTS)),
            Window::Decisions(_) => Some(("decisions", decisions::HINTS)),
            Window::Text { .. } => Some(("evidence", &[Action::Down, Action::Cancel])),
            _ => None,
        }
    }

    /// A key that the window takes as it is, whatever action is bound to it: a letter typed, an answer given.
    pub fn key(&mut self, key: Key) -> Option<Outcome> {
        match self {
            Window::Ask(ask) => ask.key(key),
            Window::Palette(palette) => match key.code {
                KeyCode::Char(letter) if (key.modifiers - KeyModifiers::SHIFT).is_empty() => {
                    palette.typed.push(letter);
                    palette.place = Place::default();
                    Some(Outcome::Stay)
                }
                KeyCode::Backspace => {
                    palette.typed.pop();
                    Some(Outcome::Stay)
                }
                _ => None,
            },
            _ => None,
        }
    }

    pub fn act(&mut self, action: Action, session: &Session, keymap: &Keymap) -> Outcome {
        if matches!(action, Action::Cancel | Action::Back) {
            return Outcome::Close(Vec::new());
        }
        let len = self.len(session, keymap);
        match self {
            Window::Palette(palette) => match action {
                Action::Open => {
                    Outcome::Close(palette.chosen().map(Effect::Do).into_iter().collect())
                }
                _ => palette
                    .place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
            Window::Evidence { evidence, place } => match action {
                Action::Open => Outcome::Close(evidence.read(place.cursor).into_iter().collect()),
                Action::Why => Outcome::Do(vec![Effect::Open(evidence.why())]),
                Action::Copy | Action::Cite | Action::Keep | Action::Others | Action::Browse => {
                    Outcome::Close(evidence.take(place.cursor, action, session))
                }
                _ => place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
            Window::Others { place } => match action {
                Action::Open => {
                    let read =
                        others::others(session).and_then(|evidence| evidence.read(place.cursor));
                    Outcome::Close(read.into_iter().collect())
                }
                Action::Why => {
                    let why = others::why(session, place.cursor);
                    Outcome::Do(why.map(Effect::Open).into_iter().collect())
                }
                Action::Copy | Action::Cite | Action::Keep | Action::Others | Action::Browse => {
                    let others = others::others(session);
                    let taken = others.map(|evidence| evidence.take(place.cursor, action, session));
                    Outcome::Close(taken.unwrap_or_default())
                }
                _ => place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
            Window::Ask(ask) => ask.act(action),
            Window::Suggestions(suggestions) => suggestions.act(action, session),
            Window::Decisions(decisions) => decisions.act(action, session),
            Window::Help { place, .. } | Window::Text { place, .. } => match action {
                Action::Open | Action::Help | Action::Why => Outcome::Close(Vec::new()),
                _ => place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
        }
    }

    fn len(&self, session: &Session, keymap: &Keymap) -> usize {
        match self {
            Window::Help { scope, .. } => help::lines(keymap, scope).len(),
            Window::Palette(palette) => palette.found().len(),
            Window::Evidence { evidence, .. } => evidence.proofs.len(),
            Window::Others { .. } => {
                others::others(session).map_or(0, |evidence| evidence.proofs.len())
            }
            Window::Text { lines, .. } => lines.len(),
            Window::Ask(_) => 0,
            Window::Suggestions(_) => session.suggestions.len(),
            Window::Decisions(_) => session.decisions.len(),
        }
    }

    /// Scrolls so that the cursor shows, in a screen of `area`.
    pub fn settle(&mut self, session: &Session, keymap: &Keymap, area: Rect) {
        let len = self.len(session, keymap);
        let inner = inside(place_of(self, area, len));
        match self {
            Window::Help { place, .. } | Window::Text { place, .. } => {
                scroll(place, len, inner.height)
            }
            Window::Palette(palette) => {
                palette
                    .place
                    .settle(len, inner.height.saturating_sub(1), |_| 1)
            }
            Window::Ask(_) => {}
            Window::Suggestions(suggestions) => suggestions.settle(session, inner),
            Window::Decisions(decisions) => decisions.settle(session, inner),
            Window::Evidence { evidence, place } => evidence.settle(place, inner),
            Window::Others { place } => {
                if let Some(evidence) = others::others(session) {
                    evidence.settle(place, inner);
                }
            }
        }
    }

    pub fn draw(
        &self,
        session: &Session,
        keymap: &Keymap,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let len = self.len(session, keymap);
        let area = place_of(self, area, len);
        Clear.render(area, buf);
        buf.set_style(area, look.theme.style(Role::Text));
        match self {
            Window::Help { scope, place } => {
                let inner = frame::frame(area, buf, look, "Keys", "j k scroll · Esc closes");
                help::draw(&help::lines(keymap, scope), place.first, inner, buf, look);
            }
            Window::Palette(palette) => palette.draw(keymap, area, buf, look),
            Window::Ask(ask) => ask.draw(area, buf, look),
            Window::Suggestions(suggestions) => suggestions.draw(session, area, buf, look),
            Window::Decisions(decisions) => decisions.draw(session, area, buf, look),
            Window::Evidence { evidence, place } => evidence.draw(place, area, buf, look),
            Window::Others { place } => match others::others(session) {
                Some(evidence) => evidence.draw(place, area, buf, look),
                None => {
                    let inner = frame::frame(area, buf, look, "What the others say", "");
                    let muted = look.theme.style(Role::Muted);
                    text::label(buf, (inner.x + 2, inner.y), inner.width, "looking …", muted);
                }
            },
            Window::Text {
                title,
                lines,
                place,
                ..
            } => {
                let inner = frame::frame(area, buf, look, title, "Esc closes");
                let rows = lines.iter().flat_map(|line| {
                    let rows = text::wrap(
                        line,
                        Span::new(0, line.len()),
                        inner.width.saturating_sub(2),
                    );
                    rows.into_iter()
                        .map(|row| row.of(line).to_string())
                        .collect::<Vec<_>>()
                });
                for (y, row) in (inner.y..inner.bottom()).zip(rows.skip(place.first)) {
                    text::label(
                        buf,
                        (inner.x + 1, y),
                        inner.width,
                        &row,
                        look.theme.style(Role::Text),
                    );
                }
            }
        }
    }
}

/// In a window of lines the cursor is the first line shown.
fn scroll(place: &mut Place, len: usize, rows: u16) {
    let last = len.saturating_sub(usize::from(rows));
    place.settle(len, rows, |_| 1);
    place.cursor = place.cursor.min(last);
    place.first = place.cursor;
}

fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// Where a window stands on a screen: centred, no larger than it needs.
fn place_of(window: &Window, area: Rect, len: usize) -> Rect {
    let (wide, high) = match window {
        Window::Help { .. } => (84, area.height),
        Window::Palette(_) => (84, 18),
        Window::Evidence { evidence, .. } => {
            let width = 100.min(area.width.saturating_sub(4));
            (100, evidence.height(width, area.height.saturating_sub(2)))
        }
        Window::Others { .. } => (100, area.height.saturating_sub(4)),
        Window::Suggestions(_) => {
            let rows = u16::try_from(len).unwrap_or(u16::MAX);
            let high = rows.saturating_mul(suggestions::ROWS).saturating_add(3);
            // Nothing to list is said in words.
            let high = if len == 0 { 8 } else { high };
            (100, high.clamp(4, area.height.saturating_sub(4).max(4)))
        }
        Window::Decisions(_) => (
            100,
            // Nothing to list is said in words, which a narrow terminal wraps.
            u16::try_from(len.max(3))
                .unwrap_or(u16::MAX)
                .saturating_add(2),
        ),
        Window::Ask(ask) => (64, ask.height(64.min(area.width.saturating_sub(4)))),
        Window::Text { lines, .. } => {
            let width = 70.min(area.width.saturating_sub(4));
            let rows: usize = lines
                .iter()
                .map(|line| {
                    text::wrap(line, Span::new(0, line.len()), width.saturating_sub(4)).len()
                })
                .sum();
            (
                70,
                u16::try_from(rows.max(len))
                    .unwrap_or(u16::MAX)
                    .saturating_add(2),
            )
        }
    };
    let margin = if area.width < 80 { 0 } else { 4 };
    let width = wide.min(area.width.saturating_sub(margin));
    let height = high
        .min(area.height.saturating_sub(2))
        .max(3.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
