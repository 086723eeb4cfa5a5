//! On what grounds two figures whose numbers do not agree are of one quantity.

use super::pair::{
    CLOSE, FEW, MANY, NEAR, NEARLY, NOT_FAR, Numbers, OF_ONE_OUTCOME, Pair, SAME_MATTER,
    SAME_TOPIC, TOLD_BOTH, WORD_FOR_WORD, row,
};
use crate::analysis::comparing::figures::read::Measure;
use crate::analysis::comparing::ground::Ground;
use crate::model::Verdict;

const FERRY: &str = "The ferry Sea Lark ran aground off Port Merrow on Friday with 114 passengers.";
const FIRE: &str = "A fire in Tolling killed 50 people on Friday.";

/// In which way two figures are of one quantity; the first that fits.
pub const GROUNDS: &[Ground<Pair>] = &[
    Ground {
        row: row(Verdict::Differs, "other, of one measure", 0, 0),
        fits: |pair| pair.numbers == Numbers::Other && pair.is_one_measure(),
        examples: &[
            [
                "The siege of the bank in Karsk lasted seven hours on Friday.",
                "The siege of the bank in Karsk lasted eight hours on Friday.",
            ],
            [
                "The auditor gave the council a report of 120 pages on the harbour.",
                "The auditor gave the council a 112-page report on the harbour.",
            ],
        ],
        counter_examples: &[[
            "The siege of the bank in Karsk lasted seven hours on Friday.",
            "The siege of the bank in Karsk lasted twelve hours on Friday.",
        ]],
    },
    // The same things with the same words beside them.
    Ground {
        row: row(Verdict::Differs, "other, of the same things", 0, 0),
        fits: |pair| {
            let told_alike = pair.is_qualified
                && !pair.are_exact
                && pair.least >= MANY
                && pair.ratio <= NOT_FAR
                && pair.told_alike > 0
                && pair.near >= SAME_TOPIC;
            pair.is_other_of_things()
                && pair.is_same()
                && pair.are_qualified_alike
                && pair.ratio <= OF_ONE_OUTCOME
                && (pair.one_row || pair.near >= SAME_MATTER || told_alike)
        },
        examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with 109 passengers.",
        ]],
        counter_examples: &[
            [
                FERRY,
                "The ferry Sea Lark ran aground off Port Merrow on Friday with 1,140 passengers.",
            ],
            [
                FERRY,
                "The ferry Sea Lark ran aground off Port Merrow on Saturday with 109 passengers.",
            ],
        ],
    },
    // `killed 50`, `49 dead`.
    Ground {
        row: row(Verdict::Differs, "other, of one outcome", 0, 0),
        fits: |pair| {
            pair.is_other_of_things()
                && pair.one_outcome
                && pair.is_of_one_matter()
                && (pair.are_exact || pair.is_below)
                && pair.least > 1.0
                && pair.ratio <= OF_ONE_OUTCOME
                && pair.do_qualifiers_agree
        },
        examples: &[[FIRE, "A fire in Tolling killed 49 men on Friday."]],
        counter_examples: &[[FIRE, "A fire in Tolling on Friday hurt 49 men."]],
    },
    Ground {
        row: row(Verdict::Differs, "other, counted closely", 0, 0),
        fits: |pair| {
            pair.is_other_of_things()
                && pair.is_same()
                && pair.measure == Measure::Count
                && pair.is_of_one_matter()
                && pair.are_exact
                && pair.least >= FEW
                && pair.ratio <= NEARLY
                && pair.do_qualifiers_agree
        },
        examples: &[[
            "The ship carried 114 sailors from the port of Karsk to the island.",
            "The old ship took 109 young sailors from the port of Karsk to the island.",
        ]],
        counter_examples: &[[
            "The ship carried 114 sailors from the port of Karsk to the island.",
            "The old ship took 64 young sailors from the port of Karsk to the island.",
        ]],
    },
    // One sentence, but for the number.
    Ground {
        row: row(Verdict::Differs, "other, word for word", 0, 0),
        fits: |pair| {
            pair.is_other_of_things()
                && pair.is_same()
                && pair.one_row
                && (pair.likeness >= WORD_FOR_WORD || pair.told_alike >= TOLD_BOTH)
                && pair.ratio <= OF_ONE_OUTCOME
                && !pair.is_further
                && pair.do_qualifiers_agree
        },
        examples: &[[
            "The council of Velmora bought nine new buses for the town on Friday.",
            "The council of Velmora bought 12 buses for the town on Friday.",
        ]],
        counter_examples: &[[
            "The council of Velmora bought nine new buses for the town on Friday.",
            "The council of Velmora bought 20 buses for the town on Friday.",
        ]],
    },
    Ground {
        row: row(Verdict::Differs, "other, grown", 0, 0),
        fits: |pair| {
            pair.is_other_of_things()
                && pair.is_later
                && pair.near >= NEAR
                && (pair.is_same() || pair.one_outcome)
                && pair.least >= FEW
                && pair.ratio <= OF_ONE_OUTCOME
                && pair.do_qualifiers_agree
        },
        examples: &[],
        counter_examples: &[[FIRE, FIRE]],
    },
    Ground {
        row: row(Verdict::Differs, "other, of pages", 0, 0),
        fits: |pair| {
            pair.is_other_of_things()
                && pair.measure == Measure::Pages
                && pair.near >= SAME_TOPIC
                && pair.ratio <= CLOSE
        },
        examples: &[],
        counter_examples: &[[
            "The report on the harbour fills 120 pages.",
            "The report on the harbour fills 220 pages.",
        ]],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::figure_pairs;
    use crate::analysis::comparing::ground::walk::walk_by;

    #[test]
    fn what_each_ground_ties_is_tied_and_what_only_comes_near_is_not() {
        // No two short texts were found that these tie before another does.
        let without = ["other, grown", "other, of pages"];
        walk_by(GROUNDS, &without, |one, other| {
            let pairs = figure_pairs(&[one, other]).into_iter();
            pairs
                .filter_map(|pair| pair.by_rule.map(str::to_string))
                .collect()
        });
    }
}
