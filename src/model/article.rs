//! One article: what was read, and what was found in it.

use serde::{Deserialize, Serialize};

/// A byte range `[start, end)` into an article's `body`. Serialised as `[start, end]`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// The words that the span covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Span { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// How the date of an article was found: the reader sees it beside the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// A field of the record, front matter, or export that says so.
    Field,
    /// Metadata of the page (`<meta>`, JSON-LD, `<time>`).
    Metadata,
    /// The path of the article's URL.
    Url,
    /// A line of the text itself (byline, dateline).
    Text,
    /// The name of the file.
    FileName,
}

impl DateSource {
    /// The words after "date from".
    pub fn words(self) -> &'static str {
        match self {
            DateSource::Field => "a field of the record",
            DateSource::Metadata => "the page's metadata",
            DateSource::Url => "the URL",
            DateSource::Text => "the text",
            DateSource::FileName => "the file's name",
        }
    }
}

/// When an article was published, no more exact than what was found.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Published {
    /// RFC 3339: `2025-12-13T14:05:00+01:00`; `T00:00:00Z` where only the day is known.
    pub at: String,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Only the day is known: the time of day in `at` says nothing.
    pub day_only: bool,
    pub from: DateSource,
}

impl Published {
    /// The day as written at the outlet, `YYYY-MM-DD`.
    pub fn day(&self) -> &str {
        self.at.split('T').next().unwrap_or(&self.at)
    }

    /// `YYYY-MM-DD`, with ` HH:MM` where the time is known.
    pub fn short(&self) -> String {
        let time = self.at.get(11..16).filter(|_| !self.day_only);
        time.map_or_else(
            || self.day().to_string(),
            |time| format!("{} {time}", self.day()),
        )
    }
}

/// What a part of the source is that is not running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AsideKind {
    /// The lines between headline and text that sum the article up.
    Standfirst,
    /// Words under a picture, with its credit.
    Caption,
    /// Anything else that stood around the text: lists of other stories, notices, buttons.
    LeftOut,
}

impl AsideKind {
    pub const ALL: [AsideKind; 3] = [
        AsideKind::Standfirst,
        AsideKind::Caption,
        AsideKind::LeftOut,
    ];

    /// `standfirst`, `caption`, `left out`.
    pub fn word(self) -> &'static str {
        match self {
            AsideKind::Standfirst => "standfirst",
            AsideKind::Caption => "caption",
            AsideKind::LeftOut => "left out",
        }
    }
}

/// A part of the source that is not running text: searched, shown and listed, never compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    pub kind: AsideKind,
    /// One line of clean text, as [`Article::body`] is clean.
    pub text: String,
    /// How many paragraphs of the body stand before it.
    pub after: usize,
    /// The names in it; their spans are bytes of `text`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

impl Aside {
    /// An aside that nothing was found in yet.
    pub fn new(kind: AsideKind, text: String, after: usize) -> Self {
        Aside {
            kind,
            text,
            after,
            mentions: Vec::new(),
        }
    }

    /// The same words, with nothing found in them yet.
    pub fn unread(&self) -> Aside {
        Aside::new(self.kind, self.text.clone(), self.after)
    }
}

/// What a format read, before any analysis. Text is clean: see [`Article::body`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Path of the file, or `path#record` for a record in a file of many, or a URL.
    pub origin: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub url: Option<String>,
    /// BCP 47 primary language (`en`), as stated by the source; `None` if it did not say.
    pub language: Option<String>,
    /// Paragraphs in order, each without line breaks, none empty.
    pub paragraphs: Vec<String>,
    /// What stood around the paragraphs, in the order of the source.
    pub asides: Vec<Aside>,
    /// What the reader of the report should know: what was guessed, dropped or cut.
    pub notes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    Person,
    Organisation,
    Place,
}

impl NameKind {
    pub const ALL: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Place];

    /// `person`, `organisation`, `place`.
    pub fn word(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
        }
    }

    /// `People`, `Organisations`, `Places`.
    pub fn heading(self) -> &'static str {
        match self {
            NameKind::Person => "People",
            NameKind::Organisation => "Organisations",
            NameKind::Place => "Places",
        }
    }
}

/// A name where it stands in the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: NameKind,
    /// The fullest form of this name inside the article; the library may join it further.
    pub entity: String,
    /// Why this mention was joined to `entity`; empty where both are written the same.
    #[serde(default)]
    pub why: String,
}

impl Mention {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// How exact a figure is said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    #[default]
    Exact,
    About,
    AtLeast,
    AtMost,
    MoreThan,
    LessThan,
    /// "dozens", "several hundred": an order of magnitude, not a number.
    Vague,
}

/// A number in the body with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Covers the number as written, with its modifier and unit sign: `more than 1,200`, `20%`.
    pub start: usize,
    pub end: usize,
    pub value: f64,
    /// The upper end where a range is written (`10 to 15`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_to: Option<f64>,
    /// `percent`, `USD`, `km`, `days`, `years old` ...; empty for a plain count.
    pub unit: String,
    /// What is counted, as written: `political prisoners`. Empty where nothing was found.
    pub of: String,
    pub modifier: Modifier,
}

impl Figure {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Words that somebody is said to have spoken, between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Covers the words between the marks, without the marks.
    pub start: usize,
    pub end: usize,
    /// The name (the article's fullest form) or the phrase that the article gives; `None` where it does not say.
    pub speaker: Option<String>,
    /// Where the article says so, when it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_span: Option<Span>,
}

impl Quote {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// One article, whole: the facts about it, its text, and what was found in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// 12 hexadecimal digits, from the URL, else from the text: the same article has the same id after a rebuild.
    pub id: String,
    /// The first origin; the catalogue knows the others.
    pub origin: String,
    pub title: String,
    /// The title was made from the first sentence: the source gave none.
    pub title_made: bool,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub url: Option<String>,
    /// BCP 47 primary language, stated or detected.
    pub language: Option<String>,
    /// Paragraphs joined by `"\n\n"`. Holds no control character but `\n`, no bidi control, no other line break.
    pub body: String,
    pub paragraphs: Vec<Span>,
    pub sentences: Vec<Span>,
    pub mentions: Vec<Mention>,
    pub figures: Vec<Figure>,
    pub quotes: Vec<Quote>,
    /// What stood around the text, in the order of the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<Aside>,
    pub notes: Vec<String>,
}

impl Article {
    /// The words of a span of the body.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.body)
    }

    /// What stands behind so many paragraphs and before the next, in the order of the source; behind the last, all that is
    /// said to stand further on.
    pub fn asides_after(&self, paragraphs: usize) -> impl Iterator<Item = &Aside> {
        let last = self.paragraphs.len();
        self.asides
            .iter()
            .filter(move |aside| aside.after.min(last) == paragraphs)
    }

    /// The outlet, or the words for "not known".
    pub fn outlet_name(&self) -> &str {
        self.outlet.as_deref().unwrap_or("outlet unknown")
    }

    /// What tells the article from others in a table: its outlet, else its title in quotation marks.
    pub fn label(&self) -> String {
        self.outlet
            .clone()
            .unwrap_or_else(|| format!("“{}”", self.title))
    }

    /// Index of the sentence that holds byte `at` of the body, or the last one before it.
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        let after = self
            .sentences
            .partition_point(|sentence| sentence.start <= at);
        after.checked_sub(1)
    }

    /// Index of the paragraph that holds byte `at` of the body, or the last one before it.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        let after = self
            .paragraphs
            .partition_point(|paragraph| paragraph.start <= at);
        after.checked_sub(1)
    }
}
