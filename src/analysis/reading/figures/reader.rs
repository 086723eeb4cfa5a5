//! One sentence read for its figures.

use super::tokens::{Kind, Token};
use crate::analysis::text::language::Numbers;
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::{Form, Forms, steps};
use crate::model::{Mention, Span};

/// From this scale on, what stands before it is a number of its own: `two hundred` thousand.
pub const THOUSAND: f64 = 1e3;

/// One sentence and what stands in it.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub body: &'a str,
    /// Of the language of the text.
    pub lexicon: &'static Lexicon<Tag>,
    /// How that language writes numbers.
    pub writes: Numbers,
    /// Of the tokens, by their numbers.
    pub forms: &'a Forms,
    pub tokens: &'a [Token],
    pub mentions: &'a [Mention],
}

impl<'a> Reader<'a> {
    fn word_form(&self, at: usize) -> Option<&'a Form> {
        steps::take(1);
        let token = self.tokens.get(at)?;
        (token.kind == Kind::Word).then(|| &self.forms.all()[token.form as usize])
    }

    /// In lower case; empty for what is no word.
    pub fn lower(&self, at: usize) -> &'a str {
        self.word_form(at).map_or("", Form::lower)
    }

    /// In lower case, as its own language writes it: so the lexicon has it.
    pub fn own(&self, at: usize) -> &'a str {
        self.word_form(at).map_or("", Form::own)
    }

    /// In lower case, whatever it is.
    pub fn lower_sign(&self, at: usize) -> &'a str {
        let token = self.tokens.get(at);
        token.map_or("", |token| self.forms.all()[token.form as usize].lower())
    }

    /// The unit that a word or sign is a way of writing.
    pub fn unit_of(&self, at: usize) -> Option<&'static str> {
        let form = &self.forms.all()[self.tokens.get(at)?.form as usize];
        self.lexicon.value(form.own(), Tag::Unit)
    }

    /// As it is written; empty behind the end.
    pub fn as_written(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| token.span.of(self.body))
    }

    /// Whether the lexicon says so of a word.
    pub fn has(&self, at: usize, tag: Tag) -> bool {
        self.word_form(at).is_some_and(|form| form.has(tag))
    }

    /// What the lexicon says of a word.
    pub fn value(&self, at: usize, tag: Tag) -> Option<&'static str> {
        let form = self.word_form(at).filter(|form| form.has(tag))?;
        self.lexicon.value(form.own(), tag)
    }

    /// The number that the lexicon gives for a word.
    pub fn number(&self, at: usize, tag: Tag) -> Option<f64> {
        self.value(at, tag)?.parse().ok()
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

    /// Behind a hyphen that joins two words, else the same place.
    pub fn over_hyphen(&self, at: usize) -> usize {
        let joins = |token: &Token| token.kind == Kind::Sign('-') && !token.apart;
        at + usize::from(self.tokens.get(at).is_some_and(joins))
    }

    /// The full stop behind an abbreviation at `at` that a unit follows, `Mio. euros`, else the same place.
    pub fn over_full_stop(&self, at: usize) -> usize {
        let stop = self.tokens.get(at + 1);
        let stop = stop.is_some_and(|token| token.kind == Kind::Sign('.') && !token.apart);
        at + usize::from(stop && self.has(at + 2, Tag::Unit))
    }

    /// `thousand`
    pub fn scale(&self, at: usize) -> Option<f64> {
        self.number(at, Tag::Scale)
    }

    /// A scale glued to digits or behind a currency: `bn`.
    pub fn short_scale_of(&self, at: usize) -> Option<f64> {
        self.number(at, Tag::ShortScale)
    }

    /// A number word below a hundred.
    pub fn word(&self, at: usize) -> Option<f64> {
        self.number(at, Tag::Number)
    }

    /// Of how many parts it names one: `third`.
    pub fn parts(&self, at: usize) -> Option<f64> {
        self.number(at, Tag::PartOf)
    }

    /// A month, its full stop behind it or in it.
    pub fn is_month(&self, at: usize) -> bool {
        match self.own(at).strip_suffix('.') {
            Some(bare) => self.lexicon.has(bare, Tag::Month),
            None => self.has(at, Tag::Month),
        }
    }
}
