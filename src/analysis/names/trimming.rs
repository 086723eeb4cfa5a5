//! Marked spans that are no names, or more than a name: offices before people, titles alone, words for a people.

use super::demonyms::is_demonym;
use super::words::{is_generation, is_title};
use crate::model::{NameKind, Span};

/// Words that stand in an office before its title or after it: `Senate Majority Leader`, `Vice President`.
const OFFICES: &[&str] = &[
    "acting",
    "assistant",
    "associate",
    "attorney",
    "counsel",
    "crown",
    "defence",
    "defense",
    "democratic",
    "deputy",
    "district",
    "ex",
    "executive",
    "federal",
    "finance",
    "first",
    "foreign",
    "former",
    "government",
    "house",
    "interior",
    "leader",
    "majority",
    "minister",
    "minority",
    "mr",
    "mrs",
    "national",
    "press",
    "prime",
    "republican",
    "secretary",
    "senate",
    "senior",
    "special",
    "state",
    "then",
    "treasury",
    "u.s",
    "uk",
    "us",
    "vice",
    "whip",
];

/// Of these the ones that may end an office, and words that greet.
const ENDERS: &[&str] = &[
    "adviser",
    "advisor",
    "ag",
    "attorney",
    "candidate",
    "counsel",
    "cpl",
    "cpt",
    "dear",
    "hello",
    "hey",
    "hi",
    "lawyer",
    "leader",
    "ltc",
    "minister",
    "nominee",
    "pfc",
    "secretary",
    "thanks",
    "whip",
];

/// Titles that are nobody's name; `King` and `Judge` may be.
const ADDRESSES: &[&str] = &[
    "capt",
    "cmdr",
    "col",
    "congressman",
    "congresswoman",
    "dr",
    "gen",
    "gov",
    "governor",
    "hon",
    "lt",
    "messrs",
    "mr",
    "mrs",
    "ms",
    "president",
    "prof",
    "rep",
    "reps",
    "rev",
    "sen",
    "senator",
    "sens",
    "sgt",
    "vice",
];

/// States of the United States as newspapers shorten them. Sorted, for binary search.
const STATES: &[&str] = &[
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
    "La", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "N.C", "N.D", "N.H", "N.J", "N.M",
    "N.Y", "Neb", "Nev", "Okla", "Ore", "Pa", "R.I", "S.C", "S.D", "Tenn", "Tex", "Va", "Vt",
    "W.Va", "Wash", "Wis", "Wyo",
];
/// An initial with its full stop has so many bytes.
const INITIAL_BYTES: usize = 2;
/// Words of a person's name that are looked at.
const LONGEST_NAME: usize = 8;

/// Leaves out what is no name, and the offices before the names of people.
pub fn trimmed(body: &str, names: &mut Vec<(Span, NameKind)>) {
    for (span, kind) in names.iter_mut() {
        if matches!(span.of(body), "Democrats" | "Republicans") {
            *kind = NameKind::Organisation;
        }
        *span = without_party(body, *span);
        if is_state_of_member(body, *span) {
            *kind = NameKind::Place;
        }
        if *kind == NameKind::Person {
            *span = said_once(body, without_office(body, *span));
        }
    }
    names.retain(|&(span, _)| {
        let text = span.of(body);
        let lower = text.to_lowercase();
        let mut words = lower.split_whitespace();
        !is_demonym(&lower)
            && !words.all(|word| ADDRESSES.binary_search(&word.trim_end_matches('.')).is_ok())
            && text.chars().any(char::is_alphabetic)
    });
}

/// Whether a name is the state in `Lund, D-Calif.` or `(R-Mich.)`.
fn is_state_of_member(body: &str, span: Span) -> bool {
    let text = span.of(body).trim_end_matches('.');
    ["D-", "R-", "I-"]
        .iter()
        .any(|party| body[..span.start].ends_with(party))
        && STATES.binary_search(&text).is_ok()
}

/// `N.Y.` of `D-N.Y.`, a senator's party and state.
fn without_party(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let state = ["D-", "R-", "I-"]
        .iter()
        .find_map(|party| text.strip_prefix(party))
        .filter(|state| state.starts_with(char::is_uppercase));
    match state {
        Some(state) => Span::new(span.end - state.len(), span.end),
        None => span,
    }
}

/// A name that a page wrote twice without a mark between, as its links do: once.
fn said_once(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let mut seen: Vec<(&str, usize)> = Vec::new();
    for word in text.split_whitespace() {
        let glued = word.strip_suffix("The").unwrap_or(word);
        let end = offset(text, word) + glued.len();
        // `Ada LundThe Post`: a page put two links together
        if glued.len() < word.len() && glued.ends_with(char::is_lowercase) && !seen.is_empty() {
            let again = seen.iter().find(|&&(other, _)| other == glued);
            return Span::new(span.start, span.start + again.map_or(end, |&(_, end)| end));
        }
        let again = seen.iter().position(|&(other, _)| other == glued);
        // `Ada Lund Ada B. Lund`: the surname ends the first of them
        if let Some(again) = again.filter(|&again| again > 0 && glued.len() > INITIAL_BYTES) {
            return Span::new(span.start, span.start + seen[again].1);
        }
        if seen.len() >= LONGEST_NAME {
            break;
        }
        seen.push((glued, end));
    }
    span
}

/// The name without `President`, `Senate Majority Leader`; as it is where nothing but an office would be left.
fn without_office(body: &str, span: Span) -> Span {
    let mut titled = span.start;
    let text = span.of(body);
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let Some(next) = words.peek() else { break };
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches(['.', ',']);
        let initials = titled == span.start && word == bare_initials(word);
        let known =
            initials || OFFICES.binary_search(&bare).is_ok() || ENDERS.binary_search(&bare).is_ok();
        if !(known || is_title(bare)) || is_generation(&next.to_lowercase()) {
            break;
        }
        // a first name may be called `Senior` or `Crown`: only a title makes an office of the words before it
        if is_title(bare) || ENDERS.binary_search(&bare).is_ok() {
            titled = span.start + offset(text, next);
        }
    }
    Span::new(titled, span.end)
}

/// A word that is nothing but capitals, two or more: a ministry's initials before its secretary; empty for others.
fn bare_initials(word: &str) -> &str {
    let is_initials = word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    if is_initials { word } else { "" }
}

/// Where a part of a text begins in it, in bytes.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(name: &str, kind: NameKind) -> Option<String> {
        let mut names = vec![(Span::new(0, name.len()), kind)];
        trimmed(name, &mut names);
        names.first().map(|(span, _)| span.of(name).to_string())
    }

    #[test]
    fn tables_are_sorted() {
        assert!(
            OFFICES.is_sorted()
                && ENDERS.is_sorted()
                && STATES.is_sorted()
                && ADDRESSES.is_sorted()
        );
    }

    #[test]
    fn offices_go_and_names_stay() {
        for (name, rest) in [
            ("Vice President Ada Lund", "Ada Lund"),
            ("Senate Majority Leader Ada Lund", "Ada Lund"),
            ("U.S. President Bo Venn", "Bo Venn"),
            ("US Attorney Bo Venn", "Bo Venn"),
            ("Hello Ada", "Ada"),
            ("HHS Secretary Bo Venn", "Bo Venn"),
            ("JK Venn", "JK Venn"),
            ("ADA LUND", "ADA LUND"),
            ("Bo VennThe Post", "Bo Venn"),
            ("Bo Venn Bo VennThe", "Bo Venn"),
            ("Sen Ada Lund", "Ada Lund"),
            ("Ada King Lund", "Ada King Lund"),
            ("Bo King", "Bo King"),
            ("House Lund", "House Lund"),
            ("King Jr.", "King Jr."),
        ] {
            assert_eq!(left(name, NameKind::Person).as_deref(), Some(rest));
        }
    }

    #[test]
    fn titles_alone_and_peoples_are_no_names() {
        for name in ["Sen.", "Mr", "Peruvians", "Norwegian"] {
            assert_eq!(left(name, NameKind::Person), None, "{name}");
        }
        assert_eq!(left("D-Lund", NameKind::Place).as_deref(), Some("Lund"));
        assert!(left("Norwegian Herald", NameKind::Organisation).is_some());
    }
}
