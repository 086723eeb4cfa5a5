//! Integrum: an element a document, its facts in a table under codes of two letters (`^ИС:` the outlet, `^ДТ:` the day, `^ЗГ:` the
//! headline), its text as it was typed, with words that were searched for in elements of their own.

use dom_query::{Document as Page, NodeRef, Selection};

use super::super::clean::{Line, clean, lines, unwrapped};
use super::{Document, Export, Field};

/// Codes and what they say.
const CODES: &[(&str, Field)] = &[
    ("ИС", Field::Outlet),
    ("РБ", Field::Code),
    ("НР", Field::Code),
    ("ДТ", Field::Day),
    ("АВ", Field::Author),
    ("ЗГ", Field::Title),
];

pub fn owns(text: &str) -> bool {
    text.contains("^ИС") && (text.contains("^ЗГ") || text.contains("^ДТ"))
}

pub fn documents(text: &str) -> Export {
    let page = Page::from(text);
    let texts = page.select("pre");
    let texts = texts.nodes();
    Export {
        documents: texts
            .iter()
            .enumerate()
            .filter_map(|(at, text)| document(text, at + 1))
            .collect(),
        announced: Some(texts.len()),
    }
}

/// The document whose text it is; its facts stand in the same element, before it.
fn document(text: &NodeRef, number: usize) -> Option<Document> {
    let holder = text.parent()?;
    let facts = Selection::from(holder).select("td");
    let facts: Vec<String> = facts
        .nodes()
        .iter()
        .map(|cell| cell.text().to_string())
        .collect();
    let mut document = Document {
        number: Some(number),
        language: Some("ru".into()),
        ..Document::default()
    };
    let mut told: Vec<(Field, String)> = Vec::new();
    for line in facts.iter().flat_map(|cell| cell.split('\n')) {
        match code(line.trim()) {
            Some((field, value)) => told.push((field, value.to_string())),
            None => {
                if let Some((_, value)) = told.last_mut() {
                    value.push(' ');
                    value.push_str(line);
                }
            }
        }
    }
    for (field, value) in told {
        document.take(field, &clean(&value));
    }
    document.body = paragraphs(&text.text());
    document.is_told().then_some(document)
}

/// A line that begins with a code: what it says, and what stands behind it.
fn code(line: &str) -> Option<(Field, &str)> {
    let rest = line.strip_prefix('^')?;
    let end = rest
        .char_indices()
        .nth(2)
        .map_or(rest.len(), |(end, _)| end);
    let (name, value) = rest.split_at(end);
    let (_, field) = CODES.iter().find(|(code, _)| *code == name)?;
    Some((*field, value.trim_start_matches(':').trim()))
}

/// An indented line begins a paragraph; where none is, lines are put together as those of any text that was wrapped.
fn paragraphs(text: &str) -> Vec<String> {
    let lines = lines(text);
    if !lines.iter().skip(1).any(|line| line.indented) {
        return unwrapped(lines).into_iter().map(|line| line.text).collect();
    }
    let mut found: Vec<String> = Vec::new();
    for Line {
        text,
        apart,
        indented,
    } in lines
    {
        match found.last_mut().filter(|_| !apart && !indented) {
            Some(last) => {
                last.push(' ');
                last.push_str(&text);
            }
            None => found.push(text),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_with_their_values() {
        assert_eq!(code("^ИС: Вестник"), Some((Field::Outlet, "Вестник")));
        assert_eq!(code("^ДТ:"), Some((Field::Day, "")));
        assert_eq!(code("^ЯЯ: 1"), None);
        assert_eq!(code("ИС: Вестник"), None);
    }

    #[test]
    fn indented_lines_begin_paragraphs() {
        let text = "   Дождь шёл\nвесь день.\n   Река поднялась.\n";
        assert_eq!(
            paragraphs(text),
            ["Дождь шёл весь день.", "Река поднялась."]
        );
    }
}
