//! A question to the index, and its answer.

use serde::{Deserialize, Serialize};

use super::article::{AsideKind, NameKind, Published, Span};

/// What is asked: the query as typed and the facets chosen.
/// Stands among months for the articles without a date.
pub const UNDATED: &str = "";

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// As typed; any string is a query.
    pub text: String,
    /// Narrow to these outlets (any of them); `""` stands for "outlet unknown".
    pub outlets: Vec<String>,
    /// Narrow to articles that name every one of these entities (ids).
    pub entities: Vec<String>,
    /// Narrow to these months (`2025-12`, or [`UNDATED`]), any of them.
    pub months: Vec<String>,
    /// How many of the best hits are passed over: a list need not hold what nobody looks at.
    pub skip: usize,
    /// How many hits at the most.
    pub limit: usize,
    /// The last word counts as a prefix: the reader is still typing.
    pub typing: bool,
    /// A word that is part of a known name finds its other spellings too.
    pub variants: bool,
}

/// What the query language has to say about a query: what was ignored, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Byte range into the query as typed.
    pub start: usize,
    pub end: usize,
    pub message: String,
}

/// One article found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    pub id: String,
    pub origin: String,
    pub title: String,
    pub outlet: Option<String>,
    pub published: Option<Published>,
    /// BM25, the title weighted; 0 where the query has no words (newest first then).
    pub score: f32,
    /// Exactly what matched, byte ranges into the article's body, in order.
    pub matches: Vec<Span>,
    /// Exactly what matched in the title, byte ranges into it.
    pub title_matches: Vec<Span>,
    /// What matched around the text, aside by aside, in order.
    pub aside_matches: Vec<AsideMatch>,
    /// One line of the body around the best matches; before it, what the text itself does not answer, from around it and
    /// told so: `caption: …`.
    pub excerpt: String,
    /// What matched, byte ranges into `excerpt`.
    pub excerpt_matches: Vec<Span>,
}

/// Words that matched in a part of the source that is not running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsideMatch {
    /// Which of the article's asides, from 0.
    pub aside: usize,
    pub kind: AsideKind,
    /// Byte range into its text.
    pub span: Span,
}

/// A word of a query that no article has, and the nearest one that some have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Byte range into the query as typed.
    pub start: usize,
    pub end: usize,
    /// What it may have been meant to be.
    pub is: String,
}

/// What a query that found nothing may have been meant to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    /// The whole query, put right.
    pub text: String,
    pub words: Vec<Corrected>,
    /// Articles that it finds; at least one.
    pub found: usize,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// What narrows: outlet name, entity id, month.
    pub key: String,
    /// What is shown.
    pub label: String,
    pub count: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<NameKind>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// Most articles first.
    pub outlets: Vec<Bucket>,
    /// Months in order of time, none left out between the first and the last.
    pub months: Vec<Bucket>,
    /// Articles without a date.
    #[serde(default)]
    pub undated: u64,
    /// Most articles first.
    pub entities: Vec<Bucket>,
    pub languages: Vec<Bucket>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub hits: Vec<Hit>,
    /// So many better hits were passed over.
    pub skipped: usize,
    /// Articles found in all, of which `hits` are the best behind those.
    pub total: usize,
    pub facets: Facets,
    /// What ran, in the query language: the echo.
    pub echo: String,
    /// Where hardly any article has all the words and some were done without: how many have all; these stand first.
    pub with_all: Option<usize>,
    pub notes: Vec<Note>,
    /// Where nothing was found, and a word of the query is near one that would be.
    pub meant: Option<Meant>,
}
