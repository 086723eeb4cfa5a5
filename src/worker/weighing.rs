//! Weighing stories: how many contradictions each holds, and what is known of each sentence of its articles.
//!
//! A thread of its own compares, so that no key waits for it; the thread that owns the library only fetches the articles.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use anyhow::{Context, Result, bail};

use super::fault::caught;
use super::library::Library;
use super::naming::{MOST_SENTENCES, Naming};
use super::request::{Compared, Reply, Topic};
use super::ticket::Ticket;
use super::weighed::Weighed;
use super::weights::Keep;
use crate::analysis::comparing;
use crate::model::Article;

/// A story that is to be weighed, with all that it takes.
pub(super) struct Job {
    story: String,
    articles: Vec<Arc<Article>>,
    naming: Naming,
    /// Where it is kept what comes of it.
    keep: Option<Keep>,
}

impl Library {
    /// Fetches what weighing a story takes.
    ///
    /// # Errors
    /// There is no such story, its articles cannot be read, or they are too long to be compared at once.
    pub(super) fn to_weigh(&self, id: &str) -> Result<Job> {
        let stories = self.stories()?;
        let story = stories.iter().find(|story| story.id == id);
        let story = story.context("this story is not there any more")?;
        let (articles, _) = self.articles_of(story)?;
        let sentences: usize = articles.iter().map(|of| of.sentences.len()).sum();
        if sentences > MOST_SENTENCES {
            bail!("the articles of this story are too long to be compared at once");
        }
        let plain: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
        Ok(Job {
            story: id.to_string(),
            naming: self.naming(&plain)?,
            keep: self.keep_of(story),
            articles,
        })
    }
}

impl Job {
    /// Weighs it: costs what comparing the story does.
    pub fn weighed(self) -> Weighed {
        let plain: Vec<&Article> = self.articles.iter().map(Arc::as_ref).collect();
        let entities = self.naming.entities(&plain);
        let comparison = comparing::compare_named(&plain, &entities);
        let weighed = Weighed::of(&self.story, &plain, &comparison);
        if let Some(keep) = self.keep {
            keep.put(&weighed);
        }
        weighed
    }

    /// A number that stands for all that the outcome depends on.
    fn stands_for(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for article in &self.articles {
            (&article.id, &article.title, &article.body).hash(&mut hasher);
            (&article.outlet, &article.published).hash(&mut hasher);
        }
        self.naming.hash(&mut hasher);
        hasher.finish()
    }
}

/// What a story that was compared says in short.
pub(super) fn of(story: &str, compared: &Compared) -> Weighed {
    let plain: Vec<&Article> = compared.articles.iter().map(Arc::as_ref).collect();
    Weighed::of(story, &plain, &compared.comparison)
}

/// Weighs a story here and now: where there is no thread for it.
pub(super) fn now(library: &Library, story: &str) -> Reply {
    let job = library.to_weigh(story).ok();
    answer(story, job.map(|job| Arc::new(job.weighed())))
}

/// The thread that weighs. It ends after what it is at when this is dropped; nobody waits for it.
pub(super) struct Weigher(Sender<(Ticket, Job)>);

impl Weigher {
    /// Starts the thread; `reply` is called from it. A story of which nothing changed is not compared again.
    pub fn start(reply: impl Fn(Topic, Ticket, Reply) + Send + 'static) -> Weigher {
        let (jobs, inbox) = channel::<(Ticket, Job)>();
        thread::spawn(move || {
            let mut done: HashMap<String, (u64, Arc<Weighed>)> = HashMap::new();
            for (ticket, job) in inbox {
                let (story, now) = (job.story.clone(), job.stands_for());
                let known = done.get(&story).filter(|(then, _)| *then == now);
                let weighed = match known {
                    Some((_, weighed)) => Some(Arc::clone(weighed)),
                    None => caught(|| Arc::new(job.weighed())),
                };
                reply(Topic::Weight, ticket, answer(&story, weighed.clone()));
                if let Some(weighed) = weighed {
                    done.insert(story, (now, weighed));
                }
            }
        });
        Weigher(jobs)
    }

    /// Hands it a story; does not wait.
    pub fn take(&self, ticket: Ticket, job: Job) {
        // Where the thread is gone the badge stays away.
        let _ = self.0.send((ticket, job));
    }
}

/// What is told of a story: that it could not be weighed is an answer too.
pub(super) fn answer(story: &str, weighed: Option<Arc<Weighed>>) -> Reply {
    match weighed {
        Some(weighed) => Reply::Weighed(weighed),
        None => Reply::Unweighed(story.to_string()),
    }
}
