//! When an article may be called silent about a fact: only where no sentence of it comes near, and the fact says enough.

use super::coverage::MUCH_IN_COMMON;
use super::facts::Cell;
use super::table::Table;
use crate::analysis::words;

/// Words of content, names left out, of a sentence that an article may be silent about.
const SAID: usize = 4;
/// Likeness of a sentence from which an article is not told as silent.
const NEAR: f32 = 0.4;

/// A sentence that says something beside its names: `citizens of Norland and Sudria` may be `citizens of two allies` elsewhere.
pub(super) fn says_enough(words: &str) -> bool {
    let said = words::words(words).map(|word| word.of(words));
    let said = said.filter(|word| word.starts_with(char::is_lowercase));
    let content = said.filter(|word| !words::is_function_word(&words::fold(word)));
    content.take(SAID).count() == SAID
}

/// A sentence of an article has words, names and numbers in common that may tell the same in other words.
fn has_much_in_common(table: &Table, own: (usize, usize), article: usize) -> bool {
    let common = table.reading.most_in_common(own, article);
    common.is_some_and(|(_, weight)| weight >= MUCH_IN_COMMON)
}

/// Whether a sentence of an article is like one of the lead's, though it has few of its words: it may tell the same.
pub(super) fn is_near(table: &Table, lead: &Cell, article: usize) -> bool {
    (lead.first..=lead.last).any(|own| {
        (0..table.articles[article].sentences.len()).any(|other| {
            let near = table
                .reading
                .similarity((lead.article, own), (article, other));
            near >= NEAR
        }) || has_much_in_common(table, (lead.article, own), article)
    })
}
