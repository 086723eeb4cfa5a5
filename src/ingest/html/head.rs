//! Who wrote an article and when, as its page shows it: the lines between headline and text, in whatever elements they stand.

use std::collections::HashSet;

use dom_query::NodeId;

use crate::ingest::byline::{is_labelled, people};
use crate::ingest::date::{Date, DateLine, date, date_line};
use crate::ingest::furniture::{Kind, bare, kind};
use crate::ingest::signers::{Byline, is_name};
use crate::model::DateSource;

use super::around::letters;
use super::block::{Block, Blocks, Piece};
use super::signature::{is_ago, signature};

/// Lines after the headline among which byline and date are looked for, and lines before it or before the text where no
/// headline is known.
const LINES_AFTER: usize = 15;
const LINES_BEFORE: usize = 4;
/// Characters of the longest standfirst.
const STANDFIRST_CHARS: usize = 400;
/// Words of the longest line that only shows its moment in words.
const SHOWN_WORDS: usize = 4;
/// Words of a piece of such a line that says something else: a section, "Share".
const LABEL_WORDS: usize = 3;

/// What the lines around the headline say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    pub dates: Vec<DateLine>,
    /// The letters of the lines that say nothing else: they are no part of the text.
    pub taken: HashSet<String>,
}

impl Head {
    /// Reads the lines of a page; `heading` is its headline as shown.
    pub fn new(blocks: &Blocks, heading: Option<&str>) -> Self {
        let mut head = Head::default();
        let lines: Vec<&Block> = blocks
            .blocks
            .iter()
            .filter(|block| block.mark.is_none() && !block.around && !block.fact)
            .collect();
        let (from, start, to) = head_lines(&lines, heading);
        let part = lines
            .get(start.saturating_sub(1))
            .map(|block| blocks.main_around(block.container));
        let inside = |block: &Block| part.is_some_and(|part| blocks.is_in(block.container, part));
        for at in from..to {
            // Above the headline another part of the page may stand.
            let headline = heading.is_some_and(|heading| bare(&lines[at].text) == bare(heading));
            if !headline && (at >= start || inside(lines[at])) {
                head.read(&lines, at, at >= start);
            }
        }
        // "April 11, 2026 · Reporting by: Jo Doe" between two paragraphs is no sentence either.
        for block in &lines[to..] {
            let dated = block
                .pieces
                .iter()
                .any(|piece| date_line(&piece.text).is_some());
            let full = |found: &Byline| found.authors.iter().all(|author| is_name(author));
            if dated
                && inside(block)
                && block.pieces.len() > 1
                && signature(&block.parted()).is_some_and(|found| full(&found))
            {
                head.take_byline(block);
            }
        }
        head
    }

    /// The elements in which nothing stands but a line that was taken. Where no author was found they stay: the extractor may
    /// find one in them.
    pub fn elements(&self, blocks: &Blocks) -> Vec<NodeId> {
        if self.authors.is_empty() {
            return Vec::new();
        }
        blocks
            .blocks
            .iter()
            .filter(|block| self.taken.contains(&letters(&block.text)))
            .map(|block| blocks.containers[block.container])
            .filter(|container| container.lines == 1)
            .filter_map(|container| container.node)
            .collect()
    }

    fn read(&mut self, lines: &[&Block], at: usize, below: bool) {
        let block = lines[at];
        for moment in &block.moments {
            let read = date(moment, DateSource::Metadata);
            if matches!(read, Date::Known(_) | Date::Zoneless(_)) {
                self.dates.push(DateLine {
                    date: read,
                    updated: date_line(&block.parted()).is_some_and(|line| line.updated),
                });
            }
        }
        // A line of several pieces may say who wrote it in one of them, when as a whole it only says when.
        let is_byline = self.take_byline(block);
        if is_byline && (!self.authors.is_empty() || block.pieces.len() < 2) {
            return;
        }
        let is_date = |piece: &Piece| date_line(&piece.text).is_some();
        let near = |at: usize| {
            lines
                .get(at)
                .is_some_and(|block| date_line(&block.parted()).is_some())
        };
        let timed = !block.moments.is_empty() && kind(&block.text) != Kind::Prose;
        let dated =
            timed || block.pieces.iter().any(is_date) || near(at + 1) || (at > 0 && near(at - 1));
        let mut said = false;
        let mut whole = true;
        for piece in &block.pieces {
            // "Jo Doe in Tessin"
            let named = people(piece.text.split(" in ").next().unwrap_or(&piece.text));
            let names = !named.is_empty() && named.iter().all(|name| is_name(name));
            if let Some(found) = date_line(&piece.text) {
                self.dates.extend(Some(found).filter(|_| !is_byline));
                said = true;
            } else if names
                && (piece.author
                    || (below
                        && dated
                        && (named.len() == 1 || block.pieces.iter().any(is_date))
                        && kind(&piece.text) != Kind::Furniture))
            {
                if self.authors.is_empty() {
                    self.authors = named;
                }
                said = true;
            } else if let Some(found) = labelled_people(&piece.text) {
                if self.authors.is_empty() {
                    self.authors = found;
                }
                said = true;
            } else {
                whole &= piece.text.split(' ').count() <= LABEL_WORDS;
            }
        }
        if let Some(found) = date_line(&block.parted()).filter(|_| !said) {
            self.dates.push(found);
            said = true;
            whole = true;
        }
        // "2 days ago", "today" beside the moment that it stands for.
        let shown = !block.moments.is_empty() && block.text.split(' ').count() <= SHOWN_WORDS;
        said |= below && (shown || is_ago(&block.text));
        if said && whole {
            self.taken.insert(letters(&block.text));
        }
    }

    /// Takes a line that is a byline as a whole.
    fn take_byline(&mut self, block: &Block) -> bool {
        let Some(mut found) = signature(&block.parted()).or_else(|| signature(&block.text)) else {
            return false;
        };
        if found.authors.is_empty() {
            // What the markup calls an author is no outlet.
            let named = block.pieces.iter().filter(|piece| piece.author);
            let named: Vec<String> = named.flat_map(|piece| people(&piece.text)).collect();
            if named.iter().any(|name| is_name(name)) {
                found.authors = named;
                found.outlet = None;
            }
        }
        if self.authors.is_empty() {
            self.authors = found.authors;
        }
        self.outlet = self.outlet.take().or(found.outlet);
        self.dates.extend(found.date);
        self.taken.insert(letters(&block.text));
        true
    }
}

/// `Text: Jo Doe`, a piece of a line that says whom it was written by.
fn labelled_people(piece: &str) -> Option<Vec<String>> {
    let found = signature(piece)?;
    let authors = found.authors;
    let is_labelled = piece.contains(':') || is_labelled(piece);
    (is_labelled && !authors.is_empty() && authors.iter().all(|author| is_name(author)))
        .then_some(authors)
}

/// The lines that may say who wrote it and when: the first one, the one after the headline, and the one after the last.
fn head_lines(lines: &[&Block], heading: Option<&str>) -> (usize, usize, usize) {
    let known = heading.map(bare).filter(|heading| !heading.is_empty());
    let title = known.and_then(|known| lines.iter().position(|block| bare(&block.text) == known));
    let first_prose = || {
        let found = lines
            .iter()
            .position(|block| kind(&block.text) == Kind::Prose);
        found.unwrap_or(0)
    };
    let (from, start) = match title {
        Some(title) => (title.saturating_sub(LINES_BEFORE), title + 1),
        None => {
            let prose = first_prose();
            (prose.saturating_sub(LINES_BEFORE * 2), prose)
        }
    };
    let mut to = start;
    let mut prose = 0;
    for (at, block) in lines.iter().enumerate().skip(start).take(LINES_AFTER) {
        let is_meta = signature(&block.parted()).is_some() || date_line(&block.parted()).is_some();
        if kind(&block.text) == Kind::Prose && !is_meta {
            prose += 1;
            if prose > 1 || block.text.chars().count() > STANDFIRST_CHARS {
                break;
            }
        } else if prose == 0 || is_meta {
            to = at + 1;
        }
    }
    (from.min(start), start, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::block::Marks;
    use dom_query::Document;

    fn head(html: &str) -> Head {
        let page = Document::from(format!(
            "<article><h1>Dam at Orrin cracked</h1>{html}<p>The wall of the dam has a crack of 2.4 metres, the council said.</p><p>Nobody was in danger, she said on 3 May 2019.</p></article>"
        ));
        Head::new(
            &Blocks::new(&page, &Marks::new()),
            Some("Dam at Orrin cracked"),
        )
    }

    #[test]
    fn who_and_when_in_any_element() {
        for html in [
            "<p class=byline>By LIA TORBAY<span>FEBRUARY 1, 2024</span></p>",
            "<div><span>By Lia Torbay</span><span>1 February 2024</span></div>",
            "<p>By <a href=/lt>Lia Torbay</a><time>February 1, 2024</time></p>",
            "<div>Posted Feb 1, 2024 by <a rel=author>Lia Torbay</a></div>",
            "<div>Posted by <a rel=author>Lia Torbay</a> on Feb 1, 2024</div>",
            "<div>Posted <time datetime='2024-02-01T09:12:00Z'>a while ago</time> by <a rel=author>Lia Torbay</a> (@lia)</div>",
            "<span itemprop=author><span itemprop=name>Lia Torbay</span></span><span>1 Feb 2024</span>",
            "<div>Lia Torbay</div><div>February 1, 2024</div>",
            "<div><a href=/author/lia>Lia Torbay</a><span>1 February 2024, 08:15 GMT</span></div>",
            "<div><span>Lia Torbay</span><span>Staff reporter</span><time datetime=2024-02-01>Feb 1</time></div>",
            "<div><span>1 Feb 2024</span><span>Text: Lia Torbay</span><span>Photos: Jo Doe</span></div>",
            "<div><span>1 Feb 2024</span><span>Автор: Lia Torbay</span></div>",
            "<div><span>February 1, 2024</span><span>Research by: Lia Torbay</span></div>",
            "<div>Lia Torbay in Orrin</div><div>February 1, 2024</div>",
            "<p>Lia TorbayFebruary 1, 2024</p>",
            "<p>Published: February 1, 2024 | Author: Lia Torbay</p>",
            "<div class=author-line>Lia Torbay<span>in Orrin</span><time>Thu 1 Feb 2024 09.15 GMT</time></div>",
            "<div><b>Lia Torbay</b><i>1 February 2024</i><u>3 min read</u></div>",
            "<p>By Lia Torbay, Staff Writer</p><p>Updated Feb 3, 2024</p><p>Published Feb 1, 2024</p>",
        ] {
            let mut head = head(html);
            assert_eq!(head.authors, ["Lia Torbay"], "{html}");
            head.dates.sort_by_key(|date| date.updated);
            let day = head
                .dates
                .first()
                .and_then(|date| date.date.clone().published());
            assert_eq!(
                day.map(|day| day.day().to_string()).as_deref(),
                Some("2024-02-01"),
                "{html}"
            );
            assert!(!head.taken.is_empty(), "{html}");
        }
    }

    #[test]
    fn bare_names_beside_a_day_are_authors() {
        let head = |line: &str| head(line).authors;
        let both = ["Lia Torbay", "Jan Papke"];
        assert_eq!(
            head(
                "<div>Lia Torbay, Jan Papke<b>Updated Feb 2, 2024</b><i>Published Feb 1, 2024</i></div>"
            ),
            both
        );
        assert!(head("<div>Lia Torbay, Jan Papke</div><div>Feb 1, 2024</div>").is_empty());
    }

    #[test]
    fn a_moment_in_words_is_no_text() {
        for html in [
            "<time datetime=2024-02-01T10:00:00Z>today</time>",
            "<p>2 days ago</p>",
            "<span class=date data-timestamp=1706781600>2 days ago</span>",
            "<p>Lia Torbay / 1 Feb 2024 / 3 comments</p>",
        ] {
            let head = head(html);
            assert_eq!(head.taken.len(), 1, "{html}: {head:?}");
        }
    }

    #[test]
    fn a_name_in_a_linked_byline_needs_no_date() {
        assert_eq!(
            head("<a rel=author href=/lt>Lia Torbay</a>").authors,
            ["Lia Torbay"]
        );
        assert!(head("<p>Lia Torbay</p>").authors.is_empty());
        assert!(
            head("<p>Text Size</p><p>May 2, 2025</p>")
                .authors
                .is_empty()
        );
    }

    #[test]
    fn a_fact_in_a_table_is_no_day_of_publication() {
        let row = |label: &str| {
            format!("<table><tr><th>{label}</th><td>February 1, 2024</td></tr></table>")
        };
        assert!(head(&row("Founded")).dates.is_empty());
        assert_eq!(head(&row("Published")).dates.len(), 1);
    }

    #[test]
    fn the_text_says_nothing_of_its_author() {
        let head = head("");
        assert_eq!(
            (head.authors.len(), head.dates.len(), head.taken.len()),
            (0, 0, 0)
        );
    }
}
