//! The lines of a page as a reader sees them, in order, each with the pieces that it was set in and with where it stood.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use dom_query::{Document, NodeId, NodeRef};

use crate::ingest::clean::clean;
use crate::ingest::furniture::{Kind, kind};

use super::element::{is_around, is_cell, moment, names_author, sums_up};
use super::tree::{is_inline, is_unseen, name};

/// What a part of a page is, where it is surely not the text of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Caption,
    /// A list of other stories.
    Links,
    /// Another article.
    Other,
    /// Boxes that are known by name: forms, tags, what is said about the author.
    Box,
    /// Buttons, menus, notices of the site itself: nothing to quote.
    Machinery,
}

/// The parts of a page that are not its article.
pub type Marks = HashMap<NodeId, Mark>;

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    pub text: String,
    /// The text parted where inline elements begin and end.
    pub pieces: Vec<Piece>,
    pub mark: Option<Mark>,
    /// The other article that it stands in, where it does.
    pub other: Option<usize>,
    /// It stands in a menu, a header or a footer of the site, a form.
    pub around: bool,
    /// It stands in an `<aside>`.
    pub beside: bool,
    /// It stands in a row of a table that has a label: a fact about what the article is of.
    pub fact: bool,
    /// Its element is said to sum the article up.
    pub standfirst: bool,
    /// It is a headline, of whatever rank.
    pub headline: bool,
    /// Where in [`Blocks::containers`] its innermost element is.
    pub container: usize,
    /// Moments in attributes: `<time datetime>`.
    pub moments: Vec<String>,
}

impl Block {
    /// The text with a space wherever elements met.
    pub fn parted(&self) -> String {
        let pieces: Vec<&str> = self
            .pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect();
        pieces.join(" ")
    }
}

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    pub text: String,
    /// Its element says that it names an author.
    pub author: bool,
}

/// An element that holds lines.
#[derive(Clone, Copy, Debug, Default)]
pub struct Container {
    pub parent: usize,
    /// Its element; none for the page itself.
    pub node: Option<NodeId>,
    /// Lines that stand in it, and in the elements inside it.
    pub lines: usize,
    /// `<article>` or `<main>`.
    pub is_main: bool,
    /// Of its name and its classes.
    pub called: u64,
}

/// The lines of a page.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    pub blocks: Vec<Block>,
    pub containers: Vec<Container>,
}

impl Blocks {
    /// Every line that may be of the text, parted by empty lines.
    pub fn seen(&self) -> String {
        let lines = self
            .blocks
            .iter()
            .filter(|block| block.mark.is_none() && !block.around && !block.beside);
        let lines: Vec<&str> = lines.map(|block| block.text.as_str()).collect();
        lines.join("\n\n")
    }

    pub fn new(page: &Document, marks: &Marks) -> Self {
        let mut walker = Walker {
            marks,
            found: Blocks {
                blocks: Vec::new(),
                containers: vec![Container::default()],
            },
            at: State::default(),
            line: String::new(),
            piece: String::new(),
            pieces: Vec::new(),
            moments: Vec::new(),
        };
        walker.inside(&page.root());
        walker.end_line();
        walker.found
    }

    /// What the elements around a line are called, its own and the one around that: the paragraphs of a text are set alike.
    pub fn set_like(&self, block: &Block) -> u64 {
        let own = self.containers[block.container];
        let outer = self.containers[own.parent];
        let mut hasher = DefaultHasher::new();
        (own.called, outer.called).hash(&mut hasher);
        hasher.finish()
    }

    /// The innermost element that holds both.
    pub fn joint(&self, one: usize, other: usize) -> usize {
        let (mut one, mut other) = (one, other);
        // A container comes after those that hold it.
        while one != other {
            if one > other {
                one = self.containers[one].parent;
            } else {
                other = self.containers[other].parent;
            }
        }
        one
    }

    /// Whether a container is `outer` or lies in it.
    pub fn is_in(&self, container: usize, outer: usize) -> bool {
        self.joint(container, outer) == outer
    }

    /// The nearest `<article>` or `<main>` around a container, else itself.
    pub fn main_around(&self, container: usize) -> usize {
        let mut at = container;
        while at > 0 {
            if self.containers[at].is_main {
                return at;
            }
            at = self.containers[at].parent;
        }
        container
    }
}

/// What holds for everything inside an element.
#[derive(Clone, Copy, Default)]
struct State {
    container: usize,
    mark: Option<Mark>,
    other: Option<usize>,
    around: bool,
    beside: bool,
    fact: bool,
    standfirst: bool,
    headline: bool,
    author: bool,
    /// Line breaks are kept.
    set: bool,
}

struct Walker<'a> {
    marks: &'a Marks,
    found: Blocks,
    at: State,
    line: String,
    piece: String,
    pieces: Vec<Piece>,
    moments: Vec<String>,
}

/// Whether a row of a table has a label that is not one of when the article came out.
fn is_labelled(row: &NodeRef<'_>) -> bool {
    /// How such labels begin.
    const WHEN: &[&str] = &[
        "publi",
        "posted",
        "date",
        "datum",
        "updated",
        "veröffentlicht",
    ];
    let labels = row.children_it(false).filter(|cell| cell.has_name("th"));
    let labels: Vec<String> = labels
        .map(|label| clean(&label.text()).to_lowercase())
        .filter(|label| !label.is_empty())
        .collect();
    let when = |label: &String| WHEN.iter().any(|begin| label.starts_with(begin));
    !labels.is_empty() && !labels.iter().any(when)
}

fn called(node: &NodeRef<'_>, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (name, node.attr("class").as_deref().unwrap_or("")).hash(&mut hasher);
    hasher.finish()
}

impl Walker<'_> {
    fn inside(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.text(&child.text());
            } else if child.is_element() && !is_unseen(&child) {
                self.element(&child);
            }
        }
    }

    /// Line breaks are spaces but where lines are set by hand.
    fn text(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && self.at.set {
                self.end_line();
            } else if at > 0 {
                self.line.push(' ');
                self.piece.push(' ');
            }
            self.line.push_str(line);
            self.piece.push_str(line);
        }
    }

    fn element(&mut self, node: &NodeRef<'_>) {
        let name = name(node);
        if matches!(name.as_str(), "br" | "hr") {
            return self.end_line();
        }
        let before = self.at;
        let mark = self.marks.get(&node.id).copied();
        self.at.mark = before.mark.or(mark);
        let cell = is_cell(node);
        if cell {
            self.line.push(' ');
        }
        let inline = (is_inline(&name) || cell) && mark.is_none();
        self.at.author |= names_author(node);
        if let Some(moment) = moment(node) {
            self.moments.push(moment);
        }
        if inline {
            self.end_piece(before.author);
            self.inside(node);
            self.end_piece(self.at.author);
            self.at = before;
            return;
        }
        self.at.author = before.author;
        self.end_line();
        self.at.author |= names_author(node);
        self.at.around |= is_around(node, &name);
        self.at.beside |= name == "aside";
        self.at.fact |= name == "tr" && is_labelled(node);
        self.at.set |= name == "pre";
        self.at.standfirst |= sums_up(node, &name);
        self.at.headline |= matches!(name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        self.found.containers.push(Container {
            parent: before.container,
            node: Some(node.id),
            lines: 0,
            is_main: name == "article"
                || name == "main"
                || node.attr("role").as_deref() == Some("main"),
            called: called(node, &name),
        });
        self.at.container = self.found.containers.len() - 1;
        if mark == Some(Mark::Other) {
            self.at.other = Some(self.at.container);
        }
        let first = self.found.blocks.len();
        self.inside(node);
        self.end_line();
        self.found.containers[self.at.container].lines = self.found.blocks.len() - first;
        if mark == Some(Mark::Caption) && before.mark.is_none() {
            self.join_caption(first);
        }
        self.at = before;
    }

    fn end_piece(&mut self, author: bool) {
        let text = clean(&self.piece);
        self.piece.clear();
        if !text.is_empty() {
            self.pieces.push(Piece { text, author });
        }
    }

    fn end_line(&mut self) {
        self.end_piece(self.at.author);
        let text = clean(&self.line);
        self.line.clear();
        let pieces = std::mem::take(&mut self.pieces);
        let moments = std::mem::take(&mut self.moments);
        if text.is_empty() {
            return;
        }
        self.found.blocks.push(Block {
            text,
            pieces,
            mark: self.at.mark,
            other: self.at.other,
            around: self.at.around,
            beside: self.at.beside,
            fact: self.at.fact,
            standfirst: self.at.standfirst,
            headline: self.at.headline,
            container: self.at.container,
            moments,
        });
    }

    /// The lines of a caption are one, with its credit and without its buttons.
    fn join_caption(&mut self, first: usize) {
        let lines = self.found.blocks.split_off(first);
        let mut texts: Vec<String> = Vec::new();
        for line in &lines {
            let button = kind(&line.text) == Kind::Furniture
                && line.text.split(' ').count() <= 3
                && !line.text.contains(':');
            if !button && !texts.contains(&line.text) {
                texts.push(line.text.clone());
            }
        }
        let Some(mut caption) = lines.into_iter().next() else {
            return;
        };
        caption.text = texts.join(" ");
        if !caption.text.is_empty() {
            self.found.blocks.push(caption);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let page = Document::from(html);
        let blocks = Blocks::new(&page, &Marks::new()).blocks;
        blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn lines_end_where_blocks_and_breaks_do() {
        assert_eq!(
            lines(
                "<div>One <b>two</b><br>three<p>four</p>five</div><script>six</script><p hidden>seven</p>"
            ),
            ["One two", "three", "four", "five"]
        );
    }

    #[test]
    fn rows_of_a_table_are_lines_and_tables_that_lay_out_a_page_are_none() {
        assert_eq!(
            lines(
                "<table><tr><th>Dam</th><th>Homes</th></tr><tr><td>Kessel</td><td>1,700 <b>lost</b></td></tr></table>"
            ),
            ["Dam Homes", "Kessel 1,700 lost"]
        );
        assert_eq!(
            lines("<table><tr><td>Menu</td><td><p>One</p><p>Two</p></td></tr></table>"),
            ["Menu", "One", "Two"]
        );
    }

    #[test]
    fn lines_set_by_hand_stay_lines() {
        assert_eq!(
            lines("<p>One\ntwo</p><pre>three\nfour</pre>"),
            ["One two", "three", "four"]
        );
    }

    #[test]
    fn pieces_end_where_inline_elements_do() {
        let page = Document::from(
            "<p>By <a rel=author>Jo Doe</a><time datetime='2025-01-02'>Jan 2</time></p>",
        );
        let block = &Blocks::new(&page, &Marks::new()).blocks[0];
        let pieces: Vec<(&str, bool)> = block
            .pieces
            .iter()
            .map(|piece| (piece.text.as_str(), piece.author))
            .collect();
        assert_eq!(pieces, [("By", false), ("Jo Doe", true), ("Jan 2", false)]);
        assert_eq!(block.moments, ["2025-01-02"]);
    }

    #[test]
    fn the_joint_of_two_elements_holds_both() {
        let page =
            Document::from("<main><div><p>One</p></div><div><p>Two</p></div></main><p>Three</p>");
        let found = Blocks::new(&page, &Marks::new());
        let [one, two, three] = [0, 1, 2].map(|at| found.blocks[at].container);
        let joint = found.joint(one, two);
        assert!(found.containers[joint].is_main && found.is_in(one, joint));
        assert!(!found.is_in(three, joint));
        assert_eq!(found.main_around(one), joint);
    }
}
