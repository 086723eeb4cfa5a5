//! Which words are verbs of speech, and in which clause they stand.

use super::cues::{BARE, BEFORE_BARE, CONJUNCTIONS, DETERMINERS, PHRASAL, holds};
use super::heard::{REACH_AFTER, Reading};
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;

impl Reading<'_> {
    /// Whether the token is a verb of speech, and not a noun (`his comments`) or a name (`the States`).
    pub fn is_verb(&self, at: usize) -> bool {
        if self
            .tokens
            .get(at)
            .is_none_or(|token| token.is_capital(self.body))
        {
            return false;
        }
        let word = self.lower(at);
        let phrasal = || {
            PHRASAL
                .iter()
                .any(|(verb, behind)| *verb == word && self.lower(at + 1) == *behind)
        };
        let Some(before) = at.checked_sub(1).map(|index| self.lower(index)) else {
            return self.has(at, Tag::SpeechVerb) || phrasal();
        };
        let bare = || holds(BARE, word) && (holds(BEFORE_BARE, before) || before.ends_with("n't"));
        if !self.has(at, Tag::SpeechVerb) && !phrasal() && !bare() {
            return false;
        }
        // `accused him of saying`
        let of = before == "of" && !(participle(word) && self.governs_of(at));
        !(holds(DETERMINERS, before) || before.ends_with("'s") || of)
    }

    pub fn has_comma(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.kind(at) == Some(Kind::Comma))
    }

    /// Whether the clause of the verb begins with `which`: `…, which some called`, `…, in which Ivanova asked`.
    pub fn is_in_relative(&self, verb: usize, from: usize) -> bool {
        let words = (from..verb)
            .rev()
            .take_while(|&at| self.kind(at) == Some(Kind::Word));
        words
            .take(REACH_AFTER)
            .any(|at| matches!(self.lower(at), "which" | "whom" | "whose"))
    }

    /// Whether the verb at token `verb` stands in a clause of its own behind a comma: `…, although two clerks said`.
    pub fn is_in_another_clause(&self, verb: usize, from: usize) -> bool {
        let comma = (from..verb)
            .rev()
            .find(|&at| matches!(self.kind(at), Some(Kind::Comma | Kind::Dash)));
        comma.is_some_and(|comma| holds(CONJUNCTIONS, self.lower(comma + 1)))
    }

    /// Whether the verb only leads to `as saying`, which tells who spoke.
    pub fn is_quoting(&self, verb: usize, end: usize) -> bool {
        (verb + 1..end).any(|at| self.lower(at) == "saying" && self.quoted_as(at, verb).is_some())
    }
}

pub fn participle(word: &str) -> bool {
    word.ends_with("ing")
}
