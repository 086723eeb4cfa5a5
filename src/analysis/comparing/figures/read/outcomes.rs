//! What became of the people that a figure counts: killed, hurt, arrested, freed.
//!
//! Two counts of people are of one quantity where the same became of them, though one outlet counts passengers and the other
//! the dead.
use crate::analysis::comparing::align::class;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;

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

/// Words for an outcome that need no object: `the death toll in the camps rose to 12`.
#[rustfmt::skip]
const NOUNS: [&str; 14] = [
    "arrests", "casualties", "dead", "deaths", "death", "fatalities", "injuries", "injured", "kills", "missing",
    "survivors", "victims", "wounded", "dying",
];
/// Words that stand between such a verb and a figure that is its object: `killed an estimated 12`.
#[rustfmt::skip]
const MEASURING: [&str; 18] = [
    "additional", "combined", "estimated", "further", "least", "many", "nearly", "number", "other", "possible", "record",
    "reported", "roughly", "second", "staggering", "total", "toll", "up",
];
/// Words behind which others are named than those of whom an outcome is told.
const LEADING: [&str; 6] = ["about", "by", "for", "from", "into", "with"];
/// Words behind which stands where it was done, and not to whom: `killed in two mosques`, but `killed in Karsk two men`.
#[rustfmt::skip]
const PLACING: [&str; 10] = [
    "across", "against", "among", "during", "in", "inside", "near", "on", "outside", "through",
];
/// Words that begin an object.
#[rustfmt::skip]
const OBJECTS: [&str; 23] = [
    "a", "about", "an", "another", "at", "dozens", "her", "him", "his", "its", "many", "more", "nearly", "one", "over", "several",
    "some", "the", "their", "them", "this", "three", "two",
];
/// Words by which it is done to those counted.
#[rustfmt::skip]
const BEING: [&str; 10] = ["are", "be", "been", "being", "get", "getting", "got", "is", "was", "were"];

/// The class of the word that says what became of those counted, from the clause before a figure, what it counts and
/// the clause behind; `None` where none does, or where two words say two things.
pub fn outcome(before: &str, head: &str, behind: &str) -> Option<&'static str> {
    if let Some(outcome) = known(head) {
        return Some(outcome);
    }
    let told_before = told_before(before);
    let told_behind = told_behind(behind);
    match (told_before, told_behind) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    }
}

fn known(class: &str) -> Option<&'static str> {
    OUTCOMES.into_iter().find(|outcome| *outcome == class)
}

fn of_word(folded: &str) -> Option<&'static str> {
    known(class(&words::stem(folded)))
}

/// The outcome before a figure, where the figure is the verb's object and no other stands between: not in `released a
/// letter of support from 65 women`.
fn told_before(before: &str) -> Option<&'static str> {
    let written: Vec<&str> = words::words(before).map(|span| span.of(before)).collect();
    let folded: Vec<String> = written.iter().map(|word| words::fold(word)).collect();
    let near = folded.iter().zip(&written).rev().take(REACH);
    let mut has_object = false;
    let mut next = "";
    let mut names_a_place = false;
    for (word, written) in near.take_while(|(word, _)| !PARTING.contains(&word.as_str())) {
        if let Some(outcome) = of_word(word) {
            let is_noun = NOUNS.contains(&word.as_str());
            return (is_noun || !has_object).then_some(outcome);
        }
        let is_place = written.starts_with(char::is_uppercase);
        let is_grammar = words::is_function_word(word)
            || MEASURING.contains(&word.as_str())
            || english().has(word.as_str(), Tag::BeforeObject);
        // `From`, `by` and `for` lead to others than those of whom it is told.
        let places =
            PLACING.contains(&word.as_str()) || word == "at" && !matches!(next, "least" | "most");
        next = word;
        names_a_place |= is_place;
        has_object |= places && !names_a_place
            || LEADING.contains(&word.as_str())
            || !(is_place || is_grammar || word.ends_with("ly"));
    }
    None
}

/// The outcome behind what is counted, where they are not those who did it to others: not in `12 officers arrested a man`.
fn told_behind(behind: &str) -> Option<&'static str> {
    let folded: Vec<String> = words::words(behind)
        .map(|span| words::fold(span.of(behind)))
        .collect();
    let from = usize::from(
        folded
            .first()
            .is_some_and(|word| RELATING.contains(&word.as_str())),
    );
    let mut rest = folded.iter().enumerate().skip(from).take(REACH);
    let (at, word) = rest
        .by_ref()
        .take_while(|(_, word)| !PARTING.contains(&word.as_str()))
        .find(|(_, word)| of_word(word).is_some())?;
    let next = folded.get(at + 1).map_or("", String::as_str);
    let is_done_to = folded[..at]
        .iter()
        .any(|word| BEING.contains(&word.as_str()));
    let bounds = |word: &str| {
        let behind = folded.get(at + 2).map_or("", String::as_str);
        word != "at" || behind == "least"
    };
    let has_object = OBJECTS.contains(&next) && bounds(next)
        || next.starts_with(|letter: char| letter.is_ascii_digit());
    let acts = word.ends_with("ed") || word.ends_with("ing") || word == "freed" || word == "shot";
    (is_done_to || !acts || !has_object)
        .then(|| of_word(word))
        .flatten()
}

/// Every outcome that a sentence tells of, whomever it counts.
pub fn outcomes_in(sentence: &str) -> Vec<&'static str> {
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
            // Others are freed, killed and arrested than those counted.
            (
                "The group released a letter of support from ",
                "women",
                "",
                None,
            ),
            ("The office released a list of ", "boat", "", None),
            ("The port released the names of ", "sailor", "", None),
            ("The court released footage showing ", "sailor", "", None),
            ("The senate killed a bill backed by ", "lawmak", "", None),
            ("The guard was killed by ", "men", "", None),
            ("", "offic", " arrested a docker", None),
            ("", "women", " released a letter", None),
            ("", "offic", " who shot him", None),
            ("", "offic", " were killed a day later", Some("kill")),
            ("The court released ", "sailor", "", Some("releas")),
            (
                "The court on Friday released in Karsk at least ",
                "sailor",
                "",
                Some("releas"),
            ),
            ("the release of another ", "sailor", "", Some("releas")),
            ("the death toll in Karsk climbed to ", "", "", Some("kill")),
            ("the arrest of ", "docker", "", Some("arrest")),
            ("a blast killed an estimated ", "sailor", "", Some("kill")),
            ("", "sailor", " killed in the blast", Some("kill")),
            ("the rescue of all ", "sailor", "", Some("rescu")),
        ] {
            assert_eq!(outcome(before, head, behind), expected, "{before}{behind}");
        }
    }
}
