//! Training of the conditional random field by FTRL-Proximal (McMahan et al. 2013): sparse by its L1 term.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use parallax::analysis::reading::names::features::Sentence;
use parallax::analysis::reading::names::model::{LABELS, may_follow};
use parallax::analysis::text::hash;

/// Features seen less often than this are noise.
const LEAST_COUNT: u8 = 2;
const EPOCHS: usize = 8;
/// The weights are the mean of those at the ends of so many last epochs (Polyak and Juditsky 1992).
const AVERAGED: usize = 4;
/// FTRL: learning rate, smoothing, L1 and L2.
const ALPHA: f32 = 0.08;
const BETA: f32 = 1.0;
const L1: f32 = 0.2;
const L2: f32 = 0.5;
/// Share of features left out by chance in each epoch.
pub const DROPPED: f32 = 0.15;
/// Counters for features, a power of two; two features in one counter do no harm.
const COUNTERS: usize = 1 << 28;

/// Feature hashes are hashes already.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type Numbers = HashMap<u64, u32, BuildHasherDefault<Same>>;

/// Sentences as numbered features and labels.
#[derive(Default)]
pub struct Examples {
    counts: Vec<u8>,
    numbers: Numbers,
    hashes: Vec<u64>,
    features: Vec<u32>,
    /// Where the features of each token begin; one more than there are tokens.
    tokens: Vec<usize>,
    labels: Vec<u8>,
    /// Where the tokens of each sentence begin; one more than there are sentences.
    sentences: Vec<usize>,
}

/// Weights that are not all zero, and transitions ([`LABELS`] rows and one for the start).
pub struct Trained {
    pub features: Vec<(u64, [f32; LABELS])>,
    pub transitions: Vec<f32>,
}

impl Examples {
    pub fn count(&mut self, sentence: &Sentence) {
        if self.counts.is_empty() {
            self.counts = vec![0; COUNTERS];
            self.tokens.push(0);
            self.sentences.push(0);
        }
        for at in 0..sentence.len() {
            sentence.features(at, |feature| {
                let counter = &mut self.counts[feature as usize & (COUNTERS - 1)];
                *counter = counter.saturating_add(1);
            });
        }
    }

    pub fn add(&mut self, sentence: &Sentence, labels: &[u8]) {
        if sentence.is_empty() {
            return;
        }
        for (at, &label) in labels.iter().enumerate() {
            sentence.features(at, |feature| {
                if self.counts[feature as usize & (COUNTERS - 1)] >= LEAST_COUNT {
                    let next = self.hashes.len() as u32;
                    let number = *self.numbers.entry(feature).or_insert(next);
                    if number == next {
                        self.hashes.push(feature);
                    }
                    self.features.push(number);
                }
            });
            self.tokens.push(self.features.len());
            self.labels.push(label);
        }
        self.sentences.push(self.labels.len());
    }
}

/// Follow-the-regularised-leader state of one row of weights.
#[derive(Clone, Copy)]
struct Row {
    z: [f32; LABELS],
    n: [f32; LABELS],
}

impl Row {
    const NEW: Row = Row {
        z: [0.0; LABELS],
        n: [0.0; LABELS],
    };

    fn weights(&self, l1: f32) -> [f32; LABELS] {
        let mut weights = [0.0; LABELS];
        for (label, weight) in weights.iter_mut().enumerate() {
            let z = self.z[label];
            if z.abs() > l1 {
                *weight = -(z - l1.copysign(z)) / ((BETA + self.n[label].sqrt()) / ALPHA + L2);
            }
        }
        weights
    }

    fn learn(&mut self, weights: &[f32; LABELS], gradient: &[f32; LABELS]) {
        for label in 0..LABELS {
            let slope = gradient[label];
            let more = self.n[label] + slope * slope;
            let sigma = (more.sqrt() - self.n[label].sqrt()) / ALPHA;
            self.z[label] += slope - sigma * weights[label];
            self.n[label] = more;
        }
    }
}

pub fn train(examples: &Examples) -> Trained {
    let count = examples.sentences.len() - 1;
    println!(
        "{} tokens, {} features, {} in all",
        examples.labels.len(),
        examples.hashes.len(),
        examples.features.len()
    );
    let mut rows = vec![Row::NEW; examples.hashes.len()];
    let mut transitions = vec![Row::NEW; LABELS + 1];
    let mut means = vec![[0f32; LABELS]; examples.hashes.len()];
    let mut order: Vec<usize> = (0..count).collect();
    let mut seed = 1u64;
    for epoch in 1..=EPOCHS {
        let started = std::time::Instant::now();
        for last in (1..count).rev() {
            seed = hash::mix(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
            order.swap(last, (seed % (last as u64 + 1)) as usize);
        }
        let mut loss = 0.0;
        for &sentence in &order {
            loss += step(
                examples,
                sentence,
                epoch as u64,
                &mut rows,
                &mut transitions,
            );
        }
        if epoch + AVERAGED > EPOCHS {
            for (mean, row) in means.iter_mut().zip(&rows) {
                for (mean, weight) in mean.iter_mut().zip(row.weights(L1)) {
                    *mean += weight / AVERAGED as f32;
                }
            }
        }
        println!(
            "epoch {epoch}: loss {:.4} a token, {:.0} s",
            loss / examples.labels.len() as f64,
            started.elapsed().as_secs_f64()
        );
    }
    let features = examples
        .hashes
        .iter()
        .copied()
        .zip(means)
        .filter(|(_, weights)| weights.iter().any(|&weight| weight != 0.0))
        .collect();
    let transitions = transitions
        .iter()
        .flat_map(|row| row.weights(0.0))
        .collect();
    Trained {
        features,
        transitions,
    }
}

/// One sentence: expected against given counts. Returns the loss.
fn step(
    examples: &Examples,
    sentence: usize,
    epoch: u64,
    rows: &mut [Row],
    transitions: &mut [Row],
) -> f64 {
    let (first, end) = (
        examples.sentences[sentence],
        examples.sentences[sentence + 1],
    );
    let length = end - first;
    let between: Vec<[f32; LABELS]> = transitions.iter().map(|row| row.weights(0.0)).collect();
    let mut weights = Vec::new();
    let mut scores = vec![[0f32; LABELS]; length];
    for (at, score) in scores.iter_mut().enumerate() {
        for &feature in
            token_features(examples, first + at).filter(|&&f| kept(f, first + at, epoch))
        {
            let row = rows[feature as usize].weights(L1);
            for label in 0..LABELS {
                score[label] += row[label];
            }
            weights.push(row);
        }
    }
    let allowed = |from: usize, to: usize| may_follow(if from == LABELS { 0 } else { from }, to);
    let mut forward = vec![[f32::NEG_INFINITY; LABELS]; length];
    for label in 0..LABELS {
        if allowed(LABELS, label) {
            forward[0][label] = between[LABELS][label] + scores[0][label];
        }
    }
    for at in 1..length {
        for label in 0..LABELS {
            let terms = (0..LABELS)
                .filter(|&from| allowed(from, label))
                .map(|from| forward[at - 1][from] + between[from][label]);
            forward[at][label] = log_sum(terms) + scores[at][label];
        }
    }
    let mut backward = vec![[0f32; LABELS]; length];
    for at in (0..length - 1).rev() {
        for label in 0..LABELS {
            let terms = (0..LABELS)
                .filter(|&to| allowed(label, to))
                .map(|to| between[label][to] + scores[at + 1][to] + backward[at + 1][to]);
            backward[at][label] = log_sum(terms);
        }
    }
    let total = log_sum(forward[length - 1].into_iter());
    let mut slopes = [[0f32; LABELS]; LABELS + 1];
    let mut gold = 0.0;
    let mut used = 0;
    for at in 0..length {
        let right = usize::from(examples.labels[first + at]);
        let before = if at == 0 {
            LABELS
        } else {
            usize::from(examples.labels[first + at - 1])
        };
        gold += scores[at][right] + between[before][right];
        let mut gradient = [0f32; LABELS];
        for label in 0..LABELS {
            gradient[label] = (forward[at][label] + backward[at][label] - total).exp();
            if at == 0 {
                slopes[LABELS][label] += gradient[label];
            } else {
                for from in 0..LABELS {
                    if allowed(from, label) {
                        slopes[from][label] += (forward[at - 1][from]
                            + between[from][label]
                            + scores[at][label]
                            + backward[at][label]
                            - total)
                            .exp();
                    }
                }
            }
        }
        slopes[before][right] -= 1.0;
        gradient[right] -= 1.0;
        for &feature in
            token_features(examples, first + at).filter(|&&f| kept(f, first + at, epoch))
        {
            rows[feature as usize].learn(&weights[used], &gradient);
            used += 1;
        }
    }
    for (row, (weights, slope)) in transitions.iter_mut().zip(between.iter().zip(&slopes)) {
        row.learn(weights, slope);
    }
    f64::from(total - gold)
}

/// Whether a feature of a token is there in this epoch: some are left out by chance, so that no name is known by one
/// feature alone (Srivastava et al. 2014).
fn kept(feature: u32, token: usize, epoch: u64) -> bool {
    let chance = hash::mix(u64::from(feature) ^ ((token as u64) << 20) ^ (epoch << 58));
    (chance >> 56) as f32 >= DROPPED * 256.0
}

fn token_features(examples: &Examples, token: usize) -> impl Iterator<Item = &u32> {
    examples.features[examples.tokens[token]..examples.tokens[token + 1]].iter()
}

fn log_sum(terms: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = terms.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY {
        return most;
    }
    most + terms.map(|term| (term - most).exp()).sum::<f32>().ln()
}
