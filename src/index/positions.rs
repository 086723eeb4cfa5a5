//! Finding several words in their order: where each stands in the articles that have all of them.

use std::borrow::Cow;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, TERMINATED};

use super::clause::{Order, places};
use super::slots::{Counts, Terms};

/// Articles in which several words stand in their order, and how often.
pub(super) fn several(
    index: &InvertedIndexReader,
    slots: &[Terms],
    order: Order,
) -> tantivy::Result<Counts> {
    let mut rarest_first: Vec<usize> = (0..slots.len()).collect();
    rarest_first.sort_by_key(|&slot| slots[slot].cost());
    let mut found: Vec<Positions> = slots.iter().map(|_| Positions::default()).collect();
    let mut candidates: Option<Vec<DocId>> = None;
    for slot in rarest_first {
        let positions = positions(index, &slots[slot], candidates.as_deref())?;
        candidates = Some(positions.articles.clone());
        found[slot] = positions;
    }
    let mut counts = Vec::new();
    for article in candidates.into_iter().flatten() {
        let positions: Vec<Cow<'_, [u32]>> = found
            .iter_mut()
            .map(|positions| Cow::Borrowed(positions.of(article)))
            .collect();
        let mut count = 0.0;
        places(&positions, order, |_| count += 1.0);
        if count > 0.0 {
            counts.push((article, count));
        }
    }
    Ok(counts)
}

/// Where one word stands in each article that has it.
#[derive(Default)]
struct Positions {
    /// Ascending.
    articles: Vec<DocId>,
    /// One past the last position of each article.
    ends: Vec<usize>,
    /// Ascending in each article.
    positions: Vec<u32>,
    /// The article looked at last.
    at: usize,
}

impl Positions {
    /// The positions in an article; asked for in ascending order.
    fn of(&mut self, article: DocId) -> &[u32] {
        self.at += self.articles[self.at..].partition_point(|&before| before < article);
        if self.articles.get(self.at) != Some(&article) {
            return &[];
        }
        let start = self.at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.positions[start..self.ends[self.at]]
    }

    fn push(&mut self, article: DocId, positions: impl IntoIterator<Item = u32>) {
        self.articles.push(article);
        self.positions.extend(positions);
        self.ends.push(self.positions.len());
    }
}

/// The positions of one slot, in the candidates only (ascending; all articles where there are none yet).
fn positions(
    index: &InvertedIndexReader,
    slot: &Terms,
    candidates: Option<&[DocId]>,
) -> tantivy::Result<Positions> {
    let mut found = Positions::default();
    if let ([term], []) = (slot.present.as_slice(), slot.taken_away.as_slice()) {
        each_article(index, term, candidates, |article, positions| {
            found.push(article, positions.iter().copied());
        })?;
        return Ok(found);
    }
    let mut all = gathered(index, &slot.present, candidates)?;
    let away = gathered(index, &slot.taken_away, candidates)?;
    if !away.is_empty() {
        all.retain(|place| away.binary_search(place).is_err());
    }
    for places in all.chunk_by(|(one, _), (other, _)| one == other) {
        if let Some(&(article, _)) = places.first() {
            found.push(article, places.iter().map(|&(_, position)| position));
        }
    }
    Ok(found)
}

/// Articles and positions of all the terms, ascending, each once.
fn gathered(
    index: &InvertedIndexReader,
    terms: &[TermInfo],
    candidates: Option<&[DocId]>,
) -> tantivy::Result<Vec<(DocId, u32)>> {
    let mut all = Vec::new();
    for term in terms {
        each_article(index, term, candidates, |article, positions| {
            all.extend(positions.iter().map(|&position| (article, position)));
        })?;
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Calls `found` with each article that has the term, and the term's positions in it.
fn each_article(
    index: &InvertedIndexReader,
    term: &TermInfo,
    candidates: Option<&[DocId]>,
    mut found: impl FnMut(DocId, &[u32]),
) -> tantivy::Result<()> {
    let option = IndexRecordOption::WithFreqsAndPositions;
    let mut postings = index.read_postings_from_terminfo(term, option)?;
    let mut positions = Vec::new();
    let mut rest = candidates.unwrap_or(&[]);
    while postings.doc() != TERMINATED {
        let article = postings.doc();
        if candidates.is_some() {
            rest = &rest[rest.partition_point(|&candidate| candidate < article)..];
            let Some(&next) = rest.first() else { break };
            if next > article {
                postings.seek(next);
                continue;
            }
        }
        postings.positions(&mut positions);
        found(article, &positions);
        postings.advance();
    }
    Ok(())
}
