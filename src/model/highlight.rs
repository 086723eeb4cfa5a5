//! A passage that a reader marked in another program, as its export tells it.

/// A marked passage, without the text that it is from. Texts are clean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlight {
    pub quote: String,
    /// What stood around it, where the program keeps that; else empty.
    pub prefix: String,
    pub suffix: String,
    pub note: String,
    pub tags: Vec<String>,
    /// Of the article.
    pub title: String,
    pub authors: Vec<String>,
    pub url: Option<String>,
    /// RFC 3339, UTC; empty where it is not told. The day of marking, never one of publication.
    pub created: String,
    /// `Readwise`, `Hypothesis` ...
    pub service: &'static str,
}
