//! The list of what is kept: where each record stands, what it is, when it came.
//!
//! Invariant: a line that is not what was written is none; whoever writes makes the list again from the packs then.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::shelf::private;

/// One original, or one more sighting of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Of the content, 64 hexadecimal digits.
    pub sha256: String,
    /// The file that held it, as [`written`](crate::model::place::written) writes it.
    pub file: String,
    /// Of the content.
    pub bytes: u64,
    /// When it was read: seconds since 1970.
    pub at: i64,
    /// When the file was changed last, as the system says: seconds since 1970.
    pub modified: i64,
    /// The number of the pack, and the bytes of the record in it.
    pub(in crate::worker) pack: u32,
    pub(in crate::worker) offset: u64,
    pub(in crate::worker) length: u64,
    /// The record holds the content itself; else another one does.
    pub(in crate::worker) whole: bool,
}

impl Kept {
    /// The same, where another record holds the content.
    fn at_the_place_of(&self, content: &Kept) -> Kept {
        Kept {
            pack: content.pack,
            offset: content.offset,
            length: content.length,
            bytes: content.bytes,
            ..self.clone()
        }
    }

    /// When it was read, as RFC 3339 writes it.
    pub fn read_at(&self) -> String {
        moment(self.at)
    }

    /// When the file was changed last.
    pub fn changed_at(&self) -> String {
        moment(self.modified)
    }
}

/// Seconds since 1970 as RFC 3339 writes them.
pub(in crate::worker) fn moment(seconds: i64) -> String {
    let at = Timestamp::from_second(seconds).unwrap_or_default();
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// All of them, in the order in which they came.
#[derive(Debug, Default)]
pub(in crate::worker) struct Register {
    pub kept: Vec<Kept>,
    /// Lines that are not what was written.
    pub broken: usize,
}

impl Register {
    /// Empty where there is none.
    pub fn read(dir: &Path) -> Result<Register> {
        let path = place(dir);
        if private::strange(&path).is_some() {
            // What is kept is known from the packs then.
            return Ok(Register {
                kept: Vec::new(),
                broken: 1,
            });
        }
        let text = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let mut register = Register::default();
        for line in text
            .split(|&byte| byte == b'\n')
            .filter(|line| !line.is_empty())
        {
            match read(line) {
                Some(kept) => register.kept.push(kept),
                None => register.broken += 1,
            }
        }
        Ok(register)
    }

    /// What was kept of a file, what was read last last; a sighting with the place of the content.
    pub fn of_file(&self, file: &str) -> Vec<Kept> {
        let of_file = self.kept.iter().filter(|kept| kept.file == file);
        of_file.filter_map(|kept| self.with_content(kept)).collect()
    }

    fn with_content(&self, kept: &Kept) -> Option<Kept> {
        // One that was kept again stands behind the one that was lost.
        let mut contents = self.kept.iter().rev().filter(|one| one.whole);
        let content = contents.find(|one| one.sha256 == kept.sha256)?;
        Some(kept.at_the_place_of(content))
    }

    /// The files of which something is kept.
    pub fn files(&self) -> HashSet<&str> {
        self.kept.iter().map(|kept| kept.file.as_str()).collect()
    }

    /// What was kept last of each file, in one walk over all records.
    pub fn last_of_each(&self) -> BTreeMap<&str, Kept> {
        let whole = self.kept.iter().filter(|kept| kept.whole);
        // One that was kept again stands behind the one that was lost.
        let contents: HashMap<&str, &Kept> =
            whole.map(|kept| (kept.sha256.as_str(), kept)).collect();
        let with_content = self.kept.iter().filter_map(|kept| {
            let content = contents.get(kept.sha256.as_str())?;
            Some((kept.file.as_str(), kept.at_the_place_of(content)))
        });
        with_content.collect()
    }

    /// The records that hold contents: one a content, the one that was kept last.
    pub fn contents(&self) -> Vec<&Kept> {
        let mut seen = HashSet::new();
        let whole = self.kept.iter().rev().filter(|kept| kept.whole);
        let mut contents: Vec<&Kept> = whole
            .filter(|kept| seen.insert(kept.sha256.as_str()))
            .collect();
        contents.reverse();
        contents
    }
}

pub(in crate::worker) fn place(dir: &Path) -> PathBuf {
    dir.join("register")
}

/// A line with its sum before it.
pub(in crate::worker) fn line(kept: &Kept) -> Result<String> {
    let json = serde_json::to_string(kept)?;
    Ok(format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes())))
}

fn read(line: &[u8]) -> Option<Kept> {
    let text = std::str::from_utf8(line).ok()?;
    let (sum, json) = text.split_once(' ')?;
    let is_written = u32::from_str_radix(sum, 16) == Ok(crc32fast::hash(json.as_bytes()));
    is_written
        .then(|| serde_json::from_str(json).ok())
        .flatten()
}

/// The packs with their bytes, in the order of their numbers.
pub(in crate::worker) fn packs(dir: &Path) -> Vec<(u32, u64)> {
    let entries = fs::read_dir(dir.join("packs"))
        .into_iter()
        .flatten()
        .flatten();
    let mut packs: Vec<(u32, u64)> = entries
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let number = name.strip_suffix(PACK)?.parse().ok()?;
            let found = entry.path().metadata().ok()?;
            found.is_file().then_some((number, found.len()))
        })
        .collect();
    packs.sort_unstable();
    packs
}

/// What stands in the place of the register or of a pack and is no file, and what to do about it: a pipe would be waited for.
pub(in crate::worker) fn strange(dir: &Path) -> Option<String> {
    let packs = fs::read_dir(dir.join("packs")).into_iter().flatten();
    let packs = packs.flatten().map(|entry| entry.path());
    let packs = packs.filter(|path| path.to_string_lossy().ends_with(PACK));
    packs.chain([place(dir)]).find_map(|path| stands(&path))
}

/// The same of one place.
pub(in crate::worker) fn stands(path: &Path) -> Option<String> {
    let what = private::strange(path)?;
    Some(format!(
        "{} is none of the originals: {what}",
        path.display()
    ))
}

const PACK: &str = ".warc.gz";

pub(in crate::worker) fn pack(dir: &Path, number: u32) -> PathBuf {
    dir.join("packs").join(format!("{number:06}{PACK}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_was_changed_is_none() {
        let kept = Kept {
            sha256: "ab".repeat(32),
            file: "/a\n\"b".into(),
            bytes: 7,
            at: 1,
            modified: 2,
            pack: 1,
            offset: 3,
            length: 4,
            whole: true,
        };
        let written = line(&kept).unwrap();
        assert_eq!(written.lines().count(), 1);
        assert_eq!(read(written.trim_end().as_bytes()), Some(kept));
        for at in 0..written.len() - 1 {
            let mut bytes = written.trim_end().as_bytes().to_vec();
            bytes[at] ^= 1;
            assert_eq!(read(&bytes), None, "{at}");
        }
    }
}
