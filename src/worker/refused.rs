//! What was refused leaves nothing behind: no source that every refresh would complain of, no copy of what came from standard
//! input.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::input::INPUT;
use super::library::Library;
use crate::model::Report;
use crate::model::place::written;
use crate::shelf::Shelf;

impl Library {
    /// Takes files that gave no article off the list of sources, and away where they are copies of ours; `fresh` came to the
    /// list just now. A folder stays: articles may come into it.
    pub(super) fn leave_refused(&self, fresh: &[PathBuf], report: &mut Report) -> Result<()> {
        let Some(home) = self.home() else {
            return Ok(());
        };
        let kept = home.kept().canonicalize().ok();
        for path in fresh.iter().filter(|path| !path.is_dir()) {
            let source = written(path);
            if !self.catalogue().origins_in(&source)?.is_empty() {
                continue;
            }
            Shelf::open(&home.shelf())?.remove_source(&source)?;
            if kept
                .as_ref()
                .is_some_and(|kept| path.parent() == Some(kept))
            {
                std::fs::remove_file(path)
                    .with_context(|| format!("cannot remove {}", written(path)))?;
                // The report names what the reader knows.
                for skipped in &mut report.skipped {
                    if let Some(record) = skipped.origin.strip_prefix(&source) {
                        skipped.origin = format!("{INPUT}{record}");
                    }
                }
            }
        }
        Ok(())
    }
}
