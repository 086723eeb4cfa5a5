//! Words that reports of one event use for each other: `freed` in one outlet is `released` in the next.
//!
//! A short list for the language of news, made by hand. Only words that say nearly the same in a report are together; a
//! word of many meanings stays out.

use crate::analysis::text::lexicon::{Tag, english};

/// The word that stands for the class of a stem; the stem itself where it is in no class.
pub(in crate::analysis) fn class(stem: &str) -> &str {
    english().value(stem, Tag::Class).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_is_its_own() {
        for stem in english().words(Tag::Class) {
            assert_eq!(class(class(stem)), class(stem));
        }
    }

    #[test]
    fn words_of_one_class_are_one() {
        assert_eq!(class("freed"), class("releas"));
        assert_ne!(class("freed"), class("jail"));
        assert_eq!(class("potash"), "potash");
    }
}
