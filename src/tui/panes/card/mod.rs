//! One entity: its spellings by outlet, why they are one, who it appears with, when, and every sentence that names it.

mod context;
mod drawing;
mod rows;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::model::{Companion, Context, EntityCard};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::panes::{deciding, passage};
use crate::tui::session::{Session, Target, Tone};
use crate::tui::theme::Look;
use crate::tui::widgets::list::Place;
use crate::worker::request::Request;
use rows::{Room, Row, Writing};

#[derive(Default)]
pub struct Card {
    place: Place,
    /// Which of the companions on one row.
    column: usize,
    rows: Vec<Row>,
    writings: Vec<Writing>,
    made_from: Option<(Arc<EntityCard>, Room)>,
    /// What the rows were made for in the end.
    room: Room,
    unfolded: bool,
    /// The reader went down: until then the top shows.
    moved: bool,
}

impl Card {
    fn row(&self) -> Option<&Row> {
        self.rows.get(self.place.cursor)
    }

    fn context<'a>(&self, card: &'a EntityCard) -> Option<&'a Context> {
        match self.row()? {
            Row::Context(index) => card.contexts.get(*index),
            _ => None,
        }
    }

    fn writing(&self) -> Option<&Writing> {
        match self.row()? {
            Row::Spelling(index, _) => self.writings.get(*index),
            _ => None,
        }
    }

    fn companion<'a>(&self, card: &'a EntityCard) -> Option<&'a Companion> {
        match self.row()? {
            Row::Companions(range) => card.with.get(range.clone().nth(self.column)?),
            _ => None,
        }
    }

    fn is_place(&self, at: usize) -> bool {
        matches!(
            self.rows.get(at),
            Some(Row::Context(_) | Row::Companions(_) | Row::Spelling(..) | Row::More(_))
        )
    }

    /// The first row of each section that can be stood on.
    fn starts(&self) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let headings = rows.filter(|(_, row)| matches!(row, Row::Heading(..)));
        // What holds nothing to stand on, the reasons, is passed over.
        let mut starts: Vec<usize> = headings
            .filter_map(|(from, _)| (from..self.rows.len()).find(|&at| self.is_place(at)))
            .collect();
        starts.dedup();
        starts
    }

    fn land(&mut self, forward: bool) {
        let mut place = self.place;
        place.land(forward, self.rows.len(), |at| self.is_place(at));
        self.place = place;
        if let Some(Row::Companions(range)) = self.row() {
            self.column = self.column.min(range.len().saturating_sub(1));
        }
    }

    fn build(&mut self, card: &Arc<EntityCard>, width: u16, height: u16) {
        let made = self.made_from.as_ref();
        let same = made.is_some_and(|(made, _)| made.entity.id == card.entity.id);
        if !same {
            (self.place, self.column) = (Place::default(), 0);
            (self.unfolded, self.moved) = (false, false);
        }
        let room = Room::new(width, height, self.unfolded);
        let made = self.made_from.as_ref();
        if made.is_some_and(|(made, of)| Arc::ptr_eq(made, card) && *of == room) {
            return;
        }
        let stood = self.row().cloned();
        self.writings = rows::writings(card);
        (self.rows, self.room) = rows::rows(card, &self.writings, room);
        // In another room the rows are others: the cursor stays on what it stood on, and at the top until the reader moved.
        let is_it = |row: &Row| stood.as_ref().is_some_and(|stood| row.is_about(stood));
        self.place.cursor = match self.moved {
            true => self
                .rows
                .iter()
                .position(is_it)
                .unwrap_or(self.place.cursor),
            false => 0,
        };
        self.made_from = Some((Arc::clone(card), room));
    }

    /// From one companion to the next on its row; `None` at the end of it.
    fn beside(&mut self, action: Action) -> Option<()> {
        let Some(Row::Companions(range)) = self.row() else {
            return None;
        };
        let by = if action == Action::Right { 1 } else { -1 };
        let next = self.column.checked_add_signed(by);
        self.column = next.filter(|next| *next < range.len())?;
        Some(())
    }

    fn open(&mut self, card: &EntityCard) -> Answered {
        Some(match self.row()? {
            Row::More(_) => {
                self.unfolded = true;
                Vec::new()
            }
            Row::Companions(_) => vec![Effect::Entity(self.companion(card)?.id.clone())],
            Row::Spelling(..) => {
                let written = &self.writing()?.text;
                let is_so = |context: &&Context| context.name.of(&context.sentence) == written;
                match card.contexts.iter().find(is_so) {
                    Some(context) => vec![read(context)],
                    None => vec![Effect::Search(format!("\"{}\"", written.replace('"', "")))],
                }
            }
            _ => vec![read(self.context(card)?)],
        })
    }

    /// Decisions are about the companion under the cursor, else about the entity of the card.
    fn decide(&self, card: &EntityCard, action: Action, session: &Session) -> Answered {
        if action == Action::Split {
            return Some(match self.writing() {
                Some(writing) => deciding::split(&card.entity, &writing.text),
                None => vec![passage::say(
                    Tone::Notice,
                    "go to one of the spellings: the same key splits it off there",
                )],
            });
        }
        let companion = self.companion(card);
        let of_companion = companion.and_then(|companion| {
            let mut entities = session.entities.iter();
            entities.find(|entity| entity.id == companion.id)
        });
        deciding::act(of_companion.unwrap_or(&card.entity), action, session)
    }
}

fn read(context: &Context) -> Effect {
    Effect::Read(match context.aside {
        Some(aside) => Target::around(&context.article, aside.number, context.mention),
        None => Target::at(&context.article, context.mention),
    })
}

impl Pane for Card {
    fn name(&self) -> &'static str {
        "card"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let Some(card) = &session.card else {
            return vec![Action::PreviousPane];
        };
        let mut hints = vec![Action::Open];
        if self.context(card).is_some() {
            hints.extend([Action::Keep, Action::Copy, Action::Others]);
        }
        if self.writing().is_some() && self.writings.len() > 1 {
            hints.push(Action::Split);
        }
        hints.push(Action::NextGroup);
        hints.extend([Action::Find, Action::Why, Action::Merge, Action::Rename]);
        hints.extend([Action::Retype, Action::NextPane]);
        if !session.decisions.is_empty() {
            hints.push(Action::Undo);
        }
        hints
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let Some(card) = session.card.as_ref() else {
            return deciding::anywhere(action, session);
        };
        if self.place.act(action, self.rows.len()).is_some() {
            self.moved = action != Action::Top;
            self.land(!matches!(
                action,
                Action::Up | Action::HalfPageUp | Action::PageUp | Action::Bottom
            ));
            return Some(Vec::new());
        }
        if self.place.leap(action, &self.starts()).is_some() {
            (self.moved, self.column) = (true, 0);
            return Some(Vec::new());
        }
        match action {
            Action::Left | Action::Right => return self.beside(action).map(|()| Vec::new()),
            Action::Open => return self.open(card),
            Action::Keep | Action::Copy | Action::Cite | Action::Others => {}
            _ => return self.decide(card, action, session),
        }
        let Some(context) = self.context(card) else {
            let how = "go to one of the sentences: the same key takes it there";
            return Some(vec![passage::say(Tone::Notice, how)]);
        };
        let Some(article) = session.article(&context.article) else {
            return Some(vec![Effect::Ask(Request::Article(context.article.clone()))]);
        };
        if let Some(aside) = context.aside {
            return passage::act_around(article, article.asides.get(aside.number)?, action);
        }
        let sentence = article.sentence_at(context.mention.start)?;
        passage::act(article, article.sentences[sentence], "sentence", action)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        let Some(card) = &session.card else {
            self.rows.clear();
            self.made_from = None;
            return Vec::new();
        };
        let rows = size.height.saturating_sub(2);
        self.build(card, size.width.saturating_sub(4), rows);
        if !self.is_place(self.place.cursor) {
            self.land(true);
        }
        self.place.settle(self.rows.len(), rows, |_| 1);
        if !self.moved && self.place.cursor < usize::from(rows) {
            self.place.first = 0;
        }
        // The sentence under the cursor can be kept and asked about at once: its article is fetched ahead.
        match self.context(card) {
            Some(context) if session.article(&context.article).is_none() => {
                vec![Effect::Ask(Request::Article(context.article.clone()))]
            }
            _ => Vec::new(),
        }
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        self.paint(session, area, buf, look);
    }
}
