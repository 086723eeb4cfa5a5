//! On what ground words are told as copied.

use crate::analysis::comparing::ground::Ground;
use crate::analysis::comparing::sureness::{Counted, Row};
use crate::model::{FindingKind, Verdict};

/// Words in a row from which a shared passage is told.
pub const LEAST_RUN: usize = 12;

/// Words that stand in one order in two articles: those of the longest run.
pub type Case = usize;

pub const GROUNDS: &[Ground<Case>] = &[Ground {
    row: Row {
        kind: FindingKind::Reuse,
        verdict: Verdict::Same,
        name: "copied words",
        read: Counted(8, 9),
    },
    fits: |longest| *longest >= LEAST_RUN,
    examples: &[[
        "The harbour of Nordhavn was closed for nine hours on Friday after a crane fell onto the northern quay.",
        "It was a bad week: the harbour of Nordhavn was closed for nine hours on Friday after a crane fell.",
    ]],
    counter_examples: &[[
        "The harbour of Nordhavn was closed for nine hours on Friday after a crane fell onto the northern quay.",
        "It was a bad week: the harbour of Nordhavn was closed for nine hours in the storm.",
    ]],
}];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::ground::walk::walk;

    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        walk(GROUNDS, &[]);
    }
}
