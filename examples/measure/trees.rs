//! Gradient-boosted trees for a yes or no (Friedman 2001), with the second derivative in the leaves as in Chen and Guestrin, *XGBoost*
//! (KDD 2016).

use parallax::analysis::comparing::trees::{LEAVES, SPLITS, Split, Tree, Trees};

/// Trees, and what each of them counts for; more of them, or deeper ones, gained nothing.
const TREES: usize = 120;
const RATE: f64 = 0.05;
/// On the square of a leaf, and the least curvature in one.
const PENALTY: f64 = 10.0;
const LEAST_CURVE: f64 = 5.0;
/// A split that gains less is none.
const LEAST_GAIN: f64 = 1e-3;
/// Where a feature may be split: so many shares of all cases, and of the fiftieth with the greatest values.
const SHARES: usize = 32;
const SHARES_OF_TOP: usize = 16;
const TOP: usize = 50;
/// What is written is rounded to so many parts of one.
const PARTS: f64 = 1e4;

/// What two things have in common, how sure it is before the trees are asked that they are alike, and whether they are.
#[derive(Clone, Copy)]
pub struct Case<const N: usize> {
    pub before: f32,
    pub features: [f32; N],
    pub alike: bool,
}

/// Trees that put right how sure it was before. Time grows with the cases, the features and the trees.
pub fn boosted<const N: usize>(cases: &[Case<N>]) -> Vec<Tree> {
    let none = Trees::default();
    let bins = Bins::new(cases);
    let mut logits: Vec<f64> = cases
        .iter()
        .map(|case| f64::from(none.logit(case.before, &case.features)))
        .collect();
    let mut trees = Vec::with_capacity(TREES);
    for _ in 0..TREES {
        let slopes = cases.iter().zip(&logits).map(|(case, logit)| {
            let chance = 1.0 / (1.0 + (-logit).exp());
            let truth = f64::from(u8::from(case.alike));
            (chance - truth, chance * (1.0 - chance))
        });
        let mut growing = Growing {
            bins: &bins,
            slopes: slopes.collect(),
            tree: Tree {
                splits: [NO_SPLIT; SPLITS],
                leaves: [0.0; LEAVES],
            },
            leaf_of: vec![0; cases.len()],
        };
        growing.grow(0, (0..cases.len()).collect());
        for (logit, leaf) in logits.iter_mut().zip(&growing.leaf_of) {
            *logit += f64::from(growing.tree.leaves[*leaf]);
        }
        trees.push(growing.tree);
    }
    trees
}

/// All go left.
const NO_SPLIT: Split = Split {
    feature: 0,
    below: f32::INFINITY,
};

fn rounded(number: f64) -> f32 {
    ((number * PARTS).round() / PARTS) as f32
}

/// By feature where it may be split, and by case how many of these values are not above its own.
struct Bins {
    values: Vec<Vec<f32>>,
    of_case: Vec<Vec<u8>>,
}

impl Bins {
    fn new<const N: usize>(cases: &[Case<N>]) -> Bins {
        let mut bins = Bins {
            values: Vec::new(),
            of_case: Vec::new(),
        };
        for feature in 0..N {
            let mut all: Vec<f32> = cases.iter().map(|case| case.features[feature]).collect();
            all.sort_by(f32::total_cmp);
            let shares = |of: &[f32], count: usize| -> Vec<f32> {
                let at = (1..count).filter_map(|share| of.get((of.len() - 1) * share / count));
                at.map(|&value| rounded(f64::from(value))).collect()
            };
            let mut values = shares(&all, SHARES);
            values.extend(shares(&all[all.len() - all.len() / TOP..], SHARES_OF_TOP));
            values.sort_by(f32::total_cmp);
            values.dedup();
            let bin = |case: &Case<N>| {
                values.partition_point(|value| *value <= case.features[feature]) as u8
            };
            bins.of_case.push(cases.iter().map(bin).collect());
            bins.values.push(values);
        }
        bins
    }
}

/// A tree while it grows.
struct Growing<'a> {
    bins: &'a Bins,
    /// Slope and curvature of the loss, by case.
    slopes: Vec<(f64, f64)>,
    tree: Tree,
    /// By case the leaf that it comes to.
    leaf_of: Vec<usize>,
}

impl Growing<'_> {
    /// Grows what is under a node from the cases that come to it.
    fn grow(&mut self, node: usize, cases: Vec<usize>) {
        let splits = self.tree.splits.len();
        if node >= splits {
            let (slope, curve) = self.sums(&cases);
            self.tree.leaves[node - splits] = rounded(-RATE * slope / (curve + PENALTY));
            for case in cases {
                self.leaf_of[case] = node - splits;
            }
            return;
        }
        let (mut left, mut right) = (cases, Vec::new());
        if let Some((feature, bin)) = self.best(&left) {
            self.tree.splits[node] = Split {
                feature,
                below: self.bins.values[feature][bin],
            };
            let is_below = |case: &usize| usize::from(self.bins.of_case[feature][*case]) <= bin;
            (left, right) = left.iter().partition(|case| is_below(case));
        }
        self.grow(2 * node + 1, left);
        self.grow(2 * node + 2, right);
    }

    fn sums(&self, cases: &[usize]) -> (f64, f64) {
        cases.iter().fold((0.0, 0.0), |sum, &case| {
            let (slope, curve) = self.slopes[case];
            (sum.0 + slope, sum.1 + curve)
        })
    }

    /// The split that gains most: feature and bin.
    fn best(&self, cases: &[usize]) -> Option<(usize, usize)> {
        let (slope, curve) = self.sums(cases);
        let worth = |slope: f64, curve: f64| slope * slope / (curve + PENALTY);
        let whole = worth(slope, curve);
        let mut best = None;
        let mut most = LEAST_GAIN;
        for (feature, values) in self.bins.values.iter().enumerate() {
            let mut sums = vec![(0.0, 0.0); values.len() + 1];
            for &case in cases {
                let sum = &mut sums[usize::from(self.bins.of_case[feature][case])];
                sum.0 += self.slopes[case].0;
                sum.1 += self.slopes[case].1;
            }
            let (mut low, mut low_curve) = (0.0, 0.0);
            for (bin, sum) in sums[..values.len()].iter().enumerate() {
                low += sum.0;
                low_curve += sum.1;
                let (high, high_curve) = (slope - low, curve - low_curve);
                if low_curve.min(high_curve) < LEAST_CURVE {
                    continue;
                }
                let gain = worth(low, low_curve) + worth(high, high_curve) - whole;
                if gain > most {
                    most = gain;
                    best = Some((feature, bin));
                }
            }
        }
        best
    }
}
