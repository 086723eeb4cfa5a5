//! Finding words in the index: a Tantivy query over the terms and positions of one field.
//!
//! Tantivy's own queries take one term a place in a phrase, score every ending of a prefix as a word of its own, and cut
//! prefixes short. Here a word of the query is a *slot* that any of its forms fills, counted and scored as one word, and
//! phrases are judged by [`places`](super::clause::places), the very function that the highlighter uses.

use std::collections::HashMap;

use tantivy::index::{InvertedIndexReader, SegmentId};
use tantivy::postings::{Postings, TermInfo};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::clause::{Order, Way};
use super::listed::Listed;
use super::positions::several;
use super::schema::{WRITTEN_OTHERWISE, behind_typed};
use super::slots::{Counts, Slot, Terms};

/// The constants of BM25, within what is usual (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework).
const K1: f32 = 1.5;
const B: f32 = 0.7;
/// What a word counts for, as a share, where it is written as typed and not only of the same stem.
const AS_WRITTEN: f32 = 0.25;
/// Lists of articles are merged as they stand up to so many; more are counted in a table of all articles.
const MERGED: usize = 6;

/// Words in one or several fields that are ranked as one text: how often a word stands in each is weighed and added up before
/// BM25 takes it (BM25F: Robertson, Zaragoza and Taylor 2004), so that a word in the title is a word more, not an article more.
#[derive(Clone, Debug)]
pub struct WordsQuery {
    /// What a word counts for in each.
    pub fields: Vec<(Field, f32)>,
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
            order: self.order,
            ways: ways.collect::<tantivy::Result<_>>()?,
        }))
    }
}

impl WordsQuery {
    fn way(&self, searcher: &Searcher, way: &Way) -> tantivy::Result<WeighedWay> {
        let mut fields = Vec::with_capacity(self.fields.len());
        let slots: Vec<Slot> = way
            .iter()
            .map(|forms| Slot::new(forms))
            .collect::<tantivy::Result<_>>()?;
        // The field that has it most often tells how rare a word is.
        let mut most = vec![0_u64; way.len()];
        let mut articles = 0_u64;
        for &(field, counts) in &self.fields {
            let mut found = HashMap::new();
            let mut frequencies = vec![0_u64; way.len()];
            let mut length = 0_u64;
            articles = 0;
            for segment in searcher.segment_readers() {
                let postings = segment.inverted_index(field)?;
                articles += u64::from(segment.max_doc());
                length += postings.total_num_tokens();
                if postings.total_num_tokens() == 0 {
                    continue;
                }
                let mut filled = Vec::with_capacity(way.len());
                for (slot, frequency) in slots.iter().zip(&mut frequencies) {
                    let terms = slot.terms(&postings)?;
                    *frequency += terms.in_most_articles();
                    filled.push(terms);
                }
                found.insert(segment.segment_id(), filled);
            }
            for (most, frequency) in most.iter_mut().zip(frequencies) {
                *most = frequency.max(*most);
            }
            fields.push(WeighedField {
                field,
                counts,
                found,
                average_length: (length as f32 / articles.max(1) as f32).max(1.0),
            });
        }
        let idf: f32 = most.iter().map(|&frequency| idf(articles, frequency)).sum();
        Ok(WeighedWay {
            fields,
            weight: idf * self.boost * (1.0 + K1),
        })
    }
}

/// How telling a word is that stands in `frequency` of so many articles.
fn idf(articles: u64, frequency: u64) -> f32 {
    let frequency = frequency.min(articles) as f32;
    let without = articles as f32 - frequency;
    (1.0 + (without + 0.5) / (frequency + 0.5)).ln()
}

struct WordsWeight {
    order: Order,
    ways: Vec<WeighedWay>,
}

struct WeighedWay {
    fields: Vec<WeighedField>,
    /// Inverse document frequency, boost and the constant factor of BM25.
    weight: f32,
}

struct WeighedField {
    field: Field,
    /// What a word in it counts for.
    counts: f32,
    found: HashMap<SegmentId, Vec<Terms>>,
    /// Terms in the field of an average article.
    average_length: f32,
}

impl Weight for WordsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut all: Counts = Vec::new();
        for (at, way) in self.ways.iter().enumerate() {
            let weight = behind_typed(at, way.weight, self.ways[0].weight);
            let mut text: Counts = Vec::new();
            for field in &way.fields {
                text = merged(text, field.counts(reader, self.order)?, |a, b| a + b);
            }
            for (_, count) in &mut text {
                *count = weight * *count / (*count + K1) * boost;
            }
            all = merged(all, text, |a, b| a + b);
        }
        Ok(Box::new(Listed::new(all)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("words", 0.0))
    }
}

impl WeighedField {
    /// How often each article has the words in this field, for the length that the field has in it.
    fn counts(&self, reader: &SegmentReader, order: Order) -> tantivy::Result<Counts> {
        let mut counts = match self.found.get(&reader.segment_id()).map(Vec::as_slice) {
            None | Some([]) => return Ok(Counts::new()),
            Some(slots) if slots.iter().any(|slot| slot.present.is_empty()) => {
                return Ok(Counts::new());
            }
            Some([slot]) if slot.taken_away.is_empty() => {
                single(&*reader.inverted_index(self.field)?, slot, reader.max_doc())?
            }
            Some(slots) => several(&*reader.inverted_index(self.field)?, slots, order)?,
        };
        let lengths = reader.get_fieldnorms_reader(self.field)?;
        for (article, count) in &mut counts {
            let length = lengths.fieldnorm(*article) as f32 / self.average_length;
            *count *= self.counts / (1.0 - B + B * length);
        }
        Ok(counts)
    }
}

/// The articles of both lists; `both` says what those count for that are in either.
pub(super) fn merged(one: Counts, other: Counts, both: impl Fn(f32, f32) -> f32) -> Counts {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() { other } else { one };
    }
    let mut all = Counts::with_capacity(one.len() + other.len());
    let mut rest = other.into_iter().peekable();
    for (article, count) in one {
        while let Some(before) = rest.next_if(|&(before, _)| before < article) {
            all.push(before);
        }
        let same = rest.next_if(|&(same, _)| same == article);
        all.push((article, same.map_or(count, |(_, other)| both(count, other))));
    }
    all.extend(rest);
    all
}

/// Articles with one word, and how often each has it.
fn single(index: &InvertedIndexReader, slot: &Terms, articles: u32) -> tantivy::Result<Counts> {
    let is_stem = |term: &&TermInfo| slot.stem.as_ref() == Some(*term);
    let (stem, others): (Vec<&TermInfo>, Vec<&TermInfo>) = slot.present.iter().partition(is_stem);
    let stem = counted(index, &stem, articles)?;
    let others = counted(index, &others, articles)?;
    // A word as it was typed has its stem too.
    let mut counts = merged(stem, others, |a, b| a.max(b) + AS_WRITTEN * a.min(b));
    let refer = |terms: &[TermInfo]| -> tantivy::Result<Counts> {
        counted(index, &terms.iter().collect::<Vec<_>>(), articles)
    };
    let has = |counts: &Counts, article: DocId| {
        let at = counts.binary_search_by_key(&article, |&(article, _)| article);
        at.map_or(0.0, |at| counts[at].1)
    };
    if !slot.as_typed.is_empty() {
        let typed = refer(&slot.as_typed)?;
        for (article, count) in &mut counts {
            if has(&typed, *article) == 0.0 {
                *count *= WRITTEN_OTHERWISE;
            }
        }
    } else if !slot.otherwise.is_empty() {
        let otherwise = refer(&slot.otherwise)?;
        for (article, count) in &mut counts {
            // Each time it was counted.
            if has(&otherwise, *article) * (1.0 + AS_WRITTEN) >= *count {
                *count *= WRITTEN_OTHERWISE;
            }
        }
    }
    Ok(counts)
}

/// How often each article has any of the terms.
fn counted(
    index: &InvertedIndexReader,
    terms: &[&TermInfo],
    articles: u32,
) -> tantivy::Result<Counts> {
    if terms.len() <= MERGED {
        let mut all = Counts::new();
        for term in terms {
            let mut counts = Counts::with_capacity(term.doc_freq as usize);
            each_count(index, term, |article, count| counts.push((article, count)))?;
            all = merged(all, counts, |a, b| a + b);
        }
        return Ok(all);
    }
    let mut counts = vec![0.0_f32; articles as usize];
    for term in terms {
        each_count(index, term, |article, count| {
            if let Some(sum) = counts.get_mut(article as usize) {
                *sum += count;
            }
        })?;
    }
    let counts = (0..articles).zip(counts);
    Ok(counts.filter(|&(_, count)| count > 0.0).collect())
}

fn each_count(
    index: &InvertedIndexReader,
    term: &TermInfo,
    mut found: impl FnMut(DocId, f32),
) -> tantivy::Result<()> {
    let mut postings = index.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
    while postings.doc() != TERMINATED {
        found(postings.doc(), postings.term_freq() as f32);
        postings.advance();
    }
    Ok(())
}
