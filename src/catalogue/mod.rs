//! The catalogue: the articles as read, where they came from, and what was derived across them. One SQLite file, disposable.
//!
//! ```text
//! opening, reading                what opens a file; carrying what takes articles over from an older one
//! articles, names, origins, changes, derived, varied   the rows; sum what each carries, packing how long texts stand in them;
//!                                 meta what is known of all of them
//! damage, checking                a row that is not what was written
//! ```
//!
//! Invariant: whatever stands here can be made again from the sources; what the reader made is on the shelf. Articles whose
//! source is gone are carried over from the catalogue that was there before. No row is given out that is not what was
//! written. Every commit counts the *generation* up; the index carries the id and the generation of the catalogue that it holds.

mod articles;
mod carrying;
mod changes;
mod checking;
mod damage;
mod derived;
mod meta;
mod names;
mod opening;
mod origins;
mod packing;
mod reading;
mod replacing;
mod sum;
mod varied;

use std::cell::{Cell, OnceCell};
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::Connection;

pub use articles::{Head, NewArticle};
pub use carrying::{Carried, Older, Provenance};
pub use checking::{Fault, Mended, mend_if_damaged};
pub use damage::{aside, is_damage, set_aside};
pub use derived::{EntityRow, EntityUse, JoinedRows};
pub use names::UseRow;
pub use opening::Opened;
pub use origins::{FileRow, Holder};
pub use replacing::clear_beside;

/// The first part of the stamp, raised with the tables.
const TABLES: &str = "parallax catalogue 10";
/// The second part of the stamp: what reading finds in a fixed set of articles, as the first 16 hexadecimal digits of its
/// SHA-256. `tests/golden.rs` takes it anew from the readings that are checked in under `tests/golden`, and fails where it is
/// another one, so that no change of what is found can be shipped under an old stamp.
pub const READINGS: &str = "672d47158e27dfe4";
/// How long one parallax waits for another that is committing; commits take far less.
const BUSY: Duration = Duration::from_secs(5);
/// Pages of 4 KiB kept in memory, negative: in KiB. 16 MiB hold the facts of 50,000 articles.
const CACHE: &str = "-16384";

pub struct Catalogue {
    connection: Connection,
    /// Between [`Catalogue::begin`] and the end of it, when the counts are not those of the rows.
    changing: Cell<bool>,
    /// Something changed since [`Catalogue::begin`] from which entities and stories are derived, or these themselves.
    altered: Cell<bool>,
    /// Its id, once it was asked for: it never becomes another one.
    id: OnceCell<String>,
}

/// Says what wrote the file: the tables, and what was put into them. Another stamp means: read the sources again.
fn stamp() -> String {
    format!("{TABLES} {READINGS}")
}

impl Catalogue {
    /// Begins a change; until [`Catalogue::commit`] nobody else sees it.
    pub fn begin(&self) -> Result<()> {
        self.connection
            .execute_batch("BEGIN IMMEDIATE")
            .context("cannot begin to write to the catalogue")?;
        self.changing.set(true);
        self.altered.set(false);
        Ok(())
    }

    /// What is derived, or what it is derived from, becomes another with the next commit.
    fn alter(&self) {
        self.altered.set(true);
    }

    /// The generation that the next commit will have.
    fn next_generation(&self) -> Result<i64> {
        Ok(i64::try_from(self.generation()?)? + 1)
    }

    /// Keeps what was done since [`Catalogue::begin`] as the next generation, and returns it. Where nothing changed from which
    /// entities and stories are derived, those that stand here are those of the new generation too: one more origin of an
    /// article costs the same in a library of any size.
    pub fn commit(&self) -> Result<u64> {
        let before = self.generation()?;
        let generation = before + 1;
        self.set_meta("generation", &generation.to_string())?;
        self.name_commit(generation)?;
        if self.altered.get() {
            self.set_meta("altered", &generation.to_string())?;
        } else if self.derived_generation()? == before {
            self.set_meta("derived", &generation.to_string())?;
        }
        self.commit_unseen()?;
        Ok(generation)
    }

    /// Keeps what was done since [`Catalogue::begin`], which nobody who reads can tell: the generation stays.
    pub fn commit_unseen(&self) -> Result<()> {
        self.count()?;
        self.connection
            .execute_batch("COMMIT")
            .context("cannot write to the catalogue")?;
        self.changing.set(false);
        self.altered.set(false);
        Ok(())
    }

    /// Takes back what was done since [`Catalogue::begin`]; nothing where nothing was begun.
    pub fn roll_back(&self) -> Result<()> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        self.changing.set(false);
        self.altered.set(false);
        Ok(())
    }

    /// Reads several things as they stood at one moment, whatever another parallax commits in between.
    pub fn at_once<T>(&self, read: impl FnOnce(&Catalogue) -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return read(self);
        }
        self.connection.execute_batch("BEGIN")?;
        let found = read(self);
        self.roll_back()?;
        found
    }

    /// So many rows there must be; while they are being changed nobody knows.
    fn expect(&self, what: &str, found: usize, written: u64) -> Result<()> {
        match self.changing.get() {
            true => Ok(()),
            false => damage::expect(what, found, written),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("parallax-catalogue-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn ready(path: &Path) -> Catalogue {
        match Catalogue::open(path).unwrap() {
            Opened::Ready(catalogue) => catalogue,
            Opened::SetAside { reason, .. } => panic!("set aside: {reason}"),
        }
    }

    #[test]
    fn a_commit_counts_the_generation_and_another_connection_sees_it() {
        let path = folder("generation").join("catalogue.sqlite");
        let first = ready(&path);
        let second = ready(&path);
        first.begin().unwrap();
        assert_eq!(second.generation().unwrap(), 0);
        assert_eq!(first.commit().unwrap(), 1);
        assert_eq!(second.generation().unwrap(), 1);
    }

    #[test]
    fn what_is_rolled_back_was_never_there() {
        let catalogue = Catalogue::in_memory().unwrap();
        catalogue.begin().unwrap();
        catalogue.roll_back().unwrap();
        assert_eq!(catalogue.generation().unwrap(), 0);
    }

    #[test]
    fn a_file_that_is_no_catalogue_is_set_aside_and_kept() {
        let path = folder("damaged").join("catalogue.sqlite");
        std::fs::write(
            &path,
            b"this is no database, only words, and quite a few of them",
        )
        .unwrap();
        let Opened::SetAside {
            catalogue,
            moved_to,
            ..
        } = Catalogue::open(&path).unwrap()
        else {
            panic!("taken for a catalogue");
        };
        assert!(catalogue.is_unfinished().unwrap());
        assert!(
            std::fs::read_to_string(moved_to)
                .unwrap()
                .starts_with("this")
        );
    }

    #[test]
    fn another_stamp_is_set_aside() {
        let path = folder("stamp").join("catalogue.sqlite");
        ready(&path)
            .set_meta("stamp", "parallax catalogue 0.1")
            .unwrap();
        let Opened::SetAside { reason, .. } = Catalogue::open(&path).unwrap() else {
            panic!("taken as it is");
        };
        assert!(reason.contains("another version"), "{reason}");
        assert!(ready(&path).is_unfinished().unwrap());
    }
}
