//! Documents of Word (DOCX): the running text, footnotes and endnotes beside it; what was deleted, hidden, or stands in comments
//! is no part of it.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::super::document::{self, Beside, Footnote, Paragraphs, Place};
use super::super::format::{Each, skipped};
use super::super::raised::raised;
use super::super::xml::{Part, walk};
use super::Opened;
use super::properties::properties;

const DOCUMENT: &str = "word/document.xml";
const PROPERTIES: &str = "docProps/core.xml";
/// Where notes stand, and the elements that hold one and that refer to it.
const NOTES: &[(&str, &str, &str)] = &[
    ("word/footnotes.xml", "w:footnote", "w:footnoteReference"),
    ("word/endnotes.xml", "w:endnote", "w:endnoteReference"),
];

/// Elements whose text is not shown: deleted or moved away, codes of fields, what older programs show instead.
const UNSEEN: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "w:instrText",
    "w:delText",
    "mc:Fallback",
];

pub fn is(opened: &Opened<'_>) -> bool {
    opened.has(DOCUMENT)
}

pub fn read(mut opened: Opened<'_>, each: Each<'_>) -> ControlFlow<()> {
    let xml = match opened.text_of(DOCUMENT) {
        Ok(xml) => xml,
        Err(skipped) => return each(Err(skipped)),
    };
    let (text, noted, broken) = text_of(&xml);
    if !text.contains(char::is_alphanumeric) && xml.contains("altChunk ") {
        return chunks(opened, each);
    }
    let beside = Beside {
        footnotes: footnotes(&mut opened, noted),
        ..properties(&mut opened, PROPERTIES)
    };
    let place = Place {
        origin: opened.origin.clone(),
        name: opened.name,
        options: opened.options,
        nest: opened.nest,
    };
    if let Some(reason) = broken {
        let reason = format!("the document is broken, not read on: {reason}");
        each(Err(skipped(&opened.origin, reason, true)))?;
    }
    document::read(&text, beside, place, "a Word document", each)
}

/// What other programs put into a document as it was, a page or a saved page: each is read as what it is.
fn chunks(mut opened: Opened<'_>, each: Each<'_>) -> ControlFlow<()> {
    const ENDINGS: &[&str] = &[
        ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".rtf", ".txt", ".docx",
    ];
    for at in 0..opened.names.len() {
        let name = opened.names[at].to_lowercase();
        let is_chunk = ENDINGS.iter().any(|ending| name.ends_with(ending));
        if is_chunk && !opened.nest.is_over() {
            opened.member(at, each)?;
        }
    }
    ControlFlow::Continue(())
}

/// The notes that the text refers to. A part that is broken costs its notes and not the text.
fn footnotes(opened: &mut Opened<'_>, noted: Vec<(String, String)>) -> Vec<Footnote> {
    let mut texts: HashMap<String, String> = HashMap::new();
    for (file, holder, reference) in NOTES {
        if !noted.is_empty()
            && opened.has(file)
            && let Ok(xml) = opened.text_of(file)
        {
            texts.extend(notes_of(&xml, holder, reference));
        }
    }
    let found = noted.into_iter().filter_map(|(called, of)| {
        let text = texts.remove(&called)?;
        Some(Footnote { of, text })
    });
    found.collect()
}

/// Each note, by what the text calls it.
fn notes_of(xml: &str, holder: &str, reference: &str) -> Vec<(String, String)> {
    let mut notes = Vec::new();
    let mut rest = xml;
    let (start, end) = (format!("<{holder} "), format!("</{holder}>"));
    while let Some(from) = rest.find(&start) {
        let Some(to) = rest[from..].find(&end) else {
            break;
        };
        let note = &rest[from..from + to + end.len()];
        rest = &rest[from + to + end.len()..];
        let mut id = None;
        let _ = walk(note, &mut |part| match part {
            Part::Open(element) if element.name == *holder => {
                id = element.get("w:id").map(str::to_string);
            }
            _ => {}
        });
        if let Some(id) = id {
            let text = text_of(note).0.trim().replace("\n\n", " ");
            notes.push((called(reference, &id), text));
        }
    }
    notes
}

/// What a note is called by the element that refers to it.
fn called(reference: &str, id: &str) -> String {
    format!("{reference} {id}")
}

/// The text, the notes that it refers to with their paragraphs, and what is broken in it.
fn text_of(xml: &str) -> (String, Vec<(String, String)>, Option<String>) {
    let mut paragraphs = Paragraphs::default();
    let mut unseen = 0_usize;
    let (mut in_text, mut is_hidden, mut is_raised) = (false, false, false);
    let broken = walk(xml, &mut |part| match part {
        Part::Open(element) => match element.name.as_str() {
            name if UNSEEN.contains(&name) => unseen += 1,
            "w:p" => paragraphs.open(),
            "w:r" => (is_hidden, is_raised) = (false, false),
            "w:vertAlign" => is_raised = element.get("w:val") == Some("superscript"),
            "w:vanish" => is_hidden = !matches!(element.get("w:val"), Some("0" | "false" | "off")),
            "w:t" => in_text = true,
            "w:br" | "w:cr" if unseen == 0 => paragraphs.push("\n"),
            "w:tab" | "w:ptab" if unseen == 0 => paragraphs.push(" "),
            "w:noBreakHyphen" if unseen == 0 => paragraphs.push("-"),
            name if unseen == 0 && NOTES.iter().any(|(.., reference)| *reference == name) => {
                paragraphs.note(called(name, element.get("w:id").unwrap_or("")));
            }
            _ => {}
        },
        Part::Text(text) if in_text && unseen == 0 && !is_hidden => match is_raised {
            true => paragraphs.push(&raised(text)),
            false => paragraphs.push(text),
        },
        Part::Text(_) => {}
        Part::Close(name) => match name {
            name if UNSEEN.contains(&name) => unseen = unseen.saturating_sub(1),
            "w:p" => paragraphs.close(),
            "w:r" => (is_hidden, is_raised) = (false, false),
            "w:t" => in_text = false,
            _ => {}
        },
    });
    let (text, noted) = paragraphs.told();
    (text, noted, broken.err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_not_read() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Rain </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>\
                   <w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>fell</w:t><w:br/><w:t>all day.</w:t></w:r></w:p>\
                   <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A &amp; B</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        assert_eq!(
            text_of(xml),
            ("Rain fell\nall day.\n\nA & B\n\n".into(), Vec::new(), None)
        );
        let raised = "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t> crowns</w:t></w:r></w:p>";
        assert_eq!(text_of(raised).0, "10⁶ crowns\n\n");
        let (text, _, broken) = text_of("<w:p><w:t>Rain");
        assert!(text.starts_with("Rain"), "{text} {broken:?}");
    }

    #[test]
    fn notes_are_known_by_their_paragraph() {
        let text = "<w:p><w:r><w:t>Rain</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t> fell.</w:t></w:r></w:p>\
                    <w:p><w:del><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del></w:p>";
        assert_eq!(
            text_of(text).1,
            [(called("w:footnoteReference", "2"), "Rain fell.".to_string())]
        );
        let notes = "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t>9 mm</w:t></w:r></w:p>\
                     <w:p><w:r><w:t>by noon</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let (_, holder, reference) = NOTES[0];
        let notes: HashMap<String, String> =
            notes_of(notes, holder, reference).into_iter().collect();
        assert_eq!(notes[&called(reference, "2")], "9 mm by noon");
    }
}
