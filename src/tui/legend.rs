//! Every sign of the screens, explained once: by a screen without a filter, and by the help of every pane and window.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::session::{Screen, Session};
use super::widgets::text;
use crate::analysis::telling::known::{Known, sides};
use crate::model::{Finding, FindingKind, Weight};
use crate::worker::request::Compared;

/// Stands where nothing of it was found in an article.
pub const NOT_FOUND: &str = Weight::Lacking.sign();
/// Stands where an article may say it all the same: in other words, or in a part of it that is not held.
pub const MAY_SAY: &str = "?";
/// Stands where an article says it.
pub const SAYS: &str = Weight::Alike.sign();
/// Stands where it says a part of it.
pub const SAYS_PART: &str = Known::Part.sign();
/// Stands where it denies or leaves open what the others state.
pub const SAYS_OTHERWISE: &str = "!";
/// Stands where it tells of the same thing, and is not known to say the same.
pub const RELATED: &str = Weight::Related.sign();
/// Stands where one article alone says it.
pub const ALONE: &str = Weight::Alone.sign();
/// Stands beside what the reader kept.
pub const KEPT: &str = "§";
/// Stands at the end of what is folded away, and of what is unfolded.
pub const FOLDED: &str = "+";
pub const UNFOLDED: &str = "−";

/// What a sign means, wherever it stands: in as many words as there is room for, and in a sentence for the help.
pub struct Sign {
    pub sign: &'static str,
    words: &'static str,
    short: &'static str,
    pub help: &'static str,
}

const fn sign(
    sign: &'static str,
    words: &'static str,
    short: &'static str,
    help: &'static str,
) -> Sign {
    Sign {
        sign,
        words,
        short,
        help,
    }
}

/// All of them, those of findings in the order of lists.
pub const SIGNS: &[Sign] = &[
    sign(
        Weight::Contradiction.sign(),
        "contradict each other",
        "contradict",
        "articles contradict each other: they cannot all be right",
    ),
    sign(
        Weight::Loose.sign(),
        "more loosely",
        "loosely",
        "one gives it more loosely, in other words, or says otherwise",
    ),
    sign(
        Weight::Spelling.sign(),
        "written otherwise",
        "written",
        "a name or a list is written in several ways; of a kept passage: its words were changed",
    ),
    sign(
        SAYS,
        "said alike",
        "alike",
        "several say it alike; in a row of one article: it says it",
    ),
    sign(
        RELATED,
        "related",
        "related",
        "they tell of one thing, and are not known to say the same of it",
    ),
    sign(ALONE, "in one only", "alone", "one article alone says it"),
    sign(
        NOT_FOUND,
        "not found",
        "none",
        "nothing of it was found in this article",
    ),
    sign(
        SAYS_PART,
        "in part",
        "part",
        "it gives a part of what another gives: of a quotation, a sum, a fact",
    ),
    sign(
        SAYS_OTHERWISE,
        "says otherwise",
        "otherwise",
        "the article denies it, leaves it open, or says what the others do not",
    ),
    sign(
        MAY_SAY,
        "not known",
        "not known",
        "the article may say it: in other words, or in a part of it that is not held",
    ),
    sign(
        "surely",
        "",
        "",
        "how sure: people read findings made in this way, and nine in ten or more were right; the proof has the number",
    ),
    sign(
        "likely",
        "",
        "",
        "how sure: fewer were right, or too few were read to know",
    ),
    sign(
        FOLDED,
        "folded",
        "folded",
        "something is folded away here; − it is unfolded",
    ),
    sign(KEPT, "kept", "kept", "you kept this, or a part of it"),
    sign(
        "✓",
        "stands as kept",
        "as kept",
        "the passage stands in its article as it was kept",
    ),
    sign(
        "→",
        "moved",
        "moved",
        "the passage stands elsewhere in its article now",
    ),
    sign(
        "✗",
        "gone",
        "gone",
        "the passage stands in no article of the library any more",
    ),
    sign("■ □", "", "", "ticked, not ticked"),
    sign("▸", "", "", "here you are"),
];

/// Signs that explain themselves best, those that are left out first where there is no room for all.
const PLAIN: [&str; 3] = [SAYS, SAYS_PART, "≈"];

/// What the Compare screen says of what is lit, and of quotations, in as many words as there is room for; where every word that
/// differs is lit, and where only what matters is.
const LIT_WORDS: [&str; 2] = ["lit: every word that differs", "lit: all words"];
const LIT: [&str; 2] = [
    "lit: figures, names, days, denials that differ",
    "lit: differs",
];
const SLANTED: [&str; 2] = ["slanted: quoted", "slanted: quoted"];

/// Lines that signs take at the most.
pub const ROWS: usize = 2;

/// What stands at the end of a row.
const SURE: [&str; 2] = ["surely, likely: how sure", ""];

/// The lines for the screen shown, each in at most so many cells where that can be: one, or two where one does not hold all signs.
pub fn of(session: &Session, width: u16) -> Vec<String> {
    let room = usize::from(width).saturating_sub(2);
    let one = match session.screen {
        Screen::Stories => {
            let mut stands = of_findings(session.matrix.as_deref());
            if session.grid {
                stands.extend(of_cells(session));
            }
            if session.matrix.is_none() {
                stands = Weight::ALL.map(Weight::sign).to_vec();
            }
            return explained(&stands, &[SURE], room);
        }
        Screen::Compare => {
            let compared = session.compared.as_deref();
            let mut stands = of_findings(compared);
            stands.extend([SAYS, RELATED, ALONE]);
            if compared.is_some_and(has_parts) {
                stands.push(SAYS_PART);
            }
            let lit = if session.lights_words { LIT_WORDS } else { LIT };
            return explained(&stands, &[lit, SLANTED], room);
        }
        Screen::Bookmarks => kept(session, room),
        Screen::Search | Screen::Entities | Screen::Reading => String::new(),
    };
    vec![one]
}

/// Whether some value gives but a part of what the others give.
fn has_parts(compared: &Compared) -> bool {
    let article = |at: usize| compared.articles.get(at).map(AsRef::as_ref);
    let mut findings = compared.comparison.findings.iter();
    findings.any(|finding| {
        let mut sides = sides(finding, article).into_iter();
        sides.any(|(_, known)| known == Known::Part)
    })
}

/// The signs of the findings that are there.
fn of_findings(compared: Option<&Compared>) -> Vec<&'static str> {
    let findings = compared.into_iter().flat_map(|of| &of.comparison.findings);
    findings.map(Finding::sign).collect()
}

/// The signs that stand in the cells of the table.
fn of_cells(session: &Session) -> Vec<&'static str> {
    let Some(matrix) = &session.matrix else {
        return Vec::new();
    };
    let findings = &matrix.comparison.findings;
    let values = || findings.iter().flat_map(|finding| &finding.values);
    let is_of_facts = |finding: &Finding| {
        use FindingKind::{Fact, Missing};
        matches!(finding.kind, Fact | Missing)
    };
    let unsure = findings.iter().any(|finding| !finding.unsure.is_empty());
    let may_say = unsure || !matrix.comparison.excerpts.is_empty();
    let stands = [
        (SAYS, findings.iter().any(is_of_facts)),
        (SAYS_PART, values().any(|value| value.partly)),
        (SAYS_OTHERWISE, values().any(|value| value.otherwise)),
        (NOT_FOUND, !findings.is_empty()),
        (MAY_SAY, may_say),
    ];
    let stands = stands.into_iter().filter(|(_, stands)| *stands);
    stands.map(|(sign, _)| sign).collect()
}

/// The signs with their words and what else there is to say, each long and short: the longest form that fits into a line of `room`
/// cells, else the short one on two. What does not fit there is left out whole, first the signs that explain themselves.
fn explained(stands: &[&str], beside: &[[&str; 2]], room: usize) -> Vec<String> {
    let shown = || {
        let told = SIGNS.iter().filter(|of| !of.words.is_empty());
        told.filter(|of| stands.contains(&of.sign))
    };
    let beside = |form: usize| {
        let words = beside.iter().map(move |of| of[form].to_string());
        words.filter(|words| !words.is_empty())
    };
    let signs = shown().map(|of| format!("{} {}", of.sign, of.words));
    let long: Vec<String> = signs.clone().chain(beside(0)).collect();
    let less: Vec<String> = signs.chain(beside(1)).collect();
    let signs = shown().map(|of| format!("{} {}", of.sign, of.short));
    let mut short: Vec<String> = signs.chain(beside(1)).collect();
    let forms = [
        long.join("   "),
        less.join("   "),
        less.join("  "),
        short.join("  "),
        short.join(" "),
    ];
    let fits = |form: &&String| text::cells(form) <= room;
    if let Some(form) = forms.iter().find(fits) {
        return vec![form.clone()];
    }
    for plain in PLAIN {
        if packed(&short, room).len() > ROWS {
            short.retain(|sign| !sign.starts_with(plain));
        }
    }
    while short.len() > 1 && packed(&short, room).len() > ROWS {
        short.pop();
    }
    packed(&short, room)
}

/// As many on each line as fit, none parted.
fn packed(signs: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for sign in signs {
        match lines.last_mut() {
            Some(line) if text::cells(line) + 2 + text::cells(sign) <= room => {
                *line = format!("{line}  {sign}");
            }
            _ => lines.push(sign.clone()),
        }
    }
    lines
}

/// What the signs of passages mean, and the tags with how many carry each, as many as fit.
fn kept(session: &Session, room: usize) -> String {
    let mut line = "✓ stands as kept  → moved  ~ changed  ✗ gone".to_string();
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
        if text::cells(&line) + text::cells(&tag) > room {
            break;
        }
        line += &tag;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, Span};

    #[test]
    fn a_sign_is_explained_once_and_every_sign_that_stands_somewhere_is() {
        let mut signs: Vec<&str> = SIGNS.iter().map(|of| of.sign).collect();
        let weights = Weight::ALL.map(Weight::sign);
        let known = Known::ALL.map(Known::sign);
        let span = Span::default();
        let anchors = [
            Anchor::Exact { span },
            Anchor::Moved { span },
            Anchor::Changed { span },
            Anchor::Gone,
            Anchor::Unknown,
        ];
        let anchors = anchors.map(Anchor::sign);
        for sign in weights.iter().chain(&known).chain(&anchors) {
            assert!(signs.contains(sign), "{sign}");
        }
        let count = signs.len();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), count);
    }

    #[test]
    fn what_does_not_fit_is_left_out_whole() {
        let all: Vec<&str> = SIGNS.iter().map(|of| of.sign).collect();
        for room in [20, 40, 58, 78, 300] {
            let lines = explained(&all, &[], room);
            assert!(lines.len() <= ROWS, "{room}: {lines:?}");
            for line in &lines {
                assert!(text::cells(line) <= room.max(12), "{room}: {line}");
            }
            assert!(lines[0].starts_with("≠ contradict"), "{lines:?}");
        }
        let told = |room| explained(&all, &[], room).join("  ");
        for sign in [MAY_SAY, SAYS_OTHERWISE, NOT_FOUND] {
            assert!(told(78).contains(&format!("{sign} ")), "{}", told(78));
        }
    }
}
