//! Labelled lines on top of a text: `Title: …`, `Author: …`, `Date: …`, also as notes write them (`title:: …`, `**Author:** …`).

use serde_json::Value;

use super::fields::{Record, is_fact_name, is_text_name};

/// Lines that are about the article before a text is known to begin with labels: one may be a sentence.
const FACTS: usize = 2;
/// Longest name of a label, in characters.
const NAME_CHARS: usize = 24;
/// Lines of the longest head.
const LINES: usize = 40;

/// The labelled lines that a text begins with, as a record, and the text behind them; `None` where it begins with anything
/// else.
pub fn labelled_head(text: &str) -> Option<(Record, &str)> {
    let mut record = Record::new();
    let mut facts = 0;
    let mut end = 0;
    let mut at = 0;
    for raw in text.split_inclusive('\n').take(LINES) {
        let line = raw.trim();
        let Some((name, value)) = label(line) else {
            if line.is_empty() || line.chars().all(|letter| "-=_*".contains(letter)) {
                at += raw.len();
                continue;
            }
            break;
        };
        if is_text_name(name) && !is_fact_name(name) {
            // `Text: …` begins the text itself.
            let value_at = at + raw.find(value).unwrap_or(raw.len());
            end = value_at;
            break;
        }
        at += raw.len();
        end = at;
        if is_fact_name(name) && !value.is_empty() {
            facts += 1;
        }
        if !value.is_empty() && !record.contains_key(name) {
            record.insert(name.to_string(), Value::from(value));
        }
    }
    (facts >= FACTS).then(|| (record, &text[end..]))
}

/// `Title: Ferry union rejects offer`: name and value.
fn label(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['-', '*', '+', '>', ' ']);
    let (name, value) = line.split_once(':')?;
    let value = value.trim_start_matches(':');
    let parted = value.is_empty() || value.starts_with([' ', '\t', '*', '_']);
    let name = name.trim_matches(['*', '_', ' ', '[']);
    let is_name = !name.is_empty()
        && name.chars().count() <= NAME_CHARS
        && name.split(' ').count() <= 3
        && name
            .chars()
            .all(|letter| letter.is_alphabetic() || " _-/".contains(letter));
    (parted && is_name).then(|| (name, value.trim().trim_start_matches("**").trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_and_the_text_is_left() {
        for text in [
            "Title: Ferry\nAuthor: Jo Doe\n\nRain fell.\n",
            "title:: Ferry\nauthor:: Jo Doe\nRain fell.\n",
            "**Title:** Ferry\n**Author:** Jo Doe\n\n---\n\nRain fell.\n",
            "- Title: Ferry\n- Author: Jo Doe\n- Tags: a, b\n\nRain fell.\n",
            "Title: Ferry\nAuthor: Jo Doe\nText: Rain fell.\n",
        ] {
            let (record, rest) = labelled_head(text).unwrap();
            let value = |name: &str| {
                let mut found = record
                    .iter()
                    .filter(|(field, _)| field.eq_ignore_ascii_case(name));
                found.next().and_then(|(_, value)| value.as_str())
            };
            assert_eq!(
                (value("title"), value("author")),
                (Some("Ferry"), Some("Jo Doe")),
                "{text}"
            );
            assert!(
                rest.trim_start_matches(['-', '\n'])
                    .starts_with("Rain fell."),
                "{rest}"
            );
        }
    }

    #[test]
    fn sentences_with_a_colon_are_no_labels() {
        for text in [
            "The mayor said: we will go.\nRain fell: it was late.\n",
            "Title: Ferry\n\nRain fell.\n",
            "Ferry union rejects offer\nAuthor: Jo Doe\nDate: 2 May 2025\n",
            "12:30: the boat leaves.\n13:30: it lands.\n",
        ] {
            assert!(labelled_head(text).is_none(), "{text}");
        }
    }
}
