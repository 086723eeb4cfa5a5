//! Two sentences that are one but for a number, a day or a `not`: they tell the same and do not agree.

use crate::analysis::comparing::align::is_saying;
use crate::analysis::comparing::subsequence::common;
use crate::analysis::reading::dates::calendar::{MONTHS, WEEKDAYS};
use crate::analysis::reading::figures::numbers_in;
use crate::analysis::text::words;
use crate::model::Span;

/// Words of a sentence that are compared.
const MOST_WORDS: usize = 80;
/// Share of the words of the shorter sentence that stand in the longer in the same order.
const SHARED: f32 = 0.5;
/// The same where one says `not`.
const SHARED_BUT_NOT: f32 = 0.8;
/// Words that may stand in each for the other's.
const MOST_CHANGED: usize = 4;
/// Words before a number that may leave it open, and before a day that may say whose it is.
const BEFORE: usize = 3;
/// Share by which two numbers may be off and be one, rounded.
const NEAR: f64 = 0.05;

const NEGATIONS: [&str; 7] = ["cannot", "no", "nobody", "none", "never", "not", "without"];
/// Words beside a number that leave it open: two such need not contradict each other.
#[rustfmt::skip]
const LOOSE: [&str; 24] = [
    "about", "almost", "approximately", "around", "at", "dozens", "estimated", "fewer", "hundreds", "least", "less",
    "more", "most", "nearly", "only", "or", "over", "roughly", "several", "some", "than", "thousands", "under", "up",
];

/// Where two sentences contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Number,
    Day,
    /// One says `not`.
    Denial,
    /// Each has a word that says the opposite of the other's.
    Opposite,
}

/// What stands in one sentence for something else in the other; byte ranges into the two texts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Contrast {
    pub kind: Kind,
    /// Share of the words of the shorter sentence that stand in the other in the same order.
    pub shared: f32,
    pub one: Span,
    pub other: Span,
}

/// Everything that two sentences say differently and that cannot both be so. Grows with the product of their lengths, of
/// eighty words at most.
pub(super) fn contrasts(one: &str, other: &str) -> Vec<Contrast> {
    let (a, b) = (Words::of(one), Words::of(other));
    let (ours, theirs) = (a.plain(), b.plain());
    let pairs = common(&ours, &theirs);
    let least = ours.len().min(theirs.len());
    let shared = pairs.len() as f32 / least.max(1) as f32;
    if least == 0 || shared < SHARED {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = (0, 0);
    let ends = [(ours.len(), theirs.len())];
    for &(row, column) in pairs.iter().chain(&ends) {
        let (left, right) = (from.0..row, from.1..column);
        from = (row + 1, column + 1);
        if left.len() > MOST_CHANGED || right.len() > MOST_CHANGED {
            continue;
        }
        // `more than 12` and `more than 14` need not contradict each other.
        let is_loose = |words: &[&str], at: usize| {
            let mut before = words[at.saturating_sub(BEFORE)..at].iter();
            before.any(|word| LOOSE.contains(word))
        };
        let kind = contrast(&ours[left.clone()], &theirs[right.clone()], shared);
        let loose = is_loose(&ours, left.start) || is_loose(&theirs, right.start);
        // `not to attend` and `to skip` say one thing.
        let is_alone = || content(&ours).eq(content(&theirs));
        let Some(kind) = kind.filter(|kind| match kind {
            Kind::Number => !loose,
            Kind::Denial => is_alone(),
            Kind::Day => !is_of_saying(&ours, left.start) && !is_of_saying(&theirs, right.start),
            Kind::Opposite => true,
        }) else {
            continue;
        };
        // Where one has nothing in its place, the word before stands for it.
        let place = |words: &Words, range: std::ops::Range<usize>| {
            let range = if range.is_empty() {
                range.start.saturating_sub(1)..range.start.max(1)
            } else {
                range
            };
            words.spans.get(range)?.iter().copied().reduce(Span::join)
        };
        if let (Some(one), Some(other)) = (place(&a, left), place(&b, right)) {
            found.push(Contrast {
                kind,
                shared,
                one,
                other,
            });
        }
    }
    found
}

/// Whether a day at a place is that on which somebody said it: `…, a nurse said on Wednesday`.
fn is_of_saying(words: &[&str], at: usize) -> bool {
    let mut before = words[at.saturating_sub(BEFORE)..at].iter();
    before.any(|word| is_saying(word))
}

fn contrast(ours: &[&str], theirs: &[&str], shared: f32) -> Option<Kind> {
    let denies = |words: &[&str]| {
        words
            .iter()
            .any(|word| is_denial(word) || word.ends_with("n't"))
    };
    if denies(ours) != denies(theirs) {
        return (shared >= SHARED_BUT_NOT && ours.len().abs_diff(theirs.len()) <= 1)
            .then_some(Kind::Denial);
    }
    let is_loose = |words: &[&str]| words.iter().any(|word| LOOSE.contains(word));
    if ours.is_empty() || theirs.is_empty() || is_loose(ours) || is_loose(theirs) {
        return None;
    }
    let days = |words: &[&str]| -> Vec<String> {
        let is_day = |word: &&&str| {
            let of = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
            of(&WEEKDAYS) || of(&MONTHS)
        };
        words
            .iter()
            .filter(is_day)
            .map(|word| word.to_string())
            .collect()
    };
    let (our_days, their_days) = (days(ours), days(theirs));
    if !our_days.is_empty() && !their_days.is_empty() {
        let apart = our_days.iter().all(|day| !their_days.contains(day));
        return apart.then_some(Kind::Day);
    }
    let numbers = |words: &[&str]| {
        let text = words.join(" ");
        numbers_in(&text, &[Span::new(0, text.len())])
    };
    let (our_numbers, their_numbers) = (numbers(ours), numbers(theirs));
    let has_year = |words: &[&str]| {
        let is_year =
            |word: &&str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        words.iter().any(is_year)
    };
    match (&our_numbers[..], &their_numbers[..]) {
        ([a], [b]) if has_year(ours) && has_year(theirs) => (a != b).then_some(Kind::Number),
        ([a], [b]) => (!are_near(*a, *b)).then_some(Kind::Number),
        _ => None,
    }
}

/// A word that turns a statement into its opposite.
pub(in crate::analysis::comparing) fn is_denial(word: &str) -> bool {
    NEGATIONS.contains(&word)
}

/// Two numbers of which one may be the other, rounded.
pub(super) fn are_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= NEAR * a.abs().max(b.abs())
}

/// The words that say something, denials left out.
fn content<'a>(all: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let told = all.iter().copied();
    told.filter(|word| !is_denial(word) && !words::is_function_word(word))
}

struct Words {
    folded: Vec<String>,
    spans: Vec<Span>,
}

impl Words {
    fn of(text: &str) -> Words {
        let spans: Vec<Span> = words::words(text).take(MOST_WORDS).collect();
        Words {
            folded: spans
                .iter()
                .map(|span| words::fold(span.of(text)))
                .collect(),
            spans,
        }
    }

    fn plain(&self) -> Vec<&str> {
        self.folded.iter().map(String::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(one: &str, other: &str) -> Vec<(Kind, String, String)> {
        contrasts(one, other)
            .into_iter()
            .map(|found| {
                let (ours, theirs) = (found.one.of(one), found.other.of(other));
                (found.kind, ours.to_string(), theirs.to_string())
            })
            .collect()
    }

    #[test]
    fn one_sentence_with_another_number_day_or_denial() {
        for (one, other, kind, ours, theirs) in [
            (
                "Jan Dask died on Tuesday.",
                "Jan Dask died on Wednesday.",
                Kind::Day,
                "Tuesday",
                "Wednesday",
            ),
            (
                "The blast killed 12 miners.",
                "The blast killed 14 miners.",
                Kind::Number,
                "12",
                "14",
            ),
            (
                "She was born in 1954 in Tolling.",
                "She was born in 1945 in Tolling.",
                Kind::Number,
                "1954",
                "1945",
            ),
            (
                "Joblessness rose to 5.2 percent.",
                "Joblessness rose to 6.2 percent.",
                Kind::Number,
                "5.2",
                "6.2",
            ),
            (
                "The mayor will not resign over the dam.",
                "The mayor will resign over the dam.",
                Kind::Denial,
                "not",
                "will",
            ),
        ] {
            assert_eq!(
                told(one, other),
                [(kind, ours.to_string(), theirs.to_string())],
                "{one}"
            );
        }
    }

    #[test]
    fn what_need_not_contradict_is_not_told() {
        for (one, other) in [
            (
                "The blast killed 12 miners.",
                "The blast killed more than 10 miners.",
            ),
            (
                "The blast killed 1,204 miners.",
                "The blast killed 1,200 miners.",
            ),
            (
                "The blast killed 12 miners.",
                "The blast on Monday hurt nobody in the town of Tolling.",
            ),
            ("The mayor came on Monday.", "The mayor came by car."),
            (
                "The quake in Karsk killed many people on Tuesday.",
                "The quake in Karsk killed many people, a nurse said on Wednesday.",
            ),
            (
                "It is common for mayors not to attend the fair.",
                "It is common for mayors to skip the fair.",
            ),
        ] {
            assert_eq!(told(one, other), [], "{one}");
        }
    }

    proptest! {
        #[test]
        fn any_two_strings_give_places_inside_them(one in "(not |12 |Monday |é|a |b ){0,20}", other in "(not |12 |Monday |é|a |b ){0,20}") {
            for found in contrasts(&one, &other) {
                prop_assert!(one.get(found.one.start..found.one.end).is_some());
                prop_assert!(other.get(found.other.start..found.other.end).is_some());
            }
        }
    }
}
