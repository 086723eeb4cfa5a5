//! What an export lacks because it cannot be read.

use anyhow::Result;

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
