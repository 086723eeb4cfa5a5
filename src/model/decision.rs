//! What the reader decided about names. Decisions speak of spellings, not of entities, so that they hold after a rebuild
//! and for articles still to come.

use serde::{Deserialize, Serialize};

use super::article::NameKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionKind {
    /// `one` and `two` are spellings of one entity.
    Merge,
    /// `one` does not belong to the entity that is shown as `two`.
    Split,
    /// `one` and `two` are different entities.
    NotSame,
    /// The entity that is spelled `one` is shown as `two`.
    Rename,
    /// The entity that is spelled `one` is of type `two`: `person`, `organisation`, `place`.
    Retype,
}

impl DecisionKind {
    pub const ALL: [DecisionKind; 5] = [
        DecisionKind::Merge,
        DecisionKind::Split,
        DecisionKind::NotSame,
        DecisionKind::Rename,
        DecisionKind::Retype,
    ];

    /// How it is stored and typed.
    pub fn word(self) -> &'static str {
        match self {
            DecisionKind::Merge => "merge",
            DecisionKind::Split => "split",
            DecisionKind::NotSame => "not-same",
            DecisionKind::Rename => "rename",
            DecisionKind::Retype => "retype",
        }
    }

    pub fn parse(word: &str) -> Option<DecisionKind> {
        DecisionKind::ALL
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// Whether `one` and `two` may change places.
    pub fn is_mutual(self) -> bool {
        matches!(self, DecisionKind::Merge | DecisionKind::NotSame)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    pub id: i64,
    pub kind: DecisionKind,
    pub one: String,
    pub two: String,
    /// RFC 3339, UTC.
    pub created: String,
}

/// Two entities that may be one: near enough to be asked about, not near enough to be joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The form shown of the more frequent one.
    pub one: String,
    pub two: String,
    #[serde(rename = "type")]
    pub kind: NameKind,
    /// What speaks for it, and what was missing, in one line.
    pub why: String,
}

/// Which of what the reader made a change is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Made {
    /// Passages and searches that were kept.
    Kept,
    /// Decisions about names.
    Names,
    /// Either, whichever is the last.
    Any,
}

/// The change of what the reader made that would be taken back next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastChange {
    /// Its number: later changes have greater ones.
    pub id: i64,
    /// Which it was: `merged A and B`.
    pub words: String,
    /// It is a decision about names, and not a passage or a search that was kept.
    pub of_names: bool,
}
