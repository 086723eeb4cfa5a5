//! Forms that no rule finds: given names and their short forms, countries, states, cities, well-known organisations.

use crate::analysis::text::lexicon::{Tag, english};

/// Whether two folded given names are known to be one person's: one is short for the other, or both are one name in two
/// languages.
pub fn same_given(one: &str, other: &str) -> bool {
    is_any(&goes_by(one), &goes_by(other))
}

/// The names that a folded given name is known to be a form of; none for most.
pub fn goes_by(given: &str) -> Vec<&'static str> {
    english().values(given, Tag::GoesBy).collect()
}

/// Whether any of some names is any of others.
pub fn is_any(ours: &[&str], theirs: &[&str]) -> bool {
    ours.iter().any(|name| theirs.contains(name))
}

/// The form that stands for a folded name of an organisation or place, where it has several.
pub fn canonical(folded: &str) -> Option<&'static str> {
    english().value(folded, Tag::StandsFor)
}

/// Whether a form that is the initials of what it stands for is written as such: `WHO` and `U.N.`, not `Who` and `La`.
pub fn is_written_as(text: &str, folded: &str, known: &str) -> bool {
    let small = |word: &&str| !matches!(*word, "of" | "the" | "and" | "for");
    let initials: String = known
        .split([' ', '-'])
        .filter(small)
        .filter_map(|word| word.chars().next())
        .collect();
    let short = folded.chars().count() <= LONGEST_SPELLED && initials == folded;
    !short
        || text
            .split_whitespace()
            .any(|word| word.chars().all(|letter| !letter.is_lowercase()))
}

/// Initials of more letters are read as words: `Nafta`, `Isis`.
const LONGEST_SPELLED: usize = 3;

/// The usual abbreviation of a state, region or country after a comma: `Calif` of `Beverly Hills, Calif.`
pub fn region(folded: &str) -> Option<&'static str> {
    english().value(folded, Tag::Region)
}

/// What a place's short form alone stands for: the state or province of its abbreviation; the text itself where it is none.
pub fn whole_place(text: &str) -> &str {
    let plain = text.replace('.', "").to_lowercase();
    // `La` and `De` begin other names
    let is_clear =
        plain.len() > 2 || matches!(plain.as_str(), "ga" | "ky" | "md" | "pa" | "va" | "vt");
    if text == "Hill" {
        return "Capitol Hill";
    }
    match region(&plain) {
        Some(state) if is_clear && text.starts_with(char::is_uppercase) => state,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_from_either_side() {
        assert_eq!(canonical("lapd"), Some("los angeles police department"));
        assert_eq!(canonical("us"), Some("united states"));
        assert_eq!(canonical("table"), None);
        assert_eq!(canonical("usa"), Some("united states"));
        assert!(same_given("bill", "william") && !same_given("bill", "robert"));
    }

    #[test]
    fn initials_are_written_in_capitals() {
        assert!(is_written_as("U.N.", "un", "united nations"));
        assert!(!is_written_as("La", "la", "los angeles"));
        assert!(is_written_as(
            "Nafta",
            "nafta",
            "north american free trade agreement"
        ));
        assert!(is_written_as("Fed", "fed", "federal reserve"));
    }

    #[test]
    fn no_form_stands_for_two() {
        for form in english().words(Tag::StandsFor) {
            let known: Vec<&str> = english().values(form, Tag::StandsFor).collect();
            assert_eq!(known.len(), 1, "{form}");
            assert_eq!(canonical(known[0]), Some(known[0]), "{form}");
        }
        assert_eq!(region("calif"), Some("california"));
    }
}
