//! Whom a name or a role in front only describes: `Chamber of Trade lobbyist Jon Dahl`, `the director, Jon Dahl`.

use super::heard::{Reading, Subject};
use super::people::{is_follower, is_preposition, is_role};
use super::tokens::Kind;
use crate::analysis::text::lexicon::Tag;
use crate::model::{NameKind, Span};

/// Words between whom somebody works for and their name: `chief foreign policy adviser`.
const LONGEST_OFFICE: usize = 5;
/// Words of a name with its titles.
const LONGEST_NAME: usize = 6;

impl Reading<'_> {
    /// The person behind a subject that is no person and reaches over its head, where words for an office stand between:
    /// `Bank of Lund analyst Jon Dahl`; the whole phrase where nobody is named (`Bank of Lund analysts`).
    pub fn employed(&self, subject: Subject, from: usize, to: usize) -> Subject {
        let Subject::Name { mention, .. } = subject else {
            return subject;
        };
        let Some(employer) = self
            .mentions
            .get(mention)
            .filter(|of| of.kind != NameKind::Person)
        else {
            return subject;
        };
        let Some(behind) = (from..to)
            .take(LONGEST_OFFICE + LONGEST_NAME)
            .find(|&at| self.tokens[at].span.start >= employer.end)
        else {
            return subject;
        };
        let office = (behind..to)
            .take(LONGEST_OFFICE)
            .take_while(|&at| self.kind(at) == Some(Kind::Word) && !self.has(at, Tag::AfterHead))
            .take_while(|&at| !self.is_person_at(at))
            .last();
        let Some(office) = office.filter(|&office| self.is_occupation(office)) else {
            return subject;
        };
        if office + 1 >= to {
            let span = self.tokens[from].span.join(self.tokens[office].span);
            return Subject::Phrase { span };
        }
        self.person_from(office + 1, to).unwrap_or(subject)
    }

    /// Who bears a role that ends at a comma, and is named behind it: `said the harbour master, Jon Dahl.` Not where another
    /// role stands between, whose bearer it may be: `said a spokesman for the mayor, Jon Dahl.`
    pub fn named_behind(&self, from: usize, head: usize, end: usize) -> Option<Subject> {
        if self.kind(end) != Some(Kind::Comma)
            || !self.is_occupation(head - 1) && !self.is_one_of(from)
        {
            return None;
        }
        let is_one = |at: usize| is_role(self.lexicon, self.lower(at));
        if (head..end).any(is_one) {
            return None;
        }
        let limit = self.tokens.len().min(end + 1 + LONGEST_NAME);
        let named = self.person_from(end + 1, limit)?;
        let close =
            (end + 1..self.tokens.len()).find(|&at| self.tokens[at].span.start >= named.span().end);
        let closed = close.is_none_or(|at| match self.kind(at) {
            Some(Kind::Word) => false,
            Some(Kind::Comma) => !matches!(self.lower(at + 1), "and" | "or"),
            _ => true,
        });
        closed.then_some(named)
    }

    /// `one of the owners`
    fn is_one_of(&self, from: usize) -> bool {
        self.lower(from) == "one" && is_preposition(self.lower(from + 1))
    }

    /// Whether a word says what somebody does: `analyst`, `spokesmen`, `lobbyist`.
    fn is_occupation(&self, at: usize) -> bool {
        let word = self.lower(at);
        let one = word.strip_suffix('s').unwrap_or(word);
        is_follower(self.lexicon, word)
            || self.has(at, Tag::BearsRole)
            || self.lexicon.has(one, Tag::BearsRole)
            || word.ends_with("ist")
            || word.ends_with("ists")
    }

    fn is_person_at(&self, at: usize) -> bool {
        let start = self.tokens[at].span.start;
        let index = self.mentions.partition_point(|of| of.start < start);
        let mention = self.mentions.get(index);
        mention.is_some_and(|of| of.start == start && of.kind == NameKind::Person)
    }

    /// The person whose name, with or without titles, begins at token `from` and ends before `to`.
    fn person_from(&self, from: usize, to: usize) -> Option<Subject> {
        let start = self.tokens.get(from)?.span.start;
        let index = self.mentions.partition_point(|of| of.start < start);
        let mention = self.mentions.get(index)?;
        let last = (from..to)
            .take_while(|&at| self.tokens[at].is_capital(self.body))
            .find(|&at| self.tokens[at].span.end >= mention.end)?;
        // `Jon Dahl’s brother` is another.
        let whole = self.tokens[last].span.end == mention.end;
        (whole && mention.kind == NameKind::Person).then_some(Subject::Name {
            mention: index,
            span: Span::new(start, mention.end),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::reading::quotes::quotes;
    use crate::analysis::text::Text;
    use crate::analysis::text::sentences::sentences;
    use crate::model::{Mention, NameKind, Span};

    /// The speaker of the only quotation, where the names are marked: `[Chamber of Trade] spokesman <Jon Dahl>`.
    fn speaker(marked: &str) -> Option<String> {
        let mut body = String::new();
        let mut mentions = Vec::new();
        for letter in marked.chars() {
            match letter {
                '[' | '<' => mentions.push(Mention {
                    start: body.len(),
                    end: body.len(),
                    kind: match letter {
                        '<' => NameKind::Person,
                        _ => NameKind::Organisation,
                    },
                    entity: String::new(),
                    why: String::new(),
                }),
                ']' | '>' => {
                    let mention = mentions.last_mut().unwrap();
                    mention.end = body.len();
                    mention.entity = body[mention.start..].to_string();
                }
                _ => body.push(letter),
            }
        }
        let whole = [Span::new(0, body.len())];
        let cut = sentences(&body, &whole, Some("en"));
        let found = quotes(&Text::new(&body, &whole, &cut, Some("en")), &mentions);
        assert_eq!(found.len(), 1, "{body}");
        found[0].speaker.clone()
    }

    #[test]
    fn who_works_for_somebody_speaks_and_not_the_employer() {
        for body in [
            "[Chamber of Trade] spokesman <Jon Dahl> said it was “a bad bill for us.”",
            "“It is a bad bill,” said [Chamber of Trade] lobbyist <Jon Dahl>.",
            "[Chamber of Trade] chief economist <Jon Dahl> said it was “a bad bill for us.”",
            "“It is a bad bill,” [Bank of Nordia] analyst <Jon Dahl> told [Reuters].",
            "“It is a bad bill,” said [University of Lund] professor <Jon Dahl>.",
            "“It is a bad bill,” said <Jon Dahl> of the [Chamber of Trade].",
            "“It is a bad bill,” said the director, <Jon Dahl>.",
            "“It is a bad bill,” said a spokesman, <Jon Dahl>, who lives in Lund.",
            "“It is a bad bill,” said the director of the group, <Jon Dahl>.",
            "“It is a bad bill,” said one of the owners, <Jon Dahl>.",
        ] {
            assert_eq!(speaker(body).as_deref(), Some("Jon Dahl"), "{body}");
        }
    }

    #[test]
    fn nobody_else_near_by_takes_the_words() {
        for (body, named) in [
            (
                "[Bank of Nordia] analysts said it was “a bad bill for us.”",
                "Bank of Nordia analysts",
            ),
            (
                "[Chamber of Trade] said it was “a bad bill for us.”",
                "Chamber of Trade",
            ),
            (
                "“It is a bad bill,” said a spokesman for the mayor, <Jon Dahl>.",
                "a spokesman for the mayor",
            ),
            (
                "“It is a bad bill,” said the driver, <Jon Dahl>’s brother.",
                "the driver",
            ),
            (
                "“It is a bad bill,” said the mayor, <Jon Dahl> and <Anna Berg> looking on.",
                "the mayor",
            ),
            (
                "“It is a bad bill,” said the mayor, <Jon Dahl>, and <Anna Berg>.",
                "the mayor",
            ),
            (
                "“It is a bad bill,” said a spokesman, [Reuters] reported.",
                "a spokesman",
            ),
        ] {
            assert_eq!(speaker(body).as_deref(), Some(named), "{body}");
        }
    }
}
