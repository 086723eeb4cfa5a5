//! Words, their folded and stemmed forms, and the language of a text.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::languages::{LanguageTag, languages};
use super::lexicon::{Tag, english};
use crate::model::Span;

/// Characters that language detection looks at: more costs time and gains nothing.
const DETECTION_BYTES: usize = 4000;
/// Under so many letters the detector guesses.
const DETECTION_LETTERS: usize = 40;

/// No English word is longer; what is longer is a chain of letters that no rule knows.
const LONGEST_STEMMED_BYTES: usize = 45;

/// The words of a text in order, as byte ranges: UAX 29 words that hold a letter or a digit. `don't`, `3.5` and `U.S` are
/// one word each; a hyphen parts words.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.unicode_word_indices()
        .map(|(start, word)| Span::new(start, start + word.len()))
}

/// The same, several times as fast for what is ASCII between two spaces: the highlighter cuts fifty bodies for every key pressed.
/// What is not is cut by `other`. No word begins with a space.
pub fn each_word(
    text: &str,
    other: impl Fn(&str, &mut dyn FnMut(Span)),
    mut found: impl FnMut(Span),
) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let mut is_ascii = true;
        let mut end = start;
        while end < bytes.len() && !bytes[end].is_ascii_whitespace() {
            is_ascii &= bytes[end].is_ascii();
            end += 1;
        }
        if is_ascii {
            each_ascii_word(&bytes[start..end], |span| found(span.shifted(start)));
        } else {
            other(&text[start..end], &mut |span| found(span.shifted(start)));
        }
        start = end + 1;
    }
}

/// Words as Unicode has them, for [`each_word`].
pub fn by_unicode(text: &str, found: &mut dyn FnMut(Span)) {
    words(text).for_each(found);
}

/// UAX 29 for ASCII without spaces: rules WB5 to WB13b.
fn each_ascii_word(bytes: &[u8], mut found: impl FnMut(Span)) {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut start = 0;
    while let Some(skipped) = bytes[start..].iter().position(inside) {
        start += skipped;
        let mut end = start;
        loop {
            end += bytes[end..].iter().take_while(|byte| inside(byte)).count();
            let (Some(before), Some(sign), Some(after)) =
                (bytes.get(end - 1), bytes.get(end), bytes.get(end + 1))
            else {
                break;
            };
            let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
            let digits = before.is_ascii_digit() && after.is_ascii_digit();
            let joins = match sign {
                b'\'' | b'.' => letters || digits,
                b':' => letters,
                b',' | b';' => digits,
                _ => false,
            };
            if !joins {
                break;
            }
            end += 1;
        }
        if bytes[start..end].iter().any(u8::is_ascii_alphanumeric) {
            found(Span::new(start, end));
        }
        start = end;
    }
}

/// Combining marks that are shown on one letter: Hebrew with points and cantillation marks has up to four, Tibetan stacks have
/// six.
const MARKS: usize = 8;

/// A text in which no letter carries more combining marks than any writing needs: hundreds of them on one letter would run over
/// the rows above and below, and slow terminals down.
pub fn with_few_marks(text: &str) -> Cow<'_, str> {
    let mut marks = 0;
    let mut is_one_too_many = move |letter: char| {
        marks = if is_combining_mark(letter) {
            marks + 1
        } else {
            0
        };
        marks > MARKS
    };
    // Each mark takes two bytes or more, so most graphemes are done here.
    if text.len() <= MARKS || !text.chars().any(&mut is_one_too_many) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let few = text.chars().filter(|letter| {
        marks = if is_combining_mark(*letter) {
            marks + 1
        } else {
            0
        };
        marks <= MARKS
    });
    Cow::Owned(few.collect())
}

/// The form under which two writings of a word are one: compatibility-decomposed, without marks, in lower case, with one
/// kind of apostrophe; `ł ø đ ß æ œ` in plain letters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text
        .nfkd()
        .filter(|&letter| !is_combining_mark(letter))
        .flat_map(char::to_lowercase)
    {
        match letter {
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '’' | '‘' | 'ʼ' | '`' => folded.push('\''),
            letter if is_combining_mark(letter) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

static STEMMER: LazyLock<frostem::Stemmer> =
    LazyLock::new(|| frostem::Stemmer::new(frostem::Algorithm::English));

/// The stem of a folded English word, without its possessive: the Snowball English stemmer (Porter 2), which is also the
/// one the index uses. Words that hold a digit, and very long ones, stay as they are.
pub fn stem(folded: &str) -> Cow<'_, str> {
    let bare = folded
        .strip_suffix("'s")
        .or_else(|| folded.strip_suffix('\''))
        .unwrap_or(folded);
    if bare.len() > LONGEST_STEMMED_BYTES || bare.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(bare);
    }
    STEMMER.stem(bare)
}

/// The language of a text as a BCP 47 primary tag, or `None` where there is too little text to say so reliably.
pub fn language(text: &str) -> Option<String> {
    let mut end = text.len().min(DETECTION_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    if sample
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .take(DETECTION_LETTERS)
        .count()
        < DETECTION_LETTERS
    {
        return None;
    }
    let info = whatlang::detect(sample)?;
    info.is_reliable().then(|| primary_tag(info.lang()))
}

/// ISO 639-3, which the detector speaks, to the shorter BCP 47 tag where there is one.
fn primary_tag(lang: whatlang::Lang) -> String {
    let code = lang.code();
    let short = languages().value(code, LanguageTag::Told);
    short.unwrap_or(code).to_string()
}

/// English words that carry grammar rather than content, folded: no evidence that two sentences say the same.
pub fn is_function_word(folded: &str) -> bool {
    english().has(folded, Tag::FunctionWord)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_letter_carries_more_than_eight_marks_and_signs_of_many_parts_stay_whole() {
        let heaped = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(with_few_marks(&heaped).chars().count(), 1 + MARKS);
        let family = "\u{1f468}\u{1f3fd}\u{200d}\u{1f469}\u{1f3fd}\u{200d}\u{1f467}\u{1f3fd}\u{200d}\u{1f466}\u{1f3fd}";
        let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}";
        for sign in ["ק\u{5b8}\u{5bc}\u{591}", family, flag] {
            assert_eq!(with_few_marks(sign), sign);
        }
    }

    #[test]
    fn folding_joins_case_accents_and_plain_letters() {
        for (written, folded) in [
            ("Łukašenka", "lukasenka"),
            ("ÉTÉ", "ete"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("don’t", "don't"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn words_are_what_stands_between_spaces_and_marks() {
        let text = "The U.S. envoy’s 3.5-day visit, “done”.";
        let found: Vec<&str> = words(text).map(|span| span.of(text)).collect();
        assert_eq!(
            found,
            ["The", "U.S", "envoy’s", "3.5", "day", "visit", "done"]
        );
    }

    #[test]
    fn stems_join_the_forms_of_a_word() {
        for (word, stemmed) in [
            ("prisoners", "prison"),
            ("released", "releas"),
            ("lithuania's", "lithuania"),
            ("1,200", "1,200"),
        ] {
            assert_eq!(stem(word), stemmed);
        }
        let long = "a".repeat(9000);
        assert_eq!(stem(&long), long.as_str());
    }

    #[test]
    fn function_words_are_known() {
        assert!(is_function_word("the") && !is_function_word("potash"));
    }

    #[test]
    fn a_language_is_named_only_where_there_is_enough_text() {
        assert_eq!(language("short"), None);
        let text = "The council met on Tuesday to discuss the repair of the bridge, which has been closed since March.";
        assert_eq!(language(text).as_deref(), Some("en"));
    }

    proptest! {
        #[test]
        fn the_short_way_gives_the_words_of_uax_29(text in "[ -~\n\t]{0,60}|[a-cA1-3.,:;'_ é’-]{0,30}|\\PC{0,60}|[a \u{301}\u{200d}é.']{0,20}") {
            let mut found = Vec::new();
            each_word(&text, by_unicode, |span| found.push(span));
            // To Unicode a mark that is a letter (a Cham vowel) makes a word with the space before it.
            let apart = |span: Span| {
                let written = span.of(&text);
                Span::new(span.end - written.trim_ascii_start().len(), span.end)
            };
            prop_assert_eq!(found, words(&text).map(apart).collect::<Vec<_>>());
        }
    }
}
