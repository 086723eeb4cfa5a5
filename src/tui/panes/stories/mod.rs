//! The stories: events that several articles report, what their articles contradict each other in, and why they were put together.

mod drawing;
mod order;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use self::order::{Made, Order, ids};
use super::choosing::{self, FIRST_COLUMNS};
use super::passage::say;
use crate::analysis::telling::grouping;
use crate::model::Story;
use crate::tui::action::Action;
use crate::tui::effect::Shown;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Screen, Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};
use crate::worker::request::Request;

/// In a pane lower than this a story takes the rows of its title alone.
const LOW: u16 = 16;

#[derive(Default)]
pub struct Stories {
    place: Place,
    filter: String,
    order: Order,
    /// Only stories with a contradiction are shown.
    only: bool,
    /// Indices into the session's stories, filtered and sorted; made anew when what it was made from changes.
    shown: Vec<usize>,
    made_from: Option<Made>,
    width: u16,
    low: bool,
    /// The reader has moved in the list.
    moved: bool,
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
}

impl Stories {
    /// The order, and how many stories are compared while that is not all of them: the longest form of at most `room` cells.
    fn title(&self, session: &Session, room: usize) -> String {
        let words = self.order.words();
        let only = if self.only { " · only those" } else { "" };
        let forms = match session.scales.progress(&session.stories) {
            Some(weighed) => {
                let compared = format!("{weighed} of {} compared", session.stories.len());
                let order = match self.order {
                    Order::Contradictions => "most contradictions so far",
                    _ => words,
                };
                [
                    format!("Stories · {order}{only} · {compared}"),
                    format!("{words} · {compared}"),
                    compared,
                ]
            }
            // The order says more than the name, which stands on the tab.
            None => [
                format!("Stories · {words}{only}"),
                format!("{words}{only}"),
                words.to_string(),
            ],
        };
        let fits = |form: &&String| text::cells(form) <= room;
        let form = forms.iter().find(fits).or(forms.last());
        form.cloned().unwrap_or_default()
    }
}

/// Cells for a title on the border.
fn inner_width(area: Rect) -> usize {
    usize::from(area.width.saturating_sub(4))
}

impl Pane for Stories {
    fn name(&self) -> &'static str {
        "stories"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        if self.shown.is_empty() {
            return match (self.filter.is_empty(), self.only) {
                (false, _) => vec![Action::Filter, Action::Cancel],
                (true, true) => vec![Action::NextKind],
                (true, false) => vec![Action::Add, Action::SearchScreen],
            };
        }
        let several = session.stories.len() > 1;
        let mut hints = vec![Action::Open, Action::Compare, Action::Why];
        if several {
            hints.extend([Action::Sort, Action::NextKind, Action::Filter]);
        }
        hints.extend([Action::Grid, Action::NextPane]);
        hints
    }

    fn wording(&self, action: Action, _session: &Session) -> Option<&'static str> {
        match action {
            Action::Open => Some("findings"),
            Action::Cancel if !self.filter.is_empty() => Some("clear filter"),
            Action::NextKind if self.only => Some("all stories"),
            Action::NextKind => Some("only with ≠"),
            _ => None,
        }
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, self.shown.len()).is_some() {
            self.moved = true;
            return Some(Vec::new());
        }
        match action {
            Action::Open => Some(vec![Effect::Focus("story")]),
            Action::Grid | Action::NextDifference | Action::PreviousDifference => {
                Some(vec![Effect::Focus("story"), Effect::Pass("story", action)])
            }
            Action::NextKind => {
                self.only = !self.only;
                let words = match self.only {
                    true => "only stories with a contradiction; again for all",
                    false => "all stories",
                };
                Some(vec![say(Tone::Notice, words)])
            }
            Action::Compare => {
                let story = self.story(session)?;
                let ids: Vec<String> = story
                    .articles
                    .iter()
                    .take(FIRST_COLUMNS)
                    .map(|article| article.id.clone())
                    .collect();
                let mut effects = vec![Effect::Compare(ids)];
                if story.articles.len() > FIRST_COLUMNS {
                    let all = story.articles.len();
                    let words = format!(
                        "the first {FIRST_COLUMNS} of {all} articles are compared; C chooses among all of them"
                    );
                    effects.push(say(Tone::Notice, &words));
                }
                Some(effects)
            }
            Action::Choose => {
                let story = self.story(session)?;
                Some(vec![choosing::of_story(session, story)])
            }
            Action::Why => {
                let story = self.story(session)?;
                let lines = vec![
                    story.title.clone(),
                    String::new(),
                    grouping::sentence(&story.why),
                ];
                Some(vec![Effect::Open(Shown::text("Why one story", lines))])
            }
            Action::Sort => {
                self.order = self.order.next();
                let words = format!("sorted: {}", self.order.words());
                Some(vec![say(Tone::Notice, &words)])
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

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        let mut place = self.place;
        let same = place.click(y, self.shown.len(), |index| {
            self.height(session, &session.stories[self.shown[index]])
        });
        (self.place, self.moved) = (place, true);
        same
    }

    fn rows_wanted(&self, session: &Session) -> Option<u16> {
        // A list that is short leaves its rows to the findings below it.
        let mut rows = 0;
        let heights = self.shown.iter().take(usize::from(LOW));
        for index in heights {
            rows += self.height(session, &session.stories[*index]);
        }
        (self.low && rows > 0).then_some(rows + 2)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(5);
        self.low = size.height < LOW;
        self.arrange(session);
        if session.wanted.0 != self.wish {
            self.wish = session.wanted.0;
            let at = self
                .shown
                .iter()
                .position(|&index| session.stories[index].id == session.wanted.1);
            self.moved |= at.is_some();
            self.place.cursor = at.unwrap_or(self.place.cursor);
        }
        let mut place = self.place;
        place.settle(self.shown.len(), size.height.saturating_sub(2), |index| {
            self.height(session, &session.stories[self.shown[index]])
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
        let title = self.title(session, inner_width(area));
        let inner = frame::frame(area, buf, look, &title, &foot);
        if len == 0 {
            let nothing = if !self.filter.is_empty() {
                "No story matches the filter."
            } else if self.only {
                "No story holds a contradiction. f shows all stories."
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
            let here = index == self.place.cursor;
            let height = self.height(session, story).min(inner.bottom() - y);
            let row = Rect { y, height, ..inner };
            self.draw_story(session, story, here, row, buf, look);
            y += height;
        }
    }
}
