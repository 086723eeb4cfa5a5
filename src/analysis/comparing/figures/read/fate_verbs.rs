//! The verb of which a figure is the object or the subject, and the words around it that say whether it happened.
//!
//! There is no parser: a verb is taken only where nothing but its object's own words stand between.

use super::fate_words::{
    AUXILIARY, DECIDING, FINITE, FORECAST, KINDS, Kind, MODALS, PAST, PROMISING,
};
use crate::analysis::comparing::align::{has_opposite, is_saying};
use crate::analysis::text::irregular::{is_irregular_past, verb_of, with_particle};
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;

/// Words before a figure among which its verb stands.
const REACH: usize = 5;
/// Words before a verb that say whether it happened: `did not`, `is expected to`.
const GROUP: usize = 5;
/// Words before a verb among which stands a subject that is nobody: `none of the men at the gate`.
const SUBJECT: usize = 8;
/// Words behind what is counted up to its verb: `that were still needed`.
const TO_VERB: usize = 4;
/// The same behind a place: `of the voters in the old town of Karsk oppose`.
const OVER_PLACE: usize = 7;
/// Letters of a past form in `ed`.
const LEAST_PAST: usize = 5;
/// Where another statement begins; sorted, for binary search.
#[rustfmt::skip]
const PARTING: [&str; 18] = [
    "after", "although", "and", "because", "but", "if", "including", "or", "since", "so", "that", "though", "unless",
    "when", "where", "which", "while", "who",
];

/// Words that begin the object of a verb.
const DETERMINING: [&str; 8] = ["all", "his", "her", "its", "that", "the", "their", "this"];

/// A verb, and the words of its group that say whether it happened.
pub struct Verb<'a> {
    pub word: &'a str,
    pub group: Vec<&'a str>,
    /// `jobs lost`: it may stand for `that were lost`.
    pub is_bare: bool,
    /// The nearest word before it that may be its subject.
    pub subject: Option<&'a str>,
}

impl<'a> Verb<'a> {
    /// A verb before its object; `ahead` are the words before it, the nearest first.
    fn before(word: &'a str, ahead: &'a [String]) -> Verb<'a> {
        let subject = ahead
            .iter()
            .map(String::as_str)
            .take_while(|word| !is_parting(word));
        Verb {
            word,
            group: group(ahead),
            is_bare: false,
            subject: subject
                .into_iter()
                .find(|word| !words::is_function_word(word)),
        }
    }
}

pub fn folded(text: &str) -> Vec<String> {
    words::words(text)
        .map(|word| words::fold(word.of(text)))
        .collect()
}

/// Whether a word begins another statement.
pub fn is_parting(word: &str) -> bool {
    PARTING.binary_search(&word).is_ok()
}

pub fn kind(word: &str) -> Option<Kind> {
    kind_of_stem(&words::stem(word)).or_else(|| kind_of_stem(word))
}

pub fn kind_of_stem(stem: &str) -> Option<Kind> {
    let named = english().value(stem, Tag::Befalls)?;
    let known = KINDS.iter().find(|(name, _)| *name == named);
    known.map(|(_, kind)| *kind)
}

/// `who voted against the bill`, `37 votes for`: of those that took a side, which.
pub fn side(after: &[String]) -> Option<Kind> {
    const TAKING: [&str; 2] = ["vote", "voted"];
    let at = match after
        .iter()
        .take(TO_VERB)
        .position(|word| TAKING.contains(&word.as_str()))
    {
        Some(verb) => verb + 1,
        None => 0,
    };
    match after.get(at)?.as_str() {
        "against" => Some(Kind::Against),
        "for" if at > 0 => Some(Kind::Favour),
        _ => None,
    }
}

pub fn is_past(word: &str) -> bool {
    let regular = word.len() >= LEAST_PAST && word.ends_with("ed");
    (regular || word == "died" || PAST.contains(&word) || is_irregular_past(word))
        && !is_saying(word)
        && !english().has(word, Tag::OfState)
}

/// A verb by which what it is said of is only looked forward to; `threatened 12 men` is a deed.
pub fn looks_ahead(word: &str) -> bool {
    let stem = &*words::stem(word);
    PROMISING.contains(&stem) || FORECAST.contains(&stem) && stem != "threaten"
}

/// A past form that is of no deed by itself, but of one that has an opposite: `allowed`.
fn is_one_side(word: &str) -> bool {
    let is_past = word.len() >= LEAST_PAST && word.ends_with("ed") || is_irregular_past(word);
    is_past && !is_saying(word) && has_opposite(&words::stem(verb_of(word)))
}

/// The verb or noun of a kind of which a figure is the object, from the words before it, the nearest first: `lost another`,
/// `a loss of`, `paid Dask`.
pub fn verb_before(ahead: &[String]) -> Option<Verb<'_>> {
    let mut at = 0;
    while at < REACH {
        let word = ahead.get(at)?.as_str();
        if matches!(word, "of" | "for") {
            let named = ahead.get(at + 1).filter(|word| kind(word).is_some())?;
            // `the expected loss of`
            let before = ahead.get(at + 2).map(String::as_str);
            return Some(Verb {
                word: named,
                group: before
                    .filter(|word| looks_ahead(word))
                    .into_iter()
                    .collect(),
                is_bare: false,
                subject: None,
            });
        }
        let is_told = is_past(word) || is_one_side(word) || looks_ahead(word) || word == "had";
        if kind(word).is_some() || is_told {
            return Some(Verb::before(word, &ahead[at + 1..]));
        }
        // An infinitive or a present form shows itself by the word before it.
        let led = ahead.get(at + 1).is_some_and(|before| {
            matches!(before.as_str(), "to" | "not")
                || MODALS.contains(&before.as_str())
                || before.ends_with("n't")
        });
        let is_own = english().has(word, Tag::BeforeObject);
        if led && !is_own {
            return Some(Verb::before(word, &ahead[at + 1..]));
        }
        // `laid off 40 dockers`
        let phrase = ahead.get(at + 1).and_then(|verb| with_particle(verb, word));
        if let Some(verb) = phrase {
            return Some(Verb::before(verb, &ahead[at + 2..]));
        }
        // `decided on 64 buses`
        let deciding = |at: usize| {
            ahead
                .get(at)
                .is_some_and(|word| DECIDING.contains(&&*words::stem(word)))
        };
        if word == "on" && deciding(at + 1) {
            return Some(Verb::before(&ahead[at + 1], &ahead[at + 2..]));
        }
        if is_parting(word) || (words::is_function_word(word) && !is_own) {
            return None;
        }
        at += 1;
    }
    None
}

/// The words before a verb in its clause, the nearest first.
fn group(ahead: &[String]) -> Vec<&str> {
    const NOBODY: [&str; 4] = ["neither", "nobody", "none", "nothing"];
    let clause = ahead
        .iter()
        .take(SUBJECT)
        .map(String::as_str)
        .take_while(|word| !is_parting(word));
    clause
        .enumerate()
        .filter(|(at, word)| *at < GROUP || NOBODY.contains(word))
        .map(|(_, word)| word)
        .collect()
}

/// The verb behind what is counted, and the auxiliaries before it: `were removed`, `are still needed`, `remain`; behind
/// `voters in Karsk` too, where it shows itself by an auxiliary or is of no other use.
pub fn verb_behind(after: &[String]) -> Option<Verb<'_>> {
    let first = after.first().map_or("", String::as_str);
    let relating = matches!(first, "that" | "who" | "which");
    let placed = matches!(first, "at" | "from" | "in" | "near" | "of" | "on");
    let reach = if placed { OVER_PLACE } else { TO_VERB };
    let mut group = Vec::new();
    let from = usize::from(relating);
    for (at, word) in after.iter().enumerate().skip(from).take(reach) {
        let word = word.as_str();
        // `60 votes to pass` says what for, `seats expected to be lost` what becomes of them.
        let next = after.get(at + 1).map_or("", String::as_str);
        let is_auxiliary =
            AUXILIARY.contains(&word) || (word == "to" && (!group.is_empty() || next == "be"));
        if is_auxiliary || word.ends_with("n't") {
            group.push(word);
            continue;
        }
        if is_parting(word) {
            break;
        }
        let is_bare = group.is_empty() && !relating;
        let states = matches!(kind(word), Some(Kind::Favour | Kind::Against | Kind::Stand));
        let is_to_be = group.iter().any(|word| MODALS.contains(word));
        let is_told = is_to_be && !words::is_function_word(word) && !word.ends_with("ly");
        // `340 miners left the shaft`: it has an object, so those counted do it.
        let acts = is_bare && !placed && is_one_side(word) && DETERMINING.contains(&next);
        let is_verb = acts
            || if placed && is_bare {
                states
            } else {
                kind(word).is_some()
                    || is_told
                    || (is_past(word) || looks_ahead(word)) && !is_bare
                    || FINITE.contains(&word)
            };
        if is_verb {
            return Some(Verb {
                word,
                group,
                is_bare: is_bare && !acts && !FINITE.contains(&word),
                subject: None,
            });
        }
        if !placed || !group.is_empty() {
            break;
        }
    }
    // `90 boats are expected in Karsk`
    let expected = group.iter().position(|word| looks_ahead(word))?;
    Some(Verb {
        word: group.remove(expected),
        group,
        is_bare: false,
        subject: None,
    })
}
