//! Names with what somebody is called between marks inside: `Joe “Mac” Doe` is one name. And those that somebody else gives in
//! front of one: `Sleepy Joe Doe`.

use std::collections::HashSet;

use super::words::{is_generation, is_title};
use crate::analysis::text::given_names;
use crate::analysis::text::lexicon::english;
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// Words between the marks.
const LONGEST_NICKNAME: usize = 3;
/// Bytes between a given name and a surname: the nickname with its marks and brackets.
const LONGEST_BETWEEN: usize = 40;
const MARKS: [char; 9] = ['“', '”', '"', '\'', '‘', '’', '„', '«', '»'];

/// Joins a given name and a surname with the nickname between them.
pub fn joined(body: &str, names: &mut Vec<(Span, NameKind)>) {
    let mut at = 0;
    while at + 1 < names.len() {
        let (given, _) = names[at];
        // The nickname may be marked as a name of its own.
        let last = (at + 1..names.len().min(at + 3)).find(|&last| {
            let kinds = names[at].1 == NameKind::Person && names[last].1 == NameKind::Person;
            kinds && is_nickname(body, given, names[last].0)
        });
        if let Some(last) = last {
            names[at].0.end = names[last].0.end;
            names.drain(at + 1..=last);
        }
        at += 1;
    }
    for at in 0..names.len() {
        let (given, kind) = names[at];
        let next = names.get(at + 1).map_or(body.len(), |(next, _)| next.start);
        if kind == NameKind::Person
            && let Some(end) = surname(body, given, next)
        {
            names[at].0.end = end;
        }
    }
}

/// Adds what stands behind the name of a person and tells the generation: ` III`, `, Jr.`
pub fn with_generation(body: &str, names: &mut [(Span, NameKind)]) {
    for at in 0..names.len() {
        let (span, kind) = names[at];
        let next = names.get(at + 1).map_or(body.len(), |(next, _)| next.start);
        let behind = body.get(span.end..next).unwrap_or("");
        let Some(rest) = behind
            .strip_prefix(' ')
            .or_else(|| behind.strip_prefix(", "))
        else {
            continue;
        };
        let length = rest
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let is_told = is_generation(&word.to_lowercase())
            && (word.starts_with("Jr")
                || word.starts_with("Sr")
                || word.chars().all(char::is_uppercase))
            && (behind.starts_with(' ') || word.ends_with('r'));
        if kind == NameKind::Person && is_told {
            let start = span.end + behind.len() - rest.len();
            let stop = usize::from(word.ends_with('r') && rest[length..].starts_with('.'));
            names[at].0.end = start + length + stop;
        }
    }
}

/// Where a surname ends that was not found, behind a given name and a nickname: no word that carries grammar.
fn surname(body: &str, given: Span, next: usize) -> Option<usize> {
    let is_given = given_names::bearer(&fold(given.of(body))).is_some();
    let near = body.floor_char_boundary(next.min(given.end + LONGEST_BETWEEN));
    let behind = body.get(given.end..near)?;
    let close = behind.rfind(MARKS).filter(|_| is_given)?;
    let gap = behind[close..].find(' ')?;
    let start = given.end + close + gap + 1;
    let rest = body.get(start..next)?;
    let length = rest
        .find(|letter: char| !letter.is_alphabetic())
        .unwrap_or(rest.len());
    let word = &rest[..length];
    let is_name = word.starts_with(char::is_uppercase)
        && word.chars().nth(1).is_some()
        && english().tags(&fold(word)).is_empty();
    let end = start + length;
    (is_name && is_nickname(body, given, Span::new(start, end))).then_some(end)
}

/// Whether nothing stands between two names but words with capitals between marks: ` “Mac” `, ` (“the Wall”) `.
fn is_nickname(body: &str, given: Span, last: Span) -> bool {
    let given = without_open_nickname(body, given);
    let between = body.get(given.end..last.start).unwrap_or("");
    let Some(inner) = between
        .strip_prefix(' ')
        .and_then(|inner| inner.strip_suffix(' '))
        .filter(|_| between.len() <= LONGEST_BETWEEN)
    else {
        return false;
    };
    let inner = inner
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .unwrap_or(inner);
    let words = inner
        .strip_prefix(MARKS)
        .and_then(|words| words.strip_suffix(MARKS));
    let Some(words) = words else {
        return false;
    };
    let mut count = 0;
    let named = words.split_whitespace().all(|word| {
        count += 1;
        word.starts_with(char::is_uppercase) || count == 1 && word == "the"
    });
    // A title is no given name: `President “Bobby” Berg` stays, `said Berg. “Go” Dahl` has a full stop between.
    let is_title = is_title(&given.of(body).to_lowercase());
    named
        && (1..=LONGEST_NICKNAME).contains(&count)
        && words.ends_with(char::is_alphanumeric)
        && !is_title
}

/// `Robert` of `Robert ‘Bobby`, where the nickname was taken for the end of the name.
fn without_open_nickname(body: &str, given: Span) -> Span {
    let text = given.of(body);
    let open = text.rfind(" ‘").or_else(|| text.rfind(" “"));
    match open.filter(|&at| !text[at + 1..].contains(['’', '”'])) {
        Some(at) => Span::new(given.start, given.start + at),
        None => given,
    }
}

/// Takes a word off the front of a name that stands without it elsewhere, where it is no given name and a given name follows:
/// `Sleepy Joe Doe`, where the article has `Joe Doe`.
pub fn unmocked(body: &str, names: &mut [(Span, NameKind)]) {
    let people: HashSet<&str> = names
        .iter()
        .filter(|(_, kind)| *kind == NameKind::Person)
        .map(|(span, _)| span.of(body))
        .collect();
    for (span, kind) in names.iter_mut() {
        let Some((first, rest)) = span.of(body).split_once(' ') else {
            continue;
        };
        let is_given = |word: &str| given_names::bearer(&fold(word)).is_some();
        let next = rest.split(' ').next().unwrap_or("");
        let mocks = *kind == NameKind::Person
            && rest.contains(' ')
            && first.chars().nth(2).is_some()
            && first.chars().all(char::is_alphabetic)
            && !is_given(first)
            && is_given(next)
            && people.contains(rest);
        if mocks {
            span.start = span.end - rest.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(body: &str, marked: &[&str]) -> Vec<(Span, NameKind)> {
        let mut from = 0;
        marked
            .iter()
            .map(|name| {
                let start = from + body[from..].find(name).unwrap();
                from = start + name.len();
                (Span::new(start, from), NameKind::Person)
            })
            .collect()
    }

    fn read(body: &str, marked: &[&str]) -> Vec<String> {
        let mut names = spans(body, marked);
        joined(body, &mut names);
        unmocked(body, &mut names);
        names
            .iter()
            .map(|(span, _)| span.of(body).to_string())
            .collect()
    }

    #[test]
    fn a_nickname_is_a_part_of_the_name() {
        for (body, marked, names) in [
            (
                "Joe “Mac” Doe won.",
                &["Joe", "Doe"][..],
                &["Joe “Mac” Doe"][..],
            ),
            (
                "William \"Bill\" Tarn won.",
                &["William", "Bill", "Tarn"],
                &["William \"Bill\" Tarn"],
            ),
            (
                "Joe (“the Wall”) Doe won.",
                &["Joe", "Doe"],
                &["Joe (“the Wall”) Doe"],
            ),
            (
                "Ivan Berg “Go now” Jon Dahl",
                &["Ivan Berg", "Jon Dahl"],
                &["Ivan Berg", "Jon Dahl"],
            ),
            ("Joe “Mac” Dorn won.", &["Joe"], &["Joe “Mac” Dorn"]),
            ("Joe “Mac” Then he won.", &["Joe"], &["Joe"]),
            ("Joe said “Mac” Dorn won.", &["Joe"], &["Joe"]),
            ("Berg. “Go” Dahl", &["Berg", "Dahl"], &["Berg", "Dahl"]),
            ("Berg, “Go” Dahl", &["Berg", "Dahl"], &["Berg", "Dahl"]),
        ] {
            assert_eq!(read(body, marked), names, "{body}");
        }
    }

    #[test]
    fn what_somebody_is_called_in_front_of_the_name_is_none_of_it() {
        for (body, marked, names) in [
            (
                "“Sleepy Joe Doe lost.” Joe Doe won.",
                &["Sleepy Joe Doe", "Joe Doe"][..],
                &["Joe Doe", "Joe Doe"][..],
            ),
            (
                "Mary Ann Doe lost. Ann Doe won.",
                &["Mary Ann Doe", "Ann Doe"],
                &["Mary Ann Doe", "Ann Doe"],
            ),
            (
                "Sleepy Joe Doe lost.",
                &["Sleepy Joe Doe"],
                &["Sleepy Joe Doe"],
            ),
            (
                "J. Robert Holm and Robert Holm",
                &["J. Robert Holm", "Robert Holm"],
                &["J. Robert Holm", "Robert Holm"],
            ),
        ] {
            assert_eq!(read(body, marked), names, "{body}");
        }
    }
}
