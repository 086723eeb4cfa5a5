//! Taking a shelf from the shape of its version to the newest, step by step (see [`shape`](super::shape)).
//!
//! The number of the last step done stands in the file as `PRAGMA user_version`.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::{Connection, TransactionBehavior};

use super::shape::{NEWEST, STEPS, version};
use super::{Shelf, Why, seal};

/// `plax`: marks the file as ours (`PRAGMA application_id`).
const APPLICATION: i32 = 0x706c_6178;

/// The step that gives every row its seal.
const SEALS: i64 = 3;

/// Whether the head of the file says that it is a shelf: that can be read where nothing else can.
pub(super) fn is_marked(connection: &Connection) -> rusqlite::Result<bool> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    Ok(application == APPLICATION)
}

/// Whether the database is a shelf, or still empty.
pub(super) fn is_ours(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(is_marked(connection)? || tables == 0)
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
            copied(path)?;
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
            if (from + 1..=to).contains(&SEALS) {
                seal::seal_all(&transaction)?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", to)?;
        }
        transaction.commit()?;
    }
}

/// A copy of the shelf as it is before its shape is changed.
fn copied(path: &Path) -> Result<()> {
    let copied = Shelf::open_to_read(path).and_then(|mut shelf| shelf.copy(Why::Migration));
    copied.map(drop).with_context(
        || "the shelf is not taken on to this version: no copy of it could be made first",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::Folder;
    use super::super::{Filter, Shelf};
    use super::*;
    use crate::model::DecisionKind;
    use crate::model::Made;

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
        assert!(shelf.undo(Made::Any).unwrap().is_some());
        assert_eq!(shelf.check().unwrap(), Vec::<String>::new());
        let copies = shelf.copies();
        let before = copies.last().unwrap();
        assert_eq!(
            (before.why, before.fault.as_deref()),
            (Some(Why::Migration), None)
        );
        assert_eq!(before.counts.bookmarks, 1);
        let copy = Connection::open(&before.path).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
    }

    #[test]
    fn a_table_that_no_step_made_leaves_the_shelf_at_its_version() {
        let folder = Folder::new("failing");
        version_one(&folder.shelf());
        let connection = Connection::open(folder.shelf()).unwrap();
        connection
            .execute_batch("CREATE TABLE journal (other TEXT)")
            .unwrap();
        drop(connection);
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert!(shelf.shut().unwrap().contains("its table journal"));
        drop(shelf);
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
        assert!(shelf.copies().is_empty());
    }

    #[test]
    fn a_table_that_is_described_otherwise_than_it_was_made_is_damage_and_its_rows_are_read_all_the_same()
     {
        let folder = Folder::new("described");
        let path = folder.shelf();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf
            .add_decision(DecisionKind::Rename, "Coast Guard", "Guard")
            .unwrap();
        drop(shelf);
        let whole = std::fs::read(&path).unwrap();
        // A column, a table, and a column that is no text any more.
        let kinds = [
            (&b"two     TEXT"[..], 2, 0x04),
            (b"TABLE decision", 13, 0x01),
            (b"created TEXT NOT NULL, hash TEXT,\n        UN", 0, 0x80),
        ];
        for (words, at, bit) in kinds {
            let mut bytes = whole.clone();
            let place = bytes
                .windows(words.len())
                .position(|found| found == words)
                .unwrap();
            bytes[place + at] ^= bit;
            std::fs::write(&path, &bytes).unwrap();
            match Shelf::open(&path) {
                Ok(mut shelf) => {
                    assert!(
                        shelf.shut().unwrap().contains("is not what was written"),
                        "{:?}",
                        shelf.shut()
                    );
                    assert!(
                        shelf
                            .add_decision(DecisionKind::Rename, "Ida", "Ada")
                            .is_err()
                    );
                    let found = shelf.decisions().unwrap();
                    assert!(
                        found.len() == 1 || shelf.faults()[0].contains("no decision can be read"),
                        "{:?}",
                        shelf.faults()
                    );
                }
                // SQLite itself does not understand it.
                Err(error) => assert!(format!("{error:#}").contains("shelf restore"), "{error:#}"),
            }
            assert_eq!(std::fs::read(&path).unwrap(), bytes);
        }
        std::fs::write(&path, &whole).unwrap();
        assert_eq!(Shelf::open(&path).unwrap().shut(), None);
    }
}
