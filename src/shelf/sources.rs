//! Sources: the files, folders and addresses that were added; `refresh` walks them.
//!
//! Not part of undo: the articles that came from a source are the library's, and would not follow.

use anyhow::{Result, bail};

use super::{Shelf, now};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// An absolute path, or a URL.
    pub location: String,
    /// When it was first added: RFC 3339, UTC.
    pub added: String,
}

impl Shelf {
    /// Puts a path or URL on the list. False where it stands there already.
    ///
    /// # Errors
    /// The location is empty, or the shelf cannot be written to.
    pub fn add_source(&mut self, location: &str) -> Result<bool> {
        if location.is_empty() {
            bail!("a source needs a path or a URL");
        }
        let added = self.connection.execute(
            "INSERT OR IGNORE INTO source (location, added) VALUES (?1, ?2)",
            [location, &now()],
        )?;
        Ok(added > 0)
    }

    /// All sources, in the order in which they were added.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let mut statement = self
            .connection
            .prepare("SELECT location, added FROM source ORDER BY rowid")?;
        let sources = statement.query_map([], |row| {
            Ok(Source {
                location: row.get(0)?,
                added: row.get(1)?,
            })
        })?;
        Ok(sources.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes a path or URL off the list. False where it does not stand there.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn remove_source(&mut self, location: &str) -> Result<bool> {
        let removed = self
            .connection
            .execute("DELETE FROM source WHERE location = ?1", [location])?;
        Ok(removed > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_stands_on_the_list_once() {
        let mut shelf = Shelf::in_memory().unwrap();
        assert!(shelf.add_source("/news/z").unwrap());
        assert!(shelf.add_source("/news/a").unwrap());
        assert!(!shelf.add_source("/news/z").unwrap());
        let locations: Vec<String> = shelf
            .sources()
            .unwrap()
            .into_iter()
            .map(|source| source.location)
            .collect();
        assert_eq!(locations, ["/news/z", "/news/a"]);
        assert!(shelf.remove_source("/news/z").unwrap());
        assert!(!shelf.remove_source("/news/z").unwrap());
        assert!(shelf.add_source("").is_err());
    }
}
