//! The hits of the search: outlet and date, title, excerpt with what matched lit.

mod drawing;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::passage;
use crate::model::{Hit, Question, Span};
use crate::tui::action::Action;
use crate::tui::effect::Shown;
use crate::tui::effect::{Answered, Change, Effect};
use crate::tui::pane::Pane;
use crate::tui::prompt::Prompt;
use crate::tui::session::{Screen, Session, Target};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::counted;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};

/// Rows that an excerpt takes at the most.
const EXCERPT_ROWS: usize = 2;
/// So many hits on either side of the cursor are held; where they are not, they are asked for.
const HELD_AROUND: usize = 10;
/// Rows of a hit that is still on its way.
const NOT_YET: u16 = 4;
/// In a pane lower than this a hit takes a line, the one under the cursor as many as its headline needs, up to [`FOLDED`] where that
/// leaves others out of sight.
const LOW: u16 = 17;
/// In a narrower pane no word of the headline would stand beside day and outlet: there a hit is not told in a line.
const WIDE: u16 = drawing::BEFORE_TITLE + 20;
/// Rows of the headline under the cursor there: what it leaves out of sight is of more hits.
const FOLDED: usize = 2;

#[derive(Default)]
pub struct Hits {
    place: Place,
    width: u16,
    /// A hit takes one line.
    low: bool,
    /// There is room for every headline on as many lines as it needs.
    whole: bool,
    /// Rows for the headline under the cursor where there is not.
    folded: usize,
    /// What the answer was when the cursor was set: a new answer puts it back to the top.
    answered: Option<Question>,
    /// The hit under the cursor, by id: it stays there when the library becomes another.
    at: Option<String>,
    /// The hit that is to be under the cursor as soon as it has come.
    goal: Option<String>,
    /// Edition of the library that the hits are of.
    edition: u64,
}

impl Hits {
    fn hit<'a>(&self, session: &'a Session) -> Option<&'a Hit> {
        session.hit(self.place.cursor)
    }

    /// A new question begins at its top; the same one asked again keeps the hit under the cursor, where it is on the screen.
    fn take_up(&mut self, session: &Session) {
        let Some(answered) = &session.answered else {
            return;
        };
        let asked = Some(Question {
            skip: 0,
            limit: 0,
            ..answered.clone()
        });
        if asked != self.answered {
            self.answered = asked;
            self.place = Place::default();
        } else if session.searched != self.edition && self.goal.is_none() {
            self.goal = self.at.take();
        }
        self.edition = session.searched;
        let Some(goal) = self.goal.take() else { return };
        let mut hits = session.answer.hits.iter();
        if let Some(at) = hits.position(|hit| hit.id == goal) {
            self.place.carry_to(session.answer.skipped + at);
        }
    }

    /// Rows of a hit that has not come.
    fn not_yet(&self) -> u16 {
        if self.low { 1 } else { NOT_YET }
    }

    /// Rows of the hit that stands so far down in the list.
    fn height_at(&self, session: &Session, at: usize) -> u16 {
        let held = session.hit(at);
        held.map_or(self.not_yet(), |hit| self.height(hit, at))
    }

    /// Rows that a headline takes in a low pane.
    fn most_rows(&self, at: usize) -> usize {
        match (self.whole, at == self.place.cursor) {
            (true, _) => usize::MAX,
            (false, true) => self.folded.max(FOLDED),
            (false, false) => 1,
        }
    }

    /// Whether all hits fit into so many rows, each with its whole headline.
    fn fits_whole(&self, session: &Session, rows: u16) -> bool {
        let total = session.answer.total;
        let high = |at: usize| session.hit(at).map(|hit| self.title_rows(hit).len());
        let few = total <= usize::from(rows);
        let all = few.then(|| (0..total).map(high).sum::<Option<usize>>());
        all.flatten().is_some_and(|all| all <= usize::from(rows))
    }

    fn height(&self, hit: &Hit, at: usize) -> u16 {
        if self.low {
            let rows = self.title_rows(hit).len().clamp(1, self.most_rows(at));
            return u16::try_from(rows).unwrap_or(u16::MAX);
        }
        let width = self.width.max(8);
        let title = text::wrap(&hit.title, Span::new(0, hit.title.len()), width).len();
        let excerpt = text::wrap(&hit.excerpt, Span::new(0, hit.excerpt.len()), width)
            .len()
            .min(EXCERPT_ROWS);
        u16::try_from(1 + title + excerpt).unwrap_or(u16::MAX)
    }

    /// Hands an action to the sentence of the first match, as if it were given in the article.
    fn on_first_match(&self, session: &Session, action: Action) -> Answered {
        let hit = self.hit(session)?;
        if let Some((aside, _)) = Target::hit(hit).stands_around() {
            let article = session.article(&hit.id)?;
            return passage::act_around(article, article.asides.get(aside)?, action);
        }
        let at = hit.matches.first().map_or(0, |span| span.start);
        match session.article(&hit.id) {
            Some(article) => {
                let span = article.sentences.get(article.sentence_at(at)?)?;
                passage::act(article, *span, "sentence", action)
            }
            // The article is still on its way.
            None if action == Action::Keep => Some(vec![passage::keep(&hit.id, Span::new(at, at))]),
            None => None,
        }
    }
}

impl Pane for Hits {
    fn name(&self) -> &'static str {
        "hits"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let question = &session.question;
        let narrowed = !(question.outlets.is_empty()
            && question.entities.is_empty()
            && question.months.is_empty());
        let clear = narrowed.then_some(Action::Clear);
        if session.answer.total == 0 {
            let meant = session.answer.meant.as_ref().map(|_| Action::Open);
            let empty = (session.status.articles == 0).then_some(Action::Add);
            let hints = meant.into_iter().chain(clear).chain(empty);
            return hints.chain([Action::Filter]).collect();
        }
        let mut hints = vec![Action::Open, Action::Filter];
        hints.extend(clear);
        hints.extend([Action::Compare, Action::Keep, Action::Others]);
        let here = self.hit(session);
        if here.is_some_and(|hit| session.story_of(&hit.id).is_some()) {
            hints.push(Action::Story);
        }
        hints.push(Action::NextPane);
        if !question.text.trim().is_empty() {
            hints.extend([Action::SaveSearch, Action::Variants]);
        }
        hints
    }

    fn wording(&self, action: Action, _session: &Session) -> Option<&'static str> {
        // Another question, and no filter of this list.
        (action == Action::Filter).then_some("search")
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, session.answer.total).is_some() {
            return Some(Vec::new());
        }
        let hit = self.hit(session);
        match action {
            Action::NextArticle => self
                .place
                .act(Action::Down, session.answer.total)
                .map(|()| Vec::new()),
            Action::PreviousArticle => self
                .place
                .act(Action::Up, session.answer.total)
                .map(|()| Vec::new()),
            Action::Open if session.answer.total == 0 => {
                let meant = session.answer.meant.as_ref();
                Some(
                    meant
                        .map(|meant| Effect::Search(meant.text.clone()))
                        .into_iter()
                        .collect(),
                )
            }
            Action::Open => Some(
                hit.map(|hit| Effect::Read(Target::hit(hit)))
                    .into_iter()
                    .collect(),
            ),
            Action::Compare => Some(
                hit.map(|hit| Effect::Pick(hit.id.clone()))
                    .into_iter()
                    .collect(),
            ),
            Action::Story => Some(
                hit.map(|hit| passage::story(session, &hit.id))
                    .into_iter()
                    .collect(),
            ),
            Action::Why => hit.map(|hit| vec![Effect::Open(why(session, hit))]),
            Action::Variants => Some(vec![Effect::SearchAgain(Change::Variants)]),
            Action::Fold => Some(vec![Effect::ShowAsides]),
            Action::SaveSearch => Some(vec![Effect::Type(Prompt::save_search(
                &session.question.text,
            ))]),
            // What only the article itself can answer, its preview does.
            Action::Edit | Action::NextHit | Action::PreviousHit => {
                Some(vec![Effect::Pass("article", action)])
            }
            action => self.on_first_match(session, action),
        }
    }

    fn place(&self, _session: &Session) -> Option<String> {
        self.at.clone()
    }

    fn go_to(&mut self, place: &str) {
        self.goal = Some(place.to_string());
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        let total = session.answer.total;
        let mut place = self.place;
        let same = place.click(y, total, |at| self.height_at(session, at));
        self.place = place;
        same
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(5);
        self.low = size.height < LOW && self.width >= WIDE;
        self.take_up(session);
        let total = session.answer.total;
        let rows = size.height.saturating_sub(2);
        self.whole = self.low && self.fits_whole(session, rows);
        self.folded = 1 + usize::from(rows).saturating_sub(total);
        let mut place = self.place;
        place.settle(total, rows, |at| self.height_at(session, at));
        self.place = place;
        let here = self.hit(session);
        self.at = here.map(|hit| hit.id.clone()).or(self.at.take());
        // While the hit under the cursor is on its way, no other one stands beside it.
        if session.screen == Screen::Search {
            let wanted = here.map(Target::hit);
            if wanted.as_ref() != session.shown.get(&Screen::Search) {
                return vec![wanted.map_or(Effect::ShowNothing, Effect::Show)];
            }
        }
        let cursor = self.place.cursor;
        let ends = [
            cursor.saturating_sub(HELD_AROUND),
            (cursor + HELD_AROUND).min(total.saturating_sub(1)),
        ];
        let lacks = total > 0 && ends.iter().any(|&at| session.hit(at).is_none());
        let window = |question: &Question| (question.skip, question.limit);
        let answered = session.answered.as_ref().map(window);
        let asked = window(&session.question);
        let wanted = cursor.saturating_sub(session.page / 2);
        if lacks && answered == Some(asked) && asked.0 != wanted {
            return vec![Effect::SearchAgain(Change::Around(cursor))];
        }
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let total = session.answer.total;
        let foot = self.place.foot(total);
        let inner = frame::frame(area, buf, look, "Hits", &foot);
        if total == 0 {
            let lines = nothing(session);
            let width = inner.width.saturating_sub(2);
            let rows = lines.iter().flat_map(|line| {
                let rows = text::wrap(line, Span::new(0, line.len()), width);
                rows.into_iter().map(move |row| row.of(line))
            });
            for (y, row) in (inner.y..inner.bottom()).zip(rows) {
                let muted = look.theme.style(Role::Muted);
                text::label(buf, (inner.x + 1, y), width, row, muted);
            }
            return;
        }
        let mut y = inner.y;
        for index in self.place.first..total {
            if y >= inner.bottom() {
                break;
            }
            let Some(hit) = session.hit(index) else {
                y += self.not_yet();
                continue;
            };
            let below = Rect {
                y,
                height: inner.bottom() - y,
                ..inner
            };
            y = self.draw_hit(session, (hit, index), below, buf, look);
        }
    }
}

/// The window that says why an article was found: what ran, and the words of the article that it met.
fn why(session: &Session, hit: &Hit) -> Shown {
    let mut lines = vec![hit.title.clone(), String::new()];
    if session.answer.echo.is_empty() {
        lines.push("Every article is shown: nothing was asked for.".to_string());
        return Shown::text("Why found", lines);
    }
    lines.push(format!("Asked for: {}", session.answer.echo));
    if let Some(article) = session.article(&hit.id) {
        let mut met: Vec<String> = Vec::new();
        for span in &hit.matches {
            let word = article.text(*span).to_string();
            if !met.contains(&word) {
                met.push(word);
            }
        }
        if !met.is_empty() {
            lines.push(format!("Met in the text: {}", met.join(", ")));
        }
        for found in &hit.aside_matches {
            if let Some(aside) = article.asides.get(found.aside) {
                let word = found.span.of(&aside.text);
                let line = format!("Met around it ({}): {word}", found.kind.word());
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
    }
    Shown::text("Why found", lines)
}

/// What to say where there are no hits.
fn nothing(session: &Session) -> Vec<String> {
    let Some(answered) = &session.answered else {
        return Vec::new();
    };
    if session.status.articles == 0 {
        return session.why_empty();
    }
    let mut lines = vec![format!("Nothing found for {}", answered.text.trim())];
    if let Some(meant) = &session.answer.meant {
        let found = counted(meant.found as u64, "article", "articles");
        lines.push(format!("Did you mean {}? {found}", meant.text.trim()));
        lines.push("Enter here, or Tab while you type, searches for that.".to_string());
    }
    if !(answered.outlets.is_empty() && answered.entities.is_empty() && answered.months.is_empty())
    {
        lines.push("The search is narrowed: X takes that away.".to_string());
    }
    lines
}
