//! Documents of Word (DOCX): the running text; what was deleted, hidden, or stands in footnotes and comments is no part of it.

use std::ops::ControlFlow;

use super::super::document::{self, Paragraphs, Place};
use super::super::format::{Each, skipped};
use super::super::raised::raised;
use super::super::xml::{Part, walk};
use super::Opened;

const DOCUMENT: &str = "word/document.xml";

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
    let (text, broken) = text_of(&xml);
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
    document::read(&text, place, "a Word document", each)
}

/// The text, and what is broken in it.
fn text_of(xml: &str) -> (String, Option<String>) {
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
    (paragraphs.text(), broken.err())
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
            ("Rain fell\nall day.\n\nA & B\n\n".into(), None)
        );
        let raised = "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>6</w:t></w:r><w:r><w:t> crowns</w:t></w:r></w:p>";
        assert_eq!(text_of(raised).0, "10⁶ crowns\n\n");
        let (text, broken) = text_of("<w:p><w:t>Rain");
        assert!(text.starts_with("Rain"), "{text} {broken:?}");
    }
}
