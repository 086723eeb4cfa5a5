//! Articles with their scores, found beforehand, as Tantivy walks through them.

use tantivy::query::Scorer;
use tantivy::{DocId, DocSet, Score, TERMINATED};

/// Articles with their scores, ascending by article.
pub(super) type Scores = Vec<(DocId, Score)>;

/// Articles with their scores, found beforehand.
pub struct Listed {
    /// Ascending by article.
    articles: Vec<(DocId, Score)>,
    at: usize,
}

impl Listed {
    pub fn new(articles: Vec<(DocId, Score)>) -> Self {
        Listed { articles, at: 0 }
    }
}

impl DocSet for Listed {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.articles.len());
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.at += self.articles[self.at..].partition_point(|&(article, _)| article < target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.articles
            .get(self.at)
            .map_or(TERMINATED, |&(article, _)| article)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.articles.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for Listed {
    fn score(&mut self) -> Score {
        self.articles.get(self.at).map_or(0.0, |&(_, score)| score)
    }
}

/// Everything that a scorer finds.
pub(super) fn listed(mut scorer: Box<dyn Scorer>) -> Scores {
    let mut all = Vec::with_capacity(scorer.size_hint() as usize);
    while scorer.doc() != TERMINATED {
        all.push((scorer.doc(), scorer.score()));
        scorer.advance();
    }
    all
}
