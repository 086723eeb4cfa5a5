//! What a format is, and what all of them read from and give.

use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;

use crate::model::{Aside, AsideKind, Draft, Skipped};

use super::at::At;
use super::bounds::{self, size};
use super::broken;
use super::cards::without_cards;
use super::decode::{Decoded, Writing, decode};
use super::nest::Nest;
use super::page::shortened;
use super::references::{self, has_reference};
use super::{Options, Reading};

pub use super::nest::Each;

/// A way to write articles into a file.
pub trait Format: Sync {
    /// `plain text`, `HTML` ...: as the reader calls it.
    fn name(&self) -> &'static str;
    /// Extensions of its files, in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Largest file that is read, in bytes; `None` where it is read as a stream of records, each with a limit of its own.
    fn most_bytes(&self, options: &Options) -> Option<u64> {
        Some(options.max_article_bytes)
    }
    /// Whether a source that begins so is of this format whatever its name says: by a signature, or marks that nothing else has.
    fn owns(&self, _head: &Head<'_>) -> bool {
        false
    }
    /// Whether a text that begins so is of this format, where its name says nothing. `head` may end in the middle of anything.
    fn claims(&self, _head: &str) -> bool {
        false
    }
    /// Reads every article of the source.
    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()>;
}

/// How a source begins: its first 64 KiB at most.
pub struct Head<'a> {
    pub bytes: &'a [u8],
    /// The same as text; empty where it is none.
    pub text: &'a str,
}

/// A source to read: its origin and what is in it.
pub struct Source<'a> {
    pub origin: String,
    /// The name of the file or of the member of one, without folders; its ending says what it was meant to be.
    pub name: String,
    pub options: &'a Options,
    pub writing: Writing,
    pub input: Box<dyn Read + 'a>,
    /// Bytes, where they are known beforehand.
    pub bytes: Option<u64>,
    /// The file itself, where the source is one: for formats that begin at their end.
    pub file: Option<At>,
    /// How deep it lies in files that hold files, and what of their limits is left.
    pub nest: Nest,
}

impl<'a> Source<'a> {
    /// The whole text, where it holds at most `limit` bytes.
    pub fn text(self, limit: u64) -> Result<String, Skipped> {
        let writing = self.writing;
        Ok(decode(&self.whole(limit)?, writing))
    }

    /// All bytes, where they are at most `limit`.
    pub fn whole(mut self, limit: u64) -> Result<Vec<u8>, Skipped> {
        let mut bytes = Vec::new();
        let too_large =
            |origin: &str| skipped(origin, format!("larger than {}", size(limit)), true);
        if self.bytes.is_some_and(|bytes| bytes > limit) {
            return Err(too_large(&self.origin));
        }
        match self
            .input
            .by_ref()
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)
        {
            Ok(_) if bytes.len() as u64 > limit => Err(too_large(&self.origin)),
            Ok(_) => Ok(bytes),
            Err(error) => Err(skipped(
                &self.origin,
                format!("cannot be read: {}", broken::why(&error)),
                true,
            )),
        }
    }

    /// The text as a stream of UTF-8.
    pub fn stream(self) -> Result<BufReader<Box<dyn Read + 'a>>, Skipped> {
        let reader: Box<dyn Read + 'a> = match Decoded::new(self.input, self.writing) {
            Ok(decoded) => Box::new(decoded),
            Err(input) => {
                let limit = self.options.max_file_bytes;
                let text = Source { input, ..self }.text(limit)?;
                Box::new(std::io::Cursor::new(text.into_bytes()))
            }
        };
        Ok(BufReader::new(reader))
    }
}

/// Reads a line with its end into `line`, at most `limit` bytes of it; `false` at the end of the input. A longer line is
/// read to its end and marked by leaving `line` empty.
pub fn read_line(
    reader: &mut impl BufRead,
    line: &mut Vec<u8>,
    limit: usize,
) -> std::io::Result<bool> {
    line.clear();
    let mut long = false;
    let mut passed: u64 = 0;
    loop {
        let (used, ended) = {
            let ready = match reader.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                ready => ready?,
            };
            if ready.is_empty() {
                return Ok(long || !line.is_empty());
            }
            let end = ready.iter().position(|&byte| byte == b'\n');
            let used = end.map_or(ready.len(), |end| end + 1);
            long |= line.len() + used > limit;
            if long {
                line.clear();
            } else {
                line.extend_from_slice(&ready[..used]);
            }
            (used, end.is_some())
        };
        reader.consume(used);
        passed += used as u64;
        if passed > LINE_GIVEN_UP {
            return Err(given_up());
        }
        if ended {
            return Ok(true);
        }
    }
}

/// A line that goes on for so many bytes is the last that is read of a file: it has no end that is worth waiting for.
pub const LINE_GIVEN_UP: u64 = 256 << 20;

pub fn given_up() -> std::io::Error {
    let reason = format!("a line of more than {}", size(LINE_GIVEN_UP));
    broken::told(reason)
}

/// A source that gave no article.
pub fn skipped(origin: &str, reason: impl Into<String>, failed: bool) -> Skipped {
    Skipped {
        origin: origin.to_string(),
        reason: reason.into(),
        failed,
    }
}

/// Paragraphs of the longest article: thrice those of War and Peace. Lists of words and numbers have more, and would take
/// the memory and the time of a library of articles.
const MOST_PARAGRAPHS: usize = 40_000;

/// A draft that holds text, or why there is none.
pub fn finished(draft: Draft) -> Reading {
    if draft.paragraphs.is_empty() {
        return Err(skipped(
            &draft.origin,
            "no text that could be an article",
            false,
        ));
    }
    if draft.paragraphs.len() > MOST_PARAGRAPHS {
        let reason = format!(
            "{} paragraphs, more than {MOST_PARAGRAPHS}: a list, not an article",
            draft.paragraphs.len()
        );
        return Err(skipped(&draft.origin, reason, true));
    }
    let mut draft = draft;
    bounds::hold(&mut draft).map_err(|reason| skipped(&draft.origin, reason, true))?;
    let texts = draft.paragraphs.iter_mut().chain(&mut draft.title);
    for text in texts.chain(draft.asides.iter_mut().map(|aside| &mut aside.text)) {
        if has_reference(text) {
            *text = references::line(text);
        }
    }
    let mut cards = Vec::new();
    for (at, paragraph) in draft.paragraphs.iter_mut().enumerate() {
        for card in without_cards(paragraph) {
            let aside = Aside::new(AsideKind::LeftOut, card.clone(), at + 1);
            let place = draft.asides.partition_point(|other| other.after <= at + 1);
            draft.asides.insert(place, aside);
            cards.push(card);
        }
    }
    draft.notes.extend(cards_note(&cards));
    let lost = draft
        .paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.chars())
        .filter(|&letter| letter == '\u{fffd}')
        .count();
    if lost > 0 {
        draft.notes.push(format!(
            "{lost} characters could not be read in the encoding of the source"
        ));
    }
    Ok(draft)
}

/// `2 cards about a person left out of the sentences: "Karla Ana BrandtHarbour…", …`
fn cards_note(cards: &[String]) -> Option<String> {
    let first = cards.first()?;
    let (noun, more) = if cards.len() == 1 {
        ("card", "")
    } else {
        ("cards", ", …")
    };
    Some(format!(
        "{} {noun} about a person left out of the sentences: \"{}\"{more}",
        cards.len(),
        shortened(first)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_words_is_no_article() {
        let draft = Draft {
            paragraphs: vec!["word".into(); MOST_PARAGRAPHS + 1],
            ..Draft::default()
        };
        let skipped = finished(draft).unwrap_err();
        assert!(skipped.failed && skipped.reason.contains("40001 paragraphs"));
    }

    #[test]
    fn long_lines_are_passed_over_without_being_held() {
        let mut reader = std::io::BufReader::with_capacity(4, &b"short\nmuch too long\nend"[..]);
        let mut line = Vec::new();
        let mut lines = Vec::new();
        while read_line(&mut reader, &mut line, 8).unwrap() {
            lines.push(String::from_utf8(line.clone()).unwrap());
        }
        assert_eq!(lines, ["short\n", "", "end"]);
    }
}
