//! What digits say: groups of thousands by comma, full stop or space, and decimals.

use crate::analysis::text::lexicon::{Lexicon, Tag};

/// Digits of a number from which it is a code, not a count.
pub const MOST_DIGITS: usize = 15;
/// Digits between two marks of thousands.
pub const GROUP: usize = 3;

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
pub fn decimal(lexicon: &Lexicon<Tag>, written: &str, before: &str, behind: &str) -> Option<f64> {
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
    if !(ends_in_currency(lexicon, before) || begins_with_measure(lexicon, behind)) {
        return None;
    }
    format!("{}.{part}", whole.replace('.', "")).parse().ok()
}

fn ends_in_currency(lexicon: &Lexicon<Tag>, before: &str) -> bool {
    let bare = before.trim_end();
    lexicon.words(Tag::Currency).iter().any(|sign| {
        bare.strip_suffix(sign).is_some_and(|rest| {
            let letters = sign.starts_with(char::is_alphabetic);
            !letters || !rest.ends_with(char::is_alphanumeric)
        })
    })
}

fn begins_with_measure(lexicon: &Lexicon<Tag>, behind: &str) -> bool {
    let glued = !behind.starts_with(char::is_whitespace);
    let behind = behind.trim_start();
    let end = behind
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(behind.len());
    let word = behind[..end].to_lowercase();
    let tags = lexicon.tags(&word);
    behind.starts_with('%')
        || tags.has(Tag::Unit)
        || tags.has(Tag::Scale)
        || matches!(word.as_str(), "per" | "percentage")
        || (tags.has(Tag::ShortScale) && (glued || word.len() > 1))
}
