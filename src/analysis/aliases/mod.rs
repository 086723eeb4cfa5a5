//! Which names are one: spellings joined across articles, each join with its reason.
//!
//! Two names are one where a rule says why: the same letters, a transliteration, a nickname, initials, a suffix. Likeness
//! alone never joins. A cluster is joined only where every pair in it agrees (complete link), so there are no chains.

mod clusters;
mod decided;
mod groups;
mod kinds;
mod lone;
mod organisations;
mod people;
mod settled;
mod sound;
mod tables;
mod verdicts;

use std::collections::BTreeMap;

pub use verdicts::spelling;

use crate::model::{Decision, NameKind, Suggestion};

/// One name as one article uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Number of the article: uses with the same number stand in one article.
    pub article: u32,
    /// The fullest form in that article ([`crate::model::Mention::entity`]).
    pub name: String,
    pub kind: NameKind,
    /// How often the article mentions it.
    pub mentions: u32,
}

/// Names that are one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The form shown.
    pub name: String,
    pub kind: NameKind,
    /// One line a join.
    pub why: Vec<String>,
}

/// What came of joining.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    pub clusters: Vec<Cluster>,
    /// For each use the index of its cluster.
    pub of_use: Vec<usize>,
    /// Clusters that are nearly one, likeliest first.
    pub suggestions: Vec<Suggestion>,
}

/// One spelling of one kind, with where it stands.
#[derive(Clone, Debug)]
struct Name {
    text: String,
    kind: NameKind,
    mentions: u64,
    /// Numbers of the articles that use it, ascending, each once.
    articles: Vec<u32>,
}

/// Clusters of all uses under what the reader decided, oldest decision first.
///
/// The result does not depend on the order of the uses.
pub fn join(uses: &[NameUse], decisions: &[Decision]) -> Joined {
    let (names, number) = distinct(uses);
    let mut groups = clusters::grouped(&names);
    let dresses = decided::decide(&names, decisions, &mut groups);
    let mut clusters = Vec::new();
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    for (group, members) in groups.members() {
        place.insert(group, clusters.len());
        let members = groups.telling(&members);
        let dress = dresses.get(&group).cloned().unwrap_or_default();
        clusters.push(Cluster {
            name: dress.name.unwrap_or_else(|| shown(&names, &members)),
            kind: dress.kind.unwrap_or_else(|| kind(&names, &members)),
            why: groups.why(group),
        });
    }
    let of_use = uses
        .iter()
        .zip(&number)
        .map(|(one, &name)| place[&groups.of(name, one.article)])
        .collect();
    Joined {
        clusters,
        of_use,
        suggestions: Vec::new(),
    }
}

/// Whether two names of one kind are the same by their letters alone, and why; what stands around them is not known here.
pub fn same_name(a: &str, b: &str, kind: NameKind) -> Option<String> {
    let (a, b) = (a.trim(), b.trim());
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some("written the same".to_string());
    }
    let reason = match kind {
        NameKind::Person => people::same(&people::Person::read(a), &people::Person::read(b)),
        _ => organisations::same(a, b, kind),
    }?;
    Some(format!("\"{a}\" and \"{b}\": {reason}"))
}

/// The distinct names in a fixed order, most mentioned first, and for each use the number of its name.
fn distinct(uses: &[NameUse]) -> (Vec<Name>, Vec<usize>) {
    let mut found: BTreeMap<(&str, NameKind), (u64, Vec<u32>)> = BTreeMap::new();
    for one in uses {
        let entry = found.entry((one.name.as_str(), one.kind)).or_default();
        entry.0 += u64::from(one.mentions);
        entry.1.push(one.article);
    }
    let mut names: Vec<Name> = found
        .into_iter()
        .map(|((text, kind), (mentions, mut articles))| {
            articles.sort_unstable();
            articles.dedup();
            Name {
                text: text.to_string(),
                kind,
                mentions,
                articles,
            }
        })
        .collect();
    names.sort_by(|a, b| {
        b.mentions
            .cmp(&a.mentions)
            .then_with(|| a.text.cmp(&b.text))
            .then_with(|| a.kind.cmp(&b.kind))
    });
    let numbers: BTreeMap<(&str, NameKind), usize> = names
        .iter()
        .enumerate()
        .map(|(number, name)| ((name.text.as_str(), name.kind), number))
        .collect();
    let of_use = uses
        .iter()
        .map(|one| numbers[&(one.name.as_str(), one.kind)])
        .collect();
    (names, of_use)
}

/// The most mentioned full form: a person's with a given name, another's that is no abbreviation.
fn shown(names: &[Name], members: &[usize]) -> String {
    members
        .iter()
        .map(|&member| &names[member])
        .max_by_key(|name| {
            let full = match name.kind {
                NameKind::Person => name.text.contains(' '),
                _ => !organisations::is_acronym(&name.text),
            };
            (full, name.mentions, std::cmp::Reverse(name.text.as_str()))
        })
        .map_or_else(String::new, |name| name.text.clone())
}

fn kind(names: &[Name], members: &[usize]) -> NameKind {
    let mut counts = [0u64; 3];
    for &member in members {
        counts[names[member].kind as usize] += names[member].mentions;
    }
    let mut best = NameKind::Person;
    for kind in NameKind::ALL {
        if counts[kind as usize] > counts[best as usize] {
            best = kind;
        }
    }
    best
}

#[cfg(test)]
mod tests;
