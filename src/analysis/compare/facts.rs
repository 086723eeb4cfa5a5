//! Coverage: the facts that several articles tell, and which article tells them, in part or not at all.
//!
//! A fact is a row of the alignment. An article says it where it stands on the row; it says it partly where it holds some of
//! what the row's most common wording tells, on the row or elsewhere; else nothing there was matched with it.

use std::collections::{BTreeMap, HashMap};

use super::table::{Table, WHAT_CHARS, excerpt};
use crate::model::{Finding, FindingKind, Span, Verdict};

/// How sure a row has to be: of 89 read by eye every second one below told two things.
const SURE: f32 = 0.7;
/// Share of what the row's wording tells that an article on the row has to hold to say it whole.
const WHOLE: f32 = 0.4;
/// Share that one sentence of an article elsewhere has to hold to say it partly.
const PARTLY: f32 = 0.5;
/// Terms that such a sentence has to share: one word is no part of a fact.
const LEAST_TERMS: usize = 3;
/// Facts told: more than these nobody reads.
const MOST_FACTS: usize = 200;

/// What one article has on a row: its sentences, by number.
struct Cell {
    article: usize,
    first: usize,
    last: usize,
    span: Span,
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let postings = postings(table);
    let mut facts: Vec<(usize, f32, Finding)> = Vec::new();
    for row in &table.rows {
        let cells = cells(table, &row.spans);
        if cells.len() > 1 && row.score >= SURE {
            facts.push(fact(table, &cells, row.score, &postings));
        }
    }
    facts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.total_cmp(&b.1)));
    facts.truncate(MOST_FACTS);
    facts.into_iter().map(|(_, _, finding)| finding).collect()
}

/// How many articles tell a fact, how early they do, and the fact.
fn fact(table: &Table, cells: &[Cell], score: f32, postings: &Postings) -> (usize, f32, Finding) {
    let terms: Vec<Terms> = cells.iter().map(|cell| terms(table, cell)).collect();
    let agreed = |one: usize| -> f32 {
        let others = (0..terms.len()).filter(|&other| other != one);
        others.map(|other| held(&terms[one], &terms[other])).sum()
    };
    let wording = (0..cells.len())
        .max_by(|&a, &b| agreed(a).total_cmp(&agreed(b)).then(b.cmp(&a)))
        .unwrap_or(0);
    let mut values = Vec::new();
    let mut partly = 0;
    for (cell, has) in cells.iter().zip(&terms) {
        let mut value = table.value(cell.article, cell.span);
        value.partly = held(&terms[wording], has) < WHOLE;
        partly += usize::from(value.partly);
        values.push(value);
    }
    let on_row: Vec<usize> = cells.iter().map(|cell| cell.article).collect();
    for (article, sentence) in postings.nearest(&terms[wording], table.articles.len()) {
        if on_row.contains(&article) {
            continue;
        }
        if let Some(&span) = table.articles[article].sentences.get(sentence) {
            let mut value = table.value(article, span);
            value.partly = true;
            partly += 1;
            values.push(value);
        }
    }
    let count = table.articles.len();
    let absent = count - values.len();
    let mut why = format!("{} of {count} articles say it", values.len() - partly);
    if partly > 0 {
        why += &format!(", {partly} in part");
    }
    if absent > 0 {
        why += &format!("; in {absent} no sentence was matched with it");
    }
    why.push('.');
    let early: f32 = cells
        .iter()
        .map(|cell| cell.first as f32 / table.articles[cell.article].sentences.len().max(1) as f32)
        .sum::<f32>()
        / cells.len() as f32;
    let words = table.articles[cells[wording].article].text(cells[wording].span);
    let finding = Finding {
        kind: FindingKind::Fact,
        what: excerpt(words, WHAT_CHARS),
        values,
        verdict: Verdict::Shared,
        sure: score.clamp(0.0, 0.99),
        why,
    };
    (cells.len(), early, finding)
}

fn cells(table: &Table, spans: &[Option<Span>]) -> Vec<Cell> {
    spans
        .iter()
        .enumerate()
        .filter_map(|(article, span)| {
            let span = (*span)?;
            Some(Cell {
                article,
                first: table.sentence(article, span.start)?,
                last: table.sentence(article, span.end.saturating_sub(1))?,
                span,
            })
        })
        .collect()
}

/// What some sentences tell: terms and their weights, in order, so that sums are the same each time.
type Terms = BTreeMap<u32, f32>;

fn terms(table: &Table, cell: &Cell) -> Terms {
    let mut all = Terms::new();
    for sentence in cell.first..=cell.last {
        for &(term, weight) in table.reading.terms((cell.article, sentence)) {
            let held = all.entry(term).or_default();
            *held = held.max(weight);
        }
    }
    all
}

/// The share of the weight of `one` that `by` has too, 0 to 1.
fn held(one: &Terms, by: &Terms) -> f32 {
    let all: f32 = one.values().sum();
    let common: f32 = one
        .iter()
        .filter(|(term, _)| by.contains_key(term))
        .map(|(_, weight)| weight)
        .sum();
    if all > 0.0 { common / all } else { 0.0 }
}

/// Where each term stands: article and sentence.
struct Postings(HashMap<u32, Vec<(u32, u32)>>);

fn postings(table: &Table) -> Postings {
    let mut postings: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
    for (number, article) in (0..).zip(table.articles) {
        for sentence in 0..article.sentences.len() {
            for (term, _) in table.reading.terms((number as usize, sentence)) {
                let place = (number, u32::try_from(sentence).unwrap_or(u32::MAX));
                postings.entry(*term).or_default().push(place);
            }
        }
    }
    Postings(postings)
}

impl Postings {
    /// Of each article the sentence that holds most of some terms, where it holds enough of them; articles in order.
    fn nearest(&self, terms: &Terms, articles: usize) -> Vec<(usize, usize)> {
        let all: f32 = terms.values().sum();
        let mut held: HashMap<(u32, u32), (f32, usize)> = HashMap::new();
        for (term, weight) in terms {
            for &place in self.0.get(term).into_iter().flatten() {
                let entry = held.entry(place).or_default();
                entry.0 += weight;
                entry.1 += 1;
            }
        }
        let mut best: Vec<Option<(f32, u32)>> = vec![None; articles];
        for ((article, sentence), (weight, count)) in held {
            if count < LEAST_TERMS || weight < PARTLY * all {
                continue;
            }
            let best = &mut best[article as usize];
            let better = best
                .is_none_or(|(most, at)| weight.total_cmp(&most).then(at.cmp(&sentence)).is_gt());
            if better {
                *best = Some((weight, sentence));
            }
        }
        best.into_iter()
            .enumerate()
            .filter_map(|(article, best)| best.map(|(_, sentence)| (article, sentence as usize)))
            .collect()
    }
}
