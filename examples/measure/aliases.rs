//! How well spellings are joined across articles: B³, MUC, CEAF-e and their mean over mentions, and pairs of spellings that
//! differ, on the gold names of MEANTIME (English) and ECB+.
//!
//! What the tagger finds does not count here. Articles of one topic are joined together, as the anchors were; "one library"
//! joins those of all topics at once, which is harder and what the program does. With a list of pairs
//! (`[["person", "A", "B", true], …]`) also how many of them are judged right.

mod gold;
mod scores;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use parallax::analysis::joining::aliases::{self, NameUse};
use parallax::analysis::reading::names::Apart;
use parallax::model::NameKind;

use gold::Named;
use scores::Placed;

/// What is measured: a set, its folder, its anchors as printed.
const SETS: &[(&str, &str, &[&str])] = &[
    (
        "MEANTIME",
        "meantime/en",
        &[
            "Jaro-Winkler >= .85, cleaned (published constant): B3 86.1, spellings F 32.2",
            "prototype, cleaned (published constant): B3 94.5, spellings F 71.9",
            "bar, cleaned: B3 94.5, spellings F 75",
        ],
    ),
    (
        "ECB+",
        "ecbplus",
        &[
            "Jaro-Winkler >= .85, as annotated (published constant): B3 80.7",
            "prototype, as annotated (published constant): B3 84.8, CoNLL 80.9; last-name rule CoNLL 80.9",
            "bar: CoNLL 83 with spellings P 90",
        ],
    ),
];

/// Prints the table, and with `MEASURE_ERRORS` every wrong and missed pair and every reason.
pub fn measure(data: &Path, pairs: Option<&Path>) -> Result<()> {
    for (set, folder, anchors) in SETS {
        let annotated = gold::names(&data.join(folder))?;
        let mut cleaned = annotated.clone();
        gold::merge_chains(&mut cleaned);
        println!(
            "{set}: {} named mentions\n  {:38} {:>17}  {:>5} {:>5} {:>5}  distinct spellings",
            annotated.len(),
            "",
            "B3 P/R/F",
            "MUC",
            "CEAFe",
            "CoNLL"
        );
        // ECB+ gives a chain to what takes part in its events only: of two names without one nobody said whether they are one
        let mut chained = annotated.clone();
        chained.retain(|name| name.is_annotated);
        let golds = [
            ("as annotated", &annotated),
            ("with a chain", &chained),
            ("cleaned", &cleaned),
        ];
        for (gold, names) in golds {
            report(&format!("exact strings, {gold}"), names, &exact(names), set);
            report(&format!("last name, {gold}"), names, &last(names), set);
            report(&format!("joined, {gold}"), names, &joined(names, true), set);
            report(
                &format!("joined as one library, {gold}"),
                names,
                &joined(names, false),
                set,
            );
        }
        for anchor in *anchors {
            println!("  {anchor}");
        }
    }
    if let Some(path) = pairs {
        judged(path)?;
    }
    Ok(())
}

fn exact(names: &[Named]) -> Vec<String> {
    names.iter().map(|name| name.spelling.clone()).collect()
}

/// People by their last word, others by their spelling.
fn last(names: &[Named]) -> Vec<String> {
    names
        .iter()
        .map(|name| match name.kind {
            NameKind::Person => name.spelling.rsplit(' ').next().unwrap_or("").to_string(),
            _ => name.spelling.clone(),
        })
        .collect()
}

fn joined(names: &[Named], by_topic: bool) -> Vec<String> {
    let mut topics: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        let topic = if by_topic { name.topic.as_str() } else { "" };
        topics.entry(topic).or_default().push(at);
    }
    let mut found = vec![String::new(); names.len()];
    for members in topics.values() {
        let uses: Vec<NameUse> = members
            .iter()
            .map(|&at| NameUse {
                article: names[at].article,
                name: names[at].text.clone(),
                kind: names[at].kind,
                mentions: 1,
                apart: Apart::No,
            })
            .collect();
        let joined = aliases::join(&uses, &[]);
        for (&at, &cluster) in members.iter().zip(&joined.of_use) {
            found[at] = format!("{cluster} {}", joined.clusters[cluster].name);
        }
        if asked_for_errors() && by_topic {
            let lines: BTreeSet<&String> = joined
                .clusters
                .iter()
                .flat_map(|cluster| &cluster.why)
                .collect();
            for why in lines {
                println!("    why {}: {why}", names[members[0]].topic);
            }
        }
    }
    found
}

fn asked_for_errors() -> bool {
    std::env::var_os("MEASURE_ERRORS").is_some()
}

fn report(method: &str, names: &[Named], found: &[String], set: &str) {
    let mentions: Vec<Placed> = names
        .iter()
        .zip(found)
        .map(|(name, found)| Placed {
            topic: &name.topic,
            spelling: &name.spelling,
            gold: &name.chain,
            found,
        })
        .collect();
    let (b3, muc, ceaf) = (
        scores::b_cubed(&mentions),
        scores::muc(&mentions),
        scores::ceaf(&mentions),
    );
    let show = asked_for_errors() && method.starts_with("joined");
    let pairs = scores::spellings(&mentions, |missed, topic, one, other| {
        if show {
            let sign = if missed { "missed" } else { "wrong" };
            println!("    {sign} [{set}, {method}] {topic}: {one} | {other}");
        }
    });
    println!(
        "  {method:38} {:.1}/{:.1}/{:.1}  {:5.1} {:5.1} {:5.1}  P {:.1} R {:.1} F {:.1}",
        100.0 * b3.precision,
        100.0 * b3.recall,
        100.0 * b3.f1(),
        100.0 * muc.f1(),
        100.0 * ceaf.f1(),
        100.0 * (b3.f1() + muc.f1() + ceaf.f1()) / 3.0,
        100.0 * pairs.precision,
        100.0 * pairs.recall,
        100.0 * pairs.f1(),
    );
}

fn judged(path: &Path) -> Result<()> {
    let text = std::fs::read_to_string(path)?;
    let pairs: Vec<(NameKind, String, String, bool)> = serde_json::from_str(&text)?;
    let mut right = [0; 2];
    let mut all = [0; 2];
    for (kind, one, other, same) in pairs {
        let found = aliases::same_name(&one, &other, kind);
        all[usize::from(same)] += 1;
        if found.is_some() {
            right[usize::from(same)] += 1;
        }
        if found.is_some() != same {
            println!(
                "  {} {one} | {other} {found:?}",
                if same { "missed" } else { "false " }
            );
        }
    }
    println!(
        "pairs: {} of {} joined, {} of {} near misses joined",
        right[1], all[1], right[0], all[0]
    );
    Ok(())
}
