//! The stories: events that several articles report, and why their articles were put together.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::passage::say;
use crate::analysis::text::words::fold;
use crate::model::{Span, Story};
use crate::tui::action::Action;
use crate::tui::effect::Shown;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Screen, Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::counted;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};
use crate::worker::request::Request;

/// Articles that a comparison takes at the most: columns that still hold words.
pub const COLUMNS: usize = 4;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Size,
    Newest,
    Title,
}

impl Order {
    fn next(self) -> (Order, &'static str) {
        match self {
            Order::Size => (Order::Newest, "sorted by date, newest first"),
            Order::Newest => (Order::Title, "sorted by title"),
            Order::Title => (Order::Size, "sorted by number of articles"),
        }
    }
}

#[derive(Default)]
pub struct Stories {
    place: Place,
    filter: String,
    order: Order,
    /// Indices into the session's stories, filtered and sorted; made anew when what it was made from changes.
    shown: Vec<usize>,
    made_from: Option<(Arc<Vec<Story>>, String, Order)>,
    width: u16,
    /// What was asked for, and of which edition of the library.
    asked: Option<(String, u64)>,
    wish: u64,
    /// The story that is to be under the cursor as soon as the stories have come: its id, then its articles'.
    goal: Option<Vec<String>>,
}

impl Stories {
    fn story<'a>(&self, session: &'a Session) -> Option<&'a Story> {
        session.stories.get(*self.shown.get(self.place.cursor)?)
    }

    fn arrange(&mut self, session: &Session) {
        let current = self
            .made_from
            .as_ref()
            .is_some_and(|(stories, filter, order)| {
                Arc::ptr_eq(stories, &session.stories)
                    && *filter == self.filter
                    && *order == self.order
            });
        if current {
            return;
        }
        let kept = self.goal.take_if(|_| session.listed).or_else(|| {
            let (stories, ..) = self.made_from.as_ref()?;
            let story = stories.get(*self.shown.get(self.place.cursor)?)?;
            Some(ids(story))
        });
        let wanted = fold(&self.filter);
        let stories = &session.stories;
        self.shown = (0..stories.len())
            .filter(|&index| matches(&stories[index], &wanted))
            .collect();
        let newest = |index: &usize| {
            stories[*index]
                .articles
                .iter()
                .filter_map(|a| a.published.clone())
                .max()
        };
        match self.order {
            Order::Size => self
                .shown
                .sort_by_key(|&index| std::cmp::Reverse(stories[index].articles.len())),
            Order::Newest => self
                .shown
                .sort_by_cached_key(|index| std::cmp::Reverse(newest(index))),
            Order::Title => self
                .shown
                .sort_by_cached_key(|&index| fold(&stories[index].title)),
        }
        let at = kept.and_then(|kept| again(&self.shown, stories, &kept));
        match at {
            Some(at) => self.place.carry_to(at),
            None => self.place = Place::default(),
        }
        self.made_from = Some((Arc::clone(stories), self.filter.clone(), self.order));
    }

    fn height(&self, story: &Story) -> u16 {
        let width = self.width.max(8);
        let facts = facts(story);
        let title = text::wrap(&story.title, Span::new(0, story.title.len()), width);
        let facts = text::wrap(&facts, Span::new(0, facts.len()), width);
        u16::try_from(title.len() + facts.len() + 1).unwrap_or(u16::MAX)
    }
}

/// A story's id, then those of its articles.
fn ids(story: &Story) -> Vec<String> {
    let members = story.articles.iter().map(|member| member.id.clone());
    std::iter::once(story.id.clone()).chain(members).collect()
}

/// Which of the stories shown is the one of these ids. A story that an article joined has another id: then the one with
/// most of its articles.
fn again(shown: &[usize], stories: &[Story], kept: &[String]) -> Option<usize> {
    let (id, members) = kept.split_first()?;
    let same = shown.iter().position(|&index| stories[index].id == *id);
    let common = |&at: &usize| {
        let mut articles = stories[shown[at]].articles.iter();
        let common = articles
            .by_ref()
            .filter(|article| members.contains(&article.id));
        (common.count(), std::cmp::Reverse(at))
    };
    let nearest = || (0..shown.len()).max_by_key(common);
    same.or_else(|| nearest().filter(|at| common(at).0 > 0))
}

fn matches(story: &Story, wanted: &str) -> bool {
    wanted.is_empty()
        || fold(&story.title).contains(wanted)
        || story.articles.iter().any(|article| {
            fold(&article.title).contains(wanted)
                || article
                    .outlet
                    .as_deref()
                    .is_some_and(|o| fold(o).contains(wanted))
        })
}

impl Pane for Stories {
    fn name(&self) -> &'static str {
        "stories"
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::Compare,
            Action::Why,
            Action::Sort,
            Action::Filter,
            Action::NextPane,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, self.shown.len()).is_some() {
            return Some(Vec::new());
        }
        match action {
            Action::Open => Some(vec![Effect::Focus("matrix")]),
            Action::Compare => {
                let story = self.story(session)?;
                let ids: Vec<String> = story
                    .articles
                    .iter()
                    .take(COLUMNS)
                    .map(|article| article.id.clone())
                    .collect();
                let mut effects = vec![Effect::Compare(ids)];
                if story.articles.len() > COLUMNS {
                    let all = story.articles.len();
                    let words = format!(
                        "the first {COLUMNS} of {all} articles are compared: x takes one away, then c on another article adds it"
                    );
                    effects.push(say(Tone::Notice, &words));
                }
                Some(effects)
            }
            Action::Why => {
                let story = self.story(session)?;
                let lines = vec![
                    story.title.clone(),
                    String::new(),
                    format!("One story because of {}.", story.why),
                ];
                Some(vec![Effect::Open(Shown::text("Why one story", lines))])
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

    fn place(&self, session: &Session) -> Option<String> {
        Some(ids(self.story(session)?).join(" "))
    }

    fn go_to(&mut self, place: &str) {
        self.goal = Some(place.split(' ').map(str::to_string).collect());
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(5);
        self.arrange(session);
        if session.wanted.0 != self.wish {
            self.wish = session.wanted.0;
            let at = self
                .shown
                .iter()
                .position(|&index| session.stories[index].id == session.wanted.1);
            self.place.cursor = at.unwrap_or(self.place.cursor);
        }
        let mut place = self.place;
        place.settle(self.shown.len(), size.height.saturating_sub(2), |index| {
            self.height(&session.stories[self.shown[index]])
        });
        self.place = place;
        let Some(story) = self.story(session) else {
            return Vec::new();
        };
        let wish = (story.id.clone(), session.edition);
        let pending = self.asked.as_ref() == Some(&wish);
        if session.screen != Screen::Stories || pending {
            return Vec::new();
        }
        self.asked = Some(wish);
        vec![Effect::Ask(Request::Story(story.id.clone()))]
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let len = self.shown.len();
        let foot = self.place.foot(len);
        let inner = frame::frame(area, buf, look, "Stories", &foot);
        if len == 0 {
            let nothing = if !self.filter.is_empty() {
                "No story matches the filter."
            } else if session.progress.is_some() {
                "Articles are being read; their stories come when that is done."
            } else {
                "No two articles of the library tell the same story."
            };
            let muted = look.theme.style(Role::Muted);
            text::paragraphs(buf, inner, &[nothing], muted);
            return;
        }
        let mut y = inner.y;
        for (index, &number) in self.shown.iter().enumerate().skip(self.place.first) {
            if y >= inner.bottom() {
                break;
            }
            let story = &session.stories[number];
            let selected = index == self.place.cursor;
            let height = self.height(story).min(inner.bottom() - y);
            let row = Rect {
                y,
                height: height.saturating_sub(1).max(1),
                ..inner
            };
            let behind = Standing::of(selected, look).paint(row, buf, look);
            let end = y + height;
            let title = if selected {
                behind.patch(look.theme.style(Role::Strong))
            } else {
                behind
            };
            let muted = behind.patch(look.theme.style(Role::Muted));
            let facts = facts(story);
            let width = self.width.max(8);
            let parts = [(&story.title, title), (&facts, muted)];
            let rows = parts.into_iter().flat_map(|(part, style)| {
                let rows = text::wrap(part, Span::new(0, part.len()), width);
                rows.into_iter().map(move |row| (part, row, style))
            });
            for (line_y, (part, row, style)) in (y..inner.bottom()).zip(rows) {
                text::paint(buf, (inner.x + 2, line_y), width, part, row, style, &[]);
            }
            y = end;
        }
    }
}

/// `5 articles · 4 outlets · 12–14 Dec 2025`, days as written.
fn facts(story: &Story) -> String {
    let articles = counted(story.articles.len() as u64, "article", "articles");
    let mut facts = vec![
        articles,
        counted(story.outlets() as u64, "outlet", "outlets"),
    ];
    if let unknown @ 1.. = story.without_outlet() {
        facts.push(format!("{unknown} of unknown outlet"));
    }
    let days: Vec<&str> = story
        .articles
        .iter()
        .filter_map(|article| article.published.as_deref()?.get(..10))
        .collect();
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first == last => facts.push((*first).to_string()),
        (Some(first), Some(last)) => facts.push(format!("{first} – {last}")),
        _ => {}
    }
    facts.join(" · ")
}
