//! Names put together: blocks of names that may be one, complete link inside each, then names that lean on others.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Name;
use super::blocks::{Block, LARGEST_BLOCK};
use super::company::Company;
use super::families::{self, Families};
use super::forms;
use super::groups::Groups;
use super::kinds::mistaken;
use super::lone;
use super::organisations::{self, Whole};
use super::people::{self, Person};
use super::reasons::Same;
use super::short;
use crate::analysis::reading::names::Apart;
use crate::analysis::reading::names::lexicon::{CITY, COUNTRY, REGION, TOWN};
use crate::analysis::text::words::fold;
use crate::model::NameKind;

/// Bearers of surnames that keep the same letters, among whom one in another romanisation is looked for.
const LARGEST_DISTANT: usize = 100;

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
    let (mut full, mut single): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (&name, person) in &people {
        let which = if person.is_lone() {
            &mut single
        } else {
            &mut full
        };
        which.push(name);
    }
    let families = Families::of(&people);
    let clusters = linked(names, &full, &people, groups);
    let mut bearers: HashMap<&str, Vec<Vec<usize>>> = HashMap::new();
    // a surname in a spelling that no bearer has in full
    let mut distant: HashMap<&str, Vec<Vec<usize>>> = HashMap::new();
    for cluster in clusters {
        let surnames = || {
            cluster
                .iter()
                .filter_map(|name| people.get(name)?.surname())
        };
        let skeletons: BTreeSet<&str> = surnames().map(|word| word.skeleton.as_str()).collect();
        for skeleton in skeletons {
            let found = bearers.entry(skeleton).or_default();
            found.push(cluster.clone());
        }
        let blocks: BTreeSet<&str> = surnames().map(|word| word.block.as_str()).collect();
        for block in blocks {
            let found = distant.entry(block).or_default();
            if found.len() <= LARGEST_DISTANT {
                found.push(cluster.clone());
            }
        }
    }
    for cluster in linked(names, &single, &people, groups) {
        let surname = people.get(&cluster[0]).and_then(Person::surname);
        let meant = surname.and_then(|word| {
            bearers.get(word.skeleton.as_str()).or_else(|| {
                distant
                    .get(word.block.as_str())
                    .filter(|found| found.len() <= LARGEST_DISTANT)
            })
        });
        if let Some(bearers) = meant {
            lone::surname(names, &cluster, bearers, &people, company, groups);
        }
        lone::given(&cluster, &people, names, company, groups);
        families::relative(&cluster, &people, &families, names, company, groups);
    }
}

/// What two names have in common that are compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key<'a> {
    /// The skeleton of the surname, and the given name where too many share that.
    Skeleton(&'a str, &'a str),
    /// What romanisations keep of the surname, and the skeleton of the given name.
    Kept(&'a str, &'a str),
}

/// The keys of each name: one name is compared with another where they share one.
fn keys<'a>(block: &[usize], people: &'a BTreeMap<usize, Person>) -> HashMap<usize, Vec<Key<'a>>> {
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    let known = || {
        block.iter().filter_map(|&name| {
            let person = people.get(&name)?;
            Some((name, person, person.surname()?))
        })
    };
    for (_, _, surname) in known() {
        *bearers.entry(&surname.skeleton).or_default() += 1;
    }
    known()
        .map(|(name, person, surname)| {
            let given = person.given();
            let part = if bearers[surname.skeleton.as_str()] > LARGEST_BLOCK {
                given.map_or("", |given| given.plain.as_str())
            } else {
                ""
            };
            let mut keys = vec![Key::Skeleton(&surname.skeleton, part)];
            // an initial says too little
            if let Some(given) = given.filter(|given| given.plain.len() > 1) {
                keys.push(Key::Kept(&surname.block, &given.skeleton));
            }
            (name, keys)
        })
        .collect()
}

/// The clusters of names: a name joins the one cluster with all of whose names it is the same.
fn linked(
    names: &[Name],
    block: &[usize],
    people: &BTreeMap<usize, Person>,
    groups: &mut Groups,
) -> Vec<Vec<usize>> {
    let keys = keys(block, people);
    let mut near: HashMap<&Key, Block> = HashMap::new();
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    let mut candidates: Vec<usize> = Vec::new();
    for &name in block {
        let (Some(person), Some(keys)) = (people.get(&name), keys.get(&name)) else {
            continue;
        };
        candidates.clear();
        for block in keys.iter().filter_map(|key| near.get(key)) {
            block.near(person, &mut candidates);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let agreeing: Vec<(usize, Same)> = candidates
            .iter()
            .filter_map(|&number| {
                let mut first = None;
                let mut is_formal = true;
                for member in &clusters[number] {
                    let other = people.get(member)?;
                    let reason = people::same(person, other)?;
                    if is_another(&names[name], &names[*member]) {
                        return None;
                    }
                    if people::differ_by_generation(person, other) {
                        let both = [&names[name], &names[*member]];
                        is_formal &= people::is_formal(person, other)
                            || !both.iter().any(|one| holds_office(one));
                        if share_article(&names[name], &names[*member]) {
                            return None;
                        }
                    }
                    first.get_or_insert(reason);
                }
                Some((number, first.filter(|_| is_formal)?))
            })
            .collect();
        let number = if let [(number, reason)] = agreeing.as_slice() {
            let into = clusters[*number][0];
            let why = format!(
                "\"{}\" and \"{}\": {}",
                names[name].text,
                names[into].text,
                reason.words()
            );
            groups.join(&[name], into, why);
            clusters[*number].push(name);
            *number
        } else {
            clusters.push(vec![name]);
            clusters.len() - 1
        };
        if let Some(first) = people.get(&clusters[number][0]) {
            for key in keys {
                near.entry(key).or_default().put(number, first);
            }
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

/// Whether two are written otherwise, and an article tells one of them apart from somebody whom it names in full: nothing but the
/// sound speaks for them.
fn is_another(one: &Name, other: &Name) -> bool {
    let is_told = |name: &Name| name.apart.values().any(|apart| apart.is_another());
    (is_told(one) || is_told(other)) && fold(&one.text) != fold(&other.text)
}

/// Whether a title says that who bears a name holds an office that one person at a time holds.
fn holds_office(name: &Name) -> bool {
    name.apart.values().any(|&told| told == Apart::Office)
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

#[cfg(test)]
mod tests {
    use super::super::{NameUse, join};
    use crate::analysis::reading::names::Apart;
    use crate::model::NameKind;

    /// How many people names of as many articles are; `first` is what a title tells of the first.
    fn people_of(names: &[&str], first: Apart) -> usize {
        let uses: Vec<NameUse> = (0..)
            .zip(names)
            .map(|(article, name)| NameUse {
                article,
                name: name.to_string(),
                kind: NameKind::Person,
                mentions: 1,
                apart: if article == 0 { first } else { Apart::No },
            })
            .collect();
        join(&uses, &[]).clusters.len()
    }

    fn are_one(names: &[&str]) -> bool {
        people_of(names, Apart::No) == 1
    }

    #[test]
    fn a_generation_that_one_leaves_out_makes_two_of_a_president_and_a_son() {
        for names in [
            &["Tomas Venn", "Tomas R. Venn Jr."][..],
            &["Tomas Venn", "Tomas Venn Jr."],
            &["Tomas Venn III", "Tomas Venn"],
            &["Tomas Venn Jr.", "Tomas Venn Jr"],
        ] {
            assert!(are_one(names), "{names:?}");
        }
        let father = Apart::Office;
        assert_eq!(people_of(&["Tomas Venn", "Tomas Venn Jr."], father), 2);
        assert_eq!(people_of(&["Tomas Venn", "Tomas R. Venn Jr."], father), 1);
    }

    #[test]
    fn surnames_of_two_skeletons_are_compared() {
        for names in [
            ["Kenji Ohmoto", "Kenji Oomoto"],
            ["Nabil al-Ghassani", "Nabil Qassani"],
            ["Wolodymyr Salenskyj", "Volodymyr Zalenskyy"],
            ["Sviatlana Tsikhonouskaya", "Svetlana Tikhonovskaya"],
        ] {
            assert!(are_one(&names), "{names:?}");
        }
        for names in [
            ["Marina Lund", "Mariana Lund"],
            ["Ada Benet", "Ada Benetti"],
            ["Ada Berman", "Ada Berryman"],
            ["Ada Gromov", "Ada Gromova"],
            ["Kenji Ohmoto", "Keiko Oomoto"],
        ] {
            assert!(!are_one(&names), "{names:?}");
        }
    }
}
