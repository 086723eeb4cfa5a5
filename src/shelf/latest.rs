//! The copy of what stood on the shelf last: whatever becomes of the file, nothing that was kept is lost with it.
//!
//! The copies of the day and before decisions hold what stood then; this one is made when the shelf that changed is closed,
//! and in the screens as soon as nothing is asked, and takes the place of the one before. It costs reading and writing the
//! whole shelf: some 10 ms for a hundred bookmarks, growing with what the reader made, never with the library.

use std::path::PathBuf;

use anyhow::Result;

use super::card::{self, Line};
use super::copies::{self, Copy, Why, free};
use super::{Place, Shelf, private};

impl Shelf {
    /// Something was kept since the last copy, and one is to be made.
    pub fn owes_a_copy(&self) -> bool {
        self.uncopied
    }

    /// Makes the copy where something was kept since the last one. A damaged shelf, one that is not at its place and an empty
    /// one make none, so that the one before stays.
    ///
    /// # Errors
    /// It cannot be written, or is not whole; it is not tried again before something else is kept.
    pub fn keep_latest(&mut self) -> Result<()> {
        if !std::mem::take(&mut self.uncopied) {
            return Ok(());
        }
        let Some(path) = self.path.clone().filter(|path| path.to_str().is_some()) else {
            return Ok(());
        };
        let is_fit = self.shut.is_none() && !self.strange && self.place() == Place::Same;
        if !is_fit || self.counts()?.sum() == 0 || !self.check()?.is_empty() {
            return Ok(());
        }
        let earlier: Vec<PathBuf> = copies::named(&path)
            .into_iter()
            .filter(|file| copies::is_latest(file))
            .collect();
        let folder = copies::folder(&path);
        private::make_folder(&folder)?;
        self.copy_to(&folder, &free(&folder, Why::Latest))?;
        let card = self.card();
        // Only what this shelf grew from stands on it, too: one of another shelf, or of a state that was left when a copy was taken
        // back, may be the only one that holds what it does, be it whole or damaged.
        let is_of_this = |copy: &Copy| match (&card, &copy.card) {
            (Some(now), Some(then)) => match copy.fault {
                None => card::line(&self.connection, now, then) == Line::Onward,
                Some(_) => card::has_grown_from(&self.connection, now, then),
            },
            _ => false,
        };
        for copy in earlier.into_iter().map(copies::read).filter(is_of_this) {
            std::fs::remove_file(&copy.path)?;
        }
        Ok(())
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // What was kept is on the disk; that its copy could not be made is no reason to say that it was not.
        let _ = self.keep_latest();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf, accept, copies, restore};
    use super::*;

    fn latest(folder: &Folder) -> Vec<Copy> {
        let found = copies(&folder.shelf());
        found
            .into_iter()
            .filter(|copy| copy.why == Some(Why::Latest))
            .collect()
    }

    #[test]
    fn whatever_becomes_of_the_file_all_that_was_kept_can_be_taken_back() {
        let folder = Folder::new("latest");
        let path = folder.shelf();
        for turn in 1..=3 {
            let mut shelf = Shelf::open(&path).unwrap();
            shelf.add_bookmark(&bookmark(&format!("{turn}"))).unwrap();
            drop(shelf);
            let held = latest(&folder);
            assert_eq!(held.len(), 1, "{held:?}");
            assert_eq!(held[0].counts.bookmarks, turn);
        }
        // What only says where the reader is makes no copy.
        let name = latest(&folder)[0].name.clone();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.set_state("screens", "{}").unwrap();
        drop(shelf);
        assert_eq!(latest(&folder)[0].name, name);
        std::fs::write(&path, "").unwrap();
        restore(&path, &name).unwrap();
        let shelf = Shelf::open(&path).unwrap();
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 3);
    }

    #[test]
    fn a_damaged_an_empty_and_another_shelf_leave_it_as_it_is() {
        let folder = Folder::new("latest-stays");
        let path = folder.shelf();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        shelf.add_bookmark(&bookmark("two")).unwrap();
        shelf.keep_latest().unwrap();
        let before = latest(&folder);
        assert_eq!(before[0].counts.bookmarks, 2);
        shelf
            .connection
            .execute("UPDATE bookmark SET quote = 'x' WHERE id = 2", [])
            .unwrap();
        shelf.add_source("/a").unwrap();
        shelf.keep_latest().unwrap();
        assert_eq!(latest(&folder), before);
        drop(shelf);
        std::fs::remove_file(&path).unwrap();
        accept(&path).unwrap();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.add_bookmark(&bookmark("of another shelf")).unwrap();
        drop(shelf);
        assert!(
            latest(&folder).contains(&before[0]),
            "{:?}",
            latest(&folder)
        );
    }

    #[test]
    fn a_copy_of_what_this_shelf_did_not_grow_from_stays() {
        for damaged in [true, false] {
            let folder = Folder::new("latest-apart");
            let path = folder.shelf();
            let mut shelf = Shelf::open(&path).unwrap();
            shelf.add_bookmark(&bookmark("one")).unwrap();
            let older = shelf.copy(super::super::Why::Import).unwrap().unwrap();
            shelf.add_bookmark(&bookmark("two lamps")).unwrap();
            drop(shelf);
            let fullest = latest(&folder).remove(0).path;
            let mut bytes = std::fs::read(&fullest).unwrap();
            if damaged {
                let words = b"two lamps";
                let found = bytes.windows(words.len()).position(|at| at == words);
                bytes[found.unwrap()] ^= 1;
                std::fs::write(&fullest, &bytes).unwrap();
            }
            std::fs::remove_file(&path).unwrap();
            restore(&path, &older).unwrap();
            for turn in 0..3 {
                let mut shelf = Shelf::open(&path).unwrap();
                let quote = format!("onward {turn}");
                shelf.add_bookmark(&bookmark(&quote)).unwrap();
            }
            assert_eq!(std::fs::read(&fullest).unwrap(), bytes);
            assert_eq!(latest(&folder).len(), 2);
        }
    }
}
