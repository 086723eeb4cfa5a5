//! Faults of markup that would become faults of the text: character references written twice over, and words of neighbouring
//! elements that nothing parts.

use dom_query::{Document, NodeRef};

use crate::ingest::markup::{size, unescape};
use crate::ingest::misread::{put_right, reread};
use crate::ingest::raised::{is_mark, raised};

use super::tree::{is_any, is_unseen};

/// Mends the tree of a page, and says whether its text was in a wrong encoding.
pub fn mend(page: &Document) -> bool {
    let is_misread = is_misread(page);
    inside(&page.root(), is_misread);
    raise(page);
    is_misread
}

/// Digits above the line become raised digits; what only leads to a note goes.
fn raise(page: &Document) {
    for node in page.select("sup").nodes() {
        let is_inside = |link: &NodeRef<'_>| {
            link.has_name("a") && link.attr("href").is_some_and(|href| href.contains('#'))
        };
        let outer = node.parent().filter(is_inside);
        if is_mark(&node.text())
            && (outer.is_some() || node.descendants_it().any(|child| is_inside(&child)))
        {
            outer.as_ref().unwrap_or(node).remove_from_parent();
            continue;
        }
        // No walk over what is changed on the way.
        let texts: Vec<NodeRef<'_>> = node.descendants_it().filter(NodeRef::is_text).collect();
        for child in texts {
            child.set_text(raised(&child.text()));
        }
    }
}

/// Whether a paragraph of a page is UTF-8 that was read as windows-1252, throughout.
fn is_misread(page: &Document) -> bool {
    let paragraphs = page.select("p, h1, h2, li, div");
    let mut texts = paragraphs.nodes().iter().filter(|node| {
        // A box of boxes is looked at in its parts.
        node.has_name("p") || node.element_children().is_empty()
    });
    texts.any(|node| reread(&unescape(&node.text())).is_some())
}

fn inside(node: &NodeRef<'_>, is_misread: bool) {
    for child in node.children() {
        if child.is_text() {
            let text = child.text();
            if is_misread && let Some((right, _)) = put_right(&text) {
                child.set_text(right);
                continue;
            }
            let text = match is_escaped(&text) {
                true => unescape(&text),
                false if is_paragraph(&text) => text.to_string(),
                false => continue,
            };
            if is_paragraph(&text) {
                child.before_html(text);
                child.remove_from_parent();
            } else {
                child.set_text(text);
            }
        } else if child.is_element() && !is_unseen(&child) && !is_any(&child, &["pre", "code"]) {
            inside(&child, is_misread);
            part(&child);
        }
    }
}

/// Whether a text that the parser has unescaped still holds references. Two kinds of writing show them on purpose, and stand in
/// `<code>` or without the semicolon.
fn is_escaped(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        let length = rest
            .bytes()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
            .count();
        length > 1 && rest[length..].starts_with(';')
    })
}

/// Whether a text is a paragraph with its tags, which a page would not show on purpose.
fn is_paragraph(text: &str) -> bool {
    /// Elements in it that may nest: more is no text of an article.
    const DEPTH: usize = 20;
    let text = text.trim();
    let is = ["<p>", "<p ", "<P>"]
        .iter()
        .any(|tag| text.starts_with(tag));
    is && (text.ends_with("</p>") || text.ends_with("</P>")) && size(text).depth <= DEPTH
}

/// A space between two inline elements that touch, where the letters show that two words meet: `2021` and `Research`, `Tessin`
/// and `The`.
fn part(node: &NodeRef<'_>) {
    const PARTED: &[&str] = &[
        "span", "b", "strong", "i", "em", "a", "time", "small", "label",
    ];
    let Some(next) = node.next_sibling() else {
        return;
    };
    if !is_any(node, PARTED) || !is_any(&next, PARTED) {
        return;
    }
    let (left, right) = (node.text(), next.text());
    let mut before = left.chars().rev();
    let (Some(last), Some(last_but_one)) = (before.next(), before.next()) else {
        return;
    };
    let Some(first) = right.chars().next() else {
        return;
    };
    // "iPhone", "McDonald": one letter or two before a capital may be one word with it.
    let word = left
        .chars()
        .rev()
        .take_while(|letter| letter.is_alphabetic())
        .count();
    let meet = match (last, first) {
        _ if last.is_numeric() => first.is_uppercase() && last_but_one.is_numeric(),
        _ if first == '(' => ".,;:!?".contains(last) || (last.is_lowercase() && word > 2),
        _ if last.is_lowercase() && first.is_uppercase() => word > 2,
        _ if last.is_alphabetic() => first.is_numeric() && word > 2,
        _ => ".,;:!?)".contains(last) && first.is_uppercase() && last_but_one.is_lowercase(),
    };
    if meet {
        let space = node.tree.new_text(" ");
        node.insert_after(&space);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(html: &str) -> String {
        let page = Document::from(format!("<body>{html}</body>"));
        mend(&page);
        page.select("body").text().to_string()
    }

    #[test]
    fn references_written_twice_are_read() {
        assert_eq!(
            mended(
                "<p>Holm &amp;amp; Dahl: &amp;ldquo;&amp;pound;4,000&amp;rdquo; &amp;mdash; &amp;#8364;1</p>"
            ),
            "Holm & Dahl: “£4,000” — €1"
        );
    }

    #[test]
    fn a_text_in_a_wrong_encoding_is_put_right() {
        assert_eq!(
            mended(
                "<p>Caf&Atilde;&copy; owner JosÃ© said â€œnobodyâ€\u{9d}.</p><p>OlÃ©.</p><footer>©</footer>"
            ),
            "Café owner José said “nobody”.Olé.©"
        );
        assert_eq!(
            mended("<p>NÃO à venda, São Paulo</p>"),
            "NÃO à venda, São Paulo"
        );
    }

    #[test]
    fn what_only_looks_like_a_reference_stays() {
        assert_eq!(
            mended("<p>AT&amp;T; R&amp;D; <code>&amp;amp;</code> a &amp; b; x&amp;y</p>"),
            "AT&T; R&D; &amp; a & b; x&y"
        );
    }

    #[test]
    fn paragraphs_that_show_their_tags_are_paragraphs() {
        for html in [
            "<div>&lt;p&gt;Holm &lt;b&gt;won&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;It paid.&lt;/p&gt;</div>",
            "<div>&amp;lt;p&amp;gt;Holm won.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;It paid.&amp;lt;/p&amp;gt;</div>",
        ] {
            assert_eq!(mended(html), "Holm won.It paid.");
        }
        assert_eq!(
            mended("A &lt;p&gt; begins a paragraph."),
            "A <p> begins a paragraph."
        );
    }

    #[test]
    fn words_of_neighbours_are_parted_and_parts_of_words_are_not() {
        for (html, want) in [
            (
                "<span>December 27, 2021</span><span>Research</span>",
                "December 27, 2021 Research",
            ),
            ("<b>Tessin</b><span>The mayor</span>", "Tessin The mayor"),
            ("<b>Cases</b><i>260</i>", "Cases 260"),
            ("<span>One.</span><span>Two</span>", "One. Two"),
            (
                "<span>last week.</span><span>(Photo: Jo Doe)</span>",
                "last week. (Photo: Jo Doe)",
            ),
            ("<span>T</span><span>he</span> mayor", "The mayor"),
            ("<span>i</span><span>Phone</span>", "iPhone"),
            ("<span>Mc</span><b>Donald</b>", "McDonald"),
            ("<b>un</b><span>done</span>", "undone"),
            ("<span>CO</span><sub>2</sub>", "CO2"),
            ("<b>5</b><i>G</i> <b>A</b><i>4</i>", "5G A4"),
            ("<b>U.</b><b>S.</b>", "U.S."),
        ] {
            assert_eq!(mended(html), want);
        }
    }
}
