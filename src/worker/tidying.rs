//! What was set aside because it could not be used: counted, told, and removed when the reader says so.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;

use super::adding::AddError;
use super::home::Home;
use super::home::identity;
use super::library::Library;
use crate::catalogue;

/// A file or folder that was set aside, or left by one that was ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SetAside {
    pub path: PathBuf,
    /// With everything in it.
    pub bytes: u64,
    /// Which file it is, whatever it is called.
    #[serde(skip)]
    identity: Option<(u64, u64)>,
}

impl SetAside {
    /// Whether it is this one, and not another that has its name now.
    pub fn is_same(&self, other: &SetAside) -> bool {
        (&self.path, self.identity) == (&other.path, other.identity)
    }

    /// An index holds nothing that is nowhere else.
    pub fn is_index(&self) -> bool {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with(INDEX)
    }
}

/// How every name begins that the index, or a rebuild of it, gives to what is not used any more.
const INDEX: &str = "index.";

impl Home {
    /// What lies beside the catalogue and the index and is not used any more; by name.
    pub fn set_aside(&self) -> Vec<SetAside> {
        found_in(self)
    }
}

impl Library {
    /// What lies beside the catalogue and the index and is not used any more; by name.
    pub fn set_aside(&self) -> Vec<SetAside> {
        self.home().map(found_in).unwrap_or_default()
    }

    /// Removes these; how many were. Whoever is to be asked was asked.
    ///
    /// Fails where another parallax is adding, where articles are still to be taken over from them, and where something
    /// cannot be removed: what was until then is.
    pub fn tidy(&mut self, aside: &[SetAside]) -> Result<usize, AddError> {
        let _lock = self.lock()?;
        let needed = self.catalogue().carried_from()?;
        let mut removed = 0;
        // With its log beside it.
        let is_needed = |path: &Path| {
            let path = path.to_string_lossy();
            let mut needed = needed.iter().map(|needed| needed.to_string_lossy());
            needed.any(|needed| path == needed || path.starts_with(&format!("{needed}-")))
        };
        for one in aside.iter().filter(|one| !is_needed(&one.path)) {
            let outcome = match one.path.is_dir() {
                true => fs::remove_dir_all(&one.path),
                false => fs::remove_file(&one.path),
            };
            outcome.with_context(|| format!("cannot remove {}", one.path.display()))?;
            removed += 1;
        }
        Ok(removed)
    }
}

/// `1 file`, `2 files`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// Bytes as people say them.
pub fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")];
    let unit = UNITS.iter().find(|(unit, _)| bytes >= *unit);
    unit.map_or_else(
        || format!("{bytes} bytes"),
        |(unit, name)| format!("{:.1} {name}", bytes as f64 / *unit as f64),
    )
}

fn found_in(home: &Home) -> Vec<SetAside> {
    let mut paths = catalogue::aside(&home.catalogue());
    // Where the index is a link, what it leads to is in use, whatever it is called.
    let used = home.index().canonicalize().ok();
    let entries = fs::read_dir(&home.dir).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.path().canonicalize().ok() != used || used.is_none())
    {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(INDEX) {
            paths.push(entry.path());
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| SetAside {
            bytes: bytes_of(&path),
            identity: identity(&path),
            path,
        })
        .collect()
}

fn bytes_of(path: &Path) -> u64 {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => {
            let entries = fs::read_dir(path).into_iter().flatten().flatten();
            entries.map(|entry| bytes_of(&entry.path())).sum()
        }
        Ok(found) => found.len(),
        Err(_) => 0,
    }
}
