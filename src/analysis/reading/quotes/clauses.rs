//! Clauses of a sentence in which somebody may speak: appositions, `with Ivanova saying`, `but Ivanova said`, signatures.

use super::heard::LONGEST_SIGNATURE;
use super::heard::{Reading, Subject};
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::model::NameKind;

/// Last words of the names of outlets.
#[rustfmt::skip]
const OUTLETS: [&str; 24] = [
    "ABC", "AFP", "AP", "Axios", "BBC", "Bloomberg", "CBS", "CNBC", "CNN", "FOX", "Gazette", "Guardian", "Herald",
    "Journal", "MSNBC", "NBC", "NPR", "News", "Politico", "Post", "Press", "Reuters", "Times", "Tribune",
];

/// Words of a name with what somebody is behind it.
const LONGEST_APPOSITION: usize = 16;

/// Words that open a clause in front of the main one.
const OPENINGS: [&str; 11] = [
    "after", "although", "as", "because", "before", "if", "once", "since", "though", "when",
    "while",
];

/// The last clause of a sentence that has several.
pub enum Clause {
    /// There is no other, or nobody is named in it.
    None,
    /// A main clause with its own subject.
    Of(Subject),
    /// A clause within the first: the words may be of the one or the other.
    Unsure,
}

impl Reading<'_> {
    pub fn is_outlet(&self, subject: &Subject) -> bool {
        let words = subject.span().of(self.body);
        let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
        OUTLETS.contains(&last)
    }

    /// The clause that ends at token `verb`, if the sentence has another before it.
    pub fn last_clause(&self, from: usize, verb: usize) -> Clause {
        let Some(opening) = (from + 1..verb).rfind(|&index| {
            let coordinate = self.kind(index - 1) == Some(Kind::Comma);
            match self.lower(index) {
                "after" | "before" | "when" | "because" | "since" => true,
                "but" | "while" | "as" => coordinate,
                _ => false,
            }
        }) else {
            return Clause::None;
        };
        let end = (opening + 1..verb)
            .find(|&index| self.kind(index) != Some(Kind::Word))
            .unwrap_or(verb);
        let named = (opening + 1..end)
            .take(LONGEST_SIGNATURE)
            .take_while(|&index| self.tokens[index].is_capital(self.body) || index == opening + 1)
            .filter_map(|index| self.name_at_end(opening + 1, index + 1))
            .last();
        match named {
            None => Clause::None,
            Some(subject) if self.lower(opening) == "but" => Clause::Of(subject),
            Some(_) => Clause::Unsure,
        }
    }

    /// The name that is the subject of a clause which opens a sentence: `When Ivan Petrov came, …`.
    pub fn subject_of_opening(&self, from: usize) -> Option<Subject> {
        let end = (from + 1..self.tokens.len())
            .take(LONGEST_SIGNATURE)
            .take_while(|&index| self.tokens[index].is_capital(self.body))
            .last()?;
        self.opens_clause(from)
            .then(|| self.name_at_end(from + 1, end + 1))
            .flatten()
    }

    /// Where a clause in front of the main one opens, over `And even` and the like.
    pub fn opening(&self, from: usize) -> usize {
        let mut at = from;
        while self.has(at, Tag::BeforeSubject) && !self.opens_clause(at) {
            at += 1;
        }
        at
    }

    /// Whether a word opens a clause of its own in front of the main one: `When Ivan Petrov came, …`.
    pub fn opens_clause(&self, at: usize) -> bool {
        OPENINGS.contains(&self.lower(at))
    }

    /// The name right before a participle, if `with` opens the clause: `with Mayor Ivanova saying`, `with Anna Berg, the mayor, saying`.
    pub fn subject_of_participle(&self, verb: usize, from: usize) -> Option<Subject> {
        let is_comma = |index: usize| self.kind(index) == Some(Kind::Comma);
        let is_closed = verb > from && is_comma(verb - 1);
        let reach = if is_closed {
            LONGEST_APPOSITION
        } else {
            LONGEST_SIGNATURE
        };
        let near = from.max(verb.saturating_sub(reach));
        let with = (near..verb).rfind(|&index| self.lower(index) == "with")?;
        let end = if is_closed {
            let first = (with + 1..verb - 1).find(|&index| is_comma(index))?;
            let apposed = first + 1..verb - 1;
            let is_one = apposed.into_iter().all(|index| {
                self.kind(index) == Some(Kind::Word) && !self.has(index, Tag::SpeechVerb)
            });
            is_one.then_some(first)?
        } else {
            verb
        };
        let mut words = self.tokens[with + 1..end].iter();
        words
            .all(|token| token.kind == Kind::Word)
            .then(|| self.name_at_end(with + 1, end))
            .flatten()
    }

    /// `Ivan Petrov, an adviser to the mayor, said`: the first stretch that is not an introduction.
    pub fn subject_with_apposition(&self, start: usize, end: usize) -> Option<Subject> {
        let mut from = start;
        let mut segments = Vec::new();
        for index in start..=end {
            if index == end || matches!(self.tokens[index].kind, Kind::Comma | Kind::Dash) {
                if index > from {
                    segments.push((from, index));
                }
                from = index + 1;
            }
        }
        // `Similarly, Ivan Petrov, who came later, said`
        segments.retain(|&(from, to)| to - from > 1 || !self.lower(from).ends_with("ly"));
        let alone = segments.len() == 1;
        // `The former harbour master, Ivan Petrov, said`
        if let [_, (from, to)] = segments[..]
            && self.tokens[from].is_capital(self.body)
            && self
                .noun_phrase(start, segments[0].1)
                .is_some_and(|first| matches!(first, Subject::Phrase { .. }))
            && let Some(named @ Subject::Name { .. }) = self.noun_phrase(from, to)
        {
            return Some(named);
        }
        segments
            .into_iter()
            .filter(|&(from, _)| alone || !self.has(from, Tag::Introductory))
            .filter_map(|(from, to)| self.noun_phrase(from, to))
            // `in Washington, D.C., Amash, with his staff, said`
            .find(|subject| alone || !self.is_place(subject))
    }

    fn is_place(&self, subject: &Subject) -> bool {
        let Subject::Name { mention, .. } = subject else {
            return false;
        };
        let mention = self.mentions.get(*mention);
        mention.is_some_and(|mention| mention.kind == NameKind::Place)
    }

    /// Whether the clause of the verb opens the sentence with `after`, `when` and the like.
    pub fn is_subordinate(&self, verb: usize, from: usize) -> bool {
        let comma = self.tokens[from..verb]
            .iter()
            .any(|token| matches!(token.kind, Kind::Comma | Kind::Quote(_)));
        !comma && self.lower(from) != "once" && self.opens_clause(from)
    }
}
