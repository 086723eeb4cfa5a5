//! What a screen without a filter says of itself: the signs that stand on it, explained once.

use super::panes::matrix::cells::{MAY_SAY, RELATED, SAYS, SAYS_OTHERWISE, SAYS_PART};
use super::panes::wording::NOT_FOUND;
use super::session::{Screen, Session};
use super::widgets::text;

/// Every sign of the Story screen: the sign, its words, and shorter ones.
const SIGNS: [(&str, &str, &str); 14] = [
    ("=", "same", "same"),
    ("≈", "compatible", "looser"),
    ("≠", "differs", "differs"),
    ("●", "one only", "one"),
    ("…", "cut", "cut"),
    ("~", "reworded", "reworded"),
    ("!", "other speaker", "speaker"),
    ("+", "shared", "many"),
    (RELATED, "related", "related"),
    (SAYS, "says it", "says"),
    (SAYS_PART, "in part", "part"),
    (SAYS_OTHERWISE, "says otherwise", "otherwise"),
    (MAY_SAY, "may say it", "maybe"),
    (NOT_FOUND, "not found", "none"),
];

/// Signs that explain themselves best, those that are left out first where there is no room for all.
const PLAIN: [&str; 4] = ["=", "+", "…", "≈"];

/// What the Compare screen says of its signs, the longest first.
const COMPARE: [&str; 3] = [
    "≡ several say it   ∩ related   ● in one only   lit: what differs   slanted: quoted   %: right of those read",
    "≡ several say it  ∩ related  ● in one only · lit: what differs · slanted: quoted",
    "≡ several  ∩ related  ● one only · lit: differs",
];

/// The line for the screen shown, in at most so many cells where that can be.
pub fn of(session: &Session, width: u16) -> String {
    match session.screen {
        Screen::Stories => signs(session, usize::from(width).saturating_sub(2)),
        Screen::Compare => {
            let fits = |form: &&&str| text::cells(form) + 2 <= usize::from(width);
            let form = COMPARE
                .iter()
                .find(fits)
                .unwrap_or(&"≡ several  ∩ related  ● one only");
            (*form).to_string()
        }
        Screen::Bookmarks => "✓ stands as kept  → moved  ≈ changed  ✗ gone".to_string(),
        Screen::Search | Screen::Entities | Screen::Reading => String::new(),
    }
}

/// The signs on the screen with their words: the longest form that fits, all of them if it must be without words.
fn signs(session: &Session, width: usize) -> String {
    let stands = standing(session);
    let shown = || SIGNS.iter().filter(|(sign, ..)| stands.contains(sign));
    let long: Vec<String> = shown()
        .map(|(sign, words, _)| format!("{sign} {words}"))
        .collect();
    let short: Vec<String> = shown()
        .map(|(sign, _, words)| format!("{sign} {words}"))
        .collect();
    let forms = [
        long.join("   "),
        long.join("  "),
        short.join("  "),
        short.join(" "),
    ];
    let fits = |form: &&String| text::cells(form) <= width;
    match forms.iter().find(fits) {
        Some(form) => form.clone(),
        // What does not fit is left out whole, first the signs that explain themselves.
        None => {
            let mut kept = short;
            for plain in PLAIN {
                if text::cells(&kept.join(" ")) > width {
                    kept.retain(|sign| !sign.starts_with(plain));
                }
            }
            while kept.len() > 1 && text::cells(&kept.join(" ")) > width {
                kept.pop();
            }
            kept.join(" ")
        }
    }
}

/// The signs that the table has; all of them while there is none.
fn standing(session: &Session) -> Vec<&'static str> {
    let Some(matrix) = &session.matrix else {
        return SIGNS.iter().map(|(sign, ..)| *sign).collect();
    };
    let findings = &matrix.comparison.findings;
    let mut signs: Vec<&str> = findings
        .iter()
        .map(|finding| finding.verdict.sign())
        .collect();
    let in_part = findings
        .iter()
        .flat_map(|finding| &finding.values)
        .any(|value| value.partly);
    let otherwise = findings
        .iter()
        .flat_map(|finding| &finding.values)
        .any(|value| value.otherwise);
    let says = findings.iter().any(|finding| {
        use crate::model::FindingKind::{Fact, Missing, OnlyHere};
        matches!(finding.kind, Fact | Missing | OnlyHere)
    });
    let unsure = findings.iter().any(|finding| !finding.unsure.is_empty());
    let may_say = unsure || !matrix.comparison.excerpts.is_empty();
    signs.extend(says.then_some(SAYS));
    signs.extend(in_part.then_some(SAYS_PART));
    signs.extend(otherwise.then_some(SAYS_OTHERWISE));
    signs.extend((!findings.is_empty()).then_some(NOT_FOUND));
    signs.extend(may_say.then_some(MAY_SAY));
    signs
}
