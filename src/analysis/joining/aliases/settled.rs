//! What was decided, written back: the groups, why their names are one or were parted, and how they are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::{Groups, Why};
use super::units::{Deciding, Unit};
use super::verdicts::{Told, so};
use super::{organisations, shown};
use crate::model::{DecisionKind, NameKind};

/// How a group is shown by what the reader decided.
#[derive(Clone, Debug, Default)]
pub(super) struct Dress {
    pub name: Option<String>,
    pub kind: Option<NameKind>,
    /// The name that a merge kept.
    pub kept: Option<String>,
}

impl Deciding<'_> {
    /// Writes the clusters back as groups.
    pub fn settle(self, groups: &mut Groups) -> BTreeMap<usize, Dress> {
        let number = |cluster: usize| self.names.len() + cluster;
        let mut why: Vec<Vec<Why>> = self
            .clusters
            .iter()
            .enumerate()
            .map(|(cluster, units)| self.kept_reasons(cluster, units, groups))
            .collect();
        for told in &self.verdicts.merges {
            for cluster in self.joined_by(told) {
                why[cluster].push(self.line(told, "and"));
            }
        }
        for told in &self.verdicts.partings {
            for cluster in self.parted_by(told) {
                why[cluster].push(self.line(told, "is not"));
            }
        }
        let mut dresses: BTreeMap<usize, Dress> = BTreeMap::new();
        for told in &self.verdicts.dresses {
            let Some(cluster) = self.dressed_by(told, groups) else {
                continue;
            };
            let two = told.decision.two.trim();
            let dress = dresses.entry(number(cluster)).or_default();
            let line = if told.decision.kind == DecisionKind::Rename {
                dress.name = Some(two.to_string());
                format!("shown as \"{two}\": {}", so(told.decision))
            } else {
                let kind = NameKind::ALL.into_iter().find(|kind| kind.word() == two);
                let Some(kind) = kind else { continue };
                dress.kind = Some(kind);
                format!("of type {two}: {}", so(told.decision))
            };
            why[cluster].push(Why {
                one: 0,
                two: 0,
                line,
            });
        }
        for (cluster, units) in self.clusters.iter().enumerate() {
            if let Some(kept) = self.kept(units, groups) {
                dresses.entry(number(cluster)).or_default().kept = Some(kept);
            }
        }
        for unit in &self.units {
            groups.place(unit.name, &unit.articles, number(unit.cluster));
        }
        for (cluster, why) in why.into_iter().enumerate() {
            groups.set_reasons(number(cluster), why);
        }
        dresses
    }

    /// The name under which units of several groups are shown: that of the group that is mentioned more, of a full name and
    /// a surname, or of a name and its initials, the fuller one. The reader can still rename it.
    fn kept(&self, units: &[usize], groups: &Groups) -> Option<String> {
        let mut of_group: BTreeMap<usize, (u64, Vec<usize>)> = BTreeMap::new();
        for &unit in units {
            let Unit {
                name,
                group,
                articles,
                ..
            } = &self.units[unit];
            let own = &self.names[*name];
            // how often each article mentions a name is not known: as often as all on average
            let share = own.mentions * articles.len() as u64 / (own.articles.len() as u64).max(1);
            let (mentions, members) = of_group.entry(*group).or_default();
            *mentions += share.max(1);
            members.push(*name);
        }
        if of_group.len() < 2 {
            return None;
        }
        let names = of_group.into_iter().map(|(group, (mentions, members))| {
            let shown = shown(self.names, &groups.telling(group, &members));
            (mentions, shown)
        });
        let is_person = |text: &str| {
            let mut own = self.names.iter().filter(|name| name.text == text);
            own.any(|name| name.kind == NameKind::Person)
        };
        let kept = names.max_by_key(|(mentions, name)| {
            let is_full = if is_person(name) {
                name.contains(' ')
            } else {
                !organisations::is_acronym(name)
            };
            (is_full, *mentions, std::cmp::Reverse(name.clone()))
        });
        kept.map(|(_, name)| name)
    }

    pub fn may_be_one(&self, one: usize, other: usize) -> bool {
        let roots = |cluster: usize| -> BTreeSet<usize> {
            let units = self.clusters[cluster].iter();
            units.filter_map(|&unit| self.root(unit)).collect()
        };
        let others = roots(other);
        roots(one).iter().all(|&root| {
            others
                .iter()
                .all(|&other| !self.verdicts.are_apart(root, other))
        })
    }

    /// Where what a group lent from elsewhere is parted from it, it goes back to the others of its name.
    pub fn send_home(&mut self, cluster: usize, groups: &Groups) {
        let is_at_home = |unit: &Unit| groups.home(unit.name) == unit.group;
        let units = self.clusters[cluster].clone();
        if units.iter().any(|&unit| is_at_home(&self.units[unit])) {
            return;
        }
        for unit in units {
            let name = self.units[unit].name;
            let Some(&home) = self.unit_at.get(&(name, groups.home(name))) else {
                continue;
            };
            let target = self.units[home].cluster;
            let own = self.root(unit);
            let others = self.clusters[target].iter();
            let mut roots = others.filter_map(|&other| self.root(other));
            if roots.all(|root| own.is_none_or(|own| !self.verdicts.are_apart(own, root))) {
                self.put(unit, target);
            }
        }
    }

    /// The reasons of the rules that speak of names which are still together.
    fn kept_reasons(&self, cluster: usize, units: &[usize], groups: &Groups) -> Vec<Why> {
        let from: BTreeSet<usize> = units.iter().map(|&unit| self.units[unit].group).collect();
        let is_here = |name: usize, group: usize| {
            self.unit_at
                .get(&(name, group))
                .map(|&unit| self.units[unit].cluster == cluster)
        };
        from.into_iter()
            .flat_map(|group| {
                let reasons = groups.reasons(group).iter();
                reasons.filter(move |why| {
                    is_here(why.one, group) == Some(true) && is_here(why.two, group).unwrap_or(true)
                })
            })
            .cloned()
            .collect()
    }

    fn line(&self, told: &Told, word: &str) -> Why {
        let decision = told.decision;
        let (one, two) = (decision.one.trim(), decision.two.trim());
        Why {
            one: 0,
            two: 0,
            line: format!("\"{one}\" {word} \"{two}\": {}", so(decision)),
        }
    }

    fn units_of(&self, spelling: usize) -> impl Iterator<Item = &Unit> {
        self.named[spelling].iter().flat_map(|&name| {
            let of_name = self.unit_at.range((name, 0)..=(name, usize::MAX));
            of_name.map(|(_, &unit)| &self.units[unit])
        })
    }

    /// The clusters with both spellings of a merge; with one of them and its like where no article has the other.
    fn joined_by(&self, told: &Told) -> BTreeSet<usize> {
        let clusters = |spelling: usize| -> BTreeSet<usize> {
            self.units_of(spelling).map(|unit| unit.cluster).collect()
        };
        let (one, two) = (clusters(told.one), clusters(told.two));
        if one.is_empty() || two.is_empty() {
            let mut either = if one.is_empty() { two } else { one };
            either.retain(|&cluster| self.clusters[cluster].len() > 1);
            return either;
        }
        one.intersection(&two).copied().collect()
    }

    /// The clusters of two spellings that were in one group until they were told apart.
    fn parted_by(&self, told: &Told) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let others: Vec<(usize, usize)> = self
            .units_of(told.two)
            .map(|unit| (unit.group, unit.cluster))
            .collect();
        for unit in self.units_of(told.one) {
            for &(group, cluster) in &others {
                if group == unit.group {
                    found.extend([unit.cluster, cluster]);
                }
            }
        }
        found
    }

    /// The cluster that a new name or type is meant for: that of the most mentioned name spelled so.
    fn dressed_by(&self, told: &Told, groups: &Groups) -> Option<usize> {
        let root = self.verdicts.root(told.one);
        let own = self.named[told.one].first().copied();
        let like = || {
            let like = self.spelling_of.iter();
            like.filter(|(_, spelling)| self.verdicts.root(**spelling) == root)
                .map(|(&name, _)| name)
                .min()
        };
        let name = own.or_else(like)?;
        let unit = self.home(name, groups).or_else(|| {
            let of_name = self.unit_at.range((name, 0)..=(name, usize::MAX));
            of_name
                .max_by_key(|((_, group), unit)| {
                    let articles = self.units[**unit].articles.len();
                    (articles, std::cmp::Reverse(*group))
                })
                .map(|(_, &unit)| unit)
        })?;
        Some(self.units[unit].cluster)
    }
}
