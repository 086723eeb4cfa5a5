//! Which columns stand on the screen where there is no room for all: those that decide the row under the cursor.

use super::Matrix;
use super::cells::{cell, columns};
use super::rows::Row;
use crate::model::{Comparison, Finding, Verdict};
use crate::worker::request::Compared;

/// A value is compared whole, however wide the column is.
const WIDE: u16 = u16::MAX;
/// Findings that a screen shows before anybody has scrolled.
const FIRST_ROWS: usize = 6;

impl Matrix {
    /// Goes along with the cursor to the columns that decide its row; `true` where the columns are others then. The reader's
    /// own steps to the side stand until the cursor moves.
    pub(super) fn follow_row(&mut self, compared: &Compared) -> bool {
        let Some(row) = self.rows.get(self.place.cursor).copied() else {
            return false;
        };
        let now = Some((row, self.widths.shown));
        if self.followed == now {
            return false;
        }
        let first_time = self.followed.is_none();
        self.followed = now;
        // Before the cursor has moved, the first of the findings are what is looked at.
        let looked_at: Vec<&Finding> = match row {
            Row::Finding(_) if !first_time => self.finding(compared).into_iter().collect(),
            _ if first_time => {
                let indexes = self.rows.iter().filter_map(|row| match row {
                    Row::Finding(index) => compared.comparison.findings.get(*index),
                    _ => None,
                });
                indexes.take(FIRST_ROWS).collect()
            }
            _ => Vec::new(),
        };
        let all = compared.articles.len();
        let (now, shown) = (self.first_column, self.widths.shown);
        let first = first_column(&compared.comparison, &looked_at, now, shown, all);
        std::mem::replace(&mut self.first_column, first) != first
    }
}

/// The first of `shown` columns of `all` that show what decides the first of some findings: `now` where they do already and
/// it is the only one, else those that show most of its different values, then most of what the others give.
fn first_column(
    comparison: &Comparison,
    findings: &[&Finding],
    now: usize,
    shown: usize,
    all: usize,
) -> usize {
    let last = all.saturating_sub(shown);
    let Some((finding, others)) = findings.split_first().filter(|_| last > 0) else {
        return now.min(last);
    };
    let said: Vec<(usize, String)> = columns(finding)
        .into_iter()
        .map(|column| (column, cell(comparison, finding, column, WIDE)))
        .collect();
    let different = |first: usize| {
        let seen = first..first + shown;
        let inside = said.iter().filter(|(column, _)| seen.contains(column));
        let mut values: Vec<&String> = inside.map(|(_, value)| value).collect();
        values.sort_unstable();
        values.dedup();
        match finding.verdict {
            // One of the values says it for all.
            Verdict::Same | Verdict::Shared | Verdict::Related | Verdict::OneOnly => {
                values.len().min(1)
            }
            _ => values.len(),
        }
    };
    let most = (0..=last).map(different).max().unwrap_or(0);
    if others.is_empty() && different(now) >= most {
        return now.min(last);
    }
    let mut given = vec![0_usize; all];
    for column in findings.iter().flat_map(|finding| columns(finding)) {
        if let Some(given) = given.get_mut(column) {
            *given += 1;
        }
    }
    let begins = |first: usize| said.iter().any(|(column, _)| *column == first);
    let best = (0..=last).filter(|first| different(*first) >= most);
    let best = best.max_by_key(|&first| {
        let seen: usize = given.iter().skip(first).take(shown).sum();
        (seen, begins(first), std::cmp::Reverse(first.abs_diff(now)))
    });
    best.unwrap_or(now).min(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FindingKind, Value};

    fn finding(verdict: Verdict, values: &[(usize, &str)]) -> Finding {
        let value = |&(article, text): &(usize, &str)| Value {
            article,
            text: text.into(),
            start: 0,
            end: text.len(),
            partly: false,
            otherwise: false,
        };
        Finding {
            kind: FindingKind::Figure,
            what: "sailors".into(),
            values: values.iter().map(value).collect(),
            verdict,
            sure: crate::model::Sureness::default(),
            why: String::new(),
            unsure: Vec::new(),
        }
    }

    fn first(verdict: Verdict, values: &[(usize, &str)], now: usize) -> usize {
        let finding = finding(verdict, values);
        first_column(&Comparison::default(), &[&finding], now, 3, 8)
    }

    #[test]
    fn the_columns_that_differ_come_on_the_screen() {
        let values = [(0, "48"), (1, "48"), (6, "52"), (7, "48")];
        assert_eq!(first(Verdict::Differs, &values, 0), 5);
        assert_eq!(first(Verdict::Same, &[(0, "48"), (7, "48")], 0), 0);
        assert_eq!(first(Verdict::OneOnly, &[(4, "48")], 0), 4);
        assert_eq!(first(Verdict::OneOnly, &[(7, "48")], 0), 5);
        // They are there already.
        assert_eq!(
            first(Verdict::Differs, &[(2, "48"), (3, "52"), (4, "52")], 1),
            1
        );
        assert_eq!(first(Verdict::Differs, &[], 9), 5);
    }

    #[test]
    fn the_first_screen_shows_the_first_difference_and_is_full() {
        let first = |findings: &[&Finding], shown, all| {
            first_column(&Comparison::default(), findings, 0, shown, all)
        };
        let one = finding(Verdict::Same, &[(0, "48"), (6, "48"), (7, "48")]);
        let two = finding(Verdict::Differs, &[(5, "two"), (7, "three")]);
        assert_eq!(first(&[&one, &two], 3, 8), 5);
        assert_eq!(first(&[&two, &one], 3, 8), 5);
        assert_eq!(first(&[&one, &one], 8, 8), 0);
        assert_eq!(first(&[], 3, 0), 0);
    }
}
