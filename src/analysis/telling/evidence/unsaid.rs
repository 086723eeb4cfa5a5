//! Who has no value of a finding, and what that means: it may stand there all the same, or it was looked for and not found.

use crate::model::{Article, Comparison, Finding};

/// The articles without a value of a finding, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// They may say it in other words, or in the part of them that is not held.
    pub unsure: Vec<usize>,
    /// Nothing near it was found.
    pub silent: Vec<usize>,
}

/// Sorts the first `count` articles of a comparison that have no value of a finding.
pub fn unsaid(comparison: &Comparison, finding: &Finding, count: usize) -> Unsaid {
    let mut said = vec![false; count];
    for value in &finding.values {
        if let Some(said) = said.get_mut(value.article) {
            *said = true;
        }
    }
    let without = (0..count).filter(|&article| !said[article]);
    let (unsure, silent) = without.partition(|&article| may_say(comparison, finding, article));
    Unsaid { unsure, silent }
}

/// Whether an article without a value of a finding may say it all the same.
pub fn may_say(comparison: &Comparison, finding: &Finding, article: usize) -> bool {
    finding.unsure.contains(&article) || comparison.excerpts.contains(&article)
}

/// Whether the outlet of an article has another article on the same table: its name alone does not tell which is meant.
pub fn has_twin<'a>(articles: impl IntoIterator<Item = &'a Article>, column: usize) -> bool {
    let outlets: Vec<Option<&str>> = articles
        .into_iter()
        .map(|article| article.outlet.as_deref())
        .collect();
    let Some(Some(own)) = outlets.get(column) else {
        return false;
    };
    let mut others = outlets.iter().enumerate();
    others.any(|(at, outlet)| at != column && *outlet == Some(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FindingKind, Sureness, Value, Verdict};

    fn article(outlet: Option<&str>) -> Article {
        let mut article =
            crate::analysis::reading::analyse(crate::model::Draft::default(), "0".into());
        article.outlet = outlet.map(str::to_string);
        article
    }

    #[test]
    fn who_may_say_it_is_not_called_silent() {
        let finding = Finding {
            kind: FindingKind::Fact,
            what: "the harbour closed".into(),
            values: vec![Value {
                article: 0,
                text: "closed".into(),
                start: 0,
                end: 6,
                partly: false,
                otherwise: false,
            }],
            verdict: Verdict::Shared,
            sure: Sureness::default(),
            why: String::new(),
            unsure: vec![2],
        };
        let comparison = Comparison {
            excerpts: vec![3],
            ..Comparison::default()
        };
        let told = unsaid(&comparison, &finding, 5);
        assert_eq!((told.unsure, told.silent), (vec![2, 3], vec![1, 4]));
        assert_eq!(unsaid(&comparison, &finding, 0), Unsaid::default());
    }

    #[test]
    fn two_articles_of_one_outlet_are_twins_and_two_of_none_are_not() {
        let articles = [Some("A"), None, Some("B"), Some("A"), None].map(article);
        let twins: Vec<bool> = (0..6).map(|at| has_twin(&articles, at)).collect();
        assert_eq!(twins, [true, false, false, true, false, false]);
    }
}
