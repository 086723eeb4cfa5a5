//! What the catalogue knows of itself: its stamp, how far it is, how many rows each table has.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::damage::{Damage, missing};
use super::sum::Sum;
use crate::model::Published;

/// What stands in a new catalogue beside the stamp. Every key is always there: one that is missing was lost.
pub(super) const FIRST: [(&str, &str); 9] = [
    ("generation", "0"),
    ("derived", "0"),
    ("altered", "0"),
    ("forgotten", "0"),
    ("unfinished", "0"),
    ("decided", ""),
    ("entities", "[]"),
    ("counts", "{}"),
    ("carried from", "[]"),
];

/// Under which key a catalogue keeps what no other catalogue is called.
const ID: &str = "id";

/// Under which key a catalogue keeps the id of the shelf whose articles it holds. Not in every catalogue.
const SHELF: &str = "shelf";

/// Under which key a catalogue keeps what its last commits are called. Not in one that an earlier version wrote last.
const COMMITS: &str = "commits";

/// Commits whose names are kept: an index lags behind by one, where adding was cut off, or by those of a folder that came back.
const NAMED: usize = 64;

/// Counts for the title line, and rows of each table, of the last commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    pub articles: u64,
    pub outlets: u64,
    pub stories: u64,
    pub entities: u64,
    pub undated: u64,
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub(super) suggestions: u64,
    pub(super) origins: u64,
    pub(super) files: u64,
    pub(super) removed: u64,
}

impl Catalogue {
    /// Fails with damage where there is none of this key, or another than was written.
    pub(super) fn meta(&self, key: &str) -> Result<String> {
        self.meta_if_any(key)?
            .ok_or_else(|| missing(&format!("its {key}")))
    }

    fn meta_if_any(&self, key: &str) -> Result<Option<String>> {
        let found: Option<(String, i64)> = self
            .connection
            .prepare("SELECT value, sum FROM meta WHERE key = ?1")?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((value, sum)) = found else {
            return Ok(None);
        };
        if sum != sum_of(key, &value) {
            return Err(Damage::new(format!("its {key} is not as it was written")).into());
        }
        Ok(Some(value))
    }

    pub(super) fn set_meta(&self, key: &str, value: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare(
                "INSERT INTO meta(key, value, sum) VALUES (?1, ?2, ?3)
                 ON CONFLICT(key) DO UPDATE SET value = ?2, sum = ?3",
            )?
            .execute(params![key, value, sum_of(key, value)])
            .map(|_| ())
    }

    /// Reads every value there is.
    pub(super) fn check_meta(&self) -> Result<()> {
        self.meta("stamp")?;
        self.meta(ID)?;
        self.meta_if_any(SHELF)?;
        self.commits()?;
        FIRST
            .iter()
            .try_for_each(|(key, _)| self.meta(key).map(|_| ()))
    }

    /// What this catalogue is called and no other one, also none that is made of the same sources: an index that carries another
    /// id holds other articles, whatever its generation says.
    pub fn id(&self) -> Result<&str> {
        if let Some(id) = self.id.get() {
            return Ok(id);
        }
        let id = self.meta(ID)?;
        Ok(self.id.get_or_init(|| id))
    }

    /// Gives a new catalogue its id: 64 random bits, of which no two homes will ever have the same.
    pub(super) fn set_id(&self) -> rusqlite::Result<()> {
        let id: String =
            self.connection
                .query_row("SELECT lower(hex(randomblob(8)))", [], |row| row.get(0))?;
        self.set_meta(ID, &id)
    }

    /// The id of the shelf beside which it was filled; `None` in one that nobody has opened beside a shelf yet.
    pub fn shelf(&self) -> Result<Option<String>> {
        self.meta_if_any(SHELF)
    }

    pub fn set_shelf(&self, id: &str) -> Result<()> {
        Ok(self.set_meta(SHELF, id)?)
    }

    /// The last commits, oldest first: the generation, and a name that no other commit has, also not the one of that generation in
    /// a copy of this catalogue to which something else was added.
    fn commits(&self) -> Result<Vec<(u64, String)>> {
        let written = self.meta_if_any(COMMITS)?;
        Ok(serde_json::from_str(written.as_deref().unwrap_or("[]"))?)
    }

    /// Gives the commit of this generation its name.
    pub(super) fn name_commit(&self, generation: u64) -> Result<()> {
        let name = "SELECT lower(hex(randomblob(8)))";
        let name = self.connection.query_row(name, [], |row| row.get(0))?;
        let mut commits = self.commits()?;
        commits.retain(|(earlier, _)| *earlier < generation);
        commits.push((generation, name));
        commits.drain(..commits.len().saturating_sub(NAMED));
        Ok(self.set_meta(COMMITS, &serde_json::to_string(&commits)?)?)
    }

    /// What the last commit is called; empty where it has no name.
    pub fn commit_name(&self) -> Result<String> {
        let generation = self.generation()?;
        let mut commits = self.commits()?.into_iter();
        let last = commits.find(|(named, _)| *named == generation);
        Ok(last.map(|(_, name)| name).unwrap_or_default())
    }

    /// Whether the commit of this generation was called so; of one whose name is not known nobody can say that it was not.
    pub fn has_commit(&self, generation: u64, name: &str) -> Result<bool> {
        let mut commits = self.commits()?.into_iter();
        let named = commits.find(|(named, _)| *named == generation);
        Ok(name.is_empty() || named.is_none_or(|(_, named)| named == name))
    }

    /// Counts every commit; 0 in a new catalogue.
    pub fn generation(&self) -> Result<u64> {
        self.counter("generation")
    }

    /// The generation for which entities and stories were derived.
    pub fn derived_generation(&self) -> Result<u64> {
        self.counter("derived")
    }

    /// The last generation in which something was another of what is derived, or of what it is derived from: who read all of
    /// that since has nothing to read again.
    pub fn altered_generation(&self) -> Result<u64> {
        self.counter("altered")
    }

    /// Which articles were taken out before this generation is not known any more.
    pub fn forgotten_generation(&self) -> Result<u64> {
        self.counter("forgotten")
    }

    fn counter(&self, key: &str) -> Result<u64> {
        let value = self.meta(key)?;
        value
            .parse()
            .with_context(|| format!("the catalogue's {key} is no number: {value}"))
    }

    /// Reading the sources was begun and not finished: articles may be missing.
    pub fn is_unfinished(&self) -> Result<bool> {
        Ok(self.meta("unfinished")? != "0")
    }

    pub fn set_unfinished(&self, unfinished: bool) -> Result<()> {
        Ok(self.set_meta("unfinished", if unfinished { "1" } else { "0" })?)
    }

    /// The sources were read to the end, and what is kept without a source was taken over.
    pub fn set_finished(&self) -> Result<()> {
        self.begin()?;
        self.set_unfinished(false)?;
        self.set_carried_from(&[])?;
        self.commit_unseen()
    }

    /// Where older catalogues stand of which articles are to be carried over, newest first.
    pub fn carried_from(&self) -> Result<Vec<PathBuf>> {
        Ok(serde_json::from_str(&self.meta("carried from")?)?)
    }

    pub fn set_carried_from(&self, sources: &[PathBuf]) -> Result<()> {
        let sources: Vec<_> = sources
            .iter()
            .map(|path: &PathBuf| path_words(path))
            .collect();
        Ok(self.set_meta("carried from", &serde_json::to_string(&sources)?)?)
    }

    /// Of the last commit.
    pub fn counts(&self) -> Result<Counts> {
        Ok(serde_json::from_str(&self.meta("counts")?)?)
    }

    /// Counts what stands here now: before every commit. Walks the facts of all articles where they changed: 10,000 take some
    /// 10 ms.
    pub(super) fn count(&self) -> Result<()> {
        let rows = |table: &str| -> Result<u64> {
            // Not through an index: what is counted is what is read.
            let sql = format!("SELECT count(*) FROM {table} NOT INDEXED");
            Ok(self
                .connection
                .query_row(&sql, [], |row| row.get(0))
                .map(i64::unsigned_abs)?)
        };
        let mut counts = Counts {
            origins: rows("origin")?,
            files: rows("file")?,
            removed: rows("removed")?,
            ..self.counts()?
        };
        if self.altered.get() {
            counts.stories = rows("story")?;
            counts.entities = rows("entity")?;
            counts.suggestions = rows("suggestion")?;
            self.count_articles(&mut counts)?;
        }
        Ok(self.set_meta("counts", &serde_json::to_string(&counts)?)?)
    }

    fn count_articles(&self, counts: &mut Counts) -> Result<()> {
        (counts.articles, counts.undated) = (0, 0);
        let mut outlets = std::collections::HashSet::new();
        let mut days: Option<(String, String)> = None;
        let mut select = self
            .connection
            .prepare("SELECT outlet, published FROM article NOT INDEXED")?;
        let mut found = select.query([])?;
        while let Some(row) = found.next()? {
            counts.articles += 1;
            if let Some(outlet) = row.get::<_, Option<String>>(0)? {
                outlets.insert(outlet);
            }
            let Some(json) = row.get::<_, Option<String>>(1)? else {
                counts.undated += 1;
                continue;
            };
            let published: Published = serde_json::from_str(&json)
                .map_err(|_| Damage::new("the date of an article is not as it was written"))?;
            let day = published.day();
            match &mut days {
                None => days = Some((day.to_string(), day.to_string())),
                Some((first, _)) if day < first.as_str() => *first = day.to_string(),
                Some((_, last)) if day > last.as_str() => *last = day.to_string(),
                Some(_) => {}
            }
        }
        counts.outlets = outlets.len() as u64;
        (counts.first_day, counts.last_day) = days.unzip();
        Ok(())
    }
}

fn sum_of(key: &str, value: &str) -> i64 {
    Sum::of("meta").text(key).text(value).end()
}

/// A path in JSON, which holds only text.
fn path_words(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
