//! The fields of a record by their usual names: one table for JSON, JSON Lines, CSV and front matter.

use serde_json::{Map, Value};

use crate::model::{DateSource, Draft};

use super::byline::people;
use super::clean::{clean, lines, unwrapped};
use super::date::{Date, date};
use super::day_in_path::date_in_path;
use super::field_names::{
    AUTHORS, DATE, DATE_TEXT, ID, LANGUAGE, LANGUAGES, OUTLET, SUMMARY, TEXT, TITLE, URL, WRAPPERS,
};
use super::format::{finished, skipped};
use super::furniture::{Kind, bare, kind};
use super::markup;
use super::page::{Layout, page};
use super::url::{host, is_web, path};
use super::{Options, Reading};

/// A record: names of fields and their values, in the order of the source.
pub type Record = Map<String, Value>;

/// The record as an article. `origin` is that of the record.
pub fn article(record: &Record, origin: &str, options: &Options) -> Reading {
    let fields = Fields::new(record);
    let mut draft = facts(record, origin);
    let (name, text) = match fields.text(TEXT) {
        Some(found) => found,
        None => match fields.text(SUMMARY) {
            Some(found) => {
                draft.notes.push(format!(
                    "no full text: the body is the field \"{}\"",
                    found.0
                ));
                found
            }
            None => return Err(skipped(origin, "the record has no text", false)),
        },
    };
    if text.len() as u64 > options.max_article_bytes {
        let reason = format!(
            "the text of the record is longer than {} bytes",
            options.max_article_bytes
        );
        return Err(skipped(origin, reason, true));
    }
    let text = match name.contains("html") || markup::is_markup(&text) {
        true => markup::text(&text, markup::Part::All),
        false if text.contains("&#") || text.contains("&quot;") || text.contains("&amp;") => {
            markup::unescape(&text)
        }
        false => text,
    };
    let lines = unwrapped(lines(&text));
    let shown: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    let page = page(lines, Layout::Extracted, draft.title.as_deref());
    if shown.len() <= FEW_LINES && !shown.iter().any(|line| is_around(line)) {
        // So few lines are no copy of a page: what stands in the field is the article.
        draft.paragraphs = without_title(shown, draft.title.as_deref());
    } else {
        draft.paragraphs = page.paragraphs;
        draft.asides = page.asides;
        draft.notes.extend(page.notes);
    }
    draft.outlet = draft
        .outlet
        .or(page.outlet)
        .or_else(|| draft.url.as_deref().and_then(host));
    if draft.authors.is_empty() {
        draft.authors = page.authors;
    }
    draft.published = draft.published.or(page.published);
    finished(draft)
}

/// Lines of a text of which none is left out unless it is known to stand around articles.
const FEW_LINES: usize = 12;

/// Buttons, credits, notices: never the words of the article.
fn is_around(line: &str) -> bool {
    !matches!(kind(line), Kind::Prose | Kind::Unknown)
}

/// The paragraphs without the headline on top of them.
fn without_title(mut paragraphs: Vec<String>, title: Option<&str>) -> Vec<String> {
    let is_repeated = |first: &String| title.is_some_and(|title| bare(title) == bare(first));
    if paragraphs.len() > 1 && paragraphs.first().is_some_and(is_repeated) {
        paragraphs.remove(0);
    }
    paragraphs
}

/// What the record says about the article, all but its text. The outlet is what a field names, not the URL's host.
pub fn facts(record: &Record, origin: &str) -> Draft {
    let fields = Fields::new(record);
    let mut draft = Draft {
        origin: origin.to_string(),
        title: fields
            .line(TITLE)
            .map(|title| {
                if markup::is_markup(&title) {
                    clean(&markup::text(&title, markup::Part::All))
                } else {
                    clean(&markup::unescape(&title))
                }
            })
            .filter(|title| !title.is_empty()),
        url: fields.all(URL).filter_map(line_of).find(|url| is_web(url)),
        language: fields
            .line(LANGUAGE)
            .and_then(|language| primary_language(&language)),
        ..Draft::default()
    };
    draft.outlet = fields
        .all(OUTLET)
        .filter_map(line_of)
        .map(|outlet| outlet_name(&outlet))
        .find(|outlet| outlet.chars().any(char::is_alphabetic));
    draft.authors = fields
        .all(AUTHORS)
        .map(authors_of)
        .find(|authors| !authors.is_empty())
        .unwrap_or_default();
    let mut unread = None;
    let dates = fields.all(DATE);
    let dates = dates.chain(fields.all(DATE_TEXT).filter(|value| value.is_string()));
    for text in dates.filter_map(line_of) {
        match date(&text, DateSource::Field) {
            Date::Unreadable if unread.is_some() => {}
            read => {
                let (published, note) = read.with_note(&text);
                let found = published.is_some();
                draft.published = published;
                unread = note;
                if found {
                    break;
                }
            }
        }
    }
    draft.notes.extend(unread);
    if draft.published.is_none() {
        draft.published = draft
            .url
            .as_deref()
            .and_then(|url| date_in_path(path(url), DateSource::Url));
    }
    draft
}

/// The record's own name for itself.
pub fn id(record: &Record) -> Option<String> {
    Fields::new(record)
        .line(ID)
        .map(|id| clean(&id))
        .filter(|id| !id.is_empty())
}

/// Whether a record holds any field that could be the text of an article.
pub fn has_text(record: &Record) -> bool {
    let fields = Fields::new(record);
    fields.text(TEXT).or_else(|| fields.text(SUMMARY)).is_some()
}

/// Whether a field of this name could hold the text of an article.
pub fn is_text_name(name: &str) -> bool {
    let name = plain(name);
    TEXT.contains(&name.as_str()) || SUMMARY.contains(&name.as_str())
}

/// `en` of `en-US`, `eng`, `English`; lower case. `None` where it is no language tag.
pub fn primary_language(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    if let Some((_, tag)) = LANGUAGES.iter().find(|(name, _)| *name == lower) {
        return Some((*tag).to_string());
    }
    let primary = lower.split(['-', '_', ',', ';', ' ']).next()?;
    let tag = LANGUAGES
        .iter()
        .find(|(name, _)| *name == primary)
        .map_or(primary, |(_, tag)| tag);
    ((2..=3).contains(&tag.len())
        && tag.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(tag, "und" | "mul" | "zxx"))
    .then(|| tag.to_string())
}

/// The fields of a record under their plain names, those of an object inside after its own.
struct Fields<'a> {
    fields: Vec<(String, &'a Value)>,
}

impl<'a> Fields<'a> {
    fn new(record: &'a Record) -> Self {
        let own = record.iter().map(|(name, value)| (plain(name), value));
        let inside = record
            .iter()
            .filter(|(name, _)| WRAPPERS.contains(&plain(name).as_str()))
            .filter_map(|(name, value)| Some((name, value.as_object()?)));
        // `{"source": {"name": …}}` names the outlet: only its larger namesake `_source` wraps a record.
        let inside = inside.filter(|(name, _)| plain(name) != "source" || name.starts_with('_'));
        let inside = inside
            .flat_map(|(_, object)| object.iter())
            .map(|(name, value)| (plain(name), value));
        Fields {
            fields: own.chain(inside).collect(),
        }
    }

    /// Values of the fields that bear one of the names, by the order of the names.
    fn all<'n>(&'n self, names: &'n [&str]) -> impl Iterator<Item = &'a Value> + 'n {
        names.iter().flat_map(|name| {
            self.fields
                .iter()
                .filter(move |(field, _)| field == name)
                .map(|(_, value)| *value)
        })
    }

    fn line(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(line_of)
    }

    /// The first field of the names that holds text, with its plain name.
    fn text(&self, names: &[&str]) -> Option<(String, String)> {
        names.iter().find_map(|name| {
            let mut values = self.fields.iter().filter(|(field, _)| field == name);
            values.find_map(|(field, value)| Some((field.clone(), text_of(value)?)))
        })
    }
}

/// In lower case, letters and digits only.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A value as one line: a string, a number, or the name of an object.
fn line_of(value: &Value) -> Option<String> {
    /// What an object is called by.
    const NAMES: &[&str] = &[
        "name",
        "title",
        "rendered",
        "value",
        "text",
        "#text",
        "$t",
        "main",
        "url",
        "@value",
        "_",
        "$date",
        "$numberLong",
    ];
    match value {
        Value::String(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => NAMES.iter().find_map(|name| {
            // An object in an object is something else, save what a database wraps around a date.
            object
                .get(*name)
                .filter(|value| !value.is_object() || *name == "$date")
                .and_then(line_of)
        }),
        Value::Array(values) => values.iter().find_map(|value| {
            if value.is_array() {
                None
            } else {
                line_of(value)
            }
        }),
        Value::Bool(_) | Value::Null => None,
    }
}

/// A value as text: a string, the parts of an array as paragraphs, the text of an object.
fn text_of(value: &Value) -> Option<String> {
    /// Where objects keep their text.
    const NAMES: &[&str] = &[
        "rendered",
        "text",
        "content",
        "body",
        "value",
        "paragraphs",
        "#text",
        "$t",
        "html",
    ];
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let parts: Vec<String> = values
                .iter()
                .filter(|value| !value.is_array())
                .filter_map(text_of)
                .collect();
            parts.join("\n\n")
        }
        Value::Object(object) => NAMES
            .iter()
            .find_map(|name| object.get(*name).and_then(text_of))?,
        Value::Number(_) | Value::Bool(_) | Value::Null => return None,
    };
    text.chars().any(char::is_alphabetic).then_some(text)
}

fn authors_of(value: &Value) -> Vec<String> {
    let mut authors: Vec<String> = match value {
        Value::String(text) => {
            // "['Jo Doe', 'Ann Roe']": a list that was written into a table.
            let list = text
                .trim()
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'));
            list.map_or_else(
                || people(text),
                |list| people(&list.replace(['\'', '"'], "")),
            )
        }
        Value::Array(values) => values
            .iter()
            .filter_map(line_of)
            .flat_map(|name| people(&name))
            .collect(),
        Value::Object(_) => line_of(value).map(|name| people(&name)).unwrap_or_default(),
        Value::Number(_) | Value::Bool(_) | Value::Null => Vec::new(),
    };
    authors
        .iter_mut()
        .for_each(|author| *author = clean(&markup::unescape(author)));
    authors.retain(|author| !author.is_empty());
    authors
}

/// The name of an outlet; of an address, its host.
fn outlet_name(text: &str) -> String {
    host(text).unwrap_or_else(|| {
        clean(
            text.strip_prefix("www.")
                .unwrap_or(text)
                .trim_end_matches('/'),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Reading {
        let record: Record = serde_json::from_str(json).unwrap();
        article(&record, "file#1", &Options::default())
    }

    #[test]
    fn usual_names_are_known_in_any_case() {
        let draft = read(r#"{"Headline": "Bridge &amp; river", "BODY": "The bridge is closed for the winter.", "publishedAt": "2025-12-13",
            "source": {"id": null, "name": "Alpha Wire"}, "link": "https://alpha.example/a", "author": [{"name": "Jo Doe"}], "lang": "en-GB"}"#).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Bridge & river"));
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Wire"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert_eq!(draft.language.as_deref(), Some("en"));
        assert_eq!(
            draft.published.map(|p| p.at),
            Some("2025-12-13T00:00:00Z".into())
        );
        assert_eq!(draft.paragraphs, ["The bridge is closed for the winter."]);
    }

    #[test]
    fn nested_records_and_html_bodies() {
        let draft = read(r#"{"webTitle": "One", "webUrl": "https://www.beta.example/2025/12/13/x", "fields": {"bodyText": "<p>Rain fell on the town.</p><p>More is due.</p>"}}"#).unwrap();
        assert_eq!(draft.paragraphs, ["Rain fell on the town.", "More is due."]);
        assert_eq!(draft.outlet.as_deref(), Some("beta.example"));
        assert_eq!(draft.published.map(|p| p.from), Some(DateSource::Url));
        let wordpress = read(r#"{"title": {"rendered": "Two"}, "content": {"rendered": "<p>Snow fell.</p><p>It melted.</p>"}}"#).unwrap();
        assert_eq!(
            (wordpress.title.as_deref(), wordpress.paragraphs.len()),
            (Some("Two"), 2)
        );
    }

    #[test]
    fn no_text_is_skipped_and_a_summary_is_told() {
        assert!(read(r#"{"title": "One"}"#).is_err_and(|skipped| !skipped.failed));
        let draft =
            read(r#"{"title": "One", "description": "Rain fell on the town all day."}"#).unwrap();
        assert!(draft.notes[0].contains("description"));
    }

    #[test]
    fn lists_in_tables_and_bad_dates() {
        let draft = read(r#"{"text": "Rain fell on the town.", "authors": "['Jo Doe', 'Ann Roe']", "date": "0001-01-01", "source": "https://www.gamma.example/"}"#).unwrap();
        assert_eq!(draft.authors, ["Jo Doe", "Ann Roe"]);
        assert_eq!(draft.published, None);
        assert!(draft.notes[0].contains("sense"));
        assert_eq!(draft.outlet.as_deref(), Some("gamma.example"));
    }

    #[test]
    fn short_lines_of_a_text_field_stay() {
        let draft = read(r#"{"Titel": "Regen", "Text": "Regen fiel auf die Stadt.\nMehr kommt\nRegen im Mai", "Quelle": "Alpha Bote", "Datum": "2025-12-13", "Autor": "Jo Doe"}"#).unwrap();
        assert_eq!(
            draft.paragraphs,
            ["Regen fiel auf die Stadt.", "Mehr kommt", "Regen im Mai"]
        );
        assert_eq!(draft.title.as_deref(), Some("Regen"));
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Bote"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert!(draft.published.is_some());
        let other = read(r#"{"título": "Lluvia", "contenido": "Llovió sobre la ciudad todo el día.", "media_name": "Alpha"}"#).unwrap();
        assert_eq!(other.outlet.as_deref(), Some("Alpha"));
    }

    #[test]
    fn languages_by_tag_code_and_name() {
        for (text, want) in [
            ("en-US", Some("en")),
            ("English", Some("en")),
            ("amh", Some("am")),
            ("und", None),
            ("x", None),
            ("pcm", Some("pcm")),
        ] {
            assert_eq!(primary_language(text).as_deref(), want);
        }
    }
}
