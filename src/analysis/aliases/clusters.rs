//! Names put together: blocks of names that may be one, complete link inside each, then names that lean on others.

use std::collections::{BTreeMap, HashMap};

use super::Name;
use super::families::{self, Families};
use super::forms;
pub use super::groups::Groups;
use super::kinds::mistaken;
use super::lone::{self, Company};
use super::organisations::{self, Whole};
use super::people::{self, Person};
use super::short;
use crate::analysis::names::lexicon::{CITY, COUNTRY, REGION, TOWN};
use crate::analysis::words::fold;
use crate::model::NameKind;

/// A block larger than this is parted by given name: no real library has so many bearers of one surname.
const LARGEST_BLOCK: usize = 1000;

/// Groups of the names given, which are distinct and in a fixed order.
pub fn grouped(names: &[Name]) -> Groups {
    let mut groups = Groups::new(names);
    let mistaken = mistaken(names);
    let free: Vec<usize> = (0..names.len())
        .filter(|name| !mistaken.contains_key(name))
        .collect();
    let company = Company::of(names);
    people_joined(names, &free, &company, &mut groups);
    for kind in [NameKind::Organisation, NameKind::Place] {
        others_joined(names, &free, kind, &company, &mut groups);
    }
    misfiled(names, &free, &company, &mut groups);
    for (name, right) in mistaken {
        let why = format!(
            "\"{}\" taken for {} where it is mostly {}: the same spelling",
            names[name].text,
            with_article(names[name].kind),
            with_article(names[right].kind)
        );
        let into = groups.mostly(right);
        groups.correct(name, into, why);
    }
    groups
}

fn with_article(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "a person",
        NameKind::Organisation => "an organisation",
        NameKind::Place => "a place",
    }
}

/// People with a given name joined by complete link; then those with one name only.
fn people_joined(names: &[Name], free: &[usize], company: &Company, groups: &mut Groups) {
    let people: BTreeMap<usize, Person> = free
        .iter()
        .filter(|&&name| names[name].kind == NameKind::Person)
        .map(|&name| (name, Person::read(&names[name].text)))
        .collect();
    let mut full: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let mut single: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (&name, person) in &people {
        let Some(surname) = person.surname() else {
            continue;
        };
        let blocks = if person.is_lone() {
            &mut single
        } else {
            &mut full
        };
        blocks
            .entry((surname.skeleton.as_str(), ""))
            .or_default()
            .push(name);
    }
    let families = Families::of(&people);
    let mut bearers: HashMap<String, Vec<Vec<usize>>> = HashMap::new();
    for ((skeleton, _), block) in parted(full, &people) {
        let clusters = linked(names, &block, &people, groups);
        bearers
            .entry(skeleton.to_string())
            .or_default()
            .extend(clusters);
    }
    for ((skeleton, _), block) in parted(single, &people) {
        let clusters = linked(names, &block, &people, groups);
        for cluster in clusters {
            if let Some(bearers) = bearers.get(skeleton) {
                lone::surname(names, &cluster, bearers, &people, company, groups);
            }
            lone::given(&cluster, &people, names, company, groups);
            families::relative(&cluster, &people, &families, names, company, groups);
        }
    }
}

type Blocks<'a> = BTreeMap<(&'a str, &'a str), Vec<usize>>;

/// Blocks with those too large parted by given name.
fn parted<'a>(blocks: Blocks<'a>, people: &'a BTreeMap<usize, Person>) -> Blocks<'a> {
    let mut found = BTreeMap::new();
    for ((skeleton, _), block) in blocks {
        if block.len() <= LARGEST_BLOCK {
            found.insert((skeleton, ""), block);
            continue;
        }
        for name in block {
            let given = people.get(&name).and_then(|person| person.words.first());
            let part = given.map_or("", |given| given.plain.as_str());
            let whole: &mut Vec<usize> = found.entry((skeleton, part)).or_default();
            if whole.len() < LARGEST_BLOCK {
                whole.push(name);
            }
        }
    }
    found
}

/// The clusters of one block: a name joins the one cluster with all of whose names it is the same.
fn linked(
    names: &[Name],
    block: &[usize],
    people: &BTreeMap<usize, Person>,
    groups: &mut Groups,
) -> Vec<Vec<usize>> {
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for &name in block {
        let Some(person) = people.get(&name) else {
            continue;
        };
        let agreeing: Vec<(usize, String)> = clusters
            .iter()
            .enumerate()
            .filter_map(|(number, members)| {
                let mut first = None;
                for member in members {
                    let other = people.get(member)?;
                    let reason = people::same(person, other)?;
                    if people::differ_by_generation(person, other)
                        && share_article(&names[name], &names[*member])
                    {
                        return None;
                    }
                    first.get_or_insert(reason);
                }
                Some((number, first?))
            })
            .collect();
        match agreeing.as_slice() {
            [(number, reason)] => {
                let into = clusters[*number][0];
                let why = format!(
                    "\"{}\" and \"{}\": {reason}",
                    names[name].text, names[into].text
                );
                groups.join(&[name], into, why);
                clusters[*number].push(name);
            }
            _ => clusters.push(vec![name]),
        }
    }
    clusters
}

/// Surnames alone that were taken for places or organisations: article by article to the only bearer that is meant.
fn misfiled(names: &[Name], free: &[usize], company: &Company, groups: &mut Groups) {
    let mut bearers: HashMap<String, BTreeMap<usize, Vec<usize>>> = HashMap::new();
    for &name in free {
        if names[name].kind != NameKind::Person {
            continue;
        }
        if let Some((_, surname)) = names[name].text.rsplit_once(' ') {
            bearers
                .entry(fold(surname))
                .or_default()
                .entry(groups.home(name))
                .or_default()
                .push(name);
        }
    }
    for &name in free {
        let text = fold(&names[name].text);
        let known = organisations::known_place(&text);
        if names[name].kind == NameKind::Person
            || text.contains(' ')
            || known & (CITY | COUNTRY | REGION) != 0
        {
            continue;
        }
        if let Some(bearers) = bearers.get(&text) {
            let bearers: Vec<&Vec<usize>> = bearers.values().collect();
            lone::misfiled(names, name, known & TOWN != 0, &bearers, company, groups);
        }
    }
}

/// Whether some article has both names.
fn share_article(one: &Name, other: &Name) -> bool {
    let (few, many) = if one.articles.len() < other.articles.len() {
        (one, other)
    } else {
        (other, one)
    };
    few.articles
        .iter()
        .any(|article| many.articles.binary_search(article).is_ok())
}

/// Organisations or places: equal keys, then romanisations, then short forms and initials.
fn others_joined(
    names: &[Name],
    free: &[usize],
    kind: NameKind,
    company: &Company,
    groups: &mut Groups,
) {
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut wholes: BTreeMap<usize, Whole> = BTreeMap::new();
    for &name in free.iter().filter(|&&name| names[name].kind == kind) {
        let whole = match kind {
            NameKind::Place => Whole::read(forms::whole_place(&names[name].text)),
            _ => Whole::read(&names[name].text),
        };
        let key: String = whole
            .key
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        if !key.is_empty() {
            by_key.entry(key).or_default().push(name);
        }
        wholes.insert(name, whole);
    }
    let mut clusters: Vec<Vec<usize>> = by_key.into_values().collect();
    clusters.sort_unstable();
    for members in &clusters {
        let first = members[0];
        for &other in &members[1..] {
            let (one, two) = (&names[other].text, &names[first].text);
            let reason = organisations::same_key(&wholes[&other], &wholes[&first], one, two)
                .unwrap_or_else(|| "the same letters".to_string());
            groups.join(
                &[other],
                first,
                format!("\"{one}\" and \"{two}\": {reason}"),
            );
        }
    }
    let clusters = romanised(names, clusters, &wholes, groups);
    if kind == NameKind::Organisation {
        // a short form that no gazetteer knows may have been taken for a place
        let mut shorts = clusters.clone();
        for &name in free
            .iter()
            .filter(|&&name| names[name].kind == NameKind::Place)
        {
            let whole = Whole::read(&names[name].text);
            if whole.words.len() == 1 && !whole.acronym {
                shorts.push(vec![name]);
                wholes.insert(name, whole);
            }
        }
        short::shortened(names, &shorts, &clusters, &wholes, company, groups);
    }
    if kind == NameKind::Place {
        short::contained(names, &clusters, &wholes, company, groups);
    }
    short::initials(names, &clusters, &wholes, company, groups);
}

/// Clusters joined where their names are one in two romanisations.
fn romanised(
    names: &[Name],
    clusters: Vec<Vec<usize>>,
    wholes: &BTreeMap<usize, Whole>,
    groups: &mut Groups,
) -> Vec<Vec<usize>> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    let mut joined: Vec<Vec<usize>> = Vec::with_capacity(clusters.len());
    for members in clusters {
        let first = members[0];
        let whole = &wholes[&first];
        if whole.acronym {
            joined.push(members);
            continue;
        }
        let block = whole.block();
        let near = blocks.entry(block).or_default();
        let agreeing: Vec<(usize, String)> = near
            .iter()
            .take(LARGEST_BLOCK)
            .filter_map(|&number| {
                let mut reason = None;
                for member in &joined[number] {
                    reason = Some(organisations::same_sound(whole, &wholes[member])?);
                }
                Some((number, reason?))
            })
            .collect();
        if let [(number, reason)] = agreeing.as_slice() {
            let into = joined[*number][0];
            let why = format!(
                "\"{}\" and \"{}\": {reason}",
                names[first].text, names[into].text
            );
            groups.join_all(&members, into, why);
            joined[*number].extend(members);
        } else {
            near.push(joined.len());
            joined.push(members);
        }
    }
    joined
}
