//! From the meaning of a query to Tantivy query objects.
//!
//! A negative score says that the article answers only with what stands around its text. Tantivy adds the scores of clauses
//! up, which would lose that; so what joins clauses is written here, over the lists that every clause gives anyway.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::clause::{Clause, Target, What, Words};
use super::dates;
use super::listed::Listed;
use super::postings::WordsQuery;
use super::schema::{self, Fields};

/// A word in the title says more about an article than one in its body.
const TITLE_BOOST: Score = 2.5;
/// Marks the score of what is found around the text: see the head of this file.
const AROUND: Score = -1.0;

/// The query that finds what the clause means. Words score; everything else only narrows.
pub fn plan(clause: &Clause, fields: &Fields) -> Box<dyn Query> {
    let all = |parts: &[Clause]| {
        let (unwanted, wanted): (Vec<&Clause>, Vec<&Clause>) = parts
            .iter()
            .partition(|part| matches!(part, Clause::Not(_)));
        let unwanted = unwanted.into_iter().map(|part| match part {
            Clause::Not(part) => plan(part, fields),
            part => plan(part, fields),
        });
        Box::new(AllOf {
            wanted: wanted
                .into_iter()
                .map(|part| plan(part, fields).into())
                .collect(),
            unwanted: unwanted.map(Arc::from).collect(),
        })
    };
    match clause {
        Clause::Everything => all(&[]),
        Clause::Not(_) => all(std::slice::from_ref(clause)),
        Clause::And(parts) => all(parts),
        Clause::Or(parts) => Box::new(AnyOf {
            parts: parts.iter().map(|part| plan(part, fields).into()).collect(),
        }),
        Clause::One(what, _) => match &**what {
            What::Words(words) => plan_words(words, fields),
            _ => Box::new(FilterQuery {
                what: Arc::clone(what),
            }),
        },
    }
}

fn plan_words(words: &Words, fields: &Fields) -> Box<dyn Query> {
    let query = |field, boost| -> Box<dyn Query> {
        Box::new(WordsQuery {
            field,
            ways: words.ways.clone(),
            order: words.order,
            boost,
        })
    };
    let any = |parts: &[(Field, Score)]| -> Box<dyn Query> {
        let parts = parts
            .iter()
            .map(|&(field, boost)| query(field, boost).into());
        Box::new(AnyOf {
            parts: parts.collect(),
        })
    };
    let (title, body) = ((fields.title, TITLE_BOOST), (fields.body, 1.0));
    match words.target {
        Target::Anywhere => any(&[title, body, (fields.asides, AROUND)]),
        Target::Text => any(&[title, body]),
        Target::Title => query(fields.title, TITLE_BOOST),
        Target::Body => query(fields.body, 1.0),
        Target::Aside => query(fields.asides, 1.0),
        Target::Outlet => query(fields.outlet, 0.0),
        Target::Authors => query(fields.authors, 0.0),
        Target::Names => query(fields.names, 0.0),
    }
}

/// Articles with their scores, ascending by article.
type Scores = Vec<(DocId, Score)>;

/// What answers to every one of `wanted` and to none of `unwanted`; where nothing is wanted, every article that does not.
#[derive(Clone, Debug)]
struct AllOf {
    wanted: Vec<Arc<dyn Query>>,
    unwanted: Vec<Arc<dyn Query>>,
}

/// What answers to any of the parts.
#[derive(Clone, Debug)]
struct AnyOf {
    parts: Vec<Arc<dyn Query>>,
}

type Weights = Vec<Box<dyn Weight>>;

fn weights(parts: &[Arc<dyn Query>], scoring: EnableScoring<'_>) -> tantivy::Result<Weights> {
    parts.iter().map(|part| part.weight(scoring)).collect()
}

impl Query for AllOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AllWeight {
            wanted: weights(&self.wanted, scoring)?,
            unwanted: weights(&self.unwanted, scoring)?,
        }))
    }
}

impl Query for AnyOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AnyWeight(weights(&self.parts, scoring)?)))
    }
}

struct AllWeight {
    wanted: Weights,
    unwanted: Weights,
}

impl Weight for AllWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut all: Option<Scores> = None;
        for part in &self.wanted {
            let found = listed(part.scorer(reader, boost)?);
            all = Some(match all {
                None => found,
                Some(before) => both(&before, &found),
            });
        }
        let mut all = all.unwrap_or_else(|| kept(reader, |_| true));
        for part in &self.unwanted {
            let found = listed(part.scorer(reader, boost)?);
            all.retain(|(doc, _)| found.binary_search_by_key(doc, |(doc, _)| *doc).is_err());
        }
        Ok(Box::new(Listed::new(all)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("all of", 0.0))
    }
}

struct AnyWeight(Weights);

impl Weight for AnyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut any = Scores::new();
        for part in &self.0 {
            any = either(&any, &listed(part.scorer(reader, boost)?));
        }
        Ok(Box::new(Listed::new(any)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("any of", 0.0))
    }
}

fn listed(mut scorer: Box<dyn Scorer>) -> Scores {
    let mut all = Vec::with_capacity(scorer.size_hint() as usize);
    while scorer.doc() != TERMINATED {
        all.push((scorer.doc(), scorer.score()));
        scorer.advance();
    }
    all
}

/// Articles in both lists. One that needs what stands around the text for either part needs it for the whole.
fn both(one: &[(DocId, Score)], other: &[(DocId, Score)]) -> Scores {
    let mut all = Scores::new();
    let mut rest = other;
    for &(doc, score) in one {
        rest = &rest[rest.partition_point(|&(before, _)| before < doc)..];
        match rest.first() {
            Some(&(found, more)) if found == doc => {
                let sum = score.abs() + more.abs();
                let around = score.is_sign_negative() || more.is_sign_negative();
                all.push((doc, if around { -sum } else { sum }));
            }
            Some(_) => {}
            None => break,
        }
    }
    all
}

/// Articles in any of two lists. Where the text itself answers, what stands around it does not count.
fn either(one: &[(DocId, Score)], other: &[(DocId, Score)]) -> Scores {
    let mut all: Scores = one.iter().chain(other).copied().collect();
    // Two sorted runs: the sort merges them.
    all.sort_by_key(|&(doc, _)| doc);
    all.dedup_by(|(doc, score), (kept, sum)| {
        if doc != kept {
            return false;
        }
        let same = score.is_sign_negative() == sum.is_sign_negative();
        *sum = if same { *sum + *score } else { sum.max(*score) };
        true
    });
    all
}

/// What is read from the fast columns: a scan of tens of thousands of values takes less than a millisecond.
#[derive(Clone, Debug)]
struct FilterQuery {
    what: Arc<What>,
}

impl Query for FilterQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(FilterWeight {
            what: Arc::clone(&self.what),
        }))
    }
}

struct FilterWeight {
    what: Arc<What>,
}

impl Weight for FilterWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = reader.fast_fields();
        let listed = match &*self.what {
            // Words are found by their postings.
            What::Words(_) => Vec::new(),
            What::Named(named) => numbered(reader, &columns.u64(schema::NUMBER)?, &named.articles),
            What::Articles(articles) => numbered(reader, &columns.u64(schema::NUMBER)?, articles),
            What::Days(from, to) => {
                let from = from.map_or(i64::MIN, dates::days);
                let to = to.map_or(i64::MAX, dates::days);
                let days = columns.i64(schema::DAY)?;
                kept(reader, |doc| {
                    days.first(doc).is_some_and(|day| from <= day && day < to)
                })
            }
            What::Language(tag) => match columns.str(schema::LANGUAGE)? {
                None => Vec::new(),
                Some(column) => {
                    let wanted = column.dictionary().term_ord(tag)?;
                    kept(reader, |doc| {
                        wanted.is_some() && column.ords().first(doc) == wanted
                    })
                }
            },
            What::Figures(bounds) => {
                let figures = columns.f64(schema::FIGURES)?;
                kept(reader, |doc| {
                    figures.values_for_doc(doc).any(|value| bounds.hold(value))
                })
            }
        };
        Ok(Box::new(Listed::new(listed)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("filter", 0.0))
    }
}

fn numbered(reader: &SegmentReader, numbers: &Column<u64>, wanted: &[u64]) -> Scores {
    kept(reader, |doc| {
        let number = numbers.first(doc);
        number.is_some_and(|number| wanted.binary_search(&number).is_ok())
    })
}

fn kept(reader: &SegmentReader, holds: impl Fn(DocId) -> bool) -> Scores {
    (0..reader.max_doc())
        .filter(|&doc| holds(doc))
        .map(|doc| (doc, 0.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_the_text_counts_only_where_the_text_is_silent() {
        let text = [(1, 2.0), (2, 3.0), (4, 0.0)];
        let around = [(2, -9.0), (3, -1.0), (4, -1.0)];
        assert_eq!(
            either(&text, &around),
            [(1, 2.0), (2, 3.0), (3, -1.0), (4, 0.0)]
        );
        assert_eq!(either(&around, &around)[1], (3, -2.0));
        assert_eq!(both(&text, &around), [(2, -12.0), (4, -1.0)]);
        assert_eq!(both(&text, &text)[0], (1, 4.0));
    }
}
