//! Weights of features, summed: of the three moves in the row itself, of many classes where the row points to: pairs of class
//! and weight where few are not 0, the weights of all classes in order where many are.

use super::moves::MOVES;
use super::rows::Rows;

/// Check, then the weights of a move to the left and to the right; that of a shift is 0.
pub const MOVE_ROW: usize = 4;
/// Check, then where the cells begin (byte, 24 bits) and how many pairs they are, or [`ALL`].
pub const CLASS_ROW: usize = 6;
/// Bytes of all cells.
pub const MOST_CELLS: usize = 1 << 24;
/// In place of a number of pairs: the weights of all classes stand there.
pub const ALL: u8 = 255;

#[derive(Clone, Copy, Debug, Default)]
pub struct MoveWeights<'a> {
    rows: Rows<'a, MOVE_ROW>,
}

impl<'a> MoveWeights<'a> {
    pub fn over(pilots: &'a [u8], rows: &'a [u8]) -> Self {
        MoveWeights {
            rows: Rows::over(pilots, rows),
        }
    }

    /// The scores of [`MOVES`].
    pub fn scores(&self, features: &[u64]) -> [i32; MOVES.len()] {
        let (mut left, mut right) = (0, 0);
        for &feature in features {
            if let Some(row) = self.rows.get(feature) {
                left += i32::from(row[2] as i8);
                right += i32::from(row[3] as i8);
            }
        }
        [0, left, right]
    }
}

/// Scores by class: any byte is one.
pub type Scores = [i32; 256];

#[derive(Clone, Copy, Debug, Default)]
pub struct ClassWeights<'a> {
    rows: Rows<'a, CLASS_ROW>,
    cells: &'a [u8],
    classes: usize,
}

impl<'a> ClassWeights<'a> {
    /// Of so many classes.
    pub fn over(pilots: &'a [u8], rows: &'a [u8], cells: &'a [u8], classes: usize) -> Self {
        ClassWeights {
            rows: Rows::over(pilots, rows),
            cells,
            classes,
        }
    }

    /// The scores of the classes: the weights of the features, summed.
    pub fn scores(&self, features: &[u64]) -> Scores {
        let mut scores = [0; 256];
        for &feature in features {
            let Some(row) = self.rows.get(feature) else {
                continue;
            };
            let start = u32::from_le_bytes([row[2], row[3], row[4], 0]) as usize;
            let cells = self.cells.get(start..).unwrap_or_default();
            if row[5] == ALL {
                let all = cells.get(..self.classes).unwrap_or_default();
                for (score, weight) in scores.iter_mut().zip(all) {
                    *score += i32::from(*weight as i8);
                }
            } else {
                let pairs = cells.as_chunks::<2>().0.iter().take(usize::from(row[5]));
                for [class, weight] in pairs {
                    scores[usize::from(*class)] += i32::from(*weight as i8);
                }
            }
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::build;
    use super::*;
    use crate::analysis::text::hash;

    #[test]
    fn weights_are_summed_by_class_and_nonsense_by_none() {
        let keys = [hash::mix(1), hash::mix(2), hash::mix(3)];
        let entries = [
            (keys[0], vec![0, 0, 0, 2]),
            (keys[1], vec![4, 0, 0, 1]),
            (keys[2], vec![6, 0, 0, ALL]),
        ];
        let (pilots, rows) = build::<CLASS_ROW>(&entries);
        let cells = [0, 5, 2, 250, 2, 7, 1, 255, 1];
        let weights = ClassWeights::over(&pilots, &rows, &cells, 3);
        assert_eq!(weights.scores(&keys[..2])[..3], [5, 0, 1]);
        assert_eq!(weights.scores(&keys)[..4], [6, -1, 2, 0]);
        let cut = ClassWeights::over(&pilots, &rows, &cells[..1], 3);
        assert_eq!(cut.scores(&keys), [0; 256]);

        let (pilots, rows) = build::<MOVE_ROW>(&[(keys[0], vec![3, 255])]);
        let moves = MoveWeights::over(&pilots, &rows);
        assert_eq!(moves.scores(&[keys[0], keys[0], keys[1]]), [0, 6, -2]);
    }
}
