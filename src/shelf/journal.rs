//! Undo and redo: every change of what the reader made is written down with the rows before and after it.
//!
//! Invariant: a row changes only through [`Recording`], in the transaction that also writes the journal.

use anyhow::{Context, Result};
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::writing::Changed;
use super::{Shelf, Why, now, seal};
use crate::model::{LastChange, Made};

/// So many changes can be undone; older ones are forgotten, so that the file does not grow for ever.
const KEPT_CHANGES: i64 = 1000;

/// A row, or some of its columns, by name.
pub(super) type Row = Map<String, Value>;

/// The tables that undo covers. Each has an `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Table {
    Bookmark,
    SavedSearch,
    Decision,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Table::Bookmark => "bookmark",
            Table::SavedSearch => "saved_search",
            Table::Decision => "decision",
        }
    }
}

/// One row before and after: no `before` for a new row, no `after` for one that went, else the columns that differ.
#[derive(Debug, Serialize, Deserialize)]
struct Change {
    table: Table,
    id: i64,
    before: Option<Row>,
    after: Option<Row>,
}

/// Writes down what is changed through it.
pub(super) struct Recording<'a> {
    connection: &'a Connection,
    changes: Vec<Change>,
}

/// What the journal writes of a decision; in a note or a passage its quotation marks would stand behind strokes.
const OF_NAMES: &str = "changes LIKE '%\"table\":\"decision\"%'";

fn which(made: Made) -> String {
    match made {
        Made::Any => String::new(),
        Made::Names => format!(" AND {OF_NAMES}"),
        Made::Kept => format!(" AND NOT ({OF_NAMES})"),
    }
}

/// The change that stands last, of those that can be taken back.
fn last(made: Made) -> String {
    format!("undone = 0{} ORDER BY id DESC LIMIT 1", which(made))
}

/// The change that would be done again first.
fn next(made: Made) -> String {
    format!("undone = 1{} ORDER BY id LIMIT 1", which(made))
}

/// Number, words and changes of an entry.
type Entry = (i64, String, String);

fn entry(connection: &Connection, which: &str) -> Result<Option<Entry>> {
    seal::one(connection, "journal", which, &[], |row| {
        Ok((row.get(0)?, row.get(2)?, row.get(3)?))
    })
}

fn is_of_names(changes: &str) -> bool {
    let changes: Vec<Change> = serde_json::from_str(changes).unwrap_or_default();
    changes.iter().any(|change| change.table == Table::Decision)
}

impl Shelf {
    /// Whether [`Shelf::undo`] would turn a decision about names.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn undo_turns_decision(&self, made: Made) -> Result<bool> {
        self.turns_decision(&last(made))
    }

    /// Whether [`Shelf::redo`] would turn a decision about names.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn redo_turns_decision(&self, made: Made) -> Result<bool> {
        self.turns_decision(&next(made))
    }

    /// The change that [`Shelf::undo`] would take back; `None` where there is none, or where it cannot be read.
    pub fn last_change(&self, made: Made) -> Option<LastChange> {
        let (id, words, changes) = entry(&self.connection, &last(made)).ok().flatten()?;
        Some(LastChange {
            id,
            words,
            of_names: is_of_names(&changes),
        })
    }

    fn turns_decision(&self, which: &str) -> Result<bool> {
        // What cannot be read is told when it is to be turned.
        let entry = entry(&self.connection, which).ok().flatten();
        Ok(entry.is_some_and(|(_, _, changes)| is_of_names(&changes)))
    }

    /// Takes back the last change that stands, of what was made so: passages and decisions have no row in common. Says in words
    /// which it was; `None` where there is nothing to undo.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn undo(&mut self, made: Made) -> Result<Option<String>> {
        self.step(&last(made), 1, |connection, changes| {
            changes.iter().rev().try_for_each(|change| {
                turn(
                    connection,
                    change,
                    change.after.as_ref(),
                    change.before.as_ref(),
                )
            })
        })
    }

    /// Does again what was undone last. Says in words what it was; `None` where nothing was undone.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn redo(&mut self, made: Made) -> Result<Option<String>> {
        self.step(&next(made), 0, |connection, changes| {
            changes.iter().try_for_each(|change| {
                turn(
                    connection,
                    change,
                    change.before.as_ref(),
                    change.after.as_ref(),
                )
            })
        })
    }

    fn step(
        &mut self,
        which: &str,
        undone: i64,
        apply: impl FnOnce(&Connection, &[Change]) -> Result<()>,
    ) -> Result<Option<String>> {
        if self.turns_decision(which)? {
            self.copy(Why::Decision)?;
        }
        self.change(|connection| {
            let Some((id, words, changes)) = entry(connection, which)? else {
                return Ok((None, Changed::Nothing));
            };
            let changes: Vec<Change> = serde_json::from_str(&changes)
                .with_context(|| format!("entry {id} of the journal cannot be read"))?;
            apply(connection, &changes)?;
            connection.execute("UPDATE journal SET undone = ?1 WHERE id = ?2", [undone, id])?;
            seal::seal(connection, "journal", id)?;
            Ok((Some(words), Changed::Kept))
        })
    }

    /// Runs `work` in one transaction. What it changes becomes one entry of the journal, under the words that it returns;
    /// what had been undone before can no longer be redone. Nothing changed, nothing written.
    pub(super) fn record<T>(
        &mut self,
        work: impl FnOnce(&mut Recording<'_>) -> Result<(T, String)>,
    ) -> Result<T> {
        self.change(|connection| {
            let mut recording = Recording {
                connection,
                changes: Vec::new(),
            };
            let (result, words) = work(&mut recording)?;
            if recording.changes.is_empty() {
                return Ok((result, Changed::Nothing));
            }
            connection.execute("DELETE FROM journal WHERE undone = 1", [])?;
            connection.execute(
                "INSERT INTO journal (at, words, changes) VALUES (?1, ?2, ?3)",
                params![now(), words, serde_json::to_string(&recording.changes)?],
            )?;
            let newest = connection.last_insert_rowid();
            seal::seal(connection, "journal", newest)?;
            connection.execute(
                "DELETE FROM journal WHERE id <= ?1",
                [newest - KEPT_CHANGES],
            )?;
            Ok((result, Changed::Kept))
        })
    }
}

impl Recording<'_> {
    pub(super) fn connection(&self) -> &Connection {
        self.connection
    }

    /// Adds a row, and returns its id.
    pub(super) fn insert(&mut self, table: Table, row: Row) -> Result<i64> {
        let id = insert(self.connection, table, &row)?;
        let mut after = row;
        after.insert("id".to_string(), id.into());
        self.changes.push(Change {
            table,
            id,
            before: None,
            after: Some(after),
        });
        Ok(id)
    }

    /// Sets columns of a row. False where there is no such row or nothing differs.
    pub(super) fn update(&mut self, table: Table, id: i64, row: Row) -> Result<bool> {
        let Some(mut before) = self.read(table, id)? else {
            return Ok(false);
        };
        let after: Row = row
            .into_iter()
            .filter(|(column, value)| before.get(column) != Some(value))
            .collect();
        if after.is_empty() {
            return Ok(false);
        }
        before.retain(|column, _| after.contains_key(column));
        update(self.connection, table, id, &after)?;
        self.changes.push(Change {
            table,
            id,
            before: Some(before),
            after: Some(after),
        });
        Ok(true)
    }

    /// Takes a row out. False where there is none.
    pub(super) fn delete(&mut self, table: Table, id: i64) -> Result<bool> {
        let Some(before) = self.read(table, id)? else {
            return Ok(false);
        };
        delete(self.connection, table, id)?;
        self.changes.push(Change {
            table,
            id,
            before: Some(before),
            after: None,
        });
        Ok(true)
    }

    /// The row as it is, without its seal.
    fn read(&self, table: Table, id: i64) -> Result<Option<Row>> {
        let condition = "rowid = ?1";
        // What is damaged is told, and not built upon.
        seal::one(self.connection, table.name(), condition, &[&id], |_| Ok(()))?;
        let query = format!("SELECT * FROM {} WHERE id = ?1", table.name());
        let mut statement = self.connection.prepare(&query)?;
        let columns: Vec<String> = statement.column_names().map(str::to_string).collect();
        let row = statement.query_row([id], |row| {
            columns
                .iter()
                .enumerate()
                .filter(|(_, column)| *column != "hash")
                .map(|(at, column)| Ok((column.clone(), json(row.get_ref(at)?))))
                .collect()
        });
        Ok(row.optional()?)
    }
}

/// Brings one row from one state to the other.
fn turn(
    connection: &Connection,
    change: &Change,
    from: Option<&Row>,
    to: Option<&Row>,
) -> Result<()> {
    match (from, to) {
        (_, None) => delete(connection, change.table, change.id),
        (None, Some(row)) => insert(connection, change.table, row).map(drop),
        (Some(_), Some(row)) => {
            let (table, condition) = (change.table.name(), "rowid = ?1");
            seal::one(connection, table, condition, &[&change.id], |_| Ok(()))?;
            update(connection, change.table, change.id, row)
        }
    }
}

fn insert(connection: &Connection, table: Table, row: &Row) -> Result<i64> {
    let columns: Vec<&str> = row
        .keys()
        .map(|column| plain(column))
        .collect::<Result<_>>()?;
    let places = vec!["?"; columns.len()].join(", ");
    let columns = columns.join(", ");
    let statement = format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name());
    connection.execute(&statement, params_from_iter(row.values().map(cell)))?;
    let id = connection.last_insert_rowid();
    seal::seal(connection, table.name(), id)?;
    Ok(id)
}

fn update(connection: &Connection, table: Table, id: i64, row: &Row) -> Result<()> {
    let columns: Vec<String> = row
        .keys()
        .map(|column| Ok(format!("{} = ?", plain(column)?)))
        .collect::<Result<_>>()?;
    let columns = columns.join(", ");
    let statement = format!("UPDATE {} SET {columns} WHERE id = ?", table.name());
    let cells = row.values().map(cell).chain([Cell::Integer(id)]);
    if connection.execute(&statement, params_from_iter(cells))? > 0 {
        seal::seal(connection, table.name(), id)?;
    }
    Ok(())
}

fn delete(connection: &Connection, table: Table, id: i64) -> Result<()> {
    let statement = format!("DELETE FROM {} WHERE id = ?1", table.name());
    connection.execute(&statement, [id])?;
    Ok(())
}

/// A column's name, once it is known to be nothing but a name: those in the journal come from a file.
fn plain(column: &str) -> Result<&str> {
    Some(column)
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase()))
        .with_context(|| format!("the journal names a column {column:?}"))
}

fn json(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        // No table has a column of bytes.
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
    }
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => number.as_i64().map_or(Cell::Null, Cell::Integer),
        Value::Bool(truth) => Cell::Integer(i64::from(*truth)),
        _ => Cell::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::bookmark;
    use super::super::{Filter, Shelf};
    use super::*;
    use crate::model::DecisionKind;

    #[test]
    fn undo_and_redo_walk_through_every_change_both_ways() {
        let mut shelf = Shelf::in_memory().unwrap();
        let id = shelf.add_bookmark(&bookmark("one")).unwrap().id;
        shelf.set_note(id, "first").unwrap();
        shelf.set_note(id, "second").unwrap();
        shelf.remove_bookmark(id).unwrap();
        shelf.save_search("lamps", "lamps after:2025").unwrap();
        let last = shelf.saved_searches().unwrap();
        let mut undone = Vec::new();
        while let Some(words) = shelf.undo(Made::Any).unwrap() {
            undone.push(words);
        }
        assert_eq!(undone.len(), 5);
        assert!(shelf.bookmarks(&Filter::default()).unwrap().is_empty());
        assert!(shelf.saved_searches().unwrap().is_empty());
        shelf.redo(Made::Any).unwrap();
        shelf.redo(Made::Any).unwrap();
        assert_eq!(shelf.bookmark(id).unwrap().unwrap().note, "first");
        while shelf.redo(Made::Any).unwrap().is_some() {}
        assert!(shelf.bookmarks(&Filter::default()).unwrap().is_empty());
        assert_eq!(shelf.saved_searches().unwrap(), last);
    }

    #[test]
    fn what_was_kept_is_undone_past_a_later_decision_and_the_other_way_round() {
        let mut shelf = Shelf::in_memory().unwrap();
        let id = shelf.add_bookmark(&bookmark("one")).unwrap().id;
        // A note in the words of the journal is no decision.
        shelf.set_note(id, "\"table\":\"decision\"").unwrap();
        assert!(shelf.last_change(Made::Names).is_none());
        assert_eq!(shelf.undo(Made::Names).unwrap(), None);
        shelf.add_decision(DecisionKind::Merge, "a", "b").unwrap();
        assert!(!shelf.undo_turns_decision(Made::Kept).unwrap());
        shelf.undo(Made::Kept).unwrap().unwrap();
        assert_eq!(shelf.bookmark(id).unwrap().unwrap().note, "");
        assert_eq!(shelf.decisions().unwrap().len(), 1);
        shelf.undo(Made::Names).unwrap().unwrap();
        assert!(shelf.decisions().unwrap().is_empty());
        shelf.redo(Made::Kept).unwrap().unwrap();
        assert!(shelf.decisions().unwrap().is_empty());
        assert!(!shelf.bookmark(id).unwrap().unwrap().note.is_empty());
        shelf.redo(Made::Names).unwrap().unwrap();
        assert_eq!(shelf.decisions().unwrap().len(), 1);
    }

    #[test]
    fn a_new_change_ends_what_could_be_redone() {
        let mut shelf = Shelf::in_memory().unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        shelf.undo(Made::Any).unwrap();
        shelf.add_bookmark(&bookmark("two")).unwrap();
        assert_eq!(shelf.redo(Made::Any).unwrap(), None);
    }

    #[test]
    fn what_changes_nothing_is_not_written_down() {
        let mut shelf = Shelf::in_memory().unwrap();
        let id = shelf.add_bookmark(&bookmark("one")).unwrap().id;
        shelf.set_note(id, "").unwrap();
        shelf.set_note(id + 1, "nobody").unwrap();
        shelf.undo(Made::Any).unwrap();
        assert_eq!(shelf.undo(Made::Any).unwrap(), None);
    }

    #[test]
    fn the_journal_forgets_what_is_very_old() {
        let mut shelf = Shelf::in_memory().unwrap();
        let id = shelf.add_bookmark(&bookmark("one")).unwrap().id;
        for turn in 0..KEPT_CHANGES + 5 {
            shelf.set_note(id, &turn.to_string()).unwrap();
        }
        let count: i64 = shelf
            .connection
            .query_row("SELECT count(*) FROM journal", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, KEPT_CHANGES);
    }

    #[test]
    fn a_journal_that_names_no_column_is_refused() {
        let mut shelf = Shelf::in_memory().unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        shelf
            .connection
            .execute("UPDATE journal SET changes = replace(changes, '\"before\":null', '\"before\":{\"note=0--\":\"x\"}')", [])
            .unwrap();
        seal::seal(&shelf.connection, "journal", 1).unwrap();
        assert!(shelf.undo(Made::Any).is_err());
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
    }
}
