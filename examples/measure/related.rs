//! How many of the facts told as related are of one matter, as careful readers paired the sentences: `measure related DATA [GROUPS]`, of the groups
//! that are kept for measuring; `PARALLAX_PART=learned` takes the others. `PARALLAX_SHOW=1` prints each pair of sentences.
//!
//! Two sentences are of one matter if readers paired them, or listed a fact that stands in both; they are of two if one is in a stretch
//! of which all counterparts were listed and the other is none of them. Of all else nothing is known.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use parallax::analysis::comparing::align::{FEATURES, Reading};
use parallax::model::{Article, FindingKind, Span, Verdict};
use serde_json::json;

use super::expected;
use super::facts::{Places, Scored, covered};

/// Share of a sentence, or of what was paired, that the other has to cover for both to be one.
const ONE: f64 = 0.5;
/// The same of the words of a fact.
const FACT: f64 = 0.34;

/// What is known of two sentences.
const JUDGED: [&str; 3] = ["right", "wrong", "unknown"];

pub fn measure(data: &Path, folder: Option<&Path>) -> Result<()> {
    let part = std::env::var("PARALLAX_PART").unwrap_or_default();
    let is_shown = std::env::var_os("PARALLAX_SHOW").is_some();
    let mut counts: BTreeMap<(String, &'static str), [usize; 3]> = BTreeMap::new();
    for group in &expected::all(data, folder)? {
        if group.is_kept == (part == "learned") {
            continue;
        }
        let scored =
            Scored::new(group).with_context(|| format!("group {} cannot be read", group.name))?;
        let refs: Vec<&Article> = scored.articles.iter().map(Arc::as_ref).collect();
        let reading = Reading::new(&refs);
        let facts: Vec<Places> = group
            .items
            .iter()
            .filter(|item| item.kind != "only")
            .map(|item| scored.places(item))
            .collect();
        let findings = &scored.comparison.findings;
        for finding in findings.iter().filter(|finding| {
            finding.kind == FindingKind::Fact && finding.verdict == Verdict::Related
        }) {
            for (at, a) in finding.values.iter().enumerate() {
                for b in &finding.values[at + 1..] {
                    let ends = [(a.article, a.span()), (b.article, b.span())];
                    let judged = judged(&scored, &facts, ends);
                    let number = |(article, span): (usize, Span)| {
                        let sentence = refs[article].sentence_at(span.start).unwrap_or_default();
                        (article, sentence)
                    };
                    let places = ends.map(number);
                    let sure = reading.belong(places[0], places[1]);
                    let row = scored.comparison.rows.iter().any(|row| {
                        ends.iter()
                            .all(|end| row.spans[end.0].is_some_and(|cell| cell.overlaps(end.1)))
                    });
                    let counted = counts
                        .entry((
                            finding.sure.ground.clone(),
                            if row { "one row" } else { "no row" },
                        ))
                        .or_default();
                    counted[judged] += 1;
                    if is_shown {
                        let features = reading.features(places[0], places[1]);
                        println!(
                            "{}",
                            json!({
                                "group": group.name, "ground": finding.sure.ground, "row": row,
                                "judged": (JUDGED[judged]), "sure": sure,
                                "what": finding.what, "values": finding.values.len(),
                                "places": places, "texts": [a.text, b.text],
                                "features": features.map(|all| FEATURES.iter().zip(all).map(|(name, value)| (name.to_string(), json!(value))).collect::<serde_json::Map<_, _>>()),
                            })
                        );
                    }
                }
            }
        }
    }
    for ((ground, row), [right, wrong, unknown]) in counts {
        println!("{ground}, {row}: {right} right, {wrong} wrong, {unknown} not known");
    }
    Ok(())
}

/// 0 of one matter, 1 of two, 2 not known.
fn judged(scored: &Scored, facts: &[Places], ends: [(usize, Span); 2]) -> usize {
    let is = |stretch: expected::Stretch, end: (usize, Span)| {
        stretch.0 == end.0
            && scored
                .place(stretch)
                .is_some_and(|span| covered(span, end.1) >= ONE || covered(end.1, span) >= ONE)
    };
    let [a, b] = ends;
    let mut pairs = scored.group.pairs.iter();
    if pairs.any(|&[one, other]| is(one, a) && is(other, b) || is(one, b) && is(other, a)) {
        return 0;
    }
    let has = |places: &Places, end: (usize, Span)| {
        let mut spans = places.get(&end.0).into_iter().flatten();
        spans.any(|&span| covered(span, end.1) >= FACT)
    };
    if facts.iter().any(|places| has(places, a) && has(places, b)) {
        return 0;
    }
    let mut windows = scored.group.windows.iter();
    let is_listed = windows.any(|(one, other, sentences)| {
        let of = |end: (usize, Span), there: (usize, Span)| {
            end.0 == *one && there.0 == *other && sentences.iter().any(|&at| is(at, end))
        };
        of(a, b) || of(b, a)
    });
    if is_listed { 1 } else { 2 }
}
