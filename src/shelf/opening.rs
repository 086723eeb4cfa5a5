//! Opening: to write where that is possible, else to read; what is damaged, foreign or newer is never written to.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::memory::{self, to_do};
use super::private::beside;
use super::{BUSY, Shelf, copies, is_damage, private, schema, shape};

/// What a reader does besides about one of which a part can be read.
const MEND: &str = "`parallax shelf mend` goes on with what can be read";

/// What looking at a file found.
enum Looked {
    Sound,
    Damaged(String),
}

impl Shelf {
    /// Opens the shelf at `path`, and makes it, with its folder, where there is none. Where it cannot be written, or is
    /// damaged, it is opened to read what can be read: [`Shelf::shut`] says why, and whatever would write is refused.
    ///
    /// # Errors
    /// Nothing of the file can be read, it is not a shelf, or was written by a newer parallax: it is left as it is, and the
    /// message says where it stands and what to do. Or another program holds the file for longer than five seconds.
    pub fn open(path: &Path) -> Result<Shelf> {
        look(path)?;
        if !path.metadata().is_ok_and(|file| file.len() > 0) {
            return made(path);
        }
        mend_hot(path);
        match inspect(path)? {
            Looked::Damaged(why) => {
                let mut shelf = to_read(path)?;
                shelf.damaged = true;
                shelf.close(damaged(path, &why));
                Ok(shelf)
            }
            Looked::Sound => match to_write(path) {
                Ok(shelf) => Ok(shelf),
                Err(error) if is_unwritable(&error) => {
                    let mut shelf = to_read(path)?;
                    // What cannot be told is told where it can be written.
                    let _ = memory::recollect(&mut shelf);
                    let folder = path.parent().unwrap_or(path);
                    shelf.shut_out(private::why(folder, &format!("{error:#}")));
                    Ok(shelf)
                }
                Err(error) => Err(error.context(cannot_open(path))),
            },
        }
    }

    /// Opens it to read and nothing else, though it could be written.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub(super) fn open_to_read(path: &Path) -> Result<Shelf> {
        look(path)?;
        let verdict = inspect(path)?;
        let mut shelf = to_read(path)?;
        match verdict {
            Looked::Sound => shelf.shut = Some("it is only looked at".to_string()),
            Looked::Damaged(why) => {
                shelf.damaged = true;
                shelf.faults.borrow_mut().insert(why.clone());
                shelf.close(damaged(path, &why));
            }
        }
        Ok(shelf)
    }

    /// Refuses to write from now on because nothing there can be written.
    fn shut_out(&mut self, why: String) {
        self.warnings.insert(0, private::only_read(&why));
        self.shut = Some(why);
    }

    /// Refuses to write from now on, and says so.
    fn close(&mut self, why: String) {
        self.warnings.insert(0, why.clone());
        self.shut = Some(why);
    }
}

/// That what stands in the place of the shelf, and beside it, is a file that may be read, before SQLite opens it: a pipe would
/// be waited for, and a closed file would be "unable to open".
fn look(path: &Path) -> Result<()> {
    for file in ["", "-journal", "-wal", "-shm"].map(|ending| beside(path, ending)) {
        if let Some(what) = private::strange(&file) {
            bail!(
                "the shelf at {} is damaged and cannot be read: {} is no file of it ({what}). It was left as it is: move that away; then {}",
                path.display(),
                file.display(),
                to_do(path),
            );
        }
    }
    private::may_read(path).with_context(|| cannot_open(path))
}

pub(super) fn cannot_open(path: &Path) -> String {
    format!("cannot open the shelf at {}", path.display())
}

/// A shelf where there is none. Where one stood that was not empty none is made: it would be taken for that one.
fn made(path: &Path) -> Result<Shelf> {
    match memory::missing(path) {
        Some(why) => Shelf::unread(path, why),
        None => new(path),
    }
}

/// An empty shelf.
pub(super) fn new(path: &Path) -> Result<Shelf> {
    let prepared = path
        .parent()
        .map_or(Ok(()), private::make_folder)
        .and_then(|()| private::make_file(path));
    match prepared.and_then(|()| to_write(path)) {
        Ok(shelf) => Ok(shelf),
        Err(error) if path.parent().is_some_and(Path::is_dir) && is_unwritable(&error) => {
            // The articles can be read all the same.
            let mut shelf = Shelf::in_memory()?;
            shelf.close(format!(
                "there is no shelf at {}, and none can be made: {error:#}",
                path.display()
            ));
            Ok(shelf)
        }
        Err(error) => Err(error.context(cannot_open(path))),
    }
}

/// The shelf as it is now is the reader's from now on, whatever stood there last; where there is none an empty one is made.
/// Says in words what it holds.
///
/// # Errors
/// The shelf cannot be opened, or nothing can be written beside it.
pub fn accept(path: &Path) -> Result<String> {
    let is_there = path.metadata().is_ok_and(|file| file.len() > 0);
    let mut shelf = match is_there {
        true => Shelf::open(path)?,
        false => new(path)?,
    };
    if std::mem::take(&mut shelf.strange) {
        shelf.shut = None;
    }
    shelf.writable()?;
    shelf.remember_at(path)?;
    Ok(shelf.counts()?.words())
}

fn to_write(path: &Path) -> Result<Shelf> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return Err(denied.into());
    }
    if let Some(folder) = path.parent() {
        private::can_keep(folder)?;
    }
    configure(&connection)?;
    schema::migrate(&mut connection, Some(path))?;
    let mut shelf = Shelf::of(connection, Some(path));
    memory::recollect(&mut shelf)?;
    copies::daily(&mut shelf);
    Ok(shelf)
}

pub(super) fn configure(connection: &Connection) -> Result<()> {
    connection.busy_timeout(BUSY)?;
    // A rollback journal, and not a write-ahead log: whatever was acknowledged stands in the one file, so that no other file
    // that gets lost, or is left behind by who copies this one, takes a bookmark with it; a home that cannot be written can
    // be read without a shared-memory file; and SQLite itself refuses to write where the file was moved away beneath it.
    // TRUNCATE and not DELETE: its end is synced, so that no journal comes back after a power cut and undoes what was kept.
    // The mode is a property of the file: where another parallax holds it just now, that one sets the mode.
    let mode = connection.query_row("PRAGMA journal_mode = TRUNCATE", [], |row| {
        row.get::<_, String>(0)
    });
    match mode {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {}
        other => drop(other?),
    }
    // FULL: what a reader kept is on the disk when the screen says so, even if the power fails.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // No other file is needed to sort or to take back a part of a change.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

/// A change that a crash broke off is taken back by whoever opens the file to write: a look alone could not do it.
fn mend_hot(path: &Path) {
    if beside(path, "-journal")
        .metadata()
        .is_ok_and(|file| file.len() > 0)
        && let Ok(connection) = Connection::open(path)
    {
        let _ = connection.busy_timeout(BUSY);
        // What fails is told by the look that follows.
        let _ = shape::version(&connection);
    }
}

/// A connection that cannot write: as SQLite opens it where it can, else as a file that nobody changes meanwhile. That one
/// comes with a note where changes stand beside the file that it leaves out.
fn reading(path: &Path) -> rusqlite::Result<(Connection, Option<String>)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let ready = |connection: &Connection| {
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        shape::version(connection)
    };
    let first = Connection::open_with_flags(path, flags)
        .and_then(|connection| ready(&connection).map(|_| connection));
    let error = match first {
        Ok(connection) => return Ok((connection, None)),
        Err(error) if is_damage(&error) || !is_shut(&error) => return Err(error),
        Err(error) => error,
    };
    let flags = flags | OpenFlags::SQLITE_OPEN_URI;
    let Ok(connection) = Connection::open_with_flags(immutable(path), flags) else {
        return Err(error);
    };
    ready(&connection)?;
    let left_out = ["-wal", "-journal"]
        .map(|ending| beside(path, ending))
        .into_iter()
        .find(|file| file.metadata().is_ok_and(|file| file.len() > 0));
    let note = left_out.map(|file| {
        format!(
            "the last changes of the shelf stand in {} and cannot be read where nothing can be written; \
             to see them, copy the folder to a place of your own, and name it with --data-dir",
            file.display()
        )
    });
    Ok((connection, note))
}

/// The path as the address of a file that nobody changes.
fn immutable(path: &Path) -> OsString {
    let mut address = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address.push_str("?immutable=1");
    address.into()
}

fn to_read(path: &Path) -> Result<Shelf> {
    let (connection, note) = reading(path).with_context(|| cannot_open(path))?;
    let mut shelf = Shelf::of(connection, Some(path));
    shelf.warnings.extend(note);
    Ok(shelf)
}

/// Looks at a file that is there, without writing to it: is it sound, a shelf, and not newer than this program?
fn inspect(path: &Path) -> Result<Looked> {
    let looked = reading(path).and_then(|(connection, _)| {
        let version = shape::version(&connection)?;
        let is_marked = schema::is_ours(&connection)?;
        // Its mark may be what is damaged: no other program has these tables.
        let is_built = !is_marked
            && (1..=shape::NEWEST).contains(&version)
            && shape::strange_table(&connection)?.is_none();
        let is_ours = is_marked || is_built;
        let verdict = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
        let verdict: String = match verdict {
            Err(error) if is_damage(&error) => error.to_string(),
            verdict => verdict?,
        };
        let is_known = is_ours && version <= shape::NEWEST;
        let strange = match is_known && verdict == "ok" {
            true => shape::strange_table(&connection)?,
            false => None,
        };
        let verdict = match strange {
            Some(name) => format!("what it says of its table {name} is not what was written"),
            None if is_built && verdict == "ok" => "its mark is not what was written".to_string(),
            None => verdict,
        };
        Ok((version, verdict, is_ours))
    });
    match looked {
        Ok((version, _, _)) if version > shape::NEWEST => bail!(
            "the shelf at {} was written by a newer parallax (its version is {version}, this program knows {}). \
             It was left as it is: use the newer program, or name another folder with --data-dir",
            path.display(),
            shape::NEWEST,
        ),
        Ok((_, _, false)) => bail!(
            "{} is a database, but not a shelf of parallax. It was left as it is: \
             move it away, or name another folder with --data-dir",
            path.display(),
        ),
        Ok((_, verdict, true)) if verdict == "ok" => Ok(Looked::Sound),
        Ok((_, verdict, true)) => Ok(Looked::Damaged(verdict)),
        Err(error) if is_damage(&error) => Err(Unreadable {
            path: path.to_path_buf(),
            why: error.to_string(),
        }
        .into()),
        Err(error) => Err(error).with_context(|| cannot_open(path)),
    }
}

/// Whether an error says that the file can be read at best.
fn is_shut(error: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure};
    matches!(
        error.sqlite_error_code(),
        Some(CannotOpen | DiskFull | PermissionDenied | ReadOnly | SystemIoFailure)
    )
}

/// The same for whatever was tried, with files or with SQLite.
pub(super) fn is_unwritable(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<rusqlite::Error>().is_some_and(is_shut)
            || cause
                .downcast_ref::<std::io::Error>()
                .is_some_and(private::is_refusal)
    })
}

fn damaged(path: &Path, why: &str) -> String {
    format!(
        "the shelf at {} is damaged ({}): what can be read of it is shown, and nothing is written to it; {}, {MEND}",
        path.display(),
        why.replace('\n', " "),
        to_do(path),
    )
}

/// Nothing of a shelf can be read as it stands.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", self.what(), self.ways())]
pub(super) struct Unreadable {
    path: PathBuf,
    why: String,
}

impl Unreadable {
    /// Without what to do about it.
    pub fn what(&self) -> String {
        let (path, why) = (self.path.display(), &self.why);
        format!("the shelf at {path} is damaged and cannot be read ({why}). It was left as it is")
    }

    fn ways(&self) -> String {
        match copies::are_none(&self.path) {
            true => format!(
                "{MEND} if there is something; {}",
                memory::way_out(&self.path)
            ),
            false => format!("{}, {MEND} if there is something", to_do(&self.path)),
        }
    }
}
