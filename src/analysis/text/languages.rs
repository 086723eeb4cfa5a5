//! Names and codes of languages, and the BCP 47 tag that each stands for: `assets/lexicon/languages.tsv`.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::lexicon::tags::tags;

const FILE: &str = include_str!("../../../assets/lexicon/languages.tsv");

/// What names and codes stand for.
pub fn languages() -> &'static Lexicon<LanguageTag> {
    static WORDS: LazyLock<Lexicon<LanguageTag>> = LazyLock::new(|| Lexicon::read(FILE));
    &WORDS
}

tags! {
    /// Whose name or code of a language it is; the value is its BCP 47 tag.
    pub enum LanguageTag {
        /// What the detector and fields of records say for a language: ISO 639 codes, and names in the languages of the
        /// records met.
        Told = "told",
        /// The name that people type for a language.
        Typed = "typed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::tags::faults;

    #[test]
    fn the_file_is_in_order_and_each_tag_is_told_of() {
        assert_eq!(faults::<LanguageTag>(FILE), [""; 0]);
    }
}
