//! How well what is typed is answered: nDCG@10 (Järvelin and Kekäläinen 2002) on collections with judgements, each query typed
//! as it stands, beside plain BM25 over the same words; and what a hundred words joined by OR cost beside raw Tantivy.
//!
//! `DATA` holds a folder a collection, or `search/` with such folders: `docs.jsonl` (id, title, body), `queries.tsv` (id, tab,
//! text), `qrels.txt` (TREC form).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use parallax::analysis::reading::analyse;
use parallax::analysis::text::words;
use parallax::index::{Bodies, Index, Knowledge};
use parallax::model::{Article, Draft, Question};
use serde_json::Value;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Schema, TEXT};

/// What a reader sees first.
const SEEN: usize = 10;
/// Words of the longest query that is timed.
const MANY: usize = 100;
/// How often it is asked; the quickest counts, for a machine that does other things meanwhile.
const TIMES: usize = 25;
/// Plain BM25 as everybody has it.
const K1: f64 = 1.2;
const B: f64 = 0.75;

struct Collection {
    name: String,
    articles: Vec<Article>,
    /// Each with what is relevant to it, and how much.
    queries: Vec<(String, HashMap<String, f64>)>,
}

struct Shelf<'a>(&'a [Arc<Article>]);

impl Bodies for Shelf<'_> {
    fn article(&self, number: u64) -> Option<Arc<Article>> {
        self.0.get(usize::try_from(number).ok()?).cloned()
    }
}

pub fn measure(data: &Path) -> Result<()> {
    let folder = if data.join("search").is_dir() {
        data.join("search")
    } else {
        data.to_path_buf()
    };
    let mut names: Vec<_> = std::fs::read_dir(&folder)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("docs.jsonl").exists())
        .collect();
    names.sort();
    ensure!(!names.is_empty(), "{}: no collection", folder.display());
    println!(
        "{:<12} {:>8} {:>7} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9}",
        "set", "articles", "queries", "nDCG@10", "BM25", "no hit", "loosened", "OR ms", "raw ms"
    );
    for path in names {
        row(read(&path)?)?;
    }
    Ok(())
}

fn row(collection: Collection) -> Result<()> {
    let articles: Vec<Arc<Article>> = collection.articles.into_iter().map(Arc::new).collect();
    let index = Index::in_memory()?;
    let mut writer = index.writer()?;
    for (number, article) in articles.iter().enumerate() {
        writer.put(number as u64, article)?;
    }
    writer.commit(1)?;
    let knowledge = Knowledge::new(Vec::new(), Vec::new());
    let ask = |text: &str| {
        let question = Question {
            text: text.to_string(),
            limit: SEEN,
            variants: true,
            ..Question::default()
        };
        index.search(
            &question,
            &knowledge,
            &Shelf(&articles),
            &AtomicBool::new(false),
        )
    };
    let plain = Plain::of(&articles);
    let (mut ours, mut theirs, mut nothing, mut loosened) = (0.0, 0.0, 0, 0);
    for (text, relevant) in &collection.queries {
        let answer = ask(text)?;
        nothing += usize::from(answer.hits.is_empty());
        loosened += usize::from(answer.with_all.is_some());
        let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
        ours += gain(&ids, relevant);
        let best = plain.best(text);
        let ids: Vec<&str> = best.iter().map(|&at| articles[at].id.as_str()).collect();
        theirs += gain(&ids, relevant);
    }
    let any = plain.any_of_many();
    let ours_takes = quickest(|| {
        ask(&any)?;
        Ok(())
    })?;
    let count = collection.queries.len() as f64;
    println!(
        "{:<12} {:>8} {:>7} {:>8.3} {:>8.3} {:>8} {:>9} {:>9.2} {:>9.2}",
        collection.name,
        articles.len(),
        collection.queries.len(),
        ours / count,
        theirs / count,
        nothing,
        loosened,
        ours_takes.as_secs_f64() * 1e3,
        raw(&articles, &any)?.as_secs_f64() * 1e3
    );
    Ok(())
}

/// The discounted gain of a list as a share of the best that could be.
fn gain(ids: &[&str], relevant: &HashMap<String, f64>) -> f64 {
    let discounted = |gains: &mut dyn Iterator<Item = f64>| -> f64 {
        let ranked = gains.take(SEEN).enumerate();
        ranked
            .map(|(rank, gain)| gain / (rank as f64 + 2.0).log2())
            .sum()
    };
    let found = ids
        .iter()
        .map(|id| relevant.get(*id).copied().unwrap_or(0.0));
    let mut best: Vec<f64> = relevant.values().copied().collect();
    best.sort_by(|a, b| b.total_cmp(a));
    discounted(&mut found.into_iter()) / discounted(&mut best.into_iter()).max(f64::MIN_POSITIVE)
}

/// Plain BM25 over the folded words of title and body: no stems, no fields, no words left out.
struct Plain {
    lengths: Vec<f64>,
    postings: BTreeMap<String, Vec<(usize, f64)>>,
}

impl Plain {
    fn of(articles: &[Arc<Article>]) -> Plain {
        let mut plain = Plain {
            lengths: Vec::new(),
            postings: BTreeMap::new(),
        };
        for (at, article) in articles.iter().enumerate() {
            let title = if article.title_made {
                ""
            } else {
                &article.title
            };
            let text = format!("{title} {}", article.body);
            let mut counts: BTreeMap<String, f64> = BTreeMap::new();
            for word in folded(&text) {
                *counts.entry(word).or_default() += 1.0;
            }
            plain.lengths.push(counts.values().sum());
            for (word, count) in counts {
                plain.postings.entry(word).or_default().push((at, count));
            }
        }
        plain
    }

    fn best(&self, query: &str) -> Vec<usize> {
        let articles = self.lengths.len() as f64;
        let mean = self.lengths.iter().sum::<f64>() / articles;
        let mut scores = vec![0.0; self.lengths.len()];
        for word in folded(query) {
            let Some(list) = self.postings.get(&word) else {
                continue;
            };
            let with = list.len() as f64;
            let idf = (1.0 + (articles - with + 0.5) / (with + 0.5)).ln();
            for &(at, count) in list {
                let length = 1.0 - B + B * self.lengths[at] / mean;
                scores[at] += idf * count * (K1 + 1.0) / (count + K1 * length);
            }
        }
        let mut ranked: Vec<usize> = (0..scores.len()).filter(|&at| scores[at] > 0.0).collect();
        ranked.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        ranked.truncate(SEEN);
        ranked
    }

    /// Words from common to rare joined by OR.
    fn any_of_many(&self) -> String {
        let mut words: Vec<(&String, usize)> = self
            .postings
            .iter()
            .filter(|(word, _)| word.bytes().all(|byte| byte.is_ascii_lowercase()))
            .filter(|(word, _)| !words::is_function_word(word))
            .map(|(word, list)| (word, list.len()))
            .collect();
        words.sort_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
        let step = (words.len() / 4 / MANY).max(1);
        let chosen = words.iter().step_by(step).take(MANY);
        let chosen: Vec<&str> = chosen.map(|(word, _)| word.as_str()).collect();
        chosen.join(" OR ")
    }
}

fn folded(text: &str) -> Vec<String> {
    let spans = words::words(text);
    spans.map(|span| words::fold(span.of(text))).collect()
}

/// What raw Tantivy takes to find the best and to count what it finds, in an index of title and body.
fn raw(articles: &[Arc<Article>], query: &str) -> Result<Duration> {
    let mut schema = Schema::builder();
    let (title, body) = (
        schema.add_text_field("title", TEXT),
        schema.add_text_field("body", TEXT),
    );
    let index = tantivy::Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads(1, 60_000_000)?;
    for article in articles {
        writer.add_document(tantivy::doc!(
            title => article.title.as_str(), body => article.body.as_str()
        ))?;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let query = QueryParser::for_index(&index, vec![title, body]).parse_query(query)?;
    quickest(|| {
        searcher.search(&query, &(TopDocs::with_limit(SEEN).order_by_score(), Count))?;
        Ok(())
    })
}

fn quickest(mut ask: impl FnMut() -> Result<()>) -> Result<Duration> {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let start = Instant::now();
        ask()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[0])
}

fn read(path: &Path) -> Result<Collection> {
    let file = |name: &str| {
        let path = path.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut articles = Vec::new();
    for line in file("docs.jsonl")?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = |key: &str| record[key].as_str().unwrap_or("").trim().to_string();
        let title = Some(text("title")).filter(|title| !title.is_empty());
        let draft = Draft {
            title,
            paragraphs: vec![text("body")],
            language: Some("en".into()),
            ..Draft::default()
        };
        articles.push(analyse(draft, text("id")));
    }
    let mut relevant: HashMap<String, HashMap<String, f64>> = HashMap::new();
    for line in file("qrels.txt")?.lines() {
        if let [query, _, id, gain] = line.split_whitespace().collect::<Vec<_>>()[..] {
            let gains = relevant.entry(query.to_string()).or_default();
            gains.insert(id.to_string(), gain.parse()?);
        }
    }
    let queries = file("queries.tsv")?;
    let queries = queries.lines().filter_map(|line| {
        let (id, text) = line.split_once('\t')?;
        Some((text.to_string(), relevant.remove(id)?))
    });
    Ok(Collection {
        name: path
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        articles,
        queries: queries.collect(),
    })
}
