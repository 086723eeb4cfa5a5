//! Page furniture: the lines of a saved or copied page that are no part of the article.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::text::steps;

use super::clean::{ends_sentence, is_unspaced};
use super::credits::{is_captioned, is_credit, is_dateline, unsigned};
use super::page_words::{PageTag, page_words, phrases};

// Lengths are in bytes: a letter of a script that says more with each has more of them.
/// Longest line that a known beginning makes furniture of: longer ones are prose that begins so.
const BEGINNING_BYTES: usize = 220;
/// The same where the line ends as a sentence does.
const SENTENCE_BYTES: usize = 160;
/// The same for words that may stand anywhere in the line.
const WITHIN_BYTES: usize = 120;
/// Words of a line without a full stop that is prose all the same.
const PROSE_WORDS: usize = 25;
/// Words of the shortest sentence that counts as prose.
const SENTENCE_WORDS: usize = 6;
/// Characters of the shortest sentence in a script that does not part its words.
const SENTENCE_LETTERS: usize = 25;
/// Words of a sentence that says enough to be a report by itself, where it does not speak of the page or to its reader.
const REPORT_WORDS: usize = 8;

/// What a line of a page is, by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sentence or more.
    Prose,
    /// A button, a menu, an advertisement, a notice.
    Furniture,
    /// Who took the picture; the line before it may be its caption.
    Credit,
    /// Heads a block of links.
    LinkBlock,
    /// Nothing of the article comes after it.
    Ending,
    /// Who helped with the report.
    Contribution,
    /// No word at all: a rule, a slash.
    Mark,
    /// Short, and nothing is known of it: a heading, a list item, a verse.
    Unknown,
}

/// Tells what a clean line is.
pub fn kind(line: &str) -> Kind {
    steps::take(line.len());
    let bare = bare(line);
    if bare.is_empty() {
        return Kind::Mark;
    }
    let bytes = line.len();
    let line = unsigned(line);
    let sentence = ends_sentence(line);
    if is_dateline(line) {
        return Kind::Prose;
    }
    let limit = if sentence {
        SENTENCE_BYTES
    } else {
        BEGINNING_BYTES
    };
    if bytes <= limit * 2 && is_contribution(&bare) {
        return Kind::Contribution;
    }
    if bytes <= limit {
        if is_credit(&bare, bytes) && !reads_on(&bare, sentence) {
            return Kind::Credit;
        }
        if phrases(PageTag::EndsArticle)
            .iter()
            .any(|phrase| is_or_begins(&bare, phrase))
            && !reports(&bare, sentence)
        {
            return Kind::Ending;
        }
        if !sentence
            && phrases(PageTag::HeadsLinks)
                .iter()
                .any(|phrase| heads(&bare, phrase))
        {
            return Kind::LinkBlock;
        }
        if is_whole(&bare) || is_trail(line) || is_address(&bare) || is_count(&bare) {
            return Kind::Furniture;
        }
        let vague = phrases(PageTag::BeginsVaguely)
            .iter()
            .any(|word| bare.starts_with(word));
        let read_on = reads_on(&bare, sentence) || vague && reports(&bare, sentence);
        if has_beginning(&bare) && !read_on {
            return Kind::Furniture;
        }
    }
    if is_captioned(line) {
        return Kind::Credit;
    }
    if bytes <= WITHIN_BYTES
        && !is_spoken(line)
        && phrases(PageTag::Within)
            .iter()
            .any(|phrase| bare.contains(phrase))
        && !reports(&bare, sentence)
    {
        return Kind::Furniture;
    }
    if phrases(PageTag::Machinery)
        .iter()
        .any(|phrase| bare.contains(phrase))
    {
        return Kind::Furniture;
    }
    if is_prose(line, sentence) {
        return Kind::Prose;
    }
    Kind::Unknown
}

/// Looks only at the phrases that share the first letter: pages of millions of lines are met.
fn has_beginning(bare: &str) -> bool {
    static PHRASES: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
        let mut by_letter: HashMap<char, Vec<&str>> = HashMap::new();
        for phrase in phrases(PageTag::Begins) {
            let letter = phrase.chars().next().unwrap_or(' ');
            by_letter.entry(letter).or_default().push(phrase);
        }
        by_letter
    });
    let letter = bare.chars().next().unwrap_or(' ');
    PHRASES
        .get(&letter)
        .is_some_and(|phrases| phrases.iter().any(|phrase| begins(bare, phrase)))
}

/// Whether a line is a button, a section, a menu word and nothing else.
pub fn is_whole(bare: &str) -> bool {
    let inner = bare.trim_matches(['(', ')', '[', ']', ' ']);
    page_words().has(bare, PageTag::Whole) || page_words().has(inner, PageTag::Whole)
}

/// Whether a line reads as a sentence or more of running text.
fn is_prose(line: &str, sentence: bool) -> bool {
    let words = line.split(' ').count();
    words >= PROSE_WORDS
        || sentence
            && (words >= SENTENCE_WORDS
                || !line.is_ascii() && line.chars().count() >= SENTENCE_LETTERS)
        || is_unspaced(line)
            && line.contains(['。', '｡', '！', '？'])
            && line.chars().count() >= SENTENCE_LETTERS
}

/// In lower case, without the marks around it.
pub fn bare(line: &str) -> String {
    let outside =
        |letter: char| !letter.is_alphanumeric() && !"©[(@".contains(letter) || letter == '\u{b7}';
    let lower = line.to_lowercase();
    let trimmed = lower.trim_start_matches(outside);
    let trimmed = trimmed.trim_end_matches(|letter: char| {
        !letter.is_alphanumeric() && !":.…)]".contains(letter) || ":>»›".contains(letter)
    });
    if trimmed.chars().any(char::is_alphanumeric) || trimmed.contains('©') {
        trimmed.trim_end_matches(['.', '…', ' ', ':']).to_string()
    } else {
        String::new()
    }
}

/// `bare` lost its last colon: a phrase that ends in one also fits the whole line.
fn begins(bare: &str, phrase: &str) -> bool {
    bare.starts_with(phrase) || phrase.trim_end_matches(':') == bare
}

/// The phrase is the whole line, or begins it where it is more than one word or a sign.
fn is_or_begins(bare: &str, phrase: &str) -> bool {
    bare == phrase || (phrase.contains([' ', '©']) && bare.starts_with(phrase))
}

/// A heading: the phrase and at most a few words more.
fn heads(bare: &str, phrase: &str) -> bool {
    bare == phrase
        || (phrase.contains(' ') && bare.starts_with(phrase) && bare.split(' ').count() <= 6)
}

/// A full sentence of a report may begin with the words of a button ("Visit by the envoy was over on Friday.").
fn reads_on(bare: &str, sentence: bool) -> bool {
    const REPORTS: &[&str] = &[
        " said",
        " says",
        " told ",
        " was ",
        " were ",
        " had ",
        " according to ",
    ];
    sentence
        && !bare.contains("your ")
        && !bare.starts_with('©')
        && REPORTS.iter().any(|word| bare.contains(word))
}

/// A full sentence that neither speaks of the page nor to its reader reports, whatever words of pages it holds: "The firm
/// changed its privacy policy after a leak."
fn reports(bare: &str, sentence: bool) -> bool {
    reads_on(bare, sentence)
        || sentence
            && bare.split(' ').count() >= REPORT_WORDS
            && !phrases(PageTag::OfPage)
                .iter()
                .any(|word| bare.contains(word))
}

fn is_contribution(bare: &str) -> bool {
    let bare = bare.trim_start_matches(['(', '[']);
    let named = phrases(PageTag::Contribution).iter().any(|phrase| {
        let phrase = phrase.trim_start_matches('(');
        phrase.trim_end() != "with" && bare.starts_with(phrase)
    });
    named
        || (bare.split(' ').count() <= 30
            && (bare.contains("contributed to this") || bare.contains("contributed reporting")))
}

/// `Home > News > World`: a trail of short words.
fn is_trail(line: &str) -> bool {
    let parts: Vec<&str> = line
        .split(['>', '›', '»', '|', '•', '/'])
        .map(str::trim)
        .collect();
    parts.len() >= 3
        && parts
            .iter()
            .all(|part| part.split(' ').count() <= 3 && part.chars().count() <= 24)
}

/// A bare address or handle.
fn is_address(bare: &str) -> bool {
    !bare.contains(' ')
        && (bare.starts_with("http://")
            || bare.starts_with("https://")
            || bare.starts_with("www.")
            || bare.starts_with('@')
            || (bare.contains('@') && bare.contains('.')))
}

/// `2 mins read`, `143 comments`, `1.2k shares`, `3 min`.
fn is_count(bare: &str) -> bool {
    const COUNTED: &[&str] = &[
        "min", "mins", "minute", "minutes", "comment", "comments", "share", "shares", "view",
        "views", "like", "likes", "retweets", "replies", "reads", "photos", "images", "videos",
    ];
    let mut words = bare.split([' ', '-']);
    let number = words.next().is_some_and(|word| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            && word
                .trim_end_matches(['k', 'm', '+'])
                .chars()
                .all(|letter| letter.is_ascii_digit() || ".,".contains(letter))
    });
    number && words.next().is_some_and(|word| COUNTED.contains(&word)) && words.count() <= 2
}

/// Somebody's words: never furniture by a word inside.
fn is_spoken(line: &str) -> bool {
    line.contains(['“', '”', '"', '«'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::Tags;

    #[test]
    fn known_lines_are_told_apart() {
        for (line, want) in [
            ("Share", Kind::Furniture),
            ("Sign up for our morning newsletter", Kind::Furniture),
            ("ADVERTISEMENT", Kind::Furniture),
            ("Story Continued Below", Kind::Furniture),
            ("Slideshow (14 Images)", Kind::Furniture),
            ("( Also on ALPHA: The bridge that fell)", Kind::Furniture),
            (
                "Photos: The bridge The old bridge on Tuesday morning, before it was closed. Hide Caption 1 of 15 Photos: The bridge",
                Kind::Furniture,
            ),
            ("2 mins read", Kind::Furniture),
            ("Home › World › Europe", Kind::Furniture),
            ("Read more: The bridge that fell", Kind::Furniture),
            (
                "We use cookies to give you the best experience.",
                Kind::Furniture,
            ),
            ("Credit...Jo Doe/Wire", Kind::Credit),
            ("[Photo Credit: By somebody, CC BY 4.0]", Kind::Credit),
            ("Photo by Jo Doe/Getty Images", Kind::Credit),
            ("© Jo Doe", Kind::Credit),
            (
                "The gate of the bridge on Tuesday.Credit...Jo Doe/Wire",
                Kind::Credit,
            ),
            (
                "Ann Roe leaves the court on Tuesday. Jo Doe/Alpha/Pool via WIRE",
                Kind::Credit,
            ),
            ("Related Content", Kind::LinkBlock),
            ("Latest from Blog", Kind::LinkBlock),
            ("Leave a Reply", Kind::Ending),
            ("©2025 Alpha Wire. All rights reserved.", Kind::Ending),
            ("(With assistance from Jo Doe.)", Kind::Contribution),
            (
                "Reporting by Jo Doe; editing by Ann Roe",
                Kind::Contribution,
            ),
            ("———", Kind::Mark),
            ("/", Kind::Mark),
            ("What comes next", Kind::Unknown),
        ] {
            assert_eq!(kind(line), want, "{line}");
        }
    }

    #[test]
    fn prose_is_never_furniture() {
        for line in [
            "Credit card debt rose by four percent, the bank said.",
            "The mayor said that he would share the plan with the council on Monday.",
            "Copyright law was at the heart of the case, the judge said on Friday in a long ruling that cited many others.",
            "“Follow us,” the guide said, and the children went into the cave.",
            "Related charges against the two men were dropped last year after a witness had withdrawn, the court said.",
            "市议会星期二投票决定在整个冬季关闭这座旧桥，引起许多人的不满。",
        ] {
            assert_eq!(kind(line), Kind::Prose, "{line}");
        }
    }

    #[test]
    fn phrases_are_in_lower_case() {
        for (_, tag) in PageTag::ALL {
            for phrase in phrases(*tag) {
                assert_eq!(*phrase, phrase.to_lowercase());
            }
        }
    }
}
