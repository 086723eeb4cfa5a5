//! A catalogue that turns out damaged while it is read: it is set aside, and the sources are read again.

use anyhow::Result;

use super::adding::AddError;
use super::deciding::DecideError;
use super::home::{Home, Lock, LockError, has_sources};
use super::library::Library;
use super::mending::is_of;
use super::renewing::{renewed, set_aside};
use crate::catalogue::{self, Mended, Older};
use crate::index::{self, Damaged};

impl Library {
    /// Where `error` says that something stored is damaged, and the catalogue or the index of this home is: sets it aside, and
    /// says so in the words returned. Open the library anew then; after a catalogue it [is
    /// unfinished](Library::is_unfinished), an index is made anew by opening.
    ///
    /// `None` where they are whole, or another parallax is writing to the catalogue. Errors where the index is damaged and
    /// cannot be set aside now.
    pub fn recover(home: &Home, error: &anyhow::Error) -> Result<Option<String>> {
        if home.can_write().is_err() {
            return Ok(None);
        }
        if let Some(damaged) = index_damage(error) {
            return renewed(home, damaged);
        }
        if !Library::is_damage(error) {
            return Ok(None);
        }
        let _lock = match Lock::take(home) {
            Ok(lock) => lock,
            Err(LockError::Locked(_)) => return Ok(None),
            Err(LockError::Failed(error)) => return Err(error),
        };
        let mended = catalogue::mend_if_damaged(&home.catalogue())?;
        Ok(mended.map(|mended| match mended {
            Mended::SetAside(moved_to) => set_aside("catalogue", "it is damaged", &moved_to),
            Mended::Derived => {
                "the entities and stories in the catalogue were damaged; they are found anew"
                    .to_string()
            }
        }))
    }

    /// Whether an error says that something stored cannot be read as what it is.
    pub fn is_damage(error: &anyhow::Error) -> bool {
        // What stands for another error leaves that one out of its chain.
        match error.downcast_ref() {
            Some(AddError::Failed(inner)) => Library::is_damage(inner),
            _ => catalogue::is_damage(error) || index_damage(error).is_some(),
        }
    }
}

/// What an error says of the index.
fn index_damage(error: &anyhow::Error) -> Option<&Damaged> {
    if let Some(AddError::Failed(inner)) = error.downcast_ref() {
        return index_damage(inner);
    }
    if let Some(DecideError::Failed(inner)) = error.downcast_ref() {
        return index_damage(inner);
    }
    index::damage(error)
}

impl Library {
    /// Where the catalogue has lost what it held, has the sources read again: its log was damaged or removed, and SQLite goes
    /// on from what was there before, or from nothing.
    pub(super) fn look_for_loss(&mut self, home: &Home) -> Result<()> {
        // Read after the index was, of which another parallax may be committing more: the catalogue always comes first.
        let generation = self.catalogue().generation()?;
        let is_empty = generation == 0 && has_sources(home) && home.writing().is_none();
        // An index of another catalogue knows nothing of this one.
        let is_ahead =
            self.index().generation() > generation && is_of(self.catalogue(), self.index())?;
        if self.catalogue().is_unfinished()? || (!is_empty && !is_ahead) {
            return Ok(());
        }
        self.catalogue().set_unfinished(true)?;
        self.warn(format!(
            "the catalogue {} has lost what was written to it last; it is made anew from the sources",
            home.catalogue().display()
        ));
        Ok(())
    }
}

impl Library {
    /// How many articles the catalogue held that was set aside, as far as that can be read.
    pub fn held_before(&self) -> Result<Option<u64>> {
        let sources = self.catalogue().carried_from()?;
        let newest = sources.first().and_then(|path| Older::open(path));
        Ok(newest.and_then(|older| older.held()))
    }

    /// Opening makes an index of another catalogue anew, but not while another parallax is writing.
    ///
    /// # Errors
    /// With [`Damaged`] where what would be searched are the articles of another catalogue.
    pub(super) fn sure_of_index(&self) -> Result<()> {
        match is_of(self.catalogue(), self.index())? {
            true => Ok(()),
            false => Err(Damaged::of_another().into()),
        }
    }
}
