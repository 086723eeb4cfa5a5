//! What was derived across articles: entities and stories. All of them are given each time, and what changed is written.

use std::collections::HashMap;

use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::damage::{self, Damage, missing};
use super::meta::Counts;
use super::packing::{packed, unpacked};
use super::sum::Sum;
use super::sum::profile_sum;
use super::varied::Drawers;
use crate::model::{Entity, NameKind, Story, Suggestion};

/// An entity with the names that make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    pub id: String,
    /// Another one where anything of it is another.
    pub mark: i64,
    /// `None` where a row with this id and mark stands here already ([`Catalogue::marks`]): most need not be made.
    pub made: Option<(Entity, Vec<EntityUse>)>,
    /// Of one that is made: its folded words that it has in several spellings.
    pub varied: Vec<String>,
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
    /// Number and profile (JSON) of every article, by number.
    pub fn profiles(&self) -> Result<Vec<(u64, String)>> {
        self.at_once(|here| {
            let mut select = here
                .connection
                .prepare("SELECT article, profile, profile_sum FROM content ORDER BY article")?;
            let mut rows = select.query([])?;
            let mut profiles = Vec::new();
            while let Some(row) = rows.next()? {
                let (number, sum): (i64, i64) = (row.get(0)?, row.get(2)?);
                let profile = unpacked(row.get_ref(1)?);
                let profile = profile.filter(|profile| sum == profile_sum(number, profile));
                let profile = profile.ok_or_else(|| {
                    Damage::new(format!(
                        "the profile of article {number} is not as it was written"
                    ))
                })?;
                profiles.push((number.unsigned_abs(), profile));
            }
            here.expect("profiles", profiles.len(), here.counts()?.articles)?;
            Ok(profiles)
        })
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
        self.alter();
        self.put_entities(&joined.entities)?;
        self.put_listed("suggestion", &joined.suggestions)?;
        self.set_meta("decided", &joined.decided)?;
        let generation = self.next_generation()?;
        Ok(self.set_meta("derived", &generation.to_string())?)
    }

    /// What [`JoinedRows::decided`] was for the entities that stand here.
    pub fn decided(&self) -> Result<String> {
        self.meta("decided")
    }

    /// Ids of the entities that stand here, and what tells whether anything of them is another.
    pub fn marks(&self) -> Result<HashMap<String, i64>> {
        let mut select = self.connection.prepare("SELECT id, mark FROM entity")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn put_entities(&self, entities: &[EntityRow]) -> Result<()> {
        let mut held = self.marks()?;
        let mut drawers = Drawers::default();
        let mut varied = self
            .connection
            .prepare("SELECT varied FROM entity WHERE id = ?1")?;
        let mut varied_of = |id: &str| varied.query_row([id], |row| row.get::<_, String>(0));
        let mut put = self.connection.prepare(
            "INSERT OR REPLACE INTO entity(id, mark, json, varied, sum, uses, uses_sum)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for row in entities {
            let before = held.remove(&row.id);
            if before == Some(row.mark) {
                continue;
            }
            if before.is_some() {
                drawers.take(self, &varied_of(&row.id)?, &row.id)?;
            }
            drawers.put(self, &row.varied, &row.id)?;
            let (entity, uses) = row
                .made
                .as_ref()
                .with_context(|| format!("entity {} is not here as it was thought", row.id))?;
            let (json, uses) = (serde_json::to_string(entity)?, serde_json::to_string(uses)?);
            let varied = row.varied.join(" ");
            let sum = Sum::of("entity").text(&row.id).number(row.mark);
            let sum = sum.text(&json).text(&varied).end();
            let uses_sum = uses_sum(&row.id, &uses);
            let uses = packed(&uses)?;
            put.execute(params![row.id, row.mark, json, varied, sum, uses, uses_sum])?;
        }
        let mut remove = self
            .connection
            .prepare("DELETE FROM entity WHERE id = ?1")?;
        for id in held.keys() {
            drawers.take(self, &varied_of(id)?, id)?;
            remove.execute([id])?;
        }
        drawers.close(self)?;
        let order: Vec<&str> = entities.iter().map(|row| row.id.as_str()).collect();
        Ok(self.set_meta("entities", &serde_json::to_string(&order)?)?)
    }

    /// Puts a list in place of the one that its table holds.
    fn put_listed<T: Serialize>(&self, table: &str, list: &[T]) -> Result<()> {
        let mut select = self
            .connection
            .prepare(&format!("SELECT json FROM {table} ORDER BY rank"))?;
        let held = select.query_map([], |row| row.get::<_, String>(0))?;
        let held: Vec<String> = held.collect::<rusqlite::Result<_>>()?;
        let mut put = self.connection.prepare(&format!(
            "INSERT OR REPLACE INTO {table}(rank, json, sum) VALUES (?1, ?2, ?3)"
        ))?;
        for (rank, one) in list.iter().enumerate() {
            let now = serde_json::to_string(one)?;
            if held.get(rank) != Some(&now) {
                let rank = i64::try_from(rank)?;
                let sum = Sum::of(table).number(rank).text(&now).end();
                put.execute(params![rank, now, sum])?;
            }
        }
        self.connection.execute(
            &format!("DELETE FROM {table} WHERE rank >= ?1"),
            [i64::try_from(list.len())?],
        )?;
        Ok(())
    }

    fn listed<T: DeserializeOwned>(
        &self,
        table: &str,
        count: fn(&Counts) -> u64,
    ) -> Result<Vec<T>> {
        self.at_once(|here| {
            let mut select = here.connection.prepare(&format!(
                "SELECT rank, json, sum FROM {table} ORDER BY rank"
            ))?;
            let mut rows = select.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                damage::check(table, row, 2, || format!("a {table}"))?;
                list.push(serde_json::from_str(row.get_ref(1)?.as_str()?)?);
            }
            here.expect(table, list.len(), count(&here.counts()?))?;
            Ok(list)
        })
    }

    /// All entities, in the order they were put.
    pub fn entities(&self) -> Result<Vec<Entity>> {
        self.at_once(Catalogue::entities_there)
    }

    fn entities_there(&self) -> Result<Vec<Entity>> {
        let order: Vec<String> = serde_json::from_str(&self.meta("entities")?)?;
        let mut select = self
            .connection
            .prepare("SELECT id, mark, json, varied, sum FROM entity")?;
        let mut rows = select.query([])?;
        let places = order.iter().enumerate();
        let places: HashMap<&str, usize> = places.map(|(at, id)| (id.as_str(), at)).collect();
        let mut found: Vec<Option<Entity>> = order.iter().map(|_| None).collect();
        while let Some(row) = rows.next()? {
            damage::check("entity", row, 4, || match row.get::<_, String>(0) {
                Ok(id) => format!("entity {id}"),
                Err(_) => "an entity".to_string(),
            })?;
            let id = row.get_ref(0)?.as_str()?;
            let place = places.get(id).and_then(|&at| found.get_mut(at));
            let place = place.ok_or_else(|| Damage::new(format!("entity {id} has no place")))?;
            *place = Some(serde_json::from_str(row.get_ref(2)?.as_str()?)?);
        }
        let pairs = order.iter().zip(found);
        pairs
            .map(|(id, entity)| entity.ok_or_else(|| missing(&format!("entity {id}"))))
            .collect()
    }

    /// All stories, in the order they were put.
    pub fn stories(&self) -> Result<Vec<Story>> {
        self.listed("story", |counts| counts.stories)
    }

    /// Entities that may be one, likeliest first.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>> {
        self.listed("suggestion", |counts| counts.suggestions)
    }

    /// Where an entity is named; nowhere where there is no such entity.
    pub fn entity_uses(&self, id: &str) -> Result<Vec<EntityUse>> {
        self.at_once(|here| {
            let found: Option<(Option<String>, i64)> = here
                .connection
                .prepare("SELECT uses, uses_sum FROM entity WHERE id = ?1")?
                .query_row([id], |row| Ok((unpacked(row.get_ref(0)?), row.get(1)?)))
                .optional()?;
            let Some((json, sum)) = found else {
                let order: Vec<String> = serde_json::from_str(&here.meta("entities")?)?;
                return match order.iter().any(|known| known == id) {
                    true => Err(missing(&format!("entity {id}"))),
                    false => Ok(Vec::new()),
                };
            };
            let json = json.filter(|json| sum == uses_sum(id, json));
            let json = json.ok_or_else(|| {
                Damage::new(format!(
                    "where entity {id} is named is not as it was written"
                ))
            })?;
            Ok(serde_json::from_str(&json)?)
        })
    }

    /// Every row of what is derived, against its sum: one outcome a table.
    pub(super) fn check_derived(&self) -> [Result<()>; 5] {
        [
            self.entities().map(|_| ()),
            self.check_drawers(),
            self.check_entity_uses(),
            self.stories().map(|_| ()),
            self.suggestions().map(|_| ()),
        ]
    }

    fn check_entity_uses(&self) -> Result<()> {
        let order: Vec<String> = serde_json::from_str(&self.meta("entities")?)?;
        order
            .iter()
            .try_for_each(|id| self.entity_uses(id).map(|_| ()))
    }

    /// Takes out what is derived, so that all of it is derived anew.
    pub(super) fn forget_derived(&self) -> Result<()> {
        self.begin()?;
        self.alter();
        self.connection
            .execute_batch("DELETE FROM entity; DELETE FROM story; DELETE FROM suggestion")?;
        self.empty_drawers()?;
        self.set_meta("entities", "[]")?;
        self.set_meta("decided", "")?;
        // A generation that derived nothing: what is derived is older than it.
        self.commit()?;
        Ok(())
    }
}

fn uses_sum(id: &str, uses: &str) -> i64 {
    Sum::of("entity uses").text(id).text(uses).end()
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
            varied: vec![name.to_lowercase(), "both".into()],
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
        let varying = |word: &str| -> Vec<String> {
            let found = catalogue.entities_varying(word).unwrap();
            found.into_iter().map(|entity| entity.id).collect()
        };
        assert_eq!(varying("cheb"), ["cheb"]);
        assert_eq!(varying("both"), ["aš", "cheb"]);
        assert!(varying("brno").is_empty(), "it is gone");
        catalogue.check_drawers().unwrap();
        assert_eq!(catalogue.entity_uses("cheb").unwrap(), [used("Cheb")]);
    }
}
