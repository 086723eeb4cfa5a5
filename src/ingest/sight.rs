//! A file as it is before it is read: what kind it is, how large, how it begins. What is no article is refused here, before
//! it costs anything.
//!
//! Nothing here waits: a pipe, a device or a socket that stands where a file was is opened without waiting for its other end,
//! and refused by what the opened thing itself says it is.

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use crate::model::{Skipped, place};

use super::at::At;
use super::bounds::size;
use super::broken;
use super::decode::{HEAD_BYTES, writing};
use super::door::{hand_over, open as door, told};
use super::format::{Each, Format, Source, skipped};
use super::nest::Nest;
use super::{Options, origin_of};

/// Bytes read at a time.
const BLOCK_BYTES: usize = 64 * 1024;

/// A file that can be read.
pub struct Sighted {
    pub origin: String,
    format: &'static dyn Format,
    head: Vec<u8>,
    file: At,
    bytes: u64,
}

/// Looks at kind, size and beginning of a file. Reads at most its first 64 KiB.
///
/// # Errors
/// Why it is not read: what it is instead of a file of a format that is read, or what the system says.
pub fn sight(path: &Path, options: &Options) -> Result<Sighted, Skipped> {
    let origin = origin_of(path);
    let unread = |error: io::Error| skipped(&origin, unreadable(&error), true);
    let mut file = match open(path) {
        Ok(file) => file,
        Err(error) => {
            let special = path.metadata().ok().and_then(|facts| special(&facts));
            return Err(match special {
                Some(what) => skipped(&origin, what, false),
                None => unread(error),
            });
        }
    };
    let facts = file.metadata().map_err(unread)?;
    if let Some(what) = special(&facts) {
        return Err(skipped(&origin, what, false));
    }
    // What the system makes up while it is read (/proc) says that it is empty, and may never end.
    let mut head = Vec::new();
    if facts.len() > 0 {
        let mut start = file.by_ref().take(HEAD_BYTES as u64);
        start.read_to_end(&mut head).map_err(unread)?;
    }
    let format =
        told(place::name_of(&origin), &head).map_err(|reason| skipped(&origin, reason, false))?;
    let limit = format.most_bytes(options);
    if let Some(limit) = limit.filter(|limit| facts.len() > *limit) {
        let reason = format!("larger than {}", size(limit));
        return Err(skipped(&origin, reason, true));
    }
    Ok(Sighted {
        origin,
        format,
        head,
        file: At::start(file),
        bytes: facts.len(),
    })
}

impl Sighted {
    /// Hands over all bytes of the file, from the first one.
    ///
    /// # Errors
    /// The file cannot be read to its end, or `take` ends it.
    pub fn blocks(&mut self, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        let mut block = vec![0; BLOCK_BYTES];
        loop {
            let read = match self.file.read(&mut block) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 {
                return Ok(());
            }
            take(&block[..read])?;
        }
    }

    /// Reads article by article; `seen` is shown every byte on its way, and may stop it with an error. `true` where the file
    /// was read to its last byte.
    pub fn read(
        mut self,
        options: &Options,
        seen: &mut dyn FnMut(&[u8]) -> io::Result<()>,
        each: Each<'_>,
    ) -> bool {
        let mut done = 0;
        let head = std::mem::take(&mut self.head);
        let mut rest = self.file.clone();
        if let Err(error) = rest.seek(SeekFrom::Start(head.len() as u64)) {
            let _ = each(Err(skipped(&self.origin, unreadable(&error), true)));
            return false;
        }
        let source = Source {
            origin: self.origin.clone(),
            name: place::name_of(&self.origin).to_string(),
            options,
            writing: writing(&head),
            input: Box::new(Watched {
                inner: Cursor::new(head).chain(rest),
                seen,
                done: &mut done,
            }),
            bytes: Some(self.bytes),
            file: Some(self.file),
            nest: Nest::top(self.bytes, options, door),
        };
        let _ = hand_over(self.format, source, each);
        done == self.bytes
    }
}

/// A reader that shows what it reads.
struct Watched<'a, R> {
    inner: R,
    seen: &'a mut dyn FnMut(&[u8]) -> io::Result<()>,
    done: &'a mut u64,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        (self.seen)(&buffer[..read])?;
        *self.done += read as u64;
        Ok(read)
    }
}

/// Opens without waiting for anything at the other end, and without making a terminal this program's own.
#[cfg(unix)]
pub(super) fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    File::options()
        .read(true)
        .custom_flags(i32::try_from(flags).unwrap_or(0))
        .open(path)
}

#[cfg(not(unix))]
pub(super) fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// What is there instead of a file, if it is none.
pub(super) fn special(facts: &std::fs::Metadata) -> Option<&'static str> {
    let kind = facts.file_type();
    if kind.is_file() {
        return None;
    }
    if kind.is_dir() {
        return Some("a folder");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return Some(
                "a named pipe, not a file: what comes through it can be given to `parallax add -`",
            );
        }
        if kind.is_socket() {
            return Some("a socket, not a file");
        }
        if kind.is_block_device() || kind.is_char_device() {
            return Some("a device, not a file");
        }
    }
    Some("not a regular file")
}

/// Why a file cannot be read.
fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {}", broken::why(error))
}
