//! Whether everything in the library is well, point by point.

use anyhow::Result;
use serde::Serialize;

use super::library::Library;
use super::renewing::guarded;
use super::shelving::shelf_checks;
use crate::model::place;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Well,
    /// Worth knowing; nothing is wrong.
    Note,
    Ill,
}

/// One point that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What was looked at: `catalogue`.
    pub what: String,
    pub state: State,
    /// What was found.
    pub found: String,
    /// What to do about it; empty where nothing is to be done.
    pub remedy: String,
}

impl Check {
    pub(super) fn well(what: &str, found: impl Into<String>) -> Check {
        Check {
            what: what.into(),
            state: State::Well,
            found: found.into(),
            remedy: String::new(),
        }
    }

    pub(super) fn note(what: &str, found: impl Into<String>, remedy: &str) -> Check {
        Check {
            what: what.into(),
            state: State::Note,
            found: found.into(),
            remedy: remedy.into(),
        }
    }

    pub(super) fn ill(what: &str, found: impl Into<String>, remedy: &str) -> Check {
        Check {
            what: what.into(),
            state: State::Ill,
            found: found.into(),
            remedy: remedy.into(),
        }
    }
}

const REBUILD: &str = "parallax rebuild";

impl Library {
    /// Looks at everything that can be wrong. Reads the whole catalogue and the whole index: seconds for a large library.
    pub fn doctor(&self) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        if let Some(home) = self.home() {
            checks.push(Check::well("folder", home.dir.display().to_string()));
            checks.extend(shelf_checks(home));
            if let Some(writing) = home.writing() {
                checks.push(Check::note(
                    "lock",
                    writing.to_string(),
                    "wait until it is done",
                ));
            }
        }
        checks.push(self.catalogue_check());
        checks.push(self.index_check());
        checks.push(self.step_check()?);
        checks.extend(self.source_checks()?);
        Ok(checks)
    }

    fn catalogue_check(&self) -> Check {
        match (self.catalogue().check(), self.catalogue().is_unfinished()) {
            (Ok(result), Ok(false)) if result == "ok" => Check::well("catalogue", "whole"),
            (Ok(result), Ok(true)) if result == "ok" => {
                Check::ill("catalogue", "the sources were not read to the end", REBUILD)
            }
            (Ok(result), _) => Check::ill("catalogue", result, REBUILD),
            (Err(error), _) => Check::ill("catalogue", format!("{error:#}"), REBUILD),
        }
    }

    fn index_check(&self) -> Check {
        match guarded(|| self.index().check()) {
            Ok(faults) if faults.is_empty() => Check::well("index", "whole"),
            Ok(faults) => Check::ill("index", faults.join("; "), REBUILD),
            Err(error) => Check::ill("index", format!("{error:#}"), REBUILD),
        }
    }

    /// Whether the index and what is derived belong to the catalogue as it is.
    fn step_check(&self) -> Result<Check> {
        let generation = self.catalogue().generation()?;
        let held = self.catalogue().counts()?.articles;
        let indexed = self.index().articles();
        Ok(
            if self.index().generation() != generation || indexed != held {
                let found = format!("the index holds {indexed} articles, the catalogue {held}");
                Check::ill("in step", found, REBUILD)
            } else if self.catalogue().derived_generation()? < generation {
                Check::ill(
                    "in step",
                    "entities and stories are older than the articles",
                    "parallax refresh",
                )
            } else {
                Check::well("in step", format!("{held} articles, all indexed"))
            },
        )
    }

    fn source_checks(&self) -> Result<Vec<Check>> {
        let sources = self.sources()?;
        let missing: Vec<Check> = sources
            .iter()
            .filter(|source| !place::path_of(source).exists())
            .map(|source| {
                let found = format!("{source} is not there now; its articles are kept");
                Check::note(
                    "source",
                    found,
                    "bring it back, or parallax refresh --drop-missing",
                )
            })
            .collect();
        Ok(if missing.is_empty() {
            vec![Check::well(
                "sources",
                format!("{} of {} are there", sources.len(), sources.len()),
            )]
        } else {
            missing
        })
    }
}
