//! A catalogue that is only read: nothing is written and nothing is locked, so that it can stand where nobody may write.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{BUSY, CACHE, Catalogue, damage, stamp};

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
        if !path.exists() {
            return Err(anyhow::anyhow!("there is none").context(at()));
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
        let (connection, written) = opened.with_context(at)?;
        match written {
            Some(written) if written == stamp() => Ok(Catalogue { connection }),
            Some(written) => bail!(
                "{}: it was written by another version ({}; this is {}), and is made anew only where it can be written: run \
                 any parallax command once as the user who may write there",
                at(),
                damage::shown(&written),
                stamp()
            ),
            None => bail!("{}: it carries no stamp", at()),
        }
    }
}

type Opened = (Connection, Option<String>);

/// Beside others who may write.
fn sharing(path: &Path) -> rusqlite::Result<Opened> {
    first_read(Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?)
}

/// As a file that nobody changes: <https://sqlite.org/uri.html>, `immutable`.
fn unchanging(path: &Path) -> rusqlite::Result<Opened> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    first_read(Connection::open_with_flags(address(path), flags)?)
}

/// Only the first read tells whether the file can be read.
fn first_read(connection: Connection) -> rusqlite::Result<Opened> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    connection.pragma_update(None, "query_only", "ON")?;
    let catalogue = Catalogue { connection };
    let stamp = match catalogue.has_tables()? {
        true => catalogue.meta("stamp")?,
        false => None,
    };
    Ok((catalogue.connection, stamp))
}

/// The path as SQLite reads addresses; every byte that could mean something there is written as its number.
fn address(path: &Path) -> String {
    let mut address = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                address.push(char::from(byte))
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

/// The log or its index could not be made.
fn is_refused(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
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
        for (connection, _) in [sharing(&path).unwrap(), unchanging(&path).unwrap()] {
            let catalogue = Catalogue { connection };
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
}
