//! How the values of two claims stand to each other: the same, compatible, different.

use super::claims::Claim;
use crate::model::Modifier;

/// "More than 100" is not said of what is more than twice that.
const LOOSE: f64 = 2.0;
/// "About 100" is not said of what is further off than this share.
const ABOUT: f64 = 0.15;
/// From here on a number is often given in round millions.
const MILLION: f64 = 1e6;
/// How far an order of magnitude ("dozens") reaches.
const VAGUE: f64 = 10.0;

/// How two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Values {
    Same,
    Compatible,
    Different,
}

pub(super) fn values(a: &Claim, b: &Claim) -> Values {
    if a.low == b.low && a.high == b.high {
        let loose = |claim: &Claim| claim.modifier != Modifier::Exact;
        return if loose(a) == loose(b) {
            Values::Same
        } else {
            Values::Compatible
        };
    }
    if admits(a, b) || admits(b, a) || is_rounded(a, b) || is_rounded(b, a) {
        Values::Compatible
    } else {
        Values::Different
    }
}

/// Whether the looser claim can be said of what the other states.
fn admits(loose: &Claim, other: &Claim) -> bool {
    let (low, high) = (other.low, other.high);
    let (from, to) = match loose.modifier {
        Modifier::Exact => (loose.low, loose.high),
        Modifier::About => (loose.low * (1.0 - ABOUT), loose.high * (1.0 + ABOUT)),
        Modifier::AtLeast | Modifier::MoreThan => (loose.low, loose.low * LOOSE),
        Modifier::AtMost | Modifier::LessThan => (loose.high / LOOSE, loose.high),
        Modifier::Vague => (loose.low, loose.high * VAGUE),
    };
    from <= low && high <= to
}

/// Whether the first is the other in millions, rounded to the digits it has: `$6 million` of `$6.4 million`.
fn is_rounded(round: &Claim, other: &Claim) -> bool {
    if !(round.is_exact() && other.is_exact() && round.low >= MILLION) {
        return false;
    }
    let mut step = MILLION;
    while (round.low / step).fract() == 0.0 && step <= round.low {
        step *= 10.0;
    }
    step /= 10.0;
    step >= MILLION && (round.low - other.low).abs() <= step / 2.0
}
