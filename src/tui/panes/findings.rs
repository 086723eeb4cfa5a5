//! The findings of a comparison, as a list: kind, what it is about, what each article says.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use super::matrix::cells::reused;
use super::passage::{self, say};
use crate::analysis::words::fold;
use crate::model::{Article, Finding, FindingKind, Span, Verdict};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect, Look, Pane};
use crate::tui::session::{Session, Tone};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};
use crate::tui::windows::{Evidence, Proof, Window};
use crate::worker::request::Compared;

#[derive(Default)]
pub struct Findings {
    place: Place,
    filter: String,
    kind: Option<FindingKind>,
    shown: Vec<usize>,
    made_from: Option<(Arc<Compared>, String, Option<FindingKind>)>,
    width: u16,
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
        let wanted = fold(&self.filter);
        let findings = &compared.comparison.findings;
        self.shown = (0..findings.len())
            .filter(|&index| self.kind.is_none_or(|kind| findings[index].kind == kind))
            .filter(|&index| matches(compared, &findings[index], &wanted))
            .collect();
        self.place.cursor = 0;
        self.made_from = Some((Arc::clone(compared), self.filter.clone(), self.kind));
    }

    fn rows(&self, compared: &Compared, finding: &Finding) -> Vec<String> {
        let line = line(compared, finding);
        let rows = text::wrap(&line, Span::new(0, line.len()), self.width.max(8));
        rows.into_iter()
            .map(|row| row.of(&line).to_string())
            .collect()
    }
}

/// A value as a list shows it: on one line, its beginning where it is long; the proof has the whole.
pub fn short(value: &str) -> String {
    /// Cells of a value that still read as a value and not as a text.
    const VALUE: usize = 60;
    text::cut(
        &value.split_whitespace().collect::<Vec<_>>().join(" "),
        VALUE,
    )
}

/// Whether the line of a finding, its kind or its verdict has `wanted`, which is folded, in it.
pub fn matches(compared: &Compared, finding: &Finding, wanted: &str) -> bool {
    wanted.is_empty()
        || fold(&line(compared, finding)).contains(wanted)
        || fold(finding.kind.heading()).contains(wanted)
        || finding.verdict.words().contains(wanted)
}

/// `political prisoners: Alpha Wire 123 | Beta Post more than 100`.
fn line(compared: &Compared, finding: &Finding) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (index, article) in compared.articles.iter().enumerate() {
        let values = finding.values.iter().filter(|value| value.article == index);
        let mut values: Vec<String> = values.map(|value| short(&value.text)).collect();
        values.dedup();
        if finding.kind == FindingKind::Reuse && !values.is_empty() {
            values = vec![reused(&compared.comparison, index)];
        }
        if !values.is_empty() {
            parts.push(format!("{}: {}", called(article), values.join(" / ")));
        }
    }
    match finding.kind {
        FindingKind::OnlyHere | FindingKind::Missing | FindingKind::Fact => {
            let mut outlets: Vec<String> = finding
                .values
                .iter()
                .filter_map(|value| compared.articles.get(value.article))
                .map(|article| called(article))
                .collect();
            outlets.dedup();
            format!("{} · said by {}", finding.what, outlets.join(", "))
        }
        _ => format!("{} · {}", finding.what, parts.join(" | ")),
    }
}

/// The outlet, else the beginning of the title: what tells an article from the others of a list.
pub fn called(article: &Article) -> String {
    /// Cells of a title that are enough to know it again.
    const TITLE: usize = 24;
    article
        .outlet
        .clone()
        .unwrap_or_else(|| format!("“{}”", text::cut(&article.title, TITLE)))
}

/// The window that proves a finding: the sentence of every value, with the value lit; values of one sentence together.
pub fn proof(compared: &Compared, finding: &Finding) -> Window {
    let mut places: Vec<(usize, Span, Vec<Span>)> = Vec::new();
    for value in &finding.values {
        let Some(article) = compared.articles.get(value.article) else {
            continue;
        };
        let sentence = article
            .sentence_at(value.start)
            .and_then(|index| article.sentences.get(index));
        let whole = sentence.map_or(value.span(), |sentence| sentence.join(value.span()));
        match places.last_mut() {
            Some((last, span, marks)) if *last == value.article && *span == whole => {
                marks.push(value.span());
            }
            _ => places.push((value.article, whole, vec![value.span()])),
        }
    }
    let proofs = places
        .into_iter()
        .filter_map(|(at, span, marks)| Some(Proof::new(compared.articles.get(at)?, span, &marks)))
        .collect();
    let verdict = format!(
        "{} · {:.0} % sure · {}",
        finding.verdict.words(),
        finding.sure * 100.0,
        finding.why
    );
    Window::evidence(Evidence {
        title: finding.what.clone(),
        about: verdict,
        proofs,
    })
}

/// The window that says why.
pub fn why(finding: &Finding) -> Window {
    let lines = vec![
        finding.what.clone(),
        String::new(),
        format!("{} {}", finding.verdict.sign(), finding.verdict.words()),
        format!("{:.0} % sure", finding.sure * 100.0),
        String::new(),
        finding.why.clone(),
    ];
    Window::text("Why", lines)
}

/// How a verdict is coloured.
pub fn verdict_style(theme: &Theme, verdict: Verdict) -> Style {
    theme.style(match verdict {
        Verdict::Same | Verdict::Shared => Role::Same,
        Verdict::Compatible | Verdict::Cut | Verdict::Reworded => Role::Close,
        Verdict::Differs | Verdict::OtherSpeaker => Role::Differs,
        Verdict::OneOnly => Role::Only,
    })
}

/// What stands for a difference when a reader goes from one to the next.
pub fn is_difference(finding: &Finding) -> bool {
    !matches!(
        finding.verdict,
        Verdict::Same | Verdict::Shared | Verdict::OneOnly
    )
}

/// Says that there is no difference further on in the direction of `action`.
pub fn no_more(action: Action) -> Effect {
    let words = match action {
        Action::PreviousDifference => "this is the first difference",
        _ => "this was the last difference",
    };
    say(Tone::Notice, words)
}

/// The next kind that findings have; after the last one all of them.
pub fn next_kind(findings: &[Finding], kind: Option<FindingKind>) -> Option<FindingKind> {
    let present = |kind: &FindingKind| findings.iter().any(|finding| finding.kind == *kind);
    let from = kind.map_or(0, |kind| {
        FindingKind::ALL
            .iter()
            .position(|other| *other == kind)
            .unwrap_or(0)
            + 1
    });
    FindingKind::ALL[from..].iter().copied().find(present)
}

impl Pane for Findings {
    fn name(&self) -> &'static str {
        "findings"
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::Open,
            Action::Why,
            Action::NextDifference,
            Action::NextKind,
            Action::Filter,
            Action::NextPane,
        ]
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        if self.place.act(action, self.shown.len()).is_some() {
            return Some(Vec::new());
        }
        let findings = session
            .compared
            .as_ref()
            .map_or(&[][..], |compared| &compared.comparison.findings);
        match action {
            Action::Open => self
                .finding(session)
                .map(|(compared, finding)| vec![Effect::Open(proof(compared, finding))]),
            Action::Why => self
                .finding(session)
                .map(|(_, finding)| vec![Effect::Open(why(finding))]),
            Action::Others => {
                let (compared, finding) = self.finding(session)?;
                let value = finding.values.first()?;
                let article = compared.articles.get(value.article)?;
                passage::act(article, value.span(), "sentence", action)
            }
            Action::NextKind => {
                self.kind = next_kind(findings, self.kind);
                let shown = self.kind.map_or("all kinds", FindingKind::heading);
                Some(vec![say(
                    Tone::Notice,
                    &format!("findings shown: {}", shown.to_lowercase()),
                )])
            }
            Action::NextDifference | Action::PreviousDifference => {
                let differs = |place: &usize| is_difference(&findings[self.shown[*place]]);
                let here = self.place.cursor;
                let found = if action == Action::NextDifference {
                    (here + 1..self.shown.len()).find(differs)
                } else {
                    (0..here.min(self.shown.len())).rev().find(differs)
                };
                let Some(found) = found else {
                    return Some(vec![no_more(action)]);
                };
                self.place.cursor = found;
                Some(Vec::new())
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

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.width = size.width.saturating_sub(2 + 2 + 11 + 1);
        self.arrange(session);
        if let Some(compared) = &session.compared {
            let mut place = self.place;
            place.settle(self.shown.len(), size.height.saturating_sub(2), |index| {
                let finding = &compared.comparison.findings[self.shown[index]];
                u16::try_from(self.rows(compared, finding).len()).unwrap_or(u16::MAX)
            });
            self.place = place;
        }
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let kind = self.kind.map_or_else(
            || "Findings".to_string(),
            |kind| format!("Findings: {}", kind.heading()),
        );
        let len = self.shown.len();
        let foot = self.place.foot(len);
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
            text::label(
                buf,
                (inner.x + 1, inner.y),
                inner.width,
                nothing,
                look.theme.style(Role::Muted),
            );
        }
        let mut y = inner.y;
        for (index, &number) in self.shown.iter().enumerate().skip(self.place.first) {
            let finding = &compared.comparison.findings[number];
            let selected = index == self.place.cursor && look.focused;
            let behind = look.theme.style(if selected {
                Role::Selection
            } else {
                Role::Text
            });
            let rows = self.rows(compared, finding);
            for (row_number, row) in rows.iter().enumerate() {
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
                if row_number == 0 {
                    let verdict = verdict_style(look.theme, finding.verdict);
                    let cursor = if index == self.place.cursor {
                        "▸"
                    } else {
                        " "
                    };
                    text::label(
                        buf,
                        (inner.x, y),
                        1,
                        cursor,
                        behind.patch(look.theme.style(Role::Key)),
                    );
                    text::label(
                        buf,
                        (inner.x + 1, y),
                        1,
                        finding.verdict.sign(),
                        behind.patch(verdict),
                    );
                    let heading = finding.kind.heading();
                    text::label(
                        buf,
                        (inner.x + 3, y),
                        10,
                        heading,
                        behind.patch(look.theme.style(Role::Heading)),
                    );
                }
                text::label(buf, (inner.x + 14, y), self.width, row, behind);
                y += 1;
            }
        }
    }
}
