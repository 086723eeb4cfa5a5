//! What of an article stands word for word in others.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Id of the article.
    pub article: String,
    /// Words in all.
    pub words: usize,
    /// Words that stand in some other article, in runs of eight and more, quotations not counted.
    pub shared: usize,
    /// The agency that is named as its source.
    pub agency: Option<String>,
    /// Id of the article that it was likely copied from; nothing where it may be the source itself or nothing tells.
    pub source: Option<String>,
    /// Those that share most of it first.
    pub with: Vec<CopiedFrom>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFrom {
    /// Id of the other article.
    pub article: String,
    /// Words shared with it.
    pub words: usize,
}

impl Copied {
    /// Share of its words that stand in others, 0 to 1.
    pub fn share(&self) -> f32 {
        self.shared as f32 / self.words.max(1) as f32
    }
}
