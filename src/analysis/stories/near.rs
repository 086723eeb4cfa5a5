//! How near two articles are, and which pairs are worth asking about.

use std::collections::HashMap;

use super::profile::Profile;

/// Articles that are thought to stand behind those at hand: five articles on one event alone cannot tell which words are
/// common, and one more article must not change much.
const BEHIND: f32 = 3000.0;
const BEHIND_WITH: f32 = 3.0;
/// How much words and names count.
const WORDS: f32 = 0.65;
const NAMES: f32 = 0.35;
/// Days between two reports of one event.
const MOST_DAYS: i32 = 7;
/// What each day between two reports takes from their nearness, as a share.
const EACH_DAY: f32 = 0.05;
/// What is left where a date is not known: the words alone have to say more.
const UNDATED: f32 = 0.85;
/// Nearness under which a pair counts as having nothing to do with each other.
const LEAST: f32 = 0.08;
/// Steps spent on finding pairs: under a second. Words that stand in very many articles are passed over first.
const MOST_STEPS: u64 = 60_000_000;

/// Words and names of two articles, each as a cosine, and what their dates leave of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Nearness {
    pub words: f32,
    pub names: f32,
    pub time: f32,
}

impl Nearness {
    pub fn mixed(self) -> f32 {
        (WORDS * self.words + NAMES * self.names) * self.time
    }
}

/// A pair of articles (`a < b`) and how near they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    pub a: usize,
    pub b: usize,
    pub near: f32,
}

/// The profiles as vectors of length one.
pub(super) struct Vectors<'a> {
    profiles: &'a [&'a Profile],
    terms: Vec<Vec<(u32, f32)>>,
    names: Vec<Vec<(u32, f32)>>,
}

impl<'a> Vectors<'a> {
    pub fn new(profiles: &'a [&'a Profile]) -> Self {
        Vectors {
            profiles,
            terms: weighed(profiles, |profile| &profile.terms),
            names: weighed(profiles, |profile| &profile.names),
        }
    }

    pub fn nearness(&self, a: usize, b: usize) -> Nearness {
        Nearness {
            words: dot(&self.terms[a], &self.terms[b]),
            names: dot(&self.names[a], &self.names[b]),
            time: time(self.profiles[a], self.profiles[b]),
        }
    }

    /// All pairs that come near, found by the words they share.
    pub fn edges(&self) -> Vec<Edge> {
        let lists = lists(&self.terms);
        let longest = longest_list(&lists);
        let mut edges = Vec::new();
        let mut reached = vec![0.0_f32; self.terms.len()];
        let mut touched: Vec<usize> = Vec::new();
        for (b, terms) in self.terms.iter().enumerate() {
            for (term, weight) in terms {
                let Some(list) = lists.get(term).filter(|list| list.len() <= longest) else {
                    continue;
                };
                for &(a, other) in list.iter().take_while(|item| (item.0 as usize) < b) {
                    let a = a as usize;
                    if reached[a] == 0.0 {
                        touched.push(a);
                    }
                    reached[a] += weight * other;
                }
            }
            for &a in &touched {
                // Words passed over and names can add to what was reached, but hardly more than this.
                let hopeful = reached[a] >= LEAST / 2.0;
                reached[a] = 0.0;
                if !hopeful || time(self.profiles[a], self.profiles[b]) == 0.0 {
                    continue;
                }
                let near = self.nearness(a, b).mixed();
                if near >= LEAST {
                    edges.push(Edge { a, b, near });
                }
            }
            touched.clear();
        }
        edges
    }
}

/// What the dates leave of the nearness of two articles; nothing where they are too far apart or of two languages.
fn time(a: &Profile, b: &Profile) -> f32 {
    if let (Some(one), Some(other)) = (&a.language, &b.language)
        && one != other
    {
        return 0.0;
    }
    let (Some(one), Some(other)) = (a.day, b.day) else {
        return UNDATED;
    };
    let days = one.abs_diff(other);
    if days > MOST_DAYS.unsigned_abs() {
        return 0.0;
    }
    1.0 - EACH_DAY * days as f32
}

/// Weighed by how few articles have each word, and brought to length one.
fn weighed(
    profiles: &[&Profile],
    list: impl Fn(&Profile) -> &[(u32, u16)],
) -> Vec<Vec<(u32, f32)>> {
    let mut with: HashMap<u32, f32> = HashMap::new();
    for profile in profiles {
        for (term, _) in list(profile) {
            *with.entry(*term).or_default() += 1.0;
        }
    }
    let all = profiles.len() as f32 + BEHIND;
    let rarity = |term: u32| {
        let with = with.get(&term).copied().unwrap_or(1.0) + BEHIND_WITH;
        (all / with).ln() / (all / BEHIND_WITH).ln()
    };
    profiles
        .iter()
        .map(|profile| {
            let mut vector: Vec<(u32, f32)> = list(profile)
                .iter()
                .map(|&(term, weight)| (term, f32::from(weight) * rarity(term)))
                .collect();
            let length = vector
                .iter()
                .map(|item| item.1 * item.1)
                .sum::<f32>()
                .sqrt();
            if length > 0.0 {
                for item in &mut vector {
                    item.1 /= length;
                }
            }
            vector
        })
        .collect()
}

/// For each word the articles that have it, in order.
fn lists(vectors: &[Vec<(u32, f32)>]) -> HashMap<u32, Vec<(u32, f32)>> {
    let mut lists: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    for (number, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            lists.entry(term).or_default().push((number as u32, weight));
        }
    }
    lists
}

/// How long a list may be so that all lists up to that length stay inside the budget.
fn longest_list(lists: &HashMap<u32, Vec<(u32, f32)>>) -> usize {
    let mut lengths: Vec<usize> = lists.values().map(Vec::len).collect();
    lengths.sort_unstable();
    let mut steps = 0_u64;
    let mut longest = 2;
    for length in lengths {
        steps += (length as u64).saturating_mul(length as u64) / 2;
        if steps > MOST_STEPS {
            break;
        }
        longest = longest.max(length);
    }
    longest
}

fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
