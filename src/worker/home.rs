//! Where everything is kept, and the lock that lets one parallax at a time write to it.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::model::leads_nowhere;
use crate::shelf::{Shelf, private};

/// Bytes of the name of a process in the lock file: it is a number.
const NAME_BYTES: u64 = 32;

/// The folder that holds the shelf, the catalogue, the index and what came from standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub dir: PathBuf,
}

impl Home {
    /// `data_dir` if given, else the variable `PARALLAX_HOME`, else where the system keeps the data of programs.
    pub fn find(data_dir: Option<&Path>) -> Result<Home> {
        let dir = match (data_dir, std::env::var_os("PARALLAX_HOME")) {
            (Some(dir), _) => dir.to_path_buf(),
            (None, Some(dir)) if !dir.is_empty() => PathBuf::from(dir),
            _ => directories::ProjectDirs::from("", "", "parallax")
                .context("no home folder is known: say where to keep the library with --data-dir or PARALLAX_HOME")?
                .data_dir()
                .to_path_buf(),
        };
        // A later change of the working folder must not move the library.
        let dir = std::path::absolute(&dir)
            .with_context(|| format!("cannot tell where {} is", dir.display()))?;
        Ok(Home { dir })
    }

    pub fn shelf(&self) -> PathBuf {
        self.dir.join("shelf.sqlite")
    }

    /// The shelf; where nothing of it can be read, an empty one in its place that says so and takes nothing.
    pub(super) fn opened_shelf(&self) -> Result<Shelf> {
        match Shelf::open(&self.shelf()) {
            Err(error) => Shelf::unread(&self.shelf(), format!("{error:#}")),
            opened => opened,
        }
    }

    pub fn catalogue(&self) -> PathBuf {
        self.dir.join("catalogue.sqlite")
    }

    pub fn index(&self) -> PathBuf {
        self.dir.join("index")
    }

    /// What comparing the stories said in short; nothing is lost with it.
    pub(super) fn weights(&self) -> PathBuf {
        self.dir.join("compared.jsonl")
    }

    /// Copies of what came from standard input: the sources of those articles.
    pub fn kept(&self) -> PathBuf {
        self.dir.join("kept")
    }

    /// The originals of what was added.
    pub(super) fn originals(&self) -> PathBuf {
        self.dir.join("originals")
    }

    /// What was fetched: pages and items as they came, what is known of the feeds that are followed and of lists of links.
    pub(super) fn web(&self) -> PathBuf {
        self.dir.join("web")
    }

    fn lock(&self) -> PathBuf {
        self.dir.join("library.lock")
    }

    /// Looks whether the folder, where there is one, is a folder and may be looked into: one that is closed to whoever runs
    /// this is not empty. Asks the system twice.
    ///
    /// # Errors
    /// It may not, or is none; in words, with what to do.
    pub fn look(&self) -> Result<()> {
        let at = self.dir.display();
        match self.dir.metadata() {
            Ok(found) if !found.is_dir() => {
                let what = match found.is_file() {
                    true => "it is a file",
                    false => "it is a pipe, a socket or a device",
                };
                bail!(
                    "{at} can be no home: {what}, and not a folder; name a folder with --data-dir or PARALLAX_HOME"
                )
            }
            Err(error) if error.kind() == ErrorKind::NotADirectory => bail!(
                "{at} can be no home: a part of its path is a file, and not a folder; name another with --data-dir or PARALLAX_HOME"
            ),
            _ => private::may_read(&self.dir),
        }
    }

    /// # Errors
    /// The catalogue is closed to whoever runs this, or a link that leads nowhere: the articles may be on a disk that is away, and
    /// are not read anew.
    pub(super) fn may_read_catalogue(&self) -> Result<()> {
        if let Some(words) = leads_nowhere(&self.catalogue()) {
            bail!("the catalogue cannot be read: {words}");
        }
        private::may_read(&self.catalogue())
    }

    /// Makes the folder where there is none.
    pub fn make(&self) -> Result<()> {
        private::make_folder(&self.dir)
    }

    /// Whether it can be written to, or can be made.
    ///
    /// # Errors
    /// Why not, and what to do.
    pub fn can_write(&self) -> Result<(), String> {
        if !self.dir.exists() {
            return Ok(());
        }
        private::can_write(&self.dir).map_err(|error| private::why(&self.dir, &error.to_string()))
    }

    /// Nobody else may look into this folder: then its files, and those in its folders, are no others' business either,
    /// whatever wrote them.
    fn close_files(&self) {
        if private::is_open_to_others(&self.dir) {
            return;
        }
        let folders = [self.dir.clone(), self.index(), self.kept()];
        for entry in folders
            .iter()
            .flat_map(std::fs::read_dir)
            .flatten()
            .flatten()
        {
            // Another parallax may have taken it away meanwhile.
            let _ = private::close(&entry.path());
        }
    }

    /// The process that is adding articles now, if one is.
    pub fn writing(&self) -> Option<Locked> {
        // Only a lock file that names a process is tried: trying an idle one could turn another parallax away.
        let named = private::read_small(&self.lock(), NAME_BYTES);
        let named = named.is_some_and(|text| !text.trim().is_empty());
        if !named {
            return None;
        }
        match Lock::take(self) {
            Err(LockError::Locked(locked)) => Some(locked),
            _ => None,
        }
    }
}

/// Another parallax holds the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("another parallax{} is adding articles", process.map(|id| format!(" (process {id})")).unwrap_or_default())]
pub struct Locked {
    /// `None` where the lock file does not say.
    pub process: Option<u32>,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum LockError {
    #[error(transparent)]
    Locked(#[from] Locked),
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

/// The right to write, until dropped. The system takes it back from a process that dies.
#[derive(Debug)]
pub struct Lock {
    file: File,
    home: Home,
}

impl Lock {
    pub(super) fn take(home: &Home) -> Result<Lock, LockError> {
        let path = home.lock();
        if private::strange(&path).is_some() || leads_nowhere(&path).is_some() {
            // A pipe, a link or a folder cannot be locked; nobody else holds what is made in its place.
            let aside = home.dir.join("library.lock.set-aside");
            std::fs::rename(&path, &aside).with_context(|| {
                format!(
                    "{} is no file, and cannot be moved out of the way",
                    path.display()
                )
            })?;
        }
        let mut file = private::options()
            .read(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                // What cannot be read is not known.
                let _ = (&mut file).take(NAME_BYTES).read_to_string(&mut text);
                let process = text.trim().parse().ok();
                return Err(Locked { process }.into());
            }
            Err(TryLockError::Error(error)) => {
                return Err(anyhow::Error::new(error)
                    .context(format!("cannot lock {}", path.display()))
                    .into());
            }
        }
        let named = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| write!(file, "{}", std::process::id()));
        named.with_context(|| format!("cannot write to {}", path.display()))?;
        let home = home.clone();
        Ok(Lock { file, home })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.home.close_files();
        // An unlocked file without a process says at a glance that nobody writes.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// Changes where a file is replaced by another of the same name; `None` where there is no file, or no way to tell.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
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

/// Whether articles were added that a home without a catalogue has lost.
pub(super) fn has_sources(home: &Home) -> bool {
    let has_listed = home.shelf().exists()
        && Shelf::open(&home.shelf())
            .and_then(|shelf| shelf.sources())
            .is_ok_and(|sources| !sources.is_empty());
    has_listed || home.web().join("pages").is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(name: &str) -> Home {
        let dir = std::env::temp_dir().join(format!("parallax-home-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let home = Home { dir };
        home.make().unwrap();
        home
    }

    #[test]
    fn the_second_is_told_who_has_the_lock() {
        let home = home("lock");
        assert_eq!(home.writing(), None);
        let lock = Lock::take(&home).unwrap();
        let process = Some(std::process::id());
        assert!(
            matches!(Lock::take(&home), Err(LockError::Locked(locked)) if locked.process == process)
        );
        assert_eq!(home.writing(), Some(Locked { process }));
        drop(lock);
        assert_eq!(home.writing(), None);
        assert!(Lock::take(&home).is_ok());
    }

    #[test]
    fn a_folder_given_goes_before_everything() {
        let home = Home::find(Some(Path::new("somewhere"))).unwrap();
        assert!(home.dir.is_absolute() && home.dir.ends_with("somewhere"));
    }
}
