//! Clean characters, lines and paragraphs: what an article may hold, and where one paragraph ends.
//!
//! Invariant: nothing that leaves here holds a control character, a bidi control or a line break inside a paragraph.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Lines longer than this are not hard-wrapped text: a paragraph stands on each.
const WRAP_LIMIT: usize = 110;
/// Under this width nobody wraps prose: short lines are verse, lists or headings.
const WRAP_FLOOR: usize = 40;
/// Pairs of neighbouring lines needed before a text is called hard-wrapped; with fewer, every pair has to show it.
const WRAP_PAIRS: usize = 3;
/// Of the lines that are followed by another, the share, in percent, that is no wider than the text was wrapped: one
/// overlong headline or address tells nothing.
const WRAP_PERCENT: usize = 90;

/// A line as it stood in the source, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// An empty line, or the beginning of the text, stands before it.
    pub apart: bool,
    /// It began with white space.
    pub indented: bool,
}

/// One line of clean text: NFC, controls and invisible characters dropped, every run of white space one space, trimmed.
///
/// ZWJ and ZWNJ stay between letters of scripts that spell with them, and between the parts of an emoji.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut space = false;
    let mut previous = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if is_space(letter) {
            space = true;
            continue;
        }
        if is_joiner(letter) {
            let next = letters.peek().copied().unwrap_or(' ');
            if !space && needs_joiner(previous) && needs_joiner(next) {
                cleaned.push(letter);
            }
            continue;
        }
        if is_dropped(letter) {
            continue;
        }
        if space && !cleaned.is_empty() {
            cleaned.push(' ');
        }
        space = false;
        cleaned.push(letter);
        previous = letter;
    }
    if is_nfc(&cleaned) {
        return cleaned;
    }
    cleaned.nfc().collect()
}

/// The lines of a text that hold something after cleaning.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut apart = true;
    for raw in text.split(is_line_break_of(text)) {
        let line = clean(raw);
        if line.is_empty() {
            apart = true;
            continue;
        }
        let indented = raw.starts_with(|letter: char| letter != '\u{feff}' && is_space(letter));
        lines.push(Line {
            text: line,
            apart,
            indented,
        });
        apart = false;
    }
    lines
}

/// Joins the lines of hard-wrapped text (mail, wire copy) into paragraphs; leaves text with a paragraph a line alone.
pub fn unwrapped(lines: Vec<Line>) -> Vec<Line> {
    let Some(width) = wrap_width(&lines) else {
        return lines;
    };
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last_chars = 0;
    for (at, line) in lines.into_iter().enumerate() {
        let chars = line.text.chars().count();
        let reach = last_chars + 1 + first_word_chars(&line.text);
        let full = reach > width * 4 / 5;
        match joined.last_mut() {
            // A headline may stand right on the text: the next word had room on its line.
            Some(last) if at == 1 && reach <= width && !ends_sentence(&last.text) => {
                joined.push(line);
            }
            Some(last)
                if full
                    && !line.apart
                    && !is_item(&line.text)
                    && (!line.indented || is_item(&last.text)) =>
            {
                last.text.push(' ');
                last.text.push_str(&line.text);
            }
            _ => joined.push(line),
        }
        last_chars = chars;
    }
    joined
}

/// Whether a line is an item of a list: `- rust`, `2. the bolts`.
fn is_item(text: &str) -> bool {
    let Some((mark, _)) = text.split_once(' ') else {
        return false;
    };
    let number = mark.strip_suffix(['.', ')']).unwrap_or("");
    matches!(mark, "-" | "*" | "+" | "•" | "–" | "◦")
        || (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line ends as a sentence does, closing marks aside.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|letter: char| "\"'”’»)]*_ 」』）】》".contains(letter))
        .ends_with(|letter: char| ".!?…。｡！？।॥።؟:".contains(letter))
}

/// Whether a line is of a script that does not part its words (Han, kana, Thai, Lao, Khmer, Burmese): words are no measure
/// of its length.
pub fn is_unspaced(text: &str) -> bool {
    let unspaced = |letter: &char| {
        matches!(u32::from(*letter),
            0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff
            | 0xf900..=0xfaff | 0x20000..=0x3ffff)
    };
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    text.chars().filter(unspaced).count() * 2 > letters.count()
}

/// The width at which a text was wrapped, in characters; `None` where it was not.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    // Lines that are followed by another of their paragraph, and how far that one's first word would have reached.
    let mut widths = Vec::new();
    let mut pairs = Vec::new();
    let mut sentences = 0;
    // The same of those that go on in the middle of a sentence.
    let mut flowing = Vec::new();
    // Where an item of a list begins a line says nothing of the width.
    let in_one = |pair: &&[Line]| !pair[1].apart && !is_item(&pair[1].text);
    for pair in lines[of_head(lines)..].windows(2).filter(in_one) {
        let width = pair[0].text.chars().count();
        let reach = width + 1 + first_word_chars(&pair[1].text);
        widths.push(width);
        pairs.push(reach);
        sentences += usize::from(ends_sentence(&pair[0].text));
        if pair[1].text.starts_with(char::is_lowercase) {
            flowing.push(reach);
        }
    }
    widths.sort_unstable();
    let is_few = pairs.len() < WRAP_PAIRS;
    let percent = if is_few { 100 } else { WRAP_PERCENT };
    let width = *widths.get(widths.len().saturating_sub(1) * percent / 100)?;
    let wrapped = if is_few {
        // A name and a day may stand in lines of their own on top.
        !flowing.is_empty() && sentences == 0 && flowing.iter().all(|reach| *reach > width)
    } else {
        // Lines are full, and break where the width ends, not where sentences do.
        let full = pairs.iter().filter(|reach| **reach > width * 4 / 5).count();
        full * 10 >= pairs.len() * 6 && sentences * 2 <= pairs.len()
    };
    (wrapped && (WRAP_FLOOR..=WRAP_LIMIT).contains(&width)).then_some(width)
}

/// How many lines on top are a headline, a name, a day, each a line: they say nothing of the width either.
fn of_head(lines: &[Line]) -> usize {
    /// Lines of a head that stand right on each other.
    const MOST: usize = 4;
    let block = lines.iter().skip(1).take_while(|line| !line.apart).count() + 1;
    let is_head = (2..=MOST).contains(&block)
        && block < lines.len()
        && !lines[1..block]
            .iter()
            .any(|line| line.text.starts_with(char::is_lowercase));
    if is_head { block } else { 0 }
}

fn first_word_chars(text: &str) -> usize {
    text.split(' ')
        .next()
        .map_or(0, |word| word.chars().count())
}

/// Where lines break: `\r` only where the text has no `\n`, so that `\r\n` counts once.
fn is_line_break_of(text: &str) -> fn(char) -> bool {
    if text.contains('\n') {
        |letter| letter != '\r' && is_line_break(letter)
    } else {
        is_line_break
    }
}

fn is_line_break(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || is_line_break(letter)
}

fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Scripts that spell with ZWJ or ZWNJ (Arabic, Syriac, the Indic and Khmer blocks, Mongolian), and emoji.
fn needs_joiner(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0600..=0x08ff | 0x0900..=0x0dff | 0x1000..=0x109f | 0x1780..=0x18af
        | 0x2190..=0x2bff | 0xfb50..=0xfdff | 0xfe0f | 0xfe70..=0xfefe | 0x1f000..=0x1faff)
}

/// Characters that no article needs: controls, bidi controls, zero widths, soft hyphens, tags, noncharacters.
fn is_dropped(letter: char) -> bool {
    letter.is_control()
        || matches!(u32::from(letter),
            0x00ad | 0x034f | 0x061c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfeff | 0xffa0
            | 0xfff0..=0xfffb | 0xfdd0..=0xfdef | 0xe0000..=0xe0fff)
        || u32::from(letter) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn joined(text: &str) -> Vec<String> {
        unwrapped(lines(text)).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn controls_and_invisible_characters_go() {
        assert_eq!(
            clean("a\u{200b}b\u{1b}[31m \u{202e}c\u{ad}d\u{feff}"),
            "ab[31m cd"
        );
        assert_eq!(clean("  one\u{a0}\t two \u{3000}"), "one two");
        assert_eq!(clean("e\u{301}"), "é");
    }

    #[test]
    fn joiners_stay_where_they_spell() {
        assert_eq!(clean("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(clean("pass\u{200c}word"), "password");
        assert_eq!(clean("👩\u{200d}🚀"), "👩\u{200d}🚀");
    }

    #[test]
    fn every_kind_of_line_break_breaks() {
        let found: Vec<(String, bool)> = lines("a\r\nb\r\n\r\nc\u{2028}d")
            .into_iter()
            .map(|line| (line.text, line.apart))
            .collect();
        let want = [("a", true), ("b", false), ("c", true), ("d", false)];
        assert_eq!(found, want.map(|(text, apart)| (text.to_string(), apart)));
        assert_eq!(lines("a\rb").len(), 2);
    }

    #[test]
    fn hard_wrapped_text_is_joined() {
        let text = "The council of the small town on the river voted on Tuesday night to\n\
            close the old bridge for the whole of the winter, which angered many\n\
            of the shop owners on the far side, who live from those who cross it.\n\
            \nThe mayor said that the work could not wait for another year, as the\n\
            beams had rusted through.";
        assert_eq!(joined(text).len(), 2);
        assert!(joined(text)[0].ends_with("who cross it."));
    }

    #[test]
    fn a_single_wrapped_paragraph_is_joined_whatever_stands_on_it() {
        let short = "The council of the small town on the river voted on Tuesday night to\n\
            close the old bridge for the whole of the winter.";
        let longer =
            format!("{short} The mayor said\nthat the work could not wait for another year.");
        let headline = "Council of the small town on the river votes to close its old bridge for the whole of the winter";
        for text in [short, &longer] {
            assert_eq!(joined(text).len(), 1, "{text}");
            assert_eq!(joined(&format!("{headline}\n\n{text}")).len(), 2);
        }
        assert_eq!(
            joined(&format!("Bridge to close\n{longer} {short}")).len(),
            2
        );
    }

    #[test]
    fn two_sentences_on_two_lines_are_two_paragraphs() {
        let text = "The council of the small town on the river voted on Tuesday.\n\
            The mayor said that the work could not wait for another year.";
        assert_eq!(joined(text).len(), 2);
    }

    #[test]
    fn indented_paragraphs_of_wire_copy_stand_apart() {
        let text = "Rain fell throughout the week in the north of the land and filled\n\
            the lakes again, which had been low since the early days of spring,\n\
            the weather office said.\n    The harvest will be late this year, by all that farmers say, and the\n\
            price of barley rose.\n";
        assert_eq!(joined(text).len(), 2);
    }

    #[test]
    fn a_paragraph_a_line_is_left_alone() {
        let long = "This line is much longer than anybody would wrap a line of text by hand, and it goes on and on until it stops at last.\n";
        assert_eq!(joined(&long.repeat(5)).len(), 5);
        assert_eq!(joined("One.\nTwo.\nThree.\nFour.\n").len(), 4);
    }

    #[test]
    fn sentence_ends_are_seen_behind_closing_marks() {
        assert!(
            ends_sentence("He said so.”")
                && ends_sentence("完成。")
                && !ends_sentence("Related Content")
        );
    }

    proptest! {
        #[test]
        fn any_string_comes_out_clean(text in "\\PC*|[\\x00-\\x20\u{200b}-\u{200f}a-c\u{2028}]*") {
            for line in unwrapped(lines(&text)) {
                prop_assert!(!line.text.is_empty());
                prop_assert!(!line.text.chars().any(|c| c.is_control() || is_line_break(c)));
                prop_assert_eq!(clean(&line.text), line.text.clone());
            }
        }
    }
}
