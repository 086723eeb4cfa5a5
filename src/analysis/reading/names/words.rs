//! Words that speak for a kind of name: titles before people, heads of organisations.

use crate::analysis::text::lexicon::{Tag, english};

/// Whether a word, in lower case, goes before a person's name and is no part of it.
pub fn is_title(lower: &str) -> bool {
    english().has(lower.trim_end_matches('.'), Tag::NameTitle)
}

/// Whether a word, in lower case, makes an organisation of the name that it ends or begins.
pub fn heads_organisation(lower: &str) -> bool {
    english().has(lower.trim_end_matches('.'), Tag::HeadsOrganisation)
}

/// Whether a word, in lower case, is a legal form or general word that a company's name can do without.
pub fn is_legal_form(lower: &str) -> bool {
    english().has(lower.trim_end_matches('.'), Tag::LegalForm)
}

/// Whether a word, in lower case, is what readers call a newspaper by that has it last: `the Times`.
pub fn is_newspaper(lower: &str) -> bool {
    NEWSPAPERS.binary_search(&lower).is_ok()
}

/// Whether a word is put after a person's name: `Jr.`, `III`.
pub fn is_generation(lower: &str) -> bool {
    matches!(
        lower.trim_end_matches('.'),
        "jr" | "sr" | "ii" | "iii" | "iv" | "junior" | "senior"
    )
}

/// Sorted, for binary search.
#[rustfmt::skip]
const NEWSPAPERS: &[&str] = &[
    "chronicle", "courier", "daily", "enquirer", "examiner", "gazette", "globe", "guardian", "herald", "inquirer",
    "journal", "mail", "mirror", "observer", "post", "register", "standard", "star", "sun", "telegraph", "times",
    "tribune",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(NEWSPAPERS.is_sorted());
    }

    #[test]
    fn a_dot_does_not_matter() {
        assert!(is_title("mr.") && is_title("president") && !is_title("table"));
        assert!(heads_organisation("corp.") && is_legal_form("inc.") && is_generation("jr."));
    }
}
