//! Pairs of names that may be one: the reader confirms, rejects, or looks at either.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Outcome;
use crate::model::{DecisionKind, Entity, Made, Span, Suggestion};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::{deciding, passage};
use crate::tui::session::{Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::thousands;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, kind, text};
use crate::worker::request::Request;

/// Where the reader is in the pairs, and which of both names opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    place: Place,
    second: bool,
}

/// Rows of a pair: the names, mostly one row of reason, and a blank one.
pub const ROWS: u16 = 3;

impl Suggestions {
    /// What works now.
    pub fn hints(&self, session: &Session) -> Vec<Action> {
        match self.pair(session) {
            Some(_) => vec![
                Action::Merge,
                Action::NotSame,
                Action::Open,
                Action::Right,
                Action::Undo,
                Action::Cancel,
            ],
            None => vec![Action::Cancel, Action::Undo],
        }
    }

    fn pair<'a>(&self, session: &'a Session) -> Option<&'a Suggestion> {
        session.suggestions.get(self.place.cursor)
    }

    pub fn act(&mut self, action: Action, session: &Session) -> Outcome {
        let len = session.suggestions.len();
        if self.place.act(action, len).is_some() {
            self.second = false;
            return Outcome::Stay;
        }
        match action {
            Action::Left | Action::Right | Action::NextPane | Action::PreviousPane => {
                self.second = match action {
                    Action::Left => false,
                    Action::Right => true,
                    _ => !self.second,
                };
                Outcome::Stay
            }
            Action::Undo => Outcome::Do(vec![Effect::Undo]),
            Action::Redo => Outcome::Do(vec![Effect::Ask(Request::Redo(Made::Names))]),
            Action::Merge => self.decided(DecisionKind::Merge, session),
            Action::NotSame => self.decided(DecisionKind::NotSame, session),
            Action::Open => self.opened(session),
            _ => Outcome::NotMine,
        }
    }

    fn decided(&self, decision: DecisionKind, session: &Session) -> Outcome {
        let Some(pair) = self.pair(session) else {
            return Outcome::Stay;
        };
        let called = |name: &str| {
            let found = entity(pair, name, session);
            found.map_or(name.to_string(), |entity| entity.id.clone())
        };
        let effect = deciding::decide(decision, &called(&pair.one), &called(&pair.two));
        Outcome::Do(vec![effect])
    }

    fn opened(&self, session: &Session) -> Outcome {
        let Some(pair) = self.pair(session) else {
            return Outcome::Close(Vec::new());
        };
        let name = if self.second { &pair.two } else { &pair.one };
        match entity(pair, name, session) {
            Some(entity) => Outcome::Away(vec![Effect::Entity(entity.id.clone())]),
            None => {
                let gone = format!("{name} is not in the list any more");
                Outcome::Do(vec![passage::say(Tone::Notice, &gone)])
            }
        }
    }

    /// The reason for a pair, wrapped.
    fn why(why: &str, width: u16) -> Vec<Span> {
        text::wrap(why, Span::new(0, why.len()), width)
    }

    pub fn settle(&mut self, session: &Session, inner: Rect) {
        let width = inner.width.saturating_sub(7);
        let pairs = &session.suggestions;
        self.place.settle(pairs.len(), inner.height, |index| {
            pairs.get(index).map_or(1, |pair| {
                Suggestions::why(&pair.why, width).len() as u16 + 2
            })
        });
    }

    pub fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let pairs = &session.suggestions;
        let foot = match self.place.foot(pairs.len()) {
            foot if foot.is_empty() => foot,
            foot => format!("{foot} · h l choose which of both opens"),
        };
        let inner = frame::frame(area, buf, look, "May these be one?", &foot);
        let muted = look.theme.style(Role::Muted);
        if pairs.is_empty() {
            let lines = [
                "Nothing to ask: no two names are nearly one, or you have decided about all.",
                "What was joined for sure stands in the list, with its reasons.",
            ];
            text::paragraphs(buf, inner, &lines, muted);
        }
        let mut y = inner.y;
        for (index, pair) in pairs.iter().enumerate().skip(self.place.first) {
            let width = inner.width.saturating_sub(7);
            let reason = &pair.why;
            let why = Suggestions::why(reason, width);
            if y >= inner.bottom() {
                return;
            }
            let here = index == self.place.cursor;
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(here, look).paint(row, buf, look);
            kind::sign(pair.kind, (inner.x + 2, y), behind, buf, look);
            let mut x = inner.x + 4;
            for (second, name) in [(false, &pair.one), (true, &pair.two)] {
                if second {
                    let room = inner.right().saturating_sub(x);
                    x += text::label(buf, (x, y), room, "  ·  ", behind);
                }
                let style = match here && self.second == second {
                    true => behind.patch(look.theme.style(Role::Hit)),
                    false => behind.patch(look.theme.style(Role::Strong)),
                };
                let room = inner.right().saturating_sub(x);
                x += text::label(buf, (x, y), room, name, style);
                if let Some(entity) = entity(pair, name, session) {
                    let counts = format!(" {}", thousands(u64::from(entity.mentions)));
                    let room = inner.right().saturating_sub(x);
                    x += text::label(buf, (x, y), room, &counts, behind.patch(muted));
                }
            }
            y += 1;
            for row in why {
                if y >= inner.bottom() {
                    return;
                }
                text::paint(buf, (inner.x + 4, y), width, reason, row, muted, &[]);
                y += 1;
            }
            y += 1;
        }
    }
}

/// The entity that a pair speaks of.
fn entity<'a>(pair: &Suggestion, name: &str, session: &'a Session) -> Option<&'a Entity> {
    let entities = &session.entities;
    entities
        .iter()
        .find(|entity| entity.name == name && entity.kind == pair.kind)
}
