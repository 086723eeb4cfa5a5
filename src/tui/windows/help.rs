//! The help screen, made from the action table and the keys in force: it cannot lie.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{NAMES as WINDOWS, PLAIN};
use crate::model::Span;
use crate::tui::action::{ACTIONS, About, Action, Group};
use crate::tui::keys::{EVERYWHERE, Keymap};
use crate::tui::legend::SIGNS;
use crate::tui::panes::NAMES;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::text;

/// Cells of a window that the text cannot have: before the keys, and between both.
const BESIDE: u16 = 5;
/// Cells of the shortest line of text.
const TEXT: u16 = 16;
/// Cells of the keys; more of them stand on a line of their own.
const KEYS: u16 = 13;

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(String),
    /// Keys (none on the second line of a long text) and what they do.
    Key(String, String),
    Blank,
}

/// What a pane or a window is called in the help.
const PLACES: &[(&str, &str)] = &[
    ("narrow", "what narrows the search"),
    ("hits", "the hits"),
    ("article", "the article"),
    ("stories", "the list of stories"),
    ("story", "what the articles of a story say"),
    ("columns", "the articles side by side"),
    ("findings", "the findings below them"),
    ("entities", "the list of names"),
    ("card", "one name"),
    ("bookmarks", "the passages kept"),
    ("evidence", "the sentences that prove something"),
    ("suggestions", "the pairs that may be one"),
    ("decisions", "what you decided about names"),
    ("choosing", "the articles to compare"),
    (PLAIN, "this window"),
];

/// What works in every window beside its own keys.
const IN_WINDOWS: &[Action] = &[
    Action::Down,
    Action::Up,
    Action::HalfPageDown,
    Action::HalfPageUp,
    Action::Top,
    Action::Bottom,
    Action::Open,
    Action::Why,
    Action::Cancel,
    Action::Help,
    Action::Command,
    Action::Quit,
];

fn place(scope: &str) -> &str {
    let mut places = PLACES.iter();
    places
        .find(|(name, _)| *name == scope)
        .map_or(scope, |(_, place)| place)
}

/// The lines for a reader who stands in the pane or window `scope`, in a window `width` cells wide: its own keys first, those of `first` before the others, then all that hold everywhere (in a
/// window: that hold there), by theme, then what the signs mean, the query language, and the other panes.
pub fn lines(keymap: &Keymap, scope: &str, first: &[Action], width: u16) -> Vec<Line> {
    let room = width.saturating_sub(KEYS + BESIDE).max(TEXT);
    let own = keymap.actions_of(scope);
    let is_window = scope == PLAIN || WINDOWS.contains(&scope);
    let mut lines = vec![Line::Heading(format!("Here, in {}", place(scope)))];
    of_pane(keymap, scope, (first, room), &mut lines);
    // Of a pane they come before the many keys that hold everywhere, of a window behind the few that it has.
    if !is_window {
        signs(room, &mut lines);
    }
    let mut group = is_window.then_some(Group::Move);
    let holds = |action: Action| !is_window || IN_WINDOWS.contains(&action);
    for about in ACTIONS
        .iter()
        .filter(|about| !own.contains(&about.action) && holds(about.action))
    {
        let signs = keymap.signs_of(EVERYWHERE, about.action);
        if signs.is_empty() {
            continue;
        }
        if group != Some(about.group) && !is_window {
            group = Some(about.group);
            lines.extend([
                Line::Blank,
                Line::Heading(about.group.heading().to_string()),
            ]);
        }
        key(&signs.join("  "), about.help, room, &mut lines);
    }
    if is_window {
        signs(room, &mut lines);
    }
    lines.extend([Line::Blank, Line::Heading("Searching".to_string())]);
    for (query, help) in QUERIES {
        key(query, help, room, &mut lines);
    }
    for pane in NAMES.iter().filter(|pane| **pane != scope) {
        lines.extend([Line::Blank, Line::Heading(format!("In {}", place(pane)))]);
        of_pane(keymap, pane, (&[], room), &mut lines);
    }
    lines
}

/// What every sign means.
fn signs(room: u16, lines: &mut Vec<Line>) {
    let heading = "Signs, the same everywhere".to_string();
    lines.extend([Line::Blank, Line::Heading(heading)]);
    for of in SIGNS {
        key(of.sign, of.help, room, lines);
    }
}

/// The keys that a pane has for itself, those of `first` before the others.
fn of_pane(keymap: &Keymap, pane: &str, (first, room): (&[Action], u16), lines: &mut Vec<Line>) {
    let own = keymap.actions_of(pane);
    let mut all: Vec<&About> = ACTIONS
        .iter()
        .filter(|of| own.contains(&of.action))
        .collect();
    let place = |of: &&About| first.iter().position(|action| *action == of.action);
    all.sort_by_key(|of| place(of).unwrap_or(first.len()));
    for about in all {
        key(
            &keymap.signs_of(pane, about.action).join("  "),
            about.help,
            room,
            lines,
        );
    }
}

fn key(signs: &str, help: &str, room: u16, lines: &mut Vec<Line>) {
    let mut signs = signs.to_string();
    if text::cells(&signs) > usize::from(KEYS) {
        lines.push(Line::Key(std::mem::take(&mut signs), String::new()));
    }
    for row in text::wrap(help, Span::new(0, help.len()), room) {
        lines.push(Line::Key(
            std::mem::take(&mut signs),
            row.of(help).to_string(),
        ));
    }
}

/// The query language, by example.
const QUERIES: &[(&str, &str)] = &[
    ("potash sanctions", "both words, in any form"),
    (
        "\"potash ban\"",
        "these words in this order; \"…\"~3 with up to three between",
    ),
    ("potash OR fertilizer", "either; ( ) group"),
    ("-sport  NOT sport", "without this word"),
    ("sanction*", "words that begin so"),
    ("belta~1", "one letter may differ; figures are always exact"),
    ("=Sanctions", "exactly as written"),
    ("title: body: by:", "in the title, the text, the authors"),
    ("source:\"alpha wire\"", "from this outlet"),
    (
        "name:kolesnikova",
        "names this person, organisation or place, in any spelling",
    ),
    ("date:2025-12", "in this year, month or on this day"),
    (
        "after:2025-12-01",
        "from this day on; before: until this day; also yesterday, 7d",
    ),
    ("lang:en  story:…", "in this language; of this story"),
];

pub fn draw(lines: &[Line], first: usize, area: Rect, buf: &mut Buffer, look: &Look) {
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        match line {
            Line::Blank => {}
            Line::Heading(heading) => {
                let style = look.theme.style(Role::Heading);
                text::label(buf, (area.x + 1, y), area.width, heading, style);
            }
            Line::Key(signs, help) => {
                let style = look.theme.style(Role::Key);
                let used = text::label(buf, (area.x + 3, y), area.width, signs, style);
                let x = area.x + 3 + used.max(KEYS) + 1;
                let room = area.right().saturating_sub(x);
                text::label(buf, (x, y), room, help, look.theme.style(Role::Text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_and_window_is_called_by_words_of_its_own() {
        let all = NAMES.iter().chain(WINDOWS).chain(&[PLAIN]);
        for name in all {
            assert!(PLACES.iter().any(|(known, _)| known == name), "{name}");
        }
    }
}
