//! What the reader decided about names, newest first; each can be taken back.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Outcome;
use crate::model::{Decision, DecisionKind, Made};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::panes::passage;
use crate::tui::session::{Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};
use crate::worker::request::Request;

/// Cells of the kind of a decision: `not the same`.
const KIND: u16 = 13;

/// Where the reader is in the decisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    place: Place,
}

impl Decisions {
    /// What works now.
    pub fn hints(&self, session: &Session) -> Vec<Action> {
        match self.decision(session) {
            Some(_) => vec![
                Action::Remove,
                Action::Open,
                Action::Undo,
                Action::Redo,
                Action::Cancel,
            ],
            None => vec![Action::Cancel, Action::Undo],
        }
    }

    fn decision<'a>(&self, session: &'a Session) -> Option<&'a Decision> {
        session.decisions.iter().rev().nth(self.place.cursor)
    }

    pub fn act(&mut self, action: Action, session: &Session) -> Outcome {
        let len = session.decisions.len();
        if self.place.act(action, len).is_some() {
            return Outcome::Stay;
        }
        match (action, self.decision(session)) {
            (Action::Undo, _) => Outcome::Do(vec![Effect::Undo]),
            (Action::Redo, _) => Outcome::Do(vec![Effect::Ask(Request::Redo(Made::Names))]),
            (Action::Remove, Some(decision)) => {
                Outcome::Do(vec![Effect::Ask(Request::TakeBack(decision.id))])
            }
            (Action::Open, Some(decision)) => match spelled(decision, session) {
                Some(id) => Outcome::Away(vec![Effect::Entity(id)]),
                None => {
                    let nobody = format!("no article names {} now", decision.one);
                    Outcome::Do(vec![passage::say(Tone::Notice, &nobody)])
                }
            },
            (Action::Open, None) => Outcome::Close(Vec::new()),
            _ => Outcome::NotMine,
        }
    }

    pub fn settle(&mut self, session: &Session, inner: Rect) {
        let len = session.decisions.len();
        self.place.settle(len, inner.height, |_| 1);
    }

    pub fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let foot = self.place.foot(session.decisions.len());
        let inner = frame::frame(area, buf, look, "Your decisions about names", &foot);
        let muted = look.theme.style(Role::Muted);
        if session.decisions.is_empty() {
            let none = "None yet. They hold for articles still to come, too, and over every rule.";
            text::paragraphs(buf, inner, &[none], muted);
        }
        let rows = session.decisions.iter().rev().enumerate();
        for (y, (index, decision)) in (inner.y..inner.bottom()).zip(rows.skip(self.place.first)) {
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(index == self.place.cursor, look).paint(row, buf, look);
            let day = decision.created.get(..10).unwrap_or(&decision.created);
            let x = inner.x + 2;
            let used = text::label(buf, (x, y), 10, day, behind.patch(muted));
            let (kind, says) = words(decision);
            let x = x + used + 2;
            let strong = behind.patch(look.theme.style(Role::Strong));
            text::label(buf, (x, y), KIND, kind, strong);
            let x = x + KIND + 1;
            text::label(buf, (x, y), inner.right().saturating_sub(x), &says, behind);
        }
    }
}

/// The kind, and what it says of whom.
fn words(decision: &Decision) -> (&'static str, String) {
    let Decision { one, two, .. } = decision;
    match decision.kind {
        DecisionKind::Merge => ("merged", format!("“{one}” and “{two}”")),
        DecisionKind::NotSame => ("not the same", format!("“{one}” and “{two}”")),
        DecisionKind::Split => ("split off", format!("“{one}” from “{two}”")),
        DecisionKind::Rename => ("shown as", format!("“{two}”, not “{one}”")),
        DecisionKind::Retype => ("type", format!("“{one}” is of type {two}")),
    }
}

/// The entity that is written as the decision says now.
fn spelled(decision: &Decision, session: &Session) -> Option<String> {
    let is_written = |text: &str| {
        let mut entities = session.entities.iter();
        entities.find(|entity| {
            entity.name == text || entity.spellings.iter().any(|written| written.text == text)
        })
    };
    let found = is_written(&decision.one).or_else(|| is_written(&decision.two))?;
    Some(found.id.clone())
}
