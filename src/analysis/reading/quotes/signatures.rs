//! Who is named beside a quotation without a verb of speech: a signature behind a dash, a label before a colon, `in the words
//! of`.

use super::cues::{DETERMINERS, FINITE, holds};
use super::heard::{LONGEST_SIGNATURE, Reading, Subject, Voice};
use super::people::{WRITINGS, is_role};
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::analysis::text::words::is_function_word;
use crate::model::NameKind;

/// Words of an office or a place behind a name that signs.
const LONGEST_OFFICE: usize = 12;
/// Words before a colon that are the speaker alone.
const LONGEST_LABEL: usize = 4;

/// Words before a name in a label: `And from Ivanova:`. Sorted.
const HANDING_OVER: &[&str] = &[
    "again", "also", "and", "but", "finally", "first", "from", "here", "here's", "is", "next",
    "now", "or", "so", "then", "this", "thus",
];

/// Words before the name of whoever the words are of.
const CREDITS: &[&[&str]] = &[
    &["according", "to"],
    &["in", "the", "words", "of"],
    &["to", "use", "the", "words", "of"],
    &["in", "the", "opinion", "of"],
    &["in", "the", "view", "of"],
    &["in", "the", "phrase", "of"],
    &["to", "quote"],
];
/// Before a name at the head of a letter.
const DESK: &[&str] = &["from", "the", "desk", "of"];

impl Reading<'_> {
    /// The name that signs a quotation behind a dash, to the end of the line: `“…” — Anna Berg (@annaberg)`, `“…” — Anna Berg,
    /// mayor of Lund`.
    pub fn signature(&self, from: usize) -> Option<Subject> {
        let end = self.end_of_words(from);
        let words = from..end;
        let title = |index: usize| {
            let word = self.lower(index);
            self.tokens[index].is_capital(self.body)
                || holds(DETERMINERS, word)
                || is_role(self.lexicon, word)
        };
        if words.is_empty() || words.len() > LONGEST_SIGNATURE || !words.clone().all(title) {
            return None;
        }
        let signs = match self.kind(end) {
            None | Some(Kind::Break | Kind::Dash) => true,
            Some(Kind::Comma) => self.is_office(end + 1),
            _ => false,
        };
        self.name_at_end(from, end).filter(|_| signs)
    }

    /// The name on a line of its own under a quotation: `— Anna Berg, mayor of Lund`; without a dash only with an office, and
    /// where nobody else is known to speak (`unknown`).
    pub fn signature_line(&self, unknown: bool) -> Option<Subject> {
        if self.kind(0) == Some(Kind::Dash) {
            return self.signature(1);
        }
        let end = self.end_of_words(0);
        let signed = self.kind(end) == Some(Kind::Comma) && self.tokens.len() > end + 1;
        self.signature(0).filter(|_| signed && unknown)
    }

    /// Whether the rest of a line says what somebody is: a few words without a verb or a mark at their end.
    fn is_office(&self, from: usize) -> bool {
        let rest = &self.tokens[from.min(self.tokens.len())..];
        let line = rest
            .iter()
            .position(|token| token.kind == Kind::Break)
            .unwrap_or(rest.len());
        line <= LONGEST_OFFICE
            && (from..from + line).all(|at| {
                let word = self.lower(at);
                match self.kind(at) {
                    Some(Kind::Word) => !self.is_verb(at) && !holds(FINITE, word) && word != "who",
                    Some(Kind::Comma | Kind::Dash) => true,
                    _ => false,
                }
            })
    }

    fn end_of_words(&self, from: usize) -> usize {
        (from..self.tokens.len())
            .take(LONGEST_SIGNATURE + 1)
            .find(|&index| self.kind(index) != Some(Kind::Word))
            .unwrap_or_else(|| self.tokens.len().min(from + LONGEST_SIGNATURE + 1))
    }

    /// Who speaks behind the colon at token `colon`: `Ivanova warned: “…”`, `Ivanova: “…”`.
    pub fn introduced(&self, colon: usize) -> Option<Voice> {
        let from = self.sentence_start(colon);
        if self.is_relayed(from, colon) {
            return None;
        }
        self.before(colon).or_else(|| {
            let label = (from..colon).find(|&at| !holds(HANDING_OVER, self.lower(at)))?;
            let alone =
                colon - label <= LONGEST_LABEL || (from..label).any(|at| self.lower(at) == "from");
            let subject = alone.then(|| self.noun_phrase(label, colon)).flatten();
            let subject = subject.or_else(|| self.subject_of_sentence(from));
            // `Petrov: “…”` in a dialogue with somebody whose name is known.
            if alone
                && label + 1 == colon
                && let Some(Subject::Phrase { .. }) = &subject
                && self.is_in_dialogue(colon)
            {
                return subject.map(Voice::Of);
            }
            let speaks = subject.filter(|subject| self.may_speak(subject));
            // A label that names nobody: who spoke before does not speak on.
            speaks.map(Voice::Of).or(alone.then_some(Voice::Unknown))
        })
    }

    /// Whether another quotation of the paragraph has a person for its label.
    fn is_in_dialogue(&self, colon: usize) -> bool {
        (1..self.tokens.len()).any(|at| {
            let labels = at != colon
                && self.tokens[at].span.of(self.body) == ":"
                && matches!(self.kind(at + 1), Some(Kind::Quote(_)));
            labels
                && matches!(
                    self.name_at_end(at - 1, at),
                    Some(Subject::Name { mention, .. }) if self.mentions[mention].kind == NameKind::Person
                )
        })
    }

    /// Who is named at the head of a letter or a list of statements: `From the desk of Anna Berg, mayor of Lund.`
    pub fn heading(&self) -> Option<Voice> {
        let desk = DESK
            .iter()
            .enumerate()
            .all(|(at, word)| self.lower(at) == *word);
        if !desk {
            return None;
        }
        let end = self.end_of_words(DESK.len());
        let name = self.name_at_end(DESK.len(), end)?;
        Some(Voice::Of(name))
    }

    /// Whether a label is somebody: a person, an organisation, a role; not `Update` or `Note`, nor a headline.
    fn may_speak(&self, subject: &Subject) -> bool {
        let words = subject.span().of(self.body);
        // A headline writes every word with a capital: `Harbour Closed For Good`.
        let is_label = |word: &str| {
            let small = word.to_lowercase().replace('’', "'");
            let titled = word.starts_with(char::is_uppercase) && is_function_word(&small);
            self.lexicon.has(&small, Tag::NoSpeaker) || titled && !holds(DETERMINERS, &small)
        };
        if words.split_whitespace().any(is_label) && !matches!(subject, Subject::Pronoun { .. }) {
            return false;
        }
        match subject {
            Subject::Pronoun { .. } => words.to_lowercase() != "it",
            Subject::Name { mention, .. } => {
                let kind = self.mentions.get(*mention).map(|mention| mention.kind);
                kind == Some(NameKind::Person)
                    || (kind == Some(NameKind::Organisation) && !self.is_outlet(subject))
            }
            Subject::Phrase { .. } => {
                let head = words
                    .split_whitespace()
                    .take_while(|word| !self.lexicon.has(&word.to_lowercase(), Tag::AfterHead));
                let head = head.last().unwrap_or("").to_lowercase();
                let first = words.split_whitespace().next().unwrap_or("").to_lowercase();
                let written = holds(DETERMINERS, &first)
                    && (WRITINGS.contains(&head.as_str()) || head == "report");
                is_role(self.lexicon, &head) || written
            }
        }
    }

    /// Where the name begins behind `according to` and the like at token `at`.
    pub fn credit(&self, at: usize) -> Option<usize> {
        let credit = CREDITS.iter().find(|words| {
            let mut spoken = words.iter().enumerate();
            spoken.all(|(index, word)| self.lower(at + index) == *word)
        })?;
        Some(at + credit.len())
    }

    /// The same behind a quotation; with a capital letter it begins the next sentence.
    pub fn credit_behind(&self, at: usize) -> Option<usize> {
        let goes_on = !self.tokens[at].is_capital(self.body);
        self.credit(at).filter(|_| goes_on)
    }

    /// Whose words the quotation at token `at` is said to be: `in Ivanova’s words, “…”`, `in Ivanova’s own words: “…”`.
    pub fn own_words(&self, at: usize) -> Option<Subject> {
        let mut end = at;
        while end > 0
            && (self.kind(end - 1) == Some(Kind::Comma)
                || self.tokens[end - 1].span.of(self.body) == ":")
        {
            end -= 1;
        }
        let words = end
            .checked_sub(1)
            .filter(|&word| self.lower(word) == "words")?;
        let mut owner = words.checked_sub(1)?;
        owner -= usize::from(self.lower(owner) == "own" && owner > 0);
        let first = owner.saturating_sub(LONGEST_LABEL);
        let leads = (first..owner)
            .rev()
            .find(|&word| self.lower(word) == "in")?;
        let written = self.lower(owner);
        let possessor = self.tokens[owner].span;
        if !written.ends_with("'s") && !written.ends_with("s'") {
            return None;
        }
        let behind = self
            .mentions
            .partition_point(|mention| mention.start < possessor.end);
        let mention = behind.checked_sub(1)?;
        let name = self.mentions[mention].span();
        let is_owner = name.end > possessor.start && name.start > self.tokens[leads].span.start;
        is_owner.then_some(Subject::Name {
            mention,
            span: name,
        })
    }

    /// A name that the clause ends with: `“…,” thus Ivanova.`
    pub fn name_alone(&self, from: usize, limit: usize) -> Option<Subject> {
        let end = self.end_of_words(from).min(limit);
        self.name_at_end(from, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(HANDING_OVER.is_sorted());
    }
}
