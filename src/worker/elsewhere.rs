//! What other articles say of a sentence, each with its article.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::desk::Desk;
use super::laid::{Laid, Last, OfStory};
use super::lighting::{is_told, unlit};
use super::naming::{Naming, most};
use super::request::{Against, Compared, OthersSay};
use crate::analysis::comparing;
use crate::model::{Article, Finding, Span, Weight};

/// A sentence that the others are asked about, and all that an answer takes.
pub(super) struct Asked {
    /// The article asked about, then the others.
    laid: Laid,
    sentence: usize,
    span: Span,
    /// The story of the article, where it is of one.
    story: Option<OfStory>,
    /// What the names of the article and of each of the others alone are joined by.
    pairs: Vec<Naming>,
}

impl Desk {
    pub(super) fn asked_of_others(&self, id: &str, sentence: usize) -> Result<Asked> {
        let article = self.article(id)?;
        let span = *article
            .sentences
            .get(sentence)
            .context("there is no such sentence")?;
        let mut all = vec![article];
        all.extend(self.library.others_beside(&all[0])?);
        let pair = |other: &Arc<Article>| self.library.naming(&[&all[0], other]);
        let pairs = all[1..].iter().map(pair).collect::<Result<Vec<_>>>()?;
        Ok(Asked {
            story: self.laid_story_of(id)?,
            laid: self.lay(all, 0)?,
            sentence,
            span,
            pairs,
        })
    }
}

impl Asked {
    /// Compares its story, as the table does, unless that was done last.
    pub fn said(self, last: &mut Last) -> Result<OthersSay> {
        let plain: Vec<&Article> = self.laid.articles.iter().map(Arc::as_ref).collect();
        let entities = self.laid.naming.entities(&plain);
        let others = comparing::others(&plain, self.sentence, &entities);
        let story = self.story.map(|story| story.compared(last)).transpose()?;
        let (article, beside) = self
            .laid
            .articles
            .split_first()
            .context("there is no article to ask about")?;
        let against = match &story {
            Some(story) => against_in(story, article, self.span, beside, self.pairs)?,
            None => Vec::new(),
        };
        // Only what a finding tells is lit as one figure beside another.
        let told = |of: &Article, span: Span| {
            let columns = story.iter().flat_map(|story| &story.articles);
            let column = columns.into_iter().position(|one| one.id == of.id);
            let findings = story.iter().flat_map(|story| &story.comparison.findings);
            column.is_some_and(|column| is_told(findings, column, span))
        };
        let said = beside.iter().cloned().zip(others).map(|(other, mut said)| {
            unlit(&mut said.marks, |span| told(&other, span));
            unlit(&mut said.marks_here, |span| told(article, span));
            (other, said)
        });
        Ok(OthersSay {
            against,
            others: said.collect(),
            article: Arc::clone(article),
            sentence: self.span,
        })
    }
}

/// What the others give in contradiction to a sentence, by the comparison of their story.
fn against_in(
    story: &Compared,
    article: &Arc<Article>,
    sentence: Span,
    beside: &[Arc<Article>],
    pairs: Vec<Naming>,
) -> Result<Vec<Against>> {
    let is_own = |at: usize| {
        story
            .articles
            .get(at)
            .is_some_and(|one| one.id == article.id)
    };
    let mut found = Vec::new();
    for finding in &story.comparison.findings {
        if finding.weight() == Weight::Contradiction
            && let Some(own) = finding
                .values
                .iter()
                .find(|value| is_own(value.article) && value.span().overlaps(sentence))
        {
            let others = finding.values.iter().filter(|value| !is_own(value.article));
            let others = others.filter(|value| value.text != own.text);
            found.extend(others.filter_map(|value| {
                let other = story.articles.get(value.article)?;
                against(finding, other, own.span(), value.span())
            }));
        }
    }
    // A finding of several has values that contradict each other and such as do not: two articles alone tell which.
    let mut pairs: Vec<Option<Naming>> = pairs.into_iter().map(Some).collect();
    let mut compared: Vec<(String, Vec<Finding>)> = Vec::new();
    for one in &found {
        let id = &one.article.id;
        if compared.iter().any(|(known, _)| known == id) {
            continue;
        }
        let at = beside.iter().position(|other| other.id == *id);
        let Some(naming) = at.and_then(|at| pairs.get_mut(at)?.take()) else {
            continue;
        };
        let both = [article.as_ref(), one.article.as_ref()];
        most(&both)?;
        let entities = naming.entities(&both);
        let findings = comparing::compare_named(&both, &entities).findings;
        compared.push((id.clone(), findings));
    }
    let contradicts = |one: &Against| {
        let mut of = compared.iter().filter(|(id, _)| *id == one.article.id);
        of.any(|(_, findings)| contradict(findings, sentence, one.sentence))
    };
    let apart: Vec<bool> = found.iter().map(contradicts).collect();
    if apart.contains(&true) {
        let mut apart = apart.into_iter();
        found.retain(|_| apart.next() == Some(true));
    }
    Ok(found)
}

/// Whether two articles by themselves contradict each other there.
fn contradict(findings: &[Finding], sentence: Span, other: Span) -> bool {
    findings.iter().any(|finding| {
        let gives = |at: usize, span: Span| {
            let mut values = finding.values.iter();
            values.any(|value| value.article == at && value.span().overlaps(span))
        };
        finding.weight() == Weight::Contradiction && gives(0, sentence) && gives(1, other)
    })
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
