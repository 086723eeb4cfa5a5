//! Table of data: titles that tell a sex, words for kin, offices.

use crate::analysis::text::given_names::Sex;
use crate::analysis::text::lexicon::{Tag, english};

/// Whom a title or a calling is said of.
pub fn sex(word: &str) -> Option<Sex> {
    match english().value(word, Tag::TitleOf)? {
        "woman" => Some(Sex::Woman),
        _ => Some(Sex::Man),
    }
}

/// What stands for an office and for what the news shortens it to.
pub fn office(words: &str) -> Option<&'static str> {
    english().value(words, Tag::Office)
}

/// Words for kin, and whether they make of who is named so the lesser known of the two: a daughter speaks of her father. Sorted,
/// for binary search.
#[rustfmt::skip]
pub const KIN: &[(&str, Option<Sex>, bool)] = &[
    ("aunt", Some(Sex::Woman), false), ("boyfriend", Some(Sex::Man), false), ("brother", Some(Sex::Man), true),
    ("brother-in-law", Some(Sex::Man), true), ("cousin", None, true), ("daughter", Some(Sex::Woman), true),
    ("daughter-in-law", Some(Sex::Woman), true), ("father", Some(Sex::Man), false),
    ("girlfriend", Some(Sex::Woman), false), ("granddaughter", Some(Sex::Woman), true),
    ("grandfather", Some(Sex::Man), false), ("grandmother", Some(Sex::Woman), false),
    ("grandson", Some(Sex::Man), true), ("husband", Some(Sex::Man), false), ("mother", Some(Sex::Woman), false),
    ("nephew", Some(Sex::Man), true), ("niece", Some(Sex::Woman), true), ("sibling", None, true),
    ("sister", Some(Sex::Woman), true), ("sister-in-law", Some(Sex::Woman), true), ("son", Some(Sex::Man), true),
    ("son-in-law", Some(Sex::Man), true), ("stepdaughter", Some(Sex::Woman), true), ("stepson", Some(Sex::Man), true),
    ("twin", None, true), ("uncle", Some(Sex::Man), false), ("widow", Some(Sex::Woman), true),
    ("widower", Some(Sex::Man), false), ("wife", Some(Sex::Woman), true),
];

/// Offices that one person at a time holds in a country: who bears another title than this is somebody else.
#[rustfmt::skip]
pub const SOLE: &[&str] = &[
    "chancellor", "emperor", "king", "pope", "president", "prime minister", "queen", "vice president",
];
pub const FIRST_LADY: &str = "first lady";
/// Offices whose holder is called by a given name alone.
pub const REIGNS: &[&str] = &["emperor", "king", "pope", "queen"];
/// What belongs to whoever holds power, and to no kin of theirs: `Lund aides`. Sorted, for binary search.
#[rustfmt::skip]
pub const POWER: &[&str] = &[
    "administration", "aide", "aides", "allies", "ally", "appointee", "appointees", "backer", "backers", "cabinet",
    "campaign", "era", "impeachment", "loyalist", "loyalists", "nominee", "nominees", "officials", "presidency",
    "rallies", "rally", "reelection", "supporter", "supporters", "team", "tweet", "voter", "voters",
];
