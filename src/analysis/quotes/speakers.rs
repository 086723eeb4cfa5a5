//! Who a sentence says spoke: the subject of the verb of speech nearest to a quotation.

use super::clauses::{Clause, LONGEST_SIGNATURE};
use super::cues::{
    BETWEEN, DETERMINERS, INTRODUCTORY, INVERTING, LEADING, PASSIVE, PHRASAL, holds, is_speech_verb,
};
use super::tokens::{Kind, Token};
use crate::model::{Mention, Span};

/// Words between a quotation and the verb behind it.
const REACH_AFTER: usize = 22;
/// Words between a verb and the quotation it introduces.
pub const REACH_BEFORE: usize = 45;
/// Words before a colon that are the speaker alone.
const LONGEST_LABEL: usize = 4;

/// Verbs that take the one spoken to. Sorted.
const TELLING: &[&str] = &["asked", "asks", "tells", "told", "urged", "urges"];
/// What somebody is heard to do. Sorted.
const OUTCRIES: &[&str] = &[
    "call",
    "calling",
    "chant",
    "chanting",
    "cry",
    "crying",
    "say",
    "saying",
    "scream",
    "screaming",
    "shout",
    "shouting",
    "yell",
    "yelling",
];

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
    pub mentions: &'a [Mention],
}

impl Reading<'_> {
    /// The speaker of the quotation at token `at`, by the words around it in its sentence.
    pub fn speaker(&self, at: usize, ends_open: bool) -> Option<Subject> {
        let before = at.checked_sub(1).map(|index| self.tokens[index]);
        let colon = before.is_some_and(|token| token.span.of(self.body) == ":");
        if colon {
            return self.introduced(at - 1);
        }
        if before.is_none_or(|token| matches!(token.kind, Kind::Break | Kind::Stop)) {
            return self.after(at, ends_open);
        }
        self.before(at).or_else(|| self.after(at, ends_open))
    }

    /// Who speaks behind the colon at token `colon`: `Ivanova warned: “…”`, `Ivanova: “…”`.
    pub fn introduced(&self, colon: usize) -> Option<Subject> {
        let from = self.sentence_start(colon);
        if self.is_relayed(from, colon) {
            return None;
        }
        self.before(colon).or_else(|| {
            if colon - from <= LONGEST_LABEL {
                self.noun_phrase(from, colon)
            } else {
                self.subject_of_sentence(from)
            }
        })
    }

    /// `“…,” Ivanova said`, `“…,” said Ivanova`, `“…,” according to Ivanova`.
    fn after(&self, at: usize, ends_open: bool) -> Option<Subject> {
        let mut from = at + 1;
        let mut comma = ends_open;
        while matches!(self.kind(from), Some(Kind::Comma | Kind::Dash)) {
            if self.kind(from) == Some(Kind::Dash)
                && let Some(subject) = self.signature(from + 1)
            {
                return Some(subject);
            }
            comma = true;
            from += 1;
        }
        let end = self.tokens[from.min(self.tokens.len())..]
            .iter()
            .take(REACH_AFTER)
            .position(|token| matches!(token.kind, Kind::Break | Kind::Stop | Kind::Quote(_)))
            .map_or_else(
                || (from + REACH_AFTER).min(self.tokens.len()),
                |length| from + length,
            );
        if from >= end {
            return None;
        }
        let first = self.lower(from);
        if self.is_according(from) {
            return self.source(from + 2, end);
        }
        // `“…,” and the council said that`: another clause with a speaker of its own.
        if comma && matches!(first.as_str(), "and" | "but" | "while" | "or" | "yet") {
            return None;
        }
        // Behind words that run on from the quotation a verb of speech is about something else, unless a comma parts
        // it off: `“a mess” in the north, said Ivanova`.
        let runs_on = !comma && (holds(INTRODUCTORY, &first) || holds(LEADING, &first));
        if runs_on {
            // `“…” as a pilot, said Ivan Petrov, her lawyer`
            let mut commas = (from..end).filter(|&index| self.kind(index) == Some(Kind::Comma));
            from = commas
                .clone()
                .find(|&comma| self.is_verb(comma + 1))
                .or_else(|| commas.next_back())
                .map(|index| index + 1)
                .filter(|&index| {
                    !holds(LEADING, &self.lower(index)) && !holds(INTRODUCTORY, &self.lower(index))
                })?;
        }
        for verb in from..end {
            let word = self.lower(verb);
            if self.is_according(verb) {
                return self.source(verb + 2, end);
            }
            if !self.is_verb(verb) {
                continue;
            }
            if verb == from {
                if participle(&word) {
                    return None;
                }
                return self.phrase_from(verb + 1, end);
            }
            if self.only_adverbs(from, verb) {
                return self.phrase_from(verb + 1, end);
            }
            if let Some(subject) = self.subject_before(verb, from) {
                // `“…,” Reuters reported`: it was not the agency that said so.
                let reports = word.starts_with("report") && self.is_outlet(&subject);
                return (!reports).then_some(subject);
            }
        }
        None
    }

    /// `according to` behind a quotation; with a capital letter it begins the next sentence.
    fn is_according(&self, at: usize) -> bool {
        let goes_on = !self.tokens[at].is_capital(self.body);
        goes_on && self.lower(at) == "according" && self.lower(at + 1) == "to"
    }

    /// Who is named behind `according to`: an outlet reports the words, somebody else said them.
    fn source(&self, from: usize, limit: usize) -> Option<Subject> {
        let subject = self.phrase_from(from, limit)?;
        (!self.is_outlet(&subject)).then_some(subject)
    }

    /// `Ivanova said that “…”`, `“…,” Ivanova said, adding that “…”`.
    fn before(&self, at: usize) -> Option<Subject> {
        let from = self.sentence_start(at);
        let mut inherits = false;
        for verb in (from..at).rev() {
            let word = self.lower(verb);
            if word == "according" && self.lower(verb + 1) == "to" {
                return self.source(verb + 2, at);
            }
            if !self.is_verb(verb) {
                continue;
            }
            let previous = verb
                .checked_sub(1)
                .map(|index| self.lower(index))
                .unwrap_or_default();
            // `Ivanova says she heard someone shout: “…”`, `… and the answer was: “…”`: not her words.
            if self.is_relayed(verb, at) {
                return None;
            }
            // `with Mayor Ivanova telling the council that “…”`
            if participle(&word)
                && let Some(subject) = self.subject_of_participle(verb, from)
            {
                return Some(subject);
            }
            if participle(&word) || previous == "to" {
                // The subject is that of the sentence, or of its last main clause.
                match self.last_clause(from, verb) {
                    Clause::None => inherits = true,
                    Clause::Of(subject) => return Some(subject),
                    Clause::Unsure => return None,
                }
                continue;
            }
            if verb > from && holds(PASSIVE, &previous) && word != "saying" {
                continue;
            }
            // `The mayor took the stage and called it “…”`
            if matches!(previous.as_str(), "and" | "but" | "or") && verb > from + 1 {
                inherits = true;
                continue;
            }
            let behind_quote = verb > from && self.follows_quote(verb, from);
            if behind_quote && holds(INVERTING, &word) {
                if let Some(subject) = self.phrase_from(verb + 1, at) {
                    return Some(subject);
                }
                continue;
            }
            // `After the mayor criticised him, Ivanov shot back: “…”`
            if self.is_subordinate(verb, from) {
                inherits = true;
                continue;
            }
            if let Some(subject) = self.subject_before(verb, from) {
                // `Officials were amused when Ivanova asked them to “…”`: her words as likely as theirs.
                let beyond = matches!(self.last_clause(verb, at), Clause::Unsure);
                return (!beyond).then_some(subject);
            }
        }
        if inherits {
            return self.subject_of_sentence(from);
        }
        None
    }

    /// Whether between a verb of speech and the quotation at `at` somebody else is heard to speak.
    pub fn is_relayed(&self, verb: usize, at: usize) -> bool {
        (verb..at).any(|index| {
            let next = self.lower(index + 1);
            match self.lower(index).as_str() {
                "hear" | "heard" | "hearing" | "overheard" => {
                    next != "that"
                        && (index + 1..at).any(|other| holds(OUTCRIES, &self.lower(other)))
                }
                "answer" | "reply" | "response" => {
                    matches!(next.as_str(), "was" | "is") && index + 3 >= at
                }
                _ => false,
            }
        })
    }

    /// Where the sentence begins that token `at` stands in, no further back than matters.
    fn sentence_start(&self, at: usize) -> usize {
        let near = at.saturating_sub(REACH_BEFORE);
        self.tokens[near..at]
            .iter()
            .rposition(|token| {
                token.kind == Kind::Break || (token.kind == Kind::Stop && self.is_full_stop(*token))
            })
            .map_or(near, |index| near + index + 1)
    }

    /// The subject in front of the verb at token `verb`, not reaching before `from`.
    pub fn subject_before(&self, verb: usize, from: usize) -> Option<Subject> {
        let from = from.max(verb.saturating_sub(REACH_BEFORE));
        let mut end = verb;
        while end > from && holds(BETWEEN, &self.lower(end - 1)) {
            end -= 1;
        }
        let start = self.tokens[from..end]
            .iter()
            .rposition(|token| {
                matches!(token.kind, Kind::Quote(_) | Kind::Break)
                    || (token.kind == Kind::Stop && self.is_strong(*token))
            })
            .map_or(from, |index| from + index + 1);
        if start >= end {
            return None;
        }
        // Links that a site set between a name and its verb end in this word: `Ivan Petrov … MORE said`.
        let linked = (start..end).rev().take(REACH_BEFORE);
        if linked
            .into_iter()
            .any(|index| self.tokens[index].word(self.body) == "MORE")
        {
            let subject = self.subject_of_sentence(start);
            return subject.filter(|subject| matches!(subject, Subject::Name { .. }));
        }
        let last = self.tokens[end - 1];
        if matches!(last.kind, Kind::Comma | Kind::Dash) {
            return self.subject_with_apposition(start, end - 1);
        }
        let segment = self.tokens[start..end]
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Comma | Kind::Dash))
            .map_or(start, |index| start + index + 1);
        // `thanked Mayor Ivanova, who said`
        if matches!(self.lower(segment).as_str(), "who" | "which")
            && segment > start
            && segment + 1 == end
        {
            let near = start.max(segment.saturating_sub(LONGEST_SIGNATURE));
            return self.name_at_end(near, segment - 1);
        }
        let subject = self.noun_phrase(segment, end)?;
        // `Ivanov told Ivanova said`: a damaged sentence.
        let told =
            (segment + 1..end).find(|&index| self.tokens[index].span.start >= subject.span().start);
        let damaged = told.is_some_and(|index| holds(TELLING, &self.lower(index - 1)));
        (!damaged).then_some(subject)
    }

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
        if !is_speech_verb(&word) && !phrasal() {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|index| self.lower(index)) else {
            return true;
        };
        !(holds(DETERMINERS, &before) || before.ends_with("'s") || before == "of")
    }

    fn only_adverbs(&self, from: usize, to: usize) -> bool {
        (from..to).all(|index| holds(BETWEEN, &self.lower(index)))
    }

    fn follows_quote(&self, verb: usize, from: usize) -> bool {
        self.tokens[from..verb]
            .iter()
            .rev()
            .find(|token| token.kind != Kind::Comma)
            .is_some_and(|token| matches!(token.kind, Kind::Quote(_)))
    }

    fn is_full_stop(&self, token: Token) -> bool {
        !matches!(token.span.of(self.body), ":" | ";")
    }

    fn is_strong(&self, token: Token) -> bool {
        token.span.of(self.body) != ":"
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub fn lower(&self, at: usize) -> String {
        self.tokens
            .get(at)
            .map(|token| token.lower(self.body))
            .unwrap_or_default()
    }
}

fn participle(word: &str) -> bool {
    word.ends_with("ing")
}
