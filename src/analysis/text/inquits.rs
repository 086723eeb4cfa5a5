//! Verbs of saying of languages that have no lexicon of their own: `assets/lexicon/saying.tsv`.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::lexicon::tags::tags;

const FILE: &str = include_str!("../../../assets/lexicon/saying.tsv");

/// Languages that are written, or told, by another tag.
const ALSO: [(&str, &str); 3] = [("nn", "nb"), ("no", "nb"), ("se", "sv")];

fn inquits() -> &'static Lexicon<InquitTag> {
    static WORDS: LazyLock<Lexicon<InquitTag>> = LazyLock::new(|| Lexicon::read(FILE));
    &WORDS
}

tags! {
    /// In which languages a word says so; the value is a BCP 47 tag.
    pub enum InquitTag {
        /// A form of a verb of saying that stands between somebody's words and the name of who spoke them, as news writes it.
        Says = "says",
        /// Stands before such a form.
        Has = "has",
    }
}

/// Whether a word, in lower case, says so in a language (BCP 47 primary tag).
pub fn is_inquit(word: &str, language: &str, tag: InquitTag) -> bool {
    let also = ALSO.iter().find(|(code, _)| *code == language);
    let language = also.map_or(language, |(_, code)| code);
    inquits().values(word, tag).any(|value| value == language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::tags::faults;

    #[test]
    fn the_file_is_in_order_and_each_tag_is_told_of() {
        assert_eq!(faults::<InquitTag>(FILE), [""; 0]);
    }

    #[test]
    fn words_say_so_in_their_language() {
        for (word, language, says) in [
            ("dijo", "es", true),
            ("dijo", "fr", false),
            ("sa", "nb", true),
            ("sa", "no", true),
            ("sa", "fr", false),
            ("boats", "sv", false),
        ] {
            assert_eq!(
                is_inquit(word, language, InquitTag::Says),
                says,
                "{word} {language}"
            );
        }
    }
}
