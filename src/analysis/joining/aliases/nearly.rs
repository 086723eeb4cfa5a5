//! What makes a near miss worth a reader's look, and what makes it nonsense: a given name is nobody's surname, two letters are
//! the initials of anything, two known places are two.

use super::organisations;
use super::people::Person;
use super::sound::{self, Sound};
use crate::analysis::reading::names::lexicon::{self, FAMILY, GIVEN};
use crate::analysis::reading::names::model;
use crate::analysis::reading::names::words::is_title;
use crate::analysis::text::words::fold;

/// How far two forms of a word may be apart, in tenths of a letter ([`sound::distance`]).
const NEAR: u32 = 20;
/// The same for the one differing word of an organisation or place that has fewer letters than [`LONG`].
const NEAR_IF_SHORT: u32 = 10;
const LONG: usize = 9;
/// A word of fewer letters is near to too many.
const LETTERS: usize = 5;
/// Initials of fewer letters fit too many names.
const INITIALS: usize = 3;

/// Whether two words differ little, and end alike.
pub fn near(one: &Sound, two: &Sound) -> bool {
    is_within(one, two, NEAR)
}

fn is_within(one: &Sound, two: &Sound, most: u32) -> bool {
    let is_vowel = |word: &Sound| {
        let last = word.form.chars().next_back();
        last.is_some_and(|letter| "aeiou".contains(letter))
    };
    letters(one).min(letters(two)) >= LETTERS
        && one.plain.chars().next() == two.plain.chars().next()
        && is_vowel(one) == is_vowel(two)
        && sound::distance(&one.form, &two.form) <= most
}

fn letters(word: &Sound) -> usize {
    word.plain.chars().count()
}

/// The same words but for one, which sounds nearly alike.
pub fn spelled(one: &[String], two: &[String]) -> bool {
    if one.len() != two.len() {
        return false;
    }
    let mut differing = one.iter().zip(two).filter(|(one, two)| one != two);
    match (differing.next(), differing.next()) {
        (Some((one, two)), None) => {
            let (one, two) = (Sound::of(one), Sound::of(two));
            let is_long = letters(&one).min(letters(&two)) >= LONG;
            is_within(&one, &two, if is_long { NEAR } else { NEAR_IF_SHORT })
        }
        _ => false,
    }
}

/// Whether a name reads as one person's given name and surname: no hyphenated pair of people, no title in its middle, no
/// second given name at its end (`Ana Lind Elizabeth`).
pub fn is_full_name(text: &str, person: &Person) -> bool {
    let last_is_given = || person.surname().is_some_and(|last| is_given(&last.plain));
    person.words.len() > 1
        && text.contains(char::is_whitespace)
        && !text
            .split_whitespace()
            .skip(1)
            .any(|word| is_title(&fold(word)))
        && !(person.words.len() > 2 && last_is_given())
}

/// Whether a name alone is a given name, and no family is known to bear it.
pub fn is_given_name(person: &Person) -> bool {
    person.words.iter().all(|word| {
        let known = known(&word.plain);
        known & GIVEN != 0 && known & FAMILY == 0
    })
}

/// Whether a name alone is written as the surname of another: that it sounds so says little of a short word.
pub fn is_spelled_surname(lone: &Person, bearer: &Person) -> bool {
    let plain = |person: &Person| person.surname().map(|word| word.plain.clone());
    plain(lone) == plain(bearer)
}

/// Whether initials are enough letters, all capitals, to say something: `PACs` is no name but several things.
pub fn is_telling(initials: &str) -> bool {
    let letters = initials.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= INITIALS && !initials.ends_with('s')
}

/// Whether the gazetteer knows a name as a place.
pub fn is_known_place(name: &str) -> bool {
    organisations::known_place(&fold(name)) != 0
}

fn is_given(plain: &str) -> bool {
    known(plain) & GIVEN != 0
}

fn known(plain: &str) -> u8 {
    model::shipped().map_or(0, |model| model.lexicon.word(lexicon::key(plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_misread_is_no_full_name() {
        let is_full = |text: &str| is_full_name(text, &Person::read(text));
        assert!(is_full("Ana Lind"));
        assert!(!is_full("Lind"));
        assert!(!is_full("Lind-Kolosova"));
        assert!(!is_full("Ana Lind Elizabeth"));
        assert!(!is_full("Petra Venn President Ana Lind"));
    }

    #[test]
    fn a_surname_is_written_as_its_bearer_writes_it() {
        let is_surname = |lone: &str, bearer: &str| {
            is_spelled_surname(&Person::read(lone), &Person::read(bearer))
        };
        assert!(is_surname("Lind", "Ana Lind"));
        assert!(!is_surname("Lynd", "Ana Lind"));
        assert!(is_given_name(&Person::read("Elizabeth")));
        assert!(!is_given_name(&Person::read("Lindqvist")));
    }

    #[test]
    fn two_letters_and_plurals_are_no_initials() {
        assert!(is_telling("HWU"));
        assert!(is_telling("H.W.U."));
        assert!(!is_telling("D.C."));
        assert!(!is_telling("HWUs"));
    }

    #[test]
    fn few_letters_must_be_nearly_the_same() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_string).collect() };
        assert!(!spelled(&words("port arn"), &words("port arn")));
        assert!(!spelled(&words("port arn"), &words("fort velmora")));
    }
}
