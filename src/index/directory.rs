//! The folder as Tantivy sees it: every file is checked before it is read, and a folder that cannot be written can be read.
//!
//! Invariant: no byte of a file reaches Tantivy, which trusts what it reads, before the whole file was found to be what was
//! written. Where damage is found the file is named in an error of the kind [`ErrorKind::InvalidData`].

use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::checksum;
use super::watched::{Sound, Watched};

/// Bytes of a list of segments or of files: a segment takes some hundred bytes in it, and there are a few dozen. A longer one is damage, and is
/// not read.
const MOST_OF_LIST: u64 = 16 << 20;

/// Bytes that are read again at a time: some 20 ms, for which whoever asks in between waits.
const AGAIN_BYTES: u64 = 64 << 20;

/// What may be done in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Write,
    /// Nothing is written, made or locked there, not for a moment.
    Read,
}

/// A folder of files that are checked. Clones share what was found to be sound.
///
/// Each file is read to its end once a process, before Tantivy sees it. Neither its size nor its time stands in for that: a
/// bit that flips on the disk changes none of them. A file is written once and never changed, so who opens it once more does not
/// read it again, and only the new files are read after a commit. Who keeps it open [looks again](Folder::look_again).
#[derive(Clone, Debug)]
pub(super) struct Folder {
    path: PathBuf,
    files: MmapDirectory,
    access: Access,
    sound: Arc<Mutex<HashMap<PathBuf, Arc<Sound>>>>,
}

impl Folder {
    pub(super) fn open(path: &Path, access: Access) -> Result<Folder, OpenDirectoryError> {
        Ok(Folder {
            path: path.to_path_buf(),
            files: MmapDirectory::open(path)?,
            access,
            sound: Arc::default(),
        })
    }

    pub(super) fn access(&self) -> Access {
        self.access
    }

    /// Reads the file to its end, if no one did before.
    pub(super) fn checked(&self, path: &Path) -> Result<Arc<Sound>, OpenReadError> {
        if let Some(sound) = self.sound().get(path) {
            return Ok(Arc::clone(sound));
        }
        let found = self.path.join(path).metadata();
        let found = found.map_err(|error| unread(path, error))?;
        self.check(path)?;
        let sound = Arc::new(Sound::of(&found));
        self.sound().insert(path.to_path_buf(), Arc::clone(&sound));
        Ok(sound)
    }

    /// Reads the file to its end, whatever was found before.
    pub(super) fn check(&self, path: &Path) -> Result<(), OpenReadError> {
        checksum::check_file(&self.path.join(path), |_| ()).map_err(|error| unread(path, error))
    }

    /// Reads again, to their end, the files that somebody wrote to since they were read: nobody ever does, and a copy of another
    /// index that is played over this one does. One look at each file.
    pub(super) fn look_for_change(&self) -> Result<(), OpenReadError> {
        for (path, sound) in self.all_sound() {
            let at = self.path.join(&path);
            match at.metadata() {
                Ok(found) if !sound.is_untouched(&found) => self.read_again(&path, &sound)?,
                // Another parallax deletes what is of no use any more; what is mapped stays.
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads again, to their end, some of the files that were not read since `every` ago, and all once, so that from then on each
    /// block is held against its sum when it is read. Whether there are more of them.
    pub(super) fn look_again(&self, every: Duration) -> Result<bool, OpenReadError> {
        let since = Instant::now().checked_sub(every);
        let mut read = 0;
        for (path, sound) in self.all_sound() {
            if sound.is_watched(since) {
                continue;
            }
            if read >= AGAIN_BYTES {
                return Ok(true);
            }
            let bytes = self.path.join(&path).metadata();
            read += bytes.map_or(0, |found| found.len());
            self.read_again(&path, &sound)?;
        }
        Ok(false)
    }

    fn read_again(&self, path: &Path, sound: &Sound) -> Result<(), OpenReadError> {
        match sound.read_again(&self.path.join(path)) {
            // Another parallax deletes what is of no use any more: nobody opens it again.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.sound().remove(path);
                Ok(())
            }
            read => read.map_err(|error| unread(path, error)),
        }
    }

    fn all_sound(&self) -> Vec<(PathBuf, Arc<Sound>)> {
        let sound = self.sound();
        let all = sound
            .iter()
            .map(|(path, sound)| (path.clone(), Arc::clone(sound)));
        all.collect()
    }

    fn sound(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Arc<Sound>>> {
        self.sound.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn writable(&self) -> io::Result<()> {
        match self.access {
            Access::Write => Ok(()),
            Access::Read => Err(io::Error::new(
                ErrorKind::ReadOnlyFilesystem,
                "the index was opened to be read only",
            )),
        }
    }
}

fn unread(path: &Path, error: io::Error) -> OpenReadError {
    match error.kind() {
        ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_path_buf()),
        _ => OpenReadError::wrap_io_error(error, path.to_path_buf()),
    }
}

/// Makes a file that was just made its owner's alone.
pub(super) fn close(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(Watched {
            path: path.to_path_buf(),
            sound: self.checked(path)?,
            file: self.files.get_file_handle(path)?,
        }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.writable().map_err(|error| DeleteError::IoError {
            io_error: Arc::new(error),
            filepath: path.to_path_buf(),
        })?;
        self.sound().remove(path);
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.writable()
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_path_buf()))?;
        let written = self.files.open_write(path)?;
        close(&self.path.join(path))
            .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_path_buf()))?;
        Ok(written)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = std::fs::metadata(self.path.join(path)).map_or(0, |file| file.len());
        if bytes > MOST_OF_LIST {
            let damaged = checksum::damaged(path);
            return Err(OpenReadError::wrap_io_error(damaged, path.to_path_buf()));
        }
        let sealed = self.files.atomic_read(path)?;
        checksum::unsealed(sealed, path)
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_path_buf()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.writable()?;
        self.files.atomic_write(path, &checksum::sealed(data))?;
        close(&self.path.join(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.writable()?;
        self.files.sync_directory()
    }

    /// One who only reads has no lock: Tantivy's is a file that it makes. It keeps a writer from deleting files while they are
    /// opened; without it the one who opens them looks again where one is gone.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.access {
            Access::Write => {
                let locked = self.files.acquire_lock(lock)?;
                // Another's lock file stays as it is.
                let _ = close(&self.path.join(&lock.filepath));
                Ok(locked)
            }
            Access::Read => Ok(DirectoryLock::from(Box::new(()))),
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        match self.access {
            Access::Write => self.files.watch(callback),
            // Nobody calls back; the reader reloads when it is told to.
            Access::Read => Ok(WatchHandle::empty()),
        }
    }
}
