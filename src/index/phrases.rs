//! Words and phrases of a query: the forms in which a text may have them, and the ways in which others write them.

use super::clause::{Clause, Form, Order, Target, Way};
use super::compounds;
use super::grammar::Tree;
use super::resolve::{Asked, Resolver, joined, words, written};
use super::spelling::{Writing, is_character, plain, whole_compound};
use super::term::{self, FieldName, Term};
use super::token::Token;
use super::tokens;
use crate::model::Span;

/// A longer phrase is cut: nobody types it, and a pasted page would take seconds.
const MOST_WORDS: usize = 100;
/// A phrase is looked for in no more ways than this: each costs a look-up.
const MOST_WAYS: usize = 16;
/// The forms of one word and how they are written in the echo.
struct Slot {
    forms: Vec<Form>,
    echoes: Vec<String>,
}

impl Resolver<'_> {
    pub(super) fn near(
        &mut self,
        left: &Tree,
        right: &Tree,
        within: u32,
        span: Span,
    ) -> Option<Clause> {
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
            &format!(
                "{} NEAR/{within} {}",
                any_of(&one.echoes),
                any_of(&other.echoes)
            ),
        );
        let way = vec![one.forms, other.forms];
        Some(words(target, way, Order::Within(within), echo))
    }

    /// One word, or words joined by OR: what NEAR can stand beside.
    fn side(&mut self, tree: &Tree) -> Option<(Target, Slot)> {
        match tree {
            Tree::Term(term) => {
                let target = self.text_target(term.field)?;
                let typed = target.typed(&term.text);
                let [token] = typed.as_slice() else {
                    return None;
                };
                let slot = if term.form.is_phrase() {
                    self.slot_at_end(term, token)
                } else {
                    self.slot(term, token, true)
                };
                self.ask(term, token, target, &slot.forms);
                Some((target, slot))
            }
            Tree::Or(parts) => {
                let (first, rest) = parts.split_first()?;
                let (target, mut slot) = self.side(first)?;
                for part in rest {
                    let (other, next) = self.side(part)?;
                    if other != target {
                        return None;
                    }
                    slot.forms.extend(next.forms);
                    slot.echoes.extend(next.echoes);
                }
                Some((target, slot))
            }
            _ => None,
        }
    }

    pub(super) fn text_target(&self, field: Option<FieldName>) -> Option<Target> {
        match field {
            None if self.excluding > 0 => Some(Target::Text),
            None => Some(Target::Anywhere),
            Some(FieldName::Title) => Some(Target::Title),
            Some(FieldName::Body) => Some(Target::Body),
            Some(FieldName::Aside) => Some(Target::Aside),
            Some(_) => None,
        }
    }

    pub(super) fn text(&mut self, term: &Term, target: Target) -> Option<Clause> {
        let mut typed = target.typed(&term.text);
        if typed.len() > MOST_WORDS {
            typed.truncate(MOST_WORDS);
            let message = format!("only the first {MOST_WORDS} words of this count");
            self.note(term.span, message);
        }
        if typed.is_empty() {
            self.note(term.span, "no letter or digit: left out".into());
            return None;
        }
        let extra = match term.form {
            term::Form::Phrase(extra) => extra,
            _ => 0,
        };
        let order = Order::Sequence { extra };
        let mut start = 0;
        let mut combined: Vec<(Way, Vec<String>)> = vec![(Way::new(), Vec::new())];
        for end in compounds::ends(&term.text, &typed) {
            let mut writings = self.writings(term, &typed, start..end, target);
            if !term.form.is_phrase() && (start, end) == (0, typed.len()) {
                let echoes: Vec<String> = writings
                    .iter_mut()
                    .flat_map(|writing| std::mem::take(&mut writing.alone))
                    .collect();
                let echo = fielded(target, &any_of(&echoes));
                let ways = writings.into_iter().map(|writing| writing.way).collect();
                return Some(written(target, ways, order, echo));
            }
            if combined.len() * writings.len() > MOST_WAYS {
                writings.truncate(1);
            }
            combined = combined
                .iter()
                .flat_map(|(way, echoes)| {
                    writings.iter().map(move |writing| {
                        let way = way.iter().chain(&writing.way).cloned().collect();
                        let echoes = echoes.iter().chain([&writing.inside]).cloned();
                        (way, echoes.collect())
                    })
                })
                .collect();
            start = end;
        }
        let slop = if extra > 0 {
            format!("~{extra}")
        } else {
            String::new()
        };
        let echoes: Vec<String> = combined
            .iter()
            .map(|(_, echoes)| format!("\"{}\"{slop}", echoes.join(" ")))
            .collect();
        let ways = combined.into_iter().map(|(way, _)| way).collect();
        Some(written(
            target,
            ways,
            order,
            fielded(target, &any_of(&echoes)),
        ))
    }

    /// The ways to write the typed tokens `at`, which are one word with or without signs inside: as typed first.
    fn writings(
        &mut self,
        term: &Term,
        typed: &[Token],
        at: std::ops::Range<usize>,
        target: Target,
    ) -> Vec<Writing> {
        let whole = !term.form.is_phrase() && at.len() == typed.len();
        let is_last = at.end == typed.len();
        let tokens = &typed[at];
        let open = is_last && self.is_unfinished_word(term, tokens);
        let mut slots: Vec<Slot> = Vec::with_capacity(tokens.len());
        for (index, token) in tokens.iter().enumerate() {
            let last = is_last && index + 1 == tokens.len();
            let slot = match term.form {
                _ if whole && tokens.len() == 1 => self.slot(term, token, true),
                term::Form::Exactly | term::Form::Fuzzy(_) => self.slot(term, token, false),
                _ if last => self.slot_at_end(term, token),
                _ => slot_of_phrase(token),
            };
            slots.push(slot);
        }
        let literal = matches!(term.form, term::Form::Exactly | term::Form::Fuzzy(_));
        let compound = whole_compound(tokens);
        let mut others = Vec::new();
        if term.form == term::Form::Exactly
            && let (Some(compound), [first, _, ..]) = (&compound, slots.as_mut_slice())
            && tokens[0].accented.is_none()
        {
            first.forms = vec![Form::Compound(compound.clone())];
        } else if !literal {
            let stemmed = !term.form.is_phrase();
            others = self.others(tokens, compound, target, stemmed, open);
        }
        for (token, slot) in tokens.iter().zip(&slots) {
            let mut forms = slot.forms.clone();
            if tokens.len() == 1 {
                let firsts = others.iter().filter_map(|other| other.way.first());
                forms.extend(firsts.flatten().cloned());
            }
            self.ask(term, token, target, &forms);
        }
        let echoes: Vec<String> = slots.iter().map(|slot| any_of(&slot.echoes)).collect();
        let inside = echoes.join(" ");
        let typed = Writing {
            alone: match slots.as_mut_slice() {
                [only] => std::mem::take(&mut only.echoes),
                _ => vec![format!("\"{inside}\"")],
            },
            inside,
            way: slots.into_iter().map(|slot| slot.forms).collect(),
        };
        std::iter::once(typed).chain(others).collect()
    }

    /// Remembers a word that must be met, to see whether it is misspelt if nothing is found.
    fn ask(&mut self, term: &Term, token: &Token, target: Target, forms: &[Form]) {
        let plain = matches!(
            term.form,
            term::Form::Word | term::Form::Phrase(_) | term::Form::PhrasePrefix
        );
        let Some(inside) = term.span.of(self.typed).find(&term.text) else {
            return;
        };
        if plain && self.excluding == 0 && !is_character(token) {
            self.asked.push(Asked {
                span: token.span.shifted(term.span.start + inside),
                word: token.text.clone(),
                target,
                forms: forms.to_vec(),
            });
        }
    }

    /// The forms of one word that stands for itself; `whole` where it is not one of several.
    fn slot(&self, term: &Term, token: &Token, whole: bool) -> Slot {
        let word = &token.text;
        if is_character(token) {
            return slot_of_phrase(token);
        }
        let one = |form: Form, echo: String| Slot {
            forms: vec![form],
            echoes: vec![echo],
        };
        match term.form {
            term::Form::Exactly => {
                let written = token.accented.as_ref().unwrap_or(word).clone();
                let sign = if whole { "=" } else { "" };
                one(Form::Written(written.clone()), format!("{sign}{written}"))
            }
            term::Form::Prefix => one(Form::Prefix(word.clone()), format!("{word}*")),
            term::Form::Fuzzy(edits) => {
                let word = word.clone();
                let echo = format!("{word}~{edits}");
                one(Form::Fuzzy { word, edits }, echo)
            }
            _ => self.slot_of_word(term, token),
        }
    }

    fn slot_of_word(&self, term: &Term, token: &Token) -> Slot {
        let word = token.text.as_str();
        let mut forms = plain(token);
        let typed = token.accented.as_deref().unwrap_or(word);
        forms.push(Form::AsTyped(typed.to_string()));
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            forms.push(Form::Stem(tokens::stem(word).into_owned()));
        }
        let mut echoes = vec![word.to_string()];
        if self.is_open(term, word) {
            forms.push(Form::Prefix(word.to_string()));
            echoes[0].push('*');
        }
        if self.setting.variants {
            for variant in self.setting.knowledge.variants(word) {
                forms.push(Form::Word(variant.clone()));
                echoes.push(variant);
            }
        }
        Slot { forms, echoes }
    }

    /// The last word of a phrase, which may be unfinished.
    fn slot_at_end(&self, term: &Term, token: &Token) -> Slot {
        let mut slot = slot_of_phrase(token);
        if self.is_unfinished_word(term, std::slice::from_ref(token)) {
            slot.forms = vec![Form::Prefix(token.text.clone())];
            slot.echoes = vec![format!("{}*", token.text)];
        }
        slot
    }

    fn is_unfinished_word(&self, term: &Term, tokens: &[Token]) -> bool {
        tokens.last().is_some_and(|token| {
            (term.form.is_prefix() || self.is_open(term, &token.text)) && !is_character(token)
        })
    }

    /// The reader may be about to write on. A number is always meant as it stands.
    fn is_open(&self, term: &Term, word: &str) -> bool {
        self.setting.typing && term.last && !word.chars().all(char::is_numeric)
    }
}

/// A word of a phrase: as it stands, without stem or other spellings.
fn slot_of_phrase(token: &Token) -> Slot {
    Slot {
        echoes: vec![token.text.clone()],
        forms: if is_character(token) {
            vec![Form::Character(token.text.clone())]
        } else {
            plain(token)
        },
    }
}

/// One as it is, several in brackets.
fn any_of(echoes: &[String]) -> String {
    match echoes {
        [one] => one.clone(),
        many => format!("({})", many.join(" | ")),
    }
}

fn fielded(target: Target, echo: &str) -> String {
    match target {
        Target::Title => format!("title:{echo}"),
        Target::Body => format!("body:{echo}"),
        Target::Aside => format!("aside:{echo}"),
        _ => echo.to_string(),
    }
}
