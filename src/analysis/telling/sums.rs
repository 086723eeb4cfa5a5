//! A sum among the values of a finding: two parts that one sentence gives side by side, held against a total.

use crate::model::{Article, Finding, Span, Value, Weight};

/// The grounds of findings that hold two parts against a total; the names of grounds never change.
pub const SUMS: [&str; 2] = ["parts add up", "parts do not add up"];

/// The two parts that are added up: they stand in one sentence, joined, and the reason adds them. `article` gives those that are shown.
pub fn parts<'a, 'f>(
    finding: &'f Finding,
    article: impl Fn(usize) -> Option<&'a Article>,
) -> Option<[&'f Value; 2]> {
    if !SUMS.contains(&finding.sure.ground.as_str()) {
        return None;
    }
    finding.values.windows(2).find_map(|pair| {
        let [one, two] = pair else { return None };
        let of = article(one.article)?;
        let equation = format!("{} + {} =", one.text, two.text);
        let between = Span::new(one.end, two.start.max(one.end));
        let are_parts = one.article == two.article
            && finding.why.contains(&equation)
            && of.sentence_at(one.start) == of.sentence_at(two.start)
            && of.text(between).ends_with(" and ");
        are_parts.then_some([one, two])
    })
}

/// The values of a finding that cannot all be right: every one of a contradiction, but no part of a sum whose article does not give
/// the other one, for it is the sum that the total denies. None of a finding that is no contradiction.
pub fn contradicting<'a, 'f>(
    finding: &'f Finding,
    article: impl Fn(usize) -> Option<&'a Article>,
) -> Vec<&'f Value> {
    if finding.weight() != Weight::Contradiction {
        return Vec::new();
    }
    let all = finding.values.iter();
    let Some(parts) = parts(finding, &article) else {
        return all.collect();
    };
    let count = |value: &Value| {
        let mut figures = article(value.article)?.figures.iter();
        let figure = figures.find(|figure| figure.span() == value.span());
        figure.map(|figure| figure.value)
    };
    let counts = parts.map(count);
    let which = |value: &Value| counts.iter().position(|part| *part == count(value));
    let gives_the_other = |value: &Value, part: usize| {
        let mut others = finding.values.iter();
        others.any(|of| of.article == value.article && which(of) == Some(1 - part))
    };
    let contradicts = |value: &&Value| which(value).is_none_or(|part| gives_the_other(value, part));
    all.filter(contradicts).collect()
}

/// Whether two values of a contradiction are on two sides of it: a sum and a total, or two that are not one number or one text.
pub fn are_opposed<'a>(
    finding: &Finding,
    (one, other): (&Value, &Value),
    article: impl Fn(usize) -> Option<&'a Article>,
) -> bool {
    let count = |value: &Value| {
        let mut figures = article(value.article)?.figures.iter();
        let figure = figures.find(|figure| figure.span() == value.span())?;
        Some((figure.value, figure.value_to))
    };
    let counts = (count(one), count(other));
    match parts(finding, &article) {
        Some(parts) => {
            let is_part = |of| parts.iter().any(|part| count(part) == of);
            is_part(counts.0) != is_part(counts.1)
        }
        None => match counts {
            (Some(one), Some(other)) if one == other => false,
            _ => one.text != other.text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    const WHOLE: &str = "At the bridge the guards freed 114 prisoners on Friday.";
    const SUM: &str = "The guards freed five Sudrians and 104 Norlanders at the bridge on Friday.";
    const PART: &str = "The guards freed 104 Norlanders at the bridge on Friday.";

    fn values(texts: &[&str]) -> Vec<Vec<String>> {
        let articles: Vec<Article> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                let draft = Draft {
                    outlet: Some(format!("Outlet {at}")),
                    paragraphs: vec![text.to_string()],
                    language: Some("en".into()),
                    ..Draft::default()
                };
                analyse(draft, at.to_string())
            })
            .collect();
        let shown: Vec<&Article> = articles.iter().collect();
        let comparison = compare(&shown);
        let of = |finding: &Finding| {
            let all = contradicting(finding, |at| articles.get(at));
            let told = all
                .iter()
                .map(|value| format!("{} {}", value.article, value.text));
            told.collect::<Vec<String>>()
        };
        let all = comparison.findings.iter().map(of);
        all.filter(|told| !told.is_empty()).collect()
    }

    #[test]
    fn a_part_by_itself_contradicts_nothing() {
        let found = values(&[SUM, WHOLE, PART]);
        assert_eq!(found, [["0 five", "0 104", "1 114"]]);
    }

    #[test]
    fn parts_of_two_sentences_of_an_article_are_a_sum_that_contradicts() {
        let two = format!("{PART}\nThe guards freed five Sudrians at the bridge on Friday.");
        let found = values(&[SUM, WHOLE, &two]);
        assert_eq!(
            found,
            [["0 five", "0 104", "1 114", "2 104", "2 five"]],
            "{found:?}"
        );
    }

    #[test]
    fn parts_that_are_the_total_contradict_nothing() {
        let found = values(&[SUM, &WHOLE.replace("114", "109"), PART]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn of_other_contradictions_every_value_counts() {
        let ferry =
            "The ferry Sea Lark ran aground in the harbour of Port Merrow with 42 people on board.";
        let found = values(&[ferry, &ferry.replace("42", "45")]);
        assert_eq!(found, [["0 42", "1 45"]]);
    }
}
