//! Drawing a hit: who says it and when, its title, and the words of it that matched; in a low pane a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{EXCERPT_ROWS, Hits};
use crate::model::{Hit, Span};
use crate::tui::called::called_so;
use crate::tui::session::Session;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::list::Standing;
use crate::tui::widgets::text;

/// Cells of the day, and of the outlet, in a line.
const DAY: u16 = 10;
const OUTLET: u16 = 16;
/// Cells before the headline in a line.
pub(super) const BEFORE_TITLE: u16 = DAY + OUTLET + 2;

impl Hits {
    /// Paints one hit at the top of `area`; returns the row below it.
    pub(super) fn draw_hit(
        &self,
        session: &Session,
        (hit, index): (&Hit, usize),
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) -> u16 {
        let height = self.height(hit, index).min(area.height);
        let ground = Rect { height, ..area };
        let behind = Standing::of(index == self.place.cursor, look).paint(ground, buf, look);
        if self.low {
            self.draw_line(session, hit, behind, ground, buf, look);
            return ground.bottom();
        }
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
        let outlet = called_so(hit.outlet.as_deref(), None, &hit.origin);
        let used = used
            + text::label(
                buf,
                (x + used, y),
                self.width - used,
                &outlet,
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
        y
    }

    /// The hit on a line: day, outlet, title with what matched lit, on further lines where there is room for them; the article beside
    /// or below it has the rest.
    fn draw_line(
        &self,
        session: &Session,
        hit: &Hit,
        behind: Style,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let style = |role| behind.patch(look.theme.style(role));
        let at = |x: u16| (area.x + 2 + x, area.y);
        let day = hit.published.as_ref().map_or("undated", |at| at.day());
        text::label(buf, at(0), DAY, day, style(Role::Muted));
        let picked = session.picked.contains(&hit.id);
        let sign = if picked { "◆" } else { "" };
        text::label(buf, at(DAY), 1, sign, style(Role::Key));
        let outlet = called_so(hit.outlet.as_deref(), None, &hit.origin);
        text::label(buf, at(DAY + 1), OUTLET, &outlet, style(Role::Outlet1));
        let room = self.width.saturating_sub(BEFORE_TITLE);
        let lit = look.theme.style(Role::Hit);
        let lit: Vec<(Span, Style)> = hit.title_matches.iter().map(|span| (*span, lit)).collect();
        let rows = self.title_rows(hit);
        let (x, shown) = (area.x + 2 + BEFORE_TITLE, usize::from(area.height));
        let goes_on = rows.len() > shown;
        for (number, (y, row)) in (area.y..area.bottom()).zip(rows).enumerate() {
            // The last row that there is room for says that it goes on.
            let cut = goes_on && number + 1 == shown;
            let end = if cut { hit.title.len() } else { row.end };
            let kept = text::cut(&hit.title[row.start..end], usize::from(room));
            let title = format!("{}{kept}", &hit.title[..row.start]);
            let part = Span::new(row.start, title.len());
            text::paint(buf, (x, y), room, &title, part, style(Role::Text), &lit);
        }
    }

    /// The rows of the headline in a low pane.
    pub(super) fn title_rows(&self, hit: &Hit) -> Vec<Span> {
        let room = self.width.saturating_sub(BEFORE_TITLE).max(8);
        text::wrap(&hit.title, Span::new(0, hit.title.len()), room)
    }
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
