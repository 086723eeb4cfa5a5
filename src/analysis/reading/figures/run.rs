//! The tokens of a sentence as a number in words is read from them.

use super::tables::{SCALES, WORDS, lookup};
use super::tokens::{Kind, LONGEST_WORD, Token};
use crate::analysis::text::lexicon::{Tag, english};

/// The tokens of a sentence as words.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    pub body: &'a str,
    pub tokens: &'a [Token],
}

impl Run<'_> {
    /// In lower case; empty for what is no word.
    pub fn lower(&self, at: usize) -> String {
        self.tokens
            .get(at)
            .filter(|token| token.kind == Kind::Word && token.span.len() <= LONGEST_WORD)
            .map(|token| token.span.of(self.body).to_lowercase())
            .unwrap_or_default()
    }

    /// Behind a hyphen that joins two words, else the same place.
    pub fn over_hyphen(&self, at: usize) -> usize {
        let joins = |token: &Token| token.kind == Kind::Sign('-') && !token.apart;
        at + usize::from(self.tokens.get(at).is_some_and(joins))
    }

    /// The full stop behind an abbreviation at `at` that a unit follows, `Mio. euros`, else the same place.
    pub fn over_full_stop(&self, at: usize) -> usize {
        let stop = self.tokens.get(at + 1);
        let stop = stop.is_some_and(|token| token.kind == Kind::Sign('.') && !token.apart);
        at + usize::from(stop && english().has(&self.lower(at + 2), Tag::Unit))
    }

    pub fn scale(&self, at: usize) -> Option<f64> {
        lookup(SCALES, &self.lower(at))
    }

    pub fn word(&self, at: usize) -> Option<f64> {
        lookup(WORDS, &self.lower(at))
    }
}

/// From this scale on, what stands before it is a number of its own: `two hundred` thousand.
pub const THOUSAND: f64 = 1e3;
