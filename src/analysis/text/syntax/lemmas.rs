//! Lemmas by rules of endings, learnt for each tag, and words that follow none of them.

use crate::analysis::text::hash;

use super::rows::Rows;
use super::tags::{Tag, Upos};

/// Endings of so many letters and fewer are looked for.
pub const LONGEST_ENDING: usize = 5;
/// Letters taken off, length of what is put on in bytes, and that.
pub const RULE_BYTES: usize = 16;
/// Bytes that a rule can put on.
pub const MOST_PUT_ON: usize = RULE_BYTES - 2;
/// Check, then the number of a rule.
pub const LEMMA_ROW: usize = 4;

#[derive(Clone, Copy, Debug, Default)]
pub struct Lemmas<'a> {
    rows: Rows<'a, LEMMA_ROW>,
    rules: &'a [[u8; RULE_BYTES]],
}

/// The letters that rules are for: in lower case, but for names and what is no word.
pub fn base(written: &str, tag: Tag) -> String {
    let written = written.replace('’', "'");
    if matches!(tag.upos(), Upos::Propn | Upos::X | Upos::Sym) {
        written
    } else {
        written.to_lowercase()
    }
}

/// Key of a whole word with a tag.
pub fn word_key(base: &str, tag: Tag) -> u64 {
    hash::pair(hash::of_str(base), tag.place() as u64)
}

/// Key of an ending of so many letters with a tag.
pub fn ending_key(ending: &str, letters: usize, tag: Tag) -> u64 {
    let key = hash::pair(hash::of_str(ending), letters as u64 + 1);
    hash::pair(key, tag.place() as u64)
}

/// The part of a word from which so many letters are left; `None` where it has fewer.
pub fn ending(base: &str, letters: usize) -> Option<&str> {
    if letters == 0 {
        return Some("");
    }
    let (at, _) = base.char_indices().nth_back(letters - 1)?;
    Some(&base[at..])
}

impl<'a> Lemmas<'a> {
    pub fn over(pilots: &'a [u8], rows: &'a [u8], rules: &'a [u8]) -> Self {
        Lemmas {
            rows: Rows::over(pilots, rows),
            rules: rules.as_chunks().0,
        }
    }

    /// The lemma of a word with a tag; the word itself where no rule fits.
    pub fn lemma(&self, written: &str, tag: Tag) -> String {
        let base = base(written, tag);
        let word = self.rows.get(word_key(&base, tag));
        let by_ending = || {
            (0..=LONGEST_ENDING).rev().find_map(|letters| {
                let ending = ending(&base, letters)?;
                self.rows.get(ending_key(ending, letters, tag))
            })
        };
        let Some(row) = word.or_else(by_ending) else {
            return base;
        };
        let number = usize::from(u16::from_le_bytes([row[2], row[3]]));
        let made = self.rules.get(number).and_then(|rule| applied(rule, &base));
        made.unwrap_or(base)
    }
}

fn applied(rule: &[u8; RULE_BYTES], base: &str) -> Option<String> {
    let off = ending(base, usize::from(rule[0]))?;
    let on = rule.get(2..2 + usize::from(rule[1]))?;
    let stem = &base[..base.len() - off.len()];
    let lemma = format!("{stem}{}", std::str::from_utf8(on).ok()?);
    (!lemma.is_empty()).then_some(lemma)
}

#[cfg(test)]
mod tests {
    use super::super::rows::build;
    use super::*;

    #[test]
    fn the_word_comes_before_its_longest_ending() {
        let tag = Tag::named("NOUN", "NNS").unwrap();
        let keys = [
            ending_key("", 0, tag),
            ending_key("s", 1, tag),
            ending_key("ies", 3, tag),
            word_key("series", tag),
        ];
        let rules: Vec<u8> = [(0, ""), (1, ""), (3, "y"), (9, "too much")]
            .iter()
            .flat_map(|(off, on)| {
                let mut rule = vec![*off, on.len() as u8];
                rule.extend(on.as_bytes());
                rule.resize(RULE_BYTES, 0);
                rule
            })
            .collect();
        let entries: Vec<(u64, Vec<u8>)> = keys
            .iter()
            .zip([0u8, 1, 2, 0])
            .map(|(key, rule)| (*key, vec![rule, 0]))
            .collect();
        let (pilots, rows) = build::<LEMMA_ROW>(&entries);
        let lemmas = Lemmas::over(&pilots, &rows, &rules);
        for (word, lemma) in [
            ("Cities", "city"),
            ("towns", "town"),
            ("series", "series"),
            ("men", "men"),
        ] {
            assert_eq!(lemmas.lemma(word, tag), lemma);
        }
        assert_eq!(Lemmas::default().lemma("Towns", tag), "towns");
    }

    proptest::proptest! {
        #[test]
        fn an_ending_has_its_letters(word in "\\PC{0,8}", letters in 0usize..9) {
            let found = ending(&word, letters);
            proptest::prop_assert_eq!(found.is_some(), word.chars().count() >= letters);
            proptest::prop_assert!(found.is_none_or(|found| found.chars().count() == letters));
        }
    }
}
