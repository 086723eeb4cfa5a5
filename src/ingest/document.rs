//! The text of a document of a word processor: of a news database where it is the export of one, else as copied out of a page.
//!
//! What the document says of itself counts where its text says nothing, and never in an export: there it names the reader. Its
//! footnotes stand beside the text.

// Without the formats whose documents hold notes there are none to put.
#![cfg_attr(not(feature = "archives"), allow(dead_code))]

use std::io::Cursor;
use std::ops::ControlFlow;

use crate::model::{Aside, AsideKind, Draft};

use super::bounds::hold;
use super::byline::people;
use super::clean::clean;
use super::databases::Databases;
use super::decode::writing;
use super::format::{Each, Format, Source, skipped};
use super::nest::Nest;
use super::signers::is_name;
use super::text::Text;
use super::{Options, Reading};

/// Where a document lies.
pub struct Place<'a> {
    pub origin: String,
    pub name: String,
    pub options: &'a Options,
    pub nest: Nest,
}

/// What a document holds beside its running text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What it says of itself.
    pub title: Option<String>,
    pub author: Option<String>,
    pub footnotes: Vec<Footnote>,
}

/// A note below a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footnote {
    /// The paragraph that it belongs to.
    pub of: String,
    pub text: String,
}

/// Bytes by which the export of a database is known.
const HEAD_BYTES: usize = 64 << 10;
/// What programs write for an author whom they do not know.
const NOBODY: &[&str] = &["anonymous", "unknown", "user", "admin", "root"];
/// Endings of the names of files that programs take for the title of a text.
const FILE_ENDINGS: &[&str] = &[
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".indd", ".qxd", ".qxp", ".htm", ".html", ".txt",
];

/// Reads the text of a document, whose paragraphs empty lines part. `kind` is what the program calls it: `a Word document`.
pub fn read(
    text: &str,
    beside: Beside,
    place: Place<'_>,
    kind: &str,
    each: Each<'_>,
) -> ControlFlow<()> {
    let head = &text[..text.floor_char_boundary(HEAD_BYTES)];
    let is_export = Databases.claims(head);
    let format: &dyn Format = match is_export {
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
    let mut told = |reading: Reading| {
        each(reading.and_then(|mut draft| {
            draft.notes.push(format!("read from {kind}"));
            if !is_export {
                beside.put(&mut draft);
                hold(&mut draft).map_err(|reason| skipped(&draft.origin, reason, true))?;
            }
            Ok(draft)
        }))
    };
    format.read(source, &mut told)
}

impl Beside {
    /// Completes an article. Word writes down as author whoever typed, be it the reader who copied the article: it is one only
    /// where somebody filled in the title, too.
    fn put(&self, draft: &mut Draft) {
        let title = self.title.as_deref().and_then(own_title);
        let author = self.author.as_deref().and_then(own_author);
        let people = people(author.as_deref().unwrap_or(""));
        let is_signed = title.is_some() && !people.is_empty();
        if draft.authors.is_empty() && is_signed && people.iter().all(|name| is_name(name)) {
            draft.authors = people;
            let note = "the author is the one that the document names in its properties";
            draft.notes.push(note.into());
        } else if let Some(author) = author.filter(|author| !draft.authors.contains(author)) {
            draft.notes.push(names_author(&author));
        }
        if draft.title.is_none()
            && let Some(title) = title
        {
            draft.title = Some(title);
            let note = "the title is that of the document's properties";
            draft.notes.push(note.into());
        }
        for footnote in &self.footnotes {
            let (of, text) = (clean(&footnote.of), clean(&footnote.text));
            let mut paragraphs = draft.paragraphs.iter();
            let at = paragraphs.position(|paragraph| *paragraph == of);
            let after = at.map_or(draft.paragraphs.len(), |at| at + 1);
            let place = draft.asides.partition_point(|other| other.after <= after);
            if !text.is_empty() {
                let aside = Aside::new(AsideKind::LeftOut, text, after);
                draft.asides.insert(place, aside);
            }
        }
    }
}

/// What a file calls its text, where that is no name of a file.
pub fn own_title(title: &str) -> Option<String> {
    /// What programs put before the name of the file.
    const PROGRAMS: &str = "Microsoft Word - ";
    let title = clean(title.trim().trim_start_matches(PROGRAMS));
    let lower = title.to_lowercase();
    let is_file = FILE_ENDINGS.iter().any(|ending| lower.ends_with(ending));
    (!is_file && title.contains(' ')).then_some(title)
}

/// Whom a file names as its author, where that is anybody.
pub fn own_author(author: &str) -> Option<String> {
    let author = clean(author);
    (!author.is_empty() && !NOBODY.contains(&author.to_lowercase().as_str())).then_some(author)
}

/// What is told of an author whom only the file names.
pub fn names_author(author: &str) -> String {
    format!("the file names \"{author}\" as its author")
}

/// Paragraphs as they come out of the elements of a document. They may lie in each other, as those of a text box do.
#[derive(Default)]
pub struct Paragraphs {
    text: String,
    open: Vec<Open>,
    /// For each note that stands in a paragraph: what it is called, and the paragraph.
    noted: Vec<(String, String)>,
}

/// A paragraph that is open.
#[derive(Default)]
struct Open {
    text: String,
    notes: Vec<String>,
}

impl Paragraphs {
    pub fn open(&mut self) {
        self.open.push(Open::default());
    }

    /// Words of the paragraph that is open; outside of one they are nobody's.
    pub fn push(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(words);
        }
    }

    /// A note that is called so stands here.
    pub fn note(&mut self, called: String) {
        if let Some(open) = self.open.last_mut() {
            open.notes.push(called);
        }
    }

    pub fn close(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        let text = closed.text.trim();
        let noted = closed.notes.into_iter();
        self.noted
            .extend(noted.map(|called| (called, text.to_string())));
        if !text.is_empty() {
            self.text.push_str(text);
            self.text.push_str("\n\n");
        }
    }

    /// All paragraphs, an empty line between two; and the notes that stand in them, with their paragraphs.
    pub fn told(mut self) -> (String, Vec<(String, String)>) {
        while !self.open.is_empty() {
            self.close();
        }
        (self.text, self.noted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(title: &str, author: &str, mut draft: Draft) -> Draft {
        let beside = Beside {
            title: Some(title.into()),
            author: Some(author.into()),
            footnotes: vec![
                Footnote {
                    of: "Rain fell.".into(),
                    text: "9 mm".into(),
                },
                Footnote::default(),
            ],
        };
        beside.put(&mut draft);
        draft
    }

    #[test]
    fn properties_count_where_the_text_says_nothing() {
        let rain = Draft {
            paragraphs: vec!["Rain fell.".into(), "It stopped.".into()],
            ..Draft::default()
        };
        let draft = put("Rain in town", "Jo Doe", rain.clone());
        assert_eq!(draft.title.as_deref(), Some("Rain in town"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert_eq!((draft.asides.len(), draft.asides[0].after), (1, 1));
        // A name that Word filled in by itself, and what is no name.
        for (title, author) in [
            ("", "Jo Doe"),
            ("rain.docx", "Jo Doe"),
            ("Rain in town", "jdoe"),
        ] {
            let draft = put(title, author, rain.clone());
            assert!(draft.authors.is_empty(), "{title} {author}");
            assert!(draft.notes.contains(&names_author(author)));
        }
        assert!(put("", "User", rain.clone()).notes.is_empty());
        let known = Draft {
            title: Some("The town in the rain".into()),
            authors: vec!["Ann Roe".into()],
            ..rain
        };
        let draft = put("Rain in town", "Jo Doe", known);
        assert_eq!(draft.title.as_deref(), Some("The town in the rain"));
        assert_eq!(draft.authors, ["Ann Roe"]);
    }
}
