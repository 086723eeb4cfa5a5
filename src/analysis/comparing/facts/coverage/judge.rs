//! On what grounds something is told to stand in one article only, or in all but one.

use crate::analysis::comparing::ground::{self, Ground};
use crate::analysis::comparing::nearness::MUCH_IN_COMMON;
use crate::analysis::comparing::sureness::{Counted, Row};
use crate::model::{FindingKind, Verdict};

/// Share of what a sentence tells (its rarer words) that has to be new: in no other article at all.
const NEW: f32 = 0.4;
/// From this doubt on nothing is told of a sentence: it may stand elsewhere in other words. The doubt is the sum of the share
/// of it that stands in one place of another article, the share that stands anywhere there, and the likeness to the nearest
/// sentence. Of 515 read by eye, below this one in twenty stood elsewhere, above it one in six.
const DOUBT: f32 = 0.6;
/// From this doubt on a sentence is told only where little is in common with it. Of 112 told in twelve groups that others had
/// read, one of the 50 below it stood elsewhere, ten of the 62 above it.
const DOUBTFUL: f32 = 0.45;
/// What another sentence may have in common with one that has no name and no number of its own.
const LITTLE_IN_COMMON: f32 = 0.5;
/// Where much is in common, a sentence is still told under this doubt if it has a name or a number of its own, the weight of its
/// words is so much, and no place of another article has so many of its terms of matter. Of 60 read that have much in common with
/// another sentence these were 26: 21 right, two wrong, three doubtful; of the others 21 were right, 11 wrong, two doubtful. The bounds
/// were chosen on these.
const OWN_DOUBT: f32 = 0.58;
const FULL: f32 = 8.0;
const MANY_TERMS: usize = 5;
/// Weight of words in common with one sentence from which what has no name and no number of its own may stand there in other words, though
/// little of it does.
const MORE_IN_COMMON: f32 = 1.5;
/// How sure it may be that another article has a fact in common with a sentence that is told to stand in one only: of 841 pairs between this
/// and 0.2, in 22 groups read by others and not learned from, 233 had one (`measure counterparts`).
const LIKELY: f32 = 0.1;

/// What was found of a sentence.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// It stands on a row of its own.
    Alone(Alone),
    /// All articles but one tell it, and nothing near it was found there.
    LeftOut,
}

/// A sentence on a row of its own.
#[derive(Clone, Copy, Debug)]
pub struct Alone {
    /// How sure it is that another article has a fact in common with it, 0 to 1.
    pub likeliest: f32,
    /// Share of what it tells that is in no other article.
    pub new: f32,
    /// Likeness to the nearest sentence of another, 0 to 1.
    pub nearest: f32,
    /// The most that one place of another article holds of it, and that stands anywhere in one: shares.
    pub held: f32,
    pub anywhere: f32,
    /// The most terms of matter that one place holds.
    pub terms: usize,
    /// Weight of all its terms.
    pub weight: f32,
    /// A name or a number of it stands in no other article.
    pub has_its_own: bool,
    /// Weight of what another sentence has in common with it, the most.
    pub common: f32,
}

impl Alone {
    /// It may be told; the rest costs more to know.
    pub fn may_be_new(&self) -> bool {
        self.likeliest < LIKELY && self.new >= NEW && self.nearest < DOUBT
    }

    fn doubt(&self) -> f32 {
        self.held + self.anywhere + self.nearest
    }

    /// Whether it is told depends on what it has in common with other sentences.
    pub fn is_doubtful(&self) -> bool {
        (DOUBTFUL..DOUBT).contains(&self.doubt())
    }

    fn may_stand_elsewhere(&self) -> bool {
        self.common >= MUCH_IN_COMMON || self.common >= LITTLE_IN_COMMON && !self.has_its_own
    }

    fn is_its_own(&self) -> bool {
        let little = self.doubt() < OWN_DOUBT && self.terms < MANY_TERMS;
        little && self.weight >= FULL && self.has_its_own
    }
}

const fn row(kind: FindingKind, name: &'static str, right: u32, read: u32) -> Row {
    Row {
        kind,
        verdict: Verdict::OneOnly,
        name,
        read: Counted(right, read),
    }
}

/// What there is to say of the ground on which a case stands; `None` where it stands on none.
pub fn row_of(case: Case) -> Option<Row> {
    ground::first(GROUNDS, &case).map(|ground| ground.row)
}

/// A report long enough to leave something out.
const LONG: &str = "Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls. Fishermen sold herring and cod at the market while children watched gulls.";
const FERRY: &str = "The ferry Sea Lark ran aground off Port Merrow on Friday with nine sailors.";

pub const GROUNDS: &[Ground<Case>] = &[
    // A sentence of which little stands elsewhere.
    Ground {
        row: row(FindingKind::OnlyHere, "little of it elsewhere", 296, 317),
        fits: |case| {
            let Case::Alone(one) = case else { return false };
            let is_shared = one.common >= MORE_IN_COMMON && !one.has_its_own;
            one.may_be_new() && one.doubt() < DOUBTFUL && !is_shared
        },
        examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with nine sailors.\nIlse Brandt, a painter of clocks, was given a medal by the museum in Velmora for her portraits of bakers.",
        ]],
        counter_examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with nine sailors.\nOn Friday nine sailors ran aground with the ferry Sea Lark.",
        ]],
    },
    // One of which some stands elsewhere, with little in common or with a name or a number of its own.
    Ground {
        row: row(FindingKind::OnlyHere, "some of it elsewhere", 71, 75),
        fits: |case| {
            let Case::Alone(one) = case else { return false };
            let is_told = !one.may_stand_elsewhere() || one.is_its_own();
            one.may_be_new() && one.is_doubtful() && is_told
        },
        examples: &[],
        counter_examples: &[[FERRY, FERRY]],
    },
    // All but one tell it.
    Ground {
        row: row(FindingKind::Missing, "all others tell it", 50, 52),
        fits: |case| matches!(case, Case::LeftOut),
        examples: &[[
            "Investigators found that the fire alarm had been switched off by a mechanic in June.",
            LONG,
        ]],
        counter_examples: &[[
            "Investigators found that the fire alarm had been switched off by a mechanic in June.",
            "Fishermen sold herring.",
        ]],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::compare;
    use crate::analysis::comparing::ground::walk::walk_by;
    use crate::model::Article;

    /// The first of two texts stands in two articles, so that the second may leave something out.
    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        // No two short texts were found of which this is told.
        walk_by(GROUNDS, &["some of it elsewhere"], |one, other| {
            let twin = Article {
                id: "twin".into(),
                ..one.clone()
            };
            let found = compare(&[one, &twin, other]).findings.into_iter();
            found.map(|found| found.sure.ground).collect()
        });
    }
}
