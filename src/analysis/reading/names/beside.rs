//! The words beside a person's name, read one by one.

use super::titles::{KIN, POWER};
use crate::analysis::text::given_names::Sex;

/// Bytes before and after a name in which words are read.
const WINDOW: usize = 160;
/// Words by which kin is somebody's.
const POSSESSORS: &[&str] = &["her", "his", "its", "my", "our", "their", "whose", "your"];

/// Whether ` aides` or ` administration` follows.
pub fn is_of_power(after: &str) -> bool {
    let mut words = after.strip_prefix(' ').unwrap_or("").split(' ');
    let next = words.next().unwrap_or("");
    let next = next.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    POWER.binary_search(&next.to_lowercase().as_str()).is_ok()
}

/// What a word for kin tells: a sex, and whether of the two this one is the lesser known.
pub fn kin(word: &str) -> Option<(Option<Sex>, bool)> {
    let found = KIN.binary_search_by_key(&word, |&(name, ..)| name);
    found.ok().map(|at| (KIN[at].1, KIN[at].2))
}

/// Whether what follows a word is somebody's: `his`, `Lund's`.
pub fn is_possessor(word: &str) -> bool {
    POSSESSORS.contains(&word)
        || ["'s", "’s", "s'", "s’"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// `president` of `then-president`, `gov` of `gov.`.
pub fn bare(word: &str) -> &str {
    let word = word.trim_end_matches('.');
    let word = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    ["then-", "ex-", "u.s.-", "now-"]
        .iter()
        .find_map(|before| word.strip_prefix(before))
        .unwrap_or(word)
}

/// The end of the line before a byte, a few words of it.
pub fn window_before(body: &str, end: usize) -> &str {
    let mut from = end.saturating_sub(WINDOW);
    while !body.is_char_boundary(from) {
        from += 1;
    }
    let text = &body[from..end];
    text.rsplit('\n').next().unwrap_or(text)
}

/// The beginning of the line after a byte, a few words of it and nothing behind `until`.
pub fn window_after(body: &str, start: usize, until: usize) -> &str {
    let mut end = (start + WINDOW).min(until).max(start).min(body.len());
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let text = &body[start..end];
    text.split('\n').next().unwrap_or(text)
}
