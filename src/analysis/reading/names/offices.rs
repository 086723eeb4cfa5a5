//! Offices that name their field: `Minister for Women and Equalities`, `Work and Pensions Secretary`. They are no part of the
//! name that follows.

use super::fields::HEADS;
use super::lexicon::{GIVEN, Lexicon, PERSON, key};
use super::words::{heads_organisation, is_title};
use crate::analysis::text::given_names;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// Words between fields.
const SMALL: &[&str] = &["&", "and", "for", "of", "the", "to"];
/// Words before an office that may be marked with it.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "acting", "assistant", "deputy", "ex", "former", "junior", "prime", "shadow", "then", "vice",
];
/// Countries that an office may be marked with.
const COUNTRIES: &[&str] = &["U.K.", "U.S.", "UK", "US"];
/// Words of an office that are looked at.
const LONGEST: usize = 10;

/// Parts offices from the names after them, in names that are in order and stay so.
pub fn part(body: &str, lexicon: &Lexicon, names: &mut Vec<(Span, NameKind)>) {
    let starts: Vec<usize> = names.iter().map(|(name, _)| name.start).collect();
    let mut at = 0;
    names.retain_mut(|(span, kind)| {
        at += 1;
        if *kind == NameKind::Place {
            return true;
        }
        let text = span.of(body);
        let after = &body[span.end..];
        let before = &body[..span.start];
        if *kind == NameKind::Person && is_office_alone(before, text, after) {
            return false;
        }
        if *kind == NameKind::Person && is_title(&text.to_lowercase()) && is_followed(after) {
            // `Justice MacDonnell`
            let next = next_word(span.end, after)
                .filter(|word| !is_title(&word.of(body).to_lowercase()))
                .filter(|word| !is_listed(HEADS, word.of(body)) && !is_field(word.of(body)));
            return match next {
                Some(word) if starts.get(at).is_none_or(|&next| next >= word.end) => {
                    *span = word;
                    true
                }
                _ => false,
            };
        }
        let is_fragment = *kind == NameKind::Organisation
            && text.split(' ').all(is_field)
            && ((is_after_and(before) && leads_on(after))
                || (is_after_office(before) && goes_on(after)));
        // `Media and Sport` of `Secretary of State for Culture, Media and Sport Lena Venn`
        let is_list = *kind == NameKind::Organisation
            && text.split(' ').any(is_small)
            && text.split(' ').all(|word| is_field(word) || is_small(word))
            && is_after_office(before)
            && is_followed(after);
        // `State for Health` of `Secretary of State for Health`
        let is_of_state = text.starts_with("State")
            && text.split(' ').all(|word| is_field(word) || is_small(word))
            && is_after_office(before);
        if is_fragment || is_list || is_of_state {
            return false;
        }
        // `Minister` before `for Children and Families Pia Venn`
        let is_begun = ["for ", "of "].iter().any(|link| text.starts_with(link))
            && last_word(before).is_some_and(|word| is_listed(HEADS, word));
        let rest = if is_begun || is_after_office(before) {
            after_field(text)
        } else {
            after_office(text)
        };
        match rest {
            None => true,
            // nothing but an office
            Some("") => {
                let country = COUNTRIES.iter().find(|country| text.starts_with(**country));
                if let Some(country) = country {
                    *span = Span::new(span.start, span.start + country.len());
                    *kind = NameKind::Place;
                }
                country.is_some()
            }
            Some(rest) => {
                let given = rest.split(' ').next().unwrap_or("");
                let is_name = *kind == NameKind::Person
                    || (rest.contains(' ')
                        && rest.split(' ').all(is_of_person)
                        && (lexicon.word(key(&fold(given))) & (GIVEN | PERSON) != 0
                            || given_names::meant(&fold(given)).is_some()));
                if is_name {
                    *span = Span::new(span.end - rest.len(), span.end);
                    *kind = NameKind::Person;
                }
                true
            }
        }
    });
}

fn is_listed(table: &[&str], word: &str) -> bool {
    table.binary_search(&word.to_lowercase().as_str()).is_ok()
}

fn is_field(word: &str) -> bool {
    english().has(&word.trim_end_matches(',').to_lowercase(), Tag::OfficeField)
}

/// Whether a word of a name can be a person's.
fn is_of_person(word: &str) -> bool {
    let lower = word.to_lowercase();
    word != lower && !heads_organisation(&lower) && !is_field(word)
}

fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

fn is_followed(after: &str) -> bool {
    after
        .strip_prefix(' ')
        .is_some_and(|after| after.starts_with(char::is_uppercase))
}

fn last_word(before: &str) -> Option<&str> {
    before.strip_suffix(' ')?.rsplit([' ', '\n']).next()
}

fn next_word(start: usize, after: &str) -> Option<Span> {
    let rest = after.strip_prefix(' ')?;
    let end = rest
        .find(|letter: char| !letter.is_alphabetic() && !matches!(letter, '-' | '’' | '\''))
        .unwrap_or(rest.len());
    let word = rest[..end].trim_end_matches("'s").trim_end_matches("’s");
    (!word.is_empty()).then(|| Span::new(start + 1, start + 1 + word.len()))
}

/// `Chancellor` before ` of the Exchequer`, `Justice` of `the Lord Chief Justice`.
fn is_office_alone(before: &str, text: &str, after: &str) -> bool {
    let is_held = is_listed(HEADS, text) && after.starts_with(" of ");
    let is_chief =
        is_title(&text.to_lowercase()) && before.ends_with("Chief ") && !is_followed(after);
    is_held || is_chief
}

/// `Health and ` before `Social Care`.
fn is_after_and(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    before.ends_with(' ')
        && words.next().is_some_and(|word| matches!(word, "&" | "and"))
        && words.next().is_some_and(is_field)
}

/// ` and Trade Ingrid` after a field.
fn goes_on(after: &str) -> bool {
    let rest = after
        .strip_prefix(" and ")
        .or_else(|| after.strip_prefix(", "));
    let next = rest.and_then(|rest| rest.split(' ').next());
    next.is_some_and(|word| word.starts_with(char::is_uppercase) && is_field(word))
}

/// ` Secretary Wes` after a field.
fn leads_on(after: &str) -> bool {
    let mut words = after.split_whitespace();
    after.starts_with(' ')
        && words.next().is_some_and(|word| is_listed(HEADS, word))
        && words
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether a name stands in or after the field of an office: after `minister for `, `Secretary of State for Work and `.
fn is_after_office(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    if !line.ends_with(' ') {
        return false;
    }
    let mut words = line.split_whitespace().rev().take(LONGEST).peekable();
    let mut last = "";
    while let Some(word) = words
        .next_if(|word| is_small(word) || (is_field(word) && word.starts_with(char::is_uppercase)))
    {
        last = word;
    }
    matches!(last, "of" | "for") && words.next().is_some_and(|word| is_listed(HEADS, word))
}

/// `Nicola Morwood` of `Women and Equalities Nicola Morwood`, where an office was begun before. Nothing where no field comes
/// first or no name comes after it.
fn after_field(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut has_field = false;
    while let Some((word, more)) = rest.split_once(' ') {
        if is_field(word) {
            has_field = true;
        } else if !is_small(word) {
            break;
        }
        rest = more;
    }
    (has_field && !is_field(rest) && !is_listed(HEADS, rest)).then_some(rest)
}

/// `Nicola Morwood` of `Women and Equalities Minister Nicola Morwood`, empty where nothing but an office is named. Nothing
/// where no office comes first.
fn after_office(text: &str) -> Option<&str> {
    let mut rest = text;
    let mut has_head = false;
    let mut has_field = false;
    for _ in 0..LONGEST {
        let (word, more) = rest.split_once(' ').unwrap_or((rest, ""));
        if is_listed(HEADS, word) {
            has_head = true;
        } else if is_field(word) {
            has_field = true;
        } else if !(is_small(word)
            || is_listed(BEFORE, word)
            || (rest.len() == text.len() && COUNTRIES.contains(&word)))
        {
            break;
        }
        rest = more;
        if rest.is_empty() {
            break;
        }
    }
    (has_head && has_field).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Organisation, Person};

    fn parted(body: &str, name: &str, kind: NameKind) -> Option<(String, NameKind)> {
        let start = body.find(name).unwrap();
        let mut names = vec![(Span::new(start, start + name.len()), kind)];
        let model = super::super::model::shipped().unwrap();
        part(body, &model.lexicon, &mut names);
        names
            .first()
            .map(|(span, kind)| (span.of(body).to_string(), *kind))
    }

    #[test]
    fn tables_are_sorted() {
        assert!(HEADS.is_sorted() && BEFORE.is_sorted());
    }

    #[test]
    fn offices_with_their_field_go() {
        for (body, name, kind, left) in [
            (
                "minister for Women and Equalities Nicola Venn left",
                "Women and Equalities Nicola Venn",
                Organisation,
                "Nicola Venn",
            ),
            (
                "Minister for Children and Families Nicola Venn left",
                "for Children and Families Nicola Venn",
                Organisation,
                "Nicola Venn",
            ),
            (
                "a fund for Children and Families Nicola Venn left",
                "for Children and Families Nicola Venn",
                Organisation,
                "for Children and Families Nicola Venn",
            ),
            (
                "Women and Equalities Minister Nicola Venn left",
                "Women and Equalities Minister Nicola Venn",
                Organisation,
                "Nicola Venn",
            ),
            (
                "Secretary of State for Work and Pensions Liz Venn left",
                "Pensions Liz Venn",
                Person,
                "Liz Venn",
            ),
            (
                "Shadow Health Secretary Ada Venn",
                "Shadow Health Secretary Ada Venn",
                Person,
                "Ada Venn",
            ),
            ("Mr Justice Venn left", "Justice", Person, "Venn"),
            ("Gov. Justice left", "Justice", Person, "Justice"),
            ("Lt. Commander Enrique left", "Enrique", Person, "Enrique"),
            (
                "the Women and Equalities Committee met",
                "Women and Equalities Committee",
                Organisation,
                "Women and Equalities Committee",
            ),
            (
                "head of State Farm Insurance",
                "State Farm Insurance",
                Organisation,
                "State Farm Insurance",
            ),
            ("secretary of Ada Venn", "Ada Venn", Person, "Ada Venn"),
            (
                "director of the National Center for Rivers",
                "National Center for Rivers",
                Organisation,
                "National Center for Rivers",
            ),
            (
                "Energy Transfer Partners",
                "Energy Transfer Partners",
                Organisation,
                "Energy Transfer Partners",
            ),
        ] {
            assert_eq!(
                parted(body, name, kind).map(|(name, _)| name).as_deref(),
                Some(left),
                "{body}"
            );
        }
        let name = "Women and Equalities Nicola Venn";
        let body = format!("minister for {name}");
        assert_eq!(parted(&body, name, Organisation).unwrap().1, Person);
    }

    #[test]
    fn an_office_alone_is_no_name() {
        for name in [
            "Health Minister",
            "Secretary of Homeland Security",
            "Foreign Secretary",
        ] {
            assert_eq!(parted(name, name, Organisation), None, "{name}");
        }
        assert_eq!(
            parted(
                "US Secretary of Homeland Security",
                "US Secretary of Homeland Security",
                Organisation
            ),
            Some(("US".to_string(), NameKind::Place))
        );
        assert_eq!(
            parted(
                "Health and Social Care Secretary Wes Venn",
                "Social Care",
                Organisation
            ),
            None
        );
        assert_eq!(
            parted("the Lord Chief Justice, Lord Venn", "Justice", Person),
            None
        );
        assert_eq!(
            parted("Chancellor of the Exchequer", "Chancellor", Person),
            None
        );
        assert_eq!(
            parted(
                "Secretary of State for Health",
                "State for Health",
                Organisation
            ),
            None
        );
        assert_eq!(
            parted(
                "Secretary of State for Culture, Media and Sport Lena Venn",
                "Media and Sport",
                Organisation
            ),
            None
        );
        assert_eq!(
            parted(
                "She left Media and Sport Weekly",
                "Media and Sport",
                Organisation
            ),
            Some(("Media and Sport".into(), Organisation))
        );
        assert_eq!(parted("Justice Secretary Bo Venn", "Justice", Person), None);
        assert!(parted("the State Department", "State Department", Organisation).is_some());
        assert!(parted("the Social Care Act", "Social Care", Organisation).is_some());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "([A-Z][a-z]{1,6} |Minister |of |Health |\\PC){0,20}") {
            let model = super::super::model::shipped().unwrap();
            let mut names: Vec<(Span, NameKind)> = body
                .char_indices()
                .map(|(at, letter)| (Span::new(at, at + letter.len_utf8()), Person))
                .collect();
            part(&body, &model.lexicon, &mut names);
        }
    }
}
