//! Who and what the articles name: every mention with the entity that it stands for in all of them.

use std::collections::HashMap;

use crate::analysis::aliases::{self, Cluster, NameUse};
use crate::analysis::words;
use crate::model::{Article, Span};

/// The entities of the articles on the table, found once for all kinds of findings.
pub(super) struct Entities {
    pub clusters: Vec<Cluster>,
    /// One for each article and name in its fullest form.
    pub uses: Vec<NameUse>,
    /// By use: where the article writes it most fully.
    pub spans: Vec<Span>,
    /// By use: the index of its cluster.
    pub cluster_of: Vec<usize>,
    /// By article and mention: the index of the cluster.
    of_mention: Vec<Vec<usize>>,
}

impl Entities {
    pub fn new(articles: &[&Article]) -> Entities {
        let mut uses: Vec<NameUse> = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        let mut use_of: Vec<Vec<usize>> = Vec::with_capacity(articles.len());
        for (number, article) in articles.iter().enumerate() {
            let mut seen: HashMap<(&str, u8), usize> = HashMap::new();
            let mut of_article = Vec::with_capacity(article.mentions.len());
            for mention in &article.mentions {
                let at = *seen
                    .entry((mention.entity.as_str(), mention.kind as u8))
                    .or_insert_with(|| {
                        uses.push(NameUse {
                            article: u32::try_from(number).unwrap_or(u32::MAX),
                            name: mention.entity.clone(),
                            kind: mention.kind,
                            mentions: 0,
                        });
                        spans.push(mention.span());
                        uses.len() - 1
                    });
                uses[at].mentions += 1;
                of_article.push(at);
                let full = |span: Span| article.text(span) == mention.entity;
                let longer = mention.span().len() > spans[at].len();
                if !full(spans[at]) && (longer || full(mention.span())) {
                    spans[at] = mention.span();
                }
            }
            use_of.push(of_article);
        }
        let joined = aliases::join(&uses, &[]);
        let cluster = |at: usize| joined.of_use.get(at).copied().unwrap_or(usize::MAX);
        let of_mention = use_of
            .iter()
            .map(|of_article| of_article.iter().map(|&at| cluster(at)).collect())
            .collect();
        Entities {
            cluster_of: (0..uses.len()).map(cluster).collect(),
            clusters: joined.clusters,
            uses,
            spans,
            of_mention,
        }
    }

    /// For each mention of each article a key that is the same for the same entity in every article.
    pub fn keys(&self, articles: &[&Article]) -> Vec<Vec<String>> {
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

    /// The entity that a mention stands for.
    pub fn of_mention(&self, article: usize, mention: usize) -> Option<usize> {
        let of_article = self.of_mention.get(article)?;
        of_article
            .get(mention)
            .copied()
            .filter(|&at| at != usize::MAX)
    }

    /// The entities named inside a span, sorted, each once.
    pub fn inside(&self, article: usize, text: &Article, span: Span) -> Vec<usize> {
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
