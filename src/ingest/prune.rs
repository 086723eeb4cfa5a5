//! Cuts out of a page what is surely not its article, before the extractor weighs the rest.
//!
//! Readability's algorithm keeps whatever stands inside the element that holds most of the text: captions, boxes of links,
//! newsletter forms. Their elements and class names tell them.

use dom_query::{Document, NodeRef};

/// Elements that never hold the text of an article.
const ELEMENTS: &str = "figcaption, form, button, nav, dialog, [role='navigation'], [role='complementary'], [role='search'], [role='dialog'], [hidden]";
/// Class names and ids that hold no text of an article; `-` and `_` part words, a name is compared whole.
const NAMES: &[&str] = &[
    "related",
    "related-posts",
    "related-articles",
    "related-content",
    "related-stories",
    "related-links",
    "relatedposts",
    "relatedarticles",
    "newsletter",
    "newsletter-signup",
    "newsletter-form",
    "signup",
    "subscribe",
    "subscription",
    "share",
    "sharing",
    "share-buttons",
    "sharedaddy",
    "social",
    "social-share",
    "social-media",
    "social-links",
    "addtoany",
    "addthis",
    "comments",
    "comment-list",
    "comment-form",
    "comments-area",
    "respond",
    "disqus",
    "cookie",
    "cookies",
    "cookie-banner",
    "consent",
    "promo",
    "sponsor",
    "sponsored",
    "advert",
    "ads",
    "ad",
    "advertisement",
    "adsbygoogle",
    "breadcrumb",
    "breadcrumbs",
    "outbrain",
    "taboola",
    "author-bio",
    "author-box",
    "authorbox",
    "about-author",
    "tags",
    "tag-list",
    "post-tags",
    "entry-tags",
    "caption",
    "wp-caption-text",
    "image-caption",
    "photo-caption",
    "caption-text",
    "image-credit",
    "photo-credit",
    "credit",
    "copyright",
    "pagination",
    "pager",
    "post-navigation",
    "nav-links",
    "jp-relatedposts",
    "most-read",
    "mostread",
    "trending",
    "recommended",
    "recommendations",
    "read-more",
    "readmore",
    "see-also",
    "teaser-list",
    "paywall-message",
    "print-only",
    "noprint",
    "screen-reader-text",
    "visually-hidden",
    "sr-only",
    "skip-link",
    "popup",
    "modal",
    "overlay",
    "reading-time",
    "mw-editsection",
    "toc",
];
/// An element with more than this share of the page's paragraphs, in percent, is not cut whatever its name.
const MOST_PERCENT: usize = 20;
/// Bytes in paragraphs under which a page is one that knows none.
const FEW_BYTES: usize = 500;
/// Elements that are cut by name at the most: a page of nothing but boxes is not worth more.
const CUTS: usize = 2000;

/// Cuts furniture out of a page.
pub fn prune(page: &Document) {
    // Pages that know no paragraphs are weighed by all of their text.
    let root = page.root();
    let weigh = match paragraph_bytes(&root) {
        FEW_BYTES.. => paragraph_bytes,
        _ => text_bytes,
    };
    let all = weigh(&root);
    let elements = page.select(ELEMENTS);
    let named = page.select("[class], [id]");
    let named = named.nodes().iter().filter(|node| is_named(node));
    for node in elements.nodes().iter().chain(named.take(CUTS)) {
        if weigh(node) * 100 <= all * MOST_PERCENT {
            node.remove_from_parent();
        }
    }
}

fn is_named(node: &NodeRef<'_>) -> bool {
    let holds_page = ["html", "body", "main", "article"]
        .iter()
        .any(|name| node.has_name(name));
    !holds_page
        && ["class", "id"]
            .iter()
            .filter_map(|name| node.attr(name))
            .any(|names| {
                names.split_ascii_whitespace().any(|name| {
                    let name = name.to_ascii_lowercase().replace('_', "-");
                    NAMES.contains(&name.as_str())
                })
            })
}

fn text_bytes(node: &NodeRef<'_>) -> usize {
    node.text().len()
}

/// Bytes of text in paragraphs inside a node.
fn paragraph_bytes(node: &NodeRef<'_>) -> usize {
    let inside = node.descendants_it().filter(|node| node.has_name("p"));
    inside.map(|paragraph| paragraph.text().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_and_captions_go_and_the_text_stays() {
        let text =
            "<p>The council voted to close the old bridge for the whole winter.</p>".repeat(5);
        let page = Document::from(format!(
            "<body class='share'><article class='related'>{text}<figure><img><figcaption>The bridge</figcaption></figure>\
             <div class='box related_posts'><p>More</p></div><div id=newsletter><p>Sign up</p></div></article></body>"
        ));
        prune(&page);
        let left = page.text().to_string();
        assert!(
            left.contains("council")
                && !left.contains("The bridge")
                && !left.contains("More")
                && !left.contains("Sign up")
        );
    }

    #[test]
    fn a_box_that_holds_the_article_stays() {
        let page = Document::from(
            "<div class='promo'><p>The council voted to close the old bridge.</p></div>",
        );
        prune(&page);
        assert!(page.text().contains("council"));
    }
}
