//! A catalogue that is only read: nothing is written and nothing is locked, so that it can stand where nobody may write.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::damage::{self, Damage};
use super::opening::Verdict;
use super::{BUSY, CACHE, Catalogue};

impl Catalogue {
    /// Opens an existing catalogue for reading alone; whatever would write to it fails.
    ///
    /// Where the folder or the file cannot be written and no log stands beside the file, it is read as one that nobody
    /// changes: somebody who may write there and does so meanwhile gives this reader damage, or what was there before. A log
    /// beside it is read too, for which its index (`-shm`) must be there or be makeable.
    ///
    /// Fails where there is no file, where it is damaged ([`super::is_damage`]), and where another version wrote it.
    pub fn open_to_read(path: &Path) -> Result<Catalogue> {
        let at = || format!("cannot read the catalogue at {}", path.display());
        if !path.try_exists().with_context(at)? {
            return Err(anyhow::anyhow!("there is none").context(at()));
        }
        if let Some(what) = damage::strange(path) {
            return Err(anyhow::Error::new(Damage::new(what)).context(at()));
        }
        let has_log = has_log(path);
        // SQLite makes a log beside a file that it may not even write, and others could not use that log.
        let as_it_is = !has_log && !is_writable(path);
        let opened = match as_it_is {
            true => unchanging(path),
            false => sharing(path).or_else(|error| match is_refused(&error) && !has_log {
                true => unchanging(path),
                false => Err(error),
            }),
        };
        let opened = opened.map_err(|error| {
            let is_refused = is_refused(&error) && has_log;
            let error = anyhow::Error::new(error);
            match is_refused {
                true => error.context(
                    "the log of changes beside it (-wal) can be read only where files can be made in its folder: run any \
                     parallax command once as the user who may write there, or copy the whole folder",
                ),
                false => error,
            }
        });
        let catalogue = opened.with_context(at)?;
        match catalogue.verdict() {
            Verdict::Ours => Ok(catalogue),
            Verdict::Damaged(what) => Err(what.context(at())),
            Verdict::Foreign(reason) => bail!(
                "{}: {reason}, and is made anew only where it can be written: run any parallax command once as the user who \
                 may write there",
                at()
            ),
        }
    }
}

impl Catalogue {
    /// Whether the file at `path` holds this catalogue, which was opened from there, as it stands here: the file is read anew,
    /// since a connection goes on from the pages that it has where somebody writes over them. Read up to `tries` times where the
    /// two tell different generations.
    ///
    /// # Errors
    /// Where it cannot be read now.
    pub fn is_what_stands_at(&self, path: &Path, tries: u32) -> Result<bool> {
        if path.metadata()?.len() == 0 {
            return Ok(false);
        }
        // Without the log, which was written over what stood there before and may hold the id. What was not written back from it yet
        // tells nothing.
        if let Ok(alone) = unchanging(path)
            && let Ok(id) = alone.id()
            && id != self.id()?
        {
            return Ok(false);
        }
        let fresh = sharing(path)?;
        match fresh.verdict() {
            Verdict::Ours if fresh.id()? == self.id()? => {}
            Verdict::Damaged(why) if !damage::is_damage(&why) => return Err(why),
            _ => return Ok(false),
        }
        for _ in 0..tries {
            if fresh.generation()? == self.generation()? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Beside others who may write.
fn sharing(path: &Path) -> rusqlite::Result<Catalogue> {
    first_read(Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?)
}

/// As a file that nobody changes: <https://sqlite.org/uri.html>, `immutable`.
fn unchanging(path: &Path) -> rusqlite::Result<Catalogue> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    first_read(Connection::open_with_flags(address(path), flags)?)
}

/// Only the first read tells whether the file can be read.
fn first_read(connection: Connection) -> rusqlite::Result<Catalogue> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    connection.pragma_update(None, "query_only", "ON")?;
    // No file is made to sort, wherever there is no room for one.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    let catalogue = Catalogue::over(connection);
    catalogue.has_tables()?;
    Ok(catalogue)
}

/// The path as SQLite reads addresses; every byte that could mean something there is written as its number.
fn address(path: &Path) -> String {
    let mut address = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                address.push(char::from(byte));
            }
            // Writing to a string does not fail.
            _ => drop(write!(address, "%{byte:02x}")),
        }
    }
    address.push_str("?immutable=1");
    address
}

/// A log with something in it: an empty one changes nothing.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

fn is_writable(path: &Path) -> bool {
    std::fs::OpenOptions::new().append(true).open(path).is_ok()
}

/// The log or its index could not be made, or found no room on a full disk.
fn is_refused(error: &rusqlite::Error) -> bool {
    use ErrorCode::{CannotOpen, DiskFull, ReadOnly, SystemIoFailure};
    matches!(
        error.sqlite_error_code(),
        Some(CannotOpen | DiskFull | ReadOnly | SystemIoFailure)
    )
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::{Opened, is_damage};
    use super::*;

    fn made(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!(
            "parallax-read only?#%-{name}-{}",
            std::process::id()
        ));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("catalogue.sqlite");
        let Opened::Ready(catalogue) = Catalogue::open(&path).unwrap() else {
            panic!("set aside");
        };
        catalogue.begin().unwrap();
        catalogue.commit().unwrap();
        path
    }

    #[test]
    fn it_reads_beside_a_writer_and_alone_and_writes_nothing() {
        let path = made("alone");
        for catalogue in [sharing(&path).unwrap(), unchanging(&path).unwrap()] {
            assert_eq!(catalogue.generation().unwrap(), 1);
            assert!(catalogue.set_unfinished(true).is_err());
        }
        let Opened::Ready(writer) = Catalogue::open(&path).unwrap() else {
            panic!("set aside");
        };
        writer.begin().unwrap();
        writer.commit().unwrap();
        let reader = Catalogue::open_to_read(&path).unwrap();
        assert_eq!(
            reader.generation().unwrap(),
            2,
            "what stands in the log is read"
        );
        writer.begin().unwrap();
        writer.commit().unwrap();
        assert_eq!(reader.generation().unwrap(), 3);
    }

    #[test]
    fn what_is_not_ours_is_refused_with_words() {
        let path = made("refused");
        let refused = |path: &Path| Catalogue::open_to_read(path).map(|_| ()).unwrap_err();
        let error = refused(&path.with_file_name("none.sqlite"));
        assert!(format!("{error:#}").contains("there is none"), "{error:#}");
        assert!(!path.with_file_name("none.sqlite").exists());
        let Opened::Ready(writer) = Catalogue::open(&path).unwrap() else {
            panic!("set aside");
        };
        writer.set_meta("stamp", "parallax catalogue 0.1").unwrap();
        let error = refused(&path);
        assert!(
            format!("{error:#}").contains("another version (parallax catalogue 0.1"),
            "{error:#}"
        );
        drop(writer);
        std::fs::write(
            &path,
            "only words, and no catalogue at all, however long they go on".repeat(99),
        )
        .unwrap();
        assert!(is_damage(&refused(&path)));
    }

    /// Set where this program is run again as a user who may not write.
    const READ: &str = "PARALLAX_TEST_READ";

    #[cfg(unix)]
    #[test]
    fn one_who_may_not_write_can_read() {
        use std::fs::{self, Permissions};
        use std::os::unix::fs::PermissionsExt;
        use std::process::Command;

        if let Some(path) = std::env::var_os(READ) {
            let path = PathBuf::from(path);
            assert!(
                fs::write(path.with_file_name("probe"), "").is_err(),
                "this user may write"
            );
            let catalogue = Catalogue::open_to_read(&path).unwrap();
            assert_eq!(catalogue.generation().unwrap(), 2);
            assert!(catalogue.faults().is_empty(), "{:?}", catalogue.faults());
            return;
        }
        let path = made("another user");
        let Opened::Ready(writer) = Catalogue::open(&path).unwrap() else {
            panic!("set aside");
        };
        writer.begin().unwrap();
        writer.commit().unwrap();
        let folder = path.parent().unwrap().to_path_buf();
        // A root is stopped by no permission: only another user can tell.
        let me = std::env::current_exe().unwrap();
        let reads = |what: &str| {
            fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
            for entry in fs::read_dir(&folder).unwrap() {
                fs::set_permissions(entry.unwrap().path(), Permissions::from_mode(0o644)).unwrap();
            }
            let shown = folder.with_extension("me");
            fs::copy(&me, &shown).unwrap();
            fs::set_permissions(&shown, Permissions::from_mode(0o755)).unwrap();
            let run = Command::new("setpriv")
                .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
                .arg(&shown)
                .args([
                    "--exact",
                    "catalogue::reading::tests::one_who_may_not_write_can_read",
                ])
                .env(READ, &path)
                .output();
            fs::remove_file(&shown).unwrap();
            match run {
                // Where there is no such command, or this is no root, nobody can be another user.
                Err(_) => println!("not tried: there is no setpriv"),
                Ok(run) if String::from_utf8_lossy(&run.stderr).contains("setpriv:") => {
                    println!("not tried: {}", String::from_utf8_lossy(&run.stderr));
                }
                Ok(run) => assert!(
                    run.status.success(),
                    "{what}: {}",
                    String::from_utf8_lossy(&run.stdout)
                ),
            }
        };
        reads("beside a writer, with a log");
        drop(writer);
        assert!(!folder.join("catalogue.sqlite-wal").exists());
        reads("alone");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }
}
