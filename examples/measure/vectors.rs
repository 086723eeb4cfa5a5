//! Static word vectors, tried beside the measures that parallax has: word pieces of a sentence, their vectors, how near.

use std::collections::HashMap;
use std::path::Path;

use parallax::analysis::text::words;

/// Components of a vector as stored.
pub const COMPONENTS: usize = 256;
/// Relative frequency at which a piece counts half (Arora, Liang and Ma 2017).
const HALF_FREQUENCY: f32 = 1e-3;
/// Pieces of a sentence that are looked at.
const MOST_PIECES: usize = 200;

pub struct Vectors {
    pieces: HashMap<String, usize>,
    values: Vec<i8>,
    scales: Vec<f32>,
    /// How much each piece counts: the rarer, the more.
    counts: Vec<f32>,
}

/// A sentence: its pieces, their vectors made of length one, and the vector of the whole.
pub struct Embedded {
    pieces: Vec<(usize, Vec<f32>)>,
    whole: Vec<f32>,
}

impl Vectors {
    /// Reads `models/vocab.txt`, `static256.int8` and `static256.scale.f32`; the frequencies are counted in `texts`.
    pub fn read(data: &Path, texts: &[&str]) -> Option<Vectors> {
        let folder = data.join("models");
        let vocabulary = std::fs::read_to_string(folder.join("vocab.txt")).ok()?;
        let pieces: HashMap<String, usize> = vocabulary
            .lines()
            .enumerate()
            .map(|(at, piece)| (piece.to_string(), at))
            .collect();
        let bytes = std::fs::read(folder.join("static256.int8")).ok()?;
        let scales = std::fs::read(folder.join("static256.scale.f32")).ok()?;
        let scales: Vec<f32> = scales
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
            .collect();
        let mut vectors = Vectors {
            values: bytes.iter().map(|&byte| byte.cast_signed()).collect(),
            counts: vec![0.5; scales.len()],
            pieces,
            scales,
        };
        for text in texts {
            for piece in vectors.pieces(text, usize::MAX) {
                vectors.counts[piece] += 1.0;
            }
        }
        let all: f32 = vectors.counts.iter().sum();
        for count in &mut vectors.counts {
            *count = HALF_FREQUENCY / (HALF_FREQUENCY + *count / all);
        }
        Some(vectors)
    }

    /// The word pieces of a text: the longest known beginning of what is left of each word.
    fn pieces(&self, text: &str, most: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for span in words::words(text) {
            let word = words::fold(span.of(text));
            let mut from = 0;
            while from < word.len() && found.len() < most {
                let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
                let mut ends: Vec<usize> = ends.filter(|&end| end > from).collect();
                ends.reverse();
                let mark = if from > 0 { "##" } else { "" };
                let known = ends.into_iter().find_map(|end| {
                    let piece = self
                        .pieces
                        .get(&format!("{mark}{}", word.get(from..end)?))?;
                    Some((end, *piece))
                });
                let Some((end, piece)) = known else { break };
                found.push(piece);
                from = end;
            }
        }
        found
    }

    pub fn embedded(&self, text: &str, components: usize) -> Embedded {
        let mut whole = vec![0.0; components];
        let mut pieces = Vec::new();
        for piece in self.pieces(text, MOST_PIECES) {
            let row = &self.values[piece * COMPONENTS..piece * COMPONENTS + components];
            let scale = self.scales[piece];
            let row: Vec<f32> = row.iter().map(|&value| f32::from(value) * scale).collect();
            for (sum, value) in whole.iter_mut().zip(&row) {
                *sum += value * self.counts[piece];
            }
            pieces.push((piece, unit(row)));
        }
        Embedded {
            pieces,
            whole: unit(whole),
        }
    }

    /// Cosine of the wholes; then, each piece beside its nearest in the other sentence, how near they are on the average:
    /// the lesser and the greater of both directions.
    pub fn measures(&self, a: &Embedded, b: &Embedded) -> [f64; 3] {
        let soft = |from: &Embedded, to: &Embedded| {
            let (mut sum, mut all) = (0.0, f32::MIN_POSITIVE);
            for (piece, vector) in &from.pieces {
                let nearest = to.pieces.iter().map(|(_, other)| dot(vector, other));
                let nearest = nearest.fold(0.0, f32::max).min(1.0);
                sum += nearest.powi(3) * self.counts[*piece];
                all += self.counts[*piece];
            }
            f64::from(sum / all)
        };
        let (there, back) = (soft(a, b), soft(b, a));
        [
            f64::from(dot(&a.whole, &b.whole)),
            there.min(back),
            there.max(back),
        ]
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn unit(mut vector: Vec<f32>) -> Vec<f32> {
    let length = dot(&vector, &vector).sqrt().max(f32::MIN_POSITIVE);
    for value in &mut vector {
        *value /= length;
    }
    vector
}
