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

/// What a reader does about a shelf that is damaged or gone, of which copies are kept.
const REMEDY: &str = "`parallax shelf restore` lists its copies and takes one of them back";

/// What a reader does about a shelf that is damaged or gone: what there is no copy of cannot be taken back.
pub(super) fn to_do(path: &Path) -> &'static str {
    match copies::are_none(path) {
        true => "there is no copy of it to be taken back",
        false => REMEDY,
    }
}

/// Of what is remembered, which takes a few hundred: a longer file is damage, and is not read to its end.
const MOST_BYTES: u64 = 64 << 10;

/// What is left to a reader of whose shelf nothing can be read.
pub(super) fn way_out(path: &Path) -> String {
    match copies::are_none(path) {
        true => "there is no copy of it to be taken back: move it to another place, and `parallax shelf accept` begins an empty one"
            .to_string(),
        false => REMEDY.to_string(),
    }
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
        // The number of the change and what stood then: another program may change it in between.
        let one_look = self.connection.unchecked_transaction()?;
        let remembered = Remembered {
            card: self.card().context("the shelf has no card")?,
            counts: self.counts()?,
            copied: self.copied,
        };
        drop(one_look);
        private::write_soon(&memory(path), &serde_json::to_vec(&remembered)?)
    }
}

/// What to do about a shelf that is not the one that stood there last.
fn remedy(path: &Path, last: &Remembered) -> String {
    let words = last.counts.words();
    let to_do = to_do(path);
    format!(
        "what you kept last were {words}; {to_do}, `parallax shelf accept` goes on with what is there"
    )
}

/// What a shelf lacks that stood on it when the change was made that is still its last one: whatever took that away was none
/// of ours. What to say of it; `None` where nothing is lacking, or it was changed since.
fn lacking(path: &Path, now: &Card, held: &Counts, last: &Remembered) -> Option<String> {
    let is_same = now.id == last.card.id && now.writes == last.card.writes;
    // A state without a mark is one of an earlier version.
    let is_same = is_same && (last.card.mark.is_none() || now.mark == last.card.mark);
    let less = last.counts.without(held);
    if !is_same || less.sum() == 0 {
        return None;
    }
    let to_do = match with_all(path, last) {
        Some(name) => format!(
            "a copy has all of it: `parallax shelf restore {name}` takes that back, \
             `parallax shelf accept` goes on with what is there"
        ),
        None => remedy(path, last),
    };
    Some(format!(
        "the shelf at {} lacks {} that stood on it, and parallax did not take that away: it holds {}; {to_do}",
        path.display(),
        less.short(),
        held.words()
    ))
}

/// What the mended shelf at `fresh` lacks of what is remembered of the damaged one at `path`: in words.
pub(super) fn unfound(path: &Path, fresh: &Path, held: &Counts) -> Option<String> {
    let id = Shelf::open_to_read(fresh).ok()?.card()?.id;
    let last = remembered(path).filter(|last| last.card.id == id)?;
    let less = last.counts.without(held);
    (less.sum() > 0).then(|| {
        format!(
            "of what stood on the shelf last ({}) this was not found: {}",
            last.counts.words(),
            less.short()
        )
    })
}

/// Which copy has what a shelf lacks: one of just that state, else the newest that holds as much of everything.
fn with_all(path: &Path, last: &Remembered) -> Option<String> {
    let mut held = copies::copies(path);
    held.retain(|copy| copy.fault.is_none() && last.counts.without(&copy.counts).sum() == 0);
    let is_last = |copy: &copies::Copy| copy.card.as_ref() == Some(&last.card);
    let is_of_this =
        |copy: &copies::Copy| copy.card.as_ref().is_some_and(|at| at.id == last.card.id);
    let found = held.iter().find(|copy| is_last(copy));
    let found = found.or_else(|| held.iter().find(|copy| is_of_this(copy)))?;
    Some(found.name.clone())
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
        remedy(path, &last)
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
    // What it holds is that of its card: another program may change it in between.
    let one_look = shelf.connection.unchecked_transaction()?;
    // One without a card is none of those that are remembered.
    let card = shelf.card().unwrap_or_default();
    if last.card.id == card.id {
        shelf.copied = last.copied;
    }
    let held = shelf.counts()?;
    let line = card::line(&shelf.connection, &card, &last.card);
    drop(one_look);
    let what = match line {
        _ if last.counts.sum() == 0 => return Ok(()),
        Line::Onward => {
            if let Some(why) = lacking(&path, &card, &held, &last) {
                shelf.refuse(why);
            }
            return Ok(());
        }
        Line::Older(changes) => format!("is an older state of itself, {changes} changes behind"),
        Line::Apart => "is a copy of itself that was changed elsewhere".to_string(),
        Line::Other => "is another one than the last".to_string(),
    };
    let why = format!(
        "the shelf at {} {what}: it holds {}; {}",
        path.display(),
        held.words(),
        remedy(&path, &last)
    );
    shelf.refuse(why);
    Ok(())
}

impl Shelf {
    /// It takes nothing until the reader says that it is the one to go on with.
    fn refuse(&mut self, why: String) {
        self.strange = true;
        self.warnings.push(why.clone());
        self.shut = Some(why);
    }

    /// Looks whether rows went from the open shelf that parallax did not take away: after the next change that could not be told
    /// any more. Such a shelf takes nothing from then on.
    pub(super) fn look_for_lack(&mut self) -> Result<()> {
        let Some((path, last)) = self.path.clone().and_then(|path| {
            let last = remembered(&path)?;
            Some((path, last))
        }) else {
            return Ok(());
        };
        let one_look = self.connection.unchecked_transaction()?;
        let (card, held) = (self.card().unwrap_or_default(), self.counts()?);
        drop(one_look);
        if !self.strange
            && let Some(why) = lacking(&path, &card, &held, &last)
        {
            self.refuse(why);
        }
        Ok(())
    }
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

    /// Whatever took a row away that no shelf of ours did.
    fn struck(folder: &Folder, statement: &str) {
        let connection = rusqlite::Connection::open(folder.shelf()).unwrap();
        assert_eq!(connection.execute(statement, []).unwrap(), 1);
    }

    #[test]
    fn what_was_taken_away_by_another_hand_is_told_until_the_reader_says_so() {
        let lost = [
            ("DELETE FROM bookmark WHERE id = 2", "lacks 1 bookmark that"),
            ("DELETE FROM source", "lacks 1 source that"),
            (
                "UPDATE bookmark SET removed = '2025' WHERE id = 1",
                "lacks 1 bookmark that",
            ),
        ];
        for (statement, told) in lost {
            let folder = Folder::new("struck");
            filled(&folder);
            let mut open = Shelf::open(&folder.shelf()).unwrap();
            open.add_bookmark(&bookmark("another")).unwrap();
            open.keep_latest().unwrap();
            struck(&folder, statement);
            // The one that is open takes nothing more: then it could not be told any more.
            let refused = format!("{:#}", open.add_source("/other").unwrap_err());
            assert!(refused.contains(told), "{refused}");
            drop(open);
            for _ in 0..2 {
                let said = warning(&folder);
                assert!(
                    said.contains(told) && said.contains("a copy has all of it"),
                    "{said}"
                );
            }
            let shelf = Shelf::open(&folder.shelf()).unwrap();
            assert!(shelf.is_strange() && !shelf.takes() && !shelf.is_sound());
            drop(shelf);
            let name = copies::copies(&folder.shelf())
                .into_iter()
                .find(|copy| copy.counts.bookmarks == 2 && copy.counts.sources == 1)
                .unwrap()
                .name;
            assert!(warning(&folder).contains(&name));
            super::super::restore(&folder.shelf(), &name).unwrap();
            assert_eq!(warning(&folder), "");
            struck(&folder, "DELETE FROM bookmark WHERE id = 1");
            assert!(warning(&folder).contains("lacks 1 bookmark"));
            accept(&folder.shelf()).unwrap();
            assert_eq!(warning(&folder), "");
        }
    }

    #[test]
    fn what_the_reader_took_away_is_lacking_nowhere() {
        let folder = Folder::new("taken-away");
        filled(&folder);
        let mut one = Shelf::open(&folder.shelf()).unwrap();
        let mut two = Shelf::open(&folder.shelf()).unwrap();
        assert!(one.remove_bookmark(1).unwrap());
        two.remove_source("/news").unwrap();
        one.undo().unwrap();
        drop((one, two));
        assert_eq!(warning(&folder), "");
    }
}
