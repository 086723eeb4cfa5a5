//! Exporting: what was typed becomes a file to be written.

use super::App;
use super::carry::home;
use crate::tui::outside::Outside;
use crate::tui::{exporting, paths};

impl App {
    /// Writes the bookmarks, or what was found in the story shown, into a file.
    pub(super) fn export(&mut self, words: &str) {
        match exporting::export(&self.session, words) {
            Ok(mut file) => {
                file.path = paths::meant(&file.name, home().as_deref());
                self.outside.push(Outside::Write(file));
            }
            Err(why) => self.session.say(why),
        }
    }
}
