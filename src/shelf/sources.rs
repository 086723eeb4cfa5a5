//! Sources: the files, folders and addresses that were added; `refresh` walks them.
//!
//! Not part of undo: the articles that came from a source are the library's, and would not follow.

use anyhow::{Result, bail};

use super::writing::Changed;
use super::{Shelf, now, seal};

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
        self.change(|connection| {
            let added = connection.execute(
                "INSERT OR IGNORE INTO source (location, added) VALUES (?1, ?2)",
                [location, &now()],
            )?;
            if added == 0 {
                return Ok((false, Changed::Nothing));
            }
            seal::seal(connection, "source", connection.last_insert_rowid())?;
            Ok((true, Changed::Kept))
        })
    }

    /// All sources, in the order in which they were added.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>> {
        self.rows("source", "1", &[], |row| {
            Ok(Source {
                location: row.get(0)?,
                added: row.get(1)?,
            })
        })
    }

    /// Takes a path or URL off the list. False where it does not stand there.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn remove_source(&mut self, location: &str) -> Result<bool> {
        self.change(|connection| {
            let removed =
                connection.execute("DELETE FROM source WHERE location = ?1", [location])?;
            let changed = if removed > 0 {
                Changed::Kept
            } else {
                Changed::Nothing
            };
            Ok((removed > 0, changed))
        })
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
