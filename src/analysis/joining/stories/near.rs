//! How near two articles are, and which pairs are worth asking about.

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
    /// How many different words and name words there are: they are numbered from 0, in the order of their hashes.
    kinds: (usize, usize),
}

impl<'a> Vectors<'a> {
    /// Profiles ordered by day, those without one first.
    pub fn new(profiles: &'a [&'a Profile]) -> Self {
        let (terms, all_terms) = weighed(profiles, |profile| &profile.terms);
        let (names, all_names) = weighed(profiles, |profile| &profile.names);
        Vectors {
            profiles,
            terms,
            names,
            kinds: (all_terms, all_names),
        }
    }

    pub fn nearness(&self, a: usize, b: usize) -> Nearness {
        Nearness {
            words: dot(&self.terms[a], &self.terms[b]),
            names: dot(&self.names[a], &self.names[b]),
            time: time(self.profiles[a], self.profiles[b]),
        }
    }

    /// All pairs that come near, found by the words they share. Only articles of the days around, and those without a day,
    /// are looked at.
    pub fn edges(&self) -> Vec<Edge> {
        let lists = lists(&self.terms, self.kinds.0);
        let longest = longest_list(&lists);
        let undated = self
            .profiles
            .partition_point(|profile| profile.day.is_none());
        let mut from = undated;
        let mut edges = Vec::new();
        let mut reached = vec![0.0_f32; self.terms.len()];
        let mut touched: Vec<usize> = Vec::new();
        let mut words = Spread::new(self.kinds.0);
        let mut names = Spread::new(self.kinds.1);
        for (b, terms) in self.terms.iter().enumerate() {
            from = self.first_in_reach(b, from);
            for &(term, weight) in terms {
                let list = &lists[term as usize];
                if list.len() > longest {
                    continue;
                }
                let before = |at: usize| list.partition_point(|item| (item.0 as usize) < at);
                let (without, dated) = (before(undated.min(b)), before(from)..before(b));
                let dated = list.get(dated).unwrap_or_default();
                for &(a, other) in list[..without].iter().chain(dated) {
                    let a = a as usize;
                    if reached[a] == 0.0 {
                        touched.push(a);
                    }
                    reached[a] += weight * other;
                }
            }
            words.put(terms);
            names.put(&self.names[b]);
            for &a in &touched {
                // Words passed over and names can add to what was reached, but hardly more than this.
                let hopeful = reached[a] >= LEAST / 2.0;
                reached[a] = 0.0;
                if !hopeful {
                    continue;
                }
                let time = time(self.profiles[a], self.profiles[b]);
                if time == 0.0 {
                    continue;
                }
                let nearness = Nearness {
                    words: words.dot(&self.terms[a]),
                    names: names.dot(&self.names[a]),
                    time,
                };
                let near = nearness.mixed();
                if near >= LEAST {
                    edges.push(Edge { a, b, near });
                }
            }
            words.clear(terms);
            names.clear(&self.names[b]);
            touched.clear();
        }
        edges
    }

    /// The first dated article that is near enough in time to one, not before that of the one before it.
    fn first_in_reach(&self, b: usize, mut from: usize) -> usize {
        let Some(day) = self.profiles[b].day else {
            return from;
        };
        let is_too_old = |day_before: Option<i32>| {
            day_before.is_some_and(|before| day.abs_diff(before) > MOST_DAYS.unsigned_abs())
        };
        while from < b && is_too_old(self.profiles[from].day) {
            from += 1;
        }
        from
    }
}

/// One vector with a place for every word, so that the product with another takes no search.
struct Spread {
    weights: Vec<f32>,
}

impl Spread {
    fn new(words: usize) -> Spread {
        Spread {
            weights: vec![0.0; words],
        }
    }

    fn put(&mut self, vector: &[(u32, f32)]) {
        for &(word, weight) in vector {
            self.weights[word as usize] = weight;
        }
    }

    fn clear(&mut self, vector: &[(u32, f32)]) {
        for &(word, _) in vector {
            self.weights[word as usize] = 0.0;
        }
    }

    /// The same as [`dot`], to the last bit: what is not shared adds nothing.
    fn dot(&self, other: &[(u32, f32)]) -> f32 {
        let products = other
            .iter()
            .map(|&(word, weight)| weight * self.weights[word as usize]);
        products.fold(0.0, |sum, product| sum + product)
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

/// Weighed by how few articles have each word, and brought to length one; and how many words there are. Words are numbered
/// in the order of their hashes.
fn weighed(
    profiles: &[&Profile],
    list: impl Fn(&Profile) -> &[(u32, u16)],
) -> (Vec<Vec<(u32, f32)>>, usize) {
    let mut all_terms: Vec<u32> = profiles
        .iter()
        .flat_map(|profile| list(profile).iter().map(|&(term, _)| term))
        .collect();
    all_terms.sort_unstable();
    let mut terms: Vec<u32> = Vec::new();
    let mut with: Vec<f32> = Vec::new();
    for term in all_terms {
        if terms.last() == Some(&term) {
            if let Some(with) = with.last_mut() {
                *with += 1.0;
            }
        } else {
            terms.push(term);
            with.push(1.0);
        }
    }
    let all = profiles.len() as f32 + BEHIND;
    let rarity: Vec<f32> = with
        .iter()
        .map(|with| (all / (with + BEHIND_WITH)).ln() / (all / BEHIND_WITH).ln())
        .collect();
    let vectors = profiles.iter().map(|profile| {
        let mut vector: Vec<(u32, f32)> = list(profile)
            .iter()
            .map(|&(term, weight)| {
                let number = terms.partition_point(|&other| other < term);
                (number as u32, f32::from(weight) * rarity[number])
            })
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
    });
    (vectors.collect(), terms.len())
}

/// For each word the articles that have it, in order.
fn lists(vectors: &[Vec<(u32, f32)>], words: usize) -> Vec<Vec<(u32, f32)>> {
    let mut lists: Vec<Vec<(u32, f32)>> = vec![Vec::new(); words];
    for (number, vector) in vectors.iter().enumerate() {
        for &(term, weight) in vector {
            lists[term as usize].push((number as u32, weight));
        }
    }
    lists
}

/// How long a list may be so that all lists up to that length stay inside the budget.
fn longest_list(lists: &[Vec<(u32, f32)>]) -> usize {
    let mut lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
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
