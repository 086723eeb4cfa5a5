//! What number a run of words and digits says.

use super::parts::{part_behind, part_of_scale};
use super::reader::{Reader, THOUSAND};
use super::scores::scores;
use super::spaced::spaced;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;

/// A number as read from a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    pub value: f64,
    /// For orders of magnitude, the most they allow.
    pub most: Option<f64>,
    /// Index of the token behind it.
    pub next: usize,
    /// Digits that look like a year.
    pub year: bool,
    /// Written in words only.
    pub in_words: bool,
}

impl Number {
    pub fn in_words(value: f64, next: usize) -> Number {
        Number {
            value,
            most: None,
            next,
            year: false,
            in_words: true,
        }
    }

    fn vague(least: f64, most: f64, next: usize) -> Number {
        Number {
            most: Some(most),
            ..Number::in_words(least, next)
        }
    }
}

/// The number that begins at token `at`.
pub fn number(run: &Reader, at: usize) -> Option<Number> {
    let first = run.lower(at);
    if let Some(vague) = vague(run, first, at) {
        return Some(vague);
    }
    if let Some(scale) = run.scale(at)
        && at > 0
        && run.lower(at - 1) == "estimated"
    {
        return Some(Number::in_words(scale, at + 1));
    }
    if let Some((value, next)) = scores(run, at) {
        return Some(Number::in_words(value, next));
    }
    if let Some((value, next)) = part_of_scale(run, at) {
        return Some(Number::in_words(value, next));
    }
    if let Some(next) = share(run, first, at) {
        return Some(Number::in_words(1.0, next));
    }
    match first {
        "zero" | "nought" => {
            let (value, next) = decimals(run, run.over_hyphen(at + 1))?;
            // `zero point eight million`
            Some(match run.scale(next) {
                Some(scale) => Number::in_words(value * scale, next + 1),
                None => Number::in_words(value, next),
            })
        }
        "several" | "few" => some(run, at + 1, 9.0),
        "a" | "an" => match run.lower(at + 1) {
            "few" => some(run, at + 2, 9.0),
            "couple" => some(run, at + 2 + usize::from(run.lower(at + 2) == "of"), 3.0),
            _ => {
                run.scale(at + 1)?;
                counted(run, at + 1, true)
            }
        },
        _ => counted(run, at, false),
    }
}

/// Digits or number words with their scales, from token `at`; `one` where an article stands before the first scale.
fn counted(run: &Reader, at: usize, one: bool) -> Option<Number> {
    let mut next = at;
    let mut any = one;
    let (mut total, mut part, mut in_words, mut year) =
        (0.0, f64::from(u8::from(one)), true, false);
    let mut last_scale: Option<f64> = None;
    while let Some(token) = run.tokens.get(next) {
        let joined = run.over_hyphen(next);
        match token.kind {
            Kind::Digits { value, year: looks } if !any => {
                (part, year, in_words) = (value, looks, false);
                if let Some((value, behind)) = spaced(run, next) {
                    (part, year, next) = (value, false, behind - 1);
                }
            }
            Kind::Word | Kind::Code if any && part_behind(run, next, last_scale).is_some() => {
                let (value, behind) = part_behind(run, next, last_scale)?;
                match last_scale {
                    Some(scale) => total += value * scale,
                    None => part += value,
                }
                year = false;
                next = behind;
                continue;
            }
            Kind::Word => {
                let word = run.lower(next);
                if let Some(scale) = run.scale(next) {
                    if !any {
                        return None;
                    }
                    year = false;
                    if scale >= THOUSAND {
                        // `4 lakh crore`, `a thousand million`
                        match part == 0.0 && last_scale.is_some() {
                            true => total *= scale,
                            false => total += if part == 0.0 { scale } else { part * scale },
                        }
                        part = 0.0;
                    } else {
                        part *= scale;
                    }
                    last_scale = Some(scale);
                } else if let Some(scale) = run
                    .short_scale_of(next)
                    .filter(|_| any && !in_words)
                    .filter(|_| !token.apart || word.len() > 1)
                {
                    part *= scale;
                    year = false;
                    next = run.over_full_stop(next);
                } else if let Some(value) = run.word(next) {
                    if !in_words || (any && !fits(run, part, value)) {
                        break;
                    }
                    part += value;
                    last_scale = None;
                } else if let Some((decimals, behind)) = decimals(run, next)
                    .filter(|_| any && last_scale.is_none() && at_liberty(run, at))
                {
                    part += decimals;
                    next = behind;
                    continue;
                } else if word == "and"
                    && any
                    && in_words
                    && (part >= 100.0 || run.writes.units_come_first)
                    && run
                        .word(next + 1)
                        .is_some_and(|value| fits(run, part, value))
                {
                    last_scale = None;
                } else {
                    break;
                }
            }
            // `two-dozen`, `$1.2-billion`
            Kind::Sign('-') if any && joined > next && run.scale(joined).is_some() => {}
            // `two-and-a-half`, `five-point-three`
            Kind::Sign('-')
                if any
                    && joined > next
                    && (part_behind(run, joined, last_scale).is_some()
                        || (in_words
                            && last_scale.is_none()
                            && decimals(run, joined).is_some())) => {}
            // `twenty-three`
            Kind::Sign('-')
                if any
                    && in_words
                    && joined > next
                    && part >= 20.0
                    && run
                        .word(joined)
                        .is_some_and(|value| value < 10.0 && fits(run, part, value)) => {}
            _ => break,
        }
        any = true;
        next += 1;
    }
    any.then_some(Number {
        value: total + part,
        most: None,
        next,
        year,
        in_words,
    })
}

/// `at one point two men left` has no number with decimals.
fn at_liberty(run: &Reader, at: usize) -> bool {
    let before = at.checked_sub(1).map(|index| run.lower(index));
    !before.is_some_and(|word| matches!(word, "at" | "that" | "this" | "by" | "from"))
        || run.word(at).is_none_or(|value| value != 1.0)
}

/// `point three`, `point two five` before a scale, a share or a unit: what is added, and the token behind. The point of
/// `a five point lead` has no digit behind it.
fn decimals(run: &Reader, point: usize) -> Option<(f64, usize)> {
    if run.lower(point) != "point" {
        return None;
    }
    let mut written = String::from("0.");
    let mut next = run.over_hyphen(point + 1);
    loop {
        let digit = match run.tokens.get(next)?.kind {
            Kind::Word => run.value(next, Tag::Digit),
            Kind::Digits { value, .. } if written.len() == 2 && value.fract() == 0.0 => {
                written.push_str(run.tokens[next].span.of(run.body));
                next += 1;
                break;
            }
            _ => None,
        };
        let Some(digit) = digit else { break };
        written.push_str(digit);
        next = run.over_hyphen(next + 1);
    }
    if written.len() == 2 {
        return None;
    }
    let behind = run.tokens.get(next)?;
    let word = run.lower(next);
    let measured = behind.kind == Kind::Sign('%')
        || word == "per"
        || word == "percentage"
        || run.scale(next).is_some()
        || (word != "times" && run.has(next, Tag::Unit));
    // The hyphen before `million` is left to be read with it.
    let next = if run.tokens[next - 1].kind == Kind::Sign('-') {
        next - 1
    } else {
        next
    };
    measured
        .then(|| written.parse().ok())
        .flatten()
        .map(|value| (value, next))
}

/// `half of`, `a third of`: where the word for the part stands.
fn share(run: &Reader, first: &str, at: usize) -> Option<usize> {
    let part = if first == "a" { at + 1 } else { at };
    let parts = ["third", "quarter", "fifth", "tenth"];
    let fits = match first {
        "half" => true,
        "a" => parts.contains(&run.lower(part)),
        _ => false,
    };
    (fits && run.lower(part + 1) == "of").then_some(part)
}

/// Whether `value` may follow `part` in one number: `twenty` `three`, `one hundred` `four`; `three` (and) `twenty`.
fn fits(run: &Reader, part: f64, value: f64) -> bool {
    let below_hundred = part % 100.0;
    let is_tens = |value: f64| value >= 20.0 && value % 10.0 == 0.0;
    (below_hundred == 0.0 && part >= 100.0)
        || match run.writes.units_come_first {
            true => is_tens(value) && (1.0..10.0).contains(&below_hundred),
            false => is_tens(below_hundred) && value < 10.0,
        }
}

/// `dozens`, `tens of thousands`, `hundreds of thousands`.
fn vague(run: &Reader, first: &str, at: usize) -> Option<Number> {
    let of = run.lower(at + 1) == "of";
    if of && matches!(first, "tens" | "hundreds") {
        let base = if first == "tens" { 10.0 } else { 100.0 };
        let scale = match run.lower(at + 2) {
            "thousands" => 1e3,
            "millions" => 1e6,
            "billions" => 1e9,
            _ => 0.0,
        };
        if scale > 0.0 {
            let (least, most) = (2.0 * base * scale, 10.0 * base * scale - 1.0);
            return Some(Number::vague(least, most, at + 3));
        }
    }
    let (least, most) = run.value(at, Tag::Vague)?.split_once('-')?;
    Some(Number::vague(
        least.parse().ok()?,
        most.parse().ok()?,
        at + 1,
    ))
}

/// `several hundred`, `a few dozen`, `a couple of thousand`, from the scale: from two of it to so many.
fn some(run: &Reader, at: usize, most: f64) -> Option<Number> {
    let mut scale = run.scale(at)?;
    let mut next = at + 1;
    while let Some(more) = run.scale(next).filter(|more| *more >= THOUSAND) {
        scale *= more;
        next += 1;
    }
    Some(Number::vague(2.0 * scale, most * scale, next))
}
