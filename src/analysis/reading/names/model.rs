//! The shipped model: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) with hashed weights.
//!
//! Nothing is parsed at start: tables are read where they lie in the asset. Labels are BIO over three kinds of name.

use std::sync::OnceLock;

use super::features::Sentence;
use super::lexicon::Lexicon;
use crate::analysis::text::clusters::{self, Clusters};
use crate::analysis::text::hash::Table;
use crate::analysis::text::sections;
use crate::model::NameKind;

/// Outside, then beginning and inside of a person, an organisation, a place.
pub const LABELS: usize = 7;
/// Weights are stored in sixteenths: a weight of 1 is 16.
pub const SCALE: f32 = 16.0;
/// Score of a transition that cannot be.
const NEVER: i32 = -1_000_000;
/// Marks the file, and its shape.
pub const MAGIC: &[u8; 8] = b"PLXNAME2";
/// Sections: transitions, weights, flags of words, filter of names.
pub const SECTIONS: usize = 4;

static ASSET: &[u8] = include_bytes!("../../../../assets/names.model");

/// The label at the beginning of a name of a kind; the label inside of it is one more.
pub fn beginning(kind: NameKind) -> usize {
    match kind {
        NameKind::Person => 1,
        NameKind::Organisation => 3,
        NameKind::Place => 5,
    }
}

/// The kind of a label, none outside of names.
pub fn kind(label: usize) -> Option<NameKind> {
    match label {
        1 | 2 => Some(NameKind::Person),
        3 | 4 => Some(NameKind::Organisation),
        5 | 6 => Some(NameKind::Place),
        _ => None,
    }
}

/// Whether `next` may follow `label`: only a name that has begun goes on.
pub fn may_follow(label: usize, next: usize) -> bool {
    next == 0 || next % 2 == 1 || label == next || label + 1 == next
}

/// Scores of one token, by label, in units of 1/[`SCALE`].
pub type Scores = [i32; LABELS];

#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// From label to label; row [`LABELS`] is the start of a sentence.
    transitions: [Scores; LABELS + 1],
    /// Check, then the weights of labels 1 to 6; that of label 0 is 0.
    weights: Table<'a, 8>,
    pub lexicon: Lexicon<'a>,
}

/// The model in the program, read on first use; `None` only if the asset is not one.
pub fn shipped() -> Option<&'static Model<'static>> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::over(ASSET, clusters::shipped()))
        .as_ref()
}

impl<'a> Model<'a> {
    pub fn over(bytes: &'a [u8], clusters: Clusters<'a>) -> Option<Model<'a>> {
        let [transitions, weights, flags, filter] = sections::sections::<SECTIONS>(bytes, MAGIC)?;
        let mut model = Model {
            transitions: [[0; LABELS]; LABELS + 1],
            weights: Table::over(weights),
            lexicon: Lexicon::over(clusters, flags, filter),
        };
        let numbers = transitions.as_chunks::<2>().0;
        for (row, scores) in model.transitions.iter_mut().enumerate() {
            for (column, score) in scores.iter_mut().enumerate() {
                let number = *numbers.get(row * LABELS + column)?;
                // the start of a sentence is followed by what follows the outside
                let from = if row == LABELS { 0 } else { row };
                *score = if may_follow(from, column) {
                    i32::from(i16::from_le_bytes(number))
                } else {
                    NEVER
                };
            }
        }
        Some(model)
    }

    /// Adds the weights of a feature.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        if let Some(row) = self.weights.get(feature) {
            for (score, &weight) in scores[1..].iter_mut().zip(&row[2..]) {
                *score += i32::from(weight as i8);
            }
        }
    }

    /// What the words alone say of each token.
    pub fn scores(&self, sentence: &Sentence) -> Vec<Scores> {
        (0..sentence.len())
            .map(|at| {
                let mut scores = [0; LABELS];
                sentence.features(at, |feature| self.add(feature, &mut scores));
                scores
            })
            .collect()
    }

    /// The best labels for a sentence (Viterbi 1967).
    pub fn best(&self, scores: &[Scores]) -> Vec<u8> {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        let mut value: Scores = [0; LABELS];
        for (at, token) in scores.iter().enumerate() {
            let mut next = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            for label in 0..LABELS {
                if at == 0 {
                    next[label] = self.transitions[LABELS][label] + token[label];
                    continue;
                }
                let mut best = i32::MIN;
                for (before, &so_far) in value.iter().enumerate() {
                    let score = so_far + self.transitions[before][label];
                    if score > best {
                        best = score;
                        from[label] = before as u8;
                    }
                }
                next[label] = (best + token[label]).max(NEVER * 100);
            }
            // only differences matter: keeps a sentence of any length in range
            let most = next.iter().copied().max().unwrap_or(0);
            value = next.map(|score| score - most);
            back.push(from);
        }
        let mut label = (0..LABELS).max_by_key(|&label| value[label]).unwrap_or(0) as u8;
        let mut labels = vec![0; scores.len()];
        for (at, from) in back.iter().enumerate().rev() {
            labels[at] = label;
            label = from[usize::from(label)];
        }
        labels
    }
}

/// The bytes of an asset with these sections.
pub fn pack(stamp: u64, parts: [&[u8]; SECTIONS]) -> Vec<u8> {
    sections::pack(MAGIC, stamp, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_one_and_small() {
        assert!(shipped().is_some());
        assert!(ASSET.len() < 3_000_000);
    }

    #[test]
    fn a_broken_asset_is_none() {
        let over = |bytes| Model::over(bytes, Clusters::default());
        assert!(over(b"").is_none());
        assert!(over(&ASSET[..40]).is_none());
        let mut cut = ASSET.to_vec();
        cut.truncate(ASSET.len() - 1);
        assert!(over(&cut).is_none());
    }

    #[test]
    fn only_names_that_began_go_on() {
        assert!(may_follow(1, 2) && may_follow(2, 2) && may_follow(0, 3) && may_follow(4, 0));
        assert!(!may_follow(0, 2) && !may_follow(1, 4) && !may_follow(5, 2));
    }
}
