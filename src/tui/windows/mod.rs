//! Windows that lie over a screen: help, palette, the proof of a finding, what the others say, questions, a few lines of text.

pub mod ask;
pub mod choosing;
pub mod decisions;
pub mod evidence;
pub mod help;
pub mod others;
pub mod palette;
mod standing;
pub mod suggestions;

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

pub use ask::Asking;
pub use choosing::Choosing;
pub use decisions::Decisions;
pub use palette::Palette;
use standing::{inside, place_of, scroll};
pub use suggestions::Suggestions;

use super::action::Action;
use super::effect::{Effect, Shown};
use super::keys::{Key, Keymap};
use super::proof::Evidence;
use super::session::Session;
use super::widgets::list::Place;
use super::widgets::{frame, text};
use crate::model::Span;
use crate::tui::theme::{Look, Role};
use crate::worker::request::OthersSay;

/// A window and where the reader is in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Window {
    Help {
        scope: &'static str,
        /// What works there now, most wanted first.
        first: Vec<Action>,
        /// Cells inside its border, as it was settled last.
        width: u16,
        place: Place,
        /// The window that comes back when this one closes.
        behind: Option<Box<Window>>,
    },
    Palette(Palette),
    Evidence {
        evidence: Evidence,
        place: Place,
    },
    /// What the others say: filled from the session when the answer comes.
    Others {
        place: Place,
        /// What it showed when another window was laid over it, or the reader went elsewhere.
        said: Option<Arc<OthersSay>>,
        /// The window that comes back when this one closes.
        behind: Option<Box<Window>>,
    },
    Text {
        title: String,
        lines: Vec<String>,
        place: Place,
        /// The window that comes back when this one closes.
        behind: Option<Box<Window>>,
    },
    Ask(Asking),
    Suggestions(Suggestions),
    Decisions(Decisions),
    /// Which articles of a story are compared.
    Choosing(Choosing),
}

/// Every window with keys of its own: scopes of the key table beside the panes'.
pub const NAMES: &[&str] = &["evidence", "suggestions", "decisions", "choosing"];

/// Stands for a window that has no keys of its own.
pub const PLAIN: &str = "";

/// What a window does with an action.
pub enum Outcome {
    Stay,
    /// The window stays, and something is set going.
    Do(Vec<Effect>),
    Close(Vec<Effect>),
    /// The reader goes elsewhere; the window is there again when they come back.
    Away(Vec<Effect>),
    /// The action is not for this window.
    NotMine,
}

impl Window {
    pub fn help(scope: &'static str, first: Vec<Action>) -> Window {
        Window::Help {
            scope,
            first,
            width: 0,
            place: Place::default(),
            behind: None,
        }
    }

    /// A window that begins at its top.
    pub fn new(shown: Shown) -> Window {
        match shown {
            Shown::Text { title, lines } => Window::Text {
                title,
                lines,
                place: Place::default(),
                behind: None,
            },
            Shown::Ask(ask) => Window::Ask(Asking::new(ask)),
            Shown::Evidence(evidence) => Window::Evidence {
                evidence,
                place: Place::default(),
            },
            Shown::Others => Window::Others {
                place: Place::default(),
                said: None,
                behind: None,
            },
            Shown::Suggestions => Window::Suggestions(Suggestions::default()),
            Shown::Decisions => Window::Decisions(Decisions::default()),
            Shown::Choosing { all, chosen } => Window::Choosing(Choosing::new(all, chosen)),
        }
    }

    /// Puts it aside with what it shows of the session.
    pub fn put_aside(mut self, session: &Session) -> Window {
        if let Window::Others { said, .. } = &mut self {
            said.clone_from(&session.others);
        }
        self
    }

    /// Takes it up again with what it showed then.
    pub fn taken_up(mut self, session: &mut Session) -> Window {
        if let Window::Others { said, .. } = &mut self {
            session.others = said.take();
        }
        self
    }

    /// Where the window is kept that this one lies over, of those that give way to it again.
    pub fn behind(&mut self) -> Option<&mut Option<Box<Window>>> {
        match self {
            Window::Ask(ask) => Some(&mut ask.behind),
            Window::Text { behind, .. }
            | Window::Others { behind, .. }
            | Window::Help { behind, .. } => Some(behind),
            _ => None,
        }
    }

    /// Its `[keys.<name>]`.
    pub fn scope(&self) -> &'static str {
        match self {
            Window::Suggestions(_) => "suggestions",
            Window::Decisions(_) => "decisions",
            Window::Choosing(_) => "choosing",
            Window::Evidence { .. } | Window::Others { .. } => "evidence",
            _ => PLAIN,
        }
    }

    /// What works in it now, for the hint line, most wanted first.
    pub fn hints(&self, session: &Session) -> Vec<Action> {
        match self {
            Window::Evidence { evidence, place } => {
                let proof = evidence.proofs.get(place.cursor);
                evidence::hints(proof, session)
            }
            Window::Others { place, .. } => {
                let others = others::others(session);
                let proof = others.as_ref().and_then(|of| of.proofs.get(place.cursor));
                evidence::hints(proof, session)
            }
            Window::Suggestions(suggestions) => suggestions.hints(session),
            Window::Decisions(decisions) => decisions.hints(session),
            Window::Choosing(choosing) => choosing.hints(),
            Window::Text { .. } | Window::Help { .. } => vec![Action::Down, Action::Cancel],
            // A letter is typed there, also that of a key.
            Window::Palette(_) => vec![Action::Open, Action::Cancel],
            Window::Ask(_) => vec![Action::Open, Action::Down, Action::Cancel],
        }
    }

    /// What an action is called on the hint line, where it does something of its own here.
    pub fn wording(&self, action: Action) -> Option<&'static str> {
        match self {
            Window::Choosing(choosing) => choosing.wording(action),
            Window::Palette(_) if action == Action::Open => Some("do it"),
            Window::Palette(_) if action == Action::Cancel => Some("close"),
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
        let is_help = matches!(self, Window::Help { .. });
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
                Action::Open => away(evidence.read(place.cursor)),
                Action::Why => Outcome::Do(vec![Effect::Open(evidence.why())]),
                Action::Others => Outcome::Do(evidence.take(place.cursor, action, session)),
                Action::Copy | Action::Cite | Action::Keep | Action::Browse => {
                    Outcome::Close(evidence.take(place.cursor, action, session))
                }
                _ => place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
            Window::Others { place, .. } => match action {
                Action::Open => {
                    away(others::others(session).and_then(|evidence| evidence.read(place.cursor)))
                }
                Action::Why => {
                    let why = others::why(session, place.cursor);
                    Outcome::Do(why.map(Effect::Open).into_iter().collect())
                }
                Action::Copy | Action::Cite | Action::Keep | Action::Others | Action::Browse => {
                    let others = others::others(session);
                    let taken = others.map(|evidence| evidence.take(place.cursor, action, session));
                    let taken = taken.unwrap_or_default();
                    match action {
                        Action::Others => Outcome::Do(taken),
                        _ => Outcome::Close(taken),
                    }
                }
                _ => place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
            Window::Ask(ask) => ask.act(action),
            Window::Suggestions(suggestions) => suggestions.act(action, session),
            Window::Decisions(decisions) => decisions.act(action, session),
            Window::Choosing(choosing) => choosing.act(action),
            Window::Help { place, .. } | Window::Text { place, .. } => match action {
                Action::Open => Outcome::Close(Vec::new()),
                // The key that opened it closes it.
                Action::Help if is_help => Outcome::Close(Vec::new()),
                Action::Why if !is_help => Outcome::Close(Vec::new()),
                _ => place
                    .act(action, len)
                    .map_or(Outcome::NotMine, |()| Outcome::Stay),
            },
        }
    }

    /// Scrolls so that the cursor shows, in a screen of `area`.
    pub fn settle(&mut self, session: &Session, keymap: &Keymap, area: Rect) {
        if let Window::Help { .. } = self {
            let inner = inside(place_of(self, area, 0));
            if let Window::Help { width, .. } = self {
                *width = inner.width;
            }
        }
        let len = self.len(session, keymap);
        let inner = inside(place_of(self, area, len));
        match self {
            Window::Help { place, .. } | Window::Text { place, .. } => {
                scroll(place, len, inner.height);
            }
            Window::Palette(palette) => palette.settle(inner),
            Window::Ask(_) => {}
            Window::Suggestions(suggestions) => suggestions.settle(session, inner),
            Window::Decisions(decisions) => decisions.settle(session, inner),
            Window::Choosing(choosing) => choosing.settle(inner),
            Window::Evidence { evidence, place } => evidence.settle(place, inner),
            Window::Others { place, .. } => {
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
        buf.set_style(area, look.theme.ground());
        match self {
            Window::Help {
                scope,
                first,
                place,
                ..
            } => {
                let inner = frame::frame(area, buf, look, "Keys", "j k scroll · Esc closes");
                let lines = help::lines(keymap, scope, first, inner.width);
                help::draw(&lines, place.first, inner, buf, look);
            }
            Window::Palette(palette) => palette.draw(keymap, area, buf, look),
            Window::Ask(ask) => ask.draw(area, buf, look),
            Window::Suggestions(suggestions) => suggestions.draw(session, area, buf, look),
            Window::Decisions(decisions) => decisions.draw(session, area, buf, look),
            Window::Choosing(choosing) => choosing.draw(area, buf, look),
            Window::Evidence { evidence, place } => evidence.draw(place, area, buf, look),
            Window::Others { place, .. } => match others::others(session) {
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

/// Goes elsewhere, or stays where there is nowhere to go.
fn away(effect: Option<Effect>) -> Outcome {
    match effect {
        Some(effect) => Outcome::Away(vec![effect]),
        None => Outcome::Stay,
    }
}
