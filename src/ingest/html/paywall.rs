//! Whether a page shows only the beginning of its article: what it asks its reader for, and what it says of itself.

use crate::ingest::clean::{Line, ends_sentence};

use super::block::Block;
use super::metadata::Facts;
use super::tree::words;

/// What pages say where they stop, in lower case; written for this project after the pages met.
const ASKS: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "subscribe to keep reading",
    "subscribe now to read",
    "subscribe to unlock",
    "subscribe for full access",
    "to continue reading",
    "to keep reading",
    "to read the full",
    "to read the rest",
    "to read this article",
    "to read this story",
    "to unlock this",
    "to access this article",
    "to view this article",
    "article is for subscribers",
    "story is for subscribers",
    "content is for subscribers",
    "article is for members",
    "article is reserved for",
    "article is only available to",
    "article is available to subscribers",
    "article is exclusive to",
    "for subscribers only",
    "subscriber-only",
    "subscribers only",
    "subscriber exclusive",
    "exclusive to subscribers",
    "exclusively for subscribers",
    "exclusive for subscribers",
    "available to subscribers",
    "for members only",
    "members only",
    "log in to continue",
    "sign in to continue",
    "log in to read",
    "sign in to read",
    "register to continue",
    "register to read",
    "register for free to continue",
    "account to read",
    "account to continue",
    "reached your limit",
    "reached your monthly",
    "reached your free",
    "reached the limit",
    "unlock this article",
    "unlock the full",
    "already a subscriber",
    "already a member?",
    "premium article",
    "premium content",
    "become a member to read",
    "the rest of this article",
    "remainder of this article",
    "weiterlesen mit",
    "jetzt weiterlesen",
    "lesen sie weiter mit",
    "um weiterzulesen",
    "für abonnenten",
    "exklusiv für abonnent",
    "artikel freischalten",
    "bereits ein abo",
    "bereits abonnent",
    "mit einem abo lesen",
    "réservé aux abonnés",
    "réservée aux abonnés",
    "pour lire la suite",
    "abonnez-vous pour",
    "déjà abonné",
    "reste à lire",
    "para suscriptores",
    "para seguir leyendo",
    "suscríbete para leer",
    "suscríbase para",
    "ya eres suscriptor",
    "riservato agli abbonati",
    "riservata agli abbonati",
    "per continuare a leggere",
    "abbonati per continuare",
    "sei già abbonato",
    "para assinantes",
    "para continuar lendo",
    "continuar a ler",
    "já é assinante",
    "voor abonnees",
    "om verder te lezen",
    "lees verder met",
    "for abonnenter",
    "for å lese videre",
    "för prenumeranter",
    "för att läsa vidare",
    "for at læse videre",
    "vain tilaajille",
    "dla subskrybentów",
    "dla prenumeratorów",
    "aby czytać dalej",
    "jen pro předplatitele",
    "для подписчиков",
    "чтобы продолжить чтение",
    "чтобы читать дальше",
    "для передплатників",
    "有料会員限定",
    "会員限定",
    "続きを読むには",
    "続きをお読みいただく",
    "订阅以继续",
    "订阅后阅读",
    "会员专享",
    "會員專享",
    "訂閱以繼續",
    "유료회원",
    "구독 후",
];
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
    words(&lower) <= ASKING_WORDS && ASKS.iter().any(|phrase| lower.contains(phrase))
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
    words(&lower) <= WORDS
        && !line.contains(['“', '"', '«', '„'])
        && !lower.contains(" said")
        && ASKS
            .iter()
            .any(|phrase| lower.find(phrase).is_some_and(|at| at <= BYTES_BEFORE))
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
