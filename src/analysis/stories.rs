//! Stories: articles that report one event.

use serde::{Deserialize, Serialize};

use crate::model::Article;

/// What grouping needs to know of one article: small, made once when the article is added, and stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {}

/// Articles of one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Indices into the profiles given, ascending; two or more.
    pub members: Vec<usize>,
    /// The member nearest to all others.
    pub central: usize,
    /// `words 0.81, names 0.77, same day`.
    pub why: String,
}

pub fn profile(_article: &Article) -> Profile {
    Profile::default()
}

/// Groups of two or more articles, largest first; articles in no group are in none.
pub fn group(_profiles: &[&Profile]) -> Vec<Group> {
    Vec::new()
}
