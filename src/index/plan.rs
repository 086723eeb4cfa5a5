//! From the meaning of a query to Tantivy query objects.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EnableScoring, Explanation, Occur, Query, Scorer,
    Weight,
};
use tantivy::{DocId, Score, SegmentReader};

use super::clause::{Clause, Target, What, Words};
use super::dates;
use super::postings::{Listed, WordsQuery};
use super::schema::{self, Fields};

/// A word in the title says more about an article than one in its body.
const TITLE_BOOST: Score = 2.5;

/// The query that finds what the clause means. Words score; everything else only narrows.
pub fn plan(clause: &Clause, fields: &Fields) -> Box<dyn Query> {
    match clause {
        Clause::Everything => everything(),
        Clause::Not(part) => Box::new(BooleanQuery::new(vec![
            // A query of exclusions alone finds nothing by itself.
            (Occur::Must, everything()),
            (Occur::MustNot, plan(part, fields)),
        ])),
        Clause::And(parts) => {
            let mut parts: Vec<(Occur, Box<dyn Query>)> = parts
                .iter()
                .map(|part| match part {
                    Clause::Not(part) => (Occur::MustNot, plan(part, fields)),
                    part => (Occur::Must, plan(part, fields)),
                })
                .collect();
            if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                parts.push((Occur::Must, everything()));
            }
            Box::new(BooleanQuery::new(parts))
        }
        Clause::Or(parts) => Box::new(BooleanQuery::new(
            parts
                .iter()
                .map(|part| (Occur::Should, plan(part, fields)))
                .collect(),
        )),
        Clause::One(what, _) => match &**what {
            What::Words(words) => plan_words(words, fields),
            _ => Box::new(FilterQuery {
                what: Arc::clone(what),
            }),
        },
    }
}

fn everything() -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))
}

fn plan_words(words: &Words, fields: &Fields) -> Box<dyn Query> {
    let query = |field, boost| -> Box<dyn Query> {
        Box::new(WordsQuery {
            field,
            slots: words.slots.clone(),
            order: words.order,
            boost,
        })
    };
    match words.target {
        Target::Text => Box::new(BooleanQuery::new(vec![
            (Occur::Should, query(fields.title, TITLE_BOOST)),
            (Occur::Should, query(fields.body, 1.0)),
        ])),
        Target::Title => query(fields.title, TITLE_BOOST),
        Target::Body => query(fields.body, 1.0),
        Target::Outlet => query(fields.outlet, 0.0),
        Target::Authors => query(fields.authors, 0.0),
        Target::Names => query(fields.names, 0.0),
    }
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

fn numbered(reader: &SegmentReader, numbers: &Column<u64>, wanted: &[u64]) -> Vec<(DocId, Score)> {
    kept(reader, |doc| {
        let number = numbers.first(doc);
        number.is_some_and(|number| wanted.binary_search(&number).is_ok())
    })
}

fn kept(reader: &SegmentReader, holds: impl Fn(DocId) -> bool) -> Vec<(DocId, Score)> {
    (0..reader.max_doc())
        .filter(|&doc| holds(doc))
        .map(|doc| (doc, 0.0))
        .collect()
}
