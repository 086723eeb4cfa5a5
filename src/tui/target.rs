//! A place in an article: where to stand in it, and what is lit.

use crate::model::{Hit, Span};

/// A place in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    pub article: String,
    /// Where to stand, byte range into the body; the first match where none is given.
    pub span: Option<Span>,
    /// What is lit, byte ranges into the body, in order.
    pub matches: Vec<Span>,
    /// What is lit in the title.
    pub title_matches: Vec<Span>,
    /// Where to stand around the text: number of an aside of the article, byte range into its text.
    pub aside: Option<(usize, Span)>,
    /// What is lit there, in order.
    pub aside_matches: Vec<(usize, Span)>,
}

impl Target {
    pub fn article(id: &str) -> Target {
        Target {
            article: id.to_string(),
            ..Target::default()
        }
    }

    pub fn at(id: &str, span: Span) -> Target {
        Target {
            span: Some(span),
            matches: vec![span],
            ..Target::article(id)
        }
    }

    /// A place around the text.
    pub fn around(id: &str, aside: usize, span: Span) -> Target {
        Target {
            aside: Some((aside, span)),
            aside_matches: vec![(aside, span)],
            ..Target::article(id)
        }
    }

    /// Everything that matched in a hit; at the first match in the text, or, where it has none, around it.
    pub fn hit(hit: &Hit) -> Target {
        Target {
            article: hit.id.clone(),
            span: None,
            matches: hit.matches.clone(),
            title_matches: hit.title_matches.clone(),
            aside: None,
            aside_matches: hit
                .aside_matches
                .iter()
                .map(|found| (found.aside, found.span))
                .collect(),
        }
    }

    /// Where to stand around the text: as given, or because nothing matched in the text itself.
    pub fn stands_around(&self) -> Option<(usize, Span)> {
        let silent =
            self.span.is_none() && self.matches.is_empty() && self.title_matches.is_empty();
        let first = self.aside_matches.first().copied();
        self.aside.or(first.filter(|_| silent))
    }
}
