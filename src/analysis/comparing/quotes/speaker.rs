//! Whose the words of one utterance are, where articles do not all say the same.

use std::collections::BTreeSet;

use super::said::{Said, is_said_outright, is_shown, name_words};
use crate::analysis::comparing::table::Table;

/// Forms of one name that are looked at.
const MOST_NAMES: usize = 50;

/// The fullest name given to the speaker. Where the articles do not agree, the name that more of them give outright; nobody
/// where as many say otherwise.
pub(super) fn speaker(table: &Table, said: &[Said], set: &[usize]) -> Option<String> {
    let mut named: Vec<Named> = Vec::new();
    let mut phrases: Vec<&str> = Vec::new();
    for &at in set {
        let quote = &table.articles[said[at].article].quotes[said[at].number];
        let Some(speaker) = quote.speaker.as_deref() else {
            continue;
        };
        let words = name_words(speaker);
        if words.is_empty() {
            phrases.push(speaker);
            continue;
        }
        let known = named
            .iter()
            .position(|one| words.iter().any(|word| one.words.contains(word)));
        let one = match known {
            Some(index) => &mut named[index],
            None => {
                named.push(Named::default());
                let last = named.len() - 1;
                &mut named[last]
            }
        };
        one.words.extend(words);
        one.names.push(speaker);
        if is_said_outright(table, &said[at]) {
            one.outright.insert(said[at].article);
        }
    }
    named.sort_by_key(|one| std::cmp::Reverse((one.outright.len(), one.names.len())));
    let Some(first) = named.first_mut() else {
        phrases.sort_unstable();
        phrases.retain(|phrase| is_shown(phrase));
        return phrases.first().map(|phrase| (*phrase).to_string());
    };
    let mut names = std::mem::take(&mut first.names);
    names.sort_unstable();
    names.dedup();
    names.truncate(MOST_NAMES);
    let votes = first.outright.len();
    if named
        .get(1)
        .is_some_and(|other| other.outright.len() >= votes)
    {
        return None;
    }
    // A name before a phrase that holds capitals: `Documents examined by the Herald`.
    let is_phrase = |name: &str| {
        name.split(' ')
            .any(|word| word.len() > 3 && word.starts_with(char::is_lowercase))
    };
    // A name that two articles give in full stands before a longer one of which only one knows.
    let given = |name: &str| {
        let words = name_words(name);
        let bearers = names.iter().filter(|other| {
            let other = name_words(other);
            words.iter().all(|word| other.contains(word))
        });
        if words.len() > 1 {
            bearers.count().min(2)
        } else {
            0
        }
    };
    names
        .iter()
        .copied()
        .min_by_key(|name| {
            (
                is_phrase(name),
                std::cmp::Reverse(given(name)),
                std::cmp::Reverse(name_words(name).len()),
                *name,
            )
        })
        .map(str::to_string)
}

/// One whom articles name as the speaker.
#[derive(Default)]
struct Named<'a> {
    names: Vec<&'a str>,
    words: Vec<String>,
    /// The articles that name them beside the words.
    outright: BTreeSet<usize>,
}
