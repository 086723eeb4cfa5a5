//! Of which facts an article may be called silent: of those that say enough.

use crate::analysis::text::words;

/// Words of content, names left out, of a sentence that an article may be silent about.
const SAID: usize = 4;

/// A sentence that says something beside its names: `citizens of Norland and Sudria` may be `citizens of two allies` elsewhere.
pub(super) fn says_enough(words: &str) -> bool {
    let said = words::words(words).map(|word| word.of(words));
    let said = said.filter(|word| word.starts_with(char::is_lowercase));
    let content = said.filter(|word| !words::is_function_word(&words::fold(word)));
    content.take(SAID).count() == SAID
}
