//! How well spellings are joined across articles: B³ (Bagga and Baldwin 1998) over mentions, and F1 over pairs of distinct
//! spellings, on the gold names of MEANTIME (English).
//!
//! Names are the gold mentions that read as names: short, capitalised, not a pronoun or a description. What the tagger
//! finds does not count here. Beside it: the same for exact strings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::aliases::{self, NameUse};
use parallax::model::NameKind;
use serde::Deserialize;

/// A name of more words is a description.
const MOST_WORDS: usize = 6;

/// Words that make a mention a description or pronoun.
const NOT_NAMES: &[&str] = &[
    "analyst",
    "chairman",
    "chief",
    "ceo",
    "company",
    "director",
    "executive",
    "founder",
    "government",
    "he",
    "i",
    "it",
    "leader",
    "manager",
    "minister",
    "officer",
    "president",
    "prime",
    "she",
    "spokesman",
    "spokeswoman",
    "they",
    "we",
    "who",
    "ya",
    "you",
    "guy",
    "american",
    "british",
    "chinese",
    "european",
    "french",
    "german",
    "indonesian",
    "japanese",
    "one",
    "force",
];

#[derive(Deserialize)]
struct Document {
    topic: String,
    mentions: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    chain: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    text: String,
}

/// One gold mention that is a name.
struct Named {
    topic: String,
    article: u32,
    text: String,
    kind: NameKind,
    chain: String,
}

/// Prints B³ and pairs for exact strings and for the engine; with a list of pairs (`[["person", "A", "B", true], …]`) also
/// how many of them are judged right.
pub fn measure(data: &Path, pairs: Option<&Path>) -> Result<()> {
    let names = read(&data.join("meantime/en"))?;
    println!("{} named mentions", names.len());
    let exact: Vec<String> = names.iter().map(|name| name.text.to_lowercase()).collect();
    report("exact strings", &names, &exact);
    let mut joined = vec![String::new(); names.len()];
    let topics: BTreeSet<&str> = names.iter().map(|name| name.topic.as_str()).collect();
    for topic in topics {
        let members: Vec<usize> = (0..names.len())
            .filter(|&at| names[at].topic == topic)
            .collect();
        let uses: Vec<NameUse> = members
            .iter()
            .map(|&at| NameUse {
                article: names[at].article,
                name: names[at].text.clone(),
                kind: names[at].kind,
                mentions: 1,
            })
            .collect();
        let aliases::Joined {
            clusters, of_use, ..
        } = aliases::join(&uses, &[]);
        for (&at, &cluster) in members.iter().zip(&of_use) {
            joined[at] = cluster.to_string();
        }
        if std::env::var_os("MEASURE_ERRORS").is_some() {
            for why in clusters.iter().flat_map(|cluster| &cluster.why) {
                println!("  {topic}: {why}");
            }
        }
    }
    report("joined", &names, &joined);
    if let Some(path) = pairs {
        judged(path)?;
    }
    Ok(())
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

fn report(method: &str, names: &[Named], joined: &[String]) {
    let mut gold: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    let mut found: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        gold.entry((&name.topic, &name.chain))
            .or_default()
            .insert(at);
        found
            .entry((&name.topic, &joined[at]))
            .or_default()
            .insert(at);
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (at, name) in names.iter().enumerate() {
        let right = &gold[&(name.topic.as_str(), name.chain.as_str())];
        let ours = &found[&(name.topic.as_str(), joined[at].as_str())];
        let both = right.intersection(ours).count() as f64;
        precision += both / ours.len() as f64;
        recall += both / right.len() as f64;
    }
    let count = names.len().max(1) as f64;
    let (precision, recall) = (100.0 * precision / count, 100.0 * recall / count);
    let pairs = spellings(names, joined);
    println!(
        "{method:14} B3 P {precision:.1} R {recall:.1} F {:.1}   distinct spellings P {:.1} R {:.1} F {:.1}",
        2.0 * precision * recall / (precision + recall).max(1e-9),
        pairs.0,
        pairs.1,
        pairs.2
    );
}

/// Precision, recall and F1 over pairs of spellings that differ.
fn spellings(names: &[Named], joined: &[String]) -> (f64, f64, f64) {
    let mut forms: BTreeMap<(&str, String, &str), &str> = BTreeMap::new();
    for (name, cluster) in names.iter().zip(joined) {
        forms
            .entry((&name.topic, name.text.to_lowercase(), &name.chain))
            .or_insert(cluster);
    }
    let forms: Vec<_> = forms.into_iter().collect();
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for (at, (one, ours)) in forms.iter().enumerate() {
        for (other, theirs) in &forms[at + 1..] {
            if one.0 != other.0 || one.1 == other.1 {
                continue;
            }
            match (one.2 == other.2, ours == theirs) {
                (true, true) => right += 1.0,
                (false, true) => {
                    wrong += 1.0;
                    differs("wrong ", &one.1, &other.1);
                }
                (true, false) => {
                    missed += 1.0;
                    differs("missed", &one.1, &other.1);
                }
                (false, false) => {}
            }
        }
    }
    let share = |part: f64, rest: f64| 100.0 * part / (part + rest).max(1.0);
    (
        share(right, wrong),
        share(right, missed),
        200.0 * right / (2.0 * right + wrong + missed).max(1.0),
    )
}

/// Prints a pair judged wrongly, where errors are asked for.
fn differs(sign: &str, one: &str, other: &str) {
    if std::env::var_os("MEASURE_ERRORS").is_some() {
        println!("  {sign} {one} | {other}");
    }
}

fn read(folder: &Path) -> Result<Vec<Named>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("{} is not there: unpack data/events", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    let mut names = Vec::new();
    for (article, file) in files.iter().enumerate() {
        let document: Document = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        for gold in document.mentions {
            let kind = match gold.kind.as_deref() {
                Some("PER") => NameKind::Person,
                Some("ORG") => NameKind::Organisation,
                Some("LOC") => NameKind::Place,
                _ => continue,
            };
            let Some(text) = name(&gold.text) else {
                continue;
            };
            names.push(Named {
                topic: document.topic.clone(),
                article: article as u32,
                text,
                kind,
                chain: gold.chain,
            });
        }
    }
    Ok(names)
}

/// A gold mention without its article, where it reads as a name.
fn name(text: &str) -> Option<String> {
    const SMALL: &[&str] = &[
        "of", "the", "and", "for", "de", "la", "von", "van", "bin", "al", "&",
    ];
    let mut words: Vec<&str> = text.split_whitespace().collect();
    while words.first().is_some_and(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "its" | "his" | "her" | "their"
        )
    }) {
        words.remove(0);
    }
    let capital =
        |word: &&str| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let plain = words.iter().any(|word| {
        let word = word.to_lowercase();
        NOT_NAMES.contains(&word.trim_end_matches(['.', ',', '\'']))
    });
    if plain {
        return None;
    }
    let named = !words.is_empty()
        && words.len() <= MOST_WORDS
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words
            .iter()
            .all(|word| capital(word) || SMALL.contains(word));
    named.then(|| words.join(" "))
}
