//! Groups of articles on one story with what careful readers found in them: what is told by several and by one alone, and which sentences
//! tell one thing. Readers saw the articles and no comparison of them.
//!
//! `groups.json` holds ids and byte ranges of the bodies as published, a group a line: `kept` groups are for measuring only, nothing
//! learned from them. A folder with groups of the same sort holds `gold/GROUP.json` (spans are words and the characters before them) and
//! `articles/GROUP/FILE` (`title`, `body`).

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::model::Article;
use serde::Deserialize;
use serde_json::Value;

use super::aligned::{self, Judgement, Lines, digest};

pub static GOLD: &str = include_str!("groups.json");

/// An article and a sentence of it.
pub type Place = (usize, usize);

/// A group, its places those of its articles.
pub struct Group {
    /// Nothing was learned from it.
    pub is_kept: bool,
    pub articles: Vec<Article>,
    /// Sentences that tell one thing; the lesser place first.
    pub links: HashMap<[Place; 2], Judgement>,
    pub windows: Vec<Window>,
}

/// Sentences of an article of which all counterparts in another are listed.
pub struct Window {
    pub sentences: Vec<Place>,
    pub other: usize,
}

/// A byte range of a body as published: article, first byte, end.
type Range = (usize, usize, usize);

#[derive(Deserialize)]
struct Packed {
    kept: bool,
    /// Id and the beginning of the SHA-256 of the body.
    articles: Vec<(String, String)>,
    pairs: Vec<(Range, Range, Judgement)>,
    windows: Vec<PackedWindow>,
}

#[derive(Deserialize)]
struct PackedWindow {
    shorter: usize,
    other: usize,
    sentences: Vec<(usize, usize)>,
}

/// The groups of `groups.json`; `data` holds `allsides-groups.articles.jsonl`. A group of which an article is not there, or is another
/// text, is left out and named.
pub fn published(data: &Path) -> Result<Vec<Group>> {
    let packed: Vec<Packed> = serde_json::from_str(GOLD)?;
    let records = std::fs::read_to_string(data.join("allsides-groups.articles.jsonl"))?;
    let mut bodies: HashMap<String, (String, String)> = HashMap::new();
    for line in records.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = |name: &str| record[name].as_str().unwrap_or_default().to_string();
        bodies.insert(text("id"), (text("title"), text("body")));
    }
    let mut groups = Vec::new();
    for group in packed {
        let found: Option<Vec<(Article, Lines)>> = group
            .articles
            .iter()
            .map(|(id, hash)| {
                let (title, body) = bodies.get(id)?;
                digest(body)
                    .starts_with(hash)
                    .then(|| read(id, title, body))
            })
            .collect();
        match found {
            Some(read) => groups.push(group.placed(read)),
            None => eprintln!(
                "{:?}: not there, or another text; not measured",
                group.articles
            ),
        }
    }
    Ok(groups)
}

impl Packed {
    fn placed(&self, read: Vec<(Article, Lines)>) -> Group {
        let sentence = |&(at, from, to): &Range| -> Option<Place> {
            let (article, lines) = read.get(at)?;
            Some((at, aligned::sentence(article, lines, from, to)?))
        };
        let mut links = HashMap::new();
        for (one, other, judgement) in &self.pairs {
            if let (Some(a), Some(b)) = (sentence(one), sentence(other)) {
                link(&mut links, a, b, *judgement);
            }
        }
        let window = |window: &PackedWindow| {
            let sentences = window.sentences.iter();
            let range = |&(from, to): &(usize, usize)| sentence(&(window.shorter, from, to));
            Window {
                sentences: once_each(sentences.filter_map(range).collect()),
                other: window.other,
            }
        };
        Group {
            is_kept: self.kept,
            links,
            windows: self.windows.iter().map(window).collect(),
            articles: read.into_iter().map(|(article, _)| article).collect(),
        }
    }
}

/// The groups of a folder, in the order of their names.
pub fn of_folder(folder: &Path) -> Result<Vec<Group>> {
    let mut files: Vec<_> = std::fs::read_dir(folder.join("gold"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let group = |file: &std::path::PathBuf| {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let name = gold["group"].as_str().context("a group without a name")?;
        of_gold(&folder.join("articles").join(name), &gold)
    };
    files.iter().map(group).collect()
}

fn of_gold(folder: &Path, gold: &Value) -> Result<Group> {
    let mut read_all: Vec<(Article, Lines, String)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for listed in gold["articles"].as_array().into_iter().flatten() {
        let (Some(id), Some(file)) = (listed["id"].as_str(), listed["file"].as_str()) else {
            continue;
        };
        let record: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(file))?)?;
        let text = |name: &str| record[name].as_str().unwrap_or_default().to_string();
        let body = text("body");
        let (article, lines) = read(id, &text("title"), &body);
        places.insert(id, read_all.len());
        read_all.push((article, lines, body));
    }
    let sentence = |article: &Value, passage: &Value| -> Option<Place> {
        let &at = places.get(article.as_str()?)?;
        let (article, lines, body) = &read_all[at];
        let characters = usize::try_from(passage["at"].as_u64()?).ok()?;
        let from = body.char_indices().nth(characters)?.0;
        let to = from + passage["text"].as_str()?.len();
        Some((at, aligned::sentence(article, lines, from, to)?))
    };
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let mut links = HashMap::new();
    for pair in list(&gold["pairs"]) {
        let end = |side: usize| sentence(&pair[side]["article"], &pair[side]);
        let judgement = match pair[2].as_str() {
            Some("full") => Judgement::Full,
            _ => Judgement::Partial,
        };
        if let (Some(a), Some(b)) = (end(0), end(1)) {
            link(&mut links, a, b, judgement);
        }
    }
    let mut windows = Vec::new();
    for window in list(&gold["windows"]) {
        let other = window["other"].as_str().and_then(|other| places.get(other));
        let Some(&other) = other else { continue };
        let sentences = list(&window["sentences"]);
        let sentences = sentences.iter();
        windows.push(Window {
            sentences: once_each(
                sentences
                    .filter_map(|passage| sentence(&window["shorter"], passage))
                    .collect(),
            ),
            other,
        });
    }
    Ok(Group {
        is_kept: false,
        links,
        windows,
        articles: read_all.into_iter().map(|read| read.0).collect(),
    })
}

fn link(links: &mut HashMap<[Place; 2], Judgement>, a: Place, b: Place, judgement: Judgement) {
    let known = links.entry([a.min(b), a.max(b)]).or_insert(judgement);
    *known = (*known).max(judgement);
}

fn once_each(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    places.dedup();
    places
}

fn read(id: &str, title: &str, body: &str) -> (Article, Lines) {
    let (mut article, lines) = aligned::read(id, body);
    article.title = title.to_string();
    (article, lines)
}
