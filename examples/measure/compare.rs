//! How well sentences that say the same are told from those that do not: AUC on pairs of news sentences, for each measure,
//! for the mix that parallax uses, and for a cross-validated logistic regression over the same measures.
//!
//! `DATA` holds `pairs/ecbplus.pairs.jsonl` and `pairs/msrp.train.jsonl`.

use std::path::Path;

use parallax::analysis::comparing::align;

use super::regression::{self, Case};
use super::{aligned, several, ways};

const NAMES: [&str; 10] = [
    "words",
    "letters",
    "cover low",
    "cover high",
    "evidence",
    "numbers",
    "conflict",
    "names low",
    "names",
    "length",
];
const FOLDS: usize = 5;
const PENALTY: f64 = 1.0;

pub fn run(data: &Path) {
    if let Some(gold) = aligned::Passages::read(data) {
        aligned::run(&gold);
        several::run(&gold);
        ways::run(data, &gold);
        aligned::speed(data);
    } else {
        eprintln!("no articles for the paired passages: not measured");
    }
    for (name, file, texts) in [
        (
            "ECB+ pairs",
            "pairs/ecbplus.pairs.jsonl",
            ["/a/text", "/b/text"],
        ),
        ("MSRP train", "pairs/msrp.train.jsonl", ["/s1", "/s2"]),
    ] {
        let path = data.join(file);
        let Ok(lines) = std::fs::read_to_string(&path) else {
            eprintln!("{}: not there, not measured", path.display());
            continue;
        };
        let mut rows: Vec<([f32; 10], bool, f32)> = Vec::new();
        for line in lines.lines() {
            let Ok(pair) = serde_json::from_str::<serde_json::Value>(line) else {
                continue;
            };
            let text = |at: &str| pair.pointer(at).and_then(|v| v.as_str()).unwrap_or("");
            let measures = align::measures(text(texts[0]), text(texts[1]));
            let label = pair["label"].as_f64() == Some(1.0);
            rows.push((measures.list(), label, align::mix(&measures)));
        }
        println!(
            "{name}: {} pairs, {} alike",
            rows.len(),
            rows.iter().filter(|r| r.1).count()
        );
        for (at, measure) in NAMES.iter().enumerate() {
            let scored: Vec<(f32, bool)> = rows.iter().map(|r| (r.0[at], r.1)).collect();
            println!("  {measure:<12} AUC {:.3}", auc(&scored));
        }
        let mixed: Vec<(f32, bool)> = rows.iter().map(|r| (r.2, r.1)).collect();
        println!(
            "  {:<12} AUC {:.3}  best F1 {:.3}",
            "the mix",
            auc(&mixed),
            best_f1(&mixed)
        );
        for least in [0.4_f32, 0.5, 0.6, 0.7] {
            let hit = mixed.iter().filter(|m| m.0 >= least).count();
            let right = mixed.iter().filter(|m| m.0 >= least && m.1).count();
            println!(
                "    from {least:.1}: {hit} pairs, {:.3} of them alike",
                right as f32 / hit.max(1) as f32
            );
        }
        let (crossed, weights) = cross_validated(&rows);
        println!(
            "  {:<12} AUC {:.3}  best F1 {:.3}",
            "regression",
            auc(&crossed),
            best_f1(&crossed)
        );
        println!("    weights {weights:.2?}");
    }
}

/// Area under the ROC curve, ties counted half (Mann-Whitney).
fn auc(scored: &[(f32, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut wins, mut below, mut at) = (0.0, 0.0, 0);
    while at < sorted.len() {
        let ties = sorted[at..]
            .iter()
            .take_while(|s| s.0 == sorted[at].0)
            .count();
        let alike = sorted[at..at + ties].iter().filter(|s| s.1).count() as f64;
        let unlike = ties as f64 - alike;
        wins += alike * (below + unlike / 2.0);
        below += unlike;
        at += ties;
    }
    wins / (below * (sorted.len() as f64 - below)).max(1.0)
}

fn best_f1(scored: &[(f32, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = sorted.iter().filter(|s| s.1).count() as f64;
    let mut right = 0.0;
    let mut best = 0.0_f64;
    for (taken, scored) in sorted.iter().enumerate() {
        right += f64::from(u8::from(scored.1));
        best = best.max(2.0 * right / (taken as f64 + 1.0 + all));
    }
    best
}

/// Scores of each pair by a regression that has not seen it, and the weights (the last is the constant) over all.
fn cross_validated(rows: &[([f32; 10], bool, f32)]) -> (Vec<(f32, bool)>, Vec<f64>) {
    let cases = |part: &dyn Fn(usize) -> bool| -> Vec<Case> {
        let rows = rows.iter().enumerate().filter(|(n, _)| part(*n));
        rows.map(|(_, row)| Case {
            measures: row.0.iter().map(|m| f64::from(*m)).collect(),
            alike: row.1,
            weight: 1.0,
        })
        .collect()
    };
    let mut scored = Vec::new();
    for fold in 0..FOLDS {
        let weights = regression::fitted(&cases(&|n| n % FOLDS != fold), PENALTY);
        for case in cases(&|n| n % FOLDS == fold) {
            let score = regression::value(&weights, &case.measures) as f32;
            scored.push((score, case.alike));
        }
    }
    (scored, regression::fitted(&cases(&|_| true), PENALTY))
}
