//! How alike two sentences are: a handful of simple measures, mixed.

use super::sketch::Sketch;

/// The measures of one pair, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Cosine of the weighted stems.
    pub words: f32,
    /// Cosine of the letter groups: other forms and spellings of a word.
    pub letters: f32,
    /// Share of the weight of one sentence that is found in the other, the lesser of both.
    pub cover_low: f32,
    /// The greater of both: near 1 where one sentence is part of what the other says.
    pub cover_high: f32,
    /// How much is shared, whatever the length: long sentences of two outlets share a fact, seldom most of their words.
    pub evidence: f32,
    /// Shared numbers, of all numbers of both; a half where neither has any.
    pub numbers: f32,
    /// 1 where both have numbers and share none.
    pub conflict: f32,
    /// Shared names, of those of the sentence with fewer.
    pub names_low: f32,
    /// Shared names, of all names of both.
    pub names: f32,
    /// Length of the shorter by that of the longer.
    pub length: f32,
}

/// Where there is nothing to share there is little to say against a pair.
const NO_NAMES: f32 = 0.3;
const NO_NUMBERS: f32 = 0.5;
/// Shared weight at which the evidence is one half: about three rare words.
const HALF_EVIDENCE: f32 = 3.0;

impl Measures {
    /// As a list, in the order of the fields.
    pub fn list(&self) -> [f32; 10] {
        [
            self.words,
            self.letters,
            self.cover_low,
            self.cover_high,
            self.evidence,
            self.numbers,
            self.conflict,
            self.names_low,
            self.names,
            self.length,
        ]
    }
}

/// What each measure counts for, in the order of [`Measures::list`], and where the middle lies.
///
/// Round numbers, chosen so that pairs of real news sentences come out in the right order; `measure compare` prints how
/// well they do, beside a logistic regression over the same measures.
const WEIGHTS: [f32; 10] = [1.5, 1.5, 2.0, 2.0, 5.0, 0.5, -0.3, 0.3, 0.2, 0.5];
const MIDDLE: f32 = 4.6;

pub(super) fn measures(a: &Sketch, b: &Sketch) -> Measures {
    let (shared_terms, cover, weight) = dot_and_cover(&a.terms, &b.terms);
    let (shared_groups, _, _) = dot_and_cover(&a.groups, &b.groups);
    let numbers = shared(&a.numbers, &b.numbers);
    let names = shared(&a.names, &b.names);
    let has_numbers = !a.numbers.is_empty() && !b.numbers.is_empty();
    let has_names = !a.names.is_empty() && !b.names.is_empty();
    let both = |shared: usize, a: usize, b: usize| portion(shared, a + b - shared);
    Measures {
        words: ratio(shared_terms, norm(&a.terms) * norm(&b.terms)),
        letters: ratio(shared_groups, norm(&a.groups) * norm(&b.groups)),
        cover_low: cover.0.min(cover.1),
        cover_high: cover.0.max(cover.1),
        evidence: weight / (weight + HALF_EVIDENCE),
        numbers: if a.numbers.is_empty() && b.numbers.is_empty() {
            NO_NUMBERS
        } else {
            both(numbers, a.numbers.len(), b.numbers.len())
        },
        conflict: f32::from(u8::from(has_numbers && numbers == 0)),
        names_low: if has_names {
            portion(names, a.names.len().min(b.names.len()))
        } else {
            NO_NAMES
        },
        names: if a.names.is_empty() && b.names.is_empty() {
            NO_NAMES
        } else {
            both(names, a.names.len(), b.names.len())
        },
        length: portion(a.length.min(b.length), a.length.max(b.length)),
    }
}

/// The mix, 0 to 1.
pub fn mix(measures: &Measures) -> f32 {
    let sum: f32 = measures
        .list()
        .iter()
        .zip(WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    1.0 / (1.0 + (MIDDLE - sum).exp())
}

/// Weight of shared matter from which a likeness counts whole: two words that tell something.
const ENOUGH_MATTER: f32 = 1.0;
/// What a shared number that is seldom the same by chance adds to it.
const NUMBER_MATTER: f32 = 0.7;
/// What such a number adds to the likeness, where a word of the matter is shared too.
const NUMBER_BONUS: f32 = 0.1;
const SOME_MATTER: f32 = 0.3;
/// What is left of a likeness where nothing is shared but names and sources.
const NAMES_ONLY: f32 = 0.4;

/// How alike two sentences are as statements, 0 to 1: names, titles and sources alone make no two sentences say the same.
pub(super) fn statement(a: &Sketch, b: &Sketch) -> f32 {
    let numbers = shared(&a.telling_numbers, &b.telling_numbers);
    let one_number = numbers > 0 && matter(a, b) >= SOME_MATTER;
    let bonus = if one_number { NUMBER_BONUS } else { 0.0 };
    mix(&measures(a, b)) * substance(a, b) + bonus
}

/// The share of a likeness that counts.
pub(super) fn substance(a: &Sketch, b: &Sketch) -> f32 {
    let numbers = shared(&a.telling_numbers, &b.telling_numbers) as f32;
    let matter = matter(a, b) + NUMBER_MATTER * numbers;
    NAMES_ONLY + (1.0 - NAMES_ONLY) * (matter / ENOUGH_MATTER).min(1.0)
}

/// The weight of what two sentences share beside names, titles and sources; all of it where one has no more.
pub(super) fn matter(a: &Sketch, b: &Sketch) -> f32 {
    let (_, (of_a, of_b), weight) = dot_and_cover(&a.matter, &b.matter);
    if of_a.min(of_b) >= 1.0 {
        return weight.max(ENOUGH_MATTER);
    }
    weight
}

/// Share of the weight of `part` that is found in `whole`, 0 to 1.
pub(super) fn cover(part: &Sketch, whole: &Sketch) -> f32 {
    dot_and_cover(&part.terms, &whole.terms).1.0
}

/// The same of what it says beside names, titles and sources.
pub(super) fn matter_cover(part: &Sketch, whole: &Sketch) -> f32 {
    dot_and_cover(&part.matter, &whole.matter).1.0
}

/// Dot product of two sorted weighted lists, the share of the weight of each that the other has too, and that weight.
fn dot_and_cover(a: &[(u32, f32)], b: &[(u32, f32)]) -> (f32, (f32, f32), f32) {
    let (mut dot, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += a[i].1 * b[j].1;
                of_a += a[i].1;
                of_b += b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    (
        dot,
        (ratio(of_a, total(a)), ratio(of_b, total(b))),
        of_a.min(of_b),
    )
}

fn total(list: &[(u32, f32)]) -> f32 {
    list.iter().map(|item| item.1).sum()
}

pub(super) fn norm(list: &[(u32, f32)]) -> f32 {
    list.iter().map(|item| item.1 * item.1).sum::<f32>().sqrt()
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 {
        (part / whole).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

fn portion(part: usize, whole: usize) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

/// How many items two sorted lists share.
pub(super) fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}
