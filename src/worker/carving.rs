//! Spellings that the reader decided about and that no article uses as its fullest form: `Venn` in an article that says
//! `Tomas Venn` too. They are taken out of the use that they stand in, so that the decision can move them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::analysis::joining::aliases::{Joined, spelling};
use crate::catalogue::UseRow;
use crate::model::{Decision, DecisionKind};

/// Uses of which some writings stand for themselves.
pub struct Carved {
    pub uses: Vec<UseRow>,
    /// For each use that is only some writings of a name, that name as the article gives it.
    pub hosts: Vec<Option<String>>,
    /// The decisions, said of names where they spoke of a writing.
    pub decisions: Vec<Decision>,
}

/// Where one spelling occurs that a decision names.
#[derive(Default)]
struct Occurrence {
    /// Clusters with a use of this name.
    named: BTreeSet<usize>,
    /// Uses of another name that are written so too, by cluster.
    hosted: BTreeMap<usize, Vec<usize>>,
}

impl Occurrence {
    fn is_in(&self, cluster: usize) -> bool {
        self.named.contains(&cluster) || self.hosted.contains_key(&cluster)
    }
}

/// Takes out what the decisions ask for, where names have been joined once; `None` where there is nothing to take out.
pub fn carve(uses: &[UseRow], joined: &Joined, decisions: &[Decision]) -> Option<Carved> {
    let occurrences = occurrences(uses, joined, decisions);
    if occurrences.values().all(|found| found.hosted.is_empty()) {
        return None;
    }
    let mut carving = Carving {
        uses,
        occurrences,
        out: BTreeSet::new(),
    };
    let mut said: Vec<Decision> = Vec::with_capacity(decisions.len());
    for decision in decisions {
        said.push(decision.clone());
        let names = match decision.kind {
            DecisionKind::Merge => carving.merge(decision),
            DecisionKind::Split | DecisionKind::NotSame => carving.part(decision),
            DecisionKind::Rename | DecisionKind::Retype => Vec::new(),
        };
        said.extend(names.into_iter().map(|(one, two)| Decision {
            one,
            two,
            ..decision.clone()
        }));
    }
    if carving.out.is_empty() && said.len() == decisions.len() {
        return None;
    }
    let (uses, hosts) = parted(uses, &carving.out);
    Some(Carved {
        uses,
        hosts,
        decisions: said,
    })
}

fn occurrences(
    uses: &[UseRow],
    joined: &Joined,
    decisions: &[Decision],
) -> HashMap<String, Occurrence> {
    let mut found: HashMap<String, Occurrence> = HashMap::new();
    for decision in decisions {
        if matches!(
            decision.kind,
            DecisionKind::Merge | DecisionKind::Split | DecisionKind::NotSame
        ) {
            for text in [&decision.one, &decision.two] {
                found.entry(spelling(text).into_owned()).or_default();
            }
        }
    }
    for (number, (one, &cluster)) in uses.iter().zip(&joined.of_use).enumerate() {
        let name = spelling(&one.name);
        if let Some(occurrence) = found.get_mut(name.as_ref()) {
            occurrence.named.insert(cluster);
        }
        for (writing, _) in &one.spellings {
            let writing = spelling(writing);
            if writing == name {
                continue;
            }
            if let Some(occurrence) = found.get_mut(writing.as_ref()) {
                let hosted = occurrence.hosted.entry(cluster).or_default();
                if hosted.last() != Some(&number) {
                    hosted.push(number);
                }
            }
        }
    }
    found
}

struct Carving<'a> {
    uses: &'a [UseRow],
    occurrences: HashMap<String, Occurrence>,
    /// Number of a use, and the spelling that is taken out of it.
    out: BTreeSet<(usize, String)>,
}

impl Carving<'_> {
    /// Takes a spelling to be joined out of the uses of other entities; which names are meant besides.
    fn merge(&mut self, decision: &Decision) -> Vec<(String, String)> {
        let (one, two) = (spelling(&decision.one), spelling(&decision.two));
        let (Some(mine), Some(theirs)) = (
            self.occurrences.get(one.as_ref()),
            self.occurrences.get(two.as_ref()),
        ) else {
            return Vec::new();
        };
        let mut out = self.leaving(&one, mine, theirs);
        let mut said = Vec::new();
        if theirs.named.is_empty() {
            // the other is known by the name that it stands beside
            let hosts = self.hosts(theirs);
            said.extend(hosts.into_iter().next().map(|host| (one.to_string(), host)));
        } else {
            out.extend(self.leaving(&two, theirs, mine));
        }
        self.out.extend(out);
        said
    }

    /// The uses of entities without `other` that are written `text`. What an article says in full it means, where the
    /// spelling is a name elsewhere: `Venn` beside `Tomas Venn`.
    fn leaving(&self, text: &str, own: &Occurrence, other: &Occurrence) -> Vec<(usize, String)> {
        let strangers = own
            .hosted
            .iter()
            .filter(|(cluster, _)| !other.is_in(**cluster));
        strangers
            .flat_map(|(_, uses)| uses)
            .filter(|&&number| {
                let is_word = self.uses[number]
                    .name
                    .split_whitespace()
                    .any(|word| word == text);
                own.named.is_empty() || !is_word
            })
            .map(|&number| (number, text.to_string()))
            .collect()
    }

    /// Takes a spelling out of the entities that it is not to be in; which names are meant besides.
    fn part(&mut self, decision: &Decision) -> Vec<(String, String)> {
        let (one, two) = (spelling(&decision.one), spelling(&decision.two));
        let (Some(mine), Some(theirs)) = (
            self.occurrences.get(one.as_ref()),
            self.occurrences.get(two.as_ref()),
        ) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut said: BTreeSet<(String, String)> = BTreeSet::new();
        let clusters: BTreeSet<usize> = mine
            .named
            .iter()
            .chain(mine.hosted.keys())
            .copied()
            .filter(|&cluster| theirs.is_in(cluster))
            .collect();
        for cluster in clusters {
            let hosted = |occurrence: &Occurrence| -> Vec<usize> {
                occurrence.hosted.get(&cluster).cloned().unwrap_or_default()
            };
            let (own, others) = (hosted(mine), hosted(theirs));
            let is_directed = decision.kind == DecisionKind::Split;
            if own.is_empty() && !is_directed {
                out.extend(others.into_iter().map(|number| (number, two.to_string())));
                continue;
            }
            out.extend(own.into_iter().map(|number| (number, one.to_string())));
            if theirs.named.contains(&cluster) {
                continue;
            }
            for number in others {
                let host = spelling(&self.uses[number].name);
                if host == one {
                    out.push((number, two.to_string()));
                } else {
                    said.insert((one.to_string(), host.into_owned()));
                }
            }
        }
        self.out.extend(out);
        said.into_iter().collect()
    }

    /// The names beside which a spelling stands, the most mentioned first.
    fn hosts(&self, occurrence: &Occurrence) -> Vec<String> {
        let mut mentions: BTreeMap<String, u64> = BTreeMap::new();
        for &number in occurrence.hosted.values().flatten() {
            let host = spelling(&self.uses[number].name).into_owned();
            *mentions.entry(host).or_default() += u64::from(self.uses[number].mentions);
        }
        let mut hosts: Vec<(String, u64)> = mentions.into_iter().collect();
        hosts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        hosts.into_iter().map(|(host, _)| host).collect()
    }
}

/// The uses without what is taken out of them, which are uses of their own.
fn parted(uses: &[UseRow], out: &BTreeSet<(usize, String)>) -> (Vec<UseRow>, Vec<Option<String>>) {
    let mut found: Vec<UseRow> = uses.to_vec();
    let mut hosts = vec![None; uses.len()];
    for (number, text) in out {
        let host = &mut found[*number];
        let (leaving, staying): (Vec<_>, Vec<_>) = std::mem::take(&mut host.spellings)
            .into_iter()
            .partition(|(writing, _)| spelling(writing) == text.as_str());
        let mentions: u32 = leaving.iter().map(|(_, count)| count).sum();
        host.spellings = staying;
        host.mentions = host.mentions.saturating_sub(mentions);
        hosts[*number] = Some(host.name.clone());
        let name = host.name.clone();
        let part = UseRow {
            article: host.article,
            name: text.clone(),
            kind: host.kind,
            mentions,
            apart: host.apart,
            spellings: leaving,
        };
        found.push(part);
        hosts.push(Some(name));
    }
    // what stood for a name that no mention is written as
    let kept = found
        .into_iter()
        .zip(hosts)
        .filter(|(one, host)| host.is_none() || !one.spellings.is_empty());
    kept.unzip()
}
