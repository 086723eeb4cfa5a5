//! Everything that answers a request: the library shown, and the shelf.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::answering::Opener;
use super::fault::caught;
use super::request::{Compared, Lists, OnShelf, OthersSay, Reply, Request, Topic};
use super::{AddOptions, Home, Library, Source, Table};
use crate::analysis::compare;
use crate::model::Article;
use crate::shelf::Shelf;

/// Everything that answers: the library shown, and the shelf.
pub struct Desk {
    pub(super) home: Home,
    pub(super) library: Library,
    pub(super) shelf: Shelf,
    /// The library shown is not the one at `home`: the sample, or files read at once.
    visiting: bool,
    /// The catalogue was set aside since this was last asked.
    recovered: bool,
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
        let shelf = Shelf::open(&home.shelf())?;
        if paths.is_empty() {
            return match Library::open(&home) {
                Ok(library) => Desk::or_sample(home, library, shelf),
                // What the reader made can be read all the same.
                Err(error) => Ok(Desk::with(home, Library::unopened(&error)?, shelf)),
            };
        }
        let mut library = Library::in_memory("files read at once, not kept")?;
        let sources: Vec<Source> = paths.into_iter().map(Source::Path).collect();
        let stop = AtomicBool::new(false);
        library.add(&sources, &AddOptions::default(), &mut |_| {}, &stop)?;
        library.rejoin_under(shelf.decisions()?)?;
        library.refresh_view()?;
        Ok(Desk {
            home,
            library,
            shelf,
            visiting: true,
            recovered: false,
        })
    }

    /// A desk on a library that is there already, with a shelf of its own.
    pub fn with(home: Home, library: Library, shelf: Shelf) -> Desk {
        Desk {
            home,
            library,
            shelf,
            visiting: true,
            recovered: false,
        }
    }

    fn or_sample(home: Home, library: Library, shelf: Shelf) -> Result<Desk> {
        // Articles that are to be read again are no empty library.
        let visiting = library.status()?.articles == 0 && !library.is_unfinished()?;
        let library = if visiting {
            let mut sample = Library::sample()?;
            sample.rejoin_under(shelf.decisions()?)?;
            sample
        } else {
            library
        };
        Ok(Desk {
            home,
            library,
            shelf,
            visiting,
            recovered: false,
        })
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
    fn twice<T>(&mut self, mut ask: impl FnMut(&mut Desk) -> Result<T>) -> Result<T> {
        match ask(self) {
            Err(error) if !self.visiting && self.recover(&error)? => ask(self),
            answer => answer,
        }
    }

    fn recover(&mut self, error: &anyhow::Error) -> Result<bool> {
        let Some(warning) = Library::recover(&self.home, error)? else {
            return Ok(false);
        };
        self.library = Library::open(&self.home)?;
        self.library.warn(warning);
        self.recovered = true;
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

    fn answered(&mut self, request: &Request, stop: &AtomicBool) -> Result<Reply> {
        if !self.visiting && self.library.is_replaced() {
            self.library = Library::open(&self.home)?;
        }
        if request.topic() == Topic::Shelf {
            // What was changed must not be changed twice because its list could not be read.
            let (done, decided) = self.twice(|desk| desk.change(request))?;
            let on_shelf = self.twice(|desk| desk.on_shelf())?;
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
            Request::Search(question) => {
                self.library.refresh_view()?;
                let generation = self.library.generation()?;
                let started = Instant::now();
                let answer = self.library.search(question, stop)?;
                let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
                Reply::Search {
                    question: question.clone(),
                    answer,
                    micros,
                    generation,
                }
            }
            Request::Article(id) => Reply::Article(self.article(id)?),
            Request::Compare(ids) => Reply::Compare(Arc::new(self.compared(ids)?)),
            Request::Story(id) => Reply::Story(Arc::new(self.story(id)?)),
            Request::Card(id) => {
                let card = self.library.entity_card(id)?;
                Reply::Card(Arc::new(
                    card.context("this name is not in the library any more")?,
                ))
            }
            Request::Others { article, sentence } => {
                Reply::Others(Arc::new(self.others(article, *sentence)?))
            }
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

    fn compared(&self, ids: &[String]) -> Result<Compared> {
        Ok(marked(self.library.compare(ids)?))
    }

    fn story(&self, id: &str) -> Result<Compared> {
        let stories = self.library.stories()?;
        let story = stories
            .iter()
            .find(|story| story.id == id)
            .context("this story is not there any more")?;
        Ok(Compared {
            story: Some(id.to_string()),
            ..marked(self.library.compare_story(story)?)
        })
    }

    fn others(&self, id: &str, sentence: usize) -> Result<OthersSay> {
        let article = self.article(id)?;
        let span = *article
            .sentences
            .get(sentence)
            .context("there is no such sentence")?;
        let others = self.library.others(id, sentence)?;
        let with_article = |other: crate::model::Other| Ok((self.article(&other.article)?, other));
        let others = others
            .into_iter()
            .map(with_article)
            .collect::<Result<Vec<_>>>()?;
        Ok(OthersSay {
            article,
            sentence: span,
            others,
        })
    }

    /// Turns to what was added since, and lists it.
    pub(super) fn lists(&mut self) -> Result<Lists> {
        if self.visiting && self.library.status()?.sample {
            let own = Library::open(&self.home)?;
            if own.status()?.articles > 0 {
                (self.library, self.visiting) = (own, false);
            }
        }
        self.library.refresh_view()?;
        Ok(Lists {
            status: self.library.status()?,
            stories: self.library.stories()?,
            entities: self.library.entities()?,
            list: self.library.entity_list()?,
            decisions: Arc::new(self.shelf.decisions()?),
            suggestions: self.library.suggestions()?,
        })
    }
}

/// A table with what differs inside its rows.
fn marked(table: Table) -> Compared {
    let plain: Vec<&Article> = table.articles.iter().map(Arc::as_ref).collect();
    let rows = table.comparison.rows.iter();
    Compared {
        story: None,
        marks: rows
            .map(|row| compare::marks(&plain, &table.entities, row))
            .collect(),
        comparison: table.comparison,
        articles: table.articles,
        left_out: table.left_out,
    }
}
