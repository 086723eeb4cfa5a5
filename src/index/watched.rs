//! A file that stays open: what is read of it later is still what was written.
//!
//! Files are mapped into memory, and a search sees what stands on the disk when it reads, not when the file was checked. Whoever
//! keeps an index open therefore keeps a sum of every block of it as well, and each block that is read is held against its sum.
//! What Tantivy reads once and goes on using, the lists of terms, is read again from time to time: see
//! [`Folder::look_again`](super::directory::Folder::look_again).

use std::fs::Metadata;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Instant, SystemTime};

use crc32fast::Hasher;
use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

use super::checksum;

/// Bytes of one sum. A list of postings is some hundred bytes to some ten thousand: a larger block would be read for one of
/// them, a smaller one makes more sums. So large a block takes some two microseconds; the sums of 60 MB are 15 KB.
const BLOCK_BYTES: usize = 16 * 1024;

/// What another program changes of a file that it writes over.
type Stamp = (u64, Option<SystemTime>);

/// A file that was found to be what was written.
#[derive(Debug)]
pub(super) struct Sound {
    known: Mutex<Known>,
    /// Of each block, once the file was looked at again.
    sums: OnceLock<Vec<u32>>,
}

#[derive(Debug)]
struct Known {
    stamp: Stamp,
    read: Instant,
}

impl Sound {
    /// As it was when its check began.
    pub(super) fn of(found: &Metadata) -> Sound {
        Sound {
            known: Mutex::new(Known {
                stamp: stamp(found),
                read: Instant::now(),
            }),
            sums: OnceLock::new(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody wrote to it since it was read, as far as its size and time tell. A bit that flips changes neither.
    pub(super) fn is_untouched(&self, found: &Metadata) -> bool {
        self.known().stamp == stamp(found)
    }

    /// Whether its blocks have sums, and it was read to its end after `since`.
    pub(super) fn is_watched(&self, since: Option<Instant>) -> bool {
        let is_fresh = since.is_none_or(|since| self.known().read > since);
        self.sums.get().is_some() && is_fresh
    }

    /// Reads the file at `path` to its end once more. Errors where it is not what it was.
    pub(super) fn read_again(&self, path: &Path) -> io::Result<()> {
        let found = path.metadata()?;
        let mut blocks = Blocks::default();
        checksum::check_file(path, |bytes| blocks.take(bytes))?;
        let now = blocks.end();
        if *self.sums.get_or_init(|| now.clone()) != now {
            return Err(checksum::damaged(path));
        }
        *self.known() = Known {
            stamp: stamp(&found),
            read: Instant::now(),
        };
        Ok(())
    }
}

fn stamp(found: &Metadata) -> Stamp {
    (found.len(), found.modified().ok())
}

/// The sums of the blocks of what it is given.
#[derive(Default)]
struct Blocks {
    sums: Vec<u32>,
    hasher: Hasher,
    filled: usize,
}

impl Blocks {
    fn take(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = (BLOCK_BYTES - self.filled).min(bytes.len());
            let (now, rest) = bytes.split_at(room);
            self.hasher.update(now);
            self.filled += room;
            if self.filled == BLOCK_BYTES {
                self.close();
            }
            bytes = rest;
        }
    }

    fn close(&mut self) {
        self.sums.push(std::mem::take(&mut self.hasher).finalize());
        self.filled = 0;
    }

    fn end(mut self) -> Vec<u32> {
        if self.filled > 0 {
            self.close();
        }
        self.sums
    }
}

/// A file as Tantivy reads it.
#[derive(Debug)]
pub(super) struct Watched {
    pub(super) path: PathBuf,
    pub(super) file: Arc<dyn FileHandle>,
    pub(super) sound: Arc<Sound>,
}

impl FileHandle for Watched {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if let Some(sums) = self.sound.sums.get() {
            let blocks = range.start / BLOCK_BYTES..range.end.div_ceil(BLOCK_BYTES);
            for block in blocks {
                let from = block * BLOCK_BYTES;
                let bytes = from..(from + BLOCK_BYTES).min(self.len());
                let bytes = self.file.read_bytes(bytes)?;
                if sums.get(block) != Some(&crc32fast::hash(&bytes)) {
                    return Err(checksum::damaged(&self.path));
                }
            }
        }
        self.file.read_bytes(range)
    }
}

impl HasLen for Watched {
    fn len(&self) -> usize {
        self.file.len()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::super::Index;
    use super::*;
    use crate::analysis::reading;
    use crate::model::Draft;

    #[test]
    fn blocks_have_the_sums_of_their_bytes_however_they_come() {
        let bytes: Vec<u8> = (0..BLOCK_BYTES * 2 + 5)
            .map(|at| (at % 251) as u8)
            .collect();
        let whole: Vec<u32> = bytes.chunks(BLOCK_BYTES).map(crc32fast::hash).collect();
        for piece in [1000, BLOCK_BYTES, BLOCK_BYTES + 1, bytes.len()] {
            let mut blocks = Blocks::default();
            bytes.chunks(piece).for_each(|piece| blocks.take(piece));
            assert_eq!(blocks.end(), whole, "{piece}");
        }
        assert_eq!(Blocks::default().end(), [0; 0]);
    }

    #[test]
    fn every_file_of_an_open_index_is_read_again_and_a_flipped_bit_found() {
        let root = std::env::temp_dir().join(format!("parallax-again-{}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        let index = Index::anew(&root).unwrap();
        let mut writer = index.writer().unwrap();
        let draft = Draft {
            paragraphs: vec!["The ferry ran aground.".into()],
            ..Draft::default()
        };
        let article = reading::analyse(draft, "ferry".into());
        writer.put(1, &article).unwrap();
        writer.commit(1).unwrap();
        writer.finish().unwrap();
        let mut looked = 0;
        for entry in fs::read_dir(&root).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            if !["term", "idx", "pos", "fast", "fieldnorm"].contains(&&*ending) {
                continue;
            }
            let index = Index::open_to_read(&root).unwrap();
            let every = Duration::from_mins(10);
            assert!(!index.look_again(every).unwrap(), "nothing is open yet");
            index.ready().unwrap();
            assert!(!index.look_again(every).unwrap());
            let whole = fs::read(&path).unwrap();
            let mut flipped = whole.clone();
            flipped[whole.len() / 2] ^= 4;
            fs::write(&path, &flipped).unwrap();
            assert!(!index.look_again(every).unwrap(), "not yet");
            let error = index.look_again(Duration::ZERO).unwrap_err();
            assert!(super::super::damage(&error).is_some(), "{error:#}");
            let searched = index.ready().unwrap_err();
            assert!(searched.to_string().contains("is damaged"), "{searched}");
            assert!(!index.is_usable());
            fs::write(&path, &whole).unwrap();
            looked += 1;
        }
        assert_eq!(looked, 5);
        fs::remove_dir_all(root).unwrap();
    }
}
