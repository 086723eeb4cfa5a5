//! How well articles are grouped into stories: B³ (Bagga and Baldwin 1998) against groups made by editors, alone and among
//! thousands of other articles, and how long it takes.
//!
//! `DATA` holds `allsides-groups.articles.jsonl` and `allsides-groups.json`, perhaps `allsides-other.articles.jsonl` (noise)
//! and `ecbplus/*.json`.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use parallax::analysis::joining::stories;
use parallax::analysis::reading::analyse;
use parallax::analysis::text::Text;
use parallax::model::{DateSource, Draft, Published};
use serde_json::Value;

pub fn run(data: &Path) {
    let articles = records(&data.join("allsides-groups.articles.jsonl"));
    let gold: HashMap<String, String> = groups(&data.join("allsides-groups.json"));
    if articles.is_empty() || gold.is_empty() {
        eprintln!("{}: no groups there, not measured", data.display());
        return;
    }
    println!(
        "{:<34} {:>8} {:>6} {:>6} {:>6} {:>8}",
        "set", "articles", "P", "R", "F1", "seconds"
    );
    let of = |record: &Value| gold.get(record["id"].as_str().unwrap_or("")).cloned();
    let labelled: Vec<(stories::Profile, Option<String>)> =
        articles.iter().map(|r| (profile(r), of(r))).collect();
    table("groups, dates as found", &labelled);
    let undated: Vec<_> = labelled
        .iter()
        .map(|(p, g)| {
            (
                stories::Profile {
                    day: None,
                    ..p.clone()
                },
                g.clone(),
            )
        })
        .collect();
    table("groups, dates hidden", &undated);
    let dated: Vec<_> = labelled
        .iter()
        .filter(|(p, _)| p.day.is_some())
        .cloned()
        .collect();
    table("groups, dated articles", &dated);
    let mut all = labelled;
    all.extend(
        records(&data.join("allsides-other.articles.jsonl"))
            .iter()
            .map(|r| (profile(r), None)),
    );
    if all.len() > articles.len() {
        table("groups among other articles", &all);
    }
    let ecb: Vec<_> = std::fs::read_dir(data.join("ecbplus"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .filter_map(|text| serde_json::from_str::<Value>(&text).ok())
        .map(|r| (profile(&r), r["subtopic"].as_str().map(String::from)))
        .collect();
    if !ecb.is_empty() {
        table("ECB+, undated", &ecb);
    }
}

fn records(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn groups(path: &Path) -> HashMap<String, String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let list: Vec<Value> = serde_json::from_str(&text).unwrap_or_default();
    let mut of = HashMap::new();
    for group in &list {
        for article in group["articles"].as_array().into_iter().flatten() {
            of.insert(
                article.as_str().unwrap_or("").to_string(),
                group["group"].to_string(),
            );
        }
    }
    of
}

fn profile(record: &Value) -> stories::Profile {
    let text = |key: &str| record[key].as_str().map(String::from);
    let published = text("date").and_then(|day| {
        let at = format!("{day}T00:00:00Z");
        let seconds = at.parse::<jiff::Timestamp>().ok()?.as_second();
        Some(Published {
            at,
            seconds,
            day_only: true,
            from: DateSource::Field,
        })
    });
    let draft = Draft {
        title: text("title"),
        outlet: text("source"),
        published,
        language: Some("en".into()),
        paragraphs: text("body")
            .unwrap_or_default()
            .lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(String::from)
            .collect(),
        ..Draft::default()
    };
    let article = analyse(draft, text("id").unwrap_or_default());
    stories::profile(&article, &Text::of(&article))
}

fn table(name: &str, articles: &[(stories::Profile, Option<String>)]) {
    let profiles: Vec<&stories::Profile> = articles.iter().map(|(p, _)| p).collect();
    let start = Instant::now();
    let groups = stories::group(&profiles);
    let seconds = start.elapsed().as_secs_f64();
    let mut found: Vec<usize> = (0..articles.len()).map(|at| groups.len() + at).collect();
    for (number, group) in groups.iter().enumerate() {
        for &member in &group.members {
            found[member] = number;
        }
    }
    let marked: Vec<(usize, &String)> = articles
        .iter()
        .zip(&found)
        .filter_map(|((_, gold), found)| gold.as_ref().map(|gold| (*found, gold)))
        .collect();
    let (mut precision, mut recall) = (0.0, 0.0);
    for (found, gold) in &marked {
        let together = marked
            .iter()
            .filter(|m| m.0 == *found && m.1 == *gold)
            .count() as f64;
        precision += together / marked.iter().filter(|m| m.0 == *found).count() as f64;
        recall += together / marked.iter().filter(|m| m.1 == *gold).count() as f64;
    }
    let count = marked.len().max(1) as f64;
    let (p, r) = (precision / count, recall / count);
    println!(
        "{name:<34} {:>8} {p:>6.3} {r:>6.3} {:>6.3} {seconds:>8.2}",
        articles.len(),
        2.0 * p * r / (p + r).max(1e-9)
    );
}
