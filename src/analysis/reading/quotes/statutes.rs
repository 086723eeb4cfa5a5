//! Words of a law, which an office reports and nobody speaks: `the act forbids boats “of more than ten tons”, the office said`.

use super::cues::holds;
use super::heard::{Reading, Subject};
use crate::model::NameKind;

/// What has words that bind. Sorted.
#[rustfmt::skip]
const LAWS: &[&str] = &[
    "act", "amendment", "bylaw", "charter", "clause", "code", "constitution", "convention", "directive", "law",
    "legislation", "ordinance", "provision", "regulation", "regulations", "rule", "rules", "section", "statute",
    "statutes", "treaty",
];
/// What a law does. Sorted.
#[rustfmt::skip]
const ORDAINS: &[&str] = &[
    "allows", "bans", "bars", "defines", "forbids", "guarantees", "mandates", "obliges", "outlaws", "permits",
    "prohibits", "protects", "provides", "punishes", "requires", "says", "states", "stipulates",
];
/// Words between a law's verb and its words.
const REACH: usize = 14;
/// Words from the noun to its verb: `section 12 of the code`, `the act, the office notes,`.
const LONGEST_SUBJECT: usize = 7;

impl Reading<'_> {
    /// Whether the quotation at token `at` is what a law ordains, and the one who is said to speak an office or a group: a person
    /// who speaks of a law has at least said its words.
    pub fn is_of_law(&self, at: usize, subject: &Subject) -> bool {
        if let Subject::Name { mention, .. } = subject
            && self.mentions[*mention].kind == NameKind::Person
        {
            return false;
        }
        let words = subject.span().of(self.body).to_lowercase();
        let is_law = |word: &str| holds(LAWS, word);
        if matches!(subject, Subject::Pronoun { .. }) || words.split(' ').any(is_law) {
            return false;
        }
        let from = self.sentence_start(at).max(at.saturating_sub(REACH));
        let ordains = (from..at)
            .rev()
            .find(|&verb| holds(ORDAINS, self.lower(verb)));
        ordains.is_some_and(|verb| {
            let near = from.max(verb.saturating_sub(LONGEST_SUBJECT));
            (near..verb).any(|noun| is_law(self.lower(noun)))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::quotes::quotes;
    use crate::analysis::text::Text;
    use crate::analysis::text::sentences::sentences;
    use crate::model::Span;

    fn speaker(body: &str) -> Option<String> {
        let whole = [Span::new(0, body.len())];
        let cut = sentences(body, &whole, Some("en"));
        let found = quotes(&Text::new(body, &whole, &cut, Some("en")), &[]);
        assert_eq!(found.len(), 1, "{body}");
        found[0].speaker.clone()
    }

    #[test]
    fn lists_are_sorted() {
        assert!(LAWS.is_sorted() && ORDAINS.is_sorted());
    }

    #[test]
    fn what_a_law_says_is_not_said_by_the_office_that_reports_it() {
        for body in [
            "The law bars anyone who “knowingly lies to the harbour,” the office said.",
            "The office said the law requires that owners “shall pay within ten days.”",
            "Section 12 says owners “shall pay within ten days,” the office said.",
            "The act, the office notes, forbids ships “of more than ten tons.”",
        ] {
            assert_eq!(speaker(body), None, "{body}");
        }
        for (body, named) in [
            (
                "The constitution says that “no person shall be held.”",
                "The constitution",
            ),
            (
                "The office said the law was “far too old for us.”",
                "The office",
            ),
            (
                "The law bars “knowing lies of the harbour,” Anna Berg said.",
                "Anna Berg",
            ),
            (
                "The office says the harbour is “not for boats.”",
                "The office",
            ),
        ] {
            assert_eq!(speaker(body).as_deref(), Some(named), "{body}");
        }
    }
}
