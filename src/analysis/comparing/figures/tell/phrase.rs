//! The first words of a clause, as a label shows them.

use super::label_words::BEING;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;

/// The first words of a clause, no more letters than so many, up to a word that begins another one, not ending in a word of
/// grammar.
pub fn phrase(text: &str, chars: usize) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    let mut length = 0;
    let mut is_cut = false;
    for word in text.trim_end_matches(['.', '!', '?']).split_whitespace() {
        length += word.chars().count() + 1;
        let ends = !kept.is_empty() && english().has(word.to_lowercase().as_str(), Tag::EndsLabel);
        is_cut = length > chars + 1 && !ends;
        if is_cut || ends {
            break;
        }
        kept.push(word);
    }
    let empty = |word: &&str| {
        words::is_function_word(&words::fold(word)) || !word.contains(char::is_alphabetic)
    };
    // A phrase that was cut is told up to the last one that is whole.
    let clause = kept
        .first()
        .is_some_and(|word| matches!(*word, "after" | "before" | "since" | "until"));
    let verb = kept.len() < text.split_whitespace().count() && clause && !is_cut;
    if verb {
        let next = text.split_whitespace().nth(kept.len()).unwrap_or("");
        if BEING.contains(&next) || ["would", "could", "can", "may", "said"].contains(&next) {
            return None;
        }
    }
    if is_cut && let Some(last) = kept.iter().rposition(&empty).filter(|at| *at > 0) {
        kept.truncate(last);
    }
    while kept.last().is_some_and(empty) {
        kept.pop();
    }
    (!kept.is_empty()).then(|| kept.join(" "))
}

/// Letters of a label: what the narrow column of a matrix shows on two lines.
pub const LABEL_CHARS: usize = 40;

pub fn first_word(text: &str) -> &str {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
        .next()
        .unwrap_or("")
}
