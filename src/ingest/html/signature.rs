//! Lines that say who wrote an article and when, in one go, in whatever order and however close: `Posted Feb 1, 2024 by Jo Doe`,
//! `December 27, 2021Research by: Jo Doe`.

use std::sync::LazyLock;

use regex::Regex;

use crate::ingest::byline::{byline, people};
use crate::ingest::clean::ends_sentence;
use crate::ingest::date::{DateLine, date_line};
use crate::ingest::page_words::{PageTag, page_words, phrases};
use crate::ingest::signers::{Byline, is_name};

/// Longest such line, in characters.
const CHARS: usize = 180;

/// The same behind a date: "Posted Feb 1, 2024 by".
const LATER_LABELS: &[&str] = &[
    " by ",
    " by: ",
    " author: ",
    " von ",
    " par ",
    " por ",
    " door ",
];
/// What may stand before such a label beside a date.
#[rustfmt::skip]
const BEFORE_LABELS: &[&str] = &[
    "posted", "published", "written", "updated", "submitted", "filed", "created", "added",
];

/// Reads a line that says who, and perhaps when and for whom, and nothing else.
pub fn signature(line: &str) -> Option<Byline> {
    let (parted, line) = (parted(line), line);
    let line = parted.as_deref().unwrap_or(line);
    if line.chars().count() > CHARS || (ends_sentence(line) && line.split(' ').count() > 6) {
        return None;
    }
    labelled(line)
        .or_else(|| byline(line))
        .or_else(|| dated_first(line))
        .or_else(|| unglued(line))
}

/// A line with its parts told apart: `Jo DoePublished on May 2`, `Jo Doe / 2 May / 3 comments`; `None` where they are.
fn parted(line: &str) -> Option<String> {
    static GLUED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"([\p{Ll}\d])((?:First |Last )?(?:Published|Updated|Posted|Modified)\b)").ok()
    });
    static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^\d+\s+(?:comments?|replies|shares?|views?|likes?|kommentare?)$").ok()
    });
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let barred = line.replace(" / ", " | ");
    let count = COUNT.as_ref()?;
    let parts = barred
        .split(" | ")
        .filter(|part| !count.is_match(part.trim()));
    let barred = parts.collect::<Vec<_>>().join(" | ");
    let parted = GLUED.as_ref()?.replace_all(&barred, "$1 $2");
    (parted != line).then(|| parted.into_owned())
}

/// What stands behind a label at the beginning of a line.
fn after_label(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    phrases(PageTag::AuthorLabel)
        .iter()
        .filter(|label| lower.starts_with(**label))
        // Lower case may be longer or shorter than the line: labels are not.
        .filter_map(|label| Some((label, line.get(label.len()..)?)))
        .find(|(label, rest)| label.ends_with(':') || rest.starts_with([' ', ':', '·', '|']))
        .map(|(_, rest)| rest.trim_start_matches([' ', ':']))
}

/// A line that begins with its label.
fn labelled(line: &str) -> Option<Byline> {
    by(after_label(line)?)
}

/// What stands behind the label, with the date it may end in.
fn by(names: &str) -> Option<Byline> {
    let (names, date) = without_date(names);
    let mut found = byline(&format!("By {names}"))?;
    found.date = found.date.or(date);
    Some(found)
}

/// A text without the date, and the "on" or "at" before it, that it ends in.
fn without_date(text: &str) -> (&str, Option<DateLine>) {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return (text, None);
    }
    let starts = text
        .match_indices([' ', ',', '|', '·', '('])
        .map(|(at, _)| at);
    for at in starts {
        let tail = text[at..].trim_matches([' ', ',', '|', '·', '(', ')']);
        if let Some(date) = date_line(tail) {
            let head = text[..at].trim_end_matches([' ', ',', '|', '·', ':', '-', '–', '—']);
            let mut head = head;
            while let Some(shorter) = without_when(head) {
                head = shorter;
            }
            return (head, Some(date));
        }
    }
    (text, None)
}

/// A text without the word before a date that it ends in.
fn without_when(head: &str) -> Option<&str> {
    const WORDS: &[&str] = &[
        " on",
        " at",
        " am",
        " le",
        " el",
        " op",
        " updated",
        " published",
        " posted",
    ];
    WORDS.iter().find_map(|word| {
        let at = head.len().checked_sub(word.len())?;
        let ends = head.is_char_boundary(at) && head[at..].eq_ignore_ascii_case(word);
        ends.then(|| head[..at].trim_end_matches([' ', ',', '|', '·', ':', '-']))
    })
}

/// `Posted Feb 1, 2024 by Jo Doe`, `12 minutes ago by Jo Doe`, `December 27, 2021 Research by: Jo Doe`.
fn dated_first(line: &str) -> Option<Byline> {
    let lower = line.to_ascii_lowercase();
    let later = LATER_LABELS
        .iter()
        .filter_map(|label| Some((lower.find(label)?, label.len())));
    let (at, length) = later.min()?;
    // "Research by": the word before the label is a part of it.
    let head = line[..at].trim_matches([' ', '|', '·', ',', '-', '–', '—']);
    let shorter = head.rsplit_once(' ').map(|(head, word)| {
        let label = format!("{} by", word.to_lowercase());
        (head, page_words().has(&label, PageTag::AuthorLabel))
    });
    let head = match shorter {
        Some((shorter, true)) => shorter.trim_end_matches([' ', '|', '·', ',', '-', '–', '—']),
        _ => head,
    };
    let date = date_line(head);
    let posted = BEFORE_LABELS.contains(&head.to_lowercase().as_str());
    if date.is_none() && !posted && !is_ago(head) {
        return None;
    }
    let mut found = by(line[at + length..].trim_start())?;
    found.date = found.date.or(date);
    Some(found)
}

/// `12 minutes ago`, `Posted 2 days ago`.
pub fn is_ago(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(' ').collect();
    matches!(words.as_slice(), [.., number, _, "ago"] if words.len() <= 4 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A byline and a date with nothing between them: `By Jo DoeMarch 8, 2017`, `December 27, 2021By Jo Doe`.
fn unglued(line: &str) -> Option<Byline> {
    static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(.*\p{Lu})((?:JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER) \d{1,2}, \d{4}.*)$").ok()
    });
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut last = ' ';
    for (at, letter) in line.char_indices() {
        if letter.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit()) {
            let (head, tail) = line.split_at(at);
            if let (Some(date), Some(mut found)) = (date_line(head), labelled(tail)) {
                found.date = found.date.or(Some(date));
                return Some(found);
            }
            if let (Some(mut found), Some(date)) = (labelled(head), date_line(tail)) {
                found.date = found.date.or(Some(date));
                return Some(found);
            }
        }
        last = letter;
    }
    if let Some(found) = named_first(line) {
        return Some(found);
    }
    let found = MONTH.as_ref()?.captures(line)?;
    let (head, tail) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let date = date_line(tail)?;
    let mut found = labelled(head)?;
    found.date = found.date.or(Some(date));
    Some(found)
}

/// `Jo DoeMarch 8, 2017`: a name and nothing else before the date.
fn named_first(line: &str) -> Option<Byline> {
    let mut last = ' ';
    for (at, letter) in line.char_indices() {
        if letter.is_uppercase() && last.is_lowercase() {
            let (head, tail) = line.split_at(at);
            if let Some(date) = date_line(tail).filter(|_| is_name(head)) {
                return Some(Byline {
                    authors: people(head),
                    date: Some(date),
                    ..Byline::default()
                });
            }
        }
        last = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_and_when_in_any_order() {
        for line in [
            "By Jo Doe | December 13, 2025 | 2:05 PM",
            "By Jo Doe, December 13, 2025",
            "By Jo Doe December 13, 2025 2:05 PM",
            "By Jo Doe on 13 December 2025",
            "By Jo DoeDecember 13, 2025",
            "By JO DOEDECEMBER 13, 2025",
            "December 13, 2025Research by: Jo Doe",
            "December 13, 2025 Research by: Jo Doe",
            "December 13, 2025 | By Jo Doe",
            "Posted Dec 13, 2025 by Jo Doe (@jodoe)",
            "Posted by Jo Doe on Dec 13, 2025",
            "Published on December 13, 2025 by Jo Doe",
            "Von Jo Doe, 13.12.2025",
            "Written by Jo Doe | Updated: December 14, 2025 9:00 am | Published: December 13, 2025",
            "By Jo Doe | Published: December 13, 2025 | Updated: December 14, 2025",
            "by Jo DoePublished on December 13, 2025Updated December 14, 2025",
            "By Jo Doe / 13 Dec 2025 / 3 comments",
        ] {
            let found = signature(line).unwrap_or_default();
            assert_eq!(found.authors, ["Jo Doe"], "{line}");
            let day = found.date.and_then(|date| date.date.published());
            let day = day.map(|day| day.day().to_string());
            assert_eq!(day.as_deref(), Some("2025-12-13"), "{line}");
        }
        for line in [
            "Posted by Jo Doe, dam safety team",
            "12 minutes ago by Jo Doe",
            "Reporting by: Jo Doe",
        ] {
            assert_eq!(
                signature(line).unwrap_or_default().authors,
                ["Jo Doe"],
                "{line}"
            );
        }
    }

    #[test]
    fn sentences_are_none() {
        for line in [
            "December 13, 2025 by the river",
            "Research by Jo Doe shows that the ice is thin",
            "On 13 December 2025 the bridge was closed by Jo Doe",
            "Dictated by Jo Doe",
            "By Monday the water had risen to the roofs.",
            "Text: the whole of the law",
        ] {
            assert!(signature(line).is_none(), "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read_or_not(line in "(By |Posted |Dec 13, 2025| by |é|[A-Za-z ]|\\PC){0,20}") {
            let _ = signature(&line);
        }
    }
}
