//! What is said to happen to the things that a figure counts: whether it happened, is needed, is to come or is denied; whether
//! they are lost or made, removed or standing; whether it was so before, and whether the figure is a part or the whole.
//!
//! Two figures are of one quantity only where all this may be one. There is no parser: a verb is taken for that of a figure
//! only where nothing but its object's own words stand between them, and what stands further off is not known.

use super::around::{Slot, WholeOf, is_further, whole_of};
use super::fate_marks::{is_before, is_end, is_first_report, is_listed, period, year};
use super::fate_words::{
    AUXILIARY, DENYING, FORECAST, KINDS, Kind, MODALS, OBJECT, OPPOSITE, PAST, STATIC,
};
use crate::analysis::align::{class, is_saying};
use crate::analysis::words;

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

/// Whether what is told of a figure happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    Happened,
    Needed,
    /// It may or will be.
    ToCome,
    /// Somebody expects it.
    Forecast,
    Denied,
}

/// The figure as one of several: a part of a whole, the whole, one of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Part,
    Whole,
    Listed,
}

/// What is told of a figure in its clause, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fate {
    /// Class of the stem of the verb of which it is the object or the subject.
    verb: Option<String>,
    mood: Option<Mood>,
    kind: Option<Kind>,
    /// What the words of the counted thing itself say: `new cases`, `suspected cases`.
    mark: Option<Kind>,
    role: Option<Role>,
    /// It was so before: `1,200 before the release`.
    is_before: bool,
    /// So it was said at first: `initially said 12`.
    is_first_report: bool,
    /// It comes on top of another: `another 50`.
    is_further: bool,
    /// It is of each day, month or year.
    period: Option<&'static str>,
    /// The year behind what is counted: `900 boats in 2019`.
    year: Option<u32>,
}

/// Whether two figures may be of one quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// What is told of them cannot be told of one quantity.
    Other,
    /// One is marked as something that the other is not said to be.
    Unknown,
    /// Nothing speaks against it.
    May,
}

/// A verb, and the words of its group that say whether it happened.
struct Verb<'a> {
    word: &'a str,
    group: Vec<&'a str>,
    /// `jobs lost`: it may stand for `that were lost`.
    is_bare: bool,
}

impl Fate {
    /// From the clause around a figure, what stands before and behind its number, and the stems of what is counted beside
    /// the head; `is_bare` for a number without a unit of its own.
    pub fn of(
        slot: &Slot,
        (before, behind): (&str, &str),
        qualifiers: &[String],
        role: (bool, bool),
    ) -> Fate {
        let (is_part, is_bare) = role;
        let ahead: Vec<String> = folded(slot.before).into_iter().rev().collect();
        let after = folded(slot.behind);
        let role = if is_part {
            Some(Role::Part)
        } else if whole_of(before) != WholeOf::Nothing {
            Some(Role::Whole)
        } else {
            let listed = (is_bare && is_listed(before, behind)) || is_end(before, behind);
            listed.then_some(Role::Listed)
        };
        let mut fate = Fate {
            role,
            is_further: is_further(slot.before, "", slot.behind),
            is_before: is_before(&ahead, &after, behind),
            is_first_report: is_first_report(&ahead),
            period: period(&ahead, &after),
            year: year(&after),
            mark: qualifiers.iter().find_map(|stem| kind_of_stem(stem)),
            ..Fate::default()
        };
        // What is told is told of the part.
        if role == Some(Role::Whole) {
            return fate;
        }
        let behind = verb_behind(&after);
        let ahead = verb_before(&ahead);
        let finite = behind.as_ref().is_some_and(|verb| !verb.is_bare);
        let relating = after.first().is_some_and(|word| is_parting(word));
        let verb = if finite && !(relating && ahead.is_some()) {
            behind.or(ahead)
        } else {
            ahead.or(behind)
        };
        if let Some(verb) = verb {
            // Of money `made` says more than of arrests.
            let made = is_bare && matches!(verb.word, "made" | "make" | "makes" | "making");
            fate.kind = kind(verb.word).filter(|_| !made);
            // `failed to win the 60 votes`: those that are known of are not denied.
            let known = before.split_whitespace().next_back() == Some("the");
            fate.mood = mood(&verb, fate.kind).filter(|mood| !known || *mood != Mood::Denied);
            fate.verb = Some(class(&words::stem(verb.word)).to_string());
        }
        fate
    }

    pub fn is_whole(&self) -> bool {
        self.role == Some(Role::Whole)
    }

    /// How what is told of two figures fits together.
    pub fn matches(&self, other: &Fate) -> Match {
        let either = |fits: &dyn Fn(&Fate, &Fate) -> bool| fits(self, other) || fits(other, self);
        let opposed = either(&|a, b| {
            let pair = |one: Option<Kind>, other: Option<Kind>| {
                one.zip(other).is_some_and(|pair| OPPOSITE.contains(&pair))
            };
            pair(a.kind, b.kind) || pair(a.mark, b.mark)
        });
        let one_deed = self.verb.is_some() && self.verb == other.verb;
        let denied = either(&|a, b| {
            a.mood == Some(Mood::Denied)
                && b.mood != Some(Mood::Denied)
                && (one_deed || b.mood.is_some())
        });
        let happened = either(&|a, b| {
            a.mood == Some(Mood::Happened)
                && match b.mood {
                    Some(Mood::Needed | Mood::Forecast) => true,
                    Some(Mood::ToCome) => one_deed,
                    _ => false,
                }
        });
        let of_a_part = either(&|a, b| {
            a.role == Some(Role::Whole)
                && (b.role == Some(Role::Part) || b.mood == Some(Mood::Happened))
        });
        let gone = either(&|a, b| a.is_before && !b.is_before && b.kind == Some(Kind::Stand));
        let times = matches!((self.year, other.year), (Some(one), Some(other)) if one != other);
        let periods =
            matches!((self.period, other.period), (Some(one), Some(other)) if one != other);
        let first = self.is_first_report != other.is_first_report;
        if opposed || denied || happened || of_a_part || gone || first || times || periods {
            return Match::Other;
        }
        let listed = |fate: &Fate| fate.role == Some(Role::Listed);
        let marked = self.is_before != other.is_before
            || either(&|a, b| a.is_further && !b.is_further && b.role == Some(Role::Part))
            || self.period.is_some() != other.period.is_some()
            || listed(self) != listed(other);
        if marked {
            return Match::Unknown;
        }
        Match::May
    }
}

fn folded(text: &str) -> Vec<String> {
    words::words(text)
        .map(|word| words::fold(word.of(text)))
        .collect()
}

/// Whether a word begins another statement.
pub(super) fn is_parting(word: &str) -> bool {
    PARTING.binary_search(&word).is_ok()
}

fn kind(word: &str) -> Option<Kind> {
    kind_of_stem(&words::stem(word)).or_else(|| kind_of_stem(word))
}

fn kind_of_stem(stem: &str) -> Option<Kind> {
    let at = KINDS
        .binary_search_by(|(listed, _)| (*listed).cmp(stem))
        .ok()?;
    Some(KINDS[at].1)
}

fn is_past(word: &str) -> bool {
    let regular = word.len() >= LEAST_PAST && word.ends_with("ed");
    (regular || word == "died" || PAST.binary_search(&word).is_ok())
        && !is_saying(word)
        && !STATIC.contains(&word)
}

/// The verb or noun of a kind of which a figure is the object, from the words before it, the nearest first: `lost another`,
/// `a loss of`, `paid Dask`.
fn verb_before(ahead: &[String]) -> Option<Verb<'_>> {
    let mut at = 0;
    while at < REACH {
        let word = ahead.get(at)?.as_str();
        if matches!(word, "of" | "for") {
            let named = ahead.get(at + 1).filter(|word| kind(word).is_some())?;
            return Some(Verb {
                word: named,
                group: Vec::new(),
                is_bare: false,
            });
        }
        if kind(word).is_some() || is_past(word) {
            return Some(Verb {
                word,
                group: group(&ahead[at + 1..]),
                is_bare: false,
            });
        }
        // An infinitive or a present form shows itself by the word before it.
        let led = ahead.get(at + 1).is_some_and(|before| {
            matches!(before.as_str(), "to" | "not")
                || MODALS.contains(&before.as_str())
                || before.ends_with("n't")
        });
        let is_own = OBJECT.contains(&word);
        if led && !is_own {
            return Some(Verb {
                word,
                group: group(&ahead[at + 1..]),
                is_bare: false,
            });
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
fn verb_behind(after: &[String]) -> Option<Verb<'_>> {
    let first = after.first().map_or("", String::as_str);
    let relating = matches!(first, "that" | "who" | "which");
    let placed = matches!(first, "at" | "from" | "in" | "near" | "of" | "on");
    let reach = if placed { OVER_PLACE } else { TO_VERB };
    let mut group = Vec::new();
    for word in after.iter().skip(usize::from(relating)).take(reach) {
        let word = word.as_str();
        // `60 votes to pass` says what for, `seats expected to be lost` what becomes of them.
        let is_auxiliary = AUXILIARY.contains(&word) || (word == "to" && !group.is_empty());
        if is_auxiliary || word.ends_with("n't") {
            group.push(word);
            continue;
        }
        if is_parting(word) {
            return None;
        }
        let is_bare = group.is_empty() && !relating;
        let states = matches!(kind(word), Some(Kind::Favour | Kind::Against | Kind::Stand));
        let is_verb = if placed && is_bare {
            states
        } else {
            kind(word).is_some() || (is_past(word) && !is_bare) || word == "died"
        };
        if is_verb {
            return Some(Verb {
                word,
                group,
                is_bare,
            });
        }
        if !placed || !group.is_empty() {
            return None;
        }
    }
    None
}

fn mood(verb: &Verb, kind: Option<Kind>) -> Option<Mood> {
    let any = |list: &[&str]| {
        verb.group
            .iter()
            .any(|word| list.contains(word) || list.contains(&&*words::stem(word)))
    };
    if any(&DENYING) || verb.group.iter().any(|word| word.ends_with("n't")) {
        return Some(Mood::Denied);
    }
    if kind == Some(Kind::Need) {
        return Some(Mood::Needed);
    }
    if any(&FORECAST) {
        return Some(Mood::Forecast);
    }
    if any(&MODALS) || verb.group.first() == Some(&"to") {
        return Some(Mood::ToCome);
    }
    let being = verb
        .group
        .iter()
        .any(|word| matches!(*word, "are" | "is" | "be" | "being"));
    (is_past(verb.word) && !being).then_some(Mood::Happened)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fate of the figure between brackets; a noun behind it is taken as counted.
    fn fate(text: &str) -> Fate {
        let (before, rest) = text.split_once('[').unwrap();
        let (_, behind) = rest.split_once(']').unwrap();
        let part = |letter: char| matches!(letter, ',' | ';' | ':');
        let counted = behind
            .trim_start()
            .split_once(' ')
            .map_or("", |(_, rest)| rest);
        let slot = Slot {
            before: before.rsplit(part).next().unwrap(),
            behind: counted.split(part).next().unwrap(),
        };
        let is_part = behind.starts_with(" of the ");
        Fate::of(
            &slot,
            (before, behind),
            &[],
            (is_part, !rest.starts_with('$')),
        )
    }

    fn matched(one: &str, other: &str) -> Match {
        fate(one).matches(&fate(other))
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(PARTING.is_sorted() && PAST.is_sorted());
        assert!(KINDS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn what_cannot_be_told_of_one_quantity_is_not_matched() {
        for (one, other) in [
            (
                "[1,200] prisoners remain in the camps",
                "it held [1,200] prisoners before the release",
            ),
            (
                "Police initially said [15] sailors were hurt",
                "The fire hurt [15] sailors",
            ),
            (
                "[1,200] prisoners still remain",
                "the camps initially had [1,200] prisoners",
            ),
            ("The mill lost [40] jobs", "The mill created [40] jobs"),
            (
                "The firm made [$5] millions last year",
                "The firm lost [$5] millions last year",
            ),
            (
                "The owner avoided [$3] millions in fines",
                "The owner paid [$3] millions in fines",
            ),
            (
                "The owner owes [$3] millions",
                "The owner paid [$3] millions",
            ),
            (
                "The town removed [12] statues",
                "[12] statues are still standing",
            ),
            ("[12] statues were demolished", "[12] statues remain"),
            (
                "The council needs [60] buses",
                "The council bought [60] buses",
            ),
            ("[60] buses are needed", "The council approved [60] buses"),
            (
                "The flood could destroy [300] homes",
                "The flood destroyed [300] homes",
            ),
            (
                "Officials expect to free [70] sailors",
                "They freed [70] sailors",
            ),
            (
                "[40] percent support the bridge",
                "[40] percent oppose the bridge",
            ),
            ("They did not free [70] sailors", "They freed [70] sailors"),
            (
                "Guards refused to free [70] sailors",
                "They freed [70] sailors",
            ),
            ("[70] sailors were never freed", "They freed [70] sailors"),
            ("[40] of the 40 dams failed", "Ten of the [40] dams failed"),
            (
                "Ten of the [40] dams failed",
                "The flood destroyed [40] dams",
            ),
            ("It sold [900] boats in 2019", "It sold [900] boats in 2021"),
            (
                "It sells [900] boats a year",
                "It sells [900] boats a month",
            ),
            (
                "The court convicted [12] men",
                "The court acquitted [12] men",
            ),
        ] {
            assert_eq!(matched(one, other), Match::Other, "{one} / {other}");
            assert_eq!(matched(other, one), Match::Other, "{other} / {one}");
        }
    }

    #[test]
    fn what_only_one_marks_is_not_known() {
        for (one, other) in [
            (
                "the camps initially had [1,200] prisoners",
                "the camps hold [1,200] prisoners",
            ),
            (
                "The toll is now 50, up from [41] people",
                "It has [41] people",
            ),
            ("terms of 5, [10] and 15 years", "a term of [10] years"),
        ] {
            assert_eq!(matched(one, other), Match::Unknown, "{one} / {other}");
        }
    }

    #[test]
    fn what_may_be_one_is_matched() {
        for (one, other) in [
            (
                "They freed [123] prisoners on Friday",
                "[123] prisoners were released",
            ),
            (
                "A fire killed [12] sailors",
                "[12] sailors died in the fire",
            ),
            (
                "The mayor wants [$5] billions for the wall",
                "The mayor demanded [$5] billions for the wall",
            ),
            (
                "The firm paid [$3] millions in fines",
                "The fine cost it [$3] millions",
            ),
            ("[12] of the 40 dams failed", "[12] dams failed"),
            ("Ten of the [40] dams failed", "The valley has [40] dams"),
            (
                "[60] votes are needed to pass it",
                "It needs [60] votes to pass",
            ),
            (
                "The bill would give [$5] billions",
                "The bill provides [$5] billions",
            ),
            (
                "[1,200] prisoners remain in the camps",
                "The camps still hold [1,200] prisoners",
            ),
            (
                "The port was closed for [40] hours",
                "The storm closed the port for [40] hours",
            ),
        ] {
            assert_eq!(matched(one, other), Match::May, "{one} / {other}");
        }
    }
}
