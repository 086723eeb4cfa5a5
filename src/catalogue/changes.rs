//! Which articles were put and taken out since a generation: what the index asks to follow.

use anyhow::Result;
use rusqlite::params;

use super::sum::Sum;
use super::{Catalogue, damage};

impl Catalogue {
    /// Takes an article out, with its origins.
    pub fn remove(&self, number: u64) -> Result<()> {
        let generation = self.next_generation()?;
        self.alter();
        let number = i64::try_from(number)?;
        self.connection
            .execute("DELETE FROM article WHERE number = ?1", [number])?;
        self.connection.execute(
            "INSERT OR REPLACE INTO removed(article, generation, sum) VALUES (?1, ?2, ?3)",
            params![
                number,
                generation,
                Sum::of("removed").number(number).number(generation).end()
            ],
        )?;
        Ok(())
    }

    /// Numbers of the articles put after a generation, ascending. Walks the facts of all articles.
    pub fn put_after(&self, generation: u64) -> Result<Vec<u64>> {
        let generation = i64::try_from(generation)?;
        let rows = self.rows("NOT INDEXED ORDER BY number", [])?;
        let later = rows.into_iter().filter(|row| row.generation > generation);
        Ok(later.map(|row| row.head.number).collect())
    }

    /// Numbers of the articles that were last put at a generation or before it.
    pub fn put_until(&self, generation: u64) -> Result<Vec<u64>> {
        let generation = i64::try_from(generation)?;
        let rows = self.rows("NOT INDEXED ORDER BY number", [])?;
        let earlier = rows.into_iter().filter(|row| row.generation <= generation);
        Ok(earlier.map(|row| row.head.number).collect())
    }

    /// Numbers of the articles taken out after a generation.
    pub fn removed_after(&self, generation: u64) -> Result<Vec<u64>> {
        self.at_once(|here| {
            let mut select = here
                .connection
                .prepare("SELECT article, generation, sum FROM removed ORDER BY article")?;
            let mut found = select.query([])?;
            let (mut count, mut numbers) = (0, Vec::new());
            while let Some(row) = found.next()? {
                damage::check("removed", row, 2, || "an article taken out".into())?;
                count += 1;
                if row.get::<_, i64>(1)?.unsigned_abs() > generation {
                    numbers.push(row.get::<_, i64>(0)?.unsigned_abs());
                }
            }
            here.expect("articles taken out", count, here.counts()?.removed)?;
            Ok(numbers)
        })
    }

    /// The index has heard of every article taken out.
    pub fn forget_removed(&self) -> Result<()> {
        if self.counts()?.removed == 0 {
            return Ok(());
        }
        self.begin()?;
        self.connection.execute("DELETE FROM removed", [])?;
        self.set_meta("forgotten", &self.generation()?.to_string())?;
        self.commit_unseen()
    }
}

#[cfg(test)]
mod tests {
    use super::super::NewArticle;
    use super::*;
    use crate::model::{Article, Draft};

    fn article(id: &str) -> Article {
        let draft = Draft {
            origin: format!("/{id}.txt"),
            paragraphs: vec![format!("Number {id}.")],
            ..Draft::default()
        };
        crate::analysis::reading::analyse(draft, id.into())
    }

    fn new<'a>(article: &'a Article, text_hash: &'a str) -> NewArticle<'a> {
        NewArticle {
            article,
            url_key: None,
            text_hash,
            draft_hash: "d",
            profile: "{}",
            words: 3,
        }
    }

    #[test]
    fn the_index_can_ask_what_changed_since() {
        let catalogue = Catalogue::in_memory().unwrap();
        let (one, two) = (article("1"), article("2"));
        catalogue.begin().unwrap();
        let first = catalogue.insert(&new(&one, "1")).unwrap();
        catalogue.commit().unwrap();
        catalogue.begin().unwrap();
        let second = catalogue.insert(&new(&two, "2")).unwrap();
        catalogue.remove(first).unwrap();
        catalogue.commit().unwrap();
        assert_eq!(catalogue.put_after(1).unwrap(), [second]);
        assert_eq!(catalogue.removed_after(1).unwrap(), [first]);
        assert!(catalogue.removed_after(2).unwrap().is_empty());
    }
}
