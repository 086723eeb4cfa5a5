//! Whether two texts are versions of one article: how many of the shorter one's word sequences stand in the longer one.
//!
//! This is the containment of Broder, "On the resemblance and containment of documents" (SEQUENCES 1997): unlike resemblance
//! it stays high where a report grew from two paragraphs to thirty, or where one source gives only its beginning.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use crate::analysis::text::words;

/// Words in a sequence: three are shared by any two reports of one event, eight are broken up by a light edit.
const SHINGLE: usize = 4;
/// Containment from which two texts at one address are one article. Of 889 pairs of articles on one event by different
/// outlets 3 reach it (one copies the other), of 9,457 pairs of one outlet that share some sequence one in two hundred, by
/// boilerplate; an edit of every fifth sentence leaves 0.95, and a text kept apart is an article more, while one that is
/// joined is a text less.
const ALIKE: f64 = 0.5;

/// The different word sequences of a text, as hashes: 8 bytes a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(HashSet<u64>);

impl Shingles {
    /// Grows with the text.
    pub fn of<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Shingles {
        let mut folded: Vec<u64> = Vec::new();
        for paragraph in paragraphs {
            let spans = words::words(paragraph);
            folded.extend(spans.map(|word| hashed(words::fold(word.of(paragraph)).as_bytes())));
        }
        let windows = folded.windows(SHINGLE.min(folded.len().max(1)));
        Shingles(
            windows
                .map(|window| {
                    let bytes: Vec<u8> =
                        window.iter().flat_map(|hash| hash.to_le_bytes()).collect();
                    hashed(&bytes)
                })
                .collect(),
        )
    }

    /// The share of the shorter text's sequences that the longer one holds, from 0 to 1; 0 where one has no words.
    pub fn containment(&self, other: &Shingles) -> f64 {
        let (short, long) = if self.0.len() < other.0.len() {
            (self, other)
        } else {
            (other, self)
        };
        if short.0.is_empty() {
            return 0.0;
        }
        let shared = short.0.intersection(&long.0).count();
        shared as f64 / short.0.len() as f64
    }

    pub fn are_alike(&self, other: &Shingles) -> bool {
        self.containment(other) >= ALIKE
    }
}

fn hashed(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Shingles {
        Shingles::of([text])
    }

    const EARLY: &str = "The ferry Sea Lark ran aground off Oakport on Tuesday with 42 people on board. Nobody was hurt, the \
                         coast guard said. Divers looked at the hull until nightfall.";

    #[test]
    fn a_version_that_grew_or_was_edited_is_alike() {
        let late = format!(
            "UPDATE: {} Captain Elena Marsh said that the ship lost all steering within seconds, and that the crew did what it \
             had learned. The company promised an inquiry. A second ferry sails from Wednesday on.",
            EARLY.replace("42 people", "45 people")
        );
        assert!(of(EARLY).are_alike(&of(&late)) && of(&late).are_alike(&of(EARLY)));
        let beginning = EARLY.split_once('.').unwrap().0;
        assert!(of(beginning).are_alike(&of(&late)));
    }

    #[test]
    fn another_text_on_the_same_event_is_not() {
        let other = "A ferry with dozens aboard hit a sandbank near Oakport, and the coast guard said that nobody was hurt. \
                     The Sea Lark is thirty years old.";
        let containment = of(EARLY).containment(&of(other));
        assert!(containment > 0.0 && containment < ALIKE, "{containment}");
        assert!(!of(EARLY).are_alike(&of("—")) && !of("—").are_alike(&of("—")));
        assert!(of("Rain fell.").are_alike(&of("RAIN fell")));
    }
}
