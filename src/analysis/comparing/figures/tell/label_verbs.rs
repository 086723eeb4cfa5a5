//! What happened to the things that a figure counts, for a label: the verb of which they are the object, or the participle
//! behind them. A verb that has another object, or another subject, is none of theirs: `12 leaders released a letter`.

use super::label_words::{BEING, BETWEEN, LEADING_ON, NO_OBJECT};
use super::phrase::{LABEL_CHARS, first_word, phrase};
use crate::analysis::comparing::figures::read::Claim;
use crate::analysis::reading::dates::calendar::{MONTHS, WEEKDAYS};
use crate::analysis::text::irregular::is_irregular_past;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;

/// `… separated from their parents`, `… were ordered to evacuate`; `who have filed for aid` of people that did something.
pub fn participle_behind(claim: &Claim, behind: &str) -> Option<String> {
    let mut rest = behind.trim_start();
    let mut being = String::new();
    while let Some(word) =
        Some(first_word(rest).to_lowercase()).filter(|word| BEING.contains(&word.as_str()))
    {
        rest = rest[first_word(rest).len()..].trim_start();
        being = word;
    }
    let first = first_word(rest).to_lowercase();
    let irregular = || !being.is_empty() && english().has(&first, Tag::IsParticiple);
    let regular = first.ends_with("ed") && first.len() > 4 && !NO_OBJECT.contains(&first.as_str());
    let takes_another = being.is_empty() && !goes_on_freely(&rest[first_word(rest).len()..]);
    if !(regular || irregular()) || takes_another {
        return None;
    }
    if matches!(being.as_str(), "have" | "has" | "had") {
        let who = if claim.counts_people() { "who" } else { "that" };
        return phrase(behind, LABEL_CHARS / 2).map(|phrase| format!("{who} {phrase}"));
    }
    phrase(rest, LABEL_CHARS / 2)
}

/// `revoked 154 pins`: the participle of a verb of which what is counted is the object.
fn verb_before(before: &str) -> Option<String> {
    let all: Vec<String> = folded(before);
    let last = all
        .iter()
        .rev()
        .find(|word| !BETWEEN.contains(&word.as_str()))?;
    if let Some(participle) = english().value(last, Tag::Participle) {
        return Some(participle.to_string());
    }
    let regular = last.ends_with("ed") && last.len() > 4 && !NO_OBJECT.contains(&last.as_str());
    regular.then(|| last.clone())
}

/// The same where nothing else is its object: not in `paid 12 men the rest`, `seized a $5,000 car`.
pub fn verb_of_object(before: &str, behind: &str) -> Option<String> {
    verb_before(before).filter(|_| goes_on_freely(behind))
}

/// Those counted do something to something: `leaders released a letter`.
pub fn acts(behind: &str) -> bool {
    let rest = behind.trim_start();
    let verb = first_word(rest).to_lowercase();
    let is_past = verb.ends_with("ed") && verb.len() > 4 || is_irregular_past(&verb);
    is_past && !goes_on_freely(&rest[first_word(rest).len()..])
}

/// What stands behind a verb or its object begins no other noun phrase.
fn goes_on_freely(behind: &str) -> bool {
    let rest = behind.trim_start();
    let written = first_word(rest);
    let word = words::fold(written);
    let is_day = WEEKDAYS.contains(&written) || MONTHS.contains(&written);
    let is_led = english().has(word.as_str(), Tag::NoObject) || word.ends_with("ly") || is_day;
    let is_number = word.starts_with(|letter: char| letter.is_ascii_digit());
    // `this week`, `last year`, `the day before` say when.
    let next = rest[written.len()..]
        .split_whitespace()
        .next()
        .unwrap_or("");
    let is_when = LEADING_ON.contains(&word.as_str())
        && [
            "week", "month", "year", "night", "day", "morning", "evening", "spring", "summer",
            "autumn", "fall", "winter", "time",
        ]
        .iter()
        .any(|time| next.starts_with(time));
    word.is_empty() || is_led || is_when && !is_number
}

fn folded(text: &str) -> Vec<String> {
    words::words(text)
        .map(|word| words::fold(word.of(text)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(super::super::label_words::MEASURED.is_sorted());
    }

    #[test]
    fn a_verb_with_its_object_says_what_became_of_it() {
        assert_eq!(verb_before("The port revoked all"), Some("revoked".into()));
        assert_eq!(verb_before("The town took another"), Some("taken".into()));
        assert_eq!(verb_before("The crew included"), None);
        assert_eq!(verb_of_object("Police seized a", " car from Dask"), None);
        assert_eq!(verb_of_object("The firm paid", " the rest"), None);
        assert_eq!(
            verb_of_object("The firm paid", " on Monday"),
            Some("paid".into())
        );
        assert_eq!(verb_of_object("The firm paid", ""), Some("paid".into()));
        assert!(acts(" released a letter") && acts(" braved the cold"));
        assert!(!acts(" released on Monday") && !acts(" in the port"));
    }
}
