//! Phrases that name a speaker: a name with its titles, a pronoun, a role.

use super::cues::{DETERMINERS, FINITE, holds};
use super::heard::{REACH_BEFORE, Reading, Subject};
use super::people::is_follower;
use super::tokens::Kind;
use crate::analysis::text::irregular::is_irregular_past;
use crate::analysis::text::lexicon::Tag;
use crate::model::{NameKind, Span};

/// Words of a phrase that names a speaker.
const LONGEST_PHRASE: usize = 12;
/// Letters of a word in `ing` that is a thing or somebody: `king`, `thing`; what is longer is most likely done.
const LONGEST_THING: usize = 5;

impl Reading<'_> {
    /// The subject of the sentence that begins at token `from`.
    pub fn subject_of_sentence(&self, from: usize) -> Option<Subject> {
        let limit = (from + REACH_BEFORE).min(self.tokens.len());
        let mut at = from;
        // Over `But on Friday, ` and the like, and `When Petrov died, `.
        while at < limit && self.has(at, Tag::BeforeSubject) && !self.opens_clause(at) {
            at += 1;
        }
        if self.has(at, Tag::Introductory) || self.opens_clause(at) {
            let comma = self.tokens[at..limit]
                .iter()
                .position(|token| match token.kind {
                    // `While claiming “…,” Ivanova said`
                    Kind::Quote(_) => {
                        let words = token.span.of(self.body);
                        words.trim_end_matches(['”', '"', '’', '\'']).ends_with(',')
                    }
                    kind => kind == Kind::Comma,
                })?;
            // `As Petrov put it, “…”` is all there is.
            let ends = self.opens_clause(at) && self.kind(at + comma + 1) != Some(Kind::Word);
            at += if ends { 1 } else { comma + 1 };
        }
        while at < limit && self.has(at, Tag::BeforeSubject) {
            at += 1;
        }
        if at >= limit {
            return None;
        }
        if is_pronoun(self.lower(at)) {
            return self.noun_phrase(at, at + 1);
        }
        // A name within the first words, with nothing but its titles before it.
        let mut end = at;
        while end < limit && end - at < LONGEST_PHRASE && self.tokens[end].kind == Kind::Word {
            if let Some(subject) = self.name_at_end(at, end + 1) {
                let next = self.lower(end + 1);
                if !self
                    .tokens
                    .get(end + 1)
                    .is_some_and(|token| token.is_capital(self.body))
                    || next.is_empty()
                {
                    // `Ivanova donor Petrov`, `Ivanova supporters`: somebody of hers.
                    let head = (end + 1..limit)
                        .find(|&index| !is_follower(self.lexicon, self.lower(index)))
                        .unwrap_or(limit);
                    let named = self
                        .tokens
                        .get(head)
                        .is_some_and(|token| token.is_capital(self.body));
                    if head == end + 1 {
                        return Some(subject);
                    }
                    if !named {
                        return self.phrase(at, head, head);
                    }
                    end = head;
                    continue;
                }
            }
            if holds(FINITE, self.lower(end))
                || is_irregular_past(self.lower(end))
                || self.has(end, Tag::SpeechVerb)
                || self.has(end, Tag::AfterHead)
            {
                break;
            }
            end += 1;
        }
        self.named_behind_office(at, limit)
    }

    /// `The governor of Velmora, Anna Berg, seized on it and said`: who is named between commas behind an office.
    fn named_behind_office(&self, from: usize, limit: usize) -> Option<Subject> {
        let comma = |from: usize| {
            let near = from..limit.min(from + LONGEST_PHRASE);
            near.into_iter()
                .find(|&at| self.kind(at) == Some(Kind::Comma))
        };
        let open = comma(from)?;
        let close = comma(open + 1)?;
        let is_phrase = (from..open).all(|at| {
            self.kind(at) == Some(Kind::Word)
                && !holds(FINITE, self.lower(at))
                && !is_irregular_past(self.lower(at))
                && !self.is_verb(at)
        });
        let names = is_phrase
            && holds(DETERMINERS, self.lower(from))
            && self.is_short_name(open + 1, close);
        names.then(|| self.name_at_end(open + 1, close)).flatten()
    }

    /// The noun phrase in the tokens `from..to`, if it is one that can speak.
    pub fn noun_phrase(&self, from: usize, to: usize) -> Option<Subject> {
        let mut from = from;
        // `Correction: an earlier version`
        if let Some(label) = (from..to).rfind(|&at| self.kind(at) == Some(Kind::Stop)) {
            from = label + 1;
        }
        if let Some(clause) = self.tokens[from..to].iter().rposition(|token| {
            let word = self.lower_of(token);
            matches!(
                word,
                "but"
                    | "because"
                    | "while"
                    | "whether"
                    | "if"
                    | "when"
                    | "where"
                    | "how"
                    | "that"
                    | "which"
                    | "whom"
            )
        }) {
            from += clause + 1;
        }
        if let Some(and) = self.tokens[from..to]
            .iter()
            .rposition(|token| self.lower_of(token) == "and")
        {
            let joined = self.tokens[from..from + and].iter().any(|token| {
                holds(FINITE, self.lower_of(token)) || self.tells(token, Tag::SpeechVerb)
            });
            if joined {
                from += and + 1;
            }
        }
        while from < to && self.has(from, Tag::BeforeSubject) {
            from += 1;
        }
        let mut to = to;
        while from < to
            && self.lower(to - 1).ends_with("ly")
            && !self.tokens[to - 1].is_capital(self.body)
        {
            to -= 1;
        }
        // `Ivanova D-Ohio`
        while from < to && is_seat(self.tokens[to - 1].word(self.body)) {
            to -= 1;
        }
        if from >= to {
            return None;
        }
        let last = self.lower(to - 1);
        if is_pronoun(last) {
            let span = self.tokens[to - 1].span;
            let speaks = !matches!(last, "you" | "who" | "which");
            return speaks.then_some(Subject::Pronoun { span });
        }
        let head = (from + 1..to)
            .find(|&index| self.tokens[index].kind != Kind::Word || self.has(index, Tag::AfterHead))
            .unwrap_or(to);
        if let Some(subject) = self.name_at_end(from, head) {
            let subject = self.with_partner(subject, from);
            return Some(self.employed(subject, from, to));
        }
        self.phrase(from, head, to)
    }

    /// The noun phrase that begins at token `from`, behind the verb.
    pub fn phrase_from(&self, from: usize, limit: usize) -> Option<Subject> {
        let first = self.lower(from);
        if from >= limit
            || first.is_empty()
            || (self.has(from, Tag::NotSubject) && !is_pronoun(first))
        {
            return None;
        }
        if is_pronoun(first) {
            return self.noun_phrase(from, from + 1);
        }
        let end = (from..limit)
            .find(|&index| self.tokens[index].kind != Kind::Word)
            .unwrap_or(limit);
        let end = (from + 1..end)
            .find(|&index| {
                self.has(index, Tag::NotSubject)
                    && !matches!(self.lower(index), "of" | "for" | "and" | "her")
            })
            .unwrap_or(end);
        let head = (from + 1..end)
            .find(|&index| self.has(index, Tag::AfterHead))
            .unwrap_or(end);
        if let Some(subject) = self.name_at_end(from, head) {
            let subject = self.with_partner(subject, from);
            return Some(self.employed(subject, from, end));
        }
        let phrase = self.phrase(from, head, end)?;
        Some(self.named_behind(from, head, end).unwrap_or(phrase))
    }

    /// Both where two people speak together: `Mayor Anna Berg and Police Chief Jon Dahl`.
    fn with_partner(&self, subject: Subject, from: usize) -> Subject {
        let Subject::Name { mention, .. } = subject else {
            return subject;
        };
        let (Some(first), Some(last)) = (
            mention
                .checked_sub(1)
                .and_then(|first| self.mentions.get(first)),
            self.mentions.get(mention),
        ) else {
            return subject;
        };
        let between = self.body.get(first.end..last.start).unwrap_or("");
        let joins = between.strip_prefix(" and ").is_some_and(|titles| {
            let mut words = titles.split_whitespace();
            words.all(|word| word.starts_with(char::is_uppercase))
        });
        let begins = self.tokens[from].span.start;
        let are_people = [first, last].map(|of| of.kind) == [NameKind::Person; 2];
        if !joins || !are_people || first.start < begins {
            return subject;
        }
        Subject::Phrase {
            span: Span::new(first.start, last.end),
        }
    }

    /// The name that ends where the token range ends, with or without titles before it; the whole name where it reaches
    /// further (`the Ministry of Justice`).
    pub fn name_at_end(&self, from: usize, to: usize) -> Option<Subject> {
        let start = self.tokens.get(from)?.span.start;
        let end = self.tokens.get(to.checked_sub(1)?)?.span.end;
        let after = self.mentions.partition_point(|mention| mention.start < end);
        let index = after.checked_sub(1);
        let Some(index) =
            index.filter(|&index| self.mentions[index].end > self.tokens[to - 1].span.start)
        else {
            return self.surname(from, to);
        };
        let mention = &self.mentions[index];
        let reaches = mention.end >= end
            || self.body[mention.end..end]
                .chars()
                .all(|letter| letter == '.');
        if mention.start < start || !reaches {
            return None;
        }
        // Titles stand before it with capitals: `Mr. Petrov`, `Prime Minister Ivanova`.
        let titles = self.tokens[from..to]
            .iter()
            .rev()
            .skip_while(|token| token.span.start >= mention.start)
            .take_while(|token| {
                token.is_capital(self.body) && !token.word(self.body).ends_with("’s")
            })
            .last()
            .map_or(mention.start, |token| token.span.start);
        let own = Span::new(titles.max(start), end.max(mention.end));
        Some(Subject::Name {
            mention: index,
            span: own,
        })
    }

    /// A name that was found elsewhere and not here: the surname alone, or behind its titles.
    fn surname(&self, from: usize, to: usize) -> Option<Subject> {
        let last = self.tokens[to - 1];
        let mention = *self.surnames.get(last.word(self.body))?;
        let titles = self.tokens[from..to]
            .iter()
            .all(|token| token.is_capital(self.body));
        titles.then_some(Subject::Name {
            mention,
            span: last.span,
        })
    }

    /// A role or a group in the article's words: `a spokeswoman for the mayor`.
    fn phrase(&self, from: usize, head: usize, to: usize) -> Option<Subject> {
        if from >= head || head > to {
            return None;
        }
        // `a man who gave his name`
        let to = (head..to)
            .find(|&index| matches!(self.lower(index), "who" | "whom" | "whose"))
            .unwrap_or(to);
        let first = self.lower(from);
        let last = self.tokens[head - 1];
        let plural = self.lower(head - 1).ends_with('s');
        let named = holds(DETERMINERS, first)
            || self.tokens[from].word(self.body).ends_with("’s")
            || self.tokens[from].word(self.body).ends_with("'s")
            || self.tokens[from].is_capital(self.body)
            || plural;
        // `Slotkin said as the hearings`: a stretch of a sentence, and no name of anybody.
        let clause = self.tokens[from..to].iter().any(|token| {
            let word = self.lower_of(token);
            holds(FINITE, word)
                || matches!(word, "said" | "says" | "told")
                || word.ends_with("n't")
                || word.parse::<f64>().is_ok()
        });
        let pronoun = matches!(first, "another" | "many" | "one" | "some");
        // `(emphasis added)`, `Sixteen states celebrate`
        let is_label = head - from == 1
            && (self.has(from, Tag::NoSpeaker) || self.has(from, Tag::Number) && !pronoun);
        // `Quoting from the filings` and `the ruling meant women in` are no noun phrases.
        let word = |index: usize| self.lower(index);
        let broken = (word(from).ends_with("ing") && (head - from > 1 || word(from).len() > LONGEST_THING && to > head))
            || is_pronoun(first)
            || holds(DETERMINERS, word(to - 1)) && to - from > 1
            || matches!(
                word(to - 1),
                "in" | "of" | "to" | "for" | "like" | "with"
            )
            || (from + 1..to).any(|index| {
                is_pronoun(word(index)) || matches!(word(index), "him" | "me" | "them" | "us" | "what")
            })
            // `One of its workers running a group`
            || (from + 2..head.saturating_sub(1)).any(|index| {
                word(index).ends_with("ing") && holds(DETERMINERS, word(index + 1))
            });
        // `Just days after`, `Tuesday at the university`, `a screenshot shared`.
        let is_when = self.has(from, Tag::OpensTime) || (head - from == 1 && first.ends_with("ly"));
        let passive = head - from > 1
            && self.lower(head - 1).ends_with("ed")
            && !self.lower(head - 1).contains('-')
            && !last.is_capital(self.body)
            && word(from) != "the";
        let is_when = is_when || self.has(from, Tag::Introductory);
        let determiner_only = head - from == 1 && holds(DETERMINERS, first) && !pronoun;
        if !named
            || clause
            || determiner_only
            || is_label
            || broken
            || is_when
            || passive
            || last.kind != Kind::Word
            || to - from > LONGEST_PHRASE
        {
            return None;
        }
        let end = self.tokens[to - 1].span.end;
        Some(Subject::Phrase {
            span: Span::new(self.tokens[from].span.start, end),
        })
    }
}

/// A party and a state, which nobody is called: `I-Vt.`, `D-Mass.`
fn is_seat(word: &str) -> bool {
    let mut parts = word.splitn(2, '-');
    let party = parts.next().unwrap_or("");
    matches!(party, "D" | "I" | "L" | "R")
        && parts
            .next()
            .is_some_and(|state| state.starts_with(char::is_uppercase))
}

fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "they" | "we" | "i" | "it" | "you" | "who" | "which"
    )
}
