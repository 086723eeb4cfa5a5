//! CSV and TSV with a header: a record a row, read as a stream; the delimiter is found out.

use std::ops::ControlFlow;

use serde_json::Value;

use super::Options;
use super::broken;
use super::fields::{Record, article, id, is_text_name, is_url_name};
use super::format::{Each, Format, Source, skipped};
use super::rows::{Next, Rows};
use super::services::{links as links_told, service};
use super::url::is_web;

/// CSV.
pub struct Csv;

/// Delimiters that are tried, the commonest first.
const DELIMITERS: &[u8] = b",\t;|";
/// Lines among which the header is looked for: titles and comments before it are few.
const PREAMBLE_LINES: usize = 20;
/// Longest name of a column, in bytes, by which a table is told from a text.
const NAME_BYTES: usize = 30;
/// Most bytes that are buffered to read a row that is in memory already.
const ROW_BUFFER_BYTES: usize = 8 * 1024;
/// Fields of a row of GDELT's tables of events, which have no header.
const GDELT_FIELDS: usize = 57;
/// Columns that an error names.
const NAMED_COLUMNS: usize = 20;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn claims(&self, head: &str) -> bool {
        // A line of short names, one of them of a text field, and a line after it with the same delimiter.
        let lines: Vec<String> = head
            .trim_start_matches('\u{feff}')
            .lines()
            .take(PREAMBLE_LINES)
            .map(str::to_string)
            .collect();
        let Some(header) = header(&lines) else {
            return false;
        };
        let delimiter = char::from(header.delimiter);
        let names = cells(&lines[header.at], header.delimiter);
        let are_names = names
            .iter()
            .all(|name| !name.is_empty() && name.len() <= NAME_BYTES);
        // A sentence with a comma in it is no row of names: only tabs part names of several words.
        let are_words = names.iter().all(|name| !name.contains(' '));
        names.len() >= 2
            && are_names
            && (are_words || delimiter == '\t')
            && names.iter().any(|name| is_text_name(name))
            && lines
                .get(header.at + 1)
                .is_some_and(|row| row.contains(delimiter))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let options = source.options;
        let note = source.writing.note();
        let limit = usize::try_from(options.max_article_bytes)
            .unwrap_or(usize::MAX / 4)
            .saturating_mul(2);
        let mut rows = match source.stream() {
            Ok(reader) => Rows::new(reader, limit),
            Err(skipped) => return each(Err(skipped)),
        };
        let header = match begun(&mut rows) {
            Ok(header) => header,
            Err(error) => {
                let reason = format!("cannot be read: {}", broken::why(&error));
                return each(Err(skipped(&origin, reason, true)));
            }
        };
        let service = service(header.iter().map(String::as_str));
        let is_gdelt =
            header.len() >= GDELT_FIELDS && header.last().is_some_and(|last| is_web(last));
        let holds_texts = header.iter().any(|name| is_text_name(name));
        let is_other =
            service.is_some_and(|service| service.has_none(header.iter().map(String::as_str)));
        if is_gdelt || is_other || !holds_texts {
            let links = header.iter().position(|name| is_url_name(name));
            let (reason, failed) = match (count(&mut rows), service) {
                (rows, _) if is_gdelt => (links_told(rows + 1, "GDELT"), false),
                (rows, Some(service)) => (service.without_texts(rows).unwrap_or_default(), false),
                (rows, None) if links.is_some() => (links_told(rows, ""), false),
                _ => (without_text(&header), true),
            };
            return each(Err(skipped(&origin, reason, failed)));
        }
        rows.expect(header.len());
        let mut number = 0;
        loop {
            let row = match rows.next() {
                Ok(Next::End) => return ControlFlow::Continue(()),
                Ok(Next::Row(row)) => row,
                Ok(Next::Broken { line, reason }) => {
                    number += 1;
                    each(Err(skipped(&format!("{origin}:{line}"), reason, true)))?;
                    continue;
                }
                Err(error) => {
                    return each(Err(skipped(
                        &origin,
                        format!(
                            "cannot be read on after row {number}: {}",
                            broken::why(&error)
                        ),
                        true,
                    )));
                }
            };
            number += 1;
            let text = String::from_utf8_lossy(&row.bytes);
            let (values, note_of_row) = of_header(&text, rows.delimiter(), &header);
            let fields = header
                .iter()
                .zip(values)
                .filter(|(_, value)| !value.trim().is_empty());
            let record: Record = fields
                .map(|(name, value)| (name.clone(), Value::from(value)))
                .collect();
            let name = id(&record).unwrap_or_else(|| number.to_string());
            let mut reading = article(&record, &format!("{origin}#{name}"), options);
            if let Ok(draft) = &mut reading {
                draft.notes.extend(note.clone());
                draft.notes.extend(note_of_row);
            }
            each(reading)?;
        }
    }
}

/// Rows to the end of the file.
fn count(rows: &mut Rows<impl std::io::BufRead>) -> usize {
    let mut count = 0;
    while let Ok(Next::Row(_) | Next::Broken { .. }) = rows.next() {
        count += 1;
    }
    count
}

/// The names in the header, with the rows set to begin behind it.
fn begun(rows: &mut Rows<impl std::io::BufRead>) -> std::io::Result<Vec<String>> {
    let lines = rows.peek(PREAMBLE_LINES)?;
    let found = header(&lines).unwrap_or(Header {
        at: 0,
        delimiter: b',',
    });
    rows.begin(found.at, found.delimiter)?;
    let Next::Row(row) = rows.next()? else {
        return Ok(Vec::new());
    };
    Ok(cells(&String::from_utf8_lossy(&row.bytes), found.delimiter))
}

/// Where the header stands, and what parts its names.
struct Header {
    /// Index of its line.
    at: usize,
    delimiter: u8,
}

/// The header among the first lines. Spreadsheets write `sep=;` before it, other programs a comment or a title and an
/// empty line: it is the first line with a name of a text field among others, else the first that is none of these.
fn header(lines: &[String]) -> Option<Header> {
    let bare = |line: &str| {
        line.trim_start_matches('\u{feff}')
            .trim_end_matches(['\r', '\n'])
            .to_string()
    };
    let stated = lines.iter().find_map(|line| separator(&bare(line)));
    let at_of = |at: usize, line: &str| Header {
        at,
        delimiter: stated.unwrap_or_else(|| delimiter(line.as_bytes())),
    };
    let named = lines.iter().enumerate().find_map(|(at, line)| {
        let header = at_of(at, line);
        let names = cells(line, header.delimiter);
        (names.len() >= 2 && names.iter().any(|name| is_text_name(name))).then_some(header)
    });
    named.or_else(|| {
        let is_before = |line: &str| {
            let line = bare(line);
            line.trim().is_empty() || line.starts_with('#') || separator(&line).is_some()
        };
        let at = lines.iter().position(|line| !is_before(line))?;
        Some(at_of(at, &lines[at]))
    })
}

/// `;` of `sep=;`, the line by which spreadsheets are told the delimiter; with marks around it where it was written as a field.
fn separator(line: &str) -> Option<u8> {
    // The mark around the line, not one that is the separator.
    let line = line
        .strip_prefix('"')
        .map_or(line, |rest| rest.strip_suffix('"').unwrap_or(rest));
    let (name, rest) = line.split_at_checked(4)?;
    let mut rest = rest.bytes();
    let (delimiter, after) = (rest.next()?, rest.next());
    (name.eq_ignore_ascii_case("sep=") && after.is_none()).then_some(delimiter)
}

/// The fields of a row, as many as the header has, and what is to be told of it: marks inside a field that are not doubled,
/// and delimiters in a text without marks around it, part it in too many.
fn of_header(row: &str, delimiter: u8, header: &[String]) -> (Vec<String>, Option<String>) {
    let values = cells(row, delimiter);
    let surplus = |values: &[String]| {
        let rest = values.get(header.len()..).unwrap_or_default();
        rest.iter().any(|value| !value.is_empty())
    };
    if !surplus(&values) {
        return (values, None);
    }
    let lenient = lenient_cells(row, delimiter);
    if row.contains('"') && lenient.len() == header.len() {
        return (lenient, None);
    }
    let (own, rest) = values.split_at(header.len());
    let rest = rest.join(&format!("{} ", char::from(delimiter)));
    let mut own = own.to_vec();
    match (header.last(), own.last_mut()) {
        (Some(name), Some(last)) if is_text_name(name) && !row.contains('"') => {
            *last = format!("{last}{} {rest}", char::from(delimiter));
            let note = format!(
                "the row has more fields than the header: all behind are read as \"{name}\""
            );
            (own, Some(note))
        }
        _ => {
            let note = format!("the row has more fields than the header: left out: \"{rest}\"");
            (own, Some(note))
        }
    }
}

/// The fields of a row where a quotation mark ends a field only before a delimiter or at the end.
fn lenient_cells(row: &str, delimiter: u8) -> Vec<String> {
    let delimiter = char::from(delimiter);
    let row = row
        .trim_start_matches('\u{feff}')
        .trim_end_matches(['\r', '\n']);
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let (cell, next) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let end = quoted.match_indices('"').map(|(at, _)| at).find(|at| {
                    let after = &quoted[at + 1..];
                    let doubled = quoted[..*at].ends_with('"') && !quoted[..*at].ends_with("\"\"");
                    !doubled && (after.is_empty() || after.starts_with(delimiter))
                });
                match end {
                    Some(end) => (&quoted[..end], quoted[end + 1..].strip_prefix(delimiter)),
                    None => (quoted, None),
                }
            }
            None => match rest.split_once(delimiter) {
                Some((cell, next)) => (cell, Some(next)),
                None => (rest, None),
            },
        };
        cells.push(cell.replace("\"\"", "\"").trim().to_string());
        match next {
            Some(next) => rest = next,
            None => return cells,
        }
    }
}

/// The fields of one row.
fn cells(row: &str, delimiter: u8) -> Vec<String> {
    let row = row.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(row.len().clamp(1, ROW_BUFFER_BYTES))
        .from_reader(row.as_bytes());
    let mut record = csv::StringRecord::new();
    // What is text cannot fail to be read from memory.
    let read = reader.read_record(&mut record).unwrap_or(false);
    if !read {
        return Vec::new();
    }
    record.iter().map(|cell| cell.trim().to_string()).collect()
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
    fn marks_that_are_not_doubled_cost_no_word() {
        let rows = "Title,Source,Text\nOne,Alpha Wire,\"He said \"no\" to it, and \"\"yes\"\" to that, on the day after.\"\nTwo,Alpha Wire,\"Rain, \"\"much\"\", fell.\"\n";
        let found = read("x.csv", rows);
        let paragraphs = |at: usize| found[at].as_ref().unwrap().paragraphs.join("|");
        assert_eq!(
            paragraphs(0),
            "He said \"no\" to it, and \"yes\" to that, on the day after."
        );
        assert_eq!(paragraphs(1), "Rain, \"much\", fell.");
    }

    #[test]
    fn fields_beyond_the_header_are_told() {
        let rows = "Title,Source,Text\nOne,Alpha Wire,Rain fell on the town, and the river rose, on Monday.\nTwo,Alpha Wire,\"Snow fell.\",extra\nThree,Alpha Wire,Hail fell.,,\n";
        let found = read("x.csv", rows);
        let draft = |at: usize| found[at].as_ref().unwrap();
        assert_eq!(
            draft(0).paragraphs,
            ["Rain fell on the town, and the river rose, on Monday."]
        );
        assert!(draft(0).notes[0].contains("all behind are read as \"Text\""));
        assert_eq!(draft(1).paragraphs, ["Snow fell."]);
        assert!(draft(1).notes[0].ends_with("left out: \"extra\""));
        assert_eq!(draft(2).notes, Vec::<String>::new());
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
