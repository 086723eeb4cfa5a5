//! The hits of the search: outlet and date, title, excerpt with what matched lit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

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
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};

/// Rows that an excerpt takes at the most.
const EXCERPT_ROWS: usize = 2;
/// So many hits on either side of the cursor are held; where they are not, they are asked for.
const HELD_AROUND: usize = 10;
/// Rows of a hit that is still on its way.
const NOT_YET: u16 = 5;

#[derive(Default)]
pub struct Hits {
    place: Place,
    width: u16,
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

    fn height(&self, hit: &Hit) -> u16 {
        let width = self.width.max(8);
        let title = text::wrap(&hit.title, Span::new(0, hit.title.len()), width).len();
        let excerpt = text::wrap(&hit.excerpt, Span::new(0, hit.excerpt.len()), width)
            .len()
            .min(EXCERPT_ROWS);
        u16::try_from(1 + title + excerpt + 1).unwrap_or(u16::MAX)
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

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::Filter,
            Action::Compare,
            Action::Keep,
            Action::Others,
            Action::Story,
            Action::SaveSearch,
            Action::Variants,
        ]
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
            Action::Asides => Some(vec![Effect::ShowAsides]),
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

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(5);
        self.take_up(session);
        let total = session.answer.total;
        let rows = size.height.saturating_sub(2);
        let mut place = self.place;
        place.settle(total, rows, |at| {
            session.hit(at).map_or(NOT_YET, |hit| self.height(hit))
        });
        self.place = place;
        let here = self.hit(session);
        self.at = here.map(|hit| hit.id.clone()).or(self.at.take());
        if session.screen == Screen::Search && (here.is_some() || total == 0) {
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
                y += NOT_YET;
                continue;
            };
            let selected = index == self.place.cursor;
            let below = Rect {
                y,
                height: inner.bottom() - y,
                ..inner
            };
            y = self.draw_hit(session, hit, selected, below, buf, look);
        }
    }
}

impl Hits {
    /// Paints one hit at the top of `area`; returns the row below it.
    fn draw_hit(
        &self,
        session: &Session,
        hit: &Hit,
        selected: bool,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> u16 {
        let height = self.height(hit).min(area.height);
        let ground = Rect {
            height: height.saturating_sub(1).max(1),
            ..area
        };
        let behind = Standing::of(selected, look).paint(ground, buf, look);
        let x = area.x + 2;
        let mut y = area.y;
        let picked = if session.picked.contains(&hit.id) {
            "◆ "
        } else {
            ""
        };
        let date = hit
            .published
            .as_ref()
            .map_or_else(|| "undated".to_string(), |published| published.short());
        let used = text::label(
            buf,
            (x, y),
            self.width,
            picked,
            look.theme.style(Role::Differs).patch(behind),
        );
        let outlet = hit.outlet.as_deref().unwrap_or("outlet unknown");
        let used = used
            + text::label(
                buf,
                (x + used, y),
                self.width - used,
                outlet,
                behind.patch(look.theme.style(Role::Outlet1)),
            );
        let date = format!("  {date}");
        text::label(
            buf,
            (x + used, y),
            self.width - used,
            &date,
            behind.patch(look.theme.style(Role::Muted)),
        );
        y += 1;
        let lit = look.theme.style(Role::Hit);
        let lit = |spans: &[Span]| spans.iter().map(|span| (*span, lit)).collect::<Vec<_>>();
        let title_style = behind.patch(look.theme.style(Role::Strong));
        let excerpt_style = behind.patch(look.theme.style(Role::Text));
        let parts = [
            (&hit.title, lit(&hit.title_matches), title_style, usize::MAX),
            (
                &hit.excerpt,
                lit(&hit.excerpt_matches),
                excerpt_style,
                EXCERPT_ROWS,
            ),
        ];
        for (part, marks, style, most) in parts {
            let rows = text::wrap(part, Span::new(0, part.len()), self.width.max(8));
            let skipped = first_row(&rows, &marks, most);
            let goes_on = rows.len() - skipped > most;
            let mut used = 0;
            for (index, row) in rows.into_iter().skip(skipped).take(most).enumerate() {
                if y >= area.bottom() {
                    return y;
                }
                let lead = if index == 0 && skipped > 0 { "…" } else { "" };
                let indent = text::label(buf, (x, y), 1, lead, style);
                let room = self.width.saturating_sub(indent);
                used = indent + text::paint(buf, (x + indent, y), room, part, row, style, &marks);
                y += 1;
            }
            if goes_on && y > area.y {
                let at = (x + used.min(self.width.saturating_sub(1)), y - 1);
                text::label(buf, at, 1, "…", style);
            }
        }
        y + 1
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

/// The row to begin with, so that the first match shows among the `most` rows there is room for.
fn first_row(rows: &[Span], marks: &[(Span, Style)], most: usize) -> usize {
    let first = marks.first().map_or(0, |(mark, _)| mark.start);
    let holding = rows.iter().position(|row| first < row.end).unwrap_or(0);
    match holding.checked_sub(most.saturating_sub(1)) {
        Some(0) | None => 0,
        Some(_) => holding.min(rows.len().saturating_sub(most)),
    }
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
        lines.push("The search is narrowed: X in the Narrow pane takes that away.".to_string());
    }
    lines
}
