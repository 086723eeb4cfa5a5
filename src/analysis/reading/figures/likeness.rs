//! Whether two figures may speak of one quantity, and whether they agree.

use super::tables::CONVERSIONS;
use crate::analysis::text::words::fold;
use crate::model::{Figure, Modifier};

/// How far `about` reaches to either side.
const ABOUT: f64 = 0.15;
/// How far two values may lie apart that were converted from one unit to another (and rounded by somebody).
const CONVERTED: f64 = 0.06;
/// From here on numbers are rounded when they are written: `1.2 million`.
const ROUNDED_FROM: f64 = 10_000.0;

/// The head noun of what is counted, folded and in the singular: `freed political prisoners` gives `prisoner`; empty for
/// an empty phrase.
pub fn counted_head(of: &str) -> String {
    let folded = fold(of);
    let head = folded
        .split([' ', ','])
        .rfind(|word| word.chars().any(char::is_alphabetic))
        .unwrap_or("");
    let head = head.rsplit('-').next().unwrap_or(head);
    singular(head.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

fn singular(noun: &str) -> String {
    #[rustfmt::skip]
    const IRREGULAR: &[(&str, &str)] = &[
        ("people", "person"), ("persons", "person"), ("children", "child"), ("men", "man"), ("women", "woman"),
        ("lives", "life"), ("wives", "wife"), ("feet", "foot"), ("series", "series"), ("news", "news"),
        ("troops", "soldier"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == noun) {
        return (*one).to_string();
    }
    if let Some(stem) = noun.strip_suffix("men").filter(|stem| stem.len() > 2) {
        return format!("{stem}man");
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if noun.ends_with(ending) {
            return noun[..noun.len() - 2].to_string();
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem.to_string(),
        _ => noun.to_string(),
    }
}

/// Whether both figures can be true of one quantity: 123 and `more than 100`, `dozens` and 60, `24 months` and `two years`.
/// What is counted is not looked at. Figures of different measures are never compatible.
pub fn compatible(left: &Figure, right: &Figure) -> bool {
    if left.unit == right.unit {
        return overlap(bounds(left, 1.0), bounds(right, 1.0), 0.0) || rounded_alike(left, right);
    }
    match (conversion(&left.unit), conversion(&right.unit)) {
        (Some((measure, by)), Some((other, other_by))) if measure == other => {
            overlap(bounds(left, by), bounds(right, other_by), CONVERTED)
        }
        _ => false,
    }
}

fn conversion(unit: &str) -> Option<(&'static str, f64)> {
    CONVERSIONS.iter().find_map(|&(measure, units)| {
        let found = units.iter().find(|(name, _)| *name == unit);
        found.map(|&(_, by)| (measure, by))
    })
}

/// The least and the most that a figure allows.
fn bounds(figure: &Figure, by: f64) -> (f64, f64) {
    let low = figure.value * by;
    let high = figure.value_to.unwrap_or(figure.value) * by;
    match figure.modifier {
        Modifier::Exact | Modifier::Vague => (low, high),
        Modifier::About => (low - low.abs() * ABOUT, high + high.abs() * ABOUT),
        Modifier::AtLeast | Modifier::MoreThan => (low, f64::INFINITY),
        Modifier::AtMost | Modifier::LessThan => (f64::NEG_INFINITY, high),
    }
}

fn overlap(left: (f64, f64), right: (f64, f64), slack: f64) -> bool {
    let by = |end: f64| {
        if end.is_finite() {
            end.abs() * slack
        } else {
            0.0
        }
    };
    let widened = |(low, high): (f64, f64)| (low - by(low), high + by(high));
    let (left, right) = (widened(left), widened(right));
    left.0 <= right.1 && right.0 <= left.1
}

/// One is the other, rounded: 1.2 million and 1,234,567; 20 percent and 19.8 percent.
fn rounded_alike(left: &Figure, right: &Figure) -> bool {
    if left.value_to.is_some() || right.value_to.is_some() {
        return false;
    }
    let (one, other) = (left.value, right.value);
    if left.unit == "percent" {
        return (one.fract() == 0.0) != (other.fract() == 0.0) && (one - other).abs() <= 0.5;
    }
    let least = one.abs().min(other.abs());
    least >= ROUNDED_FROM && (rounds_to(one, other) || rounds_to(other, one))
}

/// Whether `exact`, rounded to the digits that `coarse` has (at least two), gives `coarse`.
fn rounds_to(exact: f64, coarse: f64) -> bool {
    let magnitude = coarse.abs().log10().floor();
    (1..=4).any(|digits| {
        let step = 10f64.powf(magnitude - f64::from(digits));
        (coarse / step).fract().abs() < 1e-6
            && ((exact / step).round() * step - coarse).abs() < step / 2.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, unit: &str, modifier: Modifier) -> Figure {
        Figure {
            start: 0,
            end: 0,
            value,
            value_to: None,
            unit: unit.into(),
            of: String::new(),
            modifier,
        }
    }

    #[test]
    fn heads_are_singular_and_folded() {
        for (of, head) in [
            ("freed political prisoners", "prisoner"),
            ("people", "person"),
            ("U.S. citizens", "citizen"),
            ("gunmen", "gunman"),
            ("countries", "country"),
            ("buses", "buse"),
            ("", ""),
        ] {
            assert_eq!(counted_head(of), head);
        }
    }

    #[test]
    fn what_can_both_be_true_is_compatible() {
        let exact = figure(123.0, "", Modifier::Exact);
        assert!(compatible(&exact, &figure(100.0, "", Modifier::MoreThan)));
        assert!(!compatible(&exact, &figure(124.0, "", Modifier::Exact)));
        assert!(!compatible(
            &exact,
            &figure(1_400.0, "", Modifier::MoreThan)
        ));
        assert!(compatible(
            &figure(2.0, "years", Modifier::Exact),
            &figure(24.0, "months", Modifier::Exact)
        ));
        assert!(!compatible(
            &figure(2.0, "years", Modifier::Exact),
            &figure(2.0, "", Modifier::Exact)
        ));
        assert!(compatible(
            &figure(1.2e6, "", Modifier::Exact),
            &figure(1_234_567.0, "", Modifier::Exact)
        ));
        assert!(!compatible(
            &figure(1.3e6, "", Modifier::Exact),
            &figure(1_234_567.0, "", Modifier::Exact)
        ));
        let dozens = Figure {
            value_to: Some(99.0),
            ..figure(24.0, "", Modifier::Vague)
        };
        assert!(compatible(&dozens, &figure(60.0, "", Modifier::Exact)));
        assert!(!compatible(&dozens, &exact));
    }
}
