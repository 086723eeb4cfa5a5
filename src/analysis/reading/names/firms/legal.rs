//! Firms by their legal form.

use super::forms::{ACTS, AFTER_COMMA, BEFORE, DOUBTFUL, HEADS, OF_SEVERAL, STARTERS};
use super::marked::Marked;
use super::{bare, is_capital, is_listed, runs_on};
use crate::analysis::reading::names::lexicon::{Lexicon, PLACE, key};
use crate::analysis::reading::names::tokens::tied;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words::{fold, stem};
use crate::model::{NameKind, Span};

/// Words before a legal form that may be the firm's.
const LONGEST: usize = 6;
/// Letters of a word that is taken for a firm's name by its looks alone.
const SHORTEST_NAME: usize = 4;

/// `Wexel Marine A/S`, `Bill & Tedder LLC`, `Ferrara, Inc.`
pub(super) fn by_form(
    body: &str,
    words: &[Span],
    lexicon: &Lexicon,
    names: &Marked,
    found: &mut Vec<Span>,
) {
    for (at, &word) in words.iter().enumerate().skip(1) {
        let form = bare(body, word);
        let several = of_several(body, &words[at..]);
        let is_form = english().has(form.of(body), Tag::FirmForm) && form.start == word.start;
        if several.is_none() && !is_form {
            continue;
        }
        let last_of_form = at + several.map_or(0, |several| several - 1);
        let before = words[at - 1];
        // of `GmbH & Co. KG` the first begins
        if english().has(bare(body, before).of(body), Tag::FirmForm) {
            continue;
        }
        let after_comma = before.of(body).ends_with(',')
            && (several.is_some() || is_listed(AFTER_COMMA, form.of(body)));
        let is_and = before.of(body) == "&";
        if !(after_comma || is_and || (runs_on(body, before) && is_capital(body, before))) {
            continue;
        }
        // `Bros` is also what friends are called
        if form.of(body) == "Bros" && !word.of(body).contains('.') {
            continue;
        }
        let mut first = at;
        while first > 0 && at - first < LONGEST {
            let word = words[first - 1];
            let is_next_to = first == at || runs_on(body, word) || word.of(body) == "&";
            let is_part = is_capital(body, word) || (word.of(body) == "&" && first > 1);
            let is_firm = english().has(bare(body, word).of(body), Tag::FirmForm)
                && bare(body, word).of(body) != "Co";
            let text = word.of(body);
            let is_tied =
                text.contains('-') && text.ends_with(char::is_lowercase) && tied(text).is_some();
            if !is_next_to || !is_part || is_firm || is_possessive(body, word) || is_tied {
                break;
            }
            first -= 1;
            // what comes before a stroke is another's
            if bare(body, word).start > word.start && text.contains('/') {
                break;
            }
        }
        // partners in a row: `Smith, Holm & Venn LLP`
        let has_sign = (first..at).any(|at| words[at].of(body) == "&");
        while has_sign
            && first > 0
            && matches!(form.of(body), "LLP" | "L.L.P")
            && words[first - 1].of(body).ends_with(',')
            && is_capital(body, words[first - 1])
        {
            first -= 1;
        }
        if first == at {
            continue;
        }
        let last = bare(body, before);
        if !last.of(body).starts_with(char::is_alphabetic) && !has_sign && first + 1 == at {
            continue;
        }
        let own = bare(body, words[first]).start;
        let marked = names.ending_at_or_after(last.end);
        let marked = marked.filter(|(name, _)| name.start < form.start);
        // a mark may reach over a small word, `Bank of Lund plc`, and not over another firm
        let has_form = |name: Span| {
            name.start < own
                && body[name.start..own].split_whitespace().any(|word| {
                    english().has(word.trim_matches([',', '.']), Tag::FirmForm) || word == "and"
                })
        };
        let mut start = match marked {
            // `Ada Lund Co.`, where the tagger parted the given name
            Some((name, _)) if !has_form(*name) && !has_sign => names
                .ending_at_or_after(name.start.saturating_sub(1))
                .filter(|(given, kind)| {
                    *kind == NameKind::Person && given.end + 1 == name.start && given.start >= own
                })
                .map_or(name.start, |(given, _)| given.start),
            Some((name, _)) if !has_form(*name) => name.start.min(own),
            _ => own,
        };
        // `Bill & Tedder LLC`, where the tagger saw the second only
        if let Some((name, _)) = marked {
            start = start.min(before_sign(body, words, name.start).unwrap_or(start));
        }
        let begins = beginning(body, words, start);
        if let Some(begins) = begins.filter(|&begins| begins + 1 < at)
            && is_listed(STARTERS, words[begins].of(body))
        {
            start = bare(body, words[begins + 1]).start;
        }
        if start >= form.start {
            continue;
        }
        let name = body[start..form.start].trim_end();
        let is_place = lexicon.phrase(key(&fold(name.trim_end_matches(',')))) & PLACE != 0;
        let goes_on = words.get(at + 1).is_some_and(|next| {
            word.end == form.end
                && is_capital(body, *next)
                && !english().has(bare(body, *next).of(body), Tag::FirmForm)
        });
        let is_marked = marked.is_some_and(|(_, kind)| *kind != NameKind::Place);
        // `Garcia SL`, marked whole: nobody is called so, though a place is called Garcia
        let is_whole =
            marked.is_some_and(|(name, kind)| *kind == NameKind::Person && name.end >= form.end);
        let is_elsewhere = is_place && !is_whole;
        let is_doubtful = several.is_none() && is_listed(DOUBTFUL, form.of(body));
        let is_told = || is_marked || is_inside(body, words, first, last) || does(body, words, at);
        if is_doubtful && (is_elsewhere || goes_on || !is_told()) {
            continue;
        }
        found.push(Span::new(start, end_of_forms(body, words, last_of_form)));
    }
}

/// Whether a single word that no one has as an ordinary one stands with its capital inside a sentence: `shares in Wexel SA`.
fn is_inside(body: &str, words: &[Span], first: usize, last: Span) -> bool {
    let first = first + usize::from(is_listed(STARTERS, words[first].of(body)));
    let before = first.checked_sub(1).map(|at| words[at].of(body));
    let runs_on = before.is_some_and(|word| {
        word.ends_with(char::is_alphabetic) && !word.chars().all(char::is_uppercase)
    });
    runs_on && bare(body, words[first]) == last && is_rare(last.of(body))
}

/// Whether the form at a word has before it a word that is no ordinary one, and behind it what firms do: `Wexel SA said`.
fn does(body: &str, words: &[Span], at: usize) -> bool {
    let next = words.get(at + 1).map_or("", |next| next.of(body));
    is_listed(ACTS, next) && is_rare(bare(body, words[at - 1]).of(body))
}

/// Whether a word, as long as a name, is in no list of words.
fn is_rare(word: &str) -> bool {
    let folded = fold(word);
    word.chars().count() >= SHORTEST_NAME
        && word.chars().skip(1).all(char::is_lowercase)
        && english().tags(&folded).is_empty()
        && english().tags(&stem(&folded)).is_empty()
}

/// Of how many words the form is that begins here, if it is one of several. Single letters have their full stops: `Wexel a. s.`
fn of_several(body: &str, words: &[Span]) -> Option<usize> {
    let length = |form: &str| form.split(' ').count();
    let abbreviates = |form: &&&str| {
        let mut written = words.iter().take(length(form));
        form.split(' ').any(|part| part.len() > 1)
            || written.all(|word| word.of(body).contains('.'))
    };
    let is_there = |form: &&&str| {
        let written = words.iter().map(|word| {
            let text = word.of(body);
            text.trim_end_matches(|letter: char| !letter.is_alphanumeric())
        });
        length(form) <= words.len() && form.split(' ').eq(written.take(length(form)))
    };
    let mut forms = OF_SEVERAL.iter().filter(is_there);
    forms.find(abbreviates).map(|form| length(form))
}

/// The name of a firm without a form of several words at its end: `Wexel` of `Wexel, a. s.`
pub(super) fn without_several(firm: &str) -> Option<&str> {
    let ends = |form: &&str| {
        let mut rest = firm;
        for part in form.split(' ').rev() {
            let before = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            rest = before.strip_suffix(part)?;
            rest.ends_with(char::is_whitespace).then_some(())?;
        }
        Some(rest.trim_end())
    };
    OF_SEVERAL.iter().find_map(ends)
}

/// `OOO Petrov`; and who is no person by the last word: `Jones Holdings`.
pub(super) fn by_place(body: &str, words: &[Span], names: &Marked, found: &mut Vec<Span>) {
    for two in words.windows(2) {
        let (form, next) = (bare(body, two[0]), bare(body, two[1]));
        let is_before = is_listed(BEFORE, two[0].of(body)) && is_capital(body, two[1]);
        if is_before {
            let marked = names.covering(next);
            let end = marked.map_or(next.end, |(name, _)| name.end.max(next.end));
            found.push(Span::new(form.start, end));
        }
        if is_listed(HEADS, next.of(body))
            && let Some((name, NameKind::Person)) = names.covering(form.join(next))
            && name.end == next.end
        {
            found.push(*name);
        }
    }
}

fn is_possessive(body: &str, word: Span) -> bool {
    let text = word.of(body);
    text.ends_with("'s") || text.ends_with("’s")
}

/// Where the word before `&` begins, which stands before a byte.
fn before_sign(body: &str, words: &[Span], start: usize) -> Option<usize> {
    let at = beginning(body, words, start)?;
    let (before, sign) = (words.get(at.checked_sub(2)?)?, words[at - 1]);
    (sign.of(body) == "&" && is_capital(body, *before)).then(|| bare(body, *before).start)
}

/// The word that begins at a byte, without the marks before it.
fn beginning(body: &str, words: &[Span], start: usize) -> Option<usize> {
    let at = words.partition_point(|word| word.end <= start);
    let word = words.get(at)?;
    (bare(body, *word).start == start).then_some(at)
}

/// The end of a form and of those that follow it, with the full stop of an abbreviation: `Co., Ltd.`, `GmbH & Co. KG`.
fn end_of_forms(body: &str, words: &[Span], mut at: usize) -> usize {
    loop {
        let next = words.get(at + 1).map(|next| bare(body, *next).of(body));
        let after = words.get(at + 2).map(|next| bare(body, *next).of(body));
        if next.is_some_and(|next| english().has(next, Tag::FirmForm) && !is_listed(DOUBTFUL, next))
        {
            at += 1;
        } else if next == Some("&") || words.get(at + 1).is_some_and(|next| next.of(body) == "&") {
            if after != Some("Co") {
                break;
            }
            at += 2;
        } else if next == Some("de") && after == Some("C.V") {
            at += 2;
        } else {
            break;
        }
    }
    let form = bare(body, words[at]);
    let text = form.of(body);
    let is_short = text.contains('.')
        || text.len() == 1
        || matches!(text, "Bros" | "Co" | "Corp" | "Inc" | "Ltd" | "LTD" | "Pty");
    form.end + usize::from(is_short && body[form.end..].starts_with('.'))
}
