//! The shape of the shelf as numbered steps. A step once released is never edited: what changes is a new step.
//!
//! The number of the last step done stands in the file as `PRAGMA user_version`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::{Connection, TransactionBehavior};

/// The version this program writes.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// `plax`: marks the file as ours (`PRAGMA application_id`).
const APPLICATION: i32 = 0x706c_6178;

/// Step `n` (counted from 1) takes a shelf of version `n - 1` to version `n`. Lists (authors, tags) are JSON arrays; times
/// are RFC 3339 in UTC; `start` and `end` are bytes.
const STEPS: [&str; 2] = [
    // 1: what the reader keeps.
    "CREATE TABLE bookmark (
        id        INTEGER PRIMARY KEY AUTOINCREMENT,
        quote     TEXT NOT NULL,
        prefix    TEXT NOT NULL,
        suffix    TEXT NOT NULL,
        start     INTEGER NOT NULL,
        end       INTEGER NOT NULL,
        article   TEXT NOT NULL,
        origin    TEXT NOT NULL,
        title     TEXT NOT NULL,
        outlet    TEXT,
        authors   TEXT NOT NULL,
        published TEXT,
        url       TEXT,
        note      TEXT NOT NULL,
        tags      TEXT NOT NULL,
        created   TEXT NOT NULL,
        changed   TEXT NOT NULL,
        removed   TEXT
    ) STRICT;
    CREATE INDEX bookmark_article ON bookmark (article);
    CREATE TABLE saved_search (
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        name    TEXT NOT NULL UNIQUE,
        query   TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT;
    CREATE TABLE source (
        location TEXT PRIMARY KEY,
        added    TEXT NOT NULL
    ) STRICT;
    CREATE TABLE state (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT;",
    // 2: decisions about spellings, and the journal that undo reads.
    "CREATE TABLE decision (
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        kind    TEXT NOT NULL,
        one     TEXT NOT NULL,
        two     TEXT NOT NULL,
        created TEXT NOT NULL,
        UNIQUE (kind, one, two)
    ) STRICT;
    CREATE TABLE journal (
        id      INTEGER PRIMARY KEY AUTOINCREMENT,
        at      TEXT NOT NULL,
        words   TEXT NOT NULL,
        changes TEXT NOT NULL,
        undone  INTEGER NOT NULL DEFAULT 0
    ) STRICT;",
];

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Whether the database is a shelf, or still empty.
pub(super) fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(application == APPLICATION || tables == 0)
}

/// Takes the shelf to [`NEWEST`]: a new one in one transaction, one in use in one transaction a step, with a copy put beside
/// it before each.
///
/// # Errors
/// A step, or the copy before it, fails: the shelf keeps the version that it had.
pub(super) fn migrate(connection: &mut Connection, path: Option<&Path>) -> Result<()> {
    loop {
        let from = version(connection)?;
        if from >= NEWEST {
            return Ok(());
        }
        let to = if from == 0 { NEWEST } else { from + 1 };
        if let (Some(path), true) = (path, from > 0) {
            copy(connection, path, to)?;
        }
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another parallax may have done the step while this one waited.
        if version(&transaction)? == from {
            for step in from..to {
                let sql = usize::try_from(step).ok().and_then(|step| STEPS.get(step));
                let sql = sql.with_context(|| format!("no step leads on from version {step}"))?;
                transaction
                    .execute_batch(sql)
                    .with_context(|| format!("step {} of the shelf's shape failed", step + 1))?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", to)?;
        }
        transaction.commit()?;
    }
}

/// The copies that were made before migrations, oldest version first.
pub(super) fn copies(path: &Path) -> Vec<PathBuf> {
    (1..=NEWEST)
        .map(|step| copy_path(path, step))
        .filter(|copy| copy.exists())
        .collect()
}

fn copy_path(path: &Path, step: i64) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".before-{step}"));
    PathBuf::from(name)
}

/// Writes the shelf as it is to `<path>.before-<step>`: first under another name, so that the copy is whole or not there.
fn copy(connection: &Connection, path: &Path, step: i64) -> Result<()> {
    let copy = copy_path(path, step);
    let mut unfinished = copy.as_os_str().to_owned();
    unfinished.push(format!(".{}", std::process::id()));
    let unfinished = PathBuf::from(unfinished);
    let written = unfinished
        .to_str()
        .context("the path is not valid UTF-8")
        .and_then(|name| Ok(connection.execute("VACUUM INTO ?1", [name])?))
        .and_then(|_| Ok(std::fs::rename(&unfinished, &copy)?));
    if written.is_err() {
        let _ = std::fs::remove_file(&unfinished);
    }
    written.with_context(|| {
        format!(
            "cannot write the copy {} that is made before the shelf is changed",
            copy.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::Folder;
    use super::super::{Filter, Shelf};
    use super::*;

    fn version_one(path: &Path) {
        let connection = Connection::open(path).unwrap();
        connection.execute_batch(STEPS[0]).unwrap();
        connection
            .execute_batch(
                "INSERT INTO bookmark VALUES (7, 'old words', '', '', 0, 9, 'a', 'a.txt', 'Title', NULL, '[\"A\"]', NULL,
                 NULL, 'a note', '[\"t\"]', '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z', NULL);
                 INSERT INTO source VALUES ('/news', '2025-01-01T00:00:00Z');",
            )
            .unwrap();
        connection
            .pragma_update(None, "application_id", APPLICATION)
            .unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
    }

    #[test]
    fn a_shelf_of_version_one_is_taken_on_and_a_copy_stays() {
        let folder = Folder::new("migrate");
        version_one(&folder.shelf());
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(version(&shelf.connection).unwrap(), NEWEST);
        let kept = shelf.bookmark(7).unwrap().unwrap();
        assert_eq!((kept.note.as_str(), kept.tags.len()), ("a note", 1));
        assert_eq!(shelf.sources().unwrap().len(), 1);
        shelf.set_note(7, "another").unwrap();
        assert!(shelf.undo().unwrap().is_some());
        let copies = copies(&folder.shelf());
        assert_eq!(copies.len(), 1);
        let copy = Connection::open(&copies[0]).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
    }

    #[test]
    fn a_step_that_fails_leaves_the_shelf_at_its_version() {
        let folder = Folder::new("failing");
        version_one(&folder.shelf());
        let connection = Connection::open(folder.shelf()).unwrap();
        connection
            .execute_batch("CREATE TABLE journal (other TEXT)")
            .unwrap();
        drop(connection);
        assert!(Shelf::open(&folder.shelf()).is_err());
        let connection = Connection::open(folder.shelf()).unwrap();
        assert_eq!(version(&connection).unwrap(), 1);
        let decisions: i64 = connection
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE name = 'decision'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(decisions, 0);
    }

    #[test]
    fn a_new_shelf_needs_no_copy() {
        let folder = Folder::new("fresh");
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert!(shelf.bookmarks(&Filter::default()).unwrap().is_empty());
        assert!(copies(&folder.shelf()).is_empty());
    }
}
