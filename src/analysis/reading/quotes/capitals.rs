//! Names by their capital letters, for where no names were found: enough to say who spoke.

use std::collections::{HashMap, HashSet};

use super::persons::LONGEST_NAME;
use super::tokens::{Kind, Token};
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::sentences::is_starter;
use crate::analysis::text::{Form, Forms, Text};
use crate::model::{Mention, NameKind, Span};

/// Words in front of a name that are no part of it, beside titles.
#[rustfmt::skip]
const OF_OFFICES: [&str; 9] = [
    "adm", "attorney", "foreign", "leader", "minister", "prime", "secretary", "special", "vice",
];
/// Small words inside a name: `Ursula von der Leyen`, `Bank of England`.
const INSIDE: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "of", "van", "von",
];

/// Words that stand with a capital where no sentence begins: only these are names at the start of one.
pub fn inside_sentences<'a>(body: &'a str, tokens: &[Token], known: &mut HashSet<&'a str>) {
    for pair in tokens.windows(2) {
        if pair[0].kind == Kind::Word && pair[1].is_capital(body) {
            known.insert(bare(pair[1].word(body)));
        }
    }
}

/// Runs of capitalised words in a token list, as mentions without a joined form.
pub fn names(text: &Text, forms: &Forms, tokens: &[Token], known: &HashSet<&str>) -> Vec<Mention> {
    let (body, lexicon) = (text.body, text.lexicon());
    let lower = |token: Token| token.form(forms).map_or("", Form::lower);
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let opens = at == 0 || matches!(tokens[at - 1].kind, Kind::Break | Kind::Stop);
        let token = tokens[at];
        let alone = tokens.get(at + 1).is_none_or(|next| !next.is_capital(body));
        let unknown = opens && alone && !known.contains(bare(token.word(body)));
        if !token.is_capital(body) || unknown || (opens && is_starter(lower(token))) {
            at += 1;
            continue;
        }
        let mut from = at;
        let mut to = at;
        let mut next = at + 1;
        while let Some(token) = tokens.get(next) {
            let adjacent = token.kind == Kind::Word && !possessive(tokens[to].word(body));
            if adjacent && token.is_capital(body) {
                to = next;
            } else if !(adjacent
                && INSIDE.contains(&token.word(body))
                && tokens[next + 1..]
                    .iter()
                    .find(|after| !INSIDE.contains(&after.word(body)))
                    .is_some_and(|after| after.is_capital(body)))
            {
                break;
            }
            next += 1;
        }
        while from < to && is_before(lexicon, lower(tokens[from]).trim_end_matches('.')) {
            from += 1;
        }
        let end = tokens[to].span.end - possessive_len(tokens[to].word(body));
        let span = Span::new(tokens[from].span.start, end);
        if span.len() <= LONGEST_NAME {
            found.push(Mention {
                start: span.start,
                end: span.end,
                kind: NameKind::Person,
                entity: span.of(body).to_string(),
                why: String::new(),
            });
        }
        at = next.max(at + 1);
    }
    found
}

fn is_before(lexicon: &Lexicon<Tag>, word: &str) -> bool {
    lexicon.has(word, Tag::NameTitle) || OF_OFFICES.contains(&word)
}

fn bare(word: &str) -> &str {
    &word[..word.len() - possessive_len(word)]
}

fn possessive(word: &str) -> bool {
    possessive_len(word) > 0
}

fn possessive_len(word: &str) -> usize {
    ["'s", "’s", "s'", "s’"]
        .iter()
        .find(|ending| word.ends_with(**ending))
        .map_or(0, |ending| {
            ending.len() - usize::from(ending.starts_with('s'))
        })
}

/// Gives every name the longest earlier one that ends with it: `Coale` is `John Coale`.
pub fn join(names: &mut [Mention]) {
    let mut fullest: HashMap<String, String> = HashMap::new();
    for name in names {
        let last = name.entity.rsplit(' ').next().unwrap_or("").to_string();
        match fullest.get(&last) {
            Some(full) if full.len() >= name.entity.len() => name.entity.clone_from(full),
            _ => {
                fullest.insert(last, name.entity.clone());
            }
        }
    }
}
