//! From the meaning of a query to Tantivy query objects.
//!
//! A negative score says that the article answers only with what stands around its text. Tantivy adds the scores of clauses
//! up, which would lose that; so what joins clauses is written here, over the lists that every clause gives anyway.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader};

use super::clause::{Clause, Target, What, Words};
use super::listed::{Listed, Scores, listed};
use super::postings::{WordsQuery, merged};
use super::schema::{self, Fields};
use super::some::{Part, SomeOf, Table};
use super::{dates, some};

/// A word in the title counts for so many in the body.
const TITLE: f32 = 2.5;
/// A title made from the first sentence adds nothing: its words were counted where they stand.
const MADE_TITLE: f32 = 0.0;
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
        Clause::Some(loose) => Box::new(SomeOf {
            parts: loose
                .words
                .iter()
                .map(|word| Part {
                    query: plan(&word.clause, fields).into(),
                    weight: some::repeated(word.times),
                    must: word.must,
                })
                .collect(),
            least: loose.least,
        }),
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
    let query = |fields: &[(Field, f32)], boost| -> Box<dyn Query> {
        Box::new(WordsQuery {
            fields: fields.to_vec(),
            ways: words.ways.clone(),
            order: words.order,
            boost,
        })
    };
    let text = [
        (fields.title, TITLE),
        (fields.made_title, MADE_TITLE),
        (fields.body, 1.0),
    ];
    let alone = |field, boost| query(&[(field, 1.0)], boost);
    match words.target {
        Target::Anywhere => Box::new(AnyOf {
            parts: vec![
                query(&text, 1.0).into(),
                alone(fields.asides, AROUND).into(),
            ],
        }),
        Target::Text => query(&text, 1.0),
        Target::Title => query(&[(fields.title, 1.0), (fields.made_title, 1.0)], 1.0),
        Target::Body => alone(fields.body, 1.0),
        Target::Aside => alone(fields.asides, 1.0),
        Target::Outlet => alone(fields.outlet, 0.0),
        Target::Authors => alone(fields.authors, 0.0),
        Target::Names => alone(fields.names, 0.0),
    }
}

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
        let any = match self.0.as_slice() {
            [one, other] => {
                let one = listed(one.scorer(reader, boost)?);
                either(one, listed(other.scorer(reader, boost)?))
            }
            parts => {
                let mut table = Table::of(reader);
                for part in parts {
                    table.add(part.scorer(reader, boost)?, 1.0);
                }
                table.scores(|_| true)
            }
        };
        Ok(Box::new(Listed::new(any)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("any of", 0.0))
    }
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
fn either(one: Scores, other: Scores) -> Scores {
    merged(one, other, |score, more| {
        if score.is_sign_negative() == more.is_sign_negative() {
            score + more
        } else {
            score.max(more)
        }
    })
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
            either(text.to_vec(), around.to_vec()),
            [(1, 2.0), (2, 3.0), (3, -1.0), (4, 0.0)]
        );
        assert_eq!(either(around.to_vec(), around.to_vec())[1], (3, -2.0));
        assert_eq!(both(&text, &around), [(2, -12.0), (4, -1.0)]);
        assert_eq!(both(&text, &text)[0], (1, 4.0));
    }
}
