//! Who and what is named: people, organisations and places with their counts.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::passage::say;
use crate::analysis::words::fold;
use crate::model::{Entity, NameKind};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::session::{Screen, Session, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};
use crate::tui::windows::Window;
use crate::worker::request::Request;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Mentions,
    Articles,
    Spellings,
    Name,
}

impl Order {
    fn next(self) -> (Order, &'static str) {
        match self {
            Order::Mentions => (Order::Articles, "sorted by number of articles"),
            Order::Articles => (Order::Spellings, "sorted by number of spellings"),
            Order::Spellings => (Order::Name, "sorted by name"),
            Order::Name => (Order::Mentions, "sorted by mentions"),
        }
    }
}

type MadeFrom = (Arc<Vec<Entity>>, String, Order, Option<NameKind>);

#[derive(Default)]
pub struct Entities {
    place: Place,
    filter: String,
    order: Order,
    kind: Option<NameKind>,
    shown: Vec<usize>,
    made_from: Option<MadeFrom>,
    /// What was asked for, and of which generation of the library.
    asked: Option<(String, u64)>,
    wish: u64,
}

impl Entities {
    fn entity<'a>(&self, session: &'a Session) -> Option<&'a Entity> {
        session.entities.get(*self.shown.get(self.place.cursor)?)
    }

    fn arrange(&mut self, session: &Session) {
        let current = self
            .made_from
            .as_ref()
            .is_some_and(|(entities, filter, order, kind)| {
                Arc::ptr_eq(entities, &session.entities)
                    && *filter == self.filter
                    && *order == self.order
                    && *kind == self.kind
            });
        if current {
            return;
        }
        let wanted = fold(&self.filter);
        let entities = &session.entities;
        let matches = |entity: &Entity| {
            wanted.is_empty()
                || entity
                    .spellings
                    .iter()
                    .any(|spelling| fold(&spelling.text).contains(&wanted))
        };
        self.shown = (0..entities.len())
            .filter(|&index| self.kind.is_none_or(|kind| entities[index].kind == kind))
            .filter(|&index| matches(&entities[index]))
            .collect();
        let spellings = |entity: &Entity| {
            let mut texts: Vec<&str> = entity
                .spellings
                .iter()
                .map(|spelling| spelling.text.as_str())
                .collect();
            texts.sort_unstable();
            texts.dedup();
            texts.len()
        };
        match self.order {
            Order::Mentions => self
                .shown
                .sort_by_key(|&index| std::cmp::Reverse(entities[index].mentions)),
            Order::Articles => self
                .shown
                .sort_by_key(|&index| std::cmp::Reverse(entities[index].articles.len())),
            Order::Spellings => self
                .shown
                .sort_by_cached_key(|&index| std::cmp::Reverse(spellings(&entities[index]))),
            Order::Name => self
                .shown
                .sort_by_cached_key(|&index| fold(&entities[index].name)),
        }
        self.place.cursor = 0;
        self.made_from = Some((
            Arc::clone(entities),
            self.filter.clone(),
            self.order,
            self.kind,
        ));
    }
}

/// The reasons for a join, as a window.
pub fn why(entity: &Entity) -> Window {
    let mut lines = vec![
        format!("{} · {}", entity.name, entity.kind.word()),
        String::new(),
    ];
    if entity.why.is_empty() {
        lines.push("Written in one way only: nothing was joined.".to_string());
    }
    lines.extend(entity.why.iter().cloned());
    Window::text("Why one", lines)
}

impl Pane for Entities {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::NextKind,
            Action::Sort,
            Action::Filter,
            Action::Find,
            Action::Why,
            Action::NextPane,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, self.shown.len()).is_some() {
            return Some(Vec::new());
        }
        match action {
            Action::Open => Some(vec![Effect::Focus("card")]),
            Action::Why => Some(vec![Effect::Open(why(self.entity(session)?))]),
            Action::Find => Some(vec![Effect::Search(format!(
                "name:\"{}\"",
                self.entity(session)?.name
            ))]),
            Action::NextKind => {
                let at = self.kind.map_or(0, |kind| {
                    1 + NameKind::ALL.iter().position(|k| *k == kind).unwrap_or(0)
                });
                self.kind = NameKind::ALL.get(at).copied();
                Some(Vec::new())
            }
            Action::Sort => {
                let (order, words) = self.order.next();
                self.order = order;
                Some(vec![say(Tone::Notice, words)])
            }
            _ => None,
        }
    }

    fn filter(&mut self, text: &str, _session: &Session) -> bool {
        self.filter = text.to_string();
        true
    }

    fn filtered(&self) -> Option<&str> {
        Some(&self.filter)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        if session.wanted.0 != self.wish {
            self.wish = session.wanted.0;
            if session
                .entities
                .iter()
                .any(|entity| entity.id == session.wanted.1)
            {
                (self.filter, self.kind) = (String::new(), None);
                self.arrange(session);
                let at = self
                    .shown
                    .iter()
                    .position(|&index| session.entities[index].id == session.wanted.1);
                self.place.cursor = at.unwrap_or(self.place.cursor);
            }
        }
        self.arrange(session);
        self.place
            .settle(self.shown.len(), size.height.saturating_sub(2), |_| 1);
        let Some(entity) = self.entity(session) else {
            return Vec::new();
        };
        let current = session
            .card
            .as_ref()
            .is_some_and(|card| card.entity.id == entity.id);
        let wish = (entity.id.clone(), session.status.generation);
        let pending = self.asked.as_ref() == Some(&wish);
        if session.screen != Screen::Entities || current || pending {
            return Vec::new();
        }
        self.asked = Some(wish);
        vec![Effect::Ask(Request::Card(entity.id.clone()))]
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let len = self.shown.len();
        let title = self.kind.map_or("Names", NameKind::heading);
        let title = format!("{title} · mentions in articles");
        let foot = self.place.foot(len);
        let inner = frame::frame(area, buf, look, &title, &foot);
        if len == 0 {
            let nothing = if self.filter.is_empty() {
                "No names yet."
            } else {
                "No name matches the filter."
            };
            text::label(
                buf,
                (inner.x + 1, inner.y),
                inner.width,
                nothing,
                look.theme.style(Role::Muted),
            );
        }
        for (index, (y, &number)) in (inner.y..inner.bottom())
            .zip(self.shown.iter().skip(self.place.first))
            .enumerate()
        {
            let entity = &session.entities[number];
            let selected = index + self.place.first == self.place.cursor;
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(selected, look).paint(row, buf, look);
            let (sign, role) = match entity.kind {
                NameKind::Person => ("P", Role::Outlet1),
                NameKind::Organisation => ("O", Role::Outlet2),
                NameKind::Place => ("L", Role::Outlet3),
            };
            text::label(
                buf,
                (inner.x + 1, y),
                1,
                sign,
                behind.patch(look.theme.style(role)),
            );
            let counts = format!("{:>5} in {:<4}", entity.mentions, entity.articles.len());
            let wide = text::cells(&counts) as u16;
            let room = inner.width.saturating_sub(4 + wide);
            text::label(buf, (inner.x + 3, y), room, &entity.name, behind);
            let at = inner.right().saturating_sub(wide);
            text::label(
                buf,
                (at, y),
                wide,
                &counts,
                behind.patch(look.theme.style(Role::Muted)),
            );
        }
    }
}
