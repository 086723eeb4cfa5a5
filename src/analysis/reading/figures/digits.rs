//! What digits say: groups of thousands by comma, full stop or space, and decimals.

use super::tables::{CURRENCY_SIGNS, DESIGNATORS, MONTHS, SCALES, SHORT_SCALES, UNITS, lookup};
use super::tokens::{Kind, Token};
use crate::analysis::text::words::is_function_word;

/// Digits of a number from which it is a code, not a count.
pub const MOST_DIGITS: usize = 15;
/// Digits between two marks of thousands.
const GROUP: usize = 3;
/// Spaces that nobody types by chance: no-break, figure, thin, narrow no-break.
const GROUPING_SPACES: [char; 4] = ['\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];
/// Words before digits that are then no count, beside those of `DESIGNATORS`: `the years 1 000 and 1 066`, `dial 020 555`.
const BEFORE_CODES: [&str; 12] = [
    "articles", "call", "chapters", "dial", "fax", "lines", "numbers", "pages", "phone",
    "sections", "tel", "years",
];

/// `1,200`, `1,200.5`, `9.5`, `1.000.000`, `12,50,000`; `None` for dates, times, versions and codes.
pub fn value(written: &str, separators: &[(usize, u8)]) -> Option<f64> {
    if written.len() > MOST_DIGITS + separators.len()
        || separators
            .iter()
            .any(|&(_, sign)| matches!(sign, b':' | b'/'))
    {
        return None;
    }
    let places = |mark: u8| -> Vec<usize> {
        separators
            .iter()
            .filter(|(_, sign)| *sign == mark)
            .map(|&(at, _)| at)
            .collect()
    };
    let (commas, dots) = (places(b','), places(b'.'));
    let whole_end = if dots.len() == 1 {
        dots[0]
    } else {
        written.len()
    };
    if !commas.is_empty() && !is_grouped(&commas, whole_end) && !is_by_lakhs(&commas, whole_end) {
        return None;
    }
    if dots.len() > 1 && (!commas.is_empty() || !is_grouped(&dots, written.len())) {
        return None;
    }
    // `3.500` is three and a half to some and 3,500 to others.
    if commas.is_empty() && dots.len() == 1 && parts_thousands(written, dots[0]) {
        return None;
    }
    let plain: String = written
        .chars()
        .filter(|&sign| sign != ',' && (sign != '.' || dots.len() == 1))
        .collect();
    // `007` is a code.
    if plain.len() > 1 && plain.starts_with('0') && !plain.starts_with("0.") {
        return None;
    }
    plain.parse().ok()
}

/// Marks that part thousands, with the digits between them.
fn is_grouped(marks: &[usize], end: usize) -> bool {
    marks
        .first()
        .is_some_and(|&first| (1..=GROUP).contains(&first))
        && marks.windows(2).all(|pair| pair[1] - pair[0] == GROUP + 1)
        && marks.last().is_none_or(|&last| end - last == GROUP + 1)
}

/// The same as Indian papers write it: `12,50,000`.
fn is_by_lakhs(marks: &[usize], end: usize) -> bool {
    marks.len() > 1
        && marks
            .first()
            .is_some_and(|first| (1..GROUP).contains(first))
        && marks.windows(2).all(|pair| pair[1] - pair[0] == GROUP)
        && marks.last().is_some_and(|&last| end - last == GROUP + 1)
}

/// Whether the dot may stand between thousands and hundreds.
fn parts_thousands(written: &str, dot: usize) -> bool {
    written.len() - dot == GROUP + 1 && dot <= GROUP && !written.starts_with('0')
}

/// A decimal comma, `1,5 percent`, `€9,90`, `1.234,50 euros`: only where a currency stands before or a unit or scale behind,
/// else it may be a list.
pub fn decimal(written: &str, before: &str, behind: &str) -> Option<f64> {
    let (whole, part) = written.rsplit_once(',')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let dots: Vec<usize> = whole.match_indices('.').map(|(at, _)| at).collect();
    let is_whole = is_number(&whole.replace('.', ""))
        && (dots.is_empty() || is_grouped(&dots, whole.len()))
        && (whole == "0" || !whole.starts_with('0'));
    let is_part = is_number(part) && part.len() != GROUP && !part.is_empty();
    if !is_whole || !is_part || written.len() > MOST_DIGITS {
        return None;
    }
    if !(ends_in_currency(before) || begins_with_measure(behind)) {
        return None;
    }
    format!("{}.{part}", whole.replace('.', "")).parse().ok()
}

fn ends_in_currency(before: &str) -> bool {
    let bare = before.trim_end();
    CURRENCY_SIGNS.iter().any(|(sign, _)| {
        bare.strip_suffix(sign).is_some_and(|rest| {
            let letters = sign.starts_with(char::is_alphabetic);
            !letters || !rest.ends_with(char::is_alphanumeric)
        })
    })
}

fn begins_with_measure(behind: &str) -> bool {
    let glued = !behind.starts_with(char::is_whitespace);
    let behind = behind.trim_start();
    let end = behind
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(behind.len());
    let word = behind[..end].to_lowercase();
    behind.starts_with('%')
        || lookup(UNITS, &word).is_some()
        || lookup(SCALES, &word).is_some()
        || matches!(word.as_str(), "per" | "percentage")
        || (lookup(SHORT_SCALES, &word).is_some() && (glued || word.len() > 1))
}

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
        let glued = !tokens[at].apart
            && !CURRENCY_SIGNS
                .iter()
                .any(|(sign, _)| *sign == before.span.of(body));
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
    !(DESIGNATORS.contains(&word.as_str())
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
