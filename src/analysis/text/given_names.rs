//! Given names that women or men bear, hardly ever both: `assets/lexicon/given-names.tsv`.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::lexicon::tags::tags;

const FILE: &str = include_str!("../../../assets/lexicon/given-names.tsv");

/// What is known of given names.
fn given_names() -> &'static Lexicon<GivenTag> {
    static NAMES: LazyLock<Lexicon<GivenTag>> = LazyLock::new(|| Lexicon::read(FILE));
    &NAMES
}

tags! {
    /// Who bears a given name, folded.
    pub enum GivenTag {
        /// Nearly always a man, by the names that the news writes. Names that both bear (Kim, Lindsey, Robin) are left out: then
        /// a pronoun decides nothing.
        NearlyAlwaysMan = "nearly-always.man",
        /// Nearly always a woman, by the names that the news writes.
        NearlyAlwaysWoman = "nearly-always.woman",
        /// Men, and women hardly ever, by lists of names.
        ListedMan = "listed.man",
        /// Women, and men hardly ever, by lists of names.
        ListedWoman = "listed.woman",
    }
}

/// What a title, a pronoun or a given name tells of who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Woman,
    Man,
}

/// Who bears a folded given name, by lists of names; nothing where both do or no list has it.
pub fn bearer(folded: &str) -> Option<Sex> {
    let tags = given_names().tags(folded);
    if tags.has(GivenTag::ListedMan) {
        Some(Sex::Man)
    } else {
        tags.has(GivenTag::ListedWoman).then_some(Sex::Woman)
    }
}

/// Whom a folded given name of the news means, where it is nearly always a man or a woman.
pub fn meant(folded: &str) -> Option<Sex> {
    let tags = given_names().tags(folded);
    if tags.has(GivenTag::NearlyAlwaysMan) {
        Some(Sex::Man)
    } else {
        tags.has(GivenTag::NearlyAlwaysWoman).then_some(Sex::Woman)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::tags::faults;

    #[test]
    fn the_file_is_in_order_and_each_tag_is_told_of() {
        assert_eq!(faults::<GivenTag>(FILE), [""; 0]);
    }

    #[test]
    fn names_of_women_of_men_and_of_both() {
        assert_eq!(bearer("barbara"), Some(Sex::Woman));
        assert_eq!(bearer("robert"), Some(Sex::Man));
        for name in ["robin", "andrea", "nicola", "zzz", ""] {
            assert_eq!(bearer(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_is_of_both_in_one_list() {
        let names = given_names();
        for name in names.words(GivenTag::ListedMan) {
            assert!(!names.has(name, GivenTag::ListedWoman), "{name}");
        }
        for name in names.words(GivenTag::NearlyAlwaysMan) {
            assert!(!names.has(name, GivenTag::NearlyAlwaysWoman), "{name}");
        }
    }
}
