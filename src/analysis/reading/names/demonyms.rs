//! Words for a people or of a people: `Norwegian`, `Norwegians`, `Texans`. By themselves they name nobody.

use crate::analysis::text::lexicon::{Tag, english};

/// Whether a word in lower case is one; with or without a prefix such as `South`.
pub fn is_demonym(lower: &str) -> bool {
    let word = ["south ", "north ", "latin ", "east "]
        .iter()
        .find_map(|part| lower.strip_prefix(part))
        .unwrap_or(lower);
    let is_listed = |word: &str| english().has(word, Tag::Demonym);
    is_listed(word) || word.strip_suffix('s').is_some_and(is_listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peoples_in_one_and_many() {
        assert!(is_demonym("norwegian") && is_demonym("norwegians") && is_demonym("south koreans"));
        assert!(!is_demonym("norway") && !is_demonym("") && !is_demonym("norwegian herald"));
    }
}
