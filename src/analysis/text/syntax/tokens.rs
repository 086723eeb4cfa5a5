//! Words and marks of a sentence in the manner of Universal Dependencies' English Web Treebank (Silveira et al. 2014, after
//! Bies et al. 2012): clitics stand apart (`do|n't`, `it|'s`, `can|not`), compounds are parted at their hyphens
//! (`state|-|owned`) but affixes stay on their word (`re-elected`), and an abbreviation keeps its period.

use std::ops::Range;

use crate::analysis::text::lexicon::{Tag, english};
use crate::model::Span;

/// Affixes that stay on their word after a hyphen.
const SUFFIXES: &[&str] = &["esque", "ish", "less", "wise"];

/// Ends that stand apart; the apostrophe may be of either kind.
const CLITICS: &[&str] = &["n't", "'s", "'m", "'d", "'re", "'ve", "'ll"];
/// Words of two, and the letters of the first.
const MERGED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("lemme", 3),
    ("gimme", 3),
];
/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &["em", "tis", "twas", "til", "cause", "n"];
/// Clitics behind one word: `shouldn't've` has two.
const MOST_CLITICS: usize = 2;
/// Digits on each side of a hyphen in a range; longer ones are telephone numbers.
const RANGE_DIGITS: usize = 4;

/// The words and marks of `text[sentence]`, in order; byte spans of `text`. A range that does not fit the text has none.
pub fn tokens(text: &str, sentence: Range<usize>) -> Vec<Span> {
    let Some(inside) = text.get(sentence.clone()) else {
        return Vec::new();
    };
    let end = sentence.start + inside.trim_end().len();
    let mut found = Vec::with_capacity(inside.len() / 5 + 1);
    let mut at = sentence.start;
    for part in inside.split(char::is_whitespace) {
        if !part.is_empty() {
            let span = Span::new(at, at + part.len());
            chunk(text, span, is_closed(&text[span.end..end]), &mut found);
        }
        at += part.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// Whether only marks follow until the sentence ends.
fn is_closed(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.len() <= 4 && !rest.contains(is_letter)
}

/// Part of a word: a letter, a digit, a mark on a letter, or what joins letters.
fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(
            letter,
            '_' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}'
        )
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

/// Whether two marks side by side are one token: `...`, `--`, `?!`.
fn runs_on(mark: char, next: char) -> bool {
    (mark == next && ".-*=_~+#<>'`!?".contains(mark))
        || ("!?".contains(mark) && "!?".contains(next))
}

/// Length in bytes of the token of marks that `part` begins with.
fn run(part: &str) -> usize {
    let mut letters = part.char_indices();
    let Some((_, mut last)) = letters.next() else {
        return 0;
    };
    for (at, letter) in letters {
        if !runs_on(last, letter) {
            return at;
        }
        last = letter;
    }
    part.len()
}

/// What stands between two spaces: marks before, a core, marks after.
fn chunk(text: &str, span: Span, is_last: bool, found: &mut Vec<Span>) {
    let mut start = span.start;
    let part = |start: usize| &text[start..span.end];
    if !is_address(part(start)) {
        while start < span.end && begins_with_mark(part(start)) {
            let end = start + run(part(start));
            found.push(Span::new(start, end));
            start = end;
        }
    }
    let end = start + core(part(start), is_last);
    if start < end {
        if is_address(&text[start..end]) {
            found.push(Span::new(start, end));
        } else {
            pieces(text, Span::new(start, end), found);
        }
    }
    start = end;
    while start < span.end {
        let end = start + run(part(start));
        found.push(Span::new(start, end));
        start = end;
    }
}

fn is_address(part: &str) -> bool {
    let inner_at = part.find('@').is_some_and(|at| {
        part[at + 1..].starts_with(is_letter) && (at == 0 || part[..at].ends_with(is_letter))
    });
    inner_at || part.contains("://") || part.starts_with("www.")
}

/// Whether the part's first letter is a mark that stands alone.
fn begins_with_mark(part: &str) -> bool {
    let mut letters = part.chars();
    let (Some(first), next) = (letters.next(), letters.next()) else {
        return false;
    };
    let before_digit = next.is_some_and(|next| next.is_ascii_digit());
    if is_letter(first) || (before_digit && matches!(first, '+' | '-' | '.')) {
        return false;
    }
    if is_apostrophe(first) {
        let rest = letters_of(&part[first.len_utf8()..]).to_lowercase();
        return !before_digit && !CLIPPED.contains(&rest.as_str());
    }
    true
}

/// The letters that the part begins with.
fn letters_of(part: &str) -> &str {
    let end = part.find(|letter| !is_letter(letter));
    &part[..end.unwrap_or(part.len())]
}

/// Length in bytes of the part without the marks at its end.
fn core(part: &str, is_last: bool) -> usize {
    let bare = part.trim_end_matches(|letter| !is_letter(letter));
    let after = &part[bare.len()..];
    if bare.is_empty() {
        return 0;
    }
    if after.starts_with('$') && bare.ends_with(|letter: char| letter.is_uppercase()) {
        return bare.len() + 1;
    }
    let Some(rest) = after
        .strip_prefix('.')
        .filter(|rest| !rest.starts_with('.'))
    else {
        return bare.len();
    };
    // a period inside a sentence, or after letters with periods, is an abbreviation's
    let dotted = bare.len() < 12 && bare.contains('.') && bare.split('.').all(is_initial);
    let inside = rest.is_empty() || rest.starts_with([',', ':', ';', '\'', '’']);
    if dotted || (!is_last && inside && bare.ends_with(char::is_alphabetic)) {
        return bare.len() + 1;
    }
    bare.len()
}

fn is_initial(part: &str) -> bool {
    let mut letters = part.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// Parts a core at the marks inside of it, then its words at their clitics.
fn pieces(text: &str, span: Span, found: &mut Vec<Span>) {
    let core = span.of(text);
    let mut start = 0;
    let mut at = 0;
    while let Some(letter) = core[at..].chars().next() {
        let next = at + letter.len_utf8();
        if is_letter(letter) || keeps(core, start, at, next, letter) {
            at = next;
            let is_digit = |letter: char| letter.is_ascii_digit();
            if letter == '$' && core[at..].starts_with(is_digit) {
                found.push(Span::new(span.start + start, span.start + at));
                start = at;
            }
            continue;
        }
        let end = at + run(&core[at..]);
        if start < at {
            word(core, start..at, span.start, found);
        }
        found.push(Span::new(span.start + at, span.start + end));
        (start, at) = (end, end);
    }
    if start < core.len() {
        word(core, start..core.len(), span.start, found);
    }
}

/// Whether a mark at `at` inside a core, in the piece that begins at `start`, stays in its word.
fn keeps(core: &str, start: usize, at: usize, next: usize, mark: char) -> bool {
    let (before, after) = (&core[start..at], &core[next..]);
    let digits = before.ends_with(|letter: char| letter.is_ascii_digit())
        && after.starts_with(|letter: char| letter.is_ascii_digit());
    match mark {
        '-' => stays_hyphenated(core, start, at),
        '\'' | '’' | '@' | '&' | '#' | '*' => true,
        '.' => !after.starts_with('.'),
        ',' | ':' | '/' => digits,
        '+' | '$' => !digits,
        _ => false,
    }
}

/// Whether a hyphen joins an affix, or the groups of a long number.
fn stays_hyphenated(core: &str, start: usize, at: usize) -> bool {
    let before = &core[start..at];
    let after = letters_of(&core[at + 1..]);
    if before.is_empty() {
        return !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit());
    }
    // only the group before the hyphen is looked at: a long number is not read again at each of its hyphens
    let group = before.rsplit('-').next().unwrap_or(before);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(group) && is_number(after) {
        let rest = &core[at + 1 + after.len()..];
        return group.len() < before.len()
            || rest.starts_with('-')
            || group.len().max(after.len()) > RANGE_DIGITS;
    }
    let lower = |part: &str| (part.len() <= 7).then(|| part.to_lowercase());
    let is_prefix = lower(before).is_some_and(|part| english().has(&part, Tag::Prefix));
    let is_suffix = lower(after).is_some_and(|part| SUFFIXES.contains(&part.as_str()));
    is_prefix && !after.is_empty() || is_suffix
}

/// Parts a word from its unit or its clitics.
fn word(core: &str, range: Range<usize>, offset: usize, found: &mut Vec<Span>) {
    let whole = &core[range.clone()];
    let mut push = |from: usize, to: usize| {
        if from < to {
            found.push(Span::new(
                offset + range.start + from,
                offset + range.start + to,
            ));
        }
    };
    if let Some(cut) = unit(whole) {
        push(0, cut);
        push(cut, whole.len());
        return;
    }
    let mut cuts = [whole.len(); MOST_CLITICS];
    let mut end = whole.len();
    for cut in &mut cuts {
        end = clitic(&whole[..end]).unwrap_or(end);
        *cut = end;
    }
    push(0, cuts[1]);
    push(cuts[1], cuts[0]);
    push(cuts[0], whole.len());
}

/// Where a number that its unit follows ends.
fn unit(word: &str) -> Option<usize> {
    if !word.starts_with(|letter: char| letter.is_ascii_digit() || letter == '$') {
        return None;
    }
    let cut = word.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let after = &word[cut..];
    (after.len() <= 7 && english().has(&after.to_lowercase(), Tag::GluedUnit)).then_some(cut)
}

/// Where the word before a clitic, or the first of two merged words, ends.
fn clitic(word: &str) -> Option<usize> {
    let ends = |clitic: &str| {
        let mut letters = word.char_indices().rev();
        let mut at = word.len();
        for wanted in clitic.chars().rev() {
            let (place, letter) = letters.next()?;
            let letter = if is_apostrophe(letter) { '\'' } else { letter };
            if letter.to_ascii_lowercase() != wanted {
                return None;
            }
            at = place;
        }
        (at > 0).then_some(at)
    };
    let merged = || {
        let same = |pair: &&(&str, usize)| word.eq_ignore_ascii_case(pair.0);
        MERGED.iter().find(same).map(|pair| pair.1)
    };
    CLITICS
        .iter()
        .find_map(|clitic| ends(clitic))
        .or_else(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> String {
        let words = tokens(text, 0..text.len());
        let words: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
        words.join(" ")
    }

    #[test]
    fn words_are_parted_as_the_treebank_parts_them() {
        let cases = [
            ("I don’t know, it's late.", "I do n’t know , it 's late ."),
            (
                "The state-owned firm re-elected its vice-president.",
                "The state - owned firm re-elected its vice-president .",
            ),
            (
                "“We cannot pay $3.5bn,” said Mr. Venn of Arden Inc.",
                "“ We can not pay $ 3.5 bn , ” said Mr. Venn of Arden Inc .",
            ),
            (
                "It rose 4.5% (to 10,000) at 7:30pm.",
                "It rose 4.5 % ( to 10,000 ) at 7:30 pm .",
            ),
            (
                "The U.S. wants and/or needs it... now?!",
                "The U.S. wants and / or needs it ... now ?!",
            ),
            (
                "The drivers' 9/11 memorial—built in the 1990s—closed.",
                "The drivers ' 9/11 memorial — built in the 1990s — closed .",
            ),
            (
                "Write to desk@arden.example or see https://arden.example/a-b.",
                "Write to desk@arden.example or see https://arden.example/a-b .",
            ),
            (
                "From 2009-2010, call 555-010-9999.",
                "From 2009 - 2010 , call 555-010-9999 .",
            ),
            ("US$4.5 and £20m", "US$ 4.5 and £ 20 m"),
        ];
        for (text, expected) in cases {
            assert_eq!(parted(text), expected);
        }
    }

    #[test]
    fn a_range_that_does_not_fit_has_no_words() {
        assert!(tokens("é", 1..2).is_empty() && tokens("word", 2..9).is_empty());
        assert_eq!(tokens("one two", 4..7), [Span::new(4, 7)]);
    }

    proptest::proptest! {
        #[test]
        fn every_letter_is_in_one_token(text in "([a-z0-9.'’$ \\-/]|n't|\\PC){0,40}") {
            let mut end = 0;
            for token in tokens(&text, 0..text.len()) {
                proptest::prop_assert!(token.start >= end && token.end > token.start);
                proptest::prop_assert!(text[end..token.start].trim().is_empty());
                proptest::prop_assert!(!token.of(&text).contains(char::is_whitespace));
                end = token.end;
            }
            proptest::prop_assert!(text[end..].trim().is_empty());
        }
    }
}
