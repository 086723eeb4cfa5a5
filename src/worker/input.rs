//! What comes from standard input: it is kept as a file of its own, and the file is the source.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::keys::bytes_hash;
use crate::shelf::private;

/// What the report calls it where it is not kept.
pub const INPUT: &str = "standard input";

/// Copies what came from standard input to a file of its own, named after its content.
pub fn keep_input(folder: &Path, bytes: &[u8]) -> Result<PathBuf> {
    private::make_folder(folder)?;
    let name = format!("input-{}.{}", &bytes_hash(bytes)[..12], ending(bytes));
    let path = folder.join(name);
    private::write(&path, bytes)?;
    Ok(std::fs::canonicalize(path)?)
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
