//! From an article to a bookmark, and from a bookmark to the article as it is now.

use std::sync::Arc;

use anyhow::Result;

use super::library::Library;
use crate::analysis::passages::{find_again, passage};
use crate::model::{Anchor, Article, Bookmark, Span};

/// A bookmark of some words of an article, not yet on the shelf.
pub fn bookmark(article: &Article, span: Span, note: &str, tags: &[String]) -> Bookmark {
    Bookmark {
        id: 0,
        passage: passage(article, span),
        article: article.id.clone(),
        origin: article.origin.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        authors: article.authors.clone(),
        published: article
            .published
            .as_ref()
            .map(|published| published.at.clone()),
        url: article.url.clone(),
        note: note.to_string(),
        tags: tags.to_vec(),
        created: String::new(),
        changed: String::new(),
    }
}

impl Library {
    /// The article that a bookmark was made in, and where its words stand there now; [`Anchor::Gone`] without an article
    /// where the library does not hold it any more.
    ///
    /// An article whose text was edited may have another id: then it is known by its origin, or its URL.
    pub fn anchor(&self, bookmark: &Bookmark) -> Result<(Option<Arc<Article>>, Anchor)> {
        let names = [
            Some(&bookmark.article),
            Some(&bookmark.origin),
            bookmark.url.as_ref(),
        ];
        for name in names.into_iter().flatten() {
            let ids = self.called(name)?;
            if let Some(article) = ids
                .first()
                .map(|id| self.article(id))
                .transpose()?
                .flatten()
            {
                let anchor = find_again(&bookmark.passage, &article.body);
                return Ok((Some(article), anchor));
            }
        }
        Ok((None, Anchor::Gone))
    }
}
