//! What stands around a person's name and is no part of it: ages, degrees, a party and state in brackets, a nickname in quotes.

/// Degrees and honours after a name, folded, without dots, sorted.
const HONOURS: &[&str] = &[
    "cbe", "cpa", "dds", "dphil", "dvm", "esq", "jd", "kbe", "kc", "llm", "mbe", "md", "mp", "obe",
    "phd", "psyd", "qc", "rn",
];

/// A name without its additions; the name itself where nothing would be left.
///
/// Marks are brackets of any kind and double quotes; time is linear in the length.
pub fn without(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut inside: Option<char> = None;
    for letter in text.chars() {
        match (inside, letter) {
            (Some(end), letter) if letter == end => {
                inside = None;
                found.push(' ');
            }
            (Some(_), _) => {}
            (None, '(') => inside = Some(')'),
            (None, '[') => inside = Some(']'),
            (None, '“') => inside = Some('”'),
            (None, '"') => inside = Some('"'),
            (None, letter) => found.push(letter),
        }
    }
    // what was opened and not closed, or all that there is, stays
    if inside.is_some() || found.split_whitespace().count() < 2 {
        found = text.to_string();
    }
    let mut words: Vec<&str> = found.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_addition(word)) {
        words.pop();
    }
    words.join(" ")
}

fn is_addition(word: &str) -> bool {
    let letters: String = word
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    letters.chars().all(|letter| letter.is_ascii_digit())
        || (capitals > 1 && HONOURS.binary_search(&letters.as_str()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn additions_go() {
        assert!(HONOURS.is_sorted());
        for (text, name) in [
            ("Ada Lund, 49", "Ada Lund,"),
            ("Ada Lund, Ph.D.", "Ada Lund,"),
            ("Ada \"The Chin\" Lund", "Ada Lund"),
            ("Ada Lund (R-AZ)", "Ada Lund"),
            ("\"Ada\"", "\"Ada\""),
            ("Ada \"Lund", "Ada \"Lund"),
            ("MD", "MD"),
            ("", ""),
        ] {
            assert_eq!(without(text), name);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_goes_in(text in "\\PC{0,40}") {
            without(&text);
        }
    }
}
