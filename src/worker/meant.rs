//! Which entity, and which of the names that make it up, a reader means by a text.
//!
//! A decision speaks of names as articles use them (the fullest form in the article), so that it holds wherever they stand:
//! what a reader types, an id, the form shown or a short form, is turned into one of those.

use std::collections::HashMap;

use anyhow::Result;

use super::library::Library;
use crate::analysis::text::words::fold;
use crate::catalogue::EntityUse;
use crate::model::{Entity, NameKind};

/// Other entities of the same name that are told.
const TOLD: usize = 3;

/// An entity, and the names that make it up.
#[derive(Clone, Debug)]
pub struct Known {
    pub entity: Entity,
    /// As articles use them, in those of most articles first.
    pub names: Vec<String>,
}

/// What a text stands for.
#[derive(Clone, Debug)]
pub struct Meant {
    /// The text on one line; the name where it was an id.
    pub text: String,
    pub known: Option<Known>,
    /// Others that it could stand for.
    others: Vec<Entity>,
}

impl Library {
    /// What a text stands for: the entity with that id, else that name, else a spelling written so; of several those of
    /// type `kind` first, then those of most articles.
    pub(super) fn meant(&self, text: &str, kind: Option<NameKind>) -> Result<Meant> {
        let text = &one_line(text);
        let mut found = self.candidates(text)?;
        if let Some(at) = found.iter().position(|entity| Some(entity.kind) == kind) {
            let wanted = found.remove(at);
            found.insert(0, wanted);
        }
        let mut found = found.into_iter();
        let Some(entity) = found.next() else {
            return Ok(Meant {
                text: text.clone(),
                known: None,
                others: Vec::new(),
            });
        };
        let text = if entity.id == *text {
            &entity.name
        } else {
            text
        };
        Ok(Meant {
            text: text.clone(),
            others: found.collect(),
            known: Some(self.known(entity)?),
        })
    }

    /// The entities that a text may stand for.
    pub(super) fn candidates(&self, text: &str) -> Result<Vec<Entity>> {
        let text = &one_line(text);
        let view = self.view()?;
        let places = match view.entity_at.get(text) {
            Some(&place) => vec![place],
            None => view.list().called(text),
        };
        let found = places.iter().filter_map(|&at| view.entities.get(at));
        Ok(found.cloned().collect())
    }

    pub(super) fn known(&self, entity: Entity) -> Result<Known> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for one in self.catalogue().entity_uses(&entity.id)? {
            for name in names_in(one) {
                *counts.entry(name).or_default() += 1;
            }
        }
        let mut names: Vec<(String, usize)> = counts.into_iter().collect();
        names.sort_by(|(a, a_count), (b, b_count)| (b_count, a).cmp(&(a_count, b)));
        let names = names.into_iter().map(|(name, _)| name).collect();
        Ok(Known { entity, names })
    }

    /// The entities that a name written down makes up, by which articles call them before those of which it is only a
    /// spelling.
    pub(super) fn holders(&self, name: &str) -> Result<Vec<Entity>> {
        let folded = fold(name);
        let view = self.view()?;
        let (mut named, mut spelled) = (Vec::new(), Vec::new());
        // The form shown may be one that the reader chose: every spelling counts alike.
        for place in view.list().written(&folded) {
            let Some(entity) = view.entities.get(place) else {
                continue;
            };
            let uses = self.catalogue().entity_uses(&entity.id)?;
            let mut names = uses.into_iter().flat_map(names_in);
            if names.any(|used| fold(&used) == folded) {
                named.push(entity.clone());
            } else {
                spelled.push(entity.clone());
            }
        }
        Ok(if named.is_empty() { spelled } else { named })
    }

    /// The name under which a decision about the whole entity is written down: the main one, since a surname alone may be
    /// used of others too.
    pub(super) fn name_to_write(&self, meant: &Meant) -> String {
        let known = meant.known.as_ref();
        known.map_or_else(|| meant.text.clone(), |known| known.main().to_string())
    }

    /// What the reader should know where others than who is meant bear the name that is written down: a decision speaks of names,
    /// and holds for all who bear it.
    pub(super) fn namesakes(&self, meant: &Meant, name: &str) -> Result<Option<String>> {
        let own = meant.known.as_ref().map(|known| known.entity.id.as_str());
        let holders = self.holders(name)?;
        let others = holders
            .iter()
            .filter(|other| own.is_some_and(|own| other.id != own));
        let others: Vec<String> = others.take(TOLD).map(described).collect();
        Ok((!others.is_empty()).then(|| {
            format!(
                "“{name}” is also the name of {}: a decision is about names, and holds for them too",
                others.join(" and ")
            )
        }))
    }

    /// What the reader should know of how a text was taken, where that is not plain.
    pub(super) fn taken_as(&self, meant: &Meant) -> Result<Option<String>> {
        let text = &meant.text;
        let Some(known) = &meant.known else {
            let near = self.entity(text)?;
            let near = near.first().map_or_else(String::new, |near| {
                format!(" (did you mean {}?)", described(near))
            });
            return Ok(Some(format!(
                "no article names “{text}” yet{near}: the decision holds for articles still to come"
            )));
        };
        let is_plain = fold(&known.entity.name) == fold(text);
        if is_plain && meant.others.is_empty() {
            return Ok(None);
        }
        let mut note = format!("“{text}” was taken as {}", described(&known.entity));
        if !meant.others.is_empty() {
            let others: Vec<String> = meant
                .others
                .iter()
                .take(TOLD)
                .map(|other| format!("{}, id {}", described(other), other.id))
                .collect();
            note.push_str(&format!("; so written is also {}", others.join(" and ")));
        }
        Ok(Some(note))
    }
}

impl Known {
    /// Name or spelling of this entity as it is written in the articles, by a text that folds to the same.
    pub fn spelled(&self, text: &str) -> Option<String> {
        let text = one_line(text);
        let folded = fold(&text);
        let spellings = self.entity.spellings.iter();
        let bare = |spelling: &str| {
            let end = spelling.len() - possessive(spelling).len();
            spelling.get(..end).unwrap_or(spelling).to_string()
        };
        let all: Vec<String> = self
            .names
            .iter()
            .cloned()
            .chain(spellings.map(|spelling| bare(&spelling.text)))
            .filter(|name| fold(name) == folded)
            .collect();
        // Letter for letter goes before what only folds to it.
        let exact = all.iter().find(|name| **name == text);
        exact.or(all.first()).cloned()
    }

    /// The name shown where articles use it, else the one that most articles use.
    pub fn main(&self) -> &str {
        let shown = &self.entity.name;
        if self.names.contains(shown) {
            return shown;
        }
        self.names.first().unwrap_or(shown)
    }
}

/// The names that a use gives an entity: where only some writings of a name are meant, those.
fn names_in(one: EntityUse) -> Vec<String> {
    one.writings.unwrap_or_else(|| vec![one.name])
}

/// The `'s` that a spelling ends in.
fn possessive(spelling: &str) -> &str {
    ["'s", "’s"]
        .into_iter()
        .find(|end| spelling.ends_with(end))
        .unwrap_or("")
}

/// Words as they are written down: one space between them, none around them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Ana Lind (person, 3 articles)`.
pub fn described(entity: &Entity) -> String {
    let articles = match entity.articles.len() {
        1 => "1 article".to_string(),
        count => format!("{count} articles"),
    };
    format!("{} ({}, {articles})", entity.name, entity.kind.word())
}
