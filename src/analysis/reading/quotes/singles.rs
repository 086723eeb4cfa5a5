//! Single quotation marks, which are apostrophes as well.

use super::signs::{Mark, single};
use crate::model::Span;

/// Words from which a stretch between single marks is believed.
const WORDS_OF_SINGLE: usize = 2;
/// Bytes behind words in single marks inside a quotation in single marks, up to its end.
const LONGEST_OUTER: usize = 1000;
/// Words in single marks inside a quotation in single marks.
const MOST_INNER_WORDS: usize = 6;

/// Where words in single marks inside a quotation in single marks end: `'They call it 'the pit' here,' she said`.
fn inner_single(body: &str, paragraph: Span, outer: Mark, inner: Mark) -> Option<usize> {
    let before = body[paragraph.start..outer.span.start].trim_end();
    let begins = before.is_empty() || before.ends_with([',', ':', '.', '?', '!']);
    if !begins || outer.family != inner.family {
        return None;
    }
    let behind = &body[inner.span.end..paragraph.end];
    let mut spaces = 0;
    for (at, letter) in behind.char_indices() {
        spaces += usize::from(letter == ' ');
        if spaces > MOST_INNER_WORDS || matches!(letter, '‘' | '“' | '"') {
            return None;
        }
        if matches!(letter, '\'' | '’') {
            let rest = &behind[at + letter.len_utf8()..];
            let rest = &rest[..rest.floor_char_boundary(LONGEST_OUTER)];
            let inside = &behind[..at];
            // The words go on behind it in small letters, to another mark behind punctuation.
            let goes_on = rest.starts_with(' ')
                && rest.trim_start().starts_with(char::is_lowercase)
                && inside.ends_with(char::is_alphanumeric);
            if rest.starts_with(char::is_alphanumeric) {
                continue;
            }
            let closed = rest.match_indices(letter).any(|(mark, _)| {
                rest[..mark].ends_with([',', '.', '?', '!', '…'])
                    && !rest[..mark].contains(['‘', '“', '"'])
            });
            return (goes_on && closed).then_some(inner.span.end + at + letter.len_utf8());
        }
    }
    None
}

/// Two digits behind an apostrophe: `back in ’26`.
fn is_short_year(behind: &str) -> bool {
    let digits = behind.len()
        - behind
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .len();
    digits == 2
}

/// Leaves single marks only where an opening one finds a closing one behind at least [`WORDS_OF_SINGLE`] words, before
/// the next opening one; all others are apostrophes.
pub(super) fn drop_apostrophes(body: &str, paragraph: Span, marks: Vec<Mark>) -> Vec<Mark> {
    if !marks.iter().any(|mark| single(mark.family)) {
        return marks;
    }
    let mut keep = vec![true; marks.len()];
    let mut opening: Option<usize> = None;
    let mut closing: Option<(usize, bool)> = None;
    // Where the words in single marks inside single marks end.
    let mut inner_to = 0;
    for (index, mark) in marks.iter().enumerate() {
        if !single(mark.family) {
            continue;
        }
        keep[index] = false;
        if mark.opens
            && opening.is_some()
            && closing.is_none()
            && is_short_year(&body[mark.span.end..paragraph.end])
        {
            continue;
        }
        if mark.opens {
            if let Some(from) = opening
                && closing.is_none()
                && let Some(end) = inner_single(body, paragraph, marks[from], *mark)
            {
                inner_to = end;
                continue;
            }
            opening = Some(index);
            closing = None;
        } else if mark.span.start < inner_to {
            // It stands inside the marks that were read.
        } else if let Some(from) = opening.filter(|&from| marks[from].family == mark.family) {
            // `the workers’ demands’`: a mark behind punctuation closes for sure, another one only until a surer comes.
            let sure = body[paragraph.start..mark.span.start].ends_with([',', '.', '?', '!', '…'])
                || !body[mark.span.end..paragraph.end].starts_with(' ');
            if matches!(closing, Some((_, true))) {
                continue;
            }
            let words = body[marks[from].span.end..mark.span.start]
                .split_whitespace()
                .take(WORDS_OF_SINGLE)
                .count();
            if words < WORDS_OF_SINGLE && !sure {
                continue;
            }
            match closing {
                Some((earlier, false)) if sure => {
                    keep[earlier] = false;
                    keep[index] = true;
                    closing = Some((index, true));
                }
                Some(_) => {}
                None => {
                    keep[from] = true;
                    keep[index] = true;
                    closing = Some((index, sure));
                }
            }
        }
    }
    marks
        .into_iter()
        .zip(keep)
        .filter_map(|(mark, keep)| keep.then_some(mark))
        .collect()
}
