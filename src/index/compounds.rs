//! Words with a sign inside that others write in one: `e-mail` and `email`, `O'Hanlon` and `OHanlon`, `Xi'an` and `Xian`.
//!
//! Each is remembered in both writings, so that a query in either finds the other, and no words that only stand side by
//! side (`the rapist`) are ever taken for one.

use super::token::{Compound, Token, is_apostrophe};

/// What stands behind the apostrophe of an English contraction: `we're` is not written `were` by anybody.
const CONTRACTED: &[&str] = &["t", "re", "ll", "ve", "d", "m", "s"];
/// Parts of a word with hyphens at the most: `state-of-the-art`.
const MOST_PARTS: usize = 4;
/// A longer word with hyphens is a whole clause (`do-it-yourself-and-be-proud`), which nobody writes in one.
const LONGEST_BYTES: usize = 40;

/// Marks where compounds begin: each pair of parts, and each whole.
pub fn mark(text: &str, tokens: &mut [Token]) {
    let mut start = 0;
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && sign(text, tokens, end).is_some() {
            end += 1;
        }
        for first in start..end - 1 {
            let pair = compound(text, &tokens[..end], first, first + 2);
            tokens[first].compounds.extend(pair);
        }
        if end - start > 2 && end - start <= MOST_PARTS {
            let whole = compound(text, tokens, start, end);
            tokens[start].compounds.extend(whole);
        }
        for token in &mut tokens[start..end] {
            let inside = inside(&token.text);
            token.compounds.extend(inside);
        }
        start = end;
    }
}

/// Where each word of a query ends that was typed with signs inside: index of the token after it.
pub fn ends(text: &str, tokens: &[Token]) -> Vec<usize> {
    (1..=tokens.len())
        .filter(|&at| at == tokens.len() || sign(text, tokens, at).is_none())
        .collect()
}

/// The sign that joins token `at` to the one before it: a hyphen or an apostrophe with nothing around it.
fn sign(text: &str, tokens: &[Token], at: usize) -> Option<char> {
    let gap = text.get(tokens.get(at.checked_sub(1)?)?.span.end..tokens.get(at)?.span.start)?;
    let mut letters = gap.chars();
    let sign = match letters.next()? {
        '-' | '\u{2010}' | '\u{2011}' => '-',
        letter if is_apostrophe(letter) => '\'',
        _ => return None,
    };
    letters.next().is_none().then_some(sign)
}

/// The tokens from `first` to the one before `end` as one word; `None` for numbers (`2024-12`) and for whole clauses.
fn compound(text: &str, tokens: &[Token], first: usize, end: usize) -> Option<Compound> {
    let parts = tokens.get(first..end)?;
    let is_number = |token: &Token| token.text.chars().all(|c| c.is_numeric() || c == '.');
    if parts.iter().all(is_number) {
        return None;
    }
    let mut joined = String::new();
    let mut written = String::new();
    for (at, part) in (first..).zip(parts) {
        if at > first {
            written.push(sign(text, tokens, at)?);
        }
        written.push_str(&part.text);
        joined.extend(part.text.chars().filter(|&c| !is_sign(c)));
    }
    (joined.len() <= LONGEST_BYTES).then_some(Compound { joined, written })
}

/// A token with a sign in itself: `xi'an`, not `don't`.
fn inside(word: &str) -> Option<Compound> {
    let (head, tail) = word.rsplit_once(is_sign)?;
    if head.is_empty() || (word.contains('\'') && CONTRACTED.contains(&tail)) {
        return None;
    }
    Some(Compound {
        joined: word.chars().filter(|&c| !is_sign(c)).collect(),
        written: word.to_string(),
    })
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '\'' | '"')
}

#[cfg(test)]
mod tests {
    use super::super::tokens;

    fn found(text: &str) -> Vec<String> {
        let tokens = tokens::tokens(text);
        let all = tokens.iter().flat_map(|token| &token.compounds);
        all.map(|compound| format!("{}={}", compound.joined, compound.written))
            .collect()
    }

    #[test]
    fn words_with_a_sign_inside_know_how_they_are_written_in_one() {
        for (text, expected) in [
            ("an E-mail", &["email=e-mail"][..]),
            ("e\u{2011}mail", &["email=e-mail"]),
            ("O’Hanlon’s", &["ohanlon=o'hanlon"]),
            ("L'Oréal", &["loreal=l'oreal"]),
            ("Xi’an", &["xian=xi'an"]),
            ("Covid-19", &["covid19=covid-19"]),
            ("Jean-Claude", &["jeanclaude=jean-claude"]),
            (
                "an out-of-date map",
                &["outof=out-of", "outofdate=out-of-date", "ofdate=of-date"],
            ),
            ("צה\"ל", &["צהל=צה\"ל"]),
            ("don't, we're, she'll, 2024-12-01, 10-12", &[]),
            ("the rapist - it", &[]),
            ("end.-Then", &[]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
