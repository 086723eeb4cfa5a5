//! Sentences of a body, never reaching over a paragraph.

use crate::model::Span;

/// The sentences of each paragraph, as byte ranges into `body`, trimmed, in order.
///
/// The rules are those of the `sentencex` crate for the language (English where it is unknown).
pub fn sentences(body: &str, paragraphs: &[Span], language: Option<&str>) -> Vec<Span> {
    let mut found = Vec::new();
    for &paragraph in paragraphs {
        let text = paragraph.of(body);
        let mut at = 0;
        for part in sentencex::segment(language.unwrap_or("en"), text) {
            let Some(offset) = text[at..].find(part) else {
                continue;
            };
            let start = at + offset;
            at = start + part.len();
            let trimmed = part.trim();
            if trimmed.is_empty() {
                continue;
            }
            let lead = part.len() - part.trim_start().len();
            let start = paragraph.start + start + lead;
            found.push(Span::new(start, start + trimmed.len()));
        }
    }
    found
}
