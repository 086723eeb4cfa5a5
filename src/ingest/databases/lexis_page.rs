//! Lexis as a page: each document between comments that hold its XML (`<DOC NUMBER=1>`, the same number for all), with the
//! paragraphs that its texts have: counter, outlet, day, headline, labels in capitals.

use dom_query::{Document as Page, Selection};

use super::super::clean::{Line, clean};
use super::elements::each_of;
use super::lexis::{counted, counter, is_copyright};
use super::{Document, Export};

/// What begins a document.
const START: &str = "<DOC NUMBER=";
/// What hides it from the browser, and stands behind the text as well.
const HIDDEN: &str = "<!-- Hide XML section from browser";

pub fn owns(text: &str) -> bool {
    text.contains(START)
}

pub fn documents(text: &str) -> Export {
    let parts: Vec<&str> = text.split(START).skip(1).collect();
    let mut export = Export::default();
    let mut counts: Vec<usize> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let part = part.split(HIDDEN).next().unwrap_or(part);
        // What is left of the comment in which it began.
        let part = part.split_once("-->").map_or(part, |(_, part)| part);
        let lines = lines(part);
        let found = lines.iter().find_map(|line| counter(&line.text));
        counts.extend(found.map(|(_, all)| all));
        let number = found.map_or(at + 1, |(number, _)| number);
        export.documents.extend(document(&lines, number));
    }
    // Parts of two exports may be one file: what most documents say counts.
    let said = |all: usize| counts.iter().filter(|other| **other == all).count();
    export.announced = counts.iter().copied().max_by_key(|all| said(*all));
    export
}

fn document(lines: &[Line], number: usize) -> Option<Document> {
    let lines: Vec<Line> = lines
        .iter()
        .filter(|line| counter(&line.text).is_none())
        .cloned()
        .collect();
    counted(&lines, number)
}

/// Each paragraph as lines, the first of which stands apart.
fn lines(part: &str) -> Vec<Line> {
    /// Stands where a line was broken.
    const BREAK: &str = "\u{2028}";
    let part = ["<br", "<BR"].iter().fold(part.to_string(), |part, tag| {
        part.replace(tag, &format!("{BREAK}{tag}"))
    });
    let page = Page::from(part);
    for beside in ["style", "script"] {
        page.select(beside).remove();
    }
    let blocks = page.select("p, tr");
    let mut lines = Vec::new();
    for block in blocks.nodes() {
        let inside = Selection::from(*block);
        if block.has_name("tr") && !inside.select("tr").exists() {
            // A row of a table is one line; its cells hold paragraphs.
            let text = each_of(block, "td, th").join(" · ");
            lines.push(Line {
                apart: true,
                indented: false,
                text,
            });
            continue;
        }
        if inside.select("p, tr").exists()
            || block
                .ancestors(None)
                .iter()
                .any(|above| above.has_name("tr"))
        {
            continue;
        }
        let text = block.text();
        let rows = text.split(BREAK).map(clean).filter(|row| !row.is_empty());
        lines.extend(rows.enumerate().map(|(at, text)| Line {
            // In texts what is centred is indented.
            indented: is_copyright(&text),
            apart: at == 0,
            text,
        }));
    }
    lines.retain(|line: &Line| !line.text.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_no_words_and_a_row_of_a_table_is_one_line() {
        let page = "<DOC NUMBER=1> --><p>1 of 2 DOCUMENTS</p><p><style>.resize { width:auto }</style><br>The Halm Times</p><p>May 2, 2024 Thursday<br>City Final Edition</p>\
            <p>LENGTH: 44 words</p><table><tr><td><p>Rank</p></td><td><p>Bank</p></td></tr><tr><td><p>1</p></td><td><p>Corvale Bank</p></td></tr></table><p>LOAD-DATE: May 2, 2024</p>\
            <!-- Hide XML section from browser <DOC NUMBER=1> --><p>We are sorry but there is an error in this document.</p>";
        let export = documents(page);
        assert_eq!((export.announced, export.documents.len()), (Some(2), 1));
        assert_eq!(
            export.documents[0].outlet.as_deref(),
            Some("The Halm Times")
        );
        assert_eq!(
            export.documents[0].body,
            ["Rank · Bank", "1 · Corvale Bank"]
        );
    }
}
