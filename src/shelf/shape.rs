//! The shape of the shelf as numbered steps, and whether a file says that it has it. A step once released is never edited: what
//! changes is a new step.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::Connection;

/// The version this program writes.
pub(super) const NEWEST: i64 = STEPS.len() as i64;

/// Step `n` (counted from 1) takes a shelf of version `n - 1` to version `n`. Lists (authors, tags) are JSON arrays; times
/// are RFC 3339 in UTC; `start` and `end` are bytes.
pub(super) const STEPS: [&str; 4] = [
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

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
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

/// Writes into a copy of a shelf what the steps of its version say of its tables and indexes, wherever the copy says something
/// else. The pages on which their rows stand stay those that the copy names. Gives how many were written.
///
/// # Errors
/// The page that says so cannot be read or written.
pub(super) fn describe_anew(connection: &Connection) -> rusqlite::Result<usize> {
    let said = version(connection)?;
    let known = (1..=NEWEST).contains(&said);
    let model = made(if known { said } else { NEWEST })?;
    // With it SQLite goes on though it cannot understand what is said; the first question fails of that all the same.
    connection.pragma_update(None, "writable_schema", true)?;
    let _ = objects(connection);
    let found = objects(connection)?;
    let mut missing = objects(&model)?;
    let mut strange: Vec<(i64, Object)> = Vec::new();
    for (number, object) in found {
        match missing.iter().position(|(_, one)| one.is(&object)) {
            Some(at) => drop(missing.remove(at)),
            None => strange.push((number, object)),
        }
    }
    let mut written = 0;
    for (_, object) in missing {
        // What is damaged resembles most what it was.
        let likest = strange
            .iter()
            .enumerate()
            .max_by_key(|(_, (_, one))| one.likeness(&object))
            .map(|(at, _)| at);
        let Some(at) = likest else { break };
        let (number, _) = strange.remove(at);
        written += connection.execute(
            "UPDATE sqlite_schema SET type = CAST(?2 AS TEXT), name = CAST(?3 AS TEXT), tbl_name = CAST(?4 AS TEXT),
             sql = CAST(?5 AS TEXT) WHERE rowid = ?1",
            (number, object.kind, object.name, object.table, object.made_by),
        )?;
    }
    Ok(written)
}

/// A table or an index as a file describes it: bytes, for damage is no text.
struct Object {
    kind: Vec<u8>,
    name: Vec<u8>,
    table: Vec<u8>,
    /// The statement that made it; `None` for an index that a table brings with it.
    made_by: Option<Vec<u8>>,
}

impl Object {
    fn cells(&self) -> [&[u8]; 4] {
        let made_by = self.made_by.as_deref().unwrap_or_default();
        [&self.kind, &self.name, &self.table, made_by]
    }

    fn is(&self, other: &Object) -> bool {
        self.cells() == other.cells()
    }

    /// Bytes that are the same at the same places.
    fn likeness(&self, other: &Object) -> usize {
        let pairs = self.cells().into_iter().zip(other.cells());
        pairs
            .map(|(one, two)| one.iter().zip(two).filter(|(one, two)| one == two).count())
            .sum()
    }
}

/// What a file says of its tables and indexes, with the numbers under which it does.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<(i64, Object)>> {
    let mut statement = connection.prepare(
        "SELECT rowid, CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) FROM sqlite_schema",
    )?;
    let rows = statement.query_map([], |row| {
        let cell = |at| row.get::<_, Option<Vec<u8>>>(at);
        let object = Object {
            kind: cell(1)?.unwrap_or_default(),
            name: cell(2)?.unwrap_or_default(),
            table: cell(3)?.unwrap_or_default(),
            made_by: cell(4)?,
        };
        Ok((row.get(0)?, object))
    })?;
    rows.collect()
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
