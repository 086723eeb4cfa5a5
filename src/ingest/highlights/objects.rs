//! Marked passages as JSON: what the interfaces of Hypothesis and Readwise give, and the annotations in an export of Wallabag.

use serde_json::Value;

use crate::model::Highlight;

use super::{names, tags};

/// What is said of a file of no program that is known.
pub const UNKNOWN: &str = "is no export with marked passages of Readwise, Hypothesis, Omnivore, Raindrop, Instapaper or Wallabag";

/// # Errors
/// The text is broken, or of no service that keeps passages.
pub fn highlights(text: &str) -> Result<Vec<Highlight>, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| format!("broken JSON: {error}"))?;
    let rows = ["rows", "results", "highlights", "annotations"]
        .iter()
        .find_map(|name| value.get(name));
    let rows = rows.unwrap_or(&value).as_array().ok_or(UNKNOWN)?;
    let mut found = Vec::new();
    for row in rows {
        if row.get("target").is_some() && row.get("uri").is_some() {
            found.push(hypothesis(row));
        } else if row.get("annotations").is_some() && row.get("url").is_some() {
            found.extend(wallabag(row));
        } else if row.get("highlights").is_some() && row.get("title").is_some() {
            found.extend(readwise(row));
        } else if row.get("is_archived").is_none() {
            return Err(UNKNOWN.into());
        }
    }
    Ok(found)
}

fn text(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(list)) => list.first().and_then(Value::as_str).unwrap_or("").into(),
        _ => String::new(),
    }
}

/// Words, or objects with a name.
fn words(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array);
    let name = |one: &Value| match one {
        Value::String(word) => word.clone(),
        other => ["name", "label"]
            .iter()
            .find_map(|field| other.get(field)?.as_str())
            .unwrap_or("")
            .to_string(),
    };
    match value {
        Some(Value::String(all)) => tags(all),
        _ => list
            .map(|list| list.iter().map(name).collect())
            .unwrap_or_default(),
    }
}

/// An annotation of the W3C's model, in the form of Hypothesis.
fn hypothesis(row: &Value) -> Highlight {
    let targets = row.get("target").and_then(Value::as_array);
    let mut selectors = targets
        .into_iter()
        .flatten()
        .filter_map(|target| target.get("selector")?.as_array())
        .flatten();
    let quote = selectors.find(|selector| text(selector, "type") == "TextQuoteSelector");
    let part = |name: &str| quote.map(|quote| text(quote, name)).unwrap_or_default();
    let document = row.get("document");
    Highlight {
        quote: part("exact"),
        prefix: part("prefix"),
        suffix: part("suffix"),
        note: text(row, "text"),
        tags: words(row.get("tags")),
        title: document
            .map(|document| text(document, "title"))
            .unwrap_or_default(),
        url: Some(text(row, "uri")),
        created: text(row, "created"),
        service: "Hypothesis",
        ..Highlight::default()
    }
}

fn wallabag(row: &Value) -> Vec<Highlight> {
    let marked = row.get("annotations").and_then(Value::as_array);
    let of = |one: &Value| Highlight {
        quote: text(one, "quote"),
        note: text(one, "text"),
        tags: words(row.get("tags")),
        title: text(row, "title"),
        authors: words(row.get("published_by")),
        url: Some(text(row, "url")),
        created: text(one, "created_at"),
        service: "Wallabag",
        ..Highlight::default()
    };
    marked.into_iter().flatten().map(of).collect()
}

fn readwise(row: &Value) -> Vec<Highlight> {
    let marked = row.get("highlights").and_then(Value::as_array);
    let of = |one: &Value| Highlight {
        quote: text(one, "text"),
        note: text(one, "note"),
        tags: words(one.get("tags")),
        title: text(row, "title"),
        authors: names(&text(row, "author")),
        url: ["source_url", "url"]
            .iter()
            .map(|name| text(row, name))
            .find(|url| !url.is_empty()),
        created: text(one, "highlighted_at"),
        service: "Readwise",
        ..Highlight::default()
    };
    marked.into_iter().flatten().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_around_a_passage_comes_along() {
        let found = highlights(
            r#"{"total": 1, "rows": [{"uri": "https://alpha.example/bridge", "created": "2025-12-20T08:00:00+00:00", "text": "why?", "tags": ["river"], "document": {"title": ["Town closes its bridge"]},
            "target": [{"source": "https://alpha.example/bridge", "selector": [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": "the old bridge", "prefix": "to close ", "suffix": " for the"}]}]}]}"#,
        )
        .unwrap();
        let one = &found[0];
        assert_eq!(
            (one.quote.as_str(), one.prefix.as_str(), one.suffix.as_str()),
            ("the old bridge", "to close ", " for the")
        );
        assert_eq!(
            (one.title.as_str(), one.note.as_str()),
            ("Town closes its bridge", "why?")
        );
    }

    #[test]
    fn what_the_client_itself_exports_is_read() {
        let found = highlights(
            r#"{"export_date": "2025-12-21T10:00:00Z", "export_userid": "acct:jo@h.example", "client_version": "1.1", "annotations": [{"uri": "https://alpha.example/bridge", "text": "why?", "tags": [],
            "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "the old bridge"}]}]}]}"#,
        )
        .unwrap();
        assert_eq!(
            (found.len(), found[0].quote.as_str()),
            (1, "the old bridge")
        );
    }

    #[test]
    fn what_is_of_another_program_is_refused() {
        for text in ["{\"a\": 1}", "[{\"title\": \"One\"}]", "[3]", "{"] {
            assert!(highlights(text).is_err(), "{text}");
        }
    }
}
