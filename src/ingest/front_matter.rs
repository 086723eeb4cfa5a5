//! Front matter: facts in YAML, TOML or JSON above a text in Markdown, or in pandoc's lines that begin with `%`; tested by what [`markdown`](super::markdown) makes of it.

use serde_json::Value;

use super::clean::clean;
use super::fields::Record;

/// Longest front matter, in bytes.
const FRONT_MATTER_BYTES: usize = 256 * 1024;

/// The front matter as a record, what is wrong with it, and the text after it.
pub fn split(text: &str) -> (Record, Option<String>, &str) {
    if let Some((front, body)) = front_matter(text, "---") {
        match serde_saphyr::from_str::<Value>(front) {
            Ok(Value::Object(record)) => (record, None, body),
            Ok(_) => (Record::new(), None, text),
            // Clippers write what YAML does not allow: `title: Ferry: union rejects offer`.
            Err(error) => match by_line(front) {
                Some(record) => (record, None, body),
                None => (Record::new(), Some(problem(&error.to_string())), body),
            },
        }
    } else if let Some((front, body)) = front_matter(text, "+++") {
        match front.parse::<toml::Table>() {
            Ok(table) => (fields(from_toml(toml::Value::Table(table))), None, body),
            Err(error) => (Record::new(), Some(problem(error.message())), body),
        }
    } else if let Some((front, body)) = front_matter(text, ";;;") {
        match serde_json::from_str(front) {
            Ok(value) => (fields(value), None, body),
            Err(error) => (Record::new(), Some(problem(&error.to_string())), body),
        }
    } else if text.starts_with("% ") {
        let (record, body) = title_block(text);
        (record, None, body)
    } else if text.starts_with('{') {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        match values.next() {
            Some(Ok(Value::Object(record))) => (record, None, &text[values.byte_offset()..]),
            _ => (Record::new(), None, text),
        }
    } else {
        (Record::new(), None, text)
    }
}

/// The title block of pandoc: `% title`, `% author; author`, `% day`, each of which may go on in lines that are indented. A field
/// may be empty.
fn title_block(text: &str) -> (Record, &str) {
    const FIELDS: [&str; 3] = ["title", "author", "date"];
    let mut values: Vec<Vec<&str>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if let Some(value) = words
            .strip_prefix('%')
            .filter(|_| values.len() < FIELDS.len())
        {
            values.push(vec![value.trim()]);
        } else if let Some(last) = values.last_mut().filter(|_| words.starts_with(' ')) {
            last.push(words.trim());
        } else {
            break;
        }
        at += line.len();
    }
    let mut record = Record::new();
    for (name, lines) in FIELDS.into_iter().zip(values) {
        // Authors stand in lines of their own, or semicolons part them.
        let value = match name {
            "author" => {
                let authors = lines.iter().flat_map(|line| line.split(';'));
                let authors = authors.map(str::trim).filter(|author| !author.is_empty());
                Value::from(authors.collect::<Vec<_>>())
            }
            _ => Value::from(lines.join(" ").trim()),
        };
        if value.as_str() != Some("") {
            record.insert(name.into(), value);
        }
    }
    (record, &text[at..])
}

fn fields(value: Value) -> Record {
    match value {
        Value::Object(record) => record,
        _ => Record::new(),
    }
}

/// What is to be told of front matter that cannot be read.
fn problem(error: &str) -> String {
    let reason = error.lines().next().unwrap_or("");
    format!("the front matter could not be read: {}", clean(reason))
}

/// Front matter as names and values by lines, with lists of `- value`; `None` where a line is neither.
fn by_line(front: &str) -> Option<Record> {
    let mut record = Record::new();
    let mut last: Option<String> = None;
    for line in front.lines() {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let (Some(item), Some(name)) = (text.strip_prefix("- "), &last) {
            let item = Value::from(unquoted(item)?.replace("\"\"", "\""));
            match record.get_mut(name) {
                Some(Value::Array(items)) => items.push(item),
                _ => {
                    record.insert(name.clone(), Value::Array(vec![item]));
                }
            }
            continue;
        }
        let (name, value) = text.split_once(':')?;
        let name = name.trim_matches(['"', '\'', ' ']).to_string();
        if !value.trim().is_empty() {
            record.insert(
                name.clone(),
                Value::from(unquoted(value)?.replace("\"\"", "\"")),
            );
        }
        last = Some(name);
    }
    (!record.is_empty()).then_some(record)
}

/// A value without the marks around it; `None` where one of them is missing.
fn unquoted(value: &str) -> Option<&str> {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(mark) {
            return rest
                .strip_suffix(mark)
                .or(Some(rest).filter(|rest| rest.contains(mark)));
        }
    }
    let opened = value.matches('[').count() + value.matches('{').count();
    let closed = value.matches(']').count() + value.matches('}').count();
    (opened == closed).then_some(value)
}

/// What stands between two fences at the start of the text, and what comes after.
pub fn front_matter<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(fence)?;
    let (first, rest) = rest.split_once('\n')?;
    if !first.trim().is_empty() {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
        if at > FRONT_MATTER_BYTES {
            return None;
        }
    }
    None
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(name, value)| (name, from_toml(value)))
                .collect(),
        ),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(from_toml).collect()),
        toml::Value::String(text) => Value::String(text),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
    }
}
