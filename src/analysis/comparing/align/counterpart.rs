//! How sure it is that two sentences state one fact: what their words say, put right by boosted trees over what both have in common
//! as statements. `assets/COUNTERPARTS.md` says how the trees were trained and how well they judge.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Reading;
use super::SAYS_IT;
use super::belonging::{belonging, standing};
use super::cell::Cell;
use super::features::{FEATURES, Features, Side};
use super::likeness::{Measures, dot_and_cover, measures, shared};
use super::sketch::{Sketch, joined};
use super::told::Told;
use crate::analysis::comparing::trees::Trees;
use crate::analysis::text::frequency;

static ASSET: &str = include_str!("../../../../assets/counterparts.tsv");

/// How sure words must make it for two sentences to be parsed: what is less sure stays so.
const LEAST_SURE: f32 = 0.01;

/// Those in the program, read at first use; none only if the asset holds none.
fn shipped() -> Option<&'static Trees> {
    static TREES: OnceLock<Option<Trees>> = OnceLock::new();
    TREES
        .get_or_init(|| Trees::read(ASSET, FEATURES.len()))
        .as_ref()
}

impl Reading {
    /// How sure it is that two sentences (articles as named) state one fact, 0 to 1.
    pub fn belong(&self, a: (usize, usize), b: (usize, usize)) -> f32 {
        match (self.cell(a), self.cell(b)) {
            (Some(a), Some(b)) => self.sure(a, b),
            _ => 0.0,
        }
    }

    /// How sure it is that two cells state one fact, 0 to 1.
    pub(super) fn sure(&self, a: Cell, b: Cell) -> f32 {
        let (one, other) = (self.cell_sketch(a), self.cell_sketch(b));
        self.sureness((a, &one), (b, &other), &measures(&one, &other))
    }

    /// The same for cells that were measured; 0 where a rule speaks against it. The sentences are parsed where they never were and
    /// words do not rule it out. In a language without syntax words alone decide.
    pub(super) fn sureness(&self, a: Side, b: Side, measures: &Measures) -> f32 {
        let sure = belonging(a.1, b.1, measures, standing(a.0.first, b.0.first));
        match shipped() {
            Some(trees) if sure >= LEAST_SURE && self.has_syntax(a.0) && self.has_syntax(b.0) => {
                let features = self.features_of(a, b, measures, sure);
                let told = trees.sure(trees.logit(sure, &features));
                if sure >= SAYS_IT {
                    // Words that are sure enough by themselves are not made less so.
                    told.max(sure)
                } else if shares_names_only(a.1, b.1) {
                    told.min(sure)
                } else {
                    told
                }
            }
            _ => sure,
        }
    }

    /// What two sentences (articles as named) have in common as statements; `None` where there is no such sentence, or where they are
    /// not parsed because words rule it out that they state one fact.
    pub fn features(&self, a: (usize, usize), b: (usize, usize)) -> Option<Features> {
        let by_words = self.by_words(a, b);
        let is_open = by_words >= LEAST_SURE;
        let (a, b) = (self.cell(a)?, self.cell(b)?);
        let (one, other) = (self.cell_sketch(a), self.cell_sketch(b));
        let measures = measures(&one, &other);
        is_open.then(|| self.features_of((a, &one), (b, &other), &measures, by_words))
    }

    /// How sure their words alone make it that two sentences (articles as named) state one fact, 0 to 1.
    pub fn by_words(&self, a: (usize, usize), b: (usize, usize)) -> f32 {
        let (Some(one), Some(other)) = (self.sketch(a), self.sketch(b)) else {
            return 0.0;
        };
        belonging(one, other, &measures(one, other), standing(a.1, b.1))
    }

    /// Two sentences (articles as named) have something in common beside names, titles, days, sources and numbers.
    pub(in crate::analysis::comparing) fn share_matter(
        &self,
        a: (usize, usize),
        b: (usize, usize),
    ) -> bool {
        let sides = self.sketch(a).zip(self.sketch(b));
        sides.is_some_and(|(one, other)| {
            let theirs = &other.matter.items;
            let both = one.matter.items.iter().filter(|(term, _)| {
                let known = theirs.binary_search_by_key(term, |item| item.0);
                known.is_ok()
            });
            both.count() > shared(&one.numbers, &other.numbers)
        })
    }

    fn has_syntax(&self, cell: Cell) -> bool {
        self.tellings[cell.article][cell.first].has_syntax()
    }

    /// How much a stem tells: what it tells here, or anywhere if no sentence has it.
    fn weight(&self, stem: &str) -> f32 {
        let number = self.numbering.known(stem);
        let weight = number.and_then(|number| self.weights.get(number as usize));
        weight.copied().unwrap_or_else(|| frequency::rarity(stem))
    }

    /// A sentence (article as named) as a cell by itself.
    pub(super) fn cell(&self, (article, sentence): (usize, usize)) -> Option<Cell> {
        let &article = self.canonical.get(article)?;
        self.sketches.get(article)?.get(sentence)?;
        Some(Cell::of(article, sentence))
    }

    /// The statements of a cell, parsed at first use.
    pub(super) fn told(&self, cell: Cell) -> Vec<&Told> {
        let sentences = &self.tellings[cell.article][cell.first..=cell.last];
        let told = sentences.iter();
        told.flat_map(|telling| telling.told(|stem| self.weight(stem)))
            .collect()
    }

    /// The sentences of a cell as one.
    pub(super) fn cell_sketch(&self, cell: Cell) -> Cow<'_, Sketch> {
        match &self.sketches[cell.article][cell.first..=cell.last] {
            [one] => Cow::Borrowed(one),
            several => Cow::Owned(joined(&several.iter().collect::<Vec<_>>())),
        }
    }
}

/// Nothing is shared but names, titles, days and sources: the same people on the same day do many things.
fn shares_names_only(a: &Sketch, b: &Sketch) -> bool {
    dot_and_cover(&a.matter, &b.matter).2 <= 0.0
        && shared(&a.telling_numbers, &b.telling_numbers) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_trees_are_read_whole() {
        let trees = Trees::read(ASSET, FEATURES.len()).unwrap();
        assert!(!trees.trees.is_empty());
        assert_eq!(trees.written(), ASSET);
    }
}
