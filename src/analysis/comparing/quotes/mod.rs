//! One utterance in several articles: whole, cut, reworded, or given to another speaker.

mod elsewhere;
pub(super) mod grounds;
mod judged;
mod lone;
mod other_speaker;
mod overlaps;
mod said;
mod speaker;
mod whole;
pub(super) mod wording;

use std::collections::BTreeSet;

use super::table::{Sets, Table, WHAT_CHARS, excerpt, led};
use crate::model::{Finding, Span, Verdict};
use elsewhere::Elsewhere;
use grounds::{Case, row_of};
use judged::{Judged, judge};
use overlaps::overlaps;
use said::{Relation, Said, candidates, is_one_speaker, is_said_outright, quote, read, relate};
use speaker::speaker;

/// Pairs of words that are put beside each other in all: about a fifth of a second.
const MOST_STEPS: usize = 40_000_000;
/// Pairs of quotations looked at for stretches that both have.
const MOST_OVERLAPS: usize = 400;
/// Stretches left out by one article that are shown.
const GAPS_SHOWN: usize = 4;
/// Letters of what is left out that are shown.
const LEFT_OUT_CHARS: usize = 120;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let said = read(table);
    let mut sets = Sets::new(said.len());
    let mut steps = 0;
    let mut overlapping = Vec::new();
    for (a, b) in candidates(&said) {
        steps += said[a].words.len() * said[b].words.len();
        if steps > MOST_STEPS {
            break;
        }
        match relate(table, &said[a], &said[b]) {
            Some(Relation::Overlap) => overlapping.push((a, b)),
            Some(_) => sets.join(a, b),
            None => {}
        }
    }
    let mut found = Vec::new();
    let mut alone = Vec::new();
    let mut elsewhere = Elsewhere::default();
    let sets = sets.sets();
    for set in &sets {
        let articles: BTreeSet<usize> = set.iter().map(|&at| said[at].article).collect();
        if articles.len() > 1 {
            found.push(shared(table, &said, set, &mut elsewhere));
        } else {
            alone.extend(set);
        }
    }
    overlapping.truncate(MOST_OVERLAPS);
    for parts in overlaps(table, &said, &overlapping, &sets) {
        let all: Vec<usize> = (0..parts.len()).collect();
        let mut finding = shared(table, &parts, &all, &mut elsewhere);
        finding.why.push_str(" Each quotes others around them.");
        found.push(finding);
    }
    found.extend(lone::findings(table, &said, &alone));
    found
}

/// The finding for one utterance in several articles.
fn shared(table: &Table, said: &[Said], set: &[usize], elsewhere: &mut Elsewhere) -> Finding {
    let fullest_of = fullest_of_each(said, set);
    let judged = judge(table, said, set, &fullest_of, elsewhere);
    let fullest = set
        .iter()
        .copied()
        .max_by(|&a, &b| {
            said[a]
                .words
                .len()
                .cmp(&said[b].words.len())
                .then(b.cmp(&a))
        })
        .unwrap_or_default();
    let case = Case::Shared(judged.verdict, said[fullest].words.len());
    let row = row_of(case);
    let speaker = speaker(table, said, set);
    let words = table.articles[said[fullest].article].text(said[fullest].span);
    Finding {
        unsure: Vec::new(),
        kind: row.kind,
        what: match &speaker {
            Some(speaker) => led(speaker, words),
            None => format!("“{}”", excerpt(words, WHAT_CHARS - 2)),
        },
        values: if judged.shown.is_empty() {
            set.iter()
                .map(|&at| table.value(said[at].article, said[at].span))
                .collect()
        } else {
            (judged.shown.iter())
                .map(|&(article, span)| table.value(article, span))
                .collect()
        },
        verdict: row.verdict,
        sure: row.sureness(),
        why: {
            let mut why = why(table, said, &fullest_of, &judged);
            if row.verdict != Verdict::OtherSpeaker && are_two(table, said, &fullest_of) {
                why.push_str(&format!(
                    " Not all name one speaker: {}.",
                    speakers(table, said, &fullest_of)
                ));
            }
            why
        },
    }
}

/// Of each article the quotation with most words.
fn fullest_of_each(said: &[Said], set: &[usize]) -> Vec<usize> {
    let mut fullest: Vec<usize> = Vec::new();
    for &at in set {
        match fullest
            .iter_mut()
            .find(|known| said[**known].article == said[at].article)
        {
            Some(known) if said[*known].words.len() < said[at].words.len() => *known = at,
            Some(_) => {}
            None => fullest.push(at),
        }
    }
    fullest
}

/// Whom each article names, `Outlet a gives Ilse Brandt`.
fn speakers(table: &Table, said: &[Said], set: &[usize]) -> String {
    let mut names: Vec<String> = set
        .iter()
        .filter_map(|&at| {
            let speaker = quote(table, &said[at]).speaker.as_deref()?;
            Some(format!("{} gives {speaker}", table.name(said[at].article)))
        })
        .collect();
    names.dedup();
    names.join(", ")
}

/// Whether two articles name two as the speaker in so many words.
fn are_two(table: &Table, said: &[Said], set: &[usize]) -> bool {
    let outright: Vec<&Said> = (set.iter().map(|&at| &said[at]))
        .filter(|said| is_said_outright(table, said))
        .collect();
    outright.iter().enumerate().any(|(at, one)| {
        let mut others = outright[at + 1..].iter();
        others.any(|other| {
            one.article != other.article && is_one_speaker(table, one, other) == Some(false)
        })
    })
}

fn why(table: &Table, said: &[Said], set: &[usize], judged: &Judged) -> String {
    let outlet = |article: usize| excerpt(&table.name(article), WHAT_CHARS / 2);
    match judged.verdict {
        Verdict::OtherSpeaker => format!(
            "The words are the same, the speaker is not: {}.",
            speakers(table, said, set)
        ),
        Verdict::Reworded if judged.denied.is_some() => {
            let left_out = judged.denied.map(|(long, span, short)| {
                let words = table.articles[long].text(span);
                format!("{} leaves out “{words}”", outlet(short))
            });
            format!(
                "{}: without it the words say the opposite.",
                left_out.unwrap_or_default()
            )
        }
        Verdict::Reworded if judged.changed.is_none() && judged.moved.is_some() => {
            let moved = judged.moved.map(|(article, span)| {
                let words = excerpt(table.articles[article].text(span), LEFT_OUT_CHARS);
                format!(": {} has “{words}” in another place", outlet(article))
            });
            format!(
                "The same words in another order{}.",
                moved.unwrap_or_default()
            )
        }
        Verdict::Reworded => {
            let words =
                |article: usize, span| excerpt(table.articles[article].text(span), LEFT_OUT_CHARS);
            let other = judged.changed.map(|(one, ours, two, theirs)| {
                let theirs = words(two, theirs);
                let two = outlet(two);
                match ours {
                    Some(ours) => format!(
                        ": {} has “{}”, {two} “{theirs}”",
                        outlet(one),
                        words(one, ours)
                    ),
                    None => format!(": {two} adds “{theirs}”"),
                }
            });
            format!(
                "Most of the words are the same and in the same order, some are not{}.",
                other.unwrap_or_default()
            )
        }
        Verdict::Cut => {
            let cuts: Vec<String> = judged
                .left_out
                .iter()
                .map(|(short, long, gaps)| {
                    let shown = shown(table, *long, gaps);
                    format!("{} leaves out {shown}", outlet(*short))
                })
                .collect();
            format!("The same words, cut: {}.", cuts.join("; "))
        }
        Verdict::Compatible => format!(
            "The same words: {} quotes other parts of them.",
            others(table, judged)
        ),
        _ if !judged.elsewhere.is_empty() => format!(
            "The same words; {} gives the rest of them elsewhere.",
            others(table, judged)
        ),
        _ if judged.in_pieces => "The same words, in one piece or in several.".to_string(),
        _ => format!("The same {} words.", judged.words),
    }
}

/// The outlets that give a part of the words outside their quotations of them.
fn others(table: &Table, judged: &Judged) -> String {
    let outlets: Vec<String> = (judged.elsewhere.iter())
        .map(|&article| excerpt(&table.name(article), WHAT_CHARS / 2))
        .collect();
    outlets.join(", ")
}

/// Stretches of an article in quotation marks, the first of them.
fn shown(table: &Table, article: usize, stretches: &[Span]) -> String {
    let shown: Vec<String> = stretches
        .iter()
        .take(GAPS_SHOWN)
        .map(|&stretch| {
            let words = table.articles[article].text(stretch);
            format!("“{}”", excerpt(words, LEFT_OUT_CHARS))
        })
        .collect();
    let shown = shown.join(", ");
    match stretches.len().saturating_sub(GAPS_SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
