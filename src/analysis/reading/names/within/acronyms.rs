//! Acronyms and the names they stand for: "European Union (EU)".

use std::collections::HashMap;

use super::name_words;
use crate::analysis::reading::names::kinds::is_acronym;
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// The initials of a name with and without its small words: `ecb`.
pub(super) fn initials(words: &[String]) -> Vec<String> {
    let letters = |all: bool| -> String {
        words
            .iter()
            .filter(|word| {
                all || !matches!(word.as_str(), "of" | "the" | "and" | "for" | "in" | "on")
            })
            .filter_map(|word| word.chars().next())
            .collect()
    };
    vec![letters(false), letters(true)]
}

/// `ABC` right after `A B C (`, by the form's text.
pub(super) fn bracketed(
    body: &str,
    names: &[(Span, NameKind)],
) -> HashMap<(String, NameKind), String> {
    let mut found = HashMap::new();
    for pair in names.windows(2) {
        let [(full, kind), (short, short_kind)] = pair else {
            continue;
        };
        let between = Span::new(full.end, short.start).of(body);
        let opens = matches!(between, " (" | " (“" | " (\"" | ", or ");
        let text = short.of(body);
        if opens
            && *short_kind != NameKind::Person
            && *kind != NameKind::Person
            && is_acronym(text)
            && full.of(body).contains(' ')
        {
            let words = name_words(full.of(body), *kind);
            let key: String = letters_of(text);
            if initials(&words).contains(&key)
                || (between != ", or " && shares_initials(&key, &words))
            {
                found.insert((text.to_string(), *short_kind), words.join(" "));
            }
        }
    }
    found
}

pub(super) fn letters_of(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Every letter of the acronym begins or stands in some word of the name, in order.
pub(super) fn shares_initials(letters: &str, words: &[String]) -> bool {
    let mut all = words.iter().flat_map(|word| word.chars());
    let first = words.first().and_then(|word| word.chars().next());
    letters.chars().next() == first
        && letters
            .chars()
            .all(|letter| all.any(|other| other == letter))
}
