//! What number a run of words and digits says.

use super::tables::{SCALES, SHORT_SCALES, VAGUE, WORDS, lookup};
use super::tokens::{Kind, LONGEST_WORD, Token};

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

/// The number that begins at token `at`.
pub fn number(body: &str, tokens: &[Token], at: usize) -> Option<Number> {
    let lower = |index: usize| -> String {
        tokens
            .get(index)
            .filter(|token| token.kind == Kind::Word && token.span.len() <= LONGEST_WORD)
            .map(|token| token.span.of(body).to_lowercase())
            .unwrap_or_default()
    };
    let first = lower(at);
    if let Some(vague) = vague(&first, &lower, at) {
        return Some(vague);
    }
    if let Some(scale) = lookup(SCALES, &first)
        && at > 0
        && lower(at - 1) == "estimated"
    {
        return Some(Number {
            value: scale,
            most: None,
            next: at + 1,
            year: false,
            in_words: true,
        });
    }
    if let Some(next) = share(&first, &lower, at) {
        return Some(Number {
            value: 1.0,
            most: None,
            next,
            year: false,
            in_words: true,
        });
    }
    let article = matches!(first.as_str(), "a" | "an" | "several" | "few" | "half");
    if article {
        return counted_scale(&first, &lower, at);
    }
    let mut next = at;
    let (mut total, mut part, mut in_words, mut year) = (0.0, 0.0, true, false);
    let mut any = false;
    while let Some(token) = tokens.get(next) {
        match token.kind {
            Kind::Digits { value, year: looks } if !any => {
                part = value;
                year = looks;
                in_words = false;
            }
            Kind::Word => {
                let word = lower(next);
                if let Some(scale) = lookup(SCALES, &word) {
                    if !any {
                        return None;
                    }
                    year = false;
                    if scale >= 1e3 {
                        total += part.max(1.0) * scale;
                        part = 0.0;
                    } else {
                        part *= scale;
                    }
                } else if let Some(scale) =
                    lookup(SHORT_SCALES, &word).filter(|_| any && !in_words && !token.apart)
                {
                    part *= scale;
                    year = false;
                } else if let Some(value) = lookup(WORDS, &word) {
                    if !in_words || (any && !fits(part, value)) {
                        break;
                    }
                    part += value;
                } else if word == "and"
                    && any
                    && in_words
                    && part >= 100.0
                    && lookup(WORDS, &lower(next + 1)).is_some_and(|value| fits(part, value))
                {
                    next += 1;
                    continue;
                } else if word == "and"
                    && any
                    && lower(next + 1) == "a"
                    && lower(next + 2) == "half"
                {
                    part += 0.5;
                    next += 3;
                    break;
                } else {
                    break;
                }
            }
            // `two-dozen`
            Kind::Sign('-')
                if any
                    && in_words
                    && !token.apart
                    && lookup(SCALES, &lower(next + 1)).is_some() =>
            {
                next += 1;
                continue;
            }
            // `twenty-three`
            Kind::Sign('-')
                if any
                    && in_words
                    && !token.apart
                    && lookup(WORDS, &lower(next + 1))
                        .is_some_and(|value| value < 10.0 && fits(part, value) && part >= 20.0) =>
            {
                next += 1;
                continue;
            }
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

/// `half of`, `a third of`: where the word for the part stands.
fn share(first: &str, lower: &impl Fn(usize) -> String, at: usize) -> Option<usize> {
    let part = if first == "a" { at + 1 } else { at };
    let parts = ["third", "quarter", "fifth", "tenth"];
    let fits = match first {
        "half" => true,
        "a" => parts.contains(&lower(part).as_str()),
        _ => false,
    };
    (fits && lower(part + 1) == "of").then_some(part)
}

/// Whether `value` may follow `part` in one number: `twenty` `three`, `one hundred` `four`.
fn fits(part: f64, value: f64) -> bool {
    let below_hundred = part % 100.0;
    (below_hundred == 0.0 && part >= 100.0)
        || (below_hundred >= 20.0 && below_hundred % 10.0 == 0.0 && value < 10.0)
}

/// `dozens`, `tens of thousands`, `hundreds of thousands`.
fn vague(first: &str, lower: &impl Fn(usize) -> String, at: usize) -> Option<Number> {
    let made = |value: f64, most: f64, next: usize| {
        Some(Number {
            value,
            most: Some(most),
            next,
            year: false,
            in_words: true,
        })
    };
    let of = lower(at + 1) == "of";
    if of && matches!(first, "tens" | "hundreds") {
        let base = if first == "tens" { 10.0 } else { 100.0 };
        let scale = match lower(at + 2).as_str() {
            "thousands" => 1e3,
            "millions" => 1e6,
            "billions" => 1e9,
            _ => 0.0,
        };
        if scale > 0.0 {
            return made(2.0 * base * scale, 10.0 * base * scale - 1.0, at + 3);
        }
    }
    let &(_, least, most) = VAGUE.iter().find(|(word, _, _)| *word == first)?;
    made(least, most, at + 1)
}

/// `a hundred`, `several hundred`, `a few dozen`, `half a million`.
fn counted_scale(first: &str, lower: &impl Fn(usize) -> String, at: usize) -> Option<Number> {
    let mut word = at + 1;
    let mut vague = matches!(first, "several" | "few");
    if first == "half" {
        if lower(word) != "a" {
            return None;
        }
        word += 1;
    } else if first == "a" && matches!(lower(word).as_str(), "few" | "couple") {
        vague = true;
        word += 1;
        if lower(word) == "of" {
            word += 1;
        }
    }
    let scale = lookup(SCALES, &lower(word))?;
    let value = if first == "half" { scale / 2.0 } else { scale };
    let mut next = word + 1;
    let mut times = 1.0;
    while let Some(more) = lookup(SCALES, &lower(next)).filter(|more| *more >= 1e3) {
        times *= more;
        next += 1;
    }
    Some(if vague {
        Number {
            value: 2.0 * scale * times,
            most: Some(9.0 * scale * times),
            next,
            year: false,
            in_words: true,
        }
    } else {
        Number {
            value: value * times,
            most: None,
            next,
            year: false,
            in_words: true,
        }
    })
}
