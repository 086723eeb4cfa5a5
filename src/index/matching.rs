//! What of an article a query matched: the same meaning as the index query, read off the article itself.
//!
//! Invariant: an article matches here exactly when the index finds it (`tests/search.rs` holds the two against each other),
//! so what is lit on the screen is what was found.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::clause::{Clause, Form, Named, Target, What, Words, places};
use super::knowledge::label_words;
use super::tokens::{self, Token};
use super::{dates, schema, writer};
use crate::model::{Article, Span};

/// Something that matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    pub span: Span,
    /// Which part of the query: marks of one part bear one number.
    pub part: usize,
}

/// What matched in one article; parts that are excluded or that do not hold leave no marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Byte ranges into the title.
    pub title: Vec<Mark>,
    /// Byte ranges into the body.
    pub body: Vec<Mark>,
}

/// The spans of marks in order, those that overlap joined.
pub fn spans(marks: &[Mark]) -> Vec<Span> {
    let mut spans: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(before) if before.end > span.start => *before = before.join(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// An article, ready to be matched.
pub struct Reading<'a> {
    number: u64,
    article: &'a Article,
    stemmed: bool,
    title: OnceCell<Vec<Token>>,
    body: OnceCell<Vec<Token>>,
}

impl<'a> Reading<'a> {
    pub fn new(number: u64, article: &'a Article) -> Self {
        Reading {
            number,
            article,
            stemmed: schema::is_stemmed(article.language.as_deref()),
            title: OnceCell::new(),
            body: OnceCell::new(),
        }
    }

    /// What matched, sorted; `None` where the article does not match.
    pub fn marks(&self, clause: &Clause) -> Option<Marks> {
        let mut part = 0;
        let mut marks = self.part(clause, &mut part)?;
        marks.title.sort_unstable();
        marks.body.sort_unstable();
        Some(marks)
    }

    fn part(&self, clause: &Clause, part: &mut usize) -> Option<Marks> {
        match clause {
            Clause::Everything => Some(Marks::default()),
            Clause::Not(inner) => match self.part(inner, part) {
                Some(_) => None,
                None => Some(Marks::default()),
            },
            Clause::And(parts) => {
                let mut all = Marks::default();
                for inner in parts {
                    all.extend(self.part(inner, part)?);
                }
                Some(all)
            }
            Clause::Or(parts) => {
                let mut any: Option<Marks> = None;
                for inner in parts {
                    if let Some(marks) = self.part(inner, part) {
                        any.get_or_insert_default().extend(marks);
                    }
                }
                any
            }
            Clause::One(what, _) => {
                *part += 1;
                self.one(what, *part)
            }
        }
    }

    fn one(&self, what: &What, part: usize) -> Option<Marks> {
        let holds = |holds: bool| holds.then(Marks::default);
        match what {
            What::Words(words) => self.words(words, part),
            What::Named(named) => {
                named.articles.binary_search(&self.number).ok()?;
                Some(self.named(named, part))
            }
            What::Articles(articles) => holds(articles.binary_search(&self.number).is_ok()),
            What::Days(from, to) => {
                let day = self.article.published.as_ref().and_then(dates::day_of)?;
                holds(from.is_none_or(|from| from <= day) && to.is_none_or(|to| day < to))
            }
            What::Language(tag) => holds(self.article.language.as_deref().unwrap_or("") == tag),
            What::Figures(bounds) => {
                let figures = self.article.figures.iter();
                let body: Vec<Mark> = figures
                    .filter(|figure| bounds.hold(figure.value))
                    .map(|figure| Mark {
                        span: figure.span(),
                        part,
                    })
                    .collect();
                (!body.is_empty()).then(|| Marks {
                    title: Vec::new(),
                    body,
                })
            }
        }
    }

    fn words(&self, words: &Words, part: usize) -> Option<Marks> {
        let article = self.article;
        let title = || {
            let tokens = self.title.get_or_init(|| tokens::tokens(&article.title));
            found(words, tokens, self.stemmed, &article.title, part)
        };
        let body = || {
            let tokens = self.body.get_or_init(|| tokens::tokens(&article.body));
            found(words, tokens, self.stemmed, &article.body, part)
        };
        let label = |text: &str| !found(words, &tokens::labels(text), false, text, part).is_empty();
        let marks = match words.target {
            Target::Text => Marks {
                title: title(),
                body: body(),
            },
            Target::Title => Marks {
                title: title(),
                body: Vec::new(),
            },
            Target::Body => Marks {
                title: Vec::new(),
                body: body(),
            },
            Target::Outlet => {
                let outlet = article.outlet.as_deref().unwrap_or("");
                return label(outlet).then(Marks::default);
            }
            Target::Authors => {
                let any = article.authors.iter().any(|author| label(author));
                return any.then(Marks::default);
            }
            Target::Names => {
                let any = writer::names(article).into_iter().any(label);
                return any.then(|| {
                    self.mentions(part, |mention, entity| label(mention) || label(entity))
                });
            }
        };
        (!marks.title.is_empty() || !marks.body.is_empty()).then_some(marks)
    }

    fn named(&self, named: &Named, part: usize) -> Marks {
        let known = |name: &str| {
            let words = label_words(name).join(" ");
            named.spellings.binary_search(&words).is_ok()
        };
        self.mentions(part, |mention, entity| known(mention) || known(entity))
    }

    /// The mentions for which something holds of their text or of their entity.
    fn mentions(&self, part: usize, holds: impl Fn(&str, &str) -> bool) -> Marks {
        let body = self
            .article
            .mentions
            .iter()
            .filter(|mention| holds(mention.span().of(&self.article.body), &mention.entity))
            .map(|mention| Mark {
                span: mention.span(),
                part,
            })
            .collect();
        Marks {
            title: Vec::new(),
            body,
        }
    }
}

impl Marks {
    fn extend(&mut self, other: Marks) {
        self.title.extend(other.title);
        self.body.extend(other.body);
    }
}

/// The words of a text that fill the slots, where they do so in their order.
fn found(words: &Words, tokens: &[Token], stemmed: bool, text: &str, part: usize) -> Vec<Mark> {
    let mut positions: Vec<Cow<'_, [u32]>> = Vec::with_capacity(words.slots.len());
    for forms in &words.slots {
        let fitting: Vec<u32> = tokens
            .iter()
            .filter(|token| forms.iter().any(|form| form.fits(token, stemmed)))
            .map(|token| token.position)
            .collect();
        if fitting.is_empty() {
            return Vec::new();
        }
        positions.push(Cow::Owned(fitting));
    }
    let mut marks = Vec::new();
    places(&positions, words.order, |places| {
        for (place, forms) in places.iter().zip(&words.slots) {
            if let Ok(at) = tokens.binary_search_by_key(place, |token| token.position) {
                let span = lit(&tokens[at], forms, stemmed, text);
                marks.push(Mark { span, part });
            }
        }
    });
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// What of a word is lit: all of it, but of a pair of characters only the one that was asked for.
fn lit(token: &Token, forms: &[Form], stemmed: bool, text: &str) -> Span {
    let whole = forms
        .iter()
        .any(|form| !matches!(form, Form::Character(_)) && form.fits(token, stemmed));
    if whole {
        return token.span;
    }
    let first = token.span.of(text).chars().next().map_or(0, char::len_utf8);
    Span::new(token.span.start, token.span.start + first)
}
