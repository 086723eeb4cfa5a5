//! A quoted passage that can be found again, and the bookmark that keeps it.
//!
//! The selectors are those of the W3C Web Annotation Data Model: TextQuoteSelector (exact, prefix, suffix) and
//! TextPositionSelector (start, end), here in bytes.

use serde::{Deserialize, Serialize};

use super::article::Span;

/// The words kept, with what stood around them and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub quote: String,
    /// Up to 64 characters before the quote.
    pub prefix: String,
    /// Up to 64 characters after the quote.
    pub suffix: String,
    /// Byte range into the body at the time of keeping.
    pub start: usize,
    pub end: usize,
}

/// Whether, and where, a kept passage stands in an article as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "state")]
pub enum Anchor {
    /// The very words at the very place.
    Exact { span: Span },
    /// The very words elsewhere in the article.
    Moved { span: Span },
    /// The nearest words now: they were edited.
    Changed { span: Span },
    /// The article is not there any more, or nothing in it comes near.
    Gone,
    /// The articles cannot be read now.
    Unknown,
}

impl Anchor {
    /// One cell: `✓` exact, `→` moved, `~` changed, `✗` gone, `?` not known.
    pub fn sign(self) -> &'static str {
        match self {
            Anchor::Exact { .. } => "✓",
            Anchor::Moved { .. } => "→",
            Anchor::Changed { .. } => "~",
            Anchor::Gone => "✗",
            Anchor::Unknown => "?",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Anchor::Exact { .. } => "exact",
            Anchor::Moved { .. } => "moved",
            Anchor::Changed { .. } => "changed",
            Anchor::Gone => "gone",
            Anchor::Unknown => "unknown",
        }
    }

    pub fn span(self) -> Option<Span> {
        match self {
            Anchor::Exact { span } | Anchor::Moved { span } | Anchor::Changed { span } => {
                Some(span)
            }
            Anchor::Gone | Anchor::Unknown => None,
        }
    }
}

/// A passage kept by the reader. It carries the article's facts, so that it outlives the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Row number on the shelf; 0 before it is stored.
    pub id: i64,
    pub passage: Passage,
    /// Id of the article when the passage was kept.
    pub article: String,
    pub origin: String,
    pub title: String,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    /// RFC 3339, see [`super::Published::at`].
    pub published: Option<String>,
    pub url: Option<String>,
    pub note: String,
    pub tags: Vec<String>,
    /// RFC 3339, UTC.
    pub created: String,
    pub changed: String,
}
