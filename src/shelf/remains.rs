//! What can be read of damaged rows: a text beside the shelf, for the reader's eye. Nothing of it goes back onto the shelf by
//! itself, for any word of it may be another one than was kept.

use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, Statement};
use sha2::{Digest, Sha256};

use super::seal::{self, Columns, SEALED};
use super::{Shelf, private};

const HEAD: &str = "What can be read of rows of the shelf that are damaged. Any word, number or date here may be another one than \
                    you kept.\n";
/// How the name of such a text begins; some digits of what stands in it follow, so that the same is written once.
const BEGINNING: &str = "shelf.damaged-";
const ENDING: &str = ".txt";
/// How a row begins in it.
const ROW: &str = "\n== ";
/// Hexadecimal digits of the SHA-256 in the name.
const DIGITS: usize = 8;

/// A text of what can be read of damaged rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remains {
    pub path: PathBuf,
    pub rows: usize,
    /// Those of the rows that are bookmarks.
    pub bookmarks: usize,
}

/// The texts beside the shelf at `path`, by name.
pub fn remains(path: &Path) -> Vec<Remains> {
    let entries = path.parent().map(std::fs::read_dir);
    let mut files: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| {
            let name = file.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with(BEGINNING) && name.ends_with(ENDING))
        })
        .collect();
    files.sort();
    let read = files.into_iter().filter_map(|path| {
        let text = std::fs::read_to_string(&path).ok()?;
        Some(Remains {
            rows: text.matches(ROW).count(),
            bookmarks: text.matches(&format!("{ROW}bookmark ")).count(),
            path,
        })
    });
    read.collect()
}

impl Shelf {
    /// Sets what can be read of the damaged rows aside as a text beside the shelf at `path`; `None` where nothing of any can be read.
    ///
    /// # Errors
    /// The text cannot be written.
    pub fn keep_remains(&self, path: &Path) -> Result<Option<Remains>> {
        let mut text = HEAD.to_string();
        for (table, word) in SEALED {
            // What the reader did and where the reader was is nothing to be read.
            if !matches!(table, "journal" | "state") {
                self.damaged_rows(table, word, &mut text);
            }
        }
        if text == HEAD {
            return Ok(None);
        }
        let digest = Sha256::digest(text.as_bytes());
        let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = path.with_file_name(format!("{BEGINNING}{}{ENDING}", &digits[..DIGITS]));
        if !path.exists() {
            private::write(&path, text.as_bytes())?;
        }
        let found = remains(&path).into_iter().find(|one| one.path == path);
        Ok(found)
    }

    /// Each row by its number, as on a damaged page only some can be reached.
    fn damaged_rows(&self, table: &str, word: &str, text: &mut String) {
        let condition = match table {
            "bookmark" => "rowid = ?1 AND removed IS NULL",
            _ => "rowid = ?1",
        };
        let query = format!("SELECT *, rowid FROM {table} WHERE {condition}");
        if !self.has_root(table) {
            return;
        }
        // Of what cannot be read at all nothing can be set aside.
        let Ok(mut statement) = self.connection.prepare(&query) else {
            return;
        };
        let columns = Columns::of(table, &statement);
        // One look at the file, and not one a number.
        let _begun = self.connection.unchecked_transaction();
        for number in 1..=self.last_number(table) {
            if let Ok(Some(row)) = damaged_row(&mut statement, table, &columns, number) {
                text.push_str(&format!("{ROW}{word} {number}\n{row}"));
            }
        }
    }
}

/// The cells of a row that is not what was written; `None` where there is no such row, or it is whole.
fn damaged_row(
    statement: &mut Statement<'_>,
    table: &str,
    columns: &Columns,
    number: i64,
) -> rusqlite::Result<Option<String>> {
    let read = |row: &Row<'_>| match seal::is_whole(table, columns, row) {
        Ok(true) => Ok(None),
        _ => Ok(Some(cells(columns, row))),
    };
    Ok(statement.query_row([number], read).optional()?.flatten())
}

fn cells(columns: &Columns, row: &Row<'_>) -> String {
    let mut text = String::new();
    for (at, name) in columns.sealed() {
        let value = match row.get_ref(at) {
            Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => {
                String::from_utf8_lossy(bytes).replace('\n', "\n    ")
            }
            Ok(ValueRef::Integer(number)) => number.to_string(),
            Ok(ValueRef::Real(number)) => number.to_string(),
            Ok(ValueRef::Null) => continue,
            Err(_) => "cannot be read".to_string(),
        };
        if !value.is_empty() {
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, mend};
    use super::*;

    #[test]
    fn what_can_be_read_of_a_damaged_row_is_kept_as_a_text_once() {
        let folder = Folder::new("remains");
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        for quote in ["one lamp", "two\n\nlamps", "three lamps"] {
            shelf.add_bookmark(&bookmark(quote)).unwrap();
        }
        shelf.set_note(2, "a note of mine").unwrap();
        assert_eq!(shelf.keep_remains(&folder.shelf()).unwrap(), None);
        let damage = "UPDATE bookmark SET quote = CAST(x'74ff6f0a' AS TEXT) WHERE id = 2";
        shelf.connection.execute(damage, []).unwrap();
        let kept = shelf.keep_remains(&folder.shelf()).unwrap().unwrap();
        assert_eq!((kept.rows, kept.bookmarks), (1, 1));
        let text = std::fs::read_to_string(&kept.path).unwrap();
        for words in [
            "== bookmark 2\n",
            "quote: t\u{fffd}o",
            "note: a note of mine",
            "title: Lamps in Oakport",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        drop(shelf);
        let mended = mend(&folder.shelf()).unwrap().unwrap();
        assert_eq!(mended.remains.as_ref(), Some(&kept));
        assert_eq!(remains(&folder.shelf()), [kept]);
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 2);
    }
}
