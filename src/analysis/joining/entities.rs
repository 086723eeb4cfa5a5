//! Who and what some articles name: every mention with the entity that it stands for in all of them.
//!
//! Collected and joined once for everything that a comparison does. How names are joined is said by the caller: by the rules
//! alone, or under what the reader decided.
//!
//! Invariant: inside, the articles stand in a canonical order (by id), so that nothing depends on the order named.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::aliases::{self, Cluster, NameUse};
use crate::analysis::reading::names::{Apart, apart};
use crate::analysis::text::words;
use crate::model::{Article, NameKind, Span};

/// A name as one article writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing<'a> {
    /// Place of the article in the canonical order.
    pub article: u32,
    /// The fullest form in that article.
    pub name: &'a str,
    pub kind: NameKind,
    /// As it stands in the text.
    pub text: &'a str,
    /// How often the article writes it so.
    pub mentions: u32,
    /// As [`NameUse::apart`].
    pub apart: Apart,
}

/// Names that are one, found among writings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub clusters: Vec<Cluster>,
    /// For each writing the index of its cluster.
    pub of_writing: Vec<usize>,
}

/// What one article calls an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// Place of the article in the canonical order.
    pub article: usize,
    /// The fullest form.
    pub name: String,
    /// Where the article writes it most fully; bytes of the body.
    pub span: Span,
    /// Index of its cluster.
    pub cluster: usize,
}

/// The entities of some articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entities {
    pub clusters: Vec<Cluster>,
    /// One for each article, name in its fullest form and cluster.
    pub called: Vec<Called>,
    /// By article in the canonical order and mention: the index of the cluster.
    of_mention: Vec<Vec<usize>>,
    /// `canonical[named]` is the place in the canonical order.
    canonical: Vec<usize>,
}

impl Entities {
    /// Joined by the rules alone.
    pub fn by_rule(articles: &[&Article]) -> Entities {
        Entities::joined(articles, by_rule)
    }

    /// Joined by `join`, which is given every writing of every article, in the canonical order.
    pub fn joined(articles: &[&Article], join: impl FnOnce(&[Writing]) -> Found) -> Entities {
        let order = canonical_order(articles);
        let mut canonical = vec![0; order.len()];
        for (place, &named) in order.iter().enumerate() {
            canonical[named] = place;
        }
        let sorted: Vec<&Article> = order.iter().map(|&named| articles[named]).collect();
        let (writings, spans, writing_of) = collected(&sorted);
        let found = join(&writings);
        let cluster = |writing: usize| found.of_writing.get(writing).copied();
        let of_mention = writing_of
            .iter()
            .map(|of_article| {
                let found = of_article.iter().map(|&at| cluster(at));
                found.map(|at| at.unwrap_or(usize::MAX)).collect()
            })
            .collect();
        let called = called(&writings, &spans, cluster);
        Entities {
            clusters: found.clusters,
            called,
            of_mention,
            canonical,
        }
    }

    /// For each mention of each article, in the canonical order, a key that is the same for the same entity in every article.
    pub(in crate::analysis) fn keys(&self, articles: &[&Article]) -> Vec<Vec<String>> {
        let key = |article: usize, at: usize, text: &Article| match self.of_mention(article, at) {
            Some(cluster) => cluster.to_string(),
            None => words::fold(&text.mentions[at].entity),
        };
        let of_article = |(number, text): (usize, &&Article)| {
            let all = 0..text.mentions.len();
            all.map(|at| key(number, at, text)).collect()
        };
        articles.iter().enumerate().map(of_article).collect()
    }

    /// The entity that a mention stands for; the article by its place in the canonical order.
    pub(in crate::analysis) fn of_mention(&self, article: usize, mention: usize) -> Option<usize> {
        let of_article = self.of_mention.get(article)?;
        of_article
            .get(mention)
            .copied()
            .filter(|&at| at != usize::MAX)
    }

    /// The same for an article by its place among those named.
    pub fn meant(&self, named: usize, mention: usize) -> Option<usize> {
        self.of_mention(*self.canonical.get(named)?, mention)
    }

    /// The entity that an article calls exactly so; the article by its place in the canonical order.
    pub(in crate::analysis) fn called_so(&self, article: usize, name: &str) -> Option<usize> {
        let mut so = self.called.iter();
        let called = so.find(|called| called.article == article && called.name == name)?;
        Some(called.cluster)
    }

    /// The entities named inside a span, sorted, each once; the article by its place in the canonical order.
    pub(in crate::analysis) fn inside(
        &self,
        article: usize,
        text: &Article,
        span: Span,
    ) -> Vec<usize> {
        let from = text
            .mentions
            .partition_point(|mention| mention.start < span.start);
        let mut found: Vec<usize> = (from..text.mentions.len())
            .take_while(|&at| text.mentions[at].start < span.end)
            .filter_map(|at| self.of_mention(article, at))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Indices of the articles ordered by id; equal ids (which a library does not hold) by their text.
pub(in crate::analysis) fn canonical_order(articles: &[&Article]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by(|&a, &b| {
        let (one, other) = (articles[a], articles[b]);
        one.id
            .cmp(&other.id)
            .then_with(|| one.body.cmp(&other.body))
            .then(Ordering::Equal)
    });
    order
}

/// The writings, for each where it stands first, and for each mention of each article the index of its writing.
fn collected<'a>(articles: &[&'a Article]) -> (Vec<Writing<'a>>, Vec<Span>, Vec<Vec<usize>>) {
    let mut writings: Vec<Writing> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut of_mention: Vec<Vec<usize>> = Vec::with_capacity(articles.len());
    for (number, article) in articles.iter().enumerate() {
        let mut seen: HashMap<(&str, u8, &str), usize> = HashMap::new();
        let mut of_article = Vec::with_capacity(article.mentions.len());
        for mention in &article.mentions {
            let text = article.text(mention.span());
            let key = (mention.entity.as_str(), mention.kind as u8, text);
            let at = *seen.entry(key).or_insert_with(|| {
                writings.push(Writing {
                    article: u32::try_from(number).unwrap_or(u32::MAX),
                    name: &mention.entity,
                    kind: mention.kind,
                    text,
                    mentions: 0,
                    apart: Apart::No,
                });
                spans.push(mention.span());
                writings.len() - 1
            });
            writings[at].mentions += 1;
            writings[at].apart = writings[at].apart.max(apart(&article.body, mention));
            of_article.push(at);
        }
        of_mention.push(of_article);
    }
    (writings, spans, of_mention)
}

/// Joins by the rules: a writing goes with the name that its article gives it.
fn by_rule(writings: &[Writing]) -> Found {
    let mut uses: Vec<NameUse<&str>> = Vec::new();
    let mut place: HashMap<(u32, &str, u8), usize> = HashMap::new();
    let use_of: Vec<usize> = writings
        .iter()
        .map(|writing| {
            let key = (writing.article, writing.name, writing.kind as u8);
            let at = *place.entry(key).or_insert_with(|| {
                uses.push(NameUse {
                    article: writing.article,
                    name: writing.name,
                    kind: writing.kind,
                    mentions: 0,
                    apart: Apart::No,
                });
                uses.len() - 1
            });
            uses[at].mentions += writing.mentions;
            uses[at].apart = uses[at].apart.max(writing.apart);
            at
        })
        .collect();
    let joined = aliases::join(&uses, &[]);
    let cluster = |at: usize| joined.of_use.get(at).copied().unwrap_or(usize::MAX);
    Found {
        of_writing: use_of.into_iter().map(cluster).collect(),
        clusters: joined.clusters,
    }
}

/// What each article calls each entity, in the order of the writings.
fn called(
    writings: &[Writing],
    spans: &[Span],
    cluster: impl Fn(usize) -> Option<usize>,
) -> Vec<Called> {
    let mut called: Vec<Called> = Vec::new();
    let mut kinds: HashMap<(u32, &str, u8, usize), usize> = HashMap::new();
    for (at, (writing, &span)) in writings.iter().zip(spans).enumerate() {
        let Some(cluster) = cluster(at) else {
            continue;
        };
        let key = (writing.article, writing.name, writing.kind as u8, cluster);
        let place = *kinds.entry(key).or_insert_with(|| {
            called.push(Called {
                article: writing.article as usize,
                name: writing.text.to_string(),
                span,
                cluster,
            });
            called.len() - 1
        });
        let held = &mut called[place];
        let is_fuller = span.len() > held.span.len() && held.name != writing.name;
        if writing.text == writing.name && held.name != writing.name || is_fuller {
            held.name = writing.text.to_string();
            held.span = span;
        }
    }
    called
}
