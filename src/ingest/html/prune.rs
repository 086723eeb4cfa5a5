//! Marks what of a page is surely not its article, and cuts it out before the extractor weighs the rest.
//!
//! Readability's algorithm keeps whatever stands inside the element that holds most of the text: captions, boxes of links,
//! newsletter forms. Their elements, class names and structure tell them. What is cut and could be quoted is not lost:
//! [`around`](super::around) keeps it beside the text.

use dom_query::{Document, NodeId, NodeRef};

use super::block::{Mark, Marks};
use super::caption::captions;
use super::link_list::link_lists;
use super::tree::{Weights, class_names};
use crate::ingest::page_words::{PageTag, page_words};

/// Elements that never hold the text of an article; what stands in the last ones may be quoted all the same.
const MACHINERY: &str =
    "button, nav, dialog, [role='navigation'], [role='search'], [role='dialog'], [hidden]";
const BOXES: &str = "form, [role='complementary']";
/// Class names and ids that hold no text of an article; `-` and `_` part words, a name is compared whole.
const NAMED: &[(Mark, &[&str])] = &[(Mark::Links, LINKS), (Mark::Box, NAMED_BOXES)];
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "related", "related-posts", "related-articles", "related-content", "related-stories", "related-links",
    "relatedposts", "relatedarticles", "jp-relatedposts", "most-read", "mostread", "trending", "recommended",
    "recommendations", "read-more", "readmore", "see-also", "teaser-list", "outbrain", "taboola",
];
#[rustfmt::skip]
const NAMED_BOXES: &[&str] = &[
    "ticker", "newsticker", "news-ticker", "breaking-ticker", "breaking-news-ticker", "ticker-bar", "ticker-wrapper", "breaking-news", "live-feed", "livefeed", "promo", "sponsor", "sponsored", "author-bio", "author-box", "authorbox", "about-author", "author-description",
    "paywall-message",
];

/// What readers say below an article.
#[rustfmt::skip]
const COMMENTS: &[&str] = &[
    "comments", "comment-list", "comments-area", "comments-list", "commentlist", "comment-section", "comments-section",
    "comments-wrapper", "comments-container", "disqus_thread", "comentarios", "kommentare", "commentaires", "reacties",
];

/// An element with more than this share of the page's paragraphs, in percent, is not cut whatever its name.
const MOST_PERCENT: usize = 20;
/// The same of a caption, and of lists that their structure has shown to be such.
const SHOWN_PERCENT: usize = 60;
/// Letters of the paragraphs outside of a box of comments from which they are the article: two sentences.
const LETTERS_BESIDE_COMMENTS: usize = 150;
/// Letters in paragraphs under which a page is one that knows none.
const FEW_LETTERS: usize = 400;
/// Quotations that are compared with the paragraphs, and bytes of the shortest.
const QUOTES: usize = 30;
const QUOTE_LETTERS: usize = 12;
/// Boxes of comments that are looked for: a page has one, or one in each of its parts.
const COMMENT_BOXES: usize = 20;
/// Elements that are cut by name at the most: a page of nothing but boxes is not worth more.
const CUTS: usize = 2000;

/// Marks what of a page is not its article; `others` are cut as well, and do not count.
pub fn marks(page: &Document, others: &[NodeId]) -> Marks {
    let weights = Weights::new(page);
    // Pages that know no paragraphs are weighed by all of their text.
    let known = weights.of(&page.root()).in_paragraphs >= FEW_LETTERS;
    let weigh = |node: &NodeRef<'_>| {
        let weight = weights.of(node);
        if known {
            weight.in_paragraphs
        } else {
            weight.letters
        }
    };
    let of_others: usize = others
        .iter()
        .filter_map(|id| page.tree.get(id))
        .map(|node| weigh(&node))
        .sum();
    let all = weigh(&page.root()).saturating_sub(of_others);
    let mut marks = Marks::new();
    let mut mark = |node: &NodeRef<'_>, mark: Mark, percent: usize| {
        if weigh(node) * 100 <= all * percent {
            marks.entry(node.id).or_insert(mark);
        }
    };
    for (ids, kind) in [
        (captions(page, &weights), Mark::Caption),
        (link_lists(page, &weights), Mark::Links),
    ] {
        for node in ids.iter().filter_map(|id| page.tree.get(id)) {
            mark(&node, kind, SHOWN_PERCENT);
        }
    }
    for (elements, kind) in [(MACHINERY, Mark::Machinery), (BOXES, Mark::Box)] {
        for node in page.select(elements).nodes() {
            mark(node, kind, MOST_PERCENT);
        }
    }
    for node in repeated_quotes(page) {
        mark(&node, Mark::Box, MOST_PERCENT);
    }
    let named = page.select("[class], [id]");
    let named = named
        .nodes()
        .iter()
        .filter_map(|node| Some((node, mark_of_name(node)?)));
    for (node, kind) in named.take(CUTS) {
        mark(node, kind, MOST_PERCENT);
    }
    for node in comments(page) {
        // Readers may say more than the article does; a page of nothing else is theirs.
        let rest = all.saturating_sub(weigh(&node));
        let percent = if rest >= LETTERS_BESIDE_COMMENTS {
            100
        } else {
            MOST_PERCENT
        };
        mark(&node, Mark::Box, percent);
    }
    marks
}

/// The outermost elements that are called as the comments of readers are.
fn comments(page: &Document) -> Vec<NodeRef<'_>> {
    let named = page.select("[class], [id]");
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    for node in named.nodes() {
        let holds_page = ["html", "body", "main", "article"]
            .iter()
            .any(|name| node.has_name(name));
        let is_inside = || {
            let around = node.ancestors_it(None);
            around
                .into_iter()
                .any(|outer| found.iter().any(|one| one.id == outer.id))
        };
        let names = class_names(node);
        if !holds_page && names.iter().any(|name| COMMENTS.contains(&name.as_str())) && !is_inside()
        {
            found.push(*node);
        }
        if found.len() >= COMMENT_BOXES {
            break;
        }
    }
    found
}

/// Elements that show words of the text a second time: pull quotes, by their name and because those words stand in a paragraph.
fn repeated_quotes(page: &Document) -> Vec<NodeRef<'_>> {
    let set =
        page.select("blockquote, [class*='pull'], [class*='Pull'], [class*='highlight-quote']");
    let quotes: Vec<NodeRef<'_>> = set.nodes().iter().take(QUOTES).copied().collect();
    if quotes.is_empty() {
        return Vec::new();
    }
    let paragraphs = page.select("p");
    let texts: Vec<(NodeRef<'_>, String)> = paragraphs
        .nodes()
        .iter()
        .map(|node| (*node, bare_letters(&node.text())))
        .collect();
    quotes
        .into_iter()
        .filter(|quote| {
            let words = bare_letters(&quote.text());
            let is_inside = |node: &NodeRef<'_>| {
                node.id == quote.id || node.ancestors_it(None).any(|outer| outer.id == quote.id)
            };
            words.len() >= QUOTE_LETTERS
                && texts.iter().any(|(node, text)| {
                    text.len() > words.len() && text.contains(&words) && !is_inside(node)
                })
        })
        .collect()
}

/// The letters and digits of a text.
fn bare_letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Cuts what is marked.
pub fn cut<'a>(page: &Document, ids: impl Iterator<Item = &'a NodeId>) {
    for node in ids.filter_map(|id| page.tree.get(id)) {
        node.remove_from_parent();
    }
}

fn mark_of_name(node: &NodeRef<'_>) -> Option<Mark> {
    let holds_page = ["html", "body", "main", "article"]
        .iter()
        .any(|name| node.has_name(name));
    if holds_page {
        return None;
    }
    let names = class_names(node);
    NAMED
        .iter()
        .find(|(_, known)| names.iter().any(|name| known.contains(&name.as_str())))
        .map(|(mark, _)| *mark)
        .or_else(|| {
            let mut names = names.iter();
            let machinery = names.any(|name| page_words().has(name, PageTag::MachineryClass));
            machinery.then_some(Mark::Machinery)
        })
        // A player of whatever make: the words in it are its buttons'.
        .or_else(|| {
            let player = names.iter().any(|name| name.ends_with("-player"));
            player.then_some(Mark::Box)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pruned(html: &str) -> String {
        let page = Document::from(html);
        cut(&page, marks(&page, &[]).keys());
        page.text().to_string()
    }

    #[test]
    fn boxes_and_captions_go_and_the_text_stays() {
        let text =
            "<p>The council voted to close the old bridge for the whole winter.</p>".repeat(9);
        let left = pruned(&format!(
            "<body class='share'><article class='related'>{text}<figure><img><figcaption>The bridge</figcaption></figure>\
             <div class='box related_posts'><p>More</p></div><div id=newsletter><p>Sign up</p></div></article></body>"
        ));
        assert!(
            left.contains("council")
                && !left.contains("The bridge")
                && !left.contains("More")
                && !left.contains("Sign up")
        );
    }

    #[test]
    fn words_that_are_shown_twice_are_of_the_text_once() {
        let page = |quote: &str| {
            pruned(&format!(
                "<p>The wall of the dam is old, and “we return it unopened”, the union wrote on Monday.</p><p>{}</p>{quote}",
                "The council voted to close the old bridge for the whole winter. ".repeat(4)
            ))
        };
        for quote in [
            "<blockquote>We return it unopened</blockquote>",
            "<div class=article-pullquote><p>“We return it unopened”</p></div>",
        ] {
            assert_eq!(
                page(quote).to_lowercase().matches("unopened").count(),
                1,
                "{quote}"
            );
        }
        let other = "<blockquote class=pull><p>We never opened it at all</p></blockquote>";
        assert!(page(other).contains("never opened"));
    }

    #[test]
    fn comments_go_however_long_and_stay_where_there_is_nothing_else() {
        let said = "<p>Nobody asked those who live on the other bank what they think of it, and nobody ever will.</p>";
        let comments = format!(
            "<ol class=commentlist>{}</ol>",
            format!("<li>{said}</li>").repeat(30)
        );
        let text = format!(
            "<p>{}</p>",
            "The council voted on Tuesday night to close the old bridge. ".repeat(16)
        );
        let page = format!("<article>{text}</article>{comments}");
        assert!(!pruned(&page).contains("other bank"));
        assert!(pruned(&page).contains("council voted"));
        assert!(pruned(&format!("<article>{comments}</article>")).contains("other bank"));
    }

    #[test]
    fn a_box_that_holds_the_article_stays() {
        let left =
            pruned("<div class='promo'><p>The council voted to close the old bridge.</p></div>");
        assert!(left.contains("council"));
    }
}
