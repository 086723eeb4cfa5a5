//! Words beside a quotation that say who spoke it, or that somebody else is meant: `“…,” said Ivanova`, `with one of her aides
//! saying`, `as Petrov noted`.

use super::cues::{DETERMINERS, FINITE, INVERTING, holds};
use super::heard::{LONGEST_SIGNATURE, REACH_AFTER, Reading, Subject, Voice};
use super::tokens::Kind;
use super::verbs::participle;
use crate::analysis::text::lexicon::Tag;

/// Words of a speaker between a quotation and the verb.
const LONGEST_SPEAKER: usize = 5;

impl Reading<'_> {
    /// Who is said right behind the quotation at token `at` to have spoken it, where what stands before it is another matter: a
    /// comma or a dash parts it from the verb of speech there. `After Petrov wrote to her, she “had no time,” said Ivanova.`
    pub fn own_inquit(&self, at: usize) -> Option<Subject> {
        let from = self.sentence_start(at);
        let verb = (from..at).rev().find(|&verb| self.is_verb(verb))?;
        let parted = (verb + 1..at).any(|index| match self.kind(index) {
            Some(Kind::Comma) => index + 1 < at,
            kind => kind == Some(Kind::Dash),
        });
        if !parted || self.is_denied(verb, from) {
            return None;
        }
        let end = self.tokens[at + 1..]
            .iter()
            .take(REACH_AFTER)
            .position(|token| matches!(token.kind, Kind::Break | Kind::Stop | Kind::Quote(_)))
            .map_or(self.tokens.len(), |length| at + 1 + length);
        let is_inquit = |index: usize| {
            let word = self.lower(index);
            holds(INVERTING, word) && !participle(word) && self.is_verb(index)
        };
        if is_inquit(at + 1) {
            return self.phrase_from(at + 2, end);
        }
        let last = (at + 1..end.min(at + 2 + LONGEST_SPEAKER))
            .take_while(|&index| self.kind(index) == Some(Kind::Word))
            .find(|&index| is_inquit(index))?;
        // Else the verb tells something of its own: `“…,” he said the town was poor`.
        let ends = last + 1 >= end
            || self.kind(last + 1) != Some(Kind::Word)
            || self.has(last + 1, Tag::NotSubject);
        ends.then(|| self.subject_before(last, at + 1)).flatten()
    }

    /// Whether a stretch of words is a name with what stands before it, and no clause.
    pub fn is_short_name(&self, from: usize, to: usize) -> bool {
        to.saturating_sub(from) <= LONGEST_SIGNATURE
            && (from..to).all(|at| {
                self.kind(at) == Some(Kind::Word)
                    && !holds(FINITE, self.lower(at))
                    && !self.has(at, Tag::AfterHead)
                    && !self.has(at, Tag::SpeechVerb)
            })
    }

    /// Whether the verb of speech at token `verb` stands in a remark between dashes that says `as`: what comes behind the remark goes
    /// on with the sentence. Between commas the words may be those of the remark: `His life, as Petrov wrote, was “one of toil”`.
    pub fn is_inserted(&self, verb: usize, from: usize, at: usize) -> bool {
        let is_dash = |index: &usize| self.kind(*index) == Some(Kind::Dash);
        let opening = (from..verb).rev().find(is_dash);
        let closing = (verb + 1..at).find(is_dash);
        opening.is_some_and(|opening| opening > from && self.lower(opening + 1) == "as")
            && closing.is_some_and(|closing| closing + 1 < at)
    }

    /// Who speaks where a participle has others for its subject than the sentence has: `with one of her aides saying`, `where fifty boys
    /// had come, chanting`.
    pub fn of_others(&self, verb: usize, from: usize) -> Option<Voice> {
        let near = from.max(verb.saturating_sub(LONGEST_SIGNATURE));
        let with = (near..verb)
            .rev()
            .take_while(|&index| self.kind(index) == Some(Kind::Word))
            .find(|&index| self.lower(index) == "with");
        let with = with.filter(|with| with + 2 < verb && holds(DETERMINERS, self.lower(with + 1)));
        if let Some(with) = with {
            let named = self.noun_phrase(with + 1, verb);
            return Some(named.map_or(Voice::Unknown, Voice::Of));
        }
        let from = from.max(verb.saturating_sub(REACH_AFTER));
        let comma = verb
            .checked_sub(1)
            .filter(|&before| before > from && self.kind(before) == Some(Kind::Comma));
        let is_where = comma.is_some_and(|comma| {
            let clause = (from..comma)
                .rev()
                .take_while(|&index| self.kind(index) == Some(Kind::Word));
            clause.into_iter().any(|index| self.lower(index) == "where")
        });
        is_where.then_some(Voice::Unknown)
    }
}
