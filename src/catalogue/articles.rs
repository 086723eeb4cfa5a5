//! Articles in the catalogue: put, replaced, taken out, read.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, Row, params};

use super::Catalogue;
use super::damage::DamagedArticle;
use crate::analysis::names::{self, Apart};
use crate::model::{Article, NameKind, Published};

/// The facts of an article, without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub number: u64,
    pub id: String,
    /// The first origin.
    pub origin: String,
    pub title: String,
    pub outlet: Option<String>,
    pub published: Option<Published>,
    pub language: Option<String>,
    pub words: u64,
}

/// An article to be put, with what is remembered of it.
#[derive(Clone, Copy, Debug)]
pub struct NewArticle<'a> {
    pub article: &'a Article,
    /// Under which two URLs are one.
    pub url_key: Option<&'a str>,
    /// Under which two texts are one.
    pub text_hash: &'a str,
    /// Changes with anything that the source gives.
    pub draft_hash: &'a str,
    /// What grouping into stories needs, as JSON.
    pub profile: &'a str,
    pub words: u64,
}

/// Counts for the title line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub articles: u64,
    pub outlets: u64,
    pub stories: u64,
    pub entities: u64,
    pub undated: u64,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
}

const HEAD: &str = "number, id, origin, title, outlet, published, language, words";

impl Catalogue {
    /// Puts a new article; its number. Belongs between `begin` and `commit`.
    pub fn insert(&self, new: &NewArticle) -> Result<u64> {
        let generation = self.next_generation()?;
        let article = new.article;
        self.connection.execute(
            "INSERT INTO article(id, origin, url_key, text_hash, draft_hash, title, outlet, published, seconds, day,
                                 language, words, generation)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                article.id,
                article.origin,
                new.url_key,
                new.text_hash,
                new.draft_hash,
                article.title,
                article.outlet,
                published_json(article)?,
                article.published.as_ref().map(|p| p.seconds),
                article.published.as_ref().map(Published::day),
                article.language,
                i64::try_from(new.words)?,
                generation,
            ],
        )?;
        let number = self.connection.last_insert_rowid();
        self.put_content(number, new)?;
        Ok(u64::try_from(number)?)
    }

    /// Puts an article in the place of another: the number stays, everything else is new.
    pub fn replace(&self, number: u64, new: &NewArticle) -> Result<()> {
        let generation = self.next_generation()?;
        let number = i64::try_from(number)?;
        let article = new.article;
        self.connection.execute(
            "UPDATE article SET id = ?1, origin = ?2, url_key = ?3, text_hash = ?4, draft_hash = ?5, title = ?6,
                    outlet = ?7, published = ?8, seconds = ?9, day = ?10, language = ?11, words = ?12, generation = ?13
             WHERE number = ?14",
            params![
                article.id,
                article.origin,
                new.url_key,
                new.text_hash,
                new.draft_hash,
                article.title,
                article.outlet,
                published_json(article)?,
                article.published.as_ref().map(|p| p.seconds),
                article.published.as_ref().map(Published::day),
                article.language,
                i64::try_from(new.words)?,
                generation,
                number,
            ],
        )?;
        self.put_content(number, new)
    }

    fn put_content(&self, number: i64, new: &NewArticle) -> Result<()> {
        self.connection.execute(
            "INSERT INTO content(article, json, profile) VALUES (?1, ?2, ?3)
             ON CONFLICT(article) DO UPDATE SET json = ?2, profile = ?3",
            params![number, serde_json::to_string(new.article)?, new.profile],
        )?;
        self.connection
            .execute("DELETE FROM name_use WHERE article = ?1", [number])?;
        let mut insert = self.connection.prepare(
            "INSERT INTO name_use(article, name, kind, mentions, spellings, apart) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        let mentions = new.article.mentions.iter();
        let mut apart: BTreeMap<(&str, NameKind), Apart> = BTreeMap::new();
        for mention in mentions {
            let held = apart.entry((&mention.entity, mention.kind)).or_default();
            *held = names::apart(mention).max(*held);
        }
        for ((name, kind), spellings) in uses(new.article) {
            let mentions: i64 = spellings.values().sum();
            let spellings: Vec<(&str, i64)> = spellings.into_iter().collect();
            insert.execute(params![
                number,
                name,
                kind.word(),
                mentions,
                serde_json::to_string(&spellings)?,
                apart
                    .get(&(name, kind))
                    .copied()
                    .unwrap_or_default()
                    .number()
            ])?;
        }
        Ok(())
    }

    /// Gives an article another first origin: the one it had is gone.
    pub fn set_first_origin(&self, number: u64, origin: &str, draft_hash: &str) -> Result<()> {
        let mut article = self
            .article_numbered(number)?
            .with_context(|| format!("no article {number}"))?;
        article.origin = origin.to_string();
        let generation = self.next_generation()?;
        let number = i64::try_from(number)?;
        self.connection.execute(
            "UPDATE article SET origin = ?1, draft_hash = ?2, generation = ?3 WHERE number = ?4",
            params![origin, draft_hash, generation, number],
        )?;
        self.connection.execute(
            "UPDATE content SET json = ?1 WHERE article = ?2",
            params![serde_json::to_string(&article)?, number],
        )?;
        Ok(())
    }

    /// Takes an article out, with its origins.
    pub fn remove(&self, number: u64) -> Result<()> {
        let generation = self.next_generation()?;
        let number = i64::try_from(number)?;
        self.connection
            .execute("DELETE FROM article WHERE number = ?1", [number])?;
        self.connection.execute(
            "INSERT OR REPLACE INTO removed(article, generation) VALUES (?1, ?2)",
            params![number, generation],
        )?;
        Ok(())
    }

    /// Numbers of the articles at this address, ascending.
    pub fn numbers_with_url(&self, url_key: &str) -> Result<Vec<u64>> {
        let mut select = self
            .connection
            .prepare("SELECT number FROM article WHERE url_key = ?1 ORDER BY number")?;
        let numbers = select.query_map([url_key], |row| row.get::<_, i64>(0))?;
        numbers.map(|number| Ok(u64::try_from(number?)?)).collect()
    }

    /// The number of the first article with this text.
    pub fn number_with_text(&self, text_hash: &str) -> Result<Option<u64>> {
        self.number_where("text_hash = ?1", text_hash)
    }

    /// Where an article came from first.
    pub fn first_origin(&self, number: u64) -> Result<Option<String>> {
        let number = i64::try_from(number)?;
        let origin = self.connection.query_row(
            "SELECT origin FROM article WHERE number = ?1",
            [number],
            |row| row.get(0),
        );
        Ok(origin.optional()?)
    }

    pub fn number(&self, id: &str) -> Result<Option<u64>> {
        self.number_where("id = ?1", id)
    }

    /// `condition` is one of ours, never the reader's.
    fn number_where(&self, condition: &str, value: &str) -> Result<Option<u64>> {
        let sql = format!("SELECT number FROM article WHERE {condition} ORDER BY number LIMIT 1");
        let number: Option<i64> = self
            .connection
            .query_row(&sql, [value], |row| row.get(0))
            .optional()?;
        Ok(number.map(i64::try_into).transpose()?)
    }

    pub fn article_numbered(&self, number: u64) -> Result<Option<Article>> {
        let json: Option<String> = self
            .connection
            .query_row(
                "SELECT json FROM content WHERE article = ?1",
                [i64::try_from(number)?],
                |row| row.get(0),
            )
            .optional()?;
        json.map(|json| serde_json::from_str(&json).map_err(|_| DamagedArticle.into()))
            .transpose()
    }

    /// The facts of all articles, by number. Grows with the number of articles: 10,000 take about 20 ms.
    pub fn heads(&self) -> Result<Vec<Head>> {
        let mut select = self
            .connection
            .prepare(&format!("SELECT {HEAD} FROM article ORDER BY number"))?;
        let heads = select.query_map([], head)?;
        Ok(heads.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of the articles whose id begins so, at most `limit`.
    pub fn ids_beginning(&self, prefix: &str, limit: u32) -> Result<Vec<String>> {
        // Behind the last hexadecimal digit comes `g`.
        self.strings(
            "SELECT id FROM article WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT ?2",
            params![prefix, limit],
        )
    }

    /// Ids of the articles with this URL.
    pub fn ids_with_url(&self, url_key: &str) -> Result<Vec<String>> {
        self.strings(
            "SELECT id FROM article WHERE url_key = ?1 ORDER BY number",
            [url_key],
        )
    }

    /// Numbers of the articles put after a generation, ascending.
    pub fn put_after(&self, generation: u64) -> Result<Vec<u64>> {
        self.numbers(
            "SELECT number FROM article WHERE generation > ?1 ORDER BY number",
            generation,
        )
    }

    /// Numbers of the articles that were last put at a generation or before it.
    pub fn put_until(&self, generation: u64) -> Result<Vec<u64>> {
        self.numbers(
            "SELECT number FROM article WHERE generation <= ?1 ORDER BY number",
            generation,
        )
    }

    /// Numbers of the articles taken out after a generation.
    pub fn removed_after(&self, generation: u64) -> Result<Vec<u64>> {
        self.numbers(
            "SELECT article FROM removed WHERE generation > ?1 ORDER BY article",
            generation,
        )
    }

    fn numbers(&self, sql: &str, generation: u64) -> Result<Vec<u64>> {
        let mut select = self.connection.prepare(sql)?;
        let numbers = select.query_map([i64::try_from(generation)?], |row| row.get::<_, i64>(0))?;
        numbers.map(|number| Ok(u64::try_from(number?)?)).collect()
    }

    /// The index has heard of every article taken out.
    pub fn forget_removed(&self) -> Result<()> {
        let forgotten = self.connection.execute("DELETE FROM removed", [])?;
        if forgotten > 0 {
            self.set_meta("forgotten", &self.generation()?.to_string())?;
        }
        Ok(())
    }

    /// Which articles were taken out before this generation is not known any more.
    pub fn forgotten_generation(&self) -> Result<u64> {
        self.counter("forgotten")
    }

    pub(super) fn strings(&self, sql: &str, with: impl rusqlite::Params) -> Result<Vec<String>> {
        let mut select = self.connection.prepare(sql)?;
        let found = select.query_map(with, |row| row.get(0))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    pub fn counts(&self) -> Result<Counts> {
        Ok(self.connection.query_row(
            "SELECT (SELECT count(*) FROM article), (SELECT count(DISTINCT outlet) FROM article),
                    (SELECT count(*) FROM story), (SELECT count(*) FROM entity),
                    (SELECT count(*) FROM article WHERE day IS NULL),
                    (SELECT min(day) FROM article), (SELECT max(day) FROM article)",
            [],
            |row| {
                let count = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
                Ok(Counts {
                    articles: count(0)?,
                    outlets: count(1)?,
                    stories: count(2)?,
                    entities: count(3)?,
                    undated: count(4)?,
                    first_day: row.get(5)?,
                    last_day: row.get(6)?,
                })
            },
        )?)
    }
}

fn published_json(article: &Article) -> Result<Option<String>> {
    let json = article.published.as_ref().map(serde_json::to_string);
    Ok(json.transpose()?)
}

fn head(row: &Row) -> rusqlite::Result<Head> {
    let published: Option<String> = row.get(5)?;
    Ok(Head {
        number: row.get::<_, i64>(0)?.unsigned_abs(),
        id: row.get(1)?,
        origin: row.get(2)?,
        title: row.get(3)?,
        outlet: row.get(4)?,
        published: published.and_then(|json| serde_json::from_str(&json).ok()),
        language: row.get(6)?,
        words: row.get::<_, i64>(7)?.unsigned_abs(),
    })
}

/// The names of an article, in its text and around it, each with its writings and how often each stands there.
fn uses(article: &Article) -> BTreeMap<(&str, NameKind), BTreeMap<&str, i64>> {
    let mut uses: BTreeMap<(&str, NameKind), BTreeMap<&str, i64>> = BTreeMap::new();
    let around = article.asides.iter();
    let around = around.flat_map(|aside| aside.mentions.iter().map(|one| (one, &aside.text)));
    let inside = article.mentions.iter().map(|one| (one, &article.body));
    for (mention, text) in inside.chain(around) {
        *uses
            .entry((&mention.entity, mention.kind))
            .or_default()
            .entry(mention.span().of(text))
            .or_default() += 1;
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aside, AsideKind, Draft, Mention};

    fn article(id: &str, body: &str) -> Article {
        let draft = Draft {
            origin: format!("/{id}.txt"),
            title: Some("A title".into()),
            paragraphs: vec![body.into()],
            ..Draft::default()
        };
        crate::analysis::analyse(draft, id.into())
    }

    fn new<'a>(
        article: &'a Article,
        url_key: Option<&'a str>,
        text_hash: &'a str,
    ) -> NewArticle<'a> {
        NewArticle {
            article,
            url_key,
            text_hash,
            draft_hash: "d",
            profile: "{}",
            words: 3,
        }
    }

    #[test]
    fn an_article_comes_back_as_it_was_put() {
        let catalogue = Catalogue::in_memory().unwrap();
        let article = article("00aa", "Rain fell on Ostrava.");
        catalogue.begin().unwrap();
        let number = catalogue.insert(&new(&article, Some("k"), "t")).unwrap();
        catalogue.commit().unwrap();
        assert_eq!(catalogue.article_numbered(number).unwrap(), Some(article));
        assert_eq!(catalogue.numbers_with_url("k").unwrap(), [number]);
        assert!(catalogue.numbers_with_url("other").unwrap().is_empty());
        assert_eq!(catalogue.number_with_text("t").unwrap(), Some(number));
        assert_eq!(
            catalogue.first_origin(number).unwrap().as_deref(),
            Some("/00aa.txt")
        );
        assert_eq!(catalogue.ids_beginning("00", 5).unwrap(), ["00aa"]);
        assert_eq!(catalogue.counts().unwrap().undated, 1);
    }

    #[test]
    fn the_index_can_ask_what_changed_since() {
        let catalogue = Catalogue::in_memory().unwrap();
        let (one, two) = (article("1", "One."), article("2", "Two."));
        catalogue.begin().unwrap();
        let first = catalogue.insert(&new(&one, None, "1")).unwrap();
        catalogue.commit().unwrap();
        catalogue.begin().unwrap();
        let second = catalogue.insert(&new(&two, None, "2")).unwrap();
        catalogue.remove(first).unwrap();
        catalogue.commit().unwrap();
        assert_eq!(catalogue.put_after(1).unwrap(), [second]);
        assert_eq!(catalogue.removed_after(1).unwrap(), [first]);
        assert!(catalogue.removed_after(2).unwrap().is_empty());
    }

    #[test]
    fn the_writings_of_a_name_are_counted() {
        let mut article = article("1", "Ana Lind met Lind. Lind left.");
        for (start, end) in [(0, 8), (13, 17), (19, 23)] {
            article.mentions.push(Mention {
                start,
                end,
                kind: NameKind::Person,
                entity: "Ana Lind".into(),
                why: String::new(),
            });
        }
        article.mentions.drain(..article.mentions.len() - 3);
        let mut caption = Aside::new(AsideKind::Caption, "Lind in Oslo".into(), 0);
        caption.mentions.push(Mention {
            start: 0,
            end: 4,
            ..article.mentions[1].clone()
        });
        article.asides.push(caption);
        let uses = uses(&article);
        let writings = &uses[&("Ana Lind", NameKind::Person)];
        assert_eq!((writings["Ana Lind"], writings["Lind"]), (1, 3));
    }
}
