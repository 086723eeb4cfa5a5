//! Whether the file where the catalogue stands is still the one that was opened, and holds what it held.

use std::cell::Cell;
use std::path::Path;
use std::time::SystemTime;

use super::home::identity;
use crate::catalogue::Catalogue;

/// Times that the file is read where it tells another generation than the catalogue that is open: another parallax may commit
/// between the two, but not each time.
const TRIES: u32 = 3;

/// Which file a catalogue was when it was opened, and how it looked when it was found to hold that catalogue last.
#[derive(Default)]
pub(super) struct Standing {
    file: Option<(u64, u64)>,
    sound: Cell<Option<Looks>>,
}

/// Changes with whatever is written to a file.
type Looks = (u64, SystemTime);

fn looks(path: &Path) -> Option<Looks> {
    let file = path.metadata().ok()?;
    Some((file.len(), file.modified().ok()?))
}

impl Standing {
    /// Which file stands there now. Call it before the catalogue is opened: what takes its place from then on is noticed.
    pub fn of(path: &Path) -> Standing {
        Standing {
            file: identity(path),
            sound: Cell::new(None),
        }
    }

    pub fn is_there(&self) -> bool {
        self.file.is_some()
    }

    /// Whether both are of one file.
    pub fn is_that_of(&self, other: &Standing) -> bool {
        self.file == other.file
    }

    /// Whether another file stands there now, or the file was emptied or holds another catalogue than the one that is open.
    ///
    /// Two looks at the folder where nothing was written since this was last asked; else the file is read past what the open
    /// catalogue keeps of it. What cannot be read now is looked at the next time.
    pub fn is_other(&self, path: &Path, open: &Catalogue) -> bool {
        if identity(path) != self.file {
            return true;
        }
        let now = looks(path);
        if now.is_none() || now == self.sound.get() {
            return false;
        }
        match open.is_what_stands_at(path, TRIES) {
            Ok(true) => {
                self.sound.set(now);
                false
            }
            Ok(false) => true,
            Err(error) => crate::catalogue::is_damage(&error),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::worker::{AddOptions, Home, Library, Source};

    fn library(dir: &Path, text: &str) -> Library {
        std::fs::create_dir_all(dir).unwrap();
        let file = dir.join("article.txt");
        std::fs::write(&file, text).unwrap();
        let home = Home {
            dir: dir.join("home"),
        };
        let mut library = Library::open(&home).unwrap();
        let (options, stop) = (AddOptions::default(), AtomicBool::new(false));
        let source = [Source::Path(file)];
        library.add(&source, &options, &mut |_| {}, &stop).unwrap();
        drop(library);
        Library::open(&home).unwrap()
    }

    #[test]
    fn a_catalogue_that_is_emptied_or_written_over_in_its_place_is_another_one() {
        let dir = std::env::temp_dir().join(format!("parallax-standing-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let own = library(
            &dir.join("own"),
            "The ferry ran aground near the harbour on Tuesday.\n",
        );
        let other = library(
            &dir.join("other"),
            "The council of Wexford voted for a new bridge on Friday.\n",
        );
        assert!(!own.is_replaced());
        // What the library itself or another program writes makes none other of it.
        let own_file = own.home().unwrap().catalogue();
        let beside = Library::open(own.home().unwrap()).unwrap();
        drop(beside);
        assert!(!own.is_replaced());

        let other_file = other.home().unwrap().catalogue();
        drop(other);
        let whole = std::fs::read(&other_file).unwrap();
        std::fs::write(&own_file, &whole).unwrap();
        assert!(own.is_replaced());
        assert!(own.is_replaced(), "it stays another one");
        for ending in ["-wal", "-shm"] {
            let mut log = own_file.clone().into_os_string();
            log.push(ending);
            let _ = std::fs::remove_file(log);
        }
        std::fs::write(&own_file, "").unwrap();
        assert!(own.is_replaced());
        drop(own);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
