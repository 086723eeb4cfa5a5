//! Numbers whose groups of digits stand apart: `1 200 000`.

use super::digits::{GROUP, MOST_DIGITS};
use super::tables::MONTHS;
use super::tokens::{Kind, Token};
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::is_function_word;

/// Words before digits that are then no count, beside those of `DESIGNATORS`: `the years 1 000 and 1 066`, `dial 020 555`.
const BEFORE_CODES: [&str; 12] = [
    "articles", "call", "chapters", "dial", "fax", "lines", "numbers", "pages", "phone",
    "sections", "tel", "years",
];

/// Spaces that nobody types by chance: no-break, figure, thin, narrow no-break.
const GROUPING_SPACES: [char; 4] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];

/// Digits in groups of three with one space between them, `816 000`: the value, and the token behind. An ordinary space is a
/// mark of thousands only where something is counted and no list, code or date can be meant.
pub fn spaced(body: &str, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
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
    let fits = !is_in_code(body, tokens, at, next)
        && (typed
            || (is_count_before(body, tokens, at) && is_count_behind(body, tokens, next, groups)));
    fits.then_some((value, next))
}

/// Further digits hang on it: a telephone number, a row of a table.
fn is_in_code(body: &str, tokens: &[Token], at: usize, next: usize) -> bool {
    let is_digits = |token: &Token| matches!(token.kind, Kind::Digits { .. } | Kind::Code);
    let is_year = |token: &Token| matches!(token.kind, Kind::Digits { year: true, .. });
    let before = at.checked_sub(1).map(|index| tokens[index]);
    let hangs_before = before.is_some_and(|before| {
        let glued = !tokens[at].apart && !english().has(before.span.of(body), Tag::Currency);
        matches!(before.kind, Kind::Sign('+' | '#' | '№'))
            || (is_digits(&before) && !is_year(&before))
            || (glued && matches!(before.kind, Kind::Sign('-' | '/' | '.' | ':')))
    });
    let hangs_behind = tokens.get(next).is_some_and(|behind| {
        let joined = matches!(behind.kind, Kind::Sign('-' | '–' | '/')) && !behind.apart;
        let after = tokens.get(next + 1);
        is_digits(behind)
            || (joined && after.is_some_and(is_digits) && spaced(body, tokens, next + 1).is_none())
    });
    hangs_before || hangs_behind
}

fn is_count_before(body: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|index| tokens[index]) else {
        return true;
    };
    let word = before.span.of(body).to_lowercase();
    !(english().has(word.as_str(), Tag::Designator)
        || MONTHS.contains(&word.trim_end_matches('.'))
        || BEFORE_CODES.contains(&word.as_str()))
}

/// A noun or unit follows, or the digits are a round number; `100 200 and 400 metres` are three.
fn is_count_behind(body: &str, tokens: &[Token], next: usize, groups: usize) -> bool {
    let lower = |index: usize| -> String {
        let token = tokens.get(index);
        token.map_or(String::new(), |token| token.span.of(body).to_lowercase())
    };
    let joined = matches!(lower(next).as_str(), "and" | "or" | "," | "&");
    let short = tokens.get(next + 1).is_some_and(|after| {
        matches!(after.kind, Kind::Digits { value, .. } if value < 1e3)
            && spaced(body, tokens, next + 1).is_none()
    });
    if joined && short {
        return false;
    }
    let is_counted = tokens.get(next).is_some_and(|behind| {
        behind.kind == Kind::Sign('%')
            || (behind.kind == Kind::Word && !is_function_word(&lower(next)))
    });
    let round = tokens[next - 1].span.of(body).ends_with("00");
    is_counted || round || groups > 1
}
