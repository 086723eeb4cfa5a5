//! Tokens as the tagger wants them: initials and abbreviations keep their dot, `'s` stands alone, `Paris-Berlin` and
//! `Paris-based` part.

use crate::analysis::text::lexicon::{Tag, english};
use crate::model::Span;

/// The tokens of `sentence` as byte ranges into `body`, in order, none overlapping, none empty.
pub fn tokens(body: &str, sentence: Span) -> Vec<Span> {
    let mut found = Vec::with_capacity(sentence.len() / 5 + 1);
    let text = sentence.of(body);
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let end = if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        } else if let Some(end) = address(text, at, letter) {
            end
        } else if letter.is_alphanumeric() {
            word(text, at)
        } else {
            at + letter.len_utf8()
        };
        push_parts(text, at, end, sentence.start, &mut found);
        at = end;
    }
    found
}

/// End of a web address, mail address, handle or hashtag that starts at `at`.
fn address(text: &str, at: usize, first: char) -> Option<usize> {
    let rest = &text[at..];
    let tag = matches!(first, '@' | '#')
        && rest[1..]
            .chars()
            .next()
            .is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if tag {
        let name = rest[1..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
        return Some(at + name.map_or(rest.len(), |length| 1 + length));
    }
    let lead = ["http://", "https://", "www."];
    if !lead.iter().any(|lead| rest.starts_with(lead)) {
        return None;
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let trimmed = rest[..end].trim_end_matches(['.', ',', ')', ']', '"', '”', '\'', '’', ';', ':']);
    (!trimmed.is_empty()).then(|| at + trimmed.len())
}

/// End of the word that starts at `at`: letters and digits, and marks that join them.
fn word(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = text[at..].char_indices().peekable();
    let mut before = ' ';
    while let Some((offset, letter)) = letters.next() {
        let after = letters.peek().map(|&(_, letter)| letter);
        let joined = letter.is_alphanumeric()
            || is_mark(letter)
            || after.is_some_and(|after| joins(before, letter, after));
        if !joined {
            break;
        }
        end = at + offset + letter.len_utf8();
        before = letter;
    }
    if text[end..].starts_with('.') && keeps_dot(&text[at..end]) {
        end += 1;
    }
    end
}

/// Combining marks (Latin ones and the vowel signs of Indic scripts) belong to the letter before them.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && unicode_normalization::char::is_combining_mark(letter)
}

fn joins(before: char, mark: char, after: char) -> bool {
    match mark {
        '-' | '‑' | '_' => after.is_alphanumeric(),
        '\'' | '’' => before.is_alphabetic() && after.is_alphabetic(),
        '.' => {
            (before.is_ascii_digit() && after.is_ascii_digit())
                || (before.is_alphabetic() && after.is_alphabetic())
        }
        ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '&' => before.is_uppercase() && after.is_uppercase(),
        '@' => after.is_alphanumeric(),
        _ => false,
    }
}

/// Whether the full stop after a word is part of it: `G.`, `U.S.`, `Mr.`
fn keeps_dot(word: &str) -> bool {
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), None) => first.is_uppercase() && first != 'I',
        (Some(first), Some('.')) if first.is_alphabetic() => word
            .split('.')
            .all(|part| part.chars().count() == 1 || part.contains('-')),
        _ => {
            word.len() <= 4
                && word.is_ascii()
                && english().has(word.to_ascii_lowercase().as_str(), Tag::KeepsDot)
        }
    }
}

/// Parts a word at `'s` and at a hyphen between two names.
fn push_parts(text: &str, start: usize, end: usize, shift: usize, found: &mut Vec<Span>) {
    let word = &text[start..end];
    let stem = possessor(word);
    let mut from = 0;
    if word.len() > 6 {
        for (offset, _) in word.match_indices(['-', '‑']) {
            let hyphen = word[offset..].chars().next().map_or(1, char::len_utf8);
            if offset > from
                && is_name_part(&word[from..offset])
                && is_name_part(&word[offset + hyphen..stem])
            {
                found.push(Span::new(from, offset).shifted(start + shift));
                found.push(Span::new(offset, offset + hyphen).shifted(start + shift));
                from = offset + hyphen;
            }
        }
    }
    if let Some(hyphen) = tied(&word[from..stem]) {
        found.push(Span::new(from, from + hyphen.start).shifted(start + shift));
        found.push(hyphen.shifted(start + from + shift));
        from += hyphen.end;
    }
    found.push(Span::new(from, stem).shifted(start + shift));
    if stem < word.len() {
        found.push(Span::new(stem, word.len()).shifted(start + shift));
    }
}

/// The hyphen of a compound such as `Nordvia-led`, in bytes of the word; none where the word is no such compound.
pub fn tied(word: &str) -> Option<Span> {
    let (offset, mark) = word.match_indices(['-', '‑']).next()?;
    let rest = &word[offset + mark.len()..];
    let is_tied = english().has(rest, Tag::Tied) && is_name_part(&word[..offset]);
    is_tied.then(|| Span::new(offset, offset + mark.len()))
}

/// Length in bytes of the word without a possessive `'s`.
fn possessor(word: &str) -> usize {
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(ending)
            && !stem.is_empty()
        {
            return stem.len();
        }
    }
    word.len()
}

/// A part of a hyphenated word that can be a name by itself: `Paris`, `US`, `U.S`.
fn is_name_part(rest: &str) -> bool {
    let part = rest.split(['-', '‑']).next().unwrap_or("");
    let mut letters = part.chars();
    letters.next().is_some_and(char::is_uppercase)
        && match letters.next() {
            Some('.') => true,
            Some(second) if second.is_uppercase() => part.chars().all(|c| !c.is_ascii_digit()),
            Some(second) if second.is_lowercase() => part.chars().nth(2).is_some(),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text, Span::new(0, text.len()))
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn initials_titles_and_possessives() {
        assert_eq!(
            texts("Mr. Oslo’s aide, John G. O'Hara Jr., left the U.S. on Monday."),
            [
                "Mr.", "Oslo", "’s", "aide", ",", "John", "G.", "O'Hara", "Jr.", ",", "left",
                "the", "U.S.", "on", "Monday", "."
            ]
        );
    }

    #[test]
    fn a_hyphen_between_names_parts_them_and_another_does_not() {
        assert_eq!(texts("U.S.-Peru ties"), ["U.S.", "-", "Peru", "ties"]);
        assert_eq!(texts("Kim Tae-ho"), ["Kim", "Tae-ho"]);
        assert_eq!(texts("NATO-led"), ["NATO", "-", "led"]);
        assert_eq!(
            texts("U.S.-brokered, Peru-Chile-backed"),
            [
                "U.S.", "-", "brokered", ",", "Peru", "-", "Chile", "-", "backed"
            ]
        );
        assert_eq!(texts("Well-known, far-led"), ["Well-known", ",", "far-led"]);
        assert_eq!(texts("Perez-Lund's"), ["Perez", "-", "Lund", "'s"]);
    }

    #[test]
    fn addresses_numbers_and_marks() {
        assert_eq!(
            texts("See https://a.example/b, 1,200.5 (AT&T) #Tag a@b.example!"),
            [
                "See",
                "https://a.example/b",
                ",",
                "1,200.5",
                "(",
                "AT&T",
                ")",
                "#Tag",
                "a@b.example",
                "!"
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn tokens_never_overlap_and_fit_any_text(text in "\\PC{0,80}") {
            let mut end = 0;
            for span in tokens(&text, Span::new(0, text.len())) {
                assert!(span.start >= end && !span.is_empty() && !span.of(&text).is_empty());
                end = span.end;
            }
        }
    }
}
