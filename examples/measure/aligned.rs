//! How well real articles are aligned, against passages that a reader paired by hand.
//!
//! The gold (`aligned.json`) holds no text: for every article where it comes from and the first digits of the SHA-256 of its
//! text, for every pair of articles byte ranges into both texts, as published, with what the reader said of them: `full`
//! (the same fact), `partial` (a fact in common, and more on one side or both), `topic` (near, but another statement). The
//! articles were read whole, so a pair of sentences that is not listed is not aligned. 25 groups of the set were drawn by lot
//! (two articles of 250 to 900 words of each); every other group was kept back (`kept`), the rest and five articles on one
//! event are for development (`dev`).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use parallax::analysis::comparing::align;
use parallax::analysis::reading::analyse;
use parallax::model::{Article, Draft, Row, Span};
use serde::Deserialize;
use sha2::{Digest, Sha256};

const GOLD: &str = include_str!("aligned.json");
/// The set that most articles come from; every other source is a file of its own.
const RECORDS: &str = "allsides";

#[derive(Deserialize)]
struct Gold {
    /// By id: the file (or [`RECORDS`]), and the first digits of the hash of the text.
    articles: BTreeMap<String, (String, String)>,
    pairs: Vec<Links>,
}

#[derive(Deserialize)]
struct Links {
    set: String,
    a: String,
    b: String,
    /// From and to in `a`, from and to in `b`, what the reader said.
    links: Vec<(usize, usize, usize, usize, Judgement)>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    Topic,
    Partial,
    Full,
}

/// Where each paragraph of an article stood in its text, in bytes.
pub type Lines = Vec<(usize, Span)>;

/// Two articles and what a reader says of their sentences.
pub struct Judged {
    pub set: String,
    pub articles: [usize; 2],
    /// Sentence of the first, sentence of the second, judgement.
    pub links: HashMap<(usize, usize), Judgement>,
}

/// The gold with its articles; `None` where the data is not there.
pub struct Passages {
    pub articles: Vec<Article>,
    pub pairs: Vec<Judged>,
}

impl Passages {
    /// `data` holds `allsides-groups.articles.jsonl` and the folder `articles`.
    pub fn read(data: &Path) -> Option<Passages> {
        let gold: Gold = serde_json::from_str(GOLD).ok()?;
        let records = std::fs::read_to_string(data.join("allsides-groups.articles.jsonl"));
        let mut bodies: HashMap<String, String> = HashMap::new();
        for line in records.ok()?.lines() {
            let record: serde_json::Value = serde_json::from_str(line).ok()?;
            if let (Some(id), Some(body)) = (record["id"].as_str(), record["body"].as_str()) {
                bodies.insert(id.to_string(), body.to_string());
            }
        }
        let mut articles = Vec::new();
        let mut places: HashMap<&str, (usize, Lines)> = HashMap::new();
        for (id, (file, hash)) in &gold.articles {
            let body = match file.as_str() {
                RECORDS => bodies.remove(id),
                file => std::fs::read_to_string(data.join("articles").join(file)).ok(),
            };
            let Some(body) = body.filter(|body| digest(body).starts_with(hash)) else {
                eprintln!("{id}: not there, or another text; not measured");
                continue;
            };
            let (article, lines) = read(id, &body);
            places.insert(id, (articles.len(), lines));
            articles.push(article);
        }
        let pairs = gold
            .pairs
            .iter()
            .filter_map(|pair| {
                let (a, b) = (places.get(pair.a.as_str())?, places.get(pair.b.as_str())?);
                let mut links = HashMap::new();
                for &(a_from, a_to, b_from, b_to, judgement) in &pair.links {
                    let one = sentence(&articles[a.0], &a.1, a_from, a_to)?;
                    let other = sentence(&articles[b.0], &b.1, b_from, b_to)?;
                    let known = links.entry((one, other)).or_insert(judgement);
                    *known = (*known).max(judgement);
                }
                Some(Judged {
                    set: pair.set.clone(),
                    articles: [a.0, b.0],
                    links,
                })
            })
            .collect();
        Some(Passages { articles, pairs })
    }

    /// The articles that were paired with more than one other.
    fn of_several(&self) -> Vec<usize> {
        let pairs = |at: usize| {
            self.pairs
                .iter()
                .filter(|p| p.articles.contains(&at))
                .count()
        };
        (0..self.articles.len())
            .filter(|&at| pairs(at) > 1)
            .collect()
    }
}

/// SHA-256 in hexadecimal digits.
pub fn digest(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The article, every line of the text a paragraph, and for each where it stood in the text.
pub fn read(id: &str, body: &str) -> (Article, Lines) {
    let mut lines = Vec::new();
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim();
        if !text.is_empty() {
            lines.push(at + (line.len() - line.trim_start().len()));
            paragraphs.push(text.to_string());
        }
        at += line.len();
    }
    let draft = Draft {
        language: Some("en".into()),
        paragraphs,
        ..Draft::default()
    };
    let article = analyse(draft, id.to_string());
    let lines = lines.into_iter().zip(article.paragraphs.clone()).collect();
    (article, lines)
}

/// The sentence that holds the middle of a range of the text as published.
pub fn sentence(
    article: &Article,
    lines: &[(usize, Span)],
    from: usize,
    to: usize,
) -> Option<usize> {
    let middle = usize::midpoint(from, to);
    let &(start, paragraph) = lines.iter().rfind(|(start, _)| *start <= middle)?;
    article.sentence_at(paragraph.start + middle - start)
}

pub fn run(gold: &Passages) {
    println!(
        "rows against passages paired by hand (P: every sentence of a shared row has a counterpart on it;"
    );
    println!(
        "R: of the sentences that another article says in full, those on a row with one that says it)"
    );
    println!("                 pairs   rows      P  loose      R     F1   R partial");
    for set in ["dev", "kept"] {
        let mut score = Score::default();
        for pair in gold.pairs.iter().filter(|pair| pair.set == set) {
            let articles = pair.articles.map(|at| &gold.articles[at]);
            score.pair(&align::align(&articles), [0, 1], articles, pair);
        }
        score.print(set);
    }
    let several = gold.of_several();
    let articles: Vec<&Article> = several.iter().map(|&at| &gold.articles[at]).collect();
    let rows = align::align(&articles);
    let mut score = Score::default();
    for pair in &gold.pairs {
        let column = |at: usize| several.iter().position(|&article| article == at);
        if let (Some(a), Some(b)) = (column(pair.articles[0]), column(pair.articles[1])) {
            score.pair(&rows, [a, b], [articles[a], articles[b]], pair);
        }
    }
    score.print(&format!("{} at once", articles.len()));
}

/// Articles that are compared at once to see how the time grows.
const GROWTH: [usize; 5] = [2, 4, 8, 20, 50];
/// Words of each, about.
const WORDS: std::ops::RangeInclusive<usize> = 900..=1_100;
const RUNS: usize = 3;

/// How long it takes to compare articles of about 1,000 words, the best of some runs.
pub fn speed(data: &Path) {
    let records = std::fs::read_to_string(data.join("allsides-groups.articles.jsonl"));
    let articles: Vec<Article> = records
        .unwrap_or_default()
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|record| {
            Some((
                record["id"].as_str()?.to_string(),
                record["body"].as_str()?.to_string(),
            ))
        })
        .filter(|(_, body)| WORDS.contains(&body.split_whitespace().count()))
        .take(GROWTH[GROWTH.len() - 1])
        .map(|(id, body)| read(&id, &body).0)
        .collect();
    for count in GROWTH {
        let some: Vec<&Article> = articles.iter().take(count).collect();
        let time = |run: &dyn Fn()| {
            let once = || {
                let clock = std::time::Instant::now();
                run();
                clock.elapsed().as_secs_f64() * 1e3
            };
            (0..RUNS).map(|_| once()).fold(f64::MAX, f64::min)
        };
        let aligned = time(&|| drop(align::align(&some)));
        let compared = time(&|| drop(parallax::analysis::comparing::compare(&some)));
        println!(
            "{:>4} articles of 1,000 words: aligned in {aligned:.1} ms, compared in {compared:.1} ms",
            some.len()
        );
    }
}

/// How the shared rows of some pairs of articles stand against the gold.
#[derive(Default)]
struct Score {
    pairs: usize,
    rows: usize,
    right: usize,
    loose: usize,
    /// Sentences with a full (or any) counterpart, and those of them that stand on a row with one.
    full: [usize; 2],
    any: [usize; 2],
}

impl Score {
    /// Scores the rows as far as they put sentences of two articles together, which stand in these columns.
    fn pair(&mut self, rows: &[Row], columns: [usize; 2], articles: [&Article; 2], pair: &Judged) {
        self.pairs += 1;
        let [a, b] = articles;
        let verbose = std::env::var_os("PARALLAX_SHOW_ROWS").is_some();
        let rows: Vec<[Vec<usize>; 2]> = rows
            .iter()
            .filter_map(|row| {
                let cell = |at: usize, article: &Article| {
                    let span = row.spans[at]?;
                    let inside = |s: &&usize| span.contains(article.sentences[**s]);
                    let all: Vec<usize> = (0..article.sentences.len()).collect();
                    Some(all.iter().filter(inside).copied().collect::<Vec<usize>>())
                };
                Some([cell(columns[0], a)?, cell(columns[1], b)?])
            })
            .collect();
        let judged = |i: usize, j: usize| {
            let known = pair.links.get(&(i, j)).copied();
            known.filter(|judgement| *judgement > Judgement::Topic)
        };
        for [here, there] in &rows {
            let linked = |i: &usize| there.iter().any(|&j| judged(*i, j).is_some());
            let back = |j: &usize| here.iter().any(|&i| judged(i, *j).is_some());
            self.rows += 1;
            let right = here.iter().all(linked) && there.iter().all(back);
            let loose = here.iter().any(linked);
            self.right += usize::from(right);
            self.loose += usize::from(loose);
            if verbose && !right {
                let text = |article: &Article, list: &[usize]| {
                    let all = list
                        .iter()
                        .map(|&s| format!("{s} {}", article.text(article.sentences[s])));
                    all.collect::<Vec<_>>().join(" | ")
                };
                println!(
                    "{} {} {}\n    {}\n    {}",
                    if loose { "HALF" } else { "WRONG" },
                    a.id,
                    b.id,
                    text(a, here),
                    text(b, there)
                );
            }
        }
        for (side, article) in [a, b].into_iter().enumerate() {
            for number in 0..article.sentences.len() {
                let partner = |link: &(usize, usize)| [link.1, link.0][side];
                let own = |link: &(usize, usize)| [link.0, link.1][side] == number;
                let partners = |least: Judgement| -> Vec<usize> {
                    let links = pair
                        .links
                        .iter()
                        .filter(|(link, j)| own(link) && **j >= least);
                    links.map(|(link, _)| partner(link)).collect()
                };
                let beside: Vec<usize> = rows
                    .iter()
                    .filter(|row| row[side].contains(&number))
                    .flat_map(|row| row[1 - side].clone())
                    .collect();
                let all = partners(Judgement::Partial);
                let found = all.iter().any(|other| beside.contains(other));
                if !all.is_empty() {
                    self.any[0] += 1;
                    self.any[1] += usize::from(found);
                }
                let full = partners(Judgement::Full);
                if !full.is_empty() {
                    self.full[0] += 1;
                    self.full[1] += usize::from(found);
                    if verbose && !found {
                        println!(
                            "MISSED {} {} {}\n    {}",
                            a.id,
                            b.id,
                            article.text(article.sentences[number]),
                            full.iter()
                                .map(|&o| {
                                    let other = [b, a][side];
                                    other.text(other.sentences[o])
                                })
                                .collect::<Vec<_>>()
                                .join(" | ")
                        );
                    }
                }
            }
        }
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let precision = share(self.right, self.rows);
        let recall = share(self.full[1], self.full[0]);
        println!(
            "  {name:<14} {:>5} {:>6}  {precision:.3}  {:.3}  {recall:.3}  {:.3}  {:.3}",
            self.pairs,
            self.rows,
            share(self.loose, self.rows),
            2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE),
            share(self.any[1], self.any[0]),
        );
    }
}
