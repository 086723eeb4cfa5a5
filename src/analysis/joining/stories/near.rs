//! How near two articles are, and which pairs are worth asking about.

use super::profile::Profile;

/// Articles that are thought to stand behind those at hand: five articles on one event alone cannot tell which words are
/// common, and one more article must not change much.
const BEHIND: f32 = 3000.0;
const BEHIND_WITH: f32 = 3.0;
/// How much the words of the whole text, of title and head, and of the title count.
const WHOLE: f32 = 0.5;
const LEAD: f32 = 0.3;
const TITLE: f32 = 0.2;
/// What is left where both are of one outlet, which seldom reports the same twice: the second report tells what came after.
const SAME_OUTLET: f32 = 0.85;
/// Days between two reports of one event at the most.
const MOST_DAYS: i32 = 7;
/// Days after which a third of the nearness is left: the reports of an event come within a day or two, and what comes later
/// tells of the next step of the same affair.
const DAYS: f32 = 3.0;
/// What is left where a date is not known: the words alone have to say more.
const UNDATED: f32 = 0.6;
/// Nearness under which a pair counts as having nothing to do with each other.
const LEAST: f32 = 0.05;
/// The nearest articles by whose nearness it is judged how crowded the place of an article is.
const CROWD: usize = 5;
/// Mean nearness of these under which an article does not stand in a crowd.
const ALONE: f32 = 0.15;
/// Entries of the lists of words looked at to find the articles near to one: a millisecond. The rarest words come first, and a
/// library that grows takes nothing from it.
const STEPS: usize = 20_000;
/// More than what a sum of some sixty products may be off by, each of less than one, added up in another order.
const ROUNDING: f32 = 1e-4;
/// Articles near to one that are looked at closely, those that share most.
const CANDIDATES: usize = 300;

/// Words and names of two articles, each as a cosine, and what their dates leave of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Nearness {
    pub words: f32,
    /// Only told: the words of names are among the words.
    pub names: f32,
    pub time: f32,
}

/// Where a word of an article stands in others: how many, its weight, and the lists of those without a day and of those with one.
type Places<'a> = (usize, f32, [&'a [(u32, f32)]; 2]);

impl Nearness {
    pub fn mixed(self) -> f32 {
        self.words * self.time
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
    leads: Vec<Vec<(u32, f32)>>,
    titles: Vec<Vec<(u32, f32)>>,
    names: Vec<Vec<(u32, f32)>>,
    /// How many different words there are in whole texts, in heads and in titles: they are numbered from 0, in the order of
    /// their hashes.
    kinds: [usize; 3],
}

impl<'a> Vectors<'a> {
    /// Profiles ordered by day, those without one first.
    pub fn new(profiles: &'a [&'a Profile]) -> Self {
        let (terms, all_terms) = weighed(profiles, |profile| &profile.terms);
        let (leads, all_leads) = weighed(profiles, |profile| &profile.lead);
        let (titles, all_titles) = weighed(profiles, |profile| &profile.title);
        let (names, _) = weighed(profiles, |profile| &profile.names);
        Vectors {
            profiles,
            terms,
            leads,
            titles,
            names,
            kinds: [all_terms, all_leads, all_titles],
        }
    }

    pub fn nearness(&self, a: usize, b: usize) -> Nearness {
        let words = mixed([
            dot(&self.terms[a], &self.terms[b]),
            dot(&self.leads[a], &self.leads[b]),
            dot(&self.titles[a], &self.titles[b]),
        ]);
        let (one, other) = (self.profiles[a], self.profiles[b]);
        Nearness {
            words: words * outlets(one, other),
            names: dot(&self.names[a], &self.names[b]),
            time: time(one, other),
        }
    }

    /// All pairs that come near, as near as they are for the crowd around them: what is near to many is less near to each, so
    /// that the reports of an affair of weeks do not all become one (local scaling: Zelnik-Manor and Perona 2004).
    pub fn edges(&self) -> Vec<Edge> {
        let mut edges = self.plain_edges();
        let mut nearest: Vec<Vec<f32>> = vec![Vec::new(); self.profiles.len()];
        for edge in &edges {
            for end in [edge.a, edge.b] {
                nearest[end].push(edge.near);
            }
        }
        let crowds = nearest.into_iter().map(|mut near| {
            near.sort_unstable_by(|one, other| other.total_cmp(one));
            let mean = near.iter().take(CROWD).sum::<f32>() / CROWD as f32;
            mean.max(ALONE) / ALONE
        });
        let crowds: Vec<f32> = crowds.collect();
        for edge in &mut edges {
            // Half of the whole scaling: all of it takes large groups apart (ECB+: F1 0.28 for 0.88), which are crowds of their own.
            edge.near /= (crowds[edge.a] * crowds[edge.b]).sqrt().sqrt();
            let (one, other) = (self.profiles[edge.a], self.profiles[edge.b]);
            if one.day.is_none() || other.day.is_none() {
                edge.near *= UNDATED;
            }
        }
        edges
    }

    /// All pairs that come near, found by the words they share. Only articles of the days around, and those without a day,
    /// are looked at.
    fn plain_edges(&self) -> Vec<Edge> {
        let lists = lists(&self.terms, self.kinds[0]);
        let undated = self
            .profiles
            .partition_point(|profile| profile.day.is_none());
        let mut from = undated;
        let mut edges = Vec::new();
        let mut reached = vec![0.0_f32; self.terms.len()];
        let mut touched: Vec<usize> = Vec::new();
        let [mut words, mut leads, mut titles] = self.kinds.map(Spread::new);
        for (b, terms) in self.terms.iter().enumerate() {
            from = self.first_in_reach(b, from);
            let mut places: Vec<Places> = Vec::new();
            for &(term, weight) in terms {
                let list = &lists[term as usize];
                let before = |at: usize| list.partition_point(|item| (item.0 as usize) < at);
                let (without, dated) = (before(undated.min(b)), before(from)..before(b));
                let parts = [&list[..without], list.get(dated).unwrap_or_default()];
                places.push((parts[0].len() + parts[1].len(), weight, parts));
            }
            // The rarest first; of words as rare as each other the heaviest.
            places.sort_by(|one, other| (one.0.cmp(&other.0)).then(other.1.total_cmp(&one.1)));
            let (mut steps, mut passed_over) = (0, 0.0_f32);
            for (length, weight, parts) in places {
                steps += length;
                if steps > STEPS {
                    passed_over += weight * weight;
                    continue;
                }
                for &(a, other) in parts.into_iter().flatten() {
                    let a = a as usize;
                    if reached[a] == 0.0 {
                        touched.push(a);
                    }
                    reached[a] += weight * other;
                }
            }
            // What was passed over can add no more than this, and title and head hardly more than as much again.
            let hopeful = (LEAST / 2.0 - passed_over.sqrt()).max(LEAST / 8.0);
            let mut candidates: Vec<(f32, usize)> = touched
                .drain(..)
                .map(|a| (std::mem::take(&mut reached[a]), a))
                .filter(|&(reached, _)| reached >= hopeful)
                .collect();
            if candidates.len() > CANDIDATES {
                candidates.select_nth_unstable_by(CANDIDATES, |one, other| {
                    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
                });
                candidates.truncate(CANDIDATES);
            }
            words.put(terms);
            leads.put(&self.leads[b]);
            titles.put(&self.titles[b]);
            // What the whole texts can share more than was reached.
            let more = passed_over.sqrt() + ROUNDING;
            for (reached, a) in candidates {
                let (one, other) = (self.profiles[a], self.profiles[b]);
                let rest = time(one, other) * outlets(one, other);
                if rest == 0.0 {
                    continue;
                }
                let (lead, title) = (leads.dot(&self.leads[a]), titles.dot(&self.titles[a]));
                if rest * mixed([reached + more, lead, title]) < LEAST {
                    continue;
                }
                let near = rest * mixed([words.dot(&self.terms[a]), lead, title]);
                if near >= LEAST {
                    edges.push(Edge { a, b, near });
                }
            }
            words.clear(terms);
            leads.clear(&self.leads[b]);
            titles.clear(&self.titles[b]);
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
        return 1.0;
    };
    let days = one.abs_diff(other);
    if days > MOST_DAYS.unsigned_abs() {
        return 0.0;
    }
    (-(days as f32) / DAYS).exp()
}

fn mixed([whole, lead, title]: [f32; 3]) -> f32 {
    WHOLE * whole + LEAD * lead + TITLE * title
}

/// What is left of the nearness of two articles of these outlets.
fn outlets(a: &Profile, b: &Profile) -> f32 {
    if a.outlet.is_some() && a.outlet == b.outlet {
        SAME_OUTLET
    } else {
        1.0
    }
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
    let numbers = Numbers::new(&terms);
    let vectors = profiles.iter().map(|profile| {
        let mut vector: Vec<(u32, f32)> = list(profile)
            .iter()
            .map(|&(term, weight)| {
                let number = numbers.of(term);
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

/// The places of hashes in an ascending list of them, each found among the few that begin with the same bits.
struct Numbers<'a> {
    terms: &'a [u32],
    /// Bits that a hash is without the first of.
    rest: u32,
    /// For each beginning the place of the first with it; one more at the end.
    first: Vec<usize>,
}

/// First bits of a hash that are looked at, at the most: 65,536 lists of one to ten words in a library of any size.
const FIRST_BITS: u32 = 16;

impl<'a> Numbers<'a> {
    fn new(terms: &'a [u32]) -> Numbers<'a> {
        let bits = (terms.len() + 1).ilog2().clamp(1, FIRST_BITS);
        let rest = u32::BITS - bits;
        let mut first = vec![0; (1 << bits) + 1];
        for &term in terms {
            first[(term >> rest) as usize + 1] += 1;
        }
        for beginning in 1..first.len() {
            first[beginning] += first[beginning - 1];
        }
        Numbers { terms, rest, first }
    }

    fn of(&self, term: u32) -> usize {
        let beginning = (term >> self.rest) as usize;
        let (from, to) = (self.first[beginning], self.first[beginning + 1]);
        from + self.terms[from..to].partition_point(|&other| other < term)
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A profile of some words of a few, so that many share some.
    fn profile() -> impl Strategy<Value = Profile> {
        let words = |most| {
            prop::collection::btree_map(0..40_u32, 50..400_u16, 0..most)
                .prop_map(|words| words.into_iter().collect::<Vec<_>>())
        };
        let rest = (prop::option::weighted(0.7, 0..20), 0..4_u8);
        (words(12), words(8), words(4), rest).prop_map(|(terms, lead, title, (day, outlet))| {
            Profile {
                terms,
                lead,
                title,
                day,
                outlet: Some(outlet.to_string()),
                ..Profile::default()
            }
        })
    }

    proptest! {
        #[test]
        fn every_pair_that_comes_near_and_shares_words_is_found(mut profiles in prop::collection::vec(profile(), 0..40)) {
            profiles.sort_by(Profile::in_order);
            let profiles: Vec<&Profile> = profiles.iter().collect();
            let vectors = Vectors::new(&profiles);
            let mut expected = Vec::new();
            for b in 0..profiles.len() {
                for a in 0..b {
                    let near = vectors.nearness(a, b);
                    // A hair below what is looked at closely is not looked for.
                    let shared = dot(&vectors.terms[a], &vectors.terms[b]);
                    if near.mixed() >= LEAST + ROUNDING && shared >= LEAST / 2.0 + ROUNDING {
                        expected.push((a, b));
                    }
                }
            }
            let found = vectors.plain_edges();
            prop_assert!(found.iter().all(|edge| edge.near >= LEAST));
            let found: Vec<(usize, usize)> = found.iter().map(|edge| (edge.a, edge.b)).collect();
            for pair in expected {
                prop_assert!(found.contains(&pair), "{:?}", pair);
            }
        }
    }
}
