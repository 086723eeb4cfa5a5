//! Words that stand word for word in several articles: two articles put side by side, or all of a library at once.
//!
//! A stretch of eight words in a row (a shingle: Broder, "On the resemblance and containment of documents", 1997) is seldom
//! the same by chance. Among many articles those that may share one are found by fingerprints (Schleimer, Wilkerson and
//! Aiken, "Winnowing: local algorithms for document fingerprinting", 2003), so that the cost grows with the words read.

mod agencies;
mod apart;
mod fingerprints;
pub(super) mod grounds;
pub(super) mod shared;
mod text;

use std::collections::BTreeMap;

pub use agencies::{agency, is_an_agencys};
pub use grounds::LEAST_RUN;
pub use text::{Passage, Places, Text, Tokens, passages};

use crate::model::{Article, Copied, CopiedFrom, Published};

/// Share of an article's words from which another is told as what it was copied from.
const LEAST_SHARE: f32 = 0.05;

/// What is remembered of an article while others are read: six bytes a word.
pub struct Reading {
    id: String,
    published: Option<Published>,
    agency: Option<&'static str>,
    is_agencys_own: bool,
    tokens: Tokens,
}

impl Reading {
    pub fn new(article: &Article) -> Reading {
        Reading {
            id: article.id.clone(),
            published: article.published.clone(),
            agency: agency(article),
            is_agencys_own: is_agencys_own(article),
            tokens: Text::read(article).tokens,
        }
    }
}

/// What stands word for word in other articles, of every article of which more than a twentieth does; those most copied
/// first.
///
/// Grows with the words of all articles and with the pairs that share a passage, not with the pairs of articles.
pub fn copied(readings: &[Reading]) -> Vec<Copied> {
    let tokens: Vec<&Tokens> = readings.iter().map(|reading| &reading.tokens).collect();
    let mut shared: Vec<Vec<bool>> = tokens
        .iter()
        .map(|tokens| vec![false; tokens.len()])
        .collect();
    let mut with: Vec<Vec<(usize, usize)>> = vec![Vec::new(); readings.len()];
    let mut by_second: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (one, other) in fingerprints::pairs(&tokens) {
        by_second.entry(other).or_default().push(one);
    }
    for (other, ones) in by_second {
        let places = Places::of(tokens[other]);
        for one in ones {
            let runs = passages(tokens[one], tokens[other], &places);
            if runs.iter().all(|run| run.words() < LEAST_RUN) {
                continue;
            }
            let mut words = 0;
            for run in &runs {
                words += run.words();
                shared[one][run.from..run.to].fill(true);
                shared[other][run.there..run.there + run.words()].fill(true);
            }
            with[one].push((other, words));
            with[other].push((one, words));
        }
    }
    let mut found: Vec<Copied> = readings
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| {
            let words = reading.tokens.len();
            let shared = shared[at].iter().filter(|shared| **shared).count();
            let share = shared as f32 / words.max(1) as f32;
            (share >= LEAST_SHARE).then(|| told(readings, at, shared, &with[at]))
        })
        .collect();
    found.sort_by(|a, b| {
        b.share()
            .total_cmp(&a.share())
            .then_with(|| b.words.cmp(&a.words))
            .then_with(|| a.article.cmp(&b.article))
    });
    found
}

fn told(readings: &[Reading], at: usize, shared: usize, with: &[(usize, usize)]) -> Copied {
    let reading = &readings[at];
    let mut with = with.to_vec();
    with.sort_by(|a, b| {
        b.1.cmp(&a.1)
            .then_with(|| readings[a.0].id.cmp(&readings[b.0].id))
    });
    let source = likely_source(readings, at, &with);
    let words = reading.tokens.len();
    Copied {
        article: reading.id.clone(),
        words,
        shared,
        agency: reading.agency.map(str::to_string),
        source: source.map(|other| readings[other].id.clone()),
        with: with
            .iter()
            .filter(|(_, count)| *count as f32 >= LEAST_SHARE * words as f32)
            .map(|&(other, words)| CopiedFrom {
                article: readings[other].id.clone(),
                words,
            })
            .collect(),
    }
}

/// Of the articles that hold at least half as much of it as the fullest: the agency's own, else the earliest, where it is
/// earlier than this one. Nothing where the dates do not tell.
fn likely_source(readings: &[Reading], at: usize, with: &[(usize, usize)]) -> Option<usize> {
    let most = with.first()?.1;
    let full = with.iter().filter(|(_, words)| words * 2 >= most);
    let here = &readings[at];
    let mut earliest: Option<usize> = None;
    for &(other, _) in full {
        let there = &readings[other];
        if there.is_agencys_own && !here.is_agencys_own {
            return Some(other);
        }
        let best = earliest.map_or(here, |best| &readings[best]);
        if is_earlier(there.published.as_ref(), best.published.as_ref()) == Some(true) {
            earliest = Some(other);
        }
    }
    earliest
}

/// Whether the agency published it itself.
pub fn is_agencys_own(article: &Article) -> bool {
    let outlet = article.outlet.as_deref().and_then(agencies::named);
    outlet.is_some() && outlet == agency(article)
}

/// Whether the first was published before the second; nothing where the dates do not tell.
pub fn is_earlier(one: Option<&Published>, other: Option<&Published>) -> Option<bool> {
    let (one, other) = (one?, other?);
    if one.day() != other.day() {
        return Some(one.day() < other.day());
    }
    let tells = !one.day_only && !other.day_only && one.seconds != other.seconds;
    tells.then_some(one.seconds < other.seconds)
}

#[cfg(test)]
mod tests;
