//! What speaks for it that two times of different articles date one happening, weighed by boosted trees where the other grounds are silent.
//! `assets/COUNTERPARTS.md` says how the trees were trained and how well they judge.

use std::sync::OnceLock;

use super::happenings::Happening;
use super::judge::{Case, GROUNDS};
use super::moments::Moments;
use super::{Tie, case, happenings, stand, tie, tied};
use crate::analysis::comparing::table::Table;
use crate::analysis::comparing::trees::{Trees, logit};
use crate::analysis::comparing::weighed::{Weighed, words_around};
use crate::analysis::reading::dates::Said;

static ASSET: &str = include_str!("../../../../assets/times.tsv");

/// How likely it is of any two times that agree, before anything is weighed: 20 of 100 of those that the trees learned from.
pub const BEFORE: f32 = 0.2;
/// The chance from which two times are told as of one happening: of 11 pairs that groups never learned from gave and no rule put together,
/// 9 were of one.
const LIKELY: f32 = 0.8;

/// The chance below which a rule that ties two times that agree is not believed: held out, readers had 37 of the 48 pairs that rules tie,
/// and 35 of the 41 of this chance.
const DOUBTED: f32 = 0.5;

/// Pairs of times that agree which are weighed: an article of nothing but one day would have all of them weighed.
const MOST_AGREEING: usize = 2_000;

/// What is looked at, in order.
pub const EVIDENCE: [&str; 19] = [
    "inside",
    "days",
    "written alike",
    "of one word",
    "told",
    "cover",
    "one row",
    "likeness",
    "one fact",
    "leads",
    "one spoken",
    "both spoken",
    "of a deed",
    "finer",
    "looser",
    "that agree",
    "in sentences",
    "words around",
    "apart",
];

pub type Evidence = [f32; EVIDENCE.len()];

/// Of two happenings of different articles whose times agree, the same whichever is named first. Time grows with the happenings of both
/// articles.
fn evidence(
    table: &Table,
    happenings: &[Happening],
    case: &Case,
    (one, other): (&Happening, &Happening),
) -> Evidence {
    let yes = |is: bool| f32::from(u8::from(is));
    let ends = [one, other].map(|happening| (happening.article, happening.dated.sentence));
    let of_both = |article: usize| article == one.article || article == other.article;
    let agree = happenings.iter().filter(|held| {
        let against = if held.article == one.article {
            other
        } else {
            one
        };
        of_both(held.article) && matches!(stand(table, held, against), Some(Moments::Same))
    });
    let in_sentences = happenings
        .iter()
        .filter(|held| ends.contains(&(held.article, held.dated.sentence)));
    let fineness = [one, other].map(fineness);
    let place = |(article, sentence): (usize, usize)| {
        sentence as f32 / table.articles[article].sentences.len().max(1) as f32
    };
    [
        yes(case.moments == Moments::Inside),
        yes(case.are_days),
        yes(case.are_written_alike),
        yes(case.of_one_word),
        case.told as f32,
        case.cover,
        yes(case.one_row),
        case.near,
        table.reading.by_words(ends[0], ends[1]),
        yes(case.are_leads),
        yes(case.is_one_spoken),
        yes(case.are_spoken),
        yes(one.are_of_a_deed(other)),
        fineness[0].max(fineness[1]),
        fineness[0].min(fineness[1]),
        agree.count() as f32,
        in_sentences.count() as f32,
        words_around(
            table,
            ends.map(|end| end.0),
            [one.dated.span, other.dated.span],
        ),
        (place(ends[0]) - place(ends[1])).abs(),
    ]
}

/// How finely a time is given: a year least.
fn fineness(happening: &Happening) -> f32 {
    match happening.dated.said {
        Said::Year(_) => 0.0,
        Said::Month { .. } | Said::FromThisMonth(_) => 1.0,
        Said::FromToday(..) => 2.0,
        Said::Weekday(..) => 3.0,
        Said::Day { .. } => 4.0,
        Said::Clock(_) => 5.0,
    }
}

/// Whether the chance that two happenings whose times agree are one is so great.
fn is_likely(evidence: &Evidence, least: f32) -> bool {
    static TREES: OnceLock<Option<Trees>> = OnceLock::new();
    let shipped = TREES.get_or_init(|| Trees::read(ASSET, EVIDENCE.len()));
    shipped
        .as_ref()
        .is_some_and(|trees| trees.logit(BEFORE, evidence) >= logit(least))
}

/// Whether a rule that ties two happenings whose times are the same is to be believed.
pub(super) fn is_believed(
    table: &Table,
    happenings: &[Happening],
    case: &Case,
    pair: (&Happening, &Happening),
) -> bool {
    case.moments != Moments::Same
        || pair.0.is_clock()
        || is_likely(&evidence(table, happenings, case, pair), DOUBTED)
}

/// Pairs of times of different articles that agree, with what speaks for it that they are of one happening.
pub(in crate::analysis::comparing) fn pairs(table: &Table) -> Vec<Weighed<{ EVIDENCE.len() }>> {
    let happenings = happenings(table);
    let mut found = Vec::new();
    for (a, b) in agreeing(table, &happenings) {
        let (one, other) = (&happenings[a], &happenings[b]);
        let Some(case) = case(table, &happenings, (one, other), |_| true) else {
            continue;
        };
        found.push(Weighed {
            ends: [
                (one.article, one.dated.span),
                (other.article, other.dated.span),
            ],
            evidence: evidence(table, &happenings, &case, (one, other)),
            by_rule: tie(table, &happenings, a, b).map(|tie| GROUNDS[tie.ground].row.name),
        });
    }
    found
}

/// Pairs of different articles whose times agree, one inside the other or both the same; no clocks.
pub(super) fn agreeing(table: &Table, happenings: &[Happening]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (a, one) in happenings.iter().enumerate() {
        let behind = happenings.iter().enumerate().skip(a + 1);
        for (b, other) in behind.filter(|(_, other)| other.article != one.article) {
            let agree = matches!(
                stand(table, one, other),
                Some(Moments::Same | Moments::Inside)
            );
            if agree && !one.is_clock() && !other.is_clock() && found.len() < MOST_AGREEING {
                found.push((a, b));
            }
        }
    }
    found
}

/// Happenings that no rule puts together, and the trees do.
pub(super) fn weighed(table: &Table, happenings: &[Happening], a: usize, b: usize) -> Option<Tie> {
    let (one, other) = (&happenings[a], &happenings[b]);
    let mut case = case(table, happenings, (one, other), |_| true)?;
    let evidence = evidence(table, happenings, &case, (one, other));
    case.is_weighed_one = is_likely(&evidence, LIKELY);
    // Those of what was weighed stand last: the others ask for words that are told around both.
    let last = case
        .is_weighed_one
        .then(|| GROUNDS.iter().rposition(|ground| (ground.fits)(&case)));
    Some(tied(table, happenings, (a, b), &case, last.flatten()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_trees_are_read_whole() {
        let trees = Trees::read(ASSET, EVIDENCE.len()).unwrap();
        assert!(!trees.trees.is_empty());
        assert_eq!(trees.written(), ASSET);
    }
}
