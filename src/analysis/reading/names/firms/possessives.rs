//! Firms whose name ends in `'s`.

use std::collections::HashSet;

use super::forms::{ACTS, CUTS, OBJECTS};
use super::is_listed;
use super::marked::Marked;
use crate::analysis::reading::names::lexicon::{Lexicon, PLACE, key};
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// A longer word is no firm's, in bytes: the longest name of a place in a list of 34,006 has 60.
const LONGEST_STEM: usize = 128;

/// `Moody's`, `Lloyd's of London`: known firms, and names that act with their `'s`.
pub(super) fn by_possessive(body: &str, lexicon: &Lexicon, names: &Marked, found: &mut Vec<Span>) {
    let mut acting: HashSet<&str> = HashSet::new();
    let mut quotes = Quotes::default();
    for (at, mark) in marks(body) {
        let near = body.floor_char_boundary(at.saturating_sub(LONGEST_STEM));
        let stem_start = body[near..at].rfind(parts).map_or(near, |before| {
            near + before
                + body[near + before..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8)
        });
        let stem = &body[stem_start..at];
        let after = &body[at + mark.len()..];
        if !stem.starts_with(char::is_uppercase)
            || after.starts_with(char::is_alphanumeric)
            || names.is_somebody(stem)
        {
            continue;
        }
        let straight = |text: &str| text.replace('’', "'");
        let longest = english()
            .words(Tag::PossessiveFirm)
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
            let covering = names.covering(firm);
            let is_longer = covering
                .is_some_and(|(name, kind)| name.end > firm.end && *kind != NameKind::Person);
            if !is_longer {
                found.push(firm);
            }
            continue;
        }
        let next = after.strip_prefix(' ').unwrap_or("");
        let next = &next[..next
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(next.len())];
        let is_place = lexicon.phrase(key(&fold(stem))) & PLACE != 0;
        let behind = after
            .get(1 + next.len()..)
            .and_then(|behind| behind.strip_prefix(' '));
        let object = behind
            .and_then(|behind| behind.split(' ').next())
            .unwrap_or("");
        let acts = is_listed(ACTS, next) || (is_listed(CUTS, next) && is_listed(OBJECTS, object));
        if acts && !is_place && stem.chars().nth(2).is_some() && !quotes.are_open(body, at) {
            acting.insert(stem);
        }
    }
    again(body, &acting, found);
}

/// Adds the firms wherever the body names them with their `'s`.
fn again(body: &str, acting: &HashSet<&str>, found: &mut Vec<Span>) {
    for (at, mark) in marks(body) {
        let mut word = body[..at].char_indices().rev().peekable();
        while let Some((start, letter)) = word.next().filter(|(_, letter)| !parts(*letter)) {
            if at - start > LONGEST_STEM {
                break;
            }
            let begins = word
                .peek()
                .is_none_or(|(_, before)| !before.is_alphanumeric());
            if begins && letter.is_uppercase() && acting.contains(&body[start..at]) {
                found.push(Span::new(start, at + mark.len()));
            }
        }
    }
}

fn marks(body: &str) -> impl Iterator<Item = (usize, &str)> {
    body.match_indices("'s").chain(body.match_indices("’s"))
}

/// What no word has in it.
fn parts(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | '“' | '"')
}

/// Double quotes of a line, counted on from one place to the next.
#[derive(Default)]
struct Quotes {
    /// The line is counted from its beginning to here.
    to: usize,
    opened: usize,
    closed: usize,
    straight: usize,
}

impl Quotes {
    /// Whether a place is inside double quotes of its line: there people say `Lund's said so`.
    fn are_open(&mut self, body: &str, at: usize) -> bool {
        if at < self.to {
            *self = Quotes::default();
        }
        for letter in body[self.to..at].chars() {
            match letter {
                '\n' => *self = Quotes::default(),
                '“' => self.opened += 1,
                '”' => self.closed += 1,
                '"' => self.straight += 1,
                _ => {}
            }
        }
        self.to = at;
        self.opened > self.closed || self.straight % 2 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn quotes_counted_on_are_those_of_the_line(body in "([“”\"\n]|[a-c é]){0,30}") {
            let mut quotes = Quotes::default();
            let places = body.char_indices().map(|(at, _)| at);
            // in order, and once more from the beginning
            for at in places.clone().chain(places) {
                let line = body[..at].rsplit('\n').next().unwrap_or("");
                let is_opened = line.matches('“').count() > line.matches('”').count();
                let expected = is_opened || line.matches('"').count() % 2 == 1;
                assert_eq!(quotes.are_open(&body, at), expected, "{body:?} {at}");
            }
        }
    }
}
