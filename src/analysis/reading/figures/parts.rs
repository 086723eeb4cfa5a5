//! Parts of numbers in words and signs: `two and a half billion`, `three quarters of a million`, `2½`.

use super::reader::{Reader, THOUSAND};
use super::tables::lookup;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;

/// A fraction in one sign.
#[rustfmt::skip]
const SIGNS: [(&str, f64); 9] = [
    ("¼", 0.25), ("½", 0.5), ("¾", 0.75), ("⅓", 1.0 / 3.0), ("⅔", 2.0 / 3.0), ("⅕", 0.2), ("⅛", 0.125), ("1/2", 0.5),
    ("3/4", 0.75),
];

/// A part of a scale or of one percent, from token `at`: its value and the token behind. `half a million`, `a
/// quarter-million`, `three quarters of a billion`, `half a dozen`; of `half a percent` the half, before the unit.
pub fn part_of_scale(run: &Reader, at: usize) -> Option<(f64, usize)> {
    let (count, word) = match run.lower(at) {
        "a" | "an" | "one" => (1.0, run.over_hyphen(at + 1)),
        _ => match run.word(at) {
            Some(count) => (count, run.over_hyphen(at + 1)),
            None => (1.0, at),
        },
    };
    let parts = run.parts(word)?;
    if count >= parts {
        return None;
    }
    let mut next = run.over_hyphen(word + 1);
    let is_of = run.lower(next) == "of";
    next = run.over_hyphen(next + usize::from(is_of));
    let is_one = matches!(run.lower(next), "a" | "an" | "one");
    // `the third million` is the one behind the second.
    let ordinal = parts != 2.0 && parts != 4.0;
    if (is_of || ordinal) && !(is_of && is_one) {
        return None;
    }
    next = run.over_hyphen(next + usize::from(is_one));
    if let Some(scale) = run.scale(next) {
        return Some(((count / parts * scale).round(), next + 1));
    }
    let behind = run.lower(next + 1);
    let share = match run.lower(next) {
        "percent" => true,
        "per" => behind == "cent",
        "percentage" => behind.starts_with("point"),
        // `a quarter of a point`; `half a point` may be one of a game.
        "point" => is_of,
        _ => false,
    };
    share.then(|| (rounded(count / parts), next))
}

/// What is added to a number by the words or the sign behind it, and the token behind: `and a half`, `and three quarters`,
/// `½`. Behind a scale only halves and quarters of it: `a million and a half`.
pub fn part_behind(run: &Reader, at: usize, scale: Option<f64>) -> Option<(f64, usize)> {
    let token = run.tokens.get(at)?;
    if token.kind == Kind::Code {
        let written = token.span.of(run.body);
        let value = lookup(&SIGNS, written).filter(|_| scale.is_none())?;
        return Some((value, at + 1));
    }
    // `two hundred and a half` says nothing that can be known.
    if run.lower(at) != "and" || scale.is_some_and(|scale| scale < THOUSAND && scale != 12.0) {
        return None;
    }
    let first = run.over_hyphen(at + 1);
    let count = match run.lower(first) {
        "a" | "one" => 1.0,
        _ => run.word(first)?,
    };
    let word = run.over_hyphen(first + 1);
    let parts = run.parts(word).filter(|parts| count < *parts)?;
    let next = word + 1;
    if parts == 2.0 {
        return Some((0.5, next));
    }
    // `two and a third suspect`: other parts only before a scale or a unit.
    let behind = run.over_hyphen(next);
    let measured = run.scale(behind).is_some() || run.has(behind, Tag::Unit);
    let quarter = parts == 4.0 && scale.is_some();
    (measured || quarter).then(|| (rounded(count / parts), next))
}

/// To as many digits as anybody means by the words.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}
