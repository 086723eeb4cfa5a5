//! The first bytes of a catalogue's file, read past SQLite.
//!
//! On Unix a process that closes a file lets go of every lock that it has on that file, also those of SQLite's connections; another
//! process then takes itself for the last one, and removes the log that is in use here. See
//! <https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_>. So what was opened to
//! be read here stays open as long as the file has a name.

use std::fs::File;
use std::io;
use std::path::Path;

/// Bytes of the header of a database, see <https://sqlite.org/fileformat2.html#the_database_header>.
pub(super) const HEAD: usize = 100;

/// The head of the file.
///
/// # Errors
/// Where it is not there, cannot be read or is shorter.
#[cfg(unix)]
pub(super) fn read(path: &Path) -> io::Result<[u8; HEAD]> {
    use std::os::unix::fs::{FileExt, MetadataExt};
    use std::sync::{Mutex, PoisonError};

    static OPEN: Mutex<Vec<File>> = Mutex::new(Vec::new());

    let facts = path.metadata()?;
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    // Nobody finds a file without a name, so that nobody can take a lock of it.
    open.retain(|file| file.metadata().is_ok_and(|file| file.nlink() > 0));
    let is_it = |file: &&File| {
        file.metadata()
            .is_ok_and(|file| (file.dev(), file.ino()) == (facts.dev(), facts.ino()))
    };
    let mut head = [0; HEAD];
    if let Some(file) = open.iter().find(is_it) {
        file.read_exact_at(&mut head, 0)?;
        return Ok(head);
    }
    let file = File::open(path)?;
    let read = file.read_exact_at(&mut head, 0);
    open.push(file);
    read.map(|()| head)
}

#[cfg(not(unix))]
pub(super) fn read(path: &Path) -> io::Result<[u8; HEAD]> {
    let mut head = [0; HEAD];
    io::Read::read_exact(&mut File::open(path)?, &mut head)?;
    Ok(head)
}
