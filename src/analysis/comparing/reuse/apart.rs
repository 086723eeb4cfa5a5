//! What stands in an article and is not its own text: embedded posts, lists of headlines, strips of links.

use crate::analysis::text::words;
use crate::model::{Article, Span};

/// Bytes of a post before the line that says whose it is; a post has 280 characters at most.
const POST_BYTES: usize = 420;
/// Bytes between the dash before a name and the handle behind it: `— Jo Doe (@jo)`.
const NAME_BYTES: usize = 90;
/// Letters of a word from which it is counted in a headline, and words of which most have to begin with a capital letter.
const LONG: usize = 4;
const HEADLINE_WORDS: usize = 6;

/// The spans of what is not the article's own text, in order of their starts.
pub(super) fn apart(article: &Article) -> Vec<Span> {
    let mut found = posts(article);
    let strips = article.sentences.iter().copied();
    found.extend(strips.filter(|&sentence| {
        let text = article.text(sentence);
        text.matches(" | ").count() > 1 || is_headline(text)
    }));
    found.sort_unstable();
    found
}

/// Embedded posts, by the line behind them: `— Jo Doe (@jo) May 3, 2031`.
fn posts(article: &Article) -> Vec<Span> {
    let body = &article.body;
    let mut found = Vec::new();
    for (handle, _) in body.match_indices("(@") {
        let from = body.floor_char_boundary(handle.saturating_sub(NAME_BYTES));
        let Some(dash) = body[from..handle].rfind(['—', '–']) else {
            continue;
        };
        let dash = from + dash;
        let end = body[handle..].find(')').map_or(handle, |at| handle + at);
        if end - handle > NAME_BYTES {
            continue;
        }
        let least = body.floor_char_boundary(dash.saturating_sub(POST_BYTES));
        // The post is the paragraph before its signature, which may stand in a paragraph of its own.
        let before = body[..dash].trim_end().len().max(least);
        let at = article.paragraphs.partition_point(|p| p.start < before);
        let start = at
            .checked_sub(1)
            .map_or(least, |at| article.paragraphs[at].start.max(least));
        found.push(Span::new(start.min(end), end));
    }
    found
}

/// Most of its longer words begin with a capital letter.
fn is_headline(text: &str) -> bool {
    let long = || words::words(text).filter(|word| word.len() >= LONG);
    let capital = |word: &Span| word.of(text).starts_with(char::is_uppercase);
    let (capital, all) = (long().filter(capital).count(), long().count());
    all >= HEADLINE_WORDS && capital * 5 >= all * 4
}
