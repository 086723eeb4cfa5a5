//! The files under the paths that a reader names.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::model::Skipped;

use super::format::skipped;
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
/// Symbolic links are followed, loops noticed; `.gitignore` and `.ignore` hold in folders, with or without a repository; a file
/// that is named itself is read whatever they say. A path that cannot be read is told in the second list.
pub fn walk(paths: &[PathBuf], options: &Options) -> (Vec<Found>, Vec<Skipped>) {
    let mut found: Vec<Found> = Vec::new();
    let mut missed = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for path in paths {
        let walker = ignore::WalkBuilder::new(path)
            .follow_links(true)
            .hidden(options.hidden == Hidden::Skip)
            .require_git(false)
            .sort_by_file_name(|one, other| one.cmp(other))
            .build();
        for entry in walker {
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
                Ok(_) => missed.push(skipped(
                    &origin_of(entry.path()),
                    "not a regular file",
                    false,
                )),
                Err(error) => missed.push(missing(&error, path)),
            }
        }
    }
    (found, missed)
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
        let (found, missed) = walk(std::slice::from_ref(&folder), &Options::default());
        assert_eq!((found.len(), missed.len()), (1, 1));
        assert!(missed[0].reason.contains("symbolic link") && !missed[0].failed);
        fs::remove_dir_all(folder).unwrap();
    }
}
