//! What was derived across articles: entities and stories, written whole each time.

use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, params};

use super::Catalogue;
use crate::model::{Entity, NameKind, Story};

/// A name as one article uses it, with its writings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    pub article: u64,
    pub name: String,
    pub kind: NameKind,
    pub mentions: u32,
    /// As written, and how often.
    pub spellings: Vec<(String, u32)>,
}

/// An entity with the names that make it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    pub entity: Entity,
    /// Id of the article, and the name that this article gives it.
    pub uses: Vec<(String, String)>,
}

impl Catalogue {
    /// Every name of every article, by article. Grows with the names in all articles.
    pub fn uses(&self) -> Result<Vec<UseRow>> {
        let mut select = self.connection.prepare(
            "SELECT article, name, kind, mentions, spellings FROM name_use ORDER BY article, name, kind",
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

    /// Writes all entities and stories, in the order given, in place of what was there. Belongs between `begin` and
    /// `commit`; afterwards what is derived belongs to the generation committed.
    pub fn put_derived(&self, entities: &[EntityRow], stories: &[Story]) -> Result<()> {
        self.connection
            .execute_batch("DELETE FROM entity; DELETE FROM story;")?;
        let mut insert = self
            .connection
            .prepare("INSERT INTO entity(id, rank, json, uses) VALUES (?1, ?2, ?3, ?4)")?;
        for (rank, row) in entities.iter().enumerate() {
            insert.execute(params![
                row.entity.id,
                i64::try_from(rank)?,
                serde_json::to_string(&row.entity)?,
                serde_json::to_string(&row.uses)?,
            ])?;
        }
        let mut insert = self
            .connection
            .prepare("INSERT INTO story(rank, json) VALUES (?1, ?2)")?;
        for (rank, story) in stories.iter().enumerate() {
            insert.execute(params![i64::try_from(rank)?, serde_json::to_string(story)?])?;
        }
        let generation = self.next_generation()?;
        Ok(self.set_meta("derived", &generation.to_string())?)
    }

    /// All entities, in the order they were put.
    pub fn entities(&self) -> Result<Vec<Entity>> {
        let rows = self.strings("SELECT json FROM entity ORDER BY rank", [])?;
        let entities = rows.iter().map(|json| serde_json::from_str(json));
        Ok(entities.collect::<Result<_, _>>()?)
    }

    /// All stories, in the order they were put.
    pub fn stories(&self) -> Result<Vec<Story>> {
        let rows = self.strings("SELECT json FROM story ORDER BY rank", [])?;
        let stories = rows.iter().map(|json| serde_json::from_str(json));
        Ok(stories.collect::<Result<_, _>>()?)
    }

    /// For an entity the articles that name it (ids), each with the name that it gives.
    pub fn entity_uses(&self, id: &str) -> Result<Vec<(String, String)>> {
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
    fn what_is_derived_is_written_whole_and_in_order() {
        let catalogue = Catalogue::in_memory().unwrap();
        let row = |name: &str| EntityRow {
            entity: Entity {
                id: name.to_lowercase(),
                name: name.into(),
                kind: NameKind::Place,
                mentions: 1,
                spellings: vec![],
                articles: vec!["1".into()],
                why: vec![],
            },
            uses: vec![("1".into(), name.into())],
        };
        for names in [["Zlin", "Brno"], ["Cheb", "Aš"]] {
            catalogue.begin().unwrap();
            catalogue.put_derived(&names.map(row), &[]).unwrap();
            catalogue.commit().unwrap();
            let found = catalogue.entities().unwrap();
            assert_eq!(
                found.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(),
                names
            );
        }
        assert_eq!(catalogue.derived_generation().unwrap(), 2);
        assert_eq!(
            catalogue.entity_uses("cheb").unwrap(),
            [("1".to_string(), "Cheb".to_string())]
        );
    }
}
