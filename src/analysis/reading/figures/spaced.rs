//! Numbers whose groups of digits stand apart: `1 200 000`.

use super::digits::{GROUP, MOST_DIGITS};
use super::reader::Reader;
use super::tokens::{Kind, Token};
use crate::analysis::text::lexicon::Tag;

/// Words before digits that are then no count, beside those of `DESIGNATORS`: `the years 1 000 and 1 066`, `dial 020 555`.
const BEFORE_CODES: [&str; 12] = [
    "articles", "call", "chapters", "dial", "fax", "lines", "numbers", "pages", "phone",
    "sections", "tel", "years",
];

/// Spaces that nobody types by chance: no-break, figure, thin, narrow no-break.
const GROUPING_SPACES: [char; 4] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];

/// Digits in groups of three with one space between them, `816 000`: the value, and the token behind. An ordinary space is a
/// mark of thousands only where something is counted and no list, code or date can be meant.
pub fn spaced(read: &Reader, at: usize) -> Option<(f64, usize)> {
    let (body, tokens) = (read.body, read.tokens);
    let written = |index: usize| tokens.get(index).map(|token| token.span.of(body));
    let first = written(at)?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(first) || first.len() > GROUP || first.starts_with('0') {
        return None;
    }
    let mut plain = first.to_string();
    let (mut next, mut mark, mut groups) = (at + 1, None, 0_usize);
    while let Some(group) = written(next) {
        let between = &body[tokens[next - 1].span.end..tokens[next].span.start];
        let mut letters = between.chars();
        let (Some(space), None) = (letters.next(), letters.next()) else {
            break;
        };
        let digits = group.get(..GROUP).filter(|digits| is_number(digits));
        let known = space == ' ' || GROUPING_SPACES.contains(&space);
        let Some(digits) = digits.filter(|_| known && mark.is_none_or(|mark| mark == space)) else {
            break;
        };
        let rest = &group[GROUP..];
        let part = rest.strip_prefix(['.', ',']).unwrap_or("");
        let is_last = !part.is_empty() && is_number(part);
        if !(rest.is_empty() || is_last) {
            break;
        }
        plain.push_str(digits);
        if is_last {
            plain.push('.');
            plain.push_str(part);
        }
        mark = Some(space);
        next += 1;
        groups += 1;
        if is_last {
            break;
        }
    }
    if groups == 0 || plain.len() > MOST_DIGITS {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    let typed = mark != Some(' ');
    if !typed && groups == 1 && is_count_of_measures(read, at) {
        return None;
    }
    let fits = !is_in_code(read, at, next)
        && (typed || (is_count_before(read, at) && is_count_behind(read, next, groups)));
    fits.then_some((value, next))
}

/// `12 500-metre races` are twelve; `10 000-metre races` and one `12 500-metre race` are no two numbers.
fn is_count_of_measures(read: &Reader, at: usize) -> bool {
    let written = |index: usize| {
        read.tokens
            .get(index)
            .map_or("", |token| token.span.of(read.body))
    };
    written(at) != "1"
        && !written(at + 1).starts_with('0')
        && read.measured_behind(at + 1).is_some()
}

/// Further digits hang on it: a telephone number, a row of a table.
fn is_in_code(read: &Reader, at: usize, next: usize) -> bool {
    let (body, tokens) = (read.body, read.tokens);
    let is_digits = |token: &Token| matches!(token.kind, Kind::Digits { .. } | Kind::Code);
    let is_year = |token: &Token| matches!(token.kind, Kind::Digits { year: true, .. });
    let before = at.checked_sub(1).map(|index| tokens[index]);
    let hangs_before = before.is_some_and(|before| {
        let glued = !tokens[at].apart && !read.lexicon.has(before.span.of(body), Tag::Currency);
        matches!(before.kind, Kind::Sign('+' | '#' | '№'))
            || (is_digits(&before) && !is_year(&before))
            || (glued && matches!(before.kind, Kind::Sign('-' | '/' | '.' | ':')))
    });
    let hangs_behind = tokens.get(next).is_some_and(|behind| {
        let joined = matches!(behind.kind, Kind::Sign('-' | '–' | '/')) && !behind.apart;
        let after = tokens.get(next + 1);
        is_digits(behind)
            || (joined && after.is_some_and(is_digits) && spaced(read, next + 1).is_none())
    });
    hangs_before || hangs_behind
}

fn is_count_before(read: &Reader, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        !(read.has(before, Tag::Designator)
            || read.is_month(before)
            || BEFORE_CODES.contains(&read.lower(before)))
    })
}

/// A noun or unit follows, or the digits are a round number; `100 200 and 400 metres` are three.
fn is_count_behind(read: &Reader, next: usize, groups: usize) -> bool {
    let tokens = read.tokens;
    let joined = matches!(read.lower_sign(next), "and" | "or" | "," | "&");
    let short = tokens.get(next + 1).is_some_and(|after| {
        matches!(after.kind, Kind::Digits { value, .. } if value < 1e3)
            && spaced(read, next + 1).is_none()
    });
    if joined && short {
        return false;
    }
    let is_counted = tokens.get(next).is_some_and(|behind| {
        behind.kind == Kind::Sign('%')
            || (behind.kind == Kind::Word && !read.has(next, Tag::FunctionWord))
    });
    let round = tokens[next - 1].span.of(read.body).ends_with("00");
    is_counted || round || groups > 1
}
