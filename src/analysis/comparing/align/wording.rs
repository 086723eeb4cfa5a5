//! Whether two sentences are one in nearly the same words, in the same order.

use super::classes::class;
use crate::analysis::text::words;

/// Words of a text that are read.
const MOST_WORDS: usize = 160;
/// Words of content under which a sentence is too short to be told by its words.
const LEAST_WORDS: usize = 6;
/// Share of the words of content of the sentence with fewer that the other has, and has in the same order; and share of those of
/// the other that it has back: a long sentence tells more. With half of them in order 17 of the 19 judged rows that came through
/// under the score from which several say it were right: too few, so more is asked. The rows were looked at while this was chosen.
const SHARED: f32 = 0.55;
const IN_ORDER: f32 = 0.55;
const SHARED_BACK: f32 = 0.36;

/// Two texts say one thing in nearly the same words, and neither has a number that the other lacks while that has another.
pub(super) fn in_one_wording(one: &str, other: &str) -> bool {
    let (mut a, mut b) = (content(one), content(other));
    if (a.len(), &a) > (b.len(), &b) {
        std::mem::swap(&mut a, &mut b);
    }
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    let shared = a.iter().filter(|word| b.contains(word)).count();
    let back = b.iter().filter(|word| a.contains(word)).count();
    a.len() >= LEAST_WORDS
        && share(shared, a.len()) >= SHARED
        && share(back, b.len()) >= SHARED_BACK
        && share(in_order(&a, &b), a.len()) >= IN_ORDER
        && !(has_number_of_its_own(&a, &b) && has_number_of_its_own(&b, &a))
}

fn has_number_of_its_own(words: &[String], others: &[String]) -> bool {
    let mut numbers = words
        .iter()
        .filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    numbers.any(|number| !others.contains(number))
}

/// The words that two lists have in the same order (the longest common subsequence).
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut best = vec![0_usize; b.len() + 1];
    for word in a {
        let mut before = 0;
        for (at, other) in b.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word == other {
                before + 1
            } else {
                above.max(best[at])
            };
            before = above;
        }
    }
    best.last().copied().unwrap_or(0)
}

/// The classes of the stems of the words of content, in order; names and numbers as they are written.
fn content(text: &str) -> Vec<String> {
    let told = words::words(text).take(MOST_WORDS).filter_map(|word| {
        let folded = words::fold(word.of(text));
        let bare = folded.strip_suffix("'s").unwrap_or(&folded);
        if words::is_function_word(bare) || SAYS.contains(&bare) {
            return None;
        }
        Some(class(&words::stem(bare)).to_string())
    });
    told.collect()
}

/// The plain verbs of saying: that somebody says it is no part of it.
const SAYS: [&str; 5] = ["said", "say", "says", "tell", "told"];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nearly_the_same_words_in_order_are_one_wording() {
        for (one, other, is_one) in [
            (
                "The law directs the mayor and the warden, as well as those who seek either office, to release their tax papers.",
                "The law would require the mayor, the warden and those who seek the office to disclose their tax papers.",
                true,
            ),
            (
                "After the call the clerk asked Brandt what the mayor thought of the dam.",
                "Ahl said that after Brandt’s call with the mayor a clerk asked what the mayor thought of the dam.",
                true,
            ),
            // Another number.
            (
                "The Velmora grain index dropped 414 points to close the week.",
                "The Velmora grain index dropped 480 points to close the week.",
                false,
            ),
            // A long sentence that tells more.
            (
                "The council will hear the guild on the harbour wall in autumn.",
                "The guild of divers took issue with parts of the order that ask for work with the port, the smiths and the ferrymen, noting that the council will hear it on the harbour wall in autumn, long after the storms.",
                false,
            ),
            // The same words in another order tell another thing.
            (
                "The smith sued the mayor over harbour tolls before the storm.",
                "Before the storm over harbour tolls the mayor sued the smith.",
                false,
            ),
            ("Cheers broke out.", "Cheers broke out.", false),
        ] {
            assert_eq!(in_one_wording(one, other), is_one, "{one}");
            assert_eq!(in_one_wording(other, one), is_one, "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_two_strings_give_an_answer(one in ".{0,60}", other in ".{0,60}") {
            prop_assert_eq!(in_one_wording(&one, &other), in_one_wording(&other, &one));
        }

        #[test]
        fn no_more_words_stand_in_order_than_there_are(a in proptest::collection::vec("[ab]", 0..9), b in proptest::collection::vec("[ab]", 0..9)) {
            let count = in_order(&a, &b);
            prop_assert!(count <= a.len().min(b.len()));
            prop_assert_eq!(count, in_order(&b, &a));
        }
    }
}
