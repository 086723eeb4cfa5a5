//! Who and what is named: people, organisations and places with their counts, to sort, filter and decide about.

mod columns;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::deciding;
use super::passage::say;
use crate::model::{Entity, NameKind};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Screen, Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::thousands;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, kind, text};
use crate::worker::entity_list::{EntityList, EntitySort};
use crate::worker::request::Request;
use columns::Head;

/// What the rows shown were made from.
#[derive(Clone)]
struct Made {
    list: Arc<EntityList>,
    filter: String,
    sort: EntitySort,
    kind: Option<NameKind>,
}

/// What was asked for: an entity's card, of which edition of the library, after how many decisions.
type Asked = (String, u64, u64);

#[derive(Default)]
pub struct Entities {
    place: Place,
    filter: String,
    sort: EntitySort,
    kind: Option<NameKind>,
    /// Places in the list of `made`.
    shown: Vec<usize>,
    /// The type of each entity of the list, close together: counting them must not go through all entities.
    kinds: Vec<NameKind>,
    /// How many match the filter, of each of [`NameKind::ALL`].
    counts: [usize; NameKind::ALL.len()],
    made: Option<Made>,
    asked: Option<Asked>,
    wish: u64,
    /// The entity that is to be under the cursor as soon as the names have come: its id and its name.
    goal: Option<(String, String)>,
}

impl Entities {
    /// The entity under the cursor, of the list that the reader sees: a newer one may have come since it was drawn.
    fn entity(&self) -> Option<&Entity> {
        let place = *self.shown.get(self.place.cursor)?;
        Some(self.made.as_ref()?.list.get(place)?.0)
    }

    /// Makes the rows anew if what they are made from changed. The cursor stays on its entity; another order starts at the
    /// top.
    fn arrange(&mut self, session: &Session) {
        let made = self.made.as_ref();
        let current = made.is_some_and(|made| {
            Arc::ptr_eq(&made.list, &session.list)
                && made.filter == self.filter
                && made.sort == self.sort
                && made.kind == self.kind
        });
        if current {
            return;
        }
        let sorted = made.is_some_and(|made| made.sort != self.sort);
        let searched =
            made.is_some_and(|made| made.filter != self.filter || made.kind != self.kind);
        let list = &session.list;
        let same = made.is_some_and(|made| Arc::ptr_eq(&made.list, list));
        let kept = self.shown.get(self.place.cursor).copied();
        let of_old = self
            .entity()
            .filter(|_| !same)
            .map(|entity| (entity.id.clone(), entity.name.clone()));
        let of_old = self.goal.take_if(|_| session.listed).or(of_old);
        if !same {
            let entities = list.entities().iter();
            self.kinds = entities.map(|entity| entity.kind).collect();
        }
        self.shown = list.places(self.sort, None, &self.filter);
        self.count();
        let at = match of_old {
            Some((id, name)) => self
                .at(list, &id)
                .or_else(|| self.named(list, &name).filter(|_| !searched)),
            None => kept.and_then(|kept| self.shown.iter().position(|place| *place == kept)),
        };
        match at {
            _ if sorted => self.place.cursor = 0,
            Some(at) => self.place.carry_to(at),
            None if searched => self.place.cursor = 0,
            None => {}
        }
        self.made = Some(Made {
            list: Arc::clone(list),
            filter: self.filter.clone(),
            sort: self.sort,
            kind: self.kind,
        });
    }

    /// Counts what is shown by type, and leaves the type chosen.
    fn count(&mut self) {
        let kinds = &self.kinds;
        let mut counts = [0; NameKind::ALL.len()];
        let chosen = self.kind;
        self.shown.retain(|&place| {
            let kind = kinds.get(place).copied();
            for (count, of) in counts.iter_mut().zip(NameKind::ALL) {
                *count += usize::from(kind == Some(of));
            }
            chosen.is_none_or(|chosen| kind == Some(chosen))
        });
        self.counts = counts;
    }

    /// Where an entity stands in the rows.
    fn at(&self, list: &EntityList, id: &str) -> Option<usize> {
        let is_it = |&place: &usize| list.get(place).is_some_and(|(entity, _)| entity.id == id);
        self.shown.iter().position(is_it)
    }

    /// What became of an entity that was called so.
    fn named(&self, list: &EntityList, name: &str) -> Option<usize> {
        let is_it = |&place: &usize| {
            let written = |entity: &Entity| {
                let mut spellings = entity.spellings.iter();
                entity.name == name || spellings.any(|spelling| spelling.text == name)
            };
            list.get(place).is_some_and(|(entity, _)| written(entity))
        };
        self.shown.iter().position(is_it)
    }

    /// Puts the cursor on the entity that is wanted; a filter that hides it is taken away.
    fn grant(&mut self, session: &Session) {
        if session.wanted.0 == self.wish {
            return;
        }
        self.wish = session.wanted.0;
        let id = &session.wanted.1;
        let at = self.at(&session.list, id).or_else(|| {
            let entities = session.list.entities();
            entities.iter().find(|entity| entity.id == *id)?;
            (self.filter, self.kind) = (String::new(), None);
            self.arrange(session);
            self.at(&session.list, id)
        });
        self.place.cursor = at.unwrap_or(self.place.cursor);
    }

    fn split(&self) -> Option<Vec<Effect>> {
        let entity = self.entity()?;
        let first = entity.spellings.first()?;
        let several = entity
            .spellings
            .iter()
            .any(|spelling| spelling.text != first.text);
        Some(if several {
            let how = "on a spelling of the card, the same key splits it off";
            vec![Effect::Focus("card"), say(Tone::Notice, how)]
        } else {
            deciding::split(entity, &first.text)
        })
    }
}

impl Pane for Entities {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        if self.entity().is_none() {
            return vec![Action::Filter, Action::NextKind];
        }
        let mut hints = vec![Action::Open, Action::NextKind, Action::Sort, Action::Filter];
        hints.extend([Action::Find, Action::Why, Action::Merge, Action::NotSame]);
        if !session.suggestions.is_empty() {
            hints.push(Action::Suggestions);
        }
        if !session.decisions.is_empty() {
            hints.extend([Action::Decisions, Action::Undo]);
        }
        hints.extend([Action::Rename, Action::Retype]);
        hints
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, self.shown.len()).is_some() {
            return Some(Vec::new());
        }
        match action {
            Action::Open => Some(vec![Effect::Focus("card")]),
            Action::NextKind => {
                let at = self.kind.map_or(0, |kind| {
                    1 + NameKind::ALL.iter().position(|k| *k == kind).unwrap_or(0)
                });
                self.kind = NameKind::ALL.get(at).copied();
                Some(Vec::new())
            }
            Action::Sort => {
                self.sort = self.sort.next();
                let words = match self.sort {
                    EntitySort::Newest => "sorted by the day last named, newest first".to_string(),
                    sort => format!("sorted by {}", sort.word()),
                };
                Some(vec![say(Tone::Notice, &words)])
            }
            // The filter goes first, then the mark: a name marked is looked for by filters.
            Action::Cancel if !self.filter.is_empty() => None,
            Action::Split => self.split(),
            _ => match self.entity() {
                Some(entity) => deciding::act(entity, action, session),
                None => deciding::anywhere(action, session),
            },
        }
    }

    fn filter(&mut self, text: &str, _session: &Session) -> bool {
        self.filter = text.to_string();
        true
    }

    fn filtered(&self) -> Option<&str> {
        Some(&self.filter)
    }

    fn place(&self, _session: &Session) -> Option<String> {
        let entity = self.entity()?;
        Some(format!("{}\n{}", entity.id, entity.name))
    }

    fn go_to(&mut self, place: &str) {
        let parts = place.split_once('\n');
        self.goal = parts.map(|(id, name)| (id.to_string(), name.to_string()));
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        session.entities.first()?;
        // Below the headings.
        self.place.click(y.checked_sub(1)?, self.shown.len(), |_| 1)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.arrange(session);
        self.grant(session);
        // The border, and the headings.
        let rows = size.height.saturating_sub(3);
        self.place.settle(self.shown.len(), rows, |_| 1);
        let Some(entity) = self.entity() else {
            return Vec::new();
        };
        let wish = (entity.id.clone(), session.edition, session.decided);
        if session.screen != Screen::Entities || self.asked.as_ref() == Some(&wish) {
            return Vec::new();
        }
        let ask = Effect::Ask(Request::Card(entity.id.clone()));
        self.asked = Some(wish);
        vec![ask]
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let len = self.shown.len();
        let foot = match len {
            0 => String::new(),
            _ => format!(
                "{} of {}",
                thousands(self.place.cursor as u64 + 1),
                thousands(len as u64)
            ),
        };
        let inner = frame::frame(area, buf, look, "", &foot);
        let head = Head::new(inner.width, self.sort, &self.counts);
        head.draw(self.kind, inner, buf, look);
        let top = (inner.y + 1).min(inner.bottom());
        if len == 0 {
            let nothing = match (self.filter.is_empty(), self.kind) {
                (true, None) => "No names yet.",
                (true, Some(_)) => "No name of this type.",
                (false, _) => "No name matches the filter.",
            };
            let muted = look.theme.style(Role::Muted);
            text::label(buf, (inner.x + 1, top), inner.width, nothing, muted);
        }
        let Some(made) = &self.made else { return };
        let rows = self.shown.iter().enumerate().skip(self.place.first);
        for (y, (index, &place)) in (top..inner.bottom()).zip(rows) {
            let Some((entity, facts)) = made.list.get(place) else {
                continue;
            };
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(index == self.place.cursor, look).paint(row, buf, look);
            kind::sign(entity.kind, (inner.x + 1, y), behind, buf, look);
            let marked = session.marked.as_ref();
            if marked.is_some_and(|marked| marked.id == entity.id) {
                let style = behind.patch(look.theme.style(Role::Marked));
                text::label(buf, (inner.x + 2, y), 1, "◆", style);
            }
            let room = head.room();
            text::label(buf, (inner.x + 3, y), room, &entity.name, behind);
            head.cells((entity, facts), row, behind, buf, look);
        }
    }
}
