//! Names that are more than one, or none: an office or a dash in the middle, the parties of a case, an office taken for a
//! person, a firm taken for the person it is called after.

use super::fields::HEADS;
use super::lexicon::{FAMILY, GIVEN, Lexicon, PLACE, key};
use super::trimming::ADDRESSES;
use super::words::{heads_organisation, is_generation, is_title};
use crate::analysis::text::given_names;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// Offices that are nobody's name, and what members of parties are called: whoever comes before one in a name is another. In
/// lower case; sorted, for binary search.
#[rustfmt::skip]
const PARTING: &[&str] = &[
    "attorney", "ceo", "chancellor", "congressman", "congresswoman", "democrat", "executive", "gov", "governor",
    "minister", "premier", "president", "rep", "representative", "republican", "sec", "secretary", "sen", "senator",
    "speaker",
];
/// What an office ends in that is marked as a person by itself. In lower case; sorted, for binary search.
#[rustfmt::skip]
const HOLDERS: &[&str] = &[
    "advocate", "attorney", "ceo", "director", "envoy", "general", "judge", "leader", "minister", "president",
    "representative", "secretary", "senator", "speaker",
];
/// What may stand before that. In lower case; sorted, for binary search.
#[rustfmt::skip]
const RANKS: &[&str] = &[
    "acting", "adjunct", "adjutant", "assistant", "associate", "attorney", "chief", "circuit", "court", "democratic",
    "deputy", "district", "former", "home", "house", "majority", "minority", "press", "prime", "republican", "senate",
    "shadow", "solicitor", "special", "state", "surgeon", "vice",
];
/// Firms that are called after people, by the names that the news gives them. Sorted, for binary search.
#[rustfmt::skip]
const FIRMS: &[&str] = &[
    "Dow Jones", "Fannie Mae", "Freddie Mac", "Ginnie Mae", "J.P. Morgan", "J.P. Morgan Chase", "JP Morgan",
    "JP Morgan Chase", "JPMorgan Chase", "Merrill Lynch", "Morgan Stanley", "Sallie Mae",
];
/// The longest of them has so many words.
const FIRM_WORDS: usize = 3;
/// Between two names that were taken for one.
const DASHES: &[&str] = &[" – ", " — ", " - "];
/// Between the parties of a case.
const AGAINST: &[&str] = &["v.", "vs."];
/// Letters behind the name of a lawyer or a member of parliament.
const BEHIND: &[&str] = &[
    " KC", " QC", " OBE", " MBE", " CBE", " DBE", " KBE", " FRS", " PhD", " Esq",
];
/// Titles that begin a name.
const NOBLE: [&str; 7] = [
    "Baron", "Baroness", "Dame", "Lady", "Lord", "Sir", "Viscount",
];
/// Those that one given name goes with: `Queen Olava`.
const REIGNING: [&str; 6] = ["Emperor", "King", "Pope", "Prince", "Princess", "Queen"];
/// What they are called by before it.
const HONOURS: &[&str] = &["Dame", "Sir"];
/// Whom an office is held before, `Ambassador to the United Nations`.
const SENT: &[&str] = &["ambassador", "envoy", "representative"];

type Names = Vec<(Span, NameKind)>;

/// Parts them, in names that are in order and stay so.
pub fn parted(body: &str, lexicon: &Lexicon, names: &mut Names) {
    let mut found = Names::with_capacity(names.len());
    for &(span, kind) in names.iter() {
        for (span, kind) in at_dash(body, lexicon, span, kind) {
            at_and(body, span, kind, &mut found);
        }
    }
    let mut parts = Names::with_capacity(found.len());
    for (span, kind) in found {
        let (span, kind) = honoured(body, span, kind);
        let (span, kind) = reigning(body, lexicon, span, kind);
        match kind {
            NameKind::Person => person(body, lexicon, span, &mut parts),
            NameKind::Organisation => sent(body, lexicon, span, &mut parts),
            NameKind::Place => parts.push((span, kind)),
        }
    }
    firms(body, &mut parts);
    *names = parts;
}

/// `WASHINGTON – President Bo Lund`, `Lund — Venn`.
fn at_dash(body: &str, lexicon: &Lexicon, span: Span, kind: NameKind) -> Names {
    let text = span.of(body);
    let dash = DASHES
        .iter()
        .filter_map(|dash| Some((text.find(dash)?, dash.len())))
        .min();
    let Some((at, length)) = dash.filter(|_| kind == NameKind::Person) else {
        return vec![(span, kind)];
    };
    let before = Span::new(span.start, span.start + at);
    let after = Span::new(span.start + at + length, span.end);
    // Texts that part every sign write `Jean - Claude Lund` and `Ivo al - Dane`.
    let is_hyphen = text[at..].starts_with(" - ");
    let text = before.of(body);
    let place = key(&fold(text));
    let is_place = lexicon.phrase(place) & PLACE != 0;
    if is_hyphen && !(after.of(body).contains(' ') && (text.contains(' ') || is_place)) {
        return vec![(span, kind)];
    }
    let mut parts = Names::new();
    let is_surname = lexicon.word(place) & (GIVEN | FAMILY) != 0 && has_small(text);
    if is_place && !is_surname {
        parts.push((before, NameKind::Place));
    } else if !text.contains(|letter: char| letter.is_ascii_digit()) && has_small(text) {
        parts.push((before, kind));
    }
    parts.extend(at_dash(body, lexicon, after, kind));
    parts
}

/// `Lady Justice Lund and Mr Justice Venn`.
fn at_and(body: &str, span: Span, kind: NameKind, found: &mut Names) {
    let text = span.of(body);
    let and = text.find(" and ").filter(|&at| {
        let mut after = text[at + " and ".len()..].split(' ');
        let is_called = after.next().is_some_and(|word| {
            let is_noble = NOBLE.contains(&word) && begins_with_title(text);
            is_noble || is_address(word) && !matches!(word, "President" | "Governor" | "Staff")
        });
        is_called && after.next().is_some()
    });
    let Some(at) = and.filter(|_| kind != NameKind::Place) else {
        found.push((span, kind));
        return;
    };
    for part in [
        Span::new(span.start, span.start + at),
        Span::new(span.start + at + " and ".len(), span.end),
    ] {
        let part = without_titles(body, part);
        // `Lady Justice`, where the name behind it stands by itself
        if !part.is_empty() && !is_title(&part.of(body).to_lowercase()) {
            found.push((part, NameKind::Person));
        }
    }
}

/// `Baroness Hale-Venn` of `Baroness Hale-Venn and Lady Justice Lund`: of `Lord and Lady Lund` nobody stands before the second.
fn begins_with_title(text: &str) -> bool {
    let mut words = text.split(' ');
    words.next().is_some_and(|word| NOBLE.contains(&word))
        && words.next().is_some_and(|word| word != "and")
}

fn without_titles(body: &str, mut span: Span) -> Span {
    while let Some((first, _)) = span.of(body).split_once(' ') {
        let lower = first.to_lowercase();
        if !(is_address(first) || is_title(&lower)) {
            break;
        }
        span = Span::new(span.start + first.len() + 1, span.end);
    }
    span
}

fn is_address(word: &str) -> bool {
    let lower = word.to_lowercase();
    ADDRESSES
        .binary_search(&lower.trim_end_matches('.'))
        .is_ok()
}

/// `Olava` of `Queen Olava`, which was taken for an organisation: one word that is neither a place nor heads one.
fn reigning(body: &str, lexicon: &Lexicon, span: Span, kind: NameKind) -> (Span, NameKind) {
    let text = span.of(body);
    let Some((title, name)) = text.split_once(' ') else {
        return (span, kind);
    };
    let lower = name.to_lowercase();
    let is_called = kind == NameKind::Organisation
        && REIGNING.contains(&title)
        && name.starts_with(char::is_uppercase)
        && name.chars().skip(1).all(char::is_lowercase)
        && !heads_organisation(&lower)
        && lexicon.phrase(key(&fold(text))) & PLACE == 0
        && english().tags(&lower).is_empty();
    if !is_called {
        return (span, kind);
    }
    (Span::new(span.end - name.len(), span.end), NameKind::Person)
}

/// `Ivor Dane` of `Sir Ivor Dane QC`.
fn honoured(body: &str, span: Span, kind: NameKind) -> (Span, NameKind) {
    let text = span.of(body);
    let behind = BEHIND.iter().find_map(|behind| text.strip_suffix(behind));
    let rest = behind.unwrap_or(text);
    let words: Vec<&str> = rest.split(' ').collect();
    let honour = words.iter().position(|word| HONOURS.contains(word));
    let from = honour.map_or(0, |at| at + 1);
    if kind == NameKind::Place || words.len() - from < 2 || (honour.is_none() && behind.is_none()) {
        return (span, kind);
    }
    let start = words[..from]
        .iter()
        .map(|word| word.len() + 1)
        .sum::<usize>();
    (
        Span::new(span.start + start, span.start + rest.len()),
        NameKind::Person,
    )
}

/// `Ada Lund` of `Bo Venn President Ada Lund`; a party of a case and an office alone are nobody.
fn person(body: &str, lexicon: &Lexicon, span: Span, parts: &mut Names) {
    let text = span.of(body);
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() == 1 && is_party(body, span) {
        return;
    }
    if is_office(&words, &body[span.end..]) {
        let first = words[0];
        let is_initials = first.chars().nth(1).is_some() && first.chars().all(char::is_uppercase);
        if is_initials && !matches!(first, "US" | "UK") {
            let first = Span::new(span.start, span.start + first.len());
            parts.push((first, NameKind::Organisation));
        }
        return;
    }
    let parting = words.iter().rposition(|word| {
        let lower = word.to_lowercase();
        PARTING.binary_search(&lower.trim_end_matches('.')).is_ok() && has_small(text)
    });
    let parting = parting.filter(|&at| {
        at + 1 < words.len() && !is_generation(&words[at + 1].to_lowercase()) && {
            let given = key(&fold(words[0]));
            // somebody may be called Bo Speaker Lund
            at + 2 < words.len() || at == 0 || lexicon.word(given) & GIVEN == 0
        }
    });
    let Some(at) = parting else {
        parts.push((span, NameKind::Person));
        return;
    };
    let length = |words: &[&str]| words.iter().map(|word| word.len() + 1).sum::<usize>();
    if at > 0 && words[at].to_lowercase() == "ceo" {
        let end = span.start + length(&words[..at]) - 1;
        parts.push((Span::new(span.start, end), NameKind::Organisation));
    } else if words[0].starts_with("U.") || matches!(words[0], "US" | "UK") {
        let country = Span::new(span.start, span.start + words[0].len());
        parts.push((country, NameKind::Place));
    }
    let start = span.start + length(&words[..=at]);
    parts.push((Span::new(start, span.end), NameKind::Person));
}

fn is_party(body: &str, span: Span) -> bool {
    let before = body[..span.start].trim_end_matches(' ');
    let after = body[span.end..].trim_start_matches(' ');
    AGAINST.iter().any(|against| {
        let is_word = before
            .strip_suffix(against)
            .is_some_and(|before| before.ends_with(' '));
        is_word
            || after
                .strip_prefix(against)
                .is_some_and(|after| after.starts_with(' '))
    })
}

/// `Surgeon General`, `CDC Director`, `Special Envoy`.
fn is_office(words: &[&str], after: &str) -> bool {
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let last = last.trim_end_matches('.').to_lowercase();
    let is_before = |word: &&str| {
        let lower = word.to_lowercase();
        let lower = lower.trim_end_matches('.');
        RANKS.binary_search(&lower).is_ok()
            || english().has(lower, Tag::OfficeField)
            || matches!(*word, "U.S." | "US" | "UK" | "U.K.")
    };
    let is_initials =
        |word: &&str| word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    if HOLDERS.binary_search(&last.as_str()).is_ok() {
        let has_more = !before.is_empty() || (last == "advocate" && after.starts_with(" General"));
        return has_more
            && before
                .iter()
                .all(|word| is_before(word) || is_initials(word));
    }
    // `Shadow Home` before `Secretary`
    let next = after.trim_start().split(' ').next().unwrap_or("");
    words.len() > 1
        && after.starts_with(' ')
        && words.iter().all(is_before)
        && HEADS.binary_search(&next.to_lowercase().as_str()).is_ok()
}

/// `United Nations` and `Ada Lund` of `United Nations Ada Lund` after `ambassador to the `.
fn sent(body: &str, lexicon: &Lexicon, span: Span, parts: &mut Names) {
    let text = span.of(body);
    let before = body[..span.start].trim_end();
    let before = before.strip_suffix("the").unwrap_or(before).trim_end();
    let office = before
        .strip_suffix(" to")
        .or_else(|| before.strip_suffix(" for"))
        .and_then(|before| before.rsplit(' ').next())
        .unwrap_or("");
    let is_sent = SENT.contains(&office.to_lowercase().as_str());
    let words: Vec<&str> = text.split(' ').collect();
    if let [first @ .., given, family] = words.as_slice()
        && is_sent
        && !first.is_empty()
        && (lexicon.word(key(&fold(given))) & GIVEN != 0
            || given_names::bearer(&fold(given)).is_some())
        && family.starts_with(char::is_uppercase)
    {
        let end = span.start + first.iter().map(|word| word.len() + 1).sum::<usize>();
        parts.push((Span::new(span.start, end - 1), NameKind::Organisation));
        parts.push((Span::new(end, span.end), NameKind::Person));
    } else {
        parts.push((span, NameKind::Organisation));
    }
}

/// Makes `Dow Jones` one organisation, where the rest of the name was marked or all of it.
fn firms(body: &str, names: &mut Names) {
    for at in 0..names.len() {
        let (span, _) = names[at];
        let text = span.of(body);
        let is_whole = |text: &str| FIRMS.binary_search(&text).is_ok();
        let mut longer = span;
        // a word before it that was left out
        for _ in 1..FIRM_WORDS {
            let before = &body[..longer.start];
            let Some(line) = before.strip_suffix(' ') else {
                break;
            };
            let start = line.rfind([' ', '\n', '(', '"', '“']).map_or(0, |at| {
                at + line[at..].chars().next().map_or(1, char::len_utf8)
            });
            longer = Span::new(start, span.end);
            let is_free = at == 0 || names[at - 1].0.end <= start;
            if is_free && is_whole(longer.of(body)) {
                names[at] = (longer, NameKind::Organisation);
            }
        }
        if is_whole(text) {
            names[at].1 = NameKind::Organisation;
        }
    }
}

fn has_small(text: &str) -> bool {
    text.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Organisation, Person, Place};

    fn found(body: &str, name: &str, kind: NameKind) -> Vec<(String, NameKind)> {
        let start = body.find(name).unwrap();
        let mut names = vec![(Span::new(start, start + name.len()), kind)];
        let model = super::super::model::shipped().unwrap();
        parted(body, &model.lexicon, &mut names);
        names
            .into_iter()
            .map(|(span, kind)| (span.of(body).to_string(), kind))
            .collect()
    }

    #[test]
    fn tables_are_sorted() {
        assert!(PARTING.is_sorted() && HOLDERS.is_sorted() && RANKS.is_sorted());
        assert!(FIRMS.is_sorted());
    }

    #[test]
    fn what_is_glued_is_parted() {
        /// A marked text with its kind, and what it is parted into.
        type Case = (&'static str, NameKind, &'static [(&'static str, NameKind)]);
        let rows: &[Case] = &[
            (
                "Jon Rusk President Ada Lund",
                Person,
                &[("Ada Lund", Person)],
            ),
            (
                "LIMA – President Ada Lund",
                Person,
                &[("LIMA", Place), ("Ada Lund", Person)],
            ),
            (
                "Robert — Venn",
                Person,
                &[("Robert", Person), ("Venn", Person)],
            ),
            ("x7Kp2 — Ada Lund", Person, &[("Ada Lund", Person)]),
            ("Executive Ada Lund", Person, &[("Ada Lund", Person)]),
            ("Democrat Ada", Person, &[("Ada", Person)]),
            (
                "Nordvia CEO Ada Lund",
                Person,
                &[("Nordvia", Organisation), ("Ada Lund", Person)],
            ),
            (
                "US Trade Representative Bo Venn",
                Person,
                &[("US", Place), ("Bo Venn", Person)],
            ),
            ("Venn Speaker Ada Lund", Person, &[("Ada Lund", Person)]),
            (
                "Lady Justice Lund and Mr Justice Orm-Venn",
                Organisation,
                &[("Lund", Person), ("Orm-Venn", Person)],
            ),
            ("Sir Ivor Lund QC", Organisation, &[("Ivor Lund", Person)]),
            (
                "Crown Prosecutor Dame Alma Lund KC",
                Organisation,
                &[("Alma Lund", Person)],
            ),
            ("Surgeon General", Person, &[]),
            ("CDC Director", Person, &[("CDC", Organisation)]),
            ("Special Envoy", Person, &[]),
            (
                "JP Morgan Chase",
                Person,
                &[("JP Morgan Chase", Organisation)],
            ),
            // as they are
            ("Mark Judge", Person, &[("Mark Judge", Person)]),
            ("Ada Lund", Person, &[("Ada Lund", Person)]),
            ("Bo Speaker", Person, &[("Bo Speaker", Person)]),
            (
                "Jean - Claude Lund",
                Person,
                &[("Jean - Claude Lund", Person)],
            ),
            ("Ivo al - Dane", Person, &[("Ivo al - Dane", Person)]),
            (
                "Robert Speaker Jr.",
                Person,
                &[("Robert Speaker Jr.", Person)],
            ),
            ("Ada Lund-Venn", Person, &[("Ada Lund-Venn", Person)]),
            (
                "Lund and Venn",
                Organisation,
                &[("Lund and Venn", Organisation)],
            ),
            (
                "Trinity and Lady Margaret",
                Place,
                &[("Trinity and Lady Margaret", Place)],
            ),
            ("Robert Morgan", Person, &[("Robert Morgan", Person)]),
        ];
        for (name, kind, parts) in rows {
            let found = found(&format!("{name} spoke."), name, *kind);
            let parts: Vec<_> = parts
                .iter()
                .map(|(name, kind)| (name.to_string(), *kind))
                .collect();
            assert_eq!(found, parts, "{name}");
        }
    }

    #[test]
    fn what_stands_around_a_name_tells() {
        for (body, name, kind, parts) in [
            (
                "the Dow Jones fell",
                "Jones",
                Person,
                vec![("Dow Jones", Organisation)],
            ),
            (
                "the day that Jones fell",
                "Jones",
                Person,
                vec![("Jones", Person)],
            ),
            ("Roe v. Lund was heard", "Lund", Person, vec![]),
            ("Lund v. Venland was heard", "Lund", Person, vec![]),
            (
                "Bo V. Lund was heard",
                "Lund",
                Person,
                vec![("Lund", Person)],
            ),
            ("Shadow Home Secretary Ada", "Shadow Home", Person, vec![]),
            (
                "ambassador to the United Nations Nikki Lund",
                "United Nations Nikki Lund",
                Organisation,
                vec![("United Nations", Organisation), ("Nikki Lund", Person)],
            ),
            (
                "sent to the United Nations Maria Fund",
                "United Nations Maria Fund",
                Organisation,
                vec![("United Nations Maria Fund", Organisation)],
            ),
        ] {
            let found = found(body, name, kind);
            let found: Vec<(&str, NameKind)> = found
                .iter()
                .map(|(name, kind)| (name.as_str(), *kind))
                .collect();
            assert_eq!(found, parts, "{body}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "([A-Z][a-z]{1,6} |President |Sir | – | and Mr |Jones |\\PC){0,20}") {
            let model = super::super::model::shipped().unwrap();
            for kind in [Person, Organisation] {
                let mut names = vec![(Span::new(0, body.len()), kind)];
                parted(&body, &model.lexicon, &mut names);
                let mut end = 0;
                for (span, _) in names {
                    assert!(span.start >= end && body.get(span.start..span.end).is_some());
                    end = span.end;
                }
            }
        }
    }
}
