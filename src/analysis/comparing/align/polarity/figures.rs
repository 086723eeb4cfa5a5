//! Whether a place of a text, a figure say, is denied there: `did not free 123`, `the claim that 123 were freed is false`.

use super::Words;
use crate::model::Span;

/// Words behind which another statement, or the circumstances of this one, begin, which a denial before them leaves as they are.
#[rustfmt::skip]
const PARTING: [&str; 14] = [
    "after", "and", "as", "because", "before", "but", "despite", "during", "following", "in", "since", "when", "while", "within",
];
/// Words by which what follows is known, and is not what is denied: `failed to win the 60 votes`.
const KNOWN: [&str; 4] = ["the", "these", "those", "whose"];
/// Bytes between such a word and a number that is read.
const TO_KNOWN: usize = 12;

/// Whether what stands at a place of a sentence is said not to be so.
pub fn is_denied_at(text: &str, place: Span) -> bool {
    let read = Words::of(text);
    let is_there = |at: usize| read.spans[at].overlaps(place);
    let Some(there) = (0..read.spans.len()).find(|at| is_there(*at)) else {
        return false;
    };
    let from = text.floor_char_boundary(place.start.saturating_sub(TO_KNOWN));
    let before = text.get(from..place.start).unwrap_or("");
    let is_known = before
        .split_whitespace()
        .next_back()
        .is_some_and(|word| KNOWN.contains(&word));
    let mut cues = 0;
    for at in 0..read.folded.len() {
        if let Some((_, from)) = read.denial(at) {
            let reaches = read.scope(from).contains(&there)
                && !(from..there).any(|at| PARTING.contains(&read.word(at)));
            if reaches && !is_known {
                cues += 1;
            }
        }
    }
    let is_called_untrue = || {
        (0..read.folded.len()).any(|at| {
            let (first, last) = (at.min(there), at.max(there));
            let one_clause = !read.parted[first + 1..=last].contains(&true);
            read.calls_untrue(at) && one_clause && last - first <= super::REACH
        })
    };
    // A denial of a denial affirms.
    match cues {
        0 => is_called_untrue(),
        cues => cues % 2 == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(text: &str) -> bool {
        let start = text.find("31").unwrap();
        is_denied_at(text, Span::new(start, start + 2))
    }

    #[test]
    fn a_figure_that_is_denied_is_found() {
        for text in [
            "Norland did not free 31 sailors.",
            "It is not true that 31 sailors were freed.",
            "Norland denied that it freed 31 sailors.",
            "The claim that 31 sailors were freed is false.",
            "Police had wrongly said that 31 sailors were hurt.",
            "Papers falsely reported 31 dead.",
            "Instead of 31 sailors, 29 were hurt.",
            "The fire hurt 29 sailors rather than 31.",
            "The fire hurt 29 sailors and not 31.",
            "Reports of 31 dead were wrong.",
            "There is no evidence that 31 sailors were hurt.",
            "The firm failed to pay 31 dockers.",
            "Contrary to reports of 31 dead nobody drowned.",
            "Police refuted reports of 31 dead.",
        ] {
            assert!(denied(text), "{text}");
        }
    }

    #[test]
    fn a_figure_beside_a_denial_is_not_denied() {
        for text in [
            "The fire hurt 31 sailors.",
            "31 sailors are dead, not 12.",
            "No fewer than 31 sailors were hurt.",
            "The fire did not spread after it hurt 31 sailors.",
            "The mayor did not come and 31 sailors waited.",
            "The bill failed to win the 31 votes that it needs.",
            "The port did not say who freed them, but 31 sailors came.",
            "Police did not deny that 31 sailors were hurt.",
            "The mayor, who never came, hired 31 sailors.",
            "The storm left 31 homes without power.",
            "The rules will not go into effect in 31 states.",
            "The suit is not moot despite the approval of 31 articles.",
        ] {
            assert!(!denied(text), "{text}");
        }
    }
}
