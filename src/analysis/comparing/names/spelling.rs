//! Whether one name is spelled differently, or only given shorter, longer or otherwise.

use crate::analysis::joining::aliases;
use crate::analysis::text::words;
use crate::model::NameKind;

/// Jaro-Winkler likeness of two spellings of one word.
const SPELLING: f64 = 0.7;
/// The same of a word of an organisation's name, which is often an ordinary word.
const SPELLING_OF_WORD: f64 = 0.85;
/// Letters of a word whose spelling can be told from another word.
const LEAST_LETTERS: usize = 4;
/// What British and American English spell otherwise: house style, no other name.
const HOUSE_STYLE: [(&str, &str); 5] = [
    ("ence", "ense"),
    ("our", "or"),
    ("tre", "ter"),
    ("isation", "ization"),
    ("programme", "program"),
];

/// Whether two names of one entity are spelled differently: a word of one stands in the other in another spelling, or
/// nothing of one stands in the other where both are a person's full name. What is only left out, initials, accents,
/// short forms of given names and other names of the same (`U.S.` and `United States`) are no spellings.
pub(in crate::analysis::comparing) fn are_spelled_differently(
    a: &str,
    b: &str,
    kind: NameKind,
) -> bool {
    if a == b {
        return false;
    }
    let (one, other) = (spelled(a), spelled(b));
    match kind {
        NameKind::Person => are_other_persons(&one, &other),
        NameKind::Place => has_another_spelling(&one, &other, SPELLING),
        NameKind::Organisation => {
            one.len() == other.len()
                && one.iter().filter(|word| !other.contains(word)).count() == 1
                && has_another_spelling(&one, &other, SPELLING_OF_WORD)
        }
    }
}

fn are_other_persons(one: &[String], other: &[String]) -> bool {
    let (Some(mine), Some(theirs)) = (one.last(), other.last()) else {
        return false;
    };
    match (one.len(), other.len()) {
        // A name alone is a surname or says nothing of the rest.
        (1, _) => !other.contains(mine) && is_like(mine, theirs, SPELLING),
        (_, 1) => !one.contains(theirs) && is_like(mine, theirs, SPELLING),
        _ => {
            has_another_spelling(one, other, SPELLING)
                || !one.iter().any(|word| other.contains(word))
        }
    }
}

fn has_another_spelling(one: &[String], other: &[String], least: f64) -> bool {
    let own = one.iter().filter(|word| !other.contains(word));
    own.into_iter().any(|word| {
        let theirs = other.iter().filter(|word| !one.contains(word));
        theirs
            .into_iter()
            .any(|spelling| is_like(word, spelling, least))
    })
}

/// The words of a name that can be spelled, without initials.
fn spelled(name: &str) -> Vec<String> {
    words::words(name)
        .map(|span| words::fold(span.of(name)))
        .map(|word| word.strip_suffix("'s").unwrap_or(&word).to_string())
        .filter(|word| word.chars().count() > 1)
        .map(|word| {
            let style = HOUSE_STYLE
                .iter()
                .find(|(british, _)| word.ends_with(british));
            match style {
                Some((british, american)) => {
                    format!("{}{american}", word.strip_suffix(british).unwrap_or(&word))
                }
                None => word,
            }
        })
        .collect()
}

/// Two spellings of one word: alike, but not the same, nor one the other with an ending (`Carolina`, `Carolinas`), nor a
/// short form (`Mike`).
fn is_like(a: &str, b: &str, least: f64) -> bool {
    if a.starts_with(b) || b.starts_with(a) || aliases::is_short_form(a, b) {
        return false;
    }
    let long = a.chars().count().min(b.chars().count()) >= LEAST_LETTERS;
    long && strsim::jaro_winkler(a, b) >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_spellings_are_told_from_other_forms() {
        use NameKind::{Organisation, Person, Place};
        for (a, b, kind) in [
            ("Aleksandr G. Gromov", "Alexander Gromov", Person),
            ("Maria Kalesova", "Kolesova", Person),
            ("Kyiv", "Kiev", Place),
            ("Tilda Vance", "Mathilde Wancek", Person),
            ("Velmora Hizballa", "Velmora Hizbulla", Organisation),
        ] {
            assert!(are_spelled_differently(a, b, kind), "{a} {b}");
            assert!(are_spelled_differently(b, a, kind), "{b} {a}");
        }
        for (a, b, kind) in [
            ("Gromov", "Aleksandr Gromov", Person),
            ("Mr. Gromov", "Aleksandr G. Gromov", Person),
            ("Mike Lund", "Michael Lund", Person),
            ("Mick", "Mike Lund", Person),
            ("Britain", "United Kingdom", Place),
            ("Carolina", "Carolinas", Place),
            ("Velmora’s", "Velmora", Place),
            ("Ministry of Defence", "Ministry of Defense", Organisation),
            ("VPA", "Velmora Port Authority", Organisation),
            ("José Lund", "Jose Lund", Person),
            ("Veteran’s Affairs", "Veterans Affairs", Organisation),
        ] {
            assert!(!are_spelled_differently(a, b, kind), "{a} {b}");
            assert!(!are_spelled_differently(b, a, kind), "{b} {a}");
        }
    }
}
