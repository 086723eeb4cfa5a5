//! Whether a page shows only the beginning of its article: what it asks its reader for, and what it says of itself.

use crate::ingest::clean::{Line, ends_sentence};
use crate::ingest::page_words::{PageTag, phrases};

use super::block::Block;
use super::metadata::Facts;
use super::tree::words;

/// Words of the longest line that asks.
const ASKING_WORDS: usize = 60;
/// Lines behind the text that are looked at.
pub const LINES_BEHIND: usize = 10;
/// Words of a text that a page with such a line may stop after.
const SHORT_WORDS: usize = 260;
/// The same where the page only says that it is not free.
const VERY_SHORT_WORDS: usize = 120;
/// A text with less than this share of the words that the page counts, in percent, is a part.
const COUNTED_PERCENT: usize = 60;

/// Whether a line asks its reader for a subscription.
pub fn asks(line: &str) -> bool {
    let lower = line.to_lowercase();
    words(&lower) <= ASKING_WORDS
        && phrases(PageTag::Asks)
            .iter()
            .any(|phrase| lower.contains(phrase))
}

/// Takes the lines that ask off the end of a text.
pub fn without_asking(lines: &mut Vec<Line>) -> Vec<Line> {
    /// Lines that may follow the first that asks.
    const LINES_AFTER: usize = 4;
    let from = lines.len().saturating_sub(LINES_AFTER + 1).max(1);
    match (from..lines.len()).find(|at| begins_asking(&lines[*at].text)) {
        Some(first) => lines.split_off(first),
        None => Vec::new(),
    }
}

/// Whether a short line asks with its first words, and nobody says them.
fn begins_asking(line: &str) -> bool {
    /// Words of the longest such line, and bytes before the words that ask: "This ".
    const WORDS: usize = 30;
    const BYTES_BEFORE: usize = 12;
    let lower = line.to_lowercase();
    // "You have read 3 of 3 free articles this month": the count stands before the words that ask.
    let counted = [
        "you have ",
        "you've ",
        "you’ve ",
        "diesen artikel ",
        "il vous reste ",
        "te queda ",
        "le queda ",
        "ti resta ",
    ]
    .iter()
    .any(|begin| lower.starts_with(begin));
    words(&lower) <= WORDS
        && !line.contains(['“', '"', '«', '„'])
        && !lower.contains(" said")
        && phrases(PageTag::Asks).iter().any(|phrase| {
            lower
                .find(phrase)
                .is_some_and(|at| counted || at <= BYTES_BEFORE)
        })
}

/// What a reader should be told. `behind` are the lines after the text, `closed_missing` says that the parts of the page that are
/// not free are not in it.
pub fn note(
    facts: &Facts,
    closed_missing: bool,
    asked: bool,
    behind: &[Block],
    paragraphs: &[String],
) -> Option<String> {
    let words: usize = paragraphs.iter().map(|text| words(text)).sum();
    let asked = asked || behind.iter().any(|block| asks(&block.text));
    let closed = facts.free == Some(false);
    let broken = paragraphs.last().is_some_and(|last| {
        !ends_sentence(last) || last.ends_with(['…', ':']) || last.ends_with("...")
    });
    let counted = facts
        .words
        .is_some_and(|all| words * 100 < all * COUNTED_PERCENT);
    let shown = (asked && (words <= SHORT_WORDS || broken))
        || (closed && (closed_missing || broken))
        || (counted && (asked || closed || broken));
    if shown {
        return Some("an excerpt: the page shows only the beginning".into());
    }
    (closed && words <= VERY_SHORT_WORDS).then(|| {
        "the page says that the article is not free to read: this may be only its beginning".into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::clean::lines;

    fn told(facts: &Facts, asked: bool, text: &str) -> bool {
        let note = note(facts, false, asked, &[], &[text.to_string()]);
        note.is_some_and(|note| note.starts_with("an excerpt"))
    }

    #[test]
    fn the_words_of_a_wall_are_known_and_reports_of_one_are_not() {
        for line in [
            "Subscribe to continue reading",
            "This article is for subscribers.",
            "Already a subscriber? Log in",
            "Cet article est réservé aux abonnés",
            "この記事は有料会員限定です。",
        ] {
            assert!(asks(line), "{line}");
        }
        for line in [
            "You have read 3 of 3 free articles this month.",
            "Il vous reste 75 % de cet article à lire. La suite est réservée aux abonnés.",
            "Create a free account to read on.",
            "Keep reading for 1 crown a month",
            "Diesen Artikel können Sie mit einem Abo weiterlesen.",
        ] {
            assert!(begins_asking(line), "{line}");
        }
        assert!(!asks(
            "The paper lost a third of its subscribers last year."
        ));
        let mut text = lines("The council voted.\n“Subscribe to read the rest,” the mayor joked.");
        assert!(without_asking(&mut text).is_empty());
        let mut text = lines(
            "The council voted.\nThe old club, for members only since the war, opens its doors in May.",
        );
        assert!(without_asking(&mut text).is_empty());
        let mut text =
            lines("The council voted.\nSubscribe to continue reading.\nFrom 1 crown a week");
        assert_eq!(without_asking(&mut text).len(), 2);
    }

    #[test]
    fn only_what_is_cut_is_an_excerpt() {
        let short = "The council voted on Tuesday to close the bridge.";
        let long = short.repeat(60).replace(".T", ". T");
        let closed = Facts {
            free: Some(false),
            ..Facts::default()
        };
        let counted = Facts {
            words: Some(700),
            ..closed.clone()
        };
        assert!(told(&Facts::default(), true, short));
        assert!(!told(&Facts::default(), false, short));
        assert!(!told(&Facts::default(), true, &long));
        assert!(!told(&closed, false, &long));
        assert!(told(&closed, false, "The council voted on Tuesday to…"));
        assert!(told(&counted, false, short));
    }
}
