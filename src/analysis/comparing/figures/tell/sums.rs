//! Parts that stand side by side in one sentence and add up: put beside a total that is given elsewhere.

use std::collections::BTreeSet;

use super::labels::{named, of_claim};
use crate::analysis::comparing::figures::judge::{Case, Parts, row_of};
use crate::analysis::comparing::figures::read::Claim;
use crate::analysis::comparing::figures::tie::Quantity;
use crate::analysis::comparing::sureness::Row;
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::{Finding, Value};

/// Two totals further apart than this share are of different things.
const ABOUT_A_TOTAL: f64 = 0.15;
/// From this number on a count of anything that is the sum of two others is not so by chance.
const SELDOM: f64 = 100.0;
/// Letters by which a name and the word for its people are alike.
const STEM_LETTERS: usize = 5;
/// A name in one of so many sentences is what the article is about.
const TOPIC: usize = 3;
/// Sentences that an article is taken to have where it has fewer: two of three tell nothing of its topic.
const LEAST_SENTENCES: usize = 9;
/// Words of a sentence that are read for names.
const MOST_WORDS: usize = 80;
/// Bytes between two parts of a sum: `five Ukrainians and 104 Belarusians`.
const BETWEEN_PARTS: usize = 60;

/// The findings for sums; each sum beside the total that is nearest, in its own article first.
pub fn sums(table: &Table, claims: &[Claim], quantities: &[Quantity]) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut told: BTreeSet<(u64, u64)> = BTreeSet::new();
    for pair in claims.windows(2) {
        let [a, b] = pair else { continue };
        if !are_parts(table, a, b) {
            continue;
        }
        let people = a.may_count_people() && b.may_count_people();
        let sum = a.low + b.low;
        // Where a nearer total is given, one further away is that of a larger whole.
        let away = |total: &Claim| (total.low - sum).abs();
        let near_sum = claims
            .iter()
            .filter(|total| is_total(total, (a, b), sum, people));
        let nearest = near_sum.clone().map(away).fold(f64::INFINITY, f64::min);
        let mut totals: Vec<(Parts, Row, &Claim)> = near_sum
            .filter(|total| away(total) <= nearest)
            .filter_map(|total| {
                let parts = beside(table, a, total, sum);
                Some((parts, row_of(Case::Sum(parts))?, total))
            })
            .collect();
        totals.sort_by(|x, y| {
            (x.0.is_elsewhere.cmp(&y.0.is_elsewhere))
                .then(y.0.near.total_cmp(&x.0.near))
                .then(x.2.article.cmp(&y.2.article))
        });
        let Some(&(_, row, best)) = totals.first() else {
            continue;
        };
        if !told.insert((sum.to_bits(), best.low.to_bits())) {
            continue;
        }
        found.push(sum_told(table, claims, quantities, (a, b), (best, row)));
    }
    found
}

fn sum_told(
    table: &Table,
    claims: &[Claim],
    quantities: &[Quantity],
    parts: (&Claim, &Claim),
    (total, row): (&Claim, Row),
) -> Finding {
    let (a, b) = parts;
    let sum = a.low + b.low;
    let same =
        |claim: &Claim, other: &Claim| claim.article == other.article && claim.span == other.span;
    // Whoever gives the same parts or the same total stands beside them.
    let mut shown: Vec<&Claim> = Vec::new();
    for quantity in quantities.iter().filter(|quantity| {
        quantity.members.iter().any(|&at| {
            [a, b, total]
                .into_iter()
                .any(|claim| same(&claims[at], claim))
        })
    }) {
        shown.extend(quantity.members.iter().map(|&at| &claims[at]));
    }
    let written = |claim: &Claim| table.value(claim.article, claim.span).text;
    let equation = format!("{} + {} = {sum}", written(a), written(b));
    let mut values: Vec<Value> = shown
        .iter()
        .map(|claim| table.value(claim.article, claim.span))
        .collect();
    values.sort_by_key(|value| (value.article, value.start));
    values.dedup();
    let why = if sum == total.low {
        format!(
            "The parts add up: {equation}, which {} gives whole.",
            table.name(total.article)
        )
    } else {
        format!(
            "{equation} in {}, against {} in {}: added up, the parts are not the total.",
            table.name(a.article),
            written(total),
            table.name(total.article)
        )
    };
    let what = named(table, &[total]).unwrap_or_else(|| of_claim(table, total).text);
    row.finding(what, values, why)
}

/// How the sentence of parts stands to that of a total.
fn beside(table: &Table, part: &Claim, total: &Claim, sum: f64) -> Parts {
    let ends = [part, total].map(|claim| (claim.article, claim.sentence));
    let is_elsewhere = total.article != part.article;
    Parts {
        add_up: total.low == sum,
        is_seldom: sum >= SELDOM && !total.is_round(),
        near: table.reading.similarity(ends[0], ends[1]),
        is_elsewhere,
        share_a_name: !is_elsewhere && share_a_capital(table, part, total),
    }
}

/// Whether the sentences of two claims of one article share a word with a capital letter: `Ukraine` and `Ukrainian` are
/// one here. What the whole article is about, every third sentence and more, says nothing.
fn share_a_capital(table: &Table, a: &Claim, b: &Claim) -> bool {
    let text = table.articles[a.article];
    let capitals = |sentence: usize| -> BTreeSet<String> {
        let sentence = text.text(text.sentences[sentence]);
        words::words(sentence)
            .take(MOST_WORDS)
            .skip(1)
            .map(|word| word.of(sentence))
            .filter(|word| word.starts_with(char::is_uppercase))
            .filter(|word| word.chars().count() >= STEM_LETTERS)
            .map(|word| words::fold(word).chars().take(STEM_LETTERS).collect())
            .collect()
    };
    let (one, other) = (capitals(a.sentence), capitals(b.sentence));
    one.intersection(&other).any(|stem| {
        let with = (0..text.sentences.len()).filter(|&at| capitals(at).contains(stem));
        with.count() * TOPIC < text.sentences.len().max(LEAST_SENTENCES)
    })
}

/// Two exact counts of people, side by side in one sentence and joined by "and".
fn are_parts(table: &Table, a: &Claim, b: &Claim) -> bool {
    if a.article != b.article || a.sentence != b.sentence || a.span.end > b.span.start {
        return false;
    }
    let between = table.articles[a.article]
        .body
        .get(a.span.end..b.span.start)
        .unwrap_or("");
    a.is_exact()
        && b.is_exact()
        && !a.is_part
        && !b.is_part
        && a.unit.is_empty()
        && b.unit.is_empty()
        && !a.of.is_empty()
        && !b.of.is_empty()
        && a.low != b.low
        && between.len() <= BETWEEN_PARTS
        && between.ends_with(" and ")
}

/// An exact count of people near the sum, which is not one of the parts; of other things, or where the parts may be other
/// things, only the sum itself, a number that is seldom there by chance.
fn is_total(claim: &Claim, (a, b): (&Claim, &Claim), sum: f64, people: bool) -> bool {
    let counted = people && claim.counts_people();
    let away = (claim.low - sum).abs();
    let near = if counted {
        away <= sum * ABOUT_A_TOTAL
    } else {
        away == 0.0 && sum >= SELDOM && claim.article != a.article
    };
    let is_part = claim.low == a.low || claim.low == b.low;
    claim.is_exact() && claim.unit.is_empty() && near && !is_part && claim.low > a.low.max(b.low)
}
