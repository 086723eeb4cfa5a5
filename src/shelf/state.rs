//! The state of the last session: small values by key. Not part of undo.

use anyhow::Result;
use rusqlite::OptionalExtension;

use super::Shelf;

impl Shelf {
    /// The value under a key.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn state(&self, key: &str) -> Result<Option<String>> {
        let value =
            self.connection
                .query_row("SELECT value FROM state WHERE key = ?1", [key], |row| {
                    row.get(0)
                });
        Ok(value.optional()?)
    }

    /// Sets the value under a key.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn set_state(&mut self, key: &str, value: &str) -> Result<()> {
        self.connection.execute(
            "INSERT INTO state (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
            [key, value],
        )?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_value_stands() {
        let mut shelf = Shelf::in_memory().unwrap();
        assert_eq!(shelf.state("query").unwrap(), None);
        shelf.set_state("query", "lamps").unwrap();
        shelf.set_state("query", "price").unwrap();
        assert_eq!(shelf.state("query").unwrap().as_deref(), Some("price"));
    }
}
