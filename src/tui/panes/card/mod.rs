//! One entity: its spellings by outlet, why they are one, who it appears with, when, and every sentence that names it.

mod context;

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::model::{Context, EntityCard, Span};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::panes::passage;
use crate::tui::session::{Session, Target};
use crate::tui::theme::Role;
use crate::tui::widgets::count::counted;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{bar, frame, text};
use crate::worker::request::Request;

/// Reasons shown before the reader asks for all.
const REASONS: usize = 3;
/// Companions shown.
const COMPANIONS: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    Heading(String),
    Line(String, Role),
    /// A spelling and the outlets that write so.
    Spelling(String, String),
    Blank,
    Companion(usize),
    Context(usize),
}

#[derive(Default)]
pub struct Card {
    place: Place,
    rows: Vec<Row>,
    made_from: Option<(Arc<EntityCard>, u16)>,
    width: u16,
    /// The reader went down: until then the top shows.
    moved: bool,
}

impl Card {
    fn context<'a>(&self, card: &'a EntityCard) -> Option<&'a Context> {
        match self.rows.get(self.place.cursor)? {
            Row::Context(index) => card.contexts.get(*index),
            _ => None,
        }
    }

    fn is_place(&self, at: usize) -> bool {
        matches!(self.rows.get(at), Some(Row::Context(_) | Row::Companion(_)))
    }

    fn land(&mut self, forward: bool) {
        let mut place = self.place;
        place.land(forward, self.rows.len(), |at| self.is_place(at));
        self.place = place;
    }

    fn build(&mut self, card: &Arc<EntityCard>) {
        let current = self
            .made_from
            .as_ref()
            .is_some_and(|(made, width)| Arc::ptr_eq(made, card) && *width == self.width);
        if current {
            return;
        }
        self.rows = rows(card, self.width);
        self.place = Place::default();
        self.moved = false;
        self.made_from = Some((Arc::clone(card), self.width));
    }
}

fn rows(card: &EntityCard, width: u16) -> Vec<Row> {
    let entity = &card.entity;
    let mut rows = vec![Row::Line(entity.name.clone(), Role::Strong)];
    let mut facts = vec![
        entity.kind.word().to_string(),
        counted(u64::from(entity.mentions), "mention", "mentions"),
        counted(entity.articles.len() as u64, "article", "articles"),
    ];
    if let (Some((first, _)), Some((last, _))) = (card.days.first(), card.days.last()) {
        facts.push(if first == last {
            first.clone()
        } else {
            format!("{first} – {last}")
        });
    }
    rows.push(Row::Line(facts.join(" · "), Role::Muted));
    if card.days.len() > 1 {
        let counts: Vec<u64> = card
            .days
            .iter()
            .map(|(_, count)| u64::from(*count))
            .collect();
        rows.push(Row::Line(
            bar::sparkline(&bar::squeezed(&counts, usize::from(width))),
            Role::Figure,
        ));
    }
    rows.push(Row::Blank);
    rows.push(Row::Heading("Spellings".to_string()));
    let mut spellings: BTreeMap<&str, (u32, Vec<String>)> = BTreeMap::new();
    for spelling in &entity.spellings {
        let entry = spellings.entry(&spelling.text).or_default();
        entry.0 += spelling.count;
        let outlet = spelling.outlet.as_deref().unwrap_or("outlet unknown");
        entry.1.push(format!("{outlet} {}", spelling.count));
    }
    let mut spellings: Vec<_> = spellings.into_iter().collect();
    spellings.sort_by_key(|(text, (count, _))| (std::cmp::Reverse(*count), *text));
    rows.extend(
        spellings
            .into_iter()
            .map(|(text, (_, outlets))| Row::Spelling(text.to_string(), outlets.join(", "))),
    );
    if !entity.why.is_empty() {
        rows.extend([Row::Blank, Row::Heading("Joined because".to_string())]);
        for why in entity.why.iter().take(REASONS) {
            let wrapped = text::wrap(why, Span::new(0, why.len()), width.saturating_sub(2));
            rows.extend(
                wrapped
                    .into_iter()
                    .map(|row| Row::Line(format!("  {}", row.of(why)), Role::Muted)),
            );
        }
        if let Some(more @ 1..) = entity.why.len().checked_sub(REASONS) {
            let line = format!("  … and {more} more reasons (t shows them)");
            rows.push(Row::Line(line, Role::Muted));
        }
    }
    if !card.with.is_empty() {
        rows.extend([Row::Blank, Row::Heading("Appears with".to_string())]);
        rows.extend((0..card.with.len().min(COMPANIONS)).map(Row::Companion));
    }
    rows.extend([Row::Blank, Row::Heading("In these sentences".to_string())]);
    rows.extend((0..card.contexts.len()).map(Row::Context));
    rows
}

impl Pane for Card {
    fn name(&self) -> &'static str {
        "card"
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::Keep,
            Action::Others,
            Action::Copy,
            Action::Find,
            Action::Why,
            Action::NextPane,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let card = session.card.as_ref()?;
        if self.place.act(action, self.rows.len()).is_some() {
            self.moved = action != Action::Top;
            self.land(!matches!(
                action,
                Action::Up | Action::HalfPageUp | Action::PageUp | Action::Bottom
            ));
            return Some(Vec::new());
        }
        match action {
            Action::Find => {
                return Some(vec![Effect::Search(format!(
                    "name:\"{}\"",
                    card.entity.name
                ))]);
            }
            Action::Why => return Some(vec![Effect::Open(super::entities::why(&card.entity))]),
            _ => {}
        }
        if let (Action::Open, Some(Row::Companion(index))) =
            (action, self.rows.get(self.place.cursor))
        {
            return Some(vec![Effect::Entity(card.with.get(*index)?.id.clone())]);
        }
        let context = self.context(card)?;
        if action == Action::Open {
            return Some(vec![Effect::Read(Target::at(
                &context.article,
                context.mention,
            ))]);
        }
        let Some(article) = session.article(&context.article) else {
            return matches!(
                action,
                Action::Keep | Action::Copy | Action::Cite | Action::Others
            )
            .then(|| vec![Effect::Ask(Request::Article(context.article.clone()))]);
        };
        let sentence = article.sentence_at(context.mention.start)?;
        passage::act(article, article.sentences[sentence], "sentence", action)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(4);
        let Some(card) = &session.card else {
            self.rows.clear();
            self.made_from = None;
            return Vec::new();
        };
        self.build(card);
        if !self.is_place(self.place.cursor) {
            self.land(true);
        }
        self.place
            .settle(self.rows.len(), size.height.saturating_sub(2), |_| 1);
        if !self.moved {
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
        let inner = frame::frame(area, buf, look, "Who and what", "");
        let Some(card) = &session.card else { return };
        for (index, (y, row)) in (inner.y..inner.bottom())
            .zip(self.rows.iter().skip(self.place.first))
            .enumerate()
        {
            let here = index + self.place.first == self.place.cursor && look.focused;
            let area = Rect {
                y,
                height: 1,
                ..inner
            };
            let behind = Standing::of(here, look).paint(area, buf, look);
            let (x, muted) = (inner.x + 1, behind.patch(look.theme.style(Role::Muted)));
            match row {
                Row::Blank => {}
                Row::Heading(heading) => {
                    text::label(
                        buf,
                        (x, y),
                        self.width,
                        heading,
                        look.theme.style(Role::Heading),
                    );
                }
                Row::Line(line, role) => {
                    text::label(buf, (x, y), self.width, line, look.theme.style(*role));
                }
                Row::Spelling(spelling, outlets) => {
                    let used = text::label(
                        buf,
                        (x + 2, y),
                        self.width / 2,
                        spelling,
                        look.theme.style(Role::Name),
                    );
                    let at = x + 2 + used.max(self.width / 3) + 2;
                    text::label(
                        buf,
                        (at, y),
                        inner.right().saturating_sub(at),
                        outlets,
                        muted,
                    );
                }
                Row::Companion(index) => {
                    let companion = &card.with[*index];
                    let used =
                        text::label(buf, (x + 2, y), self.width / 2, &companion.name, behind);
                    let at = x + 2 + used.max(self.width / 3) + 2;
                    let together = format!(
                        "{} in {}",
                        companion.kind.word(),
                        counted(u64::from(companion.articles), "article", "articles")
                    );
                    text::label(
                        buf,
                        (at, y),
                        inner.right().saturating_sub(at),
                        &together,
                        muted,
                    );
                }
                Row::Context(index) => {
                    context::draw(&card.contexts[*index], area, behind, buf, look)
                }
            }
        }
    }
}
