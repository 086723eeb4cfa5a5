//! What a pane or a window sets going: values that state an intent, carried out by the app.

use std::path::PathBuf;

use super::action::Action;
use super::prompt::Prompt;
use super::proof::Evidence;
use super::session::{Marked, Message, Target};
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
    Open(Shown),
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
    /// The findings of a story stand in a table, or as verdicts.
    Grid(bool),
    /// Shows what stands around texts, or hides it.
    ShowAsides,
    /// Every word that differs in a comparison is lit, or only what matters.
    LightWords,
    /// Marks a name to merge with another or to keep apart, or lets it go.
    MarkEntity(Option<Marked>),
    /// Takes back the last change; asks first where it was not made here.
    Undo,
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

/// What a window that is opened shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    Text {
        title: String,
        lines: Vec<String>,
    },
    Ask(Ask),
    Evidence(Evidence),
    /// What the others say about a sentence that they were asked about.
    Others,
    /// Names that may be one.
    Suggestions,
    /// What the reader decided about names.
    Decisions,
    /// The articles of a story, to choose those that are compared: all of them, and those that are, in order, by id.
    Choosing {
        all: Vec<Choice>,
        chosen: Vec<String>,
    },
}

/// One article to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it is called, and its day and title.
    pub label: String,
}

impl Shown {
    pub fn text(title: &str, lines: Vec<String>) -> Shown {
        Shown::Text {
            title: title.to_string(),
            lines,
        }
    }
}

/// A question with a few answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    pub title: String,
    pub about: Vec<String>,
    pub offers: Vec<Offer>,
    /// The answer that the cursor starts on.
    pub at: usize,
}

impl Ask {
    /// The cursor starts on answer number `at`.
    pub fn new(title: &str, about: Vec<String>, offers: Vec<Offer>, at: usize) -> Ask {
        Ask {
            title: title.to_string(),
            about,
            offers,
            at,
        }
    }

    /// A warning: `yes` says what goes on then. The cursor starts on no.
    pub fn yes_or_no(title: &str, about: Vec<String>, yes: &str, effects: Vec<Effect>) -> Ask {
        let offers = vec![
            Offer {
                key: 'y',
                label: format!("yes, {yes}"),
                effects,
            },
            Offer {
                key: 'n',
                label: "no, leave it as it is".to_string(),
                effects: Vec::new(),
            },
        ];
        Ask::new(title, about, offers, 1)
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The key that gives it at once.
    pub key: char,
    pub label: String,
    pub effects: Vec<Effect>,
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
