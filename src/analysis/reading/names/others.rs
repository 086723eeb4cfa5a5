//! Acts, treaties, programmes, storms and parties' members: they have names, and are no person, organisation or place.

use std::collections::{HashMap, HashSet};

use super::kinds::is_acronym;
use super::lexicon::{FAMILY, GIVEN, Lexicon, PERSON};
use super::words::is_legal_form;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// Last words of what was agreed or enacted. Sorted, for binary search.
#[rustfmt::skip]
const AGREED: &[&str] = &[
    "accord", "accords", "act", "acts", "agreement", "agreements", "amendment", "bill", "constitution", "deal",
    "doctrine", "law", "laws", "pact", "protocol", "resolution", "treaties", "treaty",
];
/// What initials stand before in lower case if they are those of a treaty; `law` and `bill` follow a parliament's too.
const TREATIES: &[&str] = &["accord", "act", "agreement", "pact", "treaty"];
/// Initials that an article puts before such a word less often may be those of an organisation: `a NATO treaty`.
const LEAST_TREATIES: usize = 2;
/// Last words of what is spelled out before its initials are used.
const SPELLED_OUT: &[&str] = &[" Accord", " Act", " Agreement", " Treaty"];
/// Words of an act, and how many initials are not somebody else's by chance.
const LONGEST_ACT: usize = 9;
const LEAST_INITIALS: usize = 3;
/// What is called so in general. Sorted, for binary search.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "agency", "committee", "court", "department", "elementary school", "god", "high school", "middle school",
    "northern border", "primary school", "southern border", "state of the union",
];
/// Programmes that are spoken of like organisations. Sorted, for binary search.
const PROGRAMMES: &[&str] = &[
    "brexit", "daca", "medicaid", "medicare", "nafta", "tanf", "usmca",
];
/// What stands before the name of a storm.
const STORMS: &[&str] = &["Cyclone", "Hurricane", "Tropical Storm", "Typhoon"];
/// One of a party. Sorted, for binary search.
const MEMBERS: &[&str] = &[
    "conservative",
    "democrat",
    "independent",
    "liberal",
    "republican",
];
/// Points of the compass are no places by themselves. Sorted, for binary search.
#[rustfmt::skip]
const DIRECTIONS: &[&str] = &[
    "east", "north", "northeast", "northwest", "south", "southeast", "southwest", "west",
];

/// Leaves out what has a name and is of no kind, wherever the body names it.
pub fn without(body: &str, lexicon: &Lexicon, names: &mut Vec<(Span, NameKind)>) {
    let mut rejected = storms(body);
    rejected.extend(treaties(body, names));
    let acts = initials_of_acts(body);
    let mut keep = vec![true; names.len()];
    for (at, &(span, kind)) in names.iter().enumerate() {
        let text = span.of(body);
        let agreed = kind != NameKind::Person && text.contains(' ') && is_agreed(last(text));
        let followed = kind != NameKind::Place && is_followed_by_agreed(&body[span.end..]);
        if agreed || followed {
            if followed && is_acronym(text) {
                rejected.insert(text);
            }
            rejected.extend(short(body, names, at));
        }
        let short_for = short(body, names, at).is_some_and(|short| rejected.contains(short));
        // a speech before parliament
        let speech = text.eq_ignore_ascii_case("union") && body[..span.start].ends_with(" of the ");
        keep[at] = !(agreed
            || followed
            || short_for
            || speech
            || is_storm(text)
            || is_other(text, kind, lexicon));
    }
    let mut kept = keep.iter();
    names.retain(|(span, _)| {
        let text = span.of(body);
        kept.next().copied().unwrap_or(true) && !rejected.contains(text) && !acts.contains(text)
    });
}

/// The initials of every act and treaty that a body spells out: `CHA` of `Clean Harbours Act`.
fn initials_of_acts(body: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for ending in SPELLED_OUT {
        for (at, _) in body.match_indices(ending) {
            let end = at + ending.len();
            if body[end..].starts_with(char::is_alphanumeric) {
                continue;
            }
            let mut letters = String::new();
            for word in body[..end].rsplit([' ', '\n']).take(LONGEST_ACT) {
                match word.chars().next() {
                    Some(first) if first.is_uppercase() => letters.insert(0, first),
                    _ if matches!(word, "and" | "for" | "of" | "on" | "the" | "to") => continue,
                    _ => break,
                }
                if letters.chars().count() >= LEAST_INITIALS {
                    found.insert(letters.clone());
                }
            }
        }
    }
    found
}

/// `MRF` after `Middle-Range Forces (`.
fn short<'b>(body: &'b str, names: &[(Span, NameKind)], at: usize) -> Option<&'b str> {
    let (long, next) = (names.get(at)?.0, names.get(at + 1)?.0);
    let opens = body[long.end..].starts_with(" (") && next.start == long.end + " (".len();
    opens.then(|| next.of(body))
}

/// Initials that the article mostly puts before `treaty`, `accord`: `the MRF treaty`.
fn treaties<'b>(body: &'b str, names: &[(Span, NameKind)]) -> Vec<&'b str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for (span, _) in names {
        let text = span.of(body);
        if !is_acronym(text) {
            continue;
        }
        let after = &body[span.end..];
        let after = after.strip_prefix(')').unwrap_or(after);
        let (before, all) = counts.entry(text).or_default();
        *all += 1;
        *before += usize::from(TREATIES.iter().any(|word| {
            after
                .strip_prefix(' ')
                .is_some_and(|after| after.starts_with(word))
        }));
    }
    counts
        .into_iter()
        .filter(|(_, (before, all))| *before >= LEAST_TREATIES && before * 3 >= *all)
        .map(|(text, _)| text)
        .collect()
}

fn last(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or(text)
}

fn is_agreed(word: &str) -> bool {
    AGREED.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// `INF` before ` Treaty` or `) Treaty`.
fn is_followed_by_agreed(after: &str) -> bool {
    let after = after.strip_prefix(')').unwrap_or(after);
    let Some(rest) = after.strip_prefix(' ') else {
        return false;
    };
    let end = rest
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(rest.len());
    rest.starts_with(char::is_uppercase) && is_agreed(&rest[..end])
}

/// What the storms of a body are called: `Elsa` of `Hurricane Elsa`.
fn storms(body: &str) -> HashSet<&str> {
    let mut found = HashSet::new();
    for kind in STORMS {
        for (at, _) in body.match_indices(kind) {
            let whole = !body[..at].ends_with(char::is_alphanumeric);
            let Some(rest) = body[at + kind.len()..].strip_prefix(' ').filter(|_| whole) else {
                continue;
            };
            let end = rest
                .find(|letter: char| !letter.is_alphabetic())
                .unwrap_or(rest.len());
            if rest.starts_with(char::is_uppercase) {
                found.insert(&rest[..end]);
            }
        }
    }
    found
}

fn is_storm(text: &str) -> bool {
    STORMS.iter().any(|kind| text.starts_with(kind))
}

fn is_other(text: &str, kind: NameKind, lexicon: &Lexicon) -> bool {
    let lower = fold(text);
    let is_listed = |table: &[&str], word: &str| table.binary_search(&word).is_ok();
    // `Obamacare` is called after a person
    let called_after = lower.strip_suffix("care").is_some_and(|stem| {
        kind != NameKind::Person
            && lexicon.word(super::lexicon::key(stem)) & (GIVEN | FAMILY | PERSON) != 0
    });
    let member = lower.contains(' ') && is_listed(MEMBERS, last(&lower));
    // `Fishermen` at the head of a sentence
    let many = !lower.contains(' ')
        && english().has(&lower, Tag::PluralWithoutS)
        && lexicon.word(super::lexicon::key(&lower)) & (GIVEN | FAMILY) == 0;
    called_after
        || many
        || is_listed(PROGRAMMES, &lower)
        || is_listed(GENERAL, &lower)
        || lower.split(' ').all(is_legal_form)
        || (member && kind != NameKind::Organisation)
        || (kind == NameKind::Place && is_listed(DIRECTIONS, &lower))
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Organisation, Person, Place};

    fn left(body: &str, given: &[(&str, NameKind)]) -> Vec<String> {
        let mut names: Vec<(Span, NameKind)> = given
            .iter()
            .flat_map(|&(name, kind)| {
                body.match_indices(name)
                    .map(move |(at, _)| (Span::new(at, at + name.len()), kind))
            })
            .collect();
        names.sort_by_key(|(span, _)| span.start);
        without(body, &Lexicon::default(), &mut names);
        names
            .into_iter()
            .map(|(span, _)| span.of(body).to_string())
            .collect()
    }

    #[test]
    fn tables_are_sorted() {
        for table in [AGREED, GENERAL, PROGRAMMES, MEMBERS, DIRECTIONS] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    #[test]
    fn acts_and_treaties_and_their_initials() {
        let body = "The Clean Harbours Act (CHA) and the MRF Treaty. CHA and MRF hold in Paris.";
        let names = [
            ("Clean Harbours Act", Organisation),
            ("CHA", Organisation),
            ("MRF", Organisation),
            ("Paris", Place),
        ];
        assert_eq!(left(body, &names), ["Paris"]);
    }

    #[test]
    fn initials_that_mostly_stand_before_treaty() {
        let body = "Middle-Range Forces (MRF) treaty. The MRF treaty and MRF. An EVU treaty; EVU and EVU and EVU.";
        let names = [
            ("Middle-Range Forces", Organisation),
            ("MRF", Organisation),
            ("EVU", Organisation),
        ];
        assert_eq!(left(body, &names), ["EVU"; 4]);
        let body = "The Clean Harbours and Rivers Act was voted on. CHRA costs. So does CHR.";
        let names = [("CHRA", Organisation), ("CHR.", Organisation)];
        assert_eq!(left(body, &names), ["CHR."]);
    }

    #[test]
    fn storms_members_and_directions() {
        let body = "Hurricane Arna hit Lund. Arna, said a Lund Republican, went to the North.";
        let names = [
            ("Arna", Person),
            ("Lund Republican", Person),
            ("North", Place),
        ];
        assert!(left(body, &names).is_empty());
        assert_eq!(
            left("Ada Storm left.", &[("Ada Storm", Person)]),
            ["Ada Storm"]
        );
        assert_eq!(
            left(
                "House Democrats left.",
                &[("House Democrats", Organisation)]
            )
            .len(),
            1
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "(Hurricane |Act |[A-Z]{2,3} |\\PC){0,12}") {
            let mut names: Vec<(Span, NameKind)> = body
                .char_indices()
                .map(|(at, letter)| (Span::new(at, at + letter.len_utf8()), Organisation))
                .collect();
            without(&body, &Lexicon::default(), &mut names);
        }
    }
}
