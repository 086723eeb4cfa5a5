//! How alike two sentences are: a handful of simple measures, mixed.

use super::sketch::Sketch;
use super::weighted::Weighted;

/// Makes the measures and their list of one table, so that both have one order.
macro_rules! measures {
    ($($(#[$doc:meta])* $measure:ident,)*) => {
        /// The measures of one pair, each from 0 to 1.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Measures { $($(#[$doc])* pub $measure: f32,)* }

        impl Measures {
            /// From a list in the order of the fields.
            pub fn from_list([$($measure),*]: [f32; 10]) -> Measures {
                Measures { $($measure),* }
            }

            /// As a list, in the order of the fields.
            pub fn list(&self) -> [f32; 10] {
                [$(self.$measure),*]
            }
        }
    };
}

measures! {
    /// Cosine of the weighted stems.
    words,
    /// Cosine of the letter groups: other forms and spellings of a word.
    letters,
    /// Share of the weight of one sentence that is found in the other, the lesser of both.
    cover_low,
    /// The greater of both: near 1 where one sentence is part of what the other says.
    cover_high,
    /// How much is shared, whatever the length: long sentences of two outlets share a fact, seldom most of their words.
    evidence,
    /// Shared numbers, of all numbers of both; a half where neither has any.
    numbers,
    /// 1 where both have numbers and share none.
    conflict,
    /// Shared names, of those of the sentence with fewer.
    names_low,
    /// Shared names, of all names of both.
    names,
    /// Length of the shorter by that of the longer.
    length,
}

/// Where there is nothing to share there is little to say against a pair.
const NO_NAMES: f32 = 0.3;
const NO_NUMBERS: f32 = 0.5;
/// Shared weight at which the evidence is one half: about three rare words.
const HALF_EVIDENCE: f32 = 3.0;

/// More shared weight than this says no more: two long sentences on one event share much whatever they say.
const ENOUGH_EVIDENCE: f32 = 0.45;
/// What each measure counts for, in the order of [`Measures::list`], and where the middle lies.
///
/// Made by logistic regression on the development half of the aligned passages (`examples/measure/aligned.json`: for every
/// sentence its six nearest of the other article; a partial counterpart counted half), with the evidence capped, then
/// rounded; the weight of the length was raised by hand, because what says the same is of like length, which few of those
/// pairs can show. The whole was scaled so that a likeness of one half is as rare as it was under weights chosen by hand.
/// `measure compare` prints how well they do, beside a regression fitted to each set itself.
const WEIGHTS: [f32; 10] = [-4.0, 4.8, 4.8, 1.7, 5.2, 0.1, 0.0, 0.5, -0.8, 1.7];
const MIDDLE: f32 = 5.3;

pub(super) fn measures(a: &Sketch, b: &Sketch) -> Measures {
    let (shared_terms, cover, weight) = dot_and_cover(&a.terms, &b.terms);
    let (shared_groups, _, _) = dot_and_cover(&a.groups, &b.groups);
    let numbers = shared(&a.numbers, &b.numbers);
    let names = shared(&a.names, &b.names);
    let has_numbers = !a.numbers.is_empty() && !b.numbers.is_empty();
    let has_names = !a.names.is_empty() && !b.names.is_empty();
    let both = |shared: usize, a: usize, b: usize| portion(shared, a + b - shared);
    Measures {
        words: ratio(shared_terms, a.terms.norm * b.terms.norm),
        letters: ratio(shared_groups, a.groups.norm * b.groups.norm),
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
    let capped = Measures {
        evidence: measures.evidence.min(ENOUGH_EVIDENCE),
        ..*measures
    };
    let sum: f32 = capped
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
pub(super) fn statement(a: &Sketch, b: &Sketch, measures: &Measures) -> f32 {
    let numbers = shared(&a.telling_numbers, &b.telling_numbers);
    let matter = matter(a, b);
    let one_number = numbers > 0 && matter >= SOME_MATTER;
    let bonus = if one_number { NUMBER_BONUS } else { 0.0 };
    mix(measures) * substance(matter, numbers) + bonus
}

/// The share of a likeness that counts.
fn substance(matter: f32, numbers: usize) -> f32 {
    let matter = matter + NUMBER_MATTER * numbers as f32;
    NAMES_ONLY + (1.0 - NAMES_ONLY) * (matter / ENOUGH_MATTER).min(1.0)
}

/// The weight of what two sentences share beside names, titles and sources; all of it where one has no more.
fn matter(a: &Sketch, b: &Sketch) -> f32 {
    let (_, (of_a, of_b), weight) = dot_and_cover(&a.matter, &b.matter);
    if of_a.min(of_b) >= 1.0 {
        return weight.max(ENOUGH_MATTER);
    }
    weight
}

/// Dot product of two weighted lists, the share of the weight of each that the other has too, and that weight.
pub(super) fn dot_and_cover(a: &Weighted, b: &Weighted) -> (f32, (f32, f32), f32) {
    let (mut dot, mut of_a, mut of_b) = (0.0, 0.0, 0.0);
    let (mut i, mut j) = (0, 0);
    while i < a.items.len() && j < b.items.len() {
        let ((key_a, weight_a), (key_b, weight_b)) = (a.items[i], b.items[j]);
        match key_a.cmp(&key_b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += weight_a * weight_b;
                of_a += weight_a;
                of_b += weight_b;
                i += 1;
                j += 1;
            }
        }
    }
    let covers = (ratio(of_a, a.total), ratio(of_b, b.total));
    (dot, covers, of_a.min(of_b))
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
