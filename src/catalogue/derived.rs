//! What was derived across articles: entities and stories. All of them are given each time, and what changed is written.

use std::collections::HashMap;

use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Catalogue;
use crate::analysis::names::Apart;
use crate::model::{Entity, NameKind, Story, Suggestion};

/// A name as one article uses it, with its writings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    pub article: u64,
    pub name: String,
    pub kind: NameKind,
    pub mentions: u32,
    /// Whether the article means somebody else by it than those of that name whom it names in full.
    pub apart: Apart,
    /// As written, and how often.
    pub spellings: Vec<(String, u32)>,
}

/// An entity with the names that make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    pub id: String,
    /// Another one where anything of it is another.
    pub mark: i64,
    /// `None` where a row with this id and mark stands here already ([`Catalogue::marks`]): most need not be made.
    pub made: Option<(Entity, Vec<EntityUse>)>,
}

/// Mentions of an entity in one article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntityUse {
    /// Id of the article.
    pub article: String,
    /// The fullest form in that article, and its kind there.
    pub name: String,
    pub kind: NameKind,
    /// The writings of that name that are meant, where it is not all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writings: Option<Vec<String>>,
}

/// Everything that joining names gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JoinedRows {
    pub entities: Vec<EntityRow>,
    /// Likeliest first.
    pub suggestions: Vec<Suggestion>,
    /// Tells under which decisions of the reader the names were joined; empty where there were none.
    pub decided: String,
}

impl Catalogue {
    /// Every name of every article, by article. Grows with the names in all articles.
    pub fn uses(&self) -> Result<Vec<UseRow>> {
        let mut select = self.connection.prepare(
            "SELECT article, name, kind, mentions, spellings, apart FROM name_use ORDER BY article, name, kind",
        )?;
        let mut rows = select.query([])?;
        let mut uses = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(2)?;
            let spellings: String = row.get(4)?;
            uses.push(UseRow {
                article: row.get::<_, i64>(0)?.unsigned_abs(),
                name: row.get(1)?,
                kind: kind_of(&kind).with_context(|| format!("no kind of name: {kind}"))?,
                mentions: row.get(3)?,
                apart: Apart::of_number(row.get(5)?),
                spellings: serde_json::from_str(&spellings)?,
            });
        }
        Ok(uses)
    }

    /// Number and profile (JSON) of every article, by number.
    pub fn profiles(&self) -> Result<Vec<(u64, String)>> {
        let mut select = self
            .connection
            .prepare("SELECT article, profile FROM content ORDER BY article")?;
        let rows = select.query_map([], |row| {
            Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts all entities and stories, in the order given, in place of what was there. Rows that are as they were are not
    /// written: one more article changes few of tens of thousands. Belongs between `begin` and `commit`; afterwards what is
    /// derived belongs to the generation committed.
    pub fn put_derived(&self, joined: &JoinedRows, stories: &[Story]) -> Result<()> {
        self.put_joined(joined)?;
        self.put_listed("story", stories)
    }

    /// The same for entities and suggestions alone, where the stories are those of all articles.
    pub fn put_joined(&self, joined: &JoinedRows) -> Result<()> {
        self.put_entities(&joined.entities)?;
        self.put_listed("suggestion", &joined.suggestions)?;
        self.set_meta("decided", &joined.decided)?;
        let generation = self.next_generation()?;
        Ok(self.set_meta("derived", &generation.to_string())?)
    }

    /// What [`JoinedRows::decided`] was for the entities that stand here.
    pub fn decided(&self) -> Result<String> {
        Ok(self.meta("decided")?.unwrap_or_default())
    }

    /// Ids of the entities that stand here, and what tells whether anything of them is another.
    pub fn marks(&self) -> Result<HashMap<String, i64>> {
        let mut select = self.connection.prepare("SELECT id, mark FROM entity")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn put_entities(&self, entities: &[EntityRow]) -> Result<()> {
        let mut held = self.marks()?;
        let mut put = self.connection.prepare(
            "INSERT OR REPLACE INTO entity(id, mark, json, uses) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for row in entities {
            if held.remove(&row.id) == Some(row.mark) {
                continue;
            }
            let (entity, uses) = row
                .made
                .as_ref()
                .with_context(|| format!("entity {} is not here as it was thought", row.id))?;
            let (json, uses) = (serde_json::to_string(entity)?, serde_json::to_string(uses)?);
            put.execute(params![row.id, row.mark, json, uses])?;
        }
        let mut remove = self
            .connection
            .prepare("DELETE FROM entity WHERE id = ?1")?;
        for id in held.keys() {
            remove.execute([id])?;
        }
        let order: Vec<&str> = entities.iter().map(|row| row.id.as_str()).collect();
        Ok(self.set_meta("entities", &serde_json::to_string(&order)?)?)
    }

    /// Puts a list in place of the one that its table holds.
    fn put_listed<T: Serialize>(&self, table: &str, list: &[T]) -> Result<()> {
        let held = self.strings(&format!("SELECT json FROM {table} ORDER BY rank"), [])?;
        let mut put = self.connection.prepare(&format!(
            "INSERT OR REPLACE INTO {table}(rank, json) VALUES (?1, ?2)"
        ))?;
        for (rank, one) in list.iter().enumerate() {
            let now = serde_json::to_string(one)?;
            if held.get(rank) != Some(&now) {
                put.execute(params![i64::try_from(rank)?, now])?;
            }
        }
        self.connection.execute(
            &format!("DELETE FROM {table} WHERE rank >= ?1"),
            [i64::try_from(list.len())?],
        )?;
        Ok(())
    }

    fn listed<T: DeserializeOwned>(&self, table: &str) -> Result<Vec<T>> {
        let rows = self.strings(&format!("SELECT json FROM {table} ORDER BY rank"), [])?;
        let list = rows.iter().map(|json| serde_json::from_str(json));
        Ok(list.collect::<Result<_, _>>()?)
    }

    /// All entities, in the order they were put.
    pub fn entities(&self) -> Result<Vec<Entity>> {
        let Some(order) = self.meta("entities")? else {
            return Ok(Vec::new());
        };
        let order: Vec<String> = serde_json::from_str(&order)?;
        let mut select = self.connection.prepare("SELECT id, json FROM entity")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut held: HashMap<String, String> = rows.collect::<rusqlite::Result<_>>()?;
        let entities = order
            .iter()
            .filter_map(|id| held.remove(id))
            .map(|json| serde_json::from_str(&json));
        Ok(entities.collect::<Result<_, _>>()?)
    }

    /// All stories, in the order they were put.
    pub fn stories(&self) -> Result<Vec<Story>> {
        self.listed("story")
    }

    /// Entities that may be one, likeliest first.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>> {
        self.listed("suggestion")
    }

    /// Where an entity is named.
    pub fn entity_uses(&self, id: &str) -> Result<Vec<EntityUse>> {
        let json: Option<String> = self
            .connection
            .query_row("SELECT uses FROM entity WHERE id = ?1", [id], |row| {
                row.get(0)
            })
            .optional()?;
        Ok(json.map_or(Ok(Vec::new()), |json| serde_json::from_str(&json))?)
    }
}

fn kind_of(word: &str) -> Option<NameKind> {
    NameKind::ALL.into_iter().find(|kind| kind.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_derived_is_put_in_its_order_in_place_of_what_was() {
        let catalogue = Catalogue::in_memory().unwrap();
        let used = |name: &str| EntityUse {
            article: "1".into(),
            name: name.into(),
            kind: NameKind::Place,
            writings: (name == "Cheb").then(|| vec!["CHEB".into()]),
        };
        let entity = |name: &str| Entity {
            id: name.to_lowercase(),
            name: name.into(),
            kind: NameKind::Place,
            mentions: 1,
            spellings: vec![],
            articles: vec!["1".into()],
            why: vec![],
        };
        // what is held is not made again
        let row = |name: &str, held: &HashMap<String, i64>| EntityRow {
            id: name.to_lowercase(),
            mark: 7,
            made: (!held.contains_key(&name.to_lowercase()))
                .then(|| (entity(name), vec![used(name)])),
        };
        let suggestion = |name: &str| Suggestion {
            one: name.into(),
            two: "Most".into(),
            kind: NameKind::Place,
            why: String::new(),
        };
        let story = |id: &str| Story {
            id: id.into(),
            title: id.into(),
            articles: vec![],
            why: String::new(),
        };
        for (names, ids) in [
            (["Zlin", "Brno"], ["a", "b", "c"].as_slice()),
            (["Brno", "Cheb"], &["c", "b"]),
            (["Cheb", "Aš"], &["b", "c"]),
        ] {
            let held = catalogue.marks().unwrap();
            catalogue.begin().unwrap();
            let stories: Vec<Story> = ids.iter().map(|id| story(id)).collect();
            let joined = JoinedRows {
                entities: names.map(|name| row(name, &held)).to_vec(),
                suggestions: vec![suggestion(names[0]), suggestion(names[1])],
                decided: ids[0].to_string(),
            };
            catalogue.put_derived(&joined, &stories).unwrap();
            assert_eq!(catalogue.suggestions().unwrap(), joined.suggestions);
            assert_eq!(catalogue.decided().unwrap(), ids[0]);
            assert_eq!(catalogue.stories().unwrap(), stories);
            catalogue.commit().unwrap();
            let found = catalogue.entities().unwrap();
            assert_eq!(
                found.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(),
                names
            );
        }
        assert_eq!(catalogue.derived_generation().unwrap(), 3);
        assert_eq!(catalogue.entity_uses("cheb").unwrap(), [used("Cheb")]);
    }
}
