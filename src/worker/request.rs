//! What the screens ask of the threads, and what comes back.
//!
//! Invariant: a request of one [`Topic`] makes every earlier one of that topic worthless; its answer carries the ticket.

use std::path::PathBuf;
use std::sync::Arc;

use super::deciding::{Choice, Contradiction};
use super::entity_list::EntityList;
use super::home::Home;
use super::weighed::Weighed;
use crate::analysis::telling::known::Known;
use crate::model::{
    Anchor, Answer, Article, Bookmark, Comparison, Decision, Entity, EntityCard, LastChange, Made,
    Mark, Other, Progress, Question, Report, Span, Status, Story, Suggestion,
};
use crate::shelf::Copy;

/// What the screens are opened on.
#[derive(Clone, Debug)]
pub struct Opener {
    pub home: Home,
    /// Read at once into a library that is not kept; empty for the reader's own library.
    pub paths: Vec<PathBuf>,
}

/// What a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What was on the screens: asked for before anything else, and never passed over.
    State,
    Search,
    Article,
    Compare,
    Story,
    Card,
    Others,
    Versions,
    Lists,
    Shelf,
    Work,
    /// Asked of one story after the other, when nothing more urgent is.
    Weight,
}

/// A question to the thread that owns the library.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// What was on the screens when they were last left, and the earlier searches.
    Remembered,
    /// What is on the screens now, for the next start.
    Remember(String),
    /// A search was done: it is the newest of the earlier ones now.
    Searched(String),
    /// Files were only looked at, and are in the reader's own library now: turns to that.
    TurnHome,
    Search(Question),
    Article(String),
    /// Two to eight articles, by id.
    Compare(Vec<String>),
    /// The same after the library changed: without those that it does not hold any more.
    CompareAgain(Vec<String>),
    /// All articles of a story, by its id: the matrix.
    Story(String),
    Card(String),
    /// What do the others say about sentence number `sentence` of `article`?
    Others {
        article: String,
        sentence: usize,
    },
    /// How the article of this id stood at each reading, and what changed.
    Versions(String),
    /// How many contradictions the story of this id holds, and what is known of each sentence of its articles.
    Weigh(String),
    /// Status, stories, entities, decisions and suggestions.
    Lists,
    /// Bookmarks and saved searches.
    Shelf,
    /// An empty span stands for the sentence around it.
    Keep {
        article: String,
        span: Span,
        note: String,
    },
    /// Keeps these words where the article has them, the nearest to byte `near`: it may be held with another text than the
    /// one that they were seen in.
    KeepWords {
        article: String,
        words: String,
        near: usize,
        note: String,
    },
    Note {
        bookmark: i64,
        note: String,
    },
    Tags {
        bookmark: i64,
        tags: Vec<String>,
    },
    Remove(i64),
    /// The reader decides about names; the answer is a [`Reply::Shelf`] with [`OnShelf::decided`].
    Decide(Choice),
    /// Takes a decision (by its id) back.
    TakeBack(i64),
    /// The copies of the shelf.
    Copies,
    /// Puts the copy of that name in the place of the shelf.
    Restore(String),
    /// Takes back the last change of what was made so.
    Undo(Made),
    Redo(Made),
    SaveSearch {
        name: String,
        query: String,
    },
    Add(Vec<PathBuf>),
    Refresh,
}

impl Request {
    /// What the reader makes by it, beside passages that are kept.
    pub(super) fn makes(&self) -> Option<&'static str> {
        match self {
            Request::Decide(_) | Request::TakeBack(_) => Some("a decision about names"),
            Request::SaveSearch { .. } => Some("a search"),
            _ => None,
        }
    }

    pub fn topic(&self) -> Topic {
        match self {
            Request::Remembered
            | Request::Remember(_)
            | Request::Searched(_)
            | Request::TurnHome => Topic::State,
            Request::Search(_) => Topic::Search,
            Request::Article(_) => Topic::Article,
            Request::Compare(_) | Request::CompareAgain(_) => Topic::Compare,
            Request::Story(_) => Topic::Story,
            Request::Card(_) => Topic::Card,
            Request::Others { .. } => Topic::Others,
            Request::Versions(_) => Topic::Versions,
            Request::Weigh(_) => Topic::Weight,
            Request::Lists => Topic::Lists,
            Request::Shelf
            | Request::Keep { .. }
            | Request::KeepWords { .. }
            | Request::Note { .. }
            | Request::Tags { .. }
            | Request::Remove(_)
            | Request::Decide(_)
            | Request::TakeBack(_)
            | Request::Copies
            | Request::Restore(_)
            | Request::Undo(_)
            | Request::Redo(_)
            | Request::SaveSearch { .. } => Topic::Shelf,
            Request::Add(_) | Request::Refresh => Topic::Work,
        }
    }
}

/// Articles compared, with everything that the screen paints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// The story's id, where a whole story was asked for.
    pub story: Option<String>,
    pub comparison: Comparison,
    /// In the order of the columns.
    pub articles: Vec<Arc<Article>>,
    /// For each row, for each column, what differs.
    pub marks: Vec<Vec<Vec<Mark>>>,
    /// Articles of the story that were left out because there are too many for one table.
    pub left_out: usize,
    /// What it says in short, where a whole story was asked for.
    pub weighed: Option<Arc<Weighed>>,
    /// For each column, the number of its colour: an article of a story has the same one wherever it is compared.
    pub hues: Vec<usize>,
}

impl Compared {
    /// The number of a column's colour.
    pub fn hue(&self, column: usize) -> usize {
        self.hues.get(column).copied().unwrap_or(column)
    }
}

/// The others' words on one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct OthersSay {
    pub article: Arc<Article>,
    pub sentence: Span,
    /// What the comparison of its story found the others to give for what stands in it, what weighs most first.
    pub told: Vec<Told>,
    pub others: Vec<(Arc<Article>, Other)>,
}

/// What another article gives for what a sentence gives, by a finding of their story.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// How the two stand to each other: the same as on every other screen.
    pub stands: Known,
    pub article: Arc<Article>,
    pub sentence: Span,
    /// The words there, and those in the sentence asked about.
    pub value: Span,
    pub own: Span,
    /// What it is about, as the finding is called, and why it is one.
    pub what: String,
    pub why: String,
    /// The finding is a contradiction.
    pub of_contradiction: bool,
}

/// A bookmark and where its words stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub bookmark: Bookmark,
    pub anchor: Anchor,
    /// Id of the article that holds the words now.
    pub article: Option<String>,
}

/// Everything that is shown as lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lists {
    /// What is known from earlier of comparing stories, told once an edition.
    pub weighed: Vec<Arc<Weighed>>,
    pub status: Status,
    /// Which state of which library this is: another number wherever anything may be another.
    pub edition: u64,
    /// What is only looked at: the paths given, of which nothing is kept. Empty for the reader's own library.
    pub looking: Vec<PathBuf>,
    pub stories: Arc<Vec<Story>>,
    pub entities: Arc<Vec<Entity>>,
    /// The same entities, to sort and filter.
    pub list: Arc<EntityList>,
    /// What the reader decided about names, oldest first.
    pub decisions: Arc<Vec<Decision>>,
    /// Entities that may be one, likeliest first.
    pub suggestions: Arc<Vec<Suggestion>>,
}

/// What the reader made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnShelf {
    pub bookmarks: Vec<Kept>,
    /// Name and query.
    pub saved: Vec<(String, String)>,
    /// What would be undone next of passages and searches, and of decisions about names.
    pub last_kept: Option<LastChange>,
    pub last_named: Option<LastChange>,
    /// What of it cannot be read, by name.
    pub faults: Vec<String>,
    /// Why it is not what the reader kept here last, and what to do; `None` where it is.
    pub stranger: Option<String>,
    /// Why it cannot be told what became of the passages: the articles cannot be read.
    pub unread: Option<String>,
    /// What was done, in words.
    pub done: Option<String>,
    /// What came of a decision; also where undo or redo turned one.
    pub decided: Option<Decided>,
}

/// What came of deciding about names, or of taking it back.
#[derive(Clone, Debug, PartialEq)]
pub enum Decided {
    /// Nothing was written down: the choice contradicts an earlier one. Show [`Contradiction::words`], and send the choice
    /// again with [`Choice::force`] where the reader goes on.
    Asks(Contradiction),
    /// The names were joined again.
    Done {
        /// Id of the entity that the decision is about as it is now, for the cursor; `None` where no article has it.
        entity: Option<String>,
        lists: Box<Lists>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Remembered {
        /// As [`Request::Remember`] gave it; `None` where nothing was kept.
        state: Option<String>,
        /// Newest first.
        searches: Vec<String>,
    },
    /// It is done, and there is nothing to show for it.
    Done,
    /// Nobody asked: the library, or what the reader made, is not what it was when it was last shown.
    News,
    /// There is no article of this id any more.
    Gone(String),
    /// Only looked at, nothing is kept: what was to be kept, to be asked for again in the reader's own library.
    OnlyLooking(Box<Request>),
    /// The answer and how long it took, in microseconds.
    Search {
        question: Question,
        answer: Answer,
        micros: u64,
        /// As [`Lists::edition`]; 0 where the names that it was counted by, if any, are not those of the library as it is: to
        /// be asked again once the lists are there.
        edition: u64,
    },
    Article(Arc<Article>),
    Compare(Arc<Compared>),
    Story(Arc<Compared>),
    Card(Arc<EntityCard>),
    Others(Arc<OthersSay>),
    /// The versions of an article in words, a line each.
    Versions(Vec<String>),
    Weighed(Arc<Weighed>),
    /// The story of this id could not be weighed.
    Unweighed(String),
    Lists(Lists),
    Shelf(OnShelf),
    /// Newest first.
    Copies(Vec<Copy>),
    Progress(Option<Progress>),
    Report(Report),
    /// What could not be done, to what, why.
    Failed(String),
}
