//! From what was typed to what it means: names, dates, fields and unfinished words resolved.

use std::sync::Arc;

use jiff::civil::Date;

use super::clause::{Clause, Form, Named, Order, Target, What, Words};
use super::grammar::{self, FieldName, Term, Tree};
use super::knowledge::{self, Knowledge};
use super::tokens::{self, Token};
use super::values;
use super::{dates, knowledge::label_words};
use crate::model::{Note, Span};

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

struct Resolver<'a> {
    setting: &'a Setting<'a>,
    notes: Vec<Note>,
}

/// The forms of one word and how they are written in the echo.
struct Slot {
    forms: Vec<Form>,
    echo: String,
}

impl Resolver<'_> {
    fn note(&mut self, span: Span, message: String) {
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
                let parts = self.clauses(parts);
                joined(parts, Clause::And)
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
        let mut clauses = Vec::with_capacity(trees.len());
        for tree in trees {
            match self.clause(tree) {
                Some(Clause::And(parts)) if trees.len() == 1 => clauses.extend(parts),
                other => clauses.extend(other),
            }
        }
        clauses
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
                if let grammar::Form::Phrase(_) = term.form {
                    return Some((target, slot_of_phrase(token)));
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
        let typed = target.typed(&term.text);
        let Some(last) = typed.len().checked_sub(1) else {
            self.note(term.span, "no letter or digit: left out".into());
            return None;
        };
        let single = last == 0;
        let phrase = matches!(term.form, grammar::Form::Phrase(_));
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
            grammar::Form::Word | grammar::Form::Phrase(_) => self.slot_of_word(term, word),
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
        let prefix = term.form == grammar::Form::Prefix;
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

    fn label(&mut self, term: &Term, target: Target) -> Option<Clause> {
        let typed = target.typed(&term.text);
        let last = typed.len().checked_sub(1)?;
        let slots = typed.iter().enumerate().map(|(at, token)| {
            let word = token.text.clone();
            let known = || self.setting.vocabulary.knows(target, &word);
            vec![match term.form {
                grammar::Form::Fuzzy(edits) => Form::Fuzzy { word, edits },
                grammar::Form::Prefix if at == last => Form::Prefix(word),
                _ if at == last && !known() => Form::Prefix(word),
                _ => Form::Word(word),
            }]
        });
        let slots = slots.collect();
        let echo = labelled(term);
        Some(words(target, slots, Order::Sequence { extra: 0 }, echo))
    }

    fn name(&mut self, term: &Term) -> Option<Clause> {
        let typed = label_words(&term.text);
        let last = typed.len().checked_sub(1)?;
        let open = self.is_unfinished(term);
        let mut entities = self.setting.knowledge.named(&typed, false);
        if entities.is_empty() || open {
            entities = self.setting.knowledge.named(&typed, open);
        }
        let echo = labelled(term);
        if entities.is_empty() {
            let slots = typed.into_iter().enumerate().map(|(at, word)| {
                vec![if at == last && open {
                    Form::Prefix(word)
                } else {
                    Form::Word(word)
                }]
            });
            let order = Order::Sequence { extra: 0 };
            return Some(words(Target::Names, slots.collect(), order, echo));
        }
        let mut named = Named {
            spellings: Vec::new(),
            articles: Vec::new(),
        };
        for entity in entities {
            named.articles.extend(&entity.articles);
            for spelling in [&entity.name].into_iter().chain(&entity.spellings) {
                named.spellings.push(label_words(spelling).join(" "));
            }
        }
        sort_once(&mut named.articles);
        sort_once(&mut named.spellings);
        Some(Clause::One(Arc::new(What::Named(named)), echo))
    }

    fn story(&mut self, term: &Term) -> Option<Clause> {
        let typed = knowledge::label_words(&term.text);
        let open = self.is_unfinished(term);
        let knowledge = self.setting.knowledge;
        let mut stories = knowledge.stories(term.text.trim(), &typed, false);
        if stories.is_empty() && open {
            stories = knowledge.stories(term.text.trim(), &typed, true);
        }
        if stories.is_empty() {
            self.note(term.span, format!("no story is called “{}”", term.text));
        }
        let mut articles: Vec<u64> = stories
            .iter()
            .flat_map(|story| story.articles.iter().copied())
            .collect();
        sort_once(&mut articles);
        Some(Clause::One(
            Arc::new(What::Articles(articles)),
            labelled(term),
        ))
    }

    fn is_unfinished(&self, term: &Term) -> bool {
        term.form == grammar::Form::Prefix || (self.setting.typing && term.last)
    }

    fn language(&mut self, term: &Term) -> Option<Clause> {
        let tag = values::language(&term.text);
        let echo = format!("lang:{tag}");
        Some(Clause::One(Arc::new(What::Language(tag)), echo))
    }

    fn date(&mut self, term: &Term) -> Option<Clause> {
        let Some(days) = dates::parse(&term.text, self.setting.today) else {
            let message = format!(
                "“{}” is no date (2025, 2025-12, 2025-12-13, yesterday, 7d): left out",
                term.text
            );
            self.note(term.span, message);
            return None;
        };
        let (start, end) = (days.start, days.end);
        let (what, echo) = match term.field {
            Some(FieldName::After) => (What::Days(Some(start), None), format!("date ≥ {start}")),
            Some(FieldName::Before) => (What::Days(None, Some(start)), format!("date < {start}")),
            _ if start.tomorrow().is_ok_and(|next| next == end) => (
                What::Days(Some(start), Some(end)),
                format!("date = {start}"),
            ),
            _ => (
                What::Days(Some(start), Some(end)),
                format!("{start} ≤ date < {end}"),
            ),
        };
        Some(Clause::One(Arc::new(what), echo))
    }

    fn figure(&mut self, term: &Term) -> Option<Clause> {
        let Some(bounds) = values::bounds(&term.text) else {
            let message = format!("“{}” is no figure (100, >100, 10..20): left out", term.text);
            self.note(term.span, message);
            return None;
        };
        let echo = values::written(&bounds);
        Some(Clause::One(Arc::new(What::Figures(bounds)), echo))
    }
}

fn words(target: Target, slots: Vec<Vec<Form>>, order: Order, echo: String) -> Clause {
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

/// `source:delta`, `source:"beta post"`.
fn labelled(term: &Term) -> String {
    let field = term.field.map_or("", FieldName::name);
    let mut words = label_words(&term.text).join(" ");
    match term.form {
        grammar::Form::Prefix => words.push('*'),
        grammar::Form::Fuzzy(edits) => words = format!("{words}~{edits}"),
        _ => {}
    }
    if words.contains(' ') {
        format!("{field}:\"{words}\"")
    } else {
        format!("{field}:{words}")
    }
}

fn sort_once<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
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
