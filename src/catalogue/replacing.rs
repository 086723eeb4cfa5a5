//! A catalogue made anew beside the one there is, and put into its place when it is whole.
//!
//! Invariant: at every moment one whole catalogue stands in the place: the old one, or the new one without a log.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use rusqlite::Connection;

use super::Catalogue;
use super::damage::{NEW, beside};

/// Where the catalogue that is to be at `path` is made anew; something there is what another one left that was ended.
fn place_beside(path: &Path) -> PathBuf {
    beside(path, NEW)
}

/// Removes what one left that was ended while it made a catalogue anew.
pub fn clear_beside(path: &Path) -> Result<()> {
    let place = place_beside(path);
    for file in [
        place.clone(),
        beside(&place, "-wal"),
        beside(&place, "-shm"),
    ] {
        if file.exists() {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

impl Catalogue {
    /// Makes an empty and unfinished catalogue beside the one at `path`, whose generations come after `generation` and whose
    /// numbers after `number`: whoever still holds an article or an index of the old one cannot take it for one of the new.
    pub fn beside(path: &Path, generation: u64, number: u64) -> Result<Catalogue> {
        clear_beside(path)?;
        let place = place_beside(path);
        let catalogue = Catalogue::existing(&place)?
            .map_err(|reason| anyhow!("a new catalogue is not usable: {reason}"))?;
        catalogue.begin()?;
        for key in ["generation", "derived", "altered", "forgotten"] {
            catalogue.set_meta(key, &generation.to_string())?;
        }
        catalogue.connection.execute(
            "INSERT INTO sqlite_sequence(name, seq) VALUES ('article', ?1)",
            [i64::try_from(number)?],
        )?;
        catalogue.set_unfinished(true)?;
        catalogue.commit()?;
        Ok(catalogue)
    }

    /// Puts this catalogue, made by [`Catalogue::beside`], into the place at `path`. Only who holds the lock of the library
    /// may do so, after its own connection to the old one ended; others read on in the old file, which is gone with them.
    pub fn put_in_place(self, path: &Path) -> Result<()> {
        let place = place_beside(path);
        let failed = || {
            format!(
                "cannot put the new catalogue in the place of {}",
                path.display()
            )
        };
        self.flush().with_context(failed)?;
        self.connection
            .close()
            .map_err(|(_, error)| error)
            .with_context(failed)?;
        File::open(&place)
            .and_then(|file| file.sync_all())
            .with_context(failed)?;
        let log = beside(&place, "-wal");
        if log.metadata().is_ok_and(|log| log.len() > 0) {
            return Err(anyhow!("the log of the new one did not end").context(failed()));
        }
        if super::damage::strange(path).is_some() {
            super::damage::set_aside(path)?;
        }
        // The old one must be whole without its log, which is not to be played into the new one. A damaged one never will be.
        if let Ok(connection) = Connection::open(path) {
            let _ = connection.busy_timeout(super::BUSY);
            let _ = checkpoint(&connection);
            drop(connection);
        }
        for ending in ["-wal", "-shm"] {
            let old = beside(path, ending);
            if old.exists() {
                fs::remove_file(&old).with_context(failed)?;
            }
        }
        fs::rename(&place, path).with_context(failed)?;
        sync_folder(path);
        for ending in ["-wal", "-shm"] {
            // Empty, if they are there at all.
            let _ = fs::remove_file(beside(&place, ending));
        }
        Ok(())
    }

    fn flush(&self) -> Result<()> {
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        checkpoint(&self.connection)?;
        Ok(())
    }
}

/// Writes the log into the file, and empties it.
fn checkpoint(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// A new name is on the disk once its folder is; where folders cannot be synced, the system does it in its own time.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Opened;
    use super::*;

    #[test]
    fn the_new_one_stands_alone_in_the_place_and_others_read_on_in_the_old() {
        let folder =
            std::env::temp_dir().join(format!("parallax-replacing-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("catalogue.sqlite");
        let Opened::Ready(reader) = Catalogue::open(&path).unwrap() else {
            panic!("set aside");
        };
        reader.begin().unwrap();
        reader.commit().unwrap();
        fs::write(place_beside(&path), "what one left that was killed").unwrap();
        let new = Catalogue::beside(&path, 7, 40).unwrap();
        assert_eq!(reader.generation().unwrap(), 1);
        new.put_in_place(&path).unwrap();
        assert_eq!(reader.generation().unwrap(), 1);
        let names: Vec<_> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["catalogue.sqlite"]);
        let Opened::Ready(other) = Catalogue::open(&path).unwrap() else {
            panic!("set aside");
        };
        assert_eq!(other.generation().unwrap(), 8);
        // The one who read the old file leaves nothing of it in the place of the new one.
        other.begin().unwrap();
        other.commit().unwrap();
        drop(reader);
        let again = Catalogue::open_to_read(&path).unwrap();
        assert_eq!(again.generation().unwrap(), 9);
        assert!(other.faults().is_empty(), "{:?}", other.faults());
        fs::remove_dir_all(&folder).unwrap();
    }
}
