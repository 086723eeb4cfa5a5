//! One kind for one name inside an article, where its sentences disagree.

use std::collections::{HashMap, HashSet};

use super::lexicon::{CITY, COUNTRY, FAMILY, GIVEN, Lexicon, PLACE, key};
use crate::analysis::words::fold;
use crate::model::{NameKind, Span};

/// What stands right before the name of an organisation in lower case: `the charity Nordvia`. Sorted, for binary search.
const BEFORE_ORGANISATIONS: &[&str] = &[
    "agency",
    "airline",
    "bank",
    "broadcaster",
    "carmaker",
    "center",
    "centre",
    "channel",
    "charity",
    "companies",
    "company",
    "firm",
    "group",
    "maker",
    "manufacturer",
    "newspaper",
    "nonprofit",
    "organisation",
    "organization",
    "outlet",
    "producer",
    "producers",
    "startup",
    "watchdog",
];
/// What stands right after one: `the Nordvia news agency`.
const AFTER_ORGANISATIONS: &[&str] = &["news agency", "newspaper", "news site", "website"];
/// Mentions that such a word is worth: more than an article has where nothing is said.
const SAID_TO_BE: usize = 12;
/// Mentions that a known place has in advance of being a place.
const KNOWN_PLACE: usize = 2;

/// Gives every writing of a name the kind that most of its mentions have.
pub fn settle(body: &str, lexicon: &Lexicon, names: &mut [(Span, NameKind)]) {
    let mut counts: HashMap<&str, [usize; 3]> = HashMap::new();
    let mut surnames: HashSet<&str> = HashSet::new();
    for &(span, kind) in names.iter() {
        let text = span.of(body);
        let counts = counts.entry(text).or_default();
        counts[kind as usize] += 1;
        if is_said_to_be_organisation(body, span) {
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
        .filter_map(|(&text, counts)| Some((text, prevailing(text, *counts, lexicon, &surnames)?)))
        .collect();
    for (span, kind) in names.iter_mut() {
        if let Some(&other) = settled.get(span.of(body)) {
            *kind = other;
        }
    }
}

/// Whether the words around a name of one word call it an organisation.
fn is_said_to_be_organisation(body: &str, name: Span) -> bool {
    if name.of(body).contains(' ') {
        return false;
    }
    let before = body[..name.start].strip_suffix(' ').map_or("", |before| {
        let word = |letter: char| !letter.is_ascii_lowercase();
        before.rfind(word).map_or(before, |end| {
            let next = end + before[end..].chars().next().map_or(1, char::len_utf8);
            &before[next..]
        })
    });
    let after = body[name.end..].strip_prefix(' ').unwrap_or("");
    BEFORE_ORGANISATIONS.binary_search(&before).is_ok()
        || AFTER_ORGANISATIONS
            .iter()
            .any(|words| after.starts_with(words))
}

fn prevailing(
    text: &str,
    counts: [usize; 3],
    lexicon: &Lexicon,
    surnames: &HashSet<&str>,
) -> Option<NameKind> {
    let known = lexicon.phrase(key(&fold(text)));
    let [people, organisations, places] = counts;
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
        assert!(BEFORE_ORGANISATIONS.is_sorted());
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
