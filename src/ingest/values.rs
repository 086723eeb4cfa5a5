//! Values of fields as plain things: a line, a text, a day, people, the name of an outlet.

use std::collections::HashSet;

use serde_json::Value;

use super::byline::people;
use super::clean::clean;
use super::field_names::PLACEHOLDERS;
use super::markup;
use super::signers::is_outlet;
use super::url::host;

/// Whether a text only says that there is none: `null`, `[Removed]`, `ONLY AVAILABLE IN PAID PLANS`.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_end_matches('.');
    text.is_empty() || PLACEHOLDERS.contains(&text.to_lowercase().as_str())
}

/// A value as one line: a string, a number, or the name of an object. What only says that there is nothing is none.
pub fn line_of(value: &Value) -> Option<String> {
    /// What an object is called by.
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "name", "title", "original", "rendered", "value", "text", "#text", "$t", "main", "permalink", "url", "href",
        "domain", "hostname", "uri", "@value", "$date", "$numberLong", "$oid", "_",
    ];
    match value {
        Value::String(text) => Some(text.trim())
            .filter(|text| !is_placeholder(text))
            .map(|text| {
                let shown = || link(text).map(|(shown, _)| shown.to_string());
                linked(text)
                    .or_else(shown)
                    .unwrap_or_else(|| text.to_string())
            }),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => NAMES.iter().find_map(|name| {
            let value = object.get(*name)?;
            let inner = value.is_object() && !name.starts_with('$') && *name != "main";
            if inner { None } else { line_of(value) }
        }),
        Value::Array(values) => values.iter().find_map(|value| match value {
            // YAML reads `[[Jo Doe]]`, a link of notes, as a list in a list.
            Value::Array(inside) if values.len() == 1 && inside.len() == 1 => inside
                .first()
                .filter(|value| value.is_string())
                .and_then(line_of),
            Value::Array(_) => None,
            value => line_of(value),
        }),
        Value::Bool(_) | Value::Null => None,
    }
}

/// The page that a text which is nothing but one link between notes leads to: `[[Jo Doe|J. Doe]]`.
fn linked(text: &str) -> Option<String> {
    let inside = text.strip_prefix("[[")?.strip_suffix("]]")?;
    let target = inside.split('|').next().unwrap_or(inside);
    (!inside.contains("[[")).then(|| {
        target
            .split('#')
            .next()
            .unwrap_or(target)
            .trim()
            .to_string()
    })
}

/// Words and address of a text that is nothing but one link in Markdown: `[Alpha News](https://alpha.example/a)`.
pub fn link(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim().strip_prefix('[')?.strip_suffix(')')?;
    let (words, url) = inside.split_once("](")?;
    let whole = !words.contains(['[', ']']) && !url.contains(['(', ')', ' ']);
    (whole && !words.trim().is_empty()).then_some((words.trim(), url))
}

/// A value as text: a string, the parts of an array as paragraphs, the text of an object.
pub fn text_of(value: &Value) -> Option<String> {
    /// Where objects keep their text.
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "rendered", "text", "content", "body", "value", "paragraphs", "sections", "#text", "$t", "html",
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
        Value::Object(object) => {
            let words = NAMES
                .iter()
                .find_map(|name| object.get(*name).and_then(text_of))?;
            // A section has a heading of its own.
            let heading = object
                .get("headline")
                .filter(|_| object.contains_key("paragraphs"))
                .and_then(text_of);
            [heading, Some(words)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n\n")
        }
        Value::Number(_) | Value::Bool(_) | Value::Null => return None,
    };
    (text.chars().any(char::is_alphabetic) && !is_placeholder(&text)).then_some(text)
}

/// A value that should be a day, as text: a string, a number, or the parts of a moment in UTC (`[2024, 2, 1, 10, 0, 0, …]`,
/// as feed readers give it).
pub fn day_of(value: &Value) -> Option<String> {
    // `{"date-parts": [[2024, 2, 1]]}`, as CSL has it.
    if let Some(parts) = value.get("date-parts").and_then(|parts| parts.get(0)) {
        return day_of(parts);
    }
    // Where it was not taken apart.
    if let Some(raw) = ["raw", "literal"].iter().find_map(|name| value.get(name)) {
        return line_of(raw);
    }
    let parts: Option<Vec<i64>> = value
        .as_array()
        .map(|values| values.iter().filter_map(number_of).collect());
    match parts.as_deref() {
        Some([year, month, day, hour, minute, second, ..]) => Some(format!(
            "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC"
        )),
        Some([year, month, day]) => Some(format!("{year:04}-{month:02}-{day:02}")),
        Some([year, month]) => Some(format!("{year:04}-{month:02}")),
        _ => line_of(value),
    }
}

/// A whole number, also where it is written as text, as Zotero writes years.
fn number_of(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// The people that a value names, and the outlet that stands among them behind a bar: `Jo Doe | Alpha News`.
pub fn authors_of(value: &Value) -> Vec<String> {
    let mut authors: Vec<String> = match value {
        Value::String(text) => written(text),
        Value::Array(values) => values
            .iter()
            .flat_map(|value| match value {
                Value::Array(inside) => inside.iter().flat_map(authors_of).collect(),
                value => authors_of(value),
            })
            .collect(),
        Value::Object(object) => match line_of(value) {
            Some(name) => people(&name),
            None => object
                .get("person")
                .or_else(|| object.get("persons"))
                .map_or_else(|| in_parts(value).into_iter().collect(), authors_of),
        },
        Value::Number(_) | Value::Bool(_) | Value::Null => Vec::new(),
    };
    for author in &mut authors {
        *author = clean(&markup::unescape(author));
    }
    authors.retain(|author| !is_placeholder(author));
    let mut seen = HashSet::new();
    authors.retain(|author| seen.insert(author.clone()));
    authors
}

/// People in a string: a list written into a table, links between notes, an address with a name, names in words.
fn written(text: &str) -> Vec<String> {
    let text = text.trim();
    if is_placeholder(text) {
        return Vec::new();
    }
    if let Ok(Value::Array(values)) = serde_json::from_str(text) {
        return values.iter().flat_map(authors_of).collect();
    }
    if let Some((shown, _)) = link(text) {
        return people(shown);
    }
    if text.contains("[[") {
        let links = text.split("[[").filter_map(|part| part.split_once("]]"));
        let targets = links.map(|(link, _)| link.split(['|', '#']).next().unwrap_or(link).trim());
        return targets
            .filter(|name| !name.is_empty())
            .map(str::to_string)
            .collect();
    }
    // "['Jo Doe', 'Ann Roe']": a list as Python writes it.
    let list = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(list) = list {
        return people(&list.replace(['\'', '"'], ""));
    }
    // "jo@alpha.example (Jo Doe)" and "Jo Doe <jo@alpha.example>": as feeds and mail name people.
    let addressed = text
        .split_once(" (")
        .filter(|(address, _)| address.contains('@') && !address.contains(' '))
        .and_then(|(_, name)| name.strip_suffix(')'));
    let named = text
        .split_once('<')
        .filter(|(_, address)| address.contains('@'))
        .map(|(name, _)| name.trim());
    if let Some(name) = addressed.or(named) {
        return people(name);
    }
    let mut parts = text.split(['|', '·', '•']);
    let first = parts.next().unwrap_or(text);
    let rest: Vec<&str> = parts.filter(|part| !is_outlet(part.trim(), true)).collect();
    let mut found = people(first);
    for part in rest {
        found.extend(people(part));
    }
    found
}

/// A name that is given in parts: `{"firstname": "Jo", "lastname": "Doe"}`.
fn in_parts(value: &Value) -> Option<String> {
    const FIRST: &[&str] = &[
        "firstname",
        "first_name",
        "firstName",
        "givenName",
        "given",
        "first",
    ];
    const LAST: &[&str] = &[
        "lastname",
        "last_name",
        "lastName",
        "familyName",
        "family",
        "last",
    ];
    let part = |names: &[&str]| {
        let mut found = names.iter().filter_map(|name| value.get(*name)?.as_str());
        found
            .next()
            .map(str::trim)
            .filter(|part| !is_placeholder(part))
    };
    match (part(FIRST), part(LAST)) {
        (Some(first), Some(last)) => Some(format!("{first} {last}")),
        (None, Some(name)) | (Some(name), None) => Some(name.to_string()),
        (None, None) => None,
    }
}

/// The name of an outlet; of an address, its host.
pub fn outlet_name(text: &str) -> String {
    host(text).unwrap_or_else(|| {
        clean(&markup::unescape(
            text.strip_prefix("www.")
                .unwrap_or(text)
                .trim_end_matches('/'),
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(json: &str) -> Vec<String> {
        authors_of(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn people_in_every_shape() {
        for json in [
            r#""Jo Doe""#,
            r#""By Jo Doe""#,
            r#""Doe, Jo""#,
            r#""jo@alpha.example (Jo Doe)""#,
            r#""Jo Doe <jo@alpha.example>""#,
            r#""Jo Doe | Alpha News""#,
            r#""[[Jo Doe]]""#,
            r#""[[Jo Doe|J. Doe]]""#,
            r#""[Jo Doe](https://alpha.example/jo)""#,
            r#"[["Jo Doe"]]"#,
            r#"["Jo Doe", null, "null"]"#,
            r#"{"name": "Jo Doe", "uri": "x"}"#,
            r#"{"original": "By Jo Doe", "person": []}"#,
            r#"{"person": [{"firstname": "Jo", "lastname": "Doe"}]}"#,
            r#"[{"first_name": "Jo", "last_name": "Doe"}]"#,
            r#""['Jo Doe']""#,
            r#""[\"Jo Doe\"]""#,
            r#""[\"[[Jo Doe]]\"]""#,
        ] {
            assert_eq!(authors(json), ["Jo Doe"], "{json}");
        }
        for json in [
            r#""Doe, Jo; Roe, Ann""#,
            r#""Doe, Jo and Roe, Ann""#,
            r#""Jo Doe, Ann Roe""#,
            r#""Jo Doe and Ann Roe""#,
            r#""[[Jo Doe]], [[Ann Roe]]""#,
            r#"["[[Jo Doe]]", "[[Ann Roe]]"]"#,
            r#"["Doe, Jo", "Roe, Ann"]"#,
        ] {
            assert_eq!(authors(json), ["Jo Doe", "Ann Roe"], "{json}");
        }
        for json in [
            "null",
            r#""null""#,
            r#""""#,
            r#""https://alpha.example/jo""#,
            r#""Alpha News Staff""#,
        ] {
            assert_eq!(authors(json), Vec::<String>::new(), "{json}");
        }
    }

    #[test]
    fn days_in_parts() {
        let day = |json: &str| day_of(&serde_json::from_str(json).unwrap());
        assert_eq!(
            day("[2024, 2, 1, 10, 0, 0, 3, 32, 0]").as_deref(),
            Some("2024-02-01 10:00:00 UTC")
        );
        for parts in [
            r#"{"date-parts": [[2024, 2, 1]]}"#,
            r#"{"date-parts": [["2024", 2, "1"]]}"#,
            r#"{"raw": "2024-02-01"}"#,
        ] {
            assert_eq!(day(parts).as_deref(), Some("2024-02-01"), "{parts}");
        }
        assert_eq!(
            day(r#"{"$date": "2024-02-01T10:00:00Z"}"#).as_deref(),
            Some("2024-02-01T10:00:00Z")
        );
        assert_eq!(
            day(r#"{"$date": {"$numberLong": "1706781600000"}}"#).as_deref(),
            Some("1706781600000")
        );
    }
}
