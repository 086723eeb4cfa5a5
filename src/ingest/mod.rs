//! Files to drafts: walking, formats, encodings, dates, and what stands around an article on its page.
//!
//! A new format is one file and one line in [`FORMATS`]; `tests/formats.rs` asks for its fixture.

mod addresses;
pub mod apart;
mod at;
#[cfg(any(feature = "mail", feature = "pdf"))]
mod beside;
mod bounds;
mod broken;
mod browsers;
mod byline;
mod captured;
mod cards;
mod clean;
mod credits;
mod csv;
mod databases;
mod date;
mod day_in_path;
mod declared;
mod decode;
#[cfg(feature = "mail")]
mod digest;
mod digits;
mod document;
mod door;
mod ending;
mod feed;
mod field_names;
mod fields;
mod format;
mod formats;
mod front_matter;
mod furniture;
mod gzip;
mod head;
mod highlights;
mod html;
#[cfg(feature = "archives")]
mod http;
mod items;
mod json;
mod jsonl;
mod labelled;
mod language;
#[cfg(feature = "mail")]
mod letterhead;
#[cfg(feature = "mail")]
mod mail;
#[cfg(feature = "mail")]
mod mailbox;
#[cfg(feature = "mail")]
mod mailed;
mod markdown;
mod markup;
#[cfg(feature = "archives")]
mod members;
#[cfg(feature = "mail")]
mod mhtml;
mod misread;
mod months;
mod nest;
mod newsml;
mod notes;
mod opml;
#[cfg(feature = "archives")]
mod packed;
mod page;
mod page_words;
#[cfg(feature = "pdf")]
mod pdf;
mod raised;
mod record;
mod references;
mod residue;
mod ris;
mod rows;
mod rtf;
mod services;
mod sight;
mod signers;
mod sorter;
mod source_line;
#[cfg(feature = "archives")]
mod tar;
mod text;
mod url;
mod values;
mod walk;
#[cfg(feature = "archives")]
mod warc;
pub mod web;
mod xml;
#[cfg(feature = "archives")]
mod zip;
mod zone;

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::{Draft, Skipped, place};

pub use self::addresses::{feeds_in, links_in};
pub use self::fields::NO_FULL_TEXT;
pub use self::format::{Each, Format, Source};
pub use self::formats::FORMATS;
pub use self::gzip::next_sign as next_member_of_gzip;
pub use self::highlights::highlights_in;
pub use self::items::{FeedItem, FeedNow, feed_now};
pub use self::sight::{Sighted, sight};
pub use self::url::{host, identity, url_key};
pub use self::walk::{Found, walk};

use self::decode::{HEAD_BYTES, not_text, writing};
use self::door::open;
use self::nest::{Nest, Opening};

/// What a source gave: an article to be, or why not.
pub type Reading = Result<Draft, Skipped>;

/// What is read in a process of its own.
pub const TASKS_APART: &[apart::Task] = &[
    #[cfg(feature = "pdf")]
    ("pdf", pdf::answer),
];

/// Files and folders whose name begins with a dot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hidden {
    #[default]
    Skip,
    Read,
}

/// How sources are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Largest file of records that is read whole (JSON), in bytes; JSON Lines and CSV are streams of any length.
    pub max_file_bytes: u64,
    /// Longest article, in bytes: of a page, a text, or one record.
    pub max_article_bytes: u64,
    /// Most bytes that are unpacked out of one file.
    pub max_unpacked_bytes: u64,
    pub hidden: Hidden,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            max_file_bytes: 512 << 20,
            max_article_bytes: 10 << 20,
            max_unpacked_bytes: 16 << 30,
            hidden: Hidden::Skip,
        }
    }
}

/// Reads one file, article by article; `each` may stop it. Never panics by itself: a format that does is told as skipped.
///
/// The origin of an article is the path made absolute, with `#` and the record's own id (or number) for a record of many.
pub fn read_file(path: &Path, options: &Options, each: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
    match sight(path, options) {
        Ok(sighted) => {
            sighted.read(options, &mut |_| Ok(()), each);
        }
        Err(skipped) => {
            let _ = each(Err(skipped));
        }
    }
}

/// The same for bytes that were read already; `name` is the origin, its extension (if it has one) tells the format.
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    options: &Options,
    each: &mut dyn FnMut(Reading) -> ControlFlow<()>,
) {
    let length = bytes.len() as u64;
    let _ = open(
        Opening {
            origin: name.to_string(),
            name: place::name_of(name).to_string(),
            input: Box::new(Cursor::new(bytes)),
            bytes: Some(length),
            nest: Nest::top(length, options, open),
            options,
        },
        each,
    );
}

/// The name of the encoding that bytes are read in, `None` where they are no text; the first 64 KiB tell.
pub fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    not_text(head).is_none().then(|| writing(head).name())
}

/// Whether bytes are a web page: by how they begin, or else by the ending of their name.
pub fn is_page(name: &str, bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    door::told(name, head).is_ok_and(|format| format.name() == "HTML")
}

/// The path made absolute, as text that leads back to it.
fn origin_of(path: &Path) -> String {
    place::written(&std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(name: &str, bytes: &[u8]) -> Vec<Reading> {
        let mut readings = Vec::new();
        read_bytes(name, bytes, &Options::default(), &mut |reading| {
            readings.push(reading);
            ControlFlow::Continue(())
        });
        readings
    }

    fn reason(name: &str, bytes: &[u8]) -> (String, bool) {
        let skipped = read_all(name, bytes).remove(0).unwrap_err();
        (skipped.reason, skipped.failed)
    }

    #[test]
    fn what_is_no_article_is_passed_over_with_its_reason() {
        assert_eq!(
            reason("a.gif", b"GIF89a"),
            ("not a text format: a GIF image".into(), false)
        );
        assert_eq!(reason("a.txt", b""), ("an empty file".into(), false));
        assert_eq!(
            reason("a.txt", b" \n"),
            ("no text that could be an article".into(), false)
        );
        assert_eq!(
            reason("a.rs", b"fn main() {}"),
            ("not a format that is read: .rs".into(), false)
        );
        assert_eq!(
            reason("a", b"<?xml version='1.0'?><invoice><sum>7</sum></invoice>"),
            ("not a format that is read: XML".into(), false)
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_failed() {
        let mut failed = false;
        read_file(
            Path::new("/nowhere/at/all.txt"),
            &Options::default(),
            &mut |reading| {
                failed = reading.is_err_and(|skipped| skipped.failed);
                ControlFlow::Continue(())
            },
        );
        assert!(failed);
    }

    #[test]
    #[should_panic(expected = "the caller's")]
    fn a_panic_of_the_caller_goes_on() {
        read_bytes(
            "a.txt",
            b"Rain fell on the town all day.",
            &Options::default(),
            &mut |_| panic!("the caller's"),
        );
    }
}
