//! What one article alone says, and what one article alone leaves out.

pub mod judge;

use std::collections::HashSet;

use super::fact;
use crate::analysis::comparing::cells::quoted;
use crate::analysis::comparing::clause::label;
use crate::analysis::comparing::furniture::{goes_on, hangs, has_a_verb, is_statement};
use crate::analysis::comparing::nearness::NOT_SAID;
use crate::analysis::comparing::sureness::Row;
use crate::analysis::comparing::table::{Table, WHAT_CHARS, excerpt};
use crate::analysis::text::words;
use crate::model::{Finding, Span};
use judge::{Case, row_of};

/// A sentence of fewer words is a remark, not a fact; with a figure in it fewer are enough.
const LEAST_WORDS: usize = 9;
const LEAST_WORDS_WITH_FIGURE: usize = 7;
/// Share of a sentence from which it is a quotation: those are told as quotations.
const QUOTED: f32 = 0.5;
/// Facts told of each article: the first and fullest; more is a list nobody reads.
const MOST_FACTS: usize = 6;
/// Likeness of two sentences of one article from which the second tells nothing new.
const AGAIN: f32 = 0.5;

pub(in crate::analysis::comparing) fn findings(table: &Table) -> Vec<Finding> {
    let mut found = only_here(table);
    if table.articles.len() > 2 {
        found.extend(missing(table));
    }
    found
}

/// A sentence that one article alone has.
struct Alone {
    sentence: usize,
    span: Span,
    new: f32,
    row: Row,
    rank: f32,
}

fn only_here(table: &Table) -> Vec<Finding> {
    let mut found = Vec::new();
    let known: Vec<HashSet<String>> = table
        .articles
        .iter()
        .map(|text| {
            words::words(&text.body)
                .map(|word| bare(word.of(&text.body)))
                .collect()
        })
        .collect();
    for (article, text) in table.articles.iter().enumerate() {
        let mut told: Vec<Alone> = (0..text.sentences.len())
            .filter_map(|sentence| alone(table, &known, article, sentence))
            .collect();
        told.sort_by(|a, b| b.rank.total_cmp(&a.rank).then(a.span.cmp(&b.span)));
        let mut shown: Vec<usize> = Vec::new();
        for one in told {
            let here = (article, one.sentence);
            // An article may say one thing twice.
            let again = |&other: &usize| table.reading.similarity(here, (article, other)) >= AGAIN;
            if shown.len() == MOST_FACTS || shown.iter().any(again) {
                continue;
            }
            let label = label(table, here, None);
            if !label.is_named {
                continue;
            }
            shown.push(one.sentence);
            let why = format!(
                "{:.0} % of what its words tell stands nowhere in the other {}, and nothing near it in one place.",
                one.new * 100.0,
                articles(table.articles.len() - 1),
            );
            let values = vec![table.value(article, one.span)];
            found.push(one.row.finding(label.text, values, why));
        }
    }
    found
}

/// What is told of a sentence that stands in one article only; `None` where it may stand elsewhere, or tells nothing.
fn alone(
    table: &Table,
    known: &[HashSet<String>],
    article: usize,
    sentence: usize,
) -> Option<Alone> {
    let text = table.articles[article];
    let span = *text.sentences.get(sentence)?;
    let row = table.row(article, sentence)?;
    if table.rows[row].spans.iter().flatten().count() != 1 {
        return None;
    }
    let mut one = judge::Alone {
        likeliest: table.likeliest(article, sentence),
        new: table.novelty(article, sentence),
        nearest: table.nearest(article, sentence),
        held: 0.0,
        anywhere: 0.0,
        terms: 0,
        weight: 0.0,
        has_its_own: false,
        common: 0.0,
    };
    if !one.may_be_new() || !is_worth_telling(table, article, span) {
        return None;
    }
    for held in table.reading.held(article, (sentence, sentence)) {
        one.held = one.held.max(held.share);
        one.anywhere = one.anywhere.max(held.anywhere);
        one.terms = one.terms.max(held.terms);
    }
    let terms = table.reading.terms((article, sentence)).iter();
    one.weight = terms.map(|term| term.1).sum();
    one.has_its_own = names_its_own(text.text(span), known, article);
    let others = (0..table.articles.len()).filter(|other| *other != article);
    let common =
        others.filter_map(|other| table.reading.most_in_common((article, sentence), other));
    one.common = common.map(|(_, weight)| weight).fold(0.0, f32::max);
    Some(Alone {
        sentence,
        span,
        new: one.new,
        row: row_of(Case::Alone(one))?,
        rank: rank(table, article, sentence, span) + one.new,
    })
}

/// A name or a number of the sentence stands in no other article.
fn names_its_own(sentence: &str, known: &[HashSet<String>], article: usize) -> bool {
    let telling = words::words(sentence)
        .enumerate()
        .filter_map(|(place, word)| {
            let written = word.of(sentence);
            let is_name = place > 0 && written.starts_with(char::is_uppercase);
            let is_number = written.contains(|letter: char| letter.is_ascii_digit());
            (is_name || is_number).then(|| bare(written))
        });
    telling.into_iter().any(|word| {
        let mut others = known.iter().enumerate();
        !others.any(|(other, known)| other != article && known.contains(&word))
    })
}

/// A word folded, without its possessive.
fn bare(written: &str) -> String {
    let folded = words::fold(written);
    let bare = folded.strip_suffix("'s").unwrap_or(&folded);
    bare.to_string()
}

/// A sentence that tells something that happened: it names or counts something, and is no quotation, remark or notice.
fn is_worth_telling(table: &Table, article: usize, span: Span) -> bool {
    let text = table.articles[article];
    let words = text.text(span);
    let figures = starts_inside(&text.figures, |figure| figure.start, span) > 0;
    let least = if figures {
        LEAST_WORDS_WITH_FIGURE
    } else {
        LEAST_WORDS
    };
    let names = starts_inside(&text.mentions, |mention| mention.start, span);
    words::words(words).take(least).count() >= least
        && (figures || names > usize::from(hangs(words)))
        && is_statement(words)
        && !goes_on(words)
        && quoted(text, span) < QUOTED
        && has_a_verb(text, span)
}

/// The facts that one article leaves out and all others tell.
fn missing(table: &Table) -> Vec<Finding> {
    let count = table.articles.len();
    let mut found: Vec<Finding> = Vec::new();
    for row in &table.rows {
        // All others but one stand on the row, or all but two where one says it elsewhere.
        if row.spans.iter().flatten().count() + 2 < count {
            continue;
        }
        let Some(fact) = fact(table, row) else {
            continue;
        };
        let Some(article) = fact.is_missing_in(table) else {
            continue;
        };
        let Some(left_out) = row_of(Case::LeftOut) else {
            continue;
        };
        let why = format!(
            "The other {} say it; no place of {} holds as much as {:.0} % of it.",
            articles(count - 1),
            table.name(article),
            NOT_SAID * 100.0
        );
        let what = not_in(&table.name(article), &fact.label(table));
        found.push(left_out.finding(what, fact.values, why));
    }
    found
}

fn not_in(outlet: &str, fact: &str) -> String {
    format!("not in {}: {fact}", excerpt(outlet, WHAT_CHARS / 3))
}

/// How much a fact deserves to be told: early in the article, with figures, names and quoted words.
fn rank(table: &Table, article: usize, sentence: usize, span: Span) -> f32 {
    let text = table.articles[article];
    let early = 1.0 - sentence as f32 / text.sentences.len().max(1) as f32;
    let has = |found: bool, weight: f32| if found { weight } else { 0.0 };
    0.4 * early
        + has(
            starts_inside(&text.figures, |figure| figure.start, span) > 0,
            0.3,
        )
        + has(
            starts_inside(&text.mentions, |mention| mention.start, span) > 0,
            0.2,
        )
        + has(
            starts_inside(&text.quotes, |quote| quote.start, span) > 0,
            0.1,
        )
}

/// How many of some things, in the order in which they stand, begin inside a span.
fn starts_inside<T>(things: &[T], start: impl Fn(&T) -> usize, span: Span) -> usize {
    let before = |end: usize| things.partition_point(|thing| start(thing) < end);
    before(span.end).saturating_sub(before(span.start))
}

fn articles(count: usize) -> String {
    match count {
        1 => "article".to_string(),
        count => format!("{count} articles"),
    }
}
