//! Sentences that prove something, each with its outlet and what matters in it lit.

use super::theme::Role;
use crate::model::{Article, Span};
use crate::tui::called::called;

/// One sentence of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub article: String,
    /// Outlet, date and title.
    pub label: String,
    pub sentence: String,
    /// Where the sentence stands in the body.
    pub span: Span,
    /// What is lit and as what, byte ranges into `sentence`.
    pub marks: Vec<(Span, Role)>,
    /// The article's column in the table it is shown from, for its colour.
    pub column: Option<usize>,
}

impl Proof {
    /// `span` of an article with `marks` (ranges into its body) lit.
    pub fn new(article: &Article, span: Span, marks: &[Span]) -> Proof {
        let marks: Vec<(Span, Role)> = marks.iter().map(|mark| (*mark, Role::Hit)).collect();
        Proof::lit(article, span, &marks)
    }

    /// The same, each mark lit as what it is.
    pub fn lit(article: &Article, span: Span, marks: &[(Span, Role)]) -> Proof {
        let date = article
            .published
            .as_ref()
            .map_or("undated", |published| published.day());
        let inside = |(mark, role): &(Span, Role)| {
            let (start, end) = (mark.start.max(span.start), mark.end.min(span.end));
            let inside = Span::new(
                start.saturating_sub(span.start),
                end.saturating_sub(span.start),
            );
            (start < end).then_some((inside, *role))
        };
        Proof {
            article: article.id.clone(),
            label: format!("{} · {date} · {}", called(article), article.title),
            // Byte for byte, so that the marks stay where they are.
            sentence: article.text(span).replace('\n', " "),
            span,
            marks: marks.iter().filter_map(inside).collect(),
            column: None,
        }
    }
}

/// What a window of proofs shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    /// A line or two above the proofs.
    pub about: String,
    pub proofs: Vec<Proof>,
}
