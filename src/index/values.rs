//! Values of fields in queries that are neither words nor dates: languages and figures.

use crate::analysis::text::languages::{LanguageTag, languages};

use super::clause::Bounds;

/// The BCP 47 tag for what was typed: a tag, or a language's English name.
pub fn language(text: &str) -> String {
    let text = text.trim().to_lowercase();
    match languages().value(&text, LanguageTag::Typed) {
        Some(tag) => tag.to_string(),
        None => text,
    }
}

/// `100`, `>100`, `>=100`, `<5`, `10..20`.
pub fn bounds(text: &str) -> Option<Bounds> {
    let text = text.trim();
    let open = Bounds {
        least: f64::NEG_INFINITY,
        least_counts: true,
        most: f64::INFINITY,
        most_counts: true,
    };
    for (sign, counts) in [(">=", true), ("≥", true), (">", false)] {
        if let Some(rest) = text.strip_prefix(sign) {
            let least = number(rest)?;
            return Some(Bounds {
                least,
                least_counts: counts,
                ..open
            });
        }
    }
    for (sign, counts) in [("<=", true), ("≤", true), ("<", false)] {
        if let Some(rest) = text.strip_prefix(sign) {
            let most = number(rest)?;
            return Some(Bounds {
                most,
                most_counts: counts,
                ..open
            });
        }
    }
    let (least, most) = text.split_once("..").unwrap_or((text, text));
    Some(Bounds {
        least: number(least)?,
        most: number(most)?,
        ..open
    })
}

/// As in the echo: `figure > 100`.
pub fn written(bounds: &Bounds) -> String {
    if bounds.least == bounds.most {
        return format!("figure = {}", bounds.least);
    }
    let sign = |counts| if counts { "≤" } else { "<" };
    match (bounds.least.is_finite(), bounds.most.is_finite()) {
        (true, true) => format!(
            "{} {} figure {} {}",
            bounds.least,
            sign(bounds.least_counts),
            sign(bounds.most_counts),
            bounds.most
        ),
        (true, false) if bounds.least_counts => format!("figure ≥ {}", bounds.least),
        (true, false) => format!("figure > {}", bounds.least),
        _ => format!("figure {} {}", sign(bounds.most_counts), bounds.most),
    }
}

fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace(',', "");
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_name_or_tag() {
        assert_eq!(language("English"), "en");
        assert_eq!(language("DE"), "de");
    }

    #[test]
    fn figures_and_how_they_are_written() {
        for (text, echo) in [
            ("100", "figure = 100"),
            (">1,000", "figure > 1000"),
            (">=2.5", "figure ≥ 2.5"),
            ("<5", "figure < 5"),
            ("10..20", "10 ≤ figure ≤ 20"),
        ] {
            assert_eq!(bounds(text).map(|b| written(&b)).as_deref(), Some(echo));
        }
        for text in ["", ">", "many", "1..", "NaN", "inf"] {
            assert_eq!(bounds(text), None, "{text}");
        }
    }
}
