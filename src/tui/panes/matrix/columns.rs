//! Which columns stand on the screen where there is no room for all: those that decide the row under the cursor.

use super::Matrix;
use super::cells::cell;
use crate::model::{Finding, Verdict};
use crate::tui::panes::wording::columns;
use crate::worker::request::Compared;

/// A value is compared whole, however wide the column is.
const WIDE: u16 = u16::MAX;
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
        self.followed = now;
        // Before the reader has gone to a row the table stands as it opens, at its first column.
        let finding = self.finding(compared).filter(|_| self.moved);
        let all = compared.articles.len();
        let (now, shown) = (self.first_column, self.widths.shown);
        let first = first_column(compared, finding, now, shown, all);
        std::mem::replace(&mut self.first_column, first) != first
    }
}

/// The first of `shown` columns of `all` that show what decides a finding: `now` where they do already, else those that show
/// most of its different values, then most of what it has.
fn first_column(
    compared: &Compared,
    finding: Option<&Finding>,
    now: usize,
    shown: usize,
    all: usize,
) -> usize {
    let last = all.saturating_sub(shown);
    let Some(finding) = finding.filter(|_| last > 0) else {
        return now.min(last);
    };
    let said: Vec<(usize, String)> = columns(finding)
        .into_iter()
        .map(|column| (column, cell(compared, finding, column, WIDE)))
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
    if different(now.min(last)) >= most {
        return now.min(last);
    }
    let mut given = vec![0_usize; all];
    for column in columns(finding) {
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
        first_column(&Compared::default(), Some(&finding), now, 3, 8)
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
    fn without_a_finding_to_follow_the_columns_stay() {
        let first = |now, shown, all| first_column(&Compared::default(), None, now, shown, all);
        assert_eq!(first(0, 3, 8), 0);
        assert_eq!(first(4, 3, 8), 4);
        assert_eq!(first(7, 3, 8), 5);
        assert_eq!(first(0, 3, 0), 0);
    }
}
