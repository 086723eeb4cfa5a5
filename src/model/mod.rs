//! Plain nouns: what every other room speaks of. Only std and serde.
//!
//! Invariant: every [`Span`] is a byte range into the `body` of the article that carries it, on character boundaries.

pub mod article;
pub mod comparison;
pub mod decision;
pub mod entity;
pub mod highlight;
pub mod kept_file;
pub mod passage;
mod peek;
pub mod place;
pub mod query;
pub mod report;
pub mod reuse;
pub mod story;
pub mod weight;

pub use article::{
    Article, Aside, AsideKind, DateSource, Draft, Figure, Mention, Modifier, NameKind, Published,
    Quote, Span,
};
pub use comparison::{
    Comparison, Finding, FindingKind, Mark, MarkKind, Near, Other, Reused, Row, SamePassage,
    Standing, Sure, Sureness, Value, Verdict,
};
pub use decision::{Decision, DecisionKind, LastChange, Made, Suggestion};
pub use entity::{AsideAt, Companion, Context, Entity, EntityCard, Spelling};
pub use highlight::Highlight;
pub use kept_file::{leads_nowhere, no_file};
pub use passage::{Anchor, Bookmark, Passage};
pub use peek::peek;
pub use query::{
    Answer, AsideMatch, Bucket, Corrected, Facets, Hit, Meant, Note, Question, UNDATED,
};
pub use report::{
    Fetched, Joined, LinkList, MissingSource, Progress, Report, Skipped, Status, Why,
};
pub use reuse::{Copied, CopiedFrom};
pub use story::{Story, StoryMember};
pub use weight::{Tally, Weight};
