//! A story's articles on one table: what the screens show, what the commands print and what is exported are this.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::library::Library;
use super::naming::MOST_SENTENCES;
use crate::analysis::joining::entities::Entities;
use crate::model::{Article, Comparison, Story};

/// Articles of a story that are compared: fifty take half a second, and the cost grows with the square.
const TABLE: usize = 50;

/// A story with what comparing its articles says.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// In order of time, the undated last: the columns.
    pub articles: Vec<Arc<Article>>,
    pub comparison: Comparison,
    /// Who and what the articles name, as the reader has them.
    pub entities: Entities,
    /// Articles of the story that were left out because there are too many for one table.
    pub left_out: usize,
}

impl Library {
    /// Compares the articles of a story, at most fifty, the earliest first. The same articles give the same table, in
    /// whatever order they were added.
    pub fn compare_story(&self, story: &Story) -> Result<Table> {
        let (articles, left_out) = self.articles_of(story)?;
        let plain: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
        let named = self.compare_articles(&plain)?;
        Ok(Table {
            articles,
            comparison: named.comparison,
            entities: named.entities,
            left_out,
        })
    }

    /// The articles of a story in the order of its table, and how many there is no room for.
    pub(super) fn articles_of(&self, story: &Story) -> Result<(Vec<Arc<Article>>, usize)> {
        let mut articles = Vec::with_capacity(story.articles.len());
        for member in &story.articles {
            let article = self.article(&member.id)?;
            articles.push(article.with_context(|| format!("there is no article {}", member.id))?);
        }
        articles.sort_by(|a, b| {
            let when = |article: &Article| article.published.as_ref().map(|at| at.seconds);
            let (one, other) = (when(a), when(b));
            (one.is_none(), one, &a.id).cmp(&(other.is_none(), other, &b.id))
        });
        let left_out = articles.len().saturating_sub(TABLE);
        articles.truncate(TABLE);
        // Two are compared, or it is said why they are not.
        let mut sentences = 0;
        let fits = articles.iter().take_while(|article| {
            sentences += article.sentences.len();
            sentences <= MOST_SENTENCES
        });
        let fits = fits.count().max(2).min(articles.len());
        let left_out = left_out + articles.len() - fits;
        articles.truncate(fits);
        Ok((articles, left_out))
    }
}
