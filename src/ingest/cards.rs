//! Pop-up cards of people that pages carry inside their sentences, and that come out glued to the words when a page is saved
//! as text: `President Trump Donald John TrumpSenate votes on bill House adjourns MORE said so`.

/// Ends a card: the link to more articles on the person.
const END: &str = " MORE";
/// Bytes of the longest card: three headlines of a hundred each, doubled, and a name.
const LONGEST: usize = 1000;
/// Words of a full name before the surname: `Robert (Bob) Swan`.
const GIVEN_NAMES: usize = 7;
/// Words of a name that are written small.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "den", "der", "di", "la", "van", "von",
];

/// Takes the cards out of a paragraph; returns what was taken. A card begins after a surname, with the full name that ends in
/// the same surname, and ends in `MORE`; nothing less is one. Grows with the length of the paragraph.
pub fn without_cards(paragraph: &mut String) -> Vec<String> {
    if !paragraph.contains(END) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    let mut rest = String::with_capacity(paragraph.len());
    let mut done = 0;
    for (end, _) in paragraph.match_indices(END) {
        let after = end + END.len();
        if paragraph[after..].starts_with(char::is_alphanumeric) || end < done {
            continue;
        }
        let mut from = done.max(end.saturating_sub(LONGEST));
        while !paragraph.is_char_boundary(from) {
            from += 1;
        }
        if let Some(start) = beginning(&paragraph[from..end]) {
            rest.push_str(&paragraph[done..from + start]);
            taken.push(paragraph[from + start..after].trim().to_string());
        } else {
            rest.push_str(&paragraph[done..after]);
        }
        done = after;
    }
    rest.push_str(&paragraph[done..]);
    *paragraph = rest;
    taken
}

/// Where in the text the first card begins: right after the surname, which stays.
fn beginning(text: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let all = 0..words.len();
    let repeated = |at: usize, headline: Headline| {
        let (start, word) = words.get(at)?;
        let surname = word.trim_start_matches(['(', '"', '“']);
        let again = repeated(surname, words.get(at + 1..)?, headline)?;
        Some((start + word.len(), at + 1 + again))
    };
    let mut runs_on = all.clone().map(|at| repeated(at, Headline::Glued));
    if let Some((end, _)) = runs_on.find_map(|found| found) {
        return Some(end);
    }
    let apart = |at| repeated(at, Headline::Apart);
    if let Some((first, again)) = all.clone().find_map(|at| Some((at, apart(at)?.1))) {
        // Of `Karla Brandt Karla Ana Brandt` the surname is what counts, though the first name comes again before it.
        return (first..again).rev().find_map(|at| Some(apart(at)?.0));
    }
    all.clone()
        .find_map(|at| glued(*words.get(at)?, words.get(at + 1..)?))
}

/// How the first headline stands behind the full name.
#[derive(Clone, Copy, PartialEq)]
enum Headline {
    Glued,
    Apart,
}

/// Which of the words behind a surname is the surname again, given names before it and a headline behind it.
fn repeated(surname: &str, next: &[(usize, &str)], headline: Headline) -> Option<usize> {
    if !is_name(surname) {
        return None;
    }
    for (number, (_, word)) in next.iter().take(GIVEN_NAMES + 1).enumerate() {
        if let Some(behind) = word.strip_prefix(surname) {
            let is_card = match headline {
                Headline::Glued => is_headline(behind),
                // A name that is only said twice is no card: a full name stands before a headline.
                Headline::Apart => behind.is_empty() && number > 0,
            };
            return is_card.then_some(number);
        }
        let is_given = word.starts_with(|letter: char| letter.is_uppercase() || letter == '(')
            && !word.ends_with(',');
        if !is_given && !PARTICLES.contains(word) {
            return None;
        }
    }
    None
}

/// A surname with a full name glued to it: `Justice Stephen BreyerStephen BreyerSenate votes`.
fn glued((start, word): (usize, &str), next: &[(usize, &str)]) -> Option<usize> {
    let mut last = ' ';
    for (at, letter) in word.char_indices() {
        if letter.is_uppercase() && last.is_lowercase() {
            let surname = word.get(..at)?;
            if repeated(surname, next, Headline::Glued).is_some() {
                return Some(start + at);
            }
        }
        last = letter;
    }
    None
}

/// What may stand right behind a surname at the beginning of a headline.
fn is_headline(text: &str) -> bool {
    text.starts_with(|letter: char| {
        letter.is_uppercase() || letter.is_ascii_digit() || "'\"‘“[(".contains(letter)
    })
}

/// Two letters at least, the first a capital, not all of them.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn left(text: &str) -> String {
        let mut text = text.to_string();
        without_cards(&mut text);
        text
    }

    #[test]
    fn a_card_goes_and_the_sentence_stays() {
        let card = "Minister Brandt Karla (Kay) Ana BrandtHarbour strike ends Council to vote on ferry MORE";
        assert_eq!(
            left(&format!("{card} said so.")),
            "Minister Brandt said so."
        );
        assert_eq!(
            left(&format!("{card}’s plan, and {card}.")),
            "Minister Brandt’s plan, and Minister Brandt."
        );
        let apart =
            "Paul Brandt Paul Davis Brandt Harbour strike ends Council to vote MORE (L) left.";
        assert_eq!(left(apart), "Paul Brandt (L) left.");
        let small = "Bill de Brandt Bill de BrandtHarbour strike MORE, mayor,";
        assert_eq!(left(small), "Bill de Brandt, mayor,");
        let run_in = "Judge Stefan BrandtStefan BrandtHarbour strike ends MORE, who ruled.";
        assert_eq!(left(run_in), "Judge Stefan Brandt, who ruled.");
    }

    #[test]
    fn words_in_capitals_and_names_said_twice_are_no_cards() {
        for text in [
            "Ask for MORE from Brandt.",
            "Brandt and Brandt want MORE of it.",
            "He met Brandt. Brandt Paul said he wants MORE.",
            "Brandt Karla Brandts MOREOVER",
            "General Anna Brandt, Deputy General Karla Lind, wants MORE.",
            "THE BRANDT FAMILY BRANDT WANTS MORE",
        ] {
            assert_eq!(left(text), text);
        }
    }

    #[test]
    fn what_is_taken_is_told() {
        let mut text = "Anna Brandt Anna BrandtFerry sails MORE rose.".to_string();
        assert_eq!(without_cards(&mut text), ["Anna BrandtFerry sails MORE"]);
    }

    proptest! {
        #[test]
        fn nothing_is_added_and_no_string_breaks(text in "(Brandt|Éa| MORE| |[A-Za-z’é(]){0,60}") {
            let mut shorter = text.clone();
            let taken = without_cards(&mut shorter);
            prop_assert!(shorter.len() <= text.len());
            prop_assert_eq!(taken.is_empty(), shorter == text);
        }
    }
}
