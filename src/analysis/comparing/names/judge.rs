//! On what grounds a name is told as given differently.

use super::forms::Otherwise;
use crate::analysis::comparing::ground::Ground;
use crate::analysis::comparing::sureness::{Counted, Decided, Read, Row};
use crate::model::{FindingKind, Verdict};

/// What was found of one name, or of a list of them.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// In other forms, or spelled differently where these are none; whether the reader joined the two.
    Given(Option<Otherwise>, bool),
    /// Stands in one list of names and not in another of the same.
    Listed,
}

/// The ground on which it is told that a list lacks a name.
pub const LISTS: &str = "lists of names";

const fn row(name: &'static str, read: Read) -> Row {
    Row {
        kind: FindingKind::Name,
        verdict: Verdict::Differs,
        name,
        read,
    }
}

const GROMOV: &str = "The mayor thanked Aleksandr Gromov for his long work on the Velmora dam.";

pub const GROUNDS: &[Ground<Case>] = &[
    // Two spellings that the rules join.
    Ground {
        row: row("spellings", Counted(14, 14)),
        fits: |case| matches!(case, Case::Given(None, false)),
        examples: &[[
            GROMOV,
            "The mayor thanked Alexander Gromov for his long work on the Velmora dam.",
        ]],
        counter_examples: &[[
            GROMOV,
            "The mayor thanked Mr. Gromov for his long work on the Velmora dam.",
        ]],
    },
    // One name with other accents or capitals.
    Ground {
        row: row("accents or capitals", Counted(2, 2)),
        fits: |case| matches!(case, Case::Given(Some(Otherwise::Marks), false)),
        examples: &[[
            "The mayor thanked José Martínez for his long work on the Velmora dam.",
            "The mayor thanked Jose Martinez for his long work on the Velmora dam.",
        ]],
        counter_examples: &[[GROMOV, GROMOV]],
    },
    // One name with other given names, or in another order.
    Ground {
        row: row("forms of a name", Counted(10, 12)),
        fits: |case| {
            matches!(
                case,
                Case::Given(Some(Otherwise::Order | Otherwise::Given), false)
            )
        },
        examples: &[[
            "The mayor thanked Tilda Anne Lund for her long work on the Velmora dam.",
            "The mayor thanked Tilda Lund for her long work on the Velmora dam.",
        ]],
        counter_examples: &[
            [
                "The mayor thanked Michael Lund for his long work on the Velmora dam.",
                "The mayor thanked Lund for his long work on the Velmora dam.",
            ],
            [
                "The mayor thanked Michael Lund for his long work on the Velmora dam.",
                "The mayor thanked Mike Lund for his long work on the Velmora dam.",
            ],
        ],
    },
    // Two spellings that the reader joined.
    Ground {
        row: row("spellings joined by the reader", Decided),
        fits: |case| matches!(case, Case::Given(_, true)),
        examples: &[],
        counter_examples: &[[GROMOV, GROMOV]],
    },
    // A name that one list lacks.
    Ground {
        row: row(LISTS, Counted(0, 0)),
        fits: |case| matches!(case, Case::Listed),
        examples: &[[
            "The ban is on people of Chad, Libya, Yemen, Somalia and Sudan, the ministry said.",
            "The ban is on people of Chad, Libya, Yemen and Somalia, the ministry said.",
        ]],
        counter_examples: &[[
            "The ban is on people of Chad, Libya, Yemen and Somalia, the ministry said.",
            "The ban is on people of Chad, Libya, Yemen and Somalia, the ministry said.",
        ]],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::ground::walk::walk;

    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        // Two articles alone hold no decision of a reader.
        walk(GROUNDS, &["spellings joined by the reader"]);
    }
}
