//! Saved searches: a query under a name.

use anyhow::{Result, bail};
use rusqlite::OptionalExtension;
use serde_json::json;

use super::journal::{Row, Table};
use super::{Shelf, now};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    pub name: String,
    pub query: String,
    /// RFC 3339, UTC.
    pub created: String,
}

impl Shelf {
    /// Saves a query under a name; a search that has the name already gets the new query.
    ///
    /// # Errors
    /// The name is empty, or the shelf cannot be written to.
    pub fn save_search(&mut self, name: &str, query: &str) -> Result<()> {
        let name = name.trim();
        if name.is_empty() {
            bail!("a saved search needs a name");
        }
        self.record(|recording| {
            let id: Option<i64> = recording
                .connection()
                .query_row(
                    "SELECT id FROM saved_search WHERE name = ?1",
                    [name],
                    |row| row.get(0),
                )
                .optional()?;
            let mut row = Row::new();
            row.insert("query".into(), json!(query));
            if let Some(id) = id {
                recording.update(Table::SavedSearch, id, row)?;
            } else {
                row.insert("name".into(), json!(name));
                row.insert("created".into(), json!(now()));
                recording.insert(Table::SavedSearch, row)?;
            }
            Ok(((), format!("saving the search “{name}”")))
        })
    }

    /// All saved searches by name.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>> {
        let mut searches = self.rows("saved_search", "1", &[], |row| {
            Ok(SavedSearch {
                name: row.get(1)?,
                query: row.get(2)?,
                created: row.get(3)?,
            })
        })?;
        searches.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(searches)
    }

    /// Takes a saved search off the shelf. False where there is none of that name.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn remove_search(&mut self, name: &str) -> Result<bool> {
        self.record(|recording| {
            let id: Option<i64> = recording
                .connection()
                .query_row(
                    "SELECT id FROM saved_search WHERE name = ?1",
                    [name],
                    |row| row.get(0),
                )
                .optional()?;
            let removed = match id {
                Some(id) => recording.delete(Table::SavedSearch, id)?,
                None => false,
            };
            Ok((removed, format!("removing the search “{name}”")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Made;

    #[test]
    fn a_name_stands_for_its_last_query_and_undo_brings_the_first_back() {
        let mut shelf = Shelf::in_memory().unwrap();
        shelf.save_search("lamps", "lamps").unwrap();
        shelf.save_search(" lamps ", "lamps -price").unwrap();
        assert_eq!(shelf.saved_searches().unwrap().len(), 1);
        assert_eq!(shelf.saved_searches().unwrap()[0].query, "lamps -price");
        shelf.undo(Made::Any).unwrap();
        assert_eq!(shelf.saved_searches().unwrap()[0].query, "lamps");
    }

    #[test]
    fn removed_searches_can_be_undone() {
        let mut shelf = Shelf::in_memory().unwrap();
        shelf.save_search("lamps", "lamps").unwrap();
        let saved = shelf.saved_searches().unwrap();
        assert!(shelf.remove_search("lamps").unwrap());
        assert!(!shelf.remove_search("lamps").unwrap());
        shelf.undo(Made::Any).unwrap();
        assert_eq!(shelf.saved_searches().unwrap(), saved);
        assert!(shelf.save_search(" ", "x").is_err());
    }
}
