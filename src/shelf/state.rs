//! The state of the last session: small values by key. Not part of undo.

use anyhow::Result;

use super::Shelf;
use super::seal::{self, DamagedRow};
use super::writing::Changed;

/// The key of the earlier searches.
const SEARCHES: &str = "searches";
/// Earlier searches that are kept: more than anybody goes back through key by key.
pub const SEARCHES_KEPT: usize = 200;

impl Shelf {
    /// The value under a key.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn state(&self, key: &str) -> Result<Option<String>> {
        self.still_holds("nothing was read")?;
        let value = seal::one(&self.connection, "state", "key = ?1", &[&key], |row| {
            row.get(1)
        });
        match value {
            // What cannot be relied on is not taken up again.
            Err(error) if error.is::<DamagedRow>() => Ok(None),
            value => value,
        }
    }

    /// Sets the value under a key.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn set_state(&mut self, key: &str, value: &str) -> Result<()> {
        self.change(|connection| {
            connection.execute(
                "INSERT INTO state (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2",
                [key, value],
            )?;
            let row = "SELECT rowid FROM state WHERE key = ?1";
            let row = connection.query_row(row, [key], |row| row.get(0))?;
            seal::seal(connection, "state", row)?;
            Ok(((), Changed::Passing))
        })
    }

    /// Changes whenever another program, or another thread, changed the shelf; never by what is done here.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn version(&self) -> Result<i64> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0));
        Ok(version?)
    }

    /// The earlier searches, newest first. What does not read as a list of them is no list.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn searches(&self) -> Result<Vec<String>> {
        let written = self.state(SEARCHES)?.unwrap_or_default();
        let mut searches: Vec<String> = serde_json::from_str(&written).unwrap_or_default();
        searches.truncate(SEARCHES_KEPT);
        Ok(searches)
    }

    /// A search is the newest from now on, and stands among the earlier ones once.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn searched(&mut self, query: &str) -> Result<()> {
        let mut searches = self.searches()?;
        searches.retain(|earlier| earlier != query);
        searches.insert(0, query.to_string());
        searches.truncate(SEARCHES_KEPT);
        self.set_state(SEARCHES, &serde_json::to_string(&searches)?)
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

    #[test]
    fn earlier_searches_stand_newest_first_once_each_and_are_not_endless() {
        let mut shelf = Shelf::in_memory().unwrap();
        for query in ["lamps", "price", "lamps"] {
            shelf.searched(query).unwrap();
        }
        assert_eq!(shelf.searches().unwrap(), ["lamps", "price"]);
        for number in 0..2 * SEARCHES_KEPT {
            shelf.searched(&number.to_string()).unwrap();
        }
        let searches = shelf.searches().unwrap();
        assert_eq!(searches.len(), SEARCHES_KEPT);
        assert_eq!(searches[0], (2 * SEARCHES_KEPT - 1).to_string());
        for foreign in ["", "not JSON", "{\"a\": 1}", "[1, 2]"] {
            shelf.set_state(SEARCHES, foreign).unwrap();
            assert!(shelf.searches().unwrap().is_empty(), "{foreign}");
            shelf.searched("lamps").unwrap();
            assert_eq!(shelf.searches().unwrap(), ["lamps"]);
        }
    }

    #[test]
    fn what_another_changed_shows_in_the_version_and_what_is_done_here_does_not() {
        let folder = super::super::tests::Folder::new("version");
        let mut one = Shelf::open(&folder.shelf()).unwrap();
        let mut other = Shelf::open(&folder.shelf()).unwrap();
        let before = one.version().unwrap();
        one.set_state("query", "lamps").unwrap();
        assert_eq!(one.version().unwrap(), before);
        other.set_state("query", "price").unwrap();
        assert_ne!(one.version().unwrap(), before);
    }
}
