//! What of an article a query matched: the same meaning as the index query, read off the article itself.
//!
//! Invariant: an article matches here exactly when the index finds it (`tests/search.rs` holds the two against each other),
//! so what is lit on the screen is what was found.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::Arc;

use super::around::Around;
use super::clause::{Clause, Form, Named, Order, Target, Way, What, Words, places};
use super::cuts::{Cut, Cuts};
use super::knowledge::label_words;
use super::token::Token;
use super::tokens;
use super::{dates, schema, writer};
use crate::model::{Article, Mention, Span};

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
    /// By the number of the aside, byte ranges into its text.
    pub asides: Vec<(usize, Mark)>,
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
    /// Where the words of its body are kept between searches.
    kept: Option<(&'a Cuts, &'a Arc<Article>)>,
    stemmed: bool,
    title: OnceCell<Cut>,
    body: OnceCell<Cut>,
    around: OnceCell<(Around<'a>, Cut)>,
}

impl<'a> Reading<'a> {
    pub fn new(number: u64, article: &'a Article) -> Self {
        Reading {
            number,
            article,
            kept: None,
            stemmed: schema::is_stemmed(article.language.as_deref()),
            title: OnceCell::new(),
            body: OnceCell::new(),
            around: OnceCell::new(),
        }
    }

    /// The same, with the words of its body taken from those that are kept, or kept from now on.
    pub fn keeping(number: u64, article: &'a Arc<Article>, cuts: &'a Cuts) -> Self {
        Reading {
            kept: Some((cuts, article)),
            ..Reading::new(number, article)
        }
    }

    /// What matched, sorted; `None` where the article does not match.
    pub fn marks(&self, clause: &Clause) -> Option<Marks> {
        let mut part = 0;
        let mut marks = self.part(clause, &mut part)?;
        marks.title.sort_unstable();
        marks.body.sort_unstable();
        marks.asides.sort_unstable();
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
            Clause::Some(loose) => {
                let mut all = Marks::default();
                let mut held = 0;
                for word in &loose.words {
                    match self.part(&word.clause, part) {
                        Some(marks) => {
                            held += 1;
                            all.extend(marks);
                        }
                        None if word.must => return None,
                        None => {}
                    }
                }
                (held >= loose.least).then_some(all)
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
                    body,
                    ..Marks::default()
                })
            }
        }
    }

    fn words(&self, words: &Words, part: usize) -> Option<Marks> {
        let article = self.article;
        let title = || {
            let cut = self.title.get_or_init(|| self.cut(&article.title));
            found(words, cut, &article.title, part)
        };
        let body = || {
            let cut = self.body.get_or_init(|| match self.kept {
                Some((cuts, article)) => Cut::new(cuts.of(self.number, article), self.stemmed),
                None => self.cut(&article.body),
            });
            found(words, cut, &article.body, part)
        };
        let around = || {
            let (around, cut) = self.around.get_or_init(|| {
                let around = Around::new(article);
                let cut = self.cut(around.text());
                (around, cut)
            });
            let marks = found(words, cut, around.text(), part);
            let placed = marks.into_iter().map(|mark| {
                let (aside, span) = around.place(mark.span);
                (aside, Mark { span, part })
            });
            placed.collect()
        };
        let label = |text: &str| {
            let cut = Cut::new(Arc::new(tokens::labels(text)), false);
            !found(words, &cut, text, part).is_empty()
        };
        let marks = match words.target {
            Target::Anywhere => Marks {
                title: title(),
                body: body(),
                asides: around(),
            },
            Target::Text => Marks {
                title: title(),
                body: body(),
                ..Marks::default()
            },
            Target::Title => Marks {
                title: title(),
                ..Marks::default()
            },
            Target::Body => Marks {
                body: body(),
                ..Marks::default()
            },
            Target::Aside => Marks {
                asides: around(),
                ..Marks::default()
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
        (!marks.is_empty()).then_some(marks)
    }

    fn cut(&self, text: &str) -> Cut {
        Cut::new(Arc::new(tokens::tokens(text)), self.stemmed)
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
        let mark = |mention: &Mention, text: &str| {
            let span = mention.span();
            holds(span.of(text), &mention.entity).then_some(Mark { span, part })
        };
        let article = self.article;
        let body = article.mentions.iter();
        let body = body.filter_map(|mention| mark(mention, &article.body));
        let asides = article.asides.iter().enumerate().flat_map(|(at, aside)| {
            let inside = aside.mentions.iter();
            let marks = inside.filter_map(|mention| mark(mention, &aside.text));
            marks.map(|mark| (at, mark)).collect::<Vec<_>>()
        });
        Marks {
            title: Vec::new(),
            body: body.collect(),
            asides: asides.collect(),
        }
    }
}

impl Marks {
    fn extend(&mut self, other: Marks) {
        self.title.extend(other.title);
        self.body.extend(other.body);
        self.asides.extend(other.asides);
    }

    fn is_empty(&self) -> bool {
        self.title.is_empty() && self.body.is_empty() && self.asides.is_empty()
    }
}

/// The words of a text that fill the slots of any way, where they do so in their order.
fn found(words: &Words, cut: &Cut, text: &str, part: usize) -> Vec<Mark> {
    let mut marks = Vec::new();
    for way in &words.ways {
        fill(way, words.order, cut, |token, forms| {
            let span = lit(token, forms, cut.stemmed, text);
            marks.push(Mark { span, part });
        });
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

fn fill(way: &Way, order: Order, cut: &Cut, mut found: impl FnMut(&Token, &[Form])) {
    let mut positions: Vec<Cow<'_, [u32]>> = Vec::with_capacity(way.len());
    for forms in way {
        let fitting = cut.fitting(forms);
        if fitting.is_empty() {
            return;
        }
        positions.push(Cow::Owned(fitting));
    }
    let tokens = &cut.tokens;
    places(&positions, order, |places| {
        for (place, forms) in places.iter().zip(way) {
            if let Ok(at) = tokens.binary_search_by_key(place, |token| token.position) {
                found(&tokens[at], forms);
            }
        }
    });
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
