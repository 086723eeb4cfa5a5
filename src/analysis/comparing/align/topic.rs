//! Whether two sentences have no more in common than what they are about.
//!
//! Sentences that name one thing (`the old ferry terminal`) and say different things of it share a phrase; sentences that say the
//! same share words in several places, or a number, or nearly all their words, or nearly all their names.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::classes::class;
use super::sources::{is_day, is_saying, is_title};
use crate::analysis::text::words;

/// Words of a text that are read.
const MOST_WORDS: usize = 160;
/// Of its words of content one of so many at least must stand outside the phrase, in both: a sentence that is little more than the
/// phrase says what the other says.
const OUTSIDE: usize = 2;

/// Names that two sentences share which speak of one event in other words (`Norr beat Ahl in Velmora`, `Norr defeated Ahl …`): so many
/// words, and so much of those of the sentence with fewer. Of seven rows that a shared phrase alone lowered four had them, and
/// said the same; the others had at most two thirds, or shared what a person is called.
const MANY_NAMES: usize = 5;
const MOST_NAMES: f32 = 0.7;

/// All words of content that two texts share, names left out, stand in one run of such words in both, and half of the words of
/// each stand outside it.
pub(in crate::analysis) fn share_one_phrase(one: &str, other: &str) -> bool {
    let (a, b) = (content(one), content(other));
    let (ours, theirs): (HashSet<&String>, HashSet<&String>) =
        (a.iter().collect(), b.iter().collect());
    let is_number = |word: &&&String| word.contains(|letter: char| letter.is_ascii_digit());
    let mut shared = ours.intersection(&theirs);
    if shared.clone().next().is_none() || shared.any(|word| is_number(&word)) {
        return false;
    }
    let is_phrase = is_one_run(&a, &theirs) && is_one_run(&b, &ours);
    is_phrase && (!share_names(one, other) || is_epithet(one, &theirs) && is_epithet(other, &ours))
}

/// Nearly all names of the text with fewer stand in the other too.
fn share_names(one: &str, other: &str) -> bool {
    let (a, b) = (names(one), names(other));
    let shared = a.intersection(&b).count();
    shared >= MANY_NAMES && shared as f32 >= MOST_NAMES * a.len().min(b.len()) as f32
}

/// The words of names, folded; no titles, no days, not the first word of a sentence that is grammar.
fn names(text: &str) -> HashSet<String> {
    let told = words::words(text).take(MOST_WORDS).filter_map(|word| {
        let written = word.of(text);
        let folded = words::fold(written);
        let bare = folded.strip_suffix("'s").unwrap_or(&folded);
        let stem = words::stem(bare);
        let is_name = written.starts_with(char::is_uppercase) && !words::is_function_word(bare);
        (is_name && !is_title(&stem) && !is_day(&stem)).then(|| bare.to_string())
    });
    told.collect()
}

/// The words that the other has too are what somebody is called: a name follows them at once (`security adviser Ilse Brandt`).
fn is_epithet(text: &str, known: &HashSet<&String>) -> bool {
    let told: Vec<&str> = words::words(text)
        .take(MOST_WORDS)
        .map(|word| word.of(text))
        .collect();
    let is_shared = |written: &&str| {
        let stem = words::stem(&words::fold(written)).into_owned();
        written.starts_with(char::is_lowercase) && known.contains(&class(&stem).to_string())
    };
    let called = |three: &[&str]| {
        three[..2].iter().all(is_shared) && three[2].starts_with(char::is_uppercase)
    };
    told.windows(3).any(called)
}

/// The words that the other has too follow one another, and enough stand outside.
fn is_one_run(words: &[String], known: &HashSet<&String>) -> bool {
    let places: Vec<usize> = (0..words.len())
        .filter(|&at| known.contains(&words[at]))
        .collect();
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else {
        return false;
    };
    let run: RangeInclusive<usize> = first..=last;
    let outside = words.len() - places.len();
    run.count() == places.len() && outside * OUTSIDE >= words.len()
}

/// The classes of the stems of the words that say something, in order; no names, titles, days and verbs of saying.
fn content(text: &str) -> Vec<String> {
    let told = words::words(text).take(MOST_WORDS).filter_map(|word| {
        let written = word.of(text);
        let folded = words::fold(written);
        let stem = words::stem(&folded);
        let is_name = written.starts_with(char::is_uppercase);
        let is_grammar = words::is_function_word(&folded) || is_saying(&folded);
        (!is_name && !is_grammar && !is_title(&stem) && !is_day(&stem))
            .then(|| class(&stem).to_string())
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_phrase_in_common_is_a_topic() {
        for (one, other, topic) in [
            (
                "The old ferry terminal of Velmora, built by a Karsk foundry, will be torn down in spring.",
                "A choir from Karsk sang at the old ferry terminal of Velmora, where tickets cost crowns.",
                true,
            ),
            (
                "Brandt faces a rival in the race for governor this autumn.",
                "Votes in the race for governor will be counted anew.",
                true,
            ),
            (
                "The old ferry terminal of Velmora will be torn down in spring.",
                "Workers will tear down the old ferry terminal of Velmora; it is torn down in spring.",
                false,
            ),
            (
                "The quake had a magnitude of 6.3.",
                "A magnitude 6.3 quake woke the town.",
                false,
            ),
            // Nearly all names.
            (
                "In Arlen’s third ward the Greens’ Ida Norr defeated the Blues’ Per Ahl, a smith.",
                "They also lost a less noted contest in Arlen, where Ida Norr of the Greens beat Per Ahl of the Blues by a few votes in the third recount.",
                false,
            ),
            // What a person is called.
            (
                "A source close to the talks told the Gazette in spring that Ilse Brandt had warned nobody, least of all harbour security adviser Jon Ahl and Per Norr.",
                "Others, such as harbour security adviser Jon Ahl and Per Norr, have gained sway, which lessens the standing of Ilse Brandt.",
                true,
            ),
            ("Cheers broke out.", "Cheers broke out.", false),
            ("Rain fell.", "The orchestra played.", false),
        ] {
            assert_eq!(share_one_phrase(one, other), topic, "{one}");
            assert_eq!(share_one_phrase(other, one), topic, "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_two_strings_give_the_same_both_ways(one in ".{0,60}", other in ".{0,60}") {
            prop_assert_eq!(share_one_phrase(&one, &other), share_one_phrase(&other, &one));
        }
    }
}
