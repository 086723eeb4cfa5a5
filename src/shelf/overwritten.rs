//! Whether the file that is open still holds the shelf that was opened: another shelf, an older state or anything else may be
//! written over it in its place, and neither its name nor its number in the folder tells that.
//!
//! The look goes through a connection of its own: the pages that the open one remembers may be those of the file before, and
//! SQLite tells the two apart by a counter that two shelves can share. It reads four pages, some 0.1 ms however much stands
//! on the shelf.

use std::path::Path;

use anyhow::{Error, anyhow};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::card::{self, Card, Line};
use super::memory::to_do;
use super::{Place, Shelf, is_damage};

/// What stands in the file.
enum Seen {
    /// A shelf with this card, and how it stands to the one that is known.
    Card(Card, Line),
    /// No shelf, or none of which the card can be read.
    None,
    /// It cannot be told now: another program is writing, say.
    Unknown,
}

fn look(path: &Path, known: Option<&Card>) -> Seen {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let read = Connection::open_with_flags(path, flags).and_then(|connection| {
        let now = card::read(&connection)?;
        let line = known.map_or(Line::Other, |known| card::line(&connection, &now, known));
        Ok((now, line))
    });
    match read {
        Ok((card, line)) => Seen::Card(card, line),
        Err(rusqlite::Error::QueryReturnedNoRows) => Seen::None,
        Err(error) if is_damage(&error) || lacks_table(&error) => Seen::None,
        Err(_) => Seen::Unknown,
    }
}

/// SQLite has no code of its own for a table that is not there.
fn lacks_table(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::Unknown)
        && error.to_string().contains("no such table")
}

/// Whether the file at `path` holds another shelf than the one of the card known, an older state of it, or none. What is there
/// is known from then on where it is the same one, changed further.
///
/// A shelf whose card could not be read is another one as soon as a card can be.
pub(super) fn is_overwritten(path: &Path, known: &mut Option<Card>) -> bool {
    match (look(path, known.as_ref()), known) {
        (Seen::Unknown, _) | (Seen::None, None) => false,
        (Seen::Card(..), None) | (Seen::None, Some(_)) => true,
        (Seen::Card(now, line), Some(known)) => {
            let is_same = line == Line::Onward;
            if is_same {
                *known = now;
            }
            !is_same
        }
    }
}

/// What to say of it.
pub(super) fn told(what: &str, path: &Path) -> Error {
    anyhow!(
        "{what}: the shelf at {} was overwritten while it was open, and what stands there now is not what you kept; {}",
        path.display(),
        to_do(path)
    )
}

impl Shelf {
    /// # Errors
    /// The file holds something else than this shelf: nothing of that is shown as if it were.
    pub(super) fn still_holds(&self, what: &str) -> anyhow::Result<()> {
        match &self.path {
            // A file that took its place is told as that.
            _ if self.stands() != Place::Same => Ok(()),
            Some(path) if is_overwritten(path, &mut self.known.borrow_mut()) => {
                Err(told(what, path))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Place, Shelf, Why, copies, restore};
    use crate::model::Made;

    /// What may be written over a shelf that is open.
    fn strangers() -> Vec<(&'static str, Vec<u8>)> {
        let other = Folder::new("overwriting");
        let mut shelf = Shelf::open(&other.shelf()).unwrap();
        shelf.add_bookmark(&bookmark("a stranger")).unwrap();
        shelf.add_bookmark(&bookmark("another")).unwrap();
        drop(shelf);
        let whole = std::fs::read(other.shelf()).unwrap();
        let connection = rusqlite::Connection::open(other.shelf()).unwrap();
        connection.execute_batch("DROP TABLE card").unwrap();
        drop(connection);
        let cardless = std::fs::read(other.shelf()).unwrap();
        vec![
            ("another shelf", whole),
            ("a shelf without a card", cardless),
            ("an empty file", Vec::new()),
            ("no database", b"only some words in a file".repeat(400)),
        ]
    }

    #[test]
    fn nothing_is_written_into_what_was_written_over_it_and_the_reader_is_told() {
        let mut all = strangers();
        all.push(("an older state", Vec::new()));
        all.push(("a copy changed elsewhere", Vec::new()));
        for (stranger, mut bytes) in all {
            let folder = Folder::new("overwritten");
            let path = folder.shelf();
            let mut shelf = Shelf::open(&path).unwrap();
            shelf.add_bookmark(&bookmark("one")).unwrap();
            if stranger == "an older state" {
                bytes = std::fs::read(&path).unwrap();
            }
            if stranger == "a copy changed elsewhere" {
                let elsewhere = Folder::new("overwriting-copy");
                std::fs::copy(&path, elsewhere.shelf()).unwrap();
                let mut copy = Shelf::open(&elsewhere.shelf()).unwrap();
                for quote in ["a stranger", "another"] {
                    copy.add_bookmark(&bookmark(quote)).unwrap();
                }
                drop(copy);
                bytes = std::fs::read(elsewhere.shelf()).unwrap();
            }
            shelf.add_bookmark(&bookmark("two")).unwrap();
            shelf.keep_latest().unwrap();
            shelf.uncopied = true;
            let memory = std::fs::read(path.with_file_name("remembered.json")).unwrap();
            // In its place: the file keeps its number.
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(shelf.place(), Place::Overwritten, "{stranger}");
            assert!(!shelf.takes());
            let tries: [anyhow::Result<()>; 9] = [
                shelf.add_bookmark(&bookmark("three")).map(drop),
                shelf
                    .add_bookmarks(&[bookmark("a"), bookmark("b")])
                    .map(drop),
                shelf.remove_bookmark(1).map(drop),
                shelf.set_state("screens", "{}"),
                shelf.undo(Made::Any).map(drop),
                shelf.state("screens").map(drop),
                shelf.copy(Why::Import).map(drop),
                shelf.bookmarks(&Filter::default()).map(drop),
                shelf.decisions().map(drop),
            ];
            for (at, tried) in tries.into_iter().enumerate() {
                let message = format!("{:#}", tried.unwrap_err());
                assert!(
                    message.contains("was overwritten while it was open")
                        && message.contains("shelf.sqlite")
                        && message.contains("parallax shelf restore"),
                    "{stranger} {at}: {message}"
                );
            }
            shelf.keep_latest().unwrap();
            drop(shelf);
            assert!(std::fs::read(&path).unwrap() == bytes, "{stranger}");
            let now = std::fs::read(path.with_file_name("remembered.json")).unwrap();
            assert_eq!(now, memory, "{stranger}");
            let copy = copies(&path)
                .into_iter()
                .find(|copy| copy.why == Some(Why::Latest))
                .unwrap();
            assert_eq!((copy.counts.bookmarks, copy.fault.clone()), (2, None));
            // Whoever opens it next is told, too.
            let said = match Shelf::open(&path) {
                Ok(shelf) => shelf.warnings().join("; "),
                Err(error) => format!("{error:#}"),
            };
            assert!(
                said.contains("parallax shelf restore"),
                "{stranger}: {said}"
            );
            restore(&path, &copy.name).unwrap();
            let shelf = Shelf::open(&path).unwrap();
            assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 2);
        }
    }

    #[test]
    fn what_another_program_keeps_on_it_is_no_overwriting() {
        let folder = Folder::new("overwritten-not");
        let mut one = Shelf::open(&folder.shelf()).unwrap();
        let mut other = Shelf::open(&folder.shelf()).unwrap();
        other.add_bookmark(&bookmark("one")).unwrap();
        assert_eq!(one.place(), Place::Same);
        one.add_bookmark(&bookmark("two")).unwrap();
        one.undo(Made::Any).unwrap();
        other.set_state("screens", "{}").unwrap();
        assert_eq!((one.place(), other.place()), (Place::Same, Place::Same));
        assert_eq!(other.bookmarks(&Filter::default()).unwrap().len(), 1);
    }
}
