//! Pairs of sentences that may tell one fact, whatever rows they stand on.

use super::candidates::Link;

/// Pairs that are less sure are not kept: nothing asks for them.
const LEAST_SURE: f32 = 0.1;

/// Two sentences, in canonical articles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::analysis::comparing) struct Pair {
    /// Article and sentence of each.
    pub ends: [(usize, usize); 2],
    /// How sure it is that they have a fact in common, 0 to 1.
    pub sure: f32,
}

/// The pairs of links, the surest first; `homes` has the article and sentence of each number.
pub(super) fn pairs(links: &[Link], homes: &[(usize, usize)]) -> Vec<Pair> {
    let pair = |link: &Link| Pair {
        ends: [homes[link.a as usize], homes[link.b as usize]],
        sure: link.sure,
    };
    let open = links.iter().filter(|link| link.sure >= LEAST_SURE);
    let mut pairs: Vec<Pair> = open.map(pair).collect();
    pairs.sort_by(|x, y| y.sure.total_cmp(&x.sure).then(x.ends.cmp(&y.ends)));
    pairs
}
