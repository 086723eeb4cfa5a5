//! An index that is not what was written: told from other errors, in words for people.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::anyhow;
use tantivy::TantivyError;
use tantivy::directory::error::OpenReadError;

use super::checksum::DamagedFile;

/// The index is not what was written; why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// One of its files is not what was written, or cannot be read.
    #[error("the index cannot be used: {0}")]
    File(String),
    /// What it says makes no sense, though its files may be what was written.
    #[error("the index cannot be used: {0}")]
    Sense(String),
}

impl Damaged {
    /// Work on the index that did not come to its end, which it always does on one that is whole.
    pub fn by_fault() -> Damaged {
        Damaged::Sense("reading it ended in a fault".into())
    }

    /// An index whose articles are those of another catalogue: it is whole, and of no use here.
    pub fn of_another() -> Damaged {
        Damaged::Sense("it belongs to another catalogue".into())
    }

    pub fn reason(&self) -> &str {
        match self {
            Damaged::File(reason) | Damaged::Sense(reason) => reason,
        }
    }
}

/// Why an index is set aside, for people: what Tantivy says of it helps nobody.
pub(super) const BROKEN: &str = "its files are damaged";

/// What an error says of the damage for which an index must be made anew; `None` where it is another error.
pub fn damage(error: &anyhow::Error) -> Option<&Damaged> {
    error.chain().find_map(|cause| cause.downcast_ref())
}

/// What Tantivy says, for people; as [`Damaged`] where it cannot be read by anybody, rather than not by us or not now.
pub(super) fn told(error: TantivyError, doing: &'static str) -> anyhow::Error {
    match broken(&error) {
        Some(damaged) => damaged.into(),
        None => anyhow!(error).context(doing),
    }
}

/// What is broken.
fn broken(error: &TantivyError) -> Option<Damaged> {
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::SchemaError(_)
        | TantivyError::FieldNotFound(_)
        | TantivyError::MissingPlugin(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::InternalError(_)
        | TantivyError::Poisoned
        | TantivyError::ErrorInThread(_) => Some(Damaged::Sense(BROKEN.into())),
        TantivyError::IoError(error) => in_file(error, None),
        TantivyError::OpenReadError(error) => in_reading(error),
        _ => None,
    }
}

pub(super) fn in_reading(error: &OpenReadError) -> Option<Damaged> {
    match error {
        OpenReadError::FileDoesNotExist(path) => Some(missing(path)),
        OpenReadError::IncompatibleIndex(_) => Some(Damaged::Sense(BROKEN.into())),
        OpenReadError::IoError { io_error, filepath } => in_file(io_error, Some(filepath)),
    }
}

/// A file that has no memory, no handle or no room for it now may be as it was; every other one will not get better.
fn in_file(error: &std::io::Error, path: Option<&Path>) -> Option<Damaged> {
    let passing = matches!(
        error.kind(),
        ErrorKind::OutOfMemory
            | ErrorKind::StorageFull
            | ErrorKind::QuotaExceeded
            | ErrorKind::ReadOnlyFilesystem
            | ErrorKind::Interrupted
            | ErrorKind::WouldBlock
            | ErrorKind::ResourceBusy
    ) || error.raw_os_error().is_some_and(is_shortage);
    if passing {
        return None;
    }
    let is_known = error
        .get_ref()
        .is_some_and(|inner| inner.is::<DamagedFile>());
    Some(match (error.kind(), path) {
        _ if is_known => Damaged::File(error.to_string()),
        (ErrorKind::NotFound, Some(path)) => missing(path),
        // Its bytes are what was written, and say nothing that can be.
        (ErrorKind::InvalidData | ErrorKind::UnexpectedEof, _) | (_, None) => {
            Damaged::Sense(BROKEN.into())
        }
        (_, Some(path)) => Damaged::File(format!("{} cannot be read: {error}", name(path))),
    })
}

/// Too many open files, in this process or in the system.
fn is_shortage(code: i32) -> bool {
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    cfg!(unix) && matches!(code, ENFILE | EMFILE)
}

fn missing(path: &Path) -> Damaged {
    Damaged::File(format!("{} is not there any more", name(path)))
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
