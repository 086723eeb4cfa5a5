//! An index that turns out damaged: it is set aside, and made anew from the catalogue. No fault of it costs the reader anything.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, anyhow};

use super::fault::caught;
use super::home::{Home, Lock, LockError};
use crate::index::{self, Damaged, Index, Opened};

/// An index whose files are what was written and that ends in a fault all the same is made anew once by a process: where that
/// does not help, the fault is ours and not the disk's.
static SUSPECTED: AtomicBool = AtomicBool::new(false);

/// What work on the index gives. Tantivy trusts what it reads: a fault in it says that the index is damaged.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    caught(work).unwrap_or_else(|| Err(Damaged::by_fault().into()))
}

/// The index of a home, and what the reader should know of it. It never fails: where the index cannot be used, and cannot be
/// set aside now, one stands in its place that says so to whoever searches it.
pub(super) fn open_index(home: &Home) -> Result<(Index, Option<String>)> {
    let damaged = match opened(home) {
        Ok(index) => return Ok((index, None)),
        Err(error) => match index::damage(&error) {
            Some(damaged) => damaged.clone(),
            None => return instead(Damaged::File(format!("{error:#}")), &error),
        },
    };
    match renewed(home, &damaged).and_then(|told| Ok((opened(home)?, told))) {
        Ok(renewed) => Ok(renewed),
        Err(error) => instead(damaged, &error),
    }
}

fn opened(home: &Home) -> Result<Index> {
    match guarded(|| Index::open(&home.index()))? {
        Opened::Ready(index) => Ok(index),
        Opened::Unusable(damaged) => Err(damaged.into()),
    }
}

pub(super) fn instead(damaged: Damaged, error: &anyhow::Error) -> Result<(Index, Option<String>)> {
    let warning = format!("nothing can be searched: {error:#}");
    Ok((Index::instead_of(damaged)?, Some(warning)))
}

/// Sets the index aside if it is damaged, so that the next who opens the library makes it anew: what to tell the reader.
/// `None` where nothing is wrong with it, or where a new one did not help.
///
/// Errors where another parallax is adding, or where nothing can be written, and says so.
pub(super) fn renewed(home: &Home, damaged: &Damaged) -> Result<Option<String>> {
    let _lock = match Lock::take(home) {
        Ok(lock) => lock,
        Err(LockError::Locked(locked)) => {
            return Err(anyhow!(
                "{damaged}; it can be made anew when this is done: {locked}"
            ));
        }
        Err(LockError::Failed(error)) => {
            return Err(error.context(format!("{}, and it cannot be made anew", damaged.reason())));
        }
    };
    let suspected = match damaged {
        Damaged::File(_) => None,
        Damaged::Sense(_) => (!SUSPECTED.swap(true, Ordering::Relaxed)).then_some(damaged),
    };
    let moved = guarded(|| index::set_aside_if_damaged(&home.index(), suspected))
        .with_context(|| format!("{damaged}, and cannot be made anew"))?;
    Ok(match (moved, damaged) {
        (Some((damaged, moved_to)), _) => Some(set_aside("index", damaged.reason(), &moved_to)),
        // It was when it was read.
        (None, Damaged::File(_)) => {
            Some("the index was damaged, and was made anew meanwhile".into())
        }
        (None, Damaged::Sense(_)) => None,
    })
}

/// Opens and checks the files of the index on another thread while `beside` is done on this one: reading what the catalogue
/// tells of all articles takes longer, at every size of a library.
pub(super) fn ready_beside<T>(
    index: &Index,
    beside: impl FnOnce() -> Result<T>,
) -> (Result<()>, Result<T>) {
    if index.is_ready() {
        return (Ok(()), beside());
    }
    std::thread::scope(|scope| {
        let opening = scope.spawn(|| guarded(|| index.ready()));
        let done = beside();
        let ready = opening.join();
        (
            ready.unwrap_or_else(|_| Err(Damaged::by_fault().into())),
            done,
        )
    })
}

/// How it is told that a file or folder of the library was set aside.
pub(super) fn set_aside(what: &str, reason: &str, moved_to: &Path) -> String {
    format!(
        "the {what} could not be used: {reason}; it was set aside as {} and is made anew",
        moved_to.display()
    )
}
