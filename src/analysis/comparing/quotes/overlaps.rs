//! Stretches that two articles both quote of one utterance, each in a quotation that goes on otherwise: neither
//! quotation holds the other, and yet some of the words are the same.

use std::ops::Range;

use super::said::{SHORT, Said, is_one_speaker, overlap, weight};
use crate::analysis::comparing::subsequence::{in_order, longest_run_at};
use crate::analysis::comparing::table::Table;

/// Words between two runs that both articles have, still of one stretch.
const MOST_BETWEEN: usize = 25;
/// Words of two stretches, as a share of the shorter, that are the same and in order.
const ALIKE: f32 = 0.8;
/// Share of a stretch that is told already in another.
const TOLD: f32 = 0.5;

/// Quotations cut down to what the other articles have of them too, a list for each utterance.
pub(super) fn overlaps(
    table: &Table,
    said: &[Said],
    pairs: &[(usize, usize)],
    sets: &[Vec<usize>],
) -> Vec<Vec<Said>> {
    let mut set_of = vec![0; said.len()];
    for (number, set) in sets.iter().enumerate() {
        for &at in set {
            set_of[at] = number;
        }
    }
    let mut shared: Vec<(usize, Range<usize>, usize, Range<usize>)> = pairs
        .iter()
        .filter_map(|&(a, b)| {
            let (ours, theirs) = stretches(table, &said[a], &said[b])?;
            let told = is_told(said, &sets[set_of[a]], &said[a].codes[ours.clone()], b)
                || is_told(said, &sets[set_of[b]], &said[b].codes[theirs.clone()], a);
            (!told).then_some((a, ours, b, theirs))
        })
        .collect();
    shared.sort_by_key(|(a, ours, b, _)| (std::cmp::Reverse(ours.len()), *a, *b));
    let mut groups: Vec<Vec<(usize, Range<usize>)>> = Vec::new();
    for (a, ours, b, theirs) in shared {
        let known = |group: &Vec<(usize, Range<usize>)>, at: usize, range: &Range<usize>| {
            group
                .iter()
                .any(|(member, other)| *member == at && covers(other, range))
        };
        let has = |group: &Vec<(usize, Range<usize>)>, article: usize| {
            group.iter().any(|(at, _)| said[*at].article == article)
        };
        let Some(group) = groups
            .iter_mut()
            .find(|group| known(group, a, &ours) || known(group, b, &theirs))
        else {
            groups.push(vec![(a, ours), (b, theirs)]);
            continue;
        };
        for (at, range) in [(a, ours), (b, theirs)] {
            if !has(group, said[at].article) {
                group.push((at, range));
            }
        }
    }
    groups
        .into_iter()
        .map(|mut group| {
            group.sort_by_key(|(at, range)| (*at, range.start));
            group
                .into_iter()
                .filter_map(|(at, range)| said[at].part(range))
                .collect()
        })
        .collect()
}

/// Whether half of a stretch lies in another.
fn covers(known: &Range<usize>, new: &Range<usize>) -> bool {
    let both = known
        .end
        .min(new.end)
        .saturating_sub(known.start.max(new.start));
    both as f32 >= TOLD * new.len().min(known.len()) as f32
}

/// Whether the set of a quotation has the words in the article of the other already.
fn is_told(said: &[Said], set: &[usize], stretch: &[u32], other: usize) -> bool {
    set.iter()
        .filter(|&&at| said[at].article == said[other].article)
        .any(|&at| in_order(stretch, &said[at].codes) as f32 >= TOLD * stretch.len() as f32)
}

/// Where both have the same words: the longest run, with the runs before and behind it.
fn stretches(table: &Table, a: &Said, b: &Said) -> Option<(Range<usize>, Range<usize>)> {
    let (from, to, count) = longest_run_at(&a.codes, &b.codes);
    let (ours, theirs) = (from..from + count, to..to + count);
    let telling = weight(&a.words[ours.clone()]);
    let whole = is_sentence(table, a, &ours) || is_sentence(table, b, &theirs);
    if !overlap(count, telling, is_one_speaker(table, a, b), whole) {
        return None;
    }
    let (mut ours, mut theirs) = (ours, theirs);
    // The next run before and the next behind, where what stands between is the shorter part.
    let near = ours.start.saturating_sub(MOST_BETWEEN)..ours.start;
    let there = theirs.start.saturating_sub(MOST_BETWEEN)..theirs.start;
    let (from, to, count) = longest_run_at(&a.codes[near.clone()], &b.codes[there.clone()]);
    if count >= SHORT {
        let longer = (near.start + from..ours.end, there.start + to..theirs.end);
        if alike(a, &longer.0, b, &longer.1) {
            (ours, theirs) = longer;
        }
    }
    let near = ours.end..(ours.end + MOST_BETWEEN).min(a.codes.len());
    let there = theirs.end..(theirs.end + MOST_BETWEEN).min(b.codes.len());
    let (from, to, count) = longest_run_at(&a.codes[near.clone()], &b.codes[there.clone()]);
    if count >= SHORT {
        let longer = (
            ours.start..near.start + from + count,
            theirs.start..there.start + to + count,
        );
        if alike(a, &longer.0, b, &longer.1) {
            (ours, theirs) = longer;
        }
    }
    Some((ours, theirs))
}

fn alike(a: &Said, ours: &Range<usize>, b: &Said, theirs: &Range<usize>) -> bool {
    let kept = in_order(&a.codes[ours.clone()], &b.codes[theirs.clone()]);
    kept as f32 >= ALIKE * ours.len().min(theirs.len()) as f32
}

/// Whether the words begin where a sentence does and end where one ends.
fn is_sentence(table: &Table, said: &Said, range: &Range<usize>) -> bool {
    let article = table.articles[said.article];
    let (Some(first), Some(last)) = (said.spans.get(range.start), said.spans.get(range.end - 1))
    else {
        return false;
    };
    let before = article.body[said.span.start.min(first.start)..first.start].trim_end();
    let behind = &article.body[last.end..said.span.end.max(last.end)];
    (before.is_empty() || before.ends_with(['.', '?', '!']))
        && (behind.trim().is_empty() || behind.starts_with(['.', '?', '!']))
}
