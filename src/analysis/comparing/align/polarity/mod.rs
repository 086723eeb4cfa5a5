//! What a sentence denies, and what it leaves open: whether two sentences on one thing may count as saying the same.
//!
//! A cue (`not`, `failed to`, `denied that`) turns the words behind it, up to the end of their clause; two cues over one word
//! cancel each other. The scope of a cue is that of the BioScope guidelines (Vincze et al. 2008), read from left to right: the
//! words of its clause behind it. A cue counts where one of the first words of content that it turns is one that the other
//! sentence has too, and the other sentence has no such cue at all: what stands in a side clause (`a vote that could restore`), what both
//! deny in other words and what only one tells of is no denial of the other.
//!
//! Invariant: what is told of two sentences is told of them the other way round.

mod clauses;
mod cues;
mod figures;
mod plans;

use std::collections::{HashMap, HashSet};

use self::clauses::{MOST_WORDS, OBJECT, REACH, Words};
pub use self::figures::is_denied_at;
use crate::model::Span;

/// A number that is denied weighs as much as all words.
const ALL: usize = MOST_WORDS;

/// Of the words that two sentences share one of so many must be denied or left open in one alone, or a number denied: a cue in a
/// side remark says nothing of what both tell.
const CUED_OF: usize = 4;
/// One of so many must stand around a word that calls a claim false.
const CLAIMED_OF: usize = 2;

/// How two sentences on one thing stand to each other, where they do not say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// One denies, corrects or takes back what the other says.
    Denied,
    /// One leaves open what the other states.
    LeftOpen,
}

/// What one of two sentences has and the other lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contrary {
    pub against: Against,
    /// The first of the two has the cue.
    pub is_first: bool,
    /// The cue, in the text that has it.
    pub cue: Span,
}

impl Contrary {
    /// Stands before another, those of the first text before those of the second.
    fn before(&self, other: &Contrary) -> bool {
        (!self.is_first, self.cue.start) < (!other.is_first, other.cue.start)
    }
}

/// Where one of two texts denies or leaves open what the other says; `None` where nothing of the kind was found.
pub fn contrary(one: &str, other: &str) -> Option<Contrary> {
    let (a, b) = (Stance::of(one), Stance::of(other));
    denied(&a, &b)
        .or_else(|| left_open(&a, &b))
        .or_else(|| plans::planned(one, other))
}

fn denied(a: &Stance, b: &Stance) -> Option<Contrary> {
    let told = |is_first: bool, cue: Span| Contrary {
        against: Against::Denied,
        is_first,
        cue,
    };
    let mut found: Option<Contrary> = None;
    let (mut shared, mut denied) = (0, 0);
    for (stem, ours) in &a.stems {
        let Some(theirs) = b.stems.get(stem) else {
            continue;
        };
        shared += 1;
        let turned = match (ours.denied, theirs.denied) {
            (Way::Always(_), Way::Always(_)) => return None,
            (Way::Always(cue), Way::Never) if a.turns(cue, b) => told(true, cue),
            (Way::Never, Way::Always(cue)) if b.turns(cue, a) => told(false, cue),
            _ => continue,
        };
        let is_number = stem.starts_with(|letter: char| letter.is_ascii_digit());
        denied += if is_number { ALL } else { 1 };
        let first = found.is_none_or(|found| turned.before(&found));
        found = if first { Some(turned) } else { found };
    }
    let shared = shared + a.names.intersection(&b.names).count();
    let found = found.filter(|found| {
        let other = if found.is_first { b } else { a };
        denied * CUED_OF >= shared && !other.is_against
    });
    found.or_else(|| match (&a.untrue, &b.untrue) {
        (Some(claim), None) if !b.is_against && claim.is_about(b, shared) => {
            Some(told(true, claim.cue))
        }
        (None, Some(claim)) if !a.is_against && claim.is_about(a, shared) => {
            Some(told(false, claim.cue))
        }
        _ => None,
    })
}

fn left_open(a: &Stance, b: &Stance) -> Option<Contrary> {
    let one_side = |a: &Stance, b: &Stance| -> Option<Span> {
        if b.is_open {
            return None;
        }
        let shared = a
            .stems
            .iter()
            .filter(|(stem, _)| b.stems.contains_key(*stem));
        let all = shared.clone().count() + a.names.intersection(&b.names).count();
        let cues = shared.filter_map(|(_, ours)| match ours.open {
            Way::Always(cue) if a.turns(cue, b) => Some(cue),
            _ => None,
        });
        if cues.clone().count() * CUED_OF < all {
            return None;
        }
        let mut cues = cues;
        let first = cues.next()?;
        Some(cues.fold(
            first,
            |first, cue| if cue.start < first.start { cue } else { first },
        ))
    };
    let told = |is_first: bool, cue: Span| Contrary {
        against: Against::LeftOpen,
        is_first,
        cue,
    };
    let ours = one_side(a, b).map(|cue| told(true, cue));
    ours.or_else(|| one_side(b, a).map(|cue| told(false, cue)))
}

/// Whether a word stands under cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Never,
    Always(Span),
    Mixed,
}

impl Way {
    fn and(self, other: Way) -> Way {
        match (self, other) {
            (Way::Never, Way::Never) => Way::Never,
            (Way::Always(cue), Way::Always(_)) => Way::Always(cue),
            _ => Way::Mixed,
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Stem {
    denied: Way,
    open: Way,
}

/// A claim that is called false or taken back: by which word, and the words around it.
struct Claim {
    cue: Span,
    stems: HashSet<String>,
}

impl Claim {
    fn around(read: &Words, at: usize, cue: Span) -> Claim {
        let around = at.saturating_sub(REACH)..read.folded.len().min(at + REACH);
        Claim {
            cue,
            stems: around.filter_map(|place| read.content(place)).collect(),
        }
    }

    /// Half of the words that two texts share stand around it.
    fn is_about(&self, other: &Stance, shared: usize) -> bool {
        let around = self
            .stems
            .iter()
            .filter(|stem| other.stems.contains_key(*stem));
        around.count() * CLAIMED_OF >= shared
    }
}

/// What a text says of each word of content.
struct Stance {
    stems: HashMap<String, Stem>,
    /// A claim is called false, or taken back.
    untrue: Option<Claim>,
    /// Names, folded.
    names: HashSet<String>,
    /// By the first byte of a cue the first words of content that it turns.
    turned: HashMap<usize, Vec<String>>,
    /// Anything is denied, prevented or called false, in whatever words.
    is_against: bool,
    /// Anything is left open, or told as somebody's words.
    is_open: bool,
}

impl Stance {
    /// What a cue turns first is something that another text has too.
    fn turns(&self, cue: Span, other: &Stance) -> bool {
        let first = self.turned.get(&cue.start);
        first.is_some_and(|stems| stems.iter().any(|stem| other.stems.contains_key(stem)))
    }

    fn of(text: &str) -> Stance {
        let read = Words::of(text);
        let count = read.folded.len();
        let mut denied: Vec<Option<Span>> = vec![None; count];
        let mut open: Vec<Option<Span>> = vec![None; count];
        let mut is_cue = vec![false; count];
        let mut untrue = None;
        let mut turned = HashMap::new();
        for at in 0..count {
            if let Some((cue, from)) = read.denial(at) {
                let span = read.spans[at].join(read.spans[cue - 1]);
                is_cue[at..cue].fill(true);
                turned.insert(span.start, read.predicate(at, from));
                if untrue.is_none() && read.is_of_happening(from) {
                    untrue = Some(Claim::around(&read, at, span));
                }
                let reach = if read.word(at) == "without" {
                    OBJECT
                } else {
                    REACH
                };
                for word in read.scope(from).take(reach) {
                    // A denial of a denial affirms; `neither … nor` is one.
                    denied[word] = match denied[word] {
                        Some(_) if read.word(at) != "nor" => None,
                        Some(known) => Some(known),
                        None => Some(span),
                    };
                }
            } else if let Some(cue) = read.supposes(at) {
                is_cue[at..cue].fill(true);
                turned.insert(read.spans[at].start, read.predicate(at, cue));
                for word in read.scope(cue) {
                    open[word] = open[word].or(Some(read.spans[at]));
                }
            }
            if untrue.is_none() && read.calls_untrue(at) && denied[at].is_none() {
                untrue = Some(Claim::around(&read, at, read.words_of_claim(at)));
            }
        }
        let mut stems: HashMap<String, Stem> = HashMap::new();
        for at in 0..count {
            let Some(stem) = read.content(at).filter(|_| !is_cue[at]) else {
                continue;
            };
            let way = |cue: Option<Span>| cue.map_or(Way::Never, Way::Always);
            let here = Stem {
                denied: way(denied[at]),
                open: way(open[at]),
            };
            stems
                .entry(stem)
                .and_modify(|known| {
                    known.denied = known.denied.and(here.denied);
                    known.open = known.open.and(here.open);
                })
                .or_insert(here);
        }
        Stance {
            is_against: (0..count).any(|at| read.is_against(at)),
            is_open: open.iter().any(Option::is_some) || (0..count).any(|at| read.is_open(at)),
            names: (0..count).filter_map(|at| read.name(at)).collect(),
            turned,
            stems,
            untrue,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(one: &str, other: &str) -> Option<Against> {
        let found = contrary(one, other).map(|found| found.against);
        let turned = contrary(other, one).map(|found| found.against);
        assert_eq!(found, turned, "{one} / {other}");
        found
    }

    #[test]
    fn what_one_side_alone_denies_is_no_agreement() {
        for (one, other) in [
            (
                "The guards may have violated the camp’s rules, the panel found.",
                "The guards did NOT violate the camp’s rules, the panel found.",
            ),
            (
                "The mill dumped dye into the river Arl.",
                "The mill never dumped dye into the river Arl.",
            ),
            (
                "Ilse Brandt took money from the harbour firm.",
                "Ilse Brandt denied that she took money from the harbour firm.",
            ),
            (
                "Ilse Brandt took money from the harbour firm.",
                "Ilse Brandt denies taking money from the harbour firm.",
            ),
            (
                "The bridge was inspected in spring.",
                "The bridge wasn’t inspected in spring.",
            ),
            (
                "The council paid the divers.",
                "The council failed to pay the divers.",
            ),
            (
                "Twelve sailors drowned in the gale.",
                "Nobody drowned in the gale.",
            ),
            (
                "The divers worked with lamps.",
                "The divers worked without lamps.",
            ),
            (
                "Reports said the dam had burst.",
                "Reports that the dam had burst were false.",
            ),
            (
                "The Gazette reported that the mayor had fled.",
                "The Gazette retracted its report that the mayor had fled.",
            ),
            (
                "There were 12 dead in the fire.",
                "There were 9 dead in the fire, not 12, as first said.",
            ),
            (
                "The lab found lead in the wells.",
                "Contrary to early accounts, the lab found lead in the wells of one street.",
            ),
            (
                "The minister knew of the leak.",
                "The minister rejected claims that he knew of the leak.",
            ),
            (
                "The clerk burned the ledgers.",
                "There is no evidence that the clerk burned the ledgers.",
            ),
            (
                "The clerk burned the ledgers.",
                "The claim that the clerk burned the ledgers is untrue.",
            ),
            (
                "The clerk and the keeper burned the ledgers.",
                "Neither the clerk nor the keeper burned the ledgers.",
            ),
            (
                "The clerk burned the ledgers.",
                "The clerk was cleared of burning the ledgers.",
            ),
            (
                "The lab found lead in the wells.",
                "The lab ruled out lead in the wells.",
            ),
            (
                "The divers have been paid.",
                "The divers have yet to be paid.",
            ),
            (
                "The minister signed the treaty.",
                "The minister refused to sign the treaty.",
            ),
            (
                "The mayor said that the dam is safe.",
                "The mayor walked back her words that the dam is safe.",
            ),
            (
                "Ilse Brandt was held in the port of Velmora.",
                "Ilse Brandt was not held in the port of Velmora as first reported.",
            ),
            (
                "The mayor promised to close the harbour in May.",
                "The mayor took back her promise to close the harbour in May.",
            ),
            (
                "The council backed the plan for a bridge over the Arl.",
                "The council withdrew its backing of the plan for a bridge over the Arl.",
            ),
            (
                "The Gazette wrote that the captain was drunk.",
                "The Gazette apologised for writing that the captain was drunk.",
            ),
            (
                "The mill polluted the lake of Tolling for years.",
                "The mill is innocent of polluting the lake of Tolling for years.",
            ),
            (
                "Berg confessed to the murder of the clerk.",
                "Berg withdrew his confession to the murder of the clerk.",
            ),
            (
                "The firm will build a plant in Arden next year.",
                "The firm scrapped plans to build a plant in Arden next year.",
            ),
            (
                "The witness saw Berg at the mill.",
                "The witness lied about seeing Berg at the mill.",
            ),
            (
                "The court found Dask guilty of selling the stolen lamp.",
                "The court quashed the verdict that found Dask guilty of selling the stolen lamp.",
            ),
            (
                "The soldiers killed six farmers near Karsk.",
                "An earlier version of this story said that the soldiers killed six farmers near Karsk.",
            ),
            (
                "The soldiers killed six farmers near Karsk.",
                "The army disowned a statement that the soldiers killed six farmers near Karsk.",
            ),
            (
                "The soldiers killed six farmers near Karsk.",
                "The general called reports that soldiers killed six farmers near Karsk lies.",
            ),
            (
                "Dask met the king to talk of the dam.",
                "A meeting of Dask with the king to talk of the dam never took place.",
            ),
        ] {
            assert_eq!(found(one, other), Some(Against::Denied), "{one} / {other}");
        }
    }

    #[test]
    fn what_one_side_leaves_open_is_no_agreement() {
        for (one, other) in [
            (
                "The keeper may have set the fire.",
                "The keeper set the fire.",
            ),
            (
                "The ferry could sail on Monday with 40 lorries.",
                "The ferry sails with 40 lorries on Monday.",
            ),
            (
                "The keeper is said to have sold the lamp.",
                "The keeper sold the lamp.",
            ),
            (
                "The clerk allegedly burned the ledgers.",
                "The clerk burned the ledgers.",
            ),
        ] {
            assert_eq!(
                found(one, other),
                Some(Against::LeftOpen),
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_a_denial_is_none() {
        for (one, other) in [
            // Both deny.
            (
                "The mayor did not know of the leak.",
                "The mayor never knew of the leak.",
            ),
            (
                "The office did not immediately respond to questions.",
                "The office didn’t respond to questions.",
            ),
            (
                "Brandt denied that she took money.",
                "Brandt said that she never took money.",
            ),
            (
                "Nobody was hurt in the fire.",
                "No one was hurt in the fire.",
            ),
            // A denial of a denial.
            (
                "The mayor did not deny that he knew of the leak.",
                "The mayor knew of the leak.",
            ),
            // Words that look like one.
            (
                "The storm not only felled trees but flooded the cellars.",
                "The storm felled trees and flooded the cellars.",
            ),
            (
                "No fewer than 12 sailors drowned.",
                "At least 12 sailors drowned.",
            ),
            (
                "The judge denied bail to the keeper.",
                "The keeper was denied bail by the judge.",
            ),
            (
                "The dam will no doubt burst in spring.",
                "The dam will burst in spring.",
            ),
            (
                "The port will not open until Friday.",
                "The port will open on Friday.",
            ),
            (
                "She is not the first mayor to resign over the dam.",
                "The mayor resigned over the dam.",
            ),
            (
                "The police cannot rule out that the keeper set the fire.",
                "The police believe that the keeper set the fire.",
            ),
            ("Not one but two sailors drowned.", "Two sailors drowned."),
            // What is denied is another thing.
            (
                "The keeper, who was not known to the police, set the fire.",
                "The keeper set the fire.",
            ),
            (
                "The clerk burned the ledgers but did not flee.",
                "The clerk burned the ledgers.",
            ),
            (
                "Velmora agreed to stop an offensive in the northern valleys, and the fines were lifted.",
                "The fines were lifted after the fights in the northern valleys of Velmora.",
            ),
            (
                "The office will print its list by spring, if not sooner.",
                "The office will print its list by spring or sooner.",
            ),
            (
                "Stay at home; avoid eating in bars and cafes.",
                "Avoid bars and cafes, and eating there. Stay at home.",
            ),
            (
                "The bill lacks money: there are no funds for the harbour wall.",
                "The mayor pointed to the lack of funds for the harbour wall.",
            ),
            (
                "The vote would not automatically issue summonses but let the chairman send them.",
                "The vote lets the chairman issue summonses.",
            ),
            (
                "If you are an older person, stay home and away from crowds.",
                "Older people should stay home and away from crowds.",
            ),
            // A side clause.
            (
                "The council granted the ban in Velmora, Karsk and Arlen, but it declined to lift the fines.",
                "The council granted the ban in Velmora, Karsk and Arlen, and spoke of fines.",
            ),
            (
                "The guild forced a vote that could restore the tolls on the old bridge.",
                "The guild forced a vote on restoring the tolls on the old bridge.",
            ),
            (
                "The ferry sank on Monday after the crew failed to close the hatch.",
                "The ferry sank on Monday with an open hatch; the crew had to close it.",
            ),
            // Both say no, in other words.
            (
                "The court ruled that the keeper cannot be questioned on the lamp.",
                "The court blocked an order that the keeper be questioned on the lamp.",
            ),
            (
                "The false tale has it that the mill runs a den in its cellar.",
                "He baselessly claimed that the mill runs a den in its cellar.",
            ),
            (
                "The keeper was accused of burning the ledgers; he denies it.",
                "The keeper denies the claims that he burned the ledgers.",
            ),
            (
                "The envoy retracted his statement on the crash of the balloon.",
                "The envoy apologised for his wrong statement on the crash of the balloon.",
            ),
            (
                "There will be no shortage of chances to mend the old bridge.",
                "The guild has many chances to mend the old bridge.",
            ),
            // What is denied is nothing that the other tells.
            (
                "The firm said the payment is not an admission of guilt in the fire that killed nine sailors.",
                "The fire killed nine sailors, and their guilt was never asked about by the firm.",
            ),
            (
                "The traders will no longer be shielded from what the port pays for.",
                "The traders will face what the port pays for.",
            ),
            (
                "A boat with journalists left Karsk without a group of writers whom the port had invited.",
                "A group of journalists from Karsk has been invited by the port to see the boat.",
            ),
            // What is taken back is no word and no plan, or both take it back.
            (
                "The army took back the village of Karsk.",
                "The army seized the village of Karsk again.",
            ),
            (
                "The troops withdrew from the village of Karsk.",
                "The troops left the village of Karsk.",
            ),
            (
                "The firm scrapped its plans to build a plant in Arden.",
                "The firm cancelled a plant in Arden.",
            ),
            (
                "The mayor apologised for calling the strikers fools.",
                "The mayor called the strikers fools.",
            ),
            (
                "The mayor called for an end to false claims about the dam.",
                "The mayor asked for an end to the claims about the dam.",
            ),
            (
                "Prices of grain dropped after the report on the harvest.",
                "Prices of grain sank after the report on the harvest.",
            ),
            (
                "The vote took place on the day of the flood.",
                "The vote was on the day of the flood.",
            ),
            // Told as somebody's words.
            (
                "The papers reportedly name twelve traders, the Gazette wrote.",
                "The papers name twelve traders, according to the Gazette.",
            ),
            // Both leave it open.
            (
                "The keeper may have set the fire.",
                "The keeper might have set the fire, the police believe.",
            ),
            (
                "The keeper is accused of burning the ledgers.",
                "The keeper was charged with burning the ledgers.",
            ),
            (
                "The council met in May to pay the divers.",
                "The council met to pay the divers.",
            ),
            (
                "He was convicted of making false statements.",
                "He was convicted of lying in his statements.",
            ),
        ] {
            assert_eq!(found(one, other), None, "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn any_two_strings_give_a_cue_inside_them(one in "(not |denied |that |may |he |ran |é|, |No |5 ){0,20}", other in "(not |ran |false |was |é|if ){0,20}") {
            if let Some(found) = contrary(&one, &other) {
                let text = if found.is_first { &one } else { &other };
                prop_assert!(text.get(found.cue.start..found.cue.end).is_some());
            }
        }
    }
}
