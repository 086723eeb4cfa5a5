//! Names by their capitals alone, for languages that the model was not trained on.
//!
//! A run of capitalised words that does not begin a sentence is a name; its kind is guessed from titles, heads of
//! organisations and the lists of places and people, and where nothing speaks for a kind nothing is said. A script without
//! capitals gives nothing. German capitalises every noun: there only runs that the lists know count.

use super::features::Sentence;
use super::lexicon::{FAMILY, GIVEN, Lexicon, PLACE};
use super::tokens::tokens;
use crate::analysis::text::Text;
use crate::model::{NameKind, Span};

/// Languages that capitalise every noun.
const NOUNS_IN_CAPITALS: &[&str] = &["de", "lb"];
/// A name of more words is a title or a slogan.
const MOST_WORDS: usize = 4;

/// The names of a body with their kinds, in order, none overlapping.
pub fn names(text: &Text, lexicon: &Lexicon) -> Vec<(Span, NameKind)> {
    let wary = text
        .code
        .is_some_and(|language| NOUNS_IN_CAPITALS.contains(&language));
    let mut found = Vec::new();
    for &sentence in text.sentences {
        let spans = tokens(text.body, sentence);
        let read = Sentence::read(spans.iter().map(|span| span.of(text.body)), lexicon);
        if read.is_all_capitals() {
            continue;
        }
        let mut at = 0;
        while at < spans.len() {
            let mut end = at;
            while end < spans.len() && read.is_capital(end) {
                end += 1;
            }
            if end == at {
                at += 1;
                continue;
            }
            if let Some(name) = name(&read, &spans, at, end, wary) {
                found.push(name);
            }
            at = end;
        }
    }
    found
}

/// The name that a run of capitalised words is.
fn name(
    read: &Sentence,
    spans: &[Span],
    first: usize,
    end: usize,
    wary: bool,
) -> Option<(Span, NameKind)> {
    let titles = (first..end).take_while(|&at| read.is_title(at)).count();
    let titled = titles > 0 && first + titles < end;
    let first = if titled { first + titles } else { first };
    let all = |flags: u8| (first..end).all(|at| read.flags(at) & flags != 0);
    let begins = |flags: u8| read.flags(first) & flags != 0;
    let kind = if end - first > MOST_WORDS {
        return None;
    } else if titled {
        NameKind::Person
    } else if !wary && (first..end).any(|at| read.heads_organisation(at)) && end - first > 1 {
        NameKind::Organisation
    } else if all(PLACE) {
        NameKind::Place
    } else if end - first > 1 && begins(GIVEN) && (!wary || all(GIVEN | FAMILY)) {
        NameKind::Person
    } else {
        return None;
    };
    // a single word at the beginning of a sentence has its capital from there
    if first == 0 && end == 1 {
        return None;
    }
    Some((spans[first].join(spans[end - 1]), kind))
}
