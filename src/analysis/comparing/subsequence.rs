//! What two lists of words have in common: runs, and the longest common subsequence.

use std::ops::Range;

/// Words that are put for others, to be shown before a longer change.
const MOST_CHANGED: usize = 8;
/// What one quotation has of the words of a longer text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Equal words, by their indices in the longer text and in the quotation; each once, in the order of the quotation.
    pub kept: Vec<(usize, usize)>,
    /// Stretches of the quotation that stand elsewhere in the longer text, out of order: they are kept.
    pub moved: Vec<Range<usize>>,
    /// Stretches that are worded differently: words of the longer text, words of the quotation.
    pub changed: Vec<(Range<usize>, Range<usize>)>,
}

/// Where the words of a quotation stand in a longer text: in one piece if they do, else in order (the longest common
/// subsequence), and what is left over in runs of at least `least` where the longer text has them otherwise.
pub(super) fn keeps<T: PartialEq>(long: &[T], short: &[T], least: usize) -> Kept {
    let count = short.len();
    if count > 0
        && let Some(from) = long.windows(count).position(|window| window == short)
    {
        return Kept {
            kept: (0..count).map(|at| (from + at, at)).collect(),
            ..Kept::default()
        };
    }
    let mut kept = common(long, short);
    let mut changed = changes(&kept, long.len(), count);
    let mut free = vec![true; long.len()];
    for &(row, _) in &kept {
        free[row] = false;
    }
    let mut moved = Vec::new();
    let mut left: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    while let Some((ours, theirs)) = changed.pop() {
        let open: Vec<Option<&T>> = (long.iter().zip(&free))
            .map(|(word, free)| free.then_some(word))
            .collect();
        let words: Vec<Option<&T>> = short[theirs.clone()].iter().map(Some).collect();
        let (row, at, run) = longest_run_at(&open, &words);
        if run == 0 || run < least {
            left.push((ours, theirs));
            continue;
        }
        let column = theirs.start + at;
        free[row..row + run].fill(false);
        kept.extend((0..run).map(|step| (row + step, column + step)));
        moved.push(column..column + run);
        for rest in [theirs.start..column, column + run..theirs.end] {
            if !rest.is_empty() {
                changed.push((ours.clone(), rest));
            }
        }
    }
    left.sort_unstable_by_key(|(_, theirs)| theirs.start);
    let changed = left;
    kept.sort_unstable_by_key(|&(_, column)| column);
    Kept {
        kept,
        moved,
        changed,
    }
}

/// A change that puts words for words, few for few, before one that adds.
pub(super) fn most_telling(
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
pub(super) fn common<T: PartialEq>(long: &[T], short: &[T]) -> Vec<(usize, usize)> {
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
    longest_run_at(a, b).2
}

/// Where the longest run of words that both have begins, in the one and in the other, and its length.
pub(super) fn longest_run_at<T: PartialEq>(a: &[T], b: &[T]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    let mut ends = vec![0_usize; b.len() + 1];
    for (row, one) in a.iter().enumerate() {
        // From the back, so that what stands before is still that of the word before.
        for (at, other) in b.iter().enumerate().rev() {
            let run = if one == other { ends[at] + 1 } else { 0 };
            ends[at + 1] = run;
            if run > best.2 {
                best = (row + 1 - run, at + 1 - run, run);
            }
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
    use super::super::quotes::wording::spoken;
    use super::*;

    #[test]
    fn what_is_kept_and_what_is_changed_is_told() {
        let long = ["close", "the", "port", "until", "the", "crane", "is", "out"];
        let kept = keeps(&long, &["close", "the", "crane", "is", "out"], 3);
        assert!(kept.changed.is_empty());
        assert_eq!(kept.kept.len(), 5);
        assert_eq!(keeps(&long, &long, 3).kept.len(), long.len());
        for (short, changed) in [
            (
                vec!["close", "the", "harbour", "until", "the", "crane"],
                (2..3, 2..3),
            ),
            (vec!["close", "the", "big", "port"], (2..2, 2..3)),
            (vec!["crane", "is", "in"], (7..8, 2..3)),
        ] {
            assert_eq!(keeps(&long, &short, 3).changed, vec![changed], "{short:?}");
        }
    }

    #[test]
    fn what_stands_in_another_place_is_no_change() {
        let long = ["we", "go", "now", "but", "they", "stay", "on", "here"];
        let turned = ["they", "stay", "on", "here", "but", "we", "go", "now"];
        let kept = keeps(&long, &turned, 3);
        assert_eq!((kept.kept.len(), kept.moved.len()), (7, 1), "{kept:?}");
        let other: Vec<&str> = kept
            .changed
            .iter()
            .flat_map(|(_, at)| &turned[at.clone()])
            .copied()
            .collect();
        assert_eq!(other, ["but"]);
        let few = keeps(&long, &["go", "we", "now", "but"], 3);
        assert!(few.moved.is_empty(), "{few:?}");
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
        assert_eq!(longest_run_at(&[9, 1, 2], &[1, 2, 3]), (1, 0, 2));
    }
}
