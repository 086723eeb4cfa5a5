//! A person, organisation or place, with every spelling that was found and why they were joined.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::article::{AsideKind, NameKind, Span};

/// One spelling at one outlet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spelling {
    pub text: String,
    /// `None` where the article does not say who published it.
    pub outlet: Option<String>,
    /// Mentions written so.
    pub count: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Entity {
    /// 12 hexadecimal digits, from type and name as they were found: the reader's renaming does not change it.
    pub id: String,
    /// The form shown: the most frequent full form.
    pub name: String,
    #[serde(rename = "type")]
    pub kind: NameKind,
    pub mentions: u32,
    /// Most frequent first.
    pub spellings: Vec<Spelling>,
    /// Ids of the articles that name it, newest first.
    pub articles: Vec<String>,
    /// One line a join, with its reason; empty where nothing was joined.
    pub why: Vec<String>,
}

impl Entity {
    /// The order of lists: those that most articles name first, then those mentioned most, then by name.
    pub fn compare(&self, other: &Entity) -> Ordering {
        let count = |entity: &Entity| (entity.articles.len(), entity.mentions);
        count(other)
            .cmp(&count(self))
            .then_with(|| (&self.name, &self.id).cmp(&(&other.name, &other.id)))
    }
}

/// One mention in its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Id of the article.
    pub article: String,
    pub outlet: Option<String>,
    /// `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The sentence, as it stands in the body, or the whole of the aside.
    pub sentence: String,
    /// Byte range of the name inside `sentence`.
    pub name: Span,
    /// Byte range of the name in the body, or in the text of the aside.
    pub mention: Span,
    /// Where it stands around the text and not in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<AsideAt>,
}

/// One of the asides of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsideAt {
    /// From 0.
    pub number: usize,
    pub kind: AsideKind,
}

/// Somebody or something named in the same articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Companion {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: NameKind,
    /// Articles that name both.
    pub articles: u32,
    /// Weight of the company: higher where both stand together more often than by chance.
    pub weight: f32,
}

/// Everything the Entities screen shows of one entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityCard {
    pub entity: Entity,
    pub contexts: Vec<Context>,
    /// Heaviest first.
    pub with: Vec<Companion>,
    /// Articles by day (`YYYY-MM-DD`), in order of time.
    pub days: Vec<(String, u32)>,
}
