//! Paths as text and back, whatever bytes a name is made of.
//!
//! Invariant: two paths have two texts, a text leads back to its path, and no text holds a character that steers a terminal.
//! Bytes that are no UTF-8, control characters and marks that turn the direction of writing are written `\xNN`; a backslash
//! that stands before `xNN` in the name itself is written `\x5c`. Every other path is its own text, as it always was.

use std::path::{Path, PathBuf};

/// What stands between a file and one that lies in it: `export.zip › mails/03.eml › part 2`.
pub const INSIDE: &str = " › ";

/// The text of a path, as it is kept, compared and shown.
pub fn written(path: &Path) -> String {
    match path.to_str() {
        Some(text) if cfg!(not(unix)) || !needs_escapes(text) => text.to_string(),
        _ if cfg!(unix) => escaped(path.as_os_str().as_encoded_bytes()),
        // Where a backslash parts folders it can be no sign.
        _ => path.to_string_lossy().into_owned(),
    }
}

/// The path of a text that [`written`] gave. Whether there is such a file has no say: one that is gone is not another one whose
/// name happens to be that text.
pub fn path_of(text: &str) -> PathBuf {
    unescaped(text).unwrap_or_else(|| PathBuf::from(text))
}

/// The text of the path that a reader names: one who types the name of a file that is there, backslash and all, means that file,
/// and else the one that is written so.
pub fn meant(typed: &str) -> String {
    let as_it_stands = Path::new(typed);
    match needs_escapes(typed) && as_it_stands.symlink_metadata().is_ok() {
        true => written(as_it_stands),
        false => typed.to_string(),
    }
}

/// The text of a name whose bytes nobody vouches for, as [`written`] writes it: that of a file in an archive.
pub fn written_bytes(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !needs_escapes(text) => text.to_string(),
        _ => escaped(bytes),
    }
}

/// The file that an origin lies in: the origin without what lies in the file, behind its `#` or [`INSIDE`]. Names may hold
/// both themselves.
pub fn file_of(origin: &str) -> PathBuf {
    let whole = path_of(origin);
    if whole.is_file() {
        return whole;
    }
    let found = parts(origin)
        .map(|(file, _)| path_of(file))
        .find(|path| path.is_file());
    found
        .or_else(|| parts(origin).next().map(|(file, _)| path_of(file)))
        .unwrap_or(whole)
}

/// The ways to part an origin into a file and what lies in it (with the sign before it), the shortest file first.
pub fn parts(origin: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_sign = |at: usize| origin[at..].starts_with('#') || origin[at..].starts_with(INSIDE);
    origin
        .char_indices()
        .filter(move |(at, _)| is_sign(*at))
        .map(|(at, _)| origin.split_at(at))
}

/// The last part of a path's text, with the record behind it; of a file in a file, that of the inner one.
pub fn name_of(text: &str) -> &str {
    let text = text.rsplit(INSIDE).next().unwrap_or(text);
    let parts: &[char] = if cfg!(windows) { &['/', '\\'] } else { &['/'] };
    text.rsplit(parts).next().unwrap_or(text)
}

fn needs_escapes(text: &str) -> bool {
    text.chars().any(steers)
        || text
            .match_indices('\\')
            .any(|(at, _)| byte_at(&text.as_bytes()[at..]).is_some())
}

fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 8);
    let escape = |text: &mut String, bytes: &[u8]| {
        for byte in bytes {
            text.push_str(&format!("\\x{byte:02x}"));
        }
    };
    let mut done = 0;
    for chunk in bytes.utf8_chunks() {
        for (at, letter) in chunk.valid().char_indices() {
            let from = done + at;
            // What follows a backslash may lie beyond this chunk only where it is no `xNN`.
            if steers(letter) || (letter == '\\' && byte_at(&bytes[from..]).is_some()) {
                escape(&mut text, &bytes[from..from + letter.len_utf8()]);
            } else {
                text.push(letter);
            }
        }
        escape(&mut text, chunk.invalid());
        done += chunk.valid().len() + chunk.invalid().len();
    }
    text
}

/// `None` where nothing is escaped in it.
#[cfg(unix)]
fn unescaped(text: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let bytes = text.as_bytes();
    let mut path = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let Some(byte) = byte_at(&bytes[at..]) {
            path.push(byte);
            at += ESCAPE_BYTES;
        } else {
            path.push(bytes[at]);
            at += 1;
        }
    }
    (path.len() < bytes.len()).then(|| std::ffi::OsString::from_vec(path).into())
}

#[cfg(not(unix))]
fn unescaped(_text: &str) -> Option<PathBuf> {
    None
}

/// Bytes of `\xNN`.
const ESCAPE_BYTES: usize = 4;

/// The byte that is written where these begin, if `\xNN` is.
fn byte_at(bytes: &[u8]) -> Option<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16);
    match bytes {
        [b'\\', b'x', high, low, ..] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    }
}

/// Characters that a terminal obeys or that turn what stands beside them.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        written(Path::new(OsStr::from_bytes(bytes)))
    }

    #[test]
    fn plain_names_are_their_own_text_and_others_are_escaped() {
        for same in [
            "/a/Łódź 1.txt",
            r"/a/back\slash",
            r"/a\x",
            r"/a\xg0",
            "/a#7",
        ] {
            assert_eq!(text(same.as_bytes()), same);
        }
        assert_eq!(text(b"/a\xff.txt"), r"/a\xff.txt");
        assert_eq!(text(br"/a\xff.txt"), r"/a\x5cxff.txt");
        assert_eq!(text(b"/a\nb\x1b[31m"), r"/a\x0ab\x1b[31m");
        assert_eq!(text("/a\u{202e}txt".as_bytes()), r"/a\xe2\x80\xaetxt");
        assert_eq!(name_of(r"/d/a\xff.txt#7"), r"a\xff.txt#7");
    }

    #[test]
    fn a_file_in_a_file_is_named_and_its_file_found() {
        let origin = "/nowhere/a#1.zip › b/c.eml › part 2#7";
        assert_eq!(name_of(origin), "part 2#7");
        assert_eq!(name_of("/a.zip › b/c.txt"), "c.txt");
        let files: Vec<&str> = parts(origin).map(|(file, _)| file).collect();
        assert_eq!(files[..2], ["/nowhere/a", "/nowhere/a#1.zip"]);
        assert_eq!(
            file_of("/nowhere/a.zip › b"),
            PathBuf::from("/nowhere/a.zip")
        );
        assert_eq!(written_bytes(b"a\xffb\x1b"), r"a\xffb\x1b");
        assert_eq!(written_bytes("Łódź".as_bytes()), "Łódź");
    }

    #[test]
    fn a_file_that_is_gone_is_not_the_one_whose_name_is_its_text() {
        let folder = std::env::temp_dir().join(format!("parallax-place-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let literal = folder.join(r"a\xff.txt");
        std::fs::write(&literal, "x").unwrap();
        let gone = folder.join(OsStr::from_bytes(b"a\xff.txt"));
        assert_ne!(written(&gone), written(&literal));
        assert_eq!(path_of(&written(&gone)), gone);
        assert_eq!(path_of(&written(&literal)), literal);
        // Who types the name of the file that is there means it.
        let typed = literal.to_str().unwrap();
        assert_eq!(meant(typed), written(&literal));
        std::fs::remove_file(&literal).unwrap();
        assert_eq!(meant(typed), typed);
        assert_eq!(path_of(&meant(typed)), gone);
        let _ = std::fs::remove_dir_all(&folder);
    }

    proptest! {
        #[test]
        fn every_path_comes_back(bytes in proptest::collection::vec(
            prop_oneof![any::<u8>(), Just(b'\\'), Just(b'x'), Just(b'5'), Just(b'c'), Just(b'\n'), Just(0xe2)], 1..40))
        {
            // Below a folder that is not there: no file of this machine has a say.
            let whole = [b"/nowhere/".as_slice(), &bytes].concat();
            let path = Path::new(OsStr::from_bytes(&whole));
            let text = written(path);
            prop_assert!(!text.chars().any(steers));
            let back = path_of(&text);
            prop_assert_eq!(back.as_os_str().as_bytes(), whole.as_slice());
        }
    }
}
