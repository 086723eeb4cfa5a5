//! What comparing tells of the invented pairs of `tests/pairs`, held against what a careful reader expects:
//! `measure pairs [KIND]` prints for each kind of expectation how many are told right, loosely, not at all and wrong, every one
//! that is told wrong, and what is told though nobody expects it; of a KIND (`figure`, `quote cut`) all that is not right.
//!
//! The pairs and what is expected of them are part of the project: nothing else is needed.

#[path = "../../tests/expected/mod.rs"]
mod expected;

use std::collections::BTreeMap;

use anyhow::Result;
use parallax::worker::Library;

use expected::{Count, EXPECTED, Outcome, judged, told_unasked};

pub fn run(kind: Option<&str>) -> Result<()> {
    let library = Library::in_memory("pairs")?;
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut lines: Vec<String> = Vec::new();
    let mut unasked: Vec<String> = Vec::new();
    let pairs = expected::pairs()?;
    for pair in &pairs {
        let [one, other] = &pair.articles;
        let named = library.compare_articles(&[one, other])?;
        for expected in &pair.expected {
            let outcome = judged(expected, pair, &named);
            let count = counts.entry(expected.what.clone()).or_default();
            count.take(outcome);
            let is_asked = kind.is_some_and(|kind| expected.what.starts_with(kind));
            if outcome == Outcome::Wrong || is_asked && outcome != Outcome::Right {
                lines.push(format!("{outcome:?} {} {}", pair.name, expected.line));
            }
        }
        for finding in told_unasked(pair, &named.comparison) {
            let cells: Vec<&str> = finding.values.iter().map(|one| one.text.as_str()).collect();
            unasked.push(format!(
                "{} {} {} {}: {}",
                pair.name,
                finding.kind.heading(),
                finding.verdict.words(),
                finding.what,
                cells.join(" | ")
            ));
        }
    }
    println!(
        "{} pairs\n{:<20} {:>5} {:>6} {:>6} {:>6} {:>6} {:>7}",
        pairs.len(),
        "expected",
        "all",
        "right",
        "loose",
        "missed",
        "wrong",
        "recall"
    );
    let verdicts = EXPECTED.iter().flat_map(|(kind, verdicts)| {
        let all = verdicts
            .iter()
            .map(move |verdict| format!("{kind} {verdict}"));
        all.chain((*kind == "only").then(|| "only".to_string()))
    });
    for what in verdicts {
        let Some(count) = counts.get(&what) else {
            continue;
        };
        println!(
            "{what:<20} {:>5} {:>6} {:>6} {:>6} {:>6} {:>7.3}",
            count.all(),
            count.right,
            count.loose,
            count.missed,
            count.wrong,
            count.right as f64 / count.all() as f64
        );
    }
    println!("told though nobody expects it: {}", unasked.len());
    lines.sort();
    for line in unasked.iter().chain(&lines) {
        println!("{line}");
    }
    Ok(())
}
