//! Undo: what stands on this screen is taken back; what was not done here and now is named first.

use super::App;
use crate::model::Made;
use crate::tui::effect::{Ask, Effect, Shown};
use crate::tui::session::Screen;
use crate::tui::windows::Window;
use crate::worker::request::Request;

impl App {
    pub(super) fn undo(&mut self) {
        let made = made_on(self.session.screen);
        let changes = &self.session.changes;
        let Some(last) = changes.last(made) else {
            let Some(other) = changes.last(Made::Any) else {
                // The answer says that there is nothing.
                return self.ask(Request::Undo(made));
            };
            let key = if other.of_names { "4" } else { "5" };
            let words = format!(
                "nothing on this screen to undo; the last change is another one: {} ({key}, then u)",
                other.words
            );
            return self.session.say(words);
        };
        if changes.made_here(last) {
            return self.ask(Request::Undo(made));
        }
        let about = vec![
            format!("The last change is: {}.", last.words),
            "It was not made since parallax was opened here, but before or elsewhere.".to_string(),
        ];
        let goes_on = vec![Effect::Ask(Request::Undo(made))];
        let ask = Ask::yes_or_no("Undo this?", about, "take it back", goes_on);
        self.open(Window::new(Shown::Ask(ask)));
    }

    pub(super) fn redo(&mut self) {
        self.ask(Request::Redo(made_on(self.session.screen)));
    }
}

/// What stands on a screen, of what can be taken back.
fn made_on(screen: Screen) -> Made {
    match screen {
        Screen::Bookmarks => Made::Kept,
        Screen::Entities => Made::Names,
        Screen::Search | Screen::Stories | Screen::Compare | Screen::Reading => Made::Any,
    }
}
