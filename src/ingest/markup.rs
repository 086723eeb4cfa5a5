//! Markup to lines of text without building a tree: linear in the input, whatever its nesting.
//!
//! For bodies of records, and for pages that are too deep or too large for the extractor.

use super::raised::raised;
use crate::analysis::text::steps;

/// Elements whose text no reader sees.
#[rustfmt::skip]
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "video", "audio", "select",
    "textarea", "title", "button", "figcaption",
];
/// Elements around the article.
const AROUND: &[&str] = &["nav", "footer", "aside", "form", "menu", "dialog"];
/// Elements that begin and end a block of text.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "h1", "h2", "h3", "h4", "h5", "h6",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "blockquote", "pre", "figure", "figcaption", "form", "fieldset",
    "address", "hr", "body", "head", "html", "center", "details", "summary", "caption",
];
/// Elements without an end tag, or whose end tag is often left out: they do not nest.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option",
    "optgroup", "path", "circle", "rect", "line", "polygon", "use",
];

/// What is taken for the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything that is seen.
    All,
    /// Without menus, side columns, forms and footers.
    Main,
}

/// Whether a text is written in HTML rather than plain.
pub fn is_markup(text: &str) -> bool {
    /// Tags enough to be sure.
    const TAGS: usize = 2;
    let tags = Tags::new(text).filter(|tag| {
        BLOCKS.contains(&tag.name.as_str())
            || matches!(
                tag.name.as_str(),
                "a" | "br" | "b" | "i" | "em" | "strong" | "img" | "span"
            )
    });
    tags.take(TAGS).count() == TAGS
}

/// The visible text: blocks parted by an empty line, `<br>` a line break.
pub fn text(markup: &str, part: Part) -> String {
    let mut text = String::with_capacity(markup.len() / 2);
    let mut last = 0;
    // The element that hides what is in it, and how often it is open.
    let mut hidden: Option<(String, usize)> = None;
    let mut is_raised = false;
    for tag in Tags::new(markup) {
        let between = &markup[last..tag.start];
        last = tag.end;
        if let Some((name, depth)) = &mut hidden {
            if tag.name == *name {
                if tag.closes {
                    *depth -= 1;
                } else {
                    *depth += 1;
                }
                if *depth == 0 {
                    hidden = None;
                }
            }
            continue;
        }
        match is_raised {
            true => push(&mut text, &raised(between)),
            false => push(&mut text, between),
        }
        let name = tag.name.as_str();
        is_raised = name == "sup" && !tag.closes;
        if !tag.closes
            && !tag.empty
            && (HIDDEN.contains(&name) || (part == Part::Main && AROUND.contains(&name)))
        {
            hidden = Some((tag.name.clone(), 1));
        }
        match name {
            "br" => text.push('\n'),
            "td" | "th" => text.push(' '),
            _ if BLOCKS.contains(&name) => text.push_str("\n\n"),
            _ => {}
        }
    }
    if hidden.is_none() {
        push(&mut text, &markup[last..]);
    }
    text
}

/// How large a tree would be, as far as tags tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub tags: usize,
    /// Elements that nest in each other at the most.
    pub depth: usize,
    /// Attributes of the tag with most of them.
    pub attributes: usize,
    /// Bytes between tags, white space aside: more than a reader sees, for some is hidden.
    pub text: usize,
}

pub fn size(markup: &str) -> Size {
    let mut depth = 0usize;
    let mut size = Size::default();
    let mut last = 0;
    // Here a tag is one as the parser would see it, however long.
    let tags = Tags {
        tag_bytes: usize::MAX,
        ..Tags::new(markup)
    };
    for tag in tags {
        size.tags += 1;
        size.text += letters(&markup[last..tag.start]);
        last = tag.end;
        size.attributes = size.attributes.max(attributes(&markup[tag.start..tag.end]));
        if tag.empty || FLAT.contains(&tag.name.as_str()) {
            continue;
        }
        depth = if tag.closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        size.depth = size.depth.max(depth);
    }
    size.text += letters(&markup[last..]);
    size
}

fn letters(text: &str) -> usize {
    let spaces = text.bytes().filter(u8::is_ascii_whitespace).count();
    text.len() - spaces
}

/// Words of a tag outside of quotation marks, its name aside: an attribute is one, or begins one.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut before = b'<';
    let mut words = 0;
    for &byte in tag.as_bytes().iter().skip(1) {
        match quote {
            Some(mark) if byte == mark => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            None => {
                let parts = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
                words += usize::from(parts(before) && !parts(byte));
            }
        }
        before = byte;
    }
    words
}

/// Character references to characters.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    html_escape::decode_html_entities(text).into_owned()
}

/// Text between tags: a line break in it is a space.
fn push(text: &mut String, between: &str) {
    if between.is_empty() {
        return;
    }
    let unescaped = unescape(between);
    text.extend(unescaped.chars().map(|letter| {
        if matches!(letter, '\n' | '\r' | '\t') {
            ' '
        } else {
            letter
        }
    }));
}

struct Tag {
    name: String,
    closes: bool,
    empty: bool,
    start: usize,
    end: usize,
}

/// The tags of a text; comments, declarations and the insides of scripts are passed over as tags without a name.
struct Tags<'a> {
    text: &'a str,
    at: usize,
    /// No comment ends after here: looking again would make it quadratic.
    no_comment_end: bool,
    /// The last `>` and the last quotation mark looked for.
    next_end: usize,
    next_quote: usize,
    open_quotes: usize,
    /// Longest tag, its quoted values aside.
    tag_bytes: usize,
}

/// Longest tag, in bytes outside of quotation marks: what goes on longer is text with a `<` in it.
const TAG_BYTES: usize = 64 * 1024;
/// Tags that were looked through in vain, mostly for a quotation mark left open, after which no mark is believed: each costs a
/// look ahead.
const OPEN_QUOTES: usize = 16;

impl<'a> Tags<'a> {
    fn new(text: &'a str) -> Self {
        Tags {
            text,
            at: 0,
            no_comment_end: false,
            next_end: 0,
            next_quote: 0,
            open_quotes: 0,
            tag_bytes: TAG_BYTES,
        }
    }

    /// The end of the tag that begins at `start`, past its `>`; quoted attribute values may hold one, and may be long: pictures
    /// are kept in them.
    fn end_of(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if self.next_end < start {
            let next = bytes[start..].iter().position(|&byte| byte == b'>');
            self.next_end = next.map_or(bytes.len(), |next| start + next);
            steps::take(self.next_end - start);
        }
        if self.next_quote < start {
            let mut rest = bytes[start..].iter();
            let next = rest.position(|byte| matches!(byte, b'"' | b'\''));
            self.next_quote = next.map_or(bytes.len(), |next| start + next);
            steps::take(self.next_quote - start);
        }
        if self.next_end == bytes.len() {
            return None;
        }
        let limit = start.saturating_add(self.tag_bytes);
        let plain = (self.next_end < limit).then_some(self.next_end + 1);
        if self.open_quotes >= OPEN_QUOTES || self.next_quote >= limit.min(self.next_end) {
            return plain;
        }
        let mut quote = None;
        let mut before = b' ';
        let mut outside = 0;
        for (at, &byte) in bytes.iter().enumerate().skip(start) {
            steps::take(1);
            match quote {
                Some(mark) if byte == mark => quote = None,
                Some(_) => {}
                None if byte == b'>' => return Some(at + 1),
                None if (byte == b'"' || byte == b'\'') && before == b'=' => quote = Some(byte),
                None => outside += 1,
            }
            if outside > self.tag_bytes {
                break;
            }
            if !byte.is_ascii_whitespace() {
                before = byte;
            }
        }
        self.open_quotes += 1;
        plain
    }

    /// Past the end of the raw text of a script or style that begins at `from`.
    fn raw_end(&self, from: usize, name: &str) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(next) = self.text.get(at..).and_then(|rest| rest.find("</")) {
            let start = at + next;
            steps::take(next + 1);
            let word = bytes.get(start + 2..start + 2 + name.len());
            if word.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes())) {
                return start;
            }
            at = start + 2;
        }
        bytes.len()
    }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        let bytes = self.text.as_bytes();
        loop {
            let start = self.at + self.text.get(self.at..)?.find('<')?;
            steps::take(start - self.at + 1);
            let unnamed = |end| Tag {
                name: String::new(),
                closes: false,
                empty: true,
                start,
                end,
            };
            if !self.no_comment_end && self.text[start..].starts_with("<!--") {
                match self.text[start + 4..].find("-->") {
                    Some(length) => {
                        steps::take(length);
                        self.at = start + 4 + length + 3;
                        return Some(unnamed(self.at));
                    }
                    None => {
                        steps::take(self.text.len() - start);
                        self.no_comment_end = true;
                    }
                }
            }
            let closes = bytes.get(start + 1) == Some(&b'/');
            let from = start + 1 + usize::from(closes);
            let named = bytes.get(from).is_some_and(u8::is_ascii_alphabetic);
            if !named && !matches!(bytes.get(from), Some(b'!' | b'?')) {
                self.at = start + 1;
                continue;
            }
            let Some(end) = self.end_of(from) else {
                self.at = start + 1;
                continue;
            };
            self.at = end;
            if !named {
                return Some(unnamed(end));
            }
            let length = bytes[from..end]
                .iter()
                .take_while(|byte| byte.is_ascii_alphanumeric())
                .count();
            let name = self.text[from..from + length].to_ascii_lowercase();
            let empty = bytes[..end - 1].ends_with(b"/");
            if !closes && (name == "script" || name == "style") {
                self.at = self.raw_end(end, &name);
            }
            return Some(Tag {
                name,
                closes,
                empty,
                start,
                end,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(markup: &str) -> Vec<String> {
        super::super::clean::lines(&text(markup, Part::Main))
            .into_iter()
            .map(|line| line.text)
            .collect()
    }

    #[test]
    fn blocks_become_lines_and_what_is_hidden_goes() {
        let markup = "<!-- <p>no</p> --><nav><a>Menu</a></nav><p>One &amp; two<br>three</p><script>if (a<b) '</p>'</script>\
            <div title='a > b'>Four <b>five</b>\nsix</div><footer><p>Foot</p></footer>";
        assert_eq!(lines(markup), ["One & two", "three", "Four five six"]);
    }

    #[test]
    fn plain_text_is_not_markup() {
        assert!(is_markup("<p>One</p>") && !is_markup("a < b and c > d, <jo@example.org>"));
        assert_eq!(lines("a < b > c"), ["a < b > c"]);
    }

    #[test]
    fn depth_counts_what_nests() {
        assert_eq!(size("<div><div><p><p><p></div></div><div></div>").depth, 2);
        assert_eq!(size(&"<div>".repeat(100_000)).depth, 100_000);
    }

    #[test]
    fn a_tag_is_as_long_as_its_quoted_values() {
        let picture = "A".repeat(3 * TAG_BYTES);
        let markup =
            format!("<p>One</p><img alt='a > b' src=\"data:{picture}\" width=3><p>Two</p>");
        assert_eq!(lines(&markup), ["One", "Two"]);
        let size = size(&markup);
        assert_eq!((size.tags, size.attributes, size.text), (5, 3, 6));
        let attributes = format!("<p{}>x", " a=1".repeat(TAG_BYTES));
        assert_eq!(super::size(&attributes).attributes, TAG_BYTES);
    }

    #[test]
    fn hostile_markup_is_linear() {
        for piece in [
            "<",
            "<!--",
            "<a b=\"",
            "<a b=\"x>'",
            "</",
            "<script>",
            "<script></s",
            "&#<",
            "<div ",
        ] {
            steps::assert_linear(piece, 20_000, |times| {
                let markup = piece.repeat(times);
                let _ = (text(&markup, Part::All), size(&markup));
            });
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read(markup in "(<|>|/|!--|-->|div|p|script|\"|'|=| |é|&amp;|x){0,60}") {
            let _ = (text(&markup, Part::All), size(&markup), is_markup(&markup));
        }
    }
}
