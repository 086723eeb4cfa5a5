//! One utterance in several articles: whole, cut, reworded, or given to another speaker.

use std::collections::{BTreeSet, HashMap};

use super::table::{Sets, Table, excerpt};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Verdict};

/// Words of a quotation that are compared.
const MOST_WORDS: usize = 400;
/// Quotations of an article that are compared.
const MOST_QUOTES: usize = 500;
/// A shorter quotation has to stand in the other whole, and be of the same speaker or on the same row.
const SHORT: usize = 5;
/// Share of the words of the shorter that two wordings of one utterance have in common.
const REWORDED: f32 = 0.7;
/// Words in a row that two wordings of one utterance share.
const REWORDED_RUN: usize = 4;
/// Words from which a quotation that one article alone has is told.
const TELLING: usize = 8;
/// Quotations in which a word may stand to lead from one to the other.
const MOST_PLACES: usize = 60;

/// A quotation and its words.
struct Said {
    article: usize,
    number: usize,
    words: Vec<String>,
}

/// How the words of two quotations relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Same,
    /// The shorter is the longer with something left out.
    Cut,
    Reworded,
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let said = read(table);
    let mut sets = Sets::new(said.len());
    let mut relations: HashMap<(usize, usize), Relation> = HashMap::new();
    for (a, b) in candidates(&said) {
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

fn read(table: &Table) -> Vec<Said> {
    let mut said = Vec::new();
    for (article, text) in table.articles.iter().enumerate() {
        for (number, quote) in text.quotes.iter().enumerate().take(MOST_QUOTES) {
            let written = text.text(quote.span());
            let words: Vec<String> = words::words(written)
                .take(MOST_WORDS)
                .map(|span| plain(&words::fold(span.of(written))))
                .collect();
            if words.iter().any(|word| !words::is_function_word(word)) {
                said.push(Said {
                    article,
                    number,
                    words,
                });
            }
        }
    }
    said
}

/// Writings of one word that editors change: `U.S.`, `US` and `United States` are as near as house style allows.
fn plain(folded: &str) -> String {
    folded.replace(['.', '\''], "")
}

/// Pairs of quotations of different articles that share a pair of words (or, of one word, the word).
fn candidates(said: &[Said]) -> BTreeSet<(usize, usize)> {
    let mut places: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, quote) in said.iter().enumerate() {
        let mut keys: Vec<(&str, &str)> = quote
            .words
            .windows(2)
            .filter(|pair| !pair.iter().all(|word| words::is_function_word(word)))
            .map(|pair| (pair[0].as_str(), pair[1].as_str()))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            places.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for list in places.values().filter(|list| list.len() <= MOST_PLACES) {
        for (at, &a) in list.iter().enumerate() {
            for &b in &list[at + 1..] {
                if said[a].article != said[b].article {
                    pairs.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    pairs
}

fn relate(table: &Table, a: &Said, b: &Said) -> Option<Relation> {
    let (short, long) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    let count = short.words.len();
    let run = longest_run(&short.words, &long.words);
    let near = same_speaker(table, a, b) == Some(true) || share_a_row(table, a, b);
    if run == count {
        let enough = count >= SHORT || near;
        let relation = if count == long.words.len() {
            Relation::Same
        } else {
            Relation::Cut
        };
        return enough.then_some(relation);
    }
    if count < SHORT || run < REWORDED_RUN {
        return None;
    }
    let kept = in_order(&short.words, &long.words);
    if kept == count && near {
        return Some(Relation::Cut);
    }
    (kept as f32 >= REWORDED * count as f32).then_some(Relation::Reworded)
}

/// The longest run of words that both have.
fn longest_run(a: &[String], b: &[String]) -> usize {
    let mut best = 0;
    let mut before = vec![0_usize; b.len() + 1];
    for one in a {
        let mut now = vec![0_usize; b.len() + 1];
        for (at, other) in b.iter().enumerate() {
            if one == other {
                now[at + 1] = before[at] + 1;
                best = best.max(now[at + 1]);
            }
        }
        before = now;
    }
    best
}

/// Words that both have in the same order: the longest common subsequence.
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut before = vec![0_usize; b.len() + 1];
    for one in a {
        let mut now = vec![0_usize; b.len() + 1];
        for (at, other) in b.iter().enumerate() {
            now[at + 1] = if one == other {
                before[at] + 1
            } else {
                now[at].max(before[at + 1])
            };
        }
        before = now;
    }
    before.last().copied().unwrap_or(0)
}

/// Whether both are given to one speaker; `None` where one of them is not named.
fn same_speaker(table: &Table, a: &Said, b: &Said) -> Option<bool> {
    let names = [a, b].map(|said| {
        let quote = &table.articles[said.article].quotes[said.number];
        quote.speaker.as_deref().map(name_words)
    });
    let [Some(one), Some(other)] = names else {
        return None;
    };
    if one.is_empty() || other.is_empty() {
        return None;
    }
    Some(one.iter().any(|word| other.contains(word)))
}

/// The words of a name that are written with a capital letter, folded: a phrase ("the official") names nobody.
fn name_words(speaker: &str) -> Vec<String> {
    const PRONOUNS: [&str; 5] = ["he", "she", "they", "we", "i"];
    words::words(speaker)
        .map(|span| span.of(speaker))
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .map(words::fold)
        .filter(|word| word.chars().count() > 2 && !PRONOUNS.contains(&word.as_str()))
        .collect()
}

fn share_a_row(table: &Table, a: &Said, b: &Said) -> bool {
    let rows = [a, b].map(|said| {
        let quote = &table.articles[said.article].quotes[said.number];
        let sentence = table.sentence(said.article, quote.start)?;
        table.row(said.article, sentence)
    });
    rows[0].is_some() && rows[0] == rows[1]
}

/// The finding for one utterance in several articles.
fn shared(
    table: &Table,
    said: &[Said],
    set: &[usize],
    relations: &HashMap<(usize, usize), Relation>,
) -> Finding {
    let inside = |key: &(usize, usize)| set.contains(&key.0) && set.contains(&key.1);
    let has = |wanted: Relation| {
        relations
            .iter()
            .any(|(key, relation)| inside(key) && *relation == wanted)
    };
    let other_speaker = relations.keys().filter(|key| inside(key)).any(|&(a, b)| {
        said[a].words.len().min(said[b].words.len()) >= SHORT
            && same_speaker(table, &said[a], &said[b]) == Some(false)
    });
    let verdict = if other_speaker {
        Verdict::OtherSpeaker
    } else if has(Relation::Reworded) {
        Verdict::Reworded
    } else if has(Relation::Cut) {
        Verdict::Cut
    } else {
        Verdict::Same
    };
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
    let words = excerpt(table.articles[said[fullest].article].text(quote(fullest).span()));
    Finding {
        kind: FindingKind::Quote,
        what: match &speaker {
            Some(speaker) => format!("{speaker}: “{words}”"),
            None => format!("“{words}”"),
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
        why: why(table, said, set, verdict),
    }
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
            let words = excerpt(table.articles[article].text(quote.span()));
            Finding {
                kind: FindingKind::Quote,
                what: match &quote.speaker {
                    Some(speaker) => format!("{speaker}: “{words}”"),
                    None => format!("“{words}”"),
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
