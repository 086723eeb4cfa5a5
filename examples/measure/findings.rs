//! What comparing tells about real stories, for reading by eye: `measure findings DATA [SEED]` draws twenty groups of articles
//! that editors put together, and prints each article whole and every finding, with the words that are to prove it.
//!
//! The articles are added to a library as a reader adds them, and compared by what the screens and the commands call.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, ensure};
use parallax::model::{Article, Finding, Story, StoryMember};
use parallax::worker::{AddOptions, Library, Source};
use serde_json::Value;

use crate::name_forms::Draw;

const GROUPS: usize = 20;
/// Taken where no other seed is named.
const SEED: u64 = 1;
/// Characters shown before and after the words that prove a finding.
const AROUND: usize = 120;

pub fn measure(data: &Path, seed: Option<&Path>) -> Result<()> {
    let seed = match seed.and_then(Path::to_str) {
        Some(text) => text.parse().context("the seed is no number")?,
        None => SEED,
    };
    let articles = data.join("allsides-groups.articles.jsonl");
    let urls = urls(&articles)?;
    let mut library = Library::in_memory("groups")?;
    library.add(
        &[Source::Path(articles)],
        &AddOptions::default(),
        &mut |_| {},
        &AtomicBool::new(false),
    )?;
    let mut ids = HashMap::new();
    for id in library.ids()? {
        if let Some(url) = library.article(&id)?.and_then(|one| one.url.clone()) {
            ids.insert(url, id);
        }
    }
    let text = std::fs::read_to_string(data.join("allsides-groups.json"))?;
    let mut groups: Vec<Value> = serde_json::from_str(&text)?;
    ensure!(!groups.is_empty(), "there are no groups");
    let mut draw = Draw(seed);
    for _ in 0..GROUPS.min(groups.len()) {
        let group = groups.swap_remove(draw.below(groups.len()));
        let members = group["articles"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|id| ids.get(urls.get(id.as_str()?)?))
            .map(|id| member(id))
            .collect();
        print(&library, group["group"].as_str().unwrap_or("?"), members)?;
    }
    Ok(())
}

/// The address of each article by its id in the set.
fn urls(path: &Path) -> Result<HashMap<String, String>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|one| Some((one["id"].as_str()?.into(), one["url"].as_str()?.into())))
        .collect())
}

fn member(id: &str) -> StoryMember {
    StoryMember {
        id: id.to_string(),
        origin: String::new(),
        title: String::new(),
        outlet: None,
        published: None,
    }
}

fn print(library: &Library, name: &str, articles: Vec<StoryMember>) -> Result<()> {
    let table = library.compare_story(&Story {
        id: name.to_string(),
        title: String::new(),
        articles,
        why: String::new(),
    })?;
    println!("######## GROUP {name}");
    for (at, article) in table.articles.iter().enumerate() {
        let date = article
            .published
            .as_ref()
            .map_or("undated", |date| &date.at);
        println!(
            "==== ARTICLE {at}: {} {date} — {}",
            article.outlet_name(),
            article.title
        );
        println!("{}\n", article.body);
    }
    println!("---- FINDINGS");
    for (number, finding) in table.comparison.findings.iter().enumerate() {
        tell(
            number,
            finding,
            &table.articles.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
        );
    }
    Ok(())
}

fn tell(number: usize, finding: &Finding, articles: &[&Article]) {
    println!(
        "[{number}] {} / {} / {} · {} :: {}\n    why: {}",
        finding.kind.heading(),
        finding.verdict.words(),
        finding.sure.ground,
        finding.sure.words(),
        finding.what,
        finding.why
    );
    for value in &finding.values {
        let Some(article) = articles.get(value.article) else {
            continue;
        };
        let before: Vec<char> = article.body[..value.start]
            .chars()
            .rev()
            .take(AROUND)
            .collect();
        let after: String = article.body[value.end..].chars().take(AROUND).collect();
        let words = format!(
            "{}[[{}]]{after}",
            before.iter().rev().collect::<String>(),
            article.text(value.span())
        );
        println!(
            "    {}{}: {}",
            value.article,
            match (value.otherwise, value.partly) {
                (true, _) => " OTHERWISE",
                (false, true) => " PARTLY",
                (false, false) => "",
            },
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
}
