//! A catalogue that cannot be read: told from other errors, looked through, set aside.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Catalogue;

/// Why a damaged file is set aside, for people.
pub(super) const DAMAGED: &str = "it is damaged";

/// A stored article is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("an article in the catalogue is damaged")]
pub(super) struct DamagedArticle;

/// Whether an error says that a database, perhaps this one, cannot be read as what it is.
pub fn is_damage(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.is::<DamagedArticle>() || cause.downcast_ref::<rusqlite::Error>().is_some_and(is_in)
    })
}

/// The file cannot be read as a database with these tables.
pub(super) fn is_in(error: &rusqlite::Error) -> bool {
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

/// Reads the whole file, and sets it aside where it is damaged: the new name then, with an empty and unfinished catalogue in
/// the old place. For after a read that failed: it reads the whole file.
pub fn set_aside_if_damaged(path: &Path) -> Result<Option<PathBuf>> {
    // The connection ends before the renaming: some systems rename no open file.
    if Catalogue::existing(path)?.is_ok_and(|catalogue| catalogue.is_whole()) {
        return Ok(None);
    }
    let (_, moved_to) = Catalogue::in_its_place(path)?;
    Ok(Some(moved_to))
}

impl Catalogue {
    fn is_whole(&self) -> bool {
        let sound = self.check().is_ok_and(|verdict| verdict == "ok");
        sound
            && self.counts().is_ok()
            && self.heads().is_ok_and(|heads| {
                let mut numbers = heads.iter().map(|head| head.number);
                numbers.all(|number| matches!(self.article_numbered(number), Ok(Some(_))))
            })
    }
}

/// Some words out of a file that may hold anything, for a message.
pub(super) fn shown(text: &str) -> String {
    /// A stamp has no more characters.
    const SHOWN_CHARS: usize = 40;
    let readable = |letter: &char| !letter.is_control() && *letter != char::REPLACEMENT_CHARACTER;
    text.chars().filter(readable).take(SHOWN_CHARS).collect()
}

/// Renames the file, and its log with it, to the first free name.
pub(super) fn set_aside(path: &Path) -> Result<PathBuf> {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let free = (1..)
        .map(|number: u32| beside(&format!(".set-aside-{number}")))
        .find(|candidate| !candidate.exists())
        .context("no free name")?;
    std::fs::rename(path, &free).with_context(|| format!("cannot rename {}", path.display()))?;
    for log in ["-wal", "-shm"] {
        // The log belongs to the old file: left behind, it would be played into the new one.
        let _ = std::fs::remove_file(beside(log));
    }
    Ok(free)
}
