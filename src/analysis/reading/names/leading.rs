//! A leading "The" that belongs to a name: `The Harbour Post`, where the article writes it so in the middle of sentences.

use std::collections::HashMap;

use crate::model::{NameKind, Span};

const CAPITAL: &str = "The ";
const SMALL: &str = "the ";

/// How often a name stands in mid-sentence after `The` and after `the`.
#[derive(Default)]
struct Written {
    capital: usize,
    small: usize,
}

/// Takes the "The" into the names of organisations that mostly have one in mid-sentence.
pub fn with_article(body: &str, sentences: &[Span], names: &mut [(Span, NameKind)]) {
    let mut written: HashMap<&str, Written> = HashMap::new();
    for &(span, kind) in names.iter() {
        if kind != NameKind::Organisation {
            continue;
        }
        let before = &body[..span.start];
        let written = written.entry(span.of(body)).or_default();
        if before.ends_with(SMALL) {
            written.small += 1;
        } else if before.ends_with(CAPITAL) && !begins(body, sentences, span.start) {
            written.capital += 1;
        }
    }
    for at in 0..names.len() {
        let (span, kind) = names[at];
        let mostly = written
            .get(span.of(body))
            .is_some_and(|written| written.capital > written.small);
        let free = at == 0 || names[at - 1].0.end + CAPITAL.len() <= span.start;
        if kind == NameKind::Organisation && mostly && free && is_whole(body, span.start) {
            names[at].0.start = span.start - CAPITAL.len();
        }
    }
}

/// Whether `The` stands before a place as a word of its own.
fn is_whole(body: &str, start: usize) -> bool {
    body[..start]
        .strip_suffix(CAPITAL)
        .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

/// Whether the `The` before a place stands at the beginning of a sentence, of a quotation or of a line, where it would
/// have its capital anyway.
fn begins(body: &str, sentences: &[Span], start: usize) -> bool {
    let the = start - CAPITAL.len();
    let after = sentences.partition_point(|sentence| sentence.start <= the);
    let sentence = after.checked_sub(1).map_or(0, |at| sentences[at].start);
    body.get(sentence..the).is_none_or(|before| {
        let before = before.trim_end();
        !before.ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, ',' | ')'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str, name: &str) -> Vec<String> {
        let mut names: Vec<(Span, NameKind)> = body
            .match_indices(name)
            .map(|(at, _)| (Span::new(at, at + name.len()), NameKind::Organisation))
            .collect();
        let whole = [Span::new(0, body.len())];
        let sentences = crate::analysis::text::sentences::sentences(body, &whole, Some("en"));
        with_article(body, &sentences, &mut names);
        names
            .into_iter()
            .map(|(span, _)| span.of(body).to_string())
            .collect()
    }

    #[test]
    fn what_mostly_has_its_article_in_capitals_keeps_it() {
        assert_eq!(
            read(
                "She told The Harbour Post so. The Harbour Post printed it, a Harbour Post man said.",
                "Harbour Post"
            ),
            ["The Harbour Post", "The Harbour Post", "Harbour Post"]
        );
        assert_eq!(
            read(
                "The Harbour Board met. Then the Harbour Board left.",
                "Harbour Board"
            ),
            ["Harbour Board", "Harbour Board"]
        );
        assert_eq!(
            read("The Harbour Board met.", "Harbour Board"),
            ["Harbour Board"]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "(The |the |Post|\\PC){0,20}") {
            read(&body, "Post");
        }
    }
}
