//! What comes from standard input: it is kept as a file of its own, and the file is the source.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::keys::bytes_hash;
use crate::shelf::private;

/// What the report calls it where it is not kept.
pub const INPUT: &str = "standard input";

/// Digits of the hash of its content in the name of what is kept.
const NAME_DIGITS: usize = 12;
/// What the name begins with.
const NAME: &str = "input-";

/// Why what was kept is not read again.
pub const NOT_AS_KEPT: &str = "what came from standard input is not as it was kept: its file is damaged, or was changed. The \
                               article that was read from it stays as it is; add the text again, or put the file right";

/// Copies what came from standard input to a file of its own, named after its content. It is on the disk when this returns.
pub fn keep_input(folder: &Path, bytes: &[u8]) -> Result<PathBuf> {
    private::make_folder(folder)?;
    let hash = &bytes_hash(bytes)[..NAME_DIGITS];
    let path = folder.join(format!("{NAME}{hash}.{}", ending(bytes)));
    private::write(&path, bytes)?;
    Ok(std::fs::canonicalize(path)?)
}

/// Whether a file with this hash is what its name says, where it stands in the folder of what was kept.
pub fn is_as_kept(folder: &Path, path: &Path, hash: &str) -> bool {
    let is_inside = path.parent().is_some_and(|parent| {
        parent == folder || std::fs::canonicalize(folder).is_ok_and(|folder| parent == folder)
    });
    let name = path.file_name().map(|name| name.to_string_lossy());
    let named = name
        .as_deref()
        .and_then(|name| name.strip_prefix(NAME)?.split_once('.'));
    match named {
        Some((named, _)) if is_inside && named.len() == NAME_DIGITS => hash.starts_with(named),
        _ => true,
    }
}

/// What is kept and is not what its name says, or cannot be read, and why.
pub fn faults_of_kept(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let fault = |path: PathBuf| match std::fs::read(&path).map(|bytes| bytes_hash(&bytes)) {
        Ok(hash) if is_as_kept(folder, &path, &hash) => None,
        Ok(_) => Some((path, NOT_AS_KEPT.to_string())),
        Err(error) => Some((path, format!("cannot be read: {error}"))),
    };
    paths.into_iter().filter_map(fault).collect()
}

/// What the beginning of some bytes says they are, as the ending of a file's name.
pub fn ending(bytes: &[u8]) -> &'static str {
    let text = bytes.trim_ascii_start();
    let lines = || {
        text.split(|&byte| byte == b'\n')
            .filter(|line| !line.trim_ascii().is_empty())
    };
    match text.first() {
        Some(b'{')
            if lines()
                .take(2)
                .filter(|line| line.starts_with(b"{"))
                .count()
                == 2 =>
        {
            "jsonl"
        }
        Some(b'{') if text.trim_ascii_end().ends_with(b"}") && lines().count() == 1 => "jsonl",
        Some(b'{' | b'[') => "json",
        Some(b'<') => "html",
        _ if text.starts_with(b"---\n") || text.starts_with(b"# ") => "md",
        _ => "txt",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_whole_or_known_not_to_be() {
        let folder = std::env::temp_dir().join(format!("parallax-kept-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let path = keep_input(&folder, b"Rain fell on Ostrava.").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"Rain fell on Ostrava.");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
        let is_kept = |path: &Path| {
            is_as_kept(
                &folder,
                path,
                &std::fs::read(path).map(|bytes| bytes_hash(&bytes)).unwrap(),
            )
        };
        assert!(is_kept(&path));
        std::fs::write(&path, "Rain fell on Ostravb.").unwrap();
        assert!(!is_kept(&path));
        // Given once more, it is put right.
        assert_eq!(keep_input(&folder, b"Rain fell on Ostrava.").unwrap(), path);
        assert!(is_kept(&path));
        // What the reader put there is the reader's.
        let other = folder.join("notes.txt");
        std::fs::write(&other, "words").unwrap();
        assert!(is_kept(&std::fs::canonicalize(other).unwrap()));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn input_is_named_after_what_it_is() {
        for (text, expected) in [
            ("{\"a\": 1}\n{\"b\": 2}\n", "jsonl"),
            ("{\"a\": 1}\n", "jsonl"),
            ("{\n \"a\": 1\n}\n", "json"),
            ("[{}]", "json"),
            (" <!doctype html>", "html"),
            ("---\ntitle: A\n---\n", "md"),
            ("Rain fell.", "txt"),
            ("", "txt"),
        ] {
            assert_eq!(ending(text.as_bytes()), expected, "{text:?}");
        }
    }
}
