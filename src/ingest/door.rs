//! The door for every source, a file or what lies in one: which format it is of, told by its bytes first and by its name last,
//! and handing it over.

use std::cell::Cell;
use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::broken;
use super::decode::{HEAD_BYTES, decode, not_text, writing};
use super::format::{Each, Format, Head, Source, skipped};
use super::formats;
use super::nest::Opening;

/// Finds the format of a source and reads it.
pub fn open(opening: Opening<'_>, each: Each<'_>) -> ControlFlow<()> {
    let Opening {
        origin,
        name,
        mut input,
        bytes,
        nest,
        options,
    } = opening;
    let mut head = Vec::new();
    let begun = input.by_ref().take(HEAD_BYTES as u64);
    let rest: Box<dyn Read> = match { begun }.read_to_end(&mut head) {
        Ok(_) => input,
        Err(error) if head.is_empty() || broken::is_damage(&error) => {
            let reason = format!("cannot be read: {}", broken::why(&error));
            return each(Err(skipped(&origin, reason, true)));
        }
        // What is whole before the fault is read as from a longer source.
        Err(error) => Box::new(Broken(error)),
    };
    let format = match told(&name, &head) {
        Ok(format) => format,
        Err(reason) => return each(Err(skipped(&origin, reason, false))),
    };
    let source = Source {
        writing: writing(&head),
        input: Box::new(Cursor::new(head).chain(rest)),
        origin,
        name,
        options,
        bytes,
        file: None,
        nest,
    };
    hand_over(format, source, each)
}

/// A source that ends in a fault.
struct Broken(io::Error);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(broken::same(&self.0))
    }
}

/// Reads a source whose format is known. A format that panics is told as a source that could not be read.
pub fn hand_over(
    format: &'static dyn Format,
    source: Source<'_>,
    each: Each<'_>,
) -> ControlFlow<()> {
    let origin = source.origin.clone();
    // A panic of the caller's is the caller's; one of a format is a source that could not be read.
    let outside = Cell::new(false);
    let mut given = |reading| {
        outside.set(true);
        let flow = each(reading);
        outside.set(false);
        flow
    };
    match catch_unwind(AssertUnwindSafe(|| format.read(source, &mut given))) {
        Ok(flow) => flow,
        Err(panic) if outside.get() => resume_unwind(panic),
        Err(_) => {
            let reason = format!("the reader of {} failed on it", format.name());
            each(Err(skipped(&origin, reason, true)))
        }
    }
}

/// The format of a source of this name that begins so, or why it has none.
pub fn told(name: &str, head: &[u8]) -> Result<&'static dyn Format, String> {
    if head.is_empty() {
        return Err("an empty file".into());
    }
    let no_text = not_text(head);
    let text = match no_text {
        None => decode(head, writing(head)),
        Some(_) => String::new(),
    };
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_lowercase();
    let known = Head {
        bytes: head,
        text: &text,
    };
    if let Some(format) = formats::owner(&known) {
        return Ok(format);
    }
    if let Some(what) = no_text {
        return Err(format!("not a text format: {what}"));
    }
    if is_other_xml(&text) {
        return Err("not a format that is read: XML".into());
    }
    formats::format(&extension, &text)
        .ok_or_else(|| format!("not a format that is read: .{extension}"))
}

/// XML that no format knows: plain text would get it wrong.
fn is_other_xml(text: &str) -> bool {
    /// Characters in which a page says that it is one.
    const HEAD_CHARS: usize = 8000;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = start.chars().take(HEAD_CHARS).collect();
    let lower = start.to_lowercase();
    lower.starts_with("<?xml") && !lower.contains("<html") && !lower.contains("<!doctype html")
}
