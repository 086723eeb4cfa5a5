//! The shelf: what the reader made. Bookmarks with notes and tags, saved searches, the list of sources, decisions about
//! spellings, the state of the last session; one SQLite file, with undo and redo that survive a restart.
//!
//! Invariant: nothing here is derived, so nothing here can be rebuilt. A file that is damaged, that cannot be written, or that
//! a newer parallax wrote, is never written to; copies of it stand in a folder beside it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode};

mod aside;
mod bookmarks;
mod card;
mod copies;
mod decisions;
mod first_page;
mod journal;
mod latest;
mod memory;
mod mending;
mod opening;
mod overwritten;
pub mod private;
mod remains;
mod restoring;
mod saved;
mod schema;
mod seal;
mod shape;
mod sources;
mod state;
mod writing;

pub use bookmarks::Filter;
pub use card::Counts;
pub use copies::{Copy, Why, are_none, copies, may_read_copies, to_read_copies};
pub use memory::missing;
pub use mending::{Mended, mend};
pub use opening::accept;
pub use remains::{Remains, remains};
pub use restoring::{Restored, restore};
pub use saved::SavedSearch;
pub use sources::Source;
pub use writing::Place;

/// How long one parallax waits for another that is writing: no write of ours takes a tenth of it.
const BUSY: Duration = Duration::from_secs(5);

/// An open shelf. Owned by one thread; several programs may have the same file open.
#[derive(Debug)]
pub struct Shelf {
    connection: Connection,
    /// `None` where it is kept nowhere.
    path: Option<PathBuf>,
    /// Which file it was when it was opened.
    file: Option<(u64, u64)>,
    /// The card as it was last seen in the file; `None` where none could be read.
    known: RefCell<Option<card::Card>>,
    /// Why it cannot be written, and what to do.
    shut: Option<String>,
    /// SQLite's own check found damage.
    damaged: bool,
    /// What the reader should know of it.
    warnings: Vec<String>,
    /// It is not the shelf that stood here last: what is remembered of that one stays, until the reader takes this one.
    strange: bool,
    /// Changes that the newest copy holds, as far as that is remembered.
    copied: Option<i64>,
    /// Something was kept since the copy of what stood last was made.
    uncopied: bool,
    /// Damaged rows met while reading.
    faults: RefCell<BTreeSet<String>>,
}

impl Shelf {
    /// A shelf that is kept nowhere.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn in_memory() -> Result<Shelf> {
        let mut connection = Connection::open_in_memory()?;
        opening::configure(&connection)?;
        schema::migrate(&mut connection, None)?;
        Ok(Shelf::of(connection, None))
    }

    /// An empty shelf in the place of one that is missing or cannot be read at all: it says why, and takes nothing.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn unread(path: &Path, why: String) -> Result<Shelf> {
        let mut shelf = Shelf::in_memory()?;
        shelf.path = Some(path.to_path_buf());
        shelf.file = identity(path);
        shelf.faults.borrow_mut().insert(why.clone());
        shelf.warnings.push(why.clone());
        shelf.shut = Some(why);
        shelf.damaged = true;
        Ok(shelf)
    }

    fn of(connection: Connection, path: Option<&Path>) -> Shelf {
        let known = path.and_then(|_| card::read(&connection).ok());
        Shelf {
            known: RefCell::new(known),
            connection,
            path: path.map(Path::to_path_buf),
            file: path.and_then(identity),
            shut: None,
            damaged: false,
            warnings: Vec::new(),
            strange: false,
            copied: None,
            uncopied: false,
            faults: RefCell::default(),
        }
    }

    /// What the reader should know of this shelf: that it can only be read, is damaged, or is another than the last one.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Whether everything that was met so far is what was written, and it is the reader's shelf: nothing of what is missing
    /// from any other says that the reader took it away.
    pub fn is_sound(&self) -> bool {
        !self.damaged && !self.strange && self.faults.borrow().is_empty()
    }

    /// What no other shelf is called: its copies are, and one that is mended. `None` where it is not sound.
    pub fn id(&self) -> Option<String> {
        let card = self.card().filter(|_| self.is_sound())?;
        (!card.id.is_empty()).then_some(card.id)
    }

    /// Whether it is not the shelf that stood here last: what it holds is not what the reader kept here, and it takes nothing
    /// until the reader [takes it](accept).
    pub fn is_strange(&self) -> bool {
        self.strange
    }

    /// Whether something of it is damaged while something can be read, so that [`mend`] has something to go on with. Nothing of
    /// a file that is missing or cannot be read at all can be mended.
    pub fn is_mendable(&self) -> bool {
        let is_read = self.connection.path().is_some_and(|path| !path.is_empty());
        is_read && (self.damaged || !self.faults.borrow().is_empty())
    }

    /// Why nothing can be written to it, and what to do; `None` where it can be written.
    pub fn shut(&self) -> Option<&str> {
        self.shut.as_deref()
    }
}

/// The file as the system knows it; `None` where there is none, or no way to tell.
fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let file = path.metadata().ok()?;
        Some((file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Now, RFC 3339 in UTC, to the second.
fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The first words of a text, on one line, for messages.
fn glimpse(text: &str) -> String {
    /// A message line has room for so many characters of it.
    const GLIMPSE_CHARS: usize = 40;
    let line: Vec<&str> = text.split_whitespace().take(GLIMPSE_CHARS).collect();
    let line = line.join(" ");
    match line.char_indices().nth(GLIMPSE_CHARS) {
        Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Made;
    use crate::model::{Bookmark, Passage};

    /// A folder of its own for one test, gone with it.
    pub(super) struct Folder(PathBuf);

    impl Folder {
        pub(super) fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("parallax-shelf-{name}-{}", std::process::id()));
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(&folder).unwrap();
            Folder(folder)
        }

        pub(super) fn shelf(&self) -> PathBuf {
            self.0.join("shelf.sqlite")
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    pub(super) fn bookmark(quote: &str) -> Bookmark {
        Bookmark {
            id: 0,
            passage: Passage {
                quote: quote.into(),
                prefix: "before ".into(),
                suffix: " after".into(),
                start: 7,
                end: 7 + quote.len(),
            },
            article: "0123456789ab".into(),
            origin: "a.txt".into(),
            title: "Lamps in Oakport".into(),
            outlet: Some("Alpha Wire".into()),
            authors: vec!["Ida Brandt".into()],
            published: Some("2025-12-13T00:00:00Z".into()),
            url: None,
            note: String::new(),
            tags: Vec::new(),
            created: String::new(),
            changed: String::new(),
        }
    }

    #[test]
    fn a_shelf_can_be_sent_to_its_thread() {
        fn sendable<T: Send>() {}
        sendable::<Shelf>();
    }

    #[test]
    fn what_was_kept_is_there_after_a_restart_and_so_is_undo() {
        let folder = Folder::new("restart");
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        let kept = shelf.add_bookmark(&bookmark("114 lamps")).unwrap();
        drop(shelf);
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.bookmark(kept.id).unwrap(), Some(kept.clone()));
        assert!(
            shelf
                .undo(Made::Any)
                .unwrap()
                .unwrap()
                .contains("114 lamps")
        );
        assert_eq!(shelf.bookmark(kept.id).unwrap(), None);
        drop(shelf);
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        shelf.redo(Made::Any).unwrap().unwrap();
        assert_eq!(shelf.bookmark(kept.id).unwrap(), Some(kept));
    }

    #[test]
    fn two_at_once_see_what_the_other_wrote() {
        let folder = Folder::new("two");
        let mut one = Shelf::open(&folder.shelf()).unwrap();
        let mut two = Shelf::open(&folder.shelf()).unwrap();
        for turn in 0..20 {
            one.add_bookmark(&bookmark(&format!("one {turn}"))).unwrap();
            two.add_bookmark(&bookmark(&format!("two {turn}"))).unwrap();
        }
        assert_eq!(one.bookmarks(&Filter::default()).unwrap().len(), 40);
        assert_eq!(two.bookmarks(&Filter::default()).unwrap().len(), 40);
    }

    #[test]
    fn two_that_write_at_the_same_moment_wait_for_each_other() {
        let folder = Folder::new("moment");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let path = folder.shelf();
                scope.spawn(move || {
                    let mut shelf = Shelf::open(&path).unwrap();
                    for turn in 0..10 {
                        let quote = format!("{writer} {turn}");
                        shelf.add_bookmark(&bookmark(&quote)).unwrap();
                    }
                });
            }
        });
        let shelf = Shelf::open(&folder.shelf()).unwrap();
        assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 40);
    }

    #[test]
    fn a_damaged_file_is_named_and_left_alone() {
        let folder = Folder::new("damaged");
        let path = folder.shelf();
        let junk = b"this was never a database, only some words in a file".repeat(100);
        std::fs::write(&path, &junk).unwrap();
        let message = format!("{:#}", Shelf::open(&path).unwrap_err());
        assert!(
            message.contains("damaged") && message.contains("shelf.sqlite"),
            "{message}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), junk);
    }

    #[test]
    fn a_flipped_mark_is_damage_and_no_strange_database() {
        /// Bytes of the mark in the head of the file.
        const MARK: std::ops::Range<usize> = 68..72;
        for at in MARK {
            let folder = Folder::new("mark");
            let path = folder.shelf();
            let mut shelf = Shelf::open(&path).unwrap();
            shelf.add_bookmark(&bookmark("quote")).unwrap();
            drop(shelf);
            let mut bytes = std::fs::read(&path).unwrap();
            bytes[at] ^= 4;
            std::fs::write(&path, &bytes).unwrap();
            let shelf = Shelf::open(&path).unwrap();
            let said = shelf.warnings().join("; ");
            assert!(
                said.contains("is damaged") && said.contains("shelf restore"),
                "{said}"
            );
            assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
            drop(shelf);
            assert_eq!(mending::mend(&path).unwrap().unwrap().held.bookmarks, 1);
            let shelf = Shelf::open(&path).unwrap();
            assert_eq!(shelf.warnings(), &[] as &[String]);
            assert_eq!(shelf.bookmarks(&Filter::default()).unwrap().len(), 1);
        }
    }

    #[test]
    fn a_flipped_page_is_damage_too() {
        let folder = Folder::new("flipped");
        let path = folder.shelf();
        let mut shelf = Shelf::open(&path).unwrap();
        for turn in 0..200 {
            shelf
                .add_bookmark(&bookmark(&format!("quote {turn} ").repeat(20)))
                .unwrap();
        }
        drop(shelf);
        let mut bytes = std::fs::read(&path).unwrap();
        let words = b"quote 100 ";
        // The bookmark, and the entry of the journal about it.
        let places: Vec<usize> = (0..bytes.len() - words.len())
            .filter(|&at| bytes[at..].starts_with(words))
            .collect();
        for at in places {
            let page = at / 4096 * 4096;
            bytes[page..page + 64].fill(0xA5);
        }
        std::fs::write(&path, &bytes).unwrap();
        let mut shelf = Shelf::open(&path).unwrap();
        let said = shelf.warnings().join("; ");
        assert!(
            said.contains("is damaged") && said.contains("shelf restore"),
            "{said}"
        );
        let read = shelf.bookmarks(&Filter::default()).unwrap().len();
        assert!((150..200).contains(&read), "{read}");
        let faults = shelf.faults().join("; ");
        assert!(
            faults.contains("bookmark") && faults.contains("cannot be read"),
            "{faults}"
        );
        let refused = format!("{:#}", shelf.add_bookmark(&bookmark("x")).unwrap_err());
        assert!(refused.contains("nothing was changed"), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn a_shelf_is_whole_in_its_one_file_after_every_change() {
        let folder = Folder::new("one-file");
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        for turn in 0..5 {
            shelf.add_bookmark(&bookmark(&format!("{turn}"))).unwrap();
            // As if everything beside the file were lost.
            let alone = Folder::new("one-file-alone");
            std::fs::copy(folder.shelf(), alone.shelf()).unwrap();
            let kept = Shelf::open(&alone.shelf()).unwrap();
            assert_eq!(kept.bookmarks(&Filter::default()).unwrap().len(), turn + 1);
        }
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_the_shelf_or_its_copies() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("private");
        let home = folder.0.join("a").join("home");
        let mut shelf = Shelf::open(&home.join("shelf.sqlite")).unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        shelf.copy(Why::Import).unwrap().unwrap();
        let mut looked = 0;
        let mut folders = vec![home];
        while let Some(folder) = folders.pop() {
            let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(&folder), 0o700, "{}", folder.display());
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                looked += 1;
                match path.is_dir() {
                    true => folders.push(path),
                    false => assert_eq!(mode(&path), 0o600, "{}", path.display()),
                }
            }
        }
        assert!(looked >= 4, "{looked}");
    }

    #[test]
    fn a_newer_shelf_is_refused_and_left_alone() {
        let folder = Folder::new("newer");
        let path = folder.shelf();
        drop(Shelf::open(&path).unwrap());
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        let bytes = std::fs::read(&path).unwrap();
        let message = format!("{:#}", Shelf::open(&path).unwrap_err());
        assert!(message.contains("newer parallax"), "{message}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn a_database_of_something_else_is_refused() {
        let folder = Folder::new("foreign");
        let path = folder.shelf();
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch("CREATE TABLE cookie (name TEXT)")
            .unwrap();
        drop(connection);
        let message = format!("{:#}", Shelf::open(&path).unwrap_err());
        assert!(message.contains("not a shelf"), "{message}");
    }

    #[test]
    fn a_folder_that_is_a_file_is_an_error_not_a_panic() {
        let folder = Folder::new("blocked");
        std::fs::write(folder.shelf(), "").unwrap();
        assert!(Shelf::open(&folder.shelf().join("shelf.sqlite")).is_err());
    }

    #[test]
    fn glimpses_stay_on_one_line() {
        assert_eq!(glimpse("a\n\nb"), "a b");
        assert_eq!(glimpse(&"é".repeat(99)).chars().count(), 41);
    }
}
