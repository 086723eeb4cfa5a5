//! One utterance in several articles: whole, cut, reworded, or given to another speaker.

use std::collections::{BTreeSet, HashMap};

use super::said::{
    Relation, SHORT, Said, candidates, has_other_speaker, name_words, plain, read, relate,
};
use super::table::{Sets, Table, WHAT_CHARS, excerpt, led};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Verdict};

/// Pairs of words that are put beside each other in all: about a fifth of a second.
const MOST_STEPS: usize = 40_000_000;
/// Words from which a quotation that one article alone has is told.
const TELLING: usize = 8;
pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let said = read(table);
    let mut sets = Sets::new(said.len());
    let mut relations: HashMap<(usize, usize), Relation> = HashMap::new();
    let mut steps = 0;
    for (a, b) in candidates(&said) {
        steps += said[a].words.len() * said[b].words.len();
        if steps > MOST_STEPS {
            break;
        }
        if let Some(relation) = relate(table, &said[a], &said[b]) {
            relations.insert((a, b), relation);
            sets.join(a, b);
        }
    }
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for set in sets.sets() {
        let articles: BTreeSet<usize> = set.iter().map(|&at| said[at].article).collect();
        if articles.len() > 1 {
            found.push(shared(table, &said, &set, &relations));
        } else {
            alone.extend(set);
        }
    }
    found.extend(only_here(table, &said, &alone));
    found
}

/// The finding for one utterance in several articles.
fn shared(
    table: &Table,
    said: &[Said],
    set: &[usize],
    relations: &HashMap<(usize, usize), Relation>,
) -> Finding {
    let fullest_of = fullest_of_each(said, set);
    let verdict = verdict(table, said, &fullest_of, relations);
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
    let quote = |at: usize| &table.articles[said[at].article].quotes[said[at].number];
    let speaker = speaker(table, said, set);
    let words = table.articles[said[fullest].article].text(quote(fullest).span());
    Finding {
        kind: FindingKind::Quote,
        what: match &speaker {
            Some(speaker) => led(speaker, words),
            None => format!("“{}”", excerpt(words, WHAT_CHARS - 2)),
        },
        values: set
            .iter()
            .map(|&at| table.value(said[at].article, quote(at).span()))
            .collect(),
        verdict,
        sure: match verdict {
            Verdict::Reworded => 0.7,
            Verdict::OtherSpeaker => 0.75,
            _ if said[fullest].words.len() < SHORT => 0.8,
            _ => 0.95,
        },
        why: why(table, said, &fullest_of, verdict),
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

/// What the fullest quotations of the articles say together.
fn verdict(
    table: &Table,
    said: &[Said],
    fullest: &[usize],
    relations: &HashMap<(usize, usize), Relation>,
) -> Verdict {
    let mut worst = Verdict::Same;
    for (at, &a) in fullest.iter().enumerate() {
        for &b in &fullest[at + 1..] {
            let relation = relations.get(&(a.min(b), a.max(b)));
            let long = said[a].words.len().min(said[b].words.len()) >= SHORT;
            let whole = relation.is_some_and(|relation| *relation != Relation::Reworded);
            if long && whole && has_other_speaker(table, &said[a], &said[b]) {
                return Verdict::OtherSpeaker;
            }
            worst = match (relation, worst) {
                (Some(Relation::Reworded), _) | (_, Verdict::Reworded) => Verdict::Reworded,
                (Some(Relation::Same), worst) => worst,
                (Some(Relation::Cut) | None, _) => Verdict::Cut,
            };
        }
    }
    worst
}

/// The fullest name given to the speaker.
fn speaker(table: &Table, said: &[Said], set: &[usize]) -> Option<String> {
    let mut names: Vec<&str> = set
        .iter()
        .filter_map(|&at| {
            let quote = &table.articles[said[at].article].quotes[said[at].number];
            quote.speaker.as_deref()
        })
        .collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name_words(name).len()), *name));
    names.first().map(|name| (*name).to_string())
}

fn why(table: &Table, said: &[Said], set: &[usize], verdict: Verdict) -> String {
    let lengths: BTreeSet<usize> = set.iter().map(|&at| said[at].words.len()).collect();
    let (least, most) = (
        lengths.first().copied().unwrap_or(0),
        lengths.last().copied().unwrap_or(0),
    );
    match verdict {
        Verdict::OtherSpeaker => {
            let mut names: Vec<String> = set
                .iter()
                .filter_map(|&at| {
                    let quote = &table.articles[said[at].article].quotes[said[at].number];
                    let speaker = quote.speaker.as_deref()?;
                    Some(format!("{} gives {speaker}", table.name(said[at].article)))
                })
                .collect();
            names.dedup();
            format!(
                "The words are the same, the speaker is not: {}.",
                names.join(", ")
            )
        }
        Verdict::Reworded => {
            "Most of the words are the same and in the same order, some are not.".into()
        }
        Verdict::Cut => format!(
            "The same words in a row; {most} words where most is given, {least} where least."
        ),
        _ => format!("The same {most} words."),
    }
}

/// Quotations that one article alone gives, long enough to matter, whose words no other article uses either.
fn only_here(table: &Table, said: &[Said], alone: &[usize]) -> Vec<Finding> {
    let bodies: Vec<std::collections::HashSet<u64>> = table
        .articles
        .iter()
        .map(|article| fours(&article.body))
        .collect();
    alone
        .iter()
        .copied()
        .filter(|&at| said[at].words.len() >= TELLING)
        .filter(|&at| {
            !bodies.iter().enumerate().any(|(article, body)| {
                article != said[at].article && stands_in(&said[at].words, body)
            })
        })
        .map(|at| {
            let article = said[at].article;
            let quote = &table.articles[article].quotes[said[at].number];
            let words = table.articles[article].text(quote.span());
            Finding {
                kind: FindingKind::Quote,
                what: match &quote.speaker {
                    Some(speaker) => led(speaker, words),
                    None => format!("“{}”", excerpt(words, WHAT_CHARS - 2)),
                },
                values: vec![table.value(article, quote.span())],
                verdict: Verdict::OneOnly,
                sure: 0.8,
                why: "No other article has these words, quoted or not.".into(),
            }
        })
        .collect()
}

/// Hashes of every four words in a row (FNV-1a).
fn fours(text: &str) -> std::collections::HashSet<u64> {
    let hashes: Vec<u64> = words::words(text)
        .map(|span| hash(&plain(&words::fold(span.of(text)))))
        .collect();
    hashes.windows(4).map(four).collect()
}

fn stands_in(words: &[String], body: &std::collections::HashSet<u64>) -> bool {
    let hashes: Vec<u64> = words.iter().map(|word| hash(word)).collect();
    let all = hashes.windows(4).count();
    let known = hashes
        .windows(4)
        .filter(|w| body.contains(&four(w)))
        .count();
    known * 2 >= all.max(1)
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn four(window: &[u64]) -> u64 {
    window.iter().fold(0, |key: u64, hash| {
        key.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash
    })
}
