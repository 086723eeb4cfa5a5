//! What a screen without a filter says of itself: the signs that stand on it, explained once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::panes::matrix::cells::{MAY_SAY, RELATED, SAYS, SAYS_OTHERWISE, SAYS_PART};
use super::panes::wording::NOT_FOUND;
use super::session::{Screen, Session};
use super::widgets::text;
use crate::model::{Finding, Weight};

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
    (MAY_SAY, "not known", "not known"),
    (NOT_FOUND, "not found", "none"),
];

/// Signs that explain themselves best, those that are left out first where there is no room for all.
const PLAIN: [&str; 4] = ["=", "+", "…", "≈"];

/// What the Compare screen says of its signs, the longest first.
const COMPARE: [&str; 4] = [
    "≡ several say it   ∩ related   ● in one only   lit: figures, names, days, denials that differ   slanted: quoted",
    "≡ several say it  ∩ related  ● in one only · lit: what differs · slanted: quoted",
    "≡ several  ∩ related  ● one only · lit: differs",
    "≡ several  ∩ related  ● one only",
];

/// What the Stories screen says of its signs beside verdicts: the sign, its words, and shorter ones.
const VERDICTS: [(&str, &str, &str); 10] = [
    ("≠", "contradict each other", "contradict"),
    ("≈", "more loosely", "loosely"),
    ("…", "cut short", "cut"),
    ("~", "in other words", "reworded"),
    ("!", "another speaker", "speaker"),
    ("=", "alike", "alike"),
    ("+", "told by several", "several"),
    ("∩", "related", "related"),
    ("·", "one lacks it", "lacking"),
    ("●", "in one only", "alone"),
];

/// What `≠` says where nothing but names has it.
const WRITTEN: (&str, &str) = ("written in several ways", "written");

/// What stands at the end of a row.
const SURE: &str = "%: of its like were right";

/// The signs of the findings that are there, the longest form that fits; what does not is left out at the end.
fn verdicts(session: &Session, width: u16) -> String {
    let findings = session.matrix.iter().flat_map(|of| &of.comparison.findings);
    let mut stands: Vec<&str> = findings.map(|of| of.verdict.sign()).collect();
    if session.matrix.is_none() {
        stands = VERDICTS.iter().map(|(sign, ..)| *sign).collect();
    }
    let weighs = |weight: Weight| {
        let findings = session.matrix.iter().flat_map(|of| &of.comparison.findings);
        findings.map(Finding::weight).any(|of| of == weight)
    };
    if weighs(Weight::Lacking) {
        stands.push("·");
    }
    let only_names = weighs(Weight::Spelling) && !weighs(Weight::Contradiction);
    let told = |&(sign, words, short)| match sign {
        "≠" if only_names => (sign, WRITTEN.0, WRITTEN.1),
        _ => (sign, words, short),
    };
    let all = VERDICTS.iter().map(told);
    let all: Vec<(&str, &str, &str)> = all.filter(|(sign, ..)| stands.contains(sign)).collect();
    let shown = || all.iter();
    let long: Vec<String> = shown()
        .map(|(sign, words, _)| format!("{sign} {words}"))
        .collect();
    let mut short: Vec<String> = shown()
        .map(|(sign, _, words)| format!("{sign} {words}"))
        .collect();
    let room = usize::from(width).saturating_sub(2);
    let forms = [
        format!("{}   {SURE}", long.join("   ")),
        long.join("   "),
        long.join("  "),
        short.join("  "),
    ];
    let fits = |form: &&String| text::cells(form) <= room;
    if let Some(form) = forms.iter().find(fits) {
        return form.clone();
    }
    while short.len() > 1 && text::cells(&short.join(" ")) > room {
        short.pop();
    }
    short.join(" ")
}

/// The line for the screen shown, in at most so many cells where that can be.
pub fn of(session: &Session, width: u16) -> String {
    match session.screen {
        Screen::Stories if session.grid => signs(session, usize::from(width).saturating_sub(2)),
        Screen::Stories => verdicts(session, width),
        Screen::Compare => fitting(&COMPARE, width),
        Screen::Bookmarks => kept(session, usize::from(width)),
        Screen::Search | Screen::Entities | Screen::Reading => String::new(),
    }
}

/// The longest form that fits, else the shortest.
fn fitting(forms: &[&str], width: u16) -> String {
    let fits = |form: &&&str| text::cells(form) + 2 <= usize::from(width);
    let form = forms.iter().find(fits).or(forms.last());
    form.copied().unwrap_or_default().to_string()
}

/// What the signs of passages mean, and the tags with how many carry each, as many as fit.
fn kept(session: &Session, width: usize) -> String {
    let mut line = "✓ stands as kept  → moved  ≈ changed  ✗ gone".to_string();
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in session
        .bookmarks
        .iter()
        .flat_map(|kept| &kept.bookmark.tags)
    {
        *tags.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(&str, usize)> = tags.into_iter().collect();
    tags.sort_by_key(|(_, count)| Reverse(*count));
    for (tag, count) in tags {
        let tag = format!("  #{tag} {count}");
        if text::cells(&line) + text::cells(&tag) + 2 > width {
            break;
        }
        line += &tag;
    }
    line
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
