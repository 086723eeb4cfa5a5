//! Trains the trees that judge whether two sentences state one fact, and says how well they do on groups of articles that they never
//! saw, beside the judgement by words alone. The table goes to stderr, the trees to stdout.
//!
//! Trained on the aligned passages (`aligned.json`) and on groups of articles that readers paired sentence by sentence: a folder with
//! `gold/GROUP.json` (`articles`: id and file; `pairs`: two passages and `full` or `partial`; `windows`: the passages whose
//! counterparts are all listed; a passage is an article, its text, and the characters of the body before it) and
//! `articles/GROUP/FILE` (`title`, `body`).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::comparing::align::{Reading, Tree, Trees};
use parallax::analysis::text::hash;
use parallax::model::Article;
use serde_json::Value;

use super::aligned::{self, Judgement, Passages};
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
    sentences: [(usize, usize); 2],
    judgement: Judgement,
    /// None where words rule it out.
    case: Option<Case>,
    by_words: f32,
}

pub fn measure(data: &Path, groups: Option<&Path>) -> Result<()> {
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
    if let Some(folder) = groups {
        read_groups(folder, &mut pairs)?;
    }
    eprintln!(
        "{} pairs, of which {} are parsed",
        pairs.len(),
        pairs.iter().filter(|pair| pair.case.is_some()).count()
    );
    let dealt: Vec<Vec<f32>> = (0..DEALS).map(|deal| held_out(&pairs, deal)).collect();
    table(&pairs, &dealt);
    let scale = scale(&pairs, &dealt);
    let trees = learned(&pairs, |_| true);
    print!("{}", Trees { scale, trees }.written());
    Ok(())
}

fn pair(reading: &Reading, sentences: [(usize, usize); 2], judgement: Option<Judgement>) -> Pair {
    let judgement = judgement.unwrap_or(Judgement::Topic);
    let [a, b] = sentences;
    let by_words = reading.by_words(a, b);
    Pair {
        group: 0,
        is_passage: false,
        sentences,
        judgement,
        case: reading.features(a, b).map(|features| Case {
            by_words,
            features,
            alike: judgement > Judgement::Topic,
        }),
        by_words,
    }
}

/// The groups that readers paired, in the order of their names.
fn read_groups(folder: &Path, pairs: &mut Vec<Pair>) -> Result<()> {
    let mut files: Vec<_> = std::fs::read_dir(folder.join("gold"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for (number, file) in (0..).zip(files) {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
        let name = gold["group"].as_str().context("a group without a name")?;
        let group = Group::read(&folder.join("articles").join(name), &gold)?;
        group.pairs(&gold, hash::pair(1, number), pairs);
    }
    Ok(())
}

struct Group {
    /// With the bodies as published and where their lines went.
    articles: Vec<(Article, String, aligned::Lines)>,
    places: BTreeMap<String, usize>,
}

impl Group {
    fn read(folder: &Path, gold: &Value) -> Result<Group> {
        let mut group = Group {
            articles: Vec::new(),
            places: BTreeMap::new(),
        };
        for listed in gold["articles"].as_array().into_iter().flatten() {
            let (Some(id), Some(file)) = (listed["id"].as_str(), listed["file"].as_str()) else {
                continue;
            };
            let record: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(file))?)?;
            let body = record["body"].as_str().unwrap_or_default().to_string();
            let (article, lines) = aligned::read(id, &body);
            group.places.insert(id.to_string(), group.articles.len());
            group.articles.push((article, body, lines));
        }
        Ok(group)
    }

    /// The article and sentence of a passage.
    fn sentence(&self, article: &Value, passage: &Value) -> Option<(usize, usize)> {
        let &at = self.places.get(article.as_str()?)?;
        let (article, body, lines) = &self.articles[at];
        let characters = usize::try_from(passage["at"].as_u64()?).ok()?;
        let from = body.char_indices().nth(characters)?.0;
        let to = from + passage["text"].as_str()?.len();
        Some((at, aligned::sentence(article, lines, from, to)?))
    }

    fn pairs(&self, gold: &Value, number: u64, pairs: &mut Vec<Pair>) {
        let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
        let mut links: HashMap<[(usize, usize); 2], Judgement> = HashMap::new();
        for link in list(&gold["pairs"]) {
            let sentence = |side: usize| self.sentence(&link[side]["article"], &link[side]);
            let (Some(a), Some(b)) = (sentence(0), sentence(1)) else {
                continue;
            };
            let judgement = match link[2].as_str() {
                Some("full") => Judgement::Full,
                _ => Judgement::Partial,
            };
            let known = links.entry([a.min(b), a.max(b)]).or_insert(judgement);
            *known = (*known).max(judgement);
        }
        let articles: Vec<&Article> = self.articles.iter().map(|article| &article.0).collect();
        let reading = Reading::new(&articles);
        for window in list(&gold["windows"]) {
            let other = window["other"].as_str();
            let Some(&other) = other.and_then(|other| self.places.get(other)) else {
                continue;
            };
            let mut seen = HashSet::new();
            for passage in list(&window["sentences"]) {
                let Some(a) = self.sentence(&window["shorter"], &passage) else {
                    continue;
                };
                if !seen.insert(a) {
                    continue;
                }
                for j in 0..articles[other].sentences.len() {
                    let b = (other, j);
                    let judgement = links.get(&[a.min(b), a.max(b)]).copied();
                    let mut pair = pair(&reading, [a, b], judgement);
                    pair.group = number;
                    pairs.push(pair);
                }
            }
        }
    }
}

fn learned(pairs: &[Pair], is_learned: impl Fn(&Pair) -> bool) -> Vec<Tree> {
    let chosen = pairs.iter().filter(|pair| is_learned(pair));
    let cases: Vec<Case> = chosen.filter_map(|pair| pair.case).collect();
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
                *logit = trees.logit(case.by_words, &case.features);
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
