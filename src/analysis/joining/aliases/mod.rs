//! Which names are one: spellings joined across articles, each join with its reason.
//!
//! Two names are one where a rule says why: the same letters, a transliteration, a nickname, initials, a suffix. Likeness
//! alone never joins. A cluster is joined only where every pair in it agrees (complete link), so there are no chains.

mod additions;
mod blocks;
mod clusters;
mod company;
mod decided;
mod families;
mod forms;
mod gender;
mod groups;
mod kinds;
mod lone;
mod nearly;
mod organisations;
mod people;
mod reasons;
mod romanised;
mod settled;
mod short;
mod sound;
mod suggestions;
mod units;
mod verdicts;
mod whole;

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use groups::Groups;
pub use verdicts::{DECIDED, spelling};

use crate::analysis::reading::names::Apart;
use crate::model::{Decision, NameKind, Suggestion};

/// One name as one article uses it; the name may be borrowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse<T: AsRef<str> = String> {
    /// Number of the article: uses with the same number stand in one article.
    pub article: u32,
    /// The fullest form in that article ([`crate::model::Mention::entity`]).
    pub name: T,
    pub kind: NameKind,
    /// How often the article mentions it.
    pub mentions: u32,
    /// Whether the article means somebody else by it than those of that surname whom it names in full.
    pub apart: Apart,
}

/// Names that are one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The form shown.
    pub name: String,
    pub kind: NameKind,
    /// Type and form where the reader wishes no other, so that what is renamed can still be known for the same.
    pub found_as: (NameKind, String),
    /// One line a join.
    pub why: Vec<String>,
}

/// What came of joining.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    pub clusters: Vec<Cluster>,
    /// For each use the index of its cluster.
    pub of_use: Vec<usize>,
    /// Clusters that are nearly one, likeliest first; only where they were asked for.
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
    /// Those of them that mean somebody else by it than those whom they name in full.
    apart: HashMap<u32, Apart>,
}

/// How the rules alone put names together, which no decision changes: kept from one joining to the next, so that a decision
/// costs what it changes. Holds the last two, some 200 bytes a name each.
#[derive(Default)]
pub struct Groupings(Vec<(u64, Groups)>);

/// The names as they are, and as they are where writings that decisions speak of stand for themselves.
const GROUPINGS: usize = 2;

impl Groupings {
    /// The groups of these names, made where they are not known.
    fn of(&mut self, names: &[Name]) -> Groups {
        let mut hasher = DefaultHasher::new();
        for name in names {
            (&name.text, name.kind, name.mentions, &name.articles).hash(&mut hasher);
            let apart: BTreeMap<&u32, &Apart> = name.apart.iter().collect();
            apart.hash(&mut hasher);
        }
        let key = hasher.finish();
        if let Some((_, groups)) = self.0.iter().find(|(known, _)| *known == key) {
            return groups.clone();
        }
        let groups = clusters::grouped(names);
        self.0.truncate(GROUPINGS - 1);
        self.0.insert(0, (key, groups.clone()));
        groups
    }
}

/// Clusters of all uses under what the reader decided, oldest decision first.
///
/// The result does not depend on the order of the uses.
pub fn join<T: AsRef<str>>(uses: &[NameUse<T>], decisions: &[Decision]) -> Joined {
    let (names, number) = distinct(uses);
    let groups = clusters::grouped(&names);
    clustered(uses, &names, &number, decisions, groups).0
}

/// The same with [`Joined::suggestions`].
pub fn join_and_suggest<T: AsRef<str>>(uses: &[NameUse<T>], decisions: &[Decision]) -> Joined {
    join_and_suggest_where(uses, decisions, &mut Groupings::default(), |_| true)
}

/// The same with [`Joined::suggestions`] where `wants` says so of what was joined: names that are to be joined once more need
/// none.
pub fn join_and_suggest_where<T: AsRef<str>>(
    uses: &[NameUse<T>],
    decisions: &[Decision],
    groupings: &mut Groupings,
    wants: impl FnOnce(&Joined) -> bool,
) -> Joined {
    let (names, number) = distinct(uses);
    let groups = groupings.of(&names);
    let (mut joined, members) = clustered(uses, &names, &number, decisions, groups);
    if wants(&joined) {
        joined.suggestions = suggestions::find(&names, &joined.clusters, &members, decisions);
    }
    joined
}

/// The clusters, and the names of each.
fn clustered<T: AsRef<str>>(
    uses: &[NameUse<T>],
    names: &[Name],
    number: &[usize],
    decisions: &[Decision],
    mut groups: Groups,
) -> (Joined, Vec<Vec<usize>>) {
    let dresses = decided::decide(names, decisions, &mut groups);
    let mut joined = Joined::default();
    let mut all_members = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (group, members) in groups.members() {
        place.insert(group, joined.clusters.len());
        let telling = telling(names, &groups, group, &members);
        let dress = dresses.get(&group).cloned().unwrap_or_default();
        let shown = dress.kept.unwrap_or_else(|| shown(names, &telling));
        let found_as = (kind(names, &telling), shown);
        joined.clusters.push(Cluster {
            name: dress.name.unwrap_or_else(|| found_as.1.clone()),
            kind: dress.kind.unwrap_or(found_as.0),
            found_as,
            why: groups.why(group),
        });
        all_members.push(members);
    }
    joined.of_use = uses
        .iter()
        .zip(number)
        .map(|(one, &name)| place[&groups.of(name, one.article)])
        .collect();
    (joined, all_members)
}

/// What all forms that everybody knows of a place or an organisation have in common, `USA` and `United States`; nothing
/// for most names.
pub fn known_form(name: &str) -> Option<String> {
    let key = whole::Whole::read(name).key;
    forms::canonical(&key).is_some().then_some(key)
}

/// Whether one folded given name is a short form of the other (`mike`, `michael`) rather than another spelling of it.
pub fn is_short_form(one: &str, other: &str) -> bool {
    forms::same_given(one, other) && !sound::same(&sound::Sound::of(one), &sound::Sound::of(other))
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
        NameKind::Person => people::alike(&people::Person::read(a), &people::Person::read(b)),
        _ => organisations::same(a, b, kind),
    }?;
    Some(format!("\"{a}\" and \"{b}\": {reason}"))
}

/// The distinct names in a fixed order, most mentioned first, and for each use the number of its name.
fn distinct<T: AsRef<str>>(uses: &[NameUse<T>]) -> (Vec<Name>, Vec<usize>) {
    let mut numbers: HashMap<(&str, NameKind), usize> = HashMap::new();
    let mut names: Vec<Name> = Vec::new();
    let mut of_use: Vec<usize> = Vec::with_capacity(uses.len());
    for one in uses {
        let next = names.len();
        let number = *numbers.entry((one.name.as_ref(), one.kind)).or_insert(next);
        if number == next {
            names.push(Name {
                text: one.name.as_ref().to_string(),
                kind: one.kind,
                mentions: 0,
                articles: Vec::new(),
                apart: HashMap::new(),
            });
        }
        names[number].mentions += u64::from(one.mentions);
        names[number].articles.push(one.article);
        if one.apart != Apart::No {
            let apart = names[number].apart.entry(one.article).or_default();
            *apart = one.apart.max(*apart);
        }
        of_use.push(number);
    }
    for name in &mut names {
        name.articles.sort_unstable();
        name.articles.dedup();
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_unstable_by(|&a, &b| {
        let (a, b) = (&names[a], &names[b]);
        b.mentions
            .cmp(&a.mentions)
            .then_with(|| a.text.cmp(&b.text))
            .then_with(|| a.kind.cmp(&b.kind))
    });
    let mut rank = vec![0; names.len()];
    for (place, &number) in order.iter().enumerate() {
        rank[number] = place;
    }
    for number in &mut of_use {
        *number = rank[*number];
    }
    let mut sorted: Vec<Option<Name>> = names.into_iter().map(Some).collect();
    let names = order.iter().filter_map(|&number| sorted[number].take());
    (names.collect(), of_use)
}

/// A form is unusual that is mentioned fewer times than the most mentioned one divided by this.
const UNUSUAL: u64 = 100;
/// What is only lent to a group names it where the rest of it is mentioned fewer times than all divided by this.
const LENT: u64 = 20;

/// Those of a group's names that tell its kind and the form shown.
fn telling(names: &[Name], groups: &groups::Groups, group: usize, members: &[usize]) -> Vec<usize> {
    let mentions =
        |members: &[usize]| -> u64 { members.iter().map(|&member| names[member].mentions).sum() };
    let telling = groups.telling(group, members);
    if mentions(&telling) * LENT < mentions(members) {
        members.to_vec()
    } else {
        telling
    }
}

/// The most mentioned full form: a person's with a given name, another's that is no abbreviation.
fn shown(names: &[Name], members: &[usize]) -> String {
    let mentions = members.iter().map(|&member| names[member].mentions);
    let most = mentions.max().unwrap_or(0);
    let is_initials =
        |text: &str| organisations::is_acronym(text.strip_prefix("The ").unwrap_or(text));
    let capitals: HashMap<&str, u64> = members
        .iter()
        .map(|&member| &names[member])
        .filter(|name| is_initials(&name.text))
        .map(|name| (name.text.as_str(), name.mentions))
        .collect();
    // `Nato` beside far more of `NATO` is no fuller
    let is_said = |name: &Name| {
        let capitals = capitals.get(name.text.to_uppercase().as_str());
        capitals.is_none_or(|&capitals| capitals < name.mentions)
    };
    members
        .iter()
        .map(|&member| &names[member])
        .max_by_key(|name| {
            let full = match name.kind {
                NameKind::Person => name.text.contains(' '),
                NameKind::Place if forms::whole_place(&name.text) != name.text => false,
                _ => !is_initials(&name.text) && is_said(name),
            };
            // A form that hardly anybody writes names nobody, however full it is.
            let usual = name.mentions * UNUSUAL >= most;
            // a name in capitals throughout is from a headline
            let shouted = name.kind == NameKind::Person && !name.text.contains(char::is_lowercase);
            (
                full && usual,
                !shouted,
                name.mentions,
                std::cmp::Reverse(name.text.as_str()),
            )
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
