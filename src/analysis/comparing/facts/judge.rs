//! On what grounds a fact is told of several articles, and how surely an article says it.

use super::contrast::Kind;
use crate::analysis::comparing::align::Held;
use crate::analysis::comparing::ground::{self, Ground};
use crate::analysis::comparing::sureness::{Counted, Row};
use crate::model::{FindingKind, Verdict};

/// How sure a row has to be that its sentences are of one thing: of what was told as related of forty groups strangers found 5 of 10 right from 0.45
/// to 0.5, 15 of 21 to 0.6, 17 of 20 to 0.7 and 36 of 46 beyond.
/// Words that somebody said are told where besides every article on it holds so much of it, and so much of its matter, in so
/// many terms: six of seven were right.
pub const LESS_SURE: f32 = 0.5;
const AGREED: f32 = 0.33;
const AGREED_TERMS: usize = 4;
/// So many terms of matter held by every article on it, and half of it by one, make any row sure enough: of fifteen read by eye
/// that were nothing else fourteen were right.
const MANY_TERMS: usize = 5;
const MOST_HELD: f32 = 0.5;
/// How sure it has to be that two sentences off one row have a fact in common. Held out, 712 of 813 pairs have one from 0.4 on and 502 of 535 from
/// 0.55 on (`measure counterparts`), as readers listed them; of the facts told of one topic from 0.45 on strangers found 14 of 54 wrong, from 0.3 to
/// 0.45 half.
pub const SURE: f32 = 0.5;
/// The same where each is the other's surest counterpart. Of 52 such pairs from 0.35 to 0.5, in 39 groups that readers had listed, 39 had one,
/// and of 26 from 0.5 to 0.6 19.
pub const MUTUAL: f32 = 0.35;
/// The same far down in one of the articles, where what they share is more often the topic (`doubts`); and on a row.
const SURE_FAR: f32 = 0.7;
pub const SURE_FAR_ON_ROW: f32 = 0.6;
/// What has to speak for it that two first sentences tell one event (`align::event`).
const ONE_EVENT: f32 = 0.53;
/// The same where two others tell it more likely. Of 28 such pairs of groups that readers had listed 24 had a fact in common.
const MORE_OF_IT: f32 = 0.75;
/// A pair is told only if neither sentence has so much surer a counterpart in the other's article: of nine that strangers read and that had, eight
/// were wrong or said once more what stood beside them (the draws by which this was chosen).
const BETTER: f32 = 0.15;
/// Share of the words of two sentences from which they are one but for what contradicts.
const ONE_SENTENCE: f32 = 0.6;
/// Share of what the row's wording tells that an article on the row has to hold to say it whole.
pub const WHOLE: f32 = 0.55;
/// Share that one place of an article elsewhere has to hold to say it whole, and partly.
const WHOLE_ELSEWHERE: f32 = 0.8;
const PARTLY: f32 = 0.55;
/// The same of the matter: names alone say nothing.
const PARTLY_MATTER: f32 = 0.55;
/// So much more of both where the place is two or three sentences: these say many things, and share words more easily.
const SEVERAL: f32 = 0.1;
/// Terms of matter that such a place has to share: one word is no part of a fact.
const LEAST_TERMS: usize = 3;

/// What was found of one fact.
#[derive(Clone, Copy, Debug)]
pub enum Case {
    /// Articles whose sentences stand on one row.
    OnRow(OnRow),
    /// Two sentences that stand on no row together, how sure it is that they have a fact in common, and that one of them has with another
    /// sentence of the other's article, 0 to 1; and whether one of them stands far down.
    OffRow { sure: f32, best: f32, is_far: bool },
    /// Two sentences at the heads of their articles, what speaks for it that they tell the event of both, 0 to 2, and whether no two others
    /// of these have more.
    AtHead { likely: f32, is_first: bool },
}

/// Articles on a row that is sure enough to state one fact.
#[derive(Clone, Copy, Debug)]
pub struct OnRow {
    /// The one thing in which they contradict each other, if it is one.
    pub conflict: Option<Difference>,
    /// It is sure that all state one thing.
    pub is_one: bool,
    /// Articles of which none says otherwise.
    pub agreeing: usize,
}

/// One thing in which two articles contradict each other.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    pub kind: Kind,
    /// Share of the words of the shorter sentence that both have.
    pub shared: f32,
    /// The articles are of two days.
    pub is_days_apart: bool,
    /// A finding for figures or days has it.
    pub is_told: bool,
}

impl Difference {
    fn is_the_only_one(&self) -> bool {
        let may_have_grown = self.is_days_apart && self.kind == Kind::Number;
        self.shared >= ONE_SENTENCE && !may_have_grown && !self.is_told
    }
}

/// Whether a row of this score is sure enough to state one fact; `on_row` has what each of its articles holds of the others' cells.
pub fn is_sure(score: f32, are_words_said: bool, on_row: &[Vec<Held>]) -> bool {
    let all = |is_enough: fn(&Held) -> bool| on_row.iter().all(|held| held.iter().any(is_enough));
    let agree =
        all(|held| held.share >= AGREED && held.matter >= AGREED && held.terms >= AGREED_TERMS);
    let have_much = all(|held| held.terms >= MANY_TERMS)
        && on_row.iter().flatten().any(|held| held.share >= MOST_HELD);
    match are_words_said {
        true => score >= LESS_SURE && agree,
        false => score >= LESS_SURE || have_much,
    }
}

/// Whether a place off the row that holds so much of a fact says it only in part; `None` where it holds too little.
pub fn says_in_part(held: &Held) -> Option<bool> {
    let more = match held.place? {
        (first, last) if last > first => SEVERAL,
        _ => 0.0,
    };
    let enough = held.share >= PARTLY + more
        && held.matter >= PARTLY_MATTER + more
        && held.terms >= LEAST_TERMS;
    enough.then_some(held.share < WHOLE_ELSEWHERE || held.matter < WHOLE_ELSEWHERE)
}

const fn row(verdict: Verdict, name: &'static str, right: u32, read: u32) -> Row {
    Row {
        kind: FindingKind::Fact,
        verdict,
        name,
        read: Counted(right, read),
    }
}

/// What there is to say of the ground on which a case stands; `None` where it stands on none.
pub fn row_of(case: Case) -> Option<Row> {
    ground::first(GROUNDS, &case).map(|ground| ground.row)
}

const RESIGNS: &str = "The mayor of Tolling will not resign over the broken dam by the lake.";
const DIED: &str = "Jan Dask, the baker of Tolling, died on Tuesday in his house by the lake.";

pub const GROUNDS: &[Ground<Case>] = &[
    // Two sentences that are one but for a number, a day or a denial.
    Ground {
        row: row(Verdict::Differs, "one but for one thing", 0, 0),
        fits: |case| {
            let Case::OnRow(row) = case else { return false };
            row.conflict
                .is_some_and(|conflict| conflict.is_the_only_one())
        },
        examples: &[[
            RESIGNS,
            "The mayor of Tolling will resign over the broken dam by the lake.",
        ]],
        counter_examples: &[
            [
                DIED,
                "Jan Dask, the baker of Tolling, died on Wednesday in his house by the lake.",
            ],
            [
                "The council of Tolling has nine members who are chosen by lot among the guilds.",
                "The council of Tolling has seven members who are chosen by lot among the guilds.",
            ],
        ],
    },
    // A row that is sure to state one thing.
    Ground {
        row: row(Verdict::Shared, "one statement", 81, 84),
        fits: |case| matches!(case, Case::OnRow(row) if row.is_one && row.agreeing > 1),
        examples: &[[
            DIED,
            "The baker Jan Dask of Tolling died on Tuesday in his house.",
        ]],
        counter_examples: &[
            [
                RESIGNS,
                "The mayor of Tolling will resign over the broken dam by the lake.",
            ],
            [
                DIED,
                "The town of Velmora has a museum of clocks, which nobody has wound for years.",
            ],
        ],
    },
    // The first sentences of two articles that most likely tell the event of both.
    Ground {
        row: row(Verdict::Related, "the event", 0, 0),
        fits: |case| {
            let Case::AtHead { likely, is_first } = case else {
                return false;
            };
            *likely >= if *is_first { ONE_EVENT } else { MORE_OF_IT }
        },
        examples: &[],
        counter_examples: &[[
            DIED,
            "The town of Velmora has a museum of clocks, which nobody has wound for years.",
        ]],
    },
    // One that is not so sure, or on which one denies or leaves open what another states; two sentences off one row.
    Ground {
        row: row(Verdict::Related, "one topic", 130, 166),
        fits: |case| match case {
            Case::OnRow(_) => true,
            Case::OffRow { sure, best, is_far } => {
                let is_best =
                    *sure >= SURE && *best < sure + BETTER || *sure >= MUTUAL && best <= sure;
                is_best && (!is_far || *sure >= SURE_FAR)
            }
            Case::AtHead { .. } => false,
        },
        examples: &[[
            "The mayor of Tolling will not mend the broken dam by the lake this year.",
            "The mayor of Tolling said he would mend the dam by the lake, which broke in the storm.",
        ]],
        counter_examples: &[[
            DIED,
            "The town of Velmora has a museum of clocks, which nobody has wound for years.",
        ]],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::ground::walk::walk;

    #[test]
    fn far_down_two_sentences_off_one_row_have_to_be_surer() {
        for (sure, is_far, told) in [
            (0.55, false, true),
            (0.55, true, false),
            (0.75, true, true),
            (0.4, false, true),
            (0.3, false, false),
        ] {
            let case = Case::OffRow {
                sure,
                best: sure,
                is_far,
            };
            assert_eq!(row_of(case).is_some(), told, "{case:?}");
        }
    }

    #[test]
    fn what_stands_on_each_ground_is_told_and_what_only_comes_near_is_not() {
        // What two headlines have in common tells the event; these articles have none (`tests::statements`).
        walk(GROUNDS, &["the event"]);
    }
}
