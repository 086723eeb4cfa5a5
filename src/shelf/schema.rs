//! The shape of the shelf as numbered steps. A step once released is never edited: what changes is a new step.
//!
//! The number of the last step done stands in the file as `PRAGMA user_version`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use anyhow::{Context, Result};
use rusqlite::{Connection, TransactionBehavior};

use super::{Shelf, Why, seal};

/// The version this program writes.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// `plax`: marks the file as ours (`PRAGMA application_id`).
const APPLICATION: i32 = 0x706c_6178;

/// Step `n` (counted from 1) takes a shelf of version `n - 1` to version `n`. Lists (authors, tags) are JSON arrays; times
/// are RFC 3339 in UTC; `start` and `end` are bytes.
const STEPS: [&str; 4] = [
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
    // 3: a seal for every row, and the card of the shelf.
    "ALTER TABLE bookmark ADD COLUMN hash TEXT;
    ALTER TABLE saved_search ADD COLUMN hash TEXT;
    ALTER TABLE source ADD COLUMN hash TEXT;
    ALTER TABLE state ADD COLUMN hash TEXT;
    ALTER TABLE decision ADD COLUMN hash TEXT;
    ALTER TABLE journal ADD COLUMN hash TEXT;
    CREATE TABLE card (
        id     TEXT NOT NULL,
        writes INTEGER NOT NULL
    ) STRICT;
    INSERT INTO card VALUES (lower(hex(randomblob(8))), 0);",
    // 4: what each of the last changes is called, so that copies that were changed apart are told from each other.
    "CREATE TABLE past (
        writes INTEGER PRIMARY KEY,
        mark   TEXT NOT NULL
    ) STRICT;
    INSERT INTO past SELECT writes, lower(hex(randomblob(8))) FROM card;",
];

/// The step that gives every row its seal.
const SEALS: i64 = 3;

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

/// A table or an index by name, and what describes it, without its blanks.
type Described = BTreeMap<Vec<u8>, Vec<u8>>;

/// The first table or index, by name, of which the file says something else than the steps of its version made: then rows
/// would be missed in silence, or read as others. `None` where all are as they were made.
pub(super) fn strange_table(connection: &Connection) -> rusqlite::Result<Option<String>> {
    static NEWEST_DESCRIBED: OnceLock<Described> = OnceLock::new();
    let found = described(connection)?;
    let version = version(connection)?;
    let earlier;
    // A shelf is opened often, and seldom of another version.
    let expected = match NEWEST_DESCRIBED.get().filter(|_| version == NEWEST) {
        Some(known) => known,
        None => {
            earlier = described(&made(version)?)?;
            match version == NEWEST {
                true => NEWEST_DESCRIBED.get_or_init(|| earlier.clone()),
                false => &earlier,
            }
        }
    };
    let names = found.keys().chain(expected.keys());
    let mut strange = names.filter(|name| found.get(*name) != expected.get(*name));
    Ok(strange
        .next()
        .map(|name| String::from_utf8_lossy(name).into_owned()))
}

/// The columns of a table of the newest version, in their order; none where there is no such table.
pub(super) fn columns(table: &str) -> &'static [String] {
    static COLUMNS: OnceLock<BTreeMap<String, Vec<String>>> = OnceLock::new();
    let all = COLUMNS.get_or_init(|| {
        let read = || -> rusqlite::Result<_> {
            let connection = made(NEWEST)?;
            let mut statement = connection.prepare(
                "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'",
            )?;
            let mut rows = statement.query([])?;
            let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
            while let Some(row) = rows.next()? {
                all.entry(row.get(0)?).or_default().push(row.get(1)?);
            }
            Ok(all)
        };
        // The steps are ours, and nothing but memory can fail.
        read().unwrap_or_default()
    });
    all.get(table).map_or(&[], Vec::as_slice)
}

/// An empty shelf of a version, in memory.
fn made(version: i64) -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    for step in STEPS.iter().take(usize::try_from(version).unwrap_or(0)) {
        connection.execute_batch(step)?;
    }
    Ok(connection)
}

fn described(connection: &Connection) -> rusqlite::Result<Described> {
    let mut statement = connection.prepare(
        "SELECT CAST(name AS BLOB), CAST(type || ' ' || tbl_name || ' ' || coalesce(sql, '') AS BLOB) FROM sqlite_schema",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Described::new();
    while let Some(row) = rows.next()? {
        let mut words: Vec<u8> = row.get(1)?;
        // How SQLite sets what a step adds to a table may change with its version.
        words.retain(|byte| !byte.is_ascii_whitespace());
        found.insert(row.get(0)?, words);
    }
    Ok(found)
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
