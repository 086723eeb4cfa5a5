//! Books and issues (EPUB): each text in its order of reading is a page of its own, as calibre packs the news.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::ControlFlow;

use crate::model::{DateSource, Skipped};

use super::super::byline::people;
use super::super::clean::clean;
use super::super::date::date;
use super::super::format::{Each, skipped};
use super::super::language::primary_language;
use super::super::nest::Member;
use super::super::url::joined;
use super::super::xml::{Part, local, walk};
use super::Opened;

const CONTAINER: &str = "META-INF/container.xml";
/// What packs issues is not who publishes them.
const PACKERS: &[&str] = &["calibre", "pandoc", "sigil"];

pub fn is(opened: &Opened<'_>) -> bool {
    opened.has(CONTAINER)
}

/// What the package says of the book.
#[derive(Default)]
struct Book {
    title: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    creators: Vec<String>,
    date: Option<String>,
    /// Names of its texts, in the order of reading.
    texts: Vec<String>,
}

pub fn read(mut opened: Opened<'_>, each: Each<'_>) -> ControlFlow<()> {
    let book = match book(&mut opened) {
        Ok(book) => book,
        Err(skipped) => return each(Err(skipped)),
    };
    if book.texts.is_empty() {
        let reason = "a book whose package names no text";
        return each(Err(skipped(&opened.origin, reason, true)));
    }
    let limit = opened.options.max_article_bytes;
    for name in &book.texts {
        let bytes = match opened.bytes_of(name, limit) {
            Ok(bytes) => bytes,
            Err(skipped) => {
                each(Err(skipped))?;
                continue;
            }
        };
        let mut bytes = bytes;
        if is_furniture(&bytes) {
            continue;
        }
        unnamed(&mut bytes);
        let mut told = |reading: Result<crate::model::Draft, Skipped>| {
            each(reading.map(|mut draft| {
                draft.outlet = draft.outlet.or_else(|| book.publisher.clone());
                draft.language = draft.language.or_else(|| book.language.clone());
                // Of a book with several texts nobody knows who wrote which, and when.
                if book.texts.len() == 1 {
                    if draft.authors.is_empty() {
                        draft.authors = book.creators.iter().flat_map(|one| people(one)).collect();
                    }
                    let said = book.date.as_deref();
                    let day = said.and_then(|day| date(day, DateSource::Field).with_note("").0);
                    draft.published = draft.published.or(day);
                }
                let title = book.title.as_deref();
                draft
                    .notes
                    .extend(title.map(|title| format!("from the book \"{title}\"")));
                draft
            }))
        };
        let member = Member {
            inside: &opened.origin,
            name,
            called: Some("page.xhtml"),
            bytes: Some(bytes.len() as u64),
            input: Box::new(Cursor::new(bytes)),
        };
        opened.nest.member(member, opened.options, &mut told)?;
        if opened.nest.is_over() {
            break;
        }
    }
    ControlFlow::Continue(())
}

fn book(opened: &mut Opened<'_>) -> Result<Book, Skipped> {
    let container = opened.text_of(CONTAINER)?;
    let mut package = None;
    let _ = walk(&container, &mut |part| {
        if let Part::Open(element) = part
            && local(&element.name) == "rootfile"
            && package.is_none()
        {
            package = element.get("full-path").map(str::to_string);
        }
    });
    let failed = |reason: String| skipped(&opened.origin, reason, true);
    let package = package.ok_or_else(|| failed("a book without a package".into()))?;
    let xml = opened.text_of(&package)?;
    let mut book = Book::default();
    let mut files: HashMap<String, String> = HashMap::new();
    let (mut spine, mut text) = (Vec::new(), String::new());
    let broken = walk(&xml, &mut |part| match part {
        Part::Open(element) => {
            text.clear();
            let value = |name: &str| element.get(name).map(str::to_string);
            match local(&element.name) {
                "item" => {
                    let is_text = value("media-type").is_some_and(|kind| kind.contains("html"));
                    let is_list = value("properties").is_some_and(|words| words.contains("nav"));
                    if let (Some(id), Some(href), true, false) =
                        (value("id"), value("href"), is_text, is_list)
                    {
                        files.insert(id, href);
                    }
                }
                "itemref" if element.get("linear") != Some("no") => spine.extend(value("idref")),
                _ => {}
            }
        }
        Part::Text(words) => text.push_str(words),
        Part::Close(name) => {
            let said = Some(clean(&text)).filter(|said| !said.is_empty());
            match name {
                "dc:title" => book.title = book.title.take().or(said),
                "dc:publisher" => book.publisher = said,
                "dc:creator" => book.creators.extend(said),
                "dc:date" => book.date = book.date.take().or(said),
                "dc:language" => book.language = said.and_then(|said| primary_language(&said)),
                _ => {}
            }
        }
    });
    if let Err(reason) = broken {
        return Err(skipped(
            &opened.origin,
            format!("the book's package is broken: {reason}"),
            true,
        ));
    }
    book.publisher = book
        .publisher
        .filter(|name| !PACKERS.contains(&name.to_lowercase().as_str()));
    // Links in the package are relative to it, as on a page.
    let base = format!("epub://book/{package}");
    let texts = spine.iter().filter_map(|id| files.get(id));
    let texts = texts.filter(|href| !is_named_furniture(href));
    book.texts = texts
        .map(|href| {
            let path = joined(&base, href.split('#').next().unwrap_or(href));
            unescaped(path.strip_prefix("epub://book/").unwrap_or(&path))
        })
        .collect();
    Ok(book)
}

/// Whether a text of the book is called after what it is: pandoc's title page says it in no other way.
fn is_named_furniture(path: &str) -> bool {
    const NAMES: &[&str] = &["title_page", "titlepage", "cover", "nav", "toc"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    NAMES.contains(&stem.as_str())
}

/// Whether a text of the book says of itself that it is its cover or its list of texts.
fn is_furniture(page: &[u8]) -> bool {
    const KINDS: &[&str] = &["titlepage", "cover", "toc", "copyright-page", "landmarks"];
    let page = String::from_utf8_lossy(page);
    let kinds = page.split("epub:type=\"").skip(1);
    let mut kinds = kinds.filter_map(|rest| rest.split('"').next());
    kinds.any(|kind| KINDS.contains(&kind))
}

/// Takes the title out of a page that is called after its file.
fn unnamed(page: &mut Vec<u8>) {
    let find = |sign: &[u8]| page.windows(sign.len()).position(|bytes| bytes == sign);
    if let (Some(from), Some(to)) = (find(b"<title>"), find(b"</title>"))
        && let Some(title) = page.get(from + b"<title>".len()..to)
        && !title.trim_ascii().contains(&b' ')
        && title.ends_with(b"html")
    {
        page.drain(from..to + b"</title>".len());
    }
}

/// `a b.xhtml` of `a%20b.xhtml`.
fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_titles_and_covers_no_texts() {
        let mut page = b"<head><title>ch001.xhtml</title></head><h1>Rain</h1>".to_vec();
        unnamed(&mut page);
        assert_eq!(page, b"<head></head><h1>Rain</h1>");
        let mut page = b"<title>Rain in html</title>".to_vec();
        unnamed(&mut page);
        assert_eq!(page, b"<title>Rain in html</title>");
        assert!(is_furniture(
            b"<body epub:type=\"frontmatter\"><section epub:type=\"titlepage\">"
        ));
        assert!(!is_furniture(b"<body epub:type=\"bodymatter\">"));
    }

    #[test]
    fn names_in_a_package_are_names_of_files() {
        assert_eq!(unescaped("a%20b%C3%A9.xhtml"), "a bé.xhtml");
        assert_eq!(unescaped("100%.xhtml"), "100%.xhtml");
    }
}
