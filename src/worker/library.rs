//! The library: the articles, searched, read, compared; one value a thread, reading never waits for another's adding.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Result;

use super::deriving::derive;
use super::entity_list::EntityList;
use super::home::{Home, has_sources};
use super::keys;
use super::originals::Registered;
use super::pipeline::survived;
use super::renewing::{guarded, open_index, set_aside};
use super::settling::Settling;
use super::standing::Standing;
use super::step::{Step, Taken};
use super::view::View;
use crate::analysis::joining::aliases::Groupings;
use crate::catalogue::{self, Catalogue, Head};
use crate::index::{Cuts, Index};
use crate::ingest::Reading;
use crate::model::{Article, Decision, Entity, Report, Story};
use crate::shelf::private;

/// Articles kept ready after they were read: more than a screen of hits and a comparison, about 20 MB.
const ARTICLES_READY: usize = 512;

/// The catalogue of a home, and which file it is. Which one it is must be known before it is opened: another parallax may put a
/// new one in its place in between, and what is written to the old one nobody would find.
fn opened_catalogue(home: &Home) -> Result<(catalogue::Opened, Standing)> {
    loop {
        let before = Standing::of(&home.catalogue());
        let opened = Catalogue::open(&home.catalogue())?;
        let file = Standing::of(&home.catalogue());
        let is_made = !before.is_there() || matches!(opened, catalogue::Opened::SetAside { .. });
        if is_made || file.is_that_of(&before) {
            return Ok((opened, file));
        }
    }
}

/// The articles and everything that can be asked of them.
///
/// It shows what was held when it was opened; [`Library::refresh_view`] turns to what another thread or process added since.
pub struct Library {
    home: Option<Home>,
    catalogue: Catalogue,
    index: Index,
    /// What a library that is not kept is called: `built-in sample`.
    label: String,
    pub(super) sample: bool,
    /// It stands in the place of one that cannot be opened: that it is empty says nothing.
    pub(super) unopened: bool,
    pub(super) warnings: Vec<String>,
    /// What the reader decided about names, where there is no shelf to ask.
    pub(super) unkept: Vec<Decision>,
    /// Which file the catalogue was when it was opened.
    pub(super) file: Standing,
    /// What there was to say of the shelf when the library was opened.
    pub(super) shelf_told: Vec<String>,
    /// Why it is only read; `None` where it can be written.
    pub(super) closed: Option<String>,
    /// Generations of the catalogue and of the index that are shown.
    pub(super) shown: (u64, u64),
    pub(super) view: RefCell<Option<Arc<View>>>,
    /// The view is not of what is held now.
    pub(super) stale: Cell<bool>,
    articles: RefCell<HashMap<u64, Arc<Article>>>,
    /// Words of the hits that were shown last.
    pub(super) cuts: Cuts,
    /// How the rules put the names together when a decision was carried out last.
    pub(super) groupings: RefCell<Groupings>,
    /// The register of the originals as it was read last.
    pub(super) register: Registered,
    /// What reading an article for a search failed with: the index has no use for it.
    fault: RefCell<Option<anyhow::Error>>,
}

impl Library {
    /// Opens the library of a home, or makes it; one that cannot be written is opened to read, and [`Status::warnings`] says
    /// so.
    ///
    /// A catalogue or an index that cannot be used is set aside, and [`Status::warnings`] says so; an index that is behind the
    /// catalogue is brought up to date. After a catalogue was set aside [`Library::is_unfinished`] asks for a rebuild.
    ///
    /// [`Status::warnings`]: crate::model::Status::warnings
    pub fn open(home: &Home) -> Result<Library> {
        home.look()?;
        home.may_read_catalogue()?;
        if let Err(why) = home.can_write() {
            return Library::open_to_read(home, why);
        }
        let opened = Library::open_once(home);
        let Err(error) = opened else {
            return opened;
        };
        if let Some(library) = Library::read_instead(home, &error) {
            return Ok(library);
        }
        let Some(warning) = Library::recover(home, &error)? else {
            return Err(error);
        };
        let mut library = Library::open_once(home)?;
        library.warn(warning);
        Ok(library)
    }

    fn open_once(home: &Home) -> Result<Library> {
        home.make()?;
        let mut library = Library::found(home)?;
        // Another parallax may have put a new catalogue in the place meanwhile, and the index of it.
        if library.is_replaced() {
            library = Library::found(home)?;
        }
        library.look_for_loss(home)?;
        library.look_for_stranger(home);
        library.mend()?;
        library.shown = (library.catalogue.generation()?, library.index.generation());
        // Everybody asks for these first: damage among them is found while it can be set aside.
        library.catalogue.counts()?;
        Ok(library)
    }

    /// What stands there, as it is.
    pub(super) fn found(home: &Home) -> Result<Library> {
        let mut warnings = Vec::new();
        // A pipe in its place is none, but it is there.
        let is_missing = private::strange(&home.catalogue()).is_none()
            && !home.catalogue().metadata().is_ok_and(|file| file.len() > 0);
        let (opened, file) = opened_catalogue(home)?;
        let catalogue = match opened {
            catalogue::Opened::Ready(catalogue) => catalogue,
            catalogue::Opened::SetAside {
                catalogue,
                reason,
                moved_to,
            } => {
                warnings.push(set_aside("catalogue", &reason, &moved_to));
                catalogue
            }
        };
        if is_missing && catalogue.generation()? == 0 && has_sources(home) {
            catalogue.set_unfinished(true)?;
            warnings.push(format!(
                "the catalogue {} is not there any more; it is made anew from the sources",
                home.catalogue().display()
            ));
        }
        let (index, told) = open_index(home)?;
        warnings.extend(told);
        let mut library = Library::of(Some(home.clone()), catalogue, index);
        library.warnings = warnings;
        library.file = file;
        Ok(library)
    }

    pub(super) fn of(home: Option<Home>, catalogue: Catalogue, index: Index) -> Library {
        Library {
            home,
            catalogue,
            index,
            label: String::new(),
            sample: false,
            unopened: false,
            warnings: Vec::new(),
            unkept: Vec::new(),
            file: Standing::default(),
            shelf_told: Vec::new(),
            closed: None,
            shown: (0, 0),
            view: RefCell::new(None),
            stale: Cell::new(false),
            articles: RefCell::new(HashMap::new()),
            cuts: Cuts::default(),
            groupings: RefCell::default(),
            register: Registered::default(),
            fault: RefCell::new(None),
        }
    }

    pub(super) fn into_parts(self) -> (Catalogue, Index) {
        (self.catalogue, self.index)
    }

    /// Turns to another catalogue and index, which stand in the place of those that were open.
    pub(super) fn turn_to(&mut self, catalogue: Catalogue, index: Index) -> Result<()> {
        (self.catalogue, self.index) = (catalogue, index);
        if let Some(home) = &self.home {
            self.file = Standing::of(&home.catalogue());
        }
        self.shown = (self.catalogue.generation()?, self.index.generation());
        self.forget_view();
        *self.view.get_mut() = None;
        Ok(())
    }

    /// A library of these readings that is gone when the value is dropped. What gave no article is told in the report.
    pub fn temporary(
        readings: impl IntoIterator<Item = Reading>,
        label: &str,
    ) -> Result<(Library, Report)> {
        let mut library = Library::in_memory(label)?;
        let report = library.put_readings(readings)?;
        library.forget_view();
        Ok((library, report))
    }

    /// An empty library that is gone when the value is dropped; [`Library::add`] fills it.
    pub fn in_memory(label: &str) -> Result<Library> {
        let mut library = Library::of(None, Catalogue::in_memory()?, Index::in_memory()?);
        library.label = label.to_string();
        Ok(library)
    }

    /// Another parallax, another thread or whoever else put another catalogue in the place of the one that is open here, or
    /// emptied it: open the library anew.
    pub(super) fn is_replaced(&self) -> bool {
        self.home
            .as_ref()
            .is_some_and(|home| self.file.is_other(&home.catalogue(), &self.catalogue))
    }

    fn put_readings(&mut self, readings: impl IntoIterator<Item = Reading>) -> Result<Report> {
        let mut settling = Settling::new(&self.catalogue, &self.index, Arc::default(), false);
        for reading in readings {
            let step = match reading {
                Ok(draft) => {
                    let draft_hash = keys::draft_hash(&draft);
                    match survived(draft, draft_hash) {
                        Ok(analysed) => Step::Article {
                            file: 0,
                            analysed: Box::new(analysed),
                        },
                        Err(skipped) => Step::Skipped(skipped),
                    }
                }
                Err(skipped) => Step::Skipped(skipped),
            };
            settling.take(Taken { bytes: 0, step }, &mut |_| {})?;
        }
        settling.finish(|catalogue| derive(catalogue, &self.decided()?, &mut |_| {}))
    }

    /// Articles may be missing: the catalogue was set aside, or a rebuild did not come to its end. Call
    /// [`Library::rebuild`].
    pub fn is_unfinished(&self) -> Result<bool> {
        self.catalogue.is_unfinished()
    }

    /// Turns to what was added since; `true` if there was something. Cheap where there was not.
    pub fn refresh_view(&mut self) -> Result<bool> {
        let generation = self.catalogue.generation()?;
        if self.shown == (generation, self.index.generation()) && self.shown.1 == generation {
            return Ok(false);
        }
        guarded(|| self.index.reload())?;
        let found = (generation, self.index.generation());
        if found == self.shown {
            return Ok(false);
        }
        self.shown = found;
        let altered = self.catalogue.altered_generation()?;
        let view = self.view.get_mut().as_ref();
        self.stale
            .set(view.is_none_or(|view| view.altered != altered));
        self.articles.get_mut().clear();
        self.cuts.clear();
        Ok(true)
    }

    /// Counts every change of what is held.
    pub fn generation(&self) -> Result<u64> {
        self.catalogue.generation()
    }

    pub(super) fn forget_view(&mut self) {
        self.stale.set(true);
        self.articles.borrow_mut().clear();
        self.cuts.clear();
    }

    /// It is that of a home, and not gone when the value is dropped.
    pub(super) fn is_kept(&self) -> bool {
        self.home.is_some()
    }

    pub(super) fn home(&self) -> Option<&Home> {
        self.home.as_ref()
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Makes an empty index in the place of the one there is; nothing of that is read.
    pub(super) fn renew_index(&mut self) -> Result<()> {
        self.index = match &self.home {
            Some(home) => Index::anew(&home.index())?,
            None => Index::in_memory()?,
        };
        Ok(())
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    /// What a library that is not kept is called; empty for the reader's own.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Something that a search asked for could not be read: the search fails with this.
    pub(super) fn fail(&self, error: anyhow::Error) {
        self.fault.replace(Some(error));
    }

    /// What failed since this was last asked.
    pub(super) fn fault(&self) -> Option<anyhow::Error> {
        self.fault.take()
    }

    /// The article with this id.
    pub fn article(&self, id: &str) -> Result<Option<Arc<Article>>> {
        match self.catalogue.number(id)? {
            Some(number) => self.numbered(number),
            None => Ok(None),
        }
    }

    pub(super) fn numbered(&self, number: u64) -> Result<Option<Arc<Article>>> {
        if let Some(article) = self.articles.borrow().get(&number) {
            return Ok(Some(Arc::clone(article)));
        }
        let Some(article) = self.catalogue.article_numbered(number)? else {
            return Ok(None);
        };
        let article = Arc::new(article);
        let mut ready = self.articles.borrow_mut();
        if ready.len() >= ARTICLES_READY {
            ready.clear();
        }
        ready.insert(number, Arc::clone(&article));
        Ok(Some(article))
    }

    /// Where the article with this id came from, the first origin first.
    pub fn origins(&self, id: &str) -> Result<Vec<String>> {
        let Some(number) = self.catalogue.number(id)? else {
            return Ok(Vec::new());
        };
        let origins = self.catalogue.origins(number)?;
        Ok(origins.into_iter().map(|(origin, _, _)| origin).collect())
    }

    /// The facts of the article with this id, without its text.
    pub fn head(&self, id: &str) -> Result<Option<Head>> {
        Ok(self.view()?.heads.get(id).cloned())
    }

    /// Ids of all articles in the order in which they came.
    pub fn ids(&self) -> Result<Vec<String>> {
        Ok(self
            .catalogue
            .heads()?
            .into_iter()
            .map(|head| head.id)
            .collect())
    }

    /// Largest first.
    pub fn stories(&self) -> Result<Arc<Vec<Story>>> {
        Ok(Arc::clone(&self.view()?.stories))
    }

    /// Id of the story that an article belongs to.
    pub fn story_of(&self, article: &str) -> Result<Option<String>> {
        let view = self.view()?;
        let story = view
            .story_of
            .get(article)
            .and_then(|&at| view.stories.get(at));
        Ok(story.map(|story| story.id.clone()))
    }

    /// Those that most articles name first.
    pub fn entities(&self) -> Result<Arc<Vec<Entity>>> {
        Ok(Arc::clone(&self.view()?.entities))
    }

    /// The same entities, to sort and filter.
    pub fn entity_list(&self) -> Result<Arc<EntityList>> {
        Ok(Arc::clone(self.view()?.list()))
    }
}
