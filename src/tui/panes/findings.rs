//! The findings of a comparison, as a list: kind, what it is about, how sure it is, what each article says.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::again;
use super::finding::{Narrowed, next_difference, next_kind, on_finding, weight_role};
use super::line::pieces;
use super::passage::say;
use super::wording::matches;
use crate::analysis::text::words::fold;
use crate::model::{Finding, FindingKind, Span, Value};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Session, Tone};
use crate::tui::theme::Look;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};
use crate::worker::request::Compared;

/// Cells before the words of a finding: cursor, sign, kind.
const BEFORE: u16 = 14;
/// Cells behind them: how sure it is.
const BEHIND: u16 = 7;

#[derive(Default)]
pub struct Findings {
    place: Place,
    filter: String,
    kind: Option<FindingKind>,
    shown: Vec<usize>,
    made_from: Option<(Arc<Compared>, String, Option<FindingKind>)>,
    width: u16,
    /// The last thing pointed at in another pane that was taken in.
    pointed: u64,
    /// The finding that is to be under the cursor as soon as the comparison has come.
    goal: Option<String>,
    /// No finding is about what another pane points at: the cursor stands where it stood, and says nothing of it.
    aside: bool,
    /// The cursor stands at the beginning because the reader has not been in the list yet.
    fresh: bool,
}

impl Findings {
    fn finding<'a>(&self, session: &'a Session) -> Option<(&'a Arc<Compared>, &'a Finding)> {
        let compared = session.compared.as_ref()?;
        Some((
            compared,
            compared
                .comparison
                .findings
                .get(*self.shown.get(self.place.cursor)?)?,
        ))
    }

    fn arrange(&mut self, session: &Session) {
        let Some(compared) = &session.compared else {
            self.shown.clear();
            self.made_from = None;
            return;
        };
        let current = self.made_from.as_ref().is_some_and(|(made, filter, kind)| {
            Arc::ptr_eq(made, compared) && *filter == self.filter && *kind == self.kind
        });
        if current {
            return;
        }
        let before = self.shown.get(self.place.cursor).copied();
        let wanted = fold(&self.filter);
        let findings = &compared.comparison.findings;
        self.shown = (0..findings.len())
            .filter(|&index| self.kind.is_none_or(|kind| findings[index].kind == kind))
            .filter(|&index| matches(compared, &findings[index], &wanted))
            .collect();
        // What presses most stands first, as on the Stories screen.
        self.shown.sort_by_key(|&index| findings[index].rank());
        let was = self
            .made_from
            .as_ref()
            .filter(|(was, ..)| !Arc::ptr_eq(was, compared) && again::is_again(was, compared));
        let kept = was.and_then(|(was, ..)| {
            let finding = was.comparison.findings.get(before?)?;
            again::finding(was, finding, compared)
        });
        let goal = self.goal.take();
        let kept = goal.and_then(|goal| again::read(&goal, compared)).or(kept);
        let at = kept.and_then(|kept| self.shown.iter().position(|index| *index == kept));
        match at {
            Some(at) => self.place.carry_to(at),
            None => (self.place.cursor, self.fresh) = (0, true),
        }
        self.made_from = Some((Arc::clone(compared), self.filter.clone(), self.kind));
    }

    fn height(&self, compared: &Compared, index: usize) -> u16 {
        let finding = &compared.comparison.findings[self.shown[index]];
        let line = Line::new(compared, finding, None);
        u16::try_from(line.rows(self.width).len()).unwrap_or(u16::MAX)
    }

    /// Goes along where another pane points at a place: to the finding that is about it, a difference before others.
    fn follow(&mut self, session: &Session) {
        let pointed = &session.pointed;
        if pointed.number == self.pointed {
            return;
        }
        self.pointed = pointed.number;
        let Some(compared) = session
            .compared
            .as_ref()
            .filter(|_| pointed.from != "findings")
        else {
            return;
        };
        let findings = &compared.comparison.findings;
        let is_about = |index: &usize| {
            let values = &findings[*index].values;
            values.iter().any(|value| {
                let places = pointed.places.iter();
                places
                    .filter(|(article, _)| *article == value.article)
                    .any(|(_, span)| span.overlaps(value.span()))
            })
        };
        let about: Vec<usize> = (0..self.shown.len())
            .filter(|&at| is_about(&self.shown[at]))
            .collect();
        // A difference before others; of several the one of which most is pointed at.
        let pointed_at = |at: usize| {
            let values = &findings[self.shown[at]].values;
            let inside = values.iter().filter(|value| {
                let mut places = pointed.places.iter();
                places
                    .any(|(article, span)| *article == value.article && span.overlaps(value.span()))
            });
            inside.count() * 100 / values.len().max(1)
        };
        let best = about.iter().copied().max_by_key(|&at| {
            let differs = findings[self.shown[at]].weight().is_difference();
            (differs, pointed_at(at), std::cmp::Reverse(at))
        });
        self.aside = best.is_none() && !pointed.places.is_empty();
        self.fresh = self.fresh && best.is_none();
        self.place.cursor = best.unwrap_or(self.place.cursor);
    }

    /// Shows the other panes the places of the finding under the cursor.
    fn point(&self, session: &Session) -> Vec<Effect> {
        let Some((_, finding)) = self.finding(session) else {
            return Vec::new();
        };
        let place = |value: &Value| (value.article, value.span());
        vec![Effect::Point {
            from: "findings",
            places: finding.values.iter().map(place).collect(),
        }]
    }
}

/// The words of a finding, and how parts of them are painted.
struct Line {
    text: String,
    styles: Vec<(Span, Style)>,
}

impl Line {
    fn new(compared: &Compared, finding: &Finding, theme: Option<&Theme>) -> Line {
        let mut line = Line {
            text: String::new(),
            styles: Vec::new(),
        };
        for (words, ink) in pieces(compared, finding) {
            let start = line.text.len();
            line.text += &words;
            let style = theme.map(|theme| ink.style(theme));
            line.styles
                .extend(style.map(|style| (Span::new(start, line.text.len()), style)));
        }
        line
    }

    fn rows(&self, width: u16) -> Vec<Span> {
        text::wrap(&self.text, Span::new(0, self.text.len()), width.max(8))
    }
}

impl Pane for Findings {
    fn name(&self) -> &'static str {
        "findings"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        if session.compared.is_none() {
            return match session.picked.len() {
                0 | 1 => vec![Action::StoriesScreen, Action::SearchScreen],
                _ => Vec::new(),
            };
        }
        let mut hints = Vec::new();
        if self.finding(session).is_some() {
            hints.extend([Action::Open, Action::Why, Action::NextDifference]);
        }
        hints.extend([Action::NextKind, Action::Filter, Action::NextPane]);
        if self.finding(session).is_some() {
            hints.extend([Action::Others, Action::Copy, Action::Cite]);
        }
        hints
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        // Nothing can be said of findings that are still on their way.
        let compared = session.compared.as_ref()?;
        self.aside = false;
        let fresh = std::mem::take(&mut self.fresh);
        if self.place.act(action, self.shown.len()).is_some() {
            return Some(self.point(session));
        }
        let findings = &compared.comparison.findings;
        match action {
            Action::NextKind => {
                self.kind = next_kind(findings, self.kind);
                let shown = self.kind.map_or("all kinds", FindingKind::heading);
                Some(vec![say(
                    Tone::Notice,
                    &format!("findings shown: {}", shown.to_lowercase()),
                )])
            }
            Action::NextDifference | Action::PreviousDifference => {
                let differs = |at: usize| findings[self.shown[at]].weight().is_difference();
                // Whoever comes from the sentences, and has not been in the list yet, begins with its first one.
                let pointed = &session.pointed;
                let begins = fresh && pointed.from == "columns" && pointed.places.is_empty();
                let here = Some(self.place.cursor).filter(|_| !begins);
                let narrowed = Narrowed::of(self.kind, &self.filter);
                let listing = (self.shown.len(), narrowed);
                let (found, says) = next_difference(action, listing, here, differs);
                // Who is on the last one sees its sides all the same.
                let stands = |at: &usize| *at < self.shown.len() && differs(*at);
                let here = Some(self.place.cursor).filter(stands);
                let Some(found) = found.or(here) else {
                    return Some(vec![says]);
                };
                self.place.cursor = found;
                let mut effects = self.point(session);
                effects.push(says);
                Some(effects)
            }
            // The sheet above folds and lights, wherever the keyboard is.
            Action::Fold | Action::Words | Action::Choose => {
                Some(vec![Effect::Pass("columns", action)])
            }
            action => {
                let (compared, finding) = self.finding(session)?;
                on_finding(compared, finding, action)
            }
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
        self.finding(session)
            .map(|(_, finding)| again::written(finding))
    }

    fn go_to(&mut self, place: &str) {
        self.goal = Some(place.to_string());
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        let compared = session.compared.as_ref()?;
        let mut place = self.place;
        let same = place.click(y, self.shown.len(), |index| self.height(compared, index));
        self.place = place;
        same
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(2 + BEFORE + BEHIND);
        self.arrange(session);
        self.follow(session);
        if let Some(compared) = &session.compared {
            let mut place = self.place;
            let rows = size.height.saturating_sub(2);
            place.settle(self.shown.len(), rows, |index| self.height(compared, index));
            self.place = place;
        }
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let mut kind = self.kind.map_or_else(
            || "Findings".to_string(),
            |kind| format!("Findings · {}", kind.heading()),
        );
        let aside = self.aside && !look.focused && !self.shown.is_empty();
        if aside {
            kind += match self.kind {
                Some(_) => " · none of this kind about this row",
                None => " · none about this row",
            };
        }
        let len = self.shown.len();
        let foot = match len {
            0 => String::new(),
            1 => "1 finding".to_string(),
            _ => format!("{} findings", self.place.foot(len)),
        };
        let inner = frame::frame(area, buf, look, &kind, &foot);
        let Some(compared) = &session.compared else {
            return;
        };
        if len == 0 {
            let nothing = if self.filter.is_empty() {
                "Nothing to report: no figure, quote or name stands against another here."
            } else {
                "No finding matches the filter."
            };
            text::paragraphs(buf, inner, &[nothing], look.theme.style(Role::Muted));
        }
        let mut y = inner.y;
        for (index, &number) in self.shown.iter().enumerate().skip(self.place.first) {
            if y >= inner.bottom() {
                return;
            }
            let finding = &compared.comparison.findings[number];
            let line = Line::new(compared, finding, Some(look.theme));
            let rows = line.rows(self.width);
            let part = Rect {
                y,
                height: (rows.len() as u16).min(inner.bottom() - y),
                ..inner
            };
            let standing = index == self.place.cursor && !aside;
            let behind = Standing::of(standing, look).paint(part, buf, look);
            let verdict = behind.patch(look.theme.style(weight_role(finding.weight())));
            text::label(buf, (inner.x + 1, y), 1, finding.sign(), verdict);
            let heading = behind.patch(look.theme.style(Role::Heading));
            text::label(
                buf,
                (inner.x + 3, y),
                BEFORE - 4,
                finding.kind.heading(),
                heading,
            );
            let sure = format!(
                "{:>width$}",
                finding.sure.short(),
                width = usize::from(BEHIND - 1)
            );
            let at = inner.right().saturating_sub(BEHIND - 1);
            let muted = behind.patch(look.theme.style(Role::Muted));
            text::label(buf, (at, y), BEHIND - 1, &sure, muted);
            for (line_y, row) in (y..part.bottom()).zip(rows) {
                let at = (inner.x + BEFORE, line_y);
                text::paint(buf, at, self.width, &line.text, row, behind, &line.styles);
            }
            y = part.bottom();
        }
    }
}
