//! Facets that narrow the search: outlets, months, names, languages; and the saved searches.

mod rows;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::model::{Bucket, NameKind, UNDATED};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Change, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::Session;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{bar, frame, text};
use rows::{Row, month, outlet, values};

/// Values shown of a facet before the reader asks for all.
const SHORT: usize = 8;

#[derive(Default)]
pub struct Narrow {
    place: Place,
    rows: Vec<Row>,
    /// Sections of which all values are shown.
    whole: Vec<usize>,
    /// What the row under the cursor is about: the cursor goes with it when the values change.
    at: Option<String>,
}

impl Narrow {
    fn row(&self) -> Option<&Row> {
        self.rows.get(self.place.cursor)
    }

    fn section(&mut self, number: usize, heading: &str, values: Vec<Row>) {
        if values.is_empty() {
            return;
        }
        if !self.rows.is_empty() {
            self.rows.push(Row::Blank);
        }
        self.rows.push(Row::Heading(heading.to_string()));
        let whole = self.whole.contains(&number);
        let all = values.len();
        let before = self.rows.len();
        let chosen = |row: &Row| matches!(row, Row::Value { chosen: true, .. });
        let shown = values.into_iter().enumerate();
        // Without a date there is no month to look under: that row never hides.
        let is_pinned = |row: &Row| chosen(row) || row.is_undated();
        let shown = shown.filter(|(index, row)| whole || *index < SHORT || is_pinned(row));
        self.rows.extend(shown.map(|(_, row)| row));
        let rest = all - (self.rows.len() - before);
        if rest > 0 {
            self.rows.push(Row::More {
                section: number,
                rest,
            });
        }
    }

    fn build(&mut self, session: &Session) {
        self.rows.clear();
        let facets = &session.answer.facets;
        let question = &session.question;
        self.section(
            0,
            "Outlet",
            values(&facets.outlets, &question.outlets, Change::Outlet, outlet),
        );
        let mut months: Vec<Bucket> = facets
            .months
            .iter()
            .filter(|month| month.count > 0)
            .cloned()
            .collect();
        months.reverse();
        if facets.undated > 0 {
            months.push(Bucket {
                key: UNDATED.to_string(),
                label: month(UNDATED),
                count: facets.undated,
                kind: None,
            });
        }
        let dates = values(&months, &question.months, Change::Month, month);
        if !dates.is_empty() {
            self.section(1, "Date", dates);
            let counts: Vec<u64> = facets.months.iter().map(|month| month.count).collect();
            let heading = self
                .rows
                .iter()
                .position(|row| matches!(row, Row::Heading(text) if text == "Date"));
            if !counts.is_empty() {
                self.rows
                    .insert(heading.map_or(0, |at| at + 1), Row::Spark(counts));
            }
        }
        let name = |id: &str| {
            let mut entities = session.entities.iter();
            let known = entities.find(|entity| entity.id == id);
            known.map_or("a name".to_string(), |entity| entity.name.clone())
        };
        let kind_of = |id: &String| {
            let mut entities = session.entities.iter();
            entities.find(|entity| entity.id == *id).map(|of| of.kind)
        };
        for (number, kind) in NameKind::ALL.into_iter().enumerate() {
            let of_kind: Vec<Bucket> = facets
                .entities
                .iter()
                .filter(|bucket| bucket.kind == Some(kind))
                .cloned()
                .collect();
            // One that is not known any more can be taken away among the first.
            let is_here = |id: &&String| kind_of(id).unwrap_or(NameKind::ALL[0]) == kind;
            let chosen = question.entities.iter().filter(is_here).cloned();
            let chosen: Vec<String> = chosen.collect();
            self.section(
                2 + number,
                kind.heading(),
                values(&of_kind, &chosen, Change::Entity, name),
            );
        }
        let words = question.text.split_whitespace();
        let languages: Vec<String> = words
            .filter_map(|word| word.strip_prefix("lang:"))
            .map(str::to_string)
            .collect();
        // One language alone narrows nothing, but a chosen one must be there to be taken away.
        if facets.languages.len() > 1 || !languages.is_empty() {
            let rows = values(
                &facets.languages,
                &languages,
                Change::Language,
                str::to_string,
            );
            self.section(5, "Language", rows);
        }
        let saved = session.saved.iter();
        let saved = saved.map(|(name, query)| Row::Saved {
            name: name.clone(),
            query: query.clone(),
        });
        self.section(6, "Saved searches", saved.collect());
    }

    /// The first row of each group that can be stood on.
    fn starts(&self) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let headings = rows.filter(|(_, row)| matches!(row, Row::Heading(_)));
        let place = |from: usize| (from..self.rows.len()).find(|&at| self.rows[at].is_place());
        headings.filter_map(|(at, _)| place(at)).collect()
    }

    /// From a row that is no place to the nearest one that is.
    fn land(&mut self, forward: bool) {
        let rows = &self.rows;
        self.place
            .land(forward, rows.len(), |at| rows[at].is_place());
    }
}

impl Pane for Narrow {
    fn name(&self) -> &'static str {
        "narrow"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let question = &session.question;
        let narrowed = !(question.outlets.is_empty()
            && question.entities.is_empty()
            && question.months.is_empty());
        let mut hints = Vec::new();
        hints.extend(self.row().map(|_| Action::Open));
        hints.extend(narrowed.then_some(Action::Clear));
        hints.extend((self.starts().len() > 1).then_some(Action::NextGroup));
        hints.extend([Action::NextPane, Action::Filter]);
        hints
    }

    fn wording(&self, action: Action, _session: &Session) -> Option<&'static str> {
        if action == Action::Filter {
            // Another question, and no filter of this list.
            return Some("search");
        }
        if action != Action::Open {
            return None;
        }
        Some(match self.row()? {
            Row::Value { chosen: true, .. } => "untick",
            Row::Value { .. } => "tick",
            Row::More { .. } => "show all",
            Row::Saved { .. } => "search again",
            Row::Heading(_) | Row::Blank | Row::Spark(_) => return None,
        })
    }

    fn act(&mut self, action: Action, _session: &Session) -> Answered {
        if self.place.act(action, self.rows.len()).is_some() {
            self.land(!matches!(
                action,
                Action::Up | Action::HalfPageUp | Action::PageUp | Action::Bottom
            ));
            self.at = self.row().and_then(Row::about);
            return Some(Vec::new());
        }
        if self.place.leap(action, &self.starts()).is_some() {
            self.at = self.row().and_then(Row::about);
            return Some(Vec::new());
        }
        match action {
            Action::Open => match self.row()? {
                Row::Value { change, .. } => Some(vec![Effect::SearchAgain(change.clone())]),
                Row::Saved { query, .. } => Some(vec![Effect::Search(query.clone())]),
                Row::More { section, .. } => {
                    self.whole.push(*section);
                    Some(Vec::new())
                }
                _ => Some(Vec::new()),
            },
            _ => None,
        }
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        session.answered.as_ref()?;
        let mut place = self.place;
        let same = place.click(y, self.rows.len(), |_| 1)?;
        if !self.rows.get(place.cursor)?.is_place() {
            return None;
        }
        self.place = place;
        self.at = self.row().and_then(Row::about);
        Some(same)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        self.build(session);
        let is_it = |row: &Row| self.at.is_some() && row.about() == self.at;
        if let Some(at) = self.rows.iter().position(is_it) {
            self.place.cursor = at;
        }
        if !self.row().is_some_and(Row::is_place) {
            self.land(true);
        }
        self.place
            .settle(self.rows.len(), size.height.saturating_sub(2), |_| 1);
        // The heading above the first value shows with it.
        let rows = usize::from(size.height.saturating_sub(2));
        let is_heading = !self.rows[..self.place.first].iter().any(Row::is_place);
        if self.place.first > 0 && is_heading && self.place.cursor < rows {
            self.place.first = 0;
        }
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let inner = frame::frame(area, buf, look, "Narrow", "");
        let width = inner.width.saturating_sub(1);
        if self.rows.is_empty() && session.answered.is_some() {
            let nothing = ["Nothing was found: there is nothing to narrow."];
            return text::paragraphs(buf, inner, &nothing, look.theme.style(Role::Muted));
        }
        for (index, (y, row)) in (inner.y..inner.bottom())
            .zip(self.rows.iter().skip(self.place.first))
            .enumerate()
        {
            let here = index + self.place.first == self.place.cursor && look.focused;
            let behind = look
                .theme
                .style(if here { Role::Selection } else { Role::Text });
            let x = inner.x;
            match row {
                Row::Blank => {}
                Row::Heading(heading) => {
                    text::label(buf, (x, y), width, heading, look.theme.style(Role::Heading));
                }
                Row::Spark(counts) => {
                    let spark = bar::sparkline(&bar::squeezed(
                        counts,
                        usize::from(width.saturating_sub(2)),
                    ));
                    text::label(
                        buf,
                        (x + 2, y),
                        width,
                        &spark,
                        look.theme.style(Role::Figure),
                    );
                }
                Row::Value {
                    label,
                    count,
                    chosen,
                    ..
                } => {
                    buf.set_style(
                        Rect {
                            x,
                            y,
                            width: inner.width,
                            height: 1,
                        },
                        behind,
                    );
                    let sign = if *chosen { "■" } else { "□" };
                    let sign_role = if *chosen { Role::Same } else { Role::Muted };
                    text::label(
                        buf,
                        (x + 1, y),
                        1,
                        sign,
                        behind.patch(look.theme.style(sign_role)),
                    );
                    let count = count.to_string();
                    let wide = text::cells(&count) as u16;
                    text::label(
                        buf,
                        (x + 3, y),
                        width.saturating_sub(4 + wide),
                        label,
                        behind,
                    );
                    let at = (inner.right().saturating_sub(wide + 1), y);
                    text::label(
                        buf,
                        at,
                        wide,
                        &count,
                        behind.patch(look.theme.style(Role::Muted)),
                    );
                }
                Row::More { rest, .. } => {
                    let more = format!("… {rest} more");
                    let style = if here {
                        behind
                    } else {
                        look.theme.style(Role::Muted)
                    };
                    text::label(buf, (x + 3, y), width.saturating_sub(3), &more, style);
                }
                Row::Saved { name, .. } => {
                    buf.set_style(
                        Rect {
                            x,
                            y,
                            width: inner.width,
                            height: 1,
                        },
                        behind,
                    );
                    text::label(
                        buf,
                        (x + 1, y),
                        width.saturating_sub(1),
                        &format!("» {name}"),
                        behind,
                    );
                }
            }
            if here {
                text::label(
                    buf,
                    (x, y),
                    1,
                    "▸",
                    behind.patch(look.theme.style(Role::Key)),
                );
            }
        }
    }
}
