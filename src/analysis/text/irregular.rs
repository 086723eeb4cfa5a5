//! Past forms of irregular verbs, with their verb: from the exception list of verbs of WordNet 3.0, those that stand in
//! reports of the news; and verbs of two words.

use super::lexicon::{Tag, english};
use super::words;

/// The verb of an irregular past form, folded; any other word as it is.
pub fn verb_of(folded: &str) -> &str {
    english()
        .value(folded, Tag::IrregularPast)
        .unwrap_or(folded)
}

/// Whether a folded word is a past form that does not end in `ed`.
pub fn is_irregular_past(folded: &str) -> bool {
    english().has(folded, Tag::IrregularPast)
}

/// The verb that says the same as a verb with a word behind it, `laid off`; `None` for all that are not listed.
pub fn with_particle(folded: &str, particle: &str) -> Option<&'static str> {
    let verb = words::stem(verb_of(folded));
    let mut phrases = english().words(Tag::Phrasal).iter();
    let found = phrases.find(|phrase| phrase.split_once(' ') == Some((&verb, particle)))?;
    english().value(found, Tag::Phrasal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_form_gives_its_verb() {
        assert_eq!(verb_of("left"), "leave");
        assert_eq!(verb_of("harbour"), "harbour");
        assert_eq!(with_particle("laid", "off"), Some("dismiss"));
        assert_eq!(with_particle("turned", "down"), Some("reject"));
        assert_eq!(with_particle("turned", "off"), None);
        assert!(is_irregular_past("rose") && !is_irregular_past("rise"));
    }
}
