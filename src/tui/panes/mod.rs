//! The panes: one file each, one line here.

pub mod again;
pub mod around;
pub mod article;
pub mod bookmarks;
pub mod canvas;
pub mod card;
pub mod choosing;
pub mod columns;
pub mod deciding;
pub mod entities;
pub mod excerpt;
pub mod finding;
pub mod findings;
pub mod given;
pub mod hits;
mod kept;
pub mod likeness;
pub mod line;
pub mod matrix;
pub mod narrow;
pub mod page;
pub mod passage;
pub mod reasons;
pub mod stories;
pub mod story;
pub mod verdicts;
pub mod wording;

use super::session::Screen;
use crate::tui::pane::Pane;

/// Every pane's name, and that of every window with keys of its own: the scopes of the key table.
pub const NAMES: &[&str] = &[
    "narrow",
    "hits",
    "article",
    "stories",
    "story",
    "columns",
    "findings",
    "entities",
    "card",
    "bookmarks",
    "evidence",
    "suggestions",
    "decisions",
    "choosing",
];

/// The panes of a screen, from left to right; the one at `home` has the keyboard first.
pub fn of(screen: Screen) -> (Vec<Box<dyn Pane>>, usize) {
    match screen {
        Screen::Search => (
            vec![
                Box::new(narrow::Narrow::default()),
                Box::new(hits::Hits::default()),
                article::boxed(),
            ],
            1,
        ),
        Screen::Stories => (
            vec![
                Box::new(stories::Stories::default()),
                Box::new(story::Story::default()),
            ],
            0,
        ),
        Screen::Compare => (
            vec![
                Box::new(columns::Columns::default()),
                Box::new(findings::Findings::default()),
            ],
            0,
        ),
        Screen::Entities => (
            vec![
                Box::new(entities::Entities::default()),
                Box::new(card::Card::default()),
            ],
            0,
        ),
        Screen::Bookmarks => (
            vec![Box::new(bookmarks::Bookmarks::default()), article::boxed()],
            0,
        ),
        Screen::Reading => (vec![article::boxed()], 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_has_its_scope_in_the_key_table_and_every_scope_a_pane() {
        let mut found: Vec<&str> = [Screen::NUMBERED.as_slice(), &[Screen::Reading]]
            .concat()
            .into_iter()
            .flat_map(|screen| {
                of(screen)
                    .0
                    .iter()
                    .map(|pane| pane.name())
                    .collect::<Vec<_>>()
            })
            .collect();
        found.extend(crate::tui::windows::NAMES);
        found.sort_unstable();
        found.dedup();
        let mut known = NAMES.to_vec();
        known.sort_unstable();
        assert_eq!(found, known);
    }
}
