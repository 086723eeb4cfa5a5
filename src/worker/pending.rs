//! What the reader changed of the decisions about names, between its writing down and the joining of the names.

use std::sync::Arc;

use anyhow::Result;

use super::home::Lock;
use super::view::View;
use crate::model::Decision;

/// A change of the decisions that is on the shelf, and by which the names are still to be joined.
pub(super) struct Pending {
    /// Nobody else joins names in between.
    pub lock: Option<Lock>,
    /// All that hold now, oldest first.
    pub decisions: Vec<Decision>,
    pub change: Change,
}

impl Pending {
    /// What was turned is told with this word before it.
    pub fn told_as(mut self, word: &str) -> Pending {
        if let Change::Turned(Some(words)) = &mut self.change {
            *words = format!("{word}: {words}");
        }
        self
    }
}

pub(super) enum Change {
    /// With what there is to note.
    Decided(Decision, Vec<String>),
    TakenBack(Decision),
    /// What was turned, in words.
    Turned(Option<String>),
}

/// Names that were joined by what the reader decided.
pub(super) struct Joined {
    pub pending: Pending,
    /// The names as they are now, or why they could not be joined.
    pub outcome: Result<Arc<View>>,
}
