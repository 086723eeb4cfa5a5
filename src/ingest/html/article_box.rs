//! Elements that hold an article, and the headline on top of each; tested by what [`several`](super::several) makes of them.

use dom_query::NodeRef;

use crate::ingest::clean::clean;
use crate::ingest::page_words::{PageTag, page_words};

use super::tree::{class_names, is_any};

/// Whether a headline begins with an hour: `14:05 Boats leave`.
pub fn is_timed(headline: &NodeRef<'_>) -> bool {
    let text = clean(&headline.text());
    let Some((hour, rest)) = text.split_once([':', '.', 'h']) else {
        return false;
    };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&hour.len()) && digits(hour) == hour.len() && digits(rest) == 2
}

pub fn is_linked(headline: &NodeRef<'_>) -> bool {
    headline
        .descendants_it()
        .chain(headline.parent())
        .any(|node| node.has_name("a"))
}

/// Whether an element is an article by more than its class.
pub fn is_semantic(node: &NodeRef<'_>) -> bool {
    !is_any(node, &["div", "section", "li"]) || node.has_attr("itemtype")
}

/// Whether two boxes stand in one row and bear one name.
pub fn is_beside(one: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    let parent = |node: &NodeRef<'_>| node.parent().map(|parent| parent.id);
    parent(one) == parent(other) && one.node_name() == other.node_name()
}

/// Whether the name of an element is that of an entry of a ticker.
pub fn is_live(node: &NodeRef<'_>) -> bool {
    const WORDS: &[&str] = &[
        "live",
        "liveblog",
        "ticker",
        "liveticker",
        "update",
        "updates",
    ];
    class_names(node)
        .iter()
        .any(|name| name.split('-').any(|word| WORDS.contains(&word)))
}

/// Whether an element is an article by its name.
pub fn is_article(node: &NodeRef<'_>) -> bool {
    const WHOLE: &[&str] = &[
        "article", "post", "story", "entry", "hentry", "comment", "update",
    ];

    let described = node
        .attr("itemtype")
        .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"));
    if node.has_name("article") || described || node.attr("role").as_deref() == Some("article") {
        return !is_any(node, &["html", "body", "main"]);
    }
    is_any(node, &["div", "section", "li"])
        && class_names(node).iter().any(|name| {
            let words: Vec<&str> = name.split('-').collect();
            words.len() <= 3
                && words.iter().any(|word| WHOLE.contains(word))
                && !words
                    .iter()
                    .any(|word| page_words().has(word, PageTag::PartOfArticle))
        })
}

pub fn is_comment(node: &NodeRef<'_>) -> bool {
    class_names(node)
        .iter()
        .any(|name| name.split('-').any(|word| word == "comment"))
}

/// The headline on top of an element: the first heading before any paragraph. A plain box needs one that links to its article
/// or is an `<h1>`.
pub fn headline_of<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    /// Letters of the longest line above a headline.
    const LINE_LETTERS: usize = 80;
    let semantic = is_semantic(node) || is_live(node);
    for inside in node.descendants_it() {
        if is_any(&inside, &["h1", "h2", "h3", "h4"]) {
            let text = clean(&inside.text());
            let is = text.split(' ').count() >= 2 || !text.is_ascii();
            return (is && (semantic || inside.has_name("h1") || is_linked(&inside)))
                .then_some(inside);
        }
        if inside.has_name("p") && inside.text().trim().len() > LINE_LETTERS {
            return None;
        }
    }
    None
}
