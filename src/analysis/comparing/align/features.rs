//! What speaks for it that two sentences state one fact, beside the judgement of their words.

use super::Reading;
use super::cell::Cell;
use super::likeness::{Measures, measures, mix, shared};
use super::passage::passage;
use super::sketch::Sketch;
use super::told::{STATEMENTS, in_common};
use crate::analysis::comparing::trees::logit;

/// A cell with its sentences as one.
pub(super) type Side<'a> = (Cell, &'a Sketch);

/// What is looked at, in order: what both have in common as statements; of the passage that both share its weight, the
/// lesser and the greater share of it, its words, its matter and its sum; the weight, and the matter, of shared words that few sentences
/// of both articles have; how many of the two stand at the head of their article; how far apart they stand; how alike the sentences before
/// both and behind both are; the numbers that both have, and whether their numbers are at odds; the words of the shorter and the longer;
/// the logit of how sure words make it.
pub const FEATURES: [&str; 24] = [
    "one verb",
    "like verb",
    "one act",
    "like act",
    "main verb",
    "main doer",
    "main done to",
    "heads",
    "passage weight",
    "passage lesser share",
    "passage greater share",
    "passage words",
    "passage matter",
    "passage sum",
    "seldom",
    "seldom matter",
    "heads of article",
    "apart",
    "beside",
    "numbers",
    "numbers at odds",
    "shorter",
    "longer",
    "words",
];

pub type Features = [f32; FEATURES.len()];

/// Sentences at the head of an article.
const HEAD: usize = 3;
/// Sentences of an article that may have a word that few have.
const FEW: usize = 2;

impl Reading {
    /// Of two sides that were measured, the same whichever is named first.
    pub(super) fn features_of(
        &self,
        a: Side,
        b: Side,
        measured: &Measures,
        by_words: f32,
    ) -> Features {
        let mut found = [0.0; FEATURES.len()];
        let told = in_common(&self.told(a.0), &self.told(b.0));
        found[..STATEMENTS].copy_from_slice(&told);
        let passage = passage(a.1, b.1);
        let [of_a, of_b] = passage.of_each;
        let (seldom, seldom_matter) = self.seldom(a, b);
        let words = [a.1.placed.len(), b.1.placed.len()].map(|count| count as f32);
        let rest = [
            passage.weight,
            of_a.min(of_b),
            of_a.max(of_b),
            passage.words as f32,
            passage.matter,
            passage.sum,
            seldom,
            seldom_matter,
            [a, b].iter().filter(|side| side.0.first < HEAD).count() as f32,
            (self.place(a) - self.place(b)).abs(),
            self.beside(a, b),
            shared(&a.1.numbers, &b.1.numbers) as f32,
            measured.conflict,
            words[0].min(words[1]),
            words[0].max(words[1]),
            logit(by_words),
        ];
        found[STATEMENTS..].copy_from_slice(&rest);
        found
    }

    /// Where a cell begins in its article, 0 to 1.
    fn place(&self, side: Side) -> f32 {
        let sentences = self.sketches[side.0.article].len();
        side.0.first as f32 / sentences.max(1) as f32
    }

    /// How alike the sentences before two cells are, and those behind them.
    fn beside(&self, a: Side, b: Side) -> f32 {
        let sentence = |article: usize, number: usize| self.sketches[article].get(number);
        let alike = |one: Option<&Sketch>, other: Option<&Sketch>| match (one, other) {
            (Some(one), Some(other)) => mix(&measures(one, other)),
            _ => 0.0,
        };
        let before = |side: Side| {
            let number = side.0.first.checked_sub(1)?;
            sentence(side.0.article, number)
        };
        let behind = |side: Side| sentence(side.0.article, side.0.last + 1);
        alike(before(a), before(b)) + alike(behind(a), behind(b))
    }

    /// The weight of the words that both have and few sentences of each article, and of those of them that are matter.
    pub(super) fn seldom(&self, a: Side, b: Side) -> (f32, f32) {
        let (mut all, mut matter) = (0.0, 0.0);
        let theirs = &b.1.terms.items;
        for &(term, weight) in &a.1.terms.items {
            let Ok(at) = theirs.binary_search_by_key(&term, |item| item.0) else {
                continue;
            };
            let few = |side: Side| self.places.sentences_with(term, side.0.article) <= FEW;
            if !few(a) || !few(b) {
                continue;
            }
            let shared = weight.min(theirs[at].1);
            all += shared;
            let is_matter = |sketch: &Sketch| {
                let items = &sketch.matter.items;
                items.binary_search_by_key(&term, |item| item.0).is_ok()
            };
            if is_matter(a.1) && is_matter(b.1) {
                matter += shared;
            }
        }
        (all, matter)
    }
}
