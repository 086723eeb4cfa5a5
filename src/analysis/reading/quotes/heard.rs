//! Who may be said to speak, and what the search for the speaker reads.

use std::collections::HashMap;

use super::tokens::{Kind, Token};
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::{Forms, steps};
use crate::model::{Mention, Span};

/// Words between a quotation and the verb behind it.
pub const REACH_AFTER: usize = 22;

/// Words between a verb and the quotation it introduces.
pub const REACH_BEFORE: usize = 45;

/// Who is said to speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A name: index into the mentions.
    Name { mention: usize, span: Span },
    /// `he`, `she`, `it`: still to be resolved.
    Pronoun { span: Span },
    /// A role or a group, in the article's words.
    Phrase { span: Span },
}

/// What the words around a quotation say of who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    Of(Subject),
    /// That nobody said it.
    Denied,
    /// That somebody did, and not who.
    Unknown,
}

/// Who said something, and the words that say so.
#[derive(Clone, Debug)]
pub struct Said {
    /// `None` for a pronoun that could not be resolved.
    pub speaker: Option<String>,
    pub span: Span,
}

impl Subject {
    pub fn span(&self) -> Span {
        match self {
            Subject::Name { span, .. } | Subject::Pronoun { span } | Subject::Phrase { span } => {
                *span
            }
        }
    }
}

/// What the search reads: a paragraph's tokens and the names of the body.
pub struct Reading<'a> {
    pub body: &'a str,
    pub tokens: &'a [Token],
    /// Of its words, by their numbers.
    pub forms: &'a Forms,
    /// Of the language of the body.
    pub lexicon: &'static Lexicon<Tag>,
    pub mentions: &'a [Mention],
    /// The last words of people's names, each with one of its mentions.
    pub surnames: &'a HashMap<&'a str, usize>,
}

/// Initials that are pronouns in small letters.
const INITIALS: [&str; 3] = ["IT", "US", "WHO"];

/// Words of a name that signs, with its titles.
pub const LONGEST_SIGNATURE: usize = 8;

impl<'a> Reading<'a> {
    /// Where the sentence begins that token `at` stands in, no further back than matters.
    pub fn sentence_start(&self, at: usize) -> usize {
        let near = at.saturating_sub(REACH_BEFORE);
        steps::take(at - near);
        self.tokens[near..at]
            .iter()
            .rposition(|token| {
                token.kind == Kind::Break || (token.kind == Kind::Stop && self.is_full_stop(*token))
            })
            .map_or(near, |index| near + index + 1)
    }

    pub fn is_full_stop(&self, token: Token) -> bool {
        !matches!(token.span.of(self.body), ":" | ";")
    }

    pub fn is_strong(&self, token: Token) -> bool {
        token.span.of(self.body) != ":"
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        steps::take(1);
        self.tokens.get(at).map(|token| token.kind)
    }

    /// In lower case, as the rules name it; empty for what is no word. `WHO`, `US` and `IT` are no pronouns, and stay.
    pub fn lower(&self, at: usize) -> &'a str {
        steps::take(1);
        self.tokens.get(at).map_or("", |token| self.lower_of(token))
    }

    /// The same of a token.
    pub fn lower_of(&self, token: &Token) -> &'a str {
        let Some(form) = token.form(self.forms) else {
            return "";
        };
        match token.span.of(self.body) {
            written if INITIALS.contains(&written) => written,
            _ => form.lower(),
        }
    }

    /// Whether the lexicon says so of a word.
    pub fn has(&self, at: usize, tag: Tag) -> bool {
        steps::take(1);
        let token = self.tokens.get(at);
        token.is_some_and(|token| self.tells(token, tag))
    }

    /// The same of a token.
    pub fn tells(&self, token: &Token, tag: Tag) -> bool {
        let form = token.form(self.forms);
        form.is_some_and(|form| form.has(tag) && !INITIALS.contains(&token.span.of(self.body)))
    }
}
