//! How common a word is in English news: a word that every report uses is weak evidence that two of them say the same.
//!
//! The counts were made from 9,999 sentences of English news of the Leipzig Corpora Collection (Goldhahn, Eckart and
//! Quasthoff 2012; CC BY 4.0): in how many of them each stem stands. Stems in fewer than about thirty are left out.

use super::lexicon::{Tag, english};
use super::words;

/// Sentences counted.
const SENTENCES: f32 = 9_999.0;
/// What a stem that is not in the table is taken to have: most words of the language are rarer than those in it.
const UNLISTED: f32 = 6.0;

/// How rare a stem is: from 0 for words that carry only grammar to 1 for every word that is not among the commonest.
pub fn rarity(stem: &str) -> f32 {
    if words::is_function_word(stem) {
        return 0.0;
    }
    let count = english().value(stem, Tag::Sentences);
    let Some(count) = count.and_then(|count| count.parse::<u16>().ok()) else {
        return 1.0;
    };
    (SENTENCES / f32::from(count)).ln() / (SENTENCES / UNLISTED).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_count_is_a_number_of_sentences() {
        for stem in english().words(Tag::Sentences) {
            let count = english().value(stem, Tag::Sentences);
            let count = count.and_then(|count| count.parse::<u16>().ok());
            assert!(
                count.is_some_and(|count| f32::from(count) < SENTENCES),
                "{stem}"
            );
        }
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        assert_eq!(rarity("the"), 0.0);
        assert!(rarity("year") < rarity("presid") && rarity("presid") < rarity("potash"));
        assert_eq!(rarity("potash"), 1.0);
    }
}
