//! The articles that report one event.

use serde::{Deserialize, Serialize};

/// What the list of stories shows of one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoryMember {
    pub id: String,
    pub origin: String,
    pub title: String,
    pub outlet: Option<String>,
    /// RFC 3339, see [`super::Published::at`].
    pub published: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// 12 hexadecimal digits, from the ids of its articles.
    pub id: String,
    /// The title of its most central article.
    pub title: String,
    /// Oldest first, undated last.
    pub articles: Vec<StoryMember>,
    /// Why these are one story: `words 0.81, names 0.77, same day`.
    pub why: String,
}

impl Story {
    /// How many known outlets report it.
    pub fn outlets(&self) -> usize {
        let known: std::collections::BTreeSet<&str> = self
            .articles
            .iter()
            .filter_map(|article| article.outlet.as_deref())
            .collect();
        known.len()
    }

    /// How many of its articles do not say who published them.
    pub fn without_outlet(&self) -> usize {
        self.articles
            .iter()
            .filter(|article| article.outlet.is_none())
            .count()
    }
}
