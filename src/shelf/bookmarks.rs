//! Bookmarks: passages kept, with note and tags.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Result, bail};
use rusqlite::Row as SqlRow;
use serde_json::json;

use super::journal::{Row, Table};
use super::seal::{self, DamagedRow};
use super::writing::Changed;
use super::{Shelf, Why, glimpse, now};
use crate::analysis::text::words::fold;
use crate::model::{Bookmark, Passage};

/// Where in a row it stands when the bookmark was removed.
const REMOVED: usize = 17;

/// Which bookmarks to list; the default lists all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that must all stand somewhere in quote, note, tags, title, outlet or authors; case and accents do not count.
    pub text: String,
    pub tag: Option<String>,
    /// Id of the article.
    pub article: Option<String>,
}

impl Shelf {
    /// Keeps a bookmark, and returns it with its id and times. A time of creation that it brings along (from an import)
    /// stays.
    ///
    /// # Errors
    /// The quote is empty, or the shelf cannot be written to.
    pub fn add_bookmark(&mut self, bookmark: &Bookmark) -> Result<Bookmark> {
        let mut kept = self.add_bookmarks(std::slice::from_ref(bookmark))?;
        match kept.pop() {
            Some(bookmark) => Ok(bookmark),
            None => bail!("the bookmark was not kept"),
        }
    }

    /// Keeps several bookmarks, all or none of them; one undo takes them all back.
    ///
    /// # Errors
    /// As [`Shelf::add_bookmark`].
    pub fn add_bookmarks(&mut self, bookmarks: &[Bookmark]) -> Result<Vec<Bookmark>> {
        if bookmarks
            .iter()
            .any(|bookmark| bookmark.passage.quote.is_empty())
        {
            bail!("a bookmark needs words: none are selected");
        }
        if bookmarks.len() > 1 {
            self.copy(Why::Import)?;
        }
        self.record(|recording| {
            let mut kept = Vec::with_capacity(bookmarks.len());
            for bookmark in bookmarks {
                let mut bookmark = bookmark.clone();
                bookmark.changed = now();
                bookmark.tags = tidy(&bookmark.tags);
                if bookmark.created.is_empty() {
                    bookmark.created.clone_from(&bookmark.changed);
                }
                bookmark.id = recording.insert(Table::Bookmark, row(&bookmark))?;
                kept.push(bookmark);
            }
            let words = match kept.as_slice() {
                [one] => format!("keeping the {}", name(one)),
                more => format!("keeping {} bookmarks", more.len()),
            };
            Ok((kept, words))
        })
    }

    /// The bookmark, unless it was removed.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn bookmark(&self, id: i64) -> Result<Option<Bookmark>> {
        self.still_holds("nothing was read")?;
        let condition = "rowid = ?1 AND removed IS NULL";
        seal::one(&self.connection, "bookmark", condition, &[&id], read)
    }

    /// The bookmarks that pass the filter, newest first.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn bookmarks(&self, filter: &Filter) -> Result<Vec<Bookmark>> {
        let folded = fold(&filter.text);
        let wanted: Vec<&str> = folded.split_whitespace().collect();
        let tag = filter.tag.as_deref().map(fold);
        let condition = "removed IS NULL AND (?1 IS NULL OR article = ?1)";
        let mut found = self.rows("bookmark", condition, &[&filter.article], read)?;
        found.reverse();
        found.retain(|bookmark| {
            let tagged = tag
                .as_ref()
                .is_none_or(|tag| bookmark.tags.iter().any(|own| fold(own) == *tag));
            tagged && holds(bookmark, &wanted)
        });
        Ok(found)
    }

    /// Every tag in use with the number of its bookmarks, most used first.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn tags(&self) -> Result<Vec<(String, u32)>> {
        let mut counted: BTreeMap<String, u32> = BTreeMap::new();
        for bookmark in self.bookmarks(&Filter::default())? {
            for tag in bookmark.tags {
                *counted.entry(tag).or_default() += 1;
            }
        }
        let mut tags: Vec<(String, u32)> = counted.into_iter().collect();
        tags.sort_by_key(|(_, count)| Reverse(*count));
        Ok(tags)
    }

    /// Sets the note. False where there is no such bookmark, or the note is that already.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn set_note(&mut self, id: i64, note: &str) -> Result<bool> {
        self.edit(id, "note", json!(note), "the note of")
    }

    /// Sets the tags: trimmed, without `#`, each once. False where there is no such bookmark, or the tags are those already.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn set_tags(&mut self, id: i64, tags: &[String]) -> Result<bool> {
        let tags = json!(json!(tidy(tags)).to_string());
        self.edit(id, "tags", tags, "the tags of")
    }

    /// Takes the bookmark off the shelf. It can be brought back. False where there is no such bookmark.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn remove_bookmark(&mut self, id: i64) -> Result<bool> {
        let bookmark = match self.bookmark(id) {
            Err(error) if error.is::<DamagedRow>() => return self.put_away(id),
            found => found?,
        };
        let Some(bookmark) = bookmark else {
            return Ok(false);
        };
        let words = format!("removing the {}", name(&bookmark));
        self.record(|recording| {
            let row = columns([("removed", json!(now()))]);
            Ok((recording.update(Table::Bookmark, id, row)?, words))
        })
    }

    /// Takes a damaged bookmark out of sight. What is left of it stays in the file, and it stays damaged; undo does not bring
    /// it back.
    fn put_away(&mut self, id: i64) -> Result<bool> {
        self.change(|connection| {
            let taken = "UPDATE bookmark SET removed = ?1 WHERE id = ?2";
            connection.execute(taken, (now(), id))?;
            Ok((true, Changed::Kept))
        })
    }

    /// Brings back a bookmark that was removed. False where it was not.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn restore_bookmark(&mut self, id: i64) -> Result<bool> {
        self.record(|recording| {
            let row = columns([("removed", json!(null))]);
            let restored = recording.update(Table::Bookmark, id, row)?;
            Ok((restored, format!("bringing back bookmark {id}")))
        })
    }

    /// The bookmarks that were removed, newest first.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn removed_bookmarks(&self) -> Result<Vec<Bookmark>> {
        let mut removed = self.rows("bookmark", "removed IS NOT NULL", &[], |row| {
            Ok((row.get::<_, String>(REMOVED)?, read(row)?))
        })?;
        removed.sort_by(|(at, one), (then, other)| (then, other.id).cmp(&(at, one.id)));
        Ok(removed.into_iter().map(|(_, bookmark)| bookmark).collect())
    }

    fn edit(
        &mut self,
        id: i64,
        column: &str,
        value: serde_json::Value,
        what: &str,
    ) -> Result<bool> {
        let Some(bookmark) = self.bookmark(id)? else {
            return Ok(false);
        };
        let words = format!("changing {what} the {}", name(&bookmark));
        self.record(|recording| {
            let mut edited = recording.update(Table::Bookmark, id, columns([(column, value)]))?;
            if edited {
                edited |=
                    recording.update(Table::Bookmark, id, columns([("changed", json!(now()))]))?;
            }
            Ok((edited, words))
        })
    }
}

fn name(bookmark: &Bookmark) -> String {
    format!("bookmark “{}”", glimpse(&bookmark.passage.quote))
}

/// Whether every wanted word, folded, stands somewhere in the bookmark.
fn holds(bookmark: &Bookmark, wanted: &[&str]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let mut text = [
        bookmark.passage.quote.as_str(),
        &bookmark.note,
        &bookmark.title,
        bookmark.outlet.as_deref().unwrap_or(""),
    ]
    .join("\n");
    for word in bookmark.tags.iter().chain(&bookmark.authors) {
        text.push('\n');
        text.push_str(word);
    }
    let text = fold(&text);
    wanted.iter().all(|word| text.contains(word))
}

fn tidy(tags: &[String]) -> Vec<String> {
    let mut tidied: Vec<String> = Vec::new();
    for tag in tags {
        let tag = tag.trim().trim_start_matches('#').trim();
        if !tag.is_empty() && !tidied.iter().any(|known| fold(known) == fold(tag)) {
            tidied.push(tag.to_string());
        }
    }
    tidied
}

fn columns<const N: usize>(columns: [(&str, serde_json::Value); N]) -> Row {
    columns
        .into_iter()
        .map(|(column, value)| (column.to_string(), value))
        .collect()
}

fn row(bookmark: &Bookmark) -> Row {
    columns([
        ("quote", json!(bookmark.passage.quote)),
        ("prefix", json!(bookmark.passage.prefix)),
        ("suffix", json!(bookmark.passage.suffix)),
        ("start", json!(bookmark.passage.start)),
        ("end", json!(bookmark.passage.end)),
        ("article", json!(bookmark.article)),
        ("origin", json!(bookmark.origin)),
        ("title", json!(bookmark.title)),
        ("outlet", json!(bookmark.outlet)),
        ("authors", json!(json!(bookmark.authors).to_string())),
        ("published", json!(bookmark.published)),
        ("url", json!(bookmark.url)),
        ("note", json!(bookmark.note)),
        ("tags", json!(json!(bookmark.tags).to_string())),
        ("created", json!(bookmark.created)),
        ("changed", json!(bookmark.changed)),
    ])
}

fn read(row: &SqlRow<'_>) -> rusqlite::Result<Bookmark> {
    let place =
        |at: usize| Ok::<_, rusqlite::Error>(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0));
    let list = |at: usize| {
        let text: String = row.get(at)?;
        Ok::<Vec<String>, rusqlite::Error>(serde_json::from_str(&text).unwrap_or_default())
    };
    Ok(Bookmark {
        id: row.get(0)?,
        passage: Passage {
            quote: row.get(1)?,
            prefix: row.get(2)?,
            suffix: row.get(3)?,
            start: place(4)?,
            end: place(5)?,
        },
        article: row.get(6)?,
        origin: row.get(7)?,
        title: row.get(8)?,
        outlet: row.get(9)?,
        authors: list(10)?,
        published: row.get(11)?,
        url: row.get(12)?,
        note: row.get(13)?,
        tags: list(14)?,
        created: row.get(15)?,
        changed: row.get(16)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::bookmark;
    use super::*;
    use crate::model::Made;

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| word.to_string()).collect()
    }

    #[test]
    fn any_text_comes_back_as_it_was() {
        let mut shelf = Shelf::in_memory().unwrap();
        for quote in [
            "it's “so” \"plain\"",
            "a\0b",
            "🦊 ひ\n\nא",
            "%_'; DROP TABLE bookmark; --",
        ] {
            let mut bookmark = bookmark(quote);
            bookmark.note = quote.into();
            bookmark.tags = strings(&[quote]);
            let kept = shelf.add_bookmark(&bookmark).unwrap();
            assert_eq!(shelf.bookmark(kept.id).unwrap(), Some(kept.clone()));
            assert_eq!(kept.passage, bookmark.passage);
            shelf.undo(Made::Any).unwrap();
            shelf.redo(Made::Any).unwrap();
            assert_eq!(shelf.bookmark(kept.id).unwrap(), Some(kept));
        }
    }

    #[test]
    fn a_bookmark_without_words_is_refused() {
        let mut shelf = Shelf::in_memory().unwrap();
        assert!(shelf.add_bookmark(&bookmark("")).is_err());
    }

    #[test]
    fn the_filter_looks_everywhere_and_folds() {
        let mut shelf = Shelf::in_memory().unwrap();
        let mut one = bookmark("Zoë saw the lamps");
        one.tags = strings(&["Harbour"]);
        let mut two = bookmark("nothing of note");
        two.article = "b".into();
        two.note = "ask about the lamps".into();
        shelf.add_bookmarks(&[one, two]).unwrap();
        let count = |filter: Filter| shelf.bookmarks(&filter).unwrap().len();
        let text = |text: &str| Filter {
            text: text.into(),
            ..Filter::default()
        };
        assert_eq!(count(text("LAMPS")), 2);
        assert_eq!(count(text("zoe brandt")), 1);
        assert_eq!(count(text("zoe nothing")), 0);
        assert_eq!(
            count(Filter {
                tag: Some("harbour".into()),
                ..Filter::default()
            }),
            1
        );
        assert_eq!(
            count(Filter {
                article: Some("b".into()),
                ..Filter::default()
            }),
            1
        );
    }

    #[test]
    fn the_newest_comes_first_and_one_undo_takes_an_import_back() {
        let mut shelf = Shelf::in_memory().unwrap();
        shelf
            .add_bookmarks(&[bookmark("one"), bookmark("two")])
            .unwrap();
        let all = shelf.bookmarks(&Filter::default()).unwrap();
        assert_eq!(all[0].passage.quote, "two");
        assert_eq!(
            shelf.undo(Made::Any).unwrap().unwrap(),
            "keeping 2 bookmarks"
        );
        assert!(shelf.bookmarks(&Filter::default()).unwrap().is_empty());
    }

    #[test]
    fn removed_is_not_lost() {
        let mut shelf = Shelf::in_memory().unwrap();
        let id = shelf.add_bookmark(&bookmark("one")).unwrap().id;
        assert!(shelf.remove_bookmark(id).unwrap());
        assert!(!shelf.remove_bookmark(id).unwrap());
        assert_eq!(shelf.removed_bookmarks().unwrap().len(), 1);
        assert!(shelf.restore_bookmark(id).unwrap());
        assert!(!shelf.restore_bookmark(id).unwrap());
        assert!(shelf.bookmark(id).unwrap().is_some());
    }

    #[test]
    fn tags_are_tidied_and_counted() {
        let mut shelf = Shelf::in_memory().unwrap();
        let one = shelf.add_bookmark(&bookmark("one")).unwrap().id;
        let two = shelf.add_bookmark(&bookmark("two")).unwrap().id;
        shelf
            .set_tags(one, &strings(&[" #figure", "Figure", "", "check"]))
            .unwrap();
        shelf.set_tags(two, &strings(&["figure"])).unwrap();
        assert_eq!(
            shelf.bookmark(one).unwrap().unwrap().tags,
            ["figure", "check"]
        );
        assert_eq!(
            shelf.tags().unwrap(),
            [("figure".to_string(), 2), ("check".to_string(), 1)]
        );
    }
}
