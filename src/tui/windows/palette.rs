//! The palette: every action, found by a few letters of its name or its help.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::Span;
use crate::tui::action::{ACTIONS, About, Action, Group};
use crate::tui::keys::Keymap;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};

/// Cells of a key, and of the name of an action with a colon and a gap.
const KEY: u16 = 8;
const NAME: u16 = 22;
/// From so many cells on the names are shown.
const NAMED: u16 = 100;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    pub typed: String,
    pub place: Place,
    /// The pane the reader stands in: its keys are shown.
    pub scope: &'static str,
    /// What works there now, most wanted first.
    pub here: Vec<Action>,
}

impl Palette {
    /// The actions that match what is typed, best first.
    pub fn found(&self) -> Vec<&'static About> {
        let mut found: Vec<(usize, &'static About)> = ACTIONS
            .iter()
            .filter_map(|about| Some((rank(about, &self.typed)?, about)))
            .collect();
        // What works here and now stands before the rest, and what everybody knows, moving, at the end.
        let place = |about: &About| {
            let here = self.here.iter().position(|action| *action == about.action);
            (here.unwrap_or(self.here.len()), about.group == Group::Move)
        };
        found.sort_by_key(|(rank, about)| (*rank, place(about)));
        found.into_iter().map(|(_, about)| about).collect()
    }

    pub fn chosen(&self) -> Option<Action> {
        self.found()
            .get(self.place.cursor)
            .map(|about| about.action)
    }

    pub fn draw(&self, keymap: &Keymap, area: Rect, buf: &mut Buffer, look: &Look) {
        let inner = frame::frame(
            area,
            buf,
            look,
            "Actions",
            "type to find · ↵ does it · Esc closes",
        );
        let line = format!("> {}▏", self.typed);
        text::label(
            buf,
            (inner.x + 1, inner.y),
            inner.width,
            &line,
            look.theme.style(Role::Strong),
        );
        let found = self.found();
        if found.is_empty() {
            let nothing = "no action is called or described so";
            let muted = look.theme.style(Role::Muted);
            text::label(buf, (inner.x + 2, inner.y + 1), inner.width, nothing, muted);
        }
        let mut y = inner.y + 1;
        for (index, about) in found.into_iter().enumerate().skip(self.place.first) {
            if y >= inner.bottom() {
                return;
            }
            let rows = help_rows(about, inner.width);
            let height = (rows.len() as u16).min(inner.bottom() - y);
            let row = Rect { y, height, ..inner };
            let behind = Standing::of(index == self.place.cursor, look).paint(row, buf, look);
            let keys = keymap.sign_of(self.scope, about.action).unwrap_or_default();
            let style = behind.patch(look.theme.style(Role::Key));
            text::label(buf, (inner.x + 2, y), KEY, &keys, style);
            let style = behind.patch(look.theme.style(Role::Strong));
            for (line, words) in (y..row.bottom()).zip(rows) {
                let words = words.of(about.help);
                text::label(buf, (inner.x + KEY + 3, line), inner.width, words, style);
            }
            let name = name_cells(inner.width);
            if name > 0 {
                let style = behind.patch(look.theme.style(Role::Muted));
                let at = inner.right().saturating_sub(name);
                text::label(buf, (at, y), name, &format!(":{}", about.name), style);
            }
            y = row.bottom();
        }
    }

    /// Scrolls so that the action under the cursor shows.
    pub fn settle(&mut self, inner: Rect) {
        let found = self.found();
        let rows = inner.height.saturating_sub(1);
        self.place.settle(found.len(), rows, |at| {
            help_rows(found[at], inner.width).len() as u16
        });
    }
}

/// The name is for the command line: it stands where there is room for it.
fn name_cells(width: u16) -> u16 {
    if width >= NAMED { NAME } else { 0 }
}

/// What an action does, on as many rows as it needs.
fn help_rows(about: &About, width: u16) -> Vec<Span> {
    let room = width.saturating_sub(KEY + 4 + name_cells(width)).max(8);
    text::wrap(about.help, Span::new(0, about.help.len()), room)
}

/// How well an action matches: lower is better; `None` where a word that is typed is none of its, and the letters do not occur
/// in order.
fn rank(about: &About, typed: &str) -> Option<usize> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() || about.name.starts_with(&typed) {
        return Some(0);
    }
    if let Some(at) = about.name.find(&typed) {
        return Some(1 + at);
    }
    let told = [about.name, about.hint, about.help, about.group.heading()];
    let told = told.map(str::to_lowercase).join(" ");
    // Each word by itself, wherever it stands: the beginning of a word before its inside.
    let word = |word: &str| {
        let begins = told.starts_with(word) || told.contains(&format!(" {word}"));
        match begins {
            true => Some(told.find(word)?),
            false => Some(200 + told.find(word)?),
        }
    };
    if let Some(ranks) = typed
        .split_whitespace()
        .map(word)
        .collect::<Option<Vec<_>>>()
    {
        return Some(100 + ranks.iter().sum::<usize>());
    }
    let mut letters = about.name.chars();
    typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .all(|wanted| letters.any(|c| c == wanted))
        .then_some(10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_letters_find_an_action() {
        let find = |typed: &str| {
            let palette = Palette {
                typed: typed.into(),
                ..Palette::default()
            };
            palette.found().first().map(|about| about.name)
        };
        assert_eq!(find("book"), Some("bookmarks-screen"));
        assert_eq!(find("nxth"), Some("next-hit"));
        assert_eq!(find("zzzz"), None);
        assert_eq!(find("spelling split"), Some("split"));
        assert_eq!(find("citation"), Some("cite"));
    }
}
