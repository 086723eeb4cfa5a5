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
        "{:<34} {:>8} {:>6} {:>6} {:>6} {:>8} {:>7}",
        "set", "articles", "P", "R", "F1", "seconds", "TF-IDF"
    );
    let of = |record: &Value| gold.get(record["id"].as_str().unwrap_or("")).cloned();
    let labelled: Vec<(stories::Profile, Option<String>)> =
        articles.iter().map(|r| (profile(r), of(r))).collect();
    let plain = |records: &[Value], keep: &dyn Fn(usize) -> bool, hide: bool| {
        let kept = (0..records.len()).filter(|&at| keep(at));
        let texts: Vec<Told> = kept.map(|at| Told::of(&records[at], hide)).collect();
        texts
    };
    table(
        "groups, dates as found",
        &labelled,
        &plain(&articles, &|_| true, false),
    );
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
    table(
        "groups, dates hidden",
        &undated,
        &plain(&articles, &|_| true, true),
    );
    let dated: Vec<_> = labelled
        .iter()
        .filter(|(p, _)| p.day.is_some())
        .cloned()
        .collect();
    let is_dated = |at: usize| labelled[at].0.day.is_some();
    let texts = plain(&articles, &is_dated, false);
    table("groups, dated articles", &dated, &texts);
    // Half of the groups each, to see how far the figures are the luck of one set.
    for half in [0, 1] {
        let is_in = |at: usize| {
            let group = labelled[at].1.as_deref().unwrap_or("");
            group.bytes().map(usize::from).sum::<usize>() % 2 == half
        };
        let some: Vec<_> = (0..labelled.len())
            .filter(|&at| is_in(at) && is_dated(at))
            .map(|at| labelled[at].clone())
            .collect();
        let texts = plain(&articles, &|at| is_in(at) && is_dated(at), false);
        table(
            &format!("half {} of the groups, dated", half + 1),
            &some,
            &texts,
        );
    }
    let mut all = labelled;
    all.extend(
        records(&data.join("allsides-other.articles.jsonl"))
            .iter()
            .map(|r| (profile(r), None)),
    );
    if all.len() > articles.len() {
        table("groups among other articles", &all, &[]);
    }
    let mut paths: Vec<_> = std::fs::read_dir(data.join("ecbplus"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let ecb: Vec<Value> = paths
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .filter_map(|text| serde_json::from_str(&text).ok())
        .collect();
    if !ecb.is_empty() {
        let labelled: Vec<_> = ecb
            .iter()
            .map(|r| (profile(r), r["subtopic"].as_str().map(String::from)))
            .collect();
        table("ECB+, undated", &labelled, &plain(&ecb, &|_| true, true));
    }
}

/// An article as plain TF-IDF takes it.
struct Told {
    words: HashMap<String, f64>,
    day: Option<String>,
}

impl Told {
    fn of(record: &Value, hide: bool) -> Told {
        let text = |key: &str| record[key].as_str().unwrap_or("").to_string();
        let mut words: HashMap<String, f64> = HashMap::new();
        let whole = format!("{} {}", text("title"), text("body"));
        for span in parallax::analysis::text::words::words(&whole) {
            let word = parallax::analysis::text::words::fold(span.of(&whole));
            if !parallax::analysis::text::words::is_function_word(&word) {
                *words.entry(word).or_default() += 1.0;
            }
        }
        Told {
            words,
            day: record["date"].as_str().filter(|_| !hide).map(String::from),
        }
    }
}

/// Days between two dated articles of one group of plain TF-IDF.
const PLAIN_DAYS: i32 = 3;

/// The cosines of TF-IDF vectors (1 + ln count, smooth inverse document frequency); nothing for dates too far apart.
fn cosines(texts: &[Told]) -> Vec<Vec<f64>> {
    let mut with: HashMap<&str, f64> = HashMap::new();
    for word in texts.iter().flat_map(|text| text.words.keys()) {
        *with.entry(word).or_default() += 1.0;
    }
    let all = texts.len() as f64;
    let mut lists: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        let weight = |(word, count): (&String, &f64)| {
            (1.0 + count.ln()) * (((1.0 + all) / (1.0 + with[word.as_str()])).ln() + 1.0)
        };
        let length: f64 = text.words.iter().map(|pair| weight(pair).powi(2)).sum();
        for pair in &text.words {
            let list = lists.entry(pair.0.as_str()).or_default();
            list.push((at, weight(pair) / length.sqrt()));
        }
    }
    let mut near = vec![vec![0.0; texts.len()]; texts.len()];
    for list in lists.values() {
        for (number, &(a, one)) in list.iter().enumerate() {
            for &(b, other) in &list[number + 1..] {
                near[a][b] += one * other;
                near[b][a] += one * other;
            }
        }
    }
    let day = |text: &Told| {
        let day: Option<jiff::civil::Date> = text.day.as_ref()?.parse().ok();
        day.map(|day| day.since(jiff::civil::date(2000, 1, 1)))
            .and_then(|span| span.ok())
            .map(|span| span.get_days())
    };
    let days: Vec<Option<i32>> = texts.iter().map(day).collect();
    for a in 0..texts.len() {
        for b in 0..texts.len() {
            if let (Some(one), Some(other)) = (days[a], days[b])
                && (one - other).abs() > PLAIN_DAYS
            {
                near[a][b] = 0.0;
            }
        }
    }
    near
}

/// Average link over everything, cut at each of `cuts` from the highest on: the groups of each article at each cut.
fn average_link(mut near: Vec<Vec<f64>>, cuts: &[f64]) -> Vec<Vec<usize>> {
    let count = near.len();
    let mut group: Vec<usize> = (0..count).collect();
    let mut size = vec![1.0; count];
    let mut alive: Vec<usize> = (0..count).collect();
    let best_of = |near: &[Vec<f64>], alive: &[usize], a: usize| {
        let others = alive.iter().filter(|&&b| b != a);
        others
            .map(|&b| (near[a][b], b))
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .unwrap_or((0.0, a))
    };
    let mut best: Vec<(f64, usize)> = (0..count).map(|a| best_of(&near, &alive, a)).collect();
    let mut found = Vec::new();
    for &cut in cuts {
        while let Some(&a) = alive
            .iter()
            .max_by(|&&one, &&other| best[one].0.total_cmp(&best[other].0))
            .filter(|&&a| best[a].0 >= cut)
        {
            let b = best[a].1;
            for &c in &alive {
                if c != a && c != b {
                    let mean = (size[a] * near[a][c] + size[b] * near[b][c]) / (size[a] + size[b]);
                    near[a][c] = mean;
                    near[c][a] = mean;
                }
            }
            size[a] += size[b];
            alive.retain(|&c| c != b);
            for number in &mut group {
                if *number == b {
                    *number = a;
                }
            }
            for &c in &alive {
                if c == a || best[c].1 == a || best[c].1 == b {
                    best[c] = best_of(&near, &alive, c);
                } else if near[c][a] > best[c].0 {
                    best[c] = (near[c][a], a);
                }
            }
        }
        found.push(group.clone());
    }
    found
}

/// B³ F1 of plain TF-IDF at the cut that is best on these very groups: more than it would get on others.
fn plain_f1(texts: &[Told], gold: &[&String]) -> f64 {
    let cuts: Vec<f64> = (5..30).rev().map(|cut| f64::from(cut) * 0.02).collect();
    let found = average_link(cosines(texts), &cuts);
    let scores = found.iter().map(|groups| {
        let marked: Vec<(usize, &String)> =
            groups.iter().copied().zip(gold.iter().copied()).collect();
        b_cubed(&marked).2
    });
    scores.fold(0.0, f64::max)
}

fn b_cubed(marked: &[(usize, &String)]) -> (f64, f64, f64) {
    let (mut precision, mut recall) = (0.0, 0.0);
    for (found, gold) in marked {
        let together = marked
            .iter()
            .filter(|m| m.0 == *found && m.1 == *gold)
            .count() as f64;
        precision += together / marked.iter().filter(|m| m.0 == *found).count() as f64;
        recall += together / marked.iter().filter(|m| m.1 == *gold).count() as f64;
    }
    let count = marked.len().max(1) as f64;
    let (p, r) = (precision / count, recall / count);
    (p, r, 2.0 * p * r / (p + r).max(1e-9))
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

fn table(name: &str, articles: &[(stories::Profile, Option<String>)], texts: &[Told]) {
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
    let (p, r, f1) = b_cubed(&marked);
    let beside = if texts.len() == marked.len() {
        let gold: Vec<&String> = marked.iter().map(|(_, gold)| *gold).collect();
        format!("{:.3}", plain_f1(texts, &gold))
    } else {
        String::new()
    };
    println!(
        "{name:<34} {:>8} {p:>6.3} {r:>6.3} {f1:>6.3} {seconds:>8.2} {beside:>7}",
        articles.len(),
    );
}
