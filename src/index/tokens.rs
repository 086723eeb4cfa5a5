//! The tokenizer: what counts as a word in an article, and in a query.
//!
//! Invariant: an article and a query are cut by the same rules, and the highlighter reads the same tokens as the index.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

use super::token::{Token, is_apostrophe};
use super::{compounds, hebrew};
use crate::analysis::text::words;
use crate::model::Span;

/// Longer tokens are cut: nobody types them, and the index takes no term over 64 KB.
const LONGEST_TOKEN_BYTES: usize = 120;
/// Positions between the last word of a paragraph and the first of the next: no phrase reaches across.
const PARAGRAPH_GAP: u32 = 1000;
/// What French, Italian and Irish write before an apostrophe; what follows is a word of its own.
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "o", "qu", "un", "dell", "nell", "all", "sull", "dall",
];
/// Words with such a beginning that are one word all the same.
const NOT_ELIDED: &[&str] = &["o'clock"];

/// The words of a text in order.
///
/// Built on UAX 29 words: `U.S.` is `u.s`, `don't` one word, `COVID-19` two, `1,200` is `1200`. An English possessive is
/// the bare name, `l'homme` two words. Scripts without spaces give overlapping pairs of characters, and the last character.
pub fn tokens(text: &str) -> Vec<Token> {
    cut(text, LastCharacter::Kept)
}

/// The words of a piece of a query: as [`tokens`], but a run of a script without spaces gives its pairs only.
pub fn typed(text: &str) -> Vec<Token> {
    cut(text, LastCharacter::Dropped)
}

/// The words of a label (an outlet, an author): every run of letters and digits, so that `bbc.com` holds `bbc`.
pub fn labels(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_inside_label(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(&mut found, text, Span::new(from, at), from);
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The English stem of a folded word (Porter 2, <https://snowballstem.org/algorithms/english/stemmer.html>).
pub fn stem(folded: &str) -> Cow<'_, str> {
    if folded.bytes().any(|byte| !byte.is_ascii_alphabetic()) {
        return Cow::Borrowed(folded);
    }
    Stemmer::new(Algorithm::English).stem(folded)
}

/// A character of a script that is written without spaces between words.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0EFF}' // Thai, Lao
        | '\u{1000}'..='\u{109F}' // Myanmar
        | '\u{1780}'..='\u{17FF}' // Khmer
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' // Han
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LastCharacter {
    Kept,
    Dropped,
}

fn cut(text: &str, last: LastCharacter) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(text.len() / 6);
    let mut run: Option<Span> = None;
    let mut end = 0;
    words::each_word(text, hebrew::joined, |span| {
        let unspaced = span.of(text).starts_with(is_unspaced);
        if let Some(open) = run.take() {
            if unspaced && open.end == span.start {
                run = Some(open.join(span));
                return;
            }
            push_run(&mut found, text, open, end, last);
            end = open.end;
        }
        if unspaced {
            run = Some(span);
        } else {
            push_word(&mut found, text, span, end);
            end = span.end;
        }
    });
    if let Some(open) = run {
        push_run(&mut found, text, open, end, last);
    }
    compounds::mark(text, &mut found);
    found
}

/// A run of a script without spaces, as overlapping pairs of characters.
fn push_run(found: &mut Vec<Token>, text: &str, run: Span, mut end: usize, last: LastCharacter) {
    let starts: Vec<usize> = run
        .of(text)
        .char_indices()
        .map(|(at, _)| run.start + at)
        .chain([run.end])
        .collect();
    let characters = starts.len() - 1;
    for at in 0..characters {
        let stop = (at + 2).min(characters);
        let alone = stop - at == 1;
        if alone && characters > 1 && last == LastCharacter::Dropped {
            break;
        }
        push(found, text, Span::new(starts[at], starts[stop]), end);
        end = starts[stop];
    }
}

/// UAX 29 keeps `end.The` and `Note:this` whole, which web pages are full of; `u.s` and `3.5` are one word indeed.
fn push_word(found: &mut Vec<Token>, text: &str, span: Span, mut end: usize) {
    let word = span.of(text);
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return push(found, text, span, end);
    }
    let parts = |sign: char| word.split(sign).filter(|part| !part.is_empty());
    let short = || parts('.').all(|part| part.chars().nth(1).is_none());
    let number = || word.bytes().all(|byte| !byte.is_ascii_alphabetic());
    if !word.contains(':') && (!word.contains('.') || short() || (word.is_ascii() && number())) {
        return push_part(found, text, span, end);
    }
    let mut start = span.start;
    for part in word.split([':', '.']) {
        if !part.is_empty() {
            push_part(found, text, Span::new(start, start + part.len()), end);
            end = start + part.len();
        }
        start += part.len() + 1;
    }
}

/// A word with an apostrophe: without its possessive, and parted where something is elided.
fn push_part(found: &mut Vec<Token>, text: &str, span: Span, end: usize) {
    let word = span.of(text);
    let Some(first) = word.find(is_apostrophe) else {
        return push(found, text, span, end);
    };
    let last = word.rfind(is_apostrophe).unwrap_or(first);
    let tail = |at: usize| word[at..].trim_start_matches(is_apostrophe);
    if last > 0 && tail(last).eq_ignore_ascii_case("s") {
        return push_part(found, text, Span::new(span.start, span.start + last), end);
    }
    let head = &word[..first];
    let rest = Span::new(span.end - tail(first).len(), span.end);
    if !rest.is_empty()
        && ELIDED.contains(&head.to_lowercase().as_str())
        && !NOT_ELIDED.contains(&words::fold(word).as_str())
    {
        let head = Span::new(span.start, span.start + first);
        push(found, text, head, end);
        push_part(found, text, rest, head.end);
    } else {
        push(found, text, span, end);
    }
}

/// Adds the word at `span`; `end` is where the word before it ended, to see whether a paragraph ends between.
fn push(found: &mut Vec<Token>, text: &str, span: Span, end: usize) {
    let written = span.of(text);
    let mut folded = words::fold(written);
    if folded.contains(',') && is_grouped_number(&folded) {
        folded.retain(|letter| letter != ',');
    }
    if !written.is_ascii() {
        folded = hebrew::one_sign(folded);
    }
    shorten(&mut folded);
    if folded.is_empty() {
        return;
    }
    let initials = initials(written, &folded);
    let accented = (!written.is_ascii())
        .then(|| {
            let mut lower: String = written.to_lowercase().replace(is_apostrophe, "'");
            shorten(&mut lower);
            lower
        })
        .filter(|lower| *lower != folded);
    let new_paragraph = text
        .get(end..span.start)
        .is_some_and(|gap| gap.contains('\n'));
    let position = found.last().map_or(0, |before| {
        before.position + if new_paragraph { PARAGRAPH_GAP } else { 1 }
    });
    found.push(Token {
        text: folded,
        accented,
        initials,
        compounds: Vec::new(),
        span,
        position,
    });
}

/// The letters of `U.S.`; those of `US`, where the same letters in lower case are a word that everybody uses.
fn initials(written: &str, folded: &str) -> Option<String> {
    let letters = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    if folded.contains('.') {
        let is_one = folded.split('.').all(letters);
        return is_one.then(|| folded.replace('.', ""));
    }
    let capitals = written.len() > 1 && written.bytes().all(|byte| byte.is_ascii_uppercase());
    (capitals && words::is_function_word(folded)).then(|| folded.to_string())
}

fn shorten(word: &mut String) {
    if word.len() > LONGEST_TOKEN_BYTES {
        let mut end = LONGEST_TOKEN_BYTES;
        while !word.is_char_boundary(end) {
            end -= 1;
        }
        word.truncate(end);
    }
}

/// `1,200` and `12,345,678`, not `1,2`.
fn is_grouped_number(word: &str) -> bool {
    let mut groups = word.split(',');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or("");
    let mut rest: Vec<&str> = groups.collect();
    let last = rest.pop().unwrap_or("");
    let (last, decimals) = last.split_once('.').unwrap_or((last, ""));
    (1..=3).contains(&first.len())
        && digits(first)
        && digits(decimals)
        && rest
            .iter()
            .chain([&last])
            .all(|group| group.len() == 3 && digits(group))
}

fn is_inside_label(letter: char) -> bool {
    letter.is_alphanumeric() || unicode_normalization::char::is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_are_cut_as_a_reader_would() {
        for (text, expected) in [
            ("The U.S. envoy", &["the", "u.s", "envoy"][..]),
            ("don’t", &["don't"]),
            ("COVID-19", &["covid", "19"]),
            ("Minsk’s 1,200 men", &["minsk", "1200", "men"]),
            ("1,2 and 3.5", &["1,2", "and", "3.5"]),
            (
                "the end.The Note:this at 14:05",
                &["the", "end", "the", "note", "this", "at", "14", "05"],
            ),
            ("l’homme, O’Brien’s", &["l", "homme", "o", "brien"]),
            ("at 5 o’clock", &["at", "5", "o'clock"]),
            ("Xi’an’s wall", &["xi'an", "wall"]),
            ("中国人 said", &["中国", "国人", "人", "said"]),
            ("人", &["人"]),
            ("", &[]),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
        assert_eq!(typed("中国人").len(), 2);
        assert_eq!(typed("人").len(), 1);
    }

    #[test]
    fn labels_part_at_every_mark() {
        let found: Vec<String> = labels("www.bbc.com News")
            .into_iter()
            .map(|t| t.text)
            .collect();
        assert_eq!(found, ["www", "bbc", "com", "news"]);
    }

    #[test]
    fn a_paragraph_leaves_a_gap_and_a_possessive_is_not_part_of_the_word() {
        let found = tokens("Delta’s end.\n\nNew start");
        assert_eq!(found[0].span, Span::new(0, 5));
        assert_eq!(found[1].position, 1);
        assert_eq!(found[2].position, 1 + PARAGRAPH_GAP);
        assert_eq!(found[3].position, 2 + PARAGRAPH_GAP);
    }

    #[test]
    fn accents_are_remembered() {
        let found = tokens("été ete");
        assert_eq!(found[0].accented.as_deref(), Some("été"));
        assert_eq!(found[1].accented, None);
    }

    proptest! {
        #[test]
        fn any_text_gives_words_in_order(text in "\\PC{0,80}|[a-z' ’,.0-9中国人\n-]{0,40}") {
            for cut in [tokens(&text), typed(&text), labels(&text)] {
                for pair in cut.windows(2) {
                    prop_assert!(pair[0].span.start < pair[1].span.start);
                    prop_assert!(pair[0].position < pair[1].position);
                }
                for token in cut {
                    prop_assert!(text.get(token.span.start..token.span.end).is_some());
                    prop_assert!(!token.text.is_empty());
                }
            }
        }
    }
}
