//! What is said to happen to the things that a figure counts: whether it happened, is needed, is to come or is denied; whether
//! they are lost or made, removed or standing; whether it was so before, and whether the figure is a part or the whole.
//!
//! Two figures are of one quantity only where all this may be one. There is no parser: a verb is taken for that of a figure
//! only where nothing but its object's own words stand between them, and what stands further off is not known.

use super::around::{OF_THEM, SOME_OF, Slot, WholeOf, is_further, slot, whole_of};
use super::counted::counted;
use super::fate_marks::{
    is_before, is_end, is_first_report, is_lasting, is_listed, is_whole_before_part, period, year,
};
use super::fate_verbs::{
    Verb, folded, is_parting, is_past, kind, kind_of_stem, looks_ahead, side, verb_before,
    verb_behind,
};
use super::fate_words::{DECIDING, DENYING, FORECAST, Kind, MODALS, OPPOSITE};
use crate::analysis::comparing::align::{Opposite, class, opposite};
use crate::analysis::comparing::table::Table;
use crate::analysis::text::irregular::verb_of;
use crate::analysis::text::words;
use crate::model::{Figure, Span};

/// Whether what is told of a figure happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mood {
    Happened,
    /// So it was: `the valley had 12`.
    Was,
    Needed,
    /// It was voted, ordered or agreed that it shall be.
    Decided,
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
pub struct Fate {
    /// Stem of the verb of which it is the object or the subject.
    verb: Option<String>,
    /// The word before that verb and its group: whose deed it is.
    subject: Option<String>,
    mood: Option<Mood>,
    kind: Option<Kind>,
    /// What the words of the counted thing itself say: `new cases`, `suspected cases`.
    mark: Option<Kind>,
    role: Option<Role>,
    /// One of several numbers with one noun, of each of which as much is said: `terms of 14, 23 and 37 months`.
    pub is_of_several: bool,
    /// It was so before: `1,200 before the release`.
    is_before: bool,
    /// It is so while it is told of: `are still in jail`.
    is_lasting: bool,
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
pub enum Match {
    /// What is told of them cannot be told of one quantity.
    Other,
    /// One is marked as something that the other is not said to be.
    Unknown,
    /// Nothing speaks against it.
    May,
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
        let mut is_of_several = false;
        let role = if is_part {
            Some(Role::Part)
        } else if whole_of(before) != WholeOf::Nothing || is_whole_before_part(before, behind) {
            Some(Role::Whole)
        } else {
            let listed = is_listed(before, behind, is_bare) || is_end(before, behind);
            is_of_several = is_listed(before, behind, true);
            listed.then_some(Role::Listed)
        };
        let mut fate = Fate {
            role,
            is_of_several,
            is_further: is_further(slot.before, behind, slot.behind),
            is_before: is_before(&ahead, &after, (before, behind)),
            is_lasting: is_lasting(&ahead, &after),
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
        if let Some(side) = side(&after) {
            fate.kind = Some(side);
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
            fate.verb = Some(words::stem(verb_of(verb.word)).into_owned());
            fate.subject = verb.subject.map(str::to_string);
        }
        fate
    }

    pub fn is_whole(&self) -> bool {
        self.role == Some(Role::Whole)
    }

    /// What is done to the one is the opposite of what is done to the other.
    fn is_opposed(&self, other: &Fate) -> bool {
        let verbs = self.verb.as_deref().zip(other.verb.as_deref());
        let one_subject = self.subject.is_some() && self.subject == other.subject;
        verbs.is_some_and(|(one, other)| match opposite(one, other) {
            Some(Opposite::Plain) => true,
            Some(Opposite::Mutual) => one_subject,
            None => false,
        })
    }

    /// How what is told of two figures fits together.
    pub fn matches(&self, other: &Fate) -> Match {
        let either = |fits: &dyn Fn(&Fate, &Fate) -> bool| fits(self, other) || fits(other, self);
        let opposed = either(&|a, b| {
            let pair = |one: Option<Kind>, other: Option<Kind>| {
                one.zip(other).is_some_and(|pair| OPPOSITE.contains(&pair))
            };
            pair(a.kind, b.kind) || pair(a.mark, b.mark)
        }) || self.is_opposed(other);
        // Who did not approve it may have rejected it.
        let is_denied = |fate: &Fate| fate.mood == Some(Mood::Denied);
        let turned = opposed && is_denied(self) != is_denied(other);
        let opposed = opposed && !turned;
        let of = |fate: &Fate| fate.verb.as_deref().map(|verb| class(verb).to_string());
        let one_deed = self.verb.is_some() && of(self) == of(other);
        let denied = either(&|a, b| {
            a.mood == Some(Mood::Denied)
                && b.mood != Some(Mood::Denied)
                && !turned
                && (one_deed || b.mood.is_some())
        });
        let happened =
            either(&|a, b| {
                matches!(a.mood, Some(Mood::Happened | Mood::Was))
                    && match b.mood {
                        Some(Mood::Needed | Mood::Forecast) => true,
                        Some(Mood::ToCome) => one_deed,
                        _ => false,
                    }
            }) || either(&|a, b| a.mood == Some(Mood::Decided) && b.mood == Some(Mood::Needed));
        let of_a_part = either(&|a, b| {
            a.role == Some(Role::Whole)
                && (b.role == Some(Role::Part) || b.mood == Some(Mood::Happened))
        });
        let gone = either(&|a, b| {
            let stands = b.kind == Some(Kind::Stand) || b.is_lasting;
            a.is_before && !b.is_before && stands
        });
        let times = matches!((self.year, other.year), (Some(one), Some(other)) if one != other);
        let periods =
            matches!((self.period, other.period), (Some(one), Some(other)) if one != other);
        let first = self.is_first_report != other.is_first_report;
        let listed = |fate: &Fate| fate.role == Some(Role::Listed);
        let ranged = listed(self) != listed(other);
        if opposed || denied || happened || of_a_part || gone || first || times || periods {
            return Match::Other;
        }
        let marked = self.is_before != other.is_before
            || either(&|a, b| a.is_further && !b.is_further && b.role == Some(Role::Part))
            || self.period.is_some() != other.period.is_some()
            || either(&|a, b| a.mood == Some(Mood::Forecast) && b.mood.is_none())
            || ranged;
        if marked {
            return Match::Unknown;
        }
        Match::May
    }
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
    if any(&FORECAST) || looks_ahead(verb.word) {
        return Some(Mood::Forecast);
    }
    if any(&DECIDING) {
        return Some(Mood::Decided);
    }
    if any(&MODALS) || verb.group.first() == Some(&"to") {
        return Some(Mood::ToCome);
    }
    if verb.word == "had" {
        return Some(Mood::Was);
    }
    let being = verb
        .group
        .iter()
        .any(|word| matches!(*word, "are" | "is" | "be" | "being"));
    (is_past(verb.word) && !being).then_some(Mood::Happened)
}

/// The fate of a figure of an article.
pub fn fate_of(table: &Table, article: usize, figure: &Figure) -> Option<Fate> {
    let text = table.articles[article];
    let whole = text.sentences[table.sentence(article, figure.start)?];
    let slot = slot(text, whole, figure.span(), &figure.of);
    let before = text.text(Span::new(whole.start, figure.start.max(whole.start)));
    let behind = text.text(Span::new(figure.end.min(whole.end), whole.end));
    let is_part = [OF_THEM, SOME_OF]
        .iter()
        .flatten()
        .any(|words| behind.starts_with(words));
    let qualifiers = counted(&figure.of).1;
    Some(Fate::of(
        &slot,
        (before, behind),
        &qualifiers,
        (is_part, figure.unit.is_empty()),
    ))
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
        assert!(is_parting("because") && !is_parting("boats"));
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
                "[64] buses are needed",
                "The council voted to buy [64] buses",
            ),
            (
                "The council needs [64] buses",
                "The council decided on [64] buses",
            ),
            (
                "The storm may leave [310] homes dark",
                "It left [310] homes dark",
            ),
            ("[310] boats could sink", "[310] boats sank"),
            (
                "Fourteen of the [40] dams failed",
                "The storm destroyed [40] dams",
            ),
            (
                "Forecasters expect [90] millimetres",
                "The town had [90] millimetres",
            ),
            (
                "[90] millimetres are expected in Velmora",
                "The town had [90] millimetres",
            ),
            (
                "Forecasters had expected [90] millimetres",
                "The town measured [90] millimetres",
            ),
            (
                "[12] halls to be closed in May",
                "The council closed [12] halls",
            ),
            ("the expected loss of [40] jobs", "The mill lost [40] jobs"),
            (
                "Before the release, the camps held [1,200] prisoners",
                "[1,200] prisoners are still in jail",
            ),
            (
                "The camps held [1,200] prisoners before Saturday",
                "it counts [1,200] prisoners today",
            ),
            ("The firm hired [450] workers", "It fired [450] workers"),
            ("Rusk sold [37] boats", "Rusk bought [37] boats"),
            (
                "[54] members who voted against it",
                "[54] members who voted for it",
            ),
            (
                "The ministry imported [37] cows",
                "The ministry exported [37] cows",
            ),
            (
                "The court upheld [37] charges",
                "The court dropped [37] charges",
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
            ("terms of 5, [10] and 15 years", "a term of [10] years"),
            (
                "the camps initially had [1,200] prisoners",
                "the camps hold [1,200] prisoners",
            ),
            (
                "The toll is now 50, up from [41] people",
                "It has [41] people",
            ),
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
            ("Rusk sold [37] boats", "Dask bought [37] boats"),
            (
                "The council did not approve [230] permits",
                "The council rejected [230] permits",
            ),
            (
                "The bill would protect [230] acres",
                "It protects [230] acres",
            ),
            ("[12] of the 40 dams failed", "[12] dams failed"),
            ("Ten of the [40] dams failed", "The valley has [40] dams"),
            ("Ten of the [40] dams failed", "The valley had [40] dams"),
            ("[60] votes to pass the bill", "It needs [60] votes"),
            (
                "[12] halls to be closed in May",
                "The council will close [12] halls",
            ),
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
