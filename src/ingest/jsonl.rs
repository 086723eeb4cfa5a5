//! JSON Lines: a record a line, read as a stream.

use std::io::BufRead;
use std::ops::ControlFlow;

use serde_json::Value;

use super::Options;
use super::broken;
use super::fields::{Record, article, id};
use super::format::{Each, Format, Source, read_line, skipped};

/// JSON Lines.
pub struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson", "jsonlines"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn claims(&self, head: &str) -> bool {
        is_lines(head.trim_start_matches('\u{feff}').trim_start())
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let options = source.options;
        let note = source.writing.note();
        match source.stream() {
            Ok(mut reader) => read_lines(&mut reader, &origin, options, note, each),
            Err(skipped) => each(Err(skipped)),
        }
    }
}

/// Whether a text is an object a line: the first line is whole by itself and another follows.
pub fn is_lines(text: &str) -> bool {
    let Some((first, rest)) = text.split_once('\n') else {
        return false;
    };
    first.starts_with('{')
        && rest.trim_start().starts_with('{')
        && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok()
}

/// Reads an object a line; a bad line is told with its number and the rest goes on.
pub fn read_lines(
    reader: &mut impl BufRead,
    origin: &str,
    options: &Options,
    note: Option<String>,
    each: Each<'_>,
) -> ControlFlow<()> {
    let limit = usize::try_from(options.max_article_bytes)
        .unwrap_or(usize::MAX)
        .saturating_mul(2);
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        match read_line(reader, &mut line, limit) {
            Ok(true) => number += 1,
            Ok(false) => return ControlFlow::Continue(()),
            Err(error) => {
                return each(Err(skipped(
                    origin,
                    format!(
                        "cannot be read on after line {number}: {}",
                        broken::why(&error)
                    ),
                    true,
                )));
            }
        }
        if line.is_empty() {
            each(Err(skipped(
                &format!("{origin}:{number}"),
                format!("the line is longer than {limit} bytes"),
                true,
            )))?;
            continue;
        }
        let text = line.trim_ascii();
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        // Lines cut out of a JSON array keep its commas and brackets.
        let text = text.strip_suffix(b",").unwrap_or(text);
        if matches!(text, b"" | b"[" | b"]") {
            continue;
        }
        match serde_json::from_slice::<Value>(text) {
            Ok(Value::Object(record)) => {
                let mut reading =
                    article(&record, &record_origin(&record, origin, number), options);
                if let (Ok(draft), Some(note)) = (&mut reading, &note) {
                    draft.notes.push(note.clone());
                }
                each(reading)?;
            }
            Ok(_) => each(Err(skipped(
                &format!("{origin}:{number}"),
                "not an object with fields",
                true,
            )))?,
            Err(error) => each(Err(skipped(
                &format!("{origin}:{number}"),
                format!("broken JSON: {error}"),
                true,
            )))?,
        }
    }
}

fn record_origin(record: &Record, origin: &str, number: usize) -> String {
    format!(
        "{origin}#{}",
        id(record).unwrap_or_else(|| number.to_string())
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Reading, read_bytes};
    use super::*;

    fn read(lines: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        read_bytes(
            "x.jsonl",
            lines.as_bytes(),
            &Options::default(),
            &mut |reading| {
                readings.push(reading);
                ControlFlow::Continue(())
            },
        );
        readings
    }

    #[test]
    fn a_bad_line_is_told_and_the_rest_goes_on() {
        let readings = read(
            "{\"id\": \"a\", \"body\": \"Rain fell.\"}\n\n{\"body\": \nnull\n{\"body\": \"Snow fell.\"}\n",
        );
        assert_eq!(readings[0].as_ref().unwrap().origin, "x.jsonl#a");
        let bad = readings[1].as_ref().unwrap_err();
        assert!(bad.failed && bad.origin == "x.jsonl:3" && bad.reason.contains("broken JSON"));
        assert_eq!(readings[2].as_ref().unwrap_err().origin, "x.jsonl:4");
        assert_eq!(readings[3].as_ref().unwrap().origin, "x.jsonl#5");
    }

    #[test]
    fn reading_stops_when_told() {
        let mut count = 0;
        let lines = "{\"body\": \"Rain fell.\"}\n".repeat(10);
        read_bytes(
            "x.jsonl",
            lines.as_bytes(),
            &Options::default(),
            &mut |_| {
                count += 1;
                if count == 3 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(count, 3);
    }
}
