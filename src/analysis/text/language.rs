//! What the rules that read an article have to know of its language: one value, handed to them with the text.
//!
//! A language is added by a lexicon (`assets/lexicon/`), in it its words for numbers and its calendar, by how it writes numbers, and
//! by a tagger where it has one: a line in `LANGUAGES`. Rules name the small words of grammar in English (`of`, `and`, `ago`);
//! with the tag `as` a lexicon says of its own words which of these they stand for.

use std::borrow::Cow;

use super::lexicon::{Lexicon, Tag, english};
use super::syntax::Syntax;
use super::words;

/// A language as the rules ask for it.
pub struct Language {
    /// BCP 47 primary tag.
    pub code: &'static str,
    pub lexicon: fn() -> &'static Lexicon<Tag>,
    /// The stem of a folded word.
    pub stem: fn(&str) -> Cow<'_, str>,
    /// Its tagger and parser, where it has them.
    pub syntax: fn() -> Option<Syntax>,
    pub numbers: Numbers,
    /// Days and months are written with a capital: `may` is no month.
    pub time_has_capitals: bool,
}

/// How a language writes numbers; its words for them stand in its lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// A comma stands between whole and part, a full stop between thousands; else the other way round.
    pub has_decimal_comma: bool,
    /// `three and twenty` instead of `twenty-three`.
    pub units_come_first: bool,
}

const AS_IN_ENGLISH: Numbers = Numbers {
    has_decimal_comma: false,
    units_come_first: false,
};

/// The languages that have a lexicon. The first is taken where none is known: a text too short to tell its language is most
/// likely English.
static LANGUAGES: [Language; 1] = [Language {
    code: "en",
    lexicon: english,
    stem: words::stem,
    syntax: || Syntax::of(Some("en")),
    numbers: AS_IN_ENGLISH,
    time_has_capitals: true,
}];

/// One without a lexicon: what is written in digits, with signs and international units, is read as in English; nothing is
/// parsed.
static OTHER: Language = Language {
    code: "",
    lexicon: english,
    stem: words::stem,
    syntax: || None,
    numbers: AS_IN_ENGLISH,
    time_has_capitals: true,
};

impl Language {
    /// By its BCP 47 tag.
    pub fn of(code: Option<&str>) -> &'static Language {
        match code {
            None => &LANGUAGES[0],
            Some(code) => {
                let found = LANGUAGES.iter().find(|language| language.code == code);
                found.unwrap_or(&OTHER)
            }
        }
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_taken_where_no_language_is_known_and_nothing_is_parsed_where_there_is_no_lexicon()
    {
        for (code, parses) in [(None, true), (Some("en"), true), (Some("fr"), false)] {
            let language = Language::of(code);
            assert_eq!((language.syntax)().is_some(), parses, "{code:?}");
            assert!(
                (language.lexicon)().has("said", Tag::SpeechVerb),
                "{code:?}"
            );
        }
        assert_eq!(Language::of(None).code, "en");
    }
}
