//! Names of people, organisations and places, joined inside one article.

pub mod features;
pub mod hash;
pub mod lexicon;
pub mod model;
mod tagging;
pub mod tokens;
mod within;
pub mod words;

use crate::model::{Mention, Span};

/// What the tagger reads of an article. Spans are byte ranges into `body`.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Empty where the title was made from the body.
    pub title: &'a str,
    pub body: &'a str,
    pub paragraphs: &'a [Span],
    pub sentences: &'a [Span],
    /// BCP 47 primary tag.
    pub language: Option<&'a str>,
}

/// The names in the body, in order, none overlapping, each with the fullest form that the article gives it.
pub fn mentions(text: &Text) -> Vec<Mention> {
    let Some(model) = model::shipped() else {
        return Vec::new();
    };
    within::joined(text.body, &tagging::names(text, model))
}
