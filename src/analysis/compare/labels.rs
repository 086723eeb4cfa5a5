//! What a figure is of, in so few words that the narrow column of a matrix shows them.

use super::claims::{Claim, slot};
use super::table::{Table, excerpt};
use crate::analysis::words;

/// Letters of a label: what the narrow column of a matrix shows on two lines.
const LABEL_CHARS: usize = 40;
/// Letters in it for what is counted.
const COUNTED_CHARS: usize = 24;
/// Letters in it at least for the words beside, of which one is a verb or a noun.
const LEAST_BESIDE: usize = 14;

/// What a claim counts, with the words before it as the article has them, names left out: `prisoners: freed …`, `closed the
/// harbour for …`; the words behind it where none stands before: `prisoners: … remain behind bars`.
pub(super) fn what(table: &Table, claim: &Claim) -> String {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    let slot = slot(text, sentence, claim.span, &claim.of);
    let counted = excerpt(&claim.of, COUNTED_CHARS);
    let left = LABEL_CHARS.saturating_sub(counted.chars().count() + 4);
    // `a tally shows that 48 sailors died`: what is told stands behind.
    let ends_with_that = slot.before.trim_end().ends_with("that");
    let told_before = if ends_with_that { "" } else { slot.before };
    let before = tail(&without_names(told_before), left.max(LEAST_BESIDE));
    let behind = if before.is_empty() {
        head(slot.behind, left.max(LEAST_BESIDE))
    } else {
        String::new()
    };
    let around = match (before.is_empty(), behind.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("… {behind}"),
        (false, _) => format!("{before} …"),
    };
    match (counted.is_empty(), around.is_empty()) {
        (true, true) if claim.unit.is_empty() => "a figure".to_string(),
        (true, true) => claim.unit.clone(),
        (true, false) => around,
        (false, true) => counted,
        (false, false) => format!("{counted}: {around}"),
    }
}

/// The words of a clause without its names and what ties them to it: `closed the harbour of Port Merrow for` says what is
/// measured in `closed the harbour for`.
fn without_names(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut in_name = false;
    for word in text.split_whitespace() {
        let is_name = word.starts_with(|letter: char| letter.is_uppercase());
        if is_name && !in_name {
            while kept
                .last()
                .is_some_and(|word| words::is_function_word(&words::fold(word)))
            {
                kept.pop();
            }
        } else if !is_name {
            kept.push(word);
        }
        in_name = is_name;
    }
    kept.join(" ")
}

/// The last words of a text, no more letters than so many, beginning with a word of content.
fn tail(text: &str, chars: usize) -> String {
    let all: Vec<&str> = text.split_whitespace().collect();
    let mut from = all.len();
    let mut length = 0;
    while from > 0 {
        length += all[from - 1].chars().count() + 1;
        if length > chars + 1 {
            break;
        }
        from -= 1;
    }
    let is_empty = |word: &str| {
        words::is_function_word(&words::fold(word)) || !word.contains(char::is_alphanumeric)
    };
    while from < all.len() && is_empty(all[from]) {
        from += 1;
    }
    all[from..].join(" ")
}

/// The first words of a text, no more letters than so many, ending with a word of content.
fn head(text: &str, chars: usize) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut length = 0;
    for word in text.trim_end_matches(['.', '!', '?']).split_whitespace() {
        length += word.chars().count() + 1;
        if length > chars + 1 {
            break;
        }
        kept.push(word);
    }
    while kept
        .last()
        .is_some_and(|word| words::is_function_word(&words::fold(word)))
    {
        kept.pop();
    }
    kept.join(" ")
}
