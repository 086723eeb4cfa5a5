//! What stood on a shelf last, remembered in a small file beside it, so that a shelf that is missing, emptied or exchanged is
//! noticed.
//!
//! A file beside it, and not a row of the catalogue: the catalogue may be thrown away at any time, and the shelf does not
//! know it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::card::{self, Card, Counts, Line};
use super::{Place, Shelf, copies, private};

/// What a reader does about a shelf that is damaged or gone.
pub(super) const REMEDY: &str =
    "`parallax shelf restore` lists its copies and takes one of them back";

/// Of what is remembered, which takes a few hundred: a longer file is damage, and is not read to its end.
const MOST_BYTES: u64 = 64 << 10;

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
    let text = private::read_small(&memory(path), MOST_BYTES)?;
    serde_json::from_str(&text).ok()
}

impl Shelf {
    /// Remembers what stands on the shelf now. A shelf that is not the one that stood here last is not remembered in its
    /// place before the reader said so.
    pub(super) fn remember(&self) {
        let is_own = !self.strange && self.place() == Place::Same;
        if let Some(path) = self.path.as_ref().filter(|_| is_own) {
            // What cannot be remembered now is remembered with the next change.
            let _ = self.remember_at(path);
        }
    }

    pub(super) fn remember_at(&self, path: &Path) -> Result<()> {
        let remembered = Remembered {
            card: self.card().context("the shelf has no card")?,
            counts: self.counts()?,
            copied: self.copied,
        };
        private::write_soon(&memory(path), &serde_json::to_vec(&remembered)?)
    }
}

/// What to do about a shelf that is not the one that stood there last.
fn remedy(last: &Remembered) -> String {
    let words = last.counts.words();
    format!(
        "what you kept last were {words}; {REMEDY}, `parallax shelf accept` goes on with what is there"
    )
}

/// Where no shelf is, or an empty file, but one was that held something: what to say.
pub fn missing(path: &Path) -> Option<String> {
    let last = remembered(path).or_else(|| last_copied(path))?;
    if last.counts.sum() == 0 {
        return None;
    }
    let state = if path.exists() { "empty" } else { "missing" };
    Some(format!(
        "the shelf at {} is {state}: {}",
        path.display(),
        remedy(&last)
    ))
}

/// Compares a shelf that was opened with what is remembered of the last one. Another one takes nothing until the reader says
/// that it is the one to go on with.
pub(super) fn recollect(shelf: &mut Shelf) -> Result<()> {
    let Some(path) = shelf.path.clone() else {
        return Ok(());
    };
    let Some(last) = remembered(&path) else {
        return Ok(());
    };
    // One without a card is none of those that are remembered.
    let card = shelf.card().unwrap_or_default();
    if last.card.id == card.id {
        shelf.copied = last.copied;
    }
    let held = shelf.counts()?;
    let what = match card::line(&shelf.connection, &card, &last.card) {
        _ if last.counts.sum() == 0 => return Ok(()),
        Line::Onward => return Ok(()),
        Line::Older(changes) => format!("is an older state of itself, {changes} changes behind"),
        Line::Apart => "is a copy of itself that was changed elsewhere".to_string(),
        Line::Other => "is another one than the last".to_string(),
    };
    let why = format!(
        "the shelf at {} {what}: it holds {}; {}",
        path.display(),
        held.words(),
        remedy(&last)
    );
    shelf.strange = true;
    shelf.warnings.push(why.clone());
    shelf.shut = Some(why);
    Ok(())
}

/// Where nothing is remembered, the copies tell what stood here.
fn last_copied(path: &Path) -> Option<Remembered> {
    let copy = copies::copies(path)
        .into_iter()
        .find(|copy| copy.fault.is_none() && copy.counts.sum() > 0)?;
    Some(Remembered {
        card: copy.card.unwrap_or_default(),
        counts: copy.counts,
        copied: None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf, accept};
    use super::*;

    #[test]
    fn a_file_longer_than_any_that_is_written_is_not_read() {
        let folder = Folder::new("memory-long");
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        drop(shelf);
        assert!(remembered(&folder.shelf()).is_some());
        let file = std::fs::File::create(memory(&folder.shelf())).unwrap();
        // Reading so much would never end.
        file.set_len(1 << 40).unwrap();
        assert_eq!(remembered(&folder.shelf()), None);
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.counts().unwrap().bookmarks, 1);
    }

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
    fn in_the_place_of_a_missing_shelf_none_is_made_until_the_reader_says_so() {
        let folder = Folder::new("missing");
        filled(&folder);
        let away = folder.shelf().with_extension("away");
        for left in [None, Some("")] {
            std::fs::rename(folder.shelf(), &away).unwrap();
            if let Some(text) = left {
                std::fs::write(folder.shelf(), text).unwrap();
            }
            let said = warning(&folder);
            let state = if left.is_some() {
                "is empty"
            } else {
                "is missing"
            };
            assert!(
                said.contains(state) && said.contains("1 bookmark,"),
                "{said}"
            );
            assert!(said.contains("parallax shelf restore"), "{said}");
            let mut shelf = Shelf::open(&folder.shelf()).unwrap();
            assert!(!shelf.is_sound() && shelf.add_source("/other").is_err());
            assert_eq!(folder.shelf().exists(), left.is_some());
            std::fs::rename(&away, folder.shelf()).unwrap();
            assert_eq!(warning(&folder), "");
        }
        // What is remembered goes, too: the copies tell.
        drop(Shelf::open(&folder.shelf()).unwrap());
        std::fs::remove_file(memory(&folder.shelf())).unwrap();
        std::fs::remove_file(folder.shelf()).unwrap();
        assert!(warning(&folder).contains("is missing"));
        assert!(accept(&folder.shelf()).unwrap().contains("no bookmark"));
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.warnings(), &[] as &[String]);
        shelf.add_source("/other").unwrap();
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
        let bytes = std::fs::read(folder.shelf()).unwrap();
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
        let refused = format!("{:#}", shelf.add_source("/other").unwrap_err());
        assert!(
            refused.contains("nothing was changed")
                && refused.contains("another one than the last")
                && refused.contains("parallax shelf restore")
                && refused.contains("parallax shelf accept"),
            "{refused}"
        );
        assert!(!shelf.takes() && shelf.is_strange());
        drop(shelf);
        assert!(std::fs::read(folder.shelf()).unwrap() == bytes);
        accept(&folder.shelf()).unwrap();
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        assert!(!shelf.is_strange());
        shelf.add_source("/other").unwrap();
    }

    #[test]
    fn a_copy_that_was_changed_elsewhere_is_told_and_one_that_grew_from_this_is_not() {
        // Less, as much and more than was kept here meanwhile.
        for (here, there) in [(2, 1), (1, 1), (1, 3)] {
            let (folder, other) = (Folder::new("apart"), Folder::new("apart-other"));
            filled(&folder);
            // As `cp -a` of the whole home.
            for name in ["shelf.sqlite", "remembered.json"] {
                let to = other.shelf().with_file_name(name);
                std::fs::copy(folder.shelf().with_file_name(name), to).unwrap();
            }
            for (folder, word, changes) in [(&folder, "here", here), (&other, "there", there)] {
                let mut shelf = Shelf::open(&folder.shelf()).unwrap();
                for turn in 0..changes {
                    let quote = format!("{word} {turn}");
                    shelf.add_bookmark(&bookmark(&quote)).unwrap();
                }
            }
            let own = std::fs::read(folder.shelf()).unwrap();
            std::fs::copy(other.shelf(), folder.shelf()).unwrap();
            let said = warning(&folder);
            let expected = match there < here {
                true => "is an older state of itself, 1 changes behind",
                false => "is a copy of itself that was changed elsewhere",
            };
            assert!(said.contains(expected), "{here} {there}: {said}");
            assert!(said.contains("parallax shelf restore"), "{said}");
            // The reader's own, and what grew from it elsewhere, is taken as it is.
            std::fs::write(folder.shelf(), &own).unwrap();
            assert_eq!(warning(&folder), "");
            std::fs::write(other.shelf(), &own).unwrap();
            accept(&other.shelf()).unwrap();
            let mut shelf = Shelf::open(&other.shelf()).unwrap();
            shelf.add_bookmark(&bookmark("onward")).unwrap();
            drop(shelf);
            std::fs::copy(other.shelf(), folder.shelf()).unwrap();
            assert_eq!(warning(&folder), "");
        }
    }
}
