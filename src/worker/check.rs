//! A point that `doctor` looks at, and what was found.

use serde::Serialize;

/// How it stands with a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Well,
    /// Worth knowing; nothing is wrong.
    Note,
    Ill,
}

/// One point that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at: `catalogue`.
    pub what: String,
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do about it; empty where nothing is to be done.
    pub remedy: String,
}

impl Check {
    pub(super) fn well(what: &str, found: impl Into<String>) -> Check {
        Check {
            what: what.into(),
            state: State::Well,
            found: found.into(),
            remedy: String::new(),
        }
    }

    pub(super) fn note(what: &str, found: impl Into<String>, remedy: &str) -> Check {
        Check {
            what: what.into(),
            state: State::Note,
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    pub(super) fn ill(what: &str, found: impl Into<String>, remedy: &str) -> Check {
        Check {
            what: what.into(),
            state: State::Ill,
            found: found.into(),
            remedy: remedy.into(),
        }
    }
}
