//! Who a sentence says spoke: the subject of the verb of speech nearest to a quotation.

use super::clauses::Clause;
use super::cues::{CONJUNCTIONS, DETERMINERS, INVERTING, PASSIVE, THUS, holds};
use super::denials::{CONDITIONS, EMBEDDED};
use super::heard::{LONGEST_SIGNATURE, REACH_AFTER, REACH_BEFORE, Reading, Subject, Voice};
use super::tokens::Kind;
use super::verbs::participle;
use crate::analysis::text::lexicon::Tag;

/// Verbs that take the one spoken to. Sorted.
const TELLING: &[&str] = &["asked", "asks", "tells", "told", "urged", "urges"];

impl Reading<'_> {
    /// The speaker of the quotation at token `at`, by the words around it in its sentence; `None` where these say nothing.
    pub fn speaker(&self, at: usize, ends_open: bool) -> Option<Voice> {
        if self.is_inscription(at) || self.is_title_of_thing(at) || self.is_word_never_used(at) {
            return Some(Voice::Denied);
        }
        if let Some(subject) = self.own_words(at) {
            return Some(Voice::Of(subject));
        }
        let before = at.checked_sub(1).map(|index| self.tokens[index]);
        let colon = before.is_some_and(|token| token.span.of(self.body) == ":");
        let voice = if colon {
            self.introduced(at - 1)
        } else if before.is_none_or(|token| matches!(token.kind, Kind::Break | Kind::Stop)) {
            self.after(at, ends_open)
        } else {
            let own = self.own_inquit(at).filter(|_| ends_open);
            own.map(Voice::Of)
                .or_else(|| self.before(at))
                .or_else(|| self.after(at, ends_open))
        };
        match voice {
            Some(Voice::Of(subject))
                if self.names_nobody(&subject) || self.names_thing(&subject) =>
            {
                Some(Voice::Denied)
            }
            // `The act, the office notes, forbids boats “of more than ten tons”`
            Some(Voice::Of(subject)) if self.is_of_law(at, &subject) => Some(Voice::Unknown),
            voice => voice,
        }
    }

    /// `“…,” Ivanova said`, `“…,” said Ivanova`, `“…,” according to Ivanova`.
    fn after(&self, at: usize, ends_open: bool) -> Option<Voice> {
        let mut from = at + 1;
        let mut comma = ends_open;
        if self.kind(from) == Some(Kind::Break) && self.kind(from + 1) == Some(Kind::Dash) {
            return self.signature(from + 2).map(Voice::Of);
        }
        while matches!(self.kind(from), Some(Kind::Comma | Kind::Dash)) {
            if self.kind(from) == Some(Kind::Dash)
                && let Some(subject) = self.signature(from + 1)
            {
                return Some(Voice::Of(subject));
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
        // `“…” is not what Ivanova said`
        let first = self.lower(from);
        if holds(PASSIVE, first) && self.lower(from + 1) == "not" && self.lower(from + 2) == "what"
        {
            return Some(Voice::Denied);
        }
        if let Some(source) = self.credit_behind(from) {
            return self.source(source, end).map(Voice::Of);
        }
        if holds(THUS, first) {
            return self.name_alone(from + 1, end).map(Voice::Of);
        }
        // `“…,” and the council said that`: another clause with a speaker of its own.
        if comma && holds(CONJUNCTIONS, first) {
            return None;
        }
        // Behind words that run on from the quotation a verb of speech is about something else, unless a comma parts
        // it off: `“a mess” in the north, said Ivanova`.
        let runs_on =
            !comma && (self.has(from, Tag::Introductory) || self.has(from, Tag::BeforeSubject));
        if runs_on {
            // `“…” as a pilot, said Ivan Petrov, her lawyer`
            let mut commas = (from..end).filter(|&index| self.kind(index) == Some(Kind::Comma));
            from = commas
                .clone()
                .find(|&comma| self.is_verb(comma + 1))
                .or_else(|| commas.next_back())
                .map(|index| index + 1)
                .filter(|&index| {
                    !self.has(index, Tag::BeforeSubject) && !self.has(index, Tag::Introductory)
                })?;
        }
        for verb in from..end {
            let word = self.lower(verb);
            if let Some(source) = self.credit_behind(verb) {
                return self.source(source, end).map(Voice::Of);
            }
            if let Some(voice) = self.quoted_as(verb, from) {
                return Some(voice);
            }
            if !self.is_verb(verb) || self.is_in_another_clause(verb, from) {
                continue;
            }
            if self.is_quoting(verb, end) {
                continue;
            }
            if self.is_denied(verb, from) || self.denies_having_said(verb, from, end) {
                return Some(Voice::Denied).filter(|_| comma);
            }
            if self.is_supposed(verb, from) {
                return Some(Voice::Unknown);
            }
            if verb == from {
                if participle(word) {
                    return None;
                }
                return self.phrase_from(verb + 1, end).map(Voice::Of);
            }
            if self.only_adverbs(from, verb) {
                return self.phrase_from(verb + 1, end).map(Voice::Of);
            }
            if let Some(subject) = self.subject_before(verb, from) {
                // `“…,” Reuters reported`: it was not the agency that said so.
                let reports = word.starts_with("report") && self.is_outlet(&subject);
                // `“cannot find” the report that two clerks told of`
                let relative = |at: usize| matches!(self.lower(at), "that" | "which" | "whom");
                let about = !comma && !self.has_comma(from, verb) && (from..verb).any(relative);
                // `“…,” a view that Ivanova said she shares`
                let opens = |at: usize| self.tokens[at].span.start == subject.span().start;
                let within = holds(DETERMINERS, first)
                    && (from + 1..verb).any(|at| relative(at) && opens(at + 1));
                let cites = self.only_cites(&subject, from, verb);
                return Some(Voice::Of(subject))
                    .filter(|_| !reports && !about && !within && !cites);
            }
        }
        None
    }

    /// Who is named behind `according to`: an outlet reports the words, somebody else said them.
    fn source(&self, from: usize, limit: usize) -> Option<Subject> {
        let subject = self.phrase_from(from, limit)?;
        (!self.is_outlet(&subject)).then_some(subject)
    }

    /// `Ivanova said that “…”`, `“…,” Ivanova said, adding that “…”`.
    pub fn before(&self, at: usize) -> Option<Voice> {
        let from = self.sentence_start(at);
        let mut inherits = false;
        for verb in (from..at).rev() {
            let word = self.lower(verb);
            if let Some(source) = self.credit(verb) {
                return self.source(source, at).map(Voice::Of);
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
            if let Some(voice) = self.quoted_as(verb, from) {
                return Some(voice);
            }
            let passive = verb > from && holds(PASSIVE, previous) && !participle(word);
            if passive {
                // `Ivanova was told by Petrov that “…”`
                if self.lower(verb + 1) == "by" {
                    return self.phrase_from(verb + 2, at).map(Voice::Of);
                }
                continue;
            }
            // `The plan, described as “a mess”, was dropped`
            if self.is_called(verb, from, at) {
                return Some(Voice::Unknown);
            }
            if self.is_denied(verb, from) {
                if inherits {
                    continue;
                }
                return Some(self.denied(verb, at));
            }
            // `denied that the report was “a fake”`: his words or another's.
            if self.denies_what_is(verb, at)
                || self.is_supposed(verb, from)
                || self.is_of_another(verb, from, at)
            {
                return Some(Voice::Unknown);
            }
            // `She wept — as Petrov noted last week — and “will not go”`
            if self.is_inserted(verb, from, at) {
                continue;
            }
            // `to see what Petrov reports and spend “…”`
            let joined = (verb + 1..at).any(|index| self.lower(index) == "and");
            if joined && self.is_in_clause_of(EMBEDDED, verb, from) {
                continue;
            }
            if self.is_asked_for(verb, from) || self.is_in_clause_of(CONDITIONS, verb, from) {
                return Some(Voice::Unknown);
            }
            // `a plan, which some called late, was “a mess”`
            if self.is_in_relative(verb, from) && self.has_comma(verb, at - 1) {
                continue;
            }
            if participle(word) {
                // `with Mayor Ivanova telling the council that “…”`
                if let Some(subject) = self.subject_of_participle(verb, from) {
                    return Some(Voice::Of(subject));
                }
                if let Some(voice) = self.blamed_for(verb, from) {
                    return Some(voice);
                }
                if let Some(voice) = self.of_others(verb, from) {
                    return Some(voice);
                }
            }
            if participle(word) || previous == "to" {
                // The subject is that of the sentence, or of its last main clause.
                match self.last_clause(from, verb) {
                    Clause::None => inherits = true,
                    Clause::Of(subject) => return Some(Voice::Of(subject)),
                    Clause::Unsure => return None,
                }
                continue;
            }
            // `The mayor took the stage and called it “…”`
            if matches!(previous, "and" | "but" | "or") && verb > from + 1 {
                inherits = true;
                continue;
            }
            // `The office, said Ivanova, “…”`
            if verb > from && self.kind(verb - 1) == Some(Kind::Comma) && holds(INVERTING, word) {
                let closing = (verb + 1..at).find(|&index| self.kind(index) == Some(Kind::Comma));
                // `Petrov, the mayor, said the office might sue Ivanova, “…”`
                let closing = closing.filter(|&closing| self.is_short_name(verb + 1, closing));
                let named = closing.and_then(|closing| self.name_at_end(verb + 1, closing));
                if let Some(subject) = named {
                    return Some(Voice::Of(subject));
                }
            }
            let behind_quote = verb > from && self.follows_quote(verb, from);
            if behind_quote && holds(INVERTING, word) {
                if let Some(subject) = self.phrase_from(verb + 1, at) {
                    return Some(Voice::Of(subject));
                }
                continue;
            }
            // `After the mayor criticised him, Ivanov shot back: “…”`
            if self.is_subordinate(verb, from) && self.has_comma(verb, at) {
                inherits = true;
                continue;
            }
            if let Some(subject) = self.subject_before(verb, from) {
                // `The agency reported that the plan was “a mess”`, `The agency, citing Ivanova, said`
                let reports = word.starts_with("report") && self.is_outlet(&subject);
                // `The agency reports that all is quiet: “…”` is what it writes.
                let writes =
                    self.tokens[at].span.of(self.body) == ":" && !self.has_comma(from, verb);
                if reports && !writes || self.only_cites(&subject, from, verb) {
                    return Some(Voice::Unknown);
                }
                // `Officials were amused when Ivanova asked them to “…”`: her words as likely as theirs.
                let beyond = matches!(self.last_clause(verb, at), Clause::Unsure);
                return Some(Voice::Of(subject)).filter(|_| !beyond);
            }
        }
        if inherits {
            return self.subject_of_sentence(from).map(Voice::Of);
        }
        None
    }

    /// The subject in front of the verb at token `verb`, not reaching before `from`.
    pub fn subject_before(&self, verb: usize, from: usize) -> Option<Subject> {
        let from = from.max(verb.saturating_sub(REACH_BEFORE));
        let mut end = verb;
        while end > from && self.has(end - 1, Tag::BeforeVerb) {
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
        // `Ivanova slams Petrov, praises Dahl as “…”`
        if last.kind == Kind::Comma
            && let Some(first) = (start + 1..end).find(|&at| self.is_verb(at) && at + 1 < end)
            && self.tokens[first + 1].is_capital(self.body)
            && self.is_short_name(first + 1, end - 1)
        {
            return self.subject_before(first, start);
        }
        if matches!(last.kind, Kind::Comma | Kind::Dash) {
            return self.subject_with_apposition(start, end - 1);
        }
        let segment = self.tokens[start..end]
            .iter()
            .rposition(|token| matches!(token.kind, Kind::Comma | Kind::Dash))
            .map_or(start, |index| start + index + 1);
        // `thanked Mayor Ivanova, who said`
        if matches!(self.lower(segment), "who" | "which") && segment > start && segment + 1 == end {
            let near = start.max(segment.saturating_sub(LONGEST_SIGNATURE));
            return self.name_at_end(near, segment - 1);
        }
        let subject = self.noun_phrase(segment, end)?;
        // `Ivanov told Ivanova said`: a damaged sentence.
        let told =
            (segment + 1..end).find(|&index| self.tokens[index].span.start >= subject.span().start);
        let damaged = told.is_some_and(|index| holds(TELLING, self.lower(index - 1)));
        (!damaged).then_some(subject)
    }

    /// Whether an outlet names in its own sentence somebody whose words it gives: `The agency, citing Ivanova, said`.
    fn only_cites(&self, subject: &Subject, from: usize, verb: usize) -> bool {
        let cites = |at: usize| matches!(self.lower(at), "citing" | "quoting");
        self.is_outlet(subject) && (from..verb).any(cites)
    }

    /// Whether the verb at token `verb` is the participle of an apposition which the quotation at `at` ends: somebody called a
    /// thing so.
    fn is_called(&self, verb: usize, from: usize, at: usize) -> bool {
        let naming = matches!(
            self.lower(verb),
            "branded"
                | "called"
                | "denounced"
                | "described"
                | "dubbed"
                | "hailed"
                | "labeled"
                | "labelled"
        );
        let opens = verb > from && self.kind(verb - 1) == Some(Kind::Comma);
        let ends = verb + 1 == at || self.lower(verb + 1) == "as" && verb + 2 == at;
        // `which its head, Ilva Rosen, described as “…”`
        let named = || {
            let mark = (from..verb - 1)
                .rev()
                .find(|&index| matches!(self.kind(index), Some(Kind::Comma | Kind::Dash)));
            mark.is_some_and(|mark| {
                self.is_short_name(mark + 1, verb - 1)
                    && self.name_at_end(mark + 1, verb - 1).is_some()
            })
        };
        naming && opens && ends && !named()
    }

    fn only_adverbs(&self, from: usize, to: usize) -> bool {
        (from..to).all(|index| self.has(index, Tag::BeforeVerb))
    }

    fn follows_quote(&self, verb: usize, from: usize) -> bool {
        self.tokens[from..verb]
            .iter()
            .rev()
            .find(|token| token.kind != Kind::Comma)
            .is_some_and(|token| matches!(token.kind, Kind::Quote(_)))
    }
}
