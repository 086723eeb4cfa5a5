//! Passages: cut out of an article so that they can be found again, and found again.

use crate::model::{Anchor, Article, Passage, Span};

/// The words of `span` with what stands around them.
pub fn passage(_article: &Article, _span: Span) -> Passage {
    Passage {
        quote: String::new(),
        prefix: String::new(),
        suffix: String::new(),
        start: 0,
        end: 0,
    }
}

/// Where a kept passage stands in a body as it is now.
pub fn find_again(_passage: &Passage, _body: &str) -> Anchor {
    Anchor::Gone
}
