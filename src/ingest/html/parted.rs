//! Articles one below the other in one element, as pages that go on and on have them: each gets an element of its own, so that
//! [`several`](super::several) can tell which one is the page's.

use dom_query::{Document, NodeRef};

use crate::ingest::clean::clean;
use crate::ingest::date::date_line;

use super::several::Own;
use super::signature::signature;
use super::tree::is_any;

/// Headlines of one element that are looked at.
const HEADLINES: usize = 100;

/// Puts each of several articles in one element into an `<article>`. Parts of one article have an `<h1>` as well: a headline
/// begins another only behind a rule across the page, or above a line that says who wrote it or when, and only where the
/// page's title names the first and not it.
pub fn part(page: &Document, own: &Own) {
    let found = page.select("h1");
    let headlines: Vec<&NodeRef<'_>> = found.nodes().iter().take(HEADLINES).collect();
    let Some(first) = headlines
        .first()
        .filter(|first| own.is_titled(&clean(&first.text())))
    else {
        return;
    };
    let Some(parent) = first.parent() else {
        return;
    };
    let begins: Vec<&NodeRef<'_>> = headlines[1..]
        .iter()
        .copied()
        .filter(|node| node.parent().is_some_and(|other| other.id == parent.id))
        .filter(|node| is_another(node, own))
        .collect();
    if begins.is_empty() || parent.has_name("article") {
        return;
    }
    let all = std::iter::once(*first).chain(begins.iter().copied());
    for (at, headline) in all.enumerate() {
        let end = begins.get(at).map(|node| node.id);
        let element = page.tree.new_element("article");
        headline.insert_before(&element);
        let mut next = Some(*headline);
        while let Some(node) = next.filter(|node| Some(node.id) != end) {
            next = node.next_sibling();
            node.remove_from_parent();
            element.append_child(&node);
        }
    }
}

/// Whether a headline is that of another article than those before it.
fn is_another(headline: &NodeRef<'_>, own: &Own) -> bool {
    let text = clean(&headline.text());
    let ruled = headline
        .prev_element_sibling()
        .is_some_and(|before| before.has_name("hr"));
    let signed = || {
        headline.next_element_sibling().is_some_and(|next| {
            let line = clean(&next.text());
            !is_any(&next, &["h2", "h3"])
                && (date_line(&line).is_some()
                    || signature(&line).is_some_and(|found| !found.authors.is_empty()))
        })
    };
    text.contains(' ') && !own.is_titled(&text) && (ruled || signed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(html: &str) -> usize {
        let page = Document::from(format!(
            "<head><title>Games of the week</title></head><body><div>{html}</div></body>"
        ));
        part(&page, &Own::new(&page));
        page.select("article").length()
    }

    #[test]
    fn a_rule_or_a_byline_begins_another_article() {
        let one = "<h1>Games of the week</h1><p>Nine games arrive.</p>";
        for other in [
            "<hr><h1>Console price falls</h1><p>It falls by 50 crowns.</p>",
            "<h1>Console price falls</h1><p>By Jo Doe</p><p>It falls by 50 crowns.</p>",
            "<h1>Console price falls</h1><div>3 March 2024</div><p>It falls by 50 crowns.</p>",
        ] {
            assert_eq!(articles(&format!("{one}{other}{other}")), 3, "{other}");
        }
        for part in [
            "<h1>The console</h1><p>It falls by 50 crowns.</p>",
            "<hr><h1>Games of the week</h1><p>It falls by 50 crowns.</p>",
            "<hr><h2>Console price falls</h2><p>It falls by 50 crowns.</p>",
        ] {
            assert_eq!(articles(&format!("{one}{part}")), 0, "{part}");
        }
    }
}
