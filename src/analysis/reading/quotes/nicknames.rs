//! A name between quotation marks inside a name: `Joe “Mac” Doe`. It is nobody's speech and a part of who is named.

use super::signs::Stretch;
use crate::analysis::text::sentences::is_starter;
use crate::model::Mention;

/// Words of a name between marks: `the Iron Duke`.
const LONGEST_NICKNAME: usize = 3;
/// Names before a surname, of which one may be the given name.
const NAMES_BEFORE: usize = 2;
/// Bytes between a given name and a surname: the nickname with its marks and brackets.
const LONGEST_BETWEEN: usize = 40;

/// Whether the words stand between a given name and a surname: words with capitals, no mark at their end.
pub fn is_nickname(body: &str, stretch: Stretch) -> bool {
    let (before, behind) = (&body[..stretch.outer.start], &body[stretch.outer.end..]);
    let (before, behind) = match (before.strip_suffix('('), behind.strip_prefix(')')) {
        (Some(before), Some(behind)) => (before, behind),
        _ => (before, behind),
    };
    is_called(stretch.inner.of(body))
        && before.strip_suffix(' ').is_some_and(ends_with_given_name)
        && behind
            .strip_prefix(' ')
            .is_some_and(|surname| surname.starts_with(char::is_uppercase))
}

fn is_called(words: &str) -> bool {
    let mut count = 0;
    let named = words.split_whitespace().all(|word| {
        count += 1;
        word.starts_with(char::is_uppercase) || count == 1 && word == "the"
    });
    named && count <= LONGEST_NICKNAME && words.ends_with(char::is_alphanumeric)
}

fn ends_with_given_name(before: &str) -> bool {
    let word = before
        .rsplit(|letter: char| letter.is_whitespace())
        .next()
        .unwrap_or("");
    // `Joe D. “Mac” Doe`; else a full stop ends a sentence.
    let name = match word.strip_suffix('.') {
        Some(initial) if initial.chars().count() == 1 => initial,
        _ => word,
    };
    name.starts_with(char::is_uppercase)
        && name.ends_with(char::is_alphabetic)
        && !is_starter(&name.to_lowercase())
}

/// The whole name of which a mention is the surname, as it is written somewhere in the article: `Joe “Mac” Doe`.
pub fn whole<'a>(body: &'a str, mentions: &[Mention], surname: &str) -> Option<&'a str> {
    mentions.iter().enumerate().find_map(|(at, last)| {
        if body.get(last.start..last.end) != Some(surname) {
            return None;
        }
        // The nickname may be taken for a name of its own.
        let before = &mentions[at.saturating_sub(NAMES_BEFORE)..at];
        before.iter().rev().find_map(|given| {
            let between = body.get(given.end..last.start)?;
            let inner = between.trim_matches([' ', '(', ')']);
            let name = inner.trim_matches(['“', '”', '"', '\'', '‘', '’', '„', '«', '»']);
            let marked = name.len() < inner.len() && between.len() <= LONGEST_BETWEEN;
            (marked && is_called(name))
                .then(|| body.get(given.start..last.end))
                .flatten()
        })
    })
}
