//! A home that cannot be written: another user's, on a disk that can only be read, or on one that is full. It is read.

use anyhow::{Result, anyhow, bail};

use super::home::Home;
use super::library::Library;
use super::mending::is_of;
use super::renewing::{guarded, instead};
use super::standing::Standing;
use crate::catalogue::Catalogue;
use crate::index::{Damaged, Index};
use crate::model::{Decision, Skipped};
use crate::shelf::{self, Shelf, private};

impl Library {
    /// The library of a home of which nothing is written, locked or mended. `why` says to the reader why that is so.
    pub(super) fn open_to_read(home: &Home, why: String) -> Result<Library> {
        let mut warnings = vec![private::only_read(&why)];
        private::may_read(&home.catalogue())?;
        if !home.catalogue().exists() {
            let empty = (Catalogue::in_memory()?, Index::in_memory()?);
            let mut library = Library::of(Some(home.clone()), empty.0, empty.1);
            warnings.push("no articles were added here".to_string());
            library.close(why, warnings);
            return Ok(library);
        }
        // Before it is opened: what takes its place from then on is noticed.
        let file = Standing::of(&home.catalogue());
        let catalogue = Catalogue::open_to_read(&home.catalogue())?;
        let opened = guarded(|| {
            private::may_read(&home.index())?;
            let index = Index::open_to_read(&home.index())?;
            match is_of(&catalogue, &index)? {
                true => Ok(index),
                false => Err(Damaged::of_another().into()),
            }
        });
        let index = match opened {
            Ok(index) => index,
            // Everything but searching goes without it.
            Err(error) => {
                let damaged = Damaged::File(format!("{error:#}"));
                let (index, told) = instead(damaged, &error)?;
                warnings.extend(told);
                index
            }
        };
        let shown = (catalogue.generation()?, index.generation());
        if index.articles() > 0 && shown.0 != shown.1 {
            warnings.push(
                "the index is behind the articles: searching may miss some, until somebody who may write here opens the library"
                    .to_string(),
            );
        }
        if catalogue.is_unfinished()? {
            warnings
                .push("the sources were not read to the end: articles may be missing".to_string());
        }
        let mut library = Library::of(Some(home.clone()), catalogue, index);
        if let Some(fault) = library.stranger() {
            warnings.push(format!(
                "the catalogue is not that of the shelf beside it: {}",
                fault.found
            ));
        }
        library.file = file;
        library.shown = shown;
        library.close(why, warnings);
        Ok(library)
    }

    /// Where a home that looked as if it could be written could not be opened: the library to read, where that can be had.
    pub(super) fn read_instead(home: &Home, error: &anyhow::Error) -> Option<Library> {
        let is_damage = Library::is_damage(error);
        if is_damage || matches!(home.catalogue().try_exists(), Ok(false)) {
            return None;
        }
        let why = match home.can_write() {
            Err(why) => why,
            Ok(()) => format!("{error:#}"),
        };
        Library::open_to_read(home, why).ok()
    }

    /// An empty library in the place of one that cannot be opened, with a warning that says why.
    pub(super) fn unopened(error: &anyhow::Error) -> Result<Library> {
        let mut library = Library::in_memory("the library cannot be opened")?;
        library.unopened = true;
        library
            .warnings
            .push(format!("the library cannot be opened: {error:#}"));
        Ok(library)
    }

    fn close(&mut self, why: String, warnings: Vec<String>) {
        self.closed = Some(format!("nothing was changed: {why}"));
        for warning in warnings.into_iter().rev() {
            self.warn(warning);
        }
        // What there is to say of the shelf is said here, too.
        self.decided_for_sure();
    }

    /// An error while writing, with why nothing could be written where that is known.
    pub(super) fn explained(&self, error: anyhow::Error) -> anyhow::Error {
        match self.home().map(Home::can_write) {
            Some(Err(why)) => error.context(why),
            _ => error,
        }
    }

    /// What the reader decided about names; `None` where the shelf is damaged, or not the one that stood there last: what is
    /// missing there was not taken back. What there is to say of the shelf is said with the status.
    pub(super) fn decided_for_sure(&mut self) -> Option<Vec<Decision>> {
        let Some(home) = self.home() else {
            return self.decided().ok();
        };
        let shelf = match home.shelf().exists() {
            true => Shelf::open(&home.shelf()),
            false => match shelf::missing(&home.shelf()) {
                None => return Some(Vec::new()),
                Some(why) => Err(anyhow!("{why}")),
            },
        };
        match shelf {
            Ok(shelf) => {
                self.shelf_told = shelf.warnings().to_vec();
                let known = shelf.faults();
                let decisions = shelf.decisions();
                let unread = shelf.faults().into_iter();
                let unread = unread.filter(|fault| !known.contains(fault));
                self.shelf_told.extend(unread.map(|fault| without(&fault)));
                decisions.ok().filter(|_| shelf.is_sound())
            }
            Err(error) => {
                self.shelf_told = vec![format!("{error:#}")];
                None
            }
        }
    }

    /// What of the list of sources cannot be read: a source that is not read again is to be told.
    pub fn unread_sources(&self) -> Result<Vec<Skipped>> {
        self.unread(|shelf| shelf.sources().map(drop))
    }

    /// What of the decisions about names cannot be read: names then stand as they would without them.
    pub(super) fn unread_decisions(&self) -> Result<Vec<Skipped>> {
        if self.home().is_none_or(|home| !home.shelf().exists()) {
            return Ok(Vec::new());
        }
        let mut unread = self.unread(|shelf| shelf.decisions().map(drop))?;
        for line in &mut unread {
            line.reason = without(&line.reason);
        }
        Ok(unread)
    }

    /// The faults that reading a part of the shelf meets.
    fn unread(&self, read: impl FnOnce(&Shelf) -> Result<()>) -> Result<Vec<Skipped>> {
        let Some(home) = self.home() else {
            return Ok(Vec::new());
        };
        let shelf = Shelf::open(&home.shelf())?;
        let known = shelf.faults();
        read(&shelf)?;
        let faults = shelf.faults().into_iter();
        let fresh = faults.filter(|fault| !known.contains(fault));
        let told = fresh.map(|reason| Skipped {
            origin: home.shelf().display().to_string(),
            reason,
            failed: true,
        });
        Ok(told.collect())
    }

    /// The sources of a shelf that is not the reader's are not read into a library that holds articles of the reader's own.
    ///
    /// # Errors
    /// Why it is not taken for the reader's, and what to do.
    pub(super) fn sure_of_shelf(&self) -> Result<()> {
        let Some(home) = self.home().filter(|home| home.shelf().exists()) else {
            return Ok(());
        };
        // What was begun anew holds nothing of which that could be told.
        if self.is_unfinished()? || self.catalogue().counts()?.articles == 0 {
            return Ok(());
        }
        let shelf = Shelf::open(&home.shelf())?;
        match shelf.shut().filter(|_| shelf.is_strange()) {
            Some(why) => bail!("nothing was read: {why}"),
            None => Ok(()),
        }
    }

    /// That no source is known is true: it is not that the list cannot be read.
    ///
    /// # Errors
    /// Why the list cannot be read, and what to do.
    pub(super) fn sure_of_sources(&self) -> Result<()> {
        let Some(home) = self.home() else {
            return Ok(());
        };
        let shelf = Shelf::open(&home.shelf())?;
        match shelf.shut() {
            Some(why) if shelf.sources()?.is_empty() && !shelf.is_sound() => {
                bail!("the sources are not known: {why}")
            }
            _ => Ok(()),
        }
    }
}

/// What a decision that cannot be read means for the names.
fn without(fault: &str) -> String {
    format!("{fault}; names may stand as they would without it: see `parallax doctor`")
}
