//! The article: read sentence by sentence, words or sentences selected, kept, copied and asked about.

use std::path::PathBuf;

mod drawing;
mod moving;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::model::{Article, Entity, Span};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::panes::page::Page;
use crate::tui::panes::passage;
use crate::tui::session::{Session, Target, Tone};
use crate::worker::request::Request;

/// Cells left of the text: the sign of the sentence under the cursor, and a space.
const GUTTER: u16 = 2;

pub fn boxed() -> Box<dyn Pane> {
    Box::new(ArticlePane::default())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Selecting {
    Words { anchor: Span },
    Sentences { anchor: Span },
}

#[derive(Default)]
pub struct ArticlePane {
    target: Option<Target>,
    page: Option<Page>,
    /// First row on the screen.
    first: usize,
    rows: u16,
    sentence: usize,
    word: Option<Span>,
    selecting: Option<Selecting>,
    /// The cursor moved: scroll so that it shows.
    follow: bool,
    /// What was asked for, and of which edition of the library.
    asked: Option<(String, u64)>,
    /// Byte of the body that is to be under the cursor as soon as the article has come.
    goal: Option<usize>,
}

impl ArticlePane {
    fn article(&self) -> Option<&Article> {
        self.page.as_ref().map(|page| page.article.as_ref())
    }

    fn sentence_span(&self) -> Option<Span> {
        self.article()?.sentences.get(self.sentence).copied()
    }

    /// What is selected, or else the sentence under the cursor.
    fn chosen(&self) -> Option<Span> {
        let sentence = self.sentence_span()?;
        match self.selecting {
            Some(Selecting::Sentences { anchor }) => Some(anchor.join(sentence)),
            Some(Selecting::Words { anchor }) => Some(anchor.join(self.word.unwrap_or(anchor))),
            None => Some(sentence),
        }
    }

    fn what(&self) -> &'static str {
        if self.selecting.is_some() {
            "selection"
        } else {
            "sentence"
        }
    }
}

impl Pane for ArticlePane {
    fn name(&self) -> &'static str {
        "article"
    }

    fn hints(&self) -> &'static [Action] {
        if self.selecting.is_some() {
            return &[Action::Keep, Action::Copy, Action::Cite, Action::Cancel];
        }
        &[
            Action::Others,
            Action::Keep,
            Action::Copy,
            Action::Cite,
            Action::SelectWords,
            Action::Compare,
            Action::Story,
            Action::NextHit,
            Action::Card,
            Action::Browse,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let id = self.article()?.id.clone();
        let rows = isize::try_from(self.rows).unwrap_or(1);
        let mut effects = Vec::new();
        match action {
            Action::Down => self.move_sentence(1),
            Action::Up => self.move_sentence(-1),
            Action::Left => self.move_word(-1),
            Action::Right => self.move_word(1),
            Action::HalfPageDown => self.scroll(rows / 2),
            Action::HalfPageUp => self.scroll(-(rows / 2)),
            Action::PageDown => self.scroll(rows - 1),
            Action::PageUp => self.scroll(1 - rows),
            Action::Top => self.scroll(isize::MIN / 2),
            Action::Bottom => self.scroll(isize::MAX / 2),
            Action::NextHit => self.next_hit(true),
            Action::PreviousHit => self.next_hit(false),
            Action::SelectSentences => {
                self.selecting = self
                    .sentence_span()
                    .map(|anchor| Selecting::Sentences { anchor });
            }
            Action::SelectWords => {
                if self.word.is_none() {
                    self.move_word(1);
                }
                self.selecting = self.word.map(|anchor| Selecting::Words { anchor });
            }
            Action::Cancel if self.selecting.is_some() => self.selecting = None,
            Action::Cancel if self.word.is_some() => self.word = None,
            Action::Open => effects.push(Effect::Read(self.here(&id))),
            Action::Keep | Action::Copy | Action::Cite | Action::Others | Action::Browse => {
                effects = passage::act(self.article()?, self.chosen()?, self.what(), action)?;
                if action != Action::Others {
                    self.selecting = None;
                }
            }
            Action::Compare => effects.push(Effect::Pick(id)),
            Action::Names => effects.push(Effect::MarkNames),
            Action::Story => effects.push(passage::story(session, &id)),
            Action::Card => effects.push(self.card_effect(session)),
            Action::Edit => effects.push(self.edit_effect()),
            _ => return None,
        }
        Some(effects)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        let Some(target) = session.shown.get(&session.screen) else {
            *self = ArticlePane::default();
            return Vec::new();
        };
        // One that is of an older edition of the library stays on the screen until it has come anew.
        let lacks = !session.is_current(&target.article) && !session.gone.contains(&target.article);
        let wish = Some((target.article.clone(), session.edition));
        let asks = lacks && self.asked != wish;
        let effects = match asks {
            true => vec![Effect::Ask(Request::Article(target.article.clone()))],
            false => Vec::new(),
        };
        self.asked = wish.filter(|_| lacks);
        let Some(article) = session.article(&target.article) else {
            (self.target, self.page) = (None, None);
            return effects;
        };
        let width = size
            .width
            .saturating_sub(3 + GUTTER)
            .clamp(1, session.reading_width.max(20));
        self.rows = size.height.saturating_sub(2);
        let same = self
            .page
            .as_ref()
            .is_some_and(|page| std::sync::Arc::ptr_eq(&page.article, article));
        if !same || self.page.as_ref().is_some_and(|page| page.width != width) {
            let story = session.story_of(&article.id);
            let story = story
                .map(|story| format!("story: {} · {} articles", story.title, story.articles.len()));
            let before = self.page.replace(Page::new(article, width, story));
            self.follow = same;
            if let Some(before) = before.filter(|_| !same) {
                self.stay(&before.article);
            }
        }
        if self.target.as_ref() != Some(target) {
            self.target = Some(target.clone());
            self.stand(target);
            if let Some(at) = self.goal.take() {
                self.sentence = self
                    .article()
                    .and_then(|article| article.sentence_at(at))
                    .unwrap_or(0);
                self.follow = true;
            }
        }
        self.show_cursor();
        effects
    }

    fn place(&self, _session: &Session) -> Option<String> {
        Some(self.sentence_span()?.start.to_string())
    }

    fn go_to(&mut self, place: &str) {
        self.goal = place.parse().ok();
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        self.paint(session, area, buf, look);
    }
}

impl ArticlePane {
    fn here(&self, id: &str) -> Target {
        let mut target = self.target.clone().unwrap_or_else(|| Target::article(id));
        target.span = self.sentence_span();
        target
    }

    fn card_effect(&self, session: &Session) -> Effect {
        let found =
            self.article()
                .zip(self.sentence_span())
                .and_then(|(article, sentence)| {
                    let within = self.word.unwrap_or(sentence);
                    let mention = article
                        .mentions
                        .iter()
                        .find(|mention| mention.span().overlaps(within))?;
                    let written = mention.span().of(&article.body);
                    let is_it = |entity: &&Entity| {
                        entity.spellings.iter().any(|spelling| {
                            spelling.text == written || spelling.text == mention.entity
                        }) && entity.articles.contains(&article.id)
                    };
                    let of_kind = |entity: &&Entity| entity.kind == mention.kind && is_it(entity);
                    let mut entities = session.entities.iter();
                    // The reader may have decided that it is of another type.
                    let found = entities.find(of_kind);
                    found.or_else(|| session.entities.iter().find(is_it))
                });
        match found {
            Some(entity) => Effect::Entity(entity.id.clone()),
            None => passage::say(Tone::Notice, "no name that the library knows stands here"),
        }
    }

    fn edit_effect(&self) -> Effect {
        let Some(article) = self.article() else {
            return passage::say(Tone::Notice, "no article is open");
        };
        let file = article.origin.split('#').next().unwrap_or(&article.origin);
        let words = self
            .chosen()
            .map(|span| article.text(span))
            .unwrap_or_default();
        Effect::Edit {
            path: PathBuf::from(file),
            near: words.chars().take(24).collect(),
        }
    }
}
