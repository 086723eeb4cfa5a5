//! What a pane is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::action::Action;
use super::effect::{Answered, Effect};
use super::session::Session;
use super::theme::Look;

/// A region of the screen: remembers where the reader is, never what is known.
pub trait Pane {
    /// Its `[keys.<name>]`.
    fn name(&self) -> &'static str;
    /// What works here and now, for the hint line, most wanted first.
    fn hints(&self, session: &Session) -> Vec<Action>;
    /// What an action is called on the hint line, where it does something of its own here.
    fn wording(&self, _action: Action, _session: &Session) -> Option<&'static str> {
        None
    }
    fn act(&mut self, action: Action, session: &Session) -> Answered;
    /// Takes the filter that is being typed; `false` where the pane has nothing to filter.
    fn filter(&mut self, _text: &str, _session: &Session) -> bool {
        false
    }
    /// The filter in force.
    fn filtered(&self) -> Option<&str> {
        None
    }
    /// Where the reader is, in words of its own that [`Pane::go_to`] finds the place by again, also after a restart.
    fn place(&self, _session: &Session) -> Option<String> {
        None
    }
    /// Puts the cursor there as soon as what it is about has come; where it is not there any more, nowhere.
    fn go_to(&mut self, _place: &str) {}
    /// Puts the cursor on what stands on row `y` inside its border, the first being 0. Says whether it stood there already;
    /// `None` where nothing stands there.
    fn click(&mut self, _y: u16, _session: &Session) -> Option<bool> {
        None
    }
    /// Clamps the cursor and wraps the text for a region of `size` cells, border included. May ask for what it lacks.
    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect>;
    /// Rows that it has a use for, border included, of those that it was settled for; `None` where it takes all that there are.
    fn rows_wanted(&self, _session: &Session) -> Option<u16> {
        None
    }
    /// Paints, changes nothing.
    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look);
}
