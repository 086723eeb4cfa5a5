//! A catalogue that cannot be read: told from other errors, set aside.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::Row;

use super::sum::Sum;
use crate::model::no_file;

/// Why a damaged file is set aside, for people.
pub(super) const DAMAGED: &str = "it is damaged";

/// What is stored is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("the catalogue is damaged: {0}")]
pub(super) struct Damage(String);

impl Damage {
    pub fn new(what: impl Into<String>) -> Damage {
        Damage(what.into())
    }
}

/// What must be there and is not.
pub(super) fn missing(what: &str) -> anyhow::Error {
    Damage::new(format!("{what} is missing")).into()
}

/// Why the text of an article is not given out.
pub(super) fn not_the_text(article: i64) -> Damage {
    Damage::new(format!("article {article} is not as it was written"))
}

/// Whether an error says that the disk has no room: also for the file that those who share a log have in common, of which
/// SQLite says no more than that it could not be made longer (`SQLITE_IOERR_SHMSIZE`).
pub(super) fn is_full(error: &anyhow::Error) -> bool {
    let cause = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<rusqlite::Error>());
    cause
        .and_then(rusqlite::Error::sqlite_error)
        .is_some_and(|error| {
            error.code == rusqlite::ErrorCode::DiskFull
                || error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
        })
}

/// Whether an error says that another connection keeps this one waiting for too long.
pub(super) fn is_busy(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let cause = cause.downcast_ref::<rusqlite::Error>();
        cause.and_then(rusqlite::Error::sqlite_error_code)
            == Some(rusqlite::ErrorCode::DatabaseBusy)
    })
}

/// Whether an error says that a database, perhaps this one, cannot be read as what it is.
pub fn is_damage(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.is::<Damage>()
            || cause.is::<serde_json::Error>()
            || cause.downcast_ref::<rusqlite::Error>().is_some_and(is_in)
    })
}

/// The file cannot be read as a database with these tables, whatever was asked of it.
pub(super) fn is_certain(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, InvalidColumnType, Utf8Error};
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(
        error.sqlite_error_code(),
        Some(NotADatabase | DatabaseCorrupt)
    ) || matches!(
        error,
        FromSqlConversionFailure(..) | InvalidColumnType(..) | Utf8Error(..)
    )
}

/// Perhaps the file cannot be read as a database with these tables, which [`super::mend_if_damaged`] finds out. What is asked of it is always the same and is right, so that an
/// answer that there is no such column, or that a row is there already, is the file's fault.
pub(super) fn is_in(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{IntegralValueOutOfRange, QueryReturnedNoRows, SqlInputError};
    use rusqlite::ErrorCode::{ConstraintViolation, SystemIoFailure, TypeMismatch, Unknown};
    is_certain(error)
        || matches!(
            error.sqlite_error_code(),
            Some(Unknown | ConstraintViolation | SystemIoFailure | TypeMismatch)
        )
        || matches!(
            error,
            IntegralValueOutOfRange(..) | QueryReturnedNoRows | SqlInputError { .. }
        )
}

/// The first columns of a row against the sum of them, which stands in column number `fields`. `what` is called in a message.
pub(super) fn check(
    table: &str,
    row: &Row,
    fields: usize,
    what: impl Fn() -> String,
) -> Result<()> {
    let mut found = Sum::of(table);
    for column in 0..fields {
        found = found
            .read(row.get_ref(column)?)
            .ok_or_else(|| Damage::new(format!("{} is not as it was written", what())))?;
    }
    if found.end() == row.get::<_, i64>(fields)? {
        return Ok(());
    }
    Err(Damage::new(format!("{} is not as it was written", what())).into())
}

/// So many rows there must be.
pub(super) fn expect(what: &str, found: usize, written: u64) -> Result<()> {
    if found as u64 == written {
        return Ok(());
    }
    Err(Damage::new(format!("of {written} {what} {found} are found")).into())
}

/// Some words out of a file that may hold anything, for a message.
pub(super) fn shown(text: &str) -> String {
    /// A stamp has no more characters.
    const SHOWN_CHARS: usize = 40;
    let readable = |letter: &char| !letter.is_control() && *letter != char::REPLACEMENT_CHARACTER;
    text.chars().filter(readable).take(SHOWN_CHARS).collect()
}

/// Added to the name of a catalogue that is being made anew.
pub(super) const NEW: &str = ".new";

/// The name of a file that belongs to another: its log, what was set aside of it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Why what stands in the place of a catalogue, or of a file beside it, is none that can be opened: a pipe would be waited for.
pub(super) fn strange(path: &Path) -> Option<String> {
    ["", "-wal", "-shm", "-journal"]
        .into_iter()
        .find_map(|ending| {
            let file = beside(path, ending);
            let what = no_file(file.metadata().ok()?.file_type())?;
            Some(match ending {
                "" => what.to_string(),
                _ => format!("of the file {ending} beside it: {what}"),
            })
        })
}

/// What stands between the name of a catalogue and the number of one that was set aside.
const ASIDE: &str = ".set-aside-";

/// Renames the file, and its log with it, to the first free name.
///
/// The log holds what was committed last: it goes with the file, so that what is carried over is carried from both.
pub fn set_aside(path: &Path) -> Result<PathBuf> {
    let free = (1..=u32::MAX)
        .map(|number| beside(path, &format!("{ASIDE}{number}")))
        .find(|candidate| !candidate.exists() && !beside(candidate, "-wal").exists())
        .context("no free name")?;
    std::fs::rename(path, &free).with_context(|| format!("cannot rename {}", path.display()))?;
    // Left behind, the log would be played into the new file.
    let log = beside(path, "-wal");
    let is_log = log.is_file();
    if !is_log || std::fs::rename(&log, beside(&free, "-wal")).is_err() {
        let _ = std::fs::remove_file(&log);
    }
    let _ = std::fs::remove_file(beside(path, "-shm"));
    for ending in ["-wal", "-shm", "-journal"] {
        let left = beside(path, ending);
        // A folder is removed by whoever made it; a journal of a pipe holds nothing.
        let _ = match left.is_dir() {
            true => std::fs::rename(&left, beside(&free, &format!("{ending}.folder"))),
            false if ending == "-journal" && !left.is_file() => std::fs::remove_file(&left),
            false => Ok(()),
        };
    }
    Ok(free)
}

/// Catalogues that were set aside, and what was left of one being made, in the folder of this one; by name.
pub fn aside(path: &Path) -> Vec<PathBuf> {
    let Some((folder, name)) = path.parent().zip(path.file_name()) else {
        return Vec::new();
    };
    let name = name.to_string_lossy();
    let prefixes = [format!("{name}{ASIDE}"), format!("{name}{NEW}")];
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter(|entry| {
        let found = entry.file_name();
        let found = found.to_string_lossy();
        prefixes.iter().any(|prefix| found.starts_with(prefix))
    });
    let mut found: Vec<PathBuf> = names.map(|entry| entry.path()).collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_without_room_is_told_in_every_way_that_sqlite_says_it() {
        let says = |code: i32| {
            let error = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
            is_full(&anyhow::Error::new(error).context("cannot open"))
        };
        assert!(says(rusqlite::ffi::SQLITE_FULL) && says(rusqlite::ffi::SQLITE_IOERR_SHMSIZE));
        assert!(!says(rusqlite::ffi::SQLITE_CORRUPT) && !says(rusqlite::ffi::SQLITE_IOERR_READ));
    }
}
