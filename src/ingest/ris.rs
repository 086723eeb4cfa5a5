//! RIS, in which libraries and reference managers hand on what they list: an abstract is told as one, a reference without any
//! as a link.

use std::ops::ControlFlow;

use serde_json::Value;

use super::Options;
use super::fields::{Record, article, id};
use super::format::{Each, Format, Head, Source, skipped};
use super::services::links;

/// RIS.
pub struct Ris;

/// What the tags say, by the names that other records have for it; the day of access (`Y2`) says nothing.
const TAGS: &[(&str, &str)] = &[
    ("TI", "title"),
    ("T1", "title"),
    ("AU", "authors"),
    ("A1", "authors"),
    ("T2", "outlet"),
    ("JO", "outlet"),
    ("JF", "outlet"),
    ("PB", "publisher"),
    ("DA", "published"),
    ("Y1", "date"),
    ("PY", "year"),
    ("UR", "url"),
    ("AB", "abstract"),
    ("N2", "abstract"),
    ("LA", "language"),
    ("ID", "id"),
];

impl Format for Ris {
    fn name(&self) -> &'static str {
        "RIS"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ris"]
    }

    fn most_bytes(&self, options: &Options) -> Option<u64> {
        Some(options.max_file_bytes)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        let start = head.text.trim_start_matches('\u{feff}').trim_start();
        tag(start.lines().next().unwrap_or("")).is_some_and(|(name, _)| name == "TY")
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let options = source.options;
        let text = match source.text(options.max_file_bytes) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let (mut number, mut linked) = (0, 0);
        for record in records(&text) {
            number += 1;
            if !record.contains_key("abstract") {
                linked += 1;
                continue;
            }
            let name = id(&record).unwrap_or_else(|| number.to_string());
            each(article(&record, &format!("{origin}#{name}"), options))?;
        }
        match linked {
            0 => ControlFlow::Continue(()),
            linked => each(Err(skipped(
                &origin,
                links(linked, "a list of references"),
                false,
            ))),
        }
    }
}

/// The references of a list.
fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut record = Record::new();
    let mut last: Option<&str> = None;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let Some((name, value)) = tag(line) else {
            // A value may go on in the next line.
            if let Some(Value::String(value)) = last.and_then(|last| record.get_mut(last)) {
                value.push(' ');
                value.push_str(line.trim());
            }
            continue;
        };
        if matches!(name, "TY" | "ER") {
            let done = std::mem::take(&mut record);
            records.extend(Some(done).filter(|done| !done.is_empty()));
            last = None;
            continue;
        }
        let known = TAGS.iter().find(|(own, _)| *own == name);
        last = known.map(|(_, known)| *known);
        let Some((_, known)) = known.filter(|_| !value.is_empty()) else {
            continue;
        };
        // `2025/12/13/` has a season or hour behind the last slash.
        let value = match *known {
            "published" | "date" => value
                .splitn(4, '/')
                .take(3)
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("-"),
            _ => value.to_string(),
        };
        match (record.get_mut(*known), *known) {
            (Some(Value::Array(all)), _) => all.push(value.into()),
            (None, "authors") => {
                record.insert((*known).into(), Value::Array(vec![value.into()]));
            }
            (None, _) => {
                record.insert((*known).into(), value.into());
            }
            (Some(_), _) => {}
        }
    }
    records.extend(Some(record).filter(|record| !record.is_empty()));
    records
}

/// Tag and value of a line: `TY  - NEWS`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_at_checked(2)?;
    let is_name = name
        .bytes()
        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = value.strip_prefix("  -")?;
    is_name.then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_records() {
        let found = records(
            "TY  - NEWS\nTI  - Rain\nAU  - Roe, Ann\nAU  - Poe, Al\nDA  - 2025/12/13/\nAB  - It rained\n  all day.\nY2  - 2026/01/01/\nER  - \n\nTY  - NEWS\nTI  - Sun\nER  - \n",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0]["published"], "2025-12-13");
        assert_eq!(found[0]["abstract"], "It rained all day.");
        assert_eq!(found[0]["authors"].as_array().unwrap().len(), 2);
        assert_eq!(tag("The  - town"), None);
    }
}
