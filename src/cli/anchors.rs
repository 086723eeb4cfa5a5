//! What became of kept passages in the articles as they are now, as far as those can be read.

use std::cell::RefCell;

use anyhow::Result;

use super::Desk;
use super::output::message;
use crate::model::{Anchor, Bookmark};
use crate::worker::Library;

/// Where the passages stand now, as far as there is a library to look in: what was kept can be read without the articles.
pub(super) struct Anchors(RefCell<Option<Library>>);

impl Anchors {
    pub fn open(desk: &Desk) -> Anchors {
        let opened = match desk.library() {
            Err(error) => opened_anew(desk, error),
            opened => opened,
        };
        Anchors(RefCell::new(readable(opened)))
    }

    /// Sign and word for what became of a passage.
    pub fn of(&self, desk: &Desk, bookmark: &Bookmark) -> (&'static str, &'static str) {
        let ask = || match self.0.borrow().as_ref() {
            Some(library) => Ok(library.anchor(bookmark)?.1),
            None => Ok(Anchor::Unknown),
        };
        let anchor = ask().or_else(|error| {
            self.0.replace(readable(opened_anew(desk, error)));
            ask()
        });
        let anchor = readable(anchor).unwrap_or_else(|| {
            self.0.take();
            Anchor::Unknown
        });
        (anchor.sign(), anchor.words())
    }
}

impl Anchors {
    /// Where words stand that an article has not any more: in which reading of it.
    pub fn version_of(&self, bookmark: &Bookmark) -> Option<String> {
        let library = self.0.borrow();
        let version = readable(library.as_ref()?.version_of(bookmark))??;
        Some(format!(
            "it stands in the version read {} (parallax versions {})",
            version.kept.read_at(),
            bookmark.article
        ))
    }
}

/// The library after what was damaged is set aside; else why it cannot be read.
fn opened_anew(desk: &Desk, error: anyhow::Error) -> Result<Library> {
    match desk.set_aside(&error) {
        Ok(true) => desk.library(),
        Ok(false) => Err(error),
        Err(more) => Err(more),
    }
}

fn readable<T>(read: Result<T>) -> Option<T> {
    read.map_err(|error| message(&format!("the articles cannot be read: {error:#}")))
        .ok()
}
