//! What stands in articles and tells nothing of what happened: notices of the page, captions, credits, remarks.

use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::syntax::Syntax;
use crate::analysis::text::words;
use crate::model::{Article, Span};

/// Words of those who say nothing.
#[rustfmt::skip]
const NO_COMMENT: &[&str] = &[
    "a request for comment", "be reached for comment", "could not be independently verified", "could not independently",
    "could not verify", "couldn't be reached", "couldn’t be reached", "declined comment", "declined to comment",
    "did not comment", "did not immediately", "did not reply", "did not respond", "didn't immediately",
    "didn’t immediately", "didn't respond", "didn’t respond", "had no comment", "had no immediate comment",
    "no immediate comment", "not available for comment", "not immediately available", "not immediately respond",
    "refused to comment", "requests for comment", "requests to comment", "unable to reach", "would not comment",
];
/// What those are who write: `Jo Doe is a reporter for …`.
#[rustfmt::skip]
const WRITERS: [&str; 12] = [
    "anchor", "author", "columnist", "contributor", "correspondent", "editor", "fellow", "journalist", "producer",
    "reporter", "staff", "writer",
];
/// Words behind them.
const FOR: [&str; 5] = ["at", "for", "of", "with", "covering"];
/// A line that says who wrote it is short.
const CREDIT_WORDS: usize = 30;

/// What stands before the first sentence of a report of an agency, and not in its captions, in lower case.
const DATELINES: [&str; 3] = ["(reuters) -", "(reuters) –", "(reuters) —"];

/// Digits of a year, and the words of a whole day: month, day, year.
const YEAR: usize = 4;
const DAY_WORDS: usize = 3;

/// Letters of a word that is looked at in a heading, and how many such words make one.
const HEADING_LETTERS: usize = 4;
const HEADING_WORDS: usize = 5;

/// Ends of a sentence that was cut at the point behind a title.
const TITLES: [&str; 14] = [
    "adm.", "capt.", "col.", "dr.", "gen.", "gov.", "lt.", "maj.", "mr.", "mrs.", "ms.", "rep.",
    "sen.", "sgt.",
];
/// Words of the one who writes or of a reader: what they are in is a remark, not a report.
const OURS: [&str; 17] = [
    "i", "i'd", "i'll", "i'm", "i've", "let's", "me", "mine", "my", "our", "ours", "us", "we",
    "we'll", "we're", "you", "your",
];
/// Beginnings that hang on the sentence before, folded.
const HANGING: [&str; 13] = [
    "but", "he", "however", "instead", "it", "she", "so", "such", "that", "there", "these", "they",
    "this",
];

/// Beginnings by which a sentence goes on from the one before, folded.
const GOING_ON: [&str; 11] = [
    "also",
    "and",
    "hence",
    "instead",
    "nonetheless",
    "so",
    "still",
    "then",
    "therefore",
    "thus",
    "yet",
];

/// A sentence that states something: no question, no heading, no remark, no notice of the page.
pub(super) fn is_statement(sentence: &str) -> bool {
    !is_cut_off(sentence) && !is_furniture(sentence) && !is_remark(sentence)
}

/// Whether words of an article have a verb that is no mere `-ing`: captions (`Guards standing before the tower.`) have none. True in a
/// language without syntax.
pub(super) fn has_a_verb(article: &Article, span: Span) -> bool {
    // `Some 5,000 slept on beds`: past forms are taken for participles.
    const TELLING: [&str; 5] = ["MD", "VBD", "VBN", "VBP", "VBZ"];
    let Some(syntax) = Syntax::of(article.language.as_deref()) else {
        return true;
    };
    let tagged = syntax.tag(&article.body, span.start..span.end);
    tagged.iter().any(|(_, tag)| TELLING.contains(&tag.penn()))
}

/// A line without a verb of its own or without its end, as headlines and items of lists are.
pub(super) fn is_headline(sentence: &str) -> bool {
    is_heading(sentence) || is_cut_off(sentence)
}

/// A notice of the page, a caption, a credit, or that somebody said nothing.
pub(super) fn is_furniture(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let is_report = DATELINES.iter().any(|line| lower.contains(line));
    let has = |list: &[&str]| list.iter().any(|notice| lower.contains(notice));
    has(english().words(Tag::Notice))
        || !is_report && has(english().words(Tag::CaptionSays))
        || has(NO_COMMENT)
        || is_dated_caption(&lower)
        || is_credit(&lower)
        || is_pointer(sentence)
        || is_heading(sentence)
        || is_strip(sentence)
}

/// Ends as the captions of agencies do, with the country and a whole day: `… in Velmora, U.S., June 17, 2020.`
fn is_dated_caption(lower: &str) -> bool {
    let Some((_, day)) = lower.rsplit_once(", u.s.") else {
        return false;
    };
    let year = day.trim_end_matches(|mark: char| !mark.is_alphanumeric());
    let is_year = year.rsplit_once(", ").is_some_and(|(_, year)| {
        year.len() == YEAR && year.bytes().all(|byte| byte.is_ascii_digit())
    });
    is_year && words::words(day).count() == DAY_WORDS
}

/// Points to another article: `Related Why the ferry sank`, `Here's the mayor with more`.
fn is_pointer(sentence: &str) -> bool {
    let mut first = words::words(sentence).map(|word| word.of(sentence));
    let (one, next) = (first.next().unwrap_or(""), first.next().unwrap_or(""));
    let is_related = one.eq_ignore_ascii_case("related") && next.starts_with(char::is_uppercase);
    let here = one.eq_ignore_ascii_case("here") && matches!(next, "is" | "are");
    is_related || here || matches!(one, "Here's" | "Here’s")
}

/// Most of its longer words begin with a capital letter.
pub(super) fn is_heading(sentence: &str) -> bool {
    let long = || words::words(sentence).filter(|word| word.len() >= HEADING_LETTERS);
    let capital = long().filter(|word| word.of(sentence).starts_with(char::is_uppercase));
    let (capital, all) = (capital.count(), long().count());
    all >= HEADING_WORDS && capital * 5 >= all * 4
}

/// A line in capitals: a link to another article, set among the paragraphs.
pub(super) fn is_shouted(sentence: &str) -> bool {
    is_heading(sentence) && !sentence.chars().any(char::is_lowercase)
}

/// Headlines of other articles stand in it: `Ilse BrandtHarbour to open on Monday MORE said …`.
fn is_strip(sentence: &str) -> bool {
    sentence.contains(" MORE ") || sentence.matches(" | ").count() > 1
}

/// `Jo Doe is a reporter for …`, `The Associated Press contributed.`, `Follow @jo on Twitter`.
fn is_credit(lower: &str) -> bool {
    let lower = lower.trim();
    if lower.ends_with(" contributed.") || lower.ends_with(" reports.") {
        return true;
    }
    let words: Vec<&str> = words::words(lower)
        .take(CREDIT_WORDS + 1)
        .map(|word| word.of(lower))
        .collect();
    if words.len() > CREDIT_WORDS {
        return false;
    }
    let follows = words.first() == Some(&"follow") && words.contains(&"on");
    if follows || lower.contains("(@") || lower.contains("writes about") {
        return true;
    }
    let is = words
        .iter()
        .take(6)
        .position(|word| ["is", "was"].contains(word));
    let Some(is) = is else { return false };
    let behind: Vec<&str> = words[is + 1..].iter().take(7).copied().collect();
    let article = behind
        .first()
        .is_some_and(|word| ["a", "an", "the"].contains(word));
    article
        && behind
            .windows(2)
            .any(|pair| WRITERS.contains(&pair[0]) && FOR.contains(&pair[1]))
}

/// Cut off at the point behind a title, or no end at all.
pub(super) fn is_cut_off(sentence: &str) -> bool {
    let told = sentence.trim_end();
    let last = told.rsplit(char::is_whitespace).next().unwrap_or("");
    let last = last.rsplit('-').next().unwrap_or("").to_lowercase();
    !told.ends_with(['.', '!', '”', '"', '’', '\'', ')']) || TITLES.contains(&last.as_str())
}

/// A remark of whoever writes, outside quotation marks: it says `we` or `you`, or calls out.
pub(super) fn is_remark(sentence: &str) -> bool {
    let plain = unquoted(sentence);
    let ours = words::words(&plain).any(|word| {
        let written = word.of(&plain);
        let folded = words::fold(written).replace('’', "'");
        // The country is written like the pronoun.
        OURS.contains(&folded.as_str()) && written != "US"
    });
    ours || plain.contains('!') || plain.contains('?')
}

/// Hangs on the sentence before: `That appeared to settle it.`
pub(super) fn hangs(sentence: &str) -> bool {
    let first = words::words(sentence).next();
    first.is_some_and(|word| HANGING.contains(&words::fold(word.of(sentence)).as_str()))
}

/// Goes on from the sentence before, by its first word: what it tells is half of a thought.
pub(super) fn goes_on(sentence: &str) -> bool {
    let first = words::words(sentence).next();
    first.is_some_and(|word| GOING_ON.contains(&words::fold(word.of(sentence)).as_str()))
}

/// A sentence without what stands between quotation marks.
pub(super) fn unquoted(sentence: &str) -> String {
    let mut plain = String::with_capacity(sentence.len());
    let mut straight = false;
    let mut inside = false;
    for letter in sentence.chars() {
        match letter {
            '“' => inside = true,
            '”' => inside = false,
            '"' => {
                straight = !straight;
                inside = straight;
            }
            _ if inside => {}
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_told_from_reports() {
        for text in [
            "Ida Brandt is a reporter for the Port Courier.",
            "Follow Ida Brandt on Twitter @ida.",
            "The Associated Press contributed to this report.",
            "Click here for the whole story.",
            "A general view of the harbour of Velmora, where the crane fell, Jan. 25.",
            "People pose in front of a crane in this picture illustration.",
            "Mayor Ilse Brandt arrives at the harbour hall in Velmora, U.S., June 17, 2020.",
            "The mayor declined to comment on Monday.",
            "MAYOR BRANDT WARNS FISHERMEN: 'THE CRANE WILL FALL'",
            "Mayor Ilse BrandtHarbour to open on Monday MORE said the crane was old.",
            "Ida Brandt (@ida) lives in Velmora.",
        ] {
            assert!(is_furniture(text), "{text}");
        }
        for text in [
            "The mayor said a reporter for the Port Courier had been hurt.",
            "Divers followed the cable on the ground of the harbour.",
            "The crane was pulled out of the harbour on Monday.",
            "Brandt left for Arlen, U.S., where she was born on June 17, 1960.",
        ] {
            assert!(!is_furniture(text), "{text}");
        }
    }

    #[test]
    fn remarks_are_told_from_reports() {
        assert!(is_remark("We all know how this ends."));
        assert!(is_remark("Who would have thought it?"));
        assert!(!is_remark("“We shall rebuild it,” the mayor said."));
        assert!(!is_remark("The US sent a crane."));
        assert!(hangs("That appeared to settle the matter."));
        assert!(goes_on("Thus the matter was settled."));
        assert!(!goes_on("The matter was thus settled."));
        assert!(is_cut_off("She had helped then-Gov."));
        assert!(!is_cut_off("She had helped the governor."));
    }
}
