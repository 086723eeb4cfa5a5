//! Words for people and for what they write, and what titles say of he and she.

use super::cues::{DETERMINERS, holds};
use crate::analysis::text::lexicon::{Lexicon, Tag};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    He,
    She,
}

/// What somebody writes: `his letter said` is what he said.
#[rustfmt::skip]
pub const WRITINGS: &[&str] = &[
    "book", "column", "dissent", "editorial", "email", "essay", "letter", "memo", "message", "note", "op-ed", "opinion",
    "post", "remarks", "speech", "statement", "testimony", "tweet", "tweets",
];

pub fn is_preposition(word: &str) -> bool {
    matches!(word, "for" | "of" | "at" | "in" | "from" | "with" | "on")
}

pub fn is_role(lexicon: &Lexicon<Tag>, head: &str) -> bool {
    lexicon
        .words(Tag::RoleEnding)
        .iter()
        .any(|role| head.ends_with(role))
}

/// Whether a word behind a name makes it a modifier: `Ivanova donor`, `Ivanova advisers`.
pub fn is_follower(lexicon: &Lexicon<Tag>, word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    is_role(lexicon, one) || lexicon.has(word, Tag::Follower) || lexicon.has(one, Tag::Follower)
}

/// What a title or a word for a role says.
pub fn gender(words: &str) -> Option<Gender> {
    for word in words.split([' ', '.', '\u{a0}']) {
        match word {
            "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Congressman" => return Some(Gender::He),
            "Ms" | "Mrs" | "Miss" | "Mme" | "Lady" | "Dame" | "Queen" | "Princess"
            | "Congresswoman" => return Some(Gender::She),
            _ => {}
        }
        if word.ends_with("woman") || matches!(word, "wife" | "sister" | "mother" | "daughter") {
            return Some(Gender::She);
        }
        if word.ends_with("sman")
            || matches!(word, "husband" | "brother" | "father" | "son" | "man")
        {
            return Some(Gender::He);
        }
    }
    None
}

/// Names nobody, and nobody's office or group: `one`, `others`, `Fifty-seven percent`.
pub fn is_nobody(phrase: &str) -> bool {
    const NOBODY: [&str; 12] = [
        "all", "another", "both", "few", "half", "many", "most", "one", "other", "others",
        "several", "some",
    ];
    let lower = phrase.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or("");
    let is_share = matches!(words.next(), Some("percent" | "per" | "percentage"));
    is_share || NOBODY.contains(&first) && first.len() == lower.len()
}

/// Words with capitals only, the last no plural: a name with its titles that was not found as one.
pub fn is_unlisted_name(phrase: &str) -> bool {
    let mut words = phrase.split(' ');
    phrase.contains(' ')
        && !phrase.ends_with('s')
        && words.all(|word| {
            word.starts_with(char::is_uppercase) && !holds(DETERMINERS, &word.to_lowercase())
        })
}
