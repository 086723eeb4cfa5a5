//! Agency copy: which news agency an article names as its source.

use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;
use crate::model::Article;

/// Words at the beginning of a line that says whose the text is, folded.
const LEADS: &[&str] = &["copyright", "c"];
/// Words of a line that is nothing but a name and what leads to it.
const LEAD_WORDS: usize = 3;
/// Words after it in a credit: `The Associated Press contributed to this report.`
const CONTRIBUTED: &str = "contributed to this";
/// Paragraphs at the end in which a credit stands.
const CREDITS: usize = 3;
/// Words of such a paragraph: a longer one tells, it does not credit.
const CREDIT_WORDS: usize = 24;
/// Characters at the beginning in which a dateline stands: `MINSK, Belarus (AP) — `.
const DATELINE_CHARS: usize = 90;

/// The agency of that name; case, accents and punctuation do not matter.
pub(super) fn named(name: &str) -> Option<&'static str> {
    english().value(&plain(name), Tag::Agency)
}

/// Folded words with one space between them.
fn plain(text: &str) -> String {
    let words: Vec<String> = words::words(text)
        .map(|word| words::fold(word.of(text)))
        .collect();
    words.join(" ")
}

/// The agency whose copy an article says it is: its outlet, a byline, a dateline (`MINSK (AP) —`), or a credit at the end.
/// An agency that is only quoted is none.
pub fn agency(article: &Article) -> Option<&'static str> {
    let byline = || article.authors.iter().find_map(|author| in_byline(author));
    article
        .outlet
        .as_deref()
        .and_then(named)
        .or_else(byline)
        .or_else(|| dateline(&article.body))
        .or_else(|| credit(article))
}

/// Whether the outlet itself is an agency: what it prints is no copy.
pub fn is_an_agencys(article: &Article) -> bool {
    article.outlet.as_deref().and_then(named).is_some()
}

/// `The Associated Press`, `Jo Doe, Reuters`, `By AFP`.
fn in_byline(author: &str) -> Option<&'static str> {
    author
        .split([',', '/', '|', '(', ')', '-', '–', '—'])
        .flat_map(|part| part.split(" and "))
        .find_map(|part| named(part.trim().trim_start_matches("By ")))
}

/// The words in brackets before a dash near the beginning.
fn dateline(body: &str) -> Option<&'static str> {
    let end = body
        .char_indices()
        .nth(DATELINE_CHARS)
        .map_or(body.len(), |(at, _)| at);
    let head = body[..end].split('\n').next()?;
    let (before, rest) = head.split_once('(')?;
    let (name, after) = rest.split_once(')')?;
    let dash = after.trim_start().starts_with(['-', '–', '—']);
    // What stands before it names a place, in no whole sentence.
    let place = !before.contains(['.', '?', '!', '“', '"']) || before.trim_end().ends_with('.');
    (dash && place).then(|| named(name)).flatten()
}

/// `Copyright 2025 The Associated Press.`, `Reuters contributed to this report.` in a short paragraph at the end.
fn credit(article: &Article) -> Option<&'static str> {
    let paragraphs = article.paragraphs.iter().rev().take(CREDITS);
    paragraphs.map(|span| article.text(*span)).find_map(|text| {
        let words: Vec<String> = words::words(text)
            .take(CREDIT_WORDS + 1)
            .map(|word| words::fold(word.of(text)))
            .collect();
        if words.is_empty() || words.len() > CREDIT_WORDS {
            return None;
        }
        let line = words.join(" ");
        let whole = text.contains('©') || line.contains(CONTRIBUTED) || words.len() <= LEAD_WORDS;
        if whole {
            return within(&words);
        }
        let led = LEADS.contains(&words[0].as_str());
        led.then(|| within(&words[..words.len().min(LEAD_WORDS + 2)]))
            .flatten()
    })
}

/// The first agency among some folded words, its longest form.
fn within(words: &[String]) -> Option<&'static str> {
    const LONGEST: usize = 4;
    (0..words.len()).find_map(|from| {
        (1..=LONGEST.min(words.len() - from))
            .rev()
            .find_map(|count| named(&words[from..from + count].join(" ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn of(outlet: &str, author: &str, paragraphs: &[&str]) -> Option<&'static str> {
        let draft = Draft {
            outlet: (!outlet.is_empty()).then(|| outlet.into()),
            authors: vec![author.into()],
            paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
            ..Draft::default()
        };
        agency(&analyse(draft, String::new()))
    }

    #[test]
    fn agency_copy_is_told_by_outlet_byline_dateline_and_credit() {
        assert_eq!(of("Reuters", "", &["Rain fell."]), Some("Reuters"));
        assert_eq!(
            of("Port Courier", "Ida Brandt, Associated Press", &[]),
            Some("AP")
        );
        assert_eq!(
            of("Port Courier", "", &["NORDHAVN (AFP) — Rain fell."]),
            Some("AFP")
        );
        assert_eq!(
            of(
                "Port Courier",
                "",
                &["Rain.", "© 2025 dpa. All rights reserved."]
            ),
            Some("dpa")
        );
        assert_eq!(
            of(
                "Port Courier",
                "",
                &["Rain.", "The Associated Press contributed to this report."]
            ),
            Some("AP")
        );
    }

    #[test]
    fn an_agency_that_is_quoted_is_no_source() {
        assert_eq!(
            of(
                "Port Courier",
                "Ida Brandt",
                &[
                    "Rain fell, she told Reuters.",
                    "By then Reuters had asked the ministry for the figures of the year and was told that there were none to be had."
                ]
            ),
            None
        );
        assert_eq!(
            of("Port Courier", "", &["The map (Reuters) shows rain."]),
            None
        );
        assert_eq!(of("", "", &[]), None);
    }
}
