//! What other articles say of a sentence, each with its article.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::desk::Desk;
use super::request::{Against, OthersSay};
use crate::model::{Article, Finding, Span, Weight};

impl Desk {
    pub(super) fn others(&self, id: &str, sentence: usize) -> Result<OthersSay> {
        let article = self.article(id)?;
        let span = *article
            .sentences
            .get(sentence)
            .context("there is no such sentence")?;
        let others = self.library.others(id, sentence)?;
        let with_article = |other: crate::model::Other| Ok((self.article(&other.article)?, other));
        let others = others
            .into_iter()
            .map(with_article)
            .collect::<Result<Vec<_>>>()?;
        Ok(OthersSay {
            against: self.against(&article, span)?,
            article,
            sentence: span,
            others,
        })
    }

    /// What the others give in contradiction to a sentence. Compares its story, as the table does.
    fn against(&self, article: &Article, sentence: Span) -> Result<Vec<Against>> {
        let stories = self.library.stories()?;
        let held = self.library.story_of(&article.id)?;
        let Some(story) = stories
            .iter()
            .find(|story| Some(&story.id) == held.as_ref())
        else {
            return Ok(Vec::new());
        };
        let table = self.library.compare_story(story)?;
        let is_own = |at: usize| {
            table
                .articles
                .get(at)
                .is_some_and(|one| one.id == article.id)
        };
        let mut found = Vec::new();
        for finding in &table.comparison.findings {
            if finding.weight() == Weight::Contradiction
                && let Some(own) = finding
                    .values
                    .iter()
                    .find(|value| is_own(value.article) && value.span().overlaps(sentence))
            {
                let others = finding.values.iter().filter(|value| !is_own(value.article));
                let others = others.filter(|value| value.text != own.text);
                found.extend(others.filter_map(|value| {
                    let other = table.articles.get(value.article)?;
                    against(finding, other, own.span(), value.span())
                }));
            }
        }
        // A finding of several has values that contradict each other and such as do not: two articles alone tell which.
        let mut apart = Vec::with_capacity(found.len());
        for one in &found {
            apart.push(self.contradict(article, sentence, one)?);
        }
        if apart.contains(&true) {
            let mut apart = apart.into_iter();
            found.retain(|_| apart.next() == Some(true));
        }
        Ok(found)
    }

    /// Whether two articles by themselves contradict each other there.
    fn contradict(&self, article: &Article, sentence: Span, other: &Against) -> Result<bool> {
        let both = self.library.compare_articles(&[article, &other.article])?;
        Ok(both.comparison.findings.iter().any(|finding| {
            let gives = |at: usize, span: Span| {
                let mut values = finding.values.iter();
                values.any(|value| value.article == at && value.span().overlaps(span))
            };
            finding.weight() == Weight::Contradiction
                && gives(0, sentence)
                && gives(1, other.sentence)
        }))
    }
}

fn against(finding: &Finding, article: &Arc<Article>, own: Span, value: Span) -> Option<Against> {
    let sentence = *article.sentences.get(article.sentence_at(value.start)?)?;
    Some(Against {
        article: Arc::clone(article),
        sentence,
        value,
        own,
        what: finding.what.clone(),
        why: finding.why.clone(),
    })
}
