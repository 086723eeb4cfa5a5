//! Whether one name is spelled differently, or only given shorter, longer or otherwise.

use std::collections::BTreeSet;

use crate::analysis::words;

/// Jaro-Winkler likeness of two spellings of one word.
const SPELLING: f64 = 0.7;
/// Letters of a word whose spelling can be told from another word.
const LEAST_LETTERS: usize = 4;

/// Whether a word of one name stands in the other in another spelling. Both name one entity. Initials, what is only left
/// out, accents, and other names of the same (`U.S.` and `United States`) aside.
pub(super) fn are_spelled_differently(a: &str, b: &str) -> bool {
    let (one, other) = (spelled(a), spelled(b));
    one.difference(&other).any(|word| {
        other
            .difference(&one)
            .any(|spelling| is_like(word, spelling))
    })
}

/// The words of a name that can be spelled.
fn spelled(name: &str) -> BTreeSet<String> {
    words::words(name)
        .map(|span| words::fold(span.of(name)))
        .filter(|word| word.chars().count() > 1)
        .collect()
}

/// Two spellings of one word: alike, but not the same, nor one the other with an ending (`Carolina`, `Carolinas`).
fn is_like(a: &str, b: &str) -> bool {
    if a.starts_with(b) || b.starts_with(a) {
        return false;
    }
    let long = a.chars().count().min(b.chars().count()) >= LEAST_LETTERS;
    long && strsim::jaro_winkler(a, b) >= SPELLING
}
