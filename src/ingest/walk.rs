//! The files under the paths that a reader names.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::UNIX_EPOCH;

use ignore::DirEntry;

use crate::model::Skipped;

use super::format::skipped;
use super::sight::special;
use super::{Hidden, Options, origin_of};

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    pub bytes: u64,
    /// Milliseconds since 1970; 0 where the file system does not tell.
    pub modified: i64,
}

/// Files under the paths, each once, in the order of the paths and then of their names.
///
/// Symbolic links are followed, loops noticed, and a folder that was read is not read once more by way of a link: links that
/// lead to each other would give paths without end. Ends early once `stop` is set.
/// Beyond that, `.gitignore` and `.ignore` hold in folders, with or without a repository; a file
/// that is named itself is read whatever they say. A path that cannot be read is told in the second list.
pub fn walk(paths: &[PathBuf], options: &Options, stop: &AtomicBool) -> (Vec<Found>, Vec<Skipped>) {
    let mut found: Vec<Found> = Vec::new();
    let mut missed = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let walker = ignore::WalkBuilder::new(path)
            .follow_links(true)
            .hidden(options.hidden == Hidden::Skip)
            .require_git(false)
            .sort_by_file_name(|one, other| one.cmp(other))
            .filter_entry(once())
            .build();
        for entry in walker {
            if stop.load(Ordering::Relaxed) {
                return (found, missed);
            }
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    missed.push(missing(&error, path));
                    continue;
                }
            };
            if entry.file_type().is_none_or(|kind| kind.is_dir()) {
                continue;
            }
            match entry.metadata() {
                Ok(facts) if facts.is_file() => {
                    let path = entry.into_path();
                    if seen.insert(origin_of(&path)) {
                        let modified = facts
                            .modified()
                            .ok()
                            .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
                        let modified = modified
                            .and_then(|time| i64::try_from(time.as_millis()).ok())
                            .unwrap_or(0);
                        found.push(Found {
                            path,
                            bytes: facts.len(),
                            modified,
                        });
                    }
                }
                Ok(facts) => missed.push(skipped(
                    &origin_of(entry.path()),
                    special(&facts).unwrap_or("not a regular file"),
                    false,
                )),
                Err(error) => missed.push(missing(&error, path)),
            }
        }
    }
    (found, missed)
}

/// Lets every folder through that stands where it is, and by a link only one that was not entered yet.
fn once() -> impl Fn(&DirEntry) -> bool + Send + Sync + 'static {
    let entered: Mutex<HashSet<(u64, u64)>> = Mutex::default();
    move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let identity = is_folder.then(|| identity(entry)).flatten();
        // A lock that a panic left says no less who was entered.
        let (Some(identity), Ok(mut entered)) = (identity, entered.lock()) else {
            return true;
        };
        entered.insert(identity) || !entry.path_is_symlink()
    }
}

/// Which folder an entry is, by whatever name.
#[cfg(unix)]
fn identity(entry: &DirEntry) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let facts = entry.metadata().ok()?;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
fn identity(_entry: &DirEntry) -> Option<(u64, u64)> {
    None
}

/// Why a path was not read, named by the path itself where the error knows it.
fn missing(error: &ignore::Error, named: &Path) -> Skipped {
    match error {
        ignore::Error::WithPath { path, err } => missing(err, path),
        ignore::Error::WithDepth { err, .. } => missing(err, named),
        ignore::Error::Loop { child, .. } => skipped(
            &origin_of(child),
            "a symbolic link that leads back to a folder above it",
            false,
        ),
        ignore::Error::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
            skipped(&origin_of(named), "no such file or folder", true)
        }
        other => {
            let reason = other
                .io_error()
                .map_or_else(|| other.to_string(), std::io::Error::to_string);
            skipped(&origin_of(named), format!("cannot be read: {reason}"), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("parallax-walk-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("inner/.git")).unwrap();
        folder
    }

    #[test]
    fn files_come_in_order_and_ignore_files_hold() {
        let folder = folder("order");
        for name in [
            "b.txt",
            "a.txt",
            "inner/c.txt",
            "inner/no.txt",
            ".hidden.txt",
        ] {
            fs::write(folder.join(name), "x").unwrap();
        }
        fs::write(folder.join("inner/.gitignore"), "no.txt\n").unwrap();
        let (found, missed) = walk(
            &[folder.clone(), folder.join("a.txt"), folder.join("gone")],
            &Options::default(),
            &AtomicBool::new(false),
        );
        let names: Vec<String> = found
            .iter()
            .map(|f| f.path.strip_prefix(&folder).unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["a.txt", "b.txt", "inner/c.txt"]);
        assert!(found.iter().all(|f| f.bytes == 1 && f.modified > 0));
        assert_eq!(missed.len(), 1);
        assert_eq!(missed[0].reason, "no such file or folder");
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end() {
        let folder = folder("loop");
        std::os::unix::fs::symlink(&folder, folder.join("inner/up")).unwrap();
        fs::write(folder.join("a.txt"), "x").unwrap();
        let (found, missed) = walk(
            std::slice::from_ref(&folder),
            &Options::default(),
            &AtomicBool::new(false),
        );
        assert_eq!((found.len(), missed.len()), (1, 1));
        assert!(missed[0].reason.contains("symbolic link") && !missed[0].failed);
        fs::remove_dir_all(folder).unwrap();
    }
}
