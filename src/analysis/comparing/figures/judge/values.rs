//! How the values of two claims stand to each other: the same, compatible, different.

use crate::analysis::comparing::figures::read::Claim;
use crate::model::Modifier;

/// "More than 100" is not said of what is more than this times as many.
const LOOSE: f64 = 1.6;
/// Two bounds to one side, "more than 100" and "at least 123", that lie closer say the same loosely.
const BOUNDS: f64 = 1.6;
/// "About 100" is not said of what is further off than this share.
const ABOUT: f64 = 0.15;
/// A rounded number is not further off than this share.
const ROUNDED: f64 = 0.08;
/// A bound that is passed by no more than a fiftieth was rounded: `more than 17,000` of about 16,900.
const CLOSE_BELOW: f64 = 0.98;
/// From this step on counts are rounded: 6,000 of 6,219, but not 120 of 123.
const ROUND_STEP: f64 = 1000.0;
/// How far an order of magnitude ("dozens") reaches.
const VAGUE: f64 = 10.0;

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    Same,
    Compatible,
    Different,
}

pub fn values(a: &Claim, b: &Claim) -> Values {
    let opposed = matches!((side(a.modifier), side(b.modifier)), (2, 3) | (3, 2));
    if a.low == b.low && a.high == b.high && !opposed {
        // `More than 10` is not `10 or more`.
        return if side(a.modifier) == side(b.modifier) && !is_open_end(a, b) {
            Values::Same
        } else {
            Values::Compatible
        };
    }
    // `ten years` and `five to ten years` share an end by chance.
    let ends = |range: &Claim, one: &Claim| {
        let exact = range.modifier == Modifier::Exact && one.is_exact();
        exact && range.low < range.high && (one.low == range.low || one.low == range.high)
    };
    if ends(a, b) || ends(b, a) {
        return Values::Different;
    }
    if admits(a, b) || admits(b, a) || is_rounded(a, b) || is_rounded(b, a) {
        Values::Compatible
    } else {
        Values::Different
    }
}

/// One takes in the number itself and the other does not.
fn is_open_end(a: &Claim, b: &Claim) -> bool {
    let is_open = |claim: &Claim| matches!(claim.modifier, Modifier::MoreThan | Modifier::LessThan);
    is_open(a) != is_open(b)
}

/// Modifiers that say the same of a number: `more than`, `at least`.
fn side(modifier: Modifier) -> u8 {
    match modifier {
        Modifier::Exact => 0,
        Modifier::About => 1,
        Modifier::AtLeast | Modifier::MoreThan => 2,
        Modifier::AtMost | Modifier::LessThan => 3,
        Modifier::Vague => 4,
    }
}

/// Whether the looser claim can be said of what the other states.
fn admits(loose: &Claim, other: &Claim) -> bool {
    let (low, high) = (other.low, other.high);
    let one_side = side(loose.modifier) == side(other.modifier);
    // What is up to 400 is not more than 400.
    match (side(loose.modifier), side(other.modifier)) {
        (2, 3) if other.high <= loose.low => return false,
        (3, 2) if other.low >= loose.high => return false,
        // Nor is what is about 16,000 more than 17,000.
        (1, 2) if loose.high < other.low * CLOSE_BELOW => return false,
        (1, 3) if loose.low * CLOSE_BELOW > other.high => return false,
        _ => {}
    }
    let (from, to) = match loose.modifier {
        Modifier::Exact => (loose.low, loose.high),
        Modifier::About => (loose.low * (1.0 - ABOUT), loose.high * (1.0 + ABOUT)),
        Modifier::AtLeast | Modifier::MoreThan if one_side => (loose.low, loose.low * BOUNDS),
        Modifier::AtLeast | Modifier::MoreThan => (loose.low, loose.low * LOOSE),
        Modifier::AtMost | Modifier::LessThan => (loose.high / LOOSE, loose.high),
        Modifier::Vague => (loose.low, loose.high * VAGUE),
    };
    from <= low && high <= to
}

/// Whether the first is the other, rounded: `$6 million` of `$6.4 million`, 34 percent of 34.4, 6,000 of 6,219.
pub fn is_rounded(round: &Claim, other: &Claim) -> bool {
    round.is_exact() && other.is_exact() && rounds(round.low, other.low)
}

/// Whether a number is another with fewer digits, as far as counts are rounded.
pub fn rounds(round: f64, other: f64) -> bool {
    let (coarse, fine) = (step(round), step(other));
    let away = (round - other).abs();
    coarse > fine
        && away <= coarse / 2.0
        && away <= other.abs() * ROUNDED
        && (coarse >= ROUND_STEP || (coarse <= 1.0 && fine < 1.0))
}

/// Whether the first is the other cut off: `$1.7 million` of `$1.78 million`.
pub fn cuts_off(cut: f64, whole: f64) -> bool {
    let (coarse, fine) = (step(cut), step(whole));
    coarse > fine
        && cut <= whole
        && whole - cut < coarse
        && cut > 0.0
        && whole - cut <= cut * ROUNDED
}

/// What the last digit of a number stands for, zeros at its end not counted: 100,000 in 6.4 million, 0.1 in 34.4.
fn step(value: f64) -> f64 {
    const FINEST: f64 = 0.001;
    const COARSEST: f64 = 1e15;
    let mut step = FINEST;
    while step < COARSEST {
        let digits = value / (step * 10.0);
        if (digits - digits.round()).abs() > 1e-6 {
            break;
        }
        step *= 10.0;
    }
    step
}
