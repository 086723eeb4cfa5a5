//! A shelf that gives way to another: it stays among the copies.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Shelf;
use super::copies::{self, Why};
use super::private::{self, beside};

/// Copies a file, private and on the disk.
pub(super) fn put(from: &Path, to: &Path) -> Result<()> {
    let _ = std::fs::remove_file(to);
    private::make_file(to)?;
    // Over what is there, so that its mode stays.
    let mut target = private::options().open(to)?;
    std::io::copy(&mut std::fs::File::open(from)?, &mut target)?;
    Ok(target.sync_all()?)
}

/// Gives the shelf at `path` a second name among the copies; it has both until another takes the first. Its log goes with
/// it: left behind, it would be played into the other.
pub(super) fn set_aside(path: &Path, folder: &Path) -> Result<Option<String>> {
    if !path.exists() {
        return Ok(None);
    }
    // What stands in its log is written into it, where it can still be used.
    drop(Shelf::open(path));
    let name = copies::free(folder, Why::SetAside);
    let aside = folder.join(format!("{name}.sqlite"));
    let linked = |from: &Path, to: PathBuf| match std::fs::hard_link(from, &to) {
        Ok(()) => Ok(()),
        Err(_) => put(from, &to),
    };
    linked(path, aside.clone())?;
    for ending in ["-wal", "-journal", "-shm"] {
        let log = beside(path, ending);
        if !log.exists() {
            continue;
        }
        if ending != "-shm" && log.metadata().is_ok_and(|log| log.len() > 0) {
            linked(&log, beside(&aside, ending))?;
        }
        std::fs::remove_file(log)?;
    }
    Ok(Some(name))
}
