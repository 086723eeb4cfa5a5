//! The reader decides about names: one way for the screens and the commands.

use crate::model::{Decision, DecisionKind};

/// What the reader wants decided. A name is an id, a name or a spelling of an entity, or one that no article has yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub kind: DecisionKind,
    /// Merge, not the same: one of both. Split: the spelling. Rename, retype: the entity.
    pub one: String,
    /// Merge, not the same: the other. Split: the entity. Rename: the new name. Retype: `person`, `organisation`, `place`.
    pub two: String,
    /// Go on where it contradicts an earlier decision: the later one holds.
    pub force: bool,
}

/// A choice that contradicts what was decided earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    pub choice: Choice,
    pub earlier: Decision,
}

impl Contradiction {
    /// `“A” and “B” are not the same, you decided on 2025-03-04 (decision 7)`.
    pub fn words(&self) -> String {
        let Decision {
            id,
            kind,
            one,
            two,
            created,
        } = &self.earlier;
        let day = created.get(..10).unwrap_or(created);
        let earlier = match kind {
            DecisionKind::Split => format!("“{one}” does not belong to “{two}”"),
            DecisionKind::NotSame => format!("“{one}” and “{two}” are not the same"),
            DecisionKind::Merge => format!("“{one}” and “{two}” are one"),
            DecisionKind::Rename => format!("“{one}” is shown as “{two}”"),
            DecisionKind::Retype => format!("“{one}” is of type {two}"),
        };
        format!("{earlier}, you decided on {day} (decision {id})")
    }
}
