//! Weights of features, summed: of the three moves in the row itself, of many classes in a list that the row points to.

use super::moves::MOVES;
use super::rows::Rows;

/// Check, then the weights of a move to the left and to the right; that of a shift is 0.
pub const MOVE_ROW: usize = 4;
/// Check, then where the cells begin (24 bits) and how many they are.
pub const CLASS_ROW: usize = 6;
/// A row's cells begin under this.
pub const MOST_CELLS: usize = 1 << 24;

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

#[derive(Clone, Copy, Debug, Default)]
pub struct ClassWeights<'a> {
    rows: Rows<'a, CLASS_ROW>,
    /// Class and weight.
    cells: &'a [[u8; 2]],
}

impl<'a> ClassWeights<'a> {
    pub fn over(pilots: &'a [u8], rows: &'a [u8], cells: &'a [u8]) -> Self {
        ClassWeights {
            rows: Rows::over(pilots, rows),
            cells: cells.as_chunks().0,
        }
    }

    /// Adds the weights of the features to the scores of their classes.
    pub fn add(&self, features: &[u64], scores: &mut [i32]) {
        for &feature in features {
            let Some(row) = self.rows.get(feature) else {
                continue;
            };
            let start = u32::from_le_bytes([row[2], row[3], row[4], 0]) as usize;
            let cells = self.cells.get(start..start + usize::from(row[5]));
            for [class, weight] in cells.unwrap_or_default() {
                if let Some(score) = scores.get_mut(usize::from(*class)) {
                    *score += i32::from(*weight as i8);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::build;
    use super::*;
    use crate::analysis::text::hash;

    #[test]
    fn weights_are_summed_by_class_and_nonsense_by_none() {
        let keys = [hash::mix(1), hash::mix(2)];
        let entries = [(keys[0], vec![0, 0, 0, 2]), (keys[1], vec![2, 0, 0, 1])];
        let (pilots, rows) = build::<CLASS_ROW>(&entries);
        let cells = [0, 5, 2, 250, 2, 7];
        let weights = ClassWeights::over(&pilots, &rows, &cells);
        let mut scores = [0; 3];
        weights.add(&keys, &mut scores);
        assert_eq!(scores, [5, 0, 1]);
        let cut = ClassWeights::over(&pilots, &rows, &cells[..2]);
        cut.add(&keys, &mut scores);
        weights.add(&keys, &mut scores[..1]);
        assert_eq!(scores, [10, 0, 1]);

        let (pilots, rows) = build::<MOVE_ROW>(&[(keys[0], vec![3, 255])]);
        let moves = MoveWeights::over(&pilots, &rows);
        assert_eq!(moves.scores(&[keys[0], keys[0], keys[1]]), [0, 6, -2]);
    }
}
