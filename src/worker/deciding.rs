//! The reader decides about names: one way for the screens and the commands.
//!
//! Invariant: what is decided is on the shelf before the names are joined again, both under the lock of the library: nobody
//! else joins names in between, and a decision that could not be kept changes nothing.

use anyhow::Context;

use super::home::{LockError, Locked};
use super::library::Library;
use super::meant::described;
use super::pending::{Change, Pending};
use crate::analysis::text::words::fold;
use crate::model::{Decision, DecisionKind, Entity, Made};
use crate::shelf::Shelf;

/// What the reader wants decided. A name is an id, a name or a spelling of an entity, or one that no article has yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub kind: DecisionKind,
    /// Merge, not the same: one of both. Split: the spelling. Rename, retype: the entity.
    pub one: String,
    /// Merge, not the same: the other. Split: the entity. Rename: the new name. Retype: `person`, `organisation`, `place`.
    pub two: String,
    /// Go on where it contradicts an earlier decision: the later one holds.
    pub force: bool,
}

/// A choice that contradicts what was decided earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    pub choice: Choice,
    pub earlier: Decision,
}

/// What came of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was written down yet.
    Asks(Contradiction),
    Done(Done),
}

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// As it stands on the shelf; `None` where there was nothing to decide.
    pub decision: Option<Decision>,
    /// One sentence without its full stop.
    pub words: String,
    /// How a name was taken, what it goes over.
    pub notes: Vec<String>,
    /// Id of the entity that the decision is about as it is now; `None` where no article has it.
    pub entity: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    #[error("cannot decide about names: {0} to this library; try again when it is done")]
    Locked(Locked),
    /// The choice makes no sense, and why.
    #[error("{0}")]
    Refused(String),
    /// What it speaks of is not there.
    #[error("{0}")]
    NotThere(String),
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<LockError> for DecideError {
    fn from(error: LockError) -> DecideError {
        match error {
            LockError::Locked(locked) => DecideError::Locked(locked),
            LockError::Failed(error) => DecideError::Failed(error),
        }
    }
}

pub(super) type Decided<T> = Result<T, DecideError>;

impl Library {
    /// Writes down what the reader decided, and joins the names again. `shelf` is the one of this library's home, or the one
    /// that goes with a library that is not kept.
    ///
    /// # Errors
    /// Another parallax is writing, the choice makes no sense, what it speaks of is not there, or the shelf or the catalogue
    /// cannot be written to.
    pub fn decide(&mut self, shelf: &mut Shelf, choice: &Choice) -> Decided<Outcome> {
        match self.write_down(shelf, choice)? {
            Ok(pending) => {
                self.join_under(&pending.decisions)?;
                Ok(Outcome::Done(self.came_of(pending, None)?))
            }
            Err(outcome) => Ok(outcome),
        }
    }

    /// The first half of [`Library::decide`]: what the reader decided is on the shelf, and the names are still to be joined; the
    /// inner error where nothing was written down.
    pub(super) fn write_down(
        &mut self,
        shelf: &mut Shelf,
        choice: &Choice,
    ) -> Decided<Result<Pending, Outcome>> {
        let lock = self.lock()?;
        self.refresh_view()?;
        let plan = match self.planned(choice)? {
            Ok(plan) => plan,
            Err(done) => return Ok(Err(Outcome::Done(done))),
        };
        let decisions = shelf.decisions()?;
        let mut notes = plan.notes;
        match (choice.kind, &plan.sides) {
            (DecisionKind::Merge, Some(sides)) => {
                if let Some(earlier) = against(&decisions, sides) {
                    let earlier = earlier.clone();
                    let choice = choice.clone();
                    let contradiction = Contradiction { choice, earlier };
                    if !contradiction.choice.force {
                        return Ok(Err(Outcome::Asks(contradiction)));
                    }
                    notes.push(format!("this goes over: {}", contradiction.words()));
                }
            }
            (DecisionKind::Split | DecisionKind::NotSame, _) => {
                if let Some(earlier) = merged_before(&decisions, &plan.one, &plan.two) {
                    notes.push(format!("this goes over: {}", words_of(earlier)));
                }
            }
            _ => {}
        }
        let id = shelf.add_decision(choice.kind, &plan.one, &plan.two)?;
        let decision = shelf.decision(id)?.context("the decision was not kept")?;
        Ok(Ok(Pending {
            lock,
            decisions: shelf.decisions()?,
            change: Change::Decided(decision, notes),
        }))
    }

    /// Takes the decision of that id back, and joins the names again.
    ///
    /// # Errors
    /// As [`Library::decide`].
    pub fn take_back(&mut self, shelf: &mut Shelf, id: i64) -> Decided<Done> {
        let pending = self.write_back(shelf, id)?;
        let failed = self.join_under(&pending.decisions).err();
        Ok(self.came_of(pending, failed)?)
    }

    /// The first half of [`Library::take_back`].
    pub(super) fn write_back(&mut self, shelf: &mut Shelf, id: i64) -> Decided<Pending> {
        let lock = self.lock()?;
        let Some(decision) = shelf.decision(id)? else {
            return Err(DecideError::NotThere(format!("there is no decision {id}")));
        };
        shelf.remove_decision(id)?;
        Ok(Pending {
            lock,
            decisions: shelf.decisions()?,
            change: Change::TakenBack(decision),
        })
    }

    /// Joins the names under these decisions; the caller holds the lock.
    fn join_under(&mut self, decisions: &[Decision]) -> anyhow::Result<()> {
        if self.home().is_none() {
            self.unkept = decisions.to_vec();
        }
        self.rejoin_locked(decisions)?;
        self.refresh_view()?;
        Ok(())
    }

    /// What came of a change of the decisions, once the names were joined, or that they are joined later because something
    /// failed: what was turned must not be turned twice, and whoever opens the library next joins them.
    pub(super) fn came_of(
        &mut self,
        pending: Pending,
        failed: Option<anyhow::Error>,
    ) -> anyhow::Result<Done> {
        let later = failed.map(|failed| format!("the names are joined again later ({failed:#})"));
        let Pending { lock, change, .. } = pending;
        let done = match change {
            Change::Decided(decision, mut notes) => {
                notes.extend(later);
                let (words, entity) = self.is_so(decision.kind, &decision.one, &decision.two)?;
                Done {
                    decision: Some(decision),
                    words,
                    notes,
                    entity,
                }
            }
            Change::TakenBack(decision) => {
                let holders = self.holders(&decision.one).unwrap_or_default();
                Done {
                    words: format!("taken back: {}", words_of(&decision)),
                    decision: Some(decision),
                    notes: later.into_iter().collect(),
                    entity: holders.into_iter().next().map(|entity| entity.id),
                }
            }
            Change::Turned(words) => Done {
                words: words
                    .into_iter()
                    .chain(later)
                    .collect::<Vec<_>>()
                    .join("; "),
                ..Done::default()
            },
        };
        drop(lock);
        Ok(done)
    }

    /// What is so now, in words, and the entity to look at.
    fn is_so(
        &self,
        kind: DecisionKind,
        one: &str,
        two: &str,
    ) -> anyhow::Result<(String, Option<String>)> {
        let ones = self.holders(one)?;
        let twos = self.holders(two)?;
        let first = ones.first().or(twos.first());
        let entity = first.map(|entity| entity.id.clone());
        let shared = ones
            .iter()
            .find(|one| twos.iter().any(|two| two.id == one.id));
        let is_split = matches!(kind, DecisionKind::Split | DecisionKind::NotSame);
        let words = match (kind, shared, ones.first(), twos.first()) {
            (DecisionKind::Merge, Some(both), _, _) => {
                let words = format!("“{one}” and “{two}” are one: {}", described(both));
                return Ok((words, Some(both.id.clone())));
            }
            (DecisionKind::Merge, None, Some(_), Some(_)) => {
                format!(
                    "written down, but “{one}” and “{two}” still stand apart: look at your other decisions"
                )
            }
            (DecisionKind::Merge, ..) => format!("“{one}” and “{two}” are one from now on"),
            (_, Some(both), _, _) if is_split => format!(
                "written down, but “{one}” and “{two}” are still both {}: look at your other decisions",
                described(both)
            ),
            (_, None, Some(first), Some(second)) if is_split => {
                format!("two now: {} and {}", described(first), described(second))
            }
            (DecisionKind::Rename, ..) => {
                let what = first_of(&ones);
                format!("“{one}” is shown as “{two}”{what}")
            }
            (DecisionKind::Retype, ..) => {
                let what = first_of(&ones);
                format!("“{one}” is of type {two}{what}")
            }
            _ => format!("“{one}” and “{two}” stay two from now on"),
        };
        Ok((words, entity))
    }

    /// Takes back the last change on the shelf of what was made so; in words which it was, `None` where there is none.
    ///
    /// # Errors
    /// As [`Library::decide`].
    pub fn undo(&mut self, shelf: &mut Shelf, made: Made) -> Decided<Option<String>> {
        match shelf.undo_turns_decision(made)? {
            true => self.turned(shelf, |shelf| shelf.undo(Made::Names)),
            false => Ok(shelf.undo(made)?),
        }
    }

    /// Does again what was undone last.
    ///
    /// # Errors
    /// As [`Library::decide`].
    pub fn redo(&mut self, shelf: &mut Shelf, made: Made) -> Decided<Option<String>> {
        match shelf.redo_turns_decision(made)? {
            true => self.turned(shelf, |shelf| shelf.redo(Made::Names)),
            false => Ok(shelf.redo(made)?),
        }
    }

    fn turned(&mut self, shelf: &mut Shelf, turn: Turn) -> Decided<Option<String>> {
        let pending = self.write_turned(shelf, turn)?;
        let failed = self.join_under(&pending.decisions).err();
        let done = self.came_of(pending, failed)?;
        Ok(Some(done.words).filter(|words| !words.is_empty()))
    }

    /// Turns the last decision: the first half of [`Library::undo`] and [`Library::redo`] where they turn one.
    pub(super) fn write_turned(&mut self, shelf: &mut Shelf, turn: Turn) -> Decided<Pending> {
        let lock = self.lock()?;
        let words = turn(shelf)?;
        Ok(Pending {
            lock,
            decisions: shelf.decisions()?,
            change: Change::Turned(words),
        })
    }
}

/// Takes back or does again what was changed on the shelf last; in words what that was.
pub(super) type Turn = fn(&mut Shelf) -> anyhow::Result<Option<String>>;

impl Contradiction {
    /// `“A” and “B” are not the same, you decided on 2025-03-04 (decision 7)`.
    pub fn words(&self) -> String {
        words_of(&self.earlier)
    }
}

/// `“A” and “B” are not the same`.
pub fn said(decision: &Decision) -> String {
    let (one, two) = (&decision.one, &decision.two);
    match decision.kind {
        DecisionKind::Split => format!("“{one}” does not belong to “{two}”"),
        DecisionKind::NotSame => format!("“{one}” and “{two}” are not the same"),
        DecisionKind::Merge => format!("“{one}” and “{two}” are one"),
        DecisionKind::Rename => format!("“{one}” is shown as “{two}”"),
        DecisionKind::Retype => format!("“{one}” is of type {two}"),
    }
}

/// The same with its day and number.
fn words_of(decision: &Decision) -> String {
    let day = decision.created.get(..10).unwrap_or(&decision.created);
    let id = decision.id;
    format!("{}, you decided on {day} (decision {id})", said(decision))
}

fn first_of(entities: &[Entity]) -> String {
    let first = entities.first();
    first.map_or_else(String::new, |entity| format!(": {}", described(entity)))
}

/// The newest decision that keeps the two sides apart, each with what was merged into it.
fn against<'a>(decisions: &'a [Decision], sides: &[Vec<String>; 2]) -> Option<&'a Decision> {
    let [one, two] = sides.each_ref().map(|names| with_merged(decisions, names));
    decisions.iter().rev().find(|decision| {
        let (a, b) = (fold(&decision.one), fold(&decision.two));
        matches!(decision.kind, DecisionKind::Split | DecisionKind::NotSame)
            && ((one.contains(&a) && two.contains(&b)) || (one.contains(&b) && two.contains(&a)))
    })
}

/// The names, folded, with those that decisions make one with them.
fn with_merged(decisions: &[Decision], names: &[String]) -> Vec<String> {
    let mut all: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let merges: Vec<(String, String)> = decisions
        .iter()
        .filter(|decision| decision.kind == DecisionKind::Merge)
        .map(|decision| (fold(&decision.one), fold(&decision.two)))
        .collect();
    loop {
        let before = all.len();
        for (a, b) in &merges {
            match (all.contains(a), all.contains(b)) {
                (true, false) => all.push(b.clone()),
                (false, true) => all.push(a.clone()),
                _ => {}
            }
        }
        if all.len() == before {
            return all;
        }
    }
}

/// The newest decision by which the two are one.
fn merged_before<'a>(decisions: &'a [Decision], one: &str, two: &str) -> Option<&'a Decision> {
    let pair = [fold(one), fold(two)];
    decisions.iter().rev().find(|decision| {
        decision.kind == DecisionKind::Merge
            && pair.contains(&fold(&decision.one))
            && pair.contains(&fold(&decision.two))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(id: i64, kind: DecisionKind, one: &str, two: &str) -> Decision {
        Decision {
            id,
            kind,
            one: one.into(),
            two: two.into(),
            created: "2025-03-04T10:00:00Z".into(),
        }
    }

    #[test]
    fn what_keeps_two_apart_is_found_through_what_was_merged() {
        let decisions = [
            decision(1, DecisionKind::NotSame, "Ana Lind", "Eva Lund"),
            decision(2, DecisionKind::Merge, "Anna Lind", "ANA LIND"),
            decision(3, DecisionKind::Merge, "Anna Lind", "A. Lind"),
        ];
        let sides = |one: &str, two: &str| [vec![one.to_string()], vec![two.to_string()]];
        let found = against(&decisions, &sides("Eva Lund", "A. Lind")).unwrap();
        assert_eq!(found.id, 1);
        assert_eq!(
            words_of(found),
            "“Ana Lind” and “Eva Lund” are not the same, you decided on 2025-03-04 (decision 1)"
        );
        assert!(against(&decisions, &sides("Eva Lund", "Eva Lind")).is_none());
        assert_eq!(
            merged_before(&decisions, "A. Lind", "anna lind")
                .unwrap()
                .id,
            3
        );
        assert!(merged_before(&decisions, "A. Lind", "Ana Lind").is_none());
    }
}
