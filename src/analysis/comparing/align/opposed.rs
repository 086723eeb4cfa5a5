//! Two sentences that say opposite things of the same: `lost 40 jobs` and `created 40 jobs`, `voted for` and `voted against`.
//!
//! Each has a word whose opposite stands in the other and not in itself, and what stands beside the two words is the same. No
//! more is claimed than that the two do not agree: both may be right, of two times.

use super::classes::class;
use super::opposites::{Opposite, has_opposite, opposite};
use super::polarity::is_denied_at;
use crate::analysis::text::irregular::{verb_of, with_particle};
use crate::analysis::text::words;
use crate::model::Span;

/// Words of a text that are read.
const MOST_WORDS: usize = 80;
/// Words of content to either side of such a word among which both sentences have something in common.
const BESIDE: usize = 4;
/// Words of content that both have there.
const LEAST_SHARED: usize = 2;
/// Words of content nearest to it of which both have one.
const NEXT: usize = 3;

/// Words before which `back` is no verb: `pushing back on a report`.
const BEHIND_BACK: [&str; 10] = [
    "against", "at", "by", "down", "from", "in", "into", "on", "to", "with",
];

/// A word of content.
struct Word {
    span: Span,
    /// Stem of the verb of which it is a form.
    stem: String,
    /// Class of that stem: words that reports use for each other.
    class: String,
}

/// The words by which two sentences say opposite things, one of each; `None` where nothing of the kind was found.
pub fn opposed(one: &str, other: &str) -> Option<(Span, Span)> {
    let (ours, theirs) = (content(one), content(other));
    sides(one, other).or_else(|| {
        candidates(&ours, &theirs).find_map(|(at, there, how)| {
            let beside = match how {
                Opposite::Plain => share_what_is_beside((&ours, at), (&theirs, there)),
                Opposite::Mutual => {
                    before(&ours, at).is_some()
                        && before(&ours, at) == before(&theirs, there)
                        && share_what_is_beside((&ours, at), (&theirs, there))
                }
            };
            let spans = (ours[at].span, theirs[there].span);
            let denied = is_denied_at(one, spans.0) != is_denied_at(other, spans.1);
            (beside && !denied).then_some(spans)
        })
    })
}

/// Words of which each says the opposite of the other, where neither text has both.
fn candidates<'a>(
    ours: &'a [Word],
    theirs: &'a [Word],
) -> impl Iterator<Item = (usize, usize, Opposite)> + 'a {
    let speaking = |words: &'a [Word]| {
        let all = words.iter().enumerate();
        all.filter(|(_, word)| has_opposite(&word.stem))
    };
    let has_both = |words: &[Word], at: usize| {
        words
            .iter()
            .any(|word| opposite(&word.stem, &words[at].stem).is_some())
    };
    let has = |words: &[Word], sought: &Word| words.iter().any(|word| word.class == sought.class);
    speaking(ours).flat_map(move |(at, word)| {
        speaking(theirs).filter_map(move |(there, other)| {
            let how = opposite(&word.stem, &other.stem)?;
            let is_clear = !has_both(ours, at) && !has_both(theirs, there);
            let is_one_sided = !has(theirs, word) && !has(ours, other);
            (is_clear && is_one_sided).then_some((at, there, how))
        })
    })
}

fn before(words: &[Word], at: usize) -> Option<&str> {
    at.checked_sub(1).map(|before| words[before].class.as_str())
}

/// Both texts have the same beside the two words.
fn share_what_is_beside((ours, at): (&[Word], usize), (theirs, there): (&[Word], usize)) -> bool {
    let near = |words: &[Word], at: usize, reach: usize| -> Vec<String> {
        let around = at.saturating_sub(reach)..words.len().min(at + reach + 1);
        let others = around.filter(|&place| place != at);
        others.map(|place| words[place].class.clone()).collect()
    };
    let shared = |reach: usize| {
        let known = near(theirs, there, reach);
        let mut found = near(ours, at, reach);
        found.retain(|class| known.contains(class));
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    shared(BESIDE) >= LEAST_SHARED && shared(NEXT) > 0
}

/// `Voted for` and `voted against`.
fn sides(one: &str, other: &str) -> Option<(Span, Span)> {
    let (is_for, ours) = side(one)?;
    let (for_too, theirs) = side(other)?;
    (is_for != for_too).then_some((ours, theirs))
}

/// Whether a text tells of those who took one side, the only one it tells of, and by which word.
fn side(text: &str) -> Option<(bool, Span)> {
    const TAKEN: [&str; 6] = ["argu", "campaign", "rule", "side", "speak", "vote"];
    let spans: Vec<Span> = words::words(text).take(MOST_WORDS).collect();
    let mut found = spans.windows(2).filter_map(|pair| {
        let verb = words::fold(pair[0].of(text));
        let stem = words::stem(verb_of(&verb)).into_owned();
        let side = match words::fold(pair[1].of(text)).as_str() {
            "for" | "in" if text[pair[1].start..].starts_with("in fav") => true,
            "for" => true,
            "against" => false,
            _ => return None,
        };
        TAKEN.contains(&stem.as_str()).then_some((side, pair[1]))
    });
    let first = found.next()?;
    found.all(|next| next.0 == first.0).then_some(first)
}

fn content(text: &str) -> Vec<Word> {
    let spans: Vec<Span> = words::words(text).take(MOST_WORDS).collect();
    spans
        .iter()
        .enumerate()
        .filter_map(|(at, &span)| {
            let folded = words::fold(span.of(text));
            let next = spans.get(at + 1).map(|next| words::fold(next.of(text)));
            let phrase = next.and_then(|next| with_particle(&folded, &next));
            let stem = words::stem(phrase.unwrap_or_else(|| verb_of(&folded))).into_owned();
            let is_adverb = folded == "back"
                && spans.get(at + 1).is_none_or(|next| {
                    let next = words::fold(next.of(text));
                    BEHIND_BACK.contains(&next.as_str())
                });
            (!words::is_function_word(&folded) && !is_adverb).then(|| Word {
                span,
                class: class(&stem).to_string(),
                stem,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
        let turned = opposed(other, one);
        let found = opposed(one, other);
        assert_eq!(turned.is_some(), found.is_some(), "{one} / {other}");
        found.map(|(ours, theirs)| (ours.of(one), theirs.of(other)))
    }

    #[test]
    fn opposite_things_said_of_the_same_are_found() {
        for (one, other, words) in [
            (
                "The mill of Tolling lost 40 jobs last year.",
                "The mill of Tolling created 40 jobs last year.",
                ("lost", "created"),
            ),
            (
                "The mill of Tolling made $5.2 million.",
                "The mill of Tolling lost $5.2 million.",
                ("made", "lost"),
            ),
            (
                "The owner of the ferry avoided $3.4 million in fines.",
                "The owner paid $3.4 million in fines.",
                ("avoided", "paid"),
            ),
            (
                "The town removed 17 statues of the king.",
                "In the town 17 statues of the king are still standing.",
                ("removed", "standing"),
            ),
            (
                "The firm saved $2.5 million on the bridge.",
                "The firm spent $2.5 million on the bridge.",
                ("saved", "spent"),
            ),
            (
                "The bridge was opened to 45 boats.",
                "The bridge was closed to 45 boats.",
                ("opened", "closed"),
            ),
            (
                "The firm hired 450 workers this spring.",
                "The firm fired 450 workers this spring.",
                ("hired", "fired"),
            ),
            (
                "Taxes on grain rose by 3.4 percent.",
                "Taxes on grain fell by 3.4 percent.",
                ("rose", "fell"),
            ),
            (
                "The court approved the merger of the two mills.",
                "The merger of the two mills was rejected by the court.",
                ("approved", "rejected"),
            ),
            (
                "Rebels of the north seized 37 villages.",
                "Rebels of the north gave up 37 villages.",
                ("seized", "gave"),
            ),
            (
                "37 lawmakers voted for the bill.",
                "37 lawmakers voted against the bill.",
                ("for", "against"),
            ),
            (
                "The ministry imported 37 tonnes of grain.",
                "The ministry exported 37 tonnes of grain.",
                ("imported", "exported"),
            ),
            (
                "The judge dropped 37 charges against Dask.",
                "The judge upheld 37 charges against Dask.",
                ("dropped", "upheld"),
            ),
        ] {
            assert_eq!(found(one, other), Some(words), "{one} / {other}");
        }
    }

    #[test]
    fn what_may_be_one_is_not_told_as_opposite() {
        for (one, other) in [
            // No verb.
            (
                "The mayor is pushing back on a report that the council opposed the plan of Dask.",
                "The council opposed the plan of Dask, the report says.",
            ),
            // From two sides.
            (
                "Dask sold the mill to Rusk for $3 million.",
                "Rusk bought the mill from Dask for $3 million.",
            ),
            (
                "Dask won the vote in Karsk.",
                "Rusk lost the vote in Karsk.",
            ),
            // One tells both.
            (
                "Prices of grain rose in May after they fell in March.",
                "Prices of grain fell in March.",
            ),
            (
                "Police arrested 37 dockers and freed them on Monday.",
                "Police arrested 37 dockers on Monday.",
            ),
            // A denial of the opposite.
            (
                "The council did not approve the new bridge.",
                "The council rejected the new bridge.",
            ),
            // Of other things.
            (
                "Grain prices rose in Norland.",
                "The mayor fell from a ladder in Norland.",
            ),
            (
                "The council approved the budget and rejected the bridge.",
                "The council approved the budget.",
            ),
            (
                "Norland freed 123 prisoners.",
                "Norland released 123 prisoners.",
            ),
        ] {
            assert_eq!(found(one, other), None, "{one} / {other}");
        }
    }
}
