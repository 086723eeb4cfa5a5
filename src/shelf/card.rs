//! The card of a shelf: a number that no other shelf has, and how often it was changed. What stood on it last is remembered
//! in a small file beside it, so that a shelf that is missing, emptied or exchanged is noticed.
//!
//! A file beside it, and not a row of the catalogue: the catalogue may be thrown away at any time, and the shelf does not
//! know it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::opening::REMEDY;
use super::{Shelf, copies, private};

/// How much stands on a shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub bookmarks: u64,
    /// Bookmarks with a note.
    pub notes: u64,
    pub saved: u64,
    pub sources: u64,
    pub decisions: u64,
}

impl Counts {
    /// Everything that the reader made.
    pub fn sum(&self) -> u64 {
        self.bookmarks + self.notes + self.saved + self.sources + self.decisions
    }

    /// `12 bookmarks, 3 notes, 1 saved search, 2 sources, no decision`.
    pub fn words(&self) -> String {
        let counted = [
            (self.bookmarks, "bookmark", "bookmarks"),
            (self.notes, "note", "notes"),
            (self.saved, "saved search", "saved searches"),
            (self.sources, "source", "sources"),
            (self.decisions, "decision", "decisions"),
        ];
        let words = counted.map(|(count, one, many)| match count {
            0 => format!("no {one}"),
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        });
        words.join(", ")
    }
}

/// Which shelf it is, and in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Card {
    pub id: String,
    /// Changes of what the reader made, since the shelf was made.
    pub writes: i64,
}

/// What stood on the shelf when it was last changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    #[serde(flatten)]
    card: Card,
    #[serde(flatten)]
    counts: Counts,
    /// Changes that the newest copy holds.
    copied: Option<i64>,
}

fn memory(path: &Path) -> PathBuf {
    path.with_file_name("remembered.json")
}

/// What cannot be read is not remembered.
fn remembered(path: &Path) -> Option<Remembered> {
    let text = std::fs::read_to_string(memory(path)).ok()?;
    serde_json::from_str(&text).ok()
}

impl Shelf {
    /// A file of an earlier version has no card.
    pub(super) fn card(&self) -> Option<Card> {
        let card = self
            .connection
            .query_row("SELECT id, writes FROM card", [], |row| {
                Ok(Card {
                    id: row.get(0)?,
                    writes: row.get(1)?,
                })
            });
        card.ok()
    }

    /// How much stands on the shelf.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let count = |query: &str| -> Result<u64> {
            let count: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            Ok(u64::try_from(count)?)
        };
        // A shelf of an earlier version may lack a table.
        let some = |query: &str| count(query).unwrap_or_default();
        let [bookmarks, notes]: [i64; 2] = self.connection.query_row(
            "SELECT count(*), count(nullif(note, '')) FROM bookmark WHERE removed IS NULL",
            [],
            |row| Ok([row.get(0)?, row.get(1)?]),
        )?;
        Ok(Counts {
            bookmarks: u64::try_from(bookmarks)?,
            notes: u64::try_from(notes)?,
            saved: some("SELECT count(*) FROM saved_search"),
            sources: some("SELECT count(*) FROM source"),
            decisions: some("SELECT count(*) FROM decision"),
        })
    }

    /// Remembers what stands on the shelf now. A shelf that is not the one that stood here last is not remembered in its
    /// place before the reader said so.
    pub(super) fn remember(&self) {
        if let Some(path) = self.path.as_ref().filter(|_| !self.strange) {
            // What cannot be remembered now is remembered with the next change.
            let _ = self.remember_at(path);
        }
    }

    fn remember_at(&self, path: &Path) -> Result<()> {
        let remembered = Remembered {
            card: self.card().context("the shelf has no card")?,
            counts: self.counts()?,
            copied: self.copied,
        };
        private::write_soon(&memory(path), &serde_json::to_vec(&remembered)?)
    }
}

/// Compares a shelf that was opened with what is remembered of the last one.
pub(super) fn recollect(shelf: &mut Shelf) -> Result<()> {
    let (Some(path), Some(card)) = (shelf.path.clone(), shelf.card()) else {
        return Ok(());
    };
    let last = remembered(&path).or_else(|| last_copied(&path, &card));
    if let Some(last) = &last
        && last.card.id == card.id
    {
        shelf.copied = last.copied;
    }
    let Some(last) = last.filter(|last| last.counts.sum() > 0) else {
        return Ok(());
    };
    let held = shelf.counts()?;
    let what = if last.card.id != card.id && card.writes == 0 && held.sum() == 0 {
        "is missing: an empty one stands in its place".to_string()
    } else if last.card.id != card.id {
        format!("is another one than the last: it holds {}", held.words())
    } else if card.writes < last.card.writes {
        format!(
            "is an older state of itself, {} changes behind: it holds {}",
            last.card.writes - card.writes,
            held.words()
        )
    } else {
        return Ok(());
    };
    shelf.strange = true;
    shelf.warnings.push(format!(
        "the shelf at {} {what}; what you kept last were {}; {REMEDY}, `parallax shelf accept` goes on with this one",
        path.display(),
        last.counts.words()
    ));
    Ok(())
}

/// Where nothing is remembered and the shelf was never written to, the copies tell what stood here.
fn last_copied(path: &Path, card: &Card) -> Option<Remembered> {
    if card.writes > 0 {
        return None;
    }
    let copy = copies::copies(path)
        .into_iter()
        .find(|copy| copy.fault.is_none() && copy.counts.sum() > 0)?;
    Some(Remembered {
        card: copy.card.unwrap_or_default(),
        counts: copy.counts,
        copied: None,
    })
}

/// The shelf as it is now is the reader's from now on, whatever stood there last. Says in words what it holds.
///
/// # Errors
/// The shelf cannot be opened, or nothing can be written beside it.
pub fn accept(path: &Path) -> Result<String> {
    let shelf = Shelf::open(path)?;
    shelf.writable()?;
    shelf.remember_at(path)?;
    Ok(shelf.counts()?.words())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf};
    use super::*;

    fn filled(folder: &Folder) {
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        shelf.add_bookmark(&bookmark("114 lamps")).unwrap();
        shelf.add_source("/news").unwrap();
        assert!(shelf.warnings().is_empty());
    }

    fn warning(folder: &Folder) -> String {
        Shelf::open(&folder.shelf()).unwrap().warnings().join("; ")
    }

    #[test]
    fn a_missing_shelf_is_told_until_it_is_back_or_the_new_one_is_taken() {
        let folder = Folder::new("missing");
        filled(&folder);
        let away = folder.shelf().with_extension("away");
        std::fs::rename(folder.shelf(), &away).unwrap();
        for _ in 0..2 {
            let said = warning(&folder);
            assert!(
                said.contains("is missing") && said.contains("1 bookmark,"),
                "{said}"
            );
            assert!(said.contains("parallax shelf restore"), "{said}");
        }
        // A change of the new one does not make it the reader's.
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        shelf.add_source("/other").unwrap();
        drop(shelf);
        assert!(
            warning(&folder).contains("another one"),
            "{}",
            warning(&folder)
        );
        std::fs::rename(&away, folder.shelf()).unwrap();
        assert_eq!(warning(&folder), "");
        std::fs::remove_file(folder.shelf()).unwrap();
        assert!(warning(&folder).contains("is missing"));
        assert!(accept(&folder.shelf()).unwrap().contains("no bookmark"));
        assert_eq!(warning(&folder), "");
    }

    #[test]
    fn an_exchanged_and_an_older_shelf_are_told() {
        let folder = Folder::new("exchanged");
        filled(&folder);
        let older = folder.shelf().with_extension("older");
        std::fs::copy(folder.shelf(), &older).unwrap();
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        shelf.add_bookmark(&bookmark("another")).unwrap();
        drop(shelf);
        let newer = folder.shelf().with_extension("newer");
        std::fs::copy(folder.shelf(), &newer).unwrap();
        std::fs::copy(&older, folder.shelf()).unwrap();
        let said = warning(&folder);
        assert!(said.contains("1 changes behind"), "{said}");
        std::fs::copy(&newer, folder.shelf()).unwrap();
        assert_eq!(warning(&folder), "");
        let other = Folder::new("exchanged-other");
        filled(&other);
        std::fs::copy(other.shelf(), folder.shelf()).unwrap();
        assert!(warning(&folder).contains("another one than the last"));
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
    }
}
