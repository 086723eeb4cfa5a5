//! What one article alone says, and what one article alone leaves out.

use super::table::{Table, WHAT_CHARS, excerpt};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Span, Verdict};

/// Share of what a sentence tells (its rarer words) that has to be new: in no other article at all.
const NEW: f32 = 0.4;
/// Likeness to its nearest sentence under which a sentence counts as said nowhere else.
const FAR: f32 = 0.3;
/// How sure it has to be: of 280 read by eye, of those below a third stood elsewhere in other words, of those above one in
/// twenty.
const SURE: f32 = 0.65;
/// A sentence of fewer words is a remark, not a fact.
const LEAST_WORDS: usize = 7;
/// How sure it has to be that an article leaves a fact out: the score of the row and how far off the nearest sentence is.
const SURE_MISSING: f32 = 0.62;
/// Facts told of each article: the first and fullest; more is a list nobody reads.
const MOST_FACTS: usize = 6;
/// Rows whose missing fact is searched for, sentence by sentence, in the article that lacks it.
const MOST_SEARCHED: usize = 40;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let mut found = only_here(table);
    if table.articles.len() > 2 {
        found.extend(missing(table));
    }
    found
}

fn only_here(table: &Table) -> Vec<Finding> {
    let mut found = Vec::new();
    for (article, text) in table.articles.iter().enumerate() {
        let mut facts: Vec<(f32, usize, Span, f32)> = Vec::new();
        for (sentence, &span) in text.sentences.iter().enumerate() {
            let alone = table.row(article, sentence).is_some_and(|row| {
                let spans = &table.rows[row].spans;
                spans.iter().flatten().count() == 1
            });
            let count = words::words(text.text(span)).take(LEAST_WORDS).count();
            if !alone || count < LEAST_WORDS || !is_told(text.text(span)) {
                continue;
            }
            let new = table.novelty(article, sentence);
            if new >= NEW {
                facts.push((
                    rank(table, article, sentence, span) + new,
                    sentence,
                    span,
                    new,
                ));
            }
        }
        facts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut told = 0;
        for (_, sentence, span, new) in facts {
            if told == MOST_FACTS {
                break;
            }
            let nearest = table.nearest(article, sentence);
            let sure = (0.4 + new / 2.0 - nearest / 2.0).clamp(0.0, 0.95);
            if nearest >= FAR || sure < SURE {
                continue;
            }
            told += 1;
            found.push(Finding {
                kind: FindingKind::OnlyHere,
                what: excerpt(text.text(span), WHAT_CHARS),
                values: vec![table.value(article, span)],
                verdict: Verdict::OneOnly,
                sure,
                why: format!(
                    "{:.0} % of what its words tell stands nowhere in the other {}; their nearest sentence is {:.0} % alike.",
                    new * 100.0,
                    articles(table.articles.len() - 1),
                    nearest * 100.0
                ),
            });
        }
    }
    found
}

/// A sentence that states something: no question, no heading, no notice of the page.
fn is_told(sentence: &str) -> bool {
    const NOTICES: [&str; 6] = [
        "sign up",
        "click here",
        "newsletter",
        "contributed to this",
        "image copyright",
        "follow us on",
    ];
    let lower = sentence.to_lowercase();
    let told = sentence.trim_end();
    !told.ends_with(" contributed.")
        && told.ends_with(['.', '!', '”', '"', '’', '\'', ')'])
        && !NOTICES.iter().any(|notice| lower.contains(notice))
}

fn missing(table: &Table) -> Vec<Finding> {
    let count = table.articles.len();
    let mut found: Vec<Finding> = Vec::new();
    let mut searched = 0;
    for row in &table.rows {
        let mut absent = (0..count).filter(|&article| row.spans[article].is_none());
        let (Some(article), None) = (absent.next(), absent.next()) else {
            continue;
        };
        if table.is_excerpt(article) || searched == MOST_SEARCHED {
            continue;
        }
        searched += 1;
        let present: Vec<(usize, Span)> = row
            .spans
            .iter()
            .enumerate()
            .filter_map(|(at, span)| span.map(|span| (at, span)))
            .collect();
        let nearest = present
            .iter()
            .filter_map(|&(at, span)| {
                let sentence = table.sentence(at, span.start)?;
                let (_, score) = table.reading.nearest((at, sentence), article)?;
                Some(score)
            })
            .fold(0.0, f32::max);
        let Some(&(first, span)) = present.first() else {
            continue;
        };
        let whole = is_told(table.articles[first].text(span));
        if nearest >= FAR || row.score * (1.0 - nearest) < SURE_MISSING || !whole {
            continue;
        }
        found.push(Finding {
            kind: FindingKind::Missing,
            what: not_in(&table.name(article), table.articles[first].text(span)),
            values: present
                .iter()
                .map(|&(at, span)| table.value(at, span))
                .collect(),
            verdict: Verdict::OneOnly,
            sure: (row.score * (1.0 - nearest)).clamp(0.0, 0.95),
            why: format!(
                "The other {} say it; the nearest sentence of {} is {:.0} % alike.",
                articles(count - 1),
                table.name(article),
                nearest * 100.0
            ),
        });
    }
    found
}

fn not_in(outlet: &str, fact: &str) -> String {
    let lead = format!("not in {}: ", excerpt(outlet, WHAT_CHARS / 3));
    let left = WHAT_CHARS.saturating_sub(lead.chars().count());
    format!("{lead}{}", excerpt(fact, left))
}

/// How much a fact deserves to be told: early in the article, with figures, names and quoted words.
fn rank(table: &Table, article: usize, sentence: usize, span: Span) -> f32 {
    let text = table.articles[article];
    let early = 1.0 - sentence as f32 / text.sentences.len().max(1) as f32;
    let has = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let inside = |start: usize| span.start <= start && start < span.end;
    0.4 * early
        + has(text.figures.iter().any(|figure| inside(figure.start)), 0.3)
        + has(
            text.mentions.iter().any(|mention| inside(mention.start)),
            0.2,
        )
        + has(text.quotes.iter().any(|quote| inside(quote.start)), 0.1)
}

fn articles(count: usize) -> String {
    match count {
        1 => "article".to_string(),
        count => format!("{count} articles"),
    }
}
