//! Marked spans that are no names, or more than a name: offices before people, titles alone, words for a people.

use super::demonyms::is_demonym;
use super::words::{is_generation, is_newspaper, is_title};
use crate::analysis::text::lexicon::{Tag, english};
use crate::model::{NameKind, Span};

/// Of these the ones that may end an office, and words that greet.
#[rustfmt::skip]
const ENDERS: &[&str] = &[
    "adviser", "advisor", "advocate", "ag", "attorney", "candidate", "clerk", "comptroller", "counsel", "cpl", "cpt",
    "dear", "hello", "hey", "hi", "lawyer", "leader", "ltc", "master", "minister", "nominee", "pfc", "principal",
    "provost", "secretary", "thanks", "whip",
];

/// Titles that are nobody's name; `King` and `Judge` may be.
#[rustfmt::skip]
pub(super) const ADDRESSES: &[&str] = &[
    "adm", "capt", "cmdr", "col", "congressman", "congresswoman", "dr", "gen", "gov", "governor", "hon", "lt", "maj",
    "messrs", "mr", "mrs", "ms", "president", "prof", "rep", "reps", "rev", "sen", "senator", "sens", "sgt", "staff",
    "vice",
];

/// An initial with its full stop has so many bytes.
const INITIAL_BYTES: usize = 2;
/// Bytes before a doubled name in which it is looked for alone.
const LOOKED_BACK: usize = 4000;
/// Before a seam stand so many bytes at least: `McVenn`, `FitzLund` and `MacLund` have none.
const SEAM_BYTES: usize = 5;
/// What ends an office that is marked as if it were an organisation. Sorted, for binary search.
#[rustfmt::skip]
const OFFICE_HOLDERS: &[&str] = &[
    "adviser", "chairman", "leader", "minister", "president", "secretary", "speaker", "whip",
];
/// Offices whose words are names by themselves.
const WHOLE_OFFICES: &[&str] = &["chief justice", "chief rabbi", "lord chief justice"];
/// Words of a person's name that are looked at.
const LONGEST_NAME: usize = 8;

/// Leaves out what is no name, and the offices before the names of people.
pub fn trimmed(body: &str, names: &mut Vec<(Span, NameKind)>) {
    for (span, kind) in names.iter_mut() {
        if matches!(span.of(body), "Democrats" | "Republicans") {
            *kind = NameKind::Organisation;
        }
        *span = without_party(body, *span);
        if *kind == NameKind::Organisation {
            *span = chamber(body, *span);
        }
        if let Some(paper) = newspaper(body, *span).filter(|_| *kind == NameKind::Place) {
            (*span, *kind) = (paper, NameKind::Organisation);
        }
        if is_state_of_member(body, *span) {
            *kind = NameKind::Place;
        }
        if *kind == NameKind::Person {
            *span = said_once(body, without_office(body, *span));
            *span = without_link(body, *span);
        }
    }
    let mut end = 0;
    names.retain(|(span, kind)| {
        // what a newspaper took in
        if span.start < end {
            return false;
        }
        end = span.end;
        let text = span.of(body);
        let lower = text.to_lowercase();
        let mut words = lower.split_whitespace();
        let is_post = (*kind == NameKind::Organisation && is_office(&lower))
            || WHOLE_OFFICES.contains(&lower.as_str());
        let is_address = |word: &str| ADDRESSES.binary_search(&word.trim_end_matches('.')).is_ok();
        let is_nobody = is_post || is_demonym(&lower) || words.all(is_address);
        !is_nobody && text.chars().any(char::is_alphabetic)
    });
}

/// Whether a name is the state in `Lund, D-Calif.` or `(R-Mich.)`.
fn is_state_of_member(body: &str, span: Span) -> bool {
    let text = span.of(body).trim_end_matches('.');
    ["D-", "R-", "I-"]
        .iter()
        .any(|party| body[..span.start].ends_with(party))
        && english().has(text, Tag::StateShort)
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

/// Whether a text in lower case is nothing but an office: `senate minority leader`.
fn is_office(lower: &str) -> bool {
    let mut words = lower.split_whitespace().rev();
    let is_part = |word: &str| english().has(word, Tag::OfficePart);
    words
        .next()
        .is_some_and(|word| OFFICE_HOLDERS.binary_search(&word).is_ok())
        && words.all(is_part)
}

/// `Senate` of `Senate Minority Leader`: the chamber is what is named, its leader is not.
fn chamber(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let lower = text.to_lowercase();
    match text.split_once(' ') {
        Some((first, _)) if matches!(first, "House" | "Senate") && is_office(&lower) => {
            Span::new(span.start, span.start + first.len())
        }
        _ => span,
    }
}

/// `USA TODAY`, `Arnville Post`: a newspaper whose place alone was marked.
fn newspaper(body: &str, span: Span) -> Option<Span> {
    let rest = body[span.end..].strip_prefix(' ')?;
    let end = rest
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(rest.len());
    let word = &rest[..end];
    let is_paper = word.starts_with(char::is_uppercase)
        && (is_newspaper(&word.to_lowercase())
            || (span.of(body) == "USA" && word.eq_ignore_ascii_case("today")));
    is_paper.then(|| Span::new(span.start, span.end + 1 + end))
}

/// A name that a page wrote twice without a mark between, as its links do: once.
fn said_once(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let mut seen: Vec<(&str, usize)> = Vec::new();
    let last = text.split_whitespace().next_back().unwrap_or(text);
    for word in text.split_whitespace() {
        let glued = word
            .strip_suffix("The")
            .unwrap_or_else(|| &word[..seam(word).unwrap_or(word.len())]);
        let end = offset(text, word) + glued.len();
        // `Lund Ada Berit LundPARTY`, `Ada Lund Ada LundAda`: a link put between the text and more of it
        if let Some(&(first, first_end)) = seen.first()
            && first == glued
            && first.len() > INITIAL_BYTES
        {
            let alone = || {
                let mut from = span.start.saturating_sub(LOOKED_BACK);
                while !body.is_char_boundary(from) {
                    from += 1;
                }
                let body = &body[from..span.start];
                let places = body.match_indices(first);
                let mut after = places.map(|(at, _)| &body[at + first.len()..]);
                after.any(|after| !after.starts_with(' ') || !after[1..].starts_with(first))
            };
            return if glued.len() == word.len() && (word != last || seen.len() > 1) {
                Span::new(span.start, span.start + seen[seen.len() - 1].1)
            } else if glued.len() < word.len() || alone() {
                Span::new(span.start, span.start + first_end)
            } else {
                span
            };
        }
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

/// Without what a page's link put after a name or around it: `Ada Lund` of `Ada Lund Adelheid (Ada) Berit Lund`, and of the
/// rest, where it begins the name of the link that comes next, the surname.
fn without_link(body: &str, span: Span) -> Span {
    let text = span.of(body);
    let Some((before, surname)) = text.rsplit_once(' ') else {
        return span;
    };
    let (given, after) = (text.split(' ').next().unwrap_or(""), &body[span.end..]);
    let is_again = after
        .strip_prefix(" (")
        .and_then(|after| after.strip_prefix(given))
        .is_some_and(|after| after.starts_with(')'));
    if is_again && before.contains(' ') {
        return Span::new(span.start, span.start + before.len());
    }
    // glued to the next word
    if after.starts_with(char::is_uppercase) {
        let mut from = span.start.saturating_sub(LINK_BYTES);
        while !body.is_char_boundary(from) {
            from += 1;
        }
        if body[from..span.start].contains(surname) {
            return Span::new(span.end - surname.len(), span.end);
        }
    }
    span
}

/// A link stands at most so many bytes after the name it was made of.
const LINK_BYTES: usize = 80;

/// Where a page glued a second name to a first: between `Lund` and `Ada` of `VennlundAda`.
fn seam(word: &str) -> Option<usize> {
    let mut before = None;
    for (at, letter) in word.char_indices() {
        let is_seam = at >= SEAM_BYTES
            && letter.is_uppercase()
            && before.is_some_and(char::is_lowercase)
            && word[at..].chars().nth(1).is_some();
        if is_seam {
            return Some(at);
        }
        before = Some(letter);
    }
    None
}

/// The name without `President`, `Senate Majority Leader`; as it is where nothing but an office would be left.
fn without_office(body: &str, span: Span) -> Span {
    let mut titled = span.start;
    let text = span.of(body);
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let Some(next) = words.peek().copied() else {
            break;
        };
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches(['.', ',']);
        let initials = titled == span.start && word == bare_initials(word);
        let known =
            initials || english().has(bare, Tag::OfficePart) || ENDERS.binary_search(&bare).is_ok();
        let known = known || ADDRESSES.binary_search(&bare).is_ok();
        if !(known || is_title(bare)) || is_generation(&next.to_lowercase()) {
            break;
        }
        // a first name may be called `Senior` or `Crown`: only a title makes an office of the words before it
        let is_address = ADDRESSES.binary_search(&bare.trim_end_matches('.')).is_ok();
        let is_side = matches!(bare, "democrat" | "democratic" | "majority" | "republican")
            && words.clone().nth(1).is_some();
        if is_title(bare) || is_address || is_side || ENDERS.binary_search(&bare).is_ok() {
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
        assert!(ENDERS.is_sorted() && ADDRESSES.is_sorted() && OFFICE_HOLDERS.is_sorted());
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
            ("Venner Bo Arn VennerPARTY", "Venner"),
            ("Ada Vennlund Ada VennlundVennlund", "Ada Vennlund"),
            ("Ada VennlundBo Vennlund", "Ada Vennlund"),
            ("Bo FitzLund", "Bo FitzLund"),
            ("Sens. Bo Venn", "Bo Venn"),
            ("Majority Bo Venn", "Bo Venn"),
            ("Berit Vennlund Berit", "Berit Vennlund"),
            ("Lund Lund", "Lund Lund"),
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
    fn a_doubled_surname_and_a_newspaper() {
        let of = |body: &str, name: &str, kind: NameKind| {
            let start = body.find(name).unwrap();
            let mut names = vec![(Span::new(start, start + name.len()), kind)];
            trimmed(body, &mut names);
            (names[0].0.of(body).to_string(), names[0].1)
        };
        assert_eq!(
            of(
                "Lund won. They saw Lund Lund left.",
                "Lund Lund",
                NameKind::Person
            )
            .0,
            "Lund"
        );
        assert_eq!(
            of("told USA TODAY so", "USA", NameKind::Place),
            ("USA TODAY".to_string(), NameKind::Organisation)
        );
        let body = "said Bo Venn Boris (Bo) Arn VennPARTY wins";
        assert_eq!(of(body, "Bo Venn Boris", NameKind::Person).0, "Bo Venn");
        let body = "said Bo Arner Boris (Bo) Lee ArnerPARTY wins";
        assert_eq!(of(body, "Lee ArnerPARTY", NameKind::Person).0, "Arner");
        assert_eq!(of("in Lima today", "Lima", NameKind::Place).0, "Lima");
    }

    #[test]
    fn titles_alone_and_peoples_are_no_names() {
        for name in ["Sen.", "Mr", "Peruvians", "Norwegian"] {
            assert_eq!(left(name, NameKind::Person), None, "{name}");
        }
        assert_eq!(left("Deputy Prime Minister", NameKind::Organisation), None);
        assert_eq!(
            left("Senate Minority Leader", NameKind::Organisation).as_deref(),
            Some("Senate")
        );
        assert_eq!(left("D-Lund", NameKind::Place).as_deref(), Some("Lund"));
        assert!(left("Norwegian Herald", NameKind::Organisation).is_some());
    }
}
