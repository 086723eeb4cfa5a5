//! A damaged catalogue looked through, row by row, and mended as far as it can be.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Catalogue;
use super::damage::{Damage, missing};

/// What was done about a damaged catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mended {
    /// It was set aside under this name, and an empty and unfinished one stands in its place.
    SetAside(PathBuf),
    /// Only what is derived across articles was damaged; it was taken out, and is to be derived anew.
    Derived,
}

/// Reads the whole file, and mends it where it is damaged. For after a read that failed: it reads the whole file.
pub fn mend_if_damaged(path: &Path) -> Result<Option<Mended>> {
    // The connection ends before the renaming: some systems rename no open file.
    if let Ok(catalogue) = Catalogue::existing(path)? {
        let faults = catalogue.faults();
        if faults.is_empty() {
            return Ok(None);
        }
        let is_derived = faults.iter().all(|fault| fault.derived);
        if is_derived && catalogue.forget_derived().is_ok() && catalogue.faults().is_empty() {
            return Ok(Some(Mended::Derived));
        }
    }
    let (_, moved_to) = Catalogue::in_its_place(path)?;
    Ok(Some(Mended::SetAside(moved_to)))
}

/// Something that is wrong with a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// For people.
    pub found: String,
    /// It is in what is derived across articles, and nowhere else.
    pub derived: bool,
}

/// At most so many faults are told: who has more knows enough.
const FAULTS: usize = 20;

/// The number of the article that a message is about: nobody knows an article by that.
fn named_article(message: &str) -> Option<u64> {
    let (_, after) = message.split_once("article ")?;
    let digits = after.find(|letter: char| !letter.is_ascii_digit());
    after[..digits.unwrap_or(after.len())].parse().ok()
}

impl Catalogue {
    /// Reads every row against its sum, every table against what it must hold, every index against its table. Grows with all
    /// that is stored: 1,200 articles (60 MB) take about half a second.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut look = |derived: bool, outcome: Result<()>| {
            if let Err(error) = outcome {
                let found = format!("{error:#}");
                faults.push(Fault { found, derived });
            }
        };
        look(false, self.check_file());
        look(false, self.check_meta());
        let mut titles = HashMap::new();
        match self.heads() {
            Ok(heads) => {
                for head in heads {
                    look(false, self.check_text(head.number));
                    titles.insert(head.number, head.title);
                }
            }
            Err(error) => look(false, Err(error)),
        }
        look(false, self.check_names());
        look(false, self.profiles().map(|_| ()));
        look(false, self.files().map(|_| ()));
        look(false, self.check_origins());
        look(false, self.removed_after(0).map(|_| ()));
        for outcome in self.check_derived() {
            look(true, outcome);
        }
        faults.truncate(FAULTS);
        for fault in &mut faults {
            let title = named_article(&fault.found).and_then(|number| titles.get(&number));
            if let Some(title) = title {
                fault.found.push_str(&format!(" (“{title}”)"));
            }
        }
        faults
    }

    fn check_text(&self, number: u64) -> Result<()> {
        match self.article_numbered(number)? {
            Some(_) => Ok(()),
            None => Err(missing(&format!("the text of article {number}"))),
        }
    }

    fn check_file(&self) -> Result<()> {
        let verdict = self.check()?;
        match verdict.as_str() {
            "ok" => Ok(()),
            _ => Err(Damage::new(verdict).into()),
        }
    }

    /// SQLite's own check of the file, its indexes included: `ok`, or what is wrong.
    pub fn check(&self) -> Result<String> {
        Ok(self
            .connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?)
    }

    /// SQLite's own check of what finds articles: before anything is written. An article that is not found would come twice.
    pub fn check_finding(&self) -> Result<()> {
        for table in ["article", "origin"] {
            let sql = format!("PRAGMA integrity_check('{table}')");
            let verdict: String = self.connection.query_row(&sql, [], |row| row.get(0))?;
            if verdict != "ok" {
                return Err(Damage::new(verdict).into());
            }
        }
        Ok(())
    }
}
