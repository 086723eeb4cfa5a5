//! Word lists: clusters and gazetteers, packed as the tagger reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::reading::names::lexicon::{
    BEGINS, CITY, COUNTRY, FAMILY, GIVEN, LONGEST_PLACE, REGION, TOWN, build_filter, key,
};
use parallax::analysis::text::clusters::{self, cased_key};
use parallax::analysis::text::hash;
use serde_json::Value;

/// A city from so many people on is a [`CITY`], under it a [`TOWN`].
const CITY_PEOPLE: i64 = 100_000;
/// Cities this large bring their other Latin spellings with them.
const KNOWN_PEOPLE: i64 = 500_000;
/// Shorter names are too often words.
const NAME_LETTERS: usize = 3;

/// Sections of the asset.
pub struct Lists {
    /// The whole asset of clusters.
    pub clusters: Vec<u8>,
    pub flags: Vec<u8>,
    pub filter: Vec<u8>,
}

impl Lists {
    pub fn read(data: &Path) -> Result<Lists> {
        let clusters = clusters(&data.join("clusters.tsv"))?;
        let gazetteers = data.join("gazetteers");
        let mut flags = BTreeMap::new();
        people(&gazetteers, &mut flags)?;
        places(&gazetteers, &mut flags)?;
        let entries: Vec<(u64, Vec<u8>)> = flags
            .iter()
            .map(|(name, &flag)| (key(name), vec![flag]))
            .collect();
        Ok(Lists {
            clusters,
            flags: hash::build::<3>(&entries),
            filter: filter(&gazetteers)?,
        })
    }
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Words whose cluster is that of their lower-case form are left out: the tagger falls back to it.
fn clusters(path: &Path) -> Result<Vec<u8>> {
    let lines = text(path)?;
    let mut words: BTreeMap<&str, u16> = BTreeMap::new();
    let mut parents = Vec::new();
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let (Some(word), Some(cluster), Some(parent)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let cluster: u16 = cluster.parse()?;
        let place = usize::from(cluster);
        if parents.len() <= place {
            parents.resize(place + 1, 0);
        }
        parents[place] = parent.parse()?;
        words.insert(word, cluster);
    }
    let entries: Vec<(u64, Vec<u8>)> = words
        .iter()
        .filter(|(word, cluster)| {
            let lower = word.to_lowercase();
            lower == **word || words.get(lower.as_str()) != Some(cluster)
        })
        .map(|(word, cluster)| (cased_key(word), cluster.to_le_bytes().to_vec()))
        .collect();
    Ok(clusters::pack(&hash::build::<4>(&entries), &parents))
}

fn add(flags: &mut BTreeMap<String, u8>, name: &str, flag: u8) {
    let lower = name.replace('’', "'").to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    if words.is_empty() || words.len() > LONGEST_PLACE || lower.chars().count() < NAME_LETTERS {
        return;
    }
    if words.len() > 1 {
        *flags.entry(words[0].to_string()).or_default() |= BEGINS;
    }
    *flags.entry(words.join(" ")).or_default() |= flag;
}

/// Given and family names by country (CC0), and nicknames (Apache-2.0).
fn people(gazetteers: &Path, flags: &mut BTreeMap<String, u8>) -> Result<()> {
    for (file, flag, column) in [
        (
            "popular_names_common-forenames-by-country.csv",
            GIVEN,
            "Romanized Name",
        ),
        (
            "popular_names_common-surnames-by-country.csv",
            FAMILY,
            "Romanized Name",
        ),
        ("nicknames_en.csv", GIVEN, "name1"),
    ] {
        let mut reader = csv::Reader::from_path(gazetteers.join(file))?;
        let headers = reader.headers()?.clone();
        let place = headers.iter().position(|header| header == column);
        for record in reader.records() {
            let record = record?;
            for name in place
                .and_then(|place| record.get(place))
                .iter()
                .flat_map(|n| n.split(' '))
            {
                add(flags, name, flag);
            }
        }
    }
    Ok(())
}

/// Countries, states and cities of GeoNames (CC BY 4.0).
fn places(gazetteers: &Path, flags: &mut BTreeMap<String, u8>) -> Result<()> {
    for (file, flag) in [
        ("geonames_countries.json", COUNTRY),
        ("geonames_continents.json", COUNTRY),
        ("geonames_us_states.json", REGION),
    ] {
        let all: Value = serde_json::from_str(&text(&gazetteers.join(file))?)?;
        let values = all
            .as_object()
            .into_iter()
            .flat_map(|object| object.values());
        for name in values.filter_map(|value| value.get("name")?.as_str()) {
            add(flags, name, flag);
        }
    }
    let all: Value = serde_json::from_str(&text(&gazetteers.join("geonames_cities15000.json"))?)?;
    for city in all
        .as_object()
        .into_iter()
        .flat_map(|object| object.values())
    {
        let people = city.get("population").and_then(Value::as_i64).unwrap_or(0);
        let flag = if people >= CITY_PEOPLE { CITY } else { TOWN };
        let name = city.get("name").and_then(Value::as_str).unwrap_or("");
        add(flags, name, flag);
        let plain = parallax::analysis::text::words::fold(name);
        if plain != name.to_lowercase() {
            add(flags, &plain, flag);
        }
        let others = city.get("alternatenames").and_then(Value::as_array);
        for other in others.into_iter().flatten().filter_map(Value::as_str) {
            if people >= KNOWN_PEOPLE && is_latin_name(other) {
                add(flags, other, flag);
            }
        }
    }
    Ok(())
}

/// `Kiev`, not `KBP` or `kyiv`.
fn is_latin_name(name: &str) -> bool {
    name.len() > NAME_LETTERS
        && name.is_ascii()
        && name.split(' ').all(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .is_some_and(|letter| letter.is_ascii_uppercase())
                && letters.all(|letter| letter.is_ascii_lowercase())
        })
}

/// Names of people in Latin spellings from Wikidata (MIT, by way of rigour).
fn filter(gazetteers: &Path) -> Result<Vec<u8>> {
    let lines = text(&gazetteers.join("rigour_person_names.txt"))?;
    let mut names = BTreeSet::new();
    for line in lines.lines() {
        let forms = line.split(" => ").next().unwrap_or("");
        for form in forms.split(", ").map(str::trim) {
            let latin = form.chars().all(|letter| {
                letter.is_alphabetic() && (letter as u32) < 0x250 || matches!(letter, '-' | '\'')
            });
            if latin && form.chars().count() > NAME_LETTERS {
                names.insert(form.to_lowercase());
                names.insert(parallax::analysis::text::words::fold(form));
            }
        }
    }
    let keys: Vec<u64> = names.iter().map(|name| key(name)).collect();
    Ok(build_filter(&keys))
}
