//! The language that a source says it is in.

use crate::analysis::text::languages::{LanguageTag, languages};

/// `en` of `en-US`, `eng`, `English`; lower case. `None` where it is no language tag.
pub fn primary_language(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    if let Some(tag) = languages().value(&lower, LanguageTag::Told) {
        return Some(tag.to_string());
    }
    let primary = lower.split(['-', '_', ',', ';', ' ']).next()?;
    let tag = languages()
        .value(primary, LanguageTag::Told)
        .unwrap_or(primary);
    ((2..=3).contains(&tag.len())
        && tag.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(tag, "und" | "mul" | "zxx"))
    .then(|| tag.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_tag_code_and_name() {
        for (text, want) in [
            ("en-US", Some("en")),
            ("English", Some("en")),
            ("amh", Some("am")),
            ("dan", Some("da")),
            ("und", None),
            ("x", None),
            ("pcm", Some("pcm")),
        ] {
            assert_eq!(primary_language(text).as_deref(), want);
        }
    }
}
