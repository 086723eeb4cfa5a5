//! What was found, what ran, and what narrows it: the lines below the query of the Search screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::action::Action;
use super::chrome::Bars;
use super::keys::EVERYWHERE;
use super::session::Session;
use super::theme::Role;
use super::widgets::count::thousands;
use super::widgets::text;
use crate::model::UNDATED;

/// Before each value that narrows the search: it can be taken away.
const CHOSEN: &str = "× ";
/// Before what ran for what was typed.
const RAN: &str = "searched: ";

impl Bars<'_> {
    /// `5 of 5 · 2 ms` at the right, the echo below.
    pub(super) fn found(&self, area: Rect, buf: &mut Buffer) {
        let session = self.session;
        let muted = self.theme.style(Role::Muted);
        if session.answered.is_some() {
            let millis = session.micros.div_ceil(1000);
            let total = session.answer.total as u64;
            let found = format!(
                " {} of {} · {millis} ms ",
                thousands(total),
                thousands(session.status.articles)
            );
            let at = area.right().saturating_sub(text::cells(&found) as u16);
            text::label(buf, (at, area.y), area.width, &found, muted);
        }
        if area.height < 2 {
            return;
        }
        let y = area.y + 1;
        let area = self.narrowings(
            Rect {
                y,
                height: 1,
                ..area
            },
            buf,
        );
        let variants = if session.question.variants {
            "other spellings: on"
        } else {
            "other spellings: off"
        };
        let sign = self.keymap.sign_of("hits", Action::Variants);
        let variants = &sign.map_or(variants.to_string(), |sign| format!("{sign} {variants}"));
        let wide = text::cells(variants) as u16 + 1;
        let room = area.width.saturating_sub(wide + 4);
        let note = session
            .answer
            .notes
            .first()
            .map(|note| note.message.clone());
        let noticed = |words: &str| (words.to_string(), self.theme.style(Role::Notice));
        let (line, style) = match note {
            Some(note) => (
                format!("{RAN}{}   ({note})", session.answer.echo),
                self.theme.style(Role::Notice),
            ),
            None if !session.answer.echo.is_empty() => {
                (format!("{RAN}{}", session.answer.echo), muted)
            }
            None if session.status.sample => {
                noticed("This is the built-in sample. Your own: parallax add FOLDER, or press a.")
            }
            None if !session.looking.is_empty() => {
                noticed("Only looking: nothing is kept. m offers to add this to your library.")
            }
            None => {
                let what = if narrowed(session).is_empty() {
                    "all articles, newest first"
                } else {
                    "newest first"
                };
                (what.to_string(), muted)
            }
        };
        let used = text::cells(&line) as u16;
        let whole = area.width.saturating_sub(4);
        // What ran matters more than the switch.
        let room = if used > room { whole } else { room };
        text::label(buf, (area.x + 3, y), room, &line, style);
        if room < whole {
            let at = area.right().saturating_sub(wide);
            text::label(buf, (at, y), wide, variants, muted);
        }
    }

    /// What narrows the search, so that nobody takes a part for the whole; returns the room behind it.
    fn narrowings(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let labels = narrowed(self.session);
        if labels.is_empty() {
            return area;
        }
        // What ran needs a place too.
        let most = area.width * 3 / 5;
        let style = self.theme.style(Role::Same);
        let at = (area.x + 3, area.y);
        let clears = self.keymap.sign_of(EVERYWHERE, Action::Clear);
        let clears = clears.map_or_else(String::new, |sign| format!("  {sign} clears"));
        let room = usize::from(most).saturating_sub(text::cells(&clears));
        let mut used = text::label(buf, at, most, &shortened(&labels, room), style);
        let key = self.theme.style(Role::Key);
        let at = (area.x + 3 + used, area.y);
        used += text::label(buf, at, area.width.saturating_sub(used + 4), &clears, key);
        let taken = (used + 3).min(area.width);
        Rect {
            x: area.x + taken,
            width: area.width - taken,
            ..area
        }
    }
}

/// The values chosen in the Narrow pane.
fn narrowed(session: &Session) -> Vec<String> {
    let question = &session.question;
    let outlets = question.outlets.iter().map(|outlet| match outlet.as_str() {
        "" => "outlet unknown".to_string(),
        outlet => outlet.to_string(),
    });
    let entities = question.entities.iter().map(|id| {
        let known = session.entities.iter().find(|entity| entity.id == *id);
        known.map_or("a name".to_string(), |entity| entity.name.clone())
    });
    let months = question.months.iter().map(|month| match month.as_str() {
        UNDATED => "undated".to_string(),
        month => month.to_string(),
    });
    outlets.chain(months).chain(entities).collect()
}

/// As many as fit into `width` cells, with how many do not: `× Alpha Wire × 2025-12 + 2 more`.
fn shortened(labels: &[String], width: usize) -> String {
    for shown in (1..=labels.len()).rev() {
        let mut line: Vec<String> = labels[..shown]
            .iter()
            .map(|label| format!("{CHOSEN}{label}"))
            .collect();
        let rest = labels.len() - shown;
        if rest > 0 {
            line.push(format!("+ {rest} more"));
        }
        let line = line.join(" ");
        if shown == 1 || text::cells(&line) <= width {
            return line;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_counted() {
        let labels = ["Alpha Wire", "2025-12", "Vera Sokolova"].map(String::from);
        assert_eq!(
            shortened(&labels, 60),
            "× Alpha Wire × 2025-12 × Vera Sokolova"
        );
        assert_eq!(shortened(&labels, 31), "× Alpha Wire × 2025-12 + 1 more");
        assert_eq!(shortened(&labels, 5), "× Alpha Wire + 2 more");
        assert_eq!(shortened(&[], 5), "");
    }
}
