//! The help screen, made from the action table and the keys in force: it cannot lie.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::Span;
use crate::tui::action::ACTIONS;
use crate::tui::keys::{EVERYWHERE, Keymap};
use crate::tui::panes::NAMES;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::text;

/// Cells of the longest help text on one line: what a terminal of 80 columns has room for beside the keys.
const HELP: u16 = 46;
/// Cells of the keys.
const SIGNS: u16 = 22;

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(String),
    /// Keys (none on the second line of a long text) and what they do.
    Key(String, String),
    Blank,
}

/// The lines for a reader who stands in the pane `scope`: its own keys first, then all that hold everywhere, by theme,
/// then the query language, then the other panes.
pub fn lines(keymap: &Keymap, scope: &str) -> Vec<Line> {
    let own = keymap.actions_of(scope);
    let mut lines = vec![Line::Heading(format!("Here, in {scope}"))];
    of_pane(keymap, scope, &mut lines);
    let mut group = None;
    for about in ACTIONS.iter().filter(|about| !own.contains(&about.action)) {
        let signs = keymap.signs_of(EVERYWHERE, about.action);
        if signs.is_empty() {
            continue;
        }
        if group != Some(about.group) {
            group = Some(about.group);
            lines.extend([
                Line::Blank,
                Line::Heading(about.group.heading().to_string()),
            ]);
        }
        key(&signs.join("  "), about.help, &mut lines);
    }
    lines.extend([Line::Blank, Line::Heading("Searching".to_string())]);
    for (query, help) in QUERIES {
        key(query, help, &mut lines);
    }
    for pane in NAMES.iter().filter(|pane| **pane != scope) {
        lines.extend([Line::Blank, Line::Heading(format!("In {pane}"))]);
        of_pane(keymap, pane, &mut lines);
    }
    lines
}

/// The keys that a pane has for itself.
fn of_pane(keymap: &Keymap, pane: &str, lines: &mut Vec<Line>) {
    let own = keymap.actions_of(pane);
    for about in ACTIONS.iter().filter(|about| own.contains(&about.action)) {
        key(
            &keymap.signs_of(pane, about.action).join("  "),
            about.help,
            lines,
        );
    }
}

fn key(signs: &str, help: &str, lines: &mut Vec<Line>) {
    let mut signs = signs.to_string();
    for row in text::wrap(help, Span::new(0, help.len()), HELP) {
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
                let x = area.x + 3 + used.max(SIGNS) + 1;
                let room = area.right().saturating_sub(x);
                text::label(buf, (x, y), room, help, look.theme.style(Role::Text));
            }
        }
    }
}
