//! The words, numbers and signs of a sentence.

use super::digits::{GROUP, MOST_DIGITS, decimal, value};
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::{Forms, Text, steps};
use crate::model::Span;

/// Bytes from which a word is none: no number, unit or noun is so long.
pub const LONGEST_WORD: usize = 60;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Word,
    /// Digits, with the value they say; `year` where they look like one.
    Digits {
        value: f64,
        year: bool,
    },
    /// Anything with a digit in it that is no number: `G7`, `20th`, `12:30`, `9/11`, a web address.
    Code,
    /// One sign.
    Sign(char),
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
    /// White space stands before it.
    pub apart: bool,
    /// Number of its form.
    pub form: u32,
}

/// The tokens of one sentence; what is new of how they are written is added to the forms.
pub fn tokens(read: &Text, forms: &mut Forms, sentence: Span) -> Vec<Token> {
    let text = sentence.of(read.body);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        steps::take(1);
        let start = at;
        if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        }
        let apart = text[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let kind = if apart && is_address(&text[at..]) {
            at += text[at..]
                .find(char::is_whitespace)
                .unwrap_or(text.len() - at);
            Kind::Code
        } else if let Some((end, value)) = (apart && letter == '.')
            .then(|| part(&text[at..]))
            .flatten()
        {
            at += end;
            Kind::Digits { value, year: false }
        } else if letter.is_numeric() {
            let (end, kind) = digits(read, text, at);
            at = end;
            kind
        } else if letter.is_alphabetic() {
            at = word_end(text, at);
            if text[start..at].contains(|letter: char| letter.is_numeric()) {
                Kind::Code
            } else {
                Kind::Word
            }
        } else {
            at += letter.len_utf8();
            Kind::Sign(letter)
        };
        let span = Span::new(sentence.start + start, sentence.start + at);
        found.push(Token {
            span,
            kind,
            apart,
            form: forms.number(read.body, span, read.language),
        });
    }
    found
}

fn is_address(text: &str) -> bool {
    let near = text
        .char_indices()
        .nth(LONGEST_WORD)
        .map_or(text, |(at, _)| &text[..at]);
    let word = near.split(char::is_whitespace).next().unwrap_or("");
    word.contains("://") || word.starts_with("www.") || word.contains('@') || word.starts_with('#')
}

/// A share without its zero, `.15 percent`: bytes and value. Without the word behind it it may be a calibre or a file's ending.
fn part(text: &str) -> Option<(usize, f64)> {
    let digits = text[1..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = text[1 + digits..].trim_start();
    let is_share =
        behind.starts_with("percent") || behind.starts_with('%') || behind.starts_with("per cent");
    if !(1..=MOST_DIGITS).contains(&digits) || !is_share {
        return None;
    }
    let value = format!("0{}", &text[..=digits]).parse().ok()?;
    Some((1 + digits, value))
}

/// A word with the apostrophes, full stops and (before digits) hyphens inside it: `COVID-19` is one, `year-old` two.
fn word_end(text: &str, start: usize) -> usize {
    let mut letters = text[start..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter.is_alphanumeric() {
            continue;
        }
        let next = letters.peek().map(|&(_, next)| next);
        let goes_on = match letter {
            '’' | '\'' | '.' | '&' => next.is_some_and(char::is_alphanumeric),
            '-' | '/' => next.is_some_and(char::is_numeric),
            _ => false,
        };
        if !goes_on {
            // The full stop of `U.S.` belongs to it.
            let dotted = letter == '.'
                && text[start..start + at]
                    .rfind('.')
                    .is_some_and(|dot| at - dot == 2);
            return start + at + usize::from(dotted);
        }
    }
    text.len()
}

/// A number in digits from `start`: where it ends, and what it is.
fn digits(read: &Text, text: &str, start: usize) -> (usize, Kind) {
    let rest = &text[start..];
    if let Some(found) = by_apostrophes(text, start) {
        return found;
    }
    let mut end = 0;
    let mut separators: Vec<(usize, u8)> = Vec::new();
    let bytes = rest.as_bytes();
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_digit() {
            end += 1;
        } else if matches!(byte, b',' | b'.' | b':' | b'/')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        {
            separators.push((end, byte));
            end += 1;
        } else {
            break;
        }
    }
    if end == 0 {
        // Digits of other scripts, superscripts, fractions in one sign: no number we read.
        let end = rest
            .find(|letter: char| !letter.is_numeric())
            .unwrap_or(rest.len());
        return (start + end, Kind::Code);
    }
    let written = &rest[..end];
    // Letters glued to it: an ordinal, a decade, a code; units and scales are left to be read as words.
    let tail = &rest[end..];
    let glued = tail
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(tail.len());
    let glued = tail.get(..glued.min(LONGEST_WORD)).unwrap_or("?");
    if !glued.is_empty() && !may_be_glued(read.lexicon(), glued) {
        let all = tail
            .find(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
            .unwrap_or(tail.len());
        return (start + end + all, Kind::Code);
    }
    let value = match read.language.numbers.has_decimal_comma {
        true => {
            let other_way = written
                .replace(',', ";")
                .replace('.', ",")
                .replace(';', ".");
            let marks = separators.iter();
            let marks = marks.map(|&(at, mark)| (at, if mark == b',' { b'.' } else { b',' }));
            value(&other_way, &marks.collect::<Vec<_>>())
        }
        false => value(written, &separators)
            .or_else(|| decimal(read.lexicon(), written, &text[..start], tail)),
    };
    let Some(value) = value else {
        return (start + end, Kind::Code);
    };
    let year = separators.is_empty() && end == 4 && (1500.0..=2100.0).contains(&value);
    (start + end, Kind::Digits { value, year })
}

/// Digits in groups of three with apostrophes between them, as Swiss papers write them: `1'250'000`.
fn by_apostrophes(text: &str, start: usize) -> Option<(usize, Kind)> {
    let rest = &text[start..];
    let first = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=GROUP).contains(&first) || rest.starts_with('0') {
        return None;
    }
    let mut plain = rest[..first].to_string();
    let mut end = first;
    while let Some(behind) = rest[end..].strip_prefix(['\'', '’']) {
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        if digits != GROUP {
            return None;
        }
        plain.push_str(&behind[..GROUP]);
        end = rest.len() - behind.len() + GROUP;
    }
    let is_whole = end > first
        && plain.len() <= MOST_DIGITS
        && !rest[end..].starts_with(|letter: char| letter.is_alphanumeric());
    let value = plain.parse().ok().filter(|_| is_whole)?;
    Some((start + end, Kind::Digits { value, year: false }))
}

fn may_be_glued(lexicon: &Lexicon<Tag>, letters: &str) -> bool {
    let lower = letters.to_lowercase();
    lexicon.has(&lower, Tag::ShortScale)
        || matches!(
            lower.as_str(),
            "km" | "kg" | "mph" | "cm" | "mm" | "ft" | "lb" | "lbs" | "mw" | "gw"
        )
}
