//! One kind for one name inside an article, where its sentences disagree.

use std::collections::{HashMap, HashSet};

use super::callings::{self, Said};
use super::lexicon::{CITY, COUNTRY, FAMILY, GIVEN, Lexicon, PLACE, REGION, key};
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// Seats of power that the news names when those in them act. In lower case; sorted, for binary search.
#[rustfmt::skip]
const SEATS: &[&str] = &[
    "bundestag", "congress", "high court", "house", "house of commons", "house of lords", "house of representatives",
    "knesset", "kremlin", "parliament", "pentagon", "senate", "supreme court", "white house",
];
/// Regions that no list of countries and cities has. In lower case; sorted, for binary search.
#[rustfmt::skip]
const REGIONS: &[&str] = &[
    "capitol hill", "caucasus", "crimea", "donbas", "donbass", "far east", "gaza", "gaza strip", "golan heights",
    "horn of africa", "latin america", "middle east", "midwest", "north africa", "oval office", "sahel",
    "silicon valley", "west bank",
];
/// Countries that no list of names has, as they are written in capitals.
const COUNTRIES_IN_SHORT: &[&str] = &["U.K.", "U.S.", "UK", "US", "USA"];
const AND: &str = " and ";
const POSSESSIVES: &[&str] = &["'s ", "’s "];
/// Mentions that such a word is worth: more than an article has where nothing is said.
const SAID_TO_BE: usize = 12;
/// So many capitals are more often initials than a city's name; `DC` and `LA` are places.
const INITIALS_BYTES: std::ops::RangeInclusive<usize> = 3..=4;
/// Mentions that a known place has in advance of being a place.
const KNOWN_PLACE: usize = 2;

/// Whether a name is a seat of power.
pub fn is_seat(name: &str) -> bool {
    SEATS.binary_search(&fold(name).as_str()).is_ok()
}

/// Parts `Venland and Nordvia` where both are known places and no country is called so, and an organisation from the known
/// place that it belongs to.
pub fn part(body: &str, lexicon: &Lexicon, names: &mut Vec<(Span, NameKind)>) {
    let is_place = |text: &str| {
        let lower = fold(text);
        lexicon.phrase(key(&lower)) & PLACE != 0 || REGIONS.binary_search(&lower.as_str()).is_ok()
    };
    let mut at = 0;
    while at < names.len() {
        let (span, kind) = names[at];
        at += 1;
        let text = span.of(body);
        if kind == NameKind::Person || is_place(text) {
            continue;
        }
        // `Venland’s Foreign Ministry`
        let owned = POSSESSIVES.iter().find_map(|mark| {
            let (owner, rest) = text.split_once(mark)?;
            (kind == NameKind::Organisation && is_place(owner)).then_some((owner, rest))
        });
        if let Some((owner, rest)) = owned {
            names[at - 1] = (
                Span::new(span.start, span.start + owner.len()),
                NameKind::Place,
            );
            names.insert(at, (Span::new(span.end - rest.len(), span.end), kind));
            at += 1;
        } else if let Some((one, other)) = text.split_once(AND)
            && is_place(one)
            && is_place(other)
        {
            let end = span.start + one.len();
            names[at - 1] = (Span::new(span.start, end), NameKind::Place);
            names.insert(at, (Span::new(end + AND.len(), span.end), NameKind::Place));
            at += 1;
        }
    }
}

/// Gives every writing of a name the kind that most of its mentions have.
pub fn settle(body: &str, lexicon: &Lexicon, names: &mut [(Span, NameKind)]) {
    let mut counts: HashMap<&str, [usize; 3]> = HashMap::new();
    let mut surnames: HashSet<&str> = HashSet::new();
    let mut addressed: HashSet<&str> = HashSet::new();
    let mut located: HashSet<&str> = HashSet::new();
    for &(span, kind) in names.iter() {
        let text = span.of(body);
        let counts = counts.entry(text).or_default();
        counts[kind as usize] += 1;
        let is_called = match callings::said(body, span) {
            Said::Organisation => true,
            Said::OrganisationOrPerson => kind != NameKind::Person,
            // `told The Hill`: nobody has an article
            Said::NoPerson => kind == NameKind::Person || callings::is_told(&body[..span.start]),
            Said::Nothing => false,
        };
        // `the Texas company` is no company of that name
        let flags = lexicon.phrase(key(&fold(text)));
        let known = flags & (CITY | COUNTRY | REGION) != 0;
        let is_unknown = kind == NameKind::Place && flags == 0;
        let is_family = !known && (flags & FAMILY != 0 || is_unknown) && !text.contains(' ');
        let before = &body[..span.start];
        if flags == 0 && callings::is_located(before) {
            located.insert(text);
        }
        if callings::is_addressed(before)
            || callings::is_titled(before)
            || (is_family && callings::acts(&body[span.end..]))
        {
            addressed.insert(text);
        }
        if is_called && !known {
            counts[NameKind::Organisation as usize] += SAID_TO_BE;
        }
        if kind == NameKind::Person
            && let Some((_, surname)) = text.rsplit_once(' ')
        {
            surnames.insert(surname);
        }
    }
    let settled: HashMap<&str, NameKind> = counts
        .iter()
        .filter_map(|(&text, counts)| {
            Some((
                text,
                prevailing(text, *counts, lexicon, &surnames, &addressed)
                    .or_else(|| located.contains(text).then_some(NameKind::Place))?,
            ))
        })
        .collect();
    for (span, kind) in names.iter_mut() {
        if let Some(&other) = settled.get(span.of(body)) {
            *kind = other;
        }
    }
}

fn prevailing(
    text: &str,
    counts: [usize; 3],
    lexicon: &Lexicon,
    surnames: &HashSet<&str>,
    addressed: &HashSet<&str>,
) -> Option<NameKind> {
    let lower = fold(text);
    if is_seat(text) {
        return Some(NameKind::Organisation);
    }
    if REGIONS.binary_search(&lower.as_str()).is_ok() {
        return Some(NameKind::Place);
    }
    if COUNTRIES_IN_SHORT.contains(&text) {
        return Some(NameKind::Place);
    }
    let mut known = lexicon.phrase(key(&lower));
    if is_acronym(text) && INITIALS_BYTES.contains(&text.len()) {
        known &= COUNTRY;
    }
    let [people, organisations, places] = counts;
    if addressed.contains(text) && organisations < SAID_TO_BE && !text.contains(' ') {
        return Some(NameKind::Person);
    }
    if known & COUNTRY != 0 && people == 0 {
        return Some(NameKind::Place);
    }
    if surnames.contains(text) && (known & (CITY | COUNTRY) == 0 || people >= places) {
        return Some(NameKind::Person);
    }
    // a large city whose name nobody bears
    if known & CITY != 0 && known & (GIVEN | FAMILY) == 0 {
        return Some(NameKind::Place);
    }
    if known & (PLACE | GIVEN | FAMILY) == 0 && callings::is_company_word(text) {
        return Some(NameKind::Organisation);
    }
    if [people, organisations, places]
        .iter()
        .filter(|&&count| count > 0)
        .count()
        < 2
    {
        return None;
    }
    let places = places + if known & PLACE != 0 { KNOWN_PLACE } else { 0 };
    let most = people.max(organisations).max(places);
    Some(if most == places {
        NameKind::Place
    } else if most == people {
        NameKind::Person
    } else {
        NameKind::Organisation
    })
}

/// Capitals, almost all of it.
pub fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    (2..=8).contains(&letters.clone().count())
        && letters
            .clone()
            .filter(|letter| letter.is_uppercase())
            .count()
            * 4
            >= letters.count() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(names: &[(&str, NameKind)]) -> Vec<NameKind> {
        let mut body = String::new();
        let mut spans = Vec::new();
        for (name, kind) in names {
            let start = body.len();
            body.push_str(name);
            spans.push((Span::new(start, body.len()), *kind));
            body.push(' ');
        }
        settle(&body, &Lexicon::default(), &mut spans);
        spans.into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn what_is_called_an_organisation_is_one() {
        let body = "The charity Nordvia came. Nordvia left.";
        let mut names = vec![
            (Span::new(12, 19), NameKind::Person),
            (Span::new(26, 33), NameKind::Person),
        ];
        settle(body, &Lexicon::default(), &mut names);
        assert!(
            names
                .iter()
                .all(|(_, kind)| *kind == NameKind::Organisation)
        );
        assert!(SEATS.is_sorted() && REGIONS.is_sorted());
    }

    #[test]
    fn who_is_addressed_is_a_person_and_who_is_told_with_an_article_none() {
        use NameKind::{Organisation, Person, Place};
        let of = |body: &str, name: &str, given: NameKind| {
            let mut names: Vec<(Span, NameKind)> = body
                .match_indices(name)
                .map(|(at, _)| (Span::new(at, at + name.len()), given))
                .collect();
            settle(body, &Lexicon::default(), &mut names);
            names[0].1
        };
        assert_eq!(of("Arnby came. Shame, Mr. Arnby.", "Arnby", Place), Person);
        assert_eq!(of("Lord Chief Justice Arnby came.", "Arnby", Place), Person);
        assert_eq!(of("The port of Arnby froze.", "Arnby", Person), Place);
        assert_eq!(
            of("The port of Arnby froze, Mr. Arnby said.", "Arnby", Person),
            Person
        );
        assert_eq!(of("A friend of Arnby came.", "Arnby", Person), Person);
        assert_eq!(of("She told The Cliff so.", "Cliff", Place), Organisation);
        assert_eq!(of("the US economy", "US", Organisation), Place);
    }

    #[test]
    fn two_places_and_a_place_with_its_ministry_are_parted() {
        let body = "Crimea and Donbas. Crimea’s Foreign Ministry. Crimea’s.";
        let mut names = vec![
            (Span::new(0, 17), NameKind::Organisation),
            (Span::new(19, 19 + 27), NameKind::Organisation),
            (Span::new(body.len() - 11, body.len() - 1), NameKind::Place),
        ];
        part(body, &Lexicon::default(), &mut names);
        let texts: Vec<&str> = names.iter().map(|(span, _)| span.of(body)).collect();
        assert_eq!(
            texts,
            ["Crimea", "Donbas", "Crimea", "Foreign Ministry", "Crimea’s"]
        );
    }

    #[test]
    fn the_majority_decides() {
        use NameKind::{Organisation, Person, Place};
        let found = settled(&[
            ("Nordvia", Organisation),
            ("Nordvia", Place),
            ("Nordvia", Organisation),
        ]);
        assert_eq!(found, [Organisation; 3]);
        assert_eq!(
            settled(&[("Ada Lund", Person), ("Lund", Place)]),
            [Person; 2]
        );
    }
}
