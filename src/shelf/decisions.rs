//! The decisions of the reader about names, kept.

use anyhow::{Result, bail};
use rusqlite::OptionalExtension;
use serde_json::json;

use super::journal::{Row, Table};
use super::{Shelf, Why, glimpse, now};
use crate::model::{Decision, DecisionKind};

impl Shelf {
    /// Writes a decision down, and returns its id. One that stands already as the newest keeps its id; an older one is made
    /// anew, so that it goes over all that was decided since.
    ///
    /// # Errors
    /// A spelling is empty, both are the same, or the shelf cannot be written to.
    pub fn add_decision(&mut self, kind: DecisionKind, one: &str, two: &str) -> Result<i64> {
        let (mut one, mut two) = (one.trim(), two.trim());
        if one.is_empty() || two.is_empty() {
            bail!("a decision needs two names");
        }
        if one == two && kind != DecisionKind::Rename {
            bail!("“{one}” is one name, not two");
        }
        if kind.is_mutual() && two < one {
            std::mem::swap(&mut one, &mut two);
        }
        let words = format!(
            "the decision “{}: {} / {}”",
            kind.word(),
            glimpse(one),
            glimpse(two)
        );
        self.writable()?;
        self.copy(Why::Decision)?;
        self.record(|recording| {
            let known: Option<i64> = recording
                .connection()
                .query_row(
                    "SELECT id FROM decision WHERE kind = ?1 AND one = ?2 AND two = ?3",
                    [kind.word(), one, two],
                    |row| row.get(0),
                )
                .optional()?;
            if let Some(id) = known {
                let newest: i64 = recording.connection().query_row(
                    "SELECT max(id) FROM decision",
                    [],
                    |row| row.get(0),
                )?;
                if id == newest {
                    return Ok((id, words));
                }
                recording.delete(Table::Decision, id)?;
            }
            let mut row = Row::new();
            row.insert("kind".into(), json!(kind.word()));
            row.insert("one".into(), json!(one));
            row.insert("two".into(), json!(two));
            row.insert("created".into(), json!(now()));
            Ok((recording.insert(Table::Decision, row)?, words))
        })
    }

    /// All decisions, oldest first: where two contradict each other the later one holds.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let decisions = self.rows("decision", "1", &[], |row| {
            let kind: String = row.get(1)?;
            // A kind that this program does not know is not its to apply.
            let Some(kind) = DecisionKind::parse(&kind) else {
                return Ok(None);
            };
            Ok(Some(Decision {
                id: row.get(0)?,
                kind,
                one: row.get(2)?,
                two: row.get(3)?,
                created: row.get(4)?,
            }))
        })?;
        Ok(decisions.into_iter().flatten().collect())
    }

    /// The decision of that id, if there is one.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn decision(&self, id: i64) -> Result<Option<Decision>> {
        Ok(self.decisions()?.into_iter().find(|one| one.id == id))
    }

    /// Takes a decision back. False where there is none of that id.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn remove_decision(&mut self, id: i64) -> Result<bool> {
        self.writable()?;
        self.copy(Why::Decision)?;
        self.record(|recording| {
            let removed = recording.delete(Table::Decision, id)?;
            Ok((removed, format!("taking back decision {id}")))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Made;

    #[test]
    fn a_mutual_decision_is_one_whichever_name_comes_first() {
        let mut shelf = Shelf::in_memory().unwrap();
        let one = shelf
            .add_decision(DecisionKind::Merge, "Ida Brandt", "Ida Brant")
            .unwrap();
        let two = shelf
            .add_decision(DecisionKind::Merge, " Ida Brant", "Ida Brandt")
            .unwrap();
        assert_eq!(one, two);
        shelf.add_decision(DecisionKind::Rename, "b", "a").unwrap();
        shelf.add_decision(DecisionKind::Rename, "a", "b").unwrap();
        assert_eq!(shelf.decisions().unwrap().len(), 3);
    }

    #[test]
    fn what_is_decided_once_more_goes_over_what_came_between() {
        let mut shelf = Shelf::in_memory().unwrap();
        for name in ["b", "c", "b"] {
            shelf.add_decision(DecisionKind::Rename, "a", name).unwrap();
        }
        let names = |shelf: &Shelf| -> Vec<String> {
            let all = shelf.decisions().unwrap();
            all.into_iter().map(|decision| decision.two).collect()
        };
        assert_eq!(names(&shelf), ["c", "b"]);
        shelf.undo(Made::Any).unwrap();
        assert_eq!(names(&shelf), ["b", "c"]);
        shelf.redo(Made::Any).unwrap();
        assert_eq!(names(&shelf), ["c", "b"]);
    }

    #[test]
    fn it_is_known_beforehand_whether_undo_turns_a_decision() {
        let mut shelf = Shelf::in_memory().unwrap();
        assert!(!shelf.undo_turns_decision(Made::Any).unwrap());
        shelf.save_search("lamps", "lamps").unwrap();
        shelf.add_decision(DecisionKind::Merge, "a", "b").unwrap();
        assert!(shelf.undo_turns_decision(Made::Any).unwrap());
        assert!(!shelf.redo_turns_decision(Made::Any).unwrap());
        shelf.undo(Made::Any).unwrap();
        assert!(!shelf.undo_turns_decision(Made::Any).unwrap());
        assert!(shelf.redo_turns_decision(Made::Any).unwrap());
    }

    #[test]
    fn decisions_can_be_taken_back_and_undone() {
        let mut shelf = Shelf::in_memory().unwrap();
        for kind in DecisionKind::ALL {
            shelf.add_decision(kind, "one", "two").unwrap();
            assert_eq!(DecisionKind::parse(kind.word()), Some(kind));
        }
        let all = shelf.decisions().unwrap();
        assert!(shelf.remove_decision(all[2].id).unwrap());
        assert!(!shelf.remove_decision(all[2].id).unwrap());
        shelf.undo(Made::Any).unwrap();
        assert_eq!(shelf.decisions().unwrap(), all);
    }

    #[test]
    fn a_decision_about_one_name_is_refused() {
        let mut shelf = Shelf::in_memory().unwrap();
        assert!(shelf.add_decision(DecisionKind::Merge, "a", "a ").is_err());
        assert!(shelf.add_decision(DecisionKind::NotSame, "a", " ").is_err());
    }
}
