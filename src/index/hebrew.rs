//! Hebrew abbreviations have a quotation mark before their last letter (`צה"ל`): it is a letter of the word, in a text and in
//! a query, in whichever of its forms it was typed.

use crate::analysis::text::words;
use crate::model::Span;

/// The sign that stands for all of them in folded words.
const SIGN: char = '"';
/// The sign of Hebrew typography, U+05F4.
const GERSHAYIM: char = '\u{5F4}';

/// Quotation marks that are typed for it.
pub fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        SIGN | GERSHAYIM | '“' | '”' | '„' | '‟' | '″' | '＂'
    )
}

pub fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{5D0}'..='\u{5EA}')
}

/// Whether the sign at byte `at` stands between two Hebrew letters: there it opens and closes nothing.
pub fn is_inside(text: &str, at: usize) -> bool {
    let Some(sign) = text[at..].chars().next().filter(|&sign| is_sign(sign)) else {
        return false;
    };
    let before = text[..at].chars().next_back();
    let after = text[at + sign.len_utf8()..].chars().next();
    before.is_some_and(is_letter) && after.is_some_and(is_letter)
}

/// The words of a text, those that such a sign parts joined.
pub fn joined(text: &str, found: &mut dyn FnMut(Span)) {
    let mut open: Option<Span> = None;
    for span in words::words(text) {
        open = Some(match open {
            Some(before) if parts_one(text, before, span) => before.join(span),
            Some(before) => {
                found(before);
                span
            }
            None => span,
        });
    }
    open.into_iter().for_each(found);
}

fn parts_one(text: &str, before: Span, after: Span) -> bool {
    let gap = Span::new(before.end, after.start).of(text);
    gap.chars()
        .next()
        .is_some_and(|sign| gap.len() == sign.len_utf8())
        && is_inside(text, before.end)
}

/// A folded word with one sign for all.
pub fn one_sign(word: String) -> String {
    if !word.contains(is_letter) || !word.contains(is_sign) {
        return word;
    }
    let one = |letter| if is_sign(letter) { SIGN } else { letter };
    word.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_between_hebrew_letters_is_part_of_the_word() {
        for text in ["צה\"ל", "צה״ל", "צה”ל", "צה„ל"] {
            let mut found = Vec::new();
            joined(text, &mut |span| found.push(span.of(text).to_string()));
            assert_eq!(found, [text]);
            assert_eq!(one_sign(text.to_string()), "צה\"ל");
        }
        let mut found = Vec::new();
        joined("הוא אמר “שלום” וכן", &mut |span| {
            found.push(span);
        });
        assert_eq!(found.len(), 4);
        assert!(!is_inside("a\"b", 1) && !is_inside("\"ל", 0));
    }
}
