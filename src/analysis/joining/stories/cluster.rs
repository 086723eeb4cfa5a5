//! Average-link clustering on a sparse graph: pairs without an edge count as nothing alike, and no cluster reaches over
//! more days than one event does.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::near::Edge;

/// Days from the first to the last report of one event: two weeks.
const MOST_DAYS: u32 = 14;

/// A wish of two clusters to become one, made when they had these ages.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wish {
    mean: f32,
    a: usize,
    b: usize,
    ages: (u32, u32),
}

impl Eq for Wish {}

impl Ord for Wish {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean
            .total_cmp(&other.mean)
            .then_with(|| (other.a, other.b, other.ages).cmp(&(self.a, self.b, self.ages)))
    }
}

impl PartialOrd for Wish {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A cluster: its members, how often it grew, and the sums of its edges to other clusters.
#[derive(Clone, Debug, Default)]
struct Cluster {
    members: Vec<usize>,
    /// The first and the last day known.
    days: Option<(i32, i32)>,
    age: u32,
    edges: BTreeMap<usize, f32>,
}

/// The clusters of two or more items, given the day of each where it is known, joined as long as the mean of all edges between two is at least `least`.
pub(super) fn average_link(days: &[Option<i32>], edges: &[Edge], least: f32) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Cluster> = days
        .iter()
        .enumerate()
        .map(|(item, day)| Cluster {
            members: vec![item],
            days: day.map(|day| (day, day)),
            ..Cluster::default()
        })
        .collect();
    let mut wishes = BinaryHeap::new();
    // Two clusters whose mean is enough have an edge that is: between parts without one nothing is ever joined.
    let parts = parts(days.len(), edges, least);
    let within = edges.iter().filter(|edge| parts[edge.a] == parts[edge.b]);
    for edge in within {
        clusters[edge.a].edges.insert(edge.b, edge.near);
        clusters[edge.b].edges.insert(edge.a, edge.near);
        if edge.near >= least {
            wishes.push(Wish {
                mean: edge.near,
                a: edge.a,
                b: edge.b,
                ages: (0, 0),
            });
        }
    }
    while let Some(wish) = wishes.pop() {
        let (a, b) = (wish.a, wish.b);
        let days = both(clusters[a].days, clusters[b].days);
        if (clusters[a].age, clusters[b].age) == wish.ages && is_one_event(days) {
            let kept = join(&mut clusters, a, b);
            clusters[kept].days = days;
            renew(&clusters, kept, least, &mut wishes);
        }
    }
    clusters
        .into_iter()
        .map(|cluster| cluster.members)
        .filter(|members| members.len() > 1)
        .map(|mut members| {
            members.sort_unstable();
            members
        })
        .collect()
}

/// For each item one that stands for all that hang together by edges of at least `least`.
fn parts(items: usize, edges: &[Edge], least: f32) -> Vec<usize> {
    fn root(parts: &mut [usize], mut item: usize) -> usize {
        while parts[item] != item {
            parts[item] = parts[parts[item]];
            item = parts[item];
        }
        item
    }
    let mut parts: Vec<usize> = (0..items).collect();
    for edge in edges.iter().filter(|edge| edge.near >= least) {
        let (a, b) = (root(&mut parts, edge.a), root(&mut parts, edge.b));
        parts[a.max(b)] = a.min(b);
    }
    for item in 0..items {
        parts[item] = root(&mut parts, item);
    }
    parts
}

fn both(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<(i32, i32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}

fn is_one_event(days: Option<(i32, i32)>) -> bool {
    days.is_none_or(|(first, last)| last.abs_diff(first) <= MOST_DAYS)
}

/// The cluster with fewer edges goes into the other; gives the one that stays. A cluster that is gone has an age that no
/// wish has.
fn join(clusters: &mut [Cluster], a: usize, b: usize) -> usize {
    let (kept, gone) = if clusters[a].edges.len() >= clusters[b].edges.len() {
        (a, b)
    } else {
        (b, a)
    };
    let taken = std::mem::take(&mut clusters[gone]);
    clusters[gone].age = u32::MAX;
    clusters[kept].members.extend(taken.members);
    clusters[kept].age += 1;
    clusters[kept].edges.remove(&gone);
    for (other, sum) in taken.edges {
        if other == kept {
            continue;
        }
        *clusters[kept].edges.entry(other).or_default() += sum;
        clusters[other].edges.remove(&gone);
        let whole = clusters[kept].edges[&other];
        clusters[other].edges.insert(kept, whole);
    }
    kept
}

fn renew(clusters: &[Cluster], kept: usize, least: f32, wishes: &mut BinaryHeap<Wish>) {
    let size = clusters[kept].members.len();
    for (&other, &sum) in &clusters[kept].edges {
        let mean = sum / (size * clusters[other].members.len()) as f32;
        if mean >= least {
            wishes.push(Wish {
                mean,
                a: kept,
                b: other,
                ages: (clusters[kept].age, clusters[other].age),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: usize, b: usize, near: f32) -> Edge {
        Edge { a, b, near }
    }

    #[test]
    fn a_chain_is_cut_where_the_mean_is_too_low() {
        let edges = [edge(0, 1, 0.9), edge(1, 2, 0.5), edge(2, 3, 0.9)];
        let found = average_link(&[None; 5], &edges, 0.3);
        assert_eq!(found, [vec![0, 1], vec![2, 3]]);
        let found = average_link(&[None; 5], &edges, 0.1);
        assert_eq!(found, [vec![0, 1, 2, 3]]);
    }

    #[test]
    fn an_undated_item_does_not_bridge_two_months() {
        let edges = [edge(0, 1, 0.9), edge(1, 2, 0.8)];
        let found = average_link(&[Some(0), None, Some(60)], &edges, 0.1);
        assert_eq!(found, [vec![0, 1]]);
    }
}
