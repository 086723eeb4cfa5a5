//! What a request asks to be compared, laid out so that another thread can compare it.

use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::asking::COMPARED;
use super::desk::Desk;
use super::elsewhere::Asked;
use super::fault::caught;
use super::laid::{Laid, Last, OfStory};
use super::lighting::hues;
use super::request::{Reply, Request, Topic};
use crate::model::Article;

/// What is to be compared.
pub(super) enum Job {
    Articles(Laid),
    Story(OfStory),
    Others(Box<Asked>),
}

impl Job {
    /// Costs what comparing costs: with the square of the articles.
    ///
    /// # Errors
    /// The articles are too long to be compared at once.
    pub fn answer(self, last: &mut Last) -> Result<Reply> {
        Ok(match self {
            Job::Articles(laid) => Reply::Compare(Arc::new(laid.compared()?)),
            Job::Story(story) => Reply::Story(story.compared(last)?),
            Job::Others(asked) => Reply::Others(Arc::new(asked.said(last)?)),
        })
    }
}

impl Desk {
    /// What a request asks to be compared, and all that it takes, for a thread of its own to compare; `None` where it asks for
    /// something else, or where the answer is known: that it cannot be.
    pub(super) fn laid_apart(&mut self, request: &Request) -> Option<Job> {
        if !matches!(
            request.topic(),
            Topic::Compare | Topic::Story | Topic::Others
        ) {
            return None;
        }
        let job = caught(|| {
            self.turn_to_library(request)?;
            self.twice(|desk| desk.laid(request).transpose())
        });
        job?.ok().flatten()
    }

    /// What a request asks to be compared, and all that it takes; `None` where it asks for something else.
    pub(super) fn laid(&self, request: &Request) -> Option<Result<Job>> {
        Some(match request {
            Request::Compare(ids) => self.laid_articles(ids).map(Job::Articles),
            Request::CompareAgain(ids) => self.laid_again(ids).map(Job::Articles),
            Request::Story(id) => self.laid_story(id).map(Job::Story),
            Request::Others { article, sentence } => {
                let asked = self.asked_of_others(article, *sentence);
                asked.map(|asked| Job::Others(Box::new(asked)))
            }
            _ => return None,
        })
    }

    fn laid_articles(&self, ids: &[String]) -> Result<Laid> {
        if !COMPARED.contains(&ids.len()) {
            bail!(
                "{} articles cannot be compared: give two to eight",
                ids.len()
            );
        }
        let articles = ids.iter().map(|id| self.article(id));
        self.lay(articles.collect::<Result<Vec<_>>>()?, 0)
    }

    /// Those that the library still holds.
    fn laid_again(&self, ids: &[String]) -> Result<Laid> {
        let mut held = Vec::new();
        for id in ids {
            if self.library.article(id)?.is_some() {
                held.push(id.clone());
            }
        }
        if held.len() < *COMPARED.start() {
            bail!(
                "of the articles compared {} are not in the library any more",
                ids.len() - held.len()
            );
        }
        self.laid_articles(&held)
    }

    fn laid_story(&self, id: &str) -> Result<OfStory> {
        let stories = self.library.stories()?;
        let story = stories
            .iter()
            .find(|story| story.id == id)
            .context("this story is not there any more")?;
        let (articles, left_out) = self.library.articles_of(story)?;
        Ok(OfStory {
            id: id.to_string(),
            laid: self.lay(articles, left_out)?,
            keep: self.library.keep_of(story),
        })
    }

    /// The story that an article belongs to, if any.
    pub(super) fn laid_story_of(&self, article: &str) -> Result<Option<OfStory>> {
        let Some(id) = self.library.story_of(article)? else {
            return Ok(None);
        };
        self.laid_story(&id).map(Some)
    }

    pub(super) fn lay(&self, articles: Vec<Arc<Article>>, left_out: usize) -> Result<Laid> {
        let plain: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
        Ok(Laid {
            naming: self.library.naming(&plain)?,
            hues: hues(&articles, &self.library.stories()?),
            articles,
            left_out,
        })
    }
}
