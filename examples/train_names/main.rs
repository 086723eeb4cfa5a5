//! Trains the name tagger: `train_names DATA_DIR OUT CLUSTERS`.
//!
//! DATA_DIR holds `train/*.jsonl` and `silver/*.jsonl` (one sentence a line: `tokens`, `tags` in IOB2), `clusters.tsv`
//! (word, cluster, larger cluster) and `gazetteers/`; see `assets/NAMES.md`. OUT is the asset, CLUSTERS that of the word
//! clusters, which the parser reads as well.

mod corpus;
mod learning;
mod lists;

use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::reading::names::features::Sentence;
use parallax::analysis::reading::names::lexicon::Lexicon;
use parallax::analysis::reading::names::model::{LABELS, SCALE, pack};
use parallax::analysis::reading::names::tokens;
use parallax::analysis::text::clusters::Clusters;
use parallax::analysis::text::hash;
use parallax::model::Span;

/// Weights learnt while features were left out are too large when all are there. All of the correction (1 -
/// `learning::DROPPED`) costs recall; half of it serves precision and recall alike.
const KEPT: f32 = 1.0 - learning::DROPPED / 2.0;
/// Rows whose weights all round to less than this many sixteenths are left out.
const LEAST_WEIGHT: i8 = 1;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, data, out, clusters_out] = arguments.as_slice() else {
        anyhow::bail!("usage: train_names DATA_DIR OUT CLUSTERS");
    };
    let data = Path::new(data);
    let lists = lists::Lists::read(data).context("reading word lists")?;
    std::fs::write(clusters_out, &lists.clusters)
        .with_context(|| format!("writing {clusters_out}"))?;
    let clusters = Clusters::over(&lists.clusters).context("reading the clusters")?;
    let lexicon = Lexicon::over(clusters, &lists.flags, &lists.filter);
    let texts = corpus::read(data).context("reading the corpus")?;
    println!("{} sentences", texts.len());
    let sentences = prepared(&texts, &lexicon);
    let trained = learning::train(&sentences);
    let (weights, rows) = packed_weights(&trained);
    let transitions: Vec<u8> = trained
        .transitions
        .iter()
        .flat_map(|weight| ((weight * SCALE).round() as i16).to_le_bytes())
        .collect();
    let parts = [
        transitions.as_slice(),
        &weights,
        &lists.flags,
        &lists.filter,
    ];
    let stamp = parts.iter().fold(0, |stamp, part| {
        part.iter()
            .fold(stamp, |stamp, &byte| hash::step(stamp, char::from(byte)))
    });
    let bytes = pack(hash::mix(stamp), parts);
    std::fs::write(out, &bytes).with_context(|| format!("writing {out}"))?;
    println!(
        "{out}: {} bytes (weights {} for {rows} features, clusters {}, words {}, names {}), stamp {:016x}",
        bytes.len(),
        weights.len(),
        lists.clusters.len(),
        lists.flags.len(),
        lists.filter.len(),
        hash::mix(stamp)
    );
    Ok(())
}

/// Tokens as the tagger will see them, with the labels of the corpus laid over them.
fn prepared(texts: &[corpus::Labelled], lexicon: &Lexicon) -> learning::Examples {
    let mut examples = learning::Examples::default();
    for counting in [true, false] {
        for text in texts {
            let spans = tokens::tokens(&text.text, Span::new(0, text.text.len()));
            let labels = text.labels(&spans);
            let read = Sentence::read(spans.iter().map(|span| span.of(&text.text)), lexicon);
            if counting {
                examples.count(&read);
            } else {
                examples.add(&read, &labels);
            }
        }
    }
    examples
}

/// The table of weights, in sixteenths, and how many features it holds.
fn packed_weights(trained: &learning::Trained) -> (Vec<u8>, usize) {
    let mut rows: Vec<(u64, Vec<u8>, i8)> = Vec::new();
    for (feature, weights) in &trained.features {
        let row: Vec<i8> = (1..LABELS)
            .map(|label| {
                ((weights[label] - weights[0]) * SCALE * KEPT)
                    .round()
                    .clamp(-127.0, 127.0) as i8
            })
            .collect();
        let most = row.iter().map(|weight| weight.abs()).max().unwrap_or(0);
        if most >= LEAST_WEIGHT {
            rows.push((
                *feature,
                row.iter().map(|&weight| weight as u8).collect(),
                most,
            ));
        }
    }
    // the heaviest first: they get the places nearest to where they are looked for
    rows.sort_by_key(|(feature, _, most)| (-i32::from(*most), *feature));
    let entries: Vec<(u64, Vec<u8>)> = rows.into_iter().map(|(f, r, _)| (f, r)).collect();
    (hash::build::<8>(&entries), entries.len())
}
