//! The main text of a page by a Readability algorithm (dom_smoothie), on a thread of its own: it recurses, and it may take long.

use std::sync::mpsc;
use std::time::Duration;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use crate::ingest::byline::people;
use crate::ingest::clean::clean;

use super::block::{Blocks, Mark};
use super::head::Head;
use super::linked::unescaped;
use super::mend::mend;
use super::metadata::{self, Facts};
use super::parted::part;
use super::prune::{cut, marks};
use super::several::{Own, others};
use super::tree::Weights;

/// Bytes of the thread's stack: the extractor recurses into elements.
const STACK_BYTES: usize = 64 << 20;
/// How long a page may take: real ones take 4 ms.
const DEADLINE: Duration = Duration::from_secs(20);
/// Letters that make a part of a page that is not free to read one that is there.
const PART_LETTERS: usize = 60;

/// What was found in a page.
#[derive(Debug, Default)]
pub struct Extract {
    pub title: Option<String>,
    pub authors: Vec<String>,
    /// The headline of the page as it is shown.
    pub heading: Option<String>,
    /// Paragraphs parted by empty lines.
    pub text: String,
    pub facts: Facts,
    /// What the lines around the headline say.
    pub head: Head,
    /// All that the page shows.
    pub blocks: Blocks,
    /// The headlines of other articles on the page, or their first words.
    pub others: Vec<String>,
    /// The parts that the page says are not free to read are not in it.
    pub closed_missing: bool,
}

/// Extracts on a thread of its own; what went wrong, if anything did.
pub fn extract_apart(html: &str) -> (Option<Extract>, Option<String>) {
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
    let is_misread = mend(&document);
    let own = Own::new(&document);
    part(&document, &own);
    let weights = Weights::new(&document);
    let others = others(&document, &weights, &own);
    let mut marks = marks(&document, &others);
    for id in &others {
        marks.insert(*id, Mark::Other);
    }
    let blocks = Blocks::new(&document, &marks);
    cut(&document, others.iter());
    let heading = heading(&document, &own);
    let facts = metadata::facts(&document, heading.as_deref());
    let mut extract = Extract {
        head: Head::new(&blocks, heading.as_deref().or(facts.title.as_deref())),
        others: others_named(&blocks),
        closed_missing: is_missing(&document, &facts.closed_parts),
        heading,
        facts,
        blocks,
        ..Extract::default()
    };
    if is_misread {
        let note = "the text was written in a wrong encoding: put right";
        extract.facts.notes.push(note.into());
    }
    cut(&document, marks.keys());
    cut(&document, extract.head.elements(&extract.blocks).iter());
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let readability = Readability::with_document(document, None, Some(config));
    if let Ok(article) = readability.and_then(|mut readability| readability.parse()) {
        extract.title = Some(clean(&unescaped(&article.title))).filter(|title| !title.is_empty());
        let byline = article.byline.as_deref().map(people).unwrap_or_default();
        extract.authors = byline.iter().map(|author| clean(author)).collect();
        extract
            .authors
            .retain(|author| !is_glued(author, &extract.blocks));
        extract.text = article.text_content.to_string();
    }
    extract
}

/// Whether a name is only there because elements meet without a space: `Lia Torbayin Orrin`.
fn is_glued(author: &str, blocks: &Blocks) -> bool {
    let author = author.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&author);
    let mut lines = blocks
        .blocks
        .iter()
        .filter(|block| has(&block.text))
        .peekable();
    lines.peek().is_some() && lines.all(|block| !has(&block.parted()))
}

/// The text of the page's `<h1>`: of several the one that its title begins with.
fn heading(document: &Document, own: &Own) -> Option<String> {
    let headings: Vec<String> = document
        .select("h1")
        .nodes()
        .iter()
        .map(|node| clean(&node.text()))
        .filter(|heading| !heading.is_empty())
        .collect();
    match headings.as_slice() {
        [heading] => Some(heading.clone()),
        several => several
            .iter()
            .find(|heading| own.begins_with(heading))
            .cloned(),
    }
}

/// The first line of each other article.
fn others_named(blocks: &Blocks) -> Vec<String> {
    let mut named = Vec::new();
    let mut last = None;
    for block in &blocks.blocks {
        if block.mark != Some(Mark::Other) {
            last = None;
            continue;
        }
        if last != block.other {
            last = block.other;
            named.push(block.text.clone());
        }
    }
    named
}

/// Whether none of the parts that are not free to read is there.
fn is_missing(document: &Document, selectors: &[String]) -> bool {
    !selectors.is_empty()
        && selectors.iter().all(|selector| {
            document.try_select(selector).is_none_or(|parts| {
                let text = parts.text();
                text.chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .count()
                    < PART_LETTERS
            })
        })
}
