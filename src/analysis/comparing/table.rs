//! The articles on the table: their sentences, the rows these stand on, and how near two of them are.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::align::{Aligned, Held, Pair, Reading};
use super::nearness::{Nearest, nearest};
use crate::analysis::joining::entities::Entities;
use crate::analysis::text::Text;
use crate::analysis::text::syntax::{Parse, Syntax};
use crate::model::{Article, Row, Span, Value};

/// Letters in which a finding says what it is about.
pub(super) const WHAT_CHARS: usize = 60;
/// Letters of the words quoted in it, however long what stands before them.
const LEAST_EXCERPT: usize = 20;
/// Articles of fewer words are notes or the beginnings of articles: they are never called silent.
const EXCERPT_WORDS: usize = 120;

/// Articles in canonical order with their rows.
pub(super) struct Table<'a> {
    pub articles: &'a [&'a Article],
    /// Of each article its text, read.
    pub texts: Vec<Text<'a>>,
    pub reading: &'a Reading,
    pub entities: &'a Entities,
    pub rows: Vec<Row>,
    /// By article and sentence: the row it stands on.
    row_of: Vec<Vec<usize>>,
    /// By article and sentence: the share of its weight that stands in no other article.
    novelty: Vec<Vec<f32>>,
    /// By article and sentence: how alike the nearest sentence of another article is.
    nearest: &'a [Vec<f32>],
    /// Two sentences that may tell one fact, the surest first.
    pub pairs: &'a [Pair],
    /// By article and sentence: how sure it is that the likeliest sentence of another article has a fact in common with it.
    likeliest: Vec<Vec<f32>>,
    /// By article and sentence, as far as it was asked: what each article holds of it, and its nearest sentence there.
    near: RefCell<HashMap<(usize, usize), Asked>>,
    /// The same: its parse.
    parses: RefCell<HashMap<(usize, usize), Rc<Parse<'a>>>>,
}

/// What was asked of a sentence.
struct Asked {
    /// By article.
    held: Vec<Held>,
    /// By article; the outer `None` where it was not asked.
    nearest: Vec<Option<Option<Nearest>>>,
}

impl<'a> Table<'a> {
    pub fn new(
        articles: &'a [&'a Article],
        entities: &'a Entities,
        reading: &'a Reading,
        aligned: &'a Aligned,
    ) -> Self {
        let order: Vec<usize> = (0..articles.len()).collect();
        let rows = aligned.rows(articles, &order);
        let mut row_of: Vec<Vec<usize>> = articles
            .iter()
            .map(|article| vec![usize::MAX; article.sentences.len()])
            .collect();
        for (number, row) in rows.iter().enumerate() {
            for (article, span) in row.spans.iter().enumerate() {
                let Some(span) = *span else { continue };
                let sentences = &articles[article].sentences;
                let from = sentences.partition_point(|sentence| sentence.start < span.start);
                for (at, sentence) in sentences.iter().enumerate().skip(from) {
                    if sentence.start >= span.end {
                        break;
                    }
                    row_of[article][at] = number;
                }
            }
        }
        Table {
            articles,
            texts: articles.iter().map(|article| Text::of(article)).collect(),
            reading,
            entities,
            rows,
            row_of,
            novelty: reading.novelty(),
            nearest: &aligned.nearest,
            pairs: &aligned.pairs,
            likeliest: likeliest(articles, &aligned.pairs),
            near: RefCell::default(),
            parses: RefCell::default(),
        }
    }

    /// The parse of a sentence; `None` in a language without syntax. Made once, whoever asks; time grows with the square of its words.
    pub fn parse(&self, article: usize, sentence: usize) -> Option<Rc<Parse<'a>>> {
        let text = self.articles[article];
        let syntax = Syntax::of(text.language.as_deref())?;
        let span = *text.sentences.get(sentence)?;
        let mut parses = self.parses.borrow_mut();
        let parse = parses
            .entry((article, sentence))
            .or_insert_with(|| Rc::new(syntax.parse(&text.body, span.start..span.end)));
        Some(Rc::clone(parse))
    }

    /// The sentence of an article that comes nearest to a sentence of another one. Found once, whoever asks.
    pub fn near(&self, here: (usize, usize), article: usize) -> Option<Nearest> {
        let mut near = self.near.borrow_mut();
        let asked = near.entry(here).or_insert_with(|| Asked {
            held: self.reading.held(here.0, (here.1, here.1)),
            nearest: vec![None; self.articles.len()],
        });
        let held = *asked.held.get(article)?;
        *asked.nearest[article]
            .get_or_insert_with(|| nearest(self.reading, self.articles, here, (article, &held)))
    }

    /// The sentence that holds a byte of an article.
    pub fn sentence(&self, article: usize, at: usize) -> Option<usize> {
        self.articles[article].sentence_at(at)
    }

    pub fn row(&self, article: usize, sentence: usize) -> Option<usize> {
        self.row_of[article]
            .get(sentence)
            .copied()
            .filter(|&row| row != usize::MAX)
    }

    /// The share of what a sentence tells that stands nowhere in the other articles, 0 to 1.
    pub fn novelty(&self, article: usize, sentence: usize) -> f32 {
        self.novelty[article].get(sentence).copied().unwrap_or(0.0)
    }

    /// How alike the nearest sentence of all other articles is, 0 to 1.
    pub fn nearest(&self, article: usize, sentence: usize) -> f32 {
        self.nearest[article].get(sentence).copied().unwrap_or(0.0)
    }

    /// How sure it is that any sentence of another article has a fact in common with a sentence, 0 to 1.
    pub fn likeliest(&self, article: usize, sentence: usize) -> f32 {
        let found = self.likeliest[article].get(sentence);
        found.copied().unwrap_or(0.0)
    }

    pub fn value(&self, article: usize, span: Span) -> Value {
        Value {
            article,
            text: self.articles[article].text(span).to_string(),
            start: span.start,
            end: span.end,
            partly: false,
            otherwise: false,
        }
    }

    /// Too short to be the whole report: it says little by not saying something.
    pub fn is_excerpt(&self, article: usize) -> bool {
        let body = &self.articles[article].body;
        body.split_whitespace().take(EXCERPT_WORDS).count() < EXCERPT_WORDS
            || body.ends_with('…')
            || body.ends_with("...")
    }

    /// Outlet, else the beginning of the title in quotation marks: what the reader calls the article.
    pub fn name(&self, article: usize) -> String {
        let article = self.articles[article];
        let title = || format!("“{}”", excerpt(&article.title, WHAT_CHARS / 2));
        article.outlet.clone().unwrap_or_else(title)
    }
}

fn likeliest(articles: &[&Article], pairs: &[Pair]) -> Vec<Vec<f32>> {
    let none = |article: &&Article| vec![0.0; article.sentences.len()];
    let mut found: Vec<Vec<f32>> = articles.iter().map(none).collect();
    for pair in pairs {
        for (article, sentence) in pair.ends {
            let most: &mut f32 = &mut found[article][sentence];
            *most = most.max(pair.sure);
        }
    }
    found
}

/// The first words of a text on one line, cut at a word where they are more than so many letters.
pub(in crate::analysis) fn excerpt(text: &str, chars: usize) -> String {
    let text = text.trim();
    let chars = chars.max(LEAST_EXCERPT);
    if text.chars().nth(chars).is_none() {
        return one_line(text);
    }
    let (cut, _) = text.char_indices().nth(chars - 1).unwrap_or_default();
    let head = &text[..cut];
    let end = head.rfind(char::is_whitespace).unwrap_or(cut);
    format!(
        "{}…",
        one_line(&head[..end]).trim_end_matches([',', ';', ':', ' ', '—', '-'])
    )
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Quoted words behind a lead: `Ilse Brandt: “We will open…”`, together so short that a list shows it.
pub(super) fn led(lead: &str, words: &str) -> String {
    let lead = excerpt(lead, WHAT_CHARS / 2);
    let left = WHAT_CHARS.saturating_sub(lead.chars().count() + 4);
    format!("{lead}: “{}”", excerpt(words, left))
}

/// Sets that grow together: union-find with path halving, the smaller number leading.
pub(super) struct Sets {
    lead: Vec<usize>,
}

impl Sets {
    pub fn new(count: usize) -> Self {
        Sets {
            lead: (0..count).collect(),
        }
    }

    pub fn find(&mut self, mut item: usize) -> usize {
        while self.lead[item] != item {
            self.lead[item] = self.lead[self.lead[item]];
            item = self.lead[item];
        }
        item
    }

    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.lead[a.max(b)] = a.min(b);
    }

    /// The sets in order of their first item, each in order.
    pub fn sets(&mut self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = vec![Vec::new(); self.lead.len()];
        for item in 0..self.lead.len() {
            let lead = self.find(item);
            sets[lead].push(item);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}
