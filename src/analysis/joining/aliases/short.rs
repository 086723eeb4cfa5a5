//! Short names of organisations and places that lean on a fuller one: initials, `Nordvia` of `Nordvia Airlines`, `Port Arn` of
//! `Port Arn, Maine`.

use std::collections::{BTreeMap, HashMap};

use super::Name;
use super::company::{Company, HERE};
use super::groups::Groups;
use super::lone::{Lean, MOST_CANDIDATES, SHARED, SHARED_OF_SEVERAL, lean};
use super::organisations::{self, Whole};
use crate::model::NameKind;

/// A short form is not mentioned more often than the long one so many times over.
const SHORT_FOR_LONG: u64 = 4;
/// One country's is meant where it is named so many times as often as any other's.
const HOME_FOR_ABROAD: u64 = 5;
/// Initials of so many letters stand for anything: more must speak for what they are joined to.
const FEW_INITIALS: usize = 2;

/// Joins short forms of organisations to the only fuller name that they can stand for: those without a word that says what
/// they are, and, where an article has both names, those without the place.
pub fn shortened(
    names: &[Name],
    shorts: &[Vec<usize>],
    clusters: &[Vec<usize>],
    wholes: &BTreeMap<usize, Whole>,
    company: &Company,
    groups: &mut Groups,
) {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, cluster) in clusters.iter().enumerate() {
        let words = &wholes[&cluster[0]].words;
        if words.len() > 1 {
            for word in [words.first(), words.last()].into_iter().flatten() {
                by_word.entry(word.as_str()).or_default().push(number);
            }
        }
    }
    let mentions =
        |cluster: &[usize]| -> u64 { cluster.iter().map(|&name| names[name].mentions).sum() };
    for cluster in shorts {
        let short = &wholes[&cluster[0]];
        let ends = [short.words.first(), short.words.last()];
        let mut near: Vec<usize> = ends
            .into_iter()
            .flatten()
            .filter_map(|word| by_word.get(word.as_str()))
            .flat_map(|near| near.iter().copied().take(MOST_CANDIDATES))
            .collect();
        near.sort_unstable();
        near.dedup();
        let near: Vec<&Vec<usize>> = near.into_iter().map(|number| &clusters[number]).collect();
        let of = |rule: fn(&Whole, &Whole) -> Option<String>| -> Vec<&Vec<usize>> {
            near.iter()
                .copied()
                .filter(|other| rule(short, &wholes[&other[0]]).is_some())
                .collect()
        };
        let here = of(organisations::shortened_here);
        let reason = "the same without a place or second name";
        lean(
            names,
            cluster,
            &here,
            company,
            groups,
            &Lean::by(reason, HERE),
        );
        let teams = of(organisations::team);
        let reason = "the team without its town";
        lean(
            names,
            cluster,
            &teams,
            company,
            groups,
            &Lean::by(reason, SHARED_OF_SEVERAL),
        );
        // a company known by its short form takes in the long one
        let more = |other: &[usize]| mentions(cluster) > SHORT_FOR_LONG * mentions(other);
        for other in near
            .iter()
            .filter(|other| more(other) && organisations::spelled_out(short, &wholes[&other[0]]))
        {
            let reason = "the same with what the company deals in";
            lean(
                names,
                other,
                &[cluster],
                company,
                groups,
                &Lean::by(reason, SHARED),
            );
        }
        at_home(names, cluster, &near, wholes, company, groups);
        let mut anywhere = of(organisations::shortened);
        anywhere.retain(|other| !more(other));
        let reason = "the same without country or what kind of organisation it is";
        lean(
            names,
            cluster,
            &anywhere,
            company,
            groups,
            &Lean::by(reason, SHARED),
        );
    }
}

/// Joins names with a country to the far more frequent same without it: `United States Senate` to `Senate`, in a library that
/// speaks of one country's.
fn at_home(
    names: &[Name],
    cluster: &Vec<usize>,
    near: &[&Vec<usize>],
    wholes: &BTreeMap<usize, Whole>,
    company: &Company,
    groups: &mut Groups,
) {
    let short = &wholes[&cluster[0]];
    let mentions =
        |cluster: &Vec<usize>| -> u64 { cluster.iter().map(|&name| names[name].mentions).sum() };
    let mut by_country: BTreeMap<String, (u64, Vec<&Vec<usize>>)> = BTreeMap::new();
    for &other in near {
        if names[cluster[0]].kind == NameKind::Organisation
            && let Some(country) = organisations::country_of(short, &wholes[&other[0]])
        {
            let (count, longs) = by_country.entry(country).or_default();
            *count += mentions(other);
            longs.push(other);
        }
    }
    let mut countries: Vec<(u64, Vec<&Vec<usize>>)> = by_country.into_values().collect();
    countries.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let next = countries.get(1).map_or(0, |(count, _)| *count);
    let Some((most, longs)) = countries.first() else {
        return;
    };
    if *most < HOME_FOR_ABROAD * next || mentions(cluster) <= SHORT_FOR_LONG * most {
        return;
    }
    for other in longs {
        let reason = "the same with the country that most speak of";
        let needed = SHARED;
        lean(
            names,
            other,
            &[cluster],
            company,
            groups,
            &Lean::by(reason, needed),
        );
    }
}

/// Joins places named with what they lie in to the same without it: `Port Arn, Maine`.
pub fn contained(
    names: &[Name],
    clusters: &[Vec<usize>],
    wholes: &BTreeMap<usize, Whole>,
    company: &Company,
    groups: &mut Groups,
) {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut longer: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, cluster) in clusters.iter().enumerate() {
        let whole = &wholes[&cluster[0]];
        match whole.before_comma {
            Some(count) => longer
                .entry(whole.words[..count].join(" "))
                .or_default()
                .push(number),
            None => {
                by_key.insert(whole.words.join(" "), number);
            }
        }
    }
    for (place, longer) in longer {
        let Some(&short) = by_key.get(&place) else {
            continue;
        };
        let short = &clusters[short];
        // with namesakes elsewhere only the article can tell
        let needed = if longer.len() > 1 {
            HERE
        } else {
            SHARED_OF_SEVERAL
        };
        for number in longer {
            let cluster = &clusters[number];
            if organisations::contained(&wholes[&short[0]], &wholes[&cluster[0]]) {
                let reason = "the place with what it lies in";
                lean(
                    names,
                    cluster,
                    &[short],
                    company,
                    groups,
                    &Lean::by(reason, needed),
                );
            }
        }
    }
}

/// Two letters stand for too much: those that everybody knows are known forms.
const LEAST_INITIALS: usize = 3;
/// Initials in more articles than so many times those of a name stand for something else: who writes `CNN` three hundred
/// times does not mean what one article calls the Clinton News Network.
const SPELT_OUT: usize = 5;

/// Joins initials to the only name they can stand for.
pub fn initials(
    names: &[Name],
    clusters: &[Vec<usize>],
    wholes: &BTreeMap<usize, Whole>,
    company: &Company,
    groups: &mut Groups,
) {
    let mut by_initials: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, cluster) in clusters.iter().enumerate() {
        let mut letters: Vec<String> = cluster
            .iter()
            .flat_map(|name| wholes[name].initials())
            .collect();
        letters.sort_unstable();
        letters.dedup();
        for letters in letters {
            by_initials.entry(letters).or_default().push(number);
        }
    }
    for cluster in clusters {
        let whole = &wholes[&cluster[0]];
        if !whole.acronym || names[cluster[0]].kind == NameKind::Person {
            continue;
        }
        let letters = whole.letters();
        let Some(near) = by_initials.get(&letters) else {
            continue;
        };
        if letters.chars().count() < LEAST_INITIALS {
            continue;
        }
        let articles = |cluster: &[usize]| -> usize {
            let all = cluster.iter().map(|&name| names[name].articles.len());
            all.sum()
        };
        let here = articles(cluster);
        let candidates: Vec<&Vec<usize>> = near
            .iter()
            .take(MOST_CANDIDATES)
            .map(|&number| &clusters[number])
            .filter(|other| SPELT_OUT * articles(other) >= here)
            .collect();
        lean(
            names,
            cluster,
            &candidates,
            company,
            groups,
            &Lean {
                reason: "its initials",
                needed: if whole.letters().chars().count() > FEW_INITIALS {
                    SHARED
                } else {
                    SHARED_OF_SEVERAL
                },
                settled: false,
            },
        );
    }
}
