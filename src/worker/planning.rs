//! From what a reader wants decided to the words that are written down.

use super::deciding::{Choice, DecideError, Decided, Done};
use super::library::Library;
use super::meant::{Known, Meant, described, one_line};
use crate::analysis::text::words::fold;
use crate::model::{DecisionKind, NameKind};

/// A choice in the words that are written down.
pub struct Plan {
    pub one: String,
    pub two: String,
    pub notes: Vec<String>,
    /// The names on either side, as far as a merge makes them one.
    pub sides: Option<[Vec<String>; 2]>,
}

impl Library {
    /// What is to be written down; the inner error where nothing is.
    pub(super) fn planned(&self, choice: &Choice) -> Decided<Result<Plan, Done>> {
        if choice.one.trim().is_empty() || choice.two.trim().is_empty() {
            return Err(DecideError::Refused("a decision needs two names".into()));
        }
        match choice.kind {
            DecisionKind::Merge | DecisionKind::NotSame => self.plan_of_two(choice),
            DecisionKind::Split => self.plan_of_split(choice).map(Ok),
            DecisionKind::Rename | DecisionKind::Retype => self.plan_of_one(choice).map(Ok),
        }
    }

    fn plan_of_two(&self, choice: &Choice) -> Decided<Result<Plan, Done>> {
        let kinds = |text: &str| -> anyhow::Result<Vec<NameKind>> {
            Ok(self.candidates(text)?.iter().map(|one| one.kind).collect())
        };
        // Of names that several bear, two of one type are meant.
        let theirs = kinds(&choice.two)?;
        let kind = kinds(&choice.one)?
            .into_iter()
            .find(|kind| theirs.contains(kind));
        let (one, two) = (
            self.meant(&choice.one, kind)?,
            self.meant(&choice.two, kind)?,
        );
        let mut notes = Vec::new();
        notes.extend(self.taken_as(&one)?);
        notes.extend(self.taken_as(&two)?);
        let shared = match (&one.known, &two.known) {
            (Some(one), Some(two)) if one.entity.id == two.entity.id => Some(&one.entity),
            _ => None,
        };
        let name = |meant: &Meant| {
            let spelled = meant.known.as_ref().filter(|_| shared.is_some());
            let spelled = spelled.and_then(|known| known.spelled(&meant.text));
            spelled.unwrap_or_else(|| self.name_to_write(meant))
        };
        let (name_one, name_two) = (name(&one), name(&two));
        if name_one == name_two {
            return match shared {
                Some(entity)
                    if choice.kind == DecisionKind::Merge && fold(&one.text) != fold(&two.text) =>
                {
                    Ok(Err(Done {
                        words: format!(
                            "both are {} already: there is nothing to decide",
                            described(entity)
                        ),
                        entity: Some(entity.id.clone()),
                        notes,
                        ..Done::default()
                    }))
                }
                _ => Err(DecideError::Refused(format!(
                    "“{}” and “{}” are both “{name_one}” in the articles: decisions are about spellings, and this is one",
                    one.text, two.text
                ))),
            };
        }
        if let (Some(entity), DecisionKind::Merge) = (shared, choice.kind) {
            notes.push(format!(
                "both were {} already; now they stay so",
                entity.name
            ));
        }
        if shared.is_none() {
            notes.extend(self.namesakes(&one, &name_one)?);
            notes.extend(self.namesakes(&two, &name_two)?);
        }
        let sides = if shared.is_some() {
            [vec![name_one.clone()], vec![name_two.clone()]]
        } else {
            [names_of(&one, &name_one), names_of(&two, &name_two)]
        };
        Ok(Ok(Plan {
            one: name_one,
            two: name_two,
            notes,
            sides: Some(sides),
        }))
    }

    fn plan_of_split(&self, choice: &Choice) -> Decided<Plan> {
        let (spelling, text) = (&one_line(&choice.one), &one_line(&choice.two));
        let mut found = None;
        for entity in self.candidates(text)? {
            let known = self.known(entity)?;
            if let Some(name) = known.spelled(spelling) {
                found = Some((known, name));
                break;
            }
        }
        let Some((known, name)) = found else {
            return Err(DecideError::NotThere(
                match self.candidates(text)?.first() {
                    Some(entity) => format!(
                        "“{spelling}” is no spelling of {}: there is nothing to split; if they are not to become one, decide \
                     that they are not the same",
                        described(entity)
                    ),
                    None => format!("no article names “{text}”: there is nothing to split"),
                },
            ));
        };
        let rest = self.rest_of(&known, &name).ok_or_else(|| {
            DecideError::Refused(format!(
                "“{name}” is the only name of {} in the articles: there is nothing to split",
                described(&known.entity)
            ))
        })?;
        Ok(Plan {
            two: rest,
            one: name,
            notes: Vec::new(),
            sides: None,
        })
    }

    /// What an entity is called without one of its names.
    fn rest_of(&self, known: &Known, name: &str) -> Option<String> {
        if known.main() != name {
            return Some(known.main().to_string());
        }
        known.names.iter().find(|other| *other != name).cloned()
    }

    fn plan_of_one(&self, choice: &Choice) -> Decided<Plan> {
        let mut two = one_line(&choice.two);
        let mut notes = Vec::new();
        if choice.kind == DecisionKind::Retype {
            let kind = NameKind::ALL
                .into_iter()
                .find(|kind| kind.word() == two.to_lowercase());
            two = kind.map(|kind| kind.word().to_string()).ok_or_else(|| {
                DecideError::Refused(format!(
                    "“{two}” is no type: give person, organisation or place"
                ))
            })?;
        }
        let meant = self.meant(&choice.one, None)?;
        notes.extend(self.taken_as(&meant)?);
        if choice.kind == DecisionKind::Rename {
            let own = meant.known.as_ref().map(|known| known.entity.id.as_str());
            let others = self.candidates(&two)?;
            if let Some(other) = others.iter().find(|other| Some(other.id.as_str()) != own) {
                return Err(DecideError::Refused(format!(
                    "{} bears this name: to make them one, merge them",
                    described(other)
                )));
            }
        }
        Ok(Plan {
            one: self.name_to_write(&meant),
            two,
            notes,
            sides: None,
        })
    }
}

fn names_of(meant: &Meant, written: &str) -> Vec<String> {
    let known = meant
        .known
        .iter()
        .flat_map(|known| known.names.iter().cloned());
    known
        .chain([written.to_string(), meant.text.clone()])
        .collect()
}
