//! Organisations and places: the key under which two spellings are one, and the rules that need two names to look at.

use super::sound::{self, Sound};
use super::tables;
use crate::analysis::names::lexicon::{self, CITY, COUNTRY, REGION};
use crate::analysis::names::model;
use crate::analysis::names::words::{heads_organisation, is_legal_form};
use crate::analysis::words::fold;
use crate::model::NameKind;

/// Words that carry no weight inside a name.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "at", "to", "a", "an", "de", "la", "&",
];
/// Small words of several kinds that go before a proper name: `rights centre Nordvia`.
const GENERAL: &[&str] = &[
    "agency",
    "airline",
    "automaker",
    "bank",
    "carmaker",
    "center",
    "centre",
    "channel",
    "charity",
    "company",
    "foundation",
    "group",
    "human",
    "rights",
    "militia",
    "movement",
    "newspaper",
    "ngo",
    "organisation",
    "organization",
    "party",
    "portal",
    "website",
];
/// British and American spellings, and short forms, of single words.
const SPELLINGS: &[(&str, &str)] = &[
    ("centre", "center"),
    ("defence", "defense"),
    ("ft", "fort"),
    ("labour", "labor"),
    ("mt", "mount"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("st", "saint"),
    ("theatre", "theater"),
    ("univ", "university"),
];
/// The first word of a shortened name has so many letters at least.
const SHORT_FORM_LETTERS: usize = 4;

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// Folded words without the article and trailing legal forms, spellings made one.
    pub words: Vec<String>,
    /// The words joined, or the canonical form of a table.
    pub key: String,
    pub acronym: bool,
    /// The sounds of the words that carry weight.
    sounds: Vec<Sound>,
}

impl Whole {
    pub fn read(text: &str) -> Whole {
        let folded = fold(text);
        let undotted = if folded.contains('.') {
            folded
                .split_whitespace()
                .map(without_dots)
                .collect::<Vec<_>>()
                .join(" ")
        } else {
            folded.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let bare = undotted.strip_prefix("the ").unwrap_or(&undotted);
        let acronym = is_acronym(text);
        // "us" in lower case is a pronoun, "who" a question
        let is_word = text.chars().all(char::is_lowercase);
        if let Some(known) = tables::canonical(bare).filter(|_| !is_word) {
            return Whole {
                words: known.split(' ').map(str::to_string).collect(),
                key: known.to_string(),
                acronym: acronym && !known.contains(' '),
                sounds: known.split(' ').map(Sound::of).collect(),
            };
        }
        let mut words: Vec<String> = bare
            .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '/' | ','))
            .map(|word| {
                word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '&')
            })
            .map(|word| word.strip_suffix("'s").unwrap_or(word))
            .filter(|word| !word.is_empty())
            .map(|word| {
                SPELLINGS
                    .binary_search_by_key(&word, |(from, _)| from)
                    .map_or(word, |place| SPELLINGS[place].1)
                    .to_string()
            })
            .collect();
        while words.len() > 1 && words.last().is_some_and(|word| is_legal_form(word)) {
            words.pop();
        }
        if words.len() > 1
            && matches!(
                words[0].as_str(),
                "oao" | "pao" | "ooo" | "zao" | "ao" | "jsc"
            )
        {
            words.remove(0);
        }
        if words.len() > 1 {
            let expanded = match words[0].as_str() {
                "us" => "united states",
                "uk" => "united kingdom",
                "un" => "united nations",
                "eu" => "european union",
                _ => "",
            };
            if !expanded.is_empty() {
                words.splice(..1, expanded.split(' ').map(str::to_string));
            }
        }
        // `Department of Labor` and `Labor Department`
        if let [.., office, of, field] = words.as_slice()
            && of == "of"
            && matches!(office.as_str(), "department" | "ministry")
        {
            let turned = [field.clone(), office.clone()];
            words.truncate(words.len() - 3);
            words.extend(turned);
        }
        let key = words
            .iter()
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ");
        let key = if key.is_empty() { words.join(" ") } else { key };
        let key = match tables::canonical(&key) {
            Some(known) if !is_word => known.to_string(),
            _ => key,
        };
        let sounds = words
            .iter()
            .filter(|word| !SMALL.contains(&word.as_str()))
            .map(|word| Sound::of(word))
            .collect();
        Whole {
            words,
            key,
            acronym,
            sounds,
        }
    }

    /// Names whose sounds are one have the same block.
    pub fn block(&self) -> String {
        self.sounds
            .iter()
            .map(|sound| sound.skeleton.strip_suffix('s').unwrap_or(&sound.skeleton))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The letters of an acronym.
    pub fn letters(&self) -> String {
        self.words
            .concat()
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    }

    /// The initials of the words, without and with the small ones.
    pub fn initials(&self) -> Vec<String> {
        if self.words.len() < 2 {
            return Vec::new();
        }
        let all: String = self
            .words
            .iter()
            .filter_map(|word| word.chars().next())
            .collect();
        let main: String = self
            .words
            .iter()
            .filter(|word| !SMALL.contains(&word.as_str()))
            .filter_map(|word| word.chars().next())
            .collect();
        if all == main {
            vec![all]
        } else {
            vec![main, all]
        }
    }
}

/// `U.S.` as `us`; a dot elsewhere stays out of the way.
fn without_dots(word: &str) -> String {
    word.chars().filter(|&letter| letter != '.').collect()
}

/// Two to eight capitals and nothing else: `EU`, `U.N.`, `BBC`.
pub fn is_acronym(text: &str) -> bool {
    let count = text.chars().filter(|letter| letter.is_alphabetic()).count();
    (2..=8).contains(&count)
        && text.chars().all(|letter| {
            letter.is_uppercase() || letter.is_numeric() || matches!(letter, '.' | '&' | '-')
        })
}

/// Whether two names are one, and why: the part of the reason after the two spellings.
pub fn same(one: &str, other: &str, kind: NameKind) -> Option<String> {
    let (first, second) = (Whole::read(one), Whole::read(other));
    if let Some(reason) = same_key(&first, &second, one, other) {
        return Some(reason);
    }
    if first.acronym != second.acronym {
        let (short, long) = if first.acronym {
            (&first, &second)
        } else {
            (&second, &first)
        };
        return long
            .initials()
            .contains(&short.letters())
            .then(|| "its initials".to_string());
    }
    if first.acronym {
        return None;
    }
    same_sound(&first, &second).or_else(|| {
        if kind == NameKind::Organisation {
            shortened(&first, &second).or_else(|| shortened(&second, &first))
        } else {
            None
        }
    })
}

/// Equal keys, with the reason for what differs.
pub fn same_key(first: &Whole, second: &Whole, one: &str, other: &str) -> Option<String> {
    if first.key.is_empty() || first.key != second.key {
        let glued = |whole: &Whole| whole.words.concat();
        return (!first.key.is_empty() && glued(first) == glued(second))
            .then(|| "the same letters".to_string());
    }
    let (one, other) = (fold(one), fold(other));
    let bare = |text: &str| text.strip_prefix("the ").unwrap_or(text).to_string();
    Some(if one == other {
        "the same but for capitals and accents".to_string()
    } else if bare(&one) == bare(&other) {
        "the same but for the article".to_string()
    } else if tables::canonical(&first.key).is_some() {
        format!("known forms of \"{}\"", first.key)
    } else {
        "the same but for small words, spelling or legal form".to_string()
    })
}

/// Word for word the same in two romanisations.
pub fn same_sound(first: &Whole, second: &Whole) -> Option<String> {
    let (mine, theirs) = (&first.sounds, &second.sounds);
    if mine.is_empty() || mine.len() != theirs.len() {
        return None;
    }
    let mut skeleton = "";
    for (one, other) in mine.iter().zip(theirs) {
        if one.plain == other.plain || plural(&one.plain, &other.plain) {
            continue;
        }
        if !sound::same(one, other) || one.consonants() < 3 || (is_known(one) && is_known(other)) {
            return None;
        }
        skeleton = &one.skeleton;
    }
    Some(if skeleton.is_empty() {
        "the same but for a plural".to_string()
    } else {
        format!("the same name in another spelling (skeleton {skeleton})")
    })
}

fn plural(one: &str, other: &str) -> bool {
    let is = |long: &str, short: &str| short.len() > 4 && long.strip_suffix('s') == Some(short);
    is(one, other) || is(other, one)
}

/// Two places that the gazetteer knows are two places.
fn is_known(word: &Sound) -> bool {
    flags(&word.plain) & COUNTRY != 0
}

/// What the gazetteer knows of a folded name.
pub fn known_place(folded: &str) -> u8 {
    flags(folded)
}

fn flags(word: &str) -> u8 {
    model::shipped().map_or(0, |model| model.lexicon.phrase(lexicon::key(word)))
}

/// `Nordvia` of `Nordvia Airlines`, and of `rights centre Nordvia`.
pub fn shortened(short: &Whole, long: &Whole) -> Option<String> {
    let (count, all) = (short.words.len(), long.words.len());
    if count == 0 || count >= all {
        return None;
    }
    let is_general = |word: &String| {
        heads_organisation(word) || is_legal_form(word) || GENERAL.contains(&word.as_str())
    };
    if let Some(country) = without_country(short, long) {
        return Some(format!("the same without \"{country}\""));
    }
    let proper = short.words[0].chars().count() >= SHORT_FORM_LETTERS
        && short.words.iter().any(|word| !is_general(word))
        && !(count == 1 && flags(&short.words[0]) & (CITY | COUNTRY | REGION) != 0);
    if !proper {
        return None;
    }
    if long.words.starts_with(&short.words) && long.words[count..].iter().all(is_general) {
        return Some("the same without what kind of organisation it is".to_string());
    }
    (long.words.ends_with(&short.words) && long.words[..all - count].iter().all(is_general))
        .then(|| "the same without what kind of organisation it is".to_string())
}

/// The country that only the long name has: `United States Navy`, `Security Committee of Peru`.
fn without_country(short: &Whole, long: &Whole) -> Option<String> {
    let more = long.words.len() - short.words.len();
    if short.words.len() < 2 {
        return None;
    }
    let country = if long.words.ends_with(&short.words) {
        &long.words[..more]
    } else if long.words.starts_with(&short.words) {
        let (first, rest) = long.words[short.words.len()..].split_first()?;
        if first != "of" {
            return None;
        }
        rest.strip_prefix(&["the".to_string()]).unwrap_or(rest)
    } else {
        return None;
    };
    let country = country.join(" ");
    let known = flags(&country) & COUNTRY != 0
        || matches!(
            country.as_str(),
            "united states" | "united kingdom" | "european union"
        );
    known.then_some(country)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(a: &str, b: &str) -> bool {
        same(a, b, NameKind::Organisation).is_some()
    }

    #[test]
    fn tables_are_sorted() {
        assert!(SPELLINGS.is_sorted());
    }

    #[test]
    fn spellings_of_one_organisation() {
        for (a, b) in [
            ("Nordvia", "Nordvia Airlines"),
            ("The Harbour Post", "Harbour Post"),
            ("Harbour Workers Union", "HWU"),
            ("U.N.", "United Nations"),
            ("Lund Inc.", "Lund"),
            ("US Navy", "United States Navy"),
            ("Defence Ministry", "Defense Ministry"),
            ("Vesnina", "Viasnina"),
            ("rights center Nordvia", "Nordvia"),
        ] {
            assert!(are_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn organisations_that_only_look_alike() {
        for (a, b) in [
            ("Harbour Times", "Harbour Post"),
            ("Bank of Peru", "Bank of Chile"),
            ("us", "U.S."),
            ("Nordvia", "Nordkali"),
            ("Washington", "Washington Post"),
            ("Air Force", "Air Lund"),
            ("", "EU"),
        ] {
            assert!(!are_one(a, b), "{a} {b}");
        }
    }
}
