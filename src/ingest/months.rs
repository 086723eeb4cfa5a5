//! Months, weekdays and zones as newspapers write them: `assets/lexicon/dates.tsv`.

use std::sync::LazyLock;

use crate::analysis::text::lexicon::Lexicon;
use crate::analysis::text::lexicon::tags::tags;

const FILE: &str = include_str!("../../assets/lexicon/dates.tsv");

/// What is known of words in dates.
pub fn date_words() -> &'static Lexicon<DateTag> {
    static WORDS: LazyLock<Lexicon<DateTag>> = LazyLock::new(|| Lexicon::read(FILE));
    &WORDS
}

tags! {
    /// What is known of a word in dates and times, in lower case.
    pub enum DateTag {
        /// A month, whole or cut short, without full stops; the value is its number.
        Month = "month",
        /// A weekday.
        Weekday = "weekday",
        /// A time zone’s name that one part of the world uses; the value is the zone as a POSIX TZ string.
        Zone = "zone",
        /// A time zone’s name that several parts of the world use (India, Ireland and Israel; the United States and China;
        /// …).
        SharedZone = "zone.shared",
        /// Stands around dates.
        AroundDate = "around-date",
    }
}

/// The number of a month, by its name in lower case.
pub fn month(word: &str) -> Option<i8> {
    date_words().value(word, DateTag::Month)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::tags::faults;

    #[test]
    fn the_file_is_in_order_and_each_tag_is_told_of() {
        assert_eq!(faults::<DateTag>(FILE), [""; 0]);
    }
}
