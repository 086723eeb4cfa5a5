//! Who may have written an article: the names of people, what they do and outlets, each told by how it is written.

use super::date::DateLine;
use super::page_words::{PageTag, page_words, phrases};

/// Most words of one name.
pub const NAME_WORDS: usize = 6;

/// Small words inside names.
pub const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "dos", "du", "des", "van", "von", "der", "den", "la", "le",
    "al", "el", "bin", "ibn", "ben", "ter", "y", "e",
];

/// What a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    pub date: Option<DateLine>,
}

/// Whether a line is nothing but one name of a person.
pub fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| is_name_word(word))
        && words.iter().filter(|word| is_capital(word)).count() >= 2
        && !is_role(line)
        && !is_outlet(line, false)
}

/// Whether a word may stand in the name of a person.
pub fn is_name_word(word: &str) -> bool {
    (is_capital(word)
        || PARTICLES.contains(&word)
        || word.starts_with("d'")
        || word.starts_with("d’"))
        && word.chars().all(|letter| {
            letter.is_alphabetic()
                || ".'’-".contains(letter)
                || unicode_normalization::char::is_combining_mark(letter)
        })
}

/// It begins with a capital, or with a letter of a script that has none.
pub fn is_capital(text: &str) -> bool {
    text.trim_start_matches(['"', '“', '\'', '('])
        .starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase())
}

/// Whether a name is of an outlet. `later`: it does not stand where the first name of a byline stands.
pub fn is_outlet(name: &str, later: bool) -> bool {
    let lower = name.to_lowercase();
    let shared = later || lower.starts_with("the ") || lower.contains('.');
    lower.split([' ', '.', '-']).any(|word| {
        page_words().has(word, PageTag::OutletWord)
            || (shared && page_words().has(word, PageTag::SharedOutletWord))
            || phrases(PageTag::OutletEnding)
                .iter()
                .any(|ending| word.ends_with(ending))
    })
}

/// Whether a part is the words of a link beside a byline and names nobody: `View online →`, `Read in app`, `Comments`.
pub fn is_button(part: &str) -> bool {
    /// Words of the longest.
    const WORDS: usize = 5;
    /// What such a link does, and where, in lower case.
    #[rustfmt::skip]
    const DOES: &[&str] = &[
        "read", "view", "open", "watch", "see", "listen", "lire", "voir", "ouvrir", "lesen", "ansehen", "leer", "ver", "leggi", "bekijk",
    ];
    #[rustfmt::skip]
    const WHERE: &[&str] = &[
        "online", "browser", "app", "web", "ligne", "navigateur", "navegador", "línea",
    ];
    #[rustfmt::skip]
    const ALONE: &[&str] = &[
        "comments", "comment", "share", "subscribe", "print", "kommentare", "commentaires", "comentarios", "reacties", "commenti",
    ];
    let lower = part.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    match words.as_slice() {
        [one] => ALONE.contains(one),
        _ => words.len() <= WORDS && has(DOES) && has(WHERE),
    }
}

/// Whether a part says what somebody does, not who it is: `Staff Writer`.
pub fn is_role(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower
        .split([' ', '-'])
        .any(|word| page_words().has(word, PageTag::RoleWord))
}

/// `gr/bp`, `NTB-AFP`: who wrote it by their signs, which name nobody.
pub fn are_signs(text: &str) -> bool {
    /// Letters of the longest sign.
    const LETTERS: usize = 4;
    let is_sign = |part: &str| {
        let same = part.chars().all(char::is_lowercase) || part.chars().all(char::is_uppercase);
        same && part.is_ascii() && part.len() <= LETTERS
    };
    !text.contains(' ') && text.split(['/', '-']).all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_links_are_told_from_outlets() {
        for part in [
            "View online →",
            "Read Online",
            "Open in browser",
            "Im Browser lesen",
            "Lire en ligne",
            "Comments",
            "3 comments",
        ] {
            assert!(is_button(part), "{part}");
        }
        for part in [
            "Spiegel Online",
            "Isle Courier",
            "Online",
            "The Web Post",
            "Open Democracy",
            "Comment Magazine",
        ] {
            assert!(!is_button(part), "{part}");
        }
    }

    #[test]
    fn signs_are_no_names() {
        for text in ["gr/bp", "NTB-AFP-DPA", "dpa", "NTB"] {
            assert!(are_signs(text), "{text}");
        }
        for text in [
            "Jo Doe",
            "JO DOE",
            "Jo",
            "Anne-Marie Doe",
            "Geir Dale / Faktisk.no",
        ] {
            assert!(!are_signs(text), "{text}");
        }
    }
}
