//! Reading a token once: its hashes, shapes, affixes and what the lists know of it.

use super::{AFFIX, LONGEST_RUN, Word};
use crate::analysis::reading::names::lexicon::{BEGINS, LONGEST_PLACE, Lexicon, PLACE};
use crate::analysis::reading::names::words::{heads_organisation, is_title};
use crate::analysis::text::clusters::cased_key;
use crate::analysis::text::hash::{mix, of_chars, pair, start, step};

/// Shapes are told apart up to this many letters.
const SHAPE_LETTERS: usize = 10;
/// Share of words in capitals from which a sentence is read as set in capitals.
const CAPITALS_SHARE: f32 = 0.7;

pub(super) fn is_all_capitals(texts: &[&str]) -> bool {
    let mut words = 0usize;
    let mut capitals = 0usize;
    for text in texts {
        if text.chars().nth(1).is_some() && text.chars().all(char::is_alphabetic) {
            words += 1;
            capitals += usize::from(text.chars().all(char::is_uppercase));
        }
    }
    words > 2 && capitals as f32 > CAPITALS_SHARE * words as f32
}

pub(super) fn word(text: &str, all_capitals: bool, lexicon: &Lexicon) -> Word {
    let mut form_text = String::with_capacity(text.len());
    let mut lower_text = String::with_capacity(text.len());
    for (place, letter) in text.chars().enumerate() {
        let letter = plain(letter);
        if letter.is_ascii() {
            lower_text.push(letter.to_ascii_lowercase());
        } else {
            lower_text.extend(letter.to_lowercase());
        }
        if all_capitals && place > 0 {
            form_text.extend(letter.to_lowercase());
        } else {
            form_text.push(letter);
        }
    }
    let form = of_chars(form_text.chars());
    let lower = of_chars(lower_text.chars());
    let (shape, brief) = shapes(&form_text);
    let first = form_text.chars().next();
    let capital = first.is_some_and(char::is_uppercase);
    Word {
        form,
        lower,
        shape,
        brief,
        prefixes: affixes(form_text.chars()),
        suffixes: affixes(form_text.chars().rev()),
        cluster: lexicon
            .clusters
            .of(cased_key(&form_text), cased_key(&lower_text)),
        flags: lexicon.word(lower) & !PLACE,
        place_length: 0,
        title: is_title(&lower_text),
        organisation_head: capital && heads_organisation(&lower_text),
        capital,
        comma: lower_text == ",",
        opener: matches!(
            lower_text.as_str(),
            "a" | "an" | "the" | "one" | "who" | "which" | "whose" | "where"
        ),
        stop: matches!(
            lower_text.as_str(),
            "," | "."
                | ";"
                | ":"
                | "("
                | ")"
                | "\""
                | "-"
                | "said"
                | "says"
                | "who"
                | "which"
                | "that"
        ),
        joiner: matches!(
            lower_text.as_str(),
            "of" | "the"
                | "and"
                | "&"
                | "for"
                | "de"
                | "la"
                | "del"
                | "von"
                | "van"
                | "der"
                | "den"
                | "bin"
                | "al"
                | "el"
                | "du"
                | "da"
                | "di"
                | "dos"
                | "-"
        ),
    }
}

/// One kind of quotation mark, apostrophe and dash.
fn plain(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' => '-',
        letter => letter,
    }
}

/// Hashes of the first 1, 2, 3 and 4 letters given; shorter words give what they have.
fn affixes(letters: impl Iterator<Item = char>) -> [u64; AFFIX] {
    let mut found = [0; AFFIX];
    let mut hash = start();
    let mut count = 0;
    for letter in letters.take(AFFIX) {
        hash = step(hash, letter);
        found[count] = mix(hash);
        count += 1;
    }
    found[count..].fill(mix(hash ^ 1));
    found
}

/// The shape of a word, and the same with repeats collapsed: `McCoy` is `XxXxx`, `XxXx`.
fn shapes(text: &str) -> (u64, u64) {
    let mut shape = start();
    let mut brief = start();
    let mut before = '\0';
    for (place, letter) in text.chars().enumerate() {
        let class = match letter {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => 'd',
            letter if letter.is_uppercase() => 'X',
            letter if letter.is_lowercase() => 'x',
            letter if letter.is_alphabetic() => 'o',
            letter => letter,
        };
        if place < SHAPE_LETTERS {
            shape = step(shape, class);
        }
        if class == before {
            continue;
        }
        brief = step(brief, class);
        before = class;
    }
    // a single letter is not a word with one letter repeated
    let length = text.chars().take(3).count() as u64;
    (mix(shape), pair(mix(brief), length.min(2)))
}

/// Marks the tokens that a known place covers, the longest first; in a sentence without capitals any word may be one.
pub(super) fn mark_places(
    words: &mut [Word],
    texts: &[&str],
    lexicon: &Lexicon,
    no_capitals: bool,
) {
    let mut phrase = String::new();
    for at in 0..words.len() {
        if !(words[at].capital || no_capitals) {
            continue;
        }
        let own = lexicon.phrase(words[at].lower);
        let mut best = (own & PLACE, usize::from(own & PLACE != 0));
        if own & BEGINS != 0 {
            phrase.clear();
            phrase.extend(texts[at].chars().map(plain).flat_map(char::to_lowercase));
            for length in 2..=LONGEST_PLACE.min(words.len() - at) {
                phrase.push(' ');
                phrase.extend(
                    texts[at + length - 1]
                        .chars()
                        .map(plain)
                        .flat_map(char::to_lowercase),
                );
                let flags =
                    lexicon.phrase(crate::analysis::reading::names::lexicon::key(&phrase)) & PLACE;
                if flags != 0 && (words[at + length - 1].capital || no_capitals) {
                    best = (flags, length);
                }
            }
        }
        for word in &mut words[at..at + best.1] {
            if usize::from(word.place_length) < best.1 {
                word.place_length = best.1 as u8;
                word.flags |= best.0;
            }
        }
    }
}

/// For each token the bounds of its run: capitalised words, and single joiners between them.
pub(super) fn runs(words: &[Word]) -> Vec<(u32, u32)> {
    let mut found = vec![(0, 0); words.len()];
    let mut at = 0;
    while at < words.len() {
        if !words[at].capital {
            at += 1;
            continue;
        }
        let first = at;
        let mut end = at + 1;
        while end < words.len() && end - first < LONGEST_RUN {
            let next = words[end..]
                .iter()
                .take(3)
                .position(|word| word.capital)
                .filter(|&skipped| words[end..end + skipped].iter().all(|word| word.joiner));
            let Some(skipped) = next else { break };
            end += skipped + 1;
        }
        let end = end.min(words.len());
        for run in &mut found[first..end] {
            *run = (first as u32, end as u32);
        }
        at = end;
    }
    found
}
