//! The passage of two sentences that is most alike: long sentences of two outlets share a clause, seldom all that they tell.
//!
//! Words that both have count for it, words that only one has count against it; in each sentence the stretch of the greatest sum is the
//! passage (the maximum sum of neighbours, Bentley, *Programming Pearls*, CACM 27, 1984; as in local alignment, Smith and Waterman,
//! *Identification of common molecular subsequences*, J. Mol. Biol. 147, 1981, but for the order of the words, which outlets change).

use std::ops::Range;

use super::Reading;
use super::sketch::{Placed, Sketch};
use crate::model::Span;

/// What a word that the other sentence lacks takes away, of its weight: a passage bears about twice as much of its own as it shares.
const LACKED: f32 = 0.5;
/// How often the passage of one sentence is looked for again in the words of the passage of the other; after two rounds it seldom moves.
const ROUNDS: usize = 2;

/// The passage that two sentences share.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::analysis::comparing) struct Passage {
    /// Weight of the words that both passages have, each once.
    pub weight: f32,
    /// Share of it in the weight of each passage.
    pub of_each: [f32; 2],
    /// Words that both have, each once.
    pub words: usize,
    /// Weight of those of them that are no names.
    pub matter: f32,
    /// The lesser sum of both passages.
    pub sum: f32,
    /// Places of the words of each, in [`Sketch::placed`].
    pub places: [Range<usize>; 2],
}

/// The passage that two sentences share. Time grows with the product of the words that carry content in them.
pub(super) fn passage(a: &Sketch, b: &Sketch) -> Passage {
    let (ours, theirs) = (&a.placed, &b.placed);
    let mut places = [0..ours.len(), 0..theirs.len()];
    let mut sums = [0.0_f32; 2];
    for _ in 0..ROUNDS {
        (sums[0], places[0]) = best(ours, &theirs[places[1].clone()]);
        (sums[1], places[1]) = best(theirs, &ours[places[0].clone()]);
    }
    let ours = each(&ours[places[0].clone()]);
    let theirs = each(&theirs[places[1].clone()]);
    let (mut weight, mut words, mut matter) = (0.0, 0, 0.0);
    for word in &ours {
        let Ok(at) = theirs.binary_search_by_key(&word.number, |other| other.number) else {
            continue;
        };
        let shared = word.weight.min(theirs[at].weight);
        weight += shared;
        words += 1;
        if !word.is_name && !theirs[at].is_name {
            matter += shared;
        }
    }
    let of = |words: &[Placed]| {
        let all: f32 = words.iter().map(|word| word.weight).sum();
        if all > 0.0 {
            (weight / all).min(1.0)
        } else {
            0.0
        }
    };
    Passage {
        weight,
        of_each: [of(&ours), of(&theirs)],
        words,
        matter,
        sum: sums[0].min(sums[1]),
        places,
    }
}

impl Reading {
    /// The passage that two sentences (articles as named) share, and the bytes of it in each sentence; `None` where they share none.
    pub(in crate::analysis::comparing) fn passage(
        &self,
        a: (usize, usize),
        b: (usize, usize),
    ) -> Option<(Passage, [Span; 2])> {
        let (one, other) = (self.sketch(a)?, self.sketch(b)?);
        let shared = passage(one, other);
        let span = |sketch: &Sketch, places: &Range<usize>| {
            let words = sketch.placed.get(places.clone())?;
            Some(words.first()?.span.join(words.last()?.span))
        };
        let spans = [
            span(one, &shared.places[0])?,
            span(other, &shared.places[1])?,
        ];
        Some((shared, spans))
    }
}

/// The stretch of words whose sum is greatest, and the sum; nothing where no word is shared.
fn best(words: &[Placed], others: &[Placed]) -> (f32, Range<usize>) {
    let (mut most, mut place) = (0.0, 0..0);
    let (mut sum, mut from) = (0.0_f32, 0);
    for (at, word) in words.iter().enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        let is_shared = others.iter().any(|other| other.number == word.number);
        sum += if is_shared {
            word.weight
        } else {
            -LACKED * word.weight
        };
        if sum > most {
            (most, place) = (sum, from..at + 1);
        }
    }
    (most, place)
}

/// By number, each once.
fn each(words: &[Placed]) -> Vec<Placed> {
    let mut words = words.to_vec();
    words.sort_unstable_by_key(|word| word.number);
    words.dedup_by_key(|word| word.number);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::align::{Numbering, alone, sketch};
    use proptest::prelude::*;

    fn shared(a: &str, b: &str) -> (Passage, [String; 2]) {
        let mut numbering = Numbering::default();
        let drafts = [a, b].map(|text| alone(text, &mut numbering));
        let [one, other] = drafts.map(|draft| {
            let rarity = |stem| numbering.rarity(stem);
            sketch::sketch(&draft, rarity, rarity)
        });
        let found = passage(&one, &other);
        let words = |sketch: &Sketch, at: usize, text: &str| {
            let words = &sketch.placed[found.places[at].clone()];
            let span = words.first().zip(words.last());
            span.map_or(String::new(), |(first, last)| {
                first.span.join(last.span).of(text).to_string()
            })
        };
        let words = [words(&one, 0, a), words(&other, 1, b)];
        (found, words)
    }

    #[test]
    fn a_clause_of_two_long_sentences_is_their_passage() {
        let (found, [ours, theirs]) = shared(
            "The harbour crane, bought last spring from a bankrupt yard, sank two barges near the customs pier on Tuesday.",
            "Insurers said yesterday that, whatever the weather, two barges sank near the customs pier, which opened in 1962.",
        );
        assert_eq!(ours, "sank two barges near the customs pier");
        assert_eq!(theirs, "two barges sank near the customs pier");
        assert!(found.words >= 4 && found.of_each[0] > 0.9, "{found:?}");
    }

    #[test]
    fn where_nothing_is_shared_there_is_no_passage() {
        let (found, words) = shared("The mayor resigned.", "Snow fell in Karsk.");
        assert_eq!(words, [String::new(), String::new()]);
        assert_eq!((found.weight, found.words), (0.0, 0));
    }

    proptest! {
        #[test]
        fn passages_lie_inside_and_are_the_same_from_both_sides(a in "([a-e]{1,6}[ ,.]){0,30}", b in "([a-e]{1,6}[ ,.]){0,30}") {
            let (one, _) = shared(&a, &b);
            let (other, _) = shared(&b, &a);
            prop_assert!(one.of_each.iter().all(|share| (0.0..=1.0).contains(share)));
            prop_assert!(one.matter <= one.weight + 1e-4);
            prop_assert!((one.weight > 0.0) == (other.weight > 0.0));
        }
    }
}
