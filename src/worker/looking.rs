//! Searching: with all names at hand, or with what a query asks about names looked up in the catalogue.

use std::cell::OnceCell;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::desk::Desk;
use super::library::Library;
use super::renewing::{guarded, ready_beside};
use super::request::Reply;
use super::view::{View, known};
use crate::index::{Bodies, Cuts, Knowledge, Knows};
use crate::model::{Answer, Article, Question};

/// How often a file of an index that stays open is read again to its end. What a search reads is held against its sum each time;
/// this finds what is read once and then used, lists of terms, and costs some 30 ms for 100 MB.
const READ_AGAIN: Duration = Duration::from_mins(10);

impl Library {
    /// Any string is a query. Ends early, with what was found, once `stop` is set. Reads what is known of all names, once.
    pub fn search(&self, question: &Question, stop: &AtomicBool) -> Result<Answer> {
        let (ready, view) = ready_beside(self.index(), || self.view());
        let view = view?;
        ready?;
        self.searched(question, &Looking::beside(self, view), stop)
    }

    /// The same without counting by names what is found ([`Facets::entities`] is empty), for who waits for the hits alone:
    /// nothing of a library is read but what the query asks for.
    ///
    /// [`Facets::entities`]: crate::model::Facets::entities
    pub fn find(&self, question: &Question, stop: &AtomicBool) -> Result<Answer> {
        guarded(|| self.index().ready())?;
        self.searched(question, &Looking::up(self), stop)
    }

    /// The same with what is at hand of names; and whether that is what is held now, and what was found was counted by it.
    /// Who waits for nothing else has the hits at once, and asks again once the names have been read.
    pub(super) fn search_at_hand(
        &self,
        question: &Question,
        stop: &AtomicBool,
    ) -> Result<(Answer, bool)> {
        let Some(view) = self.at_hand() else {
            return Ok((self.find(question, stop)?, false));
        };
        guarded(|| self.index().ready())?;
        let answer = self.searched(question, &Looking::beside(self, view), stop)?;
        Ok((answer, self.is_current()))
    }

    /// Nobody asks just now: reads some of the files of the index again.
    ///
    /// # Errors
    /// With [`Damaged`](crate::index::Damaged) where one is not what was written.
    pub(super) fn look_again(&self) -> Result<()> {
        guarded(|| self.index().look_again(READ_AGAIN)).map(drop)
    }

    fn searched(
        &self,
        question: &Question,
        known: &dyn Knows,
        stop: &AtomicBool,
    ) -> Result<Answer> {
        self.sure_of_index()?;
        let answer = guarded(|| self.index().search(question, known, &Texts(self), stop));
        match self.fault() {
            // Its excerpt would be missing, and nobody would be told why.
            Some(fault) => Err(fault),
            None => answer,
        }
    }
}

/// The edition of an answer whose names are not, or not yet, those of any edition.
const NOT_COUNTED: u64 = 0;

impl Desk {
    /// Turns to what was added since, and searches it: with the names at hand, whatever became of them meanwhile.
    pub(super) fn searched(&mut self, question: &Question, stop: &AtomicBool) -> Result<Reply> {
        self.catch_up()?;
        let started = Instant::now();
        let (answer, counted) = match self.library.is_kept() {
            true => self.library.search_at_hand(question, stop)?,
            false => (self.library.search(question, stop)?, true),
        };
        let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(Reply::Search {
            question: question.clone(),
            answer,
            micros,
            edition: if counted { self.edition } else { NOT_COUNTED },
        })
    }
}

/// Looks up what is asked, and reads everything only for a query that speaks of a name or a story.
pub(super) struct Looking<'a> {
    library: &'a Library,
    whole: OnceCell<Arc<View>>,
    /// What is found is counted by names too.
    counts: bool,
}

impl Looking<'_> {
    pub fn up(library: &Library) -> Looking<'_> {
        Looking {
            library,
            whole: OnceCell::new(),
            counts: false,
        }
    }

    /// With all names at hand. The spellings of a word are looked up all the same: to know them of all words takes longer than
    /// all that a query asks.
    fn beside(library: &Library, view: Arc<View>) -> Looking<'_> {
        Looking {
            library,
            whole: OnceCell::from(view),
            counts: true,
        }
    }
}

impl Knows for Looking<'_> {
    fn variants(&self, folded: &str) -> Vec<String> {
        let varying = self.library.catalogue().entities_varying(folded);
        let varying = varying.unwrap_or_else(|error| {
            self.library.fail(error);
            Vec::new()
        });
        // How many articles name them is all that is told apart by: which they are nobody asks.
        let entities = varying.iter().map(|entity| {
            let articles = 0..entity.articles.len() as u64;
            known(entity, articles.collect())
        });
        Knowledge::new(entities.collect(), Vec::new()).variants(folded)
    }

    fn all(&self) -> &Knowledge {
        let view = self.whole.get_or_init(|| {
            self.library.view().unwrap_or_else(|error| {
                self.library.fail(error);
                Arc::default()
            })
        });
        &view.knowledge
    }

    fn counted(&self) -> Option<&Knowledge> {
        self.counts.then(|| self.all())
    }
}

/// Lends the index the texts that it makes excerpts of.
struct Texts<'a>(&'a Library);

impl Bodies for Texts<'_> {
    fn article(&self, number: u64) -> Option<Arc<Article>> {
        self.0.numbered(number).unwrap_or_else(|error| {
            self.0.fail(error);
            None
        })
    }

    fn cuts(&self) -> Option<&Cuts> {
        Some(&self.0.cuts)
    }
}
