//! What must be so before and after something is written: the shelf can be written, and the file is still the one at its
//! place.

use anyhow::{Result, anyhow, bail};
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::memory::to_do;
use super::opening::is_unwritable;
use super::{Shelf, Why, card, copies, identity, overwritten, private};

const UNCHANGED: &str = "nothing was changed";

/// What became of the file while it was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is where it was.
    Same,
    /// It is where it was, but holds something else than this shelf.
    Overwritten,
    /// Another file stands in its place.
    Exchanged,
    /// No file stands there.
    Gone,
}

/// What a piece of work changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// Something that the reader made.
    Kept,
    /// Only where the reader is.
    Passing,
    Nothing,
}

impl Shelf {
    /// Runs `work` in one transaction, which is on the disk when this returns; where nothing changed nothing is written.
    ///
    /// # Errors
    /// The shelf cannot be written to: why, and what to do. Nothing was changed then.
    pub(super) fn change<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<(T, Changed)>,
    ) -> Result<T> {
        self.writable()?;
        if self.stands() == Place::Same {
            // What hinders that look hinders the change.
            let _ = self.look_for_lack();
            self.writable()?;
        }
        let done = self.changed(work);
        let (result, changed) = done.map_err(|error| self.unwritten(error))?;
        if changed != Changed::Nothing {
            self.written()?;
        }
        if changed == Changed::Kept {
            self.uncopied = true;
            self.remember();
        }
        Ok(result)
    }

    fn changed<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<(T, Changed)>,
    ) -> Result<(T, Changed)> {
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Nobody else writes now; what was written over the file before is not changed.
        if let Some(path) = &self.path
            && overwritten::is_overwritten(path, self.known.get_mut())
        {
            return Err(overwritten::told(UNCHANGED, path));
        }
        let (result, changed) = work(&transaction)?;
        if changed == Changed::Kept {
            card::count(&transaction)?;
        }
        let now = card::read(&transaction);
        if changed != Changed::Nothing {
            transaction.commit()?;
        }
        let known = self.known.get_mut();
        if changed == Changed::Kept && known.is_some() {
            *known = now.ok();
        }
        Ok((result, changed))
    }

    /// Whether the file that is open still stands at its place and holds this shelf. One look at the folder, and at the card.
    pub fn place(&self) -> Place {
        match self.stands() {
            Place::Same if self.still_holds(UNCHANGED).is_err() => Place::Overwritten,
            place => place,
        }
    }

    /// The look at the folder alone.
    pub(super) fn stands(&self) -> Place {
        let Some(path) = &self.path else {
            return Place::Same;
        };
        match identity(path) {
            now if now == self.file => Place::Same,
            Some(_) => Place::Exchanged,
            None => Place::Gone,
        }
    }

    /// Whether a change would be written: for what is not worth an error.
    pub fn takes(&self) -> bool {
        self.shut.is_none() && self.place() == Place::Same
    }

    /// # Errors
    /// Nothing can be written now: why, and what to do.
    pub(super) fn writable(&self) -> Result<()> {
        if let Some(why) = &self.shut {
            bail!("nothing was changed: {why}");
        }
        self.still_there(UNCHANGED)
    }

    /// # Errors
    /// What was just written went into a file that nobody finds any more.
    pub(super) fn written(&self) -> Result<()> {
        self.still_there("the last change went into a file that is gone")
    }

    fn still_there(&self, what: &str) -> Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let to_do = to_do(path);
        let path = path.display();
        match self.stands() {
            Place::Same | Place::Overwritten => Ok(()),
            Place::Exchanged => bail!(
                "{what}: another file took the place of the shelf at {path} while it was open; do it once more for the new one"
            ),
            Place::Gone => bail!(
                "{what}: the shelf at {path} was moved or deleted while it was open; put it back; {to_do}"
            ),
        }
    }

    /// Says of an error while writing to which folder, and what to do.
    pub(super) fn unwritten(&self, error: anyhow::Error) -> anyhow::Error {
        let Some(path) = &self.path else {
            return error;
        };
        if let Err(told) = self.still_holds(UNCHANGED) {
            return told;
        }
        let moved = error.chain().any(|cause| {
            let cause = cause.downcast_ref::<rusqlite::Error>();
            let code = cause.and_then(rusqlite::Error::sqlite_error_code);
            matches!(code, Some(ErrorCode::ReadOnly))
        });
        if let (true, Err(error)) = (moved, self.still_there(UNCHANGED)) {
            return error;
        }
        if !is_unwritable(&error) {
            return error;
        }
        let folder = path.parent().unwrap_or(path);
        let why = match error.chain().any(|cause| {
            let cause = cause.downcast_ref::<rusqlite::Error>();
            cause.and_then(rusqlite::Error::sqlite_error_code) == Some(ErrorCode::DiskFull)
        }) {
            true => format!(
                "the disk that holds {} is full; make room on it, and try again",
                folder.display()
            ),
            false => private::why(folder, &format!("{error:#}")),
        };
        anyhow!("nothing was changed on the shelf: {why}")
    }

    /// Writes what the open file holds to the copies, where that file is gone from its place: the last chance to do so.
    /// Returns the name of the copy that holds it.
    ///
    /// # Errors
    /// The copy cannot be made.
    pub fn rescue(&mut self) -> Result<Option<String>> {
        self.copy(Why::Rescue)
    }

    /// Its copies, newest first.
    pub fn copies(&self) -> Vec<super::Copy> {
        self.path.as_deref().map(copies::copies).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf, copies, restore};
    use super::*;
    use crate::model::Made;

    #[test]
    fn nothing_is_written_into_a_file_that_is_gone_and_what_it_held_is_rescued() {
        for moved in [true, false] {
            let folder = Folder::new("gone");
            let path = folder.shelf();
            let mut shelf = Shelf::open(&path).unwrap();
            shelf.add_bookmark(&bookmark("one")).unwrap();
            assert_eq!(shelf.place(), Place::Same);
            match moved {
                true => std::fs::rename(&path, path.with_extension("away")).unwrap(),
                false => std::fs::remove_file(&path).unwrap(),
            }
            assert_eq!(shelf.place(), Place::Gone);
            let tries: [Result<()>; 4] = [
                shelf.add_bookmark(&bookmark("two")).map(drop),
                shelf.add_source("/news").map(drop),
                shelf.set_state("screens", "{}"),
                shelf.undo(Made::Any).map(drop),
            ];
            for tried in tries {
                let message = format!("{:#}", tried.unwrap_err());
                assert!(message.contains("moved or deleted"), "{message}");
            }
            assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
            let name = shelf.rescue().unwrap().unwrap();
            assert_eq!(shelf.rescue().unwrap().as_ref(), Some(&name));
            drop(shelf);
            restore(&path, &name).unwrap();
            let shelf = Shelf::open(&path).unwrap();
            assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
            assert_eq!(copies(&path).len(), 1);
        }
    }

    #[test]
    fn nothing_is_written_where_another_file_stands_there() {
        let folder = Folder::new("other-file");
        let path = folder.shelf();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        let copy = path.with_extension("copy");
        std::fs::copy(&path, &copy).unwrap();
        std::fs::rename(&copy, &path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let message = format!("{:#}", shelf.add_bookmark(&bookmark("two")).unwrap_err());
        assert!(message.contains("another file"), "{message}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        assert_eq!(
            Shelf::open(&path)
                .unwrap()
                .bookmarks(&Filter::default())
                .unwrap()
                .len(),
            1
        );
    }
}
