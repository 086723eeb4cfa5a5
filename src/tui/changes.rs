//! What the reader changed here, of all that can be undone.

use std::collections::BTreeSet;

use crate::model::{LastChange, Made};

#[derive(Default)]
pub struct Changes {
    /// What would be undone next of passages and searches.
    pub kept: Option<LastChange>,
    /// Of decisions about names.
    pub named: Option<LastChange>,
    /// Changes that were made here, by number.
    made: BTreeSet<i64>,
}

impl Changes {
    /// Takes in what would be undone next; where the reader just `did` something and it is newer than what was known, it is
    /// that.
    pub fn take(&mut self, kept: Option<LastChange>, named: Option<LastChange>, did: bool) {
        let known = self.last(Made::Any).map_or(0, |change| change.id);
        (self.kept, self.named) = (kept, named);
        let fresh = self.last(Made::Any);
        let fresh = fresh.filter(|change| did && change.id > known);
        let fresh = fresh.map(|change| change.id);
        self.made.extend(fresh);
    }

    /// What would be undone next of what was made so.
    pub fn last(&self, made: Made) -> Option<&LastChange> {
        match made {
            Made::Kept => self.kept.as_ref(),
            Made::Names => self.named.as_ref(),
            Made::Any => {
                let both = self.kept.iter().chain(&self.named);
                both.max_by_key(|change| change.id)
            }
        }
    }

    /// Whether a change was made here, since parallax was opened.
    pub fn made_here(&self, change: &LastChange) -> bool {
        self.made.contains(&change.id)
    }
}
