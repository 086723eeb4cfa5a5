//! The averaged perceptron (Freund and Schapire 1999; Collins 2002): weights are the mean of those after each example.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use parallax::analysis::text::syntax::rows;
use parallax::analysis::text::syntax::weights::{ALL, CLASS_ROW, MOST_CELLS, MOVE_ROW};

/// Counters for features, a power of two; two features in one counter do no harm.
const COUNTERS: usize = 1 << 27;
/// So many weights of ten thousand are as large as an eighth bit holds; the few above are cut.
const WHOLE_PER_TEN_THOUSAND: usize = 9998;
/// From one weight in so many on that is not 0 all classes are written: faster to sum, and hardly longer.
const MANY: usize = 3;
/// The largest weight of eight bits.
const LARGEST: f64 = 127.0;

/// Feature hashes are hashes already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Weights by feature and class.
pub struct Perceptron {
    classes: usize,
    /// Features met less often get no weights.
    least_count: u8,
    /// Weights under this many steps of eight bits are left out.
    least_weight: i32,
    counts: Vec<u8>,
    numbers: HashMap<u64, u32, BuildHasherDefault<Same>>,
    weights: Vec<f32>,
    /// Each change times the step at which it was made.
    changes: Vec<f64>,
    step: f64,
}

impl Perceptron {
    pub fn new(classes: usize, least_count: u8, least_weight: i32) -> Perceptron {
        Perceptron {
            classes,
            least_count,
            least_weight,
            counts: vec![0; COUNTERS],
            numbers: HashMap::default(),
            weights: Vec::new(),
            changes: Vec::new(),
            step: 1.0,
        }
    }

    /// The scores of the classes.
    pub fn score(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for feature in features {
            if let Some(&number) = self.numbers.get(feature) {
                let row = &self.weights[number as usize * self.classes..][..self.classes];
                for (score, weight) in scores.iter_mut().zip(row) {
                    *score += weight;
                }
            }
        }
    }

    /// An example more; its features are counted in the first pass.
    pub fn met(&mut self, features: &[u64], is_first_pass: bool) {
        self.step += 1.0;
        if is_first_pass {
            for feature in features {
                let counter = &mut self.counts[(feature >> 20) as usize % COUNTERS];
                *counter = counter.saturating_add(1);
            }
        }
    }

    /// One class should have won, another did.
    pub fn correct(&mut self, features: &[u64], right: usize, wrong: usize) {
        for feature in features {
            if self.counts[(feature >> 20) as usize % COUNTERS] < self.least_count {
                continue;
            }
            let row = self.row(*feature);
            self.weights[row + right] += 1.0;
            self.changes[row + right] += self.step;
            self.weights[row + wrong] -= 1.0;
            self.changes[row + wrong] -= self.step;
        }
    }

    /// The weights become their means: to be used, and learnt on no more.
    pub fn settle(&mut self) {
        for (weight, change) in self.weights.iter_mut().zip(&mut self.changes) {
            *weight -= (*change / self.step) as f32;
            *change = 0.0;
        }
    }

    /// Where the weights of a feature begin; a new one has a row of zeros.
    fn row(&mut self, feature: u64) -> usize {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(feature).or_insert(next);
        if number == next {
            let size = self.weights.len() + self.classes;
            self.weights.resize(size, 0.0);
            self.changes.resize(size, 0.0);
        }
        number as usize * self.classes
    }

    /// Mean weights by feature, in the order of the features.
    fn means(&self) -> Vec<(u64, Vec<f64>)> {
        let mut features: Vec<(u64, u32)> = self.numbers.iter().map(|(&k, &n)| (k, n)).collect();
        features.sort_unstable();
        let mean = |at: usize| f64::from(self.weights[at]) - self.changes[at] / self.step;
        let row = |number: u32| {
            let start = number as usize * self.classes;
            (start..start + self.classes).map(mean).collect()
        };
        features
            .into_iter()
            .map(|(feature, number)| (feature, row(number)))
            .collect()
    }

    /// Weights of eight bits.
    fn rounded(means: Vec<(u64, Vec<f64>)>, least: i32) -> Vec<(u64, Vec<i8>)> {
        let mut sizes: Vec<f64> = means
            .iter()
            .flat_map(|(_, row)| row.iter().map(|weight| weight.abs()))
            .filter(|size| *size > 0.0)
            .collect();
        sizes.sort_by(f64::total_cmp);
        let top = sizes.get(sizes.len() * WHOLE_PER_TEN_THOUSAND / 10_000);
        let scale = LARGEST / top.copied().unwrap_or(1.0);
        let round = |weight: f64| {
            let weight = (weight * scale).round().clamp(-LARGEST, LARGEST) as i8;
            if i32::from(weight).abs() < least {
                0
            } else {
                weight
            }
        };
        let rows = means.into_iter();
        let rows = rows.map(|(feature, row)| (feature, row.into_iter().map(round).collect()));
        rows.filter(|(_, row): &(u64, Vec<i8>)| row.iter().any(|weight| *weight != 0))
            .collect()
    }

    /// Pilots and rows of three moves, each weight less that of the first.
    pub fn moves(&self) -> (Vec<u8>, Vec<u8>) {
        let means = self.means().into_iter();
        let less = means.map(|(feature, row)| (feature, vec![row[1] - row[0], row[2] - row[0]]));
        let rows = Self::rounded(less.collect(), self.least_weight);
        let entries: Vec<(u64, Vec<u8>)> = rows
            .into_iter()
            .map(|(feature, row)| {
                (
                    feature,
                    row.into_iter().map(|weight| weight as u8).collect(),
                )
            })
            .collect();
        let built = rows::build::<MOVE_ROW>(&entries);
        println!(
            "moves: {} features, {} bytes",
            entries.len(),
            built.0.len() + built.1.len()
        );
        built
    }

    /// Pilots, rows and cells of many classes.
    pub fn classes(&self, name: &str) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
        let mut cells = Vec::new();
        let mut weights = 0;
        let mut entries = Vec::new();
        for (feature, row) in Self::rounded(self.means(), self.least_weight) {
            let start = cells.len();
            assert!(start < MOST_CELLS, "too many weights");
            let few = row.iter().enumerate().filter(|pair| *pair.1 != 0);
            let pairs = few.clone().count();
            weights += pairs;
            let mut value = (start as u32).to_le_bytes();
            if pairs * MANY >= self.classes {
                cells.extend(row.iter().map(|weight| *weight as u8));
                value[3] = ALL;
            } else {
                cells.extend(few.flat_map(|(class, weight)| [class as u8, *weight as u8]));
                value[3] = pairs as u8;
            }
            entries.push((feature, value.to_vec()));
        }
        let (pilots, rows) = rows::build::<CLASS_ROW>(&entries);
        println!(
            "{name}: {} features, {weights} weights, {} bytes",
            entries.len(),
            pilots.len() + rows.len() + cells.len()
        );
        (pilots, rows, cells)
    }
}

/// The class of the greatest score among those allowed, the first of equals.
pub fn best(scores: &[f32], is_allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for at in (0..scores.len()).filter(|&at| is_allowed(at)) {
        if best.is_none_or(|best: usize| scores[at] > scores[best]) {
            best = Some(at);
        }
    }
    best.unwrap_or(0)
}

/// Numbers by chance, the same each time (Knuth's linear congruential generator).
pub struct Chance(pub u64);

impl Chance {
    pub fn under(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    pub fn shuffle(&mut self, list: &mut [usize]) {
        for at in (1..list.len()).rev() {
            let other = self.under(at + 1);
            list.swap(at, other);
        }
    }
}
