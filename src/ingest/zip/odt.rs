//! Documents of LibreOffice and its kin (ODT): the running text, its notes beside it, without comments and what was deleted.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::super::document::{self, Beside, Footnote, Paragraphs, Place};
use super::super::format::{Each, skipped};
use super::super::raised::raised;
use super::super::xml::{Part, walk};
use super::Opened;
use super::properties::properties;

const CONTENT: &str = "content.xml";
const PROPERTIES: &str = "meta.xml";
/// The kind of a document, as the archive says it.
const KIND: &str = "mimetype";
/// Elements whose text is not shown in the running text.
const UNSEEN: &[&str] = &[
    "office:annotation",
    "text:tracked-changes",
    "text:note-citation",
    "text:sequence-decls",
    "svg:desc",
    "svg:title",
];
/// Most spaces that one element stands for.
const MOST_SPACES: usize = 100;

pub fn is(opened: &Opened<'_>) -> bool {
    opened.has(CONTENT) && opened.has(KIND)
}

pub fn read(mut opened: Opened<'_>, each: Each<'_>) -> ControlFlow<()> {
    let kind = match opened.text_of(KIND) {
        Ok(kind) => kind,
        Err(skipped) => return each(Err(skipped)),
    };
    if !kind.contains("opendocument.text") {
        let reason = "an office document that is no text: save its words as text, a table as CSV";
        return each(Err(skipped(&opened.origin, reason, false)));
    }
    let xml = match opened.text_of(CONTENT) {
        Ok(xml) => xml,
        Err(skipped) => return each(Err(skipped)),
    };
    let (text, footnotes, broken) = text_of(&xml);
    let beside = Beside {
        footnotes,
        ..properties(&mut opened, PROPERTIES)
    };
    if let Some(reason) = broken {
        let reason = format!("the document is broken, not read on: {reason}");
        each(Err(skipped(&opened.origin, reason, true)))?;
    }
    let place = Place {
        origin: opened.origin,
        name: opened.name,
        options: opened.options,
        nest: opened.nest,
    };
    document::read(&text, beside, place, "an OpenDocument text", each)
}

/// The text, its notes, and what is broken in it.
fn text_of(xml: &str) -> (String, Vec<Footnote>, Option<String>) {
    let mut paragraphs = Paragraphs::default();
    let mut notes: Vec<String> = Vec::new();
    let mut in_note = false;
    let mut unseen = 0_usize;
    // The styles that raise what is set in them, and for each span that is open whether it is raised.
    let mut raising: HashSet<String> = HashSet::new();
    let mut style = String::new();
    let mut spans: Vec<bool> = Vec::new();
    let broken = walk(xml, &mut |part| match part {
        Part::Open(element) if UNSEEN.contains(&element.name.as_str()) => unseen += 1,
        Part::Close(name) if UNSEEN.contains(&name) => unseen = unseen.saturating_sub(1),
        _ if unseen > 0 => {}
        Part::Open(element) if element.name == "text:note" => {
            paragraphs.note(notes.len().to_string());
            notes.push(String::new());
            in_note = true;
        }
        Part::Close("text:note") => in_note = false,
        Part::Text(text) if in_note => {
            if let Some(note) = notes.last_mut() {
                note.push_str(text);
            }
        }
        // The paragraphs of a note, and spaces in it.
        Part::Open(_) if in_note => {
            if let Some(note) = notes.last_mut() {
                note.push(' ');
            }
        }
        Part::Close(_) if in_note => {}
        Part::Open(element) => match element.name.as_str() {
            "text:p" | "text:h" => paragraphs.open(),
            "style:style" => style = element.get("style:name").unwrap_or("").to_string(),
            "style:text-properties" => {
                let place = element.get("style:text-position").unwrap_or("");
                let up = place.split(' ').next().unwrap_or("");
                let share = up
                    .strip_suffix('%')
                    .and_then(|share| share.parse::<f32>().ok());
                if up == "super" || share.is_some_and(|share| share > 0.0) {
                    raising.insert(style.clone());
                }
            }
            "text:span" => {
                let name = element.get("text:style-name").unwrap_or("");
                let is_raised =
                    raising.contains(name) || name.to_lowercase().contains("superscript");
                spans.push(is_raised || spans.last().is_some_and(|outer| *outer));
            }
            "text:line-break" => paragraphs.push("\n"),
            "text:tab" => paragraphs.push(" "),
            "text:s" => {
                let count = element.get("text:c").and_then(|count| count.parse().ok());
                paragraphs.push(&" ".repeat(count.unwrap_or(1).min(MOST_SPACES)));
            }
            _ => {}
        },
        // Line breaks in the file are spaces.
        Part::Text(text) => {
            let text = text.replace(['\n', '\r'], " ");
            match spans.last() {
                Some(true) => paragraphs.push(&raised(&text)),
                _ => paragraphs.push(&text),
            }
        }
        Part::Close("text:span") => drop(spans.pop()),
        Part::Close("text:p" | "text:h") => paragraphs.close(),
        Part::Close(_) => {}
    });
    let (text, noted) = paragraphs.told();
    let footnotes = noted.into_iter().filter_map(|(called, of)| {
        let text = std::mem::take(notes.get_mut(called.parse::<usize>().ok()?)?);
        Some(Footnote { of, text })
    });
    let footnotes = footnotes.collect();
    (text, footnotes, broken.err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_not_read() {
        let xml = "<office:text><text:tracked-changes><text:p>never</text:p></text:tracked-changes><text:h>Rain</text:h>\
                   <text:p>It <text:span>fell</text:span><text:note><text:note-body><text:p>1 mm</text:p></text:note-body></text:note>\
                   <text:s text:c=\"2\"/>all<text:line-break/>day.</text:p></office:text>";
        let note = Footnote {
            of: "It fell  all\nday.".into(),
            text: "  1 mm".into(),
        };
        assert_eq!(
            text_of(xml),
            ("Rain\n\nIt fell  all\nday.\n\n".into(), vec![note], None)
        );
        let raised = "<style:style style:name=\"T1\"><style:text-properties style:text-position=\"super 58%\"/></style:style><style:style style:name=\"T2\"><style:text-properties \
                      fo:font-weight=\"bold\"/></style:style><text:p>10<text:span text:style-name=\"T1\">6</text:span> and <text:span text:style-name=\"T2\">7</text:span></text:p>";
        assert_eq!(text_of(raised).0, "10⁶ and 7\n\n");
    }
}
