//! What stands around a figure in its sentence: the words beside it, days and years, whether it is a part or a whole.

use crate::analysis::comparing::align::class;
use crate::analysis::reading::dates::calendar::WEEKDAYS;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;
use crate::model::{Article, Span};

/// What stands behind a figure that is a part of the one before it.
pub const OF_THEM: [&str; 5] = [
    " of them",
    " of these",
    " of those",
    " of whom",
    " of which",
];
/// What stands behind a figure that is taken from a greater number.
pub const SOME_OF: [&str; 5] = [" of the ", " of its ", " of his ", " of her ", " of their "];
/// Words of a figure that comes on top of another.
pub const FURTHER: [&str; 5] = ["another", "additional", "other", "more", "further"];
/// Words to either side of a figure that say what is told of it.
pub const BESIDE: usize = 4;
/// Words to either side of a figure among which stands what makes it a supposition.
const SUPPOSED: usize = 5;
/// Signs of a time of day in a sentence.
pub const CLOCKS: [&str; 6] = ["a.m.", "p.m.", " AM ", " PM ", " am ", " pm "];

/// Classes of what goes up.
pub const UP: [&str; 9] = [
    "ad", "advanc", "climb", "gain", "grow", "increas", "jump", "soar", "surg",
];
/// Classes of what goes down.
pub const DOWN: [&str; 11] = [
    "down", "fall", "lose", "loss", "lost", "plung", "shed", "sink", "slid", "slump", "tumbl",
];
/// Classes of what goes on for a time.
#[rustfmt::skip]
pub const GOES_ON: [&str; 19] = [
    "battl", "call", "debat", "deliber", "gunfight", "hear", "interview", "last", "meet", "ordeal", "session", "sieg",
    "shootout", "speech", "standoff", "stretch", "testimoni", "trial", "wait",
];

/// Which way something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Up,
    Down,
}

/// The words of a clause before a figure, and those behind it and what it counts.
pub struct Slot<'a> {
    pub before: &'a str,
    pub behind: &'a str,
}

/// Bytes read to either side of a figure.
pub const SLOT: usize = 200;
/// Bytes between a figure and what it counts.
pub const TO_COUNTED: usize = 24;

/// The clause around a figure, cut at the marks that part clauses.
pub fn slot<'a>(article: &'a Article, sentence: Span, figure: Span, of: &str) -> Slot<'a> {
    let parts =
        |letter: char| matches!(letter, ',' | ';' | ':' | '“' | '”' | '"' | '—' | '(' | ')');
    let body = &article.body;
    let from = body.ceil_char_boundary(sentence.start.max(figure.start.saturating_sub(SLOT)));
    let to = body.floor_char_boundary(sentence.end.min(figure.end + SLOT));
    let before = article.text(Span::new(from, figure.start));
    let before = before.rsplit(parts).next().unwrap_or("");
    let mut behind = article.text(Span::new(figure.end, to));
    if !of.is_empty()
        && let Some(at) = behind.find(of).filter(|at| *at <= TO_COUNTED)
    {
        behind = &behind[at + of.len()..];
    }
    let behind = behind.split(parts).next().unwrap_or("");
    Slot { before, behind }
}

/// The word by which a figure is of what may be and not of what is: `could sink 48 boats`, `if 48 boats came`. Behind the
/// figure it is looked for only where something became of those counted: `48 sailors who are going to drown`.
pub fn supposed(before: &str, behind: &str, became: bool) -> Option<&'static str> {
    const MAY_BE: [&str; 6] = ["could", "going", "if", "may", "might", "would"];
    const ENDS: [&str; 7] = ["after", "and", "as", "because", "but", "that", "while"];
    fn known(words: impl Iterator<Item = String>) -> Option<&'static str> {
        words
            .take_while(|word| !ENDS.contains(&word.as_str()))
            .take(SUPPOSED)
            .find_map(|word| MAY_BE.into_iter().find(|known| *known == word))
    }
    let folded = |text: &str| -> Vec<String> {
        // Most clauses suppose nothing: they are not read word by word.
        if !MAY_BE.iter().any(|word| text.contains(word)) {
            return Vec::new();
        }
        words::words(text)
            .filter(|span| !span.of(text).starts_with(char::is_uppercase))
            .map(|span| words::fold(span.of(text)))
            .collect()
    };
    let behind = if became { behind } else { "" };
    known(folded(behind).into_iter()).or_else(|| known(folded(before).into_iter().rev()))
}

/// Whether a sentence tells of the most that was ever counted: another day may have its own record.
pub fn is_record(sentence: &str) -> bool {
    const MOST: [&str; 5] = ["record", "biggest", "highest", "largest", "worst"];
    const OF_A_DAY: [&str; 6] = [
        "single-day",
        "one-day",
        "daily",
        "in a day",
        "in one day",
        "in a single day",
    ];
    MOST.iter().any(|word| sentence.contains(word))
        && OF_A_DAY.iter().any(|word| sentence.contains(word))
}

/// Whether `from` or `by` leads to a figure: `a letter from more than 65 women`.
pub fn is_source(before: &str) -> bool {
    const MODIFYING: [&str; 10] = [
        "about", "all", "at", "least", "more", "nearly", "over", "some", "than", "the",
    ];
    let mut words = before.split_whitespace().rev();
    let led = words.find(|word| !MODIFYING.contains(word));
    matches!(led, Some("from" | "by"))
}

/// Whether a figure is what another is reckoned on: `4 deaths per [100] people`, `one out of every [1,000]`.
pub fn is_base(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    match (words.next(), words.next()) {
        (Some("per" | "every"), _) => true,
        (Some("each"), Some(led)) => matches!(led, "for" | "of" | "in"),
        _ => false,
    }
}

/// Whether a figure comes on top of one told before: by the word before it, the one directly behind it, or the one behind what it counts.
pub fn is_further(before: &str, directly: &str, behind: &str) -> bool {
    let is = |word: Option<&str>| word.is_some_and(|word| FURTHER.contains(&word));
    let is_behind = |text: &str| {
        let mut words = text.split_whitespace();
        // `12 more than in May` is no more than that.
        is(words.next()) && words.next() != Some("than")
    };
    is(before.split_whitespace().next_back()) || is_behind(directly) || is_behind(behind)
}

/// Which way the words beside a figure say that it goes; `before` is the clause before it.
pub fn course(beside: &[String], before: &str) -> Option<Course> {
    // `was down 1.1 percent`: the word says it by itself.
    match before.split_whitespace().next_back() {
        Some("down") => return Some(Course::Down),
        Some("up") => return Some(Course::Up),
        _ => {}
    }
    let known = |list: &[&str]| beside.iter().any(|word| list.contains(&word.as_str()));
    match (known(&UP), known(&DOWN)) {
        (true, false) => Some(Course::Up),
        (false, true) => Some(Course::Down),
        _ => None,
    }
}

pub fn is_duration(unit: &str, head: &str, beside: &[String]) -> bool {
    matches!(unit, "minutes" | "hours" | "days" | "weeks" | "months")
        && (GOES_ON.contains(&head)
            || beside
                .iter()
                .any(|word| matches!(word.as_str(), "last" | "stretch")))
}

/// Whether a figure is the whole that another is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WholeOf {
    Nothing,
    /// `six of the city’s eight bridges`
    Number,
    /// `none of the eight bridges`, `most of the eight`
    Some,
}

/// Whether a number, or a word for some or none, and `of` stand before a figure, no more than two words back.
pub fn whole_of(before: &str) -> WholeOf {
    const SOME: [&str; 7] = ["any", "few", "many", "most", "none", "several", "some"];
    let mut words = before
        .rsplit(char::is_whitespace)
        .filter(|word| !word.is_empty());
    if !words.by_ref().take(3).any(|word| word == "of") {
        return WholeOf::Nothing;
    }
    let word = words.next().unwrap_or("").to_lowercase();
    let last = word.rsplit('-').next().unwrap_or("");
    if english().has(last, Tag::NumberOfWhole)
        || word.starts_with(|letter: char| letter.is_ascii_digit())
    {
        WholeOf::Number
    } else if SOME.contains(&word.as_str()) {
        WholeOf::Some
    } else {
        WholeOf::Nothing
    }
}

pub fn beside(before: &str, behind: &str) -> Vec<String> {
    let content = |text: &str, back: bool| -> Vec<String> {
        let folded = |span: Span| words::fold(span.of(text));
        let spans: Vec<Span> = words::words(text).collect();
        let near: Vec<Span> = if back {
            spans.iter().rev().take(BESIDE).copied().collect()
        } else {
            spans.into_iter().take(BESIDE).collect()
        };
        near.into_iter()
            .filter(|span| span.of(text).starts_with(char::is_lowercase))
            .map(folded)
            .filter(|word| !words::is_function_word(word))
            .map(|word| class(&words::stem(&word)).to_string())
            .collect()
    };
    let mut found = content(before, true);
    found.extend(content(behind, false));
    found.sort();
    found.dedup();
    found
}

pub fn weekdays(text: &str) -> Vec<u32> {
    words::words(text)
        .filter_map(|span| WEEKDAYS.iter().position(|day| *day == span.of(text)))
        .filter_map(|day| u32::try_from(day).ok())
        .collect()
}

pub fn years(text: &str) -> Vec<u32> {
    words::words(text)
        .filter_map(|span| span.of(text).parse().ok())
        .filter(|year| (1900..2100).contains(year))
        .collect()
}
