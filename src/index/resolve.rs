//! From what was typed to what it means: names, dates, fields and unfinished words resolved.

use std::sync::Arc;

use jiff::civil::Date;

use super::clause::{Clause, Form, Order, Target, What, Words};
use super::grammar::{self, FieldName, Term, Tree};
use super::knowledge::Knowledge;
use super::tokens::{self, Token};
use crate::model::{Note, Span};

/// A longer phrase is cut: nobody types it, and a pasted page would take seconds.
const MOST_WORDS: usize = 100;

/// Which words the index knows: `source:wash` is a beginning where no outlet has the word.
pub trait Vocabulary {
    fn knows(&self, target: Target, word: &str) -> bool;
}

/// What a query is read against.
pub struct Setting<'a> {
    pub knowledge: &'a Knowledge,
    pub vocabulary: &'a dyn Vocabulary,
    pub today: Date,
    /// The last word may be unfinished.
    pub typing: bool,
    /// Words of names find their other spellings.
    pub variants: bool,
}

/// The meaning of a query, with notes on what was ignored.
pub fn resolve(text: &str, setting: &Setting<'_>) -> (Clause, Vec<Note>) {
    let (tree, notes) = grammar::parse(text);
    let mut resolver = Resolver { setting, notes };
    let clause = resolver.clause(&tree).unwrap_or(Clause::Everything);
    let mut notes = resolver.notes;
    notes.sort_by_key(|note| note.start);
    (clause, notes)
}

pub(super) struct Resolver<'a> {
    pub(super) setting: &'a Setting<'a>,
    notes: Vec<Note>,
}

/// The forms of one word and how they are written in the echo.
struct Slot {
    forms: Vec<Form>,
    echo: String,
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
    fn clause(&mut self, tree: &Tree) -> Option<Clause> {
        match tree {
            Tree::Everything => Some(Clause::Everything),
            Tree::And(parts) => {
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
            Tree::Not(part) => Some(Clause::Not(Box::new(self.clause(part)?))),
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

    fn near(&mut self, left: &Tree, right: &Tree, within: u32, span: Span) -> Option<Clause> {
        let sides = (self.side(left), self.side(right));
        let (Some((target, one)), Some((other_target, other))) = sides else {
            self.note(span, "NEAR stands between two words: taken as AND".into());
            let parts = [self.clause(left), self.clause(right)];
            return joined(parts.into_iter().flatten().collect(), Clause::And);
        };
        if target != other_target {
            self.note(
                span,
                "NEAR stands between words of one field: taken as AND".into(),
            );
            let parts = [self.clause(left), self.clause(right)];
            return joined(parts.into_iter().flatten().collect(), Clause::And);
        }
        let echo = fielded(
            target,
            &format!("{} NEAR/{within} {}", one.echo, other.echo),
        );
        let slots = vec![one.forms, other.forms];
        Some(words(target, slots, Order::Within(within), echo))
    }

    /// One word, or words joined by OR: what NEAR can stand beside.
    fn side(&self, tree: &Tree) -> Option<(Target, Slot)> {
        match tree {
            Tree::Term(term) => {
                let target = text_target(term.field)?;
                let typed = target.typed(&term.text);
                let [token] = typed.as_slice() else {
                    return None;
                };
                if term.form.is_phrase() {
                    return Some((target, self.slot_at_end(term, token)));
                }
                Some((target, self.slot(term, token, true)))
            }
            Tree::Or(parts) => {
                let mut sides = parts.iter().map(|part| self.side(part));
                let (target, mut slot) = sides.next()??;
                let mut echoes = vec![slot.echo];
                for side in sides {
                    let (other, next) = side?;
                    if other != target {
                        return None;
                    }
                    slot.forms.extend(next.forms);
                    echoes.push(next.echo);
                }
                slot.echo = format!("({})", echoes.join(" | "));
                Some((target, slot))
            }
            _ => None,
        }
    }

    fn term(&mut self, term: &Term) -> Option<Clause> {
        match term.field {
            None => self.text(term, Target::Text),
            Some(FieldName::Title) => self.text(term, Target::Title),
            Some(FieldName::Body) => self.text(term, Target::Body),
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

    fn text(&mut self, term: &Term, target: Target) -> Option<Clause> {
        let mut typed = target.typed(&term.text);
        if typed.len() > MOST_WORDS {
            typed.truncate(MOST_WORDS);
            let message = format!("only the first {MOST_WORDS} words of this count");
            self.note(term.span, message);
        }
        let Some(last) = typed.len().checked_sub(1) else {
            self.note(term.span, "no letter or digit: left out".into());
            return None;
        };
        let single = last == 0;
        let phrase = term.form.is_phrase();
        if single && !phrase {
            let slot = self.slot(term, &typed[0], true);
            let order = Order::Sequence { extra: 0 };
            let echo = fielded(target, &slot.echo);
            return Some(words(target, vec![slot.forms], order, echo));
        }
        let mut slots = Vec::with_capacity(typed.len());
        let mut echoes = Vec::with_capacity(typed.len());
        for (at, token) in typed.iter().enumerate() {
            let slot = match term.form {
                grammar::Form::Exactly | grammar::Form::Fuzzy(_) => self.slot(term, token, false),
                _ if at < last => slot_of_phrase(token),
                _ => self.slot_at_end(term, token),
            };
            slots.push(slot.forms);
            echoes.push(slot.echo);
        }
        let extra = match term.form {
            grammar::Form::Phrase(extra) => extra,
            _ => 0,
        };
        let slop = if extra > 0 {
            format!("~{extra}")
        } else {
            String::new()
        };
        let echo = fielded(target, &format!("\"{}\"{slop}", echoes.join(" ")));
        Some(words(target, slots, Order::Sequence { extra }, echo))
    }

    /// The forms of one word that stands for itself; `whole` where it is not one of several.
    fn slot(&self, term: &Term, token: &Token, whole: bool) -> Slot {
        let word = &token.text;
        if is_character(token) {
            return slot_of_phrase(token);
        }
        match term.form {
            grammar::Form::Exactly => {
                let written = token.accented.as_ref().unwrap_or(word).clone();
                Slot {
                    echo: if whole {
                        format!("={written}")
                    } else {
                        written.clone()
                    },
                    forms: vec![Form::Written(written)],
                }
            }
            grammar::Form::Prefix => Slot {
                echo: format!("{word}*"),
                forms: vec![Form::Prefix(word.clone())],
            },
            grammar::Form::Fuzzy(edits) => Slot {
                echo: format!("{word}~{edits}"),
                forms: vec![Form::Fuzzy {
                    word: word.clone(),
                    edits,
                }],
            },
            _ => self.slot_of_word(term, word),
        }
    }

    fn slot_of_word(&self, term: &Term, word: &str) -> Slot {
        let mut forms = vec![Form::Word(word.to_string())];
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            forms.push(Form::Stem(tokens::stem(word).into_owned()));
        }
        let mut echo = word.to_string();
        if self.is_open(term, word) {
            forms.push(Form::Prefix(word.to_string()));
            echo.push('*');
        }
        if self.setting.variants {
            let variants = self.setting.knowledge.variants(word);
            for variant in variants {
                forms.push(Form::Word(variant.clone()));
                echo = format!("{echo} | {variant}");
            }
            if !variants.is_empty() {
                echo = format!("({echo})");
            }
        }
        Slot { forms, echo }
    }

    /// The last word of a phrase, which may be unfinished.
    fn slot_at_end(&self, term: &Term, token: &Token) -> Slot {
        let mut slot = slot_of_phrase(token);
        let prefix = term.form.is_prefix();
        if (prefix || self.is_open(term, &token.text)) && !is_character(token) {
            slot.forms = vec![Form::Prefix(token.text.clone())];
            slot.echo.push('*');
        }
        slot
    }

    /// The reader may be about to write on. A number is always meant as it stands.
    fn is_open(&self, term: &Term, word: &str) -> bool {
        self.setting.typing && term.last && !word.chars().all(char::is_numeric)
    }
}

pub(super) fn words(target: Target, slots: Vec<Vec<Form>>, order: Order, echo: String) -> Clause {
    let words = Words {
        target,
        slots,
        order,
    };
    Clause::One(Arc::new(What::Words(words)), echo)
}

/// A word of a phrase: as it stands, without stem or other spellings.
fn slot_of_phrase(token: &Token) -> Slot {
    let word = token.text.clone();
    Slot {
        echo: word.clone(),
        forms: vec![if is_character(token) {
            Form::Character(word)
        } else {
            Form::Word(word)
        }],
    }
}

fn is_character(token: &Token) -> bool {
    let mut letters = token.text.chars();
    letters.next().is_some_and(tokens::is_unspaced) && letters.next().is_none()
}

fn text_target(field: Option<FieldName>) -> Option<Target> {
    match field {
        None => Some(Target::Text),
        Some(FieldName::Title) => Some(Target::Title),
        Some(FieldName::Body) => Some(Target::Body),
        Some(_) => None,
    }
}

fn fielded(target: Target, echo: &str) -> String {
    match target {
        Target::Title => format!("title:{echo}"),
        Target::Body => format!("body:{echo}"),
        _ => echo.to_string(),
    }
}

/// One part as it is, several under `many`.
fn joined(mut parts: Vec<Clause>, many: fn(Vec<Clause>) -> Clause) -> Option<Clause> {
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
    use crate::index::{KnownEntity, KnownStory};
    use crate::model::NameKind;

    struct Outlets;

    impl Vocabulary for Outlets {
        fn knows(&self, _: Target, word: &str) -> bool {
            ["delta", "herald", "post"].contains(&word)
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
        resolve(text, &setting)
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
