//! What many articles tell together, found again: after articles came, and after the reader decided about names.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};

use super::adding::AddError;
use super::home::{Lock, LockError};
use super::library::Library;
use super::mending::mend_index;
use super::{joining, keys};
use crate::catalogue::Catalogue;
use crate::model::{Decision, Progress, Suggestion};
use crate::shelf::Shelf;

impl Library {
    /// Joins the names again where the reader decided something about them, or took it back, since they were joined; no
    /// article is read again. `true` if there was something to do. Call it after every change of the decisions.
    ///
    /// Fails with [`AddError::Locked`] while another parallax is adding: that one, or the next to open the library, does it.
    pub fn rejoin(&mut self) -> Result<bool, AddError> {
        let decisions = self.decided()?;
        if self.catalogue().decided()? == keys::decisions_hash(&decisions) {
            return Ok(false);
        }
        let _lock = self.lock()?;
        Ok(self.rejoin_locked(&decisions)?)
    }

    /// The same for one who holds the lock already.
    pub(super) fn rejoin_locked(&mut self, decisions: &[Decision]) -> Result<bool> {
        if self.catalogue().decided()? == keys::decisions_hash(decisions) {
            return Ok(false);
        }
        let outcome = rejoined(self.catalogue(), decisions)
            .and_then(|()| mend_index(self.catalogue(), self.index()));
        if outcome.is_err() {
            self.catalogue().roll_back()?;
        }
        self.forget_view();
        outcome?;
        Ok(true)
    }

    /// The same for a library that is not kept, which has no shelf: these are the decisions from now on.
    pub fn rejoin_under(&mut self, decisions: Vec<Decision>) -> Result<bool, AddError> {
        self.unkept = decisions;
        self.rejoin()
    }

    /// Entities that may be one, likeliest first; none of which the reader decided.
    pub fn suggestions(&self) -> Result<Arc<Vec<Suggestion>>> {
        Ok(Arc::clone(&self.view()?.suggestions))
    }

    /// What the reader decided about names, oldest first.
    pub(super) fn decided(&self) -> Result<Vec<Decision>> {
        match self.home() {
            Some(home) if home.shelf().exists() => Shelf::open(&home.shelf())?.decisions(),
            Some(_) => Ok(Vec::new()),
            None => Ok(self.unkept.clone()),
        }
    }

    /// Brings the index and what is derived up to the catalogue and the decisions, unless another parallax is writing: it
    /// will do so. A shelf that cannot be read says so elsewhere; the entities stay as they are.
    pub(super) fn mend(&mut self) -> Result<()> {
        let decisions = self.decided().ok();
        let is_undecided = |catalogue: &Catalogue| -> Result<bool> {
            match &decisions {
                Some(decisions) => Ok(catalogue.decided()? != keys::decisions_hash(decisions)),
                None => Ok(false),
            }
        };
        if !self.is_behind()? && !is_undecided(self.catalogue())? {
            return Ok(());
        }
        let Some(home) = self.home() else {
            return Ok(());
        };
        let _lock = match Lock::take(home) {
            Ok(lock) => lock,
            Err(LockError::Locked(_)) => return Ok(()),
            Err(LockError::Failed(error)) => return Err(error),
        };
        // Another parallax may have mended it while this one waited.
        self.index().reload()?;
        let known = decisions.as_deref().unwrap_or_default();
        if self.catalogue().derived_generation()? < self.catalogue().generation()? {
            derive(self.catalogue(), known, &mut |_| {})?;
        } else if is_undecided(self.catalogue())? {
            rejoined(self.catalogue(), known)?;
        }
        if self.is_behind()? {
            let put = mend_index(self.catalogue(), self.index())?;
            if put > 0 {
                self.warn(format!(
                    "the index was behind: {put} articles were indexed again"
                ));
            }
        }
        Ok(())
    }

    fn is_behind(&self) -> Result<bool> {
        let generation = self.catalogue().generation()?;
        Ok(self.index().generation() != generation
            || self.catalogue().derived_generation()? < generation)
    }
}

/// Finds the entities and stories of all articles again, beside each other, and keeps them.
pub(super) fn derive(
    catalogue: &Catalogue,
    decisions: &[Decision],
    progress: &mut dyn FnMut(&Progress),
) -> Result<()> {
    let heads = catalogue.heads()?;
    progress(&Progress {
        step: "joining names and stories",
        articles: heads.len() as u64,
        ..Progress::default()
    });
    let uses = catalogue.uses()?;
    let profiles = catalogue.profiles()?;
    let (joined, stories) = std::thread::scope(|scope| {
        let stories = scope.spawn(|| joining::stories(&profiles, &heads));
        (joining::entities(&uses, &heads, decisions), stories.join())
    });
    let stories = stories.map_err(|_| anyhow!("finding stories failed: a fault of parallax"))?;
    catalogue.begin()?;
    catalogue.put_derived(&joined, &stories)?;
    catalogue.commit()?;
    Ok(())
}

/// Finds the entities again where the articles are those that the stories were found in.
fn rejoined(catalogue: &Catalogue, decisions: &[Decision]) -> Result<()> {
    let joined = joining::entities(&catalogue.uses()?, &catalogue.heads()?, decisions);
    catalogue.begin()?;
    catalogue
        .put_joined(&joined)
        .context("cannot keep the entities")?;
    catalogue.commit()?;
    Ok(())
}
