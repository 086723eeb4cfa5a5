//! How sure each kind of finding is: what became of those that were read, by what the finding stands on. The grounds stand with the rules
//! of each strand ([`super::ground`]).
//!
//! Invariant: no finding carries a share that was not counted. A row is what a finding stands on: its kind and
//! verdict, a name that never changes (it stands in JSON), and of how many that were read how many were right. A reader judged
//! every finding of its groups against the whole articles, as a fact-checker would: one that puts together what does not
//! belong together, that is judged wrongly, or whose reason, count or label is false, is wrong; one that is true and useless is
//! right. The counts are of the draws 72001 to 72004, read on 2026-11-29 by who had written the rules of facts (quotations and
//! numbers of one alone: of the first two), and of the draw 73001, read on that day by two who had written none; facts and what stands
//! in one alone were read before the last changes of their rules. Those of only here take in twelve groups that others had read; those of
//! dates, of what is missing and of spellings the draws 90003 and 90004 and all 415 groups, read before.
//! Shared facts take in 22 groups that others had read and nothing was learned from: a fact is right there where a reader had one in the
//! words of two of its articles. All grounds here take in twenty groups (of the draws 80001 and 80002, those that nobody had read) that two
//! strangers read on 2026-11-30; those of one topic were counted there alone, while they were told from a lower sureness on.
//! Of the strangers' quotations four that were wrong only in the number of their words, which is counted otherwise now, stand as right; their days
//! were told before the trees could doubt a rule.
//! The draws 91001, 92001, 93001 and 94001 (72 groups that nobody had read) were read by eight strangers on 2026-11-30, 1,833 findings, the rules
//! mended between: counted are those of them that are still told, in all grounds; numbers of one alone, facts and what stands in one alone
//! only there, since their rules or labels were changed. Two in five of those were read under another label than they have now. Of the facts 18 that were wrong only in saying that
//! another article may say it too, or in the count beside a related one, which is no more said so, stand as right.
//! Figures that were weighed are pairs of figures that groups gave which the trees had not learned from, read by who trained them, who set the least chance and the greatest distance of two values with them in
//! sight.
//! `cargo run --release --example measure -- findings DATA SEED` draws twenty groups and prints what there is to read.

use crate::model::{Finding, FindingKind, Sure, Sureness, Value, Verdict};

/// Readings under which no share is told: of ten that were all right the next may well be wrong.
const LEAST_READ: u32 = 20;
/// Share right from which a finding is told as sure, the number that is told rounded; of few readings one more of each sort is supposed
/// (Laplace).
const SURELY: f32 = 0.895;

/// What was read of a ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// So many were right, of so many.
    Counted(u32, u32),
    /// The reader decided it.
    Decided,
}
pub(super) use Read::{Counted, Decided};

/// What there is to say of a ground.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub kind: FindingKind,
    pub verdict: Verdict,
    /// Never changes: it stands in JSON.
    pub name: &'static str,
    pub read: Read,
}

impl Row {
    /// How sure what stands on it is.
    pub fn sureness(self) -> Sureness {
        let (share, read, word) = match self.read {
            Decided => (None, 0, Sure::Surely),
            Counted(right, read) => {
                let share = right as f32 / read.max(1) as f32;
                let supposed = (right + 1) as f32 / (read + 2) as f32;
                let told = (read >= LEAST_READ).then_some(share);
                let word = match told.unwrap_or(supposed) >= SURELY {
                    true => Sure::Surely,
                    false => Sure::Likely,
                };
                (told, read, word)
            }
        };
        Sureness {
            ground: self.name.to_string(),
            word,
            share,
            read,
        }
    }

    /// A finding on this ground, of which no other article is supposed to say it all the same.
    pub fn finding(self, what: String, values: Vec<Value>, why: String) -> Finding {
        Finding {
            kind: self.kind,
            what,
            values,
            verdict: self.verdict,
            sure: self.sureness(),
            why,
            unsure: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{dates, facts, figures, names, quotes, reuse};
    use super::*;

    /// The grounds of all strands.
    fn rows() -> Vec<Row> {
        let mut rows = Vec::new();
        rows.extend(figures::judge::GROUNDS.iter().map(|ground| ground.row));
        rows.extend(facts::judge::GROUNDS.iter().map(|ground| ground.row));
        let coverage = facts::coverage::judge::GROUNDS.iter();
        rows.extend(coverage.map(|ground| ground.row));
        rows.extend(dates::judge::GROUNDS.iter().map(|ground| ground.row));
        rows.extend(names::judge::GROUNDS.iter().map(|ground| ground.row));
        rows.extend(quotes::grounds::GROUNDS.iter().map(|ground| ground.row));
        rows.extend(reuse::grounds::GROUNDS.iter().map(|ground| ground.row));
        rows
    }

    #[test]
    fn under_twenty_readings_no_share_is_told() {
        for row in rows() {
            let sure = row.sureness();
            match row.read {
                Counted(right, read) if read >= LEAST_READ => {
                    let percent = (f64::from(right) * 100.0 / f64::from(read)).round() as u32;
                    let word = if percent >= 90 { "surely" } else { "likely" };
                    assert_eq!(sure.short(), word);
                    let words = format!("{word}: {percent} of 100 like it were right");
                    assert_eq!(sure.words(), words);
                }
                Counted(..) => assert!(["likely", "surely"].contains(&sure.words().as_str())),
                Decided => assert_eq!(sure.words(), "surely"),
            }
        }
    }

    #[test]
    fn every_ground_has_a_name_of_its_own_and_counts_that_can_be() {
        let mut names = BTreeSet::new();
        for row in rows() {
            assert!(names.insert(row.name), "{} twice", row.name);
            let sure = row.sureness();
            assert_eq!(sure.ground, row.name);
            if let Counted(right, read) = row.read {
                assert!(right <= read, "{}", row.name);
                assert_eq!(sure.share.is_some(), read >= LEAST_READ, "{}", row.name);
            }
        }
        for kind in FindingKind::ALL {
            assert!(rows().iter().any(|row| row.kind == kind), "{kind:?}");
        }
    }
}
