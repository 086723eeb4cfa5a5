//! On what grounds a finding of figures is told, and how they stand to each other; when two are of one quantity stands in [`pair`].

pub mod agreeing;
pub mod differing;
pub mod pair;
pub mod values;

use crate::analysis::comparing::ground::{self, Ground};
use crate::analysis::comparing::sureness::{Counted, Row};
use crate::model::{FindingKind, Verdict};

/// Likeness of two sentences from which a sum in one is put beside a total in the other.
const NEAR_A_TOTAL: f32 = 0.15;
/// The same where the sum is the total, and no number that stands somewhere by chance.
const NEAR_BY_NUMBER: f32 = 0.06;
/// The same where the sum is not the total.
const NEAR_TO_DIFFER: f32 = 0.25;

/// What was found of figures.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// Of one quantity, in several articles.
    Several(Several),
    /// Parts of one article, beside a total.
    Sum(Parts),
    /// One article alone gives it.
    Alone,
}

/// Figures of several articles that are of one quantity.
#[derive(Clone, Copy, Debug)]
pub struct Several {
    /// Two of them cannot both be right; they do not agree because the count grew.
    pub differ: bool,
    pub grew: bool,
    /// No rule put them together.
    pub is_weighed: bool,
    /// All are exact.
    pub are_exact: bool,
    /// Of two it is not said that they count the same.
    pub is_unsaid: bool,
    /// Two have other values; one is another, rounded.
    pub is_loose: bool,
    pub is_rounded: bool,
    /// They are said to be of several things.
    pub of_other_things: bool,
}

/// Two parts that one sentence gives side by side, and a number that may be their total.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub add_up: bool,
    /// It does not stand there by chance.
    pub is_seldom: bool,
    /// Likeness of the two sentences, 0 to 1.
    pub near: f32,
    /// Another article gives it.
    pub is_elsewhere: bool,
    /// It stands in the same article, and both sentences have a name that is not its topic.
    pub share_a_name: bool,
}

impl Parts {
    fn is_beside(&self) -> bool {
        let least = match self.add_up && self.is_seldom {
            true => NEAR_BY_NUMBER,
            false => NEAR_A_TOTAL,
        };
        self.near >= least || self.share_a_name
    }
}

fn differ(case: &Case, fits: fn(&Several) -> bool) -> bool {
    matches!(case, Case::Several(found) if found.differ && fits(found))
}

fn agree(case: &Case, is_weighed: bool, fits: fn(&Several) -> bool) -> bool {
    matches!(case, Case::Several(found) if !found.differ && found.is_weighed == is_weighed && fits(found))
}

const fn row(verdict: Verdict, name: &'static str, right: u32, read: u32) -> Row {
    Row {
        kind: FindingKind::Figure,
        verdict,
        name,
        read: Counted(right, read),
    }
}

/// What there is to say of the ground on which a case stands; `None` where it stands on none.
pub fn row_of(case: Case) -> Option<Row> {
    ground::first(GROUNDS, &case).map(|ground| ground.row)
}

const FERRY: &str = "The ferry Sea Lark ran aground off Port Merrow on Friday with 114 passengers.";
const LIVES: &str = "The rule would save 3,300 lives on the roads of Velmora, the ministry said.";
const FREED: &str = "The guards freed five Sudrians and 104 Norlanders at the bridge on Friday.";
const POTASH: &str =
    "Norland makes 20 percent of world potash output, the ministry said on Friday.";

pub const GROUNDS: &[Ground<Case>] = &[
    // A count that grows while it is told of.
    Ground {
        row: row(Verdict::Compatible, GROWS, 1, 1),
        fits: |case| differ(case, |found| found.grew),
        examples: &[[
            "The quake in Karsk killed 159 people on Tuesday, the mayor said.",
            "The quake in Karsk has killed 241 people, the mayor said on Wednesday.",
        ]],
        counter_examples: &[[
            "The quake in Karsk killed 159 people on Tuesday, the mayor said.",
            "The quake in Karsk killed 241 people on Tuesday, the mayor said.",
        ]],
    },
    // Two numbers beside the same words, what is counted unsaid.
    Ground {
        row: row(Verdict::Differs, SAME_WORDS, 2, 2),
        fits: |case| differ(case, |found| found.is_unsaid),
        examples: &[[
            "The siege of the bank in Karsk lasted seven hours on Friday.",
            "The siege of the bank in Karsk lasted eight hours on Friday.",
        ]],
        counter_examples: &[[
            "The siege of the bank in Karsk lasted seven hours on Friday.",
            "The siege of the bank in Karsk lasted twelve hours on Friday.",
        ]],
    },
    // Two exact numbers of one thing.
    Ground {
        row: row(Verdict::Differs, EXACT, 2, 3),
        fits: |case| differ(case, |found| found.are_exact),
        examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with 109 passengers.",
        ]],
        counter_examples: &[
            [
                "The council of Velmora bought nine new buses for the town on Friday.",
                "The council of Velmora bought 12 more buses for the town on Friday.",
            ],
            [
                FERRY,
                "The ferry Sea Lark ran aground off Port Merrow on Friday with 114 passengers and 20 sailors.",
            ],
            [
                FERRY,
                "The ferry Sea Lark ran aground off Port Merrow on Friday with about 100 passengers.",
            ],
        ],
    },
    // Two numbers of one thing, not all exact.
    Ground {
        row: row(Verdict::Differs, INEXACT, 1, 1),
        fits: |case| differ(case, |_| true),
        examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with about 150 passengers.",
        ]],
        counter_examples: &[
            [
                "An estimated 1,000 people remain in prison in Karsk.",
                "More than 1,200 people remain in prison in Karsk.",
            ],
            [
                "At least 430 people have died in clashes in Karsk since May 2030.",
                "More than 200 people have died in clashes in Karsk since May 2030.",
            ],
            [
                FERRY,
                "The ferry Sea Lark ran aground off Port Merrow on Friday with about 120 passengers.",
            ],
        ],
    },
    // Numbers that do not contradict each other, put together by weighing what speaks for it.
    Ground {
        row: row(Verdict::Compatible, WEIGHED_LOOSELY, 16, 17),
        fits: |case| agree(case, true, |found| found.is_loose),
        examples: &[[
            LIVES,
            "The ministry of Velmora counts about 3,200 fewer deaths in crashes under the rule.",
        ]],
        counter_examples: &[[
            LIVES,
            "The ministry of Velmora counts about 2,200 fewer deaths in crashes under the rule.",
        ]],
    },
    // One number, put together so.
    Ground {
        row: row(Verdict::Same, WEIGHED, 30, 34),
        fits: |case| agree(case, true, |_| true),
        examples: &[[
            LIVES,
            "The ministry of Velmora counts 3,300 fewer deaths in crashes under the rule.",
        ]],
        counter_examples: &[
            [
                LIVES,
                "The ministry of Velmora denied that 3,300 lives would be saved under the rule.",
            ],
            [
                LIVES,
                "Some 3,300 sheep were shorn in the hills above Velmora this spring.",
            ],
        ],
    },
    // One number is the other, rounded.
    Ground {
        row: row(Verdict::Compatible, ROUNDED, 0, 0),
        fits: |case| agree(case, false, |found| found.is_loose && found.is_rounded),
        examples: &[[
            "The dam at Tolling will cost $6.4 million, the council said.",
            "The dam at Tolling will cost $6 million, the council said.",
        ]],
        counter_examples: &[[
            "The dam at Tolling will cost $6.4 million, the council said.",
            "The dam at Tolling will cost $5 million, the council said.",
        ]],
    },
    // One is given more loosely.
    Ground {
        row: row(Verdict::Compatible, LOOSER, 34, 42),
        fits: |case| agree(case, false, |found| found.is_loose),
        examples: &[[
            FERRY,
            "More than 100 passengers were on the ferry Sea Lark when it ran aground off Port Merrow on Friday.",
        ]],
        counter_examples: &[[
            FERRY,
            "More than 30 passengers were on the ferry Sea Lark when it ran aground off Port Merrow on Friday.",
        ]],
    },
    // One number, said to be of several things.
    Ground {
        row: row(Verdict::Same, OTHER_THINGS, 3, 8),
        fits: |case| agree(case, false, |found| found.of_other_things),
        examples: &[[
            POTASH,
            "Norland has 20 percent of global potash exports, the ministry said on Friday.",
        ]],
        counter_examples: &[[
            POTASH,
            "Norland makes 20 percent of world potash output, a clerk of the ministry said.",
        ]],
    },
    // One number of one thing.
    Ground {
        row: row(Verdict::Same, "one number", 111, 130),
        fits: |case| agree(case, false, |_| true),
        examples: &[[
            FERRY,
            "On Friday the ferry Sea Lark ran aground off Port Merrow with 114 passengers on board.",
        ]],
        counter_examples: &[
            [
                "Forecasters expect 90 millimetres of rain in Velmora on Friday.",
                "Velmora had 90 millimetres of rain on Friday.",
            ],
            [
                "In Velmora 12 dance halls are to be closed on Friday.",
                "Velmora closed 12 dance halls on Friday.",
            ],
            [
                FERRY,
                "The museum of clocks in Velmora has 114 clocks, none of which anybody has wound for years.",
            ],
        ],
    },
    // Parts of one article that are the total of another.
    Ground {
        row: row(Verdict::Same, PARTS_ADD_UP, 1, 2),
        fits: |case| matches!(case, Case::Sum(parts) if parts.add_up && parts.is_beside()),
        examples: &[[
            FREED,
            "At the bridge the guards freed 109 prisoners on Friday.",
        ]],
        counter_examples: &[[
            FREED,
            "At the bridge the guards freed 114 prisoners on Friday.",
        ]],
    },
    // Parts of one article that are not the total of another.
    Ground {
        row: row(Verdict::Differs, "parts do not add up", 0, 0),
        fits: |case| {
            let Case::Sum(parts) = case else {
                return false;
            };
            let near = !parts.is_elsewhere || parts.near >= NEAR_TO_DIFFER;
            !parts.add_up && parts.is_beside() && near
        },
        examples: &[[
            FREED,
            "At the bridge the guards freed 114 prisoners on Friday.",
        ]],
        counter_examples: &[
            [
                FREED,
                "At the bridge the guards freed 109 prisoners on Friday.",
            ],
            [
                FREED,
                "At the bridge the guards freed 300 prisoners on Friday.",
            ],
        ],
    },
    // A number that one article alone gives.
    Ground {
        row: row(Verdict::OneOnly, "number of one alone", 222, 244),
        fits: |case| matches!(case, Case::Alone),
        examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday.",
        ]],
        counter_examples: &[[
            FERRY,
            "The ferry Sea Lark ran aground off Port Merrow on Friday with about 110 passengers.",
        ]],
    },
];

pub const GROWS: &str = "grows with time";
pub const SAME_WORDS: &str = "same words beside";
pub const EXACT: &str = "exact numbers";
pub const INEXACT: &str = "numbers not all exact";
pub const WEIGHED: &str = "one number as weighed";
pub const WEIGHED_LOOSELY: &str = "looser as weighed";
pub const ROUNDED: &str = "rounded";
pub const LOOSER: &str = "looser";
pub const OTHER_THINGS: &str = "one number of other things";
pub const PARTS_ADD_UP: &str = "parts add up";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::ground::walk::walk;

    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        walk(GROUNDS, &[]);
    }
}
