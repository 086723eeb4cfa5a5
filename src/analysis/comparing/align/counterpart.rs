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
use crate::analysis::text::frequency;

static ASSET: &str = include_str!("../../../../assets/counterparts.tsv");

/// How sure words must make it for two sentences to be parsed: what is less sure stays so.
const LEAST_SURE: f32 = 0.01;
/// Words alone make nothing surer, for the trees: beyond it no pair of the training sets tells more.
const MOST_SURE: f32 = 0.998;

impl Reading {
    /// How sure it is that two sentences (articles as named) state one fact, 0 to 1: from [`super::SAYS_IT`] on they do.
    pub(in crate::analysis) fn belong(&self, a: (usize, usize), b: (usize, usize)) -> f32 {
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
        match Trees::shipped() {
            Some(trees) if sure >= LEAST_SURE && self.has_syntax(a.0) && self.has_syntax(b.0) => {
                let features = self.features_of(a, b, measures);
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
        let is_open = self.by_words(a, b) >= LEAST_SURE;
        let (a, b) = (self.cell(a)?, self.cell(b)?);
        let (one, other) = (self.cell_sketch(a), self.cell_sketch(b));
        let measures = measures(&one, &other);
        is_open.then(|| self.features_of((a, &one), (b, &other), &measures))
    }

    /// How sure their words alone make it that two sentences (articles as named) state one fact, 0 to 1.
    pub fn by_words(&self, a: (usize, usize), b: (usize, usize)) -> f32 {
        let (Some(one), Some(other)) = (self.sketch(a), self.sketch(b)) else {
            return 0.0;
        };
        belonging(one, other, &measures(one, other), standing(a.1, b.1))
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

/// Splits on the way from the root of a tree to a leaf.
const DEPTH: usize = 2;
const SPLITS: usize = (1 << DEPTH) - 1;
const LEAVES: usize = 1 << DEPTH;

/// Features under `below` go left, all others right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Place in [`FEATURES`].
    pub feature: usize,
    pub below: f32,
}

/// A whole binary tree: the splits level by level, and what each leaf adds to the logit, from the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub splits: [Split; SPLITS],
    pub leaves: [f32; LEAVES],
}

impl Tree {
    fn value(&self, features: &Features) -> f32 {
        let mut at = 0;
        for _ in 0..DEPTH {
            let split = self.splits[at];
            at = 2 * at + 1 + usize::from(features[split.feature] >= split.below);
        }
        self.leaves[at - SPLITS]
    }
}

/// Boosted trees (Friedman, *Greedy function approximation*, Annals of Statistics 29, 2001), and how sure their sum makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees {
    /// Logit and sureness, both rising: between two of them sureness is linear.
    pub scale: Vec<(f32, f32)>,
    pub trees: Vec<Tree>,
}

impl Trees {
    /// Those in the program, read at first use; none only if the asset holds none.
    fn shipped() -> Option<&'static Trees> {
        static TREES: OnceLock<Option<Trees>> = OnceLock::new();
        TREES.get_or_init(|| Trees::read(ASSET)).as_ref()
    }

    /// Reads what [`Trees::written`] wrote; `None` if it is anything else.
    pub fn read(text: &str) -> Option<Trees> {
        let mut lines = text.lines();
        let numbers = |line: &str| -> Option<Vec<f32>> {
            let numbers = line.split('\t').map(|number| number.parse().ok());
            numbers.collect()
        };
        let scale: Vec<(f32, f32)> = numbers(lines.next()?)?
            .chunks_exact(2)
            .map(|pair| (pair[0], pair[1]))
            .collect();
        let rises = |pair: &[(f32, f32)]| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1;
        let trees = lines.map(|line| {
            let numbers = numbers(line)?;
            let (splits, leaves) = numbers.split_at_checked(2 * SPLITS)?;
            let split = |at: usize| Split {
                feature: splits[2 * at] as usize,
                below: splits[2 * at + 1],
            };
            let splits: [Split; SPLITS] = std::array::from_fn(split);
            let known = splits.iter().all(|split| split.feature < FEATURES.len());
            known.then_some(Tree {
                splits,
                leaves: leaves.try_into().ok()?,
            })
        });
        let trees: Vec<Tree> = trees.collect::<Option<_>>()?;
        (scale.len() > 1 && scale.windows(2).all(rises)).then_some(Trees { scale, trees })
    }

    /// As text: the scale, and a tree a line, its splits (feature and value) before its leaves; tabs between.
    pub fn written(&self) -> String {
        let joined = |numbers: Vec<f32>| {
            let numbers = numbers.iter().map(f32::to_string);
            numbers.collect::<Vec<_>>().join("\t")
        };
        let scale = self.scale.iter().flat_map(|&(logit, sure)| [logit, sure]);
        let mut text = joined(scale.collect());
        text.push('\n');
        for tree in &self.trees {
            let splits = tree.splits.iter();
            let splits = splits.flat_map(|split| [split.feature as f32, split.below]);
            text += &joined(splits.chain(tree.leaves).collect());
            text.push('\n');
        }
        text
    }

    /// The logit of the chance that two sentences with these features, of which words make it so sure, state a fact in common. Time
    /// grows with the trees.
    pub fn logit(&self, by_words: f32, features: &Features) -> f32 {
        let by_words = by_words.min(MOST_SURE);
        let sum: f32 = self.trees.iter().map(|tree| tree.value(features)).sum();
        (by_words / (1.0 - by_words)).ln() + sum
    }

    /// How sure that makes, 0 to 1, on the scale of the whole comparison.
    pub fn sure(&self, logit: f32) -> f32 {
        let above = self.scale.partition_point(|step| step.0 <= logit);
        let (Some(&low), Some(&high)) = (
            above.checked_sub(1).and_then(|at| self.scale.get(at)),
            self.scale.get(above),
        ) else {
            let end = if above == 0 {
                self.scale.first()
            } else {
                self.scale.last()
            };
            return end.map_or(0.0, |end| end.1);
        };
        low.1 + (high.1 - low.1) * (logit - low.0) / (high.0 - low.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_trees_are_read_whole() {
        let trees = Trees::read(ASSET).unwrap();
        assert_eq!(trees.trees.len(), 120);
        assert_eq!(trees.written(), ASSET);
    }

    #[test]
    fn damaged_trees_are_not_read() {
        let line = |count: usize| vec!["1"; count].join("\t");
        let whole = format!("-1\t0\t1\t1\n{}\n", line(2 * SPLITS + LEAVES));
        assert!(Trees::read(&whole).is_some());
        for damaged in [
            String::new(),
            whole.replace("-1", "x"),
            whole.replace("-1\t0\t1\t1", "1\t0\t-1\t1"),
            format!("{whole}{}\n", line(5)),
            whole.replacen("\n1\t", "\n99\t", 1),
        ] {
            assert_eq!(Trees::read(&damaged), None, "{damaged:?}");
        }
    }

    #[test]
    fn a_tree_is_walked_and_the_scale_is_linear_between_its_steps() {
        let split = Split {
            feature: 0,
            below: 0.5,
        };
        let tree = Tree {
            splits: [split; SPLITS],
            leaves: [0.0, 1.0, 2.0, 3.0],
        };
        let trees = Trees {
            scale: vec![(0.0, 0.0), (4.0, 0.5), (8.0, 1.0)],
            trees: vec![tree],
        };
        let mut features = [0.0; FEATURES.len()];
        assert!(trees.logit(0.5, &features).abs() < f32::EPSILON);
        features[0] = 0.5;
        assert!((trees.logit(0.5, &features) - 3.0).abs() < f32::EPSILON);
        for (logit, sure) in [
            (-3.0, 0.0),
            (2.0, 0.25),
            (4.0, 0.5),
            (6.0, 0.75),
            (9.0, 1.0),
        ] {
            assert!((trees.sure(logit) - sure).abs() < 1e-6, "{logit}");
        }
    }
}
