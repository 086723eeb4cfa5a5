//! What answers to some of many parts: words of which not all need be there, and the sums of any number of lists.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::listed::{Listed, Scores, listed};

/// How quickly it stops to matter that a word is repeated in a query (the k3 of Okapi BM25: Robertson et al. 1994).
const K3: f32 = 8.0;

/// What a word counts for that a query has so many times.
pub(super) fn repeated(times: usize) -> f32 {
    let times = times as f32;
    (K3 + 1.0) * times / (K3 + times)
}

/// What answers to some of the parts: to those that must be, and to so many in all.
#[derive(Clone, Debug)]
pub(super) struct SomeOf {
    pub(super) parts: Vec<Part<Arc<dyn Query>>>,
    pub(super) least: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Part<Q> {
    pub(super) query: Q,
    /// Multiplies its score.
    pub(super) weight: f32,
    pub(super) must: bool,
}

impl Query for SomeOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let parts = self.parts.iter().map(|part| {
            Ok(Part {
                query: part.query.weight(scoring)?,
                weight: part.weight,
                must: part.must,
            })
        });
        Ok(Box::new(SomeWeight {
            parts: parts.collect::<tantivy::Result<_>>()?,
            least: self.least,
        }))
    }
}

struct SomeWeight {
    parts: Vec<Part<Box<dyn Weight>>>,
    least: usize,
}

impl Weight for SomeWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut table = Table::of(reader);
        let (mut musts, mut least_of_musts) = (vec![0_u16; reader.max_doc() as usize], 0);
        for part in &self.parts {
            let found = part.query.scorer(reader, boost)?;
            if part.must {
                least_of_musts += 1;
                let found = listed(found);
                for &(doc, _) in &found {
                    musts[doc as usize] += 1;
                }
                table.add(Box::new(Listed::new(found)), part.weight);
            } else {
                table.add(found, part.weight);
            }
        }
        let (least, musts) = (self.least, &musts);
        let all = table.scores_of_several(least, |doc| musts[doc as usize] >= least_of_musts);
        Ok(Box::new(Listed::new(all)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("some of", 0.0))
    }
}

/// The sums of many parts, a place for every article: a hundred lists are added up in as many steps as they have entries.
pub(super) struct Table {
    /// What the text itself scores, and how many parts it answers.
    text: Vec<(Score, u16)>,
    /// What stands around it scores where the text does not answer, and how many parts.
    around: Vec<(Score, u16)>,
}

impl Table {
    pub(super) fn of(reader: &SegmentReader) -> Table {
        let articles = reader.max_doc() as usize;
        Table {
            text: vec![(0.0, 0); articles],
            around: vec![(0.0, 0); articles],
        }
    }

    pub(super) fn add(&mut self, mut scorer: Box<dyn Scorer>, weight: f32) {
        while scorer.doc() != TERMINATED {
            let (doc, score) = (scorer.doc() as usize, scorer.score());
            let sums = if score.is_sign_negative() {
                &mut self.around
            } else {
                &mut self.text
            };
            if let Some((sum, parts)) = sums.get_mut(doc) {
                *sum += score * weight;
                *parts += 1;
            }
            scorer.advance();
        }
    }

    /// Articles that answer any part; where the text itself does, what stands around it does not count.
    pub(super) fn scores(self, holds: impl Fn(DocId) -> bool) -> Scores {
        self.scores_of_several(1, holds)
    }

    /// Articles that answer `least` parts or more. One that needs what stands around the text for it is marked.
    fn scores_of_several(self, least: usize, holds: impl Fn(DocId) -> bool) -> Scores {
        let sums = (0..).zip(self.text.into_iter().zip(self.around));
        sums.filter_map(|(doc, ((text, parts), (around, more)))| {
            let whole = usize::from(parts) >= least;
            if !whole && usize::from(parts + more) < least || !holds(doc) {
                return None;
            }
            Some((doc, if whole { text } else { around - text }))
        })
        .collect()
    }
}
