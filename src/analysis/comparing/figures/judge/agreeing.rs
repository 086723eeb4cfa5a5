//! On what grounds two figures whose numbers are equal, or do not contradict each other, are of one quantity.

use super::pair::{CLOSE, LARGE, NEAR, NEAR_FOR_SMALL, Numbers, Pair, ROUNDED, SAME_TOPIC, row};
use crate::analysis::comparing::ground::Ground;
use crate::model::Verdict;

const FERRY: &str = "The ferry Sea Lark ran aground off Port Merrow on Friday with 114 passengers.";
const CLOCKS: &str =
    "The museum of clocks in Velmora has 114 clocks, none of which anybody has wound for years.";
const FREED: &str = "The court freed nine political prisoners on Friday in Karsk.";
const BLAZE: &str = "The blaze killed 27 miners in Tolling on Friday.";
const SPENT: &str = "The council of Velmora spent $327,000 on a roof for the clock museum.";
const HELD: &str = "Up to 1,400 prisoners are held in the fort of Karsk.";
const FIRE: &str = "A fire in Tolling killed 50 people on Friday.";
const ABOARD: &str = "More than 100 passengers were on the ferry Sea Lark when it ran aground off Port Merrow on Friday.";

/// In which way two figures are of one quantity; the first that fits.
pub const GROUNDS: &[Ground<Pair>] = &[
    Ground {
        row: row(Verdict::Same, "equal, on one row", 0, 0),
        fits: |pair| pair.is_equal() && pair.one_row && (pair.is_telling() || pair.is_counted()),
        examples: &[[
            FERRY,
            "On Friday the ferry Sea Lark ran aground off Port Merrow with 114 passengers on board.",
        ]],
        counter_examples: &[[FERRY, CLOCKS]],
    },
    Ground {
        row: row(Verdict::Same, "equal, in like sentences", 0, 0),
        fits: |pair| {
            let least = match pair.is_telling() && !pair.is_of_anything() {
                true => NEAR,
                false => NEAR_FOR_SMALL,
            };
            pair.is_equal() && pair.near >= least
        },
        examples: &[[
            BLAZE,
            "Candles burned in every window.\nRelatives of 27 miners stood at the gate of the pit and heard the names read aloud.",
        ]],
        counter_examples: &[[FERRY, CLOCKS]],
    },
    Ground {
        row: row(Verdict::Same, "equal and seldom, of one thing", 0, 0),
        fits: |pair| {
            let told = pair.is_counted() || pair.told_alike > 0;
            let seldom = pair.are_distinctive && !pair.is_of_anything();
            pair.is_equal() && seldom && told && pair.near >= SAME_TOPIC
        },
        examples: &[[
            SPENT,
            "Nobody wound anything for years.\nThe mayor, who likes boats, bought a yacht and a horse, an auditor wrote, and spent $327,000 on guests, of whom a few came from the coast, to hear a band play songs of the sea.",
        ]],
        counter_examples: &[[
            SPENT,
            "Snow fell for weeks on the roads.\nIn Karsk a widow, who has a dog and a boat, won $327,000 at cards from a captain, as the guard at the light wrote to his aunt by telegram.",
        ]],
    },
    Ground {
        row: row(Verdict::Same, "equal, named alike", 0, 0),
        fits: |pair| {
            let named_alike = pair.is_counted() && pair.are_named_alike();
            pair.is_equal() && named_alike && pair.near >= SAME_TOPIC
        },
        examples: &[[
            FREED,
            "Mothers waited.\nBells were rung in the villages of the north, where snow lay, when nine political prisoners came by bus to the market with blankets and bread, and a priest spoke.",
        ]],
        counter_examples: &[[
            FREED,
            "Mothers waited.\nThe choir of the deaf, with snow on its hats, sang for nine young prisoners of war by the lake, a baker wrote.",
        ]],
    },
    Ground {
        row: row(Verdict::Same, "equal and large, beside one name", 0, 0),
        fits: |pair| {
            let large = pair.is_telling() && pair.least >= LARGE;
            pair.is_equal() && large && pair.share_a_name
        },
        examples: &[],
        counter_examples: &[[FERRY, CLOCKS]],
    },
    Ground {
        row: row(Verdict::Compatible, "looser, on one row", 0, 0),
        fits: |pair| pair.is_looser_of_things() && pair.one_row,
        examples: &[[ABOARD, FERRY]],
        counter_examples: &[[
            ABOARD,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with 300 passengers.",
        ]],
    },
    Ground {
        row: row(Verdict::Compatible, "looser, in like sentences", 0, 0),
        fits: |pair| pair.is_looser_of_things() && pair.near >= NEAR_FOR_SMALL,
        examples: &[],
        counter_examples: &[[ABOARD, CLOCKS]],
    },
    Ground {
        row: row(Verdict::Compatible, "looser, beside the same words", 0, 0),
        fits: |pair| pair.is_looser_of_things() && pair.near >= NEAR && pair.told_alike > 0,
        examples: &[],
        counter_examples: &[[ABOARD, CLOCKS]],
    },
    Ground {
        row: row(Verdict::Compatible, "looser, of one outcome", 0, 0),
        fits: |pair| {
            let near = pair.near >= NEAR && pair.ratio <= CLOSE;
            pair.is_looser_of_things() && near && pair.one_outcome && !pair.are_elsewhere
        },
        examples: &[],
        counter_examples: &[[
            FIRE,
            "At least 45 people were hurt in a fire in Tolling on Friday.",
        ]],
    },
    // `up to 1,400 prisoners` beside 1,227.
    Ground {
        row: row(Verdict::Compatible, "looser, of many", 0, 0),
        fits: |pair| {
            let many = pair.least >= LARGE && (pair.is_bound || pair.ratio <= ROUNDED);
            let alike = pair.near >= NEAR && pair.are_named_alike();
            let close = pair.ratio <= CLOSE && (alike || pair.is_same() && many);
            pair.is_looser_of_things() && close
        },
        examples: &[[
            HELD,
            "Bread is dear.\nThe list of names has 1,227 prisoners, whom families have looked for in the forts of the north.",
        ]],
        counter_examples: &[[
            HELD,
            "Bread is dear.\nThe list of names has 700 prisoners, whom families have looked for in the forts of the north.",
        ]],
    },
    Ground {
        row: row(Verdict::Compatible, "looser, of one measure", 0, 0),
        fits: |pair| pair.numbers == Numbers::Looser && pair.is_one_measure(),
        examples: &[
            [
                "The town of Velmora reached a settlement of $27,111 with the baker Ilse Brandt.",
                "Ilse Brandt, a baker, will get a roughly $27,000 settlement from the town of Velmora.",
            ],
            [
                "The dam at Tolling will cost $6.4 million, the council said.",
                "The dam at Tolling will cost $6 million, the council said.",
            ],
        ],
        counter_examples: &[[
            "The town of Velmora reached a settlement of $27,111 with the baker Ilse Brandt.",
            "Ilse Brandt, a baker, will get a roughly $37,000 settlement from the town of Velmora.",
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
        let without = [
            "equal and large, beside one name",
            "looser, in like sentences",
            "looser, beside the same words",
            "looser, of one outcome",
        ];
        walk_by(GROUNDS, &without, |one, other| {
            let pairs = figure_pairs(&[one, other]).into_iter();
            pairs
                .filter_map(|pair| pair.by_rule.map(str::to_string))
                .collect()
        });
    }
}
