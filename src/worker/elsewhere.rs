//! What other articles say of a sentence, each with its article.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::desk::Desk;
use super::laid::{Laid, Last, OfStory};
use super::lighting::{is_told, unlit};
use super::naming::{Naming, most};
use super::request::{Compared, OthersSay, Told};
use crate::analysis::comparing;
use crate::analysis::telling::known::{Known, sides};
use crate::analysis::telling::sums::{SUMS, are_opposed};
use crate::model::{Article, Finding, FindingKind, Span, Value, Weight};

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
        let mut given = match &story {
            Some(story) => told_in(story, article, self.span, beside, self.pairs)?,
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
        let said: Vec<_> = said.collect();
        // What says it, or a part of it, is news only where nothing nearer stands in its article.
        given.retain(|one| {
            let near = said.iter().find(|(other, _)| other.id == one.article.id);
            let is_weak = near.is_none_or(|(_, said)| said.is_weak());
            !one.is_agreement() || is_weak
        });
        Ok(OthersSay {
            told: given,
            others: said,
            article: Arc::clone(article),
            sentence: self.span,
        })
    }
}

/// What the others give for what stands in a sentence, by the comparison of their story: of each of their sentences what weighs
/// most, and that first.
fn told_in(
    story: &Compared,
    article: &Arc<Article>,
    sentence: Span,
    beside: &[Arc<Article>],
    pairs: Vec<Naming>,
) -> Result<Vec<Told>> {
    let shown = |at: usize| story.articles.get(at).map(AsRef::as_ref);
    let is_own = |at: usize| shown(at).is_some_and(|one| one.id == article.id);
    let mut found: Vec<(&Finding, Told)> = Vec::new();
    for finding in &story.comparison.findings {
        let sides = sides(finding, shown);
        let is_here = |value: &Value| is_own(value.article) && value.span().overlaps(sentence);
        let Some((own, known)) = sides.iter().find(|(value, _)| is_here(value)) else {
            continue;
        };
        let others = sides.iter().filter(|(value, _)| !is_own(value.article));
        for (value, stands) in others {
            let Some(stands) = stands_to(finding, (own, *known), (value, *stands), shown) else {
                continue;
            };
            let other = story.articles.get(value.article);
            let of_value = other.and_then(|other| told(finding, stands, other, own, value));
            found.extend(of_value.map(|told| (finding, told)));
        }
    }
    // A finding of several has values that contradict each other and such as do not: two articles alone tell which. Of a sum they do
    // not, where one gives its parts in two sentences.
    let is_pair = |(finding, one): &(&Finding, Told)| {
        one.stands == Known::Differs && !SUMS.contains(&finding.sure.ground.as_str())
    };
    let mut pairs: Vec<Option<Naming>> = pairs.into_iter().map(Some).collect();
    let mut compared: Vec<(String, Vec<Finding>)> = Vec::new();
    for (_, one) in found.iter().filter(|one| is_pair(one)) {
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
    let contradicts = |one: &Told| {
        let mut of = compared.iter().filter(|(id, _)| *id == one.article.id);
        of.any(|(_, findings)| contradict(findings, sentence, one.sentence))
    };
    let is_apart = |one: &(&Finding, Told)| is_pair(one) && contradicts(&one.1);
    let apart: Vec<bool> = found.iter().map(is_apart).collect();
    let of_pairs: Vec<bool> = found.iter().map(is_pair).collect();
    let any_apart = apart.contains(&true);
    let mut keeps = apart.into_iter().zip(of_pairs);
    found.retain(|_| {
        let (is_apart, is_pair) = keeps.next().unwrap_or_default();
        !any_apart || !is_pair || is_apart
    });
    let mut told: Vec<Told> = found.into_iter().map(|(_, told)| told).collect();
    told.sort_by_key(|one| one.stands);
    let mut kept: Vec<Told> = Vec::new();
    for one in told {
        let is_it =
            |other: &Told| other.article.id == one.article.id && other.sentence == one.sentence;
        // Two contradictions of one sentence are two; what weighs less beside one that is there says nothing new.
        let is_known = kept.iter().filter(|other| is_it(other));
        let is_told = is_known.clone().any(|other| {
            one.stands != Known::Differs || other.what == one.what && other.value == one.value
        });
        if !is_told {
            kept.push(one);
        }
    }
    Ok(kept)
}

/// How the value of another article stands to the value asked about, by a finding in which both have a side; `None` where they are on
/// one side of it.
fn stands_to<'a>(
    finding: &Finding,
    (own, of_own): (&Value, Known),
    (value, of_value): (&Value, Known),
    shown: impl Fn(usize) -> Option<&'a Article>,
) -> Option<Known> {
    if finding.weight() == Weight::Alike {
        return Some(of_own.min(of_value));
    }
    if finding.kind == FindingKind::Fact && finding.weight() == Weight::Loose {
        return (own.otherwise != value.otherwise).then_some(Known::Loose);
    }
    let is_against = of_value <= Known::Loose && are_opposed(finding, (own, value), shown);
    is_against.then_some(of_own)
}

impl Told {
    /// It says the same, or a part of it: nothing stands against anything.
    pub fn is_agreement(&self) -> bool {
        !self.of_contradiction && matches!(self.stands, Known::Says | Known::Part)
    }
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

fn told(
    finding: &Finding,
    stands: Known,
    article: &Arc<Article>,
    own: &Value,
    value: &Value,
) -> Option<Told> {
    let sentence = *article.sentences.get(article.sentence_at(value.start)?)?;
    Some(Told {
        stands,
        article: Arc::clone(article),
        sentence,
        value: value.span(),
        own: own.span(),
        what: finding.what.clone(),
        why: finding.why.clone(),
        of_contradiction: finding.weight() == Weight::Contradiction,
    })
}
