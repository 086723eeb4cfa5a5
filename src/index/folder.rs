//! The folder of an index: opened, made, or set aside.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tantivy::TantivyError;
use tantivy::directory::error::LockError;
use tantivy::directory::{Directory, INDEX_WRITER_LOCK, MmapDirectory};

use super::damage::{self, Damaged};
use super::directory::{self, Access, Folder};
use super::opening::Inner;
use super::schema::STAMP;
use super::{Index, Opened};
use crate::model::{leads_nowhere, no_file};

/// The file that says which version wrote the folder.
const STAMP_FILE: &str = "parallax-stamp";
/// Characters of a strange stamp that are shown.
const STAMP_CHARS: usize = 60;
/// Tantivy's list of segments: without it there is no index.
const META_FILE: &str = "meta.json";
/// Tantivy's list of files: without it those that are of no use any more are never deleted.
const MANAGED_FILE: &str = ".managed.json";
/// Added to the name of a folder that is set aside.
const ASIDE: &str = "set-aside";

pub(super) fn open(dir: &Path) -> Result<Opened> {
    Ok(match open_existing(dir, Access::Write)? {
        Existing::Index(index) => Opened::Ready(index),
        Existing::Nothing => Opened::Ready(make(dir)?),
        Existing::Unusable(damaged) => Opened::Unusable(damaged),
    })
}

pub(super) fn open_to_read(dir: &Path) -> Result<Index> {
    match open_existing(dir, Access::Read)? {
        Existing::Index(index) => Ok(index),
        Existing::Nothing => {
            Err(Damaged::File(format!("there is none at {} yet", dir.display())).into())
        }
        Existing::Unusable(damaged) => Err(damaged.into()),
    }
}

pub(super) fn anew(dir: &Path) -> Result<Index> {
    if dir.symlink_metadata().is_ok() {
        let moved_to = set_aside(dir)?;
        // What cannot be removed is in nobody's way.
        let _ = remove(&moved_to);
    }
    make(dir)
}

/// Reads every file of the index in `dir`, and sets the folder aside where one is damaged, or where `suspected` says that the
/// index is, whatever its files say: gives the reason and the new name. The next who opens it makes it anew.
///
/// Errors where another parallax is writing to it.
pub fn set_aside_if_damaged(
    dir: &Path,
    suspected: Option<&Damaged>,
) -> Result<Option<(Damaged, PathBuf)>> {
    let damaged = match open_existing(dir, Access::Write)? {
        Existing::Unusable(damaged) => Some(damaged),
        Existing::Nothing => None,
        Existing::Index(index) => match index.check()?.as_slice() {
            [] => suspected.cloned(),
            [first, ..] => Some(Damaged::File(first.clone())),
        },
    };
    match damaged {
        Some(damaged) => Ok(Some((damaged, set_aside(dir)?))),
        None => Ok(None),
    }
}

/// What stands at the place of an index.
enum Existing {
    Index(Index),
    Nothing,
    /// Why it can be no index for us.
    Unusable(Damaged),
}

fn open_existing(dir: &Path, access: Access) -> Result<Existing> {
    let unusable = |reason: String| Ok(Existing::Unusable(Damaged::File(reason)));
    if let Some(words) = leads_nowhere(dir) {
        bail!("{words}");
    }
    match dir.metadata() {
        Ok(found) if !found.is_dir() => return unusable("it is no folder".into()),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Existing::Nothing),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot look for {}", dir.display()));
        }
    }
    if let Some(reason) = strange(dir) {
        return unusable(reason);
    }
    match stamp(dir) {
        Ok(Stamp::Ours) => {}
        Ok(Stamp::None) => return Ok(Existing::Nothing),
        Ok(Stamp::Other(reason)) | Err(reason) => return unusable(reason),
    }
    if !dir.join(META_FILE).exists() {
        return match has_segments(dir) {
            true => unusable(format!("{META_FILE} is not there any more")),
            false => Ok(Existing::Nothing),
        };
    }
    // One who only reads needs no list of what is to be deleted some day.
    if access == Access::Write && !dir.join(MANAGED_FILE).exists() {
        return unusable(format!("{MANAGED_FILE} is not there any more"));
    }
    let opened = open_stamped(dir, access);
    opened
        .map(Existing::Index)
        .or_else(|error| match damage::damage(&error) {
            Some(damaged) => Ok(Existing::Unusable(damaged.clone())),
            None => {
                Err(error).with_context(|| format!("cannot open the index at {}", dir.display()))
            }
        })
}

/// Makes an empty index. The stamp goes first: a second process that looks in between finds an index being made, not a
/// strange folder.
fn make(dir: &Path) -> Result<Index> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    // What is made here is its owner's alone, whatever the folder above it is.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(dir)
        .with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let path = dir.join(STAMP_FILE);
    fs::write(&path, format!("{STAMP}\n"))
        .and_then(|()| directory::close(&path))
        .with_context(|| format!("cannot write {}", path.display()))?;
    open_stamped(dir, Access::Write)
        .with_context(|| format!("cannot make an index at {}", dir.display()))
}

fn open_stamped(dir: &Path, access: Access) -> Result<Index> {
    let folder = Folder::open(dir, access).map_err(TantivyError::from);
    let folder = folder.map_err(|error| damage::told(error, "cannot read the folder"))?;
    Inner::in_folder(folder).map(Index::of)
}

enum Stamp {
    /// The folder is empty.
    None,
    Ours,
    /// Something else, and what.
    Other(String),
}

/// The stamp; or why it cannot be read, which will not get better.
fn stamp(dir: &Path) -> Result<Stamp, String> {
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
            let entries = fs::read_dir(dir);
            let mut entries = entries.map_err(|error| format!("it cannot be read: {error}"))?;
            Ok(match entries.next() {
                None => Stamp::None,
                Some(_) => Stamp::Other("it carries no stamp".into()),
            })
        }
        Err(error) => Err(format!("its stamp cannot be read: {error}")),
    }
}

/// Why a file of the folder is none that can be opened: a pipe would be waited for. Folders among them fail by themselves.
fn strange(dir: &Path) -> Option<String> {
    fs::read_dir(dir).ok()?.flatten().find_map(|entry| {
        let kind = entry.path().metadata().ok()?.file_type();
        let what = no_file(kind).filter(|_| !kind.is_dir())?;
        Some(format!("{}: {what}", entry.file_name().to_string_lossy()))
    })
}

/// Whether there is more than what comes before the first list of segments: the stamp, and what begins with a dot.
fn has_segments(dir: &Path) -> bool {
    let Ok(entries) = fs::read_dir(dir) else {
        return true;
    };
    let mut names = entries.flatten().map(|entry| entry.file_name());
    names.any(|name| name != STAMP_FILE && !name.to_string_lossy().starts_with('.'))
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
    while moved_to.symlink_metadata().is_ok() {
        let is_ours = moved_to.join(STAMP_FILE).exists() || moved_to.join(META_FILE).exists();
        if !is_ours || remove(&moved_to).is_err() {
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

fn remove(path: &Path) -> std::io::Result<()> {
    if path.symlink_metadata()?.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    }
}

fn refuse_while_written(dir: &Path) -> Result<()> {
    // In the place of the lock may stand what nobody can open.
    let Some(directory) = MmapDirectory::open(dir)
        .ok()
        .filter(|_| strange(dir).is_none())
    else {
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
    use std::collections::BTreeMap;
    use std::time::SystemTime;

    use super::*;
    use crate::analysis::reading;
    use crate::model::Draft;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("parallax-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        dir
    }

    fn ready(dir: &Path) -> Index {
        match open(dir).unwrap() {
            Opened::Ready(index) => index,
            Opened::Unusable(damaged) => panic!("{damaged}"),
        }
    }

    fn fill(index: &Index, articles: u64) {
        let mut writer = index.writer().unwrap();
        for number in 0..articles {
            let draft = Draft {
                title: Some("The ferry ran aground".into()),
                paragraphs: vec!["Nobody was hurt.".into()],
                ..Draft::default()
            };
            let article = reading::analyse(draft, number.to_string());
            writer.put(number, &article).unwrap();
        }
        writer.commit(articles).unwrap();
        writer.finish().unwrap();
    }

    /// Name, size and time of everything in a folder, and the time of the folder.
    fn state(dir: &Path) -> BTreeMap<PathBuf, (u64, SystemTime)> {
        let entries = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let paths = entries.chain([dir.to_path_buf()]);
        paths
            .map(|path| {
                let found = path.metadata().unwrap();
                (path, (found.len(), found.modified().unwrap()))
            })
            .collect()
    }

    /// Of no consequence to the superuser.
    fn permit(dir: &Path, folder: u32, file: u32) {
        #[cfg(unix)]
        for (path, mode) in state(dir)
            .into_keys()
            .map(|path| (path.clone(), if path == dir { folder } else { file }))
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        }
    }

    #[test]
    fn a_new_folder_is_ready_and_opens_again() {
        let root = folder("ready");
        let dir = root.join("index");
        drop(ready(&dir));
        drop(ready(&dir));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn another_stamp_and_a_broken_index_are_set_aside_and_one_is_kept() {
        let root = folder("aside");
        let dir = root.join("index");
        ready(&dir);
        fs::write(dir.join(STAMP_FILE), "parallax index 0").unwrap();
        assert!(
            matches!(open(&dir).unwrap(), Opened::Unusable(Damaged::File(reason)) if reason.contains("parallax index 0"))
        );
        let (damaged, moved_to) = set_aside_if_damaged(&dir, None).unwrap().unwrap();
        assert!(damaged.reason().contains("parallax index 0"), "{damaged}");
        assert!(moved_to.join(META_FILE).exists());
        assert_eq!(ready(&dir).articles(), 0);
        assert_eq!(set_aside_if_damaged(&dir, None).unwrap(), None);
        fs::write(dir.join(META_FILE), "{ nonsense").unwrap();
        let (damaged, again) = set_aside_if_damaged(&dir, None).unwrap().unwrap();
        assert_eq!(damaged.reason(), "meta.json is damaged");
        assert_eq!(moved_to, again);
        ready(&dir);
        let suspected = Damaged::by_fault();
        let (damaged, _) = set_aside_if_damaged(&dir, Some(&suspected))
            .unwrap()
            .unwrap();
        assert_eq!(damaged, suspected, "whole, and set aside all the same");
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn what_is_no_index_is_told() {
        type Damage = fn(&Path);
        let cases: [(&str, Damage); 4] = [
            ("it is no folder", |dir| {
                fs::remove_dir_all(dir).unwrap();
                fs::write(dir, "a file").unwrap();
            }),
            ("it carries no stamp", |dir| {
                fs::remove_file(dir.join(STAMP_FILE)).unwrap();
            }),
            ("meta.json is not there any more", |dir| {
                fs::remove_file(dir.join(META_FILE)).unwrap();
            }),
            (".managed.json is damaged", |dir| {
                fs::write(dir.join(".managed.json"), "").unwrap();
            }),
        ];
        for (reason, damage) in cases {
            let root = folder("no-index");
            let dir = root.join("index");
            fill(&ready(&dir), 3);
            damage(&dir);
            assert!(
                matches!(open(&dir).unwrap(), Opened::Unusable(damaged) if damaged.reason() == reason),
                "{reason}"
            );
            let refused = open_to_read(&dir).map(|_| ()).unwrap_err();
            assert_eq!(
                refused.to_string(),
                format!("the index cannot be used: {reason}")
            );
            assert_eq!(anew(&dir).unwrap().articles(), 0);
            assert_eq!(ready(&dir).articles(), 0);
            fs::remove_dir_all(root).unwrap();
        }
    }

    #[test]
    fn a_list_longer_than_any_is_not_read() {
        let root = folder("long-list");
        let dir = root.join("index");
        fill(&ready(&dir), 3);
        for list in [META_FILE, MANAGED_FILE] {
            let file = fs::File::create(dir.join(list)).unwrap();
            file.set_len(1 << 40).unwrap();
            assert!(
                matches!(open(&dir).unwrap(), Opened::Unusable(damaged) if damaged.reason() == format!("{list} is damaged")),
                "{list}"
            );
            anew(&dir).unwrap();
            fill(&ready(&dir), 3);
        }
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn reading_leaves_no_trace() {
        let root = folder("to-read");
        let dir = root.join("index");
        assert!(open_to_read(&dir).is_err());
        assert!(!root.exists());
        fill(&ready(&dir), 3);
        for entry in fs::read_dir(&dir).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "lock") {
                fs::remove_file(path).unwrap();
            }
        }
        let before = state(&dir);
        permit(&dir, 0o555, 0o444);
        let index = open_to_read(&dir).unwrap();
        index.ready().unwrap();
        index.reload().unwrap();
        assert_eq!((index.articles(), index.generation()), (3, 3));
        assert_eq!(index.check().unwrap(), Vec::<String>::new());
        let refused = index.writer().map(|_| ()).unwrap_err();
        assert!(format!("{refused:#}").contains("read only"), "{refused:#}");
        assert_eq!(state(&dir), before);
        permit(&dir, 0o755, 0o644);
        // What another adds meanwhile is seen.
        fill(&ready(&dir), 5);
        index.reload().unwrap();
        assert_eq!((index.articles(), index.generation()), (5, 5));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_writer_elsewhere_stops_writing_but_not_reading() {
        let root = folder("writers");
        let dir = root.join("index");
        let first = ready(&dir);
        let _writer = first.writer().unwrap();
        let second = ready(&dir);
        assert_eq!(second.articles(), 0);
        let refused = second.writer().map(|_| ()).unwrap_err();
        assert!(
            refused.to_string().contains("another parallax"),
            "{refused}"
        );
        fs::write(dir.join(STAMP_FILE), "other").unwrap();
        let refused = set_aside_if_damaged(&dir, None).unwrap_err();
        assert!(refused.to_string().contains("adding articles"), "{refused}");
        fs::remove_dir_all(root).unwrap();
    }
}
