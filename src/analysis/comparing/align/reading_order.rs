//! Rows in the order in which they read well.

use super::rows::Found;
use crate::model::Article;

/// Sentences at the head of an article that tell the event in brief.
const LEAD_SENTENCES: usize = 2;

/// Orders rows for reading: those of the first article in its order; every other row after the one that holds the
/// sentence before it in its own article. What an article says before the first row that it shares stands just before
/// that row, but never before the first row of all: the screen begins with what is shared.
pub(super) fn in_reading_order(rows: &mut Vec<Found>, articles: &[&Article]) {
    let mut holder: Vec<Vec<usize>> = articles
        .iter()
        .map(|article| vec![NONE; article.sentences.len()])
        .collect();
    for (row, found) in rows.iter().enumerate() {
        for cell in &found.cells {
            holder[cell.article][cell.first..=cell.last].fill(row);
        }
    }
    let mut list = List::new(rows.len());
    for (article, sentences) in holder.iter().enumerate() {
        let known = sentences
            .iter()
            .position(|&row| row != NONE && list.holds(row));
        let opening = known.unwrap_or(if article == 0 { 0 } else { sentences.len() });
        let mut after = match known.map(|at| sentences[at]) {
            _ if article == 0 => HEAD,
            Some(row) if list.first() == Some(row) => row,
            Some(row) => list.before(row),
            None => list.last(),
        };
        for (number, &row) in sentences.iter().enumerate() {
            if row == NONE {
                continue;
            }
            if list.holds(row) {
                after = if number < opening { after } else { row };
            } else if number < opening && opens_several(&rows[row]) {
                list.put(row, HEAD);
            } else {
                list.put(row, after);
                after = row;
            }
        }
    }
    *rows = list.rows().map(|row| rows[row].clone()).collect();
}

/// The heads of two articles or more say it.
fn opens_several(row: &Found) -> bool {
    let opening = row.cells.iter().filter(|cell| cell.first < LEAD_SENTENCES);
    opening.count() > 1
}

const NONE: usize = usize::MAX;
/// Before all rows.
const HEAD: usize = usize::MAX - 1;

/// A linked list of rows.
struct List {
    /// `next[row + 1]` follows `row`; `next[0]` is the first.
    next: Vec<usize>,
    /// `previous[row]` stands before it: a row or [`HEAD`]; [`NONE`] where the row is not in the list.
    previous: Vec<usize>,
    last: usize,
}

impl List {
    fn new(count: usize) -> Self {
        List {
            next: vec![NONE; count + 1],
            previous: vec![NONE; count],
            last: HEAD,
        }
    }

    fn holds(&self, row: usize) -> bool {
        self.previous[row] != NONE
    }

    fn first(&self) -> Option<usize> {
        Some(self.next[0]).filter(|&row| row != NONE)
    }

    fn before(&self, row: usize) -> usize {
        self.previous[row]
    }

    fn last(&self) -> usize {
        self.last
    }

    fn put(&mut self, row: usize, after: usize) {
        let slot = if after == HEAD { 0 } else { after + 1 };
        let following = std::mem::replace(&mut self.next[slot], row);
        self.next[row + 1] = following;
        self.previous[row] = after;
        if following == NONE {
            self.last = row;
        } else {
            self.previous[following] = row;
        }
    }

    fn rows(&self) -> impl Iterator<Item = usize> {
        let row = |at: usize| Some(at).filter(|&row| row != NONE);
        std::iter::successors(row(self.next[0]), move |&at| row(self.next[at + 1]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    /// Rows given as (article, sentence) pairs, ordered.
    fn ordered(counts: &[usize], rows: &[&[(usize, usize)]]) -> Vec<Vec<(usize, usize)>> {
        let articles: Vec<Article> = counts
            .iter()
            .map(|&count| {
                let draft = Draft {
                    paragraphs: (0..count)
                        .map(|n| format!("Rain fell {n} times."))
                        .collect(),
                    ..Draft::default()
                };
                analyse(draft, String::new())
            })
            .collect();
        let articles: Vec<&Article> = articles.iter().collect();
        let mut found: Vec<Found> = rows
            .iter()
            .map(|cells| Found {
                cells: cells
                    .iter()
                    .map(|&(article, number)| Cell {
                        article,
                        first: number,
                        last: number,
                    })
                    .collect(),
                score: 0.0,
            })
            .collect();
        in_reading_order(&mut found, &articles);
        found
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| (cell.article, cell.first))
                    .collect()
            })
            .collect()
    }

    #[test]
    fn the_screen_begins_with_what_is_shared() {
        // The second article opens with a sentence of its own, the third shares nothing.
        let rows = ordered(
            &[2, 2, 1],
            &[&[(2, 0)], &[(1, 0)], &[(0, 1)], &[(0, 0), (1, 1)]],
        );
        assert_eq!(
            rows,
            [
                vec![(0, 0), (1, 1)],
                vec![(1, 0)],
                vec![(0, 1)],
                vec![(2, 0)]
            ]
        );
    }

    #[test]
    fn what_comes_before_a_later_shared_row_stands_just_before_it() {
        let rows = ordered(&[2, 2], &[&[(1, 0)], &[(0, 0)], &[(0, 1), (1, 1)]]);
        assert_eq!(rows, [vec![(0, 0)], vec![(1, 0)], vec![(0, 1), (1, 1)]]);
    }

    #[test]
    fn a_lead_that_two_others_share_stands_first() {
        let rows = ordered(
            &[1, 2, 2],
            &[&[(0, 0)], &[(1, 0), (2, 0)], &[(1, 1)], &[(2, 1)]],
        );
        assert_eq!(rows[0], [(1, 0), (2, 0)]);
        assert_eq!(rows.len(), 4);
    }
}
