//! Near misses: entities that a rule nearly joined, with what speaks for it and what was missing, for the reader to decide.
//!
//! Entities are looked at under the form shown, in blocks of equal surname, initials, first or last word. Nothing that the
//! reader decided comes back. Only the most mentioned are compared, of all and of each block, so costs have a bound.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::nearly::{self, near};
use super::organisations::{self, Whole};
use super::people::{self, Person};
use super::verdicts::Verdicts;
use super::{Cluster, Name};
use crate::model::{Decision, NameKind, Suggestion};

/// A reader goes through no more.
const MOST: usize = 500;
/// Entities that are compared, the most mentioned: what is nearly one of a rarer one never comes among the first.
const COMPARED: usize = 10_000;
/// Entities of one block that are compared, the most mentioned.
const BLOCK: usize = 12;
/// Entities that one short form may stand for: of more than these it says nothing.
const WHOLES: usize = 3;
/// How likely each kind of near miss is one entity: weights that put the kinds in order, by no measurement.
const INITIAL: f64 = 0.6;
const GIVEN: f64 = 0.5;
const SURNAME: f64 = 0.5;
const ALONE: f64 = 0.6;
const LETTERS_OF: f64 = 0.5;
const SHORT: f64 = 0.4;
const SPELLING: f64 = 0.4;
/// Two full names in one article are seldom one person.
const TOGETHER: f64 = 0.2;

/// One entity as it is compared.
struct Entity<'a> {
    name: &'a str,
    kind: NameKind,
    mentions: u64,
    members: &'a [usize],
    /// What stands for those of its spellings that the reader decided about.
    roots: Vec<usize>,
}

struct Miss {
    one: usize,
    two: usize,
    likely: f64,
    why: String,
}

/// The likeliest near misses among clusters with their names, under what was decided.
pub(super) fn find(
    names: &[Name],
    clusters: &[Cluster],
    members: &[Vec<usize>],
    decisions: &[Decision],
) -> Vec<Suggestion> {
    let verdicts = Verdicts::of(decisions);
    let root = |text: &str| Some(verdicts.root(verdicts.number(text)?));
    let mut entities: Vec<Entity> = clusters
        .iter()
        .zip(members)
        .map(|(cluster, members)| {
            let mut roots = Vec::new();
            if !decisions.is_empty() {
                let texts = members.iter().map(|&member| names[member].text.as_str());
                roots.extend(texts.chain([cluster.name.as_str()]).filter_map(root));
            }
            Entity {
                name: &cluster.name,
                kind: cluster.kind,
                mentions: members.iter().map(|&member| names[member].mentions).sum(),
                members,
                roots,
            }
        })
        .collect();
    entities.sort_by(|a, b| {
        b.mentions
            .cmp(&a.mentions)
            .then_with(|| (a.name, a.kind).cmp(&(b.name, b.kind)))
            .then_with(|| a.members.cmp(b.members))
    });
    entities.truncate(COMPARED);
    let mut misses = people_missed(&entities);
    for kind in [NameKind::Organisation, NameKind::Place] {
        misses.extend(others_missed(&entities, kind));
    }
    ranked(names, &entities, misses, &verdicts)
}

/// The likeliest of the most mentioned, each pair of names once.
fn ranked(
    names: &[Name],
    entities: &[Entity],
    misses: Vec<Miss>,
    verdicts: &Verdicts,
) -> Vec<Suggestion> {
    let mut ranked: Vec<(f64, Miss)> = misses
        .into_iter()
        .filter(|miss| {
            let (one, two) = (&entities[miss.one], &entities[miss.two]);
            one.name != two.name
                && !one.roots.iter().any(|&root| {
                    two.roots
                        .iter()
                        .any(|&other| root == other || verdicts.are_apart(root, other))
                })
        })
        .map(|miss| {
            let often = entities[miss.one].mentions.min(entities[miss.two].mentions);
            (miss.likely * (1.0 + often as f64).ln(), miss)
        })
        .collect();
    ranked.sort_by(|(a, one), (b, two)| {
        b.total_cmp(a)
            .then_with(|| (one.one, one.two).cmp(&(two.one, two.two)))
    });
    let mut seen = HashSet::new();
    ranked.retain(|(_, miss)| seen.insert((miss.one, miss.two)));
    // what two full names have to do with each other is asked of the few that may be shown
    ranked.truncate(2 * MOST);
    for (score, miss) in &mut ranked {
        let shared = shared(names, &entities[miss.one], &entities[miss.two]);
        if shared > 0 {
            if entities[miss.one].kind == NameKind::Person && is_full(&entities[miss.two]) {
                *score *= TOGETHER;
            }
            let articles = if shared == 1 {
                "article names"
            } else {
                "articles name"
            };
            miss.why.push_str(&format!("; {shared} {articles} both"));
        }
    }
    ranked.sort_by(|(a, one), (b, two)| {
        b.total_cmp(a)
            .then_with(|| (one.one, one.two).cmp(&(two.one, two.two)))
    });
    // several entities may bear one name: to the reader, who is shown names, their pairs are one question
    let mut asked = HashSet::new();
    ranked.retain(|(_, miss)| {
        let (one, two) = (&entities[miss.one], &entities[miss.two]);
        let pair = (one.name.min(two.name), one.name.max(two.name), one.kind);
        asked.insert(pair)
    });
    ranked.truncate(MOST);
    ranked
        .into_iter()
        .map(|(_, miss)| Suggestion {
            one: entities[miss.one].name.to_string(),
            two: entities[miss.two].name.to_string(),
            kind: entities[miss.one].kind,
            why: miss.why,
        })
        .collect()
}

fn is_full(entity: &Entity) -> bool {
    entity.name.contains(' ')
}

/// How many articles name both.
fn shared(names: &[Name], one: &Entity, two: &Entity) -> usize {
    let articles = |entity: &Entity| -> HashSet<u32> {
        let members = entity.members.iter();
        members
            .flat_map(|&member| names[member].articles.iter().copied())
            .collect()
    };
    let (one, two) = (articles(one), articles(two));
    one.intersection(&two).count()
}

/// The entities of a kind, each under its keys; only the most mentioned of each block.
fn blocks(keys: impl Iterator<Item = (String, usize)>) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (key, entity) in keys {
        let block = found.entry(key).or_default();
        if block.len() < BLOCK && block.last() != Some(&entity) {
            block.push(entity);
        }
    }
    found
}

fn people_missed(entities: &[Entity]) -> Vec<Miss> {
    let people: BTreeMap<usize, Person> = entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == NameKind::Person)
        .map(|(number, entity)| (number, Person::read(entity.name)))
        .collect();
    let skeleton = |person: &Person| person.surname().map(|word| word.skeleton.clone());
    let full = |number: usize, person: &Person| nearly::is_full_name(entities[number].name, person);
    let keyed = people
        .iter()
        .filter(|(number, person)| full(**number, person));
    let bearers = blocks(keyed.filter_map(|(&number, person)| Some((skeleton(person)?, number))));
    let mut misses = Vec::new();
    for block in bearers.values() {
        for (place, &one) in block.iter().enumerate() {
            for &two in &block[place + 1..] {
                let miss = person_missed(&people[&one], &people[&two]);
                misses.extend(miss.map(|(likely, why)| Miss {
                    one,
                    two,
                    likely,
                    why,
                }));
            }
        }
    }
    let lone = people.iter().filter(|(_, person)| person.is_lone());
    for (&lone, person) in lone.filter(|(_, person)| !nearly::is_given_name(person)) {
        let Some(bearers) = skeleton(person).and_then(|skeleton| bearers.get(&skeleton)) else {
            continue;
        };
        let fitting: Vec<usize> = bearers
            .iter()
            .copied()
            .filter(|other| {
                let other = &people[other];
                nearly::is_spelled_surname(person, other) && people::same(person, other).is_some()
            })
            .collect();
        misses.extend(leaning(entities, lone, &fitting, ALONE, "the surname"));
    }
    misses
}

/// Two full names of one surname, or nearly, that no rule joined.
fn person_missed(one: &Person, two: &Person) -> Option<(f64, String)> {
    let (mine, theirs) = (one.surname()?, two.surname()?);
    let (given, other) = (one.given()?, two.given()?);
    if one.generation != two.generation {
        return None;
    }
    let agree = people::given_agree(given, other);
    if agree && people::same(one, two).is_some() {
        let is_initial = given.plain.chars().count().min(other.plain.chars().count()) == 1;
        let (likely, what) = if is_initial {
            (INITIAL, "the same surname, the initial fits")
        } else {
            (GIVEN, "the same surname, the given names fit")
        };
        let missing = "not joined by itself, because others fit as well, or one spelling does not";
        return Some((likely, format!("{what}; {missing}")));
    }
    if agree && mine.plain != theirs.plain && near(mine, theirs) {
        return Some((
            SURNAME,
            "given names fit, surnames sound nearly alike; not joined by itself, because no rule covers the difference"
                .to_string(),
        ));
    }
    if mine.plain == theirs.plain && !agree && near(given, other) {
        return Some((
            GIVEN,
            "the same surname, given names sound nearly alike; not joined by itself, because no rule covers the difference"
                .to_string(),
        ));
    }
    None
}

/// A short form and the few entities that it may stand for.
fn leaning(
    entities: &[Entity],
    short: usize,
    wholes: &[usize],
    likely: f64,
    what: &str,
) -> Vec<Miss> {
    if wholes.is_empty() || wholes.len() > WHOLES {
        return Vec::new();
    }
    wholes
        .iter()
        .map(|&whole| {
            let missing = match wholes {
                [_] => "not joined by itself, because no two articles name both in the same surroundings".to_string(),
                _ => {
                    let others = wholes.iter().filter(|&&other| other != whole);
                    let others: Vec<String> = others
                        .map(|&other| format!("\"{}\"", entities[other].name))
                        .collect();
                    format!("not joined by itself, because it may as well stand for {}", others.join(", "))
                }
            };
            Miss {
                one: short.min(whole),
                two: short.max(whole),
                likely: likely / wholes.len() as f64,
                why: format!(
                    "\"{}\" is {what} of \"{}\"; {missing}",
                    entities[short].name, entities[whole].name
                ),
            }
        })
        .collect()
}

fn others_missed(entities: &[Entity], kind: NameKind) -> Vec<Miss> {
    let wholes: BTreeMap<usize, Whole> = entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind == kind)
        .map(|(number, entity)| (number, Whole::read(entity.name)))
        .collect();
    let mut misses = Vec::new();
    let spelled = wholes.iter().filter(|(_, whole)| !whole.acronym);
    let initials = blocks(spelled.clone().flat_map(|(&number, whole)| {
        let all = whole.initials().into_iter();
        all.map(move |letters| (letters, number))
    }));
    let acronyms = wholes.iter().filter(|(_, whole)| whole.acronym);
    for (&short, _) in acronyms.filter(|(number, _)| nearly::is_telling(entities[**number].name)) {
        if let Some(fitting) = initials.get(&wholes[&short].letters()) {
            misses.extend(leaning(
                entities,
                short,
                fitting,
                LETTERS_OF,
                "the initials",
            ));
        }
    }
    let by_sound = blocks(
        spelled
            .clone()
            .map(|(&number, whole)| (whole.block(), number)),
    );
    for block in by_sound.values() {
        for (place, &one) in block.iter().enumerate() {
            for &two in &block[place + 1..] {
                let (mine, theirs) = (&wholes[&one].words, &wholes[&two].words);
                let known = |entity: usize| nearly::is_known_place(entities[entity].name);
                if nearly::spelled(mine, theirs) && !(known(one) && known(two)) {
                    misses.push(Miss {
                        one,
                        two,
                        likely: SPELLING,
                        why:
                            "word for word nearly the same sound; not joined by itself, because no rule covers the difference"
                                .to_string(),
                    });
                }
            }
        }
    }
    if kind == NameKind::Organisation {
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for (&number, whole) in spelled.clone().filter(|(_, whole)| whole.words.len() > 1) {
            for word in [whole.words.first(), whole.words.last()]
                .into_iter()
                .flatten()
            {
                let block = by_word.entry(word).or_default();
                if block.len() < BLOCK && block.last() != Some(&number) {
                    block.push(number);
                }
            }
        }
        for (&short, whole) in spelled {
            let near = [whole.words.first(), whole.words.last()];
            let mut fitting: Vec<usize> = near
                .into_iter()
                .flatten()
                .filter_map(|word| by_word.get(word.as_str()))
                .flatten()
                .copied()
                .filter(|other| organisations::shortened(whole, &wholes[other]).is_some())
                .collect();
            fitting.sort_unstable();
            fitting.dedup();
            misses.extend(leaning(entities, short, &fitting, SHORT, "a short form"));
        }
    }
    misses
}
