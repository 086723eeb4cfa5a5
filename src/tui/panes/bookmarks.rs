//! The passages kept: whether their words still stand, their notes and tags.

use std::cmp::Reverse;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::kept::{Order, beside, foot, here, matches, missing, target};
use super::passage::{self, say};
use crate::analysis::telling::citation;
use crate::analysis::text::words::fold;
use crate::model::{Anchor, Span};
use crate::tui::action::Action;
use crate::tui::called::called_so;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::prompt::Prompt;
use crate::tui::session::{Screen, Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};
use crate::worker::request::{Kept, Request};

/// Rows beside the quotation that a passage may take: what it is from, its note, its tags.
const BESIDE: u16 = 4;
/// Rows of a quotation that always show, however low the pane is.
const FEWEST: usize = 2;
/// In a pane of fewer rows what is beside a passage stands in one paragraph.
const LOW: u16 = 16;
/// Rows beside a passage there.
const BESIDE_LOW: u16 = 3;

const UNREAD: &str = "the articles cannot be read now; the words kept are here";

#[derive(Default)]
pub struct Bookmarks {
    place: Place,
    filter: String,
    shown: Vec<usize>,
    width: u16,
    /// Rows of a quotation at the most: a passage that has room is shown whole.
    most: usize,
    low: bool,
    order: Order,
    /// The bookmark under the cursor, by id: the cursor stays on it when others come or go.
    at: Option<i64>,
}

impl Bookmarks {
    fn kept<'a>(&self, session: &'a Session) -> Option<&'a Kept> {
        session.bookmarks.get(*self.shown.get(self.place.cursor)?)
    }

    /// Rows that a passage takes, with the gap below it where there is room for one.
    fn height(&self, kept: &Kept) -> u16 {
        let lines = self.lines(kept).len() + usize::from(!self.low);
        u16::try_from(lines).unwrap_or(u16::MAX)
    }

    fn lines(&self, kept: &Kept) -> Vec<(String, Role)> {
        let width = self.width.max(8);
        let bookmark = &kept.bookmark;
        let quote = format!("“{}”", bookmark.passage.quote.replace("\n\n", " "));
        let rows = text::wrap(&quote, Span::new(0, quote.len()), width);
        let more = rows.len() > self.most;
        let mut lines: Vec<(String, Role)> = rows
            .into_iter()
            .take(self.most)
            .map(|row| (row.of(&quote).to_string(), Role::Text))
            .collect();
        if let (true, Some(last)) = (more, lines.last_mut()) {
            last.0 = text::cut(&format!("{} …", last.0), usize::from(width));
        }
        let outlet = called_so(
            bookmark.outlet.as_deref(),
            bookmark.url.as_deref(),
            &bookmark.origin,
        );
        let day = bookmark
            .published
            .as_deref()
            .and_then(|at| at.get(..10))
            .unwrap_or("undated");
        let kept = bookmark.created.get(..10).unwrap_or(&bookmark.created);
        if self.low {
            let beside = beside(bookmark, &outlet, day, kept);
            let rows = text::wrap(&beside, Span::new(0, beside.len()), width);
            let rows = rows.into_iter();
            lines.extend(rows.map(|row| (row.of(&beside).to_string(), Role::Muted)));
            return lines;
        }
        let facts = format!("{outlet} · {day} · {} · kept {kept}", bookmark.title);
        let rows = text::wrap(&facts, Span::new(0, facts.len()), width);
        let rows = rows
            .into_iter()
            .map(|row| (row.of(&facts).to_string(), Role::Muted));
        lines.extend(rows);
        if !bookmark.note.is_empty() {
            let note = format!("note: {}", bookmark.note.replace('\n', " "));
            let rows = text::wrap(&note, Span::new(0, note.len()), width);
            lines.extend(
                rows.into_iter()
                    .map(|row| (row.of(&note).to_string(), Role::Notice)),
            );
        }
        if !bookmark.tags.is_empty() {
            let tags: Vec<String> = bookmark.tags.iter().map(|tag| format!("#{tag}")).collect();
            lines.push((tags.join(" "), Role::Only));
        }
        lines
    }
}

impl Pane for Bookmarks {
    fn name(&self) -> &'static str {
        "bookmarks"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let Some(kept) = self.kept(session) else {
            return match self.filter.is_empty() {
                true => vec![Action::SearchScreen],
                false => vec![Action::Cancel, Action::Filter],
            };
        };
        let mut hints = vec![Action::Open, Action::Note, Action::Tag, Action::Remove];
        if here(kept, session).is_some() {
            hints.push(Action::Others);
        }
        hints.extend([Action::Cite, Action::Undo]);
        if session.bookmarks.len() > 1 {
            hints.extend([Action::Filter, Action::Sort]);
        }
        hints.extend([Action::Export, Action::NextPane]);
        hints
    }

    fn wording(&self, action: Action, _session: &Session) -> Option<&'static str> {
        (action == Action::Cancel && !self.filter.is_empty()).then_some("clear filter")
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, self.shown.len()).is_some() {
            self.at = self.kept(session).map(|kept| kept.bookmark.id);
            return Some(Vec::new());
        }
        let kept = self.kept(session)?;
        let bookmark = &kept.bookmark;
        Some(match action {
            Action::Open => match target(kept) {
                Some(target) => vec![Effect::Read(target)],
                None => vec![say(
                    Tone::Notice,
                    match kept.anchor {
                        Anchor::Unknown => UNREAD,
                        _ => "the article is not in the library any more; the words kept are here",
                    },
                )],
            },
            Action::Note => vec![Effect::Type(Prompt::note(bookmark.id, &bookmark.note))],
            Action::Tag => vec![Effect::Type(Prompt::tags(bookmark.id, &bookmark.tags))],
            Action::Sort => {
                self.order = self.order.next();
                vec![say(
                    Tone::Notice,
                    &format!("sorted: {}", self.order.words()),
                )]
            }
            Action::Remove => vec![Effect::Ask(Request::Remove(bookmark.id))],
            Action::Others => match here(kept, session) {
                Some((article, span)) => return passage::act(article, span, "passage", action),
                None => vec![say(
                    Tone::Notice,
                    match kept.anchor {
                        Anchor::Unknown => UNREAD,
                        _ => "the words kept stand in no article of the library",
                    },
                )],
            },
            Action::Copy => vec![Effect::Copy {
                text: bookmark.passage.quote.clone(),
                what: "passage",
            }],
            Action::Cite => vec![Effect::Copy {
                text: citation::citation(bookmark),
                what: "citation",
            }],
            Action::Browse => match &bookmark.url {
                Some(url) if url.starts_with("http://") || url.starts_with("https://") => {
                    vec![Effect::Browse(url.clone())]
                }
                _ => vec![say(
                    Tone::Notice,
                    "no web address is known for this article",
                )],
            },
            _ => return None,
        })
    }

    fn filter(&mut self, text: &str, _session: &Session) -> bool {
        self.filter = text.to_string();
        true
    }

    fn filtered(&self) -> Option<&str> {
        Some(&self.filter)
    }

    fn place(&self, _session: &Session) -> Option<String> {
        self.at.map(|id| id.to_string())
    }

    fn go_to(&mut self, place: &str) {
        self.at = place.parse().ok();
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        let mut place = self.place;
        let same = place.click(y, self.shown.len(), |index| {
            self.height(&session.bookmarks[self.shown[index]])
        });
        self.place = place;
        self.at = self.kept(session).map(|kept| kept.bookmark.id);
        same
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(7);
        self.low = size.height < LOW;
        let beside = if self.low { BESIDE_LOW } else { BESIDE };
        self.most = usize::from(size.height.saturating_sub(2 + beside)).max(FEWEST);
        let wanted = fold(self.filter.trim_start_matches('#'));
        let all = 0..session.bookmarks.len();
        self.shown = all
            .filter(|&index| wanted.is_empty() || matches(&session.bookmarks[index], &wanted))
            .collect();
        let of = |index: usize| &session.bookmarks[index].bookmark;
        self.shown.sort_by_cached_key(|&index| match self.order {
            Order::Kept => (None, Reverse(of(index).created.clone())),
            Order::Published => (
                None,
                Reverse(of(index).published.clone().unwrap_or_default()),
            ),
            Order::Outlet => (
                Some(of(index).outlet.clone()),
                Reverse(of(index).created.clone()),
            ),
        });
        let is_it = |index: &usize| Some(session.bookmarks[*index].bookmark.id) == self.at;
        if let Some(at) = self.shown.iter().position(is_it) {
            self.place.carry_to(at);
        }
        let mut place = self.place;
        place.settle(self.shown.len(), size.height.saturating_sub(2), |index| {
            self.height(&session.bookmarks[self.shown[index]])
        });
        self.place = place;
        // What was to be taken up again may still be on its way.
        if let Some(kept) = self.kept(session) {
            self.at = Some(kept.bookmark.id);
        }
        let wanted = self.kept(session).and_then(target);
        if session.screen == Screen::Bookmarks
            && wanted.as_ref() != session.shown.get(&Screen::Bookmarks)
        {
            return vec![wanted.map_or(Effect::ShowNothing, Effect::Show)];
        }
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let len = self.shown.len();
        let foot = foot(self.place.foot(len), session);
        let title = format!("Bookmarks · {}", self.order.words());
        let inner = frame::frame(area, buf, look, &title, &foot);
        let missing = missing(session);
        if session.bookmarks.is_empty() && !missing.is_empty() {
            text::paragraphs(buf, inner, &missing, look.theme.style(Role::Differs));
        } else if len == 0 {
            let lines = if session.bookmarks.is_empty() {
                [
                    "No passage is kept yet.",
                    "In an article, m keeps the sentence under the cursor,",
                    "v or V selects first.",
                ]
            } else {
                ["No bookmark matches the filter.", "", ""]
            };
            text::paragraphs(buf, inner, &lines, look.theme.style(Role::Muted));
        }
        let mut y = inner.y;
        for (index, &number) in self.shown.iter().enumerate().skip(self.place.first) {
            let kept = &session.bookmarks[number];
            let selected = index == self.place.cursor;
            let behind = look.theme.style(if selected && look.focused {
                Role::Selection
            } else {
                Role::Text
            });
            for (row, (line, role)) in self.lines(kept).into_iter().enumerate() {
                if y >= inner.bottom() {
                    return;
                }
                buf.set_style(
                    Rect {
                        y,
                        height: 1,
                        ..inner
                    },
                    behind,
                );
                if row == 0 {
                    let cursor = if selected { "▸" } else { " " };
                    text::label(
                        buf,
                        (inner.x, y),
                        1,
                        cursor,
                        behind.patch(look.theme.style(Role::Key)),
                    );
                    let role = match kept.anchor {
                        Anchor::Exact { .. } => Role::Same,
                        Anchor::Moved { .. } | Anchor::Changed { .. } => Role::Close,
                        Anchor::Gone | Anchor::Unknown => Role::Differs,
                    };
                    let sign = behind.patch(look.theme.style(role));
                    text::label(buf, (inner.x + 2, y), 1, kept.anchor.sign(), sign);
                }
                let style = if role == Role::Text {
                    behind
                } else {
                    behind.patch(look.theme.style(role))
                };
                text::label(buf, (inner.x + 4, y), self.width, &line, style);
                y += 1;
            }
            y += u16::from(!self.low);
        }
    }
}
