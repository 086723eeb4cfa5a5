//! Files to drafts: walking, formats, encodings, dates, and what stands around an article on its page.
//!
//! A new format is one file and one line in [`FORMATS`]; `tests/formats.rs` asks for its fixture.

mod bounds;
mod byline;
mod cards;
mod clean;
mod credits;
mod csv;
mod databases;
mod date;
mod day_in_path;
mod declared;
mod decode;
mod digits;
mod ending;
mod field_names;
mod fields;
mod format;
mod formats;
mod front_matter;
mod furniture;
mod head;
mod html;
mod json;
mod jsonl;
mod labelled;
mod language;
mod markdown;
mod markup;
mod misread;
mod months;
mod notes;
mod page;
mod page_words;
mod record;
mod references;
mod residue;
mod rows;
mod sight;
mod signers;
mod sorter;
mod source_line;
mod text;
mod url;
mod values;
mod walk;
mod zone;

use std::cell::Cell;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use crate::model::{Draft, Skipped, place};

pub use self::fields::NO_FULL_TEXT;
pub use self::format::{Each, Format, Source};
pub use self::formats::FORMATS;
pub use self::sight::{Sighted, sight};
pub use self::url::{identity, url_key};
pub use self::walk::{Found, walk};

use self::decode::{HEAD_BYTES, decode, not_text, writing};
use self::format::skipped;

/// What a source gave: an article to be, or why not.
pub type Reading = Result<Draft, Skipped>;

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
    pub hidden: Hidden,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            max_file_bytes: 512 << 20,
            max_article_bytes: 10 << 20,
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
    read(
        name,
        Box::new(Cursor::new(bytes)),
        Some(bytes.len() as u64),
        options,
        each,
    );
}

/// The name of the encoding that bytes are read in, `None` where they are no text; the first 64 KiB tell.
pub fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    not_text(head).is_none().then(|| writing(head).name())
}

/// The path made absolute, as text that leads back to it.
fn origin_of(path: &Path) -> String {
    place::written(&std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)))
}

fn read(
    origin: &str,
    mut input: Box<dyn Read + '_>,
    bytes: Option<u64>,
    options: &Options,
    each: Each<'_>,
) {
    let mut head = Vec::new();
    if let Err(error) = input
        .by_ref()
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
    {
        let _ = each(Err(skipped(
            origin,
            format!("cannot be read: {error}"),
            true,
        )));
        return;
    }
    let format = match told(origin, &head) {
        Ok(format) => format,
        Err(reason) => {
            let _ = each(Err(skipped(origin, reason, false)));
            return;
        }
    };
    let start = head.clone();
    let input = Box::new(Cursor::new(head).chain(input));
    read_known(origin, (format, &start), input, bytes, options, each);
}

/// Reads a source whose format is known by its beginning, which `input` gives once more.
fn read_known(
    origin: &str,
    (format, head): (&'static dyn Format, &[u8]),
    input: Box<dyn Read + '_>,
    bytes: Option<u64>,
    options: &Options,
    each: Each<'_>,
) {
    let source = Source {
        origin: origin.to_string(),
        options,
        writing: writing(head),
        input,
        bytes,
    };
    // A panic of the caller's is the caller's; one of a format is a source that could not be read.
    let outside = Cell::new(false);
    let mut given = |reading: Reading| {
        outside.set(true);
        let flow = each(reading);
        outside.set(false);
        flow
    };
    let ended = catch_unwind(AssertUnwindSafe(|| format.read(source, &mut given)));
    if let Err(panic) = ended {
        if outside.get() {
            resume_unwind(panic);
        }
        let _ = each(Err(skipped(
            origin,
            format!("the reader of {} failed on it", format.name()),
            true,
        )));
    }
}

/// The format of a source, or why it has none.
fn told(origin: &str, head: &[u8]) -> Result<&'static dyn Format, String> {
    if head.is_empty() {
        return Err("an empty file".into());
    }
    if let Some(what) = not_text(head) {
        return Err(format!("not a text format: {what}"));
    }
    let text = decode(head, writing(head));
    if let Some(what) = other_format(&text) {
        return Err(format!("not a format that is read: {what}"));
    }
    let name = place::name_of(origin);
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_lowercase();
    formats::format(&extension, &text)
        .ok_or_else(|| format!("not a format that is read: .{extension}"))
}

/// Text formats that hold articles in a way that plain text would get wrong.
fn other_format(text: &str) -> Option<&'static str> {
    /// Characters that are looked at: mail may carry many lines of its way before it names its sender.
    const OTHER_CHARS: usize = 8000;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = start.chars().take(OTHER_CHARS).collect();
    let lower = start.to_lowercase();
    if lower.starts_with('<') {
        let html = lower.contains("<html") || lower.contains("<!doctype html");
        let feed = ["<rss", "<feed", "<rdf:rdf"]
            .iter()
            .any(|tag| lower.contains(tag));
        return match feed {
            _ if html => None,
            true => Some("a feed"),
            false => lower.starts_with("<?xml").then_some("XML"),
        };
    }
    let mut lines = start.lines();
    let first = lines.next().unwrap_or("");
    let envelope = first.starts_with("From ") && first.contains('@');
    let header = |line: &str| {
        line.split_once(": ").is_some_and(|(name, _)| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    let headers = [
        "\nfrom: ",
        "\nsubject: ",
        "\nreceived: ",
        "\nmessage-id: ",
        "\nreturn-path: ",
        "\nmime-version: ",
    ];
    let counted = headers
        .iter()
        .filter(|name| format!("\n{lower}").contains(*name))
        .count();
    ((envelope || header(first)) && counted >= 3).then_some("a mail message")
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
            reason("a.pdf", b"%PDF-1.7"),
            ("not a text format: PDF".into(), false)
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
            reason("a", b"<?xml version='1.0'?><rss><channel/></rss>"),
            ("not a format that is read: a feed".into(), false)
        );
        let mail = b"Return-Path: <jo@example.org>\nReceived: from x\nFrom: jo@example.org\nSubject: Hello\n\nHello.\n";
        assert_eq!(
            reason("a", mail),
            ("not a format that is read: a mail message".into(), false)
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
