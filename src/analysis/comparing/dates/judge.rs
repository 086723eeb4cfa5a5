//! On what grounds two times are of one happening, and how they stand to each other. The more the two must speak of one happening,
//! the less their times agree.
//!
//! Thresholds were set on the misses of twelve gold groups and of the invented pairs.

use super::moments::Moments;
use crate::analysis::comparing::ground::Ground;
use crate::analysis::comparing::sureness::{Counted, Row};
use crate::model::{FindingKind, Verdict};

/// Likeness of two sentences off one row from which one day, said in two ways, is of one happening.
const NEAR: f32 = 0.45;
/// The same where one time only lies inside the other.
const NEAR_INSIDE: f32 = 0.5;
/// The same where the times are different.
const NEAR_DIFFERENT: f32 = 0.65;
/// Likeness of the sentences of one row from which different times are of one happening.
const ALIKE: f32 = 0.55;
/// Words told around both times.
const TOLD: usize = 2;
/// The same where both name one day of the year.
const TOLD_OF_DAY: usize = 1;
/// The same off one row, of times that do not agree.
const TOLD_OFF_ROW: usize = 4;
/// Share of the words around one time that stand around the other, where the times are different.
const COVER: f32 = 0.3;
/// The same off one row.
const COVER_OFF_ROW: f32 = 0.5;
/// Words told around both days of two leads, and likeness of the two, from which these tell one event.
const TOLD_OF_EVENT: usize = 3;
const NEAR_OF_MUCH: f32 = 0.18;
/// The same where less is told.
const NEAR_OF_EVENT: f32 = 0.2;

/// Two times of two articles, and what is known of the happenings that they date.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    pub moments: Moments,
    /// Both name a day of the year.
    pub are_days: bool,
    /// Both give a day in the same way.
    pub are_written_alike: bool,
    /// They belong to one word.
    pub of_one_word: bool,
    /// Words told around both, and the share of those around one.
    pub told: usize,
    pub cover: f32,
    pub one_row: bool,
    /// Likeness of the two sentences, 0 to 1.
    pub near: f32,
    pub are_leads: bool,
    pub is_one_spoken: bool,
    pub are_spoken: bool,
    pub are_of_a_deed: bool,
    /// It is clear which answers which. Only known of times that do not agree, as is whether they are of a deed.
    pub are_alone: bool,
    /// What speaks for it was weighed, and enough does. Only known where no other ground fits.
    pub is_weighed_one: bool,
}

impl Case {
    /// Enough is told around both that it may be one happening; the rest costs more to know.
    pub fn is_told_around(&self) -> bool {
        let agree = self.moments == Moments::Same;
        // Two reports of one thing do not name one day of the year by chance.
        let least = match agree && self.are_days {
            true => TOLD_OF_DAY,
            false => TOLD,
        };
        let told = self.told + usize::from(self.of_one_word && least == TOLD_OF_DAY);
        told >= least && (agree || self.of_one_word && !self.is_one_spoken)
    }

    /// Times that are different, or lie side by side, are of one happening.
    fn is_one_of_two_times(&self) -> bool {
        let of_one_row = self.one_row && self.near >= ALIKE && self.cover >= COVER;
        let off_the_row =
            self.near >= NEAR_DIFFERENT && self.told >= TOLD_OFF_ROW && self.cover >= COVER_OFF_ROW;
        self.are_of_a_deed && (of_one_row || off_the_row) && self.are_alone
    }

    /// Times that are the same are of one happening.
    fn is_one_of_one_time(&self) -> bool {
        // What somebody said on a day, and what somebody did on it, are two things.
        if self.is_one_spoken != self.are_spoken {
            return false;
        }
        let much_is_told = self.told >= TOLD_OF_EVENT && self.near >= NEAR_OF_MUCH;
        match self.moments {
            Moments::Same if self.one_row || self.near >= NEAR => {
                self.of_one_word || self.are_leads
            }
            Moments::Same if self.are_days => {
                self.of_one_word || self.told >= TOLD || self.near >= NEAR_OF_MUCH
            }
            // Much is told around both, or the lead of each tells the event in whatever words.
            Moments::Same if self.of_one_word => much_is_told || self.are_leads,
            Moments::Same => {
                self.are_leads && self.near >= NEAR_OF_EVENT || self.are_spoken && much_is_told
            }
            _ => false,
        }
    }
}

const fn row(verdict: Verdict, name: &'static str, right: u32, read: u32) -> Row {
    Row {
        kind: FindingKind::Date,
        verdict,
        name,
        read: Counted(right, read),
    }
}

const ON_FRIDAY: &str =
    "The ferry Sea Lark ran aground on Friday off Port Merrow harbour with nine sailors.";

/// What tells most first.
pub const GROUNDS: &[Ground<Case>] = &[
    // Two times that cannot both be.
    Ground {
        row: row(Verdict::Differs, "other times", 0, 0),
        fits: |case| case.moments == Moments::Different && case.is_one_of_two_times(),
        examples: &[[
            ON_FRIDAY,
            "The ferry Sea Lark ran aground on Saturday off Port Merrow harbour with nine sailors.",
        ]],
        counter_examples: &[
            [
                ON_FRIDAY,
                "The ferry Sea Lark ran aground off Port Merrow harbour with nine sailors, police said on Saturday.",
            ],
            [
                ON_FRIDAY,
                "The ferry Sea Lark, which ran aground off Port Merrow harbour with nine sailors, was towed on Saturday.",
            ],
        ],
    },
    // Two times side by side: the hour, or the place, may explain it.
    Ground {
        row: row(Verdict::Compatible, "neighbouring times", 0, 0),
        fits: |case| case.moments == Moments::Neighbours && case.is_one_of_two_times(),
        examples: &[[
            "The ferry Sea Lark ran aground late Friday off Port Merrow harbour with nine sailors.",
            "The ferry Sea Lark ran aground early Saturday off Port Merrow harbour with nine sailors.",
        ]],
        counter_examples: &[[ON_FRIDAY, ON_FRIDAY]],
    },
    // A time inside a looser one.
    Ground {
        row: row(Verdict::Compatible, "looser time", 0, 0),
        fits: |case| {
            let off_the_row = case.near >= NEAR_INSIDE
                && case.told >= TOLD_OFF_ROW
                && case.cover >= COVER_OFF_ROW;
            case.moments == Moments::Inside && (case.one_row || off_the_row) && case.are_alone
        },
        examples: &[[
            "The ferry Sea Lark ran aground on May 3 off Port Merrow harbour with nine sailors.",
            "The ferry Sea Lark ran aground in May off Port Merrow harbour with nine sailors.",
        ]],
        counter_examples: &[[
            "The ferry Sea Lark ran aground on May 3 off Port Merrow harbour with nine sailors.",
            "A clerk of Velmora found nine letters of a painter in May under an old roof.",
        ]],
    },
    // One day, said alike by all.
    Ground {
        row: row(Verdict::Same, "one day", 25, 27),
        fits: |case| case.is_one_of_one_time() && case.are_written_alike,
        examples: &[
            [ON_FRIDAY, ON_FRIDAY],
            [
                "Ilse Brandt was banned after the May 3 hearing in Velmora.",
                "“What was done after the hearing of 3 May cannot be made legal now,” the lawyers wrote.",
            ],
        ],
        counter_examples: &[
            [
                "Tilda Vance answered questions on her book on television on Wednesday night.",
                "The president wrote on Wednesday that the harbour of Port Merrow was to be closed to all ferries.",
            ],
            [
                "Ilse Brandt, a painter of boats, was born on May 3 in Velmora.",
                "“What was done after the hearing of 3 May cannot be made legal now,” lawyers in Velmora wrote.",
            ],
        ],
    },
    // One time, said in two ways.
    Ground {
        row: row(Verdict::Same, "one time", 19, 20),
        fits: |case| case.is_one_of_one_time() && !case.are_written_alike,
        examples: &[[
            ON_FRIDAY,
            "The ferry Sea Lark ran aground on May 9 off Port Merrow harbour with nine sailors.",
        ]],
        counter_examples: &[[
            ON_FRIDAY,
            "The ferry Sea Lark ran aground on May 4 off Port Merrow harbour with nine sailors.",
        ]],
    },
    // One time, as weighed.
    Ground {
        row: row(Verdict::Same, "one time as weighed", 25, 30),
        fits: |case| case.moments == Moments::Same && case.is_weighed_one,
        examples: &[[
            "The council of Velmora meets in a hall by the river.\nIts members were chosen by lot among the guilds.\nThe hall \
                 was once a store for grain and salt.\nIlse Brandt received a stent in a heart operation in 2019 and has been \
                 hurt in falls.",
            "Fishermen along the coast mend their nets at night.\nTheir boats are painted green and white.\nMost of them \
                 sell what they catch at dawn.\nShe also had a stent implanted in her heart to open a blocked artery in 2019.",
        ]],
        counter_examples: &[[
            "The council of Velmora meets in a hall by the river.\nIts members were chosen by lot among the guilds.\nThe hall was \
             once a store for grain and salt.\nIlse Brandt received a stent in a heart operation in 2019 and has been hurt in falls.",
            "Fishermen along the coast mend their nets at night.\nTheir boats are painted green and white.\nMost of them sell \
             what they catch at dawn.\nThe fish market burned down in 2019.",
        ]],
    },
    // A looser time, as weighed.
    Ground {
        row: row(Verdict::Compatible, "looser time as weighed", 0, 0),
        fits: |case| case.moments == Moments::Inside && case.is_weighed_one,
        examples: &[],
        counter_examples: &[[
            "The ferry Sea Lark ran aground on May 3 off Port Merrow harbour with nine sailors.",
            "A clerk of Velmora found nine letters of a painter in May under an old roof.",
        ]],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::ground::walk::walk;

    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        walk(GROUNDS, &["looser time as weighed"]);
    }
}
