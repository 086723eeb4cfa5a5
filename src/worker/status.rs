//! What the library holds, and what its reader should know of it.

use anyhow::Result;

use super::home::{Home, Locked};
use super::library::Library;
use crate::model::Status;

impl Library {
    pub fn status(&self) -> Result<Status> {
        let counts = self.catalogue().counts()?;
        let mut warnings = self.warnings.clone();
        let known = self.shelf_told.iter();
        let fresh: Vec<&String> = known.filter(|known| !warnings.contains(known)).collect();
        warnings.extend(fresh.into_iter().cloned());
        if let Some(writing) = self.status_of_writing() {
            warnings.push(writing.to_string());
            if self.index().is_usable() && self.index().articles() < counts.articles {
                warnings.push(format!(
                    "{} of {} articles can be searched until that is done",
                    self.index().articles(),
                    counts.articles
                ));
            }
        }
        Ok(Status {
            articles: counts.articles,
            outlets: counts.outlets,
            stories: counts.stories,
            entities: counts.entities,
            sample: self.sample,
            generation: self.catalogue().generation()?,
            first_day: counts.first_day,
            last_day: counts.last_day,
            undated: counts.undated,
            warnings,
        })
    }

    /// Another process that is adding articles now.
    pub(super) fn status_of_writing(&self) -> Option<Locked> {
        let writing = self.home().and_then(Home::writing)?;
        (writing.process != Some(std::process::id())).then_some(writing)
    }

    pub(super) fn warn(&mut self, warning: String) {
        self.warnings.insert(0, warning);
    }

    /// What the reader should know of a library that this one stands in the place of.
    pub(super) fn warn_as(&mut self, other: &Library) {
        for warning in other.warnings.iter().rev() {
            if !self.warnings.contains(warning) {
                self.warn(warning.clone());
            }
        }
    }

    pub(super) fn mark_sample(&mut self) {
        self.sample = true;
    }
}
