//! What the reader changed here, of all that can be undone.

use std::collections::BTreeSet;

use crate::model::LastChange;

#[derive(Default)]
pub struct Changes {
    /// What would be undone next.
    pub last: Option<LastChange>,
    /// Changes that were made here, by number.
    made: BTreeSet<i64>,
}

impl Changes {
    /// Takes in what would be undone next; where the reader just `did` something and it is newer than what was known, it is
    /// that.
    pub fn take(&mut self, last: Option<LastChange>, did: bool) {
        let known = self.last.as_ref().map_or(0, |change| change.id);
        let fresh = last.as_ref().filter(|change| did && change.id > known);
        self.made.extend(fresh.map(|change| change.id));
        self.last = last;
    }

    /// Whether a change was made here, since parallax was opened.
    pub fn made_here(&self, change: &LastChange) -> bool {
        self.made.contains(&change.id)
    }
}
