//! Articles laid out to be compared, with all that it takes: taken out of the library in a moment, and compared on a thread of
//! its own, so that no key waits for it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use anyhow::Result;

use super::lighting::marked;
use super::naming::{Naming, most};
use super::request::Compared;
use super::table::Table;
use super::weighing;
use super::weights::Keep;
use crate::analysis::comparing;
use crate::model::Article;

/// Articles, and what their names are joined by.
pub(super) struct Laid {
    pub articles: Vec<Arc<Article>>,
    pub naming: Naming,
    pub hues: Vec<usize>,
    pub left_out: usize,
}

/// The articles of a story, and where it is kept what comes of comparing them.
pub(super) struct OfStory {
    pub id: String,
    pub laid: Laid,
    pub keep: Option<Keep>,
}

/// The story that was compared last, and a number that stands for all that it depends on: it is not compared again for the next
/// question.
#[derive(Default)]
pub(super) struct Last(Option<(u64, Arc<Compared>)>);

impl Laid {
    pub(super) fn compared(self) -> Result<Compared> {
        let plain: Vec<&Article> = self.articles.iter().map(Arc::as_ref).collect();
        most(&plain)?;
        let entities = self.naming.entities(&plain);
        let mut compared = marked(Table {
            comparison: comparing::compare_named(&plain, &entities),
            articles: self.articles,
            entities,
            left_out: self.left_out,
        });
        compared.hues = self.hues;
        Ok(compared)
    }

    /// A number that stands for all that the outcome depends on.
    fn stands_for(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for article in &self.articles {
            (&article.id, &article.title, &article.body).hash(&mut hasher);
            (&article.outlet, &article.published, &article.url).hash(&mut hasher);
        }
        (&self.hues, self.left_out).hash(&mut hasher);
        self.naming.hash(&mut hasher);
        hasher.finish()
    }
}

impl OfStory {
    /// Compares it, unless it is the one that was compared last.
    pub fn compared(self, last: &mut Last) -> Result<Arc<Compared>> {
        let stands_for = self.laid.stands_for();
        let known = last
            .0
            .as_ref()
            .filter(|(known, of)| *known == stands_for && of.story.as_ref() == Some(&self.id));
        if let Some((_, compared)) = known {
            return Ok(Arc::clone(compared));
        }
        let mut compared = self.laid.compared()?;
        let weighed = weighing::of(&self.id, &compared);
        // Of a story too large to be compared whole only a part was.
        if let Some(keep) = self.keep.filter(|_| compared.left_out == 0) {
            keep.put(&weighed);
        }
        compared.weighed = Some(Arc::new(weighed));
        compared.story = Some(self.id);
        let compared = Arc::new(compared);
        last.0 = Some((stands_for, Arc::clone(&compared)));
        Ok(compared)
    }
}
