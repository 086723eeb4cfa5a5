//! Groups of names while they are put together: which name is in which, in which article, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::Name;

/// Groups of names; a name that stands for different entities in different articles is in several.
#[derive(Clone)]
pub struct Groups {
    /// For each name its group.
    of: Vec<usize>,
    /// For each name the articles where it belongs elsewhere.
    apart: Vec<BTreeMap<u32, usize>>,
    why: BTreeMap<usize, Vec<Why>>,
    articles: Vec<Vec<u32>>,
    /// Names tagged as another kind than the group they were put into.
    mistaken: BTreeSet<usize>,
}

/// Why two names are one.
#[derive(Clone, Debug)]
pub(super) struct Why {
    pub one: usize,
    pub two: usize,
    pub line: String,
}

impl Groups {
    /// Every name alone.
    pub fn new(names: &[Name]) -> Groups {
        Groups {
            of: (0..names.len()).collect(),
            apart: vec![BTreeMap::new(); names.len()],
            why: BTreeMap::new(),
            articles: names.iter().map(|name| name.articles.clone()).collect(),
            mistaken: BTreeSet::new(),
        }
    }

    /// The group of a name in an article.
    pub fn of(&self, name: usize, article: u32) -> usize {
        let elsewhere = &self.apart[name];
        if elsewhere.is_empty() {
            return self.of[name];
        }
        elsewhere.get(&article).copied().unwrap_or(self.of[name])
    }

    /// Every group that some article has, with its names, in a fixed order.
    pub fn members(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (name, articles) in self.articles.iter().enumerate() {
            if self.apart[name].is_empty() {
                if !articles.is_empty() {
                    found.entry(self.of[name]).or_default().push(name);
                }
                continue;
            }
            let groups: BTreeSet<usize> = articles
                .iter()
                .map(|&article| self.of(name, article))
                .collect();
            for group in groups {
                found.entry(group).or_default().push(name);
            }
        }
        found
    }

    /// Those of a group's names that tell its kind and the form shown. What is only lent to it from article to article
    /// tells nothing.
    pub fn telling(&self, group: usize, members: &[usize]) -> Vec<usize> {
        let right = |member: &&usize| !self.mistaken.contains(member) && self.of[**member] == group;
        let telling: Vec<usize> = members.iter().filter(right).copied().collect();
        if telling.is_empty() {
            members.to_vec()
        } else {
            telling
        }
    }

    /// Why the names of a group are one, a line a reason, in an order that does not depend on that of the articles.
    pub fn why(&self, group: usize) -> Vec<String> {
        let lines = self.why.get(&group).into_iter().flatten();
        let mut lines: Vec<String> = lines.map(|why| why.line.clone()).collect();
        lines.sort();
        lines
    }

    /// The group of a name where nothing in an article speaks for another.
    pub(super) fn home(&self, name: usize) -> usize {
        self.of[name]
    }

    /// The groups that a name is in, with the articles where it is.
    pub(super) fn places(&self, name: usize) -> BTreeMap<usize, Vec<u32>> {
        let mut found: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for &article in &self.articles[name] {
            found
                .entry(self.of(name, article))
                .or_default()
                .push(article);
        }
        found
    }

    /// Puts a name, in every one of some articles, into a group.
    pub(super) fn place(&mut self, name: usize, articles: &[u32], into: usize) {
        for &article in articles {
            self.apart[name].insert(article, into);
        }
    }

    pub(super) fn reasons(&self, group: usize) -> &[Why] {
        self.why.get(&group).map_or(&[], Vec::as_slice)
    }

    pub(super) fn set_reasons(&mut self, group: usize, why: Vec<Why>) {
        self.why.insert(group, why);
    }

    /// The group that a name is in in most of its articles.
    pub(super) fn mostly(&self, name: usize) -> usize {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for &article in &self.articles[name] {
            *counts.entry(self.of(name, article)).or_default() += 1;
        }
        counts
            .into_iter()
            .max_by_key(|&(group, count)| (count, std::cmp::Reverse(group)))
            .map_or(self.of[name], |(group, _)| group)
    }

    /// Puts all of one group into another.
    pub(super) fn join(&mut self, members: &[usize], into: usize, why: String) {
        for &member in members {
            self.of[member] = into;
        }
        self.why.entry(into).or_default().push(Why {
            one: members.first().copied().unwrap_or(into),
            two: into,
            line: why,
        });
    }

    /// Puts a group, with its reasons, into another.
    pub(super) fn join_all(&mut self, members: &[usize], into: usize, why: String) {
        let first = members.first().copied().unwrap_or(into);
        let lines = self.why.remove(&first).unwrap_or_default();
        self.why.entry(into).or_default().extend(lines);
        self.join(members, into, why);
    }

    /// Puts a name that was taken for another kind into the group of its namesake.
    pub(super) fn correct(&mut self, name: usize, into: usize, why: String) {
        self.mistaken.insert(name);
        self.join(&[name], into, why);
    }

    /// Whether a name, as one article uses it, was put elsewhere.
    pub(super) fn is_lent(&self, name: usize, article: u32) -> bool {
        self.apart[name].contains_key(&article)
    }

    /// Puts a name, as one article uses it, into a group.
    pub(super) fn lend(&mut self, name: usize, article: u32, into: usize, why: &str) {
        self.apart[name].insert(article, into);
        let lines = self.why.entry(into).or_default();
        if !lines.iter().any(|known| known.line == why) {
            lines.push(Why {
                one: name,
                two: into,
                line: why.to_string(),
            });
        }
    }
}
