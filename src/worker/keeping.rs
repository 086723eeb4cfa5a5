//! From a bookmark to the article as it is now.

use std::sync::Arc;

use anyhow::Result;

use super::library::Library;
use crate::analysis::telling::passages::find_again;
use crate::model::{Anchor, Article, Bookmark};

impl Library {
    /// The article that a bookmark was made in, and where its words stand there now; [`Anchor::Gone`] without an article
    /// where the library does not hold it any more.
    ///
    /// An article whose text was edited may have another id: then it is known by its origin, or its URL.
    pub fn anchor(&self, bookmark: &Bookmark) -> Result<(Option<Arc<Article>>, Anchor)> {
        if self.unopened {
            return Ok((None, Anchor::Unknown));
        }
        let names = [
            Some(&bookmark.article),
            Some(&bookmark.origin),
            bookmark.url.as_ref(),
        ];
        let named = names.into_iter().flatten();
        let mut found = named.map(|name| self.called(name));
        // What a reader kept from a file that goes on under another name is looked for there at last.
        let moved = std::iter::once_with(|| self.moved_to(&bookmark.origin));
        for ids in found.by_ref().chain(moved) {
            let ids = ids?;
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
