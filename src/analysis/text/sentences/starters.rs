//! Words that tell whether a full stop ends an English sentence. All lists sorted, folded, without the last full stop.

use crate::analysis::text::lexicon::{Tag, english};

/// Before a digit these stand for a word: `No. 5`, `p. 12`.
pub const BEFORE_NUMBER: &[&str] = &[
    "app", "apt", "art", "bldg", "ch", "eq", "eqs", "ex", "exh", "fig", "figs", "flt", "hwy", "no",
    "nos", "nr", "n°", "p", "para", "pp", "pt", "rm", "rte", "sect", "tab", "ver", "vol", "№",
];

/// Of these, what may be followed by a letter or a Roman number when it is written with a capital: `See Fig. A`, `Vol. II`.
pub const BEFORE_LETTER: &[&str] = &[
    "app", "apt", "bldg", "ch", "eq", "eqs", "ex", "exh", "fig", "figs", "para", "pt", "rm",
    "sect", "tab", "ver", "vol",
];

/// Forms of firms behind a name: `Yahoo! Inc.`
#[rustfmt::skip]
pub const FIRM_FORMS: &[&str] = &[
    "a/s", "ab", "ag", "co", "corp", "corporation", "gmbh", "group", "holdings", "inc", "incorporated", "limited",
    "llc", "llp", "ltd", "nv", "oyj", "plc", "s.a", "s.p.a", "sa", "se",
];

/// Whether a full stop behind this word belongs to it: an initial, `U.S`, `Mr`, `Jr`.
pub fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let lower = word.to_lowercase();
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    initial
        || dotted
        || english().has(&lower, Tag::NeverEnds)
        || matches!(lower.as_str(), "jr" | "sr" | "inc" | "corp" | "co" | "ltd")
}

/// Whether a word, in lower case, opens sentences rather than names.
pub fn is_starter(word: &str) -> bool {
    english().has(word, Tag::OpensSentence)
}

pub fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [BEFORE_NUMBER, BEFORE_LETTER, FIRM_FORMS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
