//! The catalogue: the articles as read, where they came from, and what was derived across them. One SQLite file, disposable.
//!
//! Invariant: whatever stands here can be made again from the sources; what the reader made is on the shelf.
//! Every commit counts the *generation* up; the index carries the generation of the catalogue that it holds.

mod articles;
mod damage;
mod derived;
mod origins;
mod reading;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension, params};

pub use articles::{Head, NewArticle};
pub use damage::{is_damage, set_aside_if_damaged};
pub use derived::{EntityRow, EntityUse, JoinedRows, UseRow};
pub use origins::{FileRow, Holder};

/// The first part of the stamp, raised with the tables.
const TABLES: &str = "parallax catalogue 6";
/// The second part of the stamp: what reading finds in a fixed set of articles, as the first 16 hexadecimal digits of its
/// SHA-256. `tests/readings.rs` takes it anew and fails where it is another one, so that no change of what is found can be
/// shipped under an old stamp.
pub const READINGS: &str = "6d4a00103060e8db";
/// How long one parallax waits for another that is committing; commits take far less.
const BUSY: Duration = Duration::from_secs(5);
/// Pages of 4 KiB kept in memory, negative: in KiB. 16 MiB hold the facts of 50,000 articles.
const CACHE: &str = "-16384";

pub struct Catalogue {
    connection: Connection,
}

/// Says what wrote the file: the tables, and what was put into them. Another stamp means: read the sources again.
fn stamp() -> String {
    format!("{TABLES} {READINGS}")
}

/// What opening found.
pub enum Opened {
    Ready(Catalogue),
    /// The file was not usable: it was renamed, and an empty catalogue stands in its place, marked as unfinished.
    SetAside {
        catalogue: Catalogue,
        reason: String,
        moved_to: PathBuf,
    },
}

impl Catalogue {
    /// Opens the file, or makes it. A file with another stamp, or one that is no catalogue, is set aside.
    ///
    /// Fails where the folder cannot be written, or the file cannot be renamed.
    pub fn open(path: &Path) -> Result<Opened> {
        match Catalogue::existing(path) {
            Ok(Ok(catalogue)) => Ok(Opened::Ready(catalogue)),
            Ok(Err(reason)) => {
                let (catalogue, moved_to) = Catalogue::in_its_place(path)?;
                Ok(Opened::SetAside {
                    catalogue,
                    reason,
                    moved_to,
                })
            }
            Err(error) => {
                Err(error.context(format!("cannot open the catalogue at {}", path.display())))
            }
        }
    }

    /// Sets the file aside, and makes an empty and unfinished catalogue where it stood.
    fn in_its_place(path: &Path) -> Result<(Catalogue, PathBuf)> {
        let moved_to = damage::set_aside(path)?;
        let catalogue = Catalogue::existing(path)?
            .map_err(|reason| anyhow::anyhow!("a new catalogue is not usable: {reason}"))?;
        catalogue.set_unfinished(true)?;
        Ok((catalogue, moved_to))
    }

    /// A catalogue that lives as long as this value.
    pub fn in_memory() -> Result<Catalogue> {
        let catalogue = Catalogue {
            connection: Connection::open_in_memory()?,
        };
        catalogue.prepare()?;
        Ok(catalogue)
    }

    /// The inner error is the reason why the file must be set aside.
    fn existing(path: &Path) -> Result<Result<Catalogue, String>> {
        if path.is_dir() {
            return Ok(Err("it is a folder".to_string()));
        }
        let connection = Connection::open(path)?;
        let catalogue = Catalogue { connection };
        match catalogue.prepare() {
            Ok(()) => {}
            Err(error) if damage::is_in(&error) => return Ok(Err(damage::DAMAGED.to_string())),
            Err(error) => return Err(error.into()),
        }
        match catalogue.meta("stamp") {
            Ok(Some(written)) if written == stamp() => Ok(Ok(catalogue)),
            Ok(Some(written)) => Ok(Err(format!(
                "it was written by another version ({}; this is {})",
                damage::shown(&written),
                stamp()
            ))),
            Ok(None) => Ok(Err("it carries no stamp".to_string())),
            Err(_) => Ok(Err(damage::DAMAGED.to_string())),
        }
    }

    /// Sets the connection up, and makes the tables where there are none.
    fn prepare(&self) -> rusqlite::Result<()> {
        let connection = &self.connection;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is lost with the power is read again from the sources.
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        if self.has_tables()? {
            return Ok(());
        }
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let made = self.make_tables();
        let end = if made.is_ok() { "COMMIT" } else { "ROLLBACK" };
        connection.execute_batch(end)?;
        made
    }

    fn make_tables(&self) -> rusqlite::Result<()> {
        // Another parallax may have been quicker.
        if self.has_tables()? {
            return Ok(());
        }
        self.connection.execute_batch(include_str!("schema.sql"))?;
        self.set_meta("stamp", &stamp())?;
        self.set_meta("generation", "0")?;
        self.set_meta("derived", "0")?;
        self.set_meta("forgotten", "0")
    }

    fn has_tables(&self) -> rusqlite::Result<bool> {
        self.connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
                row.get::<_, i64>(0)
            })
            .map(|count| count > 0)
    }

    fn meta(&self, key: &str) -> rusqlite::Result<Option<String>> {
        self.connection
            .query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
                row.get(0)
            })
            .optional()
    }

    fn set_meta(&self, key: &str, value: &str) -> rusqlite::Result<()> {
        self.connection
            .execute(
                "INSERT INTO meta(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = ?2",
                params![key, value],
            )
            .map(|_| ())
    }

    /// Counts every commit; 0 in a new catalogue.
    pub fn generation(&self) -> Result<u64> {
        self.counter("generation")
    }

    /// The generation for which entities and stories were derived.
    pub fn derived_generation(&self) -> Result<u64> {
        self.counter("derived")
    }

    fn counter(&self, key: &str) -> Result<u64> {
        let value = self
            .meta(key)?
            .with_context(|| format!("the catalogue has no {key}"))?;
        value
            .parse()
            .with_context(|| format!("the catalogue's {key} is no number: {value}"))
    }

    /// Reading the sources was begun and not finished: articles may be missing.
    pub fn is_unfinished(&self) -> Result<bool> {
        Ok(self.meta("unfinished")?.is_some())
    }

    pub fn set_unfinished(&self, unfinished: bool) -> Result<()> {
        if unfinished {
            self.set_meta("unfinished", "1")?;
        } else {
            self.connection
                .execute("DELETE FROM meta WHERE key = 'unfinished'", [])?;
        }
        Ok(())
    }

    /// Begins a change; until [`Catalogue::commit`] nobody else sees it.
    pub fn begin(&self) -> Result<()> {
        self.connection
            .execute_batch("BEGIN IMMEDIATE")
            .context("cannot begin to write to the catalogue")
    }

    /// The generation that the next commit will have.
    fn next_generation(&self) -> Result<i64> {
        Ok(i64::try_from(self.generation()?)? + 1)
    }

    /// Keeps what was done since [`Catalogue::begin`] as the next generation, and returns it.
    pub fn commit(&self) -> Result<u64> {
        let generation = self.generation()? + 1;
        self.set_meta("generation", &generation.to_string())?;
        self.commit_unseen()?;
        Ok(generation)
    }

    /// Keeps what was done since [`Catalogue::begin`], which nobody who reads can tell: the generation stays.
    pub fn commit_unseen(&self) -> Result<()> {
        self.connection
            .execute_batch("COMMIT")
            .context("cannot write to the catalogue")
    }

    /// Takes back what was done since [`Catalogue::begin`]; nothing where nothing was begun.
    pub fn roll_back(&self) -> Result<()> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Reads several things as they stood at one moment, whatever another parallax commits in between.
    pub fn at_once<T>(&self, read: impl FnOnce(&Catalogue) -> Result<T>) -> Result<T> {
        self.connection.execute_batch("BEGIN")?;
        let found = read(self);
        self.roll_back()?;
        found
    }

    /// SQLite's own check of the file: `ok`, or what is wrong.
    pub fn check(&self) -> Result<String> {
        Ok(self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
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
