//! Reasons of the engine in words that an editor understands.

/// What the engine writes, and what a reader is told instead: only words that say the same.
const SAYS: [(&str, &str); 8] = [
    (
        "Both are given as the least, of one time, and lie far apart.",
        "Both are lower limits (“at least”, “more than”) for the same time, and they lie far apart.",
    ),
    (
        "missing: articles that name the same things beside it",
        "not joined by itself, because no two articles name both in the same surroundings",
    ),
    (
        "missing: a rule for what differs",
        "not joined by itself, because no rule covers the difference",
    ),
    (
        "missing: others fit as well, or one of its spellings does not",
        "not joined by itself, because others fit as well, or one spelling does not",
    ),
    (
        "missing: it may as well be that of",
        "not joined by itself, because it may as well stand for",
    ),
    (
        "The words beside the figures are the same, the numbers are not.",
        "The same is said in the same words, with another number.",
    ),
    (
        "The same is counted, but the numbers do not agree. Not all are exact.",
        "The same is counted, and the numbers do not agree; not all of them are exact.",
    ),
    (
        "The same is counted, but the numbers do not agree.",
        "The same is counted, and the numbers do not agree.",
    ),
];

/// Before the letters that two spellings share, which nobody reads.
const CONSONANTS: &str = " (the same consonants: ";

/// A reason in plain words; one that is plain already stays as it is.
pub fn plainly(why: &str) -> String {
    let mut told = why.to_string();
    for (says, plain) in SAYS {
        told = told.replace(says, plain);
    }
    while let Some(at) = told.find(CONSONANTS) {
        let Some(end) = told[at..].find(')') else {
            break;
        };
        told.replace_range(at..=at + end, ": it sounds alike");
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jargon_is_told_plainly_and_the_rest_stays() {
        let sounds = "\"Kolesnikova\" and \"Kalesnikava\": the same surname in another spelling (the same consonants: clsncv)";
        let told = plainly(sounds);
        assert!(
            told.ends_with("in another spelling: it sounds alike"),
            "{told}"
        );
        assert_eq!(plainly("The same 6 words."), "The same 6 words.");
        let missing = plainly(
            "\"Osen\" is a part of \"Jan Osen\"; missing: articles that name the same things beside it",
        );
        assert!(!missing.contains("missing:"), "{missing}");
        assert_eq!(
            plainly(" (the same consonants: clsncv"),
            " (the same consonants: clsncv"
        );
    }
}
