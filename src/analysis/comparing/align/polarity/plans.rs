//! What is to come in one sentence and has happened in the other: `would create 1,300 posts`, `created 1,300 posts`.

use super::{Against, Contrary, Words};
use crate::analysis::text::irregular::{is_irregular_past, verb_of};
use crate::analysis::text::words;
use crate::model::Span;

/// Words before a verb by which it is to come.
const MODALS: [&str; 6] = ["could", "may", "might", "should", "will", "would"];
/// Stems before `to` and a verb by which it is to come.
#[rustfmt::skip]
const PLANNING: [&str; 22] = [
    "about", "aim", "anticip", "ask", "expect", "forecast", "hope", "intend", "intent", "like", "need", "plan", "pledg",
    "pois", "predict", "project", "promis", "propos", "seek", "sought", "vow", "want",
];
/// Words between such a word and its verb: `will also then create`.
const BETWEEN: usize = 3;
/// Letters of a past form in `ed`.
const LEAST_PAST: usize = 5;

/// A deed of a sentence: the stem of its verb, its place among the words.
struct Deed {
    stem: String,
    at: usize,
    /// The word by which it is to come.
    cue: Option<Span>,
}

/// Where one of two sentences tells as to come what the other tells as done; the words behind the deed have to be the same.
pub(super) fn planned(one: &str, other: &str) -> Option<Contrary> {
    let (a, b) = (Words::of(one), Words::of(other));
    let told = |is_first: bool, cue: Span| Contrary {
        against: Against::LeftOpen,
        is_first,
        cue,
    };
    let ours = open_deed(&a, &b).map(|cue| told(true, cue));
    ours.or_else(|| open_deed(&b, &a).map(|cue| told(false, cue)))
}

fn open_deed(a: &Words, b: &Words) -> Option<Span> {
    let (ours, theirs) = (planned_deeds(a), done_deeds(b));
    ours.iter().find_map(|deed| {
        // What is told as done, too, is done.
        let done_too = done_deeds(a).iter().any(|done| done.stem == deed.stem);
        let met = theirs.iter().any(|done| {
            done.stem == deed.stem && {
                let (next, there) = (next_content(a, deed.at), next_content(b, done.at));
                match next.is_none() && there.is_none() {
                    true => last_content(a, deed.at) == last_content(b, done.at),
                    false => next == there,
                }
            }
        });
        deed.cue.filter(|_| met && !done_too)
    })
}

/// The next word of content behind a place, as a stem; a number as it is written.
fn next_content(read: &Words, at: usize) -> Option<String> {
    let word = (at + 1..read.folded.len()).find(|&at| !words::is_function_word(read.word(at)))?;
    Some(read.stem(word))
}

/// The same before a place.
fn last_content(read: &Words, at: usize) -> Option<String> {
    let mut before = (0..at).rev();
    let word = before.find(|&at| !words::is_function_word(read.word(at)))?;
    Some(read.stem(word))
}

fn planned_deeds(read: &Words) -> Vec<Deed> {
    let mut found = Vec::new();
    for at in 0..read.folded.len() {
        let word = read.word(at);
        let leads = word == "to" && at > 0 && PLANNING.contains(&read.stem(at - 1).as_str());
        let is_modal = MODALS.contains(&word) && read.spans[at].of(read.text) != "May";
        if !leads && !is_modal {
            continue;
        }
        let from = if leads { at - 1 } else { at };
        let verb = (at + 1..read.folded.len().min(at + 1 + BETWEEN))
            .find(|&at| !words::is_function_word(read.word(at)) && !read.word(at).ends_with("ly"));
        // `would have created` is no plan.
        let perfect = read.word(at + 1) == "have";
        if let Some(verb) = verb.filter(|_| !perfect) {
            found.push(Deed {
                stem: words::stem(verb_of(read.word(verb))).into_owned(),
                at: verb,
                cue: Some(read.spans[from].join(read.spans[at])),
            });
        }
    }
    found
}

fn done_deeds(read: &Words) -> Vec<Deed> {
    let planned = planned_deeds(read);
    let is_past =
        |word: &str| (word.len() >= LEAST_PAST && word.ends_with("ed")) || is_irregular_past(word);
    (0..read.folded.len())
        .filter(|&at| is_past(read.word(at)) && planned.iter().all(|deed| deed.at != at))
        .map(|at| Deed {
            stem: words::stem(verb_of(read.word(at))).into_owned(),
            at,
            cue: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_come_is_not_what_was_done() {
        for (one, other) in [
            (
                "The plan would create 1,300 posts.",
                "The plan created 1,300 posts.",
            ),
            (
                "The council hopes to plant 1,300 trees.",
                "The council planted 1,300 trees.",
            ),
            (
                "The flood was forecast to destroy 310 homes.",
                "The flood destroyed 310 homes.",
            ),
            (
                "The storm may leave 310 homes dark.",
                "The storm left 310 homes dark.",
            ),
            (
                "The mill is expected to lose 40 jobs.",
                "The mill lost 40 jobs.",
            ),
            (
                "The mayor promised to build a school.",
                "The mayor built a school.",
            ),
            (
                "5,300 tonnes of oil could leak.",
                "5,300 tonnes of oil leaked.",
            ),
            (
                "Norland will free the sailors.",
                "Norland freed the sailors.",
            ),
        ] {
            let found = planned(one, other);
            assert_eq!(
                found.map(|found| found.against),
                Some(Against::LeftOpen),
                "{one}"
            );
            assert!(found.unwrap().is_first, "{one}");
            assert!(
                planned(other, one).is_some_and(|found| !found.is_first),
                "{one}"
            );
        }
    }

    #[test]
    fn what_both_tell_as_done_or_as_to_come_is_one() {
        for (one, other) in [
            (
                "The plan would create 1,300 posts.",
                "The plan will create 1,300 posts.",
            ),
            (
                "The mayor planned the school and built it.",
                "The mayor built a school.",
            ),
            (
                "The mayor freed the sailors and will free the dockers.",
                "He freed the dockers.",
            ),
            (
                "The plan would have created posts.",
                "The plan created posts.",
            ),
            ("He wants to leave Karsk.", "He left his boat."),
        ] {
            assert_eq!(planned(one, other), None, "{one} / {other}");
        }
    }
}
