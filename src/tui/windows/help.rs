//! The help screen, made from the action table and the keys in force: it cannot lie.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::{ACTIONS, About};
use crate::tui::keys::Keymap;
use crate::tui::pane::Look;
use crate::tui::panes::NAMES;
use crate::tui::theme::Role;
use crate::tui::widgets::text;

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Heading(String),
    Key { signs: String, help: &'static str },
    Blank,
}

/// The lines for a reader who stands in the pane `scope`: its own keys first, then all that hold everywhere, by theme,
/// then the query language.
pub fn lines(keymap: &Keymap, scope: &str) -> Vec<Line> {
    let own = keymap.actions_of(scope);
    let mut lines = vec![Line::Heading(format!("Here, in {scope}"))];
    let key = |about: &'static About, scope: &str| {
        let signs = keymap.signs_of(scope, about.action);
        (!signs.is_empty()).then(|| Line::Key {
            signs: signs.join("  "),
            help: about.help,
        })
    };
    lines.extend(
        ACTIONS
            .iter()
            .filter(|about| own.contains(&about.action))
            .filter_map(|about| key(about, scope)),
    );
    let mut group = None;
    for about in ACTIONS.iter().filter(|about| !own.contains(&about.action)) {
        let Some(line) = key(about, crate::tui::keys::EVERYWHERE) else {
            continue;
        };
        if group != Some(about.group) {
            group = Some(about.group);
            lines.extend([
                Line::Blank,
                Line::Heading(about.group.heading().to_string()),
            ]);
        }
        lines.push(line);
    }
    lines.extend([Line::Blank, Line::Heading("In other panes".to_string())]);
    for about in ACTIONS {
        let elsewhere: Vec<String> = NAMES
            .iter()
            .filter(|name| **name != scope && keymap.actions_of(name).contains(&about.action))
            .filter_map(|name| Some(format!("{} {}", name, keymap.sign_of(name, about.action)?)))
            .collect();
        if !elsewhere.is_empty() && !own.contains(&about.action) {
            lines.push(Line::Key {
                signs: elsewhere.join("  "),
                help: about.help,
            });
        }
    }
    lines.extend([Line::Blank, Line::Heading("Searching".to_string())]);
    lines.extend(QUERIES.iter().map(|(query, help)| Line::Key {
        signs: (*query).to_string(),
        help,
    }));
    lines
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
    const SIGNS: u16 = 24;
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        match line {
            Line::Blank => {}
            Line::Heading(heading) => {
                text::label(
                    buf,
                    (area.x + 1, y),
                    area.width,
                    heading,
                    look.theme.style(Role::Heading),
                );
            }
            Line::Key { signs, help } => {
                let used = text::label(
                    buf,
                    (area.x + 3, y),
                    area.width,
                    signs,
                    look.theme.style(Role::Key),
                );
                let x = area.x + 3 + used.max(SIGNS) + 1;
                let room = area.right().saturating_sub(x);
                text::label(buf, (x, y), room, help, look.theme.style(Role::Text));
            }
        }
    }
}
