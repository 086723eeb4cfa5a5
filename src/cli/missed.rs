//! What an export lacks because it cannot be read.

use anyhow::Result;

use super::output::one_line;
use crate::worker::Library;

/// What could not be read, by name, and the first reason.
#[derive(Default)]
pub(super) struct Missed {
    names: Vec<String>,
    why: Option<anyhow::Error>,
}

impl Missed {
    /// What was read, or that it was not: then it is called so.
    pub fn unless_read<T>(&mut self, read: Result<T>, name: impl FnOnce() -> String) -> Option<T> {
        read.map_err(|error| {
            self.names.push(name());
            self.why.get_or_insert(error);
        })
        .ok()
    }

    /// # Errors
    /// Something is missing from what was printed: what, and why.
    pub fn told(self) -> Result<()> {
        let Some(why) = self.why else {
            return Ok(());
        };
        let (count, names) = (self.names.len(), self.names.join("; "));
        Err(why.context(format!(
            "what was printed lacks {count} that cannot be read: {names}"
        )))
    }
}

/// An article by its title, where that can be read.
pub(super) fn named(library: &Library, id: &str) -> String {
    match library.head(id) {
        Ok(Some(head)) => format!("{id} “{}” ({})", one_line(&head.title), head.origin),
        _ => id.to_string(),
    }
}
