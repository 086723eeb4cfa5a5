//! Trains the tagger, the parser and the lemmas: `train_syntax OUT GOLD.tsv [SILVER.tsv]`.
//!
//! A line is a word: form, universal and Penn part of speech, head (0 for the root), relation, lemma; an empty line ends a
//! sentence. SILVER has the labels of another parser: its lemmas are not read. OUT is the asset; see `assets/SYNTAX.md`.

mod corpus;
mod lemmas;
mod parser;
mod perceptron;
mod tagger;

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use corpus::Sentence;
use parallax::analysis::text::clusters;
use parallax::analysis::text::hash::{self, Table};
use parallax::analysis::text::syntax::Tag;
use parallax::analysis::text::syntax::model::pack;
use parallax::analysis::text::syntax::words::{ONLY, Word, key};

/// Words seen so often have a usual tag.
const USUAL_COUNT: usize = 3;
/// Words seen so often with one tag in so many of a thousand are never asked about.
const ONLY_COUNT: usize = 30;
const ONLY_PER_THOUSAND: usize = 995;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, out, gold, silver @ ..] = arguments.as_slice() else {
        anyhow::bail!("usage: train_syntax OUT GOLD.tsv [SILVER.tsv]");
    };
    let mut sentences = corpus::read(gold, true)?;
    for path in silver {
        sentences.extend(corpus::read(path, false)?);
    }
    let (lemma_pilots, lemma_rows, rules) = lemmas::learnt(&sentences);
    let usual = usual_tags(&sentences);
    let table = Table::over(&usual);
    let words = |sentence: &Sentence| -> Vec<Word> {
        let clusters = clusters::shipped();
        let read = |form: &String| Word::read(form, &clusters, &table);
        sentence.forms.iter().map(read).collect()
    };
    let words: Vec<Vec<Word>> = sentences.iter().map(words).collect();
    println!("{} sentences", sentences.len());
    let (tagger, tags) = tagger::trained(&sentences, &words).context("training the tagger")?;
    let (moves, arcs) = parser::trained(&sentences, &words, &tags);
    let (tag_pilots, tag_rows, tag_cells) = tagger.classes("tagger");
    let (move_pilots, move_rows) = moves.moves();
    let (arc_pilots, arc_rows, arc_cells) = arcs.classes("relations");
    let parts: [&[u8]; 12] = [
        &usual,
        &tag_pilots,
        &tag_rows,
        &tag_cells,
        &move_pilots,
        &move_rows,
        &arc_pilots,
        &arc_rows,
        &arc_cells,
        &lemma_pilots,
        &lemma_rows,
        &rules,
    ];
    let stamp = parts.iter().flat_map(|part| part.iter());
    let stamp = stamp.fold(0, |stamp, &byte| hash::step(stamp, char::from(byte)));
    let bytes = pack(hash::mix(stamp), parts);
    std::fs::write(out, &bytes).with_context(|| format!("writing {out}"))?;
    println!(
        "{out}: {} bytes (usual tags {}, lemmas {}), stamp {:016x}",
        bytes.len(),
        usual.len(),
        lemma_pilots.len() + lemma_rows.len() + rules.len(),
        hash::mix(stamp)
    );
    Ok(())
}

/// The table of each frequent word's most frequent tag, from hand-labelled sentences alone.
fn usual_tags(sentences: &[Sentence]) -> Vec<u8> {
    let mut counts: BTreeMap<&str, BTreeMap<Tag, usize>> = BTreeMap::new();
    for sentence in sentences.iter().filter(|sentence| sentence.is_gold) {
        for (form, tag) in sentence.forms.iter().zip(&sentence.tags) {
            *counts.entry(form).or_default().entry(*tag).or_default() += 1;
        }
    }
    let mut entries = Vec::new();
    for (form, tags) in counts {
        let all: usize = tags.values().sum();
        let Some((tag, most)) = tags.iter().max_by_key(|(tag, count)| (**count, **tag)) else {
            continue;
        };
        if all >= USUAL_COUNT {
            let is_only = all >= ONLY_COUNT && most * 1000 >= all * ONLY_PER_THOUSAND;
            let only = if is_only { ONLY } else { 0 };
            entries.push((key(form), vec![tag.place() as u8 | only]));
        }
    }
    hash::build::<3>(&entries)
}
