//! Trains the trees that judge whether two sentences state one fact, and says how well they do on groups of articles that they never
//! saw, beside the judgement by words alone. The table goes to stderr, the trees to stdout.
//!
//! Trained on the aligned passages (`aligned.json`) and on groups of articles that readers paired sentence by sentence (`groups.rs`), those
//! that are kept left out.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::comparing::align::{FEATURES, Reading};
use parallax::analysis::comparing::trees::{Tree, Trees};
use parallax::analysis::text::hash;
use parallax::model::Article;

use super::aligned::{Judgement, Passages};
use super::groups::{self, Group};
use super::trees::{Case, boosted};

/// Parts of which each is judged by trees that learned from the others, and how often all is dealt anew.
const FOLDS: u64 = 6;
const DEALS: u64 = 5;
/// Precisions at which the sentences found are counted.
const PRECISIONS: [f64; 3] = [0.95, 0.9, 0.8];
/// What the comparison asks of sureness: at each step the trees are to be no less precise than the words are, in pairs of full
/// counterparts (all others: of any).
const STEPS: [(f32, &[Judgement]); 5] = [
    (0.2, &[Judgement::Partial]),
    (0.4, &[Judgement::Partial]),
    (0.55, &[Judgement::Partial, Judgement::Full]),
    (0.7, &[Judgement::Partial]),
    (0.885, &[Judgement::Full]),
];
/// How sure the pairs are that are counted of the groups kept.
const AS_SHIPPED: [f32; 8] = [0.885, 0.7, 0.55, 0.45, 0.4, 0.3, 0.2, 0.12];
/// A step is where this and the next steps of the logit are precise enough: one may be so by luck.
const STRIDE: f32 = 0.1;
const STRIDES: usize = 4;
/// Where sureness begins and ends, in logits from the first and last step.
const BEGINS: f32 = -6.0;
const ENDS: f32 = 3.0;

/// Two sentences of a group.
struct Pair {
    group: u64,
    is_passage: bool,
    is_kept: bool,
    sentences: [(usize, usize); 2],
    judgement: Judgement,
    /// None where words rule it out.
    case: Option<Case<{ FEATURES.len() }>>,
    by_words: f32,
}

pub fn measure(data: &Path, folder: Option<&Path>) -> Result<()> {
    let mut pairs = Vec::new();
    let passages = Passages::read(data).context("the aligned passages are not there")?;
    let mut homes: HashMap<usize, u64> = HashMap::new();
    for (number, judged) in (0..).zip(&passages.pairs) {
        let [a, b] = judged.articles;
        let known = homes.get(&a).or(homes.get(&b));
        let group = known.copied().unwrap_or(number);
        homes.extend([(a, group), (b, group)]);
        let articles = [&passages.articles[a], &passages.articles[b]];
        let reading = Reading::new(&articles);
        for i in 0..articles[0].sentences.len() {
            for j in 0..articles[1].sentences.len() {
                let judgement = judged.links.get(&(i, j)).copied();
                let mut pair = pair(&reading, [(0, i), (1, j)], judgement);
                pair.group = group;
                pair.is_passage = true;
                pair.sentences = [(a, i), (b, j)];
                pairs.push(pair);
            }
        }
    }
    let mut read = groups::published(data)?;
    if let Some(folder) = folder {
        read.extend(groups::of_folder(folder)?);
    }
    for (number, group) in (0..).zip(&read) {
        of_group(group, hash::pair(1, number), &mut pairs);
    }
    let (kept, pairs): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|pair| pair.is_kept);
    eprintln!(
        "{} pairs, of which {} are parsed",
        pairs.len(),
        pairs.iter().filter(|pair| pair.case.is_some()).count()
    );
    let dealt: Vec<Vec<f32>> = (0..DEALS).map(|deal| held_out(&pairs, deal)).collect();
    table(&pairs, &dealt);
    let scale = scale(&pairs, &dealt);
    let trees = learned(&pairs, |_| true);
    let trees = Trees { scale, trees };
    as_shipped(&kept, &trees);
    print!("{}", trees.written());
    Ok(())
}

fn pair(reading: &Reading, sentences: [(usize, usize); 2], judgement: Option<Judgement>) -> Pair {
    let judgement = judgement.unwrap_or(Judgement::Topic);
    let [a, b] = sentences;
    let by_words = reading.by_words(a, b);
    Pair {
        group: 0,
        is_passage: false,
        is_kept: false,
        sentences,
        judgement,
        case: reading.features(a, b).map(|features| Case {
            before: by_words,
            features,
            alike: judgement > Judgement::Topic,
        }),
        by_words,
    }
}

/// Every sentence of the windows of a group beside every sentence of the other article.
fn of_group(group: &Group, number: u64, pairs: &mut Vec<Pair>) {
    let articles: Vec<&Article> = group.articles.iter().collect();
    let reading = Reading::new(&articles);
    for window in &group.windows {
        for &a in &window.sentences {
            for sentence in 0..articles[window.other].sentences.len() {
                let b = (window.other, sentence);
                let judgement = group.links.get(&[a.min(b), a.max(b)]).copied();
                let mut pair = pair(&reading, [a, b], judgement);
                pair.group = number;
                pair.is_kept = group.is_kept;
                pairs.push(pair);
            }
        }
    }
}

fn learned(pairs: &[Pair], is_learned: impl Fn(&Pair) -> bool) -> Vec<Tree> {
    let chosen = pairs.iter().filter(|pair| is_learned(pair));
    let cases: Vec<Case<_>> = chosen.filter_map(|pair| pair.case).collect();
    boosted(&cases)
}

/// The logit of every pair by trees that never saw its group.
fn held_out(pairs: &[Pair], deal: u64) -> Vec<f32> {
    let mut groups: Vec<u64> = pairs.iter().map(|pair| pair.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.sort_by_key(|&group| hash::pair(group, deal));
    let folds: HashMap<u64, u64> = groups.into_iter().zip((0..FOLDS).cycle()).collect();
    let mut logits = vec![f32::NEG_INFINITY; pairs.len()];
    for fold in 0..FOLDS {
        let trees = Trees {
            scale: Vec::new(),
            trees: learned(pairs, |pair| folds[&pair.group] != fold),
        };
        for (pair, logit) in pairs.iter().zip(&mut logits) {
            if let Some(case) = pair.case.filter(|_| folds[&pair.group] == fold) {
                *logit = trees.logit(case.before, &case.features);
            }
        }
    }
    logits
}

/// Of pairs at this score or more: how many, and the share of those that are judged so at least.
fn precision(pairs: &[Pair], scores: &[f32], least: f32, judgement: Judgement) -> (usize, usize) {
    let told = pairs.iter().zip(scores).filter(|pair| *pair.1 >= least);
    told.fold((0, 0), |(right, all), (pair, _)| {
        (right + usize::from(pair.judgement >= judgement), all + 1)
    })
}

/// The share of the sentences with a full counterpart of which one is found, at the lowest score at which so many of the pairs told
/// have a fact in common.
fn found(pairs: &[&Pair], scores: &[f32], wanted: f64) -> f64 {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let (mut right, mut told) = (0, 0);
    for (at, &pair) in order.iter().enumerate() {
        right += usize::from(pairs[pair].judgement > Judgement::Topic);
        if right as f64 >= wanted * (at + 1) as f64 {
            told = at + 1;
        }
    }
    let sides = |judgement: Judgement, of: &[usize]| -> HashSet<(u64, usize, usize)> {
        let pairs = of.iter().map(|&at| pairs[at]);
        let pairs = pairs.filter(|pair| pair.judgement >= judgement);
        pairs
            .flat_map(|pair| {
                pair.sentences
                    .map(|(article, sentence)| (pair.group, article, sentence))
            })
            .collect()
    };
    let full = sides(Judgement::Full, &order);
    let got = sides(Judgement::Partial, &order[..told]);
    full.intersection(&got).count() as f64 / full.len().max(1) as f64
}

fn table(pairs: &[Pair], dealt: &[Vec<f32>]) {
    eprintln!(
        "sentences with a full counterpart that are found, at a precision of the pairs; spread over {DEALS} deals"
    );
    for (name, passages) in [
        ("groups", Some(false)),
        ("passages", Some(true)),
        ("both", None),
    ] {
        let chosen: Vec<usize> = (0..pairs.len())
            .filter(|&at| passages.is_none_or(|is| pairs[at].is_passage == is))
            .collect();
        let some: Vec<&Pair> = chosen.iter().map(|&at| &pairs[at]).collect();
        let words: Vec<f32> = some.iter().map(|pair| pair.by_words).collect();
        for wanted in PRECISIONS {
            let by_trees: Vec<f64> = dealt
                .iter()
                .map(|scores| {
                    let scores: Vec<f32> = chosen.iter().map(|&at| scores[at]).collect();
                    found(&some, &scores, wanted)
                })
                .collect();
            let mean = by_trees.iter().sum::<f64>() / by_trees.len() as f64;
            let spread = by_trees
                .iter()
                .map(|of| (of - mean) * (of - mean))
                .sum::<f64>();
            let spread = (spread / (by_trees.len() - 1).max(1) as f64).sqrt();
            eprintln!(
                "  {name:<9} {wanted:.2}: words {:.3}, trees {mean:.3} ± {spread:.3}",
                found(&some, &words, wanted)
            );
        }
    }
}

/// What the trees tell of groups that they did not learn from: at each step the share of the pairs told that have a fact in common, and in
/// full, and the share of the sentences with a counterpart, and a full one, of which one is told.
fn as_shipped(pairs: &[Pair], trees: &Trees) {
    eprintln!(
        "groups that were kept: of the pairs told in part, in full; of the sentences, of those with a full counterpart"
    );
    for least in AS_SHIPPED {
        let is_told = |pair: &&Pair| {
            let case = pair.case;
            case.is_some_and(|case| {
                trees
                    .sure(trees.logit(case.before, &case.features))
                    .max(words_alone(&case))
                    >= least
            })
        };
        let told: Vec<&Pair> = pairs.iter().filter(is_told).collect();
        let share = |judgement: Judgement| {
            let right = told
                .iter()
                .filter(|pair| pair.judgement >= judgement)
                .count();
            right as f64 / told.len().max(1) as f64
        };
        let ends = |judgement: Judgement, of: &[&Pair]| -> HashSet<(u64, usize, usize)> {
            let right = of.iter().filter(|pair| pair.judgement >= judgement);
            right
                .flat_map(|pair| {
                    pair.sentences
                        .map(|(article, sentence)| (pair.group, article, sentence))
                })
                .collect()
        };
        let all: Vec<&Pair> = pairs.iter().collect();
        let got = ends(Judgement::Partial, &told);
        let found = |judgement: Judgement| {
            let wanted = ends(judgement, &all);
            wanted.intersection(&got).count() as f64 / wanted.len().max(1) as f64
        };
        eprintln!(
            "  sure {least:<5}: {:>4} told, {:.3}, {:.3}; found {:.3}, {:.3}",
            told.len(),
            share(Judgement::Partial),
            share(Judgement::Full),
            found(Judgement::Partial),
            found(Judgement::Full)
        );
    }
}

/// Words that are sure enough by themselves are not made less so.
fn words_alone(case: &Case<{ FEATURES.len() }>) -> f32 {
    let sure = STEPS.map(|step| step.0).into_iter().fold(0.0, f32::max);
    if case.before >= sure {
        case.before
    } else {
        0.0
    }
}

/// Logit and sureness: each of [`STEPS`] at the least logit where trees are as precise as words are.
fn scale(pairs: &[Pair], dealt: &[Vec<f32>]) -> Vec<(f32, f32)> {
    let words: Vec<f32> = pairs.iter().map(|pair| pair.by_words).collect();
    let share = |(right, all): (usize, usize)| right as f64 / all.max(1) as f64;
    let of_trees = |least: f32, judgement: Judgement| {
        let counts = dealt
            .iter()
            .map(|logits| precision(pairs, logits, least, judgement));
        counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
    };
    let mut scale: Vec<(f32, f32)> = Vec::new();
    let mut logit = BEGINS;
    for (sure, judgements) in STEPS {
        let is_precise = |least: f32| {
            judgements.iter().all(|&judgement| {
                let wanted = share(precision(pairs, &words, sure, judgement));
                (0..STRIDES).all(|further| {
                    share(of_trees(least + STRIDE * further as f32, judgement)) >= wanted
                })
            })
        };
        logit += STRIDE;
        while logit < -BEGINS && !is_precise(logit) {
            logit += STRIDE;
        }
        logit = (logit * 10.0).round() / 10.0;
        scale.push((logit, sure));
        for judgement in [Judgement::Partial, Judgement::Full] {
            let (right, all) = precision(pairs, &words, sure, judgement);
            let (of_them, told) = of_trees(logit, judgement);
            eprintln!(
                "  sure {sure} = logit {logit:.1}, {judgement:?}: words {right} of {all} ({:.3}), trees {:.1} of {:.1} ({:.3})",
                share((right, all)),
                of_them as f64 / DEALS as f64,
                told as f64 / DEALS as f64,
                share((of_them, told))
            );
        }
    }
    let last = scale.last().map_or(0.0, |step| step.0);
    let mut whole = vec![(BEGINS, 0.0)];
    whole.extend(scale);
    whole.push((last + ENDS, 1.0));
    whole
}
