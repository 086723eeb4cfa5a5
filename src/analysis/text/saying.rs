//! Verbs of saying.

use super::lexicon::{Tag, english};

/// Whether a word, in lower case, is a form of a verb of speech.
pub fn is_speech_verb(word: &str) -> bool {
    english().has(word, Tag::SpeechVerb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs_of_speech_are_known() {
        assert!(is_speech_verb("said") && !is_speech_verb("sad"));
    }
}
