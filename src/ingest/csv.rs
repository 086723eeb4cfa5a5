//! CSV and TSV with a header: a record a row, read as a stream; the delimiter is found out.

use std::ops::ControlFlow;

use serde_json::Value;

use super::fields::{Record, article, id, is_text_name};
use super::format::{Each, Format, Source, skipped};

/// CSV.
pub struct Csv;

/// Delimiters that are tried, the commonest first.
const DELIMITERS: &[u8] = b",\t;|";
/// Bytes of the header row that are looked at.
const HEADER_BYTES: usize = 64 * 1024;
/// Columns that an error names.
const NAMED_COLUMNS: usize = 20;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn claims(&self, head: &str) -> bool {
        // A first line of short names, one of them of a text field, and a second line with the same delimiter.
        let mut lines = head.trim_start_matches('\u{feff}').lines();
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
            return false;
        };
        let delimiter = char::from(delimiter(first.as_bytes()));
        let names: Vec<&str> = first
            .split(delimiter)
            .map(|name| name.trim_matches(['"', ' ', '\r']))
            .collect();
        names.len() >= 2
            && names
                .iter()
                .all(|name| !name.is_empty() && name.len() <= 30 && !name.contains(' '))
            && names.iter().any(|name| is_text_name(name))
            && second.contains(delimiter)
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        use std::io::BufRead;
        let origin = source.origin.clone();
        let options = source.options;
        let note = source.writing.note();
        let mut reader = match source.stream() {
            Ok(reader) => reader,
            Err(skipped) => return each(Err(skipped)),
        };
        let delimiter = match reader.fill_buf() {
            Ok(head) => delimiter(&head[..head.len().min(HEADER_BYTES)]),
            Err(error) => {
                return each(Err(skipped(
                    &origin,
                    format!("cannot be read: {error}"),
                    true,
                )));
            }
        };
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(reader);
        let header: Vec<String> = match rows.headers() {
            Ok(header) => header
                .iter()
                .map(|name| name.trim_start_matches('\u{feff}').trim().to_string())
                .collect(),
            Err(error) => {
                return each(Err(skipped(
                    &origin,
                    format!("the header cannot be read: {error}"),
                    true,
                )));
            }
        };
        if !header.iter().any(|name| is_text_name(name)) {
            return each(Err(skipped(&origin, without_text(&header), true)));
        }
        let mut row = csv::StringRecord::new();
        let mut number = 0;
        loop {
            let line = rows.position().line();
            match rows.read_record(&mut row) {
                Ok(true) => number += 1,
                Ok(false) => return ControlFlow::Continue(()),
                Err(error) if error.is_io_error() => {
                    return each(Err(skipped(
                        &origin,
                        format!("cannot be read on after row {number}: {error}"),
                        true,
                    )));
                }
                Err(error) => {
                    number += 1;
                    each(Err(skipped(
                        &format!("{origin}:{line}"),
                        format!("broken row: {error}"),
                        true,
                    )))?;
                    continue;
                }
            }
            let fields = header
                .iter()
                .zip(row.iter())
                .filter(|(_, value)| !value.trim().is_empty());
            let record: Record = fields
                .map(|(name, value)| (name.clone(), Value::from(value)))
                .collect();
            let name = id(&record).unwrap_or_else(|| number.to_string());
            let mut reading = article(&record, &format!("{origin}#{name}"), options);
            if let (Ok(draft), Some(note)) = (&mut reading, &note) {
                draft.notes.push(note.clone());
            }
            each(reading)?;
        }
    }
}

/// The delimiter that stands most often in the first line, outside of quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [0usize; DELIMITERS.len()];
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = DELIMITERS.iter().position(|&delimiter| delimiter == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let at = counts
        .iter()
        .position(|&count| count == most)
        .filter(|_| most > 0);
    at.map_or(b',', |at| DELIMITERS[at])
}

fn without_text(header: &[String]) -> String {
    let mut columns: Vec<&str> = header
        .iter()
        .map(String::as_str)
        .take(NAMED_COLUMNS)
        .collect();
    if header.len() > NAMED_COLUMNS {
        columns.push("…");
    }
    format!(
        "no column holds the text (body, text, content …); the columns are: {}",
        columns.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Reading, read_bytes};
    use super::*;

    fn read(name: &str, text: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        read_bytes(name, text.as_bytes(), &Options::default(), &mut |reading| {
            readings.push(reading);
            ControlFlow::Continue(())
        });
        readings
    }

    #[test]
    fn rows_under_a_header_with_any_delimiter() {
        for delimiter in [",", ";", "\t", "|"] {
            let text = [
                "id,title,body,source",
                "7,\"One, two\",\"Rain fell.\nMore is due.\",Alpha Wire",
            ]
            .join("\n");
            let text = match delimiter {
                "," => text,
                _ => text.replace("One, two", "One two").replace(',', delimiter),
            };
            let draft = read("x.csv", &text).remove(0).unwrap();
            assert_eq!(
                (draft.origin.as_str(), draft.paragraphs.len()),
                ("x.csv#7", 2),
                "{delimiter}"
            );
            assert_eq!(draft.outlet.as_deref(), Some("Alpha Wire"));
        }
    }

    #[test]
    fn without_a_text_column_the_columns_are_named() {
        let skipped = read("x.csv", "name,price\na,1\n").remove(0).unwrap_err();
        assert!(skipped.failed && skipped.reason.ends_with("name, price"));
    }

    #[test]
    fn a_table_on_standard_input_is_told() {
        assert_eq!(
            read("-", "title,body\nOne,Rain fell all day.\n")
                .remove(0)
                .unwrap()
                .title
                .as_deref(),
            Some("One")
        );
    }
}
