//! From what was typed to what it means: names, dates, fields and unfinished words resolved.

use std::sync::Arc;

use jiff::civil::Date;

use super::clause::{Clause, Form, Loosened, Order, Target, Way, What, Words};
use super::grammar::{self, Tree};
use super::knowledge::Knows;
use super::term::{FieldName, Term};
use super::token::Compound;
use crate::model::{Note, Span};

/// Which words the index knows.
pub trait Vocabulary {
    /// `source:wash` is a beginning where no outlet has the word.
    fn knows(&self, target: Target, word: &str) -> bool;
    /// Whether some word begins so.
    fn begins(&self, target: Target, beginning: &str) -> bool;
    /// Words with signs inside that are this one, or begin with it, when written in one.
    fn compounds(&self, target: Target, beginning: &str) -> Vec<Compound>;
}

/// What a query is read against.
pub struct Setting<'a> {
    pub knowledge: &'a dyn Knows,
    pub vocabulary: &'a dyn Vocabulary,
    pub today: Date,
    /// The last word may be unfinished.
    pub typing: bool,
    /// Words of names find their other spellings.
    pub variants: bool,
}

/// The meaning of a query.
pub fn resolve(text: &str, setting: &Setting<'_>) -> Resolved {
    let (tree, notes) = grammar::parse(text);
    let mut resolver = Resolver {
        setting,
        typed: text,
        notes,
        excluding: 0,
        asked: Vec::new(),
    };
    let (clause, loosened) = resolver.whole(&tree);
    let Resolver {
        mut notes, asked, ..
    } = resolver;
    notes.sort_by_key(|note| note.start);
    Resolved {
        clause,
        loosened,
        notes,
        asked,
    }
}

pub(super) struct Resolver<'a> {
    pub(super) setting: &'a Setting<'a>,
    /// The query.
    pub(super) typed: &'a str,
    notes: Vec<Note>,
    /// Inside so many exclusions.
    pub(super) excluding: usize,
    pub(super) asked: Vec<Asked>,
}

/// One word of a query as it was typed, to see whether anybody writes so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Byte range into the query.
    pub span: Span,
    /// Folded.
    pub word: String,
    pub target: Target,
    /// Any of these would have been met.
    pub forms: Vec<Form>,
}

/// A query as it is understood.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// All that is asked for.
    pub clause: Clause,
    /// The same with words that may be done without, if too little has all of them.
    pub loosened: Option<Loosened>,
    /// What was ignored.
    pub notes: Vec<Note>,
    /// The words that must be met.
    pub asked: Vec<Asked>,
}

impl Resolver<'_> {
    pub(super) fn note(&mut self, span: Span, message: String) {
        self.notes.push(Note {
            start: span.start,
            end: span.end,
            message,
        });
    }

    /// `None` where nothing is left of it.
    pub(super) fn clause(&mut self, tree: &Tree) -> Option<Clause> {
        match tree {
            Tree::Everything => Some(Clause::Everything),
            Tree::Beside(parts) | Tree::And(parts) => {
                let mut all = Vec::with_capacity(parts.len());
                for clause in self.clauses(parts) {
                    match clause {
                        Clause::And(parts) => all.extend(parts),
                        clause => all.push(clause),
                    }
                }
                joined(all, Clause::And)
            }
            Tree::Or(parts) => {
                let parts = self.clauses(parts);
                joined(parts, Clause::Or)
            }
            Tree::Not(part) => {
                self.excluding += 1;
                let part = self.clause(part);
                self.excluding -= 1;
                Some(Clause::Not(Box::new(part?)))
            }
            Tree::Near {
                left,
                right,
                within,
                span,
            } => self.near(left, right, *within, *span),
            Tree::Term(term) => self.term(term),
        }
    }

    fn clauses(&mut self, trees: &[Tree]) -> Vec<Clause> {
        trees.iter().filter_map(|tree| self.clause(tree)).collect()
    }

    fn term(&mut self, term: &Term) -> Option<Clause> {
        match term.field {
            None | Some(FieldName::Title | FieldName::Body | FieldName::Aside) => {
                let target = self.text_target(term.field)?;
                self.text(term, target)
            }
            Some(FieldName::Source) => self.label(term, Target::Outlet),
            Some(FieldName::By) => self.label(term, Target::Authors),
            Some(FieldName::Name) => self.name(term),
            Some(FieldName::Story) => self.story(term),
            Some(FieldName::Lang) => self.language(term),
            Some(FieldName::Date | FieldName::After | FieldName::Before) => self.date(term),
            Some(FieldName::Figure) => self.figure(term),
            Some(FieldName::Tag) => {
                let message = "tag: narrows bookmarks, not articles: left out";
                self.note(term.span, message.into());
                None
            }
        }
    }
}

pub(super) fn words(target: Target, way: Way, order: Order, echo: String) -> Clause {
    written(target, vec![way], order, echo)
}

pub(super) fn written(target: Target, ways: Vec<Way>, order: Order, echo: String) -> Clause {
    let words = Words {
        target,
        ways,
        order,
    };
    Clause::One(Arc::new(What::Words(words)), echo)
}

/// One part as it is, several under `many`.
pub(super) fn joined(mut parts: Vec<Clause>, many: fn(Vec<Clause>) -> Clause) -> Option<Clause> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(many(parts)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::index::{Knowledge, KnownEntity, KnownStory};
    use crate::model::NameKind;

    struct Outlets;

    impl Vocabulary for Outlets {
        fn knows(&self, _: Target, word: &str) -> bool {
            ["delta", "herald", "post", "email"].contains(&word)
        }

        fn begins(&self, _: Target, beginning: &str) -> bool {
            "anticorruption".starts_with(beginning)
        }

        fn compounds(&self, _: Target, beginning: &str) -> Vec<Compound> {
            let known = [
                ("email", "e-mail"),
                ("ohanlon", "o'hanlon"),
                ("xian", "xi'an"),
                ("potera", "pot-era"),
                ("pothouses", "pot-houses"),
            ];
            let known = known.map(|(joined, written)| Compound {
                joined: joined.into(),
                written: written.into(),
            });
            known
                .into_iter()
                .filter(|known| known.joined.starts_with(beginning))
                .collect()
        }
    }

    fn knowledge() -> Knowledge {
        let entity = KnownEntity {
            id: "e1".into(),
            name: "Vera Sokolova".into(),
            kind: NameKind::Person,
            spellings: vec!["Viera Sakalova".into()],
            articles: vec![1],
        };
        let story = KnownStory {
            id: "abc123".into(),
            title: "Harbour closed".into(),
            articles: vec![1, 2],
        };
        Knowledge::new(vec![entity], vec![story])
    }

    fn asked(text: &str, typing: bool, variants: bool) -> (Clause, Vec<Note>) {
        let setting = Setting {
            knowledge: &knowledge(),
            vocabulary: &Outlets,
            today: date(2025, 12, 13),
            typing,
            variants,
        };
        let resolved = resolve(text, &setting);
        (resolved.clause, resolved.notes)
    }

    #[test]
    fn the_echo_says_what_ran() {
        for (text, echo) in [
            ("", ""),
            ("Potash prices", "potash AND prices"),
            (
                "sokolova after:2025-12-01 -source:delta",
                "(sokolova | sakalova) AND date ≥ 2025-12-01 AND NOT source:delta",
            ),
            ("a OR b c", "(a OR b) AND c"),
            ("a AND b OR c", "(a AND b) OR c"),
            ("\"Prime Minister\"~3", "\"prime minister\"~3"),
            ("“prime minister” *", "\"prime minister\""),
            ("COVID-19", "\"covid 19\""),
            ("U.S. don’t", "u.s AND don't"),
            ("email", "(email | e-mail)"),
            ("E-mail", "(\"e mail\" | email)"),
            ("\"by email now\"", "(\"by email now\" | \"by e-mail now\")"),
            (
                "ohanlon Xi'an xian",
                "(ohanlon | o'hanlon) AND xi'an AND (xian | xi'an)",
            ),
            ("O’Hanlon", "\"o hanlon\""),
            ("=O’Hanlon", "\"o hanlon\""),
            ("aside:harbour", "aside:harbour"),
            (
                "mini* word~ w0rd~2 =Été",
                "mini* AND word~1 AND w0rd~2 AND =été",
            ),
            ("a NEAR/5 sokolova", "a NEAR/5 (sokolova | sakalova)"),
            (
                "title:(harbour OR port) body:\"x y\"",
                "(title:harbour OR title:port) AND body:\"x y\"",
            ),
            (
                "source:\"Delta Herald\" by:doe",
                "source:\"delta herald\" AND by:doe",
            ),
            (
                "lang:English date:2025-12 before:2025",
                "lang:en AND 2025-12-01 ≤ date < 2026-01-01 AND date < 2025-01-01",
            ),
            (
                "date:yesterday after:7d",
                "date = 2025-12-12 AND date ≥ 2025-12-06",
            ),
            (
                "figure:>100 name:sakalova story:harbour",
                "figure > 100 AND name:sakalova AND story:harbour",
            ),
            ("NOT (a b)", "NOT (a AND b)"),
            ("中国人 人", "\"中国 国人\" AND 人"),
        ] {
            let (clause, notes) = asked(text, false, true);
            assert_eq!(clause.echo(), echo, "{text}");
            assert_eq!(notes, [], "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_noted() {
        for (text, echo, words) in [
            ("a date:soon", "a", "“soon” is no date"),
            ("a tag:x", "a", "bookmarks"),
            ("figure:many", "", "no figure"),
            ("colour:red", "\"colour red\"", "no field colour"),
            ("\"a b\" NEAR c", "\"a b\" AND c", "between two words"),
            ("title:a NEAR/2 b", "title:a AND b", "of one field"),
            ("story:snow", "story:snow", "no story"),
            ("!?", "", "no letter or digit"),
        ] {
            let (clause, notes) = asked(text, false, true);
            assert_eq!(clause.echo(), echo, "{text}");
            assert_eq!(notes.len(), 1, "{text}: {notes:?}");
            assert!(notes[0].message.contains(words), "{text}: {notes:?}");
        }
    }

    #[test]
    fn the_last_word_is_a_prefix_while_typing() {
        for (text, echo) in [
            ("pot", "pot*"),
            ("red pot", "red AND pot*"),
            ("pot ", "pot"),
            ("sokolova", "(sokolova* | sakalova)"),
            ("123", "123"),
            ("source:del", "source:del"),
            ("=pot", "=pot"),
            ("(pot", "pot*"),
            ("anti-corr", "(\"anti corr*\" | anticorr*)"),
            ("emai", "(emai* | e-mail)"),
            // As any word that begins so; in one it is another writing.
            ("pote", "(pote* | pot-era)"),
            ("pothouse", "(pothouse* | pot-houses)"),
        ] {
            assert_eq!(asked(text, true, true).0.echo(), echo, "{text}");
        }
        assert_eq!(asked("\"prime min", true, true).0.echo(), "\"prime min*\"");
        assert_eq!(asked("\"prime min\"", true, true).0.echo(), "\"prime min\"");
        assert_eq!(asked("sokolova", false, false).0.echo(), "sokolova");
    }

    proptest! {
        #[test]
        fn any_string_means_something(
            text in "\\PC{0,60}|([a-c]|[ ()\"|~*=:/-]|中国|AND |OR |NOT |NEAR/2 |title:|source:|date:|name:|figure:){0,30}",
            typing: bool,
        ) {
            let (clause, notes) = asked(&text, typing, true);
            let _ = clause.echo();
            for note in notes {
                prop_assert!(text.get(note.start..note.end).is_some());
            }
        }
    }
}
