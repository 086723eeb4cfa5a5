//! Lists of other stories: boxes of links, by the heading above them, by the name of the box, by the reader that counts their
//! items aloud.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::tree::{Weights, class_names, holds, is_any, is_inline, name, words};
use crate::ingest::clean::{clean, ends_sentence};
use crate::ingest::furniture::{Kind, bare, kind};
use crate::ingest::page_words::{PageTag, page_words, phrases};
use crate::ingest::url::host;

/// Words of the longest heading that is known by its beginning.
const HEADING_WORDS: usize = 6;
/// Share of the letters of a box of links, in percent, that are inside links; its headings and counters aside.
const LINKED_PERCENT: usize = 65;
/// Letters of the longest heading.
const HEADING_LETTERS: usize = 60;
/// Share of the letters in paragraphs of a page, in percent, that a box may hold at the most.
const MOST_PERCENT: usize = 25;

/// The elements that hold lists of other stories.
pub fn link_lists(page: &Document, weights: &Weights) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut seen: HashSet<NodeId> = HashSet::new();
    let all = weights.of(&page.root()).in_paragraphs;
    let small = |node: &NodeRef<'_>| weights.of(node).in_paragraphs * 100 <= all * MOST_PERCENT;
    let home = home(page);
    for node in page.select("[class], [id]").nodes() {
        let holder = is_any(
            node,
            &[
                "html", "body", "main", "article", "p", "a", "span", "header",
            ],
        );
        if !holder
            && small(node)
            && is_named(node)
            && is_links(node, weights)
            && seen.insert(node.id)
        {
            found.push(node.id);
        }
    }
    for node in page.select("p, li, div, blockquote").nodes() {
        let is_pointer =
            is_pointer(node, weights) || is_lone_headline(node, weights, home.as_deref());
        if is_pointer && small(node) && seen.insert(node.id) {
            found.push(node.id);
        }
    }
    for node in page.select("ul, ol, table").nodes() {
        if is_headlines(node, weights) && small(node) && seen.insert(node.id) {
            found.push(node.id);
        }
    }
    for node in page.select("div, section, ul, ol").nodes() {
        if are_cards(node, weights) && small(node) && seen.insert(node.id) {
            found.push(node.id);
        }
    }
    let headings =
        page.select("h2, h3, h4, h5, h6, p, div, span, strong, b, header, summary, li, dt");
    for node in headings.nodes() {
        let weight = weights.of(node);
        if weight.letters == 0 || weight.letters > HEADING_LETTERS || !is_heading(node) {
            continue;
        }
        let heading = widened(node, weights);
        for part in under(&heading, weights, small) {
            if seen.insert(part.id) {
                found.push(part.id);
            }
        }
    }
    found
}

fn is_named(node: &NodeRef<'_>) -> bool {
    class_names(node).iter().any(|found| {
        phrases(PageTag::LinkBox)
            .iter()
            .any(|words| holds(found, words))
    })
}

fn is_heading(node: &NodeRef<'_>) -> bool {
    let text = clean(&node.text());
    let plain = bare(&text);
    !ends_sentence(&text.replace(':', ""))
        && (kind(&text) == Kind::LinkBlock
            || page_words().has(&plain, PageTag::LinkHeading)
            || (words(&plain) <= HEADING_WORDS
                && phrases(PageTag::LinkHeadingBegins).iter().any(|phrase| {
                    plain
                        .strip_prefix(phrase)
                        .is_some_and(|rest| rest.starts_with(' '))
                })))
}

/// The outermost element that says the same.
fn widened<'a>(node: &NodeRef<'a>, weights: &Weights) -> NodeRef<'a> {
    let letters = weights.of(node).letters;
    let mut widest = *node;
    while let Some(parent) = widest.parent() {
        if weights.of(&parent).letters != letters || is_any(&parent, &["body", "article", "main"]) {
            break;
        }
        widest = parent;
    }
    widest
}

/// What stands under a heading of links: the whole box, or the heading and the links that follow it; nothing where no link does.
fn under<'a>(
    heading: &NodeRef<'a>,
    weights: &Weights,
    small: impl Fn(&NodeRef<'a>) -> bool,
) -> Vec<NodeRef<'a>> {
    let Some(parent) = heading.parent() else {
        return Vec::new();
    };
    let holder = is_any(&parent, &["body", "article", "main", "html"]);
    let others: Vec<NodeRef<'a>> = parent
        .children_it(false)
        .filter(|child| child.id != heading.id && weights.of(child).letters > 0)
        .collect();
    let bare_text = parent
        .children_it(false)
        .any(|child| child.is_text() && child.text().chars().any(char::is_alphanumeric));
    if !holder && !bare_text && !others.is_empty() {
        let boxed = is_any(&parent, &["aside", "section", "nav", "ul", "ol"]) || is_named(&parent);
        // Links side by side with nothing around them: in a box they are its list, in a sentence words of it.
        let is_box = !is_inline(&name(&parent));
        let linked = others
            .iter()
            .all(|other| is_link(other, weights) || (is_box && other.has_name("a")));
        let cards = || weights.of(&parent).links >= 2 && small(&parent);
        if linked || (boxed && (is_links(&parent, weights) || cards())) {
            return vec![parent];
        }
    }
    let mut parts = vec![*heading];
    let mut next = heading.next_sibling();
    while let Some(node) = next {
        next = node.next_sibling();
        if node.is_text() && node.text().chars().any(char::is_alphanumeric) {
            break;
        }
        if !node.is_element() || weights.of(&node).letters == 0 {
            continue;
        }
        if !is_link(&node, weights) && !are_cards(&node, weights) {
            break;
        }
        parts.push(node);
    }
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// Whether an element is nothing but links to other stories. A sentence that is wholly a link is prose all the same.
fn is_link(node: &NodeRef<'_>, weights: &Weights) -> bool {
    /// Words from which a linked line that ends as a sentence does is one.
    const SENTENCE_WORDS: usize = 12;
    if !is_links(node, weights) {
        return false;
    }
    if is_any(node, &["ul", "ol", "div", "section", "nav"]) {
        return true;
    }
    let text = clean(&node.text());
    !(ends_sentence(&text) && text.split(' ').count() >= SENTENCE_WORDS)
}

/// Whether most of the letters of an element are inside links, its headings and what is read aloud aside.
fn is_links(node: &NodeRef<'_>, weights: &Weights) -> bool {
    let weight = weights.of(node);
    if weight.links == 0 {
        return false;
    }
    let aside = unlinked(node, weights);
    weight.linked * 100 >= weight.letters.saturating_sub(aside) * LINKED_PERCENT
}

/// Letters of headings, counters, dates and labels outside links.
fn unlinked(node: &NodeRef<'_>, weights: &Weights) -> usize {
    let mut sum = 0;
    for child in node.children_it(false) {
        if !child.is_element() {
            continue;
        }
        let weight = weights.of(&child);
        if weight.letters == 0 {
            continue;
        }
        let short = weight.letters <= HEADING_LETTERS && weight.linked == 0;
        let is_leaf = || {
            child
                .children_it(false)
                .all(|inside| !inside.is_element() || is_inline(&name(&inside)))
        };
        if short
            && is_leaf()
            && (is_counter(&clean(&child.text())) || is_heading(&child) || is_label(&child))
        {
            sum += weight.letters;
        } else if weight.links > 0 || weight.linked == 0 && weight.letters <= HEADING_LETTERS {
            sum += unlinked(&child, weights);
        }
    }
    sum
}

/// A line that points to another story: `[Read: A broken pump]`, `ALSO READ | A broken pump`.
fn is_pointer(node: &NodeRef<'_>, weights: &Weights) -> bool {
    /// Letters of the longest such line.
    const LETTERS: usize = 160;
    /// Words of the longest linked line behind an arrow that is a button: "→ Back to top".
    const ARROW_WORDS: usize = 3;
    let weight = weights.of(node);
    let is_leaf = || {
        node.children_it(false)
            .all(|child| !child.is_element() || is_inline(&name(&child)))
    };
    if weight.links != 1 || weight.letters > LETTERS || !is_leaf() {
        return false;
    }
    let text = clean(&node.text()).to_lowercase();
    let arrow =
        text.starts_with(['→', '»', '▶', '►', '➤', '➔', '☞', '›']) || text.starts_with(">>");
    if arrow && weight.linked == weight.letters && words(&text) > ARROW_WORDS {
        return !ends_sentence(&text);
    }
    // How long a film is may stand before it: "2:31 Watch: the divers".
    let text = text.trim_start_matches(|letter: char| !letter.is_alphabetic());
    let labels = phrases(PageTag::LinkPointer)
        .iter()
        .chain(phrases(PageTag::LinkHeading))
        .chain(phrases(PageTag::LinkHeadingBegins));
    let labelled = labels
        .filter_map(|label| text.strip_prefix(label))
        .any(|rest| rest.trim_start().starts_with([':', '|', '»', '>', '→']));
    labelled && weight.linked * 100 >= weight.letters * (LINKED_PERCENT - 10)
}

/// The site that a page says it is of.
fn home(page: &Document) -> Option<String> {
    let stated = page.select("link[rel='canonical'], meta[property='og:url']");
    let mut addresses = stated
        .nodes()
        .iter()
        .filter_map(|node| node.attr("href").or_else(|| node.attr("content")));
    addresses.find_map(|address| host(&address))
}

/// Whether a paragraph is wholly the headline of another page of the site, as editors set it between two of their own; a word or
/// two may lead to it: `LEA: …`. What ends as a sentence does is prose, and what a colon leads to belongs to what is said.
fn is_lone_headline(node: &NodeRef<'_>, weights: &Weights, home: Option<&str>) -> bool {
    const WORDS: usize = 4;
    const LABEL_WORDS: usize = 2;
    let weight = weights.of(node);
    if !node.has_name("p") || weight.links != 1 {
        return false;
    }
    let mut inside = node.descendants_it();
    let link = inside.find(|inside| inside.has_name("a") && inside.has_attr("href"));
    let leads = link
        .and_then(|link| link.attr("href"))
        .is_some_and(|address| match host(&address) {
            Some(there) => home.is_none_or(|home| home == there),
            None => address.starts_with('/'),
        });
    let text = clean(&node.text());
    let (label, headline) = match text.split_once(": ") {
        Some((label, rest)) if weight.linked < weight.letters => (label, rest),
        _ => ("", text.as_str()),
    };
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .count()
    };
    let is_linked = letters(headline) <= weight.linked && words(label) <= LABEL_WORDS;
    let led = node
        .prev_element_sibling()
        .is_some_and(|before| clean(&before.text()).ends_with([':', '：']));
    leads && is_linked && !led && words(headline) >= WORDS && !ends_sentence(&text)
}

/// Whether a list, or the rows of a table, is nothing but linked headlines, and no sentence leads to it. A table may have its
/// heading in its first row.
fn is_headlines(node: &NodeRef<'_>, weights: &Weights) -> bool {
    /// Words of the shortest headline, items of the shortest list.
    const WORDS: usize = 4;
    const ITEMS: usize = 2;
    let weight = weights.of(node);
    if weight.links < ITEMS {
        return false;
    }
    let led = node.prev_element_sibling().is_some_and(|before| {
        let text = clean(&before.text());
        text.ends_with([':', '：']) || is_any(&before, &["h2", "h3", "h4", "h5", "h6"])
    });
    let rows: Vec<NodeRef<'_>> = match node.has_name("table") {
        true => node
            .descendants_it()
            .filter(|inside| inside.has_name("tr"))
            .collect(),
        false => node.children_it(false).collect(),
    };
    let mut items: Vec<NodeRef<'_>> = rows
        .into_iter()
        .filter(|row| weights.of(row).letters > 0)
        .collect();
    let heads = node.has_name("table")
        && items
            .first()
            .is_some_and(|first| weights.of(first).links == 0 && is_heading(first));
    if heads {
        items.remove(0);
    }
    !led && items.len() >= ITEMS
        && items.iter().all(|item| {
            let (weight, text) = (weights.of(item), clean(&item.text()));
            weight.linked == weight.letters && words(&text) >= WORDS && !ends_sentence(&text)
        })
}

/// Whether an element holds nothing but cards of other stories: boxes side by side, each with a headline that is wholly a link
/// and with few words else.
fn are_cards(node: &NodeRef<'_>, weights: &Weights) -> bool {
    /// Letters of the longest teaser.
    const TEASER_LETTERS: usize = 200;
    const CARDS: usize = 2;
    let children: Vec<NodeRef<'_>> = node
        .children_it(false)
        .filter(|child| !child.is_text() || child.text().chars().any(char::is_alphanumeric))
        .filter(|child| child.is_text() || weights.of(child).letters > 0)
        .collect();
    children.len() >= CARDS
        && children.iter().all(|child| {
            let weight = weights.of(child);
            is_any(child, &["div", "li", "section", "article"])
                && weight.headings == 1
                && weight.letters.saturating_sub(weight.linked) <= TEASER_LETTERS
                && child.descendants_it().any(|inside| {
                    let title = weights.of(&inside);
                    is_any(&inside, &["h2", "h3", "h4", "h5", "h6"])
                        && title.letters > 0
                        && (title.linked == title.letters || in_link(&inside))
                })
        })
}

/// Whether a link stands around an element, inside its card.
fn in_link(node: &NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| {
        parent.has_name("a") || parent.parent().is_some_and(|outer| outer.has_name("a"))
    })
}

/// Small things of a card: when, of which section, how long.
fn is_label(node: &NodeRef<'_>) -> bool {
    is_any(node, &["time", "small", "label"]) || {
        let text = clean(&node.text());
        is_any(node, &["span", "div", "p"]) && text.split(' ').count() <= 4 && !ends_sentence(&text)
    }
}

/// `list 1 of 3`, `list of 3 items`, `end of list`: what a reader of screens is told.
pub fn is_counter(line: &str) -> bool {
    let line = line.trim_matches(['[', ']', '(', ')', '.']).to_lowercase();
    let words: Vec<&str> = line.split(' ').collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        ["end", "of", "list"] => true,
        ["list" | "item" | "slide", one, "of", all] => number(one) && number(all),
        ["list", "of", all, "item" | "items"] => number(all),
        [one, "of" | "/", all] => number(one) && number(all),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "<p>The council voted on Tuesday to close the old bridge for the whole of the winter.</p><p>The mayor said that a ferry would carry the people over the river until the spring.</p>";

    fn found(html: &str) -> String {
        let page = Document::from(format!(
            "<body><article>{STORY}{html}{STORY}</article></body>"
        ));
        let texts: Vec<String> = link_lists(&page, &Weights::new(&page))
            .iter()
            .filter_map(|id| page.tree.get(id))
            .map(|node| clean(&node.text()))
            .collect();
        texts.join("|")
    }

    #[test]
    fn boxes_of_links_are_found() {
        for html in [
            "<section class=x><h2>Recommended Stories</h2><span>list of 2 items</span><ul><li><a href=/a><span>list 1 of 2</span><h3>Empty nets</h3></a></li><li><a href=/b>A broken pump</a></li></ul><span>end of list</span></section>",
            "<div class=more-on><span>list of 2 items</span><ul><li><span>list 1 of 2</span><h3><a href=/a>Empty nets</a></h3></li><li><a href=/b>A broken pump</a></li></ul></div>",
            "<aside><h2>More from the lake</h2><ul><li><a href=/a>Empty nets</a></li></ul></aside>",
            "<section class=y><h2>Editors’ picks</h2><div><a href=/a><h3>Empty nets</h3></a></div><div><a href=/b><h3>A broken pump</h3></a><time>2 May</time></div></section>",
            "<p><strong>Read more:</strong></p><p><a href=/a>Empty nets</a></p><p><a href=/b>A broken pump</a></p>",
            "<h4>Lesen Sie auch</h4><ul><li><a href=/a>Leere Netze</a></li></ul>",
            "<p>[<a href=/b>Read: How a broken pump started it</a>]</p>",
            "<p><b>Related:</b> <a href=/b>How a broken pump started it</a></p>",
            "<ul><li><a href=/a>Fishermen return to empty nets</a></li><li><a href=/b>How a broken pump started it</a></li></ul>",
            "<div class=inline-related__box><a href=/a>Empty nets</a></div>",
            "<div class=x><h4>Noticias relacionadas</h4><a href=/a>Redes vacías</a><a href=/b>Una bomba rota</a></div>",
            "<div class=x><h3>Related:</h3><p><a href=/a>Empty nets</a><br><a href=/b>A broken pump</a></p></div>",
            "<div class=card><a href=/v><img src=v><span>2:31</span><span>Watch: Divers at the wall</span></a></div>",
            "<aside><h3>Related</h3><div><a href=/a>Empty nets</a><p>Two men on a lake.</p></div><div><a href=/b>A pump</a><p>It broke.</p></div></aside>",
            "<div class=river><div><h3><a href=/a>Empty nets</a></h3><p>Two men on a lake.</p></div><div><h3><a href=/b>A pump</a></h3><p>It broke.</p></div></div>",
            "<h2>Elsewhere in the Courier</h2><div><div><a href=/a><h3>Empty nets</h3></a></div><div><a href=/b><h3>A pump</h3></a></div></div>",
            "<table><tr><td><b>On this subject</b></td></tr><tr><td><a href=/a>Fishermen return to empty nets</a></td></tr><tr><td><a href=/b>How a broken pump started it</a></td></tr></table>",
            "<p>→ <a href=/a>Fishermen return to empty nets</a></p>",
            "<link rel=canonical href=https://lake.example/x><p><strong><a href=https://lake.example/a>Fishermen return to empty nets</a></strong></p>",
            "<p>MIRA: <a href=/a>Los pescadores vuelven sin nada</a></p>",
        ] {
            let found = found(html);
            assert!(
                !found.is_empty() && !found.contains("council"),
                "{html}: {found}"
            );
        }
    }

    #[test]
    fn linked_prose_and_lists_of_the_article_are_none() {
        for html in [
            "<p><a href=/a>Two more men, of whom one is the owner of the quarry, were held until the fourteenth of May.</a></p>",
            "<h3>What we found</h3><ul><li><a href=/a>A crack</a></li><li><a href=/b>A hole</a></li></ul>",
            "<p>The villages that were hit first:</p><ul><li><a href=/a>Orrin on the northern shore</a></li><li><a href=/b>Tessin on the southern shore</a></li></ul>",
            "<p>Read: the <a href=/a>court</a> had not read it before the day on which it ruled.</p>",
            "<p>The board wants <b>more</b> <a href=/a>money for its dams</a>, it said on Monday.</p>",
            "<p><span><b>More</b> <a href=/a>money for dams</a></span> was asked for by the board on Monday.</p>",
            "<h3>Related</h3><p>The two men are <a href=/a>cousins</a>, the court was told on Monday.</p>",
            "<h3>Popular</h3><p>The bridge was popular with painters.</p>",
            "<p>Read more.</p><p>She reads more than others do.</p>",
            "<div><div><h3><a href=/a>The first of the dams</a></h3><p>The wall of the first dam is old and cracked, the water board said in its report of May, and it must be made anew before the next winter, for which the board has no money at all; the ministry was asked for it in vain twice.</p></div><div><h3><a href=/b>The second</a></h3><p>It holds.</p></div></div>",
            "<table><tr><th>Team</th><th>Points</th></tr><tr><td><a href=/a>Orrin</a></td><td>12</td></tr><tr><td><a href=/b>Tessin</a></td><td>9</td></tr></table>",
            "<p>→ <a href=/a>The council voted on Tuesday.</a></p>",
            "<p>The report of the board begins so:</p><p><a href=/a>A wall that nobody looked after</a></p>",
            "<p><a href=#w>The wall of the first dam</a></p>",
            "<link rel=canonical href=https://lake.example/x><p><a href=https://events.example/a>Here the meeting is announced</a></p>",
            "<p><a href=/a>The wall</a></p>",
            "<p>The mayor of Orrin said: <a href=/a>we had never been told of it</a></p>",
            "<div class=related><p>The related charge was dropped on Monday, the <a href=/c>court</a> said in its ruling.</p></div>",
        ] {
            assert_eq!(found(html), "", "{html}");
        }
    }

    #[test]
    fn counters_are_known() {
        assert!(
            ["list 1 of 3", "List of 3 items", "end of list", "[1 of 3]"]
                .iter()
                .all(|line| is_counter(line))
        );
        assert!(
            !["list of names", "1 of every 3", "the end of list"]
                .iter()
                .any(|line| is_counter(line))
        );
    }
}
