//! Who wrote a document, by the line or the field of its database that says so.

use super::super::byline::people;
use super::super::signers::{NAME_WORDS, is_name_word, is_outlet, is_role};

/// Words that say what an author writes of and stand before what they are (`Transport correspondent`), in lower case.
#[rustfmt::skip]
const BEATS: &[&str] = &[
    "transport", "political", "education", "health", "foreign", "economics", "science", "environment", "business", "arts", "sports",
    "chief", "senior", "home", "affairs", "religious", "legal", "crime", "diplomatic", "defence", "social", "industrial", "media",
];
/// What stands behind a name in a byline that is a sentence, in lower case.
const VERBS: &[&str] = &["reports", "writes", "reporting", "contributed", "기자"];

/// The people of a byline, without the outlet and the town behind them: `Jo Doe, The Isle Courier, Corvale`.
pub fn of_line(text: &str) -> Vec<String> {
    let text = led(text);
    let parts: Vec<&str> = text.split(", ").collect();
    let is_foreign = |part: &&str| is_outlet(part, true);
    let end = parts
        .iter()
        .skip(1)
        .position(is_foreign)
        .map_or(parts.len(), |at| at + 1);
    let text = parts[..end].join(", ");
    let text = without_stop(&text);
    // `A Doe of the Isle Courier`, `Jo Doe Transport correspondent`: what somebody is belongs to no name.
    let text: Vec<String> = text
        .split(';')
        .map(|part| without_role(part.trim()))
        .collect();
    people(text.join("; ").trim_matches([';', ' ']))
        .into_iter()
        .map(|name| unshouted(&name))
        .take_while(|name| !is_outlet(name, true))
        .filter(|name| {
            let words: Vec<&str> = name.split(' ').collect();
            (2..=NAME_WORDS).contains(&words.len()) && words.iter().all(|word| is_name_word(word))
        })
        .collect()
}

/// The people of a field that holds authors and nothing else; in scripts that part no words a name is one word.
pub fn of_field(text: &str) -> Vec<String> {
    /// Letters of the longest name in such a script.
    const LETTERS: usize = 5;
    let found = of_line(&text.replace(" UND ", " und ").replace('*', ""));
    if !found.is_empty() {
        return found;
    }
    let is_unparted = |name: &str| {
        let is_letter = |letter: char| {
            letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
        };
        (2..=LETTERS).contains(&name.chars().count()) && name.chars().all(is_letter)
    };
    let names = text.split([';', ',', '、', '，', '；', '/']).map(str::trim);
    let names = names.map(|name| {
        VERBS
            .iter()
            .find_map(|verb| name.strip_suffix(verb))
            .unwrap_or(name)
            .trim()
    });
    names
        .filter(|name| is_unparted(name))
        .map(String::from)
        .collect()
}

/// A name that was turned round: `Holm, Jo C, Jr` as `Jo C Holm Jr`; any other as it is.
pub fn put_right(name: &str) -> String {
    /// What stands behind a name and belongs to it.
    const SUFFIXES: &[&str] = &["Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"];
    let parts: Vec<&str> = name.split(", ").collect();
    match parts.as_slice() {
        [last, first] => format!("{first} {last}"),
        [last, first, suffix] if SUFFIXES.contains(suffix) => format!("{first} {last} {suffix}"),
        _ => name.to_string(),
    }
}

/// The line without what leads to the author in German, French and Spanish, and begins no name.
fn led(text: &str) -> &str {
    const LEADS: [&str; 3] = ["par ", "por ", "von "];
    let is_led = |lead: &&str| {
        let start = text.get(..lead.len());
        // `von Arnim, Jo` is turned round.
        start.is_some_and(|start| start.eq_ignore_ascii_case(lead))
            && (*lead != "von " || !text.starts_with("von "))
    };
    let lead = LEADS.iter().find(|lead| is_led(lead));
    &text[lead.map_or(0, |lead| lead.len())..]
}

/// `Doe, Jo` of `Doe, Jo.`: a field that ends as a sentence does. The stop of an initial or of `Jr.` is the name's.
fn without_stop(text: &str) -> &str {
    let last = text
        .rsplit([' ', '.'])
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    match text.strip_suffix('.') {
        Some(bare) if last.chars().count() > 2 => bare,
        _ => text,
    }
}

/// `Jo Doe` of `Jo Doe Transport correspondent` and of `Jo Doe reports`.
fn without_role(part: &str) -> String {
    let words: Vec<&str> = part.split(' ').collect();
    let told = words.iter().position(|word| {
        VERBS.contains(word) || is_role(word) && word.starts_with(char::is_lowercase)
    });
    let Some(end) = told.filter(|end| *end > 1 && !part.contains(',')) else {
        return part.to_string();
    };
    let is_beat = |word: &&&str| BEATS.contains(&word.to_lowercase().as_str());
    let beats = words[..end].iter().rev().take_while(is_beat).count();
    words[..end - beats].join(" ")
}

/// `HANNA Quist`: given names in capitals, as Lexis writes the first words of a line, as names.
fn unshouted(name: &str) -> String {
    let shouted = |word: &str| {
        word.chars().count() >= 3
            && word
                .chars()
                .all(|letter| letter.is_uppercase() || letter == '-')
    };
    if name.split(' ').all(shouted) || !name.contains(' ') {
        return name.to_string();
    }
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        match letters.next().filter(|_| shouted(word)) {
            Some(first) => first.to_string() + &letters.as_str().to_lowercase(),
            None => word.to_string(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_gives_its_people_and_nothing_that_they_are() {
        for (line, names) in [
            ("Jo Doe, The Isle Courier, Corvale", &["Jo Doe"][..]),
            ("ANN Roe and Al Poe", &["Ann Roe", "Al Poe"]),
            ("Jo Doe Transport correspondent", &["Jo Doe"]),
            ("Mary Ann Doe reporter", &["Mary Ann Doe"]),
            ("Jo Doe reports", &["Jo Doe"]),
            ("Doe, Jo, The Isle Courier", &["Jo Doe"]),
            ("By Jo Doe; Ann Roe contributed", &["Jo Doe", "Ann Roe"]),
            ("par Jo Doe", &["Jo Doe"]),
            ("Torbay, Lia.", &["Lia Torbay"]),
            ("Torbay, L.", &["L. Torbay"]),
            ("The Isle Courier", &[]),
            ("staff reporters", &[]),
            ("Four people were hurt", &[]),
        ] {
            assert_eq!(of_line(line), names, "{line}");
        }
    }
}
