//! Saved pages: the main text by a Readability algorithm (dom_smoothie), the facts by [`metadata`](super::metadata).
//!
//! Every parser of the html5ever family is quadratic in the depth of nesting, and the extractor recurses: pages that are too
//! deep or too large go past it, and it runs on a thread of its own, with a stack of its own and a deadline.

use std::ops::ControlFlow;
use std::sync::mpsc;
use std::time::Duration;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::model::Draft;

use super::byline::{is_outlet, people};
use super::clean::{clean, lines};
use super::format::{Each, Format, Source, finished};
use super::furniture::bare;
use super::markup;
use super::metadata::{self, Facts};
use super::page::{Layout, Page, page};
use super::text::dated_by_name;
use super::url::host;

/// HTML.
pub struct Html;

/// Elements that may nest in each other before the parser's time, quadratic in it, is felt.
const MAX_DEPTH: usize = 500;
/// Tags of the largest page that is given to the extractor, which goes over its tree many times: real pages have up to 20,000.
const MAX_TAGS: usize = 200_000;
/// Bytes of the thread's stack: the extractor recurses into elements.
const STACK_BYTES: usize = 64 << 20;
/// How long a page may take: real ones take 4 ms.
const DEADLINE: Duration = Duration::from_secs(20);
/// An extract shorter than this share of the text in JSON-LD, in percent, missed the article.
const MISSED_PERCENT: usize = 50;
/// Bytes of the shortest extract that is believed where the page shows much more.
const FEW_BYTES: usize = 250;

impl Format for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn claims(&self, head: &str) -> bool {
        let start: String = head
            .trim_start_matches('\u{feff}')
            .trim_start()
            .chars()
            .take(2000)
            .collect::<String>()
            .to_lowercase();
        start.starts_with("<!doctype html")
            || (start.starts_with('<')
                && ["<html", "<head", "<body", "<meta ", "<title>"]
                    .iter()
                    .any(|tag| start.contains(tag)))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let note = source.writing.note();
        let limit = source.options.max_article_bytes;
        match source.text(limit) {
            Ok(html) => {
                let mut draft = draft(html, origin);
                draft.notes.extend(note);
                each(finished(draft))
            }
            Err(skipped) => each(Err(skipped)),
        }
    }
}

fn draft(html: String, origin: String) -> Draft {
    let size = markup::size(&html);
    let too_much = if size.depth > MAX_DEPTH {
        Some(format!("nested deeper than {MAX_DEPTH} elements"))
    } else if size.tags > MAX_TAGS {
        Some(format!("more than {MAX_TAGS} tags"))
    } else {
        None
    };
    let (extract, problem) = match too_much {
        Some(reason) => (None, Some(format!("{reason}: taken as plain text"))),
        None => extract_apart(&html),
    };
    let extract = extract.unwrap_or_default();
    let facts = extract.facts;
    let mut title = best_title(&extract.title, &facts);
    if let Some(heading) = &extract.heading
        && title
            .as_ref()
            .is_some_and(|title| is_within(heading, title))
    {
        title = Some(heading.clone());
    }
    let mut notes = facts.notes.clone();
    notes.extend(problem);
    let mut found = page(lines(&extract.text), Layout::Extracted, title.as_deref());
    if let Some(body) = facts
        .body
        .as_deref()
        .filter(|body| extract.text.len() * 100 < body.len() * MISSED_PERCENT)
    {
        let body = if markup::is_markup(body) {
            markup::text(body, markup::Part::All)
        } else {
            markup::unescape(body)
        };
        found = page(lines(&body), Layout::Extracted, title.as_deref());
        notes.push("body taken from the page's metadata (JSON-LD)".into());
    } else if bytes_of(&found) < FEW_BYTES {
        let text = markup::text(&html, markup::Part::Main);
        let whole = page(lines(&text), Layout::Copied, title.as_deref());
        if bytes_of(&whole) > bytes_of(&found) * 2 {
            found = whole;
            title = title.or(found.title);
            notes.push("no main text found: all visible text was taken".into());
        }
    }
    notes.extend(found.notes);
    if let (Some(first), Some(heading)) = (found.paragraphs.first(), &extract.heading)
        && found.paragraphs.len() > 1
        && bare(first) == bare(heading)
    {
        found.paragraphs.remove(0);
    }
    let outlet = facts
        .outlet
        .or(found.outlet)
        .or_else(|| facts.url.as_deref().and_then(host))
        .or(found.agency);
    let mut authors = if facts.authors.is_empty() {
        extract.authors
    } else {
        facts.authors
    };
    if authors.is_empty() {
        authors = found.authors;
    }
    authors.retain(|author| {
        outlet.as_deref() != Some(author.as_str())
            && !(is_outlet(author, false) && author.split(' ').count() < 3)
    });
    let mut draft = Draft {
        origin,
        title: title.filter(|title| !title.is_empty()),
        outlet,
        authors,
        published: facts.published.or(found.published),
        url: facts.url,
        language: facts.language,
        paragraphs: found.paragraphs,
        asides: found.asides,
        notes,
    };
    dated_by_name(&mut draft);
    draft
}

/// What the extractor found.
#[derive(Debug, Default)]
struct Extract {
    title: Option<String>,
    authors: Vec<String>,
    /// The one headline of the page.
    heading: Option<String>,
    /// Paragraphs parted by empty lines.
    text: String,
    facts: Facts,
}

/// Extracts on a thread of its own; what went wrong, if anything did.
fn extract_apart(html: &str) -> (Option<Extract>, Option<String>) {
    let (give, take) = mpsc::sync_channel(1);
    let html = html.to_string();
    let worker = std::thread::Builder::new()
        .name("extract".into())
        .stack_size(STACK_BYTES)
        .spawn(move || {
            // Nobody listens any more after the deadline.
            let _ = give.send(extract(&html));
        });
    if worker.is_err() {
        return (
            None,
            Some("no thread for the extractor: taken as plain text".into()),
        );
    }
    match take.recv_timeout(DEADLINE) {
        Ok(extract) => (Some(extract), None),
        Err(mpsc::RecvTimeoutError::Timeout) => (
            None,
            Some(format!(
                "the extractor took more than {} s: taken as plain text",
                DEADLINE.as_secs()
            )),
        ),
        Err(mpsc::RecvTimeoutError::Disconnected) => (
            None,
            Some("the extractor failed on this page: taken as plain text".into()),
        ),
    }
}

fn extract(html: &str) -> Extract {
    let document = Document::from(html);
    let facts = metadata::facts(&document);
    let heading = heading(&document);
    super::prune::prune(&document);
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else {
        return Extract {
            facts,
            heading,
            ..Extract::default()
        };
    };
    match readability.parse() {
        Ok(article) => Extract {
            title: Some(clean(&article.title)).filter(|title| !title.is_empty()),
            authors: article
                .byline
                .as_deref()
                .map(people)
                .unwrap_or_default()
                .iter()
                .map(|author| clean(author))
                .collect(),
            text: article.text_content.to_string(),
            facts,
            heading,
        },
        Err(_) => Extract {
            facts,
            heading,
            ..Extract::default()
        },
    }
}

/// The text of the page's `<h1>`, where it has one of them.
fn heading(document: &Document) -> Option<String> {
    let headings = document.select("h1");
    if headings.length() != 1 {
        return None;
    }
    Some(clean(&headings.text())).filter(|heading| !heading.is_empty())
}

/// Whether a heading is a headline, and stands in a longer title.
fn is_within(heading: &str, title: &str) -> bool {
    /// One or two words may be the name of a section.
    const HEADLINE_WORDS: usize = 3;
    let (heading, title) = (bare(heading), bare(title));
    heading.split(' ').count() >= HEADLINE_WORDS && title.contains(&heading)
}

/// The headline that the page's metadata names, else the extractor's; without the outlet's name behind it.
fn best_title(extracted: &Option<String>, facts: &Facts) -> Option<String> {
    /// What parts a headline from the name of the site.
    const SIGNS: &[&str] = &[
        " | ", " - ", " – ", " — ", " -- ", " » ", " :: ", " · ", "_",
    ];
    // What a page calls its headline is now and then a description: it must be about the same as the title on top.
    let stated = facts.title.as_ref().filter(|stated| {
        extracted
            .as_ref()
            .is_none_or(|extracted| are_alike(stated, extracted))
    });
    let mut title = stated.or(extracted.as_ref())?.as_str();
    let site = facts.url.as_deref().and_then(host);
    let outlet = facts.outlet.as_deref().map(bare);
    while let Some((head, tail)) = SIGNS
        .iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .min_by_key(|(_, tail)| tail.len())
    {
        let tail = bare(tail);
        let named = outlet.as_deref().is_some_and(|outlet| {
            tail == outlet || (!tail.is_empty() && outlet.starts_with(&tail))
        }) || site.as_deref().is_some_and(|site| {
            tail == site || site.split('.').next() == Some(&tail.replace(' ', ""))
        });
        if !named || head.trim().is_empty() {
            break;
        }
        title = head.trim();
    }
    Some(title.to_string()).filter(|title| !title.is_empty())
}

/// Whether the shorter of two titles has half of its words, or letters, in the other.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let words = short.split(' ').count();
    let shared = short.split(' ').filter(|word| long.contains(word)).count();
    shared * 2 >= words
}

/// Bytes of the body.
fn bytes_of(page: &Page) -> usize {
    page.paragraphs.iter().map(String::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html><head><title>Bridge closed for the winter | Alpha Wire</title><meta name=author content='By Jo Doe'><meta property=og:site_name content='Alpha Wire'></head><body>{body}</body></html>"
        )
    }

    const PARAGRAPH: &str = "<p>The council of the small town on the river voted on Tuesday night to close the old bridge for the whole winter.</p>";

    #[test]
    fn main_text_and_facts() {
        let html = saved(&format!(
            "<nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Bridge closed for the winter</h1>{}<p>Share this article</p></article><footer>©2025 Alpha</footer>",
            PARAGRAPH.repeat(6)
        ));
        let draft = draft(html, "a.html".into());
        assert_eq!(draft.title.as_deref(), Some("Bridge closed for the winter"));
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Wire"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert_eq!(draft.paragraphs.len(), 6);
    }

    #[test]
    fn the_headline_is_not_repeated_in_the_body() {
        let html = format!(
            "<html><head><title>Bridge closed for the winter, council says - News from the river</title></head><body><article>\
             <h1>Bridge closed for the winter</h1>{}</article></body></html>",
            PARAGRAPH.repeat(6)
        );
        let draft = draft(html, "a.html".into());
        assert_eq!(draft.title.as_deref(), Some("Bridge closed for the winter"));
        assert_eq!(draft.paragraphs.len(), 6, "{:?}", draft.paragraphs);
    }

    #[test]
    fn hostile_depth_goes_past_the_extractor() {
        let html = saved(&format!("{}{PARAGRAPH}", "<div>".repeat(100_000)));
        let draft = draft(html, "a.html".into());
        assert_eq!(draft.paragraphs.len(), 1);
        assert!(
            draft
                .notes
                .iter()
                .any(|note| note.contains("nested deeper"))
        );
    }

    #[test]
    fn a_page_without_text_gives_none() {
        assert!(
            draft(saved("<script>let a = 1</script>"), "a.html".into())
                .paragraphs
                .is_empty()
        );
    }
}
