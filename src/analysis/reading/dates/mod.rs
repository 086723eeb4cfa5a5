//! Expressions of time in an article: days, months, years and times of day, as written and as what they stand for.
//!
//! What is relative (`Friday`, `yesterday`, `last week`) is anchored to the day of publication, where the article has one. The
//! kinds of expressions and the anchoring are those of HeidelTime (Strötgen & Gertz, "HeidelTime: High Quality Rule-Based
//! Extraction and Normalization of Temporal Expressions", SemEval 2010) and SUTime (Chang & Manning, "SUTime: A Library for
//! Recognizing and Normalizing Time Expressions", LREC 2012), as far as reports date events with them.

pub mod calendar;
mod clock;
mod reader;
mod titles;

use crate::analysis::text::Text;
use crate::model::{Article, Span};
use calendar::{day_number, month_days, nearest, weekday_of};
pub use clock::Clock;

/// Expressions of an article that are read; a long chronicle has no more that another article tells.
const MOST: usize = 300;
/// Bytes of a sentence that are read.
const MOST_BYTES: usize = 4_000;

/// What an expression says, before it is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// From 0 for Monday.
    Weekday(usize, Side),
    /// Month and day from 1.
    Day {
        year: Option<i64>,
        month: i64,
        day: i64,
    },
    Month {
        year: Option<i64>,
        month: i64,
    },
    Year(i64),
    /// First and last day, counted from the day of publication.
    FromToday(i64, i64),
    /// Months counted from that of publication.
    FromThisMonth(i64),
    Clock(Clock),
}

/// On which side of the day of publication a weekday lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Most often the last one; the next where something is to come.
    Unsaid,
    /// `last Friday`: that of last week, or the one just gone.
    Last,
    Next,
}

/// The part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// An expression of time where it stands in the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    pub said: Said,
    pub part: Option<Part>,
    /// First and last day that it stands for, see [`calendar`]; `None` where that cannot be known.
    pub days: Option<(i64, i64)>,
}

impl Dated {
    /// Tells of one day.
    pub fn is_day(&self) -> bool {
        match self.said {
            Said::Weekday(..) | Said::Day { .. } => true,
            Said::FromToday(first, last) => first == last,
            _ => false,
        }
    }

    /// Is known only by when the article was published.
    pub fn is_relative(&self) -> bool {
        matches!(
            self.said,
            Said::FromToday(..) | Said::FromThisMonth(_) | Said::Weekday(..)
        )
    }
}

/// The expressions of an article, whose text was read, in order. Of those inside quotations only dates: `today` there is another
/// day.
pub fn dates(article: &Article, text: &Text) -> Vec<Dated> {
    let published = article
        .published
        .as_ref()
        .and_then(|published| day_number(published.day()));
    let mut found = Vec::new();
    for (number, &sentence) in text.sentences.iter().enumerate() {
        let words = text.sentence(number);
        let end = words.partition_point(|word| word.end as usize <= sentence.start + MOST_BYTES);
        for (span, said, part) in reader::read(text, &words[..end]) {
            // A date is the same day whoever names it; `today` is not.
            if is_quoted(article, span) && !matches!(said, Said::Day { .. }) {
                continue;
            }
            if titles::is_part_of_name(article, sentence, span) {
                continue;
            }
            found.push(Dated {
                span,
                sentence: number,
                said,
                part,
                days: days(said, published),
            });
        }
        if found.len() >= MOST {
            break;
        }
    }
    found.truncate(MOST);
    found
}

fn is_quoted(article: &Article, span: Span) -> bool {
    let before = article
        .quotes
        .partition_point(|quote| quote.start <= span.start);
    article.quotes[..before]
        .iter()
        .rev()
        .take(2)
        .any(|quote| quote.span().overlaps(span))
}

/// What an expression stands for in an article of that day.
fn days(said: Said, published: Option<i64>) -> Option<(i64, i64)> {
    let one = |day: i64| (day, day);
    match said {
        Said::Clock(_) => None,
        Said::Year(year) => Some((month_days(year, 1).0, month_days(year, 12).1)),
        Said::Month {
            year: Some(year),
            month,
        } => Some(month_days(year, month)),
        Said::Day {
            year: Some(year),
            month,
            day,
        } => Some(one(calendar::days_from_civil(year, month, day))),
        Said::Day { month, day, .. } => nearest(month, day, published?).map(one),
        Said::Month { month, .. } => {
            let first = nearest(month, 1, published?)?;
            let (year, month) = calendar::month_of(first);
            Some(month_days(year, month))
        }
        Said::FromToday(first, last) => {
            let today = published?;
            Some((today + first, today + last))
        }
        Said::FromThisMonth(months) => {
            let (year, month) = calendar::month_of(published?);
            Some(month_days(year, month + months))
        }
        Said::Weekday(weekday, side) => {
            let today = published?;
            let back = i64::try_from((weekday_of(today) + 7 - weekday) % 7).unwrap_or(0);
            let last = today - back;
            Some(match side {
                Side::Unsaid => one(last),
                Side::Next => one(last + 7),
                Side::Last if back == 0 => one(last - 7),
                Side::Last => one(last),
            })
        }
    }
}

#[cfg(test)]
mod tests;
