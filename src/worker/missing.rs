//! Sources that are not there now: named, with how many articles of theirs are kept.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::leaving::say_kept;
use super::library::Library;
use crate::model::place::{path_of, written};
use crate::model::{MissingSource, Skipped};

impl Library {
    /// Sources that are not there now, or are folders that hold nothing any more, with the articles that are kept of them.
    pub fn missing_sources(&self) -> Result<Vec<MissingSource>> {
        let sources = self.sources()?.into_iter().map(|source| path_of(&source));
        let absent: Vec<PathBuf> = sources.filter(|source| is_absent(source)).collect();
        let held = self.held_of(&absent)?;
        // An empty folder that never gave anything is what it was.
        let told = held
            .into_iter()
            .filter(|missing| missing.articles > 0 || !path_of(&missing.source).exists());
        Ok(told.collect())
    }

    /// Says of files that hold no article any more, and gave some, that these are kept. `known` are the files that were read, in
    /// order.
    pub(super) fn tell_void(&self, known: &[String], passed: &mut [Skipped]) -> Result<()> {
        for line in passed.iter_mut().filter(|line| !line.failed) {
            let file = written(&path_of(&line.origin));
            if known.binary_search(&file).is_ok() {
                say_kept(line, self.catalogue().origins_in(&file)?.len());
            }
        }
        Ok(())
    }

    /// How many articles of these sources the library holds. Walks all origins where there is such a source.
    pub(super) fn held_of(&self, sources: &[PathBuf]) -> Result<Vec<MissingSource>> {
        if sources.is_empty() {
            return Ok(Vec::new());
        }
        let origins = self.catalogue().files_of_origins()?;
        let counted = sources.iter().map(|source| {
            let within = origins
                .iter()
                .filter(|(_, file, _)| path_of(file).starts_with(source));
            let articles: HashSet<u64> = within.map(|(_, _, article)| *article).collect();
            MissingSource {
                source: written(source),
                articles: articles.len() as u64,
            }
        });
        Ok(counted.collect())
    }
}

/// It is not there, or is a folder that holds nothing.
pub(super) fn is_absent(source: &Path) -> bool {
    let is_empty = || std::fs::read_dir(source).is_ok_and(|mut entries| entries.next().is_none());
    !source.exists() || is_empty()
}

/// As a line of a report.
pub(super) fn missing_told(missing: &MissingSource) -> Skipped {
    let state = match path_of(&missing.source).exists() {
        true => "is empty now",
        false => "is not there now",
    };
    let kept = match missing.articles {
        0 => "nothing is held of it".to_string(),
        1 => "its article is kept (refresh --drop-missing lets it go)".to_string(),
        many => format!("its {many} articles are kept (refresh --drop-missing lets them go)"),
    };
    Skipped {
        origin: missing.source.clone(),
        reason: format!("{state}; {kept}"),
        failed: true,
    }
}
