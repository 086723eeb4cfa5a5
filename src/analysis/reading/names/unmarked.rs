//! People in full whom nothing marked: a given name before a word that is no word of the lexicon, `the engineer Zelda Quorn
//! stands`.

use super::recovery::Read;
use crate::analysis::text::given_names;
use crate::analysis::text::lexicon::english;
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// A given name, and a surname, has so many letters at least.
const LETTERS: usize = 4;

/// Adds them to `names`, which are in order and stay so.
pub fn people(body: &str, sentences: &[Read], names: &mut Vec<(Span, NameKind)>) {
    let mut found = Vec::new();
    for read in sentences {
        for at in 0..read.spans.len().saturating_sub(1) {
            let whole = read.spans[at].join(read.spans[at + 1]);
            let before = names.partition_point(|(name, _)| name.end <= whole.start);
            let is_taken = names
                .get(before)
                .is_some_and(|(name, _)| name.start < whole.end);
            if !is_taken && is_person(body, read, at) {
                found.push((whole, NameKind::Person));
            }
        }
    }
    names.extend(found);
    names.sort_by_key(|(span, _)| span.start);
}

fn is_person(body: &str, read: &Read, at: usize) -> bool {
    let word = |at: usize| read.spans.get(at).map_or("", |span| span.of(body));
    let is_written = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().count() + 1 >= LETTERS
            && letters.all(char::is_lowercase)
    };
    let (given, surname) = (word(at), word(at + 1));
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    // the word before may be one that only begins the sentence
    let begins = at == 0 || !is_capital(word(at - 1)) || at == 1;
    let goes_on = matches!(word(at + 2), "-" | "‑" | "&" | "’" | "'") || is_capital(word(at + 2));
    is_written(given)
        && is_written(surname)
        && body.get(read.spans[at].end..read.spans[at + 1].start) == Some(" ")
        && begins
        && !goes_on
        && english().tags(&fold(surname)).is_empty()
        && english().tags(&fold(given)).is_empty()
        && given_names::meant(&fold(given)).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::features::Sentence;
    use super::super::model;
    use super::super::tokens::tokens;
    use super::*;

    fn found(body: &str) -> Vec<&str> {
        let spans = tokens(body, Span::new(0, body.len()));
        let lexicon = &model::shipped().unwrap().lexicon;
        let sentence = Sentence::read(spans.iter().map(|span| span.of(body)), lexicon);
        let read = Read {
            spans: &spans,
            sentence: &sentence,
        };
        let mut names = Vec::new();
        people(body, &[read], &mut names);
        names.iter().map(|(span, _)| span.of(body)).collect()
    }

    #[test]
    fn a_given_name_before_a_word_of_no_list_is_a_person() {
        for body in [
            "The engineer Zelda Quorn stands on the quay.",
            "Zelda Quorn stands on the quay.",
            "Engineer Zelda Quorn stands on the quay.",
        ] {
            assert_eq!(found(body), ["Zelda Quorn"], "{body}");
        }
        for body in [
            "The engineer Zelda stands on the Quorn quay.",
            "The Zelda Quorn Bridge was closed.",
            "She lives near Santa Zelda, Quorn said.",
            "The barbara quorn stands on the quay.",
            "The Nordvia Quorn stands on the quay.",
            "The Zelda Bank of the river is steep.",
            "The Sunday Quorn named the mayor.",
            "",
        ] {
            assert_eq!(found(body), [""; 0], "{body}");
        }
    }
}
