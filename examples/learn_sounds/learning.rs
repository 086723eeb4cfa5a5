//! The groups of letters that tell spellings apart, and the weights of their model.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use crate::draw::Draw;
use crate::words::{GROUP, Word, coded, edits, is_vowel, packed, spelled};

/// Pairs of letters that a group is made of.
const WINDOW: usize = 5;
/// Groups kept, and how many pairs must show one.
const GROUPS: usize = 8000;
const SHOWN: u32 = 8;
const EPOCHS: usize = 4;
const RATE: f32 = 0.2;
/// The most that a group may speak for one name.
const CAP: f32 = 1.0;
/// Sixteenths are written.
const SCALE: f32 = 16.0;
/// Weights that are not a group's: 0 to 31 equal letters, 32 vowels, 33 consonants, 34 one of each, 35 a vowel and 36 a
/// consonant without partner, 38 to 45 the length of the shorter word.
const FIXED: usize = 46;
const LENGTHS: usize = 38;

/// The groups that tell two spellings of one name apart most often.
pub fn groups(same: &[(String, String)]) -> Vec<(u32, u32, u32)> {
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut steps = Vec::new();
    for (one, other) in same {
        let (one, other) = (coded(one), coded(other));
        let distance = edits(&one, &other, Some(&mut steps));
        if distance > 0.6 * (one.len().max(other.len()) - 2) as f32 {
            continue;
        }
        let mut mine = BTreeSet::new();
        for first in 0..steps.len() {
            let mut differs = false;
            for last in first..steps.len().min(first + WINDOW) {
                let (from, to) = (steps[first], steps[last]);
                differs |= one[to.0..to.1] != other[to.2..to.3];
                let (left, right) = (&one[from.0..to.1], &other[from.2..to.3]);
                let fits = |side: &[u8]| (1..=GROUP).contains(&side.len());
                if differs && fits(left) && fits(right) && left != right {
                    let (left, right) = (packed(left), packed(right));
                    mine.insert((left.min(right), left.max(right)));
                }
            }
        }
        for pair in mine {
            *counts.entry(pair).or_default() += 1;
        }
    }
    let mut found: Vec<(u32, u32, u32)> = counts
        .into_iter()
        .filter(|&(_, count)| count >= SHOWN)
        .map(|((one, other), count)| (one, other, count))
        .collect();
    found.sort_by_key(|&(one, other, count)| (Reverse(count), one, other));
    found.truncate(GROUPS);
    found
}

pub struct Model {
    groups: Vec<(u32, u32, u32)>,
    sides: HashSet<u32>,
    numbers: HashMap<(u32, u32), usize>,
    weights: Vec<f32>,
}

impl Model {
    /// Weights to begin with, in natural logarithms of odds.
    pub fn of(groups: Vec<(u32, u32, u32)>) -> Model {
        let mut weights = vec![0.0; FIXED];
        weights[3..32].fill(0.6);
        weights[32..37].copy_from_slice(&[-1.5, -3.0, -5.0, -1.5, -3.0]);
        let (mut sides, mut numbers) = (HashSet::new(), HashMap::new());
        for &(one, other, count) in &groups {
            sides.extend([one, other]);
            numbers.insert((one, other), weights.len());
            weights.push(-1.5 + 0.1 * (count as f32 / SHOWN as f32).ln());
        }
        Model {
            groups,
            sides,
            numbers,
            weights,
        }
    }

    pub fn learn(&mut self, set: &mut [(Word, Word, bool, f32)], draw: &mut Draw) {
        let mut squares = vec![1.0f32; self.weights.len()];
        let mut sums = vec![0.0f32; self.weights.len()];
        let mut used = Vec::new();
        for epoch in 0..EPOCHS {
            for at in (1..set.len()).rev() {
                set.swap(at, draw.below(at + 1));
            }
            let mut loss = 0.0;
            for (one, other, same, weight) in set.iter() {
                let score = self.align(one, other, &mut used).clamp(-30.0, 30.0);
                let odds = 1.0 / (1.0 + (-score).exp());
                let right = if *same { odds } else { 1.0 - odds };
                loss -= f64::from(weight * right.max(1e-9).ln());
                let error = (f32::from(u8::from(*same)) - odds) * weight;
                if error.abs() < 0.01 {
                    continue;
                }
                for &feature in used.iter().filter(|&&feature| feature > 2) {
                    squares[feature] += error * error;
                    let learned = self.weights[feature] + RATE * error / squares[feature].sqrt();
                    let most = match feature {
                        32..37 => -0.5,
                        FIXED.. => CAP,
                        _ => f32::MAX,
                    };
                    self.weights[feature] = learned.min(most);
                }
            }
            println!("epoch {epoch}: loss {:.4}", loss / set.len() as f64);
            // the last two are averaged
            if epoch + 2 >= EPOCHS {
                sums.iter_mut()
                    .zip(&self.weights)
                    .for_each(|(sum, weight)| *sum += weight / 2.0);
            }
        }
        self.weights = sums;
    }

    /// The score of the best alignment, and the features on its way.
    fn align(&self, one: &[u8], other: &[u8], used: &mut Vec<usize>) -> f32 {
        let (rows, width) = (one.len(), other.len() + 1);
        let known = |word: &[u8]| -> Vec<Vec<(usize, u32)>> {
            (0..word.len())
                .map(|at| {
                    (1..=GROUP.min(word.len() - at))
                        .map(|length| (length, packed(&word[at..at + length])))
                        .filter(|(_, group)| self.sides.contains(group))
                        .collect()
                })
                .collect()
        };
        let (mine, theirs) = (known(one), known(other));
        let mut best = vec![f32::NEG_INFINITY; (rows + 1) * width];
        let mut from = vec![(0, 0); (rows + 1) * width];
        best[0] = 0.0;
        for place in 0..best.len() {
            let (row, column) = (place / width, place % width);
            let mut reach = |down: usize, right: usize, feature: usize| {
                let (score, cell) = (
                    best[place] + self.weights[feature],
                    place + down * width + right,
                );
                if score > best[cell] {
                    best[cell] = score;
                    from[cell] = (place, feature);
                }
            };
            let inner = |letter: Option<&u8>| letter.copied().filter(|&letter| letter > 2);
            if let (Some(&left), Some(&right)) = (one.get(row), other.get(column)) {
                match (is_vowel(left), is_vowel(right)) {
                    _ if left == right => reach(1, 1, usize::from(left)),
                    _ if left <= 2 || right <= 2 => {}
                    (true, true) => reach(1, 1, 32),
                    (false, false) => reach(1, 1, 33),
                    _ => reach(1, 1, 34),
                }
                for &(down, left) in &mine[row] {
                    for &(along, right) in &theirs[column] {
                        if let Some(&feature) =
                            self.numbers.get(&(left.min(right), left.max(right)))
                        {
                            reach(down, along, feature);
                        }
                    }
                }
            }
            if let Some(letter) = inner(one.get(row)) {
                reach(1, 0, if is_vowel(letter) { 35 } else { 36 });
            }
            if let Some(letter) = inner(other.get(column)) {
                reach(0, 1, if is_vowel(letter) { 35 } else { 36 });
            }
        }
        let length = LENGTHS + one.len().min(other.len()).clamp(4, 11) - 4;
        used.clear();
        used.push(length);
        let mut place = best.len() - 1;
        while place > 0 {
            used.push(from[place].1);
            place = from[place].0;
        }
        best[best.len() - 1] + self.weights[length]
    }

    pub fn written(&self) -> String {
        let mut text = String::new();
        let sixteenths = |weight: f32| (weight * SCALE).round();
        for (number, &weight) in self.weights[..FIXED].iter().enumerate() {
            let _ = writeln!(text, "{number}\t\t{}", sixteenths(weight));
        }
        for (&(one, other, _), &weight) in self.groups.iter().zip(&self.weights[FIXED..]) {
            let _ = writeln!(
                text,
                "{}\t{}\t{}",
                spelled(one),
                spelled(other),
                sixteenths(weight)
            );
        }
        text
    }
}
