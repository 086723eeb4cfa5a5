//! The words of a quotation in one form, so that what house styles write differently is no other wording: `don’t` and `do
//! not`, `Sen.` and `Senator`, `per cent` and `%`, `labour` and `labor`, `sling-fest` and `slingfest`, `f---ing`.

use std::collections::HashSet;

use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;
use crate::model::Span;

/// Letters from which a British ending is taken for one: `hour` and `wise` are no `hor` and `wize`.
const LEAST_SPELLING: usize = 6;
/// Bytes of what an editor puts in.
const LONGEST_INSERTION: usize = 120;
/// Short forms before a name, as they are spoken.
#[rustfmt::skip]
const TITLES: &[(&str, &str)] = &[
    ("dr", "doctor"), ("gen", "general"), ("gov", "governor"), ("lt", "lieutenant"), ("mr", "mister"),
    ("pres", "president"), ("rep", "representative"), ("sen", "senator"),
];

/// Numbers that some houses write in words.
const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
/// What the short forms of verbs stand for, behind the words that they follow.
const ENDINGS: &[(&str, &str)] = &[
    ("'re", "are"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'m", "am"),
];
/// Words behind which `'s` is `is`.
const BEFORE_IS: &[&str] = &[
    "he", "here", "how", "it", "she", "that", "there", "this", "what", "where", "who",
];
/// Beginnings of words that some outlets mask, and what stands for them.
const MASKED: &[(&str, &str)] = &[
    ("asshole", "a*"),
    ("bitch", "b*"),
    ("bullshit", "b*"),
    ("fuck", "f*"),
    ("goddam", "g*"),
    ("nigg", "n*"),
    ("shit", "s*"),
];

/// The words of a text, at most so many, each with its place; without what an editor puts in brackets around letters.
pub(in crate::analysis::comparing) fn spoken(written: &str, most: usize) -> Vec<(String, Span)> {
    // Where each byte of the text without brackets stands in the text with them.
    let mut places: Vec<usize> = Vec::with_capacity(written.len() + 1);
    let mut plain_text = String::with_capacity(written.len());
    let mut inserted_to = 0;
    for (at, letter) in written.char_indices() {
        if at < inserted_to {
            continue;
        }
        if letter == '[' {
            inserted_to = at + insertion(&written[at..]);
        } else if letter != ']' {
            places.extend(at..at + letter.len_utf8());
            plain_text.push(letter);
        }
    }
    places.push(written.len());
    let mut found: Vec<(String, Span)> = Vec::new();
    let mut masked_to = 0;
    for span in words::words(&plain_text) {
        if found.len() >= most {
            break;
        }
        if span.start < masked_to {
            continue;
        }
        let (word, end) = match masked(&plain_text, span) {
            Some((word, end)) => (word.to_string(), end),
            None => (words::fold(span.of(&plain_text)), span.end),
        };
        masked_to = end;
        let last = end.checked_sub(1).map_or(0, |last| places[last] + 1);
        add(&mut found, &word, Span::new(places[span.start], last));
        if plain_text[end..].starts_with('%') {
            add(&mut found, "percent", Span::new(last, last + 1));
        }
    }
    found
}

/// Bytes of the whole words that an editor puts in, brackets and all: `[the mayor]`; 0 for letters of a word, `[T]he`.
fn insertion(text: &str) -> usize {
    let Some(end) = text.find(']').filter(|&end| end <= LONGEST_INSERTION) else {
        return 0;
    };
    let inside = &text[1..end];
    let goes_on = text[end + 1..].starts_with(char::is_alphanumeric);
    let whole = inside.chars().count() > 1 && !inside.contains('[') && !goes_on;
    if whole { end + 1 } else { 0 }
}

/// Adds a folded word, or the words that it stands for.
fn add(found: &mut Vec<(String, Span)>, word: &str, place: Span) {
    let mut push = |word: &str| match (word, found.last_mut()) {
        ("states", Some((last, known))) if last == "united" => {
            *last = "us".to_string();
            *known = known.join(place);
        }
        ("cent", Some((last, known))) if last == "per" => {
            *last = "percent".to_string();
            *known = known.join(place);
        }
        _ => found.push((word.to_string(), place)),
    };
    if let Some(base) = word
        .strip_suffix("n't")
        .filter(|base| !matches!(*base, "wo" | "ca" | "sha"))
    {
        push(base);
        return push("not");
    }
    for (ending, whole) in ENDINGS {
        if let Some(base) = word.strip_suffix(ending).filter(|base| !base.is_empty()) {
            push(base);
            return push(whole);
        }
    }
    if let Some(base) = word
        .strip_suffix("'s")
        .filter(|base| BEFORE_IS.contains(base))
    {
        push(base);
        return push("is");
    }
    let word = plain(word);
    if let Some(whole) = english().value(&word, Tag::WrittenAs) {
        whole.split(' ').for_each(push);
        return;
    }
    if let Some((_, whole)) = TITLES.iter().find(|(short, _)| *short == word) {
        return push(whole);
    }
    if let Some(number) = NUMBERS.iter().position(|number| *number == word) {
        return push(&number.to_string());
    }
    if let Some((_, mask)) = MASKED.iter().find(|(bad, _)| word.starts_with(bad)) {
        return push(mask);
    }
    push(&american(&word));
}

/// A word without the marks that house styles set differently: `U.S.` and `US`, `boys'` and `boys`.
pub(super) fn plain(folded: &str) -> String {
    folded.replace(['.', '\''], "")
}

/// The American spelling, or what comes out of its rules: both sides of a comparison go through them.
fn american(word: &str) -> String {
    if word.len() < LEAST_SPELLING || !word.is_ascii() {
        return word.to_string();
    }
    let mut word = word.replace("ll", "l").replace("isation", "ization");
    for (british, american) in [
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ise", "ize"),
        ("ours", "ors"),
        ("our", "or"),
        ("oured", "ored"),
        ("ouring", "oring"),
        ("ence", "ense"),
        ("ences", "enses"),
        ("tre", "ter"),
        ("tres", "ters"),
        ("ogue", "og"),
        ("gramme", "gram"),
        ("grammes", "grams"),
        ("wards", "ward"),
    ] {
        if let Some(base) = word.strip_suffix(british) {
            word = format!("{base}{american}");
            break;
        }
    }
    word
}

/// The form of a masked word that begins at a word, and where it ends: `f---ing`, `b**ch`, `f–ing`.
fn masked(text: &str, span: Span) -> Option<(&'static str, usize)> {
    let first = words::fold(span.of(text)).chars().next()?;
    let behind = &text[span.end..];
    let mask: String = behind
        .chars()
        .take_while(|letter| matches!(letter, '-' | '–' | '—' | '*' | '_'))
        .collect();
    let signs = mask.chars().count();
    let rest = &behind[mask.len()..];
    let tail = rest
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(rest.len());
    let one = signs == 1
        && (span.len() == 1 && matches!(&rest[..tail], "ing" | "king" | "er" | "ed" | "ked")
            || mask == "*" && tail > 0);
    let starred = signs > 1 && mask.contains('*') && span.len() <= 2;
    let dashed = signs > 1 && span.len() == 1 && matches!(first, 'f' | 's' | 'b');
    if !(one || starred || dashed) {
        return None;
    }
    let (_, mask_form) = MASKED.iter().find(|(bad, _)| bad.starts_with(first))?;
    Some((mask_form, span.end + mask.len() + tail))
}

/// Joins neighbours that another quotation writes as one word: `mud fest` where somebody writes `mudfest`.
pub(super) fn join_split(words: &mut Vec<(String, Span)>, known: &HashSet<String>) {
    let mut joined: Vec<(String, Span)> = Vec::with_capacity(words.len());
    for (word, span) in words.drain(..) {
        if let Some((last, place)) = joined.last_mut() {
            let both = format!("{last}{word}");
            if last.len() > 1 && word.len() > 1 && known.contains(&both) {
                *last = both;
                *place = place.join(span);
                continue;
            }
        }
        joined.push((word, span));
    }
    *words = joined;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn list(text: &str) -> Vec<String> {
        let words = spoken(text, 400).into_iter();
        words.map(|(word, _)| word).collect()
    }

    #[test]
    fn house_style_does_not_change_the_words() {
        for (one, other) in [
            ("[W]e of the United States don’t", "We of the U.S. do not"),
            (
                "Sen. Berg can’t win 5 per cent",
                "Senator Berg cannot win five percent",
            ),
            (
                "It’s 12% of the labour centre’s honour",
                "It is twelve percent of the labor center's honor",
            ),
            ("the f---ing port", "the fucking port"),
            ("a b**ch and a f–ing pit", "a bitch and a f***ing pit"),
            (
                "We travelled towards the programme",
                "We traveled toward the program",
            ),
            ("He [the mayor] won [sic] [t]oday", "He won today"),
            ("World War II", "world war two"),
            ("they won’t organise", "They will not organize"),
        ] {
            assert_eq!(list(one), list(other), "{one}");
        }
        assert_ne!(list("we will"), list("we will not"));
        let text = "[W]e of the United States";
        let spans: Vec<&str> = spoken(text, 400)
            .iter()
            .map(|(_, span)| span.of(text))
            .collect();
        assert_eq!(spans, ["W]e", "of", "the", "United States"]);
    }

    #[test]
    fn a_word_written_in_two_is_one_where_it_is_one_elsewhere() {
        let mut words = spoken("a mud-fest here", 400);
        join_split(&mut words, &HashSet::from(["mudfest".to_string()]));
        let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["a", "mudfest", "here"]);
    }

    proptest! {
        #[test]
        fn any_text_gives_places_inside_it(text in "(?s)((don’t|\\[|\\]|%|f---ing|per cent|United States|-|’s|é| |5)){0,30}|.{0,60}") {
            for (_, span) in spoken(&text, 400) {
                prop_assert!(text.get(span.start..span.end).is_some(), "{span:?}");
            }
        }
    }
}
