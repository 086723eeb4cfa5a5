//! When something happened, where two articles say it: differently, or the same in two ways.
//!
//! A time is tied to what it dates by the word that it belongs to (`ran aground on Tuesday`) and by what is told around it.
//! Told only where it is sure: a wrong "differs" is the worst error.

use super::happenings::{Happening, happening};
use super::moments::moments;
use super::table::{Sets, Table};
use super::values::Values;
use crate::analysis::dates;
use crate::model::{Finding, FindingKind, Verdict};

/// Likeness of two sentences off one row from which their times may be of one happening.
const NEAR: f32 = 0.3;
/// Words told around both times.
const LEAST_TOLD: usize = 2;

/// Two times of one happening.
struct Tie {
    values: Values,
    sure: f32,
    a: usize,
    b: usize,
    head: String,
    note: String,
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let happenings: Vec<Happening> = table
        .articles
        .iter()
        .enumerate()
        .flat_map(|(number, article)| {
            let found = dates::dates(article);
            let found: Vec<Happening> = found
                .iter()
                .filter_map(|dated| happening(number, article, dated))
                .collect();
            found
        })
        .collect();
    let ties = ties(table, &happenings);
    let mut sets = Sets::new(happenings.len());
    for tie in &ties {
        sets.join(tie.a, tie.b);
    }
    sets.sets()
        .into_iter()
        .filter(|set| set.len() > 1)
        .filter_map(|set| finding(table, &happenings, &ties, &set))
        .collect()
}

fn ties(table: &Table, happenings: &[Happening]) -> Vec<Tie> {
    let mut ties = Vec::new();
    for (a, one) in happenings.iter().enumerate() {
        for (b, other) in happenings.iter().enumerate().skip(a + 1) {
            if one.article == other.article || one.is_clock() != other.is_clock() {
                continue;
            }
            ties.extend(tie(table, happenings, a, b));
        }
    }
    ties
}

fn tie(table: &Table, happenings: &[Happening], a: usize, b: usize) -> Option<Tie> {
    let (one, other) = (&happenings[a], &happenings[b]);
    let head = one.shared_head(other)?;
    let row = |happening: &Happening| table.row(happening.article, happening.dated.sentence);
    let one_row = row(one).is_some() && row(one) == row(other);
    let near = table.reading.similarity(
        (one.article, one.dated.sentence),
        (other.article, other.dated.sentence),
    );
    let (told, cover) = one.told_alike(other);
    if !(one_row || near >= NEAR) || told < LEAST_TOLD {
        return None;
    }
    let published = |happening: &Happening| table.articles[happening.article].published.as_ref();
    let values = moments(one, other, (published(one), published(other)))?;
    if values == Values::Different && !are_alone(table, happenings, a, b) {
        return None;
    }
    Some(Tie {
        values,
        sure: near,
        a,
        b,
        head: head.to_string(),
        note: format!(
            "row {one_row} near {near:.2} told {told} cover {cover:.2} night {}{}",
            one.may_be_night, other.may_be_night
        ),
    })
}

/// No other time of the same in either article agrees with the one in the other: it is clear which answers which.
fn are_alone(table: &Table, happenings: &[Happening], a: usize, b: usize) -> bool {
    let clear = |one: &Happening, other: &Happening| {
        happenings
            .iter()
            .filter(|held| held.article == one.article && held.dated.span != one.dated.span)
            .filter(|held| {
                held.shared_head(other).is_some() || held.dated.sentence == one.dated.sentence
            })
            .all(|held| {
                let published =
                    |happening: &Happening| table.articles[happening.article].published.as_ref();
                let stands = moments(held, other, (published(held), published(other)));
                matches!(stands, None | Some(Values::Different))
            })
    };
    clear(&happenings[a], &happenings[b]) && clear(&happenings[b], &happenings[a])
}

fn finding(
    table: &Table,
    happenings: &[Happening],
    ties: &[Tie],
    set: &[usize],
) -> Option<Finding> {
    let own: Vec<&Tie> = ties.iter().filter(|tie| set.contains(&tie.a)).collect();
    let has = |values: Values| own.iter().any(|tie| tie.values == values);
    let verdict = if has(Values::Different) {
        Verdict::Differs
    } else if has(Values::Compatible) {
        Verdict::Compatible
    } else {
        Verdict::Same
    };
    let first = happenings.get(*set.first()?)?;
    let surest = own.iter().map(|tie| tie.sure).fold(0.0, f32::max);
    let head = &own.first()?.head;
    Some(Finding {
        kind: FindingKind::Date,
        what: format!(
            "when: {}",
            table.words_before(first.article, first.dated.sentence, first.dated.span)
        ),
        values: set
            .iter()
            .map(|&at| table.value(happenings[at].article, happenings[at].dated.span))
            .collect(),
        verdict,
        sure: (surest * 0.8).clamp(0.0, 0.9),
        why: format!(
            "{head}: {}",
            own.iter()
                .map(|tie| tie.note.as_str())
                .collect::<Vec<_>>()
                .join("; ")
        ),
    })
}

#[cfg(test)]
mod tests;
