//! Whether two sentences have no more in common than what they are about.
//!
//! Sentences that name one thing (`the old ferry terminal`) and say different things of it share a phrase; sentences that say the
//! same share words in several places, or a number, or nearly all their words.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use super::classes::class;
use super::sources::{is_day, is_saying, is_title};
use crate::analysis::words;

/// Words of a text that are read.
const MOST_WORDS: usize = 160;
/// Of its words of content one of so many at least must stand outside the phrase, in both: a sentence that is little more than the
/// phrase says what the other says.
const OUTSIDE: usize = 2;

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
    is_one_run(&a, &theirs) && is_one_run(&b, &ours)
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
