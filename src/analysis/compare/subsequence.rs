//! What two lists of words have in common: runs, and the longest common subsequence.

use std::ops::Range;

/// Words that are put for others, to be shown before a longer change.
const MOST_CHANGED: usize = 8;
/// What one quotation has of the words of a longer text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Indices into the words of the longer text, in order.
    pub kept: Vec<usize>,
    /// A stretch that is worded differently: words of the longer text, words of the quotation.
    pub changed: Option<(Range<usize>, Range<usize>)>,
}

/// Where the words of a quotation stand in a longer text: in one piece if they do, else in order (the longest common
/// subsequence).
pub(super) fn keeps(long: &[&str], short: &[&str]) -> Kept {
    let count = short.len();
    if count > 0
        && let Some(from) = long.windows(count).position(|window| window == short)
    {
        return Kept {
            kept: (from..from + count).collect(),
            changed: None,
        };
    }
    let pairs = common(long, short);
    let changed = changes(&pairs, long.len(), count);
    Kept {
        kept: pairs.into_iter().map(|(row, _)| row).collect(),
        changed: most_telling(changed),
    }
}

/// A change that puts words for words, few for few, before one that adds.
fn most_telling(
    changed: Vec<(Range<usize>, Range<usize>)>,
) -> Option<(Range<usize>, Range<usize>)> {
    changed.into_iter().min_by_key(|(ours, theirs)| {
        let long = ours.len().max(theirs.len()) > MOST_CHANGED;
        (ours.is_empty(), long)
    })
}

/// The words of `short` that have no partner, stretch by stretch, beside the words of the longer text that stand in their
/// place; at the ends as many as they are themselves.
fn changes(
    pairs: &[(usize, usize)],
    long: usize,
    count: usize,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let Some(&(first_row, first_column)) = pairs.first() else {
        return found;
    };
    let mut next = (first_row.saturating_sub(first_column), 0);
    for &(row, column) in pairs {
        if column > next.1 {
            found.push((next.0..row, next.1..column));
        }
        next = (row + 1, column + 1);
    }
    if count > next.1 {
        found.push((next.0..long.min(next.0 + count - next.1), next.1..count));
    }
    found
}

/// Pairs of equal words in the longest common subsequence.
fn common(long: &[&str], short: &[&str]) -> Vec<(usize, usize)> {
    let (rows, columns) = (long.len(), short.len());
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut common = vec![0_u16; (rows + 1) * (columns + 1)];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[at(row, column)] = if long[row] == short[column] {
                common[at(row + 1, column + 1)] + 1
            } else {
                common[at(row + 1, column)].max(common[at(row, column + 1)])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if long[row] == short[column] {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if common[at(row, column + 1)] > common[at(row + 1, column)] {
            column += 1;
        } else {
            row += 1;
        }
    }
    pairs
}

/// The longest run of words that both have.
pub(super) fn longest_run<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut best = 0;
    let mut ends = vec![0_usize; b.len() + 1];
    for one in a {
        // From the back, so that what stands before is still that of the word before.
        for (at, other) in b.iter().enumerate().rev() {
            ends[at + 1] = if one == other { ends[at] + 1 } else { 0 };
            best = best.max(ends[at + 1]);
        }
    }
    best
}

/// Words that both have in the same order: the longest common subsequence.
pub(super) fn in_order<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut before = vec![0_usize; b.len() + 1];
    let mut now = before.clone();
    for one in a {
        for (at, other) in b.iter().enumerate() {
            now[at + 1] = if one == other {
                before[at] + 1
            } else {
                now[at].max(before[at + 1])
            };
        }
        std::mem::swap(&mut before, &mut now);
    }
    before.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::wording::spoken;
    use super::*;

    #[test]
    fn what_is_kept_and_what_is_changed_is_told() {
        let long = ["close", "the", "port", "until", "the", "crane", "is", "out"];
        let kept = keeps(&long, &["close", "the", "crane", "is", "out"]);
        assert_eq!(kept.changed, None);
        assert_eq!(kept.kept.len(), 5);
        assert_eq!(keeps(&long, &long).kept.len(), long.len());
        let changed = keeps(&long, &["close", "the", "harbour", "until", "the", "crane"]);
        assert_eq!(changed.changed, Some((2..3, 2..3)));
        let added = keeps(&long, &["close", "the", "big", "port"]);
        assert_eq!(added.changed, Some((2..2, 2..3)));
        let behind = keeps(&long, &["crane", "is", "in"]);
        assert_eq!(behind.changed, Some((7..8, 2..3)));
    }

    #[test]
    fn runs_and_orders_are_counted() {
        let list = |text: &str| -> Vec<String> {
            spoken(text, 400)
                .into_iter()
                .map(|(word, _)| word)
                .collect()
        };
        let long = list("we will close the port until the crane is out of the water");
        assert_eq!(longest_run(&list("close the port until"), &long), 4);
        assert_eq!(in_order(&list("we close the water"), &long), 4);
        assert_eq!(longest_run(&[], &long), 0);
        assert_eq!(longest_run(&[1, 1, 2], &[1, 1, 1]), 2);
    }
}
