//! When something happened, where two articles say it: differently, or the same in two ways.
//!
//! A time is tied to what it dates by the word that it belongs to (`ran aground on Tuesday`) and by what is told around it:
//! the more they must speak of one happening, the less their times agree. A wrong "differs" is the worst error.

pub(super) mod evidence;
pub(super) mod happenings;
pub(super) mod judge;
mod moments;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::align::{Against, contrary, opposed};
use super::clause::label;
use super::table::{Sets, Table};
use crate::analysis::reading::dates::{self, Said};
use crate::model::{Finding, Value};
use evidence::{agreeing, is_believed, weighed};
use happenings::{Happening, happening};
use judge::{Case, GROUNDS};
use moments::{Moments, moments};

/// Times that belong to one word; with more of them in the articles it tells nothing.
const MOST_OF_A_WORD: usize = 150;

/// The first sentences of an article tell its event in brief.
const LEAD_SENTENCES: usize = 3;
/// Two times of one happening.
struct Tie {
    moments: Moments,
    /// Number of the ground on which they are of one happening.
    ground: usize,
    /// Likeness of their sentences, 0 to 1.
    alike: f32,
    a: usize,
    b: usize,
}

/// Every time that an article gives.
fn happenings(table: &Table) -> Vec<Happening> {
    table
        .articles
        .iter()
        .enumerate()
        .flat_map(|(number, article)| {
            let found = dates::dates(article, &table.texts[number]);
            let found = found.iter();
            let found: Vec<Happening> = found
                .filter_map(|dated| happening(number, article, dated))
                .collect();
            found
        })
        .collect()
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let happenings = happenings(table);
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
    let mut of_word: BTreeMap<Cow<str>, Vec<usize>> = BTreeMap::new();
    for (at, happening) in happenings.iter().enumerate() {
        for head in &happening.heads {
            of_word.entry(head.into()).or_default().push(at);
        }
        if let Said::Day { month, day, .. } = happening.dated.said {
            let key = format!("{month} {day}");
            of_word.entry(key.into()).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for all in of_word.values().filter(|all| all.len() <= MOST_OF_A_WORD) {
        for (at, &a) in all.iter().enumerate() {
            let others = all[at + 1..].iter();
            pairs.extend(others.map(|&b| (a, b)));
        }
    }
    let leads = happenings.iter().enumerate();
    let leads: Vec<usize> = leads
        .filter(|(_, one)| is_lead(one))
        .map(|(at, _)| at)
        .collect();
    for (at, &a) in leads.iter().enumerate().take(MOST_OF_A_WORD) {
        pairs.extend(leads[at + 1..].iter().map(|&b| (a, b)));
    }
    let mut ties: Vec<Tie> = pairs
        .into_iter()
        .filter(|&(a, b)| happenings[a].article != happenings[b].article)
        .filter_map(|(a, b)| tie(table, happenings, a, b))
        .collect();
    // A time that a rule has tied to one of an article is tied to no other of it.
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    for tie in &ties {
        taken.insert((tie.a, happenings[tie.b].article));
        taken.insert((tie.b, happenings[tie.a].article));
    }
    let open = agreeing(table, happenings).into_iter().filter(|&(a, b)| {
        !taken.contains(&(a, happenings[b].article)) && !taken.contains(&(b, happenings[a].article))
    });
    let open: Vec<(usize, usize)> = open.collect();
    ties.extend(
        open.into_iter()
            .filter_map(|(a, b)| weighed(table, happenings, a, b)),
    );
    ties.retain(|tie| !is_denied(table, &happenings[tie.a], &happenings[tie.b], tie.moments));
    ties
}

/// Whether the times are the same, and one article denies, or takes back, what the other dates by it, or dates the opposite.
fn is_denied(table: &Table, one: &Happening, other: &Happening, moments: Moments) -> bool {
    let [one, other] = [one, other].map(|happening| {
        let article = table.articles[happening.article];
        let sentence = article.sentences.get(happening.dated.sentence);
        sentence.map_or("", |span| article.text(*span))
    });
    moments == Moments::Same
        && (contrary(one, other).is_some_and(|found| found.against == Against::Denied)
            || opposed(one, other).is_some())
}

/// What is known of two happenings; `None` where it cannot be known how their times stand, or where less is told around both than
/// `is_enough` asks for, before the rest, which costs more to know.
fn case(
    table: &Table,
    happenings: &[Happening],
    (one, other): (&Happening, &Happening),
    is_enough: impl Fn(&Case) -> bool,
) -> Option<Case> {
    let found = stand(table, one, other)?;
    let (told, cover) = one.told_alike(other);
    let row = |happening: &Happening| table.row(happening.article, happening.dated.sentence);
    let one_row = row(one).is_some() && row(one) == row(other);
    let is_day = |happening: &Happening| matches!(happening.dated.said, Said::Day { .. });
    let mut case = Case {
        moments: found,
        are_days: is_day(one) && is_day(other),
        are_written_alike: way(one) == way(other) && !one.is_clock(),
        of_one_word: one.shares_a_head(other),
        told,
        cover,
        one_row,
        near: 0.0,
        are_leads: is_lead(one) && is_lead(other),
        is_one_spoken: one.is_speech || other.is_speech,
        are_spoken: one.is_speech && other.is_speech,
        are_of_a_deed: false,
        are_alone: false,
        is_weighed_one: false,
    };
    if !is_enough(&case) {
        return None;
    }
    case.near = table.reading.similarity(
        (one.article, one.dated.sentence),
        (other.article, other.dated.sentence),
    );
    if found != Moments::Same {
        case.are_of_a_deed = one.are_of_a_deed(other);
        case.are_alone = are_alone(table, happenings, one, other);
    }
    Some(case)
}

fn tie(table: &Table, happenings: &[Happening], a: usize, b: usize) -> Option<Tie> {
    let (one, other) = (&happenings[a], &happenings[b]);
    let case = case(table, happenings, (one, other), Case::is_told_around)?;
    let ground = GROUNDS.iter().position(|ground| (ground.fits)(&case))?;
    if !is_believed(table, happenings, &case, (one, other)) {
        return None;
    }
    Some(tied(table, happenings, (a, b), &case, ground))
}

fn tied(
    table: &Table,
    happenings: &[Happening],
    (a, b): (usize, usize),
    case: &Case,
    ground: usize,
) -> Tie {
    let one = &happenings[a];
    let row = |happening: &Happening| table.row(happening.article, happening.dated.sentence);
    let of_row = row(one)
        .filter(|_| case.one_row)
        .and_then(|at| table.rows.get(at));
    Tie {
        moments: case.moments,
        ground,
        alike: of_row.map_or(case.near, |row| case.near.max(row.score)),
        a,
        b,
    }
}

fn is_lead(happening: &Happening) -> bool {
    happening.dated.sentence < LEAD_SENTENCES
}

/// How the times of two happenings stand to each other.
fn stand(table: &Table, one: &Happening, other: &Happening) -> Option<Moments> {
    let published = |happening: &Happening| table.articles[happening.article].published.as_ref();
    moments(one, other, (published(one), published(other)))
}

/// No other time in the sentence of either, or of the same word anywhere in its article, agrees with the other's: it is
/// clear which answers which.
fn are_alone(table: &Table, happenings: &[Happening], one: &Happening, other: &Happening) -> bool {
    let clear = |one: &Happening, other: &Happening| {
        let beside = happenings.iter().filter(|held| {
            held.article == one.article
                && held.dated.span != one.dated.span
                && held.is_clock() == one.is_clock()
        });
        beside
            .filter(|held| held.dated.sentence == one.dated.sentence || held.shares_a_head(other))
            .all(|held| {
                let in_sentence = held.dated.sentence == one.dated.sentence;
                let is_rival = in_sentence && held.shares_a_head(one);
                !is_rival && matches!(stand(table, held, other), None | Some(Moments::Different))
            })
    };
    clear(one, other) && clear(other, one)
}

fn finding(
    table: &Table,
    happenings: &[Happening],
    ties: &[Tie],
    set: &[usize],
) -> Option<Finding> {
    let own: Vec<&Tie> = ties
        .iter()
        .filter(|tie| set.binary_search(&tie.a).is_ok())
        .collect();
    // What tells most stands first; of two that stand alike the one whose times are said in two ways.
    let tie = own.iter().rev().min_by_key(|tie| tie.ground)?;
    let (one, other) = (&happenings[tie.a], &happenings[tie.b]);
    let row = GROUNDS[tie.ground].row;
    let written = |happening: &Happening| {
        let text = table.articles[happening.article];
        text.text(happening.dated.span)
    };
    let said = format!("“{}” and “{}”", written(one), written(other));
    let stands = match tie.moments {
        Moments::Different => format!("{said} cannot both be right"),
        Moments::Neighbours => {
            format!("{said} lie side by side: the hour, or the place, may explain it")
        }
        Moments::Inside => format!("one says it more loosely: {said}"),
        Moments::Same if written(one) == written(other) => {
            format!("both say “{}”", written(one))
        }
        Moments::Same => format!("{said} are one"),
    };
    let mut values: Vec<Value> = Vec::new();
    for &at in set {
        let held = &happenings[at];
        let value = table.value(held.article, held.dated.span);
        let known = |one: &Value| one.article == value.article && one.text == value.text;
        if !values.iter().any(known) {
            values.push(value);
        }
    }
    let labels = [one, other].map(|happening| {
        let here = (happening.article, happening.dated.sentence);
        label(table, here, Some(happening.dated.span))
    });
    let named = labels.iter().filter(|label| label.is_named);
    let what = named.min_by_key(|label| label.text.chars().count());
    let what = &what.unwrap_or(&labels[0]).text;
    let alike = tie.alike * 100.0;
    Some(row.finding(
        format!("when: {what}"),
        values,
        format!("Of two sentences that are {alike:.0} % alike {stands}."),
    ))
}

/// In which way a time is given: two of one way and the same value are written alike.
type Way = (u8, Option<i64>);

fn way(happening: &Happening) -> Way {
    match happening.dated.said {
        Said::Weekday(..) => (0, None),
        Said::Day { .. } => (1, None),
        Said::Month { .. } => (2, None),
        Said::Year(_) => (3, None),
        Said::FromToday(first, _) => (4, Some(first)),
        Said::FromThisMonth(months) => (5, Some(months)),
        Said::Clock(clock) => (6, clock.zone.map(i64::from)),
    }
}

#[cfg(test)]
mod tests;
