//! Forms that no rule finds: given names and their short forms, countries, cities, well-known organisations.

use crate::analysis::text::lexicon::{Tag, english};

/// Whether two folded given names are known to be one person's: one is short for the other, or both are one name in two
/// languages.
pub fn same_given(one: &str, other: &str) -> bool {
    let mut ours = english().values(one, Tag::GoesBy);
    ours.any(|name| english().values(other, Tag::GoesBy).any(|own| own == name))
}

/// The form that stands for a folded name of an organisation or place, where it has several.
pub fn canonical(folded: &str) -> Option<&'static str> {
    english().value(folded, Tag::StandsFor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_from_either_side() {
        assert_eq!(canonical("usa"), Some("united states"));
        assert_eq!(canonical("united states"), Some("united states"));
        assert_eq!(canonical("table"), None);
        assert!(same_given("bill", "william") && !same_given("bill", "robert"));
    }

    #[test]
    fn no_form_stands_in_two_lines() {
        for form in english().words(Tag::StandsFor) {
            let lines = english().values(form, Tag::StandsFor).count();
            assert_eq!(lines, 1, "{form}");
        }
    }
}
