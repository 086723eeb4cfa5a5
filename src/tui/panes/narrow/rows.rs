//! The rows of what narrows a search: headings, values with how many articles have each, and what is saved.

use crate::model::{Bucket, UNDATED};
use crate::tui::effect::Change;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Heading(String),
    Blank,
    Spark(Vec<u64>),
    /// Narrows to a value.
    Value {
        change: Change,
        label: String,
        count: u64,
        chosen: bool,
    },
    /// Shows all values of the section with this number.
    More {
        section: usize,
        rest: usize,
    },
    Saved {
        name: String,
        query: String,
    },
}

impl Row {
    pub fn is_place(&self) -> bool {
        matches!(
            self,
            Row::Value { .. } | Row::More { .. } | Row::Saved { .. }
        )
    }

    /// It narrows to the articles without a date.
    pub fn is_undated(&self) -> bool {
        let undated = Change::Month(UNDATED.to_string());
        matches!(self, Row::Value { change, .. } if *change == undated)
    }

    /// What it is about, whatever is counted and wherever it stands.
    pub fn about(&self) -> Option<String> {
        match self {
            Row::Value { change, .. } => Some(format!("{change:?}")),
            Row::More { section, .. } => Some(format!("more of {section}")),
            Row::Saved { name, .. } => Some(format!("saved {name}")),
            Row::Heading(_) | Row::Blank | Row::Spark(_) => None,
        }
    }
}

/// A row a value, most articles first; what is chosen and no article has stands behind them, so that it can be taken away.
pub(super) fn values(
    buckets: &[Bucket],
    chosen: &[String],
    change: fn(String) -> Change,
    label: impl Fn(&str) -> String,
) -> Vec<Row> {
    let found = buckets.iter().map(|bucket| Row::Value {
        change: change(bucket.key.clone()),
        label: bucket.label.clone(),
        count: bucket.count,
        chosen: chosen.contains(&bucket.key),
    });
    let is_found = |key: &&String| buckets.iter().any(|bucket| bucket.key == **key);
    let rest = chosen.iter().filter(|key| !is_found(key));
    let rest = rest.map(|key| Row::Value {
        change: change(key.clone()),
        label: label(key),
        count: 0,
        chosen: true,
    });
    found.chain(rest).collect()
}

pub(super) fn outlet(key: &str) -> String {
    match key {
        "" => "outlet unknown".to_string(),
        outlet => outlet.to_string(),
    }
}

pub(super) fn month(key: &str) -> String {
    match key {
        UNDATED => "undated".to_string(),
        month => month.to_string(),
    }
}
