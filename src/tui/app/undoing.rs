//! Undo: what was done here and now is taken back at once; what was done on another screen, before or elsewhere is named first.

use super::App;
use crate::model::LastChange;
use crate::tui::effect::{Ask, Effect, Shown};
use crate::tui::session::Screen;
use crate::tui::windows::Window;
use crate::worker::request::Request;

impl App {
    pub(super) fn undo(&mut self) {
        let changes = &self.session.changes;
        let Some(last) = &changes.last else {
            // The answer says that there is nothing.
            return self.ask(Request::Undo);
        };
        match elsewhere(last, self.session.screen, changes.made_here(last)) {
            None => self.ask(Request::Undo),
            Some(whence) => {
                let about = vec![
                    format!("The last change is: {}.", last.words),
                    whence.to_string(),
                ];
                let goes_on = vec![Effect::Ask(Request::Undo)];
                let ask = Ask::yes_or_no("Undo this?", about, "take it back", goes_on);
                self.open(Window::new(Shown::Ask(ask)));
            }
        }
    }
}

/// Where a change was made that the reader may not mean; `None` where it was made on this screen.
fn elsewhere(last: &LastChange, screen: Screen, made_here: bool) -> Option<&'static str> {
    match (last.of_names, screen) {
        (true, Screen::Bookmarks) => {
            Some("It is a decision about names, made on the Entities screen, and no bookmark.")
        }
        (false, Screen::Entities) => {
            Some("It is a passage or a search that you kept, and no decision about names.")
        }
        _ if !made_here => {
            Some("It was not made since parallax was opened here, but before or elsewhere.")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_on_this_screen_is_undone_at_once_and_nothing_else_is() {
        let change = |of_names| LastChange {
            id: 1,
            words: "merged A and B".into(),
            of_names,
        };
        let asks = |of_names, screen, here| elsewhere(&change(of_names), screen, here).is_some();
        assert!(!asks(false, Screen::Bookmarks, true));
        assert!(!asks(true, Screen::Entities, true));
        assert!(!asks(false, Screen::Search, true));
        assert!(asks(true, Screen::Bookmarks, true));
        assert!(asks(false, Screen::Entities, true));
        for screen in Screen::NUMBERED {
            assert!(asks(false, screen, false) && asks(true, screen, false));
        }
    }
}
