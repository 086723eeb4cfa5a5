//! Seals: every row carries a hash of what was written into it, and is checked whenever it is read.
//!
//! Invariant: a row is sealed only by whoever wrote it; a damaged one is told by its name, left out, and never sealed anew.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Statement, ToSql};
use sha2::{Digest, Sha256};

use super::{Shelf, glimpse, is_damage, shape};
use crate::model::peek;

/// Tables with a seal, and what one of their rows is called.
pub(super) const SEALED: [(&str, &str); 6] = [
    ("bookmark", "bookmark"),
    ("saved_search", "saved search"),
    ("source", "source"),
    ("decision", "decision"),
    ("journal", "entry of the journal"),
    ("state", "state"),
];

/// Columns of which the first that a table has tells a reader which row is meant.
const TELLING: [&str; 6] = ["quote", "name", "location", "one", "words", "key"];

/// Where the file does not say how many rows a table had, so many numbers are tried.
const TRIED: i64 = 100_000;

/// The first byte of a page that leads to rows, and of one that holds some: <https://sqlite.org/fileformat2.html#b_tree_pages>.
const PAGES_OF_ROWS: [u8; 2] = [5, 13];

/// A row is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct DamagedRow(pub String);

/// Which columns of a statement that reads `*, rowid` are what.
pub(super) struct Columns {
    names: Vec<String>,
    /// `None` in a file of an earlier version, whose rows have no seal.
    hash: Option<usize>,
}

impl Columns {
    /// By the names that the program gave them: those in the file may be damaged, and no text at all. Columns are only ever
    /// added behind those that there are.
    pub(super) fn of(table: &str, statement: &Statement<'_>) -> Columns {
        let count = statement.column_count().saturating_sub(1);
        let given = shape::columns(table).iter().take(count).cloned();
        let names: Vec<String> = given.chain(["rowid".to_string()]).collect();
        Columns {
            hash: names.iter().position(|name| name == "hash"),
            names,
        }
    }

    /// All but the seal itself, and the number of the row behind them all.
    pub(super) fn sealed(&self) -> impl Iterator<Item = (usize, &str)> {
        let last = self.names.len().saturating_sub(1);
        let sealed = self.names.iter().take(last).enumerate();
        sealed
            .filter(|(at, _)| Some(*at) != self.hash)
            .map(|(at, name)| (at, name.as_str()))
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of table, names and values; what is NULL is left out, so that a column that
/// a later version adds changes no seal.
fn hash_of(table: &str, columns: &Columns, row: &Row<'_>) -> rusqlite::Result<String> {
    let mut hasher = Sha256::new();
    let mut put = |kind: u8, bytes: &[u8]| {
        hasher.update([kind]);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    put(b'n', table.as_bytes());
    for (at, name) in columns.sealed() {
        let value = row.get_ref(at)?;
        if value == ValueRef::Null {
            continue;
        }
        put(b'n', name.as_bytes());
        match value {
            ValueRef::Null => {}
            ValueRef::Integer(number) => put(b'i', &number.to_le_bytes()),
            ValueRef::Real(number) => put(b'r', &number.to_le_bytes()),
            ValueRef::Text(text) => put(b't', text),
            ValueRef::Blob(bytes) => put(b'b', bytes),
        }
    }
    let digest = hasher.finalize();
    Ok(digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

pub(super) fn is_whole(table: &str, columns: &Columns, row: &Row<'_>) -> rusqlite::Result<bool> {
    let Some(hash) = columns.hash else {
        return Ok(true);
    };
    let written = row.get_ref(hash)?;
    Ok(written == ValueRef::Text(hash_of(table, columns, row)?.as_bytes()))
}

/// `bookmark 3 “114 lamps”`, of whatever can be read of it.
fn name_of(table: &str, columns: &Columns, row: &Row<'_>) -> String {
    let number: i64 = row.get(columns.names.len() - 1).unwrap_or_default();
    let telling = TELLING
        .iter()
        .find_map(|name| columns.names.iter().position(|column| column == name));
    let text = telling.and_then(|at| match row.get_ref(at) {
        Ok(ValueRef::Text(text)) => Some(glimpse(&String::from_utf8_lossy(text))),
        _ => None,
    });
    let text = text.map_or_else(String::new, |text| format!(" “{text}”"));
    format!("{} {number}{text}", word(table))
}

fn word(table: &str) -> &'static str {
    let found = SEALED.iter().find(|(name, _)| *name == table);
    found.map_or("row", |(_, word)| word)
}

/// Writes the seal of a row that was just written.
pub(super) fn seal(connection: &Connection, table: &str, rowid: i64) -> Result<()> {
    let mut statement =
        connection.prepare(&format!("SELECT *, rowid FROM {table} WHERE rowid = ?1"))?;
    let columns = Columns::of(table, &statement);
    if columns.hash.is_none() {
        return Ok(());
    }
    let hash = statement.query_row([rowid], |row| hash_of(table, &columns, row))?;
    connection.execute(
        &format!("UPDATE {table} SET hash = ?1 WHERE rowid = ?2"),
        (hash, rowid),
    )?;
    Ok(())
}

/// Seals every row as it is: for the step that gives the tables their seals.
pub(super) fn seal_all(connection: &Connection) -> Result<()> {
    for (table, _) in SEALED {
        let mut statement = connection.prepare(&format!("SELECT rowid FROM {table}"))?;
        let rows = statement.query_map([], |row| row.get(0))?;
        for row in rows.collect::<rusqlite::Result<Vec<i64>>>()? {
            seal(connection, table, row)?;
        }
    }
    Ok(())
}

/// Reads the one row that a condition finds.
///
/// # Errors
/// [`DamagedRow`] where it is not what was written.
pub(super) fn one<T>(
    connection: &Connection,
    table: &str,
    condition: &str,
    values: &[&dyn ToSql],
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    let query = format!("SELECT *, rowid FROM {table} WHERE {condition}");
    let mut statement = connection.prepare(&query)?;
    let columns = Columns::of(table, &statement);
    answered(&mut statement, table, &columns, values, &read)
}

fn answered<T>(
    statement: &mut Statement<'_>,
    table: &str,
    columns: &Columns,
    values: &[&dyn ToSql],
    read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    let found = statement.query_row(values, |row| Ok(taken(table, columns, row, read)));
    Ok(found.optional()?.transpose()?)
}

fn taken<T>(
    table: &str,
    columns: &Columns,
    row: &Row<'_>,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<T, DamagedRow> {
    let damaged = || {
        DamagedRow(format!(
            "{} on the shelf is damaged",
            name_of(table, columns, row)
        ))
    };
    match is_whole(table, columns, row) {
        Ok(true) => read(row).map_err(|_| damaged()),
        _ => Err(damaged()),
    }
}

impl Shelf {
    /// Reads the rows that a condition finds, in the order in which they were written. Those that are damaged are left out,
    /// and stand among the [faults](Shelf::faults).
    pub(super) fn rows<T>(
        &self,
        table: &str,
        condition: &str,
        values: &[&dyn ToSql],
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.still_holds("nothing was read")?;
        match self.scanned(table, condition, values, &read) {
            Ok(found) => Ok(found),
            // The page on which some of them stand is damaged: the others are reached by their numbers.
            Err(error) if is_damage(&error) => self.one_by_one(table, condition, values, &read),
            // A shelf that cannot be taken on to this version may lack it.
            Err(error) if error.to_string().contains("no such table") => {
                if self.damaged {
                    self.note(format!(
                        "no {} can be read: the shelf is damaged",
                        word(table)
                    ));
                }
                Ok(Vec::new())
            }
            Err(error) => Err(error.into()),
        }
    }

    fn scanned<T>(
        &self,
        table: &str,
        condition: &str,
        values: &[&dyn ToSql],
        read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let query = format!("SELECT *, rowid FROM {table} WHERE {condition} ORDER BY rowid");
        let mut statement = self.connection.prepare(&query)?;
        let columns = Columns::of(table, &statement);
        let mut rows = statement.query(values)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            match taken(table, &columns, row, read) {
                Ok(one) => found.push(one),
                Err(DamagedRow(what)) => self.note(what),
            }
        }
        Ok(found)
    }

    fn one_by_one<T>(
        &self,
        table: &str,
        condition: &str,
        values: &[&dyn ToSql],
        read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let last = self.last_number(table);
        let query = format!(
            "SELECT *, rowid FROM {table} WHERE ({condition}) AND rowid = ?{}",
            values.len() + 1
        );
        let mut statement = self.connection.prepare(&query)?;
        let columns = Columns::of(table, &statement);
        let mut found = Vec::new();
        let mut unread = BTreeSet::new();
        if !self.has_root(table) {
            self.note(format!(
                "nothing of what is called {} can be read: the page on which it begins is damaged",
                word(table)
            ));
            return Ok(found);
        }
        // One look at the file, and not one a number.
        let begun = self.connection.unchecked_transaction();
        for number in 1..=last {
            let mut values = values.to_vec();
            values.push(&number);
            match answered(&mut statement, table, &columns, &values, read) {
                Ok(Some(one)) => found.push(one),
                Ok(None) => {}
                Err(error) => match error.downcast::<DamagedRow>() {
                    Ok(DamagedRow(what)) => self.note(what),
                    Err(_) => drop(unread.insert(number)),
                },
            }
        }
        drop(begun);
        if let (Some(first), Some(end)) = (unread.first(), unread.last()) {
            let numbers = match unread.len() {
                1 => format!("{} {first}", word(table)),
                _ if last == TRIED => format!("some of what is called {}", word(table)),
                many => format!(
                    "{many} rows from {} {first} to {} {end}",
                    word(table),
                    word(table)
                ),
            };
            self.note(format!(
                "{numbers} cannot be read: that part of the shelf is damaged"
            ));
        }
        Ok(found)
    }

    /// Whether the page at which every look for a row of the table begins is one of rows: where it is not, no number leads
    /// anywhere, and to try them all would cost seconds. What cannot be told is tried.
    pub(super) fn has_root(&self, table: &str) -> bool {
        let query = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?1";
        let root = self.connection.query_row(query, [table], |row| row.get(0));
        let size = self
            .connection
            .pragma_query_value(None, "page_size", |row| row.get(0));
        let (Ok(root), Ok::<i64, _>(size)) = (root, size) else {
            return true;
        };
        let root: i64 = root;
        let at = root.saturating_sub(1).saturating_mul(size);
        let file = self.connection.path().filter(|path| !path.is_empty());
        let (Some(file), Ok(at)) = (file, u64::try_from(at)) else {
            return true;
        };
        match peek(Path::new(file), at) {
            Ok([kind]) => PAGES_OF_ROWS.contains(&kind),
            Err(error) => error.kind() != std::io::ErrorKind::UnexpectedEof,
        }
    }

    /// The highest number that a row of the table can have.
    pub(super) fn last_number(&self, table: &str) -> i64 {
        let asked = [
            format!("SELECT max(rowid) FROM {table}"),
            format!("SELECT seq FROM sqlite_sequence WHERE name = '{table}'"),
        ];
        let found = asked.iter().filter_map(|query| {
            let number = self.connection.query_row(query, [], |row| row.get(0));
            // A table without rows has no highest number: that is read, and no damage.
            number.ok().map(|number: Option<i64>| number.unwrap_or(0))
        });
        found.max().unwrap_or(TRIED).clamp(0, TRIED)
    }

    fn note(&self, fault: String) {
        self.faults.borrow_mut().insert(fault);
    }

    /// What was met so far that is not what was written, by name; it was left out.
    pub fn faults(&self) -> Vec<String> {
        self.faults.borrow().iter().cloned().collect()
    }

    /// Reads every row, and tells those that are damaged, by name.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn check(&self) -> Result<Vec<String>> {
        for (table, _) in SEALED {
            let condition = match table {
                // A damaged bookmark that the reader took away is told no more.
                "bookmark" => "removed IS NULL",
                _ => "1",
            };
            self.rows(table, condition, &[], |_| Ok(()))?;
        }
        Ok(self.faults())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf};
    use crate::model::DecisionKind;
    use crate::model::Made;

    fn filled(path: &std::path::Path) -> Shelf {
        let mut shelf = Shelf::open(path).unwrap();
        for quote in ["one lamp", "two lamps", "three lamps"] {
            shelf.add_bookmark(&bookmark(quote)).unwrap();
        }
        shelf.save_search("ferries", "ferry after:2025").unwrap();
        shelf.add_source("/news").unwrap();
        shelf
            .add_decision(DecisionKind::Merge, "Ida Brandt", "Ida Brant")
            .unwrap();
        shelf
    }

    #[test]
    fn a_damaged_row_is_told_by_name_and_the_others_still_read() {
        for (table, change, told) in [
            (
                "bookmark",
                "quote = 'twx lamps' WHERE id = 2",
                "bookmark 2 “twx lamps”",
            ),
            (
                "bookmark",
                "start = 9 WHERE id = 2",
                "bookmark 2 “two lamps”",
            ),
            (
                "bookmark",
                "quote = CAST(x'74c3' AS TEXT) WHERE id = 2",
                "bookmark 2 “t",
            ),
            (
                "bookmark",
                "hash = NULL WHERE id = 2",
                "bookmark 2 “two lamps”",
            ),
            (
                "bookmark",
                "tags = '[' WHERE id = 2",
                "bookmark 2 “two lamps”",
            ),
            ("saved_search", "query = 'x'", "saved search 1 “ferries”"),
            ("source", "location = '/newt'", "source 1 “/newt”"),
            ("decision", "two = 'Ada'", "decision 1 “Ida Brandt”"),
        ] {
            let folder = Folder::new("row");
            let shelf = filled(&folder.shelf());
            shelf
                .connection
                .execute(&format!("UPDATE {table} SET {change}"), [])
                .unwrap();
            drop(shelf);
            let shelf = Shelf::open(&folder.shelf()).unwrap();
            let bookmarks = shelf.bookmarks(&Filter::default()).unwrap();
            assert_eq!(bookmarks.len(), if table == "bookmark" { 2 } else { 3 });
            assert!(shelf.tags().unwrap().is_empty());
            let saved = shelf.saved_searches().unwrap();
            assert_eq!(saved.len(), usize::from(table != "saved_search"));
            let sources = shelf.sources().unwrap();
            assert_eq!(sources.len(), usize::from(table != "source"));
            let decisions = shelf.decisions().unwrap();
            assert_eq!(decisions.len(), usize::from(table != "decision"));
            let faults = shelf.faults();
            assert!(
                faults.len() == 1 && faults[0].starts_with(told),
                "{change}: {faults:?}"
            );
        }
    }

    #[test]
    fn what_is_damaged_is_not_sealed_anew_and_can_be_taken_away() {
        let folder = Folder::new("reseal");
        let mut shelf = filled(&folder.shelf());
        shelf
            .connection
            .execute("UPDATE bookmark SET quote = 'x' WHERE id = 2", [])
            .unwrap();
        let message = format!("{:#}", shelf.set_note(2, "note").unwrap_err());
        assert!(
            message.contains("bookmark 2") && message.contains("damaged"),
            "{message}"
        );
        assert!(shelf.bookmark(2).is_err());
        assert!(shelf.remove_bookmark(2).unwrap());
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 2);
        drop(shelf);
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.check().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn whatever_is_done_and_undone_is_sealed() {
        let folder = Folder::new("sealed");
        let mut shelf = filled(&folder.shelf());
        shelf.set_note(1, "a note").unwrap();
        shelf.set_tags(1, &["lamp".to_string()]).unwrap();
        shelf.remove_bookmark(3).unwrap();
        shelf.restore_bookmark(3).unwrap();
        shelf.set_state("screens", "{}").unwrap();
        shelf.set_state("screens", "{ }").unwrap();
        shelf.remove_decision(1).unwrap();
        assert_eq!(shelf.check().unwrap(), Vec::<String>::new());
        while shelf.undo(Made::Any).unwrap().is_some() {
            assert_eq!(shelf.check().unwrap(), Vec::<String>::new());
        }
        while shelf.redo(Made::Any).unwrap().is_some() {
            assert_eq!(shelf.check().unwrap(), Vec::<String>::new());
        }
    }
}
