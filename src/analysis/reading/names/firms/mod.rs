//! Firms by how they are written: a legal form, `& Sons`, two names with `&` between, names that end in `'s`. They are one
//! name whole, and nobody's.

mod forms;
mod legal;
mod marked;
mod pairs;
mod possessives;

use self::legal::{by_form, by_place};
use self::marked::Marked;
use self::pairs::by_sign;
use self::possessives::by_possessive;
use super::lexicon::Lexicon;
use crate::analysis::text::given_names;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};
use std::collections::{BTreeSet, HashMap, HashSet};

type Names = Vec<(Span, NameKind)>;

/// Firms whose names differ only before and behind one word and the sign after it have so many lengths at most.
const MOST_SHAPES: usize = 64;
/// Bytes of a word, and of the marks behind it, that are looked at.
const LONGEST_WORD: usize = 64;

/// Makes firms whole, and organisations of them, in names that are in order and stay so.
pub fn whole(body: &str, lexicon: &Lexicon, names: &mut Names) {
    let mut found: Vec<Span> = Vec::new();
    let marked = Marked::new(body, names);
    let mut from = 0;
    for line in body.split_inclusive('\n') {
        let words = words(line, from);
        from += line.len();
        if line.contains(char::is_lowercase) {
            by_form(body, &words, lexicon, &marked, &mut found);
            by_sign(body, &words, lexicon, &marked, &mut found);
            by_place(body, &words, &marked, &mut found);
        }
    }
    by_possessive(body, lexicon, &marked, &mut found);
    if found.is_empty() {
        return;
    }
    sort(&mut found);
    let called = called(body, &found, names);
    again(body, &called, &mut found);
    put(&found, names);
    for (span, kind) in names.iter_mut() {
        if called.contains(span.of(body)) {
            *kind = NameKind::Organisation;
        }
    }
}

/// In order, of overlapping ones the first and longest.
fn sort(found: &mut Vec<Span>) {
    found.sort_by_key(|firm| (firm.start, std::cmp::Reverse(firm.end)));
    let mut end = 0;
    found.retain(|firm| {
        let is_free = firm.start >= end;
        end = end.max(firm.end);
        is_free
    });
}

/// How a name with a sign is written: bytes before its first sign, and in all.
type Shape = (usize, usize);

/// Adds `Holm & Dahl` wherever `Holm & Dahl LLP` is called so.
fn again(body: &str, called: &HashSet<&str>, found: &mut Vec<Span>) {
    let mut shapes: HashMap<&str, Vec<Shape>> = HashMap::new();
    for name in called {
        let Some(sign) = name.find('&') else {
            continue;
        };
        let of_word = shapes.entry(last_word(&name[..sign])).or_default();
        if !of_word.contains(&(sign, name.len())) && of_word.len() < MOST_SHAPES {
            of_word.push((sign, name.len()));
        }
    }
    for (sign, _) in body.match_indices('&') {
        let before = last_word(&body[..sign]);
        // a name that begins with the sign has no word before it
        for word in [before, ""] {
            let of_word = shapes.get(word).map_or(&[][..], Vec::as_slice);
            found.extend(of_word.iter().filter_map(|&(to_sign, length)| {
                let start = sign.checked_sub(to_sign)?;
                let end = start + length;
                let is_whole = called.contains(body.get(start..end)?)
                    && !body[..start].ends_with(char::is_alphanumeric)
                    && !body[end..].starts_with(char::is_alphanumeric);
                is_whole.then_some(Span::new(start, end))
            }));
        }
    }
    sort(found);
}

/// The last letters and digits of a text, without what follows them.
fn last_word(text: &str) -> &str {
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST_WORD));
    let text = text[from..].trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let start = text.rfind(|letter: char| !letter.is_alphanumeric());
    start.map_or(text, |at| {
        &text[at + text[at..].chars().next().map_or(1, char::len_utf8)..]
    })
}

/// Words with what hangs at them, as spans of the body.
fn words(line: &str, from: usize) -> Vec<Span> {
    let words = line.split_whitespace();
    words
        .map(|word| {
            let start = from + (word.as_ptr() as usize - line.as_ptr() as usize);
            Span::new(start, start + word.len())
        })
        .collect()
}

/// A word without the marks around it, as a span of the body.
fn bare(body: &str, word: Span) -> Span {
    let text = word.of(body);
    let opened = text.trim_start_matches(['(', '[', '"', '“', '‘', '\'', '—', '–']);
    let closed = opened.trim_end_matches([
        ',', '.', ';', ':', '!', '?', ')', ']', '"', '”', '’', '\'', '—', '–',
    ]);
    let mut start = word.end - opened.len();
    let mut closed = closed;
    // `Lund/Wexel Inc.`
    if let Some((before, after)) = closed.rsplit_once('/')
        && !english().has(closed, Tag::FirmForm)
    {
        start += before.len() + 1;
        closed = after;
    }
    let closed = ["'s", "’s"]
        .iter()
        .find_map(|end| closed.strip_suffix(end))
        .unwrap_or(closed);
    Span::new(start, start + closed.len())
}

fn is_listed(table: &[&str], word: &str) -> bool {
    table.binary_search(&word).is_ok()
}

fn is_capital(body: &str, word: Span) -> bool {
    bare(body, word)
        .of(body)
        .starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
}

/// Whether nothing parts a word from the next.
fn runs_on(body: &str, word: Span) -> bool {
    word.of(body)
        .ends_with(|letter: char| letter.is_alphanumeric() || letter == '&' || letter == '.')
        && !(word.of(body).ends_with('.') && bare(body, word).of(body).chars().nth(3).is_some())
}

/// What firms are called without their form, where nobody named in full is called so.
fn called<'b>(body: &'b str, firms: &[Span], names: &Names) -> HashSet<&'b str> {
    let mut called: HashSet<&str> = HashSet::new();
    let people = names
        .iter()
        .filter(|(_, kind)| *kind == NameKind::Person)
        .map(|(name, _)| name.of(body))
        .filter(|name| name.contains(' '));
    // each part of a full name, with it
    let full_names: BTreeSet<(&str, &str)> = people
        .flat_map(|name| name.split(' ').map(move |part| (part, name)))
        .collect();
    for firm in firms {
        let text = firm.of(body);
        let several = legal::without_several(text);
        let Some((name, form)) = text.rsplit_once(' ') else {
            continue;
        };
        let form = form.trim_end_matches('.');
        let is_form = several.is_some() || english().has(form, Tag::FirmForm);
        let name = several.unwrap_or(name);
        if is_form && !name.ends_with('&') {
            let name = name.trim_end_matches(',');
            let bearers = full_names
                .range((name, "")..)
                .take_while(|(part, _)| *part == name);
            let is_surname = bearers
                .map(|(_, other)| other)
                .any(|other| !text.starts_with(other));
            let given = name.split(' ').next().unwrap_or("");
            let is_person = name.contains(' ') && given_names::bearer(&fold(given)).is_some();
            if !is_surname && !is_person {
                called.insert(name);
            }
        }
    }
    called
}

/// Puts the firms in place of whatever was marked in them.
fn put(firms: &[Span], names: &mut Names) {
    names.retain(|(name, _)| {
        let at = firms.partition_point(|firm| firm.end <= name.start);
        firms.get(at).is_none_or(|firm| firm.start >= name.end)
    });
    names.extend(firms.iter().map(|&firm| (firm, NameKind::Organisation)));
    names.sort_by_key(|(name, _)| name.start);
}

#[cfg(test)]
mod tests {
    use super::forms::{ACTS, AFTER_COMMA, BEFORE, DOUBTFUL, HEADS, PARTNERS, STARTERS};
    use super::*;
    use NameKind::{Organisation, Person, Place};

    /// The names of a body where some are marked, each wherever it stands.
    fn found(body: &str, marked: &[(&str, NameKind)]) -> Vec<(String, NameKind)> {
        let mut names: Names = marked
            .iter()
            .flat_map(|&(name, kind)| {
                let places = body.match_indices(name);
                places.map(move |(at, _)| (Span::new(at, at + name.len()), kind))
            })
            .collect();
        names.sort_by_key(|(name, _)| name.start);
        let model = super::super::model::shipped().unwrap();
        whole(body, &model.lexicon, &mut names);
        names
            .into_iter()
            .map(|(span, kind)| (span.of(body).to_string(), kind))
            .collect()
    }

    #[test]
    fn tables_are_sorted() {
        for table in [
            DOUBTFUL,
            AFTER_COMMA,
            BEFORE,
            HEADS,
            PARTNERS,
            ACTS,
            STARTERS,
        ] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    #[test]
    fn a_legal_form_makes_one_firm_of_what_stands_before_it() {
        for (body, marked, firm) in [
            (
                "The chief of Wexel Marine A/S left.",
                ("Wexel Marine", Person),
                "Wexel Marine A/S",
            ),
            (
                "for Bill & Tedder LLC in Lund",
                ("Tedder", Organisation),
                "Bill & Tedder LLC",
            ),
            (
                "and Holm & Dahl LLP won",
                ("Holm", Person),
                "Holm & Dahl LLP",
            ),
            (
                "by Ferrara S.p.A. and",
                ("Ferrara", Person),
                "Ferrara S.p.A.",
            ),
            (
                "at Tarrant, Inc. today",
                ("Tarrant", Person),
                "Tarrant, Inc.",
            ),
            (
                "of Brandt GmbH & Co. KG said",
                ("Brandt", Person),
                "Brandt GmbH & Co. KG",
            ),
            (
                "at Smith, Holm & Venn LLP",
                ("Holm", Person),
                "Smith, Holm & Venn LLP",
            ),
            (
                "the Bank of Lund plc said",
                ("Bank of Lund", Organisation),
                "Bank of Lund plc",
            ),
            (
                "at Oslo-based Nordal Oyj today",
                ("Nordal", Person),
                "Nordal Oyj",
            ),
            ("Bo Lund/Wexel Inc. said", ("Wexel", Person), "Wexel Inc."),
            (
                "to Marlowe & Sons of Lund",
                ("Marlowe", Person),
                "Marlowe & Sons",
            ),
            (
                "sued Kerr and Company today",
                ("Kerr", Person),
                "Kerr and Company",
            ),
            (
                "while Berg Sp. z o.o. fell",
                ("Berg Sp", Person),
                "Berg Sp. z o.o.",
            ),
            (
                "while Berg sp. z o. o. fell",
                ("Berg", Person),
                "Berg sp. z o. o.",
            ),
            (
                "to Novak s.r.o. today",
                ("Novak s.r.o.", Person),
                "Novak s.r.o.",
            ),
            ("to Novak, s.r.o. today", ("Novak", Person), "Novak, s.r.o."),
            (
                "to Dupont S.à r.l. today",
                ("Dupont S.à", Place),
                "Dupont S.à r.l.",
            ),
            (
                "to Lund (Pty) Ltd today",
                ("Lund", Person),
                "Lund (Pty) Ltd",
            ),
            ("to Weber mbH today", ("Weber mbH", Person), "Weber mbH"),
            ("to Garcia SL today", ("Garcia SL", Person), "Garcia SL"),
            (
                "to Garcia, S.A. de C.V. today",
                ("Garcia", Person),
                "Garcia, S.A. de C.V.",
            ),
            ("to Tamm OÜ today", ("Tamm OÜ", Person), "Tamm OÜ"),
            ("to OOO Petrov today", ("Petrov", Person), "OOO Petrov"),
            ("to ООО Петров today", ("ООО Петров", Person), "ООО Петров"),
            (
                "to Jones Holdings today",
                ("Jones Holdings", Person),
                "Jones Holdings",
            ),
            (
                "Yesterday Nordal Oyj fell",
                ("Nordal", Person),
                "Nordal Oyj",
            ),
        ] {
            let found = found(body, &[marked]);
            assert!(
                found.contains(&(firm.to_string(), Organisation)),
                "{body}: {found:?}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_a_firm_stays() {
        for (body, name, kind) in [
            ("the Texas AG said", "Texas", Place),
            ("Nordvia AG Bo Lund sued", "Nordvia", Person),
            ("Bernie Bros cheered", "Bernie", Person),
            ("she met Group Captain Bo Lund", "Bo Lund", Person),
            ("the Group of Bo Lund", "Bo Lund", Person),
            ("out of office, OOO, Bo Lund said", "Bo Lund", Person),
            ("in the year 2016 L.P. men", "men", Place),
            ("Ada Lund & Bo Venn met", "Ada Lund", Person),
            ("Lund's plan was", "Lund", Person),
            (
                "the sister of Wendy Lund, Wendy's sister",
                "Wendy Lund",
                Person,
            ),
        ] {
            let found = found(body, &[(name, kind)]);
            assert!(
                found.contains(&(name.to_string(), kind)),
                "{body}: {found:?}"
            );
        }
        let two = found(
            "Ada Lund and Bo Venn spoke. Lund & Venn met.",
            &[
                ("Ada Lund", Person),
                ("Bo Venn", Person),
                ("Lund &", Person),
            ],
        );
        assert!(
            !two.iter().any(|(name, _)| name == "Lund & Venn"),
            "{two:?}"
        );
    }

    #[test]
    fn names_that_end_in_a_possessive() {
        for (body, marked, firm) in [
            ("Moody's cut the rating.", "Moody", "Moody's"),
            ("and Lloyd’s of London paid", "Lloyd", "Lloyd’s of London"),
            ("at Trader Joe's in Lund", "Trader Joe", "Trader Joe's"),
            (
                "Brennan's said it would close. The chef of Brennan's left.",
                "Brennan",
                "Brennan's",
            ),
        ] {
            let found = found(body, &[(marked, Person)]);
            assert!(
                found
                    .iter()
                    .all(|(name, kind)| name == firm && *kind == Organisation),
                "{found:?}"
            );
        }
    }

    #[test]
    fn a_firm_is_one_without_its_form() {
        let body = "Wexel Marine A/S sank. Wexel Marine said so.";
        assert!(
            found(body, &[("Wexel Marine", Person)])
                .iter()
                .all(|(_, kind)| *kind == Organisation)
        );
        let body = "Barbara Lund Inc. is owned by Barbara Lund.";
        assert_eq!(
            found(body, &[("Barbara Lund", Person)])[1],
            ("Barbara Lund".to_string(), Person)
        );
    }

    #[test]
    fn a_text_of_nothing_but_firms_is_read_in_one_go() {
        const FIRMS: usize = 30_000;
        let body: String = (0..FIRMS)
            .map(|number| {
                format!(
                    "Wexel{number}'s said so. Holm{number} & Dahl LLP and Ada Lund{number} met. "
                )
            })
            .collect();
        let mut names: Names = Vec::new();
        for (at, word) in body.match_indices("Ada Lund") {
            let end = at + body[at..].find(" met").unwrap_or(word.len());
            names.push((Span::new(at, end), Person));
        }
        let model = super::super::model::shipped().unwrap();
        whole(&body, &model.lexicon, &mut names);
        let firms = names.iter().filter(|(_, kind)| *kind == Organisation);
        let firms = firms.count();
        // of so many made-up words the lexicon, which holds hashes, takes some for places
        assert!((2 * FIRMS - 10..=2 * FIRMS).contains(&firms), "{firms}");
        assert_eq!(names.len(), firms + FIRMS);
    }

    #[test]
    fn a_firm_is_found_again_wherever_it_stands() {
        let body = "Arn, Holm & Dahl LLP won. So did the men of Holm & Dahl, not Holm & Dahlia nor Wholm & Dahl.";
        let called = HashSet::from(["Holm & Dahl", "& Dahl"]);
        let mut found = Vec::new();
        again(body, &called, &mut found);
        let found: Vec<&str> = found.iter().map(|firm| firm.of(body)).collect();
        assert_eq!(found, ["Holm & Dahl", "Holm & Dahl", "& Dahl"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "([A-Z][a-z]{1,4}|[ &,./’s\n]|A/S|LLP| & |Co\\.|\\PC){0,30}") {
            let model = super::super::model::shipped().unwrap();
            let mut names: Names = body
                .char_indices()
                .filter(|(_, letter)| letter.is_uppercase())
                .map(|(at, letter)| (Span::new(at, at + letter.len_utf8()), Person))
                .collect();
            whole(&body, &model.lexicon, &mut names);
            assert!(names.windows(2).all(|two| two[0].0.end <= two[1].0.start));
        }
    }
}
