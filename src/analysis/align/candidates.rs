//! Which sentences are worth putting beside each other: those that share words that tell something.

use super::Reading;
use super::likeness::{norm, statement};
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

/// An article's first sentences tell the event in brief: two of them that come near are most often the same fact.
const LEAD_SENTENCES: usize = 2;
const LEAD_BONUS: f32 = 0.2;

/// Words of content without which a sentence pairs only with its equal.
const LEAST_TERMS: usize = 3;

/// Two sentences, by number over all articles, and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    pub a: u32,
    pub b: u32,
    pub score: f32,
}

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
        for &(stem, weight) in &sketch.terms {
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
    pairs
        .into_iter()
        .map(|(a, b)| Link {
            a,
            b,
            score: statement(sketch(a), sketch(b))
                + lead_bonus(homes[a as usize].1, homes[b as usize].1),
        })
        .filter(|link| has_substance(sketch(link.a), sketch(link.b)))
        .collect()
}

/// Whether there is enough in both sentences to go by: a heading of one word proves nothing.
fn has_substance(a: &Sketch, b: &Sketch) -> bool {
    let least = a.terms.len().min(b.terms.len());
    least >= LEAST_TERMS || a.terms == b.terms
}

/// What two sentences gain by standing, with these numbers, at the head of their articles.
pub(super) fn lead_bonus(a: usize, b: usize) -> f32 {
    if a.max(b) < LEAD_SENTENCES {
        LEAD_BONUS
    } else {
        0.0
    }
}

/// For each stem the sentences that have it, with its share of their weight.
fn lists(reading: &Reading, homes: &[(usize, usize)]) -> Vec<Vec<(u32, f32)>> {
    let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); reading.vocabulary];
    for (number, &(article, sentence)) in homes.iter().enumerate() {
        let terms = &reading.sketches[article][sentence].terms;
        let length = norm(terms);
        if length <= 0.0 {
            continue;
        }
        for &(stem, weight) in terms.iter().filter(|term| term.1 > 0.0) {
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
