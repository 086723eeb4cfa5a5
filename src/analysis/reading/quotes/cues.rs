//! Table of data: words that tie a quotation to its speaker. All lists sorted, in lower case.

pub fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Verbs whose past participle behind `was` names the one spoken of, not the speaker.
pub const PASSIVE: &[&str] = &[
    "am", "are", "be", "been", "being", "got", "is", "was", "were",
];

/// Infinitives of verbs of speech that are nouns as well: verbs only behind one of [`BEFORE_BARE`].
pub const BARE: &[&str] = &[
    "add", "admit", "announce", "ask", "call", "claim", "concede", "confirm", "declare",
    "describe", "label", "mention", "tell", "utter",
];
pub const BEFORE_BARE: &[&str] = &[
    "can", "cannot", "could", "did", "may", "might", "must", "never", "not", "should", "to",
    "will", "would",
];

/// Words that open another clause behind a quotation.
pub const CONJUNCTIONS: &[&str] = &[
    "although", "and", "because", "but", "if", "nor", "or", "since", "so", "though", "unless",
    "until", "when", "where", "whereas", "which", "while", "who", "whom", "whose", "yet",
];

/// Words between a quotation and the name of its speaker, without a verb.
pub const THUS: &[&str] = &["quoth", "thus"];

/// Verbs of speech in two words.
#[rustfmt::skip]
pub const PHRASAL: &[(&str, &str)] = &[
    ("chimed", "in"), ("fired", "back"), ("goes", "on"), ("hit", "back"), ("puts", "it"), ("put", "it"),
    ("shot", "back"), ("weighed", "in"), ("went", "on"),
];

/// Verbs that stand before their subject behind a quotation: `“…,” said Ivanova, “…”`.
#[rustfmt::skip]
pub const INVERTING: &[&str] = &[
    "added", "adds", "argued", "asked", "asks", "continued", "declared", "explained", "explains", "insisted", "noted",
    "quipped", "recalled", "remarked", "replied", "responded", "said", "says", "tweeted", "warned", "writes", "wrote",
];

/// What a phrase that names a speaker by role begins with.
pub const DETERMINERS: &[&str] = &[
    "a", "an", "another", "her", "his", "its", "many", "one", "other", "our", "several", "some",
    "the", "their", "these", "those", "three", "two",
];

/// Finite verbs that show that a stretch of words is a clause, not a noun phrase.
pub const FINITE: &[&str] = &[
    "are", "came", "can", "could", "did", "do", "does", "gave", "had", "has", "have", "is", "left",
    "made", "may", "might", "must", "should", "took", "was", "went", "were", "will", "would",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            INVERTING,
            PASSIVE,
            DETERMINERS,
            FINITE,
            CONJUNCTIONS,
            THUS,
            BARE,
            BEFORE_BARE,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
