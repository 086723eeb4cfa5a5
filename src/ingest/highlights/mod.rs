//! Passages that a reader marked in other programs, out of their exports: Readwise, Hypothesis, Omnivore, Raindrop, Instapaper,
//! Wallabag. Nothing is read here but what the reader made; the articles are read elsewhere.
//!
//! Invariant: the day on which somebody marked a passage is that, and no day of publication.

mod objects;
#[cfg(feature = "archives")]
mod packed;
mod tables;

use std::path::Path;

use jiff::Timestamp;

use crate::model::{DateSource, Highlight};

use super::addresses::bytes_of;
use super::bounds::size;
use super::clean::clean;
use super::date::date;
use super::decode::{HEAD_BYTES, decode, writing};
use super::url::is_web;

/// Longest passage that is taken, in bytes: longer ones are articles.
const MOST_QUOTE: usize = 64 << 10;

/// What an export holds.
#[derive(Debug, Default, PartialEq)]
pub struct Marked {
    /// In the order of the export.
    pub passages: Vec<Highlight>,
    /// Why something that it holds, or held before it was cut, is not among them; for people.
    pub unread: Vec<String>,
}

/// The passages that an export holds.
///
/// # Errors
/// Why there are none.
pub fn highlights_in(path: &Path) -> Result<Marked, String> {
    let bytes = bytes_of(path)?;
    #[cfg(feature = "archives")]
    if let Some(found) = packed::highlights(&bytes) {
        return some(found?);
    }
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let text = decode(&bytes, writing(head));
    let text = text.trim_start_matches('\u{feff}');
    let found = match text.trim_start().starts_with(['{', '[']) {
        true => Marked {
            passages: objects::highlights(text)?,
            ..Marked::default()
        },
        false => tables::highlights(text)?,
    };
    some(found)
}

/// # Errors
/// No passage is left.
fn some(found: Marked) -> Result<Marked, String> {
    let (whole, endless): (Vec<Highlight>, Vec<Highlight>) = found
        .passages
        .into_iter()
        .partition(|one| one.quote.len() <= MOST_QUOTE);
    let passages: Vec<Highlight> = whole.into_iter().filter_map(tidy).collect();
    let mut unread = found.unread;
    unread.extend(endless.iter().map(|one| {
        let title = clean(&one.title);
        let (bytes, most) = (size(one.quote.len() as u64), size(MOST_QUOTE as u64));
        format!("a passage of {bytes} in “{title}” is left out: longer than {most}")
    }));
    match (passages.is_empty(), unread.is_empty()) {
        (true, true) => Err("no marked passage is in it".into()),
        (true, false) => Err(unread.join("; ")),
        (false, _) => Ok(Marked { passages, unread }),
    }
}

/// A passage with clean texts; `None` where it has no words.
fn tidy(mut highlight: Highlight) -> Option<Highlight> {
    highlight.quote = paragraphs(&highlight.quote);
    highlight.note = paragraphs(&highlight.note);
    highlight.title = clean(&highlight.title);
    for part in [&mut highlight.prefix, &mut highlight.suffix] {
        *part = clean(part);
    }
    let tags = highlight.tags.iter().map(|tag| clean(tag));
    highlight.tags = tags.filter(|tag| !tag.is_empty()).collect();
    highlight.url = highlight.url.filter(|url| is_web(url));
    highlight.created = moment(&highlight.created);
    (!highlight.quote.is_empty()).then_some(highlight)
}

/// Clean paragraphs with an empty line between two, as bodies have them.
fn paragraphs(text: &str) -> String {
    let lines = text.split('\n').map(clean);
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

/// A time as RFC 3339 in UTC; seconds and milliseconds since 1970 are times, too. Empty where it is none.
fn moment(text: &str) -> String {
    /// From here on numbers are milliseconds: seconds reach it in the year 5138.
    const MILLISECONDS: i64 = 100_000_000_000;
    let text = text.trim();
    let told = match text.parse::<i64>() {
        Ok(number) if number >= MILLISECONDS => Timestamp::from_millisecond(number).ok(),
        Ok(number) => Timestamp::from_second(number).ok(),
        Err(_) => {
            let found = date(text, DateSource::Field).published();
            found.and_then(|found| Timestamp::from_second(found.seconds).ok())
        }
    };
    told.map_or_else(String::new, |told| told.to_string())
}

/// Names in one field, as these programs part them.
fn names(text: &str) -> Vec<String> {
    super::byline::people(text)
}

/// Tags in one field: a list as JSON, or words with commas between them.
fn tags(text: &str) -> Vec<String> {
    if let Ok(tags) = serde_json::from_str::<Vec<String>>(text) {
        return tags;
    }
    text.split([',', ';'])
        .map(|tag| tag.trim().trim_start_matches('#').to_string())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_one_form() {
        for text in [
            "2025-12-20T08:00:00.000Z",
            "2025-12-20 08:00:00+00:00",
            "2025-12-20T09:00:00+01:00",
            "1766217600",
            "1766217600000",
        ] {
            assert_eq!(moment(text), "2025-12-20T08:00:00Z", "{text}");
        }
        assert_eq!(moment("soon"), "");
    }

    #[test]
    fn tags_are_words_or_a_list() {
        assert_eq!(tags("[\"river\", \"old bridge\"]"), ["river", "old bridge"]);
        assert_eq!(tags("river, #bridge"), ["river", "bridge"]);
    }
}
