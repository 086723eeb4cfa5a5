//! Trains the trees that judge whether two figures are of one quantity (`measure quantities DATA [GROUPS]`), or two times of one happening
//! (`measure times DATA [GROUPS]`), and says how well they do on groups that they never saw, beside the rules. The table goes to stderr, the trees to stdout.
//!
//! Two are one where readers expected them as one, or inside one fact with values that agree. Readers name what is worth telling, and not each
//! figure and time: a pair that they did not name is often one all the same, and every share printed is too low.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Result;
use parallax::analysis::comparing::trees::{Trees, logit};
use parallax::analysis::comparing::{
    FIGURE_BEFORE, FIGURE_EVIDENCE, TIME_BEFORE, Weighed, figure_pairs, time_pairs,
};
use parallax::analysis::text::hash;
use parallax::model::{Article, Span};

use super::expected;
use super::facts::{Scored, covered};
use super::trees::{Case, boosted};

/// Parts of which each is judged by trees that learned from the others, and how often all is dealt anew.
const FOLDS: u64 = 8;
const DEALS: u64 = 5;
/// Chances at which pairs told are counted.
const LEAST: [f32; 9] = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1];
/// Share of a figure that lies in the words of an item of which it is.
const INSIDE: f64 = 0.5;
/// Values further apart are not of one fact though the fact holds both.
const CLOSE: f32 = 1.3;

struct Pair<const N: usize> {
    group: u64,
    is_kept: bool,
    case: Case<N>,
    by_rule: Option<&'static str>,
    /// The sentences, with the figures in brackets.
    shown: [String; 2],
}

pub fn quantities(data: &Path, folder: Option<&Path>) -> Result<()> {
    measure(
        data,
        folder,
        FIGURE_BEFORE,
        |scored, articles| {
            let pairs = figure_pairs(articles).into_iter();
            let pairs = pairs.filter(|pair| agree(&pair.evidence) || pair.by_rule.is_some());
            let is_close = |pair: &Weighed<_>| of("ratio", &pair.evidence) <= CLOSE;
            pairs
                .map(|pair| {
                    let kinds: &[&str] = if is_close(&pair) {
                        &["figure", "fact", "date"]
                    } else {
                        &["figure"]
                    };
                    let alike = is_one(scored, &pair, kinds);
                    (pair, alike)
                })
                .collect()
        },
        |pair| agree(&pair.evidence),
    )
}

pub fn times(data: &Path, folder: Option<&Path>) -> Result<()> {
    measure(
        data,
        folder,
        TIME_BEFORE,
        |scored, articles| {
            let pairs = time_pairs(articles).into_iter();
            pairs
                .map(|pair| {
                    let alike = is_one(scored, &pair, &["date", "fact", "figure"]);
                    (pair, alike)
                })
                .collect()
        },
        |_| true,
    )
}

fn measure<const N: usize>(
    data: &Path,
    folder: Option<&Path>,
    before: f32,
    find: impl Fn(&Scored, &[&Article]) -> Vec<(Weighed<N>, bool)>,
    is_learned_from: impl Fn(&Weighed<N>) -> bool,
) -> Result<()> {
    let groups = expected::all(data, folder)?;
    let mut of_ground: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut pairs: Vec<Pair<N>> = Vec::new();
    for (number, group) in (0..).zip(&groups) {
        let scored = Scored::new(group)?;
        let articles: Vec<&Article> = scored.articles.iter().map(AsRef::as_ref).collect();
        for (pair, alike) in find(&scored, &articles) {
            if let Some(ground) = pair.by_rule {
                let (told, named) = of_ground.entry(ground).or_default();
                *told += 1;
                *named += u32::from(alike);
            }
            if !is_learned_from(&pair) {
                continue;
            }
            pairs.push(Pair {
                group: hash::pair(2, number),
                is_kept: group.is_kept,
                case: Case {
                    before,
                    features: pair.evidence,
                    alike,
                },
                by_rule: pair.by_rule,
                shown: pair.ends.map(|end| shown(articles[end.0], end.1)),
            });
        }
    }
    for (ground, (told, named)) in of_ground {
        eprintln!("  {ground:<36} {told:>5} told, {named:>5} named by readers");
    }
    let (kept, pairs): (Vec<Pair<N>>, Vec<Pair<N>>) =
        pairs.into_iter().partition(|pair| pair.is_kept);
    let right = |of: &[&Pair<N>]| of.iter().filter(|pair| pair.case.alike).count();
    let count = |name: &str, told: &[&Pair<N>]| {
        eprintln!(
            "  {name:<14} {:>5} told, {:>5} named by readers",
            told.len(),
            right(told)
        );
    };
    let all: Vec<&Pair<N>> = pairs.iter().collect();
    eprintln!(
        "{} pairs whose values agree, {} named by readers",
        pairs.len(),
        right(&all)
    );
    count(
        "rules",
        &pairs
            .iter()
            .filter(|pair| pair.by_rule.is_some())
            .collect::<Vec<_>>(),
    );
    let dealt: Vec<Vec<f32>> = (0..DEALS).map(|deal| held_out(&pairs, deal)).collect();
    for least in LEAST {
        let told: Vec<&Pair<N>> = dealt
            .iter()
            .flat_map(|scores| pairs.iter().zip(scores))
            .filter(|(_, score)| **score >= logit(least))
            .map(|(pair, _)| pair)
            .collect();
        eprintln!(
            "  trees {least:<8} {:>5.1} told, {:>5.1} named by readers",
            told.len() as f64 / DEALS as f64,
            right(&told) as f64 / DEALS as f64
        );
        let both: Vec<&Pair<N>> = told
            .iter()
            .filter(|pair| pair.by_rule.is_some())
            .copied()
            .collect();
        eprintln!(
            "    with the rules {:>5.1} told, {:>5.1} named by readers",
            both.len() as f64 / DEALS as f64,
            right(&both) as f64 / DEALS as f64
        );
        let added = told
            .iter()
            .filter(|pair| pair.by_rule.is_none())
            .copied()
            .collect::<Vec<_>>();
        eprintln!(
            "    beside rules {:>5.1} told, {:>5.1} named by readers",
            added.len() as f64 / DEALS as f64,
            right(&added) as f64 / DEALS as f64
        );
    }
    if std::env::var_os("PARALLAX_SHOW").is_some() {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by(|&a, &b| dealt[0][b].total_cmp(&dealt[0][a]));
        for at in order {
            let pair = &pairs[at];
            let chance = 1.0 / (1.0 + (-dealt[0][at]).exp());
            if chance >= 0.4 && pair.by_rule.is_none() {
                eprintln!(
                    "{} {chance:.2}\n    {}\n    {}",
                    if pair.case.alike { "+" } else { "?" },
                    pair.shown[0],
                    pair.shown[1]
                );
            }
        }
    }
    let trees = Trees {
        scale: vec![(logit(0.002), 0.0), (0.0, 0.5), (logit(0.998), 1.0)],
        trees: boosted(&pairs.iter().map(|pair| pair.case).collect::<Vec<_>>()),
    };
    eprintln!(
        "of the groups that were kept: {} pairs, {} named by readers",
        kept.len(),
        right(&kept.iter().collect::<Vec<_>>())
    );
    count(
        "rules",
        &kept
            .iter()
            .filter(|pair| pair.by_rule.is_some())
            .collect::<Vec<_>>(),
    );
    for least in LEAST {
        let told = kept
            .iter()
            .filter(|pair| trees.logit(pair.case.before, &pair.case.features) >= logit(least));
        count(&format!("trees {least}"), &told.collect::<Vec<_>>());
    }
    print!("{}", trees.written());
    Ok(())
}

fn of(name: &str, evidence: &[f32; FIGURE_EVIDENCE.len()]) -> f32 {
    let at = FIGURE_EVIDENCE.iter().position(|known| *known == name);
    at.map_or(0.0, |at| evidence[at])
}

/// Their values agree: rules alone let them differ.
fn agree(evidence: &[f32; FIGURE_EVIDENCE.len()]) -> bool {
    ["same value", "compatible value", "equal"]
        .iter()
        .any(|name| of(name, evidence) > 0.0)
}

/// Both lie in the words of one item of these kinds.
fn is_one<const N: usize>(scored: &Scored, pair: &Weighed<N>, kinds: &[&str]) -> bool {
    let mut items = scored.group.items.iter();
    items.any(|item| {
        if !kinds.contains(&item.kind.as_str()) {
            return false;
        }
        let places = scored.places(item);
        pair.ends.iter().all(|(article, span)| {
            let mut spans = places.get(article).into_iter().flatten();
            spans.any(|other| covered(*span, *other) >= INSIDE)
        })
    })
}

/// The logit of every pair by trees that never saw its group.
fn held_out<const N: usize>(pairs: &[Pair<N>], deal: u64) -> Vec<f32> {
    let mut groups: Vec<u64> = pairs.iter().map(|pair| pair.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.sort_by_key(|&group| hash::pair(group, deal));
    let folds: HashMap<u64, u64> = groups.into_iter().zip((0..FOLDS).cycle()).collect();
    let mut logits = vec![f32::NEG_INFINITY; pairs.len()];
    for fold in 0..FOLDS {
        let cases = pairs.iter().filter(|pair| folds[&pair.group] != fold);
        let trees = Trees {
            scale: Vec::new(),
            trees: boosted(&cases.map(|pair| pair.case).collect::<Vec<_>>()),
        };
        for (pair, score) in pairs.iter().zip(&mut logits) {
            if folds[&pair.group] == fold {
                *score = trees.logit(pair.case.before, &pair.case.features);
            }
        }
    }
    logits
}

fn shown(article: &Article, figure: Span) -> String {
    let whole = article
        .sentence_at(figure.start)
        .map(|at| article.sentences[at]);
    let whole = whole.unwrap_or(figure);
    format!(
        "{}[[{}]]{}",
        article
            .body
            .get(whole.start..figure.start)
            .unwrap_or_default(),
        article.text(figure),
        article.body.get(figure.end..whole.end).unwrap_or_default()
    )
}
