//! What careful readers expect of a comparison of each group, and the records of its articles as published.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::aligned::digest;
use super::groups::GOLD;

/// A stretch of the body of an article of the group, as published; bytes.
pub type Stretch = (usize, usize, usize);

/// Something that is to be told.
pub struct Item {
    pub kind: String,
    pub label: String,
    /// Verdicts that are right.
    pub verdicts: Vec<String>,
    /// It is the event itself.
    pub is_main: bool,
    /// Background hardly worth telling.
    pub is_minor: bool,
    pub stretches: Vec<Stretch>,
}

/// A group as it was read.
pub struct Expected {
    pub name: String,
    /// Nothing was learned from it.
    pub is_kept: bool,
    pub records: Vec<Value>,
    pub items: Vec<Item>,
    pub pairs: Vec<[Stretch; 2]>,
    /// Sentences of one article of which all counterparts in another are listed among the pairs.
    pub windows: Vec<(usize, usize, Vec<Stretch>)>,
}

impl Expected {
    pub fn body(&self, article: usize) -> &str {
        self.records[article]["body"].as_str().unwrap_or_default()
    }
}

/// The groups of `groups.json`, then those of a folder, where one is named. Groups of which an article is not there, or is another text,
/// are left out.
pub fn all(data: &Path, folder: Option<&Path>) -> Result<Vec<Expected>> {
    let mut all = published(data)?;
    if let Some(folder) = folder {
        all.extend(of_folder(folder)?);
    }
    Ok(all)
}

fn published(data: &Path) -> Result<Vec<Expected>> {
    let packed: Vec<Value> = serde_json::from_str(GOLD)?;
    let records = std::fs::read_to_string(data.join("allsides-groups.articles.jsonl"))?;
    let mut by_id: HashMap<String, Value> = HashMap::new();
    for line in records.lines() {
        let record: Value = serde_json::from_str(line)?;
        by_id.insert(text(&record["id"]), record);
    }
    let mut groups = Vec::new();
    for group in packed {
        let found: Option<Vec<Value>> = list(&group["articles"])
            .map(|article| {
                let record = by_id.get(&text(&article[0]))?;
                let is_same = digest(&text(&record["body"])).starts_with(&text(&article[1]));
                is_same.then(|| record.clone())
            })
            .collect();
        let Some(records) = found else { continue };
        groups.push(Expected {
            name: text(&group["group"]),
            is_kept: group["kept"].as_bool().unwrap_or_default(),
            records,
            items: list(&group["items"])
                .map(|one| item(one, &|span| stretch(span)))
                .collect(),
            pairs: list(&group["pairs"])
                .filter_map(|pair| Some([stretch(&pair[0])?, stretch(&pair[1])?]))
                .collect(),
            windows: list(&group["windows"])
                .map(|window| {
                    let (one, other) = (number(&window["shorter"]), number(&window["other"]));
                    let sentences = list(&window["sentences"]);
                    let sentences =
                        sentences.map(|range| (one, number(&range[0]), number(&range[1])));
                    (one, other, sentences.collect())
                })
                .collect(),
        });
    }
    Ok(groups)
}

fn of_folder(folder: &Path) -> Result<Vec<Expected>> {
    let mut files: Vec<_> = std::fs::read_dir(folder.join("gold"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    let mut groups = Vec::new();
    for file in files {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
        let name = text(&gold["group"]);
        let mut records = Vec::new();
        let mut places = HashMap::new();
        for article in list(&gold["articles"]) {
            let file = folder.join("articles").join(&name);
            let file = file.join(text(&article["file"]));
            let record = std::fs::read_to_string(&file)
                .with_context(|| format!("cannot read {}", file.display()))?;
            places.insert(text(&article["id"]), records.len());
            records.push(serde_json::from_str::<Value>(&record)?);
        }
        let place = |article: &Value, passage: &Value| -> Option<Stretch> {
            let &at = places.get(article.as_str()?)?;
            let body = records[at]["body"].as_str()?;
            let from = body.char_indices().nth(number(passage.get("at")?))?.0;
            Some((at, from, from + text(&passage["text"]).len()))
        };
        let in_body = |passage: &Value| place(&passage["article"], passage);
        groups.push(Expected {
            items: list(&gold["items"])
                .map(|one| item(one, &in_body))
                .collect(),
            pairs: list(&gold["pairs"])
                .filter_map(|pair| Some([in_body(&pair[0])?, in_body(&pair[1])?]))
                .collect(),
            windows: list(&gold["windows"])
                .filter_map(|window| {
                    let one = *places.get(window["shorter"].as_str()?)?;
                    let other = *places.get(window["other"].as_str()?)?;
                    let sentences = list(&window["sentences"]);
                    let sentences =
                        sentences.filter_map(|passage| place(&window["shorter"], passage));
                    Some((one, other, sentences.collect()))
                })
                .collect(),
            name,
            is_kept: true,
            records,
        });
    }
    Ok(groups)
}

fn item(of: &Value, place: &dyn Fn(&Value) -> Option<Stretch>) -> Item {
    let mut verdicts = vec![text(&of["verdict"])];
    verdicts.extend(list(&of["also"]).map(text));
    Item {
        kind: text(&of["kind"]),
        label: text(&of["label"]),
        verdicts,
        is_main: of["main"].as_bool().unwrap_or_default(),
        is_minor: of["minor"].as_bool().unwrap_or_default(),
        stretches: list(&of["spans"]).filter_map(place).collect(),
    }
}

fn stretch(range: &Value) -> Option<Stretch> {
    let part = |at: usize| usize::try_from(range.get(at)?.as_u64()?).ok();
    Some((part(0)?, part(1)?, part(2)?))
}

fn list(of: &Value) -> impl Iterator<Item = &Value> {
    of.as_array().into_iter().flatten()
}

fn text(of: &Value) -> String {
    of.as_str().unwrap_or_default().to_string()
}

fn number(of: &Value) -> usize {
    usize::try_from(of.as_u64().unwrap_or_default()).unwrap_or_default()
}
