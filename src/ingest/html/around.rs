//! What a page shows and what is not its text: standfirst, captions, boxes, other stories, each with its place in the text.
//!
//! Invariant: a line that could be quoted is in the body or here. Menus of one or two words, buttons and notices about cookies
//! are not.

use std::collections::{HashMap, HashSet};

use crate::ingest::furniture::{Kind, bare, kind};
use crate::ingest::page::Page;
use crate::ingest::page_words::{PageTag, page_words};
use crate::model::{Aside, AsideKind};

use super::block::{Block, Blocks, Mark};
use super::link_list::is_counter;
use super::tree::words;

/// Words of the shortest line near the text that is kept, and of the shortest standfirst.
const FEWEST_WORDS: usize = 3;
const STANDFIRST_WORDS: usize = 6;
/// Lines behind the headline among which a standfirst stands.
const STANDFIRST_LINES: usize = 4;
/// Letters from which a line of the page shows where the text of the article stands.
const TELLING_LETTERS: usize = 40;
/// Bytes of text that are searched for lines that are no paragraph of their own: past them, such a line is kept twice rather
/// than lost.
const SEARCHED_BYTES: usize = 256 << 20;

/// The letters and digits of a text, in lower case: the same however it is spaced and pointed.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Where the lines of a page are in the text of its article.
pub struct Placed {
    /// Of each line: whether it is in the text, and how many paragraphs are before it.
    pub lines: Vec<(bool, usize)>,
    /// The element around the text.
    region: usize,
}

impl Placed {
    pub fn new(blocks: &Blocks, paragraphs: &[String]) -> Self {
        let texts: Vec<String> = paragraphs.iter().map(|text| letters(text)).collect();
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, text) in texts.iter().enumerate() {
            places.entry(text).or_default().push(at);
        }
        let whole = texts.join("\n");
        let mut budget = SEARCHED_BYTES;
        let (mut next, mut region) = (0, None);
        let mut lines = Vec::with_capacity(blocks.blocks.len());
        for block in &blocks.blocks {
            let key = letters(&block.text);
            let place = places.get(key.as_str());
            let own = place.and_then(|places| places.iter().find(|place| **place >= next));
            let marked = block.mark.is_some();
            if let Some(own) = own.filter(|_| !marked) {
                next = own + 1;
                lines.push((true, next));
                if key.len() >= TELLING_LETTERS {
                    let joint = region.map_or(block.container, |region| {
                        blocks.joint(region, block.container)
                    });
                    region = Some(joint);
                }
                continue;
            }
            let inside = place.is_some()
                || (key.len() >= TELLING_LETTERS / 2 && whole.len() <= budget && {
                    budget -= whole.len();
                    whole.contains(&key)
                })
                || made_of(&key, &texts, &mut next);
            lines.push((inside, next));
        }
        Placed {
            lines,
            region: region.map_or(0, |region| blocks.main_around(region)),
        }
    }

    /// Whether a line stands in the element around the text.
    pub fn is_near(&self, blocks: &Blocks, block: &Block) -> bool {
        blocks.is_in(block.container, self.region)
    }

    /// The lines that stand right behind the text, in the order of the page.
    pub fn behind<'a>(&self, blocks: &'a Blocks, count: usize) -> &'a [Block] {
        let last = self.lines.iter().rposition(|(inside, _)| *inside);
        let from = last.map_or(0, |last| last + 1);
        &blocks.blocks[from..blocks.blocks.len().min(from + count)]
    }
}

/// Whether a line is several paragraphs of the text in a row.
fn made_of(key: &str, texts: &[String], next: &mut usize) -> bool {
    let mut rest = key;
    let mut at = *next;
    while let Some(text) = texts.get(at).filter(|text| !text.is_empty()) {
        let Some(shorter) = rest.strip_prefix(text.as_str()) else {
            break;
        };
        rest = shorter;
        at += 1;
    }
    let is = rest.is_empty() && at > *next;
    if is {
        *next = at;
    }
    is
}

/// Whether a line is one of those, or several of them that the extractor put on one line.
pub fn is_made_of(line: &str, taken: &HashSet<String>) -> bool {
    let mut rest = line;
    while !rest.is_empty() {
        let parts = taken
            .iter()
            .filter_map(|part| rest.strip_prefix(part.as_str()));
        match parts
            .min_by_key(|left| left.len())
            .filter(|left| left.len() < rest.len())
        {
            Some(left) => rest = left,
            None => return false,
        }
    }
    !line.is_empty()
}

/// What is kept beside the text. `found` is the text with what was sorted out of it, `titles` the headline in its forms.
pub fn asides(
    blocks: &Blocks,
    placed: &Placed,
    found: &Page,
    titles: &[&str],
    taken: &HashSet<String>,
) -> Vec<Aside> {
    let titles: Vec<String> = titles.iter().map(|title| bare(title)).collect();
    let kinds: HashMap<String, AsideKind> = found
        .asides
        .iter()
        .map(|aside| (letters(&aside.text), aside.kind))
        .collect();
    let headline = blocks
        .blocks
        .iter()
        .position(|block| titles.contains(&bare(&block.text)));
    let mut seen: HashSet<String> = HashSet::new();
    let mut asides = Vec::new();
    for (at, (block, &(inside, after))) in blocks.blocks.iter().zip(&placed.lines).enumerate() {
        let key = letters(&block.text);
        if inside || key.is_empty() || titles.contains(&bare(&block.text)) {
            continue;
        }
        let near = placed.is_near(blocks, block);
        let sorted = kinds.get(&key).copied();
        if sorted.is_none() && !is_kept(block, near) || !seen.insert(key.clone()) {
            continue;
        }
        let under_headline = headline.is_some_and(|headline| {
            at > headline && at <= headline + STANDFIRST_LINES && after == 0
        });
        let sums_up = near
            && after == 0
            && block.mark.is_none()
            && !taken.contains(&key)
            && (block.standfirst || under_headline)
            && words(&block.text) >= STANDFIRST_WORDS
            && matches!(kind(&block.text), Kind::Prose | Kind::Unknown);
        let kind = match (block.mark, sorted) {
            (Some(Mark::Caption), _) => AsideKind::Caption,
            _ if sums_up => AsideKind::Standfirst,
            (_, Some(sorted)) => sorted,
            _ => AsideKind::LeftOut,
        };
        let text = match taken.contains(&key) {
            true => block.parted(),
            false => block.text.clone(),
        };
        asides.push(Aside::new(kind, text, after));
    }
    for aside in &found.asides {
        let key = letters(&aside.text);
        let is_part = taken.iter().any(|line| line.contains(&key));
        if !is_part && seen.insert(key) && !titles.contains(&bare(&aside.text)) {
            asides.push(aside.unread());
        }
    }
    asides.sort_by_key(|aside| aside.after);
    asides
}

/// Whether a line that is not in the text may be quoted.
fn is_kept(block: &Block, near: bool) -> bool {
    let kind = kind(&block.text);
    match block.mark {
        Some(Mark::Machinery) => false,
        Some(Mark::Caption) => near,
        Some(Mark::Links) if near && points_to_links(&block.text) => true,
        // When an entry of a ticker was written, and what stands over it, are often two words.
        Some(Mark::Other) if block.headline || !block.moments.is_empty() => {
            !is_counter(&block.text)
        }
        Some(Mark::Links | Mark::Other) => {
            words(&block.text) >= FEWEST_WORDS && !is_counter(&block.text)
        }
        _ if kind == Kind::Mark || is_about_cookies(&block.text) => false,
        _ if near && !block.around => {
            words(&block.text) >= FEWEST_WORDS && !is_counter(&block.text)
        }
        _ => kind == Kind::Prose && !block.around,
    }
}

/// Whether a line of two words says, inside the text, that other stories follow: `Read next`.
fn points_to_links(text: &str) -> bool {
    words(text) + 1 == FEWEST_WORDS && page_words().has(&bare(text), PageTag::HeadsLinks)
}

fn is_about_cookies(text: &str) -> bool {
    text.to_lowercase().contains("cookie") && kind(text) != Kind::Prose
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::block::Marks;
    use dom_query::Document;

    const ONE: &str =
        "The council of the small town voted on Tuesday night to close the old bridge.";
    const TWO: &str =
        "The mayor answered that the work could not wait, and promised the people a ferry.";

    fn kept(html: &str, paragraphs: &[&str]) -> Vec<(AsideKind, String, usize)> {
        let page = Document::from(html);
        let blocks = Blocks::new(&page, &Marks::new());
        let found = Page {
            paragraphs: paragraphs.iter().map(|text| (*text).to_string()).collect(),
            ..Page::default()
        };
        let placed = Placed::new(&blocks, &found.paragraphs);
        asides(
            &blocks,
            &placed,
            &found,
            &["Bridge to close"],
            &HashSet::new(),
        )
        .into_iter()
        .map(|aside| (aside.kind, aside.text, aside.after))
        .collect()
    }

    #[test]
    fn every_line_is_in_the_text_or_beside_it() {
        let html = format!(
            "<nav><a>Home and other places</a></nav><article><h1>Bridge to close</h1><h2>A ferry will carry the people until spring</h2>\
             <p>{ONE}</p><div>What the painters say</div><p>{TWO}</p><p>Share</p></article><div>Menu of the day</div><div>A sentence of another part that ends here.</div>"
        );
        assert_eq!(
            kept(&html, &[ONE, TWO]),
            [
                (
                    AsideKind::Standfirst,
                    "A ferry will carry the people until spring".into(),
                    0
                ),
                (AsideKind::LeftOut, "What the painters say".into(), 1),
                (
                    AsideKind::LeftOut,
                    "A sentence of another part that ends here.".into(),
                    2
                ),
            ]
        );
    }

    #[test]
    fn headline_and_time_of_another_entry_stand_beside_the_text() {
        let html = format!(
            "<main><h1>Bridge to close</h1><div><p>{ONE}</p></div><div id=other><h3>Mayor speaks</h3><time datetime='2025-03-04T10:02'>10:02</time><p>{TWO}</p><span>Share</span></div></main>"
        );
        let page = Document::from(html);
        let marks: Marks = page
            .select("#other")
            .nodes()
            .iter()
            .map(|node| (node.id, Mark::Other))
            .collect();
        let blocks = Blocks::new(&page, &marks);
        let found = Page {
            paragraphs: vec![ONE.into()],
            ..Page::default()
        };
        let placed = Placed::new(&blocks, &found.paragraphs);
        let asides = asides(
            &blocks,
            &placed,
            &found,
            &["Bridge to close"],
            &HashSet::new(),
        );
        let texts: Vec<&str> = asides.iter().map(|aside| aside.text.as_str()).collect();
        assert_eq!(texts, ["Mayor speaks", "10:02", TWO]);
    }

    #[test]
    fn a_paragraph_that_was_joined_or_parted_is_in_the_text() {
        let html = format!("<article><p>{ONE}<br>{TWO}</p></article>");
        assert_eq!(kept(&html, &[&format!("{ONE} {TWO}")]), []);
        let html = format!("<article><p>{ONE} {TWO}</p></article>");
        assert_eq!(kept(&html, &[ONE, TWO]), []);
    }
}
