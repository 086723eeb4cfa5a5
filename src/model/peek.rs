//! Some bytes of a file that SQLite has open, read past it.
//!
//! On Unix a process that closes a file lets go of every lock that it has on that file, also those of SQLite's connections; another
//! process then takes itself for the last one, and removes the log that is in use here. See
//! <https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_>. So what was opened to
//! be read here stays open as long as the file has a name.

use std::fs::File;
use std::io;
use std::path::Path;

/// The bytes of a file from `at` on.
///
/// # Errors
/// Where it is not there, cannot be read or ends before them.
#[cfg(unix)]
pub fn peek<const BYTES: usize>(path: &Path, at: u64) -> io::Result<[u8; BYTES]> {
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
    let mut bytes = [0; BYTES];
    if let Some(file) = open.iter().find(is_it) {
        file.read_exact_at(&mut bytes, at)?;
        return Ok(bytes);
    }
    let file = File::open(path)?;
    let read = file.read_exact_at(&mut bytes, at);
    open.push(file);
    read.map(|()| bytes)
}

#[cfg(not(unix))]
pub fn peek<const BYTES: usize>(path: &Path, at: u64) -> io::Result<[u8; BYTES]> {
    use std::io::{Read, Seek, SeekFrom};

    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = [0; BYTES];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
