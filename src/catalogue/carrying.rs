//! What an older catalogue holds of articles whose source is gone: read from a file that was set aside, or that is to be
//! replaced, whatever version wrote it.
//!
//! Invariant: nothing is given out that is not what was written, as far as the version that wrote it can tell: the sums came
//! with the seventh, and since the tenth the JSON is packed. What is read here keeps its names in every later version: `meta.stamp`; `origin.origin`, `file`,
//! `article`, `draft_hash`, `sum`; `content.article`, `json`, `json_sum`; and in the JSON the fields of [`Stored`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Deserialize;

use super::packing::unpacked;
use super::sum::json_sum;
use super::{Catalogue, damage};
use crate::model::{Aside, AsideKind, Draft, Published, Span, place};

/// An article out of an older catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub id: String,
    /// As it was stored; its origin is the first one.
    pub draft: Draft,
    /// In the order in which they came.
    pub origins: Vec<Provenance>,
}

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    pub origin: String,
    pub file: String,
    /// Of what it gave; empty where that is not known.
    pub draft_hash: String,
}

/// An older catalogue.
pub struct Older {
    connection: Connection,
    /// Its rows carry sums.
    summed: bool,
    /// By number of the article: its origins.
    origins: BTreeMap<i64, Vec<Provenance>>,
    /// The highest number that an article may have of which no origin was found, because the origins are damaged.
    hidden: i64,
}

/// What of the JSON of an article is what its source gave. All the rest was found in it, and is found anew.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stored {
    id: String,
    origin: String,
    title: String,
    title_made: bool,
    outlet: Option<String>,
    authors: Vec<String>,
    published: Option<Published>,
    url: Option<String>,
    language: Option<String>,
    body: String,
    paragraphs: Vec<Span>,
    asides: Vec<StoredAside>,
    notes: Vec<String>,
}

#[derive(Deserialize)]
struct StoredAside {
    kind: AsideKind,
    text: String,
    after: usize,
}

impl Older {
    /// Opens what is there; `None` where nothing of it can be read.
    pub fn open(path: &Path) -> Option<Older> {
        if !path.is_file() {
            return None;
        }
        if damage::strange(path).is_some() {
            return None;
        }
        Older::of(Connection::open(path).ok()?).ok()
    }

    fn of(connection: Connection) -> rusqlite::Result<Older> {
        let summed = connection.query_row(
            "SELECT count(*) > 0 FROM pragma_table_info('content') WHERE name = 'json_sum'",
            [],
            |row| row.get(0),
        )?;
        let mut older = Older {
            connection,
            summed,
            origins: BTreeMap::new(),
            hidden: 0,
        };
        if older.read_origins().is_err() {
            older.hidden = older
                .connection
                .query_row(
                    "SELECT seq FROM sqlite_sequence WHERE name = 'article'",
                    [],
                    |row| row.get(0),
                )
                .or_else(|_| {
                    older
                        .connection
                        .query_row("SELECT max(article) FROM content", [], |row| row.get(0))
                })
                .unwrap_or(0)
                .clamp(0, HIGHEST);
        }
        Ok(older)
    }

    /// Fails at the first row that is not what was written; those before it are known then.
    fn read_origins(&mut self) -> Result<()> {
        let sum = if self.summed { "sum" } else { "0" };
        let mut select = self.connection.prepare(&format!(
            "SELECT origin, file, article, draft_hash, {sum} FROM origin NOT INDEXED ORDER BY place"
        ))?;
        let mut rows = select.query([])?;
        let mut outcome = Ok(());
        while let Some(row) = rows.next()? {
            let checked = match self.summed {
                true => damage::check("origin", row, 4, || "an origin".into()),
                false => Ok(()),
            };
            match checked.and_then(|()| Ok(origin_of(row)?)) {
                Ok((number, origin)) => self.origins.entry(number).or_default().push(origin),
                Err(error) => outcome = Err(error),
            }
        }
        outcome
    }

    /// Gives the articles of which `is_wanted` (with its origins) says so, by their numbers. Returns the first origins, as
    /// far as they are known, of those that cannot be read.
    pub fn articles(
        &self,
        is_wanted: &dyn Fn(&[Provenance]) -> bool,
        give: &mut dyn FnMut(Carried) -> Result<()>,
    ) -> Result<Vec<String>> {
        let mut lost = Vec::new();
        let known: BTreeSet<i64> = self
            .origins
            .keys()
            .copied()
            .chain(1..=self.hidden)
            .collect();
        for number in known {
            let origins = self.origins.get(&number);
            if origins.is_some_and(|origins| !is_wanted(origins)) {
                continue;
            }
            match (self.stored(number), origins) {
                (Ok(Some(stored)), _) => {
                    let carried = carried(stored, origins.cloned().unwrap_or_default());
                    if is_wanted(&carried.origins) {
                        give(carried)?;
                    }
                }
                (Ok(None) | Err(_), Some(origins)) => {
                    lost.extend(origins.first().map(|first| first.origin.clone()));
                }
                // A number that nothing has.
                (Ok(None), None) => {}
                (Err(_), None) => lost.push(format!("article {number}")),
            }
        }
        Ok(lost)
    }

    fn stored(&self, number: i64) -> Result<Option<Stored>> {
        let sum = if self.summed { "json_sum" } else { "0" };
        let found: Option<(Option<String>, i64)> = self
            .connection
            .prepare(&format!(
                "SELECT json, {sum} FROM content WHERE article = ?1"
            ))?
            .query_row([number], |row| Ok((unpacked(row.get_ref(0)?), row.get(1)?)))
            .optional()?;
        let Some((json, sum)) = found else {
            return Ok(None);
        };
        let json = json.filter(|json| !self.summed || sum == json_sum(number, json));
        let json = json.ok_or_else(|| damage::not_the_text(number))?;
        Ok(Some(serde_json::from_str(&json)?))
    }

    /// The hash of what each origin gave, as far as it can be read.
    pub fn draft_hashes(&self) -> BTreeMap<&str, &str> {
        let origins = self.origins.values().flatten();
        origins
            .map(|one| (one.origin.as_str(), one.draft_hash.as_str()))
            .collect()
    }

    /// The origins of each article, as far as they can be read.
    pub fn origins(&self) -> impl Iterator<Item = &[Provenance]> {
        self.origins.values().map(Vec::as_slice)
    }

    /// How many articles it held; `None` where that cannot be told, because the list of them is damaged or empty.
    pub fn held(&self) -> Option<u64> {
        (self.hidden == 0 && !self.origins.is_empty()).then_some(self.origins.len() as u64)
    }

    /// It was set aside for its version and not for damage, as far as can be told: it carries another stamp than this version's, and
    /// its list of articles can be read.
    pub fn is_whole_of_another_version(&self) -> bool {
        let stamp =
            self.connection
                .query_row("SELECT value FROM meta WHERE key = 'stamp'", [], |row| {
                    row.get::<_, String>(0)
                });
        stamp.is_ok_and(|written| written != super::stamp()) && self.held().is_some()
    }

    /// The highest number that it ever gave to an article, as far as it can be told.
    pub fn last_number(&self) -> u64 {
        let last: Option<i64> = self
            .connection
            .query_row(
                "SELECT max(seq) FROM sqlite_sequence WHERE name = 'article'",
                [],
                |row| row.get(0),
            )
            .unwrap_or_default();
        let last = last
            .unwrap_or(0)
            .max(self.origins.keys().max().copied().unwrap_or(0));
        last.clamp(0, HIGHEST).unsigned_abs()
    }
}

/// No library gives so many numbers: a higher one is damage.
const HIGHEST: i64 = 100_000_000;

fn origin_of(row: &Row) -> rusqlite::Result<(i64, Provenance)> {
    let provenance = Provenance {
        origin: row.get(0)?,
        file: row.get(1)?,
        draft_hash: row.get(3)?,
    };
    Ok((row.get(2)?, provenance))
}

fn carried(stored: Stored, mut origins: Vec<Provenance>) -> Carried {
    if origins.is_empty() {
        let file = place::parts(&stored.origin)
            .next()
            .map_or(stored.origin.as_str(), |(file, _)| file)
            .to_string();
        origins.push(Provenance {
            origin: stored.origin.clone(),
            file,
            draft_hash: String::new(),
        });
    }
    let paragraphs = stored
        .paragraphs
        .iter()
        .map(|span| span.of(&stored.body).to_string());
    let draft = Draft {
        paragraphs: paragraphs.filter(|text| !text.is_empty()).collect(),
        origin: stored.origin,
        title: (!stored.title_made).then_some(stored.title),
        outlet: stored.outlet,
        authors: stored.authors,
        published: stored.published,
        url: stored.url,
        language: stored.language,
        asides: stored
            .asides
            .into_iter()
            .map(|aside| Aside::new(aside.kind, aside.text, aside.after))
            .collect(),
        notes: stored.notes,
    };
    Carried {
        id: stored.id,
        draft,
        origins,
    }
}

/// Where the catalogue at `path` was still to take articles from; nowhere where that cannot be read.
pub(super) fn sources_of(path: &Path) -> Vec<PathBuf> {
    let is_readable = path.is_file() && damage::strange(path).is_none();
    let opened = is_readable.then(|| Connection::open(path));
    let Some(Ok(connection)) = opened else {
        return Vec::new();
    };
    Catalogue::over(connection)
        .carried_from()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::NewArticle;
    use super::*;
    use crate::analysis::reading::analyse;

    fn draft(origin: &str) -> Draft {
        Draft {
            origin: origin.into(),
            title: Some("The ferry ran aground".into()),
            outlet: Some("Alpha Wire".into()),
            authors: vec!["Ida Brandt".into()],
            url: Some("https://a.example/x".into()),
            language: Some("en".into()),
            paragraphs: vec![
                "The ferry ran aground off Oakport.".into(),
                "All were saved.".into(),
            ],
            asides: vec![Aside::new(
                AsideKind::Caption,
                "The ferry off Oakport".into(),
                1,
            )],
            notes: vec!["a note".into()],
            ..Draft::default()
        }
    }

    fn all(older: &Older) -> (Vec<Carried>, Vec<String>) {
        let mut found = Vec::new();
        let lost = older.articles(&|_| true, &mut |carried| {
            found.push(carried);
            Ok(())
        });
        (found, lost.unwrap())
    }

    /// The tables of versions 1 to 6, as far as they are read: they had no sums.
    const BEFORE_SUMS: &str = "
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE content (article INTEGER PRIMARY KEY, json TEXT NOT NULL, profile TEXT NOT NULL);
        CREATE TABLE origin (place INTEGER PRIMARY KEY AUTOINCREMENT, origin TEXT NOT NULL UNIQUE, file TEXT NOT NULL,
                             article INTEGER NOT NULL, draft_hash TEXT NOT NULL);
        INSERT INTO content VALUES (4, '{\"id\":\"00aa\",\"origin\":\"/a.txt\",\"title\":\"The ferry\",\"title_made\":false,
            \"outlet\":null,\"authors\":[\"Ida Brandt\"],\"published\":{\"at\":\"2025-12-13T00:00:00Z\",\"seconds\":1765584000,
            \"day_only\":true,\"from\":\"field\"},\"url\":null,\"language\":\"en\",\"body\":\"One.\\n\\nTwo.\",
            \"paragraphs\":[[0,4],[6,10]],\"sentences\":[],\"mentions\":[],\"figures\":[],\"quotes\":[],\"notes\":[]}', '{}');
        INSERT INTO origin VALUES (1, '/a.txt', '/a.txt', 4, 'h');";

    #[test]
    fn what_earlier_versions_wrote_can_be_read() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(BEFORE_SUMS).unwrap();
        let older = Older::of(connection).unwrap();
        let (found, lost) = all(&older);
        assert!(lost.is_empty(), "{lost:?}");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].draft.paragraphs, ["One.", "Two."]);
        assert_eq!(found[0].draft.title.as_deref(), Some("The ferry"));
        assert_eq!(
            found[0].draft.published.as_ref().unwrap().day(),
            "2025-12-13"
        );
        assert_eq!(
            found[0].origins,
            [Provenance {
                origin: "/a.txt".into(),
                file: "/a.txt".into(),
                draft_hash: "h".into()
            }]
        );
    }

    /// A catalogue with three articles of one text.
    fn three() -> Catalogue {
        let catalogue = Catalogue::in_memory().unwrap();
        catalogue.begin().unwrap();
        for origin in ["/a.txt", "/b.txt", "/c.txt"] {
            let article = analyse(draft(origin), format!("id of {origin}"));
            let new = NewArticle {
                article: &article,
                url_key: None,
                text_hash: "t",
                draft_hash: "d",
                profile: "{}",
                words: 9,
            };
            let number = catalogue.insert(&new).unwrap();
            catalogue.attach(origin, origin, number, "d").unwrap();
        }
        catalogue.commit().unwrap();
        catalogue
    }

    #[test]
    fn what_is_damaged_is_lost_and_said_and_the_rest_is_carried() {
        let catalogue = three();
        let damage =
            "UPDATE content SET json = substr(json, 1, length(json) / 2) WHERE article = 2;
                      UPDATE origin SET file = '/another.txt' WHERE article = 3";
        catalogue.connection.execute_batch(damage).unwrap();
        let older = Older::of(catalogue.connection).unwrap();
        let (found, lost) = all(&older);
        assert_eq!(lost, ["/b.txt"]);
        let drafts: Vec<&Draft> = found.iter().map(|carried| &carried.draft).collect();
        assert_eq!(drafts, [&draft("/a.txt"), &draft("/c.txt")]);
        assert_eq!(found[1].origins[0].file, "/c.txt");
        assert_eq!(older.last_number(), 3);
    }

    #[test]
    fn what_the_ninth_version_wrote_as_plain_text_is_carried() {
        let catalogue = three();
        for number in 1..=3 {
            let article = catalogue.article_numbered(number).unwrap().unwrap();
            let text = serde_json::to_string(&article).unwrap();
            let put = "UPDATE content SET json = ?1 WHERE article = ?2";
            catalogue
                .connection
                .execute(put, (text, i64::try_from(number).unwrap()))
                .unwrap();
        }
        let damage =
            "UPDATE content SET json = replace(json, 'Oakport', 'Oakporu') WHERE article = 2";
        catalogue.connection.execute_batch(damage).unwrap();
        let (found, lost) = all(&Older::of(catalogue.connection).unwrap());
        assert_eq!(lost, ["/b.txt"]);
        let drafts: Vec<&Draft> = found.iter().map(|carried| &carried.draft).collect();
        assert_eq!(drafts, [&draft("/a.txt"), &draft("/c.txt")]);
    }
}
