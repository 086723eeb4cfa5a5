//! Sentences of the article that the extractor passed over, put back: it scores elements by what is in them, and drops a short
//! one, or one behind a picture, that stands among others set like it.

use std::collections::{HashMap, HashSet};

use crate::ingest::clean::ends_sentence;
use crate::ingest::furniture::{Kind, bare, kind};
use crate::ingest::page::Page;

use super::around::{Placed, letters};
use super::block::{Block, Blocks};
use super::tree::words;

/// Words of the shortest line that is put back: what is shorter says too little of itself.
const FEWEST_WORDS: usize = 8;
/// Lines of the text that are set like it: one might be so by chance.
const FEWEST_ALIKE: usize = 1;
/// Lines behind the end of the text that are looked at: behind them begins what the site adds.
const LINES_BEHIND: usize = 4;

/// Puts lines of prose back that stand in or right behind the text, in elements called as those that hold the text are, and
/// that nothing marks as something else. `taken` are the letters of lines that said who wrote and when. Grows with the page.
pub fn restore(blocks: &Blocks, found: &mut Page, titles: &[&str], taken: &HashSet<String>) {
    let placed = Placed::new(blocks, &found.paragraphs);
    let inside = |at: usize| placed.lines[at].0;
    let lines = || 0..blocks.blocks.len();
    let (Some(first), Some(last)) = (
        lines().find(|&at| inside(at)),
        lines().rev().find(|&at| inside(at)),
    ) else {
        return;
    };
    let mut alike: HashMap<u64, usize> = HashMap::new();
    for at in lines().filter(|&at| inside(at)) {
        let block = &blocks.blocks[at];
        if is_prose(block) {
            *alike.entry(blocks.set_like(block)).or_default() += 1;
        }
    }
    let mut known: HashSet<String> = found
        .asides
        .iter()
        .map(|aside| letters(&aside.text))
        .chain(taken.iter().cloned())
        .chain(titles.iter().map(|title| letters(title)))
        .collect();
    let end = blocks.blocks.len().min(last + 1 + LINES_BEHIND);
    let mut put = 0;
    for at in first..end {
        let block = &blocks.blocks[at];
        let (is_inside, after) = placed.lines[at];
        let is_set_like = alike
            .get(&blocks.set_like(block))
            .is_some_and(|&count| count >= FEWEST_ALIKE);
        if is_inside
            || !is_set_like
            || !is_prose(block)
            || !placed.is_near(blocks, block)
            || !known.insert(letters(&block.text))
        {
            continue;
        }
        let place = (after + put).min(found.paragraphs.len());
        found.paragraphs.insert(place, block.text.clone());
        for aside in &mut found.asides {
            aside.after += usize::from(aside.after > place);
        }
        put += 1;
    }
}

/// Whether a line is a sentence or more that nothing marks as anything but text.
fn is_prose(block: &Block) -> bool {
    block.mark.is_none()
        && !(block.around || block.beside || block.fact || block.standfirst)
        && words(&block.text) >= FEWEST_WORDS
        && ends_sentence(&block.text)
        && kind(&block.text) == Kind::Prose
        && !bare(&block.text).is_empty()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;
    use crate::ingest::html::block::Marks;

    const ONE: &str =
        "The council of the small town voted on Tuesday night to close the old bridge.";
    const TWO: &str =
        "The mayor answered that the work could not wait, and promised the people a ferry.";
    const THREE: &str = "Nobody knows yet what the ferry will cost those who cross twice a day.";

    fn restored(html: &str, paragraphs: &[&str]) -> Vec<String> {
        let page = Document::from(html);
        let blocks = Blocks::new(&page, &Marks::new());
        let mut found = Page {
            paragraphs: paragraphs.iter().map(ToString::to_string).collect(),
            ..Page::default()
        };
        restore(&blocks, &mut found, &[], &HashSet::new());
        found.paragraphs
    }

    #[test]
    fn a_sentence_set_like_the_text_comes_back_at_its_place() {
        let page = format!(
            "<article><div class=part><p>{ONE}</p></div><figure></figure><div class=part><p>{TWO}</p></div><div class=part><p>{THREE}</p></div></article>"
        );
        assert_eq!(restored(&page, &[ONE, THREE]), [ONE, TWO, THREE]);
        assert_eq!(restored(&page, &[ONE]), [ONE, TWO, THREE]);
    }

    #[test]
    fn what_is_set_otherwise_or_is_no_sentence_stays_beside_it() {
        for other in [
            format!("<div class=note><p>{TWO}</p></div>"),
            "<div class=part><p>More about the ferry of the town and its mayor</p></div>".into(),
            "<div class=part><p>Read on.</p></div>".into(),
            format!("<footer><div class=part><p>{TWO}</p></div></footer>"),
        ] {
            let page = format!(
                "<article><div class=part><p>{ONE}</p></div>{other}<div class=part><p>{THREE}</p></div></article>"
            );
            assert_eq!(restored(&page, &[ONE, THREE]), [ONE, THREE], "{other}");
        }
    }
}
