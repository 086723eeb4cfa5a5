//! What can be read of a damaged shelf, written into a new one that takes its place. The damaged one is set aside as it is.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::opening;
use super::private::beside;
use super::seal::{self, SEALED};
use super::{
    Counts, Remains, Shelf, aside, card, copies, first_page, memory, private, schema, shape,
};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    pub held: Counts,
    /// What could not be read, by name.
    pub lost: Vec<String>,
    /// The text of what can be read of it.
    pub remains: Option<Remains>,
    /// The name under which the damaged one is kept among the copies.
    pub set_aside: Option<String>,
}

/// What was read of a damaged file into a new one.
pub(super) struct Salvaged {
    pub held: Counts,
    pub lost: Vec<String>,
    pub remains: Option<Remains>,
}

/// Writes every row that is what was written into a new shelf, and puts that in the place of the one at `path`; undo begins
/// anew with it. `None` where nothing is damaged.
///
/// # Errors
/// There is none, nothing can be read, or the folder cannot be written to: the shelf is as it was.
pub fn mend(path: &Path) -> Result<Option<Mended>> {
    if !path
        .metadata()
        .is_ok_and(|file| file.len() > 0 || !file.is_file())
    {
        let none = || format!("there is no shelf at {} to be mended", path.display());
        bail!("{}", memory::missing(path).unwrap_or_else(none));
    }
    let fresh = beside(path, &format!(".mended-{}", std::process::id()));
    let folder = copies::folder(path);
    let done = salvaged(path, path, &fresh).and_then(|salvaged| {
        let Some(mut salvaged) = salvaged else {
            return Ok(None);
        };
        let unfound = memory::unfound(path, &fresh, &salvaged.held);
        salvaged.lost.extend(unfound);
        private::make_folder(&folder)?;
        let set_aside = aside::set_aside(path, &folder)?;
        std::fs::rename(&fresh, path)?;
        Ok(Some(Mended {
            held: salvaged.held,
            lost: salvaged.lost,
            remains: salvaged.remains,
            set_aside,
        }))
    });
    let mended = done.with_context(|| format!("cannot mend the shelf at {}", path.display()))?;
    if mended.is_none() {
        return Ok(None);
    }
    for folder in [Some(folder.as_path()), path.parent()]
        .into_iter()
        .flatten()
    {
        private::sync_folder(folder);
    }
    opening::accept(path)?;
    Ok(mended)
}

/// Writes every row of the file at `from`, the shelf at `path` or a copy of it, that is what was written into a new shelf at `fresh`;
/// the text of what can be read of damaged rows is set beside the shelf. `None` where nothing is damaged. Nothing is left at `fresh`
/// where it fails.
///
/// # Errors
/// No row can be read, or nothing can be written.
pub(super) fn salvaged(from: &Path, path: &Path, fresh: &Path) -> Result<Option<Salvaged>> {
    let copy = Passing(beside(path, &format!(".described-{}", std::process::id())));
    let (old, is_doubtful) = readable(from, &copy.0).map_err(|error| untold(path, error))?;
    if !old.damaged && old.check()?.is_empty() {
        return Ok(None);
    }
    // Of what SQLite says of its pages nothing can be taken over: the rows tell what is lost.
    old.faults.borrow_mut().clear();
    let _ = std::fs::remove_file(fresh);
    let done = filled(&old, fresh).and_then(|(held, lost)| {
        if is_doubtful && held.sum() == 0 {
            bail!(
                "it is none, or no row of it is left. It was left as it is: {}",
                memory::way_out(path)
            );
        }
        let remains = old.keep_remains(path)?;
        Ok(Some(Salvaged {
            held,
            lost,
            remains,
        }))
    });
    if done.is_err() {
        drop(Passing(fresh.to_path_buf()));
    }
    done
}

/// The error without the advice to mend, for one who does just that.
fn untold(path: &Path, error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<opening::Unreadable>() {
        Some(unreadable) => anyhow!("{}: {}", unreadable.what(), memory::way_out(path)),
        None => error,
    }
}

/// A file that goes when it has served, with what SQLite puts beside it.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        for left in ["", "-journal"].map(|ending| beside(&self.0, ending)) {
            // Most often there is none.
            let _ = std::fs::remove_file(left);
        }
    }
}

/// What there is to read: the file, or where it does not say of its tables what was written, a copy that does. Whether that copy has
/// the first page of another shelf, or lacks pages: then only the seals of its rows tell that it is one.
fn readable(path: &Path, copy: &Path) -> Result<(Shelf, bool)> {
    let first = Shelf::open_to_read(path);
    if first.as_ref().is_ok_and(|shelf| !shelf.damaged) {
        return first.map(|shelf| (shelf, false));
    }
    let (described, is_cut) = match described(path, copy) {
        Ok((true, is_cut)) => (Shelf::open_to_read(copy).or(first), is_cut),
        _ => (first, false),
    };
    let (mut shelf, doubtful) = match described {
        Ok(shelf) => (shelf, is_cut),
        Err(error) => match headed(path, copy) {
            Ok(Some(shelf)) => (shelf, true),
            _ => return Err(error),
        },
    };
    shelf.damaged = true;
    Ok((shelf, doubtful))
}

/// A copy whose first page is that of an empty shelf; `None` where it has no other.
fn headed(path: &Path, copy: &Path) -> Result<Option<Shelf>> {
    std::fs::copy(path, copy)?;
    let model = Passing(beside(copy, ".model"));
    first_page::write_anew(copy, &model.0)?
        .then(|| Shelf::open_to_read(copy))
        .transpose()
}

/// Makes a copy in which the tables are described as they were made, and that has as many pages as it says: whether something of
/// it had to be written for that, and whether pages had to be given back. It is none where it is no shelf.
fn described(path: &Path, copy: &Path) -> Result<(bool, bool)> {
    for ending in ["", "-journal"] {
        let from = beside(path, ending);
        if from.exists() {
            std::fs::copy(&from, beside(copy, ending))?;
        }
    }
    let is_cut = first_page::fill_up(copy)?;
    let connection = Connection::open(copy)?;
    if !schema::is_marked(&connection)? {
        return Ok((false, false));
    }
    let written = shape::describe_anew(&connection)? > 0;
    Ok((written || is_cut, is_cut))
}

/// A new shelf at `fresh` with what can be read of the old one: how much that is, and what is not in it.
fn filled(old: &Shelf, fresh: &Path) -> Result<(Counts, Vec<String>)> {
    private::make_file(fresh)?;
    let mut connection = Connection::open(fresh)?;
    opening::configure(&connection)?;
    schema::migrate(&mut connection, None)?;
    let transaction = connection.transaction()?;
    // What was done before cannot be undone where a part of it is lost.
    for (table, _) in SEALED.iter().filter(|(table, _)| *table != "journal") {
        carried_over(old, &transaction, table)?;
    }
    if let Some(card) = old.card() {
        transaction.execute(
            "UPDATE card SET id = ?1, writes = ?2",
            (card.id, card.writes),
        )?;
        card::count(&transaction)?;
    }
    transaction.commit()?;
    let new = Shelf::of(connection, None);
    if let [fault, ..] = new.check()?.as_slice() {
        bail!("{fault}");
    }
    let mut lost = old.faults();
    lost.retain(|fault| !fault.starts_with("entry of the journal"));
    let held = new.counts()?;
    drop(new);
    std::fs::File::open(fresh)?.sync_all()?;
    Ok((held, lost))
}

fn carried_over(old: &Shelf, new: &Connection, table: &str) -> Result<()> {
    let statement = new.prepare(&format!("SELECT * FROM {table}"))?;
    let columns: Vec<String> = statement
        .column_names()
        .filter(|name| *name != "hash")
        .map(str::to_string)
        .collect();
    drop(statement);
    // Columns are only ever added behind those that there are.
    let rows = old.rows(table, "1", &[], |row| {
        (0..columns.len())
            .map(|at| row.get(at))
            .collect::<rusqlite::Result<Vec<Value>>>()
    })?;
    let places = vec!["?"; columns.len()].join(", ");
    let insert = format!(
        "INSERT INTO {table} ({}) VALUES ({places})",
        columns.join(", ")
    );
    for row in rows {
        new.execute(&insert, params_from_iter(row))?;
        seal::seal(new, table, new.last_insert_rowid())?;
    }
    // A number that was lost is not given again.
    new.execute(
        "UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = ?2",
        (old.last_number(table), table),
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf};
    use super::*;
    use crate::model::DecisionKind;

    /// Bookmarks with long words, so that they stand on many pages.
    fn filled_shelf(path: &Path) {
        let mut shelf = Shelf::open(path).unwrap();
        for turn in 0..100 {
            let quote = format!("quote {turn} ").repeat(20);
            shelf.add_bookmark(&bookmark(&quote)).unwrap();
        }
        shelf.save_search("ferries", "ferry").unwrap();
        shelf.add_source("/news").unwrap();
        shelf
            .add_decision(DecisionKind::Merge, "Ida", "Ada")
            .unwrap();
    }

    fn places(bytes: &[u8], words: &[u8]) -> Vec<usize> {
        let starts = 0..bytes.len() - words.len();
        starts
            .filter(|&at| bytes[at..].starts_with(words))
            .collect()
    }

    #[test]
    fn what_the_file_says_of_its_tables_is_written_anew() {
        let folder = Folder::new("described-anew");
        let path = folder.shelf();
        filled_shelf(&path);
        let sound = std::fs::read(&path).unwrap();
        let (mut opened, mut tried) = (0, 0);
        let made = places(&sound[..4096], b"CREATE ");
        assert!(made.len() > 8, "all tables are told on the first page");
        for at in made {
            // The kind of thing, its name, and the first of its columns.
            for damaged in [at, at + 9, at + 16, at + 30] {
                let mut bytes = sound.clone();
                bytes[damaged] ^= 1;
                std::fs::write(&path, &bytes).unwrap();
                let read = Shelf::open_to_read(&path);
                if read.as_ref().is_ok_and(|shelf| !shelf.damaged) {
                    // Words that an earlier step left behind on the page, and nobody reads.
                    continue;
                }
                opened += usize::from(read.is_ok());
                tried += 1;
                let mended = mend(&path).unwrap().unwrap();
                assert_eq!(
                    mended.held.words(),
                    "100 bookmarks, no note, 1 saved search, 1 source, 1 decision"
                );
                let aside =
                    copies::folder(&path).join(format!("{}.sqlite", mended.set_aside.unwrap()));
                assert_eq!(std::fs::read(&aside).unwrap(), bytes);
                std::fs::remove_file(aside).unwrap();
                let shelf = Shelf::open(&path).unwrap();
                assert_eq!(shelf.warnings(), &[] as &[String]);
            }
        }
        assert!(
            tried > 30 && opened < tried / 2,
            "of {tried} {opened} could be opened"
        );
        let left = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let names = left.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert!(!names.into_iter().any(|name| name.contains("described")));
    }

    #[test]
    fn a_shelf_without_a_first_page_is_read_by_its_rows() {
        let folder = Folder::new("headless");
        let path = folder.shelf();
        filled_shelf(&path);
        let sound = std::fs::read(&path).unwrap();
        // The name of the format, the size of a page, how full it may be, the encoding, the kind of the page, all of it.
        for damaged in [0..16, 16..18, 20..24, 56..60, 100..108, 0..4096] {
            let mut bytes = sound.clone();
            bytes[damaged.clone()].fill(0x5A);
            std::fs::write(&path, &bytes).unwrap();
            let mended = mend(&path).unwrap().unwrap();
            assert_eq!(
                mended.held.words(),
                "100 bookmarks, no note, 1 saved search, 1 source, 1 decision",
                "{damaged:?}"
            );
            let aside = copies::folder(&path).join(format!("{}.sqlite", mended.set_aside.unwrap()));
            assert_eq!(std::fs::read(&aside).unwrap(), bytes);
            std::fs::remove_file(aside).unwrap();
            assert_eq!(
                Shelf::open(&path).unwrap().warnings(),
                &[] as &[String],
                "{damaged:?}"
            );
        }
        let files = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        assert!(!names.into_iter().any(|name| name.contains("described")));
    }

    #[test]
    fn another_programs_file_is_no_shelf_to_mend() {
        let folder = Folder::new("foreign-mend");
        let path = folder.shelf();
        let connection = Connection::open(&path).unwrap();
        let made = "CREATE TABLE bookmark (id INTEGER PRIMARY KEY, quote TEXT); CREATE TABLE source (path TEXT);
                    INSERT INTO bookmark (quote) VALUES ('a passage'); INSERT INTO source VALUES ('/news');
                    PRAGMA application_id = 1868849720;";
        connection.execute_batch(made).unwrap();
        drop(connection);
        let whole = std::fs::read(&path).unwrap();
        for damaged in [None, Some(0..16), Some(16..18), Some(100..108)] {
            let mut bytes = whole.clone();
            if let Some(damaged) = damaged {
                bytes[damaged].fill(0x5A);
            }
            std::fs::write(&path, &bytes).unwrap();
            assert!(mend(&path).is_err());
            assert_eq!(std::fs::read(&path).unwrap(), bytes);
        }
    }

    #[test]
    fn what_can_be_read_stands_on_a_new_shelf_and_the_damaged_one_is_kept() {
        for page in [true, false] {
            let folder = Folder::new("mend");
            let path = folder.shelf();
            filled_shelf(&path);
            assert_eq!(mend(&path).unwrap(), None);
            let mut bytes = std::fs::read(&path).unwrap();
            for at in places(&bytes, b"quote 50 quote 50") {
                match page {
                    true => bytes[at / 4096 * 4096..][..64].fill(0xA5),
                    false => bytes[at] ^= 1,
                }
            }
            std::fs::write(&path, &bytes).unwrap();
            let mended = mend(&path).unwrap().unwrap();
            assert!(!mended.lost.is_empty());
            let least = if page { 80 } else { 99 };
            assert!((least..100).contains(&mended.held.bookmarks), "{mended:?}");
            let counts = (
                mended.held.saved,
                mended.held.sources,
                mended.held.decisions,
            );
            assert_eq!(counts, (1, 1, 1));
            let aside = copies::folder(&path).join(format!("{}.sqlite", mended.set_aside.unwrap()));
            assert_eq!(std::fs::read(aside).unwrap(), bytes);
            let mut shelf = Shelf::open(&path).unwrap();
            assert_eq!(shelf.warnings(), &[] as &[String]);
            let held = shelf.bookmarks(&Filter::default()).unwrap();
            assert_eq!(held.len() as u64, mended.held.bookmarks);
            assert_eq!(held[0].id, 100);
            assert_eq!(shelf.add_bookmark(&bookmark("x")).unwrap().id, 101);
            assert_eq!(shelf.check().unwrap(), Vec::<String>::new());
            assert_eq!(mend(&path).unwrap(), None);
        }
    }

    #[test]
    fn of_a_shelf_that_was_cut_what_stands_on_the_pages_left_is_read() {
        let folder = Folder::new("cut");
        let path = folder.shelf();
        filled_shelf(&path);
        let sound = std::fs::read(&path).unwrap();
        let mut before = 0;
        // Within the pages of the tables, and in the midst of a page.
        for length in [
            5 * 4096,
            8 * 4096 + 100,
            sound.len() / 2,
            sound.len() - 4096,
        ] {
            std::fs::write(&path, &sound[..length]).unwrap();
            let _ = std::fs::remove_dir_all(copies::folder(&path));
            match mend(&path) {
                Ok(mended) => {
                    let mended = mended.unwrap();
                    assert!(mended.held.bookmarks >= before, "{length}: {mended:?}");
                    // The last page may hold nothing but the journal, of which a new one begins.
                    let is_all = mended.held.words().starts_with("100 bookmarks")
                        && mended
                            .held
                            .words()
                            .ends_with("1 saved search, 1 source, 1 decision");
                    assert_eq!(mended.lost.is_empty(), is_all, "{length}: {mended:?}");
                    before = mended.held.bookmarks;
                    let aside = mended.set_aside.unwrap();
                    let aside = copies::folder(&path).join(format!("{aside}.sqlite"));
                    assert_eq!(std::fs::read(aside).unwrap(), &sound[..length]);
                    let shelf = Shelf::open(&path).unwrap();
                    assert_eq!(shelf.warnings(), &[] as &[String]);
                }
                Err(error) => {
                    let said = format!("{error:#}");
                    assert!(length < sound.len() / 2, "{length}: {said}");
                    assert!(
                        said.contains("there is no copy") && !said.contains("shelf restore"),
                        "{said}"
                    );
                    assert_eq!(std::fs::read(&path).unwrap(), &sound[..length]);
                }
            }
        }
        assert!(before > 0);
        // A cut within the first page leaves nothing, and says which way is left.
        std::fs::write(&path, &sound[..4096]).unwrap();
        let _ = std::fs::remove_dir_all(copies::folder(&path));
        let said = format!("{:#}", mend(&path).unwrap_err());
        assert!(
            said.contains("shelf accept") && !said.contains("shelf restore"),
            "{said}"
        );
        let said = format!("{:#}", Shelf::open(&path).unwrap_err());
        assert!(
            said.contains("shelf accept") && !said.contains("shelf restore"),
            "{said}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), &sound[..4096]);
    }

    #[test]
    fn no_number_is_looked_for_where_no_page_of_rows_begins() {
        let folder = Folder::new("junk-mend");
        let path = folder.shelf();
        filled_shelf(&path);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[4096..].fill(0xA5);
        std::fs::write(&path, &bytes).unwrap();
        let shelf = Shelf::open_to_read(&path).unwrap();
        assert!(!shelf.has_root("bookmark") && !shelf.has_root("source"));
        assert!(
            shelf
                .rows("bookmark", "1", &[], |_| Ok(()))
                .unwrap()
                .is_empty()
        );
        assert!(
            shelf
                .faults()
                .join("; ")
                .contains("nothing of what is called bookmark")
        );
        assert!(mend(&path).is_err() || Shelf::open(&path).is_ok());
    }

    #[test]
    fn where_there_is_no_shelf_the_copies_are_named() {
        let folder = Folder::new("mend-none");
        let path = folder.shelf();
        assert!(format!("{:#}", mend(&path).unwrap_err()).contains("there is no shelf at"));
        filled_shelf(&path);
        for left in [None, Some("")] {
            std::fs::remove_file(&path).unwrap();
            if let Some(text) = left {
                std::fs::write(&path, text).unwrap();
            }
            let said = format!("{:#}", mend(&path).unwrap_err());
            assert!(
                said.contains("shelf restore") && said.contains("100 bookmarks"),
                "{said}"
            );
            std::fs::write(&path, "").unwrap();
        }
    }
}
