//! What a verb of speech says of words that were not spoken, or not by its subject: denied, refused, asked for, only heard.

use super::cues::{FINITE, PASSIVE, holds};
use super::denials::{
    CANCELLING, CHAIN, CLAIMS, DENYING, NOBODY, OBJECTS, OPEN, OUTCRIES, POSSESSED, QUOTING,
    READING, UNTRUE, WEAK,
};
use super::heard::{Reading, Subject, Voice};
use super::people::is_preposition;
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::model::NameKind;

/// Words of a chain of verbs: `would not go so far as to say`.
pub const LONGEST_CHAIN: usize = 12;
/// Words of a subject, or of a person blamed, that are looked over.
const LONGEST_SUBJECT: usize = 8;
/// Words between a verb of speech that is denied and the words that it is about.
const REACH: usize = 12;

/// Words between what announces a title and the title.
const LONGEST_LINK: usize = 4;
/// What may stand there: `under the slogan of “…”`, `a title that reads “…”`.
const LINKS: [&str; 6] = ["of", "read", "reading", "reads", "that", "the"];
/// Verbs behind which, with one of these, stands what foreign words mean.
const TRANSLATING: [&str; 4] = ["translate", "translated", "translates", "translating"];
const TRANSLATED_BY: [&str; 3] = ["as", "into", "to"];
const ABOUT: [&str; 5] = ["approximately", "literally", "loosely", "roughly", "the"];

/// Words before a quotation among which the thing stands on which it is written.
const INSCRIPTION: usize = 14;

fn is_denying(word: &str) -> bool {
    matches!(word, "denied" | "denies" | "deny" | "denying")
}

impl Reading<'_> {
    /// Whether the verb of speech at token `verb` says that the words were not spoken: `never said`, `refused to say`,
    /// `denied having said`, `nobody said`. Two denials are none.
    pub fn is_denied(&self, verb: usize, from: usize) -> bool {
        let first = from.max(verb.saturating_sub(LONGEST_CHAIN));
        let mut denials = 0;
        let mut cancelled = false;
        let mut at = verb;
        while at > first && self.kind(at - 1) == Some(Kind::Word) {
            let word = self.lower(at - 1);
            // `too tired to say`
            if let Some(too) = self.too_before(at, first) {
                denials += 1;
                at = too;
                continue;
            }
            let negates = self.has(at - 1, Tag::Negates)
                || word.ends_with("n't")
                || word == "instead" && self.lower(at) == "of"
                || word == "yet"
                    && self.lower(at) == "to"
                    && !self.has(at.saturating_sub(2), Tag::BeforeSubject);
            let chained =
                self.has(at - 1, Tag::BeforeVerb) || holds(CHAIN, word) || holds(PASSIVE, word);
            cancelled |= holds(CANCELLING, word) && self.lower(at) != "short";
            if negates {
                denials += usize::from(!holds(WEAK, self.lower(at)));
            } else if !(chained || holds(CANCELLING, word) || word.ends_with("ly")) {
                break;
            }
            at -= 1;
        }
        if cancelled && denials > 0 {
            return false;
        }
        denials += usize::from(self.is_nobody(at, from)) + usize::from(self.is_untrue(at, from));
        denials % 2 == 1
    }

    /// Whether the subject that ends at token `end` begins its clause with `no`, `nobody` and the like.
    fn is_nobody(&self, end: usize, from: usize) -> bool {
        let first = from.max(end.saturating_sub(LONGEST_SUBJECT));
        (first..end)
            .rev()
            .take_while(|&at| self.kind(at) == Some(Kind::Word) && !self.is_verb(at))
            .any(|at| {
                let opens = |at: usize| {
                    at == from
                        || self.kind(at - 1) != Some(Kind::Word)
                        || self.has(at - 1, Tag::BeforeSubject)
                        || self.is_verb(at - 1)
                };
                let at_no = at > from && matches!(self.lower(at - 1), "at" | "in") && opens(at - 1);
                holds(NOBODY, self.lower(at)) && (opens(at) || at_no)
            })
    }

    /// Whether the clause whose subject ends at token `end` is what somebody denies: `denied that he said`, `it is not true
    /// that the mayor said`.
    fn is_untrue(&self, end: usize, from: usize) -> bool {
        let first = from.max(end.saturating_sub(LONGEST_SUBJECT));
        let that = (first..end)
            .rev()
            .take_while(|&at| self.kind(at) == Some(Kind::Word))
            .find(|&at| self.lower(at) == "that");
        if let Some(that) = that {
            let before = that
                .checked_sub(1)
                .map(|at| self.lower(at))
                .unwrap_or_default();
            let claims = holds(CLAIMS, before);
            let denying = that.checked_sub(if claims { 2 } else { 1 });
            if denying.is_some_and(|at| at >= from && holds(DENYING, self.lower(at))) {
                return true;
            }
            let not = that >= from + 2 && {
                let word = self.lower(that - 2);
                matches!(word, "no" | "not") || word.ends_with("n't")
            };
            return holds(UNTRUE, before)
                && match before {
                    "false" | "untrue" | "wrong" => !not,
                    _ => not,
                };
        }
        // `denied he called`
        let subject = (first..end).find(|&at| at > from && holds(DENYING, self.lower(at - 1)));
        subject.is_some_and(|at| {
            matches!(self.lower(at), "he" | "she" | "they") && at + 1 == end
                || self
                    .name_at_end(at, end)
                    .is_some_and(|name| name.span().start == self.tokens[at].span.start)
        })
    }

    /// What a denied verb makes of the quotation at token `at`: no utterance where it is what was denied, else nobody's.
    pub fn denied(&self, verb: usize, at: usize) -> Voice {
        let between = verb + 1..at;
        let told = between.len() <= REACH
            && between.clone().all(|index| {
                self.kind(index) == Some(Kind::Word) && !holds(OPEN, self.lower(index))
                    || index + 1 == at && self.kind(index) != Some(Kind::Word)
            });
        if told { Voice::Denied } else { Voice::Unknown }
    }

    /// Whether a phrase is nobody: `no one in the harbour`.
    pub fn names_nobody(&self, subject: &Subject) -> bool {
        let words = subject.span().of(self.body);
        let first = words.split_whitespace().next().unwrap_or("");
        matches!(subject, Subject::Phrase { .. }) && holds(NOBODY, &first.to_lowercase())
    }

    /// Whether a phrase is a thing on which words are written: `a sign on the gate`.
    pub fn names_thing(&self, subject: &Subject) -> bool {
        let words = subject.span().of(self.body);
        let head = words
            .split_whitespace()
            .map(|word| word.to_lowercase())
            .take_while(|word| !is_preposition(word));
        matches!(subject, Subject::Phrase { .. })
            && head
                .last()
                .is_some_and(|word| self.lexicon.has(&word, Tag::Inscribed))
    }

    /// Whether the quotation at token `at` is what is written on a thing: `a banner reading “…”`, `with “…” on a sign`.
    pub fn is_inscription(&self, at: usize) -> bool {
        let first = at.saturating_sub(INSCRIPTION);
        let mut index = at;
        let is_mark = |index: usize| {
            self.kind(index) == Some(Kind::Comma) || self.tokens[index].span.of(self.body) == ":"
        };
        while index > first && is_mark(index - 1) {
            index -= 1;
        }
        let read = index;
        while index > first && holds(READING, self.lower(index - 1)) {
            index -= 1;
        }
        let is_read = index < read;
        is_read
            && (first..index)
                .rev()
                .take_while(|&index| self.kind(index) == Some(Kind::Word) && !self.is_verb(index))
                .take_while(|&index| !holds(POSSESSED, self.lower(index)))
                .any(|index| self.has(index, Tag::Inscribed))
    }

    /// Whether the quotation at token `at` is a title, a theme or a slogan, or the meaning of foreign words: `a rally themed “…”`,
    /// `under the slogan: “…”`, `which translates roughly as “…”`.
    pub fn is_title_of_thing(&self, at: usize) -> bool {
        let first = at.saturating_sub(LONGEST_LINK);
        let is_mark = |index: usize| {
            self.kind(index) == Some(Kind::Comma) || self.tokens[index].span.of(self.body) == ":"
        };
        let before = |from: usize, passed: &dyn Fn(usize) -> bool| {
            let passed_over = (first..from).rev().take_while(|&index| passed(index));
            from - passed_over.count()
        };
        let noun = before(at, &|index| {
            is_mark(index) || LINKS.contains(&self.lower(index))
        });
        if noun > 0 && self.has(noun - 1, Tag::GivesTitle) {
            return true;
        }
        let by = before(at, &|index| {
            is_mark(index) || ABOUT.contains(&self.lower(index))
        });
        let verb = before(by, &|index| {
            TRANSLATED_BY.contains(&self.lower(index)) || ABOUT.contains(&self.lower(index))
        });
        verb > 0 && verb < by && TRANSLATING.contains(&self.lower(verb - 1))
    }

    /// `never used the word “…”`, `did not mention the phrase “…”`.
    pub fn is_word_never_used(&self, at: usize) -> bool {
        const CALLED: [&str; 5] = ["expression", "phrase", "term", "word", "words"];
        #[rustfmt::skip]
        const USED: [&str; 8] = [
            "mention", "mentioned", "use", "used", "using", "utter", "uttered", "uttering",
        ];
        let noun = at.checked_sub(1).map(|index| self.lower(index));
        if !noun.is_some_and(|word| CALLED.contains(&word)) {
            return false;
        }
        let near = at.saturating_sub(4)..at;
        let verb = near.rev().find(|&index| USED.contains(&self.lower(index)));
        verb.is_some_and(|verb| self.is_denied(verb, self.sentence_start(at)))
    }

    /// `“…,” Ivanova denied having said`: the verb of denying comes before that of speech.
    pub fn denies_having_said(&self, verb: usize, from: usize, end: usize) -> bool {
        is_denying(self.lower(verb))
            && !self.is_denied(verb, from)
            && (verb + 1..end).any(|later| self.is_verb(later) && self.is_denied(later, from))
    }

    /// `denied that the report was “a fake”`, not `denied it as “a fake”`.
    pub fn denies_what_is(&self, verb: usize, at: usize) -> bool {
        let mut between = verb + 1..at;
        is_denying(self.lower(verb))
            && between.any(|index| holds(FINITE, self.lower(index)))
            && !(verb + 1..at).any(|index| self.lower(index) == "as")
    }

    /// Whether between a verb of speech and the quotation at `at` somebody else is heard to speak.
    pub fn is_relayed(&self, verb: usize, at: usize) -> bool {
        (verb..at).any(|index| {
            let next = self.lower(index + 1);
            match self.lower(index) {
                "hear" | "heard" | "hearing" | "overheard" => {
                    next != "that"
                        && (index + 1..at).any(|other| holds(OUTCRIES, self.lower(other)))
                }
                "answer" | "reply" | "response" => matches!(next, "was" | "is") && index + 3 >= at,
                _ => false,
            }
        })
    }

    /// Whose words `saying` at token `verb` repeats: `Ivanova quoted Petrov as saying`, `Petrov was quoted as saying`.
    pub fn quoted_as(&self, verb: usize, from: usize) -> Option<Voice> {
        if verb < from + 2 || self.lower(verb - 1) != "as" {
            return None;
        }
        let first = from.max(verb.saturating_sub(REACH));
        let quoting = (first..verb - 1)
            .rev()
            .find(|&at| holds(QUOTING, self.lower(at)))?;
        let mut end = quoting;
        while end > from
            && (self.has(end - 1, Tag::BeforeVerb) || holds(PASSIVE, self.lower(end - 1)))
        {
            end -= 1;
        }
        if self.is_denied(quoting, from) {
            return Some(Voice::Denied);
        }
        let passive = (end..quoting).any(|at| holds(PASSIVE, self.lower(at)));
        let named = if passive {
            self.subject_before(end, from)
        } else {
            self.noun_phrase(quoting + 1, verb - 1)
        };
        Some(named.map_or(Voice::Unknown, Voice::Of))
    }

    /// Whose words are meant behind `for` or `of` and a participle: `criticised the mayor for saying`.
    pub fn blamed_for(&self, verb: usize, from: usize) -> Option<Voice> {
        let before = verb.checked_sub(1)?;
        if !matches!(self.lower(before), "for" | "of") {
            return None;
        }
        let blaming = self.blaming(before).filter(|&at| at >= from)?;
        let passive = blaming > from && holds(PASSIVE, self.lower(blaming - 1));
        if passive || blaming + 1 >= before {
            return None;
        }
        Some(
            self.noun_phrase(blaming + 1, before)
                .map_or(Voice::Unknown, Voice::Of),
        )
    }

    /// Whether the participle behind `of` at token `at` is a verb: `accused him of saying`, `short of saying`.
    pub fn governs_of(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(2) else {
            return false;
        };
        matches!(self.lower(before), "instead" | "short") || self.blaming(before + 1).is_some()
    }

    fn blaming(&self, before: usize) -> Option<usize> {
        let first = before.saturating_sub(LONGEST_SUBJECT);
        (first..before).rev().find(|&at| self.has(at, Tag::Blames))
    }

    /// Whether somebody else is asked to speak: `urged her to say`, `told Ivanova to write`.
    pub fn is_asked_for(&self, verb: usize, from: usize) -> bool {
        if verb < from + 3 || self.lower(verb - 1) != "to" {
            return false;
        }
        let object = verb - 2;
        if holds(OBJECTS, self.lower(object)) {
            return true;
        }
        let first = from.max(object.saturating_sub(LONGEST_SUBJECT));
        (first..object)
            .rev()
            .find(|&at| self.is_verb(at))
            .is_some_and(|asking| {
                let name = self.name_at_end(asking + 1, object + 1);
                name.is_some_and(|name| match name {
                    Subject::Name { mention, span } => {
                        self.mentions[mention].kind == NameKind::Person
                            && span.start == self.tokens[asking + 1].span.start
                    }
                    _ => false,
                })
            })
    }

    /// Whether the clause of the verb begins with one of some words.
    pub fn is_in_clause_of(&self, words: &[&str], verb: usize, from: usize) -> bool {
        let first = from.max(verb.saturating_sub(LONGEST_SUBJECT));
        (first..verb)
            .rev()
            .take_while(|&at| {
                self.kind(at) == Some(Kind::Word)
                    && !self.is_verb(at)
                    && (!holds(FINITE, self.lower(at)) || self.has(at, Tag::BeforeVerb))
            })
            .any(|at| holds(words, self.lower(at)))
    }
}
