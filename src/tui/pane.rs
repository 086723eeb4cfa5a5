//! What a pane is, and what it may ask for.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::action::Action;
use super::session::{Marked, Message, Session, Target};
use super::theme::Theme;
use super::windows::{Prompt, Window};
use crate::model::Span;
use crate::worker::request::Request;

/// What a pane's answer to an action sets going. Values, carried out by the app.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A question to the thread that owns the library.
    Ask(Request),
    /// Shows a place in this screen's article pane.
    Show(Target),
    /// There is nothing to show in it.
    ShowNothing,
    /// Opens a place in the reader, alone on the screen.
    Read(Target),
    /// Gives a pane of this screen the keyboard, by name.
    Focus(&'static str),
    /// Adds what is only looked at to the reader's library, and asks again for what was to be kept of it.
    AddAndKeep(Box<Request>),
    /// Marks an article for comparison, or compares it with those marked.
    Pick(String),
    /// Compares these articles, by id.
    Compare(Vec<String>),
    /// Runs a search on the Search screen.
    Search(String),
    Open(Window),
    Type(Prompt),
    Say(Message),
    /// The text, and what it is in words ("sentence").
    Copy {
        text: String,
        what: &'static str,
    },
    Browse(String),
    /// A file, and words near which to open it.
    Edit {
        path: PathBuf,
        near: String,
    },
    /// The Entities screen at this entity, by id.
    Entity(String),
    /// The Stories screen at this story, by id.
    Story(String),
    /// Ask again for hits, because the wanted question changed.
    SearchAgain(Change),
    MarkNames,
    /// Shows what stands around texts, or hides it.
    ShowAsides,
    /// Marks a name to merge with another or to keep apart, or lets it go.
    MarkEntity(Option<Marked>),
    /// Does an action, as if its key had been pressed.
    Do(Action),
    /// Hands an action to another pane of this screen, by name.
    Pass(&'static str, Action),
    /// Says that the cursor of the pane `from` went to these places, article by column and byte range, for the others to
    /// go along.
    Point {
        from: &'static str,
        places: Vec<(usize, Span)>,
    },
}

/// What changes in the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Outlet(String),
    Entity(String),
    Month(String),
    /// A word of the query, `lang:en`, put behind the others or taken away.
    Language(String),
    ClearNarrowing,
    /// Those hits of the same question that stand around this one.
    Around(usize),
    Variants,
}

/// A pane's answer: effects (maybe none), or that the action is not its own.
pub type Answered = Option<Vec<Effect>>;

/// How a pane is to be drawn.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub theme: &'a Theme,
    /// The keyboard is here.
    pub focused: bool,
}

/// A region of the screen: remembers where the reader is, never what is known.
pub trait Pane {
    /// Its `[keys.<name>]`.
    fn name(&self) -> &'static str;
    /// What to name in the hint line, most wanted first.
    fn hints(&self) -> &'static [Action];
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
    /// Clamps the cursor and wraps the text for a region of `size` cells, border included. May ask for what it lacks.
    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect>;
    /// Paints, changes nothing.
    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look);
}
