//! What comparing all articles of a story says in short: its contradictions, and what is known of each sentence.

use super::keys;
use crate::analysis::telling::known::{Known, known};
use crate::model::{Article, Comparison, Tally};

/// What comparing all articles of a story says in short.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Id of the story.
    pub story: String,
    pub tally: Tally,
    /// Of every article that was compared.
    pub signs: Vec<Signs>,
}

/// What is known of each sentence of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Signs {
    /// Id of the article.
    pub article: String,
    /// Of which text: see [`text_of`].
    pub(super) text: String,
    /// One a sentence.
    pub sentences: Vec<Option<Known>>,
}

impl Signs {
    /// Whether the signs are of the text that this article has. Linear in its length.
    pub fn is_of(&self, article: &Article) -> bool {
        self.article == article.id
            && self.sentences.len() == article.sentences.len()
            && self.text == text_of(article)
    }
}

/// Stands for an article's text, also after a restart.
fn text_of(article: &Article) -> String {
    keys::id(&[&article.body])
}

impl Weighed {
    /// Of articles that were compared.
    pub(super) fn of(story: &str, articles: &[&Article], comparison: &Comparison) -> Weighed {
        let signs = articles.iter().zip(known(articles, comparison));
        Weighed {
            story: story.to_string(),
            tally: Tally::of(&comparison.findings),
            signs: signs
                .map(|(article, sentences)| Signs {
                    article: article.id.clone(),
                    text: text_of(article),
                    sentences,
                })
                .collect(),
        }
    }
}
