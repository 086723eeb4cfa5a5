//! Articles in the catalogue: put, replaced, taken out, read.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::Catalogue;
use super::damage::{self, missing};
use super::names::name_rows;
use super::packing::{packed, unpacked};
use super::sum::{Field, Sum};
use super::sum::{json_sum, profile_sum};
use crate::model::{Article, Published};

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

/// A row of the table: what its columns hold but for its sums.
pub(super) struct Row {
    pub head: Head,
    url_key: Option<String>,
    text_hash: String,
    draft_hash: String,
    pub generation: i64,
    /// The sums of its names, one upon the other.
    uses: i64,
}

const COLUMNS: &str = "number, id, origin, title, outlet, published, language, words, url_key, text_hash, draft_hash, \
                       generation, uses, sum, origins";
/// Columns that the sum is of.
const SUMMED: usize = 13;
/// Digits of an id: what is shorter or longer is none.
const ID_DIGITS: usize = 12;

impl Catalogue {
    /// Puts a new article; its number. Belongs between `begin` and `commit`.
    pub fn insert(&self, new: &NewArticle) -> Result<u64> {
        let last: i64 = self
            .connection
            .prepare(
                "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0),
                            coalesce((SELECT max(number) FROM article), 0))",
            )?
            .query_row([], |row| row.get(0))?;
        let number = u64::try_from(last + 1)?;
        self.replace(number, new)?;
        Ok(number)
    }

    /// Puts an article in the place of another: the number stays, and where it came from; everything else is new.
    pub fn replace(&self, number: u64, new: &NewArticle) -> Result<()> {
        let article = new.article;
        let names = name_rows(article)?;
        let row = Row {
            head: Head {
                number,
                id: article.id.clone(),
                origin: article.origin.clone(),
                title: article.title.clone(),
                outlet: article.outlet.clone(),
                published: article.published.clone(),
                language: article.language.clone(),
                words: new.words,
            },
            url_key: new.url_key.map(str::to_string),
            text_hash: new.text_hash.to_string(),
            draft_hash: new.draft_hash.to_string(),
            generation: self.next_generation()?,
            uses: names.iter().fold(0, |sums, row| sums ^ row.sum()),
        };
        if !self.is_derived_from(&row, new.profile) {
            self.alter();
        }
        self.put_row(&row)?;
        let number = i64::try_from(number)?;
        let json = serde_json::to_string(article)?;
        self.connection
            .prepare(
                "INSERT INTO content(article, json, json_sum, profile, profile_sum) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(article) DO UPDATE SET json = ?2, json_sum = ?3, profile = ?4, profile_sum = ?5",
            )?
            .execute(params![
                number,
                packed(&json)?,
                json_sum(number, &json),
                packed(new.profile)?,
                profile_sum(number, new.profile),
            ])?;
        self.put_names(number, &names)
    }

    /// Whether the article of this number has these facts, names and this profile already: then nothing that is derived
    /// across articles becomes another.
    fn is_derived_from(&self, row: &Row, profile: &str) -> bool {
        let held = i64::try_from(row.head.number).ok().and_then(|number| {
            let sum = self
                .connection
                .prepare("SELECT profile_sum FROM content WHERE article = ?1")
                .and_then(|mut select| select.query_row([number], |row| row.get::<_, i64>(0)));
            // What cannot be read is taken for another.
            Some((self.row(row.head.number).ok()??, sum.ok()?, number))
        });
        held.is_some_and(|(held, sum, number)| {
            held.head == row.head && held.uses == row.uses && sum == profile_sum(number, profile)
        })
    }

    /// Where there is one of this number, its origins stay.
    fn put_row(&self, row: &Row) -> Result<()> {
        let head = &row.head;
        let published = head.published.as_ref().map(serde_json::to_string);
        let published = published.transpose()?;
        let fields: [Field; SUMMED] = [
            i64::try_from(head.number)?.into(),
            (&head.id).into(),
            (&head.origin).into(),
            (&head.title).into(),
            head.outlet.as_ref().into(),
            published.as_ref().into(),
            head.language.as_ref().into(),
            i64::try_from(head.words)?.into(),
            row.url_key.as_ref().into(),
            (&row.text_hash).into(),
            (&row.draft_hash).into(),
            row.generation.into(),
            row.uses.into(),
        ];
        let sum = Field::Number(Sum::of("article").fields(&fields).end());
        let sql = format!(
            "INSERT INTO article({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0)
             ON CONFLICT(number) DO UPDATE SET id = ?2, origin = ?3, title = ?4, outlet = ?5, published = ?6,
                language = ?7, words = ?8, url_key = ?9, text_hash = ?10, draft_hash = ?11, generation = ?12, uses = ?13,
                sum = ?14"
        );
        self.connection
            .prepare(&sql)?
            .execute(params_from_iter(fields.into_iter().chain([sum])))?;
        Ok(())
    }

    /// Gives an article another first origin: the one it had is gone.
    pub fn set_first_origin(&self, number: u64, origin: &str, draft_hash: &str) -> Result<()> {
        let mut article = self
            .article_numbered(number)?
            .with_context(|| format!("no article {number}"))?;
        article.origin = origin.to_string();
        let mut row = self
            .row(number)?
            .with_context(|| format!("no article {number}"))?;
        row.head.origin = origin.to_string();
        row.draft_hash = draft_hash.to_string();
        row.generation = self.next_generation()?;
        self.alter();
        self.put_row(&row)?;
        let number = i64::try_from(number)?;
        let json = serde_json::to_string(&article)?;
        self.connection.execute(
            "UPDATE content SET json = ?1, json_sum = ?2 WHERE article = ?3",
            params![packed(&json)?, json_sum(number, &json), number],
        )?;
        Ok(())
    }

    /// Numbers of the articles at this address, ascending.
    pub fn numbers_with_url(&self, url_key: &str) -> Result<Vec<u64>> {
        let rows = self.rows("WHERE url_key = ?1 ORDER BY number", [url_key])?;
        Ok(rows.into_iter().map(|row| row.head.number).collect())
    }

    /// The number of the first article with this text.
    pub fn number_with_text(&self, text_hash: &str) -> Result<Option<u64>> {
        let same = self.first_row("WHERE text_hash = ?1 ORDER BY number LIMIT 1", text_hash)?;
        Ok(same.map(|row| row.head.number))
    }

    /// Where an article came from first.
    pub fn first_origin(&self, number: u64) -> Result<Option<String>> {
        Ok(self.row(number)?.map(|row| row.head.origin))
    }

    pub fn number(&self, id: &str) -> Result<Option<u64>> {
        let row = match self.first_row("WHERE id = ?1", id)? {
            // What the index does not find may be there all the same.
            None if id.len() == ID_DIGITS => self.first_row("NOT INDEXED WHERE id = ?1", id)?,
            found => found,
        };
        Ok(row.map(|row| row.head.number))
    }

    /// Facts and hashes of what an article was first read from; and that is all of its row.
    pub(super) fn hashes(&self, number: u64) -> Result<Option<(Head, String, String)>> {
        let row = self.row(number)?;
        Ok(row.map(|row| (row.head, row.text_hash, row.draft_hash)))
    }

    fn row(&self, number: u64) -> Result<Option<Row>> {
        let number = i64::try_from(number)?;
        Ok(self.rows("WHERE number = ?1", [number])?.pop())
    }

    /// `condition` is one of ours, never the reader's.
    fn first_row(&self, condition: &str, value: &str) -> Result<Option<Row>> {
        Ok(self.rows(condition, [value])?.into_iter().next())
    }

    /// Rows that are what was written, and all of them that SQLite finds. `condition` is one of ours, never the reader's.
    pub(super) fn rows(&self, condition: &str, with: impl rusqlite::Params) -> Result<Vec<Row>> {
        let mut select = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} FROM article {condition}"))?;
        let mut found = select.query(with)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            check_row(row)?;
            rows.push(Row {
                head: head(row)?,
                url_key: row.get(8)?,
                text_hash: row.get(9)?,
                draft_hash: row.get(10)?,
                generation: row.get(11)?,
                uses: row.get(12)?,
            });
        }
        Ok(rows)
    }

    /// Fails with damage where the article is there and its text is not, or is another than was written.
    pub fn article_numbered(&self, number: u64) -> Result<Option<Article>> {
        let number = i64::try_from(number)?;
        let found: Option<(Option<String>, i64)> = self
            .connection
            .prepare("SELECT json, json_sum FROM content WHERE article = ?1")?
            .query_row([number], |row| Ok((unpacked(row.get_ref(0)?), row.get(1)?)))
            .optional()?;
        let Some((json, sum)) = found else {
            let is_there: bool = self
                .connection
                .prepare("SELECT count(*) > 0 FROM article WHERE number = ?1")?
                .query_row([number], |row| row.get(0))?;
            return match is_there {
                true => Err(missing(&format!("the text of article {number}"))),
                false => Ok(None),
            };
        };
        let json = json.filter(|json| sum == json_sum(number, json));
        let json = json.ok_or_else(|| damage::not_the_text(number))?;
        Ok(Some(serde_json::from_str(&json)?))
    }

    /// What changes with anything that an article's source gives, of one article by its id.
    pub fn mark_of_article(&self, id: &str) -> Result<Option<String>> {
        let row = self.first_row("WHERE id = ?1", id)?;
        Ok(row.map(|row| row.draft_hash))
    }

    /// The same of all articles, by id. Grows with their number, as [`Catalogue::heads`] does.
    pub fn marks_of_articles(&self) -> Result<HashMap<String, String>> {
        let rows = self.rows("", [])?.into_iter();
        Ok(rows.map(|row| (row.head.id, row.draft_hash)).collect())
    }

    /// The facts of all articles, by number. Grows with the number of articles: 10,000 take about 25 ms.
    pub fn heads(&self) -> Result<Vec<Head>> {
        self.at_once(|here| {
            let mut select = here
                .connection
                .prepare(&format!("SELECT {COLUMNS} FROM article ORDER BY number"))?;
            let mut found = select.query([])?;
            let mut heads: Vec<Head> = Vec::new();
            while let Some(row) = found.next()? {
                check_row(row)?;
                heads.push(head(row)?);
            }
            here.expect("articles", heads.len(), here.counts()?.articles)?;
            Ok(heads)
        })
    }

    /// By number of the article: the sums of its names and of its origins, each upon the other.
    pub(super) fn sums(&self) -> Result<BTreeMap<i64, (i64, i64)>> {
        let mut select = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} FROM article ORDER BY number"))?;
        let mut found = select.query([])?;
        let mut sums = BTreeMap::new();
        while let Some(row) = found.next()? {
            check_row(row)?;
            sums.insert(row.get(0)?, (row.get(12)?, row.get(14)?));
        }
        self.expect("articles", sums.len(), self.counts()?.articles)?;
        Ok(sums)
    }

    /// The sums of the origins of an article, one upon the other; `None` where there is no such article.
    pub(super) fn origins_sum(&self, number: i64) -> Result<Option<i64>> {
        Ok(self
            .connection
            .prepare("SELECT origins FROM article WHERE number = ?1")?
            .query_row([number], |row| row.get(0))
            .optional()?)
    }

    /// Lays the sum of an origin upon those of its article, which puts it in or takes it out.
    pub(super) fn lay_origin(&self, number: i64, sum: i64) -> Result<()> {
        if let Some(sums) = self.origins_sum(number)? {
            self.connection
                .prepare("UPDATE article SET origins = ?1 WHERE number = ?2")?
                .execute([sums ^ sum, number])?;
        }
        Ok(())
    }

    /// Ids of the articles whose id begins so, at most `limit`. Walks the facts of all articles, as an index that is damaged
    /// may tell of one where there are two.
    pub fn ids_beginning(&self, prefix: &str, limit: u32) -> Result<Vec<String>> {
        // Behind the last hexadecimal digit comes `g`.
        let rows = self.rows(
            "NOT INDEXED WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT ?2",
            params![prefix, limit],
        )?;
        Ok(rows.into_iter().map(|row| row.head.id).collect())
    }

    /// Ids of the articles with this URL. Walks the facts of all articles.
    pub fn ids_with_url(&self, url_key: &str) -> Result<Vec<String>> {
        let rows = self.rows("NOT INDEXED WHERE url_key = ?1 ORDER BY number", [url_key])?;
        Ok(rows.into_iter().map(|row| row.head.id).collect())
    }
}

/// The whole row against its sum.
fn check_row(row: &rusqlite::Row) -> Result<()> {
    damage::check("article", row, SUMMED, || match row.get::<_, i64>(0) {
        Ok(number) => format!("the facts of article {number}"),
        Err(_) => "an article".to_string(),
    })
}

fn head(row: &rusqlite::Row) -> Result<Head> {
    let published: Option<String> = row.get(5)?;
    let published = published.map(|json| serde_json::from_str(&json));
    Ok(Head {
        number: row.get::<_, i64>(0)?.unsigned_abs(),
        id: row.get(1)?,
        origin: row.get(2)?,
        title: row.get(3)?,
        outlet: row.get(4)?,
        published: published.transpose()?,
        language: row.get(6)?,
        words: row.get::<_, i64>(7)?.unsigned_abs(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Draft;

    fn article(id: &str, body: &str) -> Article {
        let draft = Draft {
            origin: format!("/{id}.txt"),
            title: Some("A title".into()),
            paragraphs: vec![body.into()],
            ..Draft::default()
        };
        crate::analysis::reading::analyse(draft, id.into())
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
}
