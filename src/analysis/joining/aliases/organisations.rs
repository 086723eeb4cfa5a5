//! Organisations and places: the rules that need two names to look at.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::forms;
use super::sound::{self, Sound};
pub use super::whole::{Whole, is_acronym};
use crate::analysis::reading::names::lexicon::{self, CITY, COUNTRY, FAMILY, REGION, TOWN};
use crate::analysis::reading::names::model;
use crate::analysis::reading::names::words::{heads_organisation, is_legal_form};
use crate::analysis::text::words::fold;
use crate::model::NameKind;

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
    } else if forms::canonical(&first.key).is_some() {
        format!("known forms of \"{}\"", first.key)
    } else {
        "the same but for small words, spelling or legal form".to_string()
    })
}

/// Word for word the same in two romanisations.
pub fn same_sound(first: &Whole, second: &Whole) -> Option<String> {
    let (mine, theirs) = (&first.sounds, &second.sounds);
    // `Democrats` is no `Democracy`
    let party = |sounds: &[Sound]| matches!(sounds, [only] if is_in(&PARTIES, &only.plain));
    if (party(mine) || party(theirs))
        && !matches!((mine.as_slice(), theirs.as_slice()), ([one], [other]) if plural(&one.plain, &other.plain))
    {
        return None;
    }
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
        "the same name in another spelling that sounds alike".to_string()
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

/// `Nordvia` of `Nordvia Airlines`, and of `rights centre Nordvia`: one where articles speak of the same things.
pub fn shortened(short: &Whole, long: &Whole) -> Option<String> {
    let (count, all) = (short.words.len(), long.words.len());
    let is_part = long.words.starts_with(&short.words) || long.words.ends_with(&short.words);
    if count == 0 || count >= all || !is_part {
        return None;
    }
    if let Some(country) = without_country(short, long) {
        return Some(format!("the same without \"{country}\""));
    }
    // `Treasury`, `Labour`
    let office = count == 1
        && matches!(&long.words[1..], [kind] if matches!(kind.as_str(), "department" | "party"))
        && long.words[0] == short.words[0];
    // `Homeland Security` of `Department of Homeland Security`
    let of_field = count > 1
        && long.words[..all - count] == ["department", "of"]
        && long.words.ends_with(&short.words);
    let field =
        count > 1 && long.words[count..] == ["department"] && long.words.starts_with(&short.words);
    if office || of_field || field {
        return Some("the same without what kind of organisation it is".to_string());
    }
    if !is_proper(&short.words) {
        return None;
    }
    let after = long.words.starts_with(&short.words)
        && long.words[count..]
            .iter()
            .all(|word| is_general(word) && !is_in(&PARTIES, word) && !is_in(&PAPERS, word));
    let before = long.words.ends_with(&short.words)
        && long.words[..all - count]
            .iter()
            .all(|word| GENERAL.contains(&word.as_str()));
    (after || before).then(|| "the same without what kind of organisation it is".to_string())
}

/// Whether the long name is the short one with what the company deals in: `Nordvia Motor`, `Nordvia Computer`.
pub fn spelled_out(short: &Whole, long: &Whole) -> bool {
    let count = short.words.len();
    count > 0
        && count < long.words.len()
        && !short.acronym
        && long.words.starts_with(&short.words)
        && is_proper(&short.words)
        && long.words[count..]
            .iter()
            .all(|word| is_in(&BUSINESSES, word))
}

/// Short forms that are one only where an article has both: `Otters` of `Port Arn Otters`, `Lund` of `Lund Venn`.
pub fn shortened_here(short: &Whole, long: &Whole) -> Option<String> {
    let (count, all) = (short.words.len(), long.words.len());
    if count == 0 || count >= all || short.acronym {
        return None;
    }
    let more = all - count;
    if long.words.ends_with(&short.words) {
        let place = long.words[..more].join(" ");
        let known = flags(&place);
        // `Judiciary Committee` beside `Senate Judiciary Committee`
        if matches!(place.as_str(), "house" | "senate") && count > 1 {
            return ends_chamber(&short.words)
                .then(|| format!("the same without the chamber \"{place}\""));
        }
        // a state has its own court, senate and party beside the country's
        let told = match short.words.as_slice() {
            [word] => is_team(word) || is_in(&PAPERS, word),
            words => {
                known & REGION == 0
                    || !words.iter().all(|word| {
                        is_general(word) || is_in(&COMMON, word) || is_in(&PARTIES, word)
                    })
            }
        };
        // a country's own are what is meant elsewhere too: not by one article
        let is_country = known & COUNTRY != 0 || is_union(&place);
        return (told && known & PLACES != 0 && !is_country)
            .then(|| format!("the same without the place \"{place}\""));
    }
    if !long.words.starts_with(&short.words) {
        return None;
    }
    match &long.words[count..] {
        [small, place @ ..]
            if matches!(small.as_str(), "in" | "of" | "at") && !place.is_empty() =>
        {
            let place = place.join(" ");
            (flags(&place) & PLACES != 0 && (count > 1 || is_proper(&short.words)))
                .then(|| format!("the same without the place \"{place}\""))
        }
        [partner] if count == 1 && is_proper(&short.words) && is_family(partner) => {
            Some("the first of two names".to_string())
        }
        _ => None,
    }
}

/// `Otters` of `Port Arn Otters`: the reason where the short form is a team's.
pub fn team(short: &Whole, long: &Whole) -> Option<String> {
    match short.words.as_slice() {
        [word] if is_team(word) => shortened_here(short, long),
        _ => None,
    }
}

/// `Port Arn` of `Port Arn, Maine`.
pub fn contained(short: &Whole, long: &Whole) -> bool {
    long.before_comma.is_some_and(|count| {
        long.words[..count] == short.words[..]
            && flags(&long.words[count..].join(" ")) & PLACES != 0
    })
}

const PLACES: u8 = CITY | TOWN | COUNTRY | REGION;

/// Whether a short form says whom it means: not just `Bank`, `National`, `Paris`.
fn is_proper(words: &[String]) -> bool {
    let Some(first) = words.first() else {
        return false;
    };
    first.chars().count() >= SHORT_FORM_LETTERS
        && words
            .iter()
            .any(|word| !is_general(word) && !is_in(&PARTIES, word))
        && !(words.len() == 1 && is_in(&COMMON, first))
        && !(words.len() == 1 && flags(first) & (CITY | COUNTRY | REGION) != 0)
}

fn is_general(word: &str) -> bool {
    heads_organisation(word)
        || is_legal_form(word)
        || GENERAL.contains(&word)
        || is_in(&BUSINESSES, word)
}

/// Whether a name is that of a part of a parliament's chamber.
fn ends_chamber(words: &[String]) -> bool {
    words
        .last()
        .is_some_and(|word| matches!(word.as_str(), "committee" | "caucus" | "subcommittee"))
}

/// A team is named by a plural that says nothing else.
fn is_team(word: &str) -> bool {
    word.len() >= SHORT_FORM_LETTERS
        && (word.ends_with('s') || word.ends_with("ox"))
        && !is_general(word)
        && !is_in(&PARTIES, word)
        && !is_in(&COMMON, word)
}

fn is_family(word: &str) -> bool {
    let known = model::shipped().map_or(0, |model| model.lexicon.word(lexicon::key(word)));
    known & FAMILY != 0 && !is_general(word) && !is_in(&COMMON, word) && !is_in(&PARTIES, word)
}

/// Words of a list, asked of each pair of names that are compared.
type Listed = LazyLock<HashSet<&'static str>>;

fn is_in(list: &Listed, word: &str) -> bool {
    list.contains(word)
}

fn is_union(place: &str) -> bool {
    matches!(place, "united states" | "united kingdom" | "european union")
}

/// The country that a long name has beside the same without it: `United States Navy`, `Navy`.
pub fn country_of(short: &Whole, long: &Whole) -> Option<String> {
    let more = long.words.len().checked_sub(short.words.len())?;
    let country = long.words[..more].join(" ");
    let known = more > 0 && (flags(&country) & COUNTRY != 0 || is_union(&country));
    (known && long.words.ends_with(&short.words))
        .then_some(country)
        .or_else(|| without_country(short, long))
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
    let known = flags(&country) & COUNTRY != 0 || is_union(&country);
    known.then_some(country)
}

/// Small words of several kinds that go before a proper name: `rights centre Nordvia`.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "agency", "airline", "automaker", "bank", "carmaker", "center", "centre", "channel", "charity", "company",
    "foundation", "group", "human", "rights", "militia", "movement", "newspaper", "ngo", "organisation", "organization",
    "party", "portal", "website",
];
/// What companies deal in, after their name.
static BUSINESSES: Listed = LazyLock::new(|| {
    "aerospace aircraft airline airlines airplanes airways apparel automotive aviation beverages brands chemical \
    chemicals clinic commercial computer computers defense department electronics energy entertainment finance financial foods \
    hotels industries interactive labs laboratories logistics mills mobile motor motors oil petroleum pharma pharmaceutical pharmaceuticals publishing \
    railways resorts shipping software steel stores studio studios systems technologies technology telecom telecommunications television theater therapeutics \
    toys wireless works".split(' ').collect()
});
/// Parties and what they stand in: each is one by itself, whatever stands before it.
static PARTIES: Listed = LazyLock::new(|| {
    "congress conservative conservatives democracy democrat democrats dems greens house independents \
    labor liberal liberals parliament republican republicans senate socialists tories".split(' ').collect()
});
/// Words that many names begin with.
static COMMON: Listed = LazyLock::new(|| {
    "african american americans arab asian black british capitol catholic central chief christian city \
    civil commerce common community continental county defense district eastern economic education european federal \
    first foreign free general global great health high homeland human independent intelligence international islamic \
    jewish joint judiciary justice latin local major metropolitan middle military ministry modern muslim national \
    native northern official open pacific people peoples police political popular premier public regional royal rural \
    russian security social southern special state states supreme treasury union united urban western white women world \
    young".split(' ').collect()
});
/// What newspapers are called for short.
static PAPERS: Listed = LazyLock::new(|| {
    "chronicle examiner gazette globe guardian herald inquirer journal mirror observer post standard star \
    sun telegraph times tribune".split(' ').collect()
});
/// The first word of a shortened name has so many letters at least.
const SHORT_FORM_LETTERS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(a: &str, b: &str) -> bool {
        same(a, b, NameKind::Organisation).is_some()
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
            ("Nordvia Computer", "Nordvia Inc."),
            ("Republican", "Republicans"),
            ("Treasury", "Treasury Department"),
            ("Open Waters", "Department of Open Waters"),
            ("House Fisheries", "House Fisheries Committee"),
            ("MoF", "Ministry of Fisheries"),
            ("Harbour Workers Union (HWU)", "HWU"),
            ("LA Harbour Board", "Los Angeles Harbor Board"),
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
            ("Harbour Street", "Harbour Street Journal"),
            ("Air Force", "Air Lund"),
            ("Democrats", "House Democrats"),
            ("Democrats", "Democracy"),
            ("National", "National Bank"),
            ("Otters", "Port Arn Otters"),
            ("", "EU"),
        ] {
            assert!(!are_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn one_where_an_article_has_both() {
        let here = |short: &str, long: &str| {
            shortened_here(&Whole::read(short), &Whole::read(long)).is_some()
        };
        assert!(here("Otters", "Chicago Otters") && here("Herald", "Boston Herald"));
        assert!(here("Harbour Clinic", "Harbour Clinic in Boston"));
        assert!(!here("Senate", "Texas Senate") && !here("Supreme Court", "Texas Supreme Court"));
        assert!(here("Fisheries Committee", "House Fisheries Committee"));
        assert!(!here("Supreme Court", "Peru Supreme Court"));
        assert!(!here("Democrats", "Texas Democrats") && !here("", "Texas"));
        assert!(contained(
            &Whole::read("Boston"),
            &Whole::read("Boston, Mass.")
        ));
        assert!(!contained(
            &Whole::read("Boston"),
            &Whole::read("Boston, Zzornvik")
        ));
    }
}
