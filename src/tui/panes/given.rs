//! What the articles give for a finding: each value once, with all that give it.

use crate::analysis::telling::exhibit::{Part, part};
use crate::analysis::telling::sums;
use crate::analysis::text::words::fold;
use crate::model::{Comparison, Figure, Finding, FindingKind, Span, Value, Verdict};
use crate::tui::called::{named, short};
use crate::tui::legend::NOT_FOUND;
use crate::worker::request::Compared;

/// A value, and who gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// As the first of them writes it; of a fact that it is told in part or otherwise, nothing where it is told whole.
    pub words: String,
    /// The columns that give it, in order; of a sum, first the one that gives both parts in one sentence.
    pub articles: Vec<usize>,
    /// Where the first of them does, bytes of its body.
    pub span: Span,
}

/// What makes two values one: a number is the same however it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Words(String),
    Figure(u64, Option<u64>, String, String),
    /// Both parts of a sum.
    Sum,
}

/// What the articles that have a part in a finding give, each value once; what most give stands first. Of facts those that tell
/// as much of it stand together. Costs as much as there are values times different ones.
pub fn given(compared: &Compared, finding: &Finding) -> Vec<Given> {
    match finding.kind {
        FindingKind::OnlyHere | FindingKind::Missing | FindingKind::Fact | FindingKind::Reuse => {
            by_article(compared, finding)
        }
        _ => by_value(compared, finding),
    }
}

fn by_value(compared: &Compared, finding: &Finding) -> Vec<Given> {
    let parts = parts(compared, finding);
    let mut all: Vec<(Key, Given)> = Vec::new();
    let mut take = |key: Key, words: String, article: usize, span: Span| match all
        .iter_mut()
        .find(|(other, _)| *other == key)
    {
        Some((_, given)) if given.articles.contains(&article) => {}
        Some((_, given)) => given.articles.push(article),
        None => all.push((
            key,
            Given {
                words,
                articles: vec![article],
                span,
            },
        )),
    };
    for article in 0..compared.articles.len() {
        let values = finding.values.iter().filter(|of| of.article == article);
        let values: Vec<(Key, &Value)> = values.map(|of| (key(compared, of), of)).collect();
        let has = |part: &Key| values.iter().find(|(key, _)| key == part);
        let sum = parts
            .as_ref()
            .and_then(|[one, two]| Some((has(one)?.1, has(two)?.1)));
        if let Some((one, two)) = sum {
            let words = format!("{} + {}", short(&one.text), short(&two.text));
            take(Key::Sum, words, article, around(compared, one, two));
        }
        let is_part = |key: &Key| parts.as_ref().is_some_and(|parts| parts.contains(key));
        let has_total = values.iter().any(|(key, _)| !is_part(key));
        for (key, value) in &values {
            // A part is no rival of the sum that it is told in, nor of the total beside it.
            if !is_part(key) || (sum.is_none() && !has_total) {
                take(key.clone(), short(&value.text), article, value.span());
            }
        }
    }
    // Who gives both parts in one sentence proves the sum best, and is named first.
    let sum = all.iter_mut().find(|(key, _)| *key == Key::Sum);
    if let (Some((_, given)), Some([one, two])) = (sum, told_together(compared, finding)) {
        given.articles.retain(|other| *other != one.article);
        given.articles.insert(0, one.article);
        given.span = one.span().join(two.span());
    }
    let mut all: Vec<Given> = all.into_iter().map(|(_, given)| given).collect();
    all.sort_by_key(|given| std::cmp::Reverse(given.articles.len()));
    all
}

/// What one article gives for a finding whose parts are added up, its parts as one; nothing where the finding is no such one.
pub fn summed(compared: &Compared, finding: &Finding, article: usize) -> Vec<String> {
    if parts(compared, finding).is_none() {
        return Vec::new();
    }
    let given = by_value(compared, finding).into_iter();
    let here = given.filter(|given| given.articles.contains(&article));
    here.map(|given| given.words).collect()
}

/// Both where they stand in one sentence, else the first of them.
fn around(compared: &Compared, one: &Value, two: &Value) -> Span {
    let article = compared.articles.get(one.article);
    let sentence = |value: &Value| article.and_then(|article| article.sentence_at(value.start));
    match sentence(one) == sentence(two) {
        true => one.span().join(two.span()),
        false => one.span(),
    }
}

fn key(compared: &Compared, value: &Value) -> Key {
    let figures = compared.articles.get(value.article);
    let mut figures = figures.map_or(&[][..], |article| &article.figures).iter();
    let figure = figures.find(|figure| figure.span() == value.span());
    let of = |figure: &Figure| {
        let to = figure.value_to.map(f64::to_bits);
        let modifier = format!("{:?}", figure.modifier);
        Key::Figure(figure.value.to_bits(), to, figure.unit.clone(), modifier)
    };
    figure.map_or_else(|| Key::Words(fold(&short(&value.text))), of)
}

/// The two parts that are added up.
fn parts(compared: &Compared, finding: &Finding) -> Option<[Key; 2]> {
    let parts = told_together(compared, finding)?;
    Some(parts.map(|part| key(compared, part)))
}

/// The same as one article gives them in one sentence.
fn told_together<'f>(compared: &Compared, finding: &'f Finding) -> Option<[&'f Value; 2]> {
    sums::parts(finding, |at| compared.articles.get(at).map(AsRef::as_ref))
}

fn by_article(compared: &Compared, finding: &Finding) -> Vec<Given> {
    let mut all: Vec<Given> = Vec::new();
    for article in 0..compared.articles.len() {
        let values = || finding.values.iter().filter(|of| of.article == article);
        let Some(first) = values().next() else {
            continue;
        };
        let words = match finding.kind {
            FindingKind::Fact => match part(finding, values()) {
                Part::Whole => String::new(),
                part => format!("({})", part.words()),
            },
            FindingKind::Reuse => reused(&compared.comparison, article),
            _ => String::new(),
        };
        // Of a fact that differs each article has its own sentence.
        let apart = finding.kind == FindingKind::Fact && finding.verdict == Verdict::Differs;
        let same = |given: &&mut Given| !apart && given.words == words;
        match all.iter_mut().find(same) {
            Some(given) => given.articles.push(article),
            None => all.push(Given {
                words,
                articles: vec![article],
                span: first.span(),
            }),
        }
    }
    all
}

/// What the articles that have a part in a finding say, by the column of the first that says it: `123: Alpha Wire, Beta Post`;
/// of a fact, only that they tell it.
pub fn said(compared: &Compared, finding: &Finding) -> Vec<(usize, String)> {
    let is_fact = finding.kind == FindingKind::Fact;
    let told = |given: Given| {
        let names = given.articles.iter().map(|&at| named(compared, at));
        let names = names.collect::<Vec<String>>().join(", ");
        let words = match (given.words.is_empty(), is_fact) {
            (true, _) => names,
            (false, true) => format!("{names} {}", given.words),
            (false, false) => format!("{} ({names})", given.words),
        };
        (given.articles.first().copied().unwrap_or(0), words)
    };
    given(compared, finding).into_iter().map(told).collect()
}

/// Each value once, however it is capitalised.
pub fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        if !kept.iter().any(|other| fold(other) == fold(&value)) {
            kept.push(value);
        }
    }
    kept
}

/// How much of the article stands word for word in others, or that it is where the others likely have it from.
pub fn reused(comparison: &Comparison, column: usize) -> String {
    let of_article = comparison.reused.iter().find(|of| of.article == column);
    match of_article {
        Some(of) if of.source => "source".to_string(),
        Some(of) => format!("{} %", of.percent),
        None => NOT_FOUND.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn compared(texts: &[&str]) -> Compared {
        let article = |(number, text): (usize, &&str)| {
            let draft = Draft {
                outlet: Some(["Alpha", "Beta", "Gamma"][number].into()),
                paragraphs: text.split('\n').map(str::to_string).collect(),
                language: Some("en".into()),
                ..Draft::default()
            };
            Arc::new(analyse(draft, number.to_string()))
        };
        let articles: Vec<_> = texts.iter().enumerate().map(article).collect();
        let refs: Vec<_> = articles.iter().map(AsRef::as_ref).collect();
        Compared {
            comparison: compare(&refs),
            articles: articles.clone(),
            ..Compared::default()
        }
    }

    fn rows(texts: &[&str], kind: FindingKind) -> Vec<Vec<(String, Vec<usize>)>> {
        let compared = compared(texts);
        let findings = compared.comparison.findings.iter();
        let several = findings.filter(|of| of.kind == kind && of.verdict != Verdict::OneOnly);
        let row = |given: Given| (given.words, given.articles);
        several
            .map(|of| given(&compared, of).into_iter().map(row).collect())
            .collect()
    }

    #[test]
    fn a_value_stands_once_with_all_that_give_it_and_parts_stand_together() {
        let parts = "Norland took in 114 freed prisoners on Saturday, its government said.\n\
                     The authorities in Norland said five Norlanders and 104 Sudrians had arrived.";
        let total = "Norland took in 114 freed prisoners on Saturday, the ministry said.";
        let rows = rows(&[parts, total], FindingKind::Figure);
        let all: Vec<_> = rows.into_iter().flatten().collect();
        assert!(all.contains(&("five + 104".into(), vec![0])), "{all:?}");
        assert!(all.contains(&("114".into(), vec![0, 1])), "{all:?}");
    }

    #[test]
    fn a_part_is_no_rival_of_the_total_that_its_article_gives() {
        let parts = "Norland took in freed prisoners on Saturday, its government said.\n\
                     The authorities in Norland said five Norlanders and 104 Sudrians had arrived.";
        let total = "Norland took in 114 freed prisoners on Saturday, including five Norlanders, the ministry said.";
        let compared = compared(&[parts, total]);
        let findings = compared.comparison.findings.iter();
        let sums: Vec<&Finding> = findings
            .filter(|of| sums::SUMS.contains(&of.sure.ground.as_str()))
            .collect();
        assert!(!sums.is_empty());
        for finding in sums {
            for given in given(&compared, finding) {
                assert_ne!(given.words, "five", "{finding:?}");
            }
            assert_eq!(summed(&compared, finding, 1), ["114"]);
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written_and_what_most_give_stands_first() {
        let say = |number: &str| {
            format!("The ferry Sea Lark ran aground with {number} passengers on board on Tuesday.")
        };
        let (nine, word, ten) = (say("9"), say("nine"), say("12"));
        let rows = rows(&[&ten, &nine, &word], FindingKind::Figure);
        assert_eq!(rows.len(), 1, "{rows:?}");
        assert_eq!(rows[0], [("9".into(), vec![1, 2]), ("12".into(), vec![0])]);
    }

    #[test]
    fn the_same_words_stand_once_however_they_are_capitalised() {
        let values = ["Very productive", "very productive", "productive"];
        let values = values.iter().map(|value| value.to_string());
        assert_eq!(distinct(values), ["Very productive", "productive"]);
    }
}
