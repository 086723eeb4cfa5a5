//! Character references that are left in a text because it was encoded on top of itself: `Holm &amp;amp; Dahl`.

use std::sync::LazyLock;

use regex::Regex;

use super::clean::clean;
use super::markup;

/// How often a text may have been encoded on top of itself.
pub const ROUNDS: usize = 3;

/// A line without references that were encoded twice: `Holm &amp; Dahl`.
pub fn line(text: &str) -> String {
    let mut text = text.to_string();
    for _ in 0..ROUNDS {
        if !has_reference(&text) {
            break;
        }
        text = clean(&markup::unescape(&text));
    }
    text
}

/// Whether a text holds a character reference.
pub fn has_reference(text: &str) -> bool {
    static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d{0,2});").ok()
    });
    text.contains('&')
        && REFERENCE.as_ref().is_some_and(|reference| {
            let found = reference.find_iter(text);
            // "R&D;" is no reference: only what becomes something else is.
            found
                .map(|found| found.as_str())
                .any(|found| markup::unescape(found) != found)
        })
}
