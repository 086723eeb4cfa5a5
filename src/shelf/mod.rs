//! The shelf: what the reader made. Bookmarks with notes and tags, saved searches, the list of sources, decisions about
//! spellings, the state of the last session; one SQLite file, with undo and redo that survive a restart.
//!
//! Invariant: nothing here is derived, so nothing here can be rebuilt. A file that cannot be read, or that a newer
//! parallax wrote, is never written to.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags};

mod bookmarks;
mod decisions;
mod journal;
mod saved;
mod schema;
mod sources;
mod state;

pub use bookmarks::Filter;
pub use saved::SavedSearch;
pub use sources::Source;

/// How long one parallax waits for another that is writing: no write of ours takes a tenth of it.
const BUSY: Duration = Duration::from_secs(5);

/// An open shelf. Owned by one thread; several programs may have the same file open.
#[derive(Debug)]
pub struct Shelf {
    connection: Connection,
}

impl Shelf {
    /// Opens the shelf at `path`, and makes it, with its folder, where there is none.
    ///
    /// # Errors
    /// The file is damaged, is not a shelf, or was written by a newer parallax: it is left as it is, and the message says
    /// where it stands and what to do. Or the folder cannot be written to, or another program holds the file for longer
    /// than five seconds.
    pub fn open(path: &Path) -> Result<Shelf> {
        if path.metadata().is_ok_and(|file| file.len() > 0) {
            inspect(path)?;
        } else if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        }
        let mut connection = Connection::open(path).with_context(|| cannot_open(path))?;
        configure(&connection).with_context(|| cannot_open(path))?;
        schema::migrate(&mut connection, Some(path)).with_context(|| cannot_open(path))?;
        Ok(Shelf { connection })
    }

    /// A shelf that is kept nowhere.
    ///
    /// # Errors
    /// There is no memory for it.
    pub fn in_memory() -> Result<Shelf> {
        let mut connection = Connection::open_in_memory()?;
        configure(&connection)?;
        schema::migrate(&mut connection, None)?;
        Ok(Shelf { connection })
    }
}

fn cannot_open(path: &Path) -> String {
    format!("cannot open the shelf at {}", path.display())
}

/// Looks at a file that is there, without writing to it: is it sound, a shelf, and not newer than this program?
fn inspect(path: &Path) -> Result<()> {
    let looked = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .and_then(|connection| {
        connection.busy_timeout(BUSY)?;
        let version = schema::version(&connection)?;
        let verdict: String =
            connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok((version, verdict, schema::is_ours(&connection)?))
    });
    match looked {
        Ok((version, _, _)) if version > schema::NEWEST => bail!(
            "the shelf at {} was written by a newer parallax (its version is {version}, this program knows {}). \
             It was left as it is: use the newer program, or name another folder with --data-dir",
            path.display(),
            schema::NEWEST,
        ),
        Ok((_, _, false)) => bail!(
            "{} is a database, but not a shelf of parallax. It was left as it is: \
             move it away, or name another folder with --data-dir",
            path.display(),
        ),
        Ok((_, verdict, true)) if verdict == "ok" => Ok(()),
        Ok((_, verdict, true)) => Err(damaged(path, &verdict)),
        Err(error) if is_damage(&error) => Err(damaged(path, &error.to_string())),
        Err(error) => Err(error).with_context(|| cannot_open(path)),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

fn damaged(path: &Path, why: &str) -> anyhow::Error {
    let copies = schema::copies(path);
    let way_out = copies.last().map_or_else(
        || "move it away to begin with an empty one".to_string(),
        |copy: &PathBuf| format!("put the earlier copy {} in its place", copy.display()),
    );
    anyhow::anyhow!(
        "the shelf at {} is damaged ({why}). It was left as it is: make a copy of it first, then {way_out}; \
         `sqlite3 {} .recover` may save what it held",
        path.display(),
        path.display(),
    )
}

fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(BUSY)?;
    // The mode is a property of the file: where another parallax holds it just now, that one sets the mode.
    let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| {
        row.get::<_, String>(0)
    });
    match mode {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
        other => drop(other?),
    }
    // FULL: what a reader kept is on the disk when the screen says so, even if the power fails.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
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
        assert!(shelf.undo().unwrap().unwrap().contains("114 lamps"));
        assert_eq!(shelf.bookmark(kept.id).unwrap(), None);
        drop(shelf);
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        shelf.redo().unwrap().unwrap();
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
        let page = bytes.len() / 2 / 4096 * 4096;
        bytes[page..page + 64].fill(0xA5);
        std::fs::write(&path, &bytes).unwrap();
        assert!(Shelf::open(&path).is_err());
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
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
