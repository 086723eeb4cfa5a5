//! The markup of a record's text: what stands beside the text in it is told apart as in a page, by the same elements and names.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use crate::ingest::clean::{clean, lines};
use crate::ingest::markup::{Part, size, text};

use super::block::Mark;
use super::prune::marks;

/// Elements that may nest in each other, and tags, of the largest markup of which a tree is built.
const MAX_DEPTH: usize = 100;
const MAX_TAGS: usize = 20_000;
/// Marks around the number of a part that was taken out: no text holds them.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';

/// A text and what stood beside it, each with the lines before it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    pub text: String,
    pub captions: Vec<(usize, String)>,
    pub left: Vec<(usize, String)>,
}

/// Reads markup in which something may stand beside the text; `None` where nothing does, or where it is too much of it.
pub fn fragment(markup: &str) -> Option<Fragment> {
    if !may_hold_more(markup) || markup.contains([OPEN, CLOSE]) {
        return None;
    }
    let size = size(markup);
    if size.depth > MAX_DEPTH || size.tags > MAX_TAGS {
        return None;
    }
    let page = Document::from(markup);
    let marks = marks(&page, &[]);
    let taken = outermost(&page, &marks);
    for (at, (node, _)) in taken.iter().enumerate() {
        node.before_html(format!("{OPEN}{at}{CLOSE}"));
    }
    let parts: Vec<(Mark, Vec<String>)> = taken
        .iter()
        .map(|(node, mark)| (*mark, lines_of(node)))
        .collect();
    for (node, _) in &taken {
        node.remove_from_parent();
    }
    let plain = text(&boxed(&page.html()), Part::All)
        .replace(OPEN, &format!("\n\n{OPEN}"))
        .replace(CLOSE, &format!("{CLOSE}\n\n"));
    let mut fragment = Fragment::default();
    let mut before = 0;
    for line in plain.split('\n') {
        let number = line
            .trim()
            .strip_prefix(OPEN)
            .and_then(|rest| rest.strip_suffix(CLOSE)?.parse::<usize>().ok());
        let Some((mark, texts)) = number.and_then(|number| parts.get(number)) else {
            before += usize::from(!clean(line).is_empty());
            fragment.text.push_str(line);
            fragment.text.push('\n');
            continue;
        };
        match mark {
            Mark::Machinery => {}
            Mark::Caption => fragment.captions.push((before, texts.join(" "))),
            Mark::Links | Mark::Other | Mark::Box => {
                let texts = texts.iter().cloned();
                fragment.left.extend(texts.map(|text| (before, text)));
            }
        }
    }
    fragment.captions.retain(|(_, text)| !text.is_empty());
    Some(fragment)
}

/// Whether elements that stand beside a text may be in the markup.
fn may_hold_more(markup: &str) -> bool {
    const SIGNS: &[&str] = &[
        "class=", "id=", "<fig", "<img", "<aside", "<a ", "<table", "<form",
    ];
    let lower = markup.to_ascii_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
}

/// The marked elements, none inside another.
fn outermost<'a>(page: &'a Document, marks: &HashMap<NodeId, Mark>) -> Vec<(NodeRef<'a>, Mark)> {
    marks
        .iter()
        .filter(|(id, _)| {
            !page
                .tree
                .ancestor_ids_of_it(id, None)
                .any(|outer| marks.contains_key(&outer))
        })
        .filter_map(|(id, mark)| Some((page.tree.get(id)?, *mark)))
        .collect()
}

fn lines_of(node: &NodeRef<'_>) -> Vec<String> {
    let text = text(&boxed(&node.html()), Part::All);
    lines(&text).into_iter().map(|line| line.text).collect()
}

/// What reads markup passes over captions: here they were told apart, and those that are left are text.
fn boxed(html: &str) -> String {
    html.replace("<figcaption", "<div")
        .replace("</figcaption", "</div")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONE: &str = "<p>The reservoir was drained on Tuesday after divers found a split of three metres in its wall.</p>";
    const TWO: &str = "<p>Some 1,700 homes would be without water until Friday, an engineer of the board said.</p>";

    fn read(inside: &str) -> Fragment {
        fragment(&format!("{ONE}{inside}{TWO}")).unwrap()
    }

    #[test]
    fn captions_by_any_name_stand_beside_the_text() {
        for html in [
            "<figure><img src=a><figcaption>Divers at the wall</figcaption></figure>",
            "<div class='wp-caption'><img><p class='wp-caption-text'>Divers at the wall</p></div>",
            "<p class=cutline>Divers at the wall</p>",
            "<p><img src=a><br><em>Divers at the wall</em></p>",
            "<div class=bildunterschrift>Divers at the wall</div>",
        ] {
            let found = read(html);
            assert_eq!(found.captions, [(1, "Divers at the wall".into())], "{html}");
            assert!(!found.text.contains("Divers"), "{html}");
        }
    }

    #[test]
    fn lists_of_other_stories_stand_beside_the_text() {
        for html in [
            "<aside class=related><h3>Related</h3><a href=/1>Farmers wait for rain</a></aside>",
            "<ul class=related-posts><li><a href=/1>Farmers wait for rain</a></li></ul>",
            "<h4>Read more</h4><p><a href=/1>Farmers wait for rain</a></p>",
        ] {
            let found = read(html);
            assert!(
                found.left.contains(&(1, "Farmers wait for rain".into())),
                "{html} {found:?}"
            );
            assert!(!found.text.contains("Farmers"), "{html}");
        }
    }

    #[test]
    fn what_is_text_stays() {
        for (html, words) in [
            ("<p class=lead>The wall is old.</p>", "The wall is old."),
            (
                "<figure><blockquote>It was never safe.</blockquote><figcaption>Tove Aldrin</figcaption></figure>",
                "Tove Aldrin",
            ),
            (
                "<table class=data><tr><td>Kessel</td><td>29</td></tr></table>",
                "29",
            ),
            (
                "<p>It is 3 &lt; 5 &amp; <a href=/x>a link</a> in a sentence of the text.</p>",
                "3 < 5 & a link in",
            ),
        ] {
            let found = read(html);
            assert!(found.text.contains(words), "{html} {found:?}");
            assert_eq!((found.captions.len(), found.left.len()), (0, 0), "{html}");
        }
        assert_eq!(fragment("<p>One</p><p>Two</p>"), None);
    }

    proptest! {
        #[test]
        fn any_markup_is_read(html in "(<p>|</p>|<figure>|<figcaption>|<img |class=caption>|<a href=/>|\u{f8f0}|1|&lt;|\\PC){0,40}") {
            let _ = fragment(&html);
        }
    }
}
