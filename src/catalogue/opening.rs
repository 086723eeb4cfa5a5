//! Opening a catalogue: made where there is none, refused where it is not ours, known for damaged where its head is.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::{Connection, OptionalExtension};

use super::damage::{self, DAMAGED, Damage};
use super::{BUSY, CACHE, Catalogue, carrying, meta, stamp};
use crate::model::peek;

/// What makes the tables.
pub(super) const SCHEMA: &str = include_str!("schema.sql");
/// Tables and indexes that the schema makes, those that SQLite makes for itself with them (three for what is unique, and the list of
/// the last numbers).
const OBJECTS: usize = 19;

/// What opening found.
pub enum Opened {
    Ready(Catalogue),
    /// The file was not usable: it was renamed, and an empty catalogue stands in its place, marked as unfinished, that
    /// knows where articles are to be carried over from.
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
                let full = damage::is_full(&error).then(|| {
                    let folder = path.parent().unwrap_or(path).display();
                    format!(
                        ": the disk that holds {folder} is full; make room on it, and try again"
                    )
                });
                let busy = damage::is_busy(&error)
                    .then(|| ": another program is writing to it; try again".to_string());
                let why = full.or(busy).unwrap_or_default();
                Err(error.context(format!(
                    "cannot open the catalogue at {}{why}",
                    path.display()
                )))
            }
        }
    }

    /// Sets the file aside, and makes an empty and unfinished catalogue where it stood.
    pub(super) fn in_its_place(path: &Path) -> Result<(Catalogue, PathBuf)> {
        let older = carrying::sources_of(path);
        let moved_to = damage::set_aside(path)?;
        let catalogue = Catalogue::existing(path)?
            .map_err(|reason| anyhow::anyhow!("a new catalogue is not usable: {reason}"))?;
        let mut sources = vec![moved_to.clone()];
        sources.extend(older);
        catalogue.set_unfinished(true)?;
        catalogue.set_carried_from(&sources)?;
        Ok((catalogue, moved_to))
    }

    /// A catalogue that lives as long as this value.
    pub fn in_memory() -> Result<Catalogue> {
        let catalogue = Catalogue::over(Connection::open_in_memory()?);
        catalogue.prepare()?;
        Ok(catalogue)
    }

    /// The inner error is the reason why the file must be set aside.
    pub(super) fn existing(path: &Path) -> Result<Result<Catalogue, String>> {
        if let Some(what) = damage::strange(path) {
            return Ok(Err(what));
        }
        if is_emptied(path) {
            return Ok(Err("it was emptied while it was in use".to_string()));
        }
        make_private(path)?;
        if !has_sound_head(path) {
            return Ok(Err(DAMAGED.to_string()));
        }
        let catalogue = Catalogue::over(Connection::open(path)?);
        match catalogue.prepare() {
            Ok(()) => {}
            Err(error) if damage::is_certain(&error) => return Ok(Err(DAMAGED.to_string())),
            Err(error) => return Err(error.into()),
        }
        Ok(match catalogue.verdict() {
            Verdict::Ours => Ok(catalogue),
            Verdict::Foreign(reason) => Err(reason),
            Verdict::Damaged(_) => Err(DAMAGED.to_string()),
        })
    }

    /// Whether the stamp and the tables are those that this program writes.
    pub(super) fn verdict(&self) -> Verdict {
        let written = match self.written_stamp() {
            Ok(Some(written)) => written,
            Ok(None) => return Verdict::Foreign("it carries no stamp".to_string()),
            Err(error) => return Verdict::Damaged(error.into()),
        };
        if written != stamp() {
            return Verdict::Foreign(format!(
                "it was written by another version ({}; this is {})",
                damage::shown(&written),
                stamp()
            ));
        }
        let sound = self.meta("stamp").and_then(|_| self.has_our_tables());
        match sound {
            Ok(true) => Verdict::Ours,
            Ok(false) => {
                Verdict::Damaged(Damage::new("its tables are not those that were made").into())
            }
            Err(error) => Verdict::Damaged(error),
        }
    }

    /// As it stands there, under whatever tables: any version must be able to read it.
    pub(super) fn written_stamp(&self) -> rusqlite::Result<Option<String>> {
        self.connection
            .query_row("SELECT value FROM meta WHERE key = 'stamp'", [], |row| {
                row.get(0)
            })
            .optional()
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
        self.connection.execute_batch(SCHEMA)?;
        self.set_meta("stamp", &stamp())?;
        self.set_id()?;
        self.empty_drawers()?;
        meta::FIRST
            .iter()
            .try_for_each(|(key, value)| self.set_meta(key, value))
    }

    pub(super) fn has_tables(&self) -> rusqlite::Result<bool> {
        self.connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
                row.get::<_, i64>(0)
            })
            .map(|count| count > 0)
    }

    /// A table whose words are others would take in other values than were written.
    fn has_our_tables(&self) -> Result<bool> {
        let mut select = self
            .connection
            .prepare("SELECT name, sql FROM sqlite_schema")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, Option<String>)> = rows.collect::<rusqlite::Result<_>>()?;
        let of_ours = |(name, sql): &(String, Option<String>)| match sql {
            Some(sql) => SCHEMA.contains(sql) || name == "sqlite_sequence",
            None => name.starts_with("sqlite_autoindex_"),
        };
        Ok(rows.len() == OBJECTS && rows.iter().all(of_ours))
    }

    pub(super) fn over(connection: Connection) -> Catalogue {
        Catalogue {
            connection,
            changing: std::cell::Cell::new(false),
            altered: std::cell::Cell::new(false),
            id: std::cell::OnceCell::new(),
        }
    }
}

/// Whether what stands in a file can be read.
pub(super) enum Verdict {
    Ours,
    /// Something else, and what it is.
    Foreign(String),
    /// And what is wrong with it.
    Damaged(anyhow::Error),
}

/// Makes an empty file that is its owner's alone where there is none; the log that SQLite puts beside it has the same mode.
fn make_private(path: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(error).with_context(|| format!("cannot make the file {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Whether nothing is left of a file that a log stands beside: SQLite makes no log before the file has its first page. Who has it
/// open still keeps others from making tables in it.
fn is_emptied(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| file.len() == 0)
        && ["-wal", "-shm"]
            .into_iter()
            .any(|ending| damage::beside(path, ending).exists())
}

/// Whether the first bytes are those that SQLite writes for us: it takes some others for a file that only cannot be written,
/// or that was written in another way. See <https://sqlite.org/fileformat2.html#the_database_header>.
///
/// A file that is not there or has no such head yet is sound, and so is one of which only SQLite can tell.
fn has_sound_head(path: &Path) -> bool {
    /// Place and bytes of what is the same in every catalogue: the name of the format and 4096 bytes a page; how full pages
    /// may be; no vacuum, no number of ours.
    const SAME: [(usize, &[u8]); 3] = [
        (0, b"SQLite format 3\0\x10\x00"),
        (20, &[0, 64, 32, 32]),
        (60, &[0; 12]),
    ];
    /// Place of what is one of two: how the file is written and read (1 before the log is first used, 2 with it); how tables
    /// are written, and the text in UTF-8 (nothing before there is a table).
    const EITHER: [(usize, [&[u8]; 2]); 3] = [
        (18, [&[1, 1], &[2, 2]]),
        (44, [&[0, 0, 0, 0], &[0, 0, 0, 4]]),
        (56, [&[0, 0, 0, 0], &[0, 0, 0, 1]]),
    ];
    /// Bytes of the header of a database.
    const HEAD: usize = 100;
    let Ok(head) = peek::<HEAD>(path, 0) else {
        return true;
    };
    let stands = |at: usize, bytes: &[u8]| head[at..].starts_with(bytes);
    SAME.iter().all(|(at, bytes)| stands(*at, bytes))
        && EITHER
            .iter()
            .all(|(at, either)| either.iter().any(|bytes| stands(*at, bytes)))
}
