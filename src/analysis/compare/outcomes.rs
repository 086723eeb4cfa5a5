//! What became of the people that a figure counts: killed, hurt, arrested, freed.
//!
//! Two counts of people are of one quantity where the same became of them, though one outlet counts passengers and the other
//! the dead.

use crate::analysis::align::class;
use crate::analysis::words;

/// Words to either side of a figure among which the word stands.
const REACH: usize = 6;
/// Classes of stems, see [`class`], sorted.
const OUTCOMES: [&str; 11] = [
    "arrest", "displac", "evacu", "hospit", "infect", "injur", "kill", "miss", "releas", "rescu",
    "surviv",
];
/// Words that part what is told of one figure from what is told of the next: `12 were killed and more than 50 hurt`, `they
/// will die because you sent 12 boats`.
#[rustfmt::skip]
const PARTING: [&str; 20] = [
    "after", "although", "and", "as", "because", "before", "but", "if", "including", "or", "since", "so", "that",
    "though", "unless", "until", "when", "where", "which", "while",
];
/// Words that say of those counted just before what became of them: `12 people who died`; before a figure they part.
const RELATING: [&str; 3] = ["that", "which", "who"];

/// The class of the word that says what became of those counted, from the clause before a figure, what it counts and
/// the clause behind; `None` where none does, or where two words say two things.
pub(super) fn outcome(before: &str, head: &str, behind: &str) -> Option<&'static str> {
    let known = |class: &str| OUTCOMES.into_iter().find(|outcome| *outcome == class);
    if let Some(outcome) = known(head) {
        return Some(outcome);
    }
    let nearest = |words: &mut dyn Iterator<Item = String>| {
        words
            .take(REACH)
            .take_while(|word| !PARTING.contains(&word.as_str()))
            .find_map(|word| known(class(&words::stem(&word))))
    };
    let folded = |text: &str| -> Vec<String> {
        words::words(text)
            .map(|span| words::fold(span.of(text)))
            .collect()
    };
    let told_before = nearest(&mut folded(before).into_iter().rev());
    let told_behind = nearest(
        &mut folded(behind)
            .into_iter()
            .enumerate()
            .filter(|(at, word)| *at > 0 || !RELATING.contains(&word.as_str()))
            .map(|(_, word)| word),
    );
    match (told_before, told_behind) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

/// Every outcome that a sentence tells of, whomever it counts.
pub(super) fn outcomes_in(sentence: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = words::words(sentence)
        .filter_map(|span| {
            let folded = words::fold(span.of(sentence));
            let stem = words::stem(&folded);
            OUTCOMES
                .into_iter()
                .find(|outcome| *outcome == class(&stem))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_count_has_the_outcome_that_is_told_of_it() {
        assert!(OUTCOMES.is_sorted());
        for (before, head, behind, expected) in [
            (
                "a fire that killed ",
                "sailor",
                " and hurt dozens",
                Some("kill"),
            ),
            ("a fire that left ", "peopl", " dead", Some("kill")),
            (
                "Nine sailors died and ",
                "peopl",
                " were injured",
                Some("injur"),
            ),
            ("the death toll rose to ", "", "", Some("kill")),
            ("the port counted ", "kill", "", Some("kill")),
            ("the port received ", "peopl", " in May", None),
            ("police arrested ", "peopl", " hurt in the riot", None),
            ("some will die because you sent ", "boat", " here", None),
            ("the port named ", "sailor", " who died there", Some("kill")),
        ] {
            assert_eq!(outcome(before, head, behind), expected, "{before}{behind}");
        }
    }
}
