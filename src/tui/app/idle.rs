//! What is said where a key or an action has nothing to work on: no key is without an answer.

use super::App;
use crate::tui::action::Action;
use crate::tui::keys::{EVERYWHERE, Key, sign};
use crate::tui::session::Screen;

impl App {
    /// A key that means nothing is answered all the same: nobody is to wait for it.
    pub(super) fn say_unbound(&mut self, key: Key) {
        let help = self.keymap.sign_of(EVERYWHERE, Action::Help);
        let help = help.map_or_else(String::new, |help| format!("; {help} lists the keys"));
        let key = sign(key);
        self.session.say(format!("{key} does nothing here{help}"));
    }

    /// Why an action does nothing here: what it works on is still on its way, or is not here at all.
    pub(super) fn say_idle(&mut self, action: Action) {
        let hint = action.about().hint;
        let session = &self.session;
        let is_comparing = match session.screen {
            Screen::Compare => session.compared.is_none() && session.picked.len() > 1,
            Screen::Stories => session.matrix.is_none() && !session.stories.is_empty(),
            _ => false,
        };
        let is_walk = matches!(
            action,
            Action::Down
                | Action::Up
                | Action::HalfPageDown
                | Action::HalfPageUp
                | Action::PageDown
                | Action::PageUp
                | Action::Top
                | Action::Bottom
        );
        let words = match (is_comparing, is_walk) {
            (true, _) => format!("still comparing: “{hint}” works once that is done"),
            (false, true) => "nothing is listed here to move in".to_string(),
            (false, false) => {
                format!("nothing here for “{hint}” to work on; ? lists the keys")
            }
        };
        self.session.say(words);
    }
}
