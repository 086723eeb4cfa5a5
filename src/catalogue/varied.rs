//! From a word of a name to the entities that have it in several spellings, without reading the others.
//!
//! Invariant: every drawer is always there and carries its sum, so that a word that is not found in its drawer has no entity.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use rusqlite::{OptionalExtension, params};

use super::Catalogue;
use super::damage::{self, Damage, missing};
use super::sum::Sum;
use crate::model::Entity;

/// Drawers that the words are put into: in a library of 100,000 articles each has some hundred words.
pub(super) const DRAWERS: i64 = 512;

/// By word, the ids of the entities.
type Words = BTreeMap<String, BTreeSet<String>>;

/// The drawers that are being changed.
#[derive(Default)]
pub(super) struct Drawers(BTreeMap<i64, Words>);

impl Drawers {
    /// Takes an entity out of the drawers of these words, with spaces between them.
    pub fn take(&mut self, catalogue: &Catalogue, words: &str, id: &str) -> Result<()> {
        for word in words.split_whitespace() {
            let drawer = self.opened(catalogue, word)?;
            if let Some(ids) = drawer.get_mut(word) {
                ids.remove(id);
                if ids.is_empty() {
                    drawer.remove(word);
                }
            }
        }
        Ok(())
    }

    pub fn put(&mut self, catalogue: &Catalogue, words: &[String], id: &str) -> Result<()> {
        for word in words {
            let drawer = self.opened(catalogue, word)?;
            drawer
                .entry(word.clone())
                .or_default()
                .insert(id.to_string());
        }
        Ok(())
    }

    fn opened(&mut self, catalogue: &Catalogue, word: &str) -> Result<&mut Words> {
        let number = number_of(word);
        Ok(match self.0.entry(number) {
            std::collections::btree_map::Entry::Occupied(there) => there.into_mut(),
            std::collections::btree_map::Entry::Vacant(place) => {
                place.insert(catalogue.drawer(number)?)
            }
        })
    }

    /// Writes back what was changed.
    pub fn close(self, catalogue: &Catalogue) -> Result<()> {
        let mut put = catalogue.connection.prepare(PUT)?;
        for (number, words) in self.0 {
            let words = serde_json::to_string(&words)?;
            put.execute(params![number, words, sum_of(number, &words)])?;
        }
        Ok(())
    }
}

const PUT: &str = "INSERT OR REPLACE INTO drawer(number, words, sum) VALUES (?1, ?2, ?3)";

impl Catalogue {
    /// Puts empty drawers in the place of whatever there is.
    pub(super) fn empty_drawers(&self) -> rusqlite::Result<()> {
        let mut put = self.connection.prepare(PUT)?;
        let empty = "{}";
        (0..DRAWERS).try_for_each(|number| {
            put.execute(params![number, empty, sum_of(number, empty)])
                .map(|_| ())
        })
    }

    fn drawer(&self, number: i64) -> Result<Words> {
        let found: Option<(String, i64)> = self
            .connection
            .prepare("SELECT words, sum FROM drawer WHERE number = ?1")?
            .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (words, sum) = found.ok_or_else(|| missing(&format!("drawer {number}")))?;
        if sum != sum_of(number, &words) {
            return Err(Damage::new(format!("drawer {number} is not as it was written")).into());
        }
        Ok(serde_json::from_str(&words)?)
    }

    /// The entities that have a folded word in several spellings, in the order of [`Catalogue::entities`]. Grows with these
    /// entities, whatever the library holds.
    pub fn entities_varying(&self, word: &str) -> Result<Vec<Entity>> {
        self.at_once(|here| {
            let mut words = here.drawer(number_of(word))?;
            let ids = words.remove(word).unwrap_or_default();
            let mut entities = Vec::with_capacity(ids.len());
            for id in ids {
                entities.push(here.entity_with(&id)?);
            }
            entities.sort_by(Entity::compare);
            Ok(entities)
        })
    }

    fn entity_with(&self, id: &str) -> Result<Entity> {
        let mut select = self
            .connection
            .prepare("SELECT id, mark, json, varied, sum FROM entity WHERE id = ?1")?;
        let mut rows = select.query([id])?;
        let row = rows.next()?;
        let row = row.ok_or_else(|| missing(&format!("entity {id}")))?;
        damage::check("entity", row, 4, || format!("entity {id}"))?;
        Ok(serde_json::from_str(row.get_ref(2)?.as_str()?)?)
    }

    /// Every drawer against what the entities say.
    pub(super) fn check_drawers(&self) -> Result<()> {
        let mut expected: BTreeMap<i64, Words> = BTreeMap::new();
        let mut select = self.connection.prepare("SELECT id, varied FROM entity")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let (id, words): (String, String) = (row.get(0)?, row.get(1)?);
            for word in words.split_whitespace() {
                let drawer = expected.entry(number_of(word)).or_default();
                drawer
                    .entry(word.to_string())
                    .or_default()
                    .insert(id.clone());
            }
        }
        for number in 0..DRAWERS {
            if self.drawer(number)? != expected.remove(&number).unwrap_or_default() {
                let what = format!("drawer {number} has other words than the entities");
                return Err(Damage::new(what).into());
            }
        }
        Ok(())
    }
}

fn number_of(word: &str) -> i64 {
    Sum::of("drawer of").text(word).end().rem_euclid(DRAWERS)
}

fn sum_of(number: i64, words: &str) -> i64 {
    Sum::of("drawer").number(number).text(words).end()
}
