//! A query of which no article, or hardly any, has all the words: by which steps it does without some of them.
//!
//! Only words that stand side by side with nothing said of them are ever done without. What is quoted, belongs to a field,
//! carries a sign or is joined by an operator was meant as it stands.

use super::clause::{Clause, Loose, Loosened, Target, Wanted, What};
use super::grammar::Tree;
use super::resolve::{Resolver, joined};
use super::term::{self, Term};
use super::vocabulary::Known;
use crate::analysis::text::words;

/// Fewer articles than this are so few that more are looked for: what a reader sees without going down the list. Found with
/// all words they come first, whatever follows.
pub const ENOUGH: usize = 10;

/// A query of more plain words than this was copied out of a text: its quotation marks are those of the text.
const PASSAGE: usize = 20;

impl Resolver<'_> {
    /// The whole query, and how it may be loosened.
    ///
    /// Words that carry only grammar decide nothing where others do: `what is said of the potash trade` asks for potash and
    /// trade.
    pub(super) fn whole(&mut self, tree: &Tree) -> (Clause, Option<Loosened>) {
        let passage = plain_words(tree) > PASSAGE;
        let is_free = |part: &Tree| is_plain(part) || (passage && is_quoted(part));
        let Some(parts) = beside(tree, &is_free) else {
            let clause = self.clause(tree).unwrap_or(Clause::Everything);
            return (clause, None);
        };
        let typing = self.setting.typing;
        let is_grammar = |part: &Tree| is_grammar(part, typing);
        let says = parts.iter().any(|part| is_said(part) && !is_grammar(part));
        let (mut kept, mut narrowing) = (Vec::new(), Vec::new());
        let mut words: Vec<Wanted> = Vec::new();
        let mut all = Vec::with_capacity(parts.len());
        for part in parts {
            if says && is_grammar(part) {
                continue;
            }
            let Some(clause) = self.clause(part) else {
                continue;
            };
            if let Some(term) = term(part).filter(|_| is_free(part) && !is_plain(part)) {
                let message = "a passage: what stands in quotation marks in it may be missing too";
                self.note(term.span, message.into());
            }
            all.push(clause.clone());
            if !is_free(part) {
                match is_said(part) {
                    true => kept.push(clause),
                    false => narrowing.push(clause),
                }
            } else if let Some(word) = words.iter_mut().find(|word| word.clause == clause) {
                word.times += 1;
            } else {
                words.push(Wanted {
                    clause,
                    times: 1,
                    must: false,
                });
            }
        }
        let loosened = (words.len() > 1).then_some(Loosened {
            kept,
            narrowing,
            words,
        });
        let mut flat = Vec::with_capacity(all.len());
        for clause in all {
            match clause {
                Clause::And(parts) => flat.extend(parts),
                clause => flat.push(clause),
            }
        }
        let clause = joined(flat, Clause::And).unwrap_or(Clause::Everything);
        (clause, loosened)
    }
}

/// What stands side by side, brackets around nothing but words opened.
fn beside<'a>(tree: &'a Tree, is_free: &impl Fn(&Tree) -> bool) -> Option<Vec<&'a Tree>> {
    let Tree::Beside(parts) = tree else {
        return None;
    };
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        match beside(part, is_free) {
            Some(inner) if inner.iter().all(|part| is_free(part)) => all.extend(inner),
            _ => all.push(part),
        }
    }
    Some(all)
}

fn term(tree: &Tree) -> Option<&Term> {
    match tree {
        Tree::Term(term) => Some(term),
        _ => None,
    }
}

/// A word of which nothing is said.
fn is_plain(tree: &Tree) -> bool {
    let plain = |term: &Term| !term.firm && term.field.is_none() && term.form == term::Form::Word;
    term(tree).is_some_and(plain)
}

fn plain_words(tree: &Tree) -> usize {
    match tree {
        Tree::Beside(parts) => parts.iter().map(plain_words).sum(),
        tree => usize::from(is_plain(tree)),
    }
}

/// Words in quotation marks of which nothing else is said.
fn is_quoted(tree: &Tree) -> bool {
    let quoted =
        |term: &Term| !term.firm && term.field.is_none() && term.form == term::Form::Phrase(0);
    term(tree).is_some_and(quoted)
}

/// Something that a text can say: no date, no outlet, nothing that is excluded.
fn is_said(tree: &Tree) -> bool {
    match tree {
        Tree::Term(term) => term.field.is_none_or(term::FieldName::is_of_text),
        Tree::Beside(parts) | Tree::And(parts) | Tree::Or(parts) => parts.iter().any(is_said),
        Tree::Near { .. } => true,
        Tree::Not(_) | Tree::Everything => false,
    }
}

/// A plain word that carries only grammar: `what`, `the`. In capitals it may be a name (`WHO`), and while it is typed it may
/// become another word.
fn is_grammar(tree: &Tree, typing: bool) -> bool {
    let Some(term) = term(tree).filter(|term| is_plain(tree) && !(typing && term.last)) else {
        return false;
    };
    let typed = Target::Anywhere.typed(&term.text);
    !typed.is_empty()
        && typed
            .iter()
            .all(|token| token.initials.is_none() && words::is_function_word(&token.text))
}

impl Loosened {
    /// What to look for where all words find too little, one after the other until there is enough: all but the commonest
    /// word, then at least half of them, then any.
    pub fn steps(&self, known: &Known<'_>) -> tantivy::Result<Vec<Clause>> {
        let mut commonest = (0, 0);
        for (at, word) in self.words.iter().enumerate() {
            let articles = match &word.clause {
                Clause::One(what, _) => match &**what {
                    What::Words(words) => known.articles_with(words)?,
                    _ => 0,
                },
                _ => 0,
            };
            // Of words that are equally common the last: what is asked about comes first.
            if articles >= commonest.1 {
                commonest = (at, articles);
            }
        }
        let count = self.words.len();
        let mut steps = vec![self.step(count - 1, |at| at != commonest.0)];
        if count > 2 {
            steps.push(self.step(count.div_ceil(2), |_| false));
        }
        steps.push(self.step(1, |_| false));
        Ok(steps)
    }

    /// All words, without what only narrows; `None` where nothing does.
    pub fn unnarrowed(&self) -> Option<Loosened> {
        (!self.narrowing.is_empty()).then(|| Loosened {
            narrowing: Vec::new(),
            ..self.clone()
        })
    }

    /// What has all the words.
    pub fn whole(&self) -> Clause {
        let words = self.words.iter().map(|word| word.clause.clone());
        let parts = words.chain(self.kept.iter().chain(&self.narrowing).cloned());
        joined(parts.collect(), Clause::And).unwrap_or(Clause::Everything)
    }

    fn step(&self, least: usize, must: impl Fn(usize) -> bool) -> Clause {
        let words = self.words.iter().enumerate().map(|(at, word)| Wanted {
            must: must(at),
            ..word.clone()
        });
        let loose = Loose {
            words: words.collect(),
            least,
        };
        let parts = std::iter::once(Clause::Some(loose)).chain(self.kept.iter().cloned());
        let parts = parts.chain(self.narrowing.iter().cloned());
        joined(parts.collect(), Clause::And).unwrap_or(Clause::Everything)
    }

    /// Whether the last step, any of the words, says more than it costs: beside what has the rarer of two words, what has only
    /// the other is noise.
    pub fn is_last_worth(&self, found: usize) -> bool {
        self.words.len() > 2 || found == 0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use crate::analysis::reading;
    use crate::index::{Bodies, Index, Knowledge};
    use crate::model::{Answer, Article, Draft, Question};

    struct Shelf(Vec<Arc<Article>>);

    impl Bodies for Shelf {
        fn article(&self, number: u64) -> Option<Arc<Article>> {
            self.0.get(usize::try_from(number).ok()?).cloned()
        }
    }

    /// Each word in every article whose number it divides: `two` in half of them.
    fn asked(text: &str) -> Answer {
        let words = ["one", "two", "three", "five", "seven", "eleven"];
        let numbers = [1, 2, 3, 5, 7, 11];
        let article = |number: usize| {
            let has = words
                .iter()
                .zip(numbers)
                .filter(|(_, by)| number.is_multiple_of(*by));
            let said: Vec<&str> = has.map(|(word, _)| *word).collect();
            let draft = Draft {
                title: Some(format!("Report {number}")),
                paragraphs: vec![format!("Of the {}.", said.join(" and the "))],
                language: Some("en".into()),
                ..Draft::default()
            };
            Arc::new(reading::analyse(draft, number.to_string()))
        };
        let shelf = Shelf((0..60).map(article).collect());
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        for (number, article) in shelf.0.iter().enumerate().skip(1) {
            writer.put(number as u64, article).unwrap();
        }
        writer.commit(1).unwrap();
        let question = Question {
            text: text.into(),
            limit: 100,
            ..Question::default()
        };
        let knowledge = Knowledge::new(Vec::new(), Vec::new());
        let stop = AtomicBool::new(false);
        index.search(&question, &knowledge, &shelf, &stop).unwrap()
    }

    #[test]
    fn words_are_done_without_by_steps_and_the_echo_says_so() {
        for (text, echo, total, first) in [
            // Enough have all of it.
            ("two one", "two AND one", 29, "2"),
            ("what is the two", "two", 29, "2"),
            ("one", "one", 59, "1"),
            // Only what has the rarer of two words, those with both first.
            (
                "five seven",
                "1 with all words, then seven, with or without five",
                8,
                "35",
            ),
            (
                "seven five two",
                "0 with all words, then at least 2 of seven, five, two",
                10,
                "35",
            ),
            (
                "five three two one",
                "1 with all words, then at least 2 of five, three, two, one",
                43,
                "30",
            ),
            (
                "eleven zebra",
                "0 with all words, then any of eleven, zebra",
                5,
                "11",
            ),
            // What was said stays said.
            (
                "seven (five) -two",
                "1 with all words, then (seven, with or without five) AND NOT two",
                4,
                "35",
            ),
            ("\"seven\" five", "\"seven\" AND five", 1, "35"),
            ("seven AND five", "seven AND five", 1, "35"),
            ("+seven +five", "seven AND five", 1, "35"),
            ("body:seven body:five", "body:seven AND body:five", 1, "35"),
            ("seven* five*", "seven* AND five*", 1, "35"),
            // In capitals throughout `AND` is a word, where sentences have such words.
            (
                "THE SEVEN AND FIVE OF ONE",
                "1 with all words, then at least 2 of seven, five, one",
                18,
                "35",
            ),
        ] {
            let answer = asked(text);
            let best = answer.hits.first().map_or("", |hit| hit.id.as_str());
            assert_eq!(
                (answer.echo.as_str(), answer.total, best),
                (echo, total, first),
                "{text}"
            );
        }
    }
}
