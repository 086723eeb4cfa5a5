//! The words under pictures, by whatever element or name a page sets them in.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::tree::{Weight, Weights, class_names, holds, is_any};
use crate::ingest::clean::clean;
use crate::ingest::credits::{is_captioned, labels_picture};
use crate::ingest::page_words::{PageTag, phrases};

/// The same for who took the picture.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "credit", "credits", "photo-credit", "image-credit", "photocredit", "imagecredit", "img-src", "image-source",
    "photo-source", "photographer", "copyright", "fotograf", "fotocredit", "bildnachweis", "bildquelle", "img-author",
    "photo-author", "image-author", "image-copyright", "fuente-foto",
];
/// Words of names of elements that hold a picture.
#[rustfmt::skip]
const PICTURES: &[&str] = &[
    "image", "img", "photo", "picture", "pic", "figure", "media", "foto", "bild", "imagen", "thumb", "thumbnail",
    "illustration", "slide", "gallery", "infographic", "graphic",
];
/// Letters of the longest caption, and of the longest where only a picture beside it tells that it is one.
const LETTERS: usize = 900;
const SHORT_LETTERS: usize = 350;
/// Letters of the longest credit.
const CREDIT_LETTERS: usize = 160;
/// Elements that only hold a caption where nothing else stands in them.
const WRAPPERS: &[&str] = &[
    "p", "span", "div", "figure", "a", "td", "tr", "tbody", "table", "em", "i", "small", "b",
    "strong", "center", "dl", "dd", "section",
];
/// Elements of a figure that are quoted for themselves.
const CONTENT: &[&str] = &["blockquote", "table", "pre", "ul", "ol", "iframe"];

/// The elements that hold captions, none inside another.
pub fn captions(page: &Document, weights: &Weights) -> Vec<NodeId> {
    let mut found: HashSet<NodeId> = HashSet::new();
    let nodes = page.select("figcaption, figure, table, p, center, small, div, [class], [id]");
    for node in nodes.nodes() {
        if weights.of(node).letters > 0 && is_caption(node, weights) {
            found.insert(node.id);
        }
    }
    let widest: Vec<NodeId> = nodes
        .nodes()
        .iter()
        .filter(|node| found.contains(&node.id))
        .map(|node| widened(node, &found, weights))
        .collect();
    let all: HashSet<NodeId> = widest.iter().copied().collect();
    let mut seen = HashSet::new();
    widest
        .into_iter()
        .filter(|id| {
            let inside = page
                .tree
                .ancestor_ids_of_it(id, None)
                .any(|outer| all.contains(&outer));
            !inside && seen.insert(*id)
        })
        .collect()
}

fn is_caption(node: &NodeRef<'_>, weights: &Weights) -> bool {
    let weight = weights.of(node);
    if node.has_name("figcaption") {
        return weight.letters <= LETTERS * 2 && !is_attribution(node);
    }
    if weight.letters > LETTERS
        || weight.headings > 0
        || is_any(
            node,
            &[
                "html", "body", "main", "article", "header", "h1", "h2", "h3", "button", "label",
                "form", "fieldset", "legend",
            ],
        )
    {
        return false;
    }
    if node.has_name("figure") {
        return weight.images > 0 && !has_inside(node, CONTENT);
    }
    let names = class_names(node);
    let named = |words: &[&str]| {
        names
            .iter()
            .any(|name| words.iter().any(|word| holds(name, word)))
    };
    // A box with several paragraphs is no caption, nor is one of links.
    let plain = weight.paragraphs <= 2 && weight.linked * 2 <= weight.letters;
    let run_on = || {
        let mut parts = names.iter().flat_map(|name| name.split('-'));
        parts.any(|part| part.ends_with("caption"))
    };
    if plain && (named(phrases(PageTag::CaptionClass)) || run_on()) {
        return true;
    }
    if weight.letters <= CREDIT_LETTERS && weight.paragraphs <= 1 && named(CREDITS) {
        return true;
    }
    if weight.letters > SHORT_LETTERS || weight.paragraphs > 1 || weight.links > 1 {
        return false;
    }
    if weight.images == 1 {
        let unlinked = weight.linked * 2 <= weight.letters;
        return unlinked
            && (node.has_name("table")
                || named(PICTURES)
                || (is_any(node, &["p", "center"])
                    && (is_set_apart(node, weight)
                        || (is_centred(node) && is_bold(node, weight)))));
    }
    if weight.images > 0 || !follows_picture(node, weights) {
        return false;
    }
    (is_any(node, &["p", "small", "center"]) && is_small(node, weight))
        || (is_any(node, &["p", "small", "center", "div", "span"]) && is_credited(&node.text()))
}

/// Whether words end in who took a picture: `… on Monday. Picture: Jo Doe`, `… (Photo by Jo Doe)`.
fn is_credited(text: &str) -> bool {
    let text = clean(text);
    let credit = text
        .rsplit_once(['.', '(', '[', '|', '\n'])
        .map_or(text.as_str(), |(_, credit)| credit);
    let credit = credit.trim_matches([' ', ')', ']']);
    labels_picture(credit) || is_captioned(&text)
}

/// Whether it says who spoke the words that its figure quotes.
fn is_attribution(node: &NodeRef<'_>) -> bool {
    node.parent().is_some_and(|figure| {
        figure.has_name("figure")
            && has_inside(&figure, &["blockquote"])
            && !has_inside(&figure, &["img", "picture", "video", "table"])
    })
}

/// Whether all the words of an element are set in small or slanted letters.
fn is_set_apart(node: &NodeRef<'_>, weight: Weight) -> bool {
    inner_letters(node, &["em", "i", "small", "font", "figcaption"]) >= weight.letters
}

fn is_bold(node: &NodeRef<'_>, weight: Weight) -> bool {
    inner_letters(node, &["strong", "b"]) >= weight.letters
}

fn is_centred(node: &NodeRef<'_>) -> bool {
    node.has_name("center")
        || node.attr("align").as_deref() == Some("center")
        || node
            .attr("style")
            .is_some_and(|style| style.replace(' ', "").contains("text-align:center"))
}

fn is_small(node: &NodeRef<'_>, weight: Weight) -> bool {
    let small = node.has_name("small") || inner_letters(node, &["small"]) >= weight.letters;
    small || (is_centred(node) && is_set_apart(node, weight))
}

/// Letters that stand in children of these names.
fn inner_letters(node: &NodeRef<'_>, names: &[&str]) -> usize {
    let inside = node.children_it(false).filter(|child| is_any(child, names));
    inside
        .map(|child| {
            let text = child.text();
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
        })
        .sum()
}

/// Whether the element before holds a picture and no word.
fn follows_picture(node: &NodeRef<'_>, weights: &Weights) -> bool {
    node.prev_element_sibling().is_some_and(|before| {
        let weight = weights.of(&before);
        weight.letters == 0 && (weight.images > 0 || is_any(&before, &["img", "picture"]))
    })
}

/// The outermost element in which nothing stands but captions.
fn widened(node: &NodeRef<'_>, found: &HashSet<NodeId>, weights: &Weights) -> NodeId {
    /// Letters beside them that are overlooked: "Photo".
    const LETTERS_BESIDE: usize = 6;
    let mut widest = *node;
    while let Some(parent) = widest.parent() {
        // A row of pictures has a caption each.
        if !is_any(&parent, WRAPPERS) || weights.of(&parent).images > 1 {
            break;
        }
        let captions: usize = parent
            .children_it(false)
            .map(|child| {
                let is = found.contains(&child.id) || child.id == widest.id;
                if is { weights.of(&child).letters } else { 0 }
            })
            .sum();
        let all = weights.of(&parent).letters;
        if all > LETTERS * 2 || captions + LETTERS_BESIDE < all {
            break;
        }
        widest = parent;
    }
    widest.id
}

fn has_inside(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.descendants_it().any(|inside| is_any(&inside, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        let page = Document::from(format!(
            "<body>{html}<p>The council voted on Tuesday.</p></body>"
        ));
        captions(&page, &Weights::new(&page))
            .iter()
            .filter_map(|id| page.tree.get(id))
            .map(|node| node.text().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn captions_are_known_by_element_name_and_place() {
        for html in [
            "<p class=wrap><span class='cutline js'>A pump</span> <span class=credit>Jo Doe</span></p>",
            "<div class=image__caption-wrap><span>A pump</span> <span class=img-src>Jo Doe</span></div>",
            "<figure><img src=a><figcaption>A pump <span>Jo Doe</span></figcaption></figure>",
            "<figure><img src=a><div>A pump Jo Doe</div></figure>",
            "<table class=image><tr><td><img src=a></td></tr><tr><td>A pump Jo Doe</td></tr></table>",
            "<div class='photo left'><img src=a><br>A pump Jo Doe</div>",
            "<p><img src=a><em>A pump Jo Doe</em></p>",
            "<p align=center><img src=a><br><strong>A pump Jo Doe</strong></p>",
            "<p><img src=a></p><p style='text-align: center'><em>A pump Jo Doe</em></p>",
            "<div class=bildunterschrift>A pump Jo Doe</div>",
            "<div class=article-image><picture><source><img src=a></picture><p class=x>A pump Jo Doe</p></div>",
            "<div class=slide><img src=a><p>A pump Jo Doe</p></div>",
            "<div class=infographic><img src=a><p>A pump Jo Doe</p></div>",
            "<video src=a></video><p class=vid-desc>A pump Jo Doe</p>",
        ] {
            assert_eq!(found(html), ["A pump Jo Doe"], "{html}");
        }
        for html in [
            "<div class=box><a href=a><img src=a></a></div><div class=txt>A pump. Picture: Jo Doe</div>",
            "<div><picture><img src=a></picture></div><div><span>A pump. Picture: Jo Doe</span></div>",
            "<img src=a><p>A pump. Picture: Jo Doe</p>",
        ] {
            assert_eq!(found(html), ["A pump. Picture: Jo Doe"], "{html}");
        }
    }

    #[test]
    fn what_only_stands_near_a_picture_is_none() {
        for html in [
            "<p><img src=a>The mayor spoke on Monday.</p>",
            "<p><img src=a></p><p><em>This story was changed on Monday.</em></p>",
            "<p><img src=a></p><p>The mayor spoke on Monday.</p>",
            "<div class=photo-story><h2>A pump</h2><img src=a><p>One</p><p>Two</p><p>Three</p></div>",
            "<table><tr><td>Pumps</td><td>14</td></tr></table>",
            "<div class=media-card><a href=/x><img src=a>The pump that broke</a></div>",
            "<p class=captioning-law>The law on subtitles was changed.</p>",
            "<figure><blockquote>It was never safe.</blockquote><figcaption>Jo Doe, engineer</figcaption></figure>",
        ] {
            assert!(found(html).is_empty(), "{html}: {:?}", found(html));
        }
    }
}
