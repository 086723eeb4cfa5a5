//! The folder of an index: opened, made, or set aside.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};

use super::schema::{self, STAMP};
use super::{Index, Opened};

/// The file that says which version wrote the folder.
const STAMP_FILE: &str = "parallax-stamp";
/// Characters of a strange stamp that are shown.
const STAMP_CHARS: usize = 60;
/// Tantivy's list of segments: without it there is no index.
const META_FILE: &str = "meta.json";
/// Why a broken index is set aside, for people: what Tantivy says of it helps nobody.
const BROKEN: &str = "its files are damaged";
/// Added to the name of a folder that is set aside.
const ASIDE: &str = "set-aside";

pub(super) fn open(dir: &Path) -> Result<Opened> {
    fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let reason = match stamp(dir)? {
        Stamp::None => {
            write_stamp(dir)?;
            None
        }
        Stamp::Ours => None,
        Stamp::Other(reason) => Some(reason),
    };
    let reason = match reason {
        Some(reason) => reason,
        None => match open_stamped(dir) {
            Ok(index) => return Ok(Opened::Ready(index)),
            Err(error) if is_broken(&error) => BROKEN.to_string(),
            Err(error) => {
                return Err(error)
                    .with_context(|| format!("cannot open the index at {}", dir.display()));
            }
        },
    };
    let moved_to = set_aside(dir)?;
    fs::create_dir_all(dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    write_stamp(dir)?;
    let index =
        open_stamped(dir).with_context(|| format!("cannot make an index at {}", dir.display()))?;
    Ok(Opened::SetAside {
        index,
        reason,
        moved_to,
    })
}

enum Stamp {
    /// The folder is empty.
    None,
    Ours,
    /// Something else, and what.
    Other(String),
}

fn stamp(dir: &Path) -> Result<Stamp> {
    let path = dir.join(STAMP_FILE);
    match fs::read(&path) {
        Ok(bytes) => {
            let found = String::from_utf8_lossy(&bytes).trim().to_string();
            Ok(if found == STAMP {
                Stamp::Ours
            } else {
                let readable = found
                    .chars()
                    .all(|letter| letter.is_ascii_graphic() || letter == ' ');
                Stamp::Other(if readable && found.starts_with("parallax index") {
                    let found: String = found.chars().take(STAMP_CHARS).collect();
                    format!("it was made by another version ({found})")
                } else {
                    "its stamp cannot be read".to_string()
                })
            })
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let mut entries = fs::read_dir(dir)
                .with_context(|| format!("cannot read the folder {}", dir.display()))?;
            Ok(match entries.next() {
                None => Stamp::None,
                Some(_) => Stamp::Other("it carries no stamp".into()),
            })
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// The stamp goes first: a second process that looks in between finds an index being made, not a strange folder.
fn write_stamp(dir: &Path) -> Result<()> {
    let path = dir.join(STAMP_FILE);
    fs::write(&path, format!("{STAMP}\n"))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn open_stamped(dir: &Path) -> Result<Index> {
    let (schema, fields) = schema::schema();
    let directory = MmapDirectory::open(dir).map_err(TantivyError::from)?;
    // Refuses an index with another schema.
    let index = tantivy::Index::open_or_create(directory, schema)?;
    Index::over(index, fields)
}

/// Whether what is there cannot be read by anybody, rather than not by us or not now.
fn is_broken(error: &anyhow::Error) -> bool {
    let system = |error: &std::io::Error| {
        matches!(
            error.kind(),
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::NotFound
        )
    };
    let Some(error) = error.chain().find_map(|e| e.downcast_ref::<TantivyError>()) else {
        // Our own complaint about the payload of the commit.
        return error.chain().any(|e| e.is::<std::num::ParseIntError>());
    };
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::FieldNotFound(_)
        | TantivyError::MissingPlugin(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::InternalError(_) => true,
        TantivyError::IoError(error) => system(error),
        TantivyError::OpenReadError(error) => match error {
            OpenReadError::FileDoesNotExist(_) | OpenReadError::IncompatibleIndex(_) => true,
            OpenReadError::IoError { io_error, .. } => system(io_error),
        },
        _ => false,
    }
}

/// Renames the folder, and gives its new name. One folder is kept: an older one of ours makes room.
fn set_aside(dir: &Path) -> Result<PathBuf> {
    refuse_while_written(dir)?;
    let name = dir.file_name().map_or_else(
        || "index".to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let mut moved_to = dir.with_file_name(format!("{name}.{ASIDE}"));
    let mut attempt = 1;
    while moved_to.exists() {
        if moved_to.join(STAMP_FILE).exists() || moved_to.join(META_FILE).exists() {
            fs::remove_dir_all(&moved_to)
                .with_context(|| format!("cannot remove {}", moved_to.display()))?;
        } else {
            attempt += 1;
            moved_to = dir.with_file_name(format!("{name}.{ASIDE}-{attempt}"));
        }
    }
    fs::rename(dir, &moved_to).with_context(|| {
        format!(
            "cannot set the index at {} aside as {}",
            dir.display(),
            moved_to.display()
        )
    })?;
    Ok(moved_to)
}

fn refuse_while_written(dir: &Path) -> Result<()> {
    let Ok(directory) = MmapDirectory::open(dir) else {
        return Ok(());
    };
    match directory.acquire_lock(&INDEX_WRITER_LOCK) {
        Err(LockError::LockBusy) => bail!(
            "cannot use the index at {}: another parallax, of another version, is adding articles",
            dir.display()
        ),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("parallax-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        dir
    }

    #[test]
    fn a_new_folder_is_made_and_opened_again() {
        let root = folder("new");
        let dir = root.join("index");
        assert!(matches!(open(&dir), Ok(Opened::Ready(_))));
        assert!(matches!(open(&dir), Ok(Opened::Ready(_))));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn another_stamp_and_a_broken_index_are_set_aside_and_one_is_kept() {
        let root = folder("aside");
        let dir = root.join("index");
        open(&dir).unwrap();
        fs::write(dir.join(STAMP_FILE), "parallax index 0").unwrap();
        let Ok(Opened::SetAside {
            reason,
            moved_to,
            index,
        }) = open(&dir)
        else {
            panic!("not set aside");
        };
        assert!(reason.contains("parallax index 0"), "{reason}");
        assert!(moved_to.join(META_FILE).exists());
        assert_eq!(index.articles(), 0);
        fs::write(dir.join(META_FILE), "{ nonsense").unwrap();
        let Ok(Opened::SetAside {
            reason,
            moved_to: again,
            ..
        }) = open(&dir)
        else {
            panic!("not set aside");
        };
        assert_eq!(reason, BROKEN);
        assert_eq!(moved_to, again);
        assert!(matches!(open(&dir), Ok(Opened::Ready(_))));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_writer_elsewhere_stops_writing_but_not_reading() {
        let root = folder("writers");
        let dir = root.join("index");
        let Ok(Opened::Ready(first)) = open(&dir) else {
            panic!("not ready");
        };
        let _writer = first.writer().unwrap();
        let Ok(Opened::Ready(second)) = open(&dir) else {
            panic!("not ready");
        };
        assert_eq!(second.articles(), 0);
        let refused = second.writer().map(|_| ()).unwrap_err();
        assert!(
            refused.to_string().contains("another parallax"),
            "{refused}"
        );
        fs::write(dir.join(STAMP_FILE), "other").unwrap();
        let refused = open(&dir).map(|_| ()).unwrap_err();
        assert!(refused.to_string().contains("adding articles"), "{refused}");
        fs::remove_dir_all(root).unwrap();
    }
}
