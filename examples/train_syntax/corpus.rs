//! Labelled sentences.

use anyhow::{Context, Result, ensure};
use parallax::analysis::text::syntax::{Relation, Tag};

/// A sentence; its lists are as long as each other.
pub struct Sentence {
    pub forms: Vec<String>,
    pub tags: Vec<Tag>,
    /// Places of words; the root's is the number of words.
    pub heads: Vec<usize>,
    pub relations: Vec<Relation>,
    pub lemmas: Vec<String>,
    /// Labelled by hand.
    pub is_gold: bool,
}

/// The sentences of a file.
pub fn read(path: &str, is_gold: bool) -> Result<Vec<Sentence>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
    parts
        .enumerate()
        .map(|(at, part)| {
            sentence(part, is_gold).with_context(|| format!("{path}, sentence {}", at + 1))
        })
        .collect()
}

fn sentence(part: &str, is_gold: bool) -> Result<Sentence> {
    let lines: Vec<&str> = part.lines().filter(|line| !line.is_empty()).collect();
    let mut found = Sentence {
        forms: Vec::new(),
        tags: Vec::new(),
        heads: Vec::new(),
        relations: Vec::new(),
        lemmas: Vec::new(),
        is_gold,
    };
    for line in &lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let [form, upos, penn, head, relation, lemma] = fields.as_slice() else {
            anyhow::bail!("not six fields: {line}");
        };
        let head: usize = head.parse()?;
        ensure!(head <= lines.len(), "no such head: {line}");
        found.forms.push((*form).to_string());
        found
            .tags
            .push(Tag::named(upos, penn).with_context(|| format!("no such tag: {line}"))?);
        found.heads.push(head.checked_sub(1).unwrap_or(lines.len()));
        let relation = Relation::named(relation);
        found
            .relations
            .push(relation.with_context(|| format!("no such relation: {line}"))?);
        found.lemmas.push((*lemma).to_string());
    }
    Ok(found)
}
