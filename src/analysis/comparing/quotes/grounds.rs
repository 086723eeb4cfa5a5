//! On what grounds quotations of one utterance are told; how they stand to each other is judged in [`super::judged`].

use super::said::SHORT;
use crate::analysis::comparing::ground::{self, Ground};
use crate::analysis::comparing::sureness::{Counted, Row};
use crate::model::{FindingKind, Verdict};

/// What was found of an utterance.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// Several articles quote it: what that says together, and the words of the fullest quotation.
    Shared(Verdict, usize),
    /// One quotes what another says without marks.
    Unmarked,
    /// One alone quotes it.
    Alone,
}

impl Case {
    /// Of several articles, with few words or more.
    fn is(self, verdict: Verdict, few: bool) -> bool {
        matches!(self, Case::Shared(found, words) if found == verdict && (words < SHORT) == few)
    }

    fn has(self, verdict: Verdict) -> bool {
        matches!(self, Case::Shared(found, _) if found == verdict)
    }
}

const fn row(verdict: Verdict, name: &'static str, right: u32, read: u32) -> Row {
    Row {
        kind: FindingKind::Quote,
        verdict,
        name,
        read: Counted(right, read),
    }
}

/// What there is to say of the ground on which a case stands.
pub fn row_of(case: Case) -> Row {
    ground::first(GROUNDS, &case).map_or(GROUNDS[0].row, |ground| ground.row)
}

const WHOLE: &str = "“We will surely open the old harbour again before the last barge has been lifted,” Ilse Brandt said.";
const FEW: &str = "Ilse Brandt called the new harbour “a rotten wooden tooth” on Friday.";
const OTHER: &str = "The town of Velmora has a museum of clocks, which nobody has wound for years.";

pub const GROUNDS: &[Ground<Case>] = &[
    // The same words in quotation marks.
    Ground {
        row: row(Verdict::Same, "same words", 88, 105),
        fits: |case| case.is(Verdict::Same, false),
        examples: &[[
            WHOLE,
            "Ilse Brandt said: “We will surely open the old harbour again before the last barge has been lifted.”",
        ]],
        counter_examples: &[[
            WHOLE,
            "“We will open the old harbour again,” Ilse Brandt said.",
        ]],
    },
    // The same few words.
    Ground {
        row: row(Verdict::Same, "same few words", 12, 13),
        fits: |case| case.is(Verdict::Same, true),
        examples: &[[
            FEW,
            "The new harbour is “a rotten wooden tooth”, Ilse Brandt said on Friday.",
        ]],
        counter_examples: &[[FEW, OTHER]],
    },
    // Fewer of the same words.
    Ground {
        row: row(Verdict::Cut, "fewer words", 85, 103),
        fits: |case| case.is(Verdict::Cut, false),
        examples: &[[
            WHOLE,
            "“We will open the old harbour again before the last barge has been lifted,” Ilse Brandt said.",
        ]],
        counter_examples: &[[WHOLE, WHOLE]],
    },
    // Fewer of the same few words.
    Ground {
        row: row(Verdict::Cut, "fewer of few words", 2, 2),
        fits: |case| case.is(Verdict::Cut, true),
        examples: &[],
        counter_examples: &[[FEW, FEW]],
    },
    // Other words among the same.
    Ground {
        row: row(Verdict::Reworded, "other words", 32, 39),
        fits: |case| case.has(Verdict::Reworded),
        examples: &[[
            WHOLE,
            "“We will surely close the old harbour again before the last barge has been lifted,” Ilse Brandt said.",
        ]],
        counter_examples: &[[WHOLE, WHOLE]],
    },
    // A word or two is quoted by all; the rest stands in the other's text in another place.
    Ground {
        row: row(Verdict::Compatible, "few words shared", 0, 1),
        fits: |case| case.has(Verdict::Compatible),
        examples: &[],
        counter_examples: &[[WHOLE, WHOLE]],
    },
    // The same words, given to another.
    Ground {
        row: row(Verdict::OtherSpeaker, "another speaker", 0, 0),
        fits: |case| case.has(Verdict::OtherSpeaker),
        examples: &[[
            WHOLE,
            "“We will surely open the old harbour again before the last barge has been lifted,” Jon Dahl said.",
        ]],
        counter_examples: &[[WHOLE, WHOLE]],
    },
    // The words of a quotation, elsewhere without marks.
    Ground {
        row: row(Verdict::Same, "words without marks", 9, 11),
        fits: |case| matches!(case, Case::Unmarked),
        examples: &[[
            WHOLE,
            "Ilse Brandt said that we will surely open the old harbour again before the last barge has been lifted.",
        ]],
        counter_examples: &[[WHOLE, OTHER]],
    },
    // Words that one article alone quotes.
    Ground {
        row: row(Verdict::OneOnly, "words of one alone", 704, 730),
        fits: |case| matches!(case, Case::Alone),
        examples: &[[WHOLE, OTHER]],
        counter_examples: &[[WHOLE, WHOLE]],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::ground::walk::walk;

    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        // No two short texts were found of which these are told.
        walk(GROUNDS, &["fewer of few words", "few words shared"]);
    }
}
