//! Which signs are quotation marks, and whether each opens or closes.
//!
//! A mark opens or closes by its shape or, where the shape does not tell (`"`, `''`), by what stands beside it. A mark
//! inside a word opens nothing, and neither does one that stands for inches or before an item of a list.

use super::signs::{Family, Mark};
use super::singles::drop_apostrophes;
use crate::analysis::text::steps;
use crate::model::Span;

/// Words of Hebrew that are written in one with the next: a mark behind them opens a quotation. Sorted.
const HEBREW_PREFIXES: &[&str] = &[
    "ב", "ה", "ו", "וב", "וה", "ול", "ומ", "וש", "כ", "כש", "ל", "מ", "מה", "ש", "שב", "שה", "של",
    "שמ",
];

/// The marks of one paragraph, in order.
pub fn marks(body: &str, paragraph: Span) -> Vec<Mark> {
    steps::take(paragraph.len());
    let text = paragraph.of(body);
    let low = text.contains('„');
    let mut found: Vec<Mark> = Vec::new();
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let mut end = at + letter.len_utf8();
        let doubled = matches!(letter, '\'' | '`' | '’' | '‘')
            && letters.peek().is_some_and(|&(_, next)| next == letter);
        if doubled {
            letters.next();
            end += letter.len_utf8();
        }
        let after = letters.peek().map_or(' ', |&(_, next)| next);
        if let Some(family) = family(letter, doubled, low) {
            let (opens, closes) = match inside_hebrew(text, at, end) {
                Some(sides) => sides,
                None => sides(letter, doubled, family, before, after),
            };
            if opens || closes {
                let span = Span::new(paragraph.start + at, paragraph.start + end);
                found.push(Mark {
                    span,
                    family,
                    opens,
                    closes,
                });
            }
        }
        before = letter;
    }
    drop_apostrophes(body, paragraph, found)
}

fn family(letter: char, doubled: bool, low: bool) -> Option<Family> {
    match letter {
        '“' | '”' if low => Some(Family::Low),
        '„' => Some(Family::Low),
        '“' | '”' => Some(Family::Curly),
        '"' => Some(Family::Straight),
        '\'' | '`' | '’' | '‘' if doubled => Some(Family::Apostrophes),
        '«' | '»' => Some(Family::Guillemets),
        '‘' | '’' => Some(Family::Single),
        '\'' => Some(Family::StraightSingle),
        _ => None,
    }
}

/// Whether a mark may open and whether it may close.
fn sides(letter: char, doubled: bool, family: Family, before: char, after: char) -> (bool, bool) {
    let apart = |beside: char| {
        beside.is_whitespace()
            || matches!(
                beside,
                '(' | '[' | '—' | '–' | '-' | '/' | '“' | '‘' | '"' | '\''
            )
    };
    let opens_here = apart(before) && !after.is_whitespace();
    let closes_here = !before.is_whitespace() && !after.is_alphanumeric();
    // Between blanks it opens or closes by turns; inside a word it closes at most: `5'10"tall`, `“quote”ın`.
    let by_turns = !(is_written_apart(before) && is_written_apart(after));
    match family {
        // A mark turned the wrong way: `… the end.“ Then`, `the ”road`.
        Family::Curly if letter == '“' => {
            let turned = closes_here && !opens_here && !apart(before);
            (!turned, turned)
        }
        Family::Curly => {
            let turned = opens_here && before.is_whitespace() && after.is_alphanumeric();
            (turned, !turned)
        }
        Family::Low => (letter == '„', letter != '„'),
        // French has blanks inside its marks, German turns them. `» ` before an item of a list or of a path opens nothing.
        Family::Guillemets if letter == '«' => (apart(before), !apart(before)),
        Family::Guillemets => (
            apart(before) && !after.is_whitespace() && !is_closing(after),
            !apart(before) || after.is_whitespace() || is_closing(after),
        ),
        Family::Straight => match (opens_here, closes_here) {
            (false, false) => (by_turns, true),
            sides => sides,
        },
        Family::Apostrophes if letter == '`' || letter == '‘' => (true, false),
        Family::Apostrophes => match (opens_here, closes_here) {
            (false, false) => (doubled && by_turns, doubled),
            sides => sides,
        },
        Family::Single => (letter == '‘' && opens_here, letter == '’' && closes_here),
        Family::StraightSingle => (
            opens_here && after.is_alphanumeric(),
            closes_here && matches!(before, ',' | '.' | '?' | '!' | '…'),
        ),
    }
}

fn is_closing(letter: char) -> bool {
    matches!(letter, ',' | '.' | ';' | ':' | '?' | '!' | ')' | ']' | '…')
}

/// A letter or digit of a script that parts its words by blanks: Chinese, Japanese, Thai, Lao, Khmer and Burmese do not.
fn is_written_apart(letter: char) -> bool {
    let runs_on = matches!(letter,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    letter.is_alphanumeric() && !runs_on
}

fn is_hebrew(letter: char) -> bool {
    matches!(letter, '\u{05d0}'..='\u{05ea}')
}

/// A mark between two Hebrew letters makes an abbreviation of the word (`צה"ל`), unless it stands behind a prefix, before a
/// word that is closed later: `ב"הארץ"`.
fn inside_hebrew(text: &str, at: usize, end: usize) -> Option<(bool, bool)> {
    let (before, behind) = (&text[..at], &text[end..]);
    if !before.ends_with(is_hebrew) || !behind.starts_with(is_hebrew) {
        return None;
    }
    let start = before.trim_end_matches(is_hebrew).len();
    let prefix = HEBREW_PREFIXES.contains(&&before[start..]);
    let word = behind.trim_start_matches(is_hebrew);
    let more = behind.len() - word.len() > 'ש'.len_utf8();
    let closed = behind.match_indices(&text[at..end]).any(|(mark, sign)| {
        !behind[..mark].ends_with(char::is_whitespace)
            && !behind[mark + sign.len()..].starts_with(char::is_alphanumeric)
    });
    Some((prefix && more && closed, false))
}

#[cfg(test)]
mod tests {
    use super::super::marks::stretches;
    use super::*;
    use crate::analysis::text::Text;

    fn quoted(text: &str) -> Vec<&str> {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            paragraphs.push(Span::new(at, at + part.len()));
            at += part.len() + 2;
        }
        let found = stretches(&Text::new(text, &paragraphs, &[], None)).into_iter();
        found.map(|stretch| stretch.inner.of(text)).collect()
    }

    #[test]
    fn a_mark_inside_a_word_opens_nothing() {
        for text in [
            "דובר צה\"ל ומנכ\"לית ארה\"ב אמרו כי הדו\"חות של חז\"ל נכונים",
            "דובר צה”ל ומנכ”לית ארה”ב אמרו כי הדו”חות נכונים",
            "ח\"כים ומ\"מ רה\"מ הגיעו אל הנמל ביום שני בבוקר",
            "A 5'10\" man with a 12\" record and a 7\" knife came.",
            "A 12\"record and a 6'2\"tall man were there on Monday.",
            "He is 6'2\", and she is 5'10\".",
            "The rock\"n\"roll harbour was closed on Monday.",
        ] {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
        for (text, expected) in [
            ("כתב ב\"הארץ\" כי צה\"ל נסוג", vec!["הארץ"]),
            ("\"דובר צה\"ל אמר כן\" נכתב", vec!["דובר צה\"ל אמר כן"]),
            ("他说\"我们走\"然后离开", vec!["我们走"]),
            ("他说“我们走”然后离开", vec!["我们走"]),
            ("그는 \"우리는 간다\"고 말했다", vec!["우리는 간다"]),
            (
                "\"A 12\" and a 7\" pipe burst,\" she said. \"Go.\"",
                vec!["A 12\" and a 7\" pipe burst,", "Go."],
            ),
            (
                "\"It was so in 1912\" and \"in 1913\"",
                vec!["It was so in 1912", "in 1913"],
            ),
            (
                "\"We go,\" he said. 5'10\" tall, he wore a 3\" badge. \"Now,\" he said.",
                vec!["We go,", "Now,"],
            ),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_bullet_or_a_step_of_a_path_is_no_quotation() {
        for text in [
            "» The pay is low\n\n» The nights are long\n\n» The boats leak",
            "»The pay is low\n\n»The nights are very long here",
            "» First point: the pay is low\n» Second point: the nights are long",
            "Read also: » The pay is low » The nights are long.",
            "Home » News » Harbour",
            "Home »News »Harbour news of the day",
            "Home» News» Harbour",
            "» More on the harbour and the boats",
            "« Back to the news of the harbour",
            "More » The boats leak »",
        ] {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
        for (text, expected) in [
            (
                "»Wir gehen«, sagte sie. »Jetzt.«",
                vec!["Wir gehen", "Jetzt."],
            ),
            (
                "« Nous partons », dit-elle. «Tout de suite.»",
                vec!["Nous partons", "Tout de suite."],
            ),
            ("«\u{a0}Nous partons\u{a0}» ce soir", vec!["Nous partons"]),
            ("»Vi lähdemme nyt», hän sanoi.", vec!["Vi lähdemme nyt"]),
            (
                "»Der erste Absatz.\n\n»Der zweite Absatz«, sagte sie.",
                vec!["Der erste Absatz.\n\n»Der zweite Absatz"],
            ),
            ("» Die Lage\n\n»Wir gehen«, sagte sie.", vec!["Wir gehen"]),
            (
                "Elle a dit «nous partons» et «jamais».",
                vec!["nous partons", "jamais"],
            ),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_year_cut_short_opens_nothing() {
        for text in [
            "'We'll be back in '26,' the captain said.",
            "‘We’ll be back in ‘26,’ the captain said.",
        ] {
            assert_eq!(quoted(text).len(), 1, "{text}");
            assert!(quoted(text)[0].ends_with("26,"), "{text}");
        }
    }
}
