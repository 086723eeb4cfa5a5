//! The card of a shelf: a number that no other shelf has, how often it was changed, and how much stands on it.

use anyhow::Result;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::Shelf;

/// How much stands on a shelf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub bookmarks: u64,
    /// Bookmarks with a note.
    pub notes: u64,
    pub saved: u64,
    pub sources: u64,
    pub decisions: u64,
}

impl Counts {
    /// Everything that the reader made.
    pub fn sum(&self) -> u64 {
        self.bookmarks + self.notes + self.saved + self.sources + self.decisions
    }

    /// What of each kind is lacking of it where that much is left.
    pub(super) fn without(&self, left: &Counts) -> Counts {
        Counts {
            bookmarks: self.bookmarks.saturating_sub(left.bookmarks),
            notes: self.notes.saturating_sub(left.notes),
            saved: self.saved.saturating_sub(left.saved),
            sources: self.sources.saturating_sub(left.sources),
            decisions: self.decisions.saturating_sub(left.decisions),
        }
    }

    /// `12 bookmarks, 3 notes, 1 saved search, 2 sources, no decision`.
    pub fn words(&self) -> String {
        self.each().map(|(_, words)| words).join(", ")
    }

    /// Only what there is, for where there is little room: `12 bookmarks, 1 decision`.
    pub fn short(&self) -> String {
        let there = self.each().into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = there.map(|(_, words)| words).collect();
        match words.is_empty() {
            true => "nothing".to_string(),
            false => words.join(", "),
        }
    }

    fn each(&self) -> [(u64, String); 5] {
        let counted = [
            (self.bookmarks, "bookmark", "bookmarks"),
            (self.notes, "note", "notes"),
            (self.saved, "saved search", "saved searches"),
            (self.sources, "source", "sources"),
            (self.decisions, "decision", "decisions"),
        ];
        counted.map(|(count, one, many)| {
            let words = match count {
                0 => format!("no {one}"),
                1 => format!("1 {one}"),
                count => format!("{count} {many}"),
            };
            (count, words)
        })
    }
}

/// Which shelf it is, and in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Card {
    pub id: String,
    /// Changes of what the reader made, since the shelf was made.
    pub writes: i64,
    /// What the last change was called and no other one, also not the change of that number in a copy of the shelf. `None` in a
    /// shelf of an earlier version.
    #[serde(default)]
    pub mark: Option<String>,
}

/// Changes whose marks are kept: what is remembered beside the shelf never lags so far behind it.
const MARKS: i64 = 256;

pub(super) fn read(connection: &Connection) -> rusqlite::Result<Card> {
    let (id, writes) = connection.query_row("SELECT id, writes FROM card", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let mark = mark_at(connection, writes);
    Ok(Card { id, writes, mark })
}

/// What the change of this number is called; `None` where that is not known any more, or never was.
fn mark_at(connection: &Connection, writes: i64) -> Option<String> {
    let query = "SELECT mark FROM past WHERE writes = ?1";
    let found = connection.query_row(query, [writes], |row| row.get(0));
    found.ok()
}

/// Counts one more change.
pub(super) fn count(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("UPDATE card SET writes = writes + 1", [])?;
    connection.execute(
        "INSERT OR REPLACE INTO past SELECT writes, lower(hex(randomblob(8))) FROM card",
        [],
    )?;
    connection.execute(
        "DELETE FROM past WHERE writes <= (SELECT writes FROM card) - ?1",
        [MARKS],
    )?;
    Ok(())
}

/// How a shelf stands to a state that is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// It is that state, or grew from it.
    Onward,
    /// So many changes are missing.
    Older(i64),
    /// A copy, taken before that state, that was changed elsewhere.
    Apart,
    Other,
}

/// How the shelf that is open in `connection`, with the card `now`, stands to one with the card `last`.
pub(super) fn line(connection: &Connection, now: &Card, last: &Card) -> Line {
    if now.id != last.id {
        return Line::Other;
    }
    if now.writes < last.writes {
        return Line::Older(last.writes - now.writes);
    }
    match (&last.mark, mark_at(connection, last.writes)) {
        (Some(last), Some(now)) if *last != now => Line::Apart,
        _ => Line::Onward,
    }
}

/// Whether the same shelf is proven to be that of the card `last`, changed further: one that was mended of that one is not.
pub(super) fn has_grown_from(connection: &Connection, now: &Card, last: &Card) -> bool {
    let is_line = line(connection, now, last) == Line::Onward;
    is_line && last.mark.is_some() && mark_at(connection, last.writes) == last.mark
}

impl Shelf {
    /// A file of an earlier version has no card.
    pub(super) fn card(&self) -> Option<Card> {
        read(&self.connection).ok()
    }

    /// How much stands on the shelf.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let count = |query: &str| -> Result<u64> {
            let count: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            Ok(u64::try_from(count)?)
        };
        // A shelf of an earlier version may lack a table.
        let some = |query: &str| count(query).unwrap_or_default();
        let [bookmarks, notes]: [i64; 2] = self.connection.query_row(
            "SELECT count(*), count(nullif(note, '')) FROM bookmark WHERE removed IS NULL",
            [],
            |row| Ok([row.get(0)?, row.get(1)?]),
        )?;
        Ok(Counts {
            bookmarks: u64::try_from(bookmarks)?,
            notes: u64::try_from(notes)?,
            saved: some("SELECT count(*) FROM saved_search"),
            sources: some("SELECT count(*) FROM source"),
            decisions: some("SELECT count(*) FROM decision"),
        })
    }
}
