//! The shipped model: averaged perceptrons (Collins 2002) with hashed weights of eight bits. `assets/SYNTAX.md` says what it
//! was trained on.
//!
//! Nothing is parsed at start: tables are read where they lie in the asset.

use std::sync::OnceLock;

use crate::analysis::text::clusters::{self, Clusters};
use crate::analysis::text::hash::Table;
use crate::analysis::text::sections;

use super::lemmas::Lemmas;
use super::moves::{MOVES, Move};
use super::relations::RELATIONS;
use super::tags::TAGS;
use super::weights::{ClassWeights, MoveWeights};
use super::words::Word;

/// Marks the file, and its shape.
pub const MAGIC: &[u8; 8] = b"PLXSYNT2";
/// Sections: usual tags; pilots, rows and cells of the tagger; pilots and rows of the moves; pilots, rows and cells of the
/// relations; pilots, rows and rules of the lemmas.
pub const SECTIONS: usize = 12;

static ENGLISH: &[u8] = include_bytes!("../../../../assets/syntax.model");

#[derive(Clone, Copy, Debug)]
pub struct Model<'a> {
    pub clusters: Clusters<'a>,
    /// Check, then the tag and whether it is the only one.
    pub usual: Table<'a, 3>,
    pub tagger: ClassWeights<'a>,
    pub moves: MoveWeights<'a>,
    pub relations: ClassWeights<'a>,
    pub lemmas: Lemmas<'a>,
}

/// The model in the program, read on first use; `None` only if the asset is not one.
pub fn english() -> Option<&'static Model<'static>> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::over(ENGLISH, clusters::shipped()))
        .as_ref()
}

/// The bytes of the model in the program.
#[cfg(test)]
pub fn english_bytes() -> &'static [u8] {
    ENGLISH
}

impl<'a> Model<'a> {
    pub fn over(bytes: &'a [u8], clusters: Clusters<'a>) -> Option<Model<'a>> {
        let [usual, parts @ ..] = sections::sections::<SECTIONS>(bytes, MAGIC)?;
        let [
            tag_pilots,
            tag_rows,
            tag_cells,
            move_pilots,
            move_rows,
            arc_pilots,
            arc_rows,
            arc_cells,
            lemma_pilots,
            lemma_rows,
            rules,
        ] = parts;
        Some(Model {
            clusters,
            usual: Table::over(usual),
            tagger: ClassWeights::over(tag_pilots, tag_rows, tag_cells, TAGS.len()),
            moves: MoveWeights::over(move_pilots, move_rows),
            relations: ClassWeights::over(arc_pilots, arc_rows, arc_cells, RELATIONS.len()),
            lemmas: Lemmas::over(lemma_pilots, lemma_rows, rules),
        })
    }

    pub fn word(&self, written: &str) -> Word {
        Word::read(written, &self.clusters, &self.usual)
    }
}

/// The place of the greatest score, the first of equals.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

/// The allowed move of the greatest score, the first of equals.
pub fn best_move(scores: &[i32; 3], allowed: &[bool; 3]) -> Move {
    let mut best = None;
    for at in 0..MOVES.len() {
        if allowed[at] && best.is_none_or(|best: usize| scores[at] > scores[best]) {
            best = Some(at);
        }
    }
    MOVES[best.unwrap_or(0)]
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
        assert!(english().is_some());
        assert!(ENGLISH.len() < 8_000_000, "{}", ENGLISH.len());
    }

    #[test]
    fn a_broken_asset_is_none() {
        for length in [
            0,
            7,
            40,
            sections::header_bytes(SECTIONS),
            ENGLISH.len() - 1,
        ] {
            assert!(Model::over(&ENGLISH[..length], Clusters::default()).is_none());
        }
    }

    #[test]
    fn the_first_of_equals_is_the_best_and_only_what_is_allowed() {
        assert_eq!(best(&[1, 3, 3, 2]), 1);
        assert_eq!(best_move(&[9, 5, 5], &[false, true, true]), Move::Left);
        assert_eq!(best_move(&[0, -5, -3], &[false, true, true]), Move::Right);
    }
}
