//! Marked passages in tables: a row a passage (Readwise, Hypothesis, Instapaper), or a row an article with its passages in a field
//! (Raindrop).

use std::collections::HashMap;

use crate::model::Highlight;

use super::super::record::plain;
use super::super::services::service;
use super::{Marked, names, tags};

/// A row by the plain names of its columns.
type Row<'a> = HashMap<String, &'a str>;

/// # Errors
/// The text is no table of a service that keeps passages.
pub fn highlights(text: &str) -> Result<Marked, String> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| format!("is no table: {error}"))?
        .clone();
    let columns: Vec<String> = header.iter().map(plain).collect();
    let known = service(header.iter());
    let of: fn(&Row<'_>) -> Vec<Highlight> = match known.map(|service| service.name) {
        Some("Readwise") => readwise,
        Some("Hypothesis") => hypothesis,
        Some("Instapaper") => instapaper,
        Some("Raindrop") => raindrop,
        Some(name) => return Err(format!("the exports of {name} hold no marked passages")),
        None => return Err(super::objects::UNKNOWN.into()),
    };
    let mut found = Marked::default();
    let is_open = ends_open(text);
    let mut rows = reader.records().peekable();
    while let Some(row) = rows.next() {
        let row = row.map_err(|error| format!("broken: {error}"))?;
        if rows.peek().is_none() && row.len() < columns.len() {
            found.unread.push(format!(
                "the file is cut short: its last row has {} of {} columns and is left out; export it again",
                row.len(),
                columns.len()
            ));
            break;
        }
        if rows.peek().is_none() && is_open {
            found.unread.push(
                "the file is cut short: its last row ends within quotation marks and is left out; export it again".into(),
            );
            break;
        }
        let row: Row<'_> = columns.iter().cloned().zip(row.iter()).collect();
        found.passages.extend(of(&row));
    }
    Ok(found)
}

/// Whether a table ends within quotation marks, which only one that is cut does.
fn ends_open(text: &str) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum In {
        Start,
        Field,
        Marks,
        /// Behind a mark within marks: it ends them, or is the first of two that stand for one.
        Mark,
    }
    let mut at = In::Start;
    for byte in text.bytes() {
        at = match (at, byte) {
            (In::Start | In::Mark, b'"') => In::Marks,
            (In::Marks, b'"') => In::Mark,
            (In::Marks, _) => In::Marks,
            (_, b',' | b'\n' | b'\r') => In::Start,
            _ => In::Field,
        };
    }
    at == In::Marks
}

fn cell(row: &Row<'_>, name: &str) -> String {
    row.get(name).copied().unwrap_or_default().to_string()
}

fn readwise(row: &Row<'_>) -> Vec<Highlight> {
    let all = format!("{},{}", cell(row, "tags"), cell(row, "documenttags"));
    let address = ["url", "sourceurl", "highlighturl"];
    vec![Highlight {
        quote: cell(row, "highlight"),
        note: cell(row, "note"),
        tags: tags(&all),
        title: cell(row, "booktitle"),
        authors: names(&cell(row, "bookauthor")),
        url: address
            .iter()
            .find_map(|name| row.get(*name))
            .map(|url| (*url).to_string()),
        created: cell(row, "highlightedat"),
        service: "Readwise",
        ..Highlight::default()
    }]
}

fn hypothesis(row: &Row<'_>) -> Vec<Highlight> {
    vec![Highlight {
        // The client calls it otherwise than the site.
        quote: [cell(row, "quote"), cell(row, "quotedescription")].concat(),
        note: cell(row, "comment"),
        tags: tags(&cell(row, "tags")),
        title: cell(row, "page"),
        url: Some(cell(row, "url")),
        created: cell(row, "createdat"),
        service: "Hypothesis",
        ..Highlight::default()
    }]
}

/// What was selected of an article when it was saved.
fn instapaper(row: &Row<'_>) -> Vec<Highlight> {
    vec![Highlight {
        quote: cell(row, "selection"),
        tags: tags(&cell(row, "tags")),
        title: cell(row, "title"),
        url: Some(cell(row, "url")),
        created: cell(row, "timestamp"),
        service: "Instapaper",
        ..Highlight::default()
    }]
}

/// `Highlight:the words`, and below it what the reader said of them: `Note:…`.
fn raindrop(row: &Row<'_>) -> Vec<Highlight> {
    let mut found: Vec<Highlight> = Vec::new();
    let mut is_note = false;
    let all = cell(row, "highlights");
    for line in all.split('\n') {
        let line = line.trim();
        if let Some(quote) = line.strip_prefix("Highlight:") {
            is_note = false;
            found.push(Highlight {
                quote: quote.trim().to_string(),
                tags: tags(&cell(row, "tags")),
                title: cell(row, "title"),
                url: Some(cell(row, "url")),
                created: cell(row, "created"),
                service: "Raindrop",
                ..Highlight::default()
            });
            continue;
        }
        let note = line.strip_prefix("Note:");
        is_note |= note.is_some();
        if let Some(last) = found.last_mut() {
            let text = if is_note {
                &mut last.note
            } else {
                &mut last.quote
            };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(note.unwrap_or(line).trim());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_of_hypothesis_are_read() {
        for header in [
            "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags",
            "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags",
        ] {
            let text = format!(
                "{header}\n2025-12-20 08:00,jo,Bridge,https://a.example/b,Public,Annotation,the old bridge,why?,river\n"
            );
            let found = highlights(&text).unwrap().passages;
            assert_eq!(
                (found.len(), found[0].quote.as_str(), found[0].note.as_str()),
                (1, "the old bridge", "why?"),
                "{header}"
            );
        }
    }

    #[test]
    fn a_row_of_raindrop_may_hold_several_passages() {
        let text = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n1,Bridge,,,https://a.example/b,Unsorted,\"river, bridge\",2025-12-20T08:00:00.000Z,,\"Highlight:the old bridge\nNote:why?\nand when?\n\nHighlight:two piers\",false\n";
        let found = highlights(text).unwrap().passages;
        let said: Vec<(&str, &str)> = found
            .iter()
            .map(|one| (one.quote.as_str(), one.note.trim()))
            .collect();
        assert_eq!(
            said,
            [("the old bridge", "why?\nand when?"), ("two piers", "")]
        );
        assert_eq!(found[0].tags, ["river", "bridge"]);
    }

    #[test]
    fn a_row_that_is_cut_is_left_out_and_told() {
        let whole = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n\
                     the old bridge,Bridge,Ann Brook,,,,,order,0,2025-12-20 08:00:00+00:00,\n\
                     \"two piers, one of which\",Bridge,Ann Brook,,,,,order,0,2025-12-20 08:00:00+00:00,\n";
        let found = highlights(whole).unwrap();
        assert_eq!((found.passages.len(), found.unread.len()), (2, 0));
        for end in ["pier", "which\",Bri", "order,0"] {
            let (second, _) = whole.match_indices('\n').nth(1).unwrap();
            let at = second + whole[second..].find(end).unwrap() + end.len();
            let found = highlights(&whole[..at]).unwrap();
            let quotes: Vec<&str> = found
                .passages
                .iter()
                .map(|one| one.quote.as_str())
                .collect();
            assert_eq!(quotes, ["the old bridge"], "{end}");
            assert!(found.unread[0].contains("cut short"), "{:?}", found.unread);
        }
    }

    #[test]
    fn a_row_that_is_cut_within_its_last_column_is_left_out_and_told() {
        let head = "Book Title,Highlight\nBridge,the old bridge\n";
        let cut = format!("{head}Bridge,\"two \"\"old\"\" piers, one of");
        // The service is told by its own columns.
        let cut = cut.replacen(
            "Book Title,Highlight",
            "Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags,Highlight",
            1,
        );
        let cut = cut.replace(
            "\nBridge,",
            "\nBridge,Ann Brook,,,,,order,0,2025-12-20 08:00:00+00:00,,",
        );
        for (end, expected) in [("", 1), ("\"", 2), ("\"\"", 1), ("\"\n", 2)] {
            let found = highlights(&format!("{cut}{end}")).unwrap();
            assert_eq!(found.passages.len(), expected, "{end:?}");
            assert_eq!(found.unread.len(), 2 - expected, "{end:?}");
        }
        // A mark within a field is a letter.
        let inches = cut.replace("\"two \"\"old\"\" piers, one of", "a 5\" pipe");
        assert_eq!(highlights(&inches).unwrap().passages.len(), 2);
    }

    #[test]
    fn other_tables_are_refused() {
        let refused =
            highlights("title,url,time_added,tags,status\nOne,https://a.example,1,,unread\n");
        assert_eq!(
            refused.unwrap_err(),
            "the exports of Pocket hold no marked passages"
        );
        assert!(highlights("a,b\n1,2\n").is_err());
    }
}
