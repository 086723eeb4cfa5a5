//! Boosted trees that weigh what speaks for a judgement: how they are kept, read and walked. They are trained by `examples/measure`.

/// Splits on the way from the root of a tree to a leaf.
const DEPTH: usize = 3;
pub const SPLITS: usize = (1 << DEPTH) - 1;
pub const LEAVES: usize = 1 << DEPTH;

/// Features under `below` go left, all others right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Split {
    /// Place in the list of features.
    pub feature: usize,
    pub below: f32,
}

/// A whole binary tree of three levels: the splits level by level, and what each leaf adds to the logit, from the left.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    pub splits: [Split; SPLITS],
    pub leaves: [f32; LEAVES],
}

impl Tree {
    fn value(&self, features: &[f32]) -> f32 {
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
    /// Reads what [`Trees::written`] wrote, of trees over so many features; `None` if it is anything else.
    pub fn read(text: &str, features: usize) -> Option<Trees> {
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
            let known = splits.iter().all(|split| split.feature < features);
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

    /// The logit of the chance that these features speak for, where it was that likely before (0 to 1). Time grows with the trees.
    pub fn logit(&self, before: f32, features: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| tree.value(features)).sum();
        logit(before) + sum
    }

    /// How sure that makes, 0 to 1.
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

/// Nothing is surer, nor less sure, before the trees are asked.
const MOST_SURE: f32 = 0.998;

/// The logit of a chance, 0 to 1, that is kept from either end.
pub fn logit(chance: f32) -> f32 {
    let chance = chance.clamp(1.0 - MOST_SURE, MOST_SURE);
    (chance / (1.0 - chance)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_trees_are_not_read() {
        let line = |count: usize| vec!["1"; count].join("\t");
        let whole = format!("-1\t0\t1\t1\n{}\n", line(2 * SPLITS + LEAVES));
        assert!(Trees::read(&whole, 2).is_some());
        for damaged in [
            String::new(),
            whole.replace("-1", "x"),
            whole.replace("-1\t0\t1\t1", "1\t0\t-1\t1"),
            format!("{whole}{}\n", line(5)),
            whole.replacen("\n1\t", "\n99\t", 1),
        ] {
            assert_eq!(Trees::read(&damaged, 2), None, "{damaged:?}");
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
            leaves: std::array::from_fn(|leaf| leaf as f32),
        };
        let trees = Trees {
            scale: vec![(0.0, 0.0), (4.0, 0.5), (8.0, 1.0)],
            trees: vec![tree],
        };
        let mut features = [0.0; 2];
        assert!(trees.logit(0.5, &features).abs() < f32::EPSILON);
        features[0] = 0.5;
        assert!((trees.logit(0.5, &features) - 7.0).abs() < f32::EPSILON);
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
