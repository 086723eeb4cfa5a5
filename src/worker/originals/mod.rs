//! The originals: the bytes of every file that gave an article, as they were when it was read, once for each content.
//!
//! ```text
//! packs/000001.warc.gz …   web archives (WARC 1.1), a record a content or a sighting of one, each a gzip member of its own
//! register                 a line a record: where it stands, its SHA-256, its file, when it was kept
//! ```
//!
//! Nothing but appending happens to a pack, so that what ends the program loses at most the record in hand, which the next to
//! write cuts off; a record that is damaged hides none behind it. Any tool that reads web archives reads the packs; the register is made again from them.
//!
//! Invariant: what is given out has the SHA-256 under which it was kept; one process at a time writes, under the lock of the
//! library.

mod finding;
mod keeper;
pub(super) mod member;
pub(super) mod register;
mod registered;

use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use crate::model::place;

pub(super) use finding::{Found, known};
pub use keeper::Originals;
pub(super) use keeper::{Keeper, Original, rewrite};
pub use register::Kept;
pub(super) use registered::Registered;

/// Writes a content, byte for byte.
///
/// # Errors
/// It is not there any more, or not what was kept: nothing was written then. Or it cannot be written.
pub(super) fn write(dir: &Path, kept: &Kept, to: &mut dyn Write) -> Result<()> {
    check(dir, kept).map_err(|why| anyhow!("{why:#}; {REMEDY}"))?;
    member::copied(&mut member::content(dir, kept)?, to)?;
    Ok(())
}

/// What is done about an original that is not what was kept.
pub(super) const REMEDY: &str = "parallax rebuild keeps it again where its file is there unchanged; else bring back the packs from a copy";

/// What is done about what stands in the place of a pack or of the register and is no file.
pub(super) const TO_CLEAR: &str = "move it away, and bring back the file from a copy where it is a pack (the register is made again from the packs)";

/// What stands in the place of the register or of a pack and is no file.
pub(super) fn strange(dir: &Path) -> Option<String> {
    register::strange(dir)
}

/// What unpacks a record speaks of its own insides.
fn broken(error: &io::Error) -> io::Error {
    let why = match error.raw_os_error() {
        Some(_) => error.to_string(),
        None => "what is kept of it is damaged".to_string(),
    };
    io::Error::other(why)
}

/// Reads a content.
///
/// # Errors
/// It is not there any more, or not what was kept.
pub(super) fn check(dir: &Path, kept: &Kept) -> Result<()> {
    let found = member::content(dir, kept).and_then(|mut content| {
        let copied = member::copied(&mut content, &mut io::sink());
        Ok(copied.map_err(|error| broken(&error))?)
    });
    let found = found.with_context(|| format!("the original of {} cannot be read", kept.file))?;
    if found != kept.sha256 {
        bail!(
            "the original of {} is not what was kept: its SHA-256 was {}, and is {found}",
            kept.file,
            kept.sha256
        );
    }
    Ok(())
}

/// The file that a record of a pack came from, as an address (RFC 8089).
fn address_of(file: &str) -> String {
    let path = place::path_of(file);
    let mut address = "file://".to_string();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                address.push(char::from(*byte));
            }
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// The file of such an address; `None` where it is none.
fn file_of(address: &str) -> Option<String> {
    let mut rest = address.strip_prefix("file://")?.bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some(byte) = rest.next() {
        let digit = |digit: Option<u8>| char::from(digit?).to_digit(16);
        match byte {
            b'%' => {
                let code = digit(rest.next())? * 16 + digit(rest.next())?;
                bytes.push(u8::try_from(code).ok()?);
            }
            byte => bytes.push(byte),
        }
    }
    Some(place::written_bytes(&bytes))
}

/// At most so many bytes of something that has no end of its own.
fn bounded(input: impl Read, most: u64, to: &mut dyn Write) -> io::Result<u64> {
    io::copy(&mut input.take(most), to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_an_address_that_leads_back() {
        for file in ["/home/ana/news/Łódź 1.html", r"/a\xff.txt", "/a%20b#7?.txt"] {
            let address = address_of(file);
            assert!(address.is_ascii(), "{address}");
            assert_eq!(file_of(&address).as_deref(), Some(file));
        }
        assert_eq!(address_of("/a b"), "file:///a%20b");
        assert_eq!(file_of("https://a.example/"), None);
        assert_eq!(file_of("file:///a%zz"), None);
    }
}
