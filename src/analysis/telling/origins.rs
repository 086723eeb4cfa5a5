//! From how many places something is told: five outlets that print one agency's words are one source, not five.

use crate::model::{Comparison, Finding, SamePassage, Span, Value};

/// Share of the words of a value that stand word for word in another article from which it has them from there, or both from one place.
const COPIED: f64 = 0.5;

/// The articles of a finding, those together whose values lie in passages that stand word for word in one another; in the order of the
/// articles. Time grows with the values and the passages that the articles share.
pub fn origins(comparison: &Comparison, finding: &Finding) -> Vec<Vec<usize>> {
    let mut articles: Vec<usize> = finding.values.iter().map(|value| value.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let mut origins: Vec<Vec<usize>> = Vec::new();
    for article in articles {
        let of_one = |origin: &Vec<usize>| {
            let mut known = origin.iter();
            known.any(|&other| is_copied(comparison, finding, article, other))
        };
        let (mut together, rest): (Vec<_>, Vec<_>) = origins.into_iter().partition(of_one);
        origins = rest;
        let mut origin = together.drain(..).flatten().collect::<Vec<usize>>();
        origin.push(article);
        origin.sort_unstable();
        origins.push(origin);
    }
    origins.sort_unstable();
    origins
}

/// A value of each of two articles lies in words that both have.
fn is_copied(comparison: &Comparison, finding: &Finding, one: usize, other: usize) -> bool {
    let copies = comparison.copies.iter();
    let copies: Vec<[Span; 2]> = copies
        .filter_map(|copy| between(copy, one, other))
        .collect();
    let lies = |article: usize, side: usize| {
        let mut values = finding.values.iter();
        values.any(|value: &Value| {
            let copied: usize = copies
                .iter()
                .map(|ends| common(ends[side], value.span()))
                .sum();
            value.article == article && copied as f64 >= COPIED * value.span().len().max(1) as f64
        })
    };
    !copies.is_empty() && lies(one, 0) && lies(other, 1)
}

/// The passage in each of two articles, in this order, if it is theirs.
fn between(copy: &SamePassage, one: usize, other: usize) -> Option<[Span; 2]> {
    let [a, b] = copy.ends;
    match (a.0, b.0) {
        ends if ends == (one, other) => Some([a.1, b.1]),
        ends if ends == (other, one) => Some([b.1, a.1]),
        _ => None,
    }
}

/// Bytes that two spans have in common.
fn common(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

#[cfg(test)]
mod tests {
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
    use crate::analysis::telling::exhibit::Exhibit;
    use crate::model::{Article, Draft, FindingKind};

    fn article(id: &str, text: &str) -> Article {
        let draft = Draft {
            outlet: Some(id.to_string()),
            paragraphs: text.split('\n').map(str::to_string).collect(),
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.to_string())
    }

    const AGENCY: &str = "The ferry Sea Lark ran aground off Port Merrow harbour on Friday with 412 passengers on board, and all of them were \
        brought ashore in small boats before the tide turned.";
    const OWN: &str = "All 412 passengers of the Sea Lark came ashore, a harbour pilot told this paper, after the ferry struck a bar off Port Merrow.";

    fn told(texts: &[&str]) -> Vec<(usize, Option<String>)> {
        let articles: Vec<Article> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| article(&format!("Outlet {at}"), text))
            .collect();
        let refs: Vec<&Article> = articles.iter().collect();
        let comparison = compare(&refs);
        let facts = comparison.findings.iter();
        let facts = facts.filter(|finding| {
            finding.kind == FindingKind::Fact
                && finding.values.iter().any(|v| v.text.contains("412"))
        });
        facts
            .map(|finding| {
                let exhibit = Exhibit::of(&comparison, finding, articles.len());
                let name = |at: usize| articles[at].outlet_name().to_string();
                (exhibit.origins.len(), exhibit.copied(name))
            })
            .collect()
    }

    #[test]
    fn two_that_print_one_agency_are_one_origin() {
        let told = told(&[AGENCY, &format!("{AGENCY} Divers looked at the hull."), OWN]);
        let words = "3 articles, 2 origins: Outlet 0 and Outlet 1 share the words";
        assert_eq!(told, [(2, Some(words.to_string()))]);
    }

    #[test]
    fn who_says_it_in_his_own_words_is_an_origin() {
        assert_eq!(told(&[AGENCY, OWN]), [(2, None)]);
    }
}
