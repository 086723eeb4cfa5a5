//! Everything that answers a request: the library shown, and the shelf.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};

use super::fault::caught;
use super::home::identity;
use super::laid::Last;
use super::request::{Lists, OnShelf, Opener, Reply, Request, Topic};
use super::{AddOptions, Home, Library, Source, weighing};
use crate::model::Article;
use crate::shelf::{Place, Shelf};

/// Everything that answers: the library shown, and the shelf.
pub struct Desk {
    pub(super) home: Home,
    pub(super) library: Library,
    pub(super) shelf: Shelf,
    /// The library shown is not the one at `home`: the sample, or files read at once.
    pub(super) visiting: bool,
    /// The reader's own library, empty yet, while the sample stands in its place.
    pub(super) own: Option<Library>,
    /// What is only looked at: nothing of it is kept.
    pub(super) looking: Vec<PathBuf>,
    /// Another number wherever anything that is shown may be another.
    pub(super) edition: u64,
    /// The generation of the library shown that the edition stands for.
    generation: u64,
    /// What the look for news last saw: the generation of the reader's library, and the version of the shelf.
    seen: (u64, i64),
    /// It was told that another process is adding.
    told_of_writing: bool,
    /// The catalogue was set aside since this was last asked.
    recovered: bool,
    /// What became of the shelf, where it is gone from its place while it is open.
    pub(super) lost: Option<String>,
    /// That another shelf is shown from now on, to be said once.
    pub(super) turned: Option<String>,
    /// Where the shelf was when the look for news last saw it.
    pub(super) place: Place,
    /// Which folder the home was when it was opened; `None` where there was none.
    pub(super) stood: Option<(u64, u64)>,
    /// The home was gone when the look for news last saw it.
    pub(super) was_gone: bool,
    /// The edition of which it was told what is kept of comparing its stories.
    weighed: Option<u64>,
    /// The story that was compared here last.
    last: Last,
}

impl Desk {
    /// Opens what is to be shown: the files given, else the reader's library, else the sample while that is empty.
    ///
    /// # Errors
    /// The shelf cannot be opened, or the files given not be read: where, and why. Where the library cannot be opened an
    /// empty one stands in its place, with a warning.
    pub fn open(opener: Opener) -> Result<Desk> {
        let Opener { home, paths } = opener;
        home.make()?;
        let shelf = home.opened_shelf()?;
        if paths.is_empty() {
            return match Library::open(&home) {
                Ok(library) => Desk::or_sample(home, library, shelf),
                // What the reader made can be read all the same.
                Err(error) => Ok(Desk::with(home, Library::unopened(&error)?, shelf)),
            };
        }
        let mut library = Library::in_memory("files read at once, not kept")?;
        let sources: Vec<Source> = paths.iter().cloned().map(Source::Path).collect();
        let stop = AtomicBool::new(false);
        library.add(&sources, &AddOptions::default(), &mut |_| {}, &stop)?;
        library.rejoin_under(shelf.decisions()?)?;
        library.refresh_view()?;
        Ok(Desk {
            looking: paths,
            ..Desk::with(home, library, shelf)
        })
    }

    /// A desk on a library that is there already, with a shelf of its own.
    pub fn with(home: Home, library: Library, shelf: Shelf) -> Desk {
        let mut desk = Desk {
            stood: identity(&home.dir),
            was_gone: false,
            home,
            library,
            shelf,
            visiting: true,
            own: None,
            looking: Vec::new(),
            edition: 1,
            generation: 0,
            seen: (0, 0),
            told_of_writing: false,
            recovered: false,
            lost: None,
            turned: None,
            place: Place::Same,
            weighed: None,
            last: Last::default(),
        };
        // What cannot be told now is told when it is asked for.
        desk.generation = desk.library.generation().unwrap_or(0);
        desk.seen = desk.found_now().unwrap_or_default();
        desk
    }

    fn or_sample(home: Home, library: Library, shelf: Shelf) -> Result<Desk> {
        // Articles that are to be read again are no empty library.
        if library.status()?.articles > 0 || library.is_unfinished()? {
            return Ok(Desk {
                visiting: false,
                ..Desk::with(home, library, shelf)
            });
        }
        let mut sample = Library::sample()?;
        sample.rejoin_under(shelf.decisions()?)?;
        let mut desk = Desk::with(home, sample, shelf);
        desk.own = Some(library);
        desk.seen = desk.found_now()?;
        Ok(desk)
    }

    /// Shows another library from now on.
    fn show(&mut self, library: Library) {
        self.library = library;
        self.edition += 1;
    }

    /// Turns to what was added to the library shown since; the edition says whether there was something.
    pub(super) fn catch_up(&mut self) -> Result<()> {
        self.library.refresh_view()?;
        let generation = self.library.generation()?;
        if generation != self.generation {
            self.generation = generation;
            self.edition += 1;
        }
        Ok(())
    }

    /// The library that others may add to: the reader's own.
    fn watched(&self) -> &Library {
        self.own.as_ref().unwrap_or(&self.library)
    }

    fn found_now(&self) -> Result<(u64, i64)> {
        Ok((self.watched().generation()?, self.shelf.version()?))
    }

    /// Whether the reader's library, or what the reader made, changed since this was last asked: by another thread or
    /// another program. Reads two numbers from files that are open.
    pub fn has_news(&mut self) -> bool {
        let is_gone = self.gone().is_some();
        let has_turned = std::mem::replace(&mut self.was_gone, is_gone) != is_gone;
        if is_gone {
            return has_turned;
        }
        // What cannot be read is told to whoever asks next.
        let now = self.found_now().unwrap_or(self.seen);
        let place = self.shelf.place();
        // That another one is adding is told no longer than it is so.
        let has_ended = self.told_of_writing && self.library.status_of_writing().is_none();
        self.told_of_writing &= !has_ended;
        std::mem::replace(&mut self.seen, now) != now
            || has_ended
            || std::mem::replace(&mut self.place, place) != place
            || self.watched().is_replaced()
            || has_turned
    }

    /// Something was kept that stands in no copy yet.
    pub fn owes_a_copy(&self) -> bool {
        self.shelf.owes_a_copy()
    }

    /// Nothing is asked just now: makes the copy of what the reader made last, and reads some of the index again. Whether that
    /// turned out damaged, and what is shown is another one from now on.
    pub fn rest(&mut self) -> bool {
        if self.gone().is_some() {
            return false;
        }
        // It is tried again once something else is kept; that it was kept is on the disk.
        let _ = self.shelf.keep_latest();
        match self.library.look_again() {
            Ok(()) => false,
            // Where it cannot be set aside now, the next search says so.
            Err(error) => !self.visiting && self.recover(&error).unwrap_or(false),
        }
    }

    /// What was only looked at is in the reader's own library now: shows that.
    pub(super) fn turn_home(&mut self) -> Result<Lists> {
        if !self.looking.is_empty() && self.gone().is_none() {
            let own = Library::open(&self.home)?;
            self.show(own);
            (self.visiting, self.looking) = (false, Vec::new());
        }
        self.lists()
    }

    /// The reader's library lacks articles: see [`Library::is_unfinished`].
    pub fn is_unfinished(&self) -> bool {
        !self.visiting && self.library.is_unfinished().unwrap_or(false)
    }

    /// The catalogue turned out damaged and was set aside: the sources are to be read again. Says so once.
    pub fn take_recovered(&mut self) -> bool {
        std::mem::take(&mut self.recovered)
    }

    /// Asks once more where the first answer is that the catalogue is damaged, after it was set aside.
    pub(super) fn twice<T>(&mut self, mut ask: impl FnMut(&mut Desk) -> Result<T>) -> Result<T> {
        match ask(self) {
            Err(error) if !self.visiting && self.recover(&error)? => ask(self),
            answer => answer,
        }
    }

    fn recover(&mut self, error: &anyhow::Error) -> Result<bool> {
        if let Some(gone) = self.gone() {
            bail!("{gone}");
        }
        let Some(warning) = Library::recover(&self.home, error)? else {
            return Ok(false);
        };
        let mut library = Library::open(&self.home)?;
        library.warn(warning);
        self.recovered = library.is_unfinished()?;
        self.show(library);
        Ok(true)
    }

    /// Answers one request; what goes wrong is an answer too, be it a fault of parallax.
    pub fn answer(&mut self, request: Request, stop: &AtomicBool) -> Reply {
        let topic = request.topic();
        match caught(|| self.answered(&request, stop)) {
            Some(Ok(reply)) => reply,
            Some(Err(error)) => Reply::Failed(format!("{error:#}")),
            None => Reply::Failed(format!(
                "the answer failed ({topic:?}): a fault of parallax, please report it"
            )),
        }
    }

    /// Turns to the library that stands where the one shown stood.
    pub(super) fn turn_to_library(&mut self, request: &Request) -> Result<()> {
        if !self.visiting && self.library.is_replaced() {
            match Library::open(&self.home) {
                Ok(mut library) => {
                    library.warn_as(&self.library);
                    // One that lost its catalogue is read again from its sources, as at a start.
                    self.recovered |= library.is_unfinished()?;
                    self.show(library);
                }
                // Only the shelf is asked.
                Err(_) if matches!(request, Request::Shelf | Request::Copies) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn answered(&mut self, request: &Request, stop: &AtomicBool) -> Result<Reply> {
        if let Some(why) = self.refused(request) {
            bail!("{why}");
        }
        // Nothing is opened anew, or made, while the home is away: what is open is shown as it is.
        let is_gone = self.gone().is_some();
        if !is_gone {
            self.turn_to_library(request)?;
        }
        if !is_gone && matches!(request.topic(), Topic::State | Topic::Shelf | Topic::Lists) {
            self.turn_to_shelf(request)?;
        }
        if request.topic() == Topic::State {
            return self.remembered(request);
        }
        if !self.looking.is_empty()
            && let Some(words) = self.words_to_keep(request)?
        {
            return Ok(Reply::OnlyLooking(Box::new(words)));
        }
        if let Some(what) = request.makes().filter(|_| !self.looking.is_empty()) {
            bail!(
                "you are only looking, and nothing is kept, not {what} either: keep a passage to add these files"
            );
        }
        if *request == Request::Copies {
            return Ok(Reply::Copies(self.shelf.copies()));
        }
        if request.topic() == Topic::Shelf {
            // What was changed must not be changed twice because its list could not be read.
            let (done, decided) = self.twice(|desk| desk.change(request))?;
            let on_shelf = self.on_shelf()?;
            return Ok(Reply::Shelf(OnShelf {
                done,
                decided,
                ..on_shelf
            }));
        }
        self.twice(|desk| desk.found(request, stop))
    }

    fn found(&mut self, request: &Request, stop: &AtomicBool) -> Result<Reply> {
        Ok(match request {
            Request::Search(question) => self.searched(question, stop)?,
            Request::Article(id) => match self.library.article(id)? {
                Some(article) => Reply::Article(article),
                None => Reply::Gone(id.clone()),
            },
            Request::Compare(_)
            | Request::CompareAgain(_)
            | Request::Story(_)
            | Request::Others { .. } => {
                let job = self.laid(request).context("there is nothing to compare")?;
                job?.answer(&mut self.last)?
            }
            Request::Card(id) => {
                let card = self.library.entity_card(id)?;
                Reply::Card(Arc::new(
                    card.context("this name is not in the library any more")?,
                ))
            }
            Request::Versions(id) => {
                let versions = self.library.versions(id)?;
                Reply::Versions(self.library.history(&versions)?)
            }
            Request::Weigh(id) => weighing::now(&self.library, id),
            Request::Lists => Reply::Lists(self.lists()?),
            Request::Add(_) | Request::Refresh => bail!("adding is done by a thread of its own"),
            _ => bail!("the shelf answers this"),
        })
    }

    pub(super) fn article(&self, id: &str) -> Result<Arc<Article>> {
        self.library
            .article(id)?
            .with_context(|| format!("article {id} is not in the library any more"))
    }

    /// Turns to what was added since, and lists it.
    pub(super) fn lists(&mut self) -> Result<Lists> {
        let is_gone = self.gone().is_some();
        if !is_gone && let Some(own) = self.own.take() {
            let mut own = match own.is_replaced() {
                true => Library::open(&self.home)?,
                false => own,
            };
            own.refresh_view()?;
            if own.status()?.articles > 0 {
                self.show(own);
                self.visiting = false;
            } else {
                self.own = Some(own);
            }
        }
        if !is_gone {
            self.catch_up()?;
        }
        let mut status = self.library.status()?;
        self.told_of_writing = self.library.status_of_writing().is_some();
        // What was so when the library was opened may be mended now.
        let told = &self.library.shelf_told;
        status.warnings.retain(|warning| !told.contains(warning));
        for known in self.of_shelf() {
            if !status.warnings.contains(&known) {
                status.warnings.push(known);
            }
        }
        let mut weighed = Vec::new();
        if self.weighed != Some(self.edition) {
            // What cannot be read is compared again.
            weighed = self.library.kept_weights().unwrap_or_default();
            self.weighed = Some(self.edition);
        }
        Ok(Lists {
            weighed,
            edition: self.edition,
            looking: self.looking.clone(),
            status,
            stories: self.library.stories()?,
            entities: self.library.entities()?,
            list: self.library.entity_list()?,
            decisions: Arc::new(self.shelf.decisions()?),
            suggestions: self.library.suggestions()?,
        })
    }
}
