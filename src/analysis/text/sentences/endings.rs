//! Where English sentences end: every full stop, question and exclamation mark is judged by the words around it.
//!
//! The cases are those of the English Golden Rules of Pragmatic Segmenter (Dias 2015). Each mark is judged by a bounded
//! stretch of text on either side, so that the whole takes time linear in the length.

use super::lists::{List, opens_list_item};
use super::starters::{BEFORE_LETTER, BEFORE_NUMBER, FIRM_FORMS, holds};
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::saying::is_speech_verb;

/// Bytes looked at on either side of a mark: the longest word that matters, and a subject with its verb of speech.
const REACH: usize = 80;
/// An abbreviation among so many first words of a sentence does not end it (`At 5 a.m. Mr. Smith left.`).
const OPENING_WORDS: usize = 3;
/// Words between a closing quotation mark and its verb of speech: `“Why?” the mayor of Riga asked.`
const WORDS_BEFORE_SPEECH: usize = 5;

/// Words from a mark inside a firm's name to the form of the firm: `Yum! Brands Inc.`
const WORDS_TO_FIRM_FORM: usize = 2;

/// Adds the byte positions in `text` at which a new sentence begins, in order, without 0.
pub fn cuts(text: &str, cuts: &mut Vec<usize>) {
    let mut list = List::of(text);
    let mut start = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_mark_or_blank) {
        let mark = at + offset;
        let found = text[mark..].chars().next().unwrap_or(' ');
        if found.is_whitespace() {
            at = mark + found.len_utf8();
            if list.goes_on(&text[at..]) && at > start {
                cuts.push(at);
                start = at;
            }
            continue;
        }
        let run = Run::at(text, mark);
        at = run.end;
        if run.ends_sentence(text, start) {
            cuts.push(run.end);
            start = run.end;
        }
    }
    // Marks and list items alternate, so the order holds; equal neighbours may come of a bullet behind a full stop.
    cuts.dedup();
}

fn is_mark_or_blank(letter: char) -> bool {
    is_mark(letter) || letter.is_whitespace()
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '.' | '?' | '!' | '…') || is_wide_mark(letter)
}

/// Marks of scripts that put no blank behind them.
fn is_wide_mark(letter: char) -> bool {
    matches!(letter, '。' | '！' | '？' | '．' | '।' | '።' | '؟')
}

fn is_closer(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '”' | '’' | ')' | ']' | '}' | '»' | '」' | '』'
    )
}

fn is_opener(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '“' | '‘' | '„' | '(' | '[' | '{' | '«' | '`' | '「'
    )
}

/// A run of marks with the closing signs behind it.
struct Run {
    start: usize,
    /// Behind the closing signs.
    end: usize,
    dots: usize,
    others: usize,
    ellipsis: bool,
    wide: bool,
    closed: bool,
}

impl Run {
    fn at(text: &str, start: usize) -> Run {
        let mut run = Run {
            start,
            end: start,
            dots: 0,
            others: 0,
            ellipsis: false,
            wide: false,
            closed: false,
        };
        let mut blank = false;
        for (offset, letter) in text[start..].char_indices() {
            match letter {
                '.' => run.dots += 1,
                '…' => run.ellipsis = true,
                '?' | '!' if !blank => run.others += 1,
                letter if is_wide_mark(letter) && !blank => run.wide = true,
                // `. . .` is one run.
                ' ' if run.dots > 0 && !blank && text[start + offset + 1..].starts_with('.') => {
                    blank = true;
                    continue;
                }
                _ => break,
            }
            blank = false;
            run.end = start + offset + letter.len_utf8();
        }
        for letter in text[run.end..]
            .chars()
            .take_while(|&letter| is_closer(letter))
        {
            run.end += letter.len_utf8();
            run.closed = true;
        }
        while let Some(length) = footnote(&text[run.end..]) {
            run.end += length;
            run.closed = true;
        }
        run
    }

    fn ends_sentence(&self, text: &str, sentence: usize) -> bool {
        let rest = &text[self.end..];
        let next = rest.trim_start();
        if next.is_empty() {
            return false;
        }
        if self.wide {
            return true;
        }
        let token = word_before(text, sentence, self.start);
        if next.len() == rest.len() {
            return !self.closed && self.runs_on(token, next);
        }
        let opening = next.trim_start_matches(|letter: char| {
            is_opener(letter) || matches!(letter, '-' | '–' | '—' | ' ')
        });
        let Some(first) = opening.chars().next() else {
            return false;
        };
        if first.is_lowercase() || matches!(first, ',' | ';' | ':' | ')' | '.') {
            return false;
        }
        if self.ellipsis || self.dots > 1 {
            return self.ends_after_dots(text, first, opening);
        }
        if self.others > 0 {
            let goes_on = if self.closed {
                speech_follows(next)
            } else {
                self.is_in_firm(token, next)
            };
            return !goes_on;
        }
        !opens_list_item(text, sentence, self.start)
            && (self.closed || self.ends_after_word(text, sentence, token, next, opening))
    }

    /// No blank behind the mark: `It rained.Then it stopped.`
    fn runs_on(&self, token: &str, next: &str) -> bool {
        let mut letters = next.chars();
        let capital = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase);
        let word = first_word(next);
        let after = next[word.len()..].chars().next();
        let plain = !token.contains(['.', '@', '/', '!', '?'])
            && token
                .chars()
                .rev()
                .take(2)
                .all(|letter| letter.is_lowercase() || letter.is_ascii_digit())
            && token.chars().nth(1).is_some();
        capital
            && plain
            && self.dots <= 1
            && after.is_none_or(|letter| letter != '@' && letter != '/')
            && !word.contains('.')
            || capital
                && plain
                && matches!(after, Some('.'))
                && english().has(&lower(word.trim_end_matches('.')), Tag::NeverEnds)
    }

    /// Whether the mark is a part of a firm's name: `Yahoo! Inc.`, `Yum! Brands Inc.`
    fn is_in_firm(&self, token: &str, next: &str) -> bool {
        let mut words = next
            .split_whitespace()
            .take(WORDS_TO_FIRM_FORM)
            .map(|word| word.trim_end_matches([',', '.', ';', ')']));
        token.starts_with(char::is_uppercase)
            && words
                .by_ref()
                .take_while(|word| word.starts_with(char::is_uppercase))
                .any(|word| holds(FIRM_FORMS, &lower(word)))
    }

    fn ends_after_dots(&self, text: &str, first: char, opening: &str) -> bool {
        let inside = text[..self.start].ends_with(['[', '(']);
        let starter = lower(first_word(opening));
        !inside
            && first.is_uppercase()
            && (self.dots > 3
                || self.closed
                || (starter != "i" && english().has(&starter, Tag::OpensSentence)))
    }

    fn ends_after_word(
        &self,
        text: &str,
        sentence: usize,
        token: &str,
        next: &str,
        opening: &str,
    ) -> bool {
        let token = token.trim_start_matches(is_opener);
        let word = lower(token);
        let starter = lower(first_word(opening));
        let opens = english().has(&starter, Tag::OpensSentence);
        let digit = opening.starts_with(|letter: char| letter.is_ascii_digit());
        let numbered = holds(BEFORE_LETTER, &word)
            && token.starts_with(char::is_uppercase)
            && is_letter_or_roman(first_word(opening));
        if word.is_empty()
            || english().has(&word, Tag::NeverEnds)
            || (digit && holds(BEFORE_NUMBER, &word))
            || numbered
        {
            return false;
        }
        // `They sold rope, nets, etc. Brandt came`: nothing goes on behind it with a capital letter.
        if word == "etc" {
            return true;
        }
        let before = &text[sentence..self.start];
        let opening_words = before
            .get(before.len().saturating_sub(REACH)..)
            .map_or(OPENING_WORDS + 1, |near| near.split_whitespace().count());
        let alone = token.chars().nth(1).is_none();
        if alone && token.starts_with(char::is_alphabetic) {
            // An initial; but `you and I. Did you …` ends, and so does `Vitamin C. The …` .
            let previous = before[..before.len() - token.len()].trim_end();
            let after_small_word = previous
                .rsplit(char::is_whitespace)
                .next()
                .is_some_and(|word| word.starts_with(char::is_lowercase));
            return opens
                && after_small_word
                && opening_words > OPENING_WORDS
                && !matches!(starter.as_str(), "a" | "i" | "mr" | "mrs" | "ms");
        }
        let dotted = token.contains('.')
            && token
                .split('.')
                .all(|part| part.len() <= 2 && part.chars().all(char::is_alphabetic));
        if dotted || english().has(&word, Tag::MayEnd) {
            return opening_words > OPENING_WORDS && (opens || next.starts_with(['"', '“']));
        }
        true
    }
}

/// A letter that numbers a picture or a part, or a number in Roman letters: `A`, `B2`, `II`.
fn is_letter_or_roman(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    first
        && (letters.all(|letter| letter.is_ascii_digit())
            || word.bytes().all(|byte| b"IVXLC".contains(&byte)))
}

/// Length of a footnote sign (`[2]`, ` [17]`) at the start of a text.
fn footnote(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(' ').unwrap_or(text).strip_prefix('[')?;
    let digits = inner.bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && inner[digits..].starts_with(']')).then(|| text.len() - inner.len() + digits + 1)
}

/// The word that ends at `end`, not reaching before `from`.
fn word_before(text: &str, from: usize, end: usize) -> &str {
    let mut start = end;
    for (at, letter) in text[from..end].char_indices().rev() {
        if letter.is_whitespace() || end - (from + at) > REACH {
            break;
        }
        start = from + at;
    }
    &text[start..end]
}

/// Letters, digits and what joins them, at the start of a text.
fn first_word(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(REACH)
        .find(|&(_, letter)| !(letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-')))
        .map_or_else(
            || {
                text.char_indices()
                    .nth(REACH)
                    .map_or(text.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    &text[..end]
}

fn lower(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Verbs of speech in two words.
const IN_TWO: [(&str, &str); 6] = [
    ("chimed", "in"),
    ("cut", "in"),
    ("fired", "back"),
    ("goes", "on"),
    ("shot", "back"),
    ("went", "on"),
];

/// `Obama asked`, `the mayor said` behind a closing quotation mark.
fn speech_follows(next: &str) -> bool {
    let near = next
        .char_indices()
        .nth(REACH)
        .map_or(next, |(at, _)| &next[..at]);
    let mut before = String::new();
    for (number, word) in near
        .split_whitespace()
        .take(WORDS_BEFORE_SPEECH)
        .enumerate()
    {
        if word.starts_with(is_opener) {
            return false;
        }
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let bare_lower = lower(bare);
        let in_two = IN_TWO.contains(&(before.as_str(), bare_lower.as_str()));
        if number > 0 && is_speech_verb(&bare_lower) || number > 1 && in_two {
            return true;
        }
        before = bare_lower;
        let initial = bare.chars().count() <= 3 && bare.starts_with(char::is_uppercase);
        if bare.len() < word.len() && !(initial && word.ends_with('.')) {
            return false;
        }
    }
    false
}
