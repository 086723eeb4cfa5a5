//! The text of a document of a word processor: of a news database where it is the export of one, else as copied out of a page.

use std::io::Cursor;
use std::ops::ControlFlow;

use crate::model::Skipped;

use super::Options;
use super::databases::Databases;
use super::decode::writing;
use super::format::{Each, Format, Source};
use super::nest::Nest;
use super::text::Text;

/// Where a document lies.
pub struct Place<'a> {
    pub origin: String,
    pub name: String,
    pub options: &'a Options,
    pub nest: Nest,
}

/// Bytes by which the export of a database is known.
const HEAD_BYTES: usize = 64 << 10;

/// Reads the text of a document, whose paragraphs empty lines part. `kind` is what the program calls it: `a Word document`.
pub fn read(text: &str, place: Place<'_>, kind: &str, each: Each<'_>) -> ControlFlow<()> {
    let head = &text[..text.floor_char_boundary(HEAD_BYTES)];
    let format: &dyn Format = match Databases.claims(head) {
        true => &Databases,
        false => &Text,
    };
    let source = Source {
        origin: place.origin,
        name: place.name,
        options: place.options,
        writing: writing(head.as_bytes()),
        input: Box::new(Cursor::new(text.as_bytes())),
        bytes: Some(text.len() as u64),
        file: None,
        nest: place.nest,
    };
    let mut told = |reading: Result<_, Skipped>| {
        each(reading.map(|mut draft: crate::model::Draft| {
            draft.notes.push(format!("read from {kind}"));
            draft
        }))
    };
    format.read(source, &mut told)
}

/// Paragraphs as they come out of the elements of a document. They may lie in each other, as those of a text box do.
#[derive(Default)]
pub struct Paragraphs {
    text: String,
    open: Vec<String>,
}

impl Paragraphs {
    pub fn open(&mut self) {
        self.open.push(String::new());
    }

    /// Words of the paragraph that is open; outside of one they are nobody's.
    pub fn push(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.push_str(words);
        }
    }

    pub fn close(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        if !closed.trim().is_empty() {
            self.text.push_str(closed.trim());
            self.text.push_str("\n\n");
        }
    }

    /// All paragraphs, an empty line between two.
    pub fn text(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }
}
