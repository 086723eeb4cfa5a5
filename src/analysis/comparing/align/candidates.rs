//! Which sentences are worth putting beside each other: those that share words that tell something.

use super::Reading;
use super::cell::Cell;
use super::likeness::{dot_and_cover, measures, statement};
use super::sketch::Sketch;

/// Sentences of another article that are looked at closely for one sentence.
const MOST_NEAR: usize = 4;
/// The same where there are more than so many sentences in all: no reader waits for the best of a hundred thousand.
const MOST_NEAR_OF_MANY: usize = 1;
const MANY_SENTENCES: usize = 15_000;
/// Steps spent on finding them: about a tenth of a second. Stems that stand in very many sentences are passed over first.
const MOST_STEPS: u64 = 20_000_000;
/// Sentences a stem may stand in whatever the budget.
const LEAST_LIST: usize = 8;

/// Shared weight under which two sentences are not looked at closely: a common word.
const LEAST_SHARED: f32 = 0.3;
/// Words of content without which a sentence pairs only with its equal.
const LEAST_TERMS: usize = 3;

/// Two sentences, by number over all articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub a: u32,
    pub b: u32,
    /// How alike they are as statements, 0 to 1.
    pub likeness: f32,
    /// How sure it is that they belong on one row, 0 to 1.
    pub sure: f32,
    /// The same, and a little more where their neighbours belong together too.
    pub rank: f32,
}

/// Neighbours this far before and after both sentences are looked at.
const REACH: u32 = 2;
/// What they add at the most: enough to choose between equals (`I don't know`, said three times).
const IN_ORDER: f32 = 0.05;

/// All pairs worth looking at (`a < b`, in different articles), in order, with their likeness.
/// `homes[sentence]` is its article and its number there.
pub(super) fn links(reading: &Reading, homes: &[(usize, usize)]) -> Vec<Link> {
    let lists = lists(reading, homes);
    let longest = longest_list(&lists);
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut reached = vec![0.0_f32; homes.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut near: Vec<(usize, f32, u32)> = Vec::new();
    let most_near = if homes.len() > MANY_SENTENCES {
        MOST_NEAR_OF_MANY
    } else {
        MOST_NEAR
    };
    for (number, &(article, sentence)) in homes.iter().enumerate() {
        let sketch = &reading.sketches[article][sentence];
        for &(stem, weight) in &sketch.terms.items {
            let list = &lists[stem as usize];
            if list.len() > longest {
                continue;
            }
            for &(other, other_weight) in list {
                if homes[other as usize].0 == article {
                    continue;
                }
                if reached[other as usize] == 0.0 {
                    touched.push(other);
                }
                reached[other as usize] += weight * other_weight;
            }
        }
        near.clear();
        for &other in &touched {
            near.push((homes[other as usize].0, reached[other as usize], other));
            reached[other as usize] = 0.0;
        }
        touched.clear();
        near.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)).then(x.2.cmp(&y.2)));
        let me = number as u32;
        let (mut at_article, mut taken) = (usize::MAX, 0);
        for &(home, _, other) in &near {
            if home != at_article {
                (at_article, taken) = (home, 0);
            }
            taken += 1;
            if taken <= most_near {
                pairs.push((me.min(other), me.max(other)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let sketch = |number: u32| {
        let (article, sentence) = homes[number as usize];
        &reading.sketches[article][sentence]
    };
    let mut links: Vec<Link> = pairs
        .into_iter()
        .filter(|&(a, b)| has_substance(sketch(a), sketch(b)))
        .map(|(a, b)| {
            let (one, other) = (sketch(a), sketch(b));
            let measures = measures(one, other);
            let cell = |number: u32| {
                let (article, sentence) = homes[number as usize];
                Cell::of(article, sentence)
            };
            Link {
                a,
                b,
                likeness: statement(one, other, &measures),
                sure: reading.sureness((cell(a), one), (cell(b), other), &measures),
                rank: 0.0,
            }
        })
        .collect();
    rank(&mut links, homes);
    links
}

/// Ranks links: of two that are as sure the one whose neighbours follow one another in both articles.
fn rank(links: &mut [Link], homes: &[(usize, usize)]) {
    let sure = |a: u32, b: u32| {
        let at = links.binary_search_by(|link| (link.a, link.b).cmp(&(a, b)));
        at.map_or(0.0, |at| links[at].sure)
    };
    let is_home = |of: u32, other: u32| {
        let home = |number: u32| homes.get(number as usize).map(|home| home.0);
        home(of) == home(other)
    };
    let ranks: Vec<f32> = links
        .iter()
        .map(|link| {
            let mut beside = 0.0_f32;
            for i in 1..=REACH {
                for j in 1..=REACH {
                    let before = (link.a.wrapping_sub(i), link.b.wrapping_sub(j));
                    let after = (link.a.saturating_add(i), link.b.saturating_add(j));
                    for (a, b) in [before, after] {
                        if is_home(a, link.a) && is_home(b, link.b) {
                            beside = beside.max(sure(a, b));
                        }
                    }
                }
            }
            link.sure + IN_ORDER * beside
        })
        .collect();
    for (link, rank) in links.iter_mut().zip(ranks) {
        link.rank = rank;
    }
}

/// Whether there is enough in both sentences to go by: a heading of one word proves nothing, nor does a shared `year`.
fn has_substance(a: &Sketch, b: &Sketch) -> bool {
    let least = a.terms.items.len().min(b.terms.items.len());
    let (_, _, shared) = dot_and_cover(&a.terms, &b.terms);
    (least >= LEAST_TERMS && shared >= LEAST_SHARED) || a.terms == b.terms
}

/// For each stem the sentences that have it, with its share of their weight.
fn lists(reading: &Reading, homes: &[(usize, usize)]) -> Vec<Vec<(u32, f32)>> {
    let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); reading.numbering.len()];
    for (number, &(article, sentence)) in homes.iter().enumerate() {
        let terms = &reading.sketches[article][sentence].terms;
        let length = terms.norm;
        if length <= 0.0 {
            continue;
        }
        for &(stem, weight) in terms.items.iter().filter(|term| term.1 > 0.0) {
            lists[stem as usize].push((number as u32, weight / length));
        }
    }
    lists
}

/// How long a list may be so that all lists up to that length stay inside the budget.
fn longest_list(lists: &[Vec<(u32, f32)>]) -> usize {
    let mut lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
    lengths.sort_unstable();
    let mut steps = 0_u64;
    let mut longest = LEAST_LIST;
    for length in lengths {
        steps += (length as u64).saturating_mul(length as u64);
        if steps > MOST_STEPS {
            break;
        }
        longest = longest.max(length);
    }
    longest
}
