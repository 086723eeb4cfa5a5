//! Finding words in the index: a Tantivy query over the terms and positions of one field.
//!
//! Tantivy's own queries take one term a place in a phrase, score every ending of a prefix as a word of its own, and cut
//! prefixes short. Here a word of the query is a *slot* that any of its forms fills, counted and scored as one word, and
//! phrases are judged by [`places`], the very function that the highlighter uses.

use std::borrow::Cow;
use std::collections::HashMap;

use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::postings::{Postings, TermInfo};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::clause::{Form, Order, Way, is_near, places};
use super::listed::Listed;
use super::schema::{ACCENTED, FIRST_WORD, FOLDED_AWAY, INITIALS, STEM, compound_term};
use super::schema::{WRITTEN_OTHERWISE, behind_typed};

/// BM25's usual constants (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework).
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Words in one field.
#[derive(Clone, Debug)]
pub struct WordsQuery {
    pub field: Field,
    pub ways: Vec<Way>,
    pub order: Order,
    /// Multiplies the BM25 score; 0 where the words only narrow. Below 0 it marks what was found: see `plan`.
    pub boost: Score,
}

impl Query for WordsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let searcher = scoring
            .searcher()
            .ok_or_else(|| TantivyError::InvalidArgument("words need a searcher".into()))?;
        let ways = self.ways.iter().map(|way| self.way(searcher, way));
        Ok(Box::new(WordsWeight {
            field: self.field,
            order: self.order,
            ways: ways.collect::<tantivy::Result<_>>()?,
        }))
    }
}

impl WordsQuery {
    fn way(&self, searcher: &Searcher, way: &Way) -> tantivy::Result<WeighedWay> {
        let mut found = HashMap::new();
        let mut frequencies = vec![0_u64; way.len()];
        let (mut articles, mut length) = (0_u64, 0_u64);
        for segment in searcher.segment_readers() {
            let postings = segment.inverted_index(self.field)?;
            articles += u64::from(segment.max_doc());
            length += postings.total_num_tokens();
            let mut slots = Vec::with_capacity(way.len());
            for (forms, frequency) in way.iter().zip(&mut frequencies) {
                let terms = terms(&postings, forms)?;
                *frequency += terms.in_most_articles();
                slots.push(terms);
            }
            found.insert(segment.segment_id(), slots);
        }
        let idf: f32 = frequencies
            .iter()
            .map(|&frequency| idf(articles, frequency))
            .sum();
        Ok(WeighedWay {
            found,
            weight: idf * self.boost * (1.0 + K1),
            average_length: (length as f32 / articles.max(1) as f32).max(1.0),
        })
    }
}

/// How telling a word is that stands in `frequency` of so many articles.
fn idf(articles: u64, frequency: u64) -> f32 {
    let frequency = frequency.min(articles) as f32;
    let without = articles as f32 - frequency;
    (1.0 + (without + 0.5) / (frequency + 0.5)).ln()
}

/// The terms of one slot in one segment.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) present: Vec<TermInfo>,
    /// Where these stand, the word was not written so after all.
    taken_away: Vec<TermInfo>,
    /// Where these stand, the word has the accents that were typed: such articles come first. Without any, where
    /// `otherwise` does not stand.
    as_typed: Vec<TermInfo>,
    otherwise: Vec<TermInfo>,
}

impl Terms {
    /// The forms of a word overlap (every `prisoners` is a `prison` too): the most frequent tells how rare the word is.
    fn in_most_articles(&self) -> u64 {
        let most = self.present.iter().map(|term| term.doc_freq).max();
        u64::from(most.unwrap_or(0))
    }

    fn cost(&self) -> u64 {
        self.present
            .iter()
            .map(|term| u64::from(term.doc_freq))
            .sum()
    }
}

pub(super) fn terms(index: &InvertedIndexReader, forms: &[Form]) -> tantivy::Result<Terms> {
    let dictionary = index.terms();
    let mut found = Terms::default();
    let mut seen = std::collections::HashSet::new();
    for form in forms {
        match form {
            Form::Word(word) => found.present.extend(once(&mut seen, dictionary.get(word)?)),
            Form::Stem(stem) => {
                let term = dictionary.get(format!("{STEM}{stem}"))?;
                found.present.extend(once(&mut seen, term));
            }
            Form::Written(word) => {
                let plain = dictionary.get(word)?;
                let accented = dictionary.get(format!("{ACCENTED}{word}"))?;
                let away = dictionary.get(format!("{FOLDED_AWAY}{word}"))?;
                found.present.extend(once(&mut seen, plain));
                found.present.extend(once(&mut seen, accented));
                found.taken_away.extend(away);
            }
            Form::AsTyped(word) => {
                let accented = dictionary.get(format!("{ACCENTED}{word}"))?;
                let away = dictionary.get(format!("{FOLDED_AWAY}{word}"))?;
                found.as_typed.extend(accented);
                found.otherwise.extend(away);
            }
            Form::Initials(letters) => {
                let term = dictionary.get(format!("{INITIALS}{letters}"))?;
                found.present.extend(once(&mut seen, term));
            }
            Form::Compound(compound) => {
                let term = dictionary.get(compound_term(compound))?;
                found.present.extend(once(&mut seen, term));
            }
            Form::Prefix(prefix) | Form::Character(prefix) => {
                let mut stream = dictionary.range().ge(prefix).into_stream()?;
                while let Some((term, info)) = stream.next() {
                    if !term.starts_with(prefix.as_bytes()) {
                        break;
                    }
                    found.present.extend(once(&mut seen, Some(info.clone())));
                }
            }
            Form::Fuzzy { word, edits } => {
                let mut stream = dictionary.range().ge(FIRST_WORD).into_stream()?;
                while let Some((term, info)) = stream.next() {
                    let near = std::str::from_utf8(term).is_ok_and(|t| is_near(word, t, *edits));
                    if near {
                        found.present.extend(once(&mut seen, Some(info.clone())));
                    }
                }
            }
        }
    }
    Ok(found)
}

/// A term that several forms give counts once.
fn once(seen: &mut std::collections::HashSet<usize>, term: Option<TermInfo>) -> Option<TermInfo> {
    term.filter(|term| seen.insert(term.postings_range.start))
}

struct WordsWeight {
    field: Field,
    order: Order,
    ways: Vec<WeighedWay>,
}

struct WeighedWay {
    found: HashMap<SegmentId, Vec<Terms>>,
    /// Inverse document frequency, boost and the constant factor of BM25.
    weight: f32,
    /// Terms in the field of an average article.
    average_length: f32,
}

impl Weight for WordsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let lengths = reader.get_fieldnorms_reader(self.field)?;
        let mut all: Vec<(DocId, Score)> = Vec::new();
        for (at, way) in self.ways.iter().enumerate() {
            let weight = behind_typed(at, way.weight, self.ways[0].weight);
            let counts = match way.found.get(&reader.segment_id()).map(Vec::as_slice) {
                None | Some([]) => Vec::new(),
                Some([slot]) if slot.taken_away.is_empty() => {
                    single(&index, slot, reader.max_doc())?
                }
                Some(slots) => several(&index, slots, self.order)?,
            };
            all.extend(counts.into_iter().map(|(article, count)| {
                let length = lengths.fieldnorm(article) as f32 / way.average_length;
                let score = weight * count / (count + K1 * (1.0 - B + B * length));
                (article, score * boost)
            }));
        }
        if self.ways.len() > 1 {
            all.sort_by_key(|&(article, _)| article);
            all.dedup_by(|(article, score), (kept, sum)| {
                let same = article == kept;
                *sum += if same { *score } else { 0.0 };
                same
            });
        }
        Ok(Box::new(Listed::new(all)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("words", 0.0))
    }
}

/// Articles with one word, and how often each has it.
fn single(
    index: &InvertedIndexReader,
    slot: &Terms,
    articles: u32,
) -> tantivy::Result<Vec<(DocId, f32)>> {
    let mut counts = counted(index, &slot.present, articles)?;
    if !slot.as_typed.is_empty() {
        let typed = counted(index, &slot.as_typed, articles)?;
        for (count, typed) in counts.iter_mut().zip(typed) {
            *count *= if typed > 0.0 { 1.0 } else { WRITTEN_OTHERWISE };
        }
    } else if !slot.otherwise.is_empty() {
        let otherwise = counted(index, &slot.otherwise, articles)?;
        for (count, otherwise) in counts.iter_mut().zip(otherwise) {
            *count *= if otherwise >= *count {
                WRITTEN_OTHERWISE
            } else {
                1.0
            };
        }
    }
    Ok((0..articles)
        .zip(counts)
        .filter(|&(_, count)| count > 0.0)
        .collect())
}

/// How often each article has any of the terms.
fn counted(
    index: &InvertedIndexReader,
    terms: &[TermInfo],
    articles: u32,
) -> tantivy::Result<Vec<f32>> {
    let mut counts = vec![0.0_f32; articles as usize];
    for term in terms {
        let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            if let Some(count) = counts.get_mut(postings.doc() as usize) {
                *count += postings.term_freq() as f32;
            }
            postings.advance();
        }
    }
    Ok(counts)
}

/// Articles in which several words stand in their order, and how often.
fn several(
    index: &InvertedIndexReader,
    slots: &[Terms],
    order: Order,
) -> tantivy::Result<Vec<(DocId, f32)>> {
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
