//! Groups of names under what the reader decided: spellings told apart leave each other, spellings told to be one come
//! together, whatever the rules say.
//!
//! A *unit* is a name with those of its articles where the rules put it into one group. Groups with spellings that are apart
//! fall into parts, each of the other spellings going with the nearest; then merges pull parts together, a part from which
//! something of the other must be kept away only in so far as it is nearer to the spelling named.
//!
//! A merge means every use of its spellings. Where several kinds of things are spelled so, those of one kind are joined.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Name;
use super::groups::Groups;
use super::people::Person;
use super::settled::Dress;
use super::units::{Deciding, Unit};
use super::verdicts::Verdicts;
use crate::analysis::text::words::fold;
use crate::model::{Decision, DecisionKind, NameKind};

/// Characters of a spelling that are compared to find the nearest.
const COMPARED: usize = 64;

/// Changes the groups to what was decided, oldest decision first; how groups are shown by the reader's wish.
pub(super) fn decide(
    names: &[Name],
    decisions: &[Decision],
    groups: &mut Groups,
) -> BTreeMap<usize, Dress> {
    let verdicts = Verdicts::of(decisions);
    let mut named: Vec<Vec<usize>> = vec![Vec::new(); verdicts.count()];
    let mut spelling_of = HashMap::new();
    for (number, name) in names.iter().enumerate() {
        if let Some(spelling) = verdicts.number(&name.text) {
            named[spelling].push(number);
            spelling_of.insert(number, spelling);
        }
    }
    if spelling_of.is_empty() {
        return BTreeMap::new();
    }
    let mut deciding = Deciding {
        names,
        verdicts,
        named,
        spelling_of,
        units: Vec::new(),
        unit_at: BTreeMap::new(),
        clusters: Vec::new(),
    };
    deciding.part_groups(groups);
    for set in deciding.one_entity() {
        deciding.gather(&set, groups);
    }
    deciding.settle(groups)
}

impl Deciding<'_> {
    /// Takes up every group with a spelling that decisions name, in parts where it holds some that are apart.
    fn part_groups(&mut self, groups: &Groups) {
        let decided: BTreeSet<usize> = self.spelling_of.keys().copied().collect();
        let touched: BTreeSet<usize> = decided
            .iter()
            .flat_map(|&name| groups.places(name).into_keys())
            .collect();
        let mut parted = Vec::new();
        for (group, members) in groups.members() {
            if !touched.contains(&group) {
                continue;
            }
            let cluster = self.clusters.len();
            self.clusters.push(Vec::new());
            for name in members {
                let articles = groups.places(name).remove(&group).unwrap_or_default();
                self.unit_at.insert((name, group), self.units.len());
                self.clusters[cluster].push(self.units.len());
                self.units.push(Unit {
                    name,
                    group,
                    articles,
                    cluster,
                });
            }
            let first = self.clusters.len();
            self.part(cluster);
            if self.clusters.len() > first {
                parted.extend(std::iter::once(cluster).chain(first..self.clusters.len()));
            }
        }
        for cluster in parted {
            self.send_home(cluster, groups);
        }
    }

    /// Parts a cluster so that no two spellings in one part are apart.
    fn part(&mut self, cluster: usize) {
        let units = self.clusters[cluster].clone();
        let roots: Vec<Option<usize>> = units.iter().map(|&unit| self.root(unit)).collect();
        let held: BTreeSet<usize> = roots.iter().flatten().copied().collect();
        let is_in_conflict = |root: usize| {
            held.iter()
                .any(|&other| self.verdicts.are_apart(root, other))
        };
        let conflicting: HashSet<usize> = held
            .iter()
            .copied()
            .filter(|&root| is_in_conflict(root))
            .collect();
        if conflicting.is_empty() {
            return;
        }
        // seeds of each part: roots that may be together
        let mut parts: Vec<Seeds> = Vec::new();
        let place_root = |parts: &[Seeds], root: usize, texts: &[String]| -> Option<usize> {
            let allowed = parts.iter().enumerate().filter(|(_, part)| {
                part.roots.contains(&root)
                    || !part
                        .roots
                        .iter()
                        .any(|&other| self.verdicts.are_apart(root, other))
            });
            nearest(allowed.map(|(number, part)| (number, part.nearness(texts))))
        };
        let texts_of = |root: usize| -> Vec<String> {
            let own = units.iter().zip(&roots);
            own.filter(|(_, own)| **own == Some(root))
                .map(|(&unit, _)| self.compared(unit))
                .collect()
        };
        let mut order: Vec<usize> = Vec::new();
        for root in roots.iter().flatten() {
            if !order.contains(root) {
                order.push(*root);
            }
        }
        // those that must be apart first, in the order of their mentions
        order.sort_by_key(|root| !conflicting.contains(root));
        for root in order {
            let texts = texts_of(root);
            let part = place_root(&parts, root, &texts).unwrap_or_else(|| {
                parts.push(Seeds::default());
                parts.len() - 1
            });
            parts[part].roots.insert(root);
            parts[part].texts.extend(texts);
        }
        let part_of: Vec<usize> = units
            .iter()
            .zip(&roots)
            .map(|(&unit, root)| match root {
                Some(root) => parts.iter().position(|part| part.roots.contains(root)),
                None => {
                    let texts = [self.compared(unit)];
                    let all = parts.iter().enumerate();
                    nearest(all.map(|(number, part)| (number, part.nearness(&texts))))
                }
            })
            .map(|part| part.unwrap_or(0))
            .collect();
        let first = self.clusters.len();
        for _ in 1..parts.len() {
            self.clusters.push(Vec::new());
        }
        for (unit, part) in units.into_iter().zip(part_of) {
            if part > 0 {
                self.put(unit, first + part - 1);
            }
        }
    }

    /// Sets of names that are one entity by decision.
    fn one_entity(&self) -> Vec<Vec<usize>> {
        let mut by_root: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (&name, &spelling) in &self.spelling_of {
            let root = self.verdicts.root(spelling);
            by_root.entry(root).or_default().push(name);
        }
        let retyped: HashSet<usize> = self
            .verdicts
            .dresses
            .iter()
            .filter(|told| told.decision.kind == DecisionKind::Retype)
            .map(|told| told.one)
            .collect();
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for (_, mut names) in by_root {
            names.sort_unstable();
            let kinds = self.of_one_kind(&names);
            // what the reader gave a type has no namesake of another
            let (mut whole, mut apart): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
                kinds.into_iter().partition(|set| {
                    set.iter()
                        .any(|name| retyped.contains(&self.spelling_of[name]))
                });
            if !whole.is_empty() {
                apart.push(whole.concat());
                whole.clear();
            }
            sets.extend(apart);
        }
        for set in &mut sets {
            set.sort_unstable();
        }
        sets.retain(|set| set.len() > 1);
        sets.sort_unstable();
        sets
    }

    /// Names that are spelled as one entity, by kind; a spelling without a name of the kind that most spellings have goes
    /// with it by its most mentioned name.
    fn of_one_kind(&self, names: &[usize]) -> Vec<Vec<usize>> {
        let spellings: BTreeSet<usize> = names.iter().map(|name| self.spelling_of[name]).collect();
        if spellings.len() < 2 {
            return names.iter().map(|&name| vec![name]).collect();
        }
        let having = |kind: NameKind| -> BTreeSet<usize> {
            let own = names.iter().filter(|&&name| self.names[name].kind == kind);
            own.map(|name| self.spelling_of[name]).collect()
        };
        let mentions = |kind: NameKind| -> u64 {
            let own = names.iter().filter(|&&name| self.names[name].kind == kind);
            own.map(|&name| self.names[name].mentions).sum()
        };
        let main = NameKind::ALL
            .into_iter()
            .max_by_key(|&kind| {
                let rank = std::cmp::Reverse(kind as usize);
                (having(kind).len(), mentions(kind), rank)
            })
            .unwrap_or(NameKind::Person);
        let mut covered = having(main);
        let mut sets = vec![Vec::new(); NameKind::ALL.len()];
        for &name in names {
            let own = self.names[name].kind;
            let kind = if own == main || covered.insert(self.spelling_of[&name]) {
                main
            } else {
                own
            };
            sets[kind as usize].push(name);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }

    /// Brings names together in one cluster.
    fn gather(&mut self, set: &[usize], groups: &Groups) {
        let mut target = None;
        for &name in set {
            let Some(unit) = self.home(name, groups) else {
                continue;
            };
            let cluster = self.units[unit].cluster;
            match target {
                None => target = Some(cluster),
                Some(target) if target == cluster => {}
                Some(target) if self.may_be_one(target, cluster) => {
                    for unit in std::mem::take(&mut self.clusters[cluster]) {
                        self.units[unit].cluster = target;
                        self.clusters[target].push(unit);
                    }
                }
                Some(target) => self.carve(cluster, set, target),
            }
        }
        let target = target.unwrap_or_else(|| {
            self.clusters.push(Vec::new());
            self.clusters.len() - 1
        });
        for &name in set {
            if !self.verdicts.is_merged(self.spelling_of[&name]) {
                continue;
            }
            let of_name = self.unit_at.range((name, 0)..=(name, usize::MAX));
            let units: Vec<usize> = of_name.map(|(_, &unit)| unit).collect();
            for unit in units {
                self.put(unit, target);
            }
        }
    }

    /// The unit of a name that stands for its whole cluster. A surname that articles lent to its bearers stands for none.
    pub fn home(&self, name: usize, groups: &Groups) -> Option<usize> {
        if let Some(&unit) = self.unit_at.get(&(name, groups.home(name))) {
            return Some(unit);
        }
        let own = &self.names[name];
        if own.kind == NameKind::Person && Person::read(&own.text).is_lone() {
            return None;
        }
        let mut of_name = self.unit_at.range((name, 0)..=(name, usize::MAX));
        match (of_name.next(), of_name.next()) {
            (Some((_, &unit)), None) => Some(unit),
            _ => None,
        }
    }

    /// Puts some names of a cluster, with those that are nearer to them than to the others named there, into another.
    fn carve(&mut self, cluster: usize, set: &[usize], target: usize) {
        let units = self.clusters[cluster].clone();
        let (mut leaving, mut staying) = (Vec::new(), Vec::new());
        for &unit in &units {
            if set.contains(&self.units[unit].name) {
                leaving.push(self.compared(unit));
            } else if self.root(unit).is_some() {
                staying.push(self.compared(unit));
            }
        }
        for unit in units {
            let text = [self.compared(unit)];
            let leaves = match self.root(unit) {
                Some(_) => set.contains(&self.units[unit].name),
                None => nearness(&leaving, &text) > nearness(&staying, &text),
            };
            if leaves {
                self.put(unit, target);
            }
        }
    }

    pub fn put(&mut self, unit: usize, target: usize) {
        let from = std::mem::replace(&mut self.units[unit].cluster, target);
        if from != target {
            self.clusters[from].retain(|&other| other != unit);
            self.clusters[target].push(unit);
        }
    }

    /// What stands for the spelling of a unit, where decisions name it.
    pub fn root(&self, unit: usize) -> Option<usize> {
        let spelling = self.spelling_of.get(&self.units[unit].name)?;
        Some(self.verdicts.root(*spelling))
    }

    fn compared(&self, unit: usize) -> String {
        let text = &self.names[self.units[unit].name].text;
        fold(&text.chars().take(COMPARED).collect::<String>())
    }
}

/// What one part of a group grows from.
#[derive(Default)]
struct Seeds {
    roots: HashSet<usize>,
    texts: Vec<String>,
}

impl Seeds {
    fn nearness(&self, texts: &[String]) -> f64 {
        nearness(&self.texts, texts)
    }
}

/// How like the likest two of some folded spellings are: normalised edit distance (Levenshtein 1966).
fn nearness(some: &[String], others: &[String]) -> f64 {
    some.iter()
        .flat_map(|one| {
            others
                .iter()
                .map(move |other| strsim::normalized_levenshtein(one, other))
        })
        .fold(-1.0, f64::max)
}

/// The first of the nearest.
fn nearest(parts: impl Iterator<Item = (usize, f64)>) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (number, near) in parts {
        if best.is_none_or(|(_, most)| near > most) {
            best = Some((number, near));
        }
    }
    best.map(|(number, _)| number)
}
