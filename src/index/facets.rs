//! One pass over everything that a query finds: the best articles, and how many there are of each outlet, month, language.

use std::cmp::Ordering as Order;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

use super::dates;
use super::knowledge::{Knowledge, KnownEntity};
use super::schema;
use crate::model::{Bucket, Facets};

/// A longer span of months shows only the months that have articles: one wrong date is not worth a thousand bars.
const MOST_MONTHS: i64 = 600;
/// From the year -9999 to the year 9999, which is all that a date can be.
const CALENDAR_MONTHS: usize = 20_000 * 12;
/// Nobody reads further down.
const MOST_ENTITIES: usize = 200;

/// What the reader chose from the facets.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// Any of these, where there are any.
    pub outlets: HashSet<String>,
    /// Any of these, where there are any; in months since the year 0, `None` for those without a date.
    pub months: HashSet<Option<i64>>,
    /// Article numbers, ascending; `None` where no entity is chosen.
    pub articles: Option<Vec<u64>>,
}

/// One article found.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub number: u64,
    pub score: Score,
    /// It answers to all of the query, where the query was loosened.
    pub all: bool,
    /// The text itself answers, without what stands around it.
    pub whole: bool,
    /// Seconds since 1970; the least number where the date is not known.
    published: i64,
}

impl Found {
    /// Best first: where all words are found, then where the text itself answers, then by score, then the newest, then by number.
    pub fn compare(&self, other: &Found) -> Order {
        other
            .all
            .cmp(&self.all)
            .then(other.whole.cmp(&self.whole))
            .then(other.score.total_cmp(&self.score))
            .then(other.published.cmp(&self.published))
            .then(self.number.cmp(&other.number))
    }
}

/// Everything found, and counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    pub found: Vec<Found>,
    /// How many articles answer without regard to what is chosen.
    pub of_all: usize,
    /// Without regard to the outlets chosen, so that others can be chosen as well.
    outlets: HashMap<String, u64>,
    /// Without regard to the months chosen.
    months: BTreeMap<i64, u64>,
    /// The same of those without a date.
    undated: u64,
    languages: HashMap<String, u64>,
}

/// Collects [`Counted`].
pub struct Counting<'a> {
    pub chosen: Arc<Chosen>,
    /// Looked at before each segment: a set flag ends the search with an error.
    pub stop: &'a AtomicBool,
}

impl Collector for Counting<'_> {
    type Fruit = Counted;
    type Child = Segment;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Segment> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(TantivyError::SystemError("stopped".into()));
        }
        let columns = reader.fast_fields();
        let outlets = Labels::of_column(columns.str(schema::OUTLET_NAME)?);
        let chosen_outlets = match self.chosen.outlets.is_empty() {
            true => None,
            false => Some(outlets.are(&self.chosen.outlets)?),
        };
        let months = columns.i64(schema::MONTH)?;
        let (first_month, last_month) = (months.min_value(), months.max_value());
        let span = match usize::try_from(last_month.saturating_sub(first_month)) {
            Ok(months) if months < CALENDAR_MONTHS => months + 1,
            // A column without values.
            _ => 0,
        };
        Ok(Segment {
            chosen: Arc::clone(&self.chosen),
            chosen_outlets,
            numbers: columns.u64(schema::NUMBER)?,
            published: columns.i64(schema::PUBLISHED)?,
            months,
            outlets,
            languages: Labels::of_column(columns.str(schema::LANGUAGE)?),
            first_month,
            month_counts: vec![0; span],
            undated: 0,
            found: Vec::new(),
            of_all: 0,
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<tantivy::Result<Counted>>) -> tantivy::Result<Counted> {
        let mut all = Counted::default();
        for segment in segments {
            let segment = segment?;
            all.found.extend(segment.found);
            all.of_all += segment.of_all;
            for (name, count) in segment.outlets {
                *all.outlets.entry(name).or_default() += count;
            }
            for (name, count) in segment.languages {
                *all.languages.entry(name).or_default() += count;
            }
            all.undated += segment.undated;
            for (month, count) in segment.months {
                *all.months.entry(month).or_default() += count;
            }
        }
        Ok(all)
    }
}

/// The labels of one column, and how many articles were found with each.
struct Labels {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl Labels {
    fn of_column(column: Option<StrColumn>) -> Labels {
        // Without a column all articles have the same label, which is none.
        let labels = column.as_ref().map_or(1, |column| column.num_terms());
        Labels {
            counts: vec![0; labels],
            column,
        }
    }

    fn name(&self, label: usize) -> tantivy::Result<String> {
        let mut name = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(label as u64, &mut name)?;
        }
        Ok(name)
    }

    /// Of each label whether it is one of these.
    fn are(&self, chosen: &HashSet<String>) -> tantivy::Result<Vec<bool>> {
        let labels = 0..self.counts.len();
        let is_chosen = |label| Ok(chosen.contains(&self.name(label)?));
        labels.map(is_chosen).collect()
    }

    fn of(&self, doc: DocId) -> usize {
        let ord = self
            .column
            .as_ref()
            .and_then(|column| column.ords().first(doc));
        ord.map_or(0, |ord| usize::try_from(ord).unwrap_or(0))
    }

    fn count(&mut self, label: usize) {
        if let Some(count) = self.counts.get_mut(label) {
            *count += 1;
        }
    }

    /// Only what was found is read by its name.
    fn counted(&self) -> tantivy::Result<HashMap<String, u64>> {
        let counts = self.counts.iter().enumerate();
        let found = counts.filter(|&(_, &count)| count > 0);
        found
            .map(|(label, &count)| Ok((self.name(label)?, count)))
            .collect()
    }
}

/// One segment's share.
pub struct Segment {
    chosen: Arc<Chosen>,
    chosen_outlets: Option<Vec<bool>>,
    numbers: Column<u64>,
    published: Column<i64>,
    months: Column<i64>,
    outlets: Labels,
    languages: Labels,
    first_month: i64,
    /// From the first month of the segment to the last.
    month_counts: Vec<u64>,
    undated: u64,
    found: Vec<Found>,
    of_all: usize,
}

impl SegmentCollector for Segment {
    type Fruit = tantivy::Result<Counted>;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.of_all += 1;
        let number = self.numbers.first(doc).unwrap_or(0);
        let named = |articles: &Vec<u64>| articles.binary_search(&number).is_ok();
        if !self.chosen.articles.as_ref().is_none_or(named) {
            return;
        }
        let outlet = self.outlets.of(doc);
        let month = self.months.first(doc);
        let in_outlets = self
            .chosen_outlets
            .as_ref()
            .is_none_or(|chosen| chosen.get(outlet).copied().unwrap_or(false));
        let in_months = self.chosen.months.is_empty() || self.chosen.months.contains(&month);
        if in_months {
            self.outlets.count(outlet);
        }
        match month {
            Some(month) if in_outlets => {
                let at = usize::try_from(month - self.first_month).ok();
                if let Some(count) = at.and_then(|at| self.month_counts.get_mut(at)) {
                    *count += 1;
                }
            }
            None if in_outlets => self.undated += 1,
            _ => {}
        }
        if in_outlets && in_months {
            self.languages.count(self.languages.of(doc));
            self.found.push(Found {
                number,
                all: true,
                score: score.abs(),
                whole: !score.is_sign_negative(),
                published: self.published.first(doc).unwrap_or(i64::MIN),
            });
        }
    }

    fn harvest(self) -> tantivy::Result<Counted> {
        Ok(Counted {
            found: self.found,
            of_all: self.of_all,
            outlets: self.outlets.counted()?,
            months: (self.first_month..)
                .zip(self.month_counts)
                .filter(|&(_, count)| count > 0)
                .collect(),
            undated: self.undated,
            languages: self.languages.counted()?,
        })
    }
}

impl Counted {
    /// The facets to show; without names where nothing is known of them.
    pub fn facets(&self, knowledge: Option<&Knowledge>) -> Facets {
        Facets {
            outlets: buckets(&self.outlets, "outlet unknown"),
            months: months(&self.months),
            undated: self.undated,
            entities: knowledge.map_or_else(Vec::new, |known| entities(&self.found, known)),
            languages: buckets(&self.languages, "language unknown"),
        }
    }
}

/// Most articles first, then by name.
fn buckets(counts: &HashMap<String, u64>, unknown: &str) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = counts
        .iter()
        .map(|(name, &count)| Bucket {
            key: name.clone(),
            label: if name.is_empty() { unknown } else { name }.to_string(),
            count,
            kind: None,
        })
        .collect();
    buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    buckets
}

/// From the first month to the last, the empty ones too.
fn months(counts: &BTreeMap<i64, u64>) -> Vec<Bucket> {
    let (Some((&first, _)), Some((&last, _))) = (counts.first_key_value(), counts.last_key_value())
    else {
        return Vec::new();
    };
    let bucket = |month: i64, count: u64| {
        let key = dates::month_key(month);
        Bucket {
            label: key.clone(),
            key,
            count,
            kind: None,
        }
    };
    if last - first >= MOST_MONTHS {
        return counts
            .iter()
            .map(|(&month, &count)| bucket(month, count))
            .collect();
    }
    (first..=last)
        .map(|month| bucket(month, counts.get(&month).copied().unwrap_or(0)))
        .collect()
}

fn entities(found: &[Found], knowledge: &Knowledge) -> Vec<Bucket> {
    let known = knowledge.entities();
    let counted = knowledge.named_in_any(found.iter().map(|found| found.number));
    // Of the many that hardly any article names no name is compared: of the most named there are few.
    let mut most: Vec<u32> = counted.iter().map(|&(_, count)| count).collect();
    let least = match most.len() > MOST_ENTITIES {
        true => {
            *most
                .select_nth_unstable_by(MOST_ENTITIES, |a, b| b.cmp(a))
                .1
        }
        false => 0,
    };
    let counted = counted.into_iter().filter(|&(_, count)| count >= least);
    let mut counted: Vec<(&KnownEntity, u64)> = counted
        .filter_map(|(at, count)| Some((known.get(at)?, u64::from(count))))
        .collect();
    let compare = |(a, a_count): &(&KnownEntity, u64), (b, b_count): &(&KnownEntity, u64)| {
        b_count
            .cmp(a_count)
            .then_with(|| a.name.cmp(&b.name))
            .then_with(|| a.id.cmp(&b.id))
    };
    if counted.len() > MOST_ENTITIES {
        counted.select_nth_unstable_by(MOST_ENTITIES, compare);
        counted.truncate(MOST_ENTITIES);
    }
    counted.sort_unstable_by(compare);
    counted
        .into_iter()
        .map(|(entity, count)| Bucket {
            key: entity.id.clone(),
            label: entity.name.clone(),
            count,
            kind: Some(entity.kind),
        })
        .collect()
}
