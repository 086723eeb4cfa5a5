//! The library brought up to what the reader decided about names, and to its catalogue.

use std::sync::Arc;

use anyhow::Result;

use super::adding::AddError;
use super::deriving::{derive, rejoined};
use super::home::{Lock, LockError};
use super::keys;
use super::library::Library;
use super::mending::{is_of, mend_index};
use super::renewing::guarded;
use crate::catalogue::Catalogue;
use crate::model::{Decision, Suggestion};
use crate::shelf::Shelf;

impl Library {
    /// The right to write, to the library as it is then: while this one waited for its turn another parallax may have put a new
    /// catalogue in the place of the one that is open here, and nobody would find what is written to that.
    pub(super) fn lock(&mut self) -> Result<Option<Lock>, LockError> {
        if let Some(why) = &self.closed {
            return Err(anyhow::anyhow!("{why}").into());
        }
        let Some(home) = self.home().cloned() else {
            return Ok(None);
        };
        let lock = Lock::take(&home)?;
        if self.is_replaced() {
            let fresh = Library::found(&home)?;
            self.warn_as(&fresh);
            let (catalogue, index) = fresh.into_parts();
            self.turn_to(catalogue, index)?;
        }
        Ok(Some(lock))
    }

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
        let outcome = rejoined(
            self.catalogue(),
            decisions,
            &mut self.groupings.borrow_mut(),
        )
        .and_then(|()| guarded(|| mend_index(self.catalogue(), self.index())));
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
        let decisions = self.decided_for_sure();
        let is_undecided = |catalogue: &Catalogue| -> Result<bool> {
            match &decisions {
                Some(decisions) => Ok(catalogue.decided()? != keys::decisions_hash(decisions)),
                None => Ok(false),
            }
        };
        if !self.is_behind()? && !is_undecided(self.catalogue())? {
            return Ok(());
        }
        let Some(home) = self.home().filter(|_| self.index().is_usable()) else {
            return Ok(());
        };
        let _lock = match Lock::take(home) {
            Ok(lock) => lock,
            Err(LockError::Locked(_)) => return Ok(()),
            Err(LockError::Failed(error)) => return Err(error),
        };
        // Another parallax may have mended it while this one waited.
        guarded(|| self.index().reload())?;
        let known = decisions.as_deref().unwrap_or_default();
        if self.catalogue().derived_generation()? < self.catalogue().generation()? {
            derive(self.catalogue(), known, &mut |_| {})?;
        } else if is_undecided(self.catalogue())? {
            rejoined(self.catalogue(), known, &mut self.groupings.borrow_mut())?;
        }
        if self.is_behind()? {
            let is_ours = is_of(self.catalogue(), self.index())?;
            match guarded(|| mend_index(self.catalogue(), self.index())) {
                // What the sources give is read anew, and the index with it.
                Ok(_) if !is_ours && self.is_unfinished()? => {}
                // Behind what made it so.
                Ok(put) if !is_ours => self.warnings.push(format!(
                    "the index belonged to another catalogue; it was made anew: {put} articles"
                )),
                Ok(0) => {}
                Ok(put) => self.warnings.push(format!(
                    "the index was behind: {put} articles were indexed again"
                )),
                Err(error) if Library::is_damage(&error) => return Err(error),
                // A disk that is full keeps nobody from reading.
                Err(error) => self.warn(format!(
                    "the index is behind the catalogue, and cannot be brought up to it: {error:#}"
                )),
            }
        }
        Ok(())
    }

    fn is_behind(&self) -> Result<bool> {
        let generation = self.catalogue().generation()?;
        Ok(self.index().generation() != generation
            || !is_of(self.catalogue(), self.index())?
            || self.catalogue().derived_generation()? < generation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Made;
    use crate::model::{DecisionKind, Draft, Entity};
    use crate::worker::{AddOptions, Home, Source};

    fn names(library: &Library) -> Vec<String> {
        let entities = library.entities().unwrap();
        let mut names: Vec<String> = entities
            .iter()
            .map(|entity: &Entity| entity.name.clone())
            .collect();
        names.sort();
        names
    }

    const TEXTS: [&str; 2] = [
        "The mayor of Arnholt, Tomas Venn, met reporters on Monday. Mr. Venn said the bridge would open in May.",
        "The painter Mira Kolosova opened a show in Arnholt on Monday. Ms. Kolosova said it was her last.",
    ];

    #[test]
    fn decisions_on_the_shelf_are_followed_and_undone_without_reading() {
        let folder = std::env::temp_dir().join(format!("parallax-rejoin-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let texts = folder.join("texts");
        std::fs::create_dir_all(&texts).unwrap();
        for (number, text) in TEXTS.iter().enumerate() {
            std::fs::write(texts.join(format!("{number}.txt")), text).unwrap();
        }
        let home = Home::find(Some(&folder.join("home"))).unwrap();
        let mut library = Library::open(&home).unwrap();
        let stop = std::sync::atomic::AtomicBool::new(false);
        library
            .add(
                &[Source::Path(texts.clone())],
                &AddOptions::default(),
                &mut |_| {},
                &stop,
            )
            .unwrap();
        let before = names(&library);
        assert!(before.contains(&"Tomas Venn".to_string()), "{before:?}");
        assert!(!library.rejoin().unwrap());
        std::fs::remove_dir_all(&texts).unwrap();

        let mut shelf = Shelf::open(&home.shelf()).unwrap();
        shelf
            .add_decision(DecisionKind::Merge, "Tomas Venn", "Mira Kolosova")
            .unwrap();
        assert!(library.rejoin().unwrap());
        assert!(!library.rejoin().unwrap());
        let merged = names(&library);
        assert_eq!(merged.len() + 1, before.len(), "{merged:?}");

        // undone while nothing was open: the next one to open follows
        drop(library);
        shelf.undo(Made::Any).unwrap();
        let mut library = Library::open(&home).unwrap();
        assert_eq!(names(&library), before);
        assert!(!library.rejoin().unwrap());
        assert!(!library.refresh_view().unwrap());
        let _ = std::fs::remove_dir_all(&folder);
    }

    #[test]
    fn a_library_without_a_shelf_is_told_the_decisions() {
        let readings = TEXTS.iter().enumerate().map(|(number, text)| {
            Ok(Draft {
                origin: format!("/{number}.txt"),
                paragraphs: vec![text.to_string()],
                ..Draft::default()
            })
        });
        let (mut library, _) = Library::temporary(readings, "").unwrap();
        let rename = Decision {
            id: 1,
            kind: DecisionKind::Rename,
            one: "Tomas Venn".into(),
            two: "Mayor Venn".into(),
            created: "2026-03-01T10:00:00Z".into(),
        };
        let id = library.entity("Tomas Venn").unwrap()[0].id.clone();
        assert!(library.rejoin_under(vec![rename]).unwrap());
        let found = names(&library);
        assert!(found.contains(&"Mayor Venn".to_string()), "{found:?}");
        let entity = &library.entity("Mayor Venn").unwrap()[0];
        assert_eq!(entity.id, id, "what is held of it still stands");
        let card = library.entity_card(&entity.id).unwrap().unwrap();
        assert_eq!(card.contexts.len(), 2);
    }
}
