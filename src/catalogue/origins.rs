//! Where articles came from: the files as they were last read, and the origins of each article.

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::{OptionalExtension, params};

use super::Catalogue;

/// A file as it was when it was last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    pub bytes: u64,
    /// Milliseconds since 1970.
    pub modified: i64,
    /// Milliseconds since 1970.
    pub read_at: i64,
    /// SHA-256 of the content, in hexadecimal.
    pub hash: String,
}

/// The article that an origin belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub number: u64,
    /// The article's text is from this origin.
    pub first: bool,
    /// How many origins the article has.
    pub origins: u64,
    /// Of the article's first origin.
    pub draft_hash: String,
    pub text_hash: String,
}

impl Catalogue {
    /// Every file that was read, by path.
    pub fn files(&self) -> Result<HashMap<String, FileRow>> {
        let mut select = self
            .connection
            .prepare("SELECT path, bytes, modified, read_at, hash FROM file")?;
        let rows = select.query_map([], |row| {
            let file = FileRow {
                bytes: row.get::<_, i64>(1)?.unsigned_abs(),
                modified: row.get(2)?,
                read_at: row.get(3)?,
                hash: row.get(4)?,
            };
            Ok((row.get(0)?, file))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn put_file(&self, path: &str, file: &FileRow) -> Result<()> {
        self.connection.execute(
            "INSERT OR REPLACE INTO file(path, bytes, modified, read_at, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![path, i64::try_from(file.bytes)?, file.modified, file.read_at, file.hash],
        )?;
        Ok(())
    }

    pub fn remove_file(&self, path: &str) -> Result<()> {
        self.connection
            .execute("DELETE FROM file WHERE path = ?1", [path])?;
        Ok(())
    }

    /// For every origin, the hash of what it gave.
    pub fn draft_hashes(&self) -> Result<HashMap<String, String>> {
        let mut select = self
            .connection
            .prepare("SELECT origin, draft_hash FROM origin")?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub fn holder(&self, origin: &str) -> Result<Option<Holder>> {
        let holder = self.connection.query_row(
            "SELECT number, article.origin = origin.origin, article.draft_hash, text_hash,
                    (SELECT count(*) FROM origin AS every WHERE every.article = number)
             FROM origin JOIN article ON number = article WHERE origin.origin = ?1",
            [origin],
            |row| {
                Ok(Holder {
                    number: row.get::<_, i64>(0)?.unsigned_abs(),
                    first: row.get(1)?,
                    draft_hash: row.get(2)?,
                    text_hash: row.get(3)?,
                    origins: row.get::<_, i64>(4)?.unsigned_abs(),
                })
            },
        );
        Ok(holder.optional()?)
    }

    /// Says that an article (also) came from here.
    pub fn attach(&self, origin: &str, file: &str, number: u64, draft_hash: &str) -> Result<()> {
        self.connection.execute(
            "INSERT INTO origin(origin, file, article, draft_hash) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT(origin) DO UPDATE SET file = ?2, article = ?3, draft_hash = ?4",
            params![origin, file, i64::try_from(number)?, draft_hash],
        )?;
        Ok(())
    }

    pub fn detach(&self, origin: &str) -> Result<()> {
        self.connection
            .execute("DELETE FROM origin WHERE origin = ?1", [origin])?;
        Ok(())
    }

    /// The origins of an article in the order in which they came: origin, file, hash of what it gave.
    pub fn origins(&self, number: u64) -> Result<Vec<(String, String, String)>> {
        let mut select = self.connection.prepare(
            "SELECT origin, file, draft_hash FROM origin WHERE article = ?1 ORDER BY place",
        )?;
        let rows = select.query_map([i64::try_from(number)?], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The origins that a file gave.
    pub fn origins_in(&self, file: &str) -> Result<Vec<String>> {
        self.strings(
            "SELECT origin FROM origin WHERE file = ?1 ORDER BY place",
            [file],
        )
    }

    /// Every origin with the id of its article, in the order in which they came.
    pub fn all_origins(&self) -> Result<Vec<(String, String)>> {
        let mut select = self.connection.prepare(
            "SELECT origin.origin, id FROM origin JOIN article ON number = article ORDER BY place",
        )?;
        let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Ids of the articles with this origin, else of those that this file gave.
    pub fn ids_from(&self, origin: &str) -> Result<Vec<String>> {
        const SELECT: &str = "SELECT DISTINCT id FROM origin JOIN article ON number = article";
        let exact = self.strings(&format!("{SELECT} WHERE origin.origin = ?1"), [origin])?;
        if !exact.is_empty() {
            return Ok(exact);
        }
        self.strings(
            &format!("{SELECT} WHERE file = ?1 ORDER BY place"),
            [origin],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::NewArticle;
    use super::*;

    #[test]
    fn one_article_may_have_two_origins() {
        let catalogue = Catalogue::in_memory().unwrap();
        let draft = crate::model::Draft {
            origin: "/a.txt".into(),
            ..Default::default()
        };
        let article = crate::analysis::analyse(draft, "1".into());
        let new = NewArticle {
            article: &article,
            url_key: None,
            text_hash: "t",
            draft_hash: "d",
            profile: "{}",
            words: 0,
        };
        catalogue.begin().unwrap();
        let number = catalogue.insert(&new).unwrap();
        catalogue.attach("/a.txt", "/a.txt", number, "d").unwrap();
        catalogue
            .attach("/b.jsonl#7", "/b.jsonl", number, "e")
            .unwrap();
        catalogue.commit().unwrap();
        let holder = catalogue.holder("/b.jsonl#7").unwrap().unwrap();
        assert_eq!((holder.first, holder.origins), (false, 2));
        assert!(catalogue.holder("/a.txt").unwrap().unwrap().first);
        assert_eq!(catalogue.ids_from("/b.jsonl").unwrap(), ["1"]);
        assert_eq!(catalogue.origins_in("/b.jsonl").unwrap(), ["/b.jsonl#7"]);
        catalogue.detach("/a.txt").unwrap();
        assert_eq!(catalogue.origins(number).unwrap().len(), 1);
    }

    #[test]
    fn a_file_is_remembered_as_it_was_read() {
        let catalogue = Catalogue::in_memory().unwrap();
        let row = FileRow {
            bytes: 10,
            modified: 5,
            read_at: 9,
            hash: "h".into(),
        };
        catalogue.put_file("/a.txt", &row).unwrap();
        assert_eq!(catalogue.files().unwrap().get("/a.txt"), Some(&row));
        catalogue.remove_file("/a.txt").unwrap();
        assert!(catalogue.files().unwrap().is_empty());
    }
}
