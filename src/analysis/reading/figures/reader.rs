//! One sentence read for its figures.

use super::tokens::{Kind, Token};
use crate::analysis::text::steps;
use crate::model::{Mention, Span};

/// One sentence and what stands in it.
pub struct Reader<'a> {
    pub body: &'a str,
    pub tokens: &'a [Token],
    pub mentions: &'a [Mention],
}

impl Reader<'_> {
    /// In lower case; empty for what is no word.
    pub fn lower(&self, at: usize) -> String {
        steps::take(1);
        self.tokens
            .get(at)
            .filter(|token| token.kind == Kind::Word && token.span.len() <= 40)
            .map(|token| token.span.of(self.body).to_lowercase())
            .unwrap_or_default()
    }

    pub fn sign(&self, at: usize) -> Option<char> {
        steps::take(1);
        match self.tokens.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub fn token_span(&self, at: usize) -> Option<Span> {
        steps::take(1);
        self.tokens.get(at).map(|token| token.span)
    }

    /// Where the token before `next` ends.
    pub fn end_of(&self, next: usize) -> usize {
        next.checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(0, |token| token.span.end)
    }
}
