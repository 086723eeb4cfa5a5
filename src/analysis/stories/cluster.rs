//! Average-link clustering on a sparse graph: pairs without an edge count as nothing alike.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use super::near::Edge;

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
    age: u32,
    edges: BTreeMap<usize, f32>,
}

/// The clusters of two or more of `count` items, joined as long as the mean of all edges between two is at least `least`.
pub(super) fn average_link(count: usize, edges: &[Edge], least: f32) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Cluster> = (0..count)
        .map(|item| Cluster {
            members: vec![item],
            ..Cluster::default()
        })
        .collect();
    let mut wishes = BinaryHeap::new();
    for edge in edges {
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
        if (clusters[a].age, clusters[b].age) == wish.ages {
            let kept = join(&mut clusters, a, b);
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
