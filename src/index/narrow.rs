//! The fields of a query that narrow and do not score: outlets, authors, names, stories, languages, dates, figures.

use std::sync::Arc;

use super::clause::{Clause, Form, Named, Order, Target, What};
use super::knowledge::{label_words, name_words};
use super::resolve::{Resolver, words};
use super::term::{self, FieldName, Term};
use super::{dates, values};

/// No label has more.
const MOST_WORDS: usize = 20;

impl Resolver<'_> {
    pub(super) fn label(&mut self, term: &Term, target: Target) -> Option<Clause> {
        let mut typed = target.typed(&term.text);
        typed.truncate(MOST_WORDS);
        let last = typed.len().checked_sub(1)?;
        let slots = typed.iter().enumerate().map(|(at, token)| {
            let word = token.text.clone();
            let known = || self.setting.vocabulary.knows(target, &word);
            vec![match term.form {
                term::Form::Fuzzy(edits) => Form::Fuzzy { word, edits },
                form if form.is_prefix() && at == last => Form::Prefix(word),
                _ if at == last && !known() => Form::Prefix(word),
                _ => Form::Word(word),
            }]
        });
        let slots = slots.collect();
        let echo = labelled(term);
        Some(words(target, slots, Order::Sequence { extra: 0 }, echo))
    }

    pub(super) fn name(&mut self, term: &Term) -> Option<Clause> {
        let mut typed = label_words(&term.text);
        typed.truncate(MOST_WORDS);
        let last = typed.len().checked_sub(1)?;
        let open = self.is_unfinished(term);
        let knowledge = self.setting.knowledge.all();
        let called = name_words(&term.text);
        let mut entities = knowledge.named(&called, false);
        if entities.is_empty() || open {
            entities = knowledge.named(&called, open);
        }
        if entities.is_empty() && !open {
            entities = knowledge.also_called(&term.text);
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

    pub(super) fn story(&mut self, term: &Term) -> Option<Clause> {
        let mut typed = label_words(&term.text);
        typed.truncate(MOST_WORDS);
        let open = self.is_unfinished(term);
        let knowledge = self.setting.knowledge.all();
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
        term.form.is_prefix() || (self.setting.typing && term.last)
    }

    pub(super) fn language(&mut self, term: &Term) -> Option<Clause> {
        let tag = values::language(&term.text);
        let echo = format!("lang:{tag}");
        Some(Clause::One(Arc::new(What::Language(tag)), echo))
    }

    pub(super) fn date(&mut self, term: &Term) -> Option<Clause> {
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

    pub(super) fn figure(&mut self, term: &Term) -> Option<Clause> {
        let Some(bounds) = values::bounds(&term.text) else {
            let message = format!("“{}” is no figure (100, >100, 10..20): left out", term.text);
            self.note(term.span, message);
            return None;
        };
        let echo = values::written(&bounds);
        Some(Clause::One(Arc::new(What::Figures(bounds)), echo))
    }
}

/// `source:delta`, `source:"beta post"`.
fn labelled(term: &Term) -> String {
    let field = term.field.map_or("", FieldName::name);
    let mut words = label_words(&term.text).join(" ");
    match term.form {
        form if form.is_prefix() => words.push('*'),
        term::Form::Fuzzy(edits) => words = format!("{words}~{edits}"),
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
