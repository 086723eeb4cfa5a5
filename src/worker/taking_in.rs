//! Reading into the library what was fetched and kept as files.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

use super::adding::{AddError, AddOptions, Plan};
use super::library::Library;
use crate::ingest;
use crate::model::{Progress, Report};

impl Library {
    /// Reads these files; they come on no list of sources: [`Library::refresh`] knows what was fetched by its folder.
    pub(super) fn take_in(
        &mut self,
        files: &[PathBuf],
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let _lock = self.lock()?;
        let (found, skipped) = ingest::walk(files, &options.reading, stop);
        let plan = Plan::to_add(found, skipped);
        Ok(self.carry_out(plan, options, &[], progress, stop)?)
    }

    /// Whether an article from this address is there.
    pub(super) fn holds(&self, url: &str) -> Result<bool> {
        match ingest::identity(url) {
            Some(key) => Ok(!self.catalogue().numbers_with_url(&key)?.is_empty()),
            None => Ok(false),
        }
    }
}
