//! Firms whose name ends in `'s`.

use std::collections::HashSet;

use super::forms::{ACTS, POSSESSIVES};
use super::{Names, is_listed};
use crate::analysis::names::lexicon::{Lexicon, PLACE, key};
use crate::analysis::words::fold;
use crate::model::{NameKind, Span};

/// `Moody's`, `Lloyd's of London`: known firms, and names that act with their `'s`.
pub(super) fn by_possessive(body: &str, lexicon: &Lexicon, names: &Names, found: &mut Vec<Span>) {
    let mut acting: HashSet<&str> = HashSet::new();
    for (at, mark) in body.match_indices("'s").chain(body.match_indices("’s")) {
        let stem_start = body[..at]
            .rfind(|letter: char| letter.is_whitespace() || matches!(letter, '(' | '“' | '"'))
            .map_or(0, |before| {
                before + body[before..].chars().next().map_or(1, char::len_utf8)
            });
        let stem = &body[stem_start..at];
        let after = &body[at + mark.len()..];
        if !stem.starts_with(char::is_uppercase)
            || after.starts_with(char::is_alphanumeric)
            || is_somebody(body, stem, names)
        {
            continue;
        }
        let straight = |text: &str| text.replace('’', "'");
        let longest = POSSESSIVES
            .iter()
            .filter(|firm| {
                let place = firm.find("'s").unwrap_or(0);
                let start = at.checked_sub(place);
                let end = start.map_or(0, |start| start + firm.len() + mark.len() - "'s".len());
                let text = start.and_then(|start| body.get(start..end));
                text.is_some_and(|text| straight(text) == **firm)
                    && !body[end..].starts_with(char::is_alphanumeric)
                    && start.is_some_and(|start| !body[..start].ends_with(char::is_alphanumeric))
            })
            .max_by_key(|firm| firm.len());
        if let Some(firm) = longest {
            let start = at - firm.find("'s").unwrap_or(0);
            let firm = Span::new(start, start + firm.len() + mark.len() - "'s".len());
            let is_longer = |(name, kind): &(Span, NameKind)| {
                name.start <= firm.start && name.end > firm.end && *kind != NameKind::Person
            };
            if !names.iter().any(is_longer) {
                found.push(firm);
            }
            continue;
        }
        let next = after.strip_prefix(' ').unwrap_or("");
        let next = &next[..next
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(next.len())];
        let is_place = lexicon.phrase(key(&fold(stem))) & PLACE != 0;
        if is_listed(ACTS, next)
            && !is_place
            && stem.chars().nth(2).is_some()
            && !in_quotation(body, at)
        {
            acting.insert(stem);
        }
    }
    for stem in acting {
        for mark in ["'s", "’s"] {
            let whole = format!("{stem}{mark}");
            let places = body.match_indices(whole.as_str());
            found.extend(
                places
                    .filter(|(at, _)| !body[..*at].ends_with(char::is_alphanumeric))
                    .map(|(at, whole)| Span::new(at, at + whole.len())),
            );
        }
    }
}

/// Whether somebody bears a word as a name: in full, or without an `'s` after it.
fn is_somebody(body: &str, stem: &str, names: &Names) -> bool {
    names.iter().any(|(name, kind)| {
        let text = name.of(body);
        let after = &body[name.end..];
        let is_alone = text == stem && !after.starts_with("'s") && !after.starts_with("’s");
        // `Trader Joe` of `Trader Joe's` is nobody either
        let is_own = text.ends_with(stem) && (after.starts_with("'s") || after.starts_with("’s"));
        let is_part = text.contains(' ') && !is_own && text.split(' ').any(|part| part == stem);
        *kind == NameKind::Person && (is_part || is_alone)
    })
}

/// Whether a place is inside double quotes of its line: there people say `Lund's said so`.
fn in_quotation(body: &str, at: usize) -> bool {
    let line = body[..at].rsplit('\n').next().unwrap_or("");
    let opened = line.matches('“').count() > line.matches('”').count();
    opened || line.matches('"').count() % 2 == 1
}
