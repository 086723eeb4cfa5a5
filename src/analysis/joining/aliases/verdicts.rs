//! What holds of all that the reader decided: spellings that are one, spellings that are apart, how an entity is shown.
//!
//! Two spellings are the same where they are the same letters after trimming, Unicode normalisation (NFC) and making every
//! run of white space one space; capitals and accents count. A later decision wins over an earlier one that it contradicts,
//! also where the contradiction goes over several spellings.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::{Decision, DecisionKind};

/// The decisions that hold, about spellings by their number.
pub(super) struct Verdicts<'a> {
    numbers: HashMap<String, usize>,
    /// For each spelling one that stands for all that are the same entity.
    parent: Vec<usize>,
    /// For each spelling that stands for others, the ones that those may not be with.
    apart: Vec<BTreeSet<usize>>,
    /// Spellings that some merge names.
    merged: Vec<bool>,
    /// Merges that hold, oldest first.
    pub merges: Vec<Told<'a>>,
    /// Partings that hold (split, not the same), oldest first.
    pub partings: Vec<Told<'a>>,
    /// Renames and changes of type, oldest first.
    pub dresses: Vec<Told<'a>>,
}

/// A decision with its spellings: their numbers.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub one: usize,
    pub two: usize,
    pub decision: &'a Decision,
}

impl<'a> Verdicts<'a> {
    /// What holds of decisions that are given oldest first.
    pub fn of(decisions: &'a [Decision]) -> Verdicts<'a> {
        let mut verdicts = Verdicts {
            numbers: HashMap::new(),
            parent: Vec::new(),
            apart: Vec::new(),
            merged: Vec::new(),
            merges: Vec::new(),
            partings: Vec::new(),
            dresses: Vec::new(),
        };
        let told: Vec<Told> = decisions
            .iter()
            .filter(|decision| !decision.one.trim().is_empty() && !decision.two.trim().is_empty())
            .map(|decision| Told {
                one: verdicts.enter(&decision.one),
                // a type is no spelling
                two: match decision.kind {
                    DecisionKind::Retype => verdicts.enter(&decision.one),
                    _ => verdicts.enter(&decision.two),
                },
                decision,
            })
            .collect();
        let (dresses, constraints): (Vec<Told>, Vec<Told>) = told.into_iter().partition(|told| {
            matches!(
                told.decision.kind,
                DecisionKind::Rename | DecisionKind::Retype
            )
        });
        for told in constraints.into_iter().rev() {
            if told.decision.kind == DecisionKind::Merge {
                if verdicts.link(told.one, told.two) {
                    verdicts.merged[told.one] = true;
                    verdicts.merged[told.two] = true;
                    verdicts.merges.push(told);
                }
            } else if verdicts.part(told.one, told.two) {
                verdicts.partings.push(told);
            }
        }
        verdicts.merges.reverse();
        verdicts.partings.reverse();
        // The name that an entity is shown under is one of its spellings, unless the reader told the two apart.
        for told in dresses.iter().rev() {
            verdicts.link(told.one, told.two);
        }
        verdicts.dresses = dresses;
        for number in 0..verdicts.parent.len() {
            verdicts.parent[number] = verdicts.root(number);
        }
        verdicts
    }

    /// The number of a spelling that some decision names.
    pub fn number(&self, text: &str) -> Option<usize> {
        self.numbers.get(spelling(text).as_ref()).copied()
    }

    /// How many spellings the decisions name.
    pub fn count(&self) -> usize {
        self.parent.len()
    }

    /// The spelling that stands for all that are the same entity as this one.
    pub fn root(&self, mut spelling: usize) -> usize {
        while self.parent[spelling] != spelling {
            spelling = self.parent[spelling];
        }
        spelling
    }

    /// Whether two spellings, each standing for its like, may not be one entity.
    pub fn are_apart(&self, one: usize, two: usize) -> bool {
        self.apart[one].contains(&two)
    }

    /// Whether a merge names the spelling, so that all of its uses are meant.
    pub fn is_merged(&self, spelling: usize) -> bool {
        self.merged[spelling]
    }

    fn enter(&mut self, text: &str) -> usize {
        let next = self.parent.len();
        let text = spelling(text).into_owned();
        let number = *self.numbers.entry(text).or_insert(next);
        if number == next {
            self.parent.push(next);
            self.apart.push(BTreeSet::new());
            self.merged.push(false);
        }
        number
    }

    /// Makes two spellings one, unless something that holds already says they are not.
    fn link(&mut self, one: usize, two: usize) -> bool {
        let (one, two) = (self.root(one), self.root(two));
        if self.are_apart(one, two) {
            return false;
        }
        if one != two {
            let (large, small) = if self.apart[one].len() < self.apart[two].len() {
                (two, one)
            } else {
                (one, two)
            };
            for other in std::mem::take(&mut self.apart[small]) {
                self.apart[other].remove(&small);
                self.apart[other].insert(large);
                self.apart[large].insert(other);
            }
            self.parent[small] = large;
        }
        true
    }

    fn part(&mut self, one: usize, two: usize) -> bool {
        let (one, two) = (self.root(one), self.root(two));
        if one == two {
            return false;
        }
        self.apart[one].insert(two);
        self.apart[two].insert(one);
        true
    }
}

/// The form that spellings of decisions are compared in.
pub fn spelling(text: &str) -> Cow<'_, str> {
    let is_plain = is_nfc(text)
        && text.trim().len() == text.len()
        && !text.contains("  ")
        && !text.contains(|letter: char| letter.is_whitespace() && letter != ' ');
    if is_plain {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    Cow::Owned(words.join(" ").nfc().collect())
}

/// Begins the reason of a join that the reader made.
pub const DECIDED: &str = "you decided so";

/// `you decided so on 2026-03-01`.
pub(super) fn so(decision: &Decision) -> String {
    let day = decision.created.get(..10).unwrap_or(&decision.created);
    format!("{DECIDED} on {day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(kind: DecisionKind, one: &str, two: &str) -> Decision {
        Decision {
            id: 0,
            kind,
            one: one.into(),
            two: two.into(),
            created: "2026-03-01T10:00:00Z".into(),
        }
    }

    fn are_one(decisions: &[Decision], one: &str, two: &str) -> (bool, bool) {
        let verdicts = Verdicts::of(decisions);
        let (one, two) = (
            verdicts.root(verdicts.number(one).unwrap()),
            verdicts.root(verdicts.number(two).unwrap()),
        );
        (one == two, verdicts.are_apart(one, two))
    }

    #[test]
    fn the_later_of_two_decisions_holds_also_over_a_third_spelling() {
        use DecisionKind::{Merge, NotSame};
        let mut decisions = vec![
            decision(Merge, "a", "b"),
            decision(Merge, "b", "c"),
            decision(NotSame, "a", "c"),
        ];
        assert_eq!(are_one(&decisions, "a", "c"), (false, true));
        assert_eq!(are_one(&decisions, "b", "c"), (true, false));
        assert_eq!(are_one(&decisions, "a", "b"), (false, true));
        decisions.rotate_right(1);
        assert_eq!(are_one(&decisions, "a", "c"), (true, false));
    }

    #[test]
    fn a_new_name_is_a_spelling_unless_the_two_were_told_apart() {
        use DecisionKind::{NotSame, Rename, Retype};
        let decisions = [
            decision(NotSame, "a", "c"),
            decision(Rename, "a", "b"),
            decision(Rename, "a", "c"),
            decision(Retype, "a", "place"),
        ];
        assert_eq!(are_one(&decisions, "a", "b"), (true, false));
        assert_eq!(are_one(&decisions, "a", "c"), (false, true));
        assert!(Verdicts::of(&decisions).number("place").is_none());
    }

    #[test]
    fn spellings_are_letters_not_bytes() {
        let decisions = [decision(DecisionKind::Merge, " Zoe\u{301}  Lund ", "zoé")];
        let verdicts = Verdicts::of(&decisions);
        assert!(verdicts.number("Zoé Lund").is_some());
        assert!(verdicts.number("Zoé\u{a0}Lund").is_some());
        assert!(verdicts.number("Zoe Lund").is_none() && verdicts.number("Zoé").is_none());
    }
}
