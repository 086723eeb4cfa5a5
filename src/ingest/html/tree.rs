//! Questions to the tree of a page: names, what is seen, and how much text stands in an element.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// Elements whose text no reader sees.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas",
    "video", "audio", "select", "textarea", "title", "head",
];
/// Elements that run on in a line of text.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ruby", "rb", "rt", "rp",
    "img", "picture", "source", "input", "button",
];
const IMAGES: &[&str] = &["img", "picture", "amp-img", "video", "amp-video"];

/// The name of an element, in lower case; nothing for other nodes.
pub fn name(node: &NodeRef<'_>) -> String {
    node.node_name()
        .map(|name| name.to_ascii_lowercase())
        .unwrap_or_default()
}

pub fn is_any(node: &NodeRef<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| node.has_name(name))
}

pub fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether a browser would not show the element.
pub fn is_unseen(node: &NodeRef<'_>) -> bool {
    is_any(node, UNSEEN)
        || node.has_attr("hidden")
        || node.attr("style").is_some_and(|style| {
            let style = style.to_ascii_lowercase().replace(' ', "");
            style.contains("display:none")
        })
}

/// Class names of an element that are looked at: the most on 698 saved pages are 130.
const MOST_NAMES: usize = 500;

/// The class names and the id of an element, in lower case, their words parted by `-`: `js-caption`, `image-credit-wrap`
/// for `imageCreditWrap`, `image__credit_wrap`.
pub fn class_names(node: &NodeRef<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in ["class", "id"] {
        let Some(value) = node.attr(attribute) else {
            continue;
        };
        let words = value.split_ascii_whitespace();
        names.extend(words.take(MOST_NAMES).map(hyphened));
    }
    names
}

fn hyphened(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut small = false;
    for letter in name.chars() {
        let part = letter == '_' || letter == '-' || letter == ':' || letter == '/';
        if (part || (letter.is_uppercase() && small)) && !words.is_empty() && !words.ends_with('-')
        {
            words.push('-');
        }
        if !part {
            words.extend(letter.to_lowercase());
        }
        small = letter.is_lowercase();
    }
    words
}

/// Whether a name holds words in a row: `more-on` is in `inline-more-on-box`, not in `anymore-online`.
pub fn holds(name: &str, words: &str) -> bool {
    name.match_indices(words).any(|(at, _)| {
        let end = at + words.len();
        let before = name[..at].chars().next_back();
        let after = name[end..].chars().next();
        before.is_none_or(|letter| letter == '-') && after.is_none_or(|letter| letter == '-')
    })
}

/// Words of a text. Scripts that do not part their words: two letters of Chinese or Japanese count as one, five of Thai, Lao,
/// Burmese or Khmer.
pub fn words(text: &str) -> usize {
    const WIDE_LETTERS: usize = 2;
    const UNPARTED_LETTERS: usize = 5;
    let spaced = text.split(' ').count();
    if text.is_ascii() {
        return spaced;
    }
    let (mut wide, mut unparted) = (0, 0);
    for letter in text.chars() {
        match u32::from(letter) {
            0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => wide += 1,
            0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff => unparted += 1,
            _ => {}
        }
    }
    spaced + wide / WIDE_LETTERS + unparted / UNPARTED_LETTERS
}

/// How much stands in an element, in letters and digits; what is not seen does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    pub letters: usize,
    /// Of them inside links.
    pub linked: usize,
    /// Of them inside `<p>`.
    pub in_paragraphs: usize,
    pub links: usize,
    pub paragraphs: usize,
    pub images: usize,
    pub headings: usize,
}

/// The weights of all elements of a page.
pub struct Weights(HashMap<NodeId, Weight>);

impl Weights {
    /// Weighs every element; linear in the page.
    pub fn new(page: &Document) -> Self {
        let mut weights = Weights(HashMap::new());
        weights.weigh(&page.root(), false, false);
        weights
    }

    pub fn of(&self, node: &NodeRef<'_>) -> Weight {
        self.0.get(&node.id).copied().unwrap_or_default()
    }

    fn weigh(&mut self, node: &NodeRef<'_>, linked: bool, paragraph: bool) -> Weight {
        let mut sum = Weight::default();
        for child in node.children_it(false) {
            if child.is_text() {
                let text = child.text();
                let letters = text
                    .chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .count();
                sum.letters += letters;
                sum.linked += if linked { letters } else { 0 };
                sum.in_paragraphs += if paragraph { letters } else { 0 };
                continue;
            }
            if !child.is_element() {
                continue;
            }
            // The `<img>` of a `<picture>` is the same picture.
            let image = is_any(&child, IMAGES) && !node.has_name("picture");
            sum.images += usize::from(image);
            if is_unseen(&child) {
                continue;
            }
            let link = child.has_name("a");
            let is_paragraph = child.has_name("p");
            let weight = self.weigh(&child, linked || link, paragraph || is_paragraph);
            sum.letters += weight.letters;
            sum.linked += weight.linked;
            sum.in_paragraphs += weight.in_paragraphs;
            sum.links += weight.links + usize::from(link && weight.letters > 0);
            sum.paragraphs += weight.paragraphs + usize::from(is_paragraph && weight.letters > 0);
            sum.images += weight.images;
            sum.headings += weight.headings
                + usize::from(is_any(&child, &["h1", "h2", "h3", "h4", "h5", "h6"]));
        }
        self.0.insert(node.id, sum);
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_parted_into_words() {
        assert_eq!(hyphened("imageCredit__Wrap"), "image-credit-wrap");
        assert_eq!(hyphened("JS-caption"), "js-caption");
        assert!(holds("inline-more-on-box", "more-on") && !holds("anymore-online", "more-on"));
    }

    #[test]
    fn what_is_not_seen_weighs_nothing() {
        let page = Document::from(
            "<div id=x><p>One <a href=/>two</a></p><script>three</script><p style='display: none'>four</p></div>",
        );
        let weight = Weights::new(&page).of(&page.select("#x").nodes()[0]);
        assert_eq!((weight.letters, weight.linked, weight.links), (6, 3, 1));
        assert_eq!((weight.in_paragraphs, weight.paragraphs), (6, 1));
    }
}
