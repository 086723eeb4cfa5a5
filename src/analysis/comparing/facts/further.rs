//! Facts of sentences that stand on no row together: an outlet puts one fact beside others, and a row takes each sentence only once.
//!
//! Two sentences that surely have a fact in common are told whole, as of one thing, under the words of one of them. The
//! passages alone, cut out of their sentences and told as said by both, were right in 3 of 9 to strangers.

use std::collections::BTreeSet;

use super::best_label;
use super::judge::{Case, MUTUAL, SURE, row_of};
use super::telling::not_sure;
use crate::analysis::comparing::align::{HEAD, Pair, SAYS_IT, contrary, opposed, state_one_thing};
use crate::analysis::comparing::cells::quoted;
use crate::analysis::comparing::facts::contrast::contrasts;
use crate::analysis::comparing::facts::doubts::{FAR_OFF_ROW, are_far, are_two_sayings};
use crate::analysis::comparing::furniture::{has_a_verb, is_statement};
use crate::analysis::comparing::sureness::Row;
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::{Finding, FindingKind, Span, Value, Verdict};

/// Words without which a sentence is a remark.
const LEAST_WORDS: usize = 7;
/// Share from which a sentence is a quotation, which is told as one.
const QUOTED: f32 = 0.5;
/// Share of a sentence that is told already, from which it is told.
const ONE: f32 = 0.5;
/// Facts told: more than these nobody reads.
const MOST: usize = 100;

/// Whether a fact is told already, at this place of the findings.
#[derive(Clone, Copy)]
enum Of {
    Known(usize),
    New(Row),
}

/// A fact on its way: by which article it is told in which words.
struct Told {
    of: Of,
    values: Vec<Value>,
}

/// Adds the facts of pairs of sentences that stand on no row together to what is told of facts, quotations and copies; one that is told as of
/// one topic gets the sentence of a further article that is of it. Time grows with the product of the pairs that are sure enough and what
/// is told.
pub(in crate::analysis::comparing) fn add(table: &Table, findings: &mut Vec<Finding>) {
    let mut found: Vec<Told> = Vec::new();
    // A number or a day that both sentences give is not what they tell.
    let mut told: Vec<&Finding> = Vec::new();
    for (at, finding) in findings.iter().enumerate() {
        match finding.kind {
            FindingKind::Figure | FindingKind::Date | FindingKind::Name => {}
            FindingKind::Fact if is_open(finding) => found.push(Told {
                of: Of::Known(at),
                values: finding.values.clone(),
            }),
            _ => told.push(finding),
        }
    }
    let known = found.len();
    let sure = table.pairs.iter().take_while(|pair| pair.sure >= MUTUAL);
    let sure = sure.map(|pair| (pair, case(table, pair)));
    for (pair, case) in heads(table).into_iter().chain(sure) {
        let values = || sentences(table, pair);
        let Some((row, values)) = row_of(case).and_then(|row| Some((row, values()?))) else {
            continue;
        };
        let is_told = told.iter().any(|finding| tells(&finding.values, &values))
            || found.iter().any(|known| tells(&known.values, &values))
            || values
                .iter()
                .all(|value| is_of_a_fact(&told, &found, value));
        // Of one event outlets may tell several things.
        let may_differ = matches!(case, Case::AtHead { .. });
        // Less sure ones have to share more than one phrase, as the name of a committee.
        let is_sure =
            pair.sure >= SURE || state_one_thing(&values[0].text, &values[1].text, SAYS_IT);
        let [one, other] = [&values[0], &values[1]].map(|value| (value.article, value.span()));
        let are_at_odds = || are_at_odds(&values) || are_two_sayings(table, one, other);
        if is_told || !is_sure || !may_differ && are_at_odds() {
            continue;
        }
        let mut same = found.iter().enumerate();
        match same.find_map(|(at, known)| Some((at, joins(&known.values, &values)?))) {
            Some((at, place)) => found[at].values.push(values[place].clone()),
            None if found.len() - known < MOST => found.push(Told {
                of: Of::New(row),
                values: values.into(),
            }),
            None => {}
        }
    }
    let facts = findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::Fact);
    let mut used: BTreeSet<String> = facts.map(|finding| finding.what.clone()).collect();
    let mut new: Vec<Finding> = Vec::new();
    let mut joined: Vec<(usize, Vec<Value>)> = Vec::new();
    for at in 0..found.len() {
        match found[at].of {
            Of::Known(known) => joined.push((known, found[at].values.clone())),
            Of::New(row) => {
                // What could only be listed under the words of another fact tells no more than that.
                let Some(what) = label(table, &found, at, &told, &used) else {
                    continue;
                };
                used.insert(what.clone());
                new.push(found[at].finding(table, row, what));
            }
        }
    }
    for (known, values) in joined {
        join(&mut findings[known], values, table.articles.len());
    }
    findings.extend(new);
}

/// It is told of articles of which it is not known whether they say the same.
fn is_open(finding: &Finding) -> bool {
    let told = finding.values.len();
    finding.verdict == Verdict::Related
        && [true, false]
            .iter()
            .any(|&more| finding.why.contains(&not_sure(told, more)))
}

/// Gives a fact the sentences of further articles.
fn join(finding: &mut Finding, values: Vec<Value>, articles: usize) {
    let (was, told) = (finding.values.len(), values.len());
    if told == was {
        return;
    }
    let now = not_sure(told, told < articles);
    for more in [true, false] {
        finding.why = finding.why.replace(&not_sure(was, more), &now);
    }
    let has = |article: &usize| values.iter().any(|value| value.article == *article);
    finding.unsure.retain(|article| !has(article));
    finding.values = values;
    finding
        .values
        .sort_by_key(|value| (value.article, value.start));
}

/// Whether a fact is told already that has the sentence of a value.
fn is_of_a_fact(told: &[&Finding], found: &[Told], value: &Value) -> bool {
    let mut facts = told
        .iter()
        .filter(|finding| finding.kind == FindingKind::Fact);
    facts.any(|finding| is_in(&finding.values, value))
        || found.iter().any(|known| is_in(&known.values, value))
}

/// Pairs of first sentences of two articles that may tell the event of both, the likeliest first, each sentence once.
fn heads<'a>(table: &'a Table) -> Vec<(&'a Pair, Case)> {
    let at_heads = table.pairs.iter().filter(|pair| {
        let [a, b] = pair.ends;
        a.1.max(b.1) < HEAD && sentences(table, pair).is_some()
    });
    let mut heads: Vec<(f32, &Pair)> = at_heads
        .map(|pair| {
            let [a, b] = pair.ends;
            (pair.sure + table.reading.tell_one_event(a, b), pair)
        })
        .collect();
    heads.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.ends.cmp(&y.1.ends)));
    let mut taken: BTreeSet<((usize, usize), usize)> = BTreeSet::new();
    let mut met: BTreeSet<[usize; 2]> = BTreeSet::new();
    heads.retain(|(_, pair)| {
        let [a, b] = pair.ends;
        let is_free = !taken.contains(&(a, b.0)) && !taken.contains(&(b, a.0));
        if is_free {
            taken.extend([(a, b.0), (b, a.0)]);
        }
        is_free
    });
    heads
        .into_iter()
        .map(|(likely, pair)| {
            let [a, b] = pair.ends;
            let is_first = met.insert([a.0.min(b.0), a.0.max(b.0)]);
            (pair, Case::AtHead { likely, is_first })
        })
        .collect()
}

/// A pair, with the surest counterpart that one of its sentences has in the other's article. Time grows with the pairs.
fn case(table: &Table, pair: &Pair) -> Case {
    let [a, b] = pair.ends;
    let places = pair.ends.map(|(article, sentence)| {
        let sentences = &table.articles[article].sentences;
        (
            article,
            sentences.get(sentence).copied().unwrap_or_default(),
        )
    });
    let is_of = |other: &Pair, one: (usize, usize), article: usize| {
        let [c, d] = other.ends;
        c == one && d.0 == article || d == one && c.0 == article
    };
    let best = table
        .pairs
        .iter()
        .find(|other| is_of(other, a, b.0) || is_of(other, b, a.0));
    Case::OffRow {
        sure: pair.sure,
        best: best.map_or(pair.sure, |best| best.sure),
        is_far: are_far(&places, FAR_OFF_ROW),
    }
}

/// The words that a fact is listed under: of the sentence that is told least elsewhere, no label of another.
fn label(
    table: &Table,
    found: &[Told],
    at: usize,
    told: &[&Finding],
    used: &BTreeSet<String>,
) -> Option<String> {
    let elsewhere = |value: &Value| {
        let others = found.iter().enumerate().filter(|(other, _)| *other != at);
        let others = others.filter(|(_, known)| is_in(&known.values, value));
        let of_others = told.iter().filter(|finding| is_in(&finding.values, value));
        others.count() + of_others.count()
    };
    let mut order: Vec<&Value> = found[at].values.iter().collect();
    order.sort_by_key(|value| elsewhere(value));
    let ends = order.iter().filter_map(|value| {
        let sentence = table.sentence(value.article, value.start)?;
        Some((value.article, sentence))
    });
    best_label(table, &ends.collect::<Vec<_>>(), used)
}

impl Told {
    fn finding(&self, table: &Table, row: Row, what: String) -> Finding {
        let mut values = self.values.clone();
        values.sort_by_key(|value| (value.article, value.start));
        let told = values.len();
        let has = |article: &usize| values.iter().any(|value| value.article == *article);
        let unsure = (0..table.articles.len())
            .filter(|article| !has(article) && !table.is_excerpt(*article))
            .collect();
        let why = not_sure(told, told < table.articles.len());
        Finding {
            unsure,
            ..row.finding(what, values, why)
        }
    }
}

/// The sentences of a pair; `None` where one states nothing.
fn sentences(table: &Table, pair: &Pair) -> Option<[Value; 2]> {
    let value = |(article, sentence): (usize, usize)| {
        let text = table.articles[article];
        let whole = *text.sentences.get(sentence)?;
        stated(table, article, whole).filter(|_| is_statement(text.text(whole)))
    };
    let [a, b] = pair.ends;
    Some([value(a)?, value(b)?])
}

/// Words of an article, where they are so many and no quotation.
fn stated(table: &Table, article: usize, span: Span) -> Option<Value> {
    let text = table.articles[article];
    let has_words = words::words(text.text(span)).take(LEAST_WORDS).count() >= LEAST_WORDS;
    let states = has_words && quoted(text, span) < QUOTED && has_a_verb(text, span);
    states.then(|| table.value(article, span))
}

/// One denies the other or leaves it open, says its opposite, or gives another number or day.
fn are_at_odds([one, other]: &[Value; 2]) -> bool {
    let (one, other) = (&one.text, &other.text);
    contrary(one, other).is_some()
        || opposed(one, other).is_some()
        || !contrasts(one, other).is_empty()
}

/// Which of two sentences joins a fact: the one of an article that does not tell it yet, where the other tells it.
fn joins(known: &[Value], values: &[Value; 2]) -> Option<usize> {
    let place = 1 - values.iter().position(|value| is_in(known, value))?;
    let is_new = |value: &Value| known.iter().all(|other| other.article != value.article);
    is_new(&values[place]).then_some(place)
}

/// Whether values tell both sentences.
fn tells(known: &[Value], values: &[Value; 2]) -> bool {
    values.iter().all(|value| is_in(known, value))
}

fn is_in(known: &[Value], value: &Value) -> bool {
    let mut same = known.iter().filter(|other| other.article == value.article);
    same.any(|other| {
        let (from, to) = (other.start.max(value.start), other.end.min(value.end));
        let shorter = value.span().len().min(other.span().len());
        to.saturating_sub(from) as f32 >= ONE * shorter as f32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_at_odds_tell_nothing() {
        let value = |text: &str| Value {
            article: 0,
            text: text.to_string(),
            start: 0,
            end: text.len(),
            partly: false,
            otherwise: false,
        };
        for (one, other, wanted) in [
            (
                "the dam will be closed in May",
                "the dam will be closed in May",
                false,
            ),
            (
                "the dam will be closed in May",
                "the dam will not be closed in May",
                true,
            ),
            (
                "the blast killed 12 miners",
                "the blast killed 14 miners",
                true,
            ),
            (
                "taxes on beer will rise in May",
                "taxes on beer will fall in May",
                true,
            ),
        ] {
            assert_eq!(
                are_at_odds(&[value(one), value(other)]),
                wanted,
                "{one} / {other}"
            );
        }
    }
}
