//! Scores of a partition of mentions beside the right one: B³, MUC, CEAF-e, their mean (the CoNLL score), and pairs of
//! spellings that differ.

use std::collections::{BTreeMap, BTreeSet};

/// Precision and recall, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
}

impl Score {
    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-9)
    }
}

/// One mention: where it is compared, how it is spelled, the entity it is of and the cluster it was put into.
pub struct Placed<'a> {
    pub topic: &'a str,
    pub spelling: &'a str,
    pub gold: &'a str,
    pub found: &'a str,
}

type Groups<'a> = BTreeMap<(&'a str, &'a str), BTreeSet<usize>>;

fn groups<'a>(mentions: &[Placed<'a>], of: impl Fn(&Placed<'a>) -> &'a str) -> Groups<'a> {
    let mut groups = Groups::new();
    for (at, mention) in mentions.iter().enumerate() {
        groups
            .entry((mention.topic, of(mention)))
            .or_default()
            .insert(at);
    }
    groups
}

/// B³ (Bagga and Baldwin 1998).
pub fn b_cubed(mentions: &[Placed]) -> Score {
    let gold = groups(mentions, |mention| mention.gold);
    let found = groups(mentions, |mention| mention.found);
    let mut score = Score::default();
    for mention in mentions {
        let right = &gold[&(mention.topic, mention.gold)];
        let ours = &found[&(mention.topic, mention.found)];
        let both = right.intersection(ours).count() as f64;
        score.precision += both / ours.len() as f64;
        score.recall += both / right.len() as f64;
    }
    let count = mentions.len().max(1) as f64;
    Score {
        precision: score.precision / count,
        recall: score.recall / count,
    }
}

/// MUC (Vilain et al. 1995): links kept.
pub fn muc(mentions: &[Placed]) -> Score {
    let gold = groups(mentions, |mention| mention.gold);
    let found = groups(mentions, |mention| mention.found);
    let kept = |groups: &Groups, parts: &dyn Fn(usize) -> String| {
        let (mut kept, mut all) = (0, 0);
        for members in groups.values() {
            let parts: BTreeSet<String> = members.iter().map(|&member| parts(member)).collect();
            kept += members.len() - parts.len();
            all += members.len() - 1;
        }
        kept as f64 / f64::from(all.max(1) as u32)
    };
    Score {
        precision: kept(&found, &|at| mentions[at].gold.to_string()),
        recall: kept(&gold, &|at| mentions[at].found.to_string()),
    }
}

/// CEAF with the entity measure φ4 (Luo 2005): the best one-to-one match of entities and clusters.
pub fn ceaf(mentions: &[Placed]) -> Score {
    let gold = groups(mentions, |mention| mention.gold);
    let found = groups(mentions, |mention| mention.found);
    let topics: BTreeSet<&str> = mentions.iter().map(|mention| mention.topic).collect();
    let mut alike = 0.0;
    for topic in topics {
        let of = |groups: &Groups| -> Vec<BTreeSet<usize>> {
            groups
                .iter()
                .filter(|((place, _), _)| *place == topic)
                .map(|(_, members)| members.clone())
                .collect()
        };
        let (rows, columns) = (of(&gold), of(&found));
        let weights: Vec<Vec<f64>> = rows
            .iter()
            .map(|row| {
                columns
                    .iter()
                    .map(|column| {
                        let both = row.intersection(column).count() as f64;
                        2.0 * both / (row.len() + column.len()) as f64
                    })
                    .collect()
            })
            .collect();
        alike += heaviest(&weights);
    }
    Score {
        precision: alike / found.len().max(1) as f64,
        recall: alike / gold.len().max(1) as f64,
    }
}

/// Weight of the heaviest one-to-one match of rows and columns (Kuhn 1955, Munkres 1957, with potentials).
fn heaviest(weights: &[Vec<f64>]) -> f64 {
    let size = weights.len().max(weights.first().map_or(0, Vec::len));
    let cost = |row: usize, column: usize| {
        -weights
            .get(row)
            .and_then(|line| line.get(column))
            .copied()
            .unwrap_or(0.0)
    };
    let mut row_potential = vec![0.0; size + 1];
    let mut potential = vec![0.0; size + 1];
    let mut matched = vec![0; size + 1];
    for row in 1..=size {
        let mut way = vec![0; size + 1];
        let mut least = vec![f64::INFINITY; size + 1];
        let mut used = vec![false; size + 1];
        let mut at = 0;
        matched[0] = row;
        while matched[at] != 0 {
            used[at] = true;
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for column in 1..=size {
                if used[column] {
                    continue;
                }
                let reduced = cost(matched[at] - 1, column - 1)
                    - row_potential[matched[at]]
                    - potential[column];
                if reduced < least[column] {
                    least[column] = reduced;
                    way[column] = at;
                }
                if least[column] < delta {
                    delta = least[column];
                    next = column;
                }
            }
            for column in 0..=size {
                if used[column] {
                    row_potential[matched[column]] += delta;
                    potential[column] -= delta;
                } else {
                    least[column] -= delta;
                }
            }
            at = next;
        }
        while at != 0 {
            matched[at] = matched[way[at]];
            at = way[at];
        }
    }
    (1..=size)
        .map(|column| -cost(matched[column] - 1, column - 1))
        .sum()
}

/// Pairs of spellings that differ, within one topic: a pair is right where both are of one entity. Each wrong or missed
/// pair is handed to `differs` with `true` for a missed one.
pub fn spellings(mentions: &[Placed], mut differs: impl FnMut(bool, &str, &str, &str)) -> Score {
    let mut forms: BTreeMap<(&str, &str, &str), &str> = BTreeMap::new();
    for mention in mentions {
        forms
            .entry((mention.topic, mention.spelling, mention.gold))
            .or_insert(mention.found);
    }
    let forms: Vec<_> = forms.into_iter().collect();
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for (at, (one, ours)) in forms.iter().enumerate() {
        for (other, theirs) in &forms[at + 1..] {
            if one.0 != other.0 {
                break;
            }
            if one.1 == other.1 {
                continue;
            }
            match (one.2 == other.2, ours == theirs) {
                (true, true) => right += 1.0,
                (false, true) => {
                    wrong += 1.0;
                    differs(false, one.0, one.1, other.1);
                }
                (true, false) => {
                    missed += 1.0;
                    differs(true, one.0, one.1, other.1);
                }
                (false, false) => {}
            }
        }
    }
    let share = |rest: f64| right / (right + rest).max(1.0);
    Score {
        precision: share(wrong),
        recall: share(missed),
    }
}
