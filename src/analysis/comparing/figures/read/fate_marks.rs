//! Marks of a figure by which it is of another time or one of several: it was so before, it is of each year, of one year, an
//! end of a range, one of a list.

use super::around::{WholeOf, whole_of};
use super::fate_verbs::is_parting;
use super::fate_words::{BEFORE, BEFORE_BEHIND, LASTING, PERIODS, REPORTED_BEFORE, REPORTS};
use crate::analysis::comparing::align::is_saying;
use crate::analysis::reading::dates::calendar::WEEKDAYS;
use crate::analysis::text::words;

/// Words before a figure among which a mark stands.
const REACH: usize = 5;
/// Words behind a figure among which `before the release` is said of it.
const TO_BEFORE: usize = 12;
/// Words of a clause before an `up from` that begins it.
const BEGINNING: usize = 3;

/// `in 2019` at once behind what is counted.
pub fn year(after: &[String]) -> Option<u32> {
    let [first, second, ..] = after else {
        return None;
    };
    let year = second
        .parse()
        .ok()
        .filter(|year| (1900..2100).contains(year));
    year.filter(|_| matches!(first.as_str(), "in" | "of" | "for" | "since" | "during"))
}

/// Whether a figure is that of a first report, which another followed: `initially said`, `earlier reports put`.
pub fn is_first_report(ahead: &[String]) -> bool {
    let near = |at: usize| ahead.get(at).map_or("", String::as_str);
    let reports = |word: &str| is_saying(word) || REPORTS.contains(&&*words::stem(word));
    (0..ahead.len().min(REACH))
        .take_while(|at| near(*at) == "that" || !is_parting(near(*at)))
        .filter(|at| BEFORE.contains(&near(*at)) || REPORTED_BEFORE.contains(&near(*at)))
        .any(|at| (at > 0 && reports(near(at - 1))) || reports(near(at + 1)))
}

/// Whether what is told of a figure is said to be so while it is told: `are still in jail`, `counts 12 today`.
pub fn is_lasting(ahead: &[String], after: &[String]) -> bool {
    let is_one = |word: &String| LASTING.contains(&word.as_str());
    let near = ahead.iter().take_while(|word| !is_parting(word));
    near.take(REACH).any(is_one) || after.iter().take(REACH).any(is_one)
}

/// Whether what is told of a figure is said to have been so before: `initially`, `up from`, `before the release`.
pub fn is_before(ahead: &[String], after: &[String], (before, behind): (&str, &str)) -> bool {
    let near = |at: usize| ahead.get(at).map_or("", String::as_str);
    let compared = ahead.len() <= BEGINNING
        && matches!(
            (near(1), near(0)),
            ("up" | "down", "from") | ("compared", "with" | "to")
        );
    let marked = ahead
        .iter()
        .take(REACH)
        .take_while(|word| !is_parting(word))
        .any(|word| BEFORE.contains(&word.as_str()));
    let next = after.first().map_or("", String::as_str);
    compared
        || marked
        || BEFORE_BEHIND.contains(&next)
        || is_before_a_thing(behind)
        || begins_before(before)
}

/// `Before the release, …` at the head of a sentence.
fn begins_before(before: &str) -> bool {
    let head = before
        .split_once(',')
        .map_or("", |(head, _)| head.trim_start());
    (head.starts_with("Before ") || head.starts_with("Prior to "))
        && is_before_a_thing(&head.to_lowercase())
}

/// `before the release`, `prior to Monday’s vote` in the rest of a sentence, ahead of any other number.
fn is_before_a_thing(behind: &str) -> bool {
    let number = |word: &&str| !word.starts_with(|letter: char| letter.is_ascii_digit());
    let words: Vec<&str> = behind
        .split_whitespace()
        .take(TO_BEFORE)
        .take_while(number)
        .collect();
    let led = |at: usize| {
        let next = words.get(at).copied().unwrap_or("");
        let bare = next.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let is_day = |day: &&str| day.eq_ignore_ascii_case(bare);
        WEEKDAYS.iter().any(is_day)
            || matches!(
                next,
                "the" | "this" | "his" | "her" | "their" | "its" | "last"
            )
            || next.ends_with("’s")
            || next.ends_with("'s")
    };
    words.iter().enumerate().any(|(at, word)| match *word {
        "before" => led(at + 1),
        "prior" => words.get(at + 1) == Some(&"to") && led(at + 2),
        _ => false,
    })
}

/// `Of [54] boats, 17 sank`: the whole of which a part is told behind.
pub fn is_whole_before_part(before: &str, behind: &str) -> bool {
    let last = before.trim_end();
    let leads = ["of", "of the", "of its", "of their", "out of"];
    let begins = leads
        .iter()
        .any(|words| last.eq_ignore_ascii_case(words) || last.ends_with(&format!(", {words}")));
    let part = behind.split_once(", ").map_or("", |(_, part)| part);
    let first = part.split(' ').next().unwrap_or("");
    begins && whole_of(&format!("{first} of ")) != WholeOf::Nothing
}

pub fn period(ahead: &[String], after: &[String]) -> Option<&'static str> {
    let named = |word: &str| {
        let known = PERIODS.iter().find(|(written, _)| *written == word);
        known.map(|(_, period)| *period)
    };
    let next = after.first().map_or("", String::as_str);
    if matches!(next, "a" | "an" | "per" | "each" | "every") {
        return after.get(1).and_then(|word| named(word));
    }
    let adverb = |word: &str| {
        (word.ends_with("ly") || word == "annual")
            .then(|| named(word))
            .flatten()
    };
    adverb(next).or_else(|| ahead.first().and_then(|word| adverb(word)))
}

/// One of several numbers with one noun: `5, 10 and 15 years`; of a measure only beside `and` or `or`.
pub fn is_listed(before: &str, behind: &str, is_bare: bool) -> bool {
    let is_number = |word: &str| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        bare.starts_with(|letter: char| letter.is_ascii_digit())
            && !bare.contains(char::is_alphabetic)
    };
    let first_is_number = |text: &str| text.split_whitespace().next().is_some_and(is_number);
    let last_is_number = |text: &str| text.split_whitespace().next_back().is_some_and(is_number);
    let all = [", and ", ", or ", " and ", " or ", ", "];
    let joins = if is_bare { &all[..] } else { &all[..4] };
    let goes_on = joins
        .iter()
        .any(|join| behind.strip_prefix(join).is_some_and(first_is_number));
    let went_on = joins
        .iter()
        .any(|join| before.strip_suffix(join).is_some_and(last_is_number));
    goes_on || went_on
}

/// The end of a range or where a change begins: `ranging from [5%] to 25%`, `between [$5] and $10`, `between $5 and [$10]`.
pub fn is_end(before: &str, behind: &str) -> bool {
    let is_number = |word: Option<&str>| {
        word.is_some_and(|word| {
            let bare = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
            bare.starts_with(|letter: char| letter.is_ascii_digit())
        })
    };
    let mut ahead = before.split_whitespace().rev();
    let mut after = behind.split_whitespace();
    let (last, joint) = (ahead.next().unwrap_or(""), after.next().unwrap_or(""));
    let range = ahead.clone().next() == Some("range");
    let begins = matches!((last, joint), ("from", "to") | ("between", "and"))
        || (range && (last, joint) == ("of", "to"));
    let begins = begins && is_number(after.next());
    let mut lead = ahead.skip_while(|word| !matches!(*word, "from" | "between"));
    let ranging =
        lead.next() == Some("between") || lead.next().is_some_and(|word| word.starts_with("rang"));
    let closes = matches!(last, "to" | "and") && ranging && {
        let words: Vec<&str> = before.split_whitespace().rev().take(4).collect();
        words.iter().skip(1).any(|word| is_number(Some(word)))
    };
    begins || closes
}
