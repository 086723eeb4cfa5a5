//! Marked passages in the export of Omnivore: a Markdown file an article, its passages as quotations, beside lists that say which
//! article it is.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use serde_json::Value;
use zip::ZipArchive;

use crate::model::Highlight;

use super::{Marked, names};

/// Largest part that is read, in bytes, and how many parts.
const MOST_BYTES: u64 = 16 << 20;
const MOST_PARTS: usize = 100_000;

/// The passages of an archive; `None` where the bytes are none of Omnivore's.
pub fn highlights(bytes: &[u8]) -> Option<Result<Marked, String>> {
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Some(Err("the archive is broken or cut short".into()));
    };
    let told = archive.file_names().take(MOST_PARTS);
    let names: Vec<String> = told.flatten().map(|name| name.to_string()).collect();
    let is_list =
        |name: &str| name.starts_with("metadata_") && name.strip_suffix(".json").is_some();
    if !names.iter().any(|name| is_list(name)) {
        return Some(Err(super::objects::UNKNOWN.into()));
    }
    let mut facts: HashMap<String, Value> = HashMap::new();
    let mut found = Marked::default();
    let unread = |name: &str| format!("{name} in it cannot be read");
    for name in names.iter().filter(|name| is_list(name)) {
        let text = part(&mut archive, name);
        let list = text.and_then(|text| serde_json::from_str::<Vec<Value>>(&text).ok());
        if list.is_none() {
            found.unread.push(unread(name));
        }
        for record in list.into_iter().flatten() {
            let slug = record
                .get("slug")
                .and_then(Value::as_str)
                .unwrap_or("")
                .to_string();
            facts.insert(slug, record);
        }
    }
    for name in &names {
        let slug = name
            .strip_prefix("highlights/")
            .and_then(|name| name.strip_suffix(".md"));
        let Some(slug) = slug.filter(|slug| !slug.is_empty()) else {
            continue;
        };
        match part(&mut archive, name) {
            Some(text) => found.passages.extend(
                quotations(&text)
                    .into_iter()
                    .map(|one| with(one, facts.get(slug))),
            ),
            None => found.unread.push(unread(name)),
        }
    }
    Some(Ok(found))
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let file = archive.by_name(name).ok()?;
    file.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Each quotation with what stands behind it: a line of tags (`#river #bridge`), and notes.
fn quotations(text: &str) -> Vec<Highlight> {
    let mut found: Vec<Highlight> = Vec::new();
    let mut is_quote = false;
    for line in text.split('\n') {
        let line = line.trim();
        if let Some(words) = line.strip_prefix('>') {
            if !is_quote {
                found.push(Highlight {
                    service: "Omnivore",
                    ..Highlight::default()
                });
            }
            is_quote = true;
            if let Some(last) = found.last_mut() {
                // An empty line parts paragraphs; others are one that was broken.
                let words = words.trim();
                last.quote
                    .push_str(if words.is_empty() { "\n" } else { words });
                last.quote.push(' ');
            }
            continue;
        }
        is_quote = is_quote && !line.is_empty();
        let Some(last) = found.last_mut().filter(|_| !line.is_empty()) else {
            continue;
        };
        is_quote = false;
        let tags: Vec<&str> = line.split(' ').collect();
        match tags
            .iter()
            .all(|tag| tag.len() > 1 && tag.starts_with('#') && !tag.starts_with("##"))
        {
            true => last
                .tags
                .extend(tags.iter().map(|tag| tag[1..].to_string())),
            false => {
                last.note.push_str(line);
                last.note.push('\n');
            }
        }
    }
    found
}

/// A passage with the facts of its article.
fn with(highlight: Highlight, facts: Option<&Value>) -> Highlight {
    let text = |name: &str| {
        facts
            .and_then(|facts| facts.get(name)?.as_str())
            .unwrap_or("")
    };
    let labels = facts.and_then(|facts| facts.get("labels")?.as_array());
    let labels = labels.into_iter().flatten().filter_map(Value::as_str);
    let mut tags = highlight.tags;
    tags.extend(labels.map(str::to_string));
    Highlight {
        title: text("title").to_string(),
        authors: names(text("author")),
        url: Some(text("url").to_string()),
        created: text("savedAt").to_string(),
        tags,
        ..highlight
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_tags_follow_their_quotation() {
        let found =
            quotations("> close the\n> old bridge\n\n#river #piers\n\nwhy?\n\n> two piers\n");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].quote, "close the old bridge ");
        assert_eq!(
            (found[0].tags.join(" "), found[0].note.trim()),
            ("river piers".into(), "why?")
        );
        assert_eq!(found[1].quote, "two piers ");
    }
}
