//! Firms of two names with `&` between, and family firms.

use super::forms::PARTNERS;
use super::marked::Marked;
use super::{bare, is_capital, is_listed, runs_on};
use crate::analysis::reading::names::lexicon::{FAMILY, GIVEN, Lexicon, key};
use crate::analysis::reading::names::words::is_title;
use crate::analysis::text::words::fold;
use crate::model::{NameKind, Span};

/// `and`, `for`, `the` may stand in a name.
const SMALL_WORD: usize = 3;

/// `Lund & Sons`, `Lund & Venn`: two names that a sign makes one.
pub(super) fn by_sign(
    body: &str,
    words: &[Span],
    lexicon: &Lexicon,
    names: &Marked,
    found: &mut Vec<Span>,
) {
    // of the name that was asked for last: a hostile one is a whole paragraph with a sign at every third word
    let mut asked: Option<(Span, bool)> = None;
    for three in words.windows(3) {
        let [left, sign, right] = *three else {
            continue;
        };
        let (one, two) = (bare(body, left), bare(body, right));
        let is_sign = sign.of(body) == "&";
        // `Kerr and Company`
        let is_and = sign.of(body) == "and" && is_listed(PARTNERS, two.of(body));
        if !(is_sign || is_and) || !runs_on(body, left) || left.of(body).contains('/') {
            continue;
        }
        if !(is_capital(body, left) && is_capital(body, right)) || right.start != two.start {
            continue;
        }
        let (mark, other) = (names.covering(one), names.covering(two));
        let flags = |part: Span| lexicon.word(key(&fold(part.of(body))));
        let is_family = is_listed(PARTNERS, two.of(body))
            && (is_sign || mark.is_some() || flags(one) & FAMILY != 0);
        if is_and && !is_family {
            continue;
        }
        let is_one_mark = mark.is_some() && mark == other;
        // `Marlowe and Sons sued Kerr and Company` is marked as one where the tagger errs
        let is_clause = |name: Span| {
            let mut words = name.of(body).split(' ');
            words.any(|word| word.starts_with(char::is_lowercase) && word.len() > SMALL_WORD)
        };
        let is_clause = mark.is_some_and(|(name, _)| match asked {
            Some((last, answer)) if last == *name => answer,
            _ => asked.insert((*name, is_clause(*name))).1,
        });
        if is_one_mark && !is_clause && mark.is_some_and(|(_, kind)| *kind != NameKind::Person) {
            continue;
        }
        let is_person = |mark: Option<&(Span, NameKind)>, part: Span| {
            let is_full = mark.is_some_and(|(name, kind)| {
                *kind == NameKind::Person && !is_one_mark && name.of(body).contains(' ')
            });
            is_full || names.is_named_apart(part.of(body))
        };
        let is_given = |part: Span| {
            let flags = flags(part);
            flags & GIVEN != 0 && flags & FAMILY == 0
        };
        let is_office = |part: Span| is_title(&part.of(body).to_lowercase());
        let are_two = is_person(mark, one)
            || is_person(other, two)
            || (is_given(one) && is_given(two))
            || is_office(one)
            || is_office(two)
            || (mark.is_none() && other.is_none())
            || [mark, other]
                .iter()
                .flatten()
                .any(|(_, kind)| *kind == NameKind::Place);
        if are_two && !is_family {
            continue;
        }
        let (mark, other) = if is_clause {
            (None, None)
        } else {
            (mark, other)
        };
        let start = mark.map_or(one.start, |(name, _)| name.start);
        let end = match other {
            Some((name, kind)) if *kind != NameKind::Person || is_one_mark => name.end.max(two.end),
            _ => two.end,
        };
        // a mark over both may reach further than the second name
        if is_one_mark && mark.is_some_and(|(name, _)| name.end > two.end + 2) {
            continue;
        }
        let dot = matches!(two.of(body), "Bros" | "Co") && body[end..].starts_with('.');
        found.push(Span::new(start, end + usize::from(dot)));
    }
}
