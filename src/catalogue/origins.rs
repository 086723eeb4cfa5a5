//! Where articles came from: the files as they were last read, and the origins of each article.

use std::collections::HashMap;

use anyhow::Result;
use rusqlite::{Row, params_from_iter};

use super::Catalogue;
use super::damage::{self, Damage, missing};
use super::sum::{Field, Sum};
use crate::model::Skipped;

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
    /// What the report said of records in it that gave no article, so that it can say so again without reading them.
    pub told: Vec<Skipped>,
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

const COLUMNS: &str = "origin, file, article, draft_hash, sum";

/// A row of the table, but for its sum.
struct OriginRow {
    origin: String,
    file: String,
    article: i64,
    draft_hash: String,
    sum: i64,
}

impl Catalogue {
    /// Every file that was read, by path.
    pub fn files(&self) -> Result<HashMap<String, FileRow>> {
        self.at_once(|here| {
            let mut select = here
                .connection
                .prepare("SELECT path, bytes, modified, read_at, hash, told, sum FROM file")?;
            let mut rows = select.query([])?;
            let mut files = HashMap::new();
            while let Some(row) = rows.next()? {
                files.insert(row.get(0)?, file_row(row)?);
            }
            here.expect("files", files.len(), here.counts()?.files)?;
            Ok(files)
        })
    }

    /// A file as it was when it was last read; `None` where none of this path was.
    pub fn file(&self, path: &str) -> Result<Option<FileRow>> {
        let mut select = self.connection.prepare(
            "SELECT path, bytes, modified, read_at, hash, told, sum FROM file WHERE path = ?1",
        )?;
        let mut rows = select.query([path])?;
        rows.next()?.map(file_row).transpose()
    }

    pub fn put_file(&self, path: &str, file: &FileRow) -> Result<()> {
        let told = match file.told.as_slice() {
            [] => String::new(),
            told => serde_json::to_string(told)?,
        };
        let fields: [Field; 6] = [
            path.into(),
            i64::try_from(file.bytes)?.into(),
            file.modified.into(),
            file.read_at.into(),
            (&file.hash).into(),
            (&told).into(),
        ];
        let sum = Field::Number(Sum::of("file").fields(&fields).end());
        self.connection
            .prepare(
                "INSERT OR REPLACE INTO file(path, bytes, modified, read_at, hash, told, sum)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params_from_iter(fields.into_iter().chain([sum])))?;
        Ok(())
    }

    pub fn remove_file(&self, path: &str) -> Result<()> {
        self.connection
            .execute("DELETE FROM file WHERE path = ?1", [path])?;
        Ok(())
    }

    /// Rows that are what was written. `condition` is one of ours, never the reader's.
    fn origin_rows(&self, condition: &str, with: impl rusqlite::Params) -> Result<Vec<OriginRow>> {
        let mut select = self
            .connection
            .prepare(&format!("SELECT {COLUMNS} FROM origin {condition}"))?;
        let mut found = select.query(with)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            damage::check("origin", row, 4, || match row.get::<_, String>(0) {
                Ok(origin) => format!("the origin {origin}"),
                Err(_) => "an origin".to_string(),
            })?;
            rows.push(OriginRow {
                origin: row.get(0)?,
                file: row.get(1)?,
                article: row.get(2)?,
                draft_hash: row.get(3)?,
                sum: row.get(4)?,
            });
        }
        Ok(rows)
    }

    /// Every origin, in the order in which they came.
    fn every_origin(&self) -> Result<Vec<OriginRow>> {
        self.at_once(|here| {
            let rows = here.origin_rows("NOT INDEXED ORDER BY place", [])?;
            here.expect("origins", rows.len(), here.counts()?.origins)?;
            Ok(rows)
        })
    }

    /// For every origin, the hash of what it gave.
    pub fn draft_hashes(&self) -> Result<HashMap<String, String>> {
        let rows = self.every_origin()?.into_iter();
        Ok(rows.map(|row| (row.origin, row.draft_hash)).collect())
    }

    pub fn holder(&self, origin: &str) -> Result<Option<Holder>> {
        let Some(row) = self.origin_row(origin)? else {
            return Ok(None);
        };
        let number = row.article.unsigned_abs();
        let (head, text_hash, draft_hash) = self
            .hashes(number)?
            .ok_or_else(|| missing(&format!("article {number}")))?;
        Ok(Some(Holder {
            number,
            first: head.origin == origin,
            origins: self.origins(number)?.len() as u64,
            draft_hash,
            text_hash,
        }))
    }

    fn origin_row(&self, origin: &str) -> Result<Option<OriginRow>> {
        Ok(self.origin_rows("WHERE origin = ?1", [origin])?.pop())
    }

    /// Says that an article (also) came from here.
    pub fn attach(&self, origin: &str, file: &str, number: u64, draft_hash: &str) -> Result<()> {
        let number = i64::try_from(number)?;
        if let Some(before) = self.origin_row(origin)? {
            self.lay_origin(before.article, before.sum)?;
        }
        let fields: [Field; 4] = [origin.into(), file.into(), number.into(), draft_hash.into()];
        let sum = Sum::of("origin").fields(&fields).end();
        self.connection
            .prepare(
                "INSERT INTO origin(origin, file, article, draft_hash, sum) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(origin) DO UPDATE SET file = ?2, article = ?3, draft_hash = ?4, sum = ?5",
            )?
            .execute(params_from_iter(fields.into_iter().chain([Field::Number(sum)])))?;
        self.lay_origin(number, sum)
    }

    pub fn detach(&self, origin: &str) -> Result<()> {
        if let Some(row) = self.origin_row(origin)? {
            self.lay_origin(row.article, row.sum)?;
        }
        self.connection
            .execute("DELETE FROM origin WHERE origin = ?1", [origin])?;
        Ok(())
    }

    /// The origins of an article in the order in which they came: origin, file, hash of what it gave.
    pub fn origins(&self, number: u64) -> Result<Vec<(String, String, String)>> {
        let number = i64::try_from(number)?;
        self.at_once(|here| {
            let rows = here.origin_rows("WHERE article = ?1 ORDER BY place", [number])?;
            let found = rows.iter().fold(0, |sums, row| sums ^ row.sum);
            if here.origins_sum(number)?.is_some_and(|sums| sums != found) {
                let what =
                    format!("the origins of article {number} are not those that were written");
                return Err(Damage::new(what).into());
            }
            let parts = rows
                .into_iter()
                .map(|row| (row.origin, row.file, row.draft_hash));
            Ok(parts.collect())
        })
    }

    /// For every origin that some files gave, the hash of what it gave.
    pub fn draft_hashes_of<'a>(
        &self,
        files: impl IntoIterator<Item = &'a str>,
    ) -> Result<HashMap<String, String>> {
        let mut hashes = HashMap::new();
        for file in files {
            let rows = self.origin_rows("WHERE file = ?1", [file])?.into_iter();
            hashes.extend(rows.map(|row| (row.origin, row.draft_hash)));
        }
        Ok(hashes)
    }

    /// The origins that a file gave.
    pub fn origins_in(&self, file: &str) -> Result<Vec<String>> {
        let rows = self.origin_rows("WHERE file = ?1 ORDER BY place", [file])?;
        Ok(rows.into_iter().map(|row| row.origin).collect())
    }

    /// Every origin with the id of its article, in the order in which they came.
    pub fn all_origins(&self) -> Result<Vec<(String, String)>> {
        self.at_once(|here| {
            let heads = here.heads()?.into_iter();
            let ids: HashMap<i64, String> = heads
                .map(|head| (head.number.cast_signed(), head.id))
                .collect();
            let rows = here.every_origin()?.into_iter();
            rows.map(|row| match ids.get(&row.article) {
                Some(id) => Ok((row.origin, id.clone())),
                None => Err(missing(&format!("article {}", row.article))),
            })
            .collect()
        })
    }

    /// For every origin, its file and the number of its article.
    pub fn files_of_origins(&self) -> Result<Vec<(String, String, u64)>> {
        let rows = self.every_origin()?.into_iter();
        Ok(rows
            .map(|row| (row.origin, row.file, row.article.unsigned_abs()))
            .collect())
    }

    /// Every origin against the sums of its article.
    pub(super) fn check_origins(&self) -> Result<()> {
        self.at_once(|here| {
            let mut sums = here.sums()?;
            for row in here.every_origin()? {
                if let Some((_, left)) = sums.get_mut(&row.article) {
                    *left ^= row.sum;
                }
            }
            match sums.iter().find(|(_, (_, left))| *left != 0) {
                Some((number, _)) => {
                    let what =
                        format!("the origins of article {number} are not those that were written");
                    Err(Damage::new(what).into())
                }
                None => Ok(()),
            }
        })
    }

    /// Ids of the articles with this origin, else of those that this file gave. What is no origin costs walking all of them.
    pub fn ids_from(&self, origin: &str) -> Result<Vec<String>> {
        let mut rows = self.origin_rows("WHERE origin = ?1", [origin])?;
        if rows.is_empty() {
            // What an index does not find may be there all the same.
            rows = self.origin_rows(
                "NOT INDEXED WHERE origin = ?1 OR file = ?1 ORDER BY place",
                [origin],
            )?;
        }
        let mut ids: Vec<String> = Vec::new();
        for row in rows {
            let number = row.article.unsigned_abs();
            let (head, _, _) = self
                .hashes(number)?
                .ok_or_else(|| missing(&format!("article {number}")))?;
            if !ids.contains(&head.id) {
                ids.push(head.id);
            }
        }
        Ok(ids)
    }
}

/// The row of a file that is what was written.
fn file_row(row: &Row) -> Result<FileRow> {
    damage::check("file", row, 6, || match row.get::<_, String>(0) {
        Ok(path) => format!("what is known of {path}"),
        Err(_) => "what is known of a file".to_string(),
    })?;
    Ok(FileRow {
        bytes: row.get::<_, i64>(1)?.unsigned_abs(),
        modified: row.get(2)?,
        read_at: row.get(3)?,
        hash: row.get(4)?,
        told: match row.get_ref(5)?.as_str()? {
            "" => Vec::new(),
            told => serde_json::from_str(told)?,
        },
    })
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
        let article = crate::analysis::reading::analyse(draft, "1".into());
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
            told: vec![Skipped {
                origin: "/a.txt:3".into(),
                reason: "the record has no text".into(),
                failed: true,
            }],
        };
        catalogue.begin().unwrap();
        catalogue.put_file("/a.txt", &row).unwrap();
        catalogue.commit_unseen().unwrap();
        assert_eq!(catalogue.files().unwrap().get("/a.txt"), Some(&row));
        assert_eq!(catalogue.file("/a.txt").unwrap(), Some(row));
        assert_eq!(catalogue.file("/b.txt").unwrap(), None);
        catalogue.begin().unwrap();
        catalogue.remove_file("/a.txt").unwrap();
        catalogue.commit_unseen().unwrap();
        assert!(catalogue.files().unwrap().is_empty());
    }
}
