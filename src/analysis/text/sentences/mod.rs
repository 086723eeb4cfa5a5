//! Sentences of a body, never reaching over a paragraph.
//!
//! Invariant: the sentences of a paragraph are in order, not empty, do not overlap, and leave out nothing but white space.

mod endings;
mod lists;
mod starters;

pub use starters::{is_abbreviation, is_starter};

use crate::model::Span;

/// Paragraphs longer than this (in bytes), or with more quotation marks and brackets than [`MOST_MARKS`], are cut by our
/// own rules whatever their language: `sentencex` takes time that grows with the square of these.
const LONGEST_FOR_SENTENCEX: usize = 10_000;
const MOST_MARKS: usize = 120;

/// The sentences of each paragraph, as byte ranges into `body`, trimmed, in order.
///
/// English, and text whose language is not known, is cut by rules of our own; other languages by the `sentencex`
/// crate, which knows their abbreviations, with what it cuts before a small letter joined again.
pub fn sentences(body: &str, paragraphs: &[Span], language: Option<&str>) -> Vec<Span> {
    let mut found = Vec::with_capacity(body.len() / 100 + paragraphs.len());
    let mut cuts = Vec::new();
    for &paragraph in paragraphs {
        let text = paragraph.of(body);
        cuts.clear();
        match language {
            Some(tag) if tag != "en" && suits_sentencex(text) => {
                cuts_of_sentencex(tag, text, &mut cuts);
            }
            _ => endings::cuts(text, &mut cuts),
        }
        cuts.push(text.len());
        let mut start = 0;
        for &end in &cuts {
            let part = text.get(start..end).unwrap_or("");
            let trimmed = part.trim();
            if !trimmed.is_empty() {
                let lead = part.len() - part.trim_start().len();
                let at = paragraph.start + start + lead;
                found.push(Span::new(at, at + trimmed.len()));
            }
            start = end;
        }
    }
    found
}

fn suits_sentencex(text: &str) -> bool {
    let is_mark = |letter: &char| {
        matches!(
            letter,
            '"' | '\'' | '`' | '(' | '[' | '{' | '‘' | '“' | '„' | '«' | '‹' | '「' | '『' | '《'
        )
    };
    text.len() <= LONGEST_FOR_SENTENCEX && text.chars().filter(is_mark).count() <= MOST_MARKS
}

/// Where `sentencex` cuts a text, in bytes. It returns slices of what it is given, in order; their addresses are not
/// relied upon, their lengths are, as long as they agree with the text.
fn cuts_of_sentencex(language: &str, text: &str, cuts: &mut Vec<usize>) {
    let mut at = 0;
    for part in sentencex::segment(language, text) {
        let Some(offset) = text.get(at..).and_then(|rest| rest.find(part)) else {
            continue;
        };
        let start = at + offset;
        let small = part
            .trim_start()
            .starts_with(|letter: char| letter.is_lowercase());
        if start > 0 && !small {
            cuts.push(start);
        }
        at = start + part.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut<'a>(text: &'a str, language: Option<&str>) -> Vec<&'a str> {
        sentences(text, &[Span::new(0, text.len())], language)
            .into_iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        for whole in [
            "The strongman Aleksandr G. Petrov met Gen. Kyrylo Danko at 5 p.m. on Friday.",
            "President Joseph R. Miller Jr. ordered a review.",
            "A spokeswoman for the U.S. Embassy confirmed it.",
            "He wore No. 5 for St. Mary's F.C. until 2012.",
            "At 5 a.m. Mr. Smith went to the bank.",
            "The dam (which cost $3.5 million.) is in Montana.",
            "“Are you coming?” Ivanova asked.",
            "“Stop!” the guard shouted.",
            "She works at Yahoo! in the accounts department.",
            "She works at Yahoo! Inc. in Lund.",
            "She left Yum! Brands Inc. for Guess? Ltd. in Lund.",
            "See Fig. A for details and Figs. B and C for more.",
            "It stands in Vol. II and in Sect. B of the book.",
            "The case was heard in Rm. 4 of the court.",
            "Yanne et al. [2004] measured the lake, Brandt et al. (2011) did not.",
        ] {
            assert_eq!(cut(whole, Some("en")), [whole]);
        }
    }

    #[test]
    fn sentences_end_where_they_end() {
        for (text, expected) in [
            (
                "They live in the U.S. The move was sudden.",
                vec!["They live in the U.S.", "The move was sudden."],
            ),
            (
                "“We won.” The crowd left at 6 p.m. It rained.",
                vec!["“We won.”", "The crowd left at 6 p.m.", "It rained."],
            ),
            (
                "Is it true?! Nobody knew… The end.",
                vec!["Is it true?!", "Nobody knew…", "The end."],
            ),
            (
                "1. The first item 2. The second item",
                vec!["1. The first item", "2. The second item"],
            ),
            ("It came.Then it went.", vec!["It came.", "Then it went."]),
            (
                "It rained, it snowed, etc. Nobody came.",
                vec!["It rained, it snowed, etc.", "Nobody came."],
            ),
            (
                "They sold rope, nets, etc. Brandt left at 5 p.m. Everyone slept.",
                vec![
                    "They sold rope, nets, etc.",
                    "Brandt left at 5 p.m.",
                    "Everyone slept.",
                ],
            ),
            (
                "He ate the last fig. A man came in.",
                vec!["He ate the last fig.", "A man came in."],
            ),
            (
                "They all cried stop! Wexel Ltd. went on.",
                vec!["They all cried stop!", "Wexel Ltd. went on."],
            ),
            (
                "It was measured by Yanne et al. The lake is warm.",
                vec!["It was measured by Yanne et al.", "The lake is warm."],
            ),
            ("これは本。それは犬。", vec!["これは本。", "それは犬。"]),
        ] {
            assert_eq!(cut(text, None), expected);
        }
    }

    #[test]
    fn other_languages_use_their_own_abbreviations() {
        let text = "Das ist z. B. Herr Dr. Müller. Er wohnt in der Hauptstr. 5.";
        assert_eq!(cut(text, Some("de")).len(), 2);
        assert_eq!(cut("Ett. Två.", Some("no-such-language")).len(), 2);
    }

    #[test]
    fn a_very_long_paragraph_is_cut_quickly() {
        let text = "Dr. U.S. “A?” ... 1. (x.) ".repeat(100_000);
        for language in [None, Some("de"), Some("ja")] {
            assert!(!cut(&text, language).is_empty());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_covered(text in "(?s)([A-Z]?[a-z]{0,4}[ .?!…\"“”'’()\\[\\]0-9。\n]{0,3}){0,40}|.{0,80}",
                               language in prop::option::of("en|de|ru|zh|am|xx|")) {
            let spans = sentences(&text, &[Span::new(0, text.len())], language.as_deref());
            let mut at = 0;
            for span in spans {
                prop_assert!(text[at..span.start].trim().is_empty());
                prop_assert!(!text[span.start..span.end].trim().is_empty());
                at = span.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
