//! Whether everything in the library is well, point by point.

use anyhow::Result;

use super::check::{Check, State};
use super::home::Home;
use super::input::faults_of_kept;
use super::library::Library;
use super::mending::is_of;
use super::missing::missing_told;
use super::originals;
use super::renewing::guarded;
use super::shelving::shelf_checks;
use super::tidying::{counted, size};
use crate::catalogue::Fault;
use crate::model::leads_nowhere;
use crate::shelf::private;

const REBUILD: &str = "parallax rebuild";
const REFRESH: &str = "parallax refresh";
/// Lost articles that are named; `lost.json` has them all.
const NAMED: usize = 8;

impl Check {
    /// Whether reading the sources again mends it. What the reader made is never mended so.
    pub fn is_of_rebuild(&self) -> bool {
        self.state == State::Ill && [REBUILD, REFRESH].contains(&self.remedy.as_str())
    }
}

/// The points about a home whose library cannot be opened, and why it cannot.
pub fn doctor_of_home(home: &Home, error: &anyhow::Error) -> Vec<Check> {
    let mut checks = home_checks(home);
    let at = home.catalogue();
    let to_find = leads_nowhere(&at).map(|_| format!("bring that back, or rm {}", at.display()));
    let remedy = private::to_read(&at).or(to_find).unwrap_or_default();
    checks.push(Check::ill("catalogue", format!("{error:#}"), &remedy));
    checks
}

fn home_checks(home: &Home) -> Vec<Check> {
    let mut checks = vec![Check::well("folder", home.dir.display().to_string())];
    checks.extend(shelf_checks(home));
    if let Some(writing) = home.writing() {
        checks.push(Check::note(
            "lock",
            writing.to_string(),
            "wait until it is done",
        ));
    }
    checks
}

impl Library {
    /// Looks at everything that can be wrong; what hinders one look is a point, and the others are done. Reads the whole
    /// catalogue and the whole index: seconds for a large library.
    pub fn doctor(&self) -> Vec<Check> {
        let mut checks = self.home().map(home_checks).unwrap_or_default();
        let of_articles = checks.len();
        checks.extend(self.catalogue_checks());
        checks.push(self.index_check());
        checks.push(
            self.step_check()
                .unwrap_or_else(|error| Check::ill("in step", format!("{error:#}"), REBUILD)),
        );
        checks.extend(self.source_checks());
        checks.extend(self.strange_check());
        checks.extend(self.lost_check());
        checks.extend(self.file_checks());
        if self.closed.is_some() {
            for check in checks[of_articles..]
                .iter_mut()
                .filter(|at| at.is_of_rebuild())
            {
                check.remedy = format!("{}, by whoever may write here", check.remedy);
            }
        }
        checks
    }

    /// Every original is read and held against its SHA-256.
    pub fn check_originals(&self) -> Result<Vec<Check>> {
        let space = self.space_of_originals()?;
        let spoiled = self.spoiled_originals()?;
        let mut checks: Vec<Check> = spoiled
            .into_iter()
            .map(|one| {
                let found = format!("{}: {}", one.file, one.reason);
                Check::ill("originals", found, originals::REMEDY)
            })
            .collect();
        if checks.is_empty() {
            let found = format!("{} contents are what was kept", space.contents);
            checks.push(Check::well("originals", found));
        }
        let without = self.files_without_original()?;
        if let Some(first) = without.first() {
            let files = counted(without.len(), "file", "files");
            checks.push(Check::note(
                "originals",
                format!("of {files} none is kept, the first is {first}"),
                "parallax rebuild keeps those that are there, where the settings say so",
            ));
        }
        Ok(checks)
    }

    /// Every row is read: each point that is wrong is one of the list.
    fn catalogue_checks(&self) -> Vec<Check> {
        let mut faults = self.catalogue().faults();
        faults.extend(self.stranger());
        if !faults.is_empty() {
            let ill = |fault: Fault| Check::ill("catalogue", fault.found, REBUILD);
            return faults.into_iter().map(ill).collect();
        }
        vec![match self.catalogue().is_unfinished() {
            Ok(false) => Check::well("catalogue", "whole: every row is what was written"),
            Ok(true) => Check::ill("catalogue", "the sources were not read to the end", REBUILD),
            Err(error) => Check::ill("catalogue", format!("{error:#}"), REBUILD),
        }]
    }

    /// What stands in the place of an original and is no file.
    fn strange_check(&self) -> Option<Check> {
        let found = originals::strange(&self.home()?.originals())?;
        Some(Check::ill("originals", found, originals::TO_CLEAR))
    }

    /// Articles that were lost some day and are not back.
    fn lost_check(&self) -> Option<Check> {
        let lost = self.lost().ok()?;
        let first = lost.first()?;
        let mut names: Vec<&str> = lost
            .iter()
            .take(NAMED)
            .map(|one| one.origin.as_str())
            .collect();
        if lost.len() > NAMED {
            names.push("…");
        }
        Some(Check::note(
            "lost",
            format!(
                "{} since {}: {}",
                counted(lost.len(), "article", "articles"),
                first.day,
                names.join(", ")
            ),
            "add their files again, or parallax doctor --fix forgets them, after asking",
        ))
    }

    /// What was set aside, and what was kept of standard input.
    fn file_checks(&self) -> Vec<Check> {
        let mut checks = Vec::new();
        let aside = self.set_aside();
        if !aside.is_empty() {
            let names: Vec<String> = aside
                .iter()
                .map(|one| one.path.display().to_string())
                .collect();
            let bytes: u64 = aside.iter().map(|one| one.bytes).sum();
            let found = format!(
                "{}, {} in all: {}",
                counted(aside.len(), "file or folder", "files and folders"),
                size(bytes),
                names.join(", ")
            );
            checks.push(Check::note(
                "set aside",
                found,
                "parallax doctor --fix removes them, after asking",
            ));
        }
        for (path, reason) in self
            .home()
            .map(|home| faults_of_kept(&home.kept()))
            .unwrap_or_default()
        {
            checks.push(Check::ill(
                "kept input",
                format!("{}: {reason}", path.display()),
                "add the text again with parallax add -",
            ));
        }
        checks
    }

    fn index_check(&self) -> Check {
        if let Some(home) = self.home() {
            let at = home.index();
            if let Err(error) = private::may_read(&at) {
                let remedy = private::to_read(&at).unwrap_or_default();
                return Check::ill("index", format!("{error:#}"), &remedy);
            }
            if let (Ok(leads_to), false) = (at.read_link(), at.exists()) {
                let found = format!(
                    "{} is a link to {}, which is not there",
                    at.display(),
                    leads_to.display()
                );
                let remedy = format!(
                    "bring that back, or rm {}: the index is made anew then",
                    at.display()
                );
                return Check::ill("index", found, &remedy);
            }
        }
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
        // What cannot be looked into is told with the index.
        let is_closed = |home: &Home| private::may_read(&home.index()).is_err();
        if self.home().is_some_and(is_closed) || !self.index().is_usable() {
            return Ok(Check::note(
                "in step",
                "not known: the index cannot be read",
                "",
            ));
        }
        Ok(if !is_of(self.catalogue(), self.index())? {
            Check::ill("in step", "the index belongs to another catalogue", REBUILD)
        } else if indexed != held || (held > 0 && self.index().generation() != generation) {
            let found = format!("the index holds {indexed} articles, the catalogue {held}");
            Check::ill("in step", found, REBUILD)
        } else if self.catalogue().derived_generation()? < generation {
            Check::ill(
                "in step",
                "entities and stories are older than the articles",
                REFRESH,
            )
        } else {
            Check::well("in step", format!("{held} articles, all indexed"))
        })
    }

    fn source_checks(&self) -> Vec<Check> {
        let (Ok(()), Ok(sources)) = (self.sure_of_sources(), self.sources()) else {
            let found = "not known: their list stands on the shelf, which cannot be read";
            return vec![Check::note("sources", found, "")];
        };
        let missing = match self.missing_sources() {
            Ok(missing) => missing,
            Err(error) => return vec![Check::ill("sources", format!("{error:#}"), REBUILD)],
        };
        let missing: Vec<Check> = missing
            .iter()
            .map(|missing| {
                let found = format!("{} {}", missing.source, missing_told(missing).reason);
                Check::note(
                    "source",
                    found,
                    "bring it back, or parallax refresh --drop-missing",
                )
            })
            .collect();
        if missing.is_empty() {
            let found = format!("{} of {} are there", sources.len(), sources.len());
            return vec![Check::well("sources", found)];
        }
        missing
    }
}
