//! What is set above the line: powers keep their place as raised digits, so that `109` with a note 2 is not 1,092, nor ten to the
//! sixth 106.

/// Longest mark of a note, in characters: `123`, `[12]`, `††`.
const MARK_CHARS: usize = 5;

/// Words that are set above the line: digits as raised digits, all else as it is.
pub fn raised(text: &str) -> String {
    let is_number = text
        .trim()
        .chars()
        .all(|letter| letter.is_ascii_digit() || "+-−".contains(letter));
    match is_number {
        true => text.chars().map(raised_digit).collect(),
        false => text.to_string(),
    }
}

fn raised_digit(letter: char) -> char {
    match letter {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' => '⁻',
        letter => letter,
    }
}

/// Whether words that lead to another place of their page are no more than the mark of a note.
pub fn is_mark(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_matches(['[', ']', '(', ')']);
    let is_short = !inner.is_empty() && text.chars().count() <= MARK_CHARS;
    let mut letters = inner.chars();
    is_short
        && (inner.chars().all(|letter| letter.is_ascii_digit())
            || inner.chars().all(|letter| "*†‡§¶".contains(letter))
            || (letters
                .next()
                .is_some_and(|letter| letter.is_ascii_lowercase())
                && letters.next().is_none()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_and_words_stay() {
        for (text, shown) in [
            ("2", "²"),
            ("-10", "⁻¹⁰"),
            ("th", "th"),
            ("2a", "2a"),
            ("", ""),
        ] {
            assert_eq!(raised(text), shown);
        }
    }

    #[test]
    fn marks_of_notes_are_short() {
        for mark in ["1", "[12]", "*", "††", "a", "(3)"] {
            assert!(is_mark(mark), "{mark}");
        }
        for words in ["", "th", "2 km", "123456", "see", "[]"] {
            assert!(!is_mark(words), "{words}");
        }
    }
}
