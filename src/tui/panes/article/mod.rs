//! The article: read sentence by sentence, words or sentences selected, kept, copied and asked about.

use std::collections::BTreeSet;

mod drawing;
mod moving;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::analysis::telling::known::Known;
use crate::model::{Article, Entity, Mention, Span, place};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::panes::around::{Around, Showing, lines_of};
use crate::tui::panes::page::{Page, story_line};
use crate::tui::panes::passage;
use crate::tui::session::{Screen, Session, Target, Tone};
use crate::tui::theme::Look;
use crate::worker::request::Request;

/// Cells left of the text: the sign of the sentence under the cursor, that of what is kept, what is known of a sentence, a space.
const GUTTER: u16 = 4;

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
    /// The cursor stands around the text, behind or before that sentence.
    around: Option<Around>,
    /// What stands around the text is shown because the target stands there.
    opened: bool,
    /// Lines left out that the reader unfolded, by the number of the first.
    unfolded: BTreeSet<usize>,
    word: Option<Span>,
    selecting: Option<Selecting>,
    /// The cursor moved: scroll so that it shows.
    follow: bool,
    /// What was asked for, and of which edition of the library.
    asked: Option<(String, u64)>,
    /// What the others are known to say of each sentence; `None` where that is not known.
    known: Option<Vec<Option<Known>>>,
    /// What that was taken from: how many stories had been weighed.
    known_from: Option<u64>,
    /// The article, and the byte of its body, that are to be under the cursor as soon as it is shown.
    goal: Option<(String, usize)>,
}

impl ArticlePane {
    fn article(&self) -> Option<&Article> {
        self.page.as_ref().map(|page| page.article.as_ref())
    }

    /// The sentence under the cursor; `None` where it stands around the text.
    fn sentence_span(&self) -> Option<Span> {
        if self.around.is_some() {
            return None;
        }
        self.article()?.sentences.get(self.sentence).copied()
    }

    /// Does an action where the cursor stands around the text; `None` where it is the same there as anywhere.
    fn act_around(&mut self, action: Action) -> Answered {
        let article = self.article()?;
        match (self.around?, action) {
            (Around::Lines(first), Action::Open) => {
                self.fold(first);
                Some(Vec::new())
            }
            (
                Around::Lines(_),
                Action::Keep
                | Action::Copy
                | Action::Cite
                | Action::Others
                | Action::SelectWords
                | Action::SelectSentences,
            ) => {
                let how = "lines left out are folded here: Enter shows them, each to be copied";
                Some(vec![passage::say(Tone::Notice, how)])
            }
            (Around::Aside(at), Action::Open)
                if lines_of(article, at) != at || self.unfolded.contains(&at) =>
            {
                let first = lines_of(article, at);
                self.fold(first);
                Some(Vec::new())
            }
            (Around::Aside(at), action) => {
                passage::act_around(article, article.asides.get(at)?, action)
            }
            _ => None,
        }
    }

    /// Folds lines left out, or unfolds them.
    fn fold(&mut self, first: usize) {
        if !self.unfolded.remove(&first) {
            self.unfolded.insert(first);
        }
        self.around = Some(Around::Lines(first));
        self.follow = true;
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

    fn hints(&self, session: &Session) -> Vec<Action> {
        if self.selecting.is_some() {
            return vec![Action::Keep, Action::Copy, Action::Cite, Action::Cancel];
        }
        let Some(article) = self.article() else {
            return vec![Action::PreviousPane];
        };
        let mut hints = vec![Action::Others, Action::Keep, Action::Copy, Action::Cite];
        hints.extend([Action::SelectWords, Action::Compare]);
        if session.story_of(&article.id).is_some() {
            hints.push(Action::Story);
        }
        let of_target = |target: &Target| target.matches.len() + target.aside_matches.len();
        if self
            .target
            .as_ref()
            .is_some_and(|target| of_target(target) > 0)
        {
            hints.push(Action::NextHit);
        }
        if !article.asides.is_empty() {
            hints.push(Action::Fold);
        }
        if self.mention().is_some() {
            hints.push(Action::Card);
        }
        if article.url.is_some() {
            hints.push(Action::Browse);
        }
        hints
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let id = self.article()?.id.clone();
        let rows = isize::try_from(self.rows).unwrap_or(1);
        let mut effects = Vec::new();
        if let Some(effects) = self.act_around(action) {
            return Some(effects);
        }
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
            // Where it is read alone, the sentence is what can be opened: what the others say of it.
            Action::Open if session.screen == Screen::Reading => {
                return self.act(Action::Others, session);
            }
            Action::Open => effects.push(Effect::Read(self.here(&id))),
            Action::Keep | Action::Copy | Action::Cite | Action::Others | Action::Browse => {
                effects = passage::act(self.article()?, self.chosen()?, self.what(), action)?;
                if action != Action::Others {
                    self.selecting = None;
                }
            }
            Action::Compare => effects.push(Effect::Pick(id)),
            Action::Fold => effects = self.show_asides(session),
            Action::Names => effects.push(Effect::MarkNames),
            Action::Story => effects.push(passage::story(session, &id)),
            Action::Card => effects.push(self.card_effect(session)),
            Action::Versions => effects.push(Effect::Ask(Request::Versions(id))),
            Action::Edit => effects.push(self.edit_effect()),
            _ => return None,
        }
        Some(effects)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        let Some(target) = session.shown.get(&session.screen) else {
            *self = ArticlePane {
                goal: self.goal.take(),
                ..ArticlePane::default()
            };
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
        let in_sight = self.is_in_sight();
        self.rows = size.height.saturating_sub(2);
        let same = self
            .page
            .as_ref()
            .is_some_and(|page| std::sync::Arc::ptr_eq(&page.article, article));
        let aims = self.target.as_ref() != Some(target);
        if aims {
            self.opened = target.stands_around().is_some();
        }
        if !same {
            self.unfolded.clear();
        }
        if let (true, Some((at, _))) = (aims, target.stands_around()) {
            self.unfolded.insert(lines_of(article, at));
        }
        let showing = Showing {
            asides: session.shows_asides || self.opened,
            unfolded: self.unfolded.clone(),
        };
        // It may come, or become another, when the article is on the screen already.
        let story = session.story_of(&article.id).map(story_line);
        self.take_signs(article, session, same);
        let signed = self.signed(article);
        let laid = |page: &Page| {
            (page.width, &page.story) == (width, &story)
                && (&page.showing, &page.signed) == (&showing, &signed)
        };
        if !same || !self.page.as_ref().is_some_and(laid) {
            // A page that still stands at its head stays there.
            self.follow = same && (self.follow || in_sight && !self.is_at_head());
            let page = Page::new(article, width, story, &showing, signed);
            let before = self.page.replace(page);
            if let Some(before) = before.filter(|_| !same) {
                self.stay(&before.article);
            }
        }
        if aims {
            self.target = Some(target.clone());
            self.stand(target);
            if let Some((_, at)) = self.goal.take_if(|(id, _)| *id == target.article) {
                self.sentence = self
                    .article()
                    .and_then(|article| article.sentence_at(at))
                    .unwrap_or(0);
                self.follow = true;
            }
        }
        let shown = |place| self.page.as_ref().and_then(|page| page.rows_around(place));
        if self.around.is_some_and(|place| shown(place).is_none()) {
            self.around = None;
        }
        self.show_cursor();
        effects
    }

    fn place(&self, _session: &Session) -> Option<String> {
        let at = self.sentence_span()?.start;
        Some(format!("{} {at}", self.article()?.id))
    }

    fn go_to(&mut self, place: &str) {
        self.goal = place
            .rsplit_once(' ')
            .and_then(|(id, at)| Some((id.to_string(), at.parse().ok()?)));
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        self.paint(session, area, buf, look);
    }
}

impl ArticlePane {
    /// Shows what stands around the text, or hides it; says so where nothing does.
    fn show_asides(&mut self, session: &Session) -> Vec<Effect> {
        if self
            .article()
            .is_some_and(|article| article.asides.is_empty())
        {
            let nothing = "nothing is known to stand around this text";
            return vec![passage::say(Tone::Notice, nothing)];
        }
        self.follow = true;
        match (std::mem::take(&mut self.opened), session.shows_asides) {
            // It was open for this one alone.
            (true, false) => Vec::new(),
            _ => vec![Effect::ShowAsides],
        }
    }

    /// The mention under the cursor, and the text in which it stands.
    fn mention(&self) -> Option<(&Mention, &str)> {
        let article = self.article()?;
        if let Some(Around::Aside(at)) = self.around {
            let aside = article.asides.get(at)?;
            return Some((aside.mentions.first()?, &aside.text));
        }
        let within = self.word.or(self.sentence_span())?;
        let mut mentions = article.mentions.iter();
        let mention = mentions.find(|mention| mention.span().overlaps(within))?;
        Some((mention, &article.body))
    }

    fn card_effect(&self, session: &Session) -> Effect {
        let found = self.article().zip(self.mention());
        let found = found.and_then(|(article, (mention, text))| {
            let written = mention.span().of(text);
            let is_it = |entity: &&Entity| {
                entity
                    .spellings
                    .iter()
                    .any(|spelling| spelling.text == written || spelling.text == mention.entity)
                    && entity.articles.contains(&article.id)
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
        let words = self
            .chosen()
            .map(|span| article.text(span))
            .unwrap_or_default();
        Effect::Edit {
            path: place::file_of(&article.origin),
            near: words.chars().take(24).collect(),
        }
    }
}
