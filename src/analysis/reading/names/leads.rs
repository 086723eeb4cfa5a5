//! Lines that lead elsewhere: headlines of other stories between the paragraphs, lines in capitals. Whom only such a line names
//! is nobody of the article.

use super::words::is_generation;
use crate::model::{NameKind, Span};

/// A line of fewer words is no headline, one of more is a paragraph.
const WORDS: std::ops::RangeInclusive<usize> = 3..=25;
/// A headline in capitals and small letters has so many words at least: fewer may head a part of the article. Of those with so
/// many letters at least so many in a hundred have a capital.
const HEADLINE_WORDS: usize = 6;
const LONG_WORD: usize = 4;
const CAPITALS: usize = 80;
/// What begins such lines. In lower case.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "also read", "click here", "don't miss", "don’t miss", "more:", "more from", "more on", "read also", "read more",
    "read next", "read:", "recommended", "related", "see also", "watch:", "you may also like",
];

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// It leads elsewhere.
    Elsewhere,
    /// It is a headline, of another story or of a part of this one.
    Headline,
}

/// The lines that lead elsewhere and the headlines, in order. None of a text that is in capitals throughout.
pub fn lines(body: &str, paragraphs: &[Span]) -> Vec<(Span, Line)> {
    let small = body.chars().filter(|letter| letter.is_lowercase()).count();
    let capital = body.chars().filter(|letter| letter.is_uppercase()).count();
    if small < capital {
        return Vec::new();
    }
    let first = paragraphs.first().map_or(0, |first| first.start);
    let all = paragraphs.iter().copied();
    all.filter(|line| line.start > first)
        .filter_map(|line| Some((line, kind(line.of(body))?)))
        .collect()
}

fn kind(line: &str) -> Option<Line> {
    let line = line.trim();
    let count = line.split_whitespace().take(WORDS.end() + 1).count();
    if !WORDS.contains(&count) {
        return None;
    }
    let lower = line.to_lowercase();
    let begins = BEGINNINGS
        .iter()
        .any(|beginning| lower.starts_with(beginning));
    if begins || (!line.contains(char::is_lowercase) && line.contains(char::is_uppercase)) {
        return Some(Line::Elsewhere);
    }
    if count < HEADLINE_WORDS
        || line.ends_with(['.', '!', '?', '"', '”', '’', ')', ':', ',', ';', '…'])
    {
        return None;
    }
    let long: Vec<&str> = line
        .split_whitespace()
        .filter(|word| word.chars().count() >= LONG_WORD)
        .collect();
    let capitals = long.iter().filter(|word| {
        word.trim_start_matches(|letter: char| !letter.is_alphanumeric())
            .starts_with(char::is_uppercase)
    });
    let is_headline = long.len() > 1 && capitals.count() * 100 >= long.len() * CAPITALS;
    is_headline.then_some(Line::Headline)
}

/// The first line, where it is one of links to other stories in capitals: nothing but capitals, before a text that is not in
/// capitals, and two people of one surname, `BO LUND JR. ADA LUND PORT STRIKE`, or `MORE ON:`.
pub fn links(body: &str, paragraphs: &[Span], names: &[(Span, NameKind)]) -> Option<Span> {
    let first = *paragraphs.first()?;
    let line = first.of(body);
    let is_shouted = !line.contains(char::is_lowercase)
        && line.contains(char::is_uppercase)
        && WORDS.contains(&line.split_whitespace().take(WORDS.end() + 1).count())
        && body[first.end..].contains(char::is_lowercase);
    if !is_shouted {
        return None;
    }
    let mut people = names
        .iter()
        .filter(|(span, kind)| *kind == NameKind::Person && first.contains(*span))
        .map(|(span, _)| span.of(body))
        .filter(|name| name.contains(' '));
    // the surname of one of them is that of a second, found or not
    let is_twice = people.any(|name| {
        let mut words = name.split(' ').rev();
        let surname = words.find(|word| !is_generation(&word.to_lowercase()));
        let of_line = line.split_whitespace();
        of_line.filter(|word| Some(*word) == surname).count() > 1
    });
    let lower = line.to_lowercase();
    let begins = BEGINNINGS.iter().any(|begins| lower.starts_with(begins));
    let is_list = is_twice || begins;
    is_list.then_some(first)
}

/// The line of those given in which a name stands.
pub fn of(lines: &[(Span, Line)], name: Span) -> Option<Line> {
    let after = lines.partition_point(|(line, _)| line.start <= name.start);
    let (line, kind) = lines[..after].last()?;
    (name.end <= line.end).then_some(*kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_of_other_stories_and_lines_in_capitals() {
        use Line::{Elsewhere, Headline};
        for (line, is_one) in [
            ("BO LUND JR. SPEAKS TO THE HARBOUR BOARD", Some(Elsewhere)),
            ("READ MORE: Bo Lund wants a new bridge", Some(Elsewhere)),
            ("Bo Lund Jr. Speaks to the Harbour Board", Some(Headline)),
            ("Lund spoke to the harbour board on Monday.", None),
            ("Lund spoke to the harbour board on Monday", None),
            ("What comes next", None),
            ("Judge Bo Lund", None),
            ("LUND", None),
            ("12 34 56", None),
            ("", None),
        ] {
            assert_eq!(kind(line), is_one, "{line}");
        }
    }

    #[test]
    fn a_text_in_capitals_and_its_first_line_lead_nowhere() {
        let all = |body: &str| {
            let mut paragraphs = Vec::new();
            let mut start = 0;
            for line in body.split_inclusive('\n') {
                paragraphs.push(Span::new(start, start + line.trim_end().len()));
                start += line.len();
            }
            lines(body, &paragraphs)
        };
        assert!(all("BO LUND RESIGNS TODAY\nHE LEAVES THE BOARD TODAY\n").is_empty());
        let body = "BO LUND RESIGNS TODAY\nThe head of the harbour board, who is ill, leaves on Friday.\nADA VENN SPEAKS OUT NOW\n";
        let found = all(body);
        assert_eq!(found.len(), 1, "{found:?}");
        let at = body.find("ADA").unwrap();
        assert_eq!(of(&found, Span::new(at, at + 8)), Some(Line::Elsewhere));
        assert_eq!(of(&found, Span::new(0, 7)), None);
    }

    #[test]
    fn a_first_line_of_links_names_nobody() {
        let is_one = |line: &str, people: &[&str]| {
            let body = format!("{line}\nLund said on Monday that the port would close.\n");
            let names: Vec<(Span, NameKind)> = people
                .iter()
                .filter_map(|name| Some((body.find(name)?, name)))
                .map(|(at, name)| (Span::new(at, at + name.len()), NameKind::Person))
                .collect();
            let paragraphs = [
                Span::new(0, line.len()),
                Span::new(line.len() + 1, body.len() - 1),
            ];
            links(&body, &paragraphs, &names).is_some()
        };
        assert!(is_one(
            "BO LUND JR. ADA LUND PORT STRIKE",
            &["BO LUND JR.", "ADA LUND"]
        ));
        assert!(is_one(
            "BO LUND RUSSIA PROBE ADA LUND",
            &["BO LUND", "ADA LUND"]
        ));
        assert!(!is_one(
            "BO LUND MEETS ADA VENN IN ARN",
            &["BO LUND", "ADA VENN"]
        ));
        assert!(!is_one(
            "Bo Lund Jr. meets Ada Lund in Arn",
            &["Bo Lund Jr.", "Ada Lund"]
        ));
        assert!(!is_one("BO LUND JR. RESIGNS TODAY", &["BO LUND JR."]));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "([A-Za-z ]|\\PC){0,60}") {
            lines(&body, &[Span::new(0, 0), Span::new(0, body.len())]);
        }
    }
}
