//! A finding in words: its line, who says what and who is not found to, and the sentences that prove it.

use super::given::said;
use crate::analysis::telling::exhibit::{self, Absence, Exhibit};
use crate::analysis::text::words::fold;
use crate::model::{Finding, FindingKind, Span, Verdict};
use crate::tui::called::{named, one_line};
use crate::worker::request::Compared;

/// The sentences that prove a finding, in article order: article, sentence, and the values in it.
pub fn places(compared: &Compared, finding: &Finding) -> Vec<(usize, Span, Vec<Span>)> {
    let article = |column: usize| compared.articles.get(column).map(AsRef::as_ref);
    let places = exhibit::places(finding, article).into_iter();
    places
        .map(|place| (place.article, place.whole, place.values))
        .collect()
}

/// Whether the line of a finding, its kind, its verdict or a sentence that proves it has `wanted`, which is folded, in it.
pub fn matches(compared: &Compared, finding: &Finding, wanted: &str) -> bool {
    wanted.is_empty()
        || fold(&line(compared, finding)).contains(wanted)
        || fold(finding.kind.heading()).contains(wanted)
        || finding.words().contains(wanted)
        || places(compared, finding).iter().any(|(column, whole, _)| {
            let article = compared.articles.get(*column);
            article.is_some_and(|article| fold(&one_line(article.text(*whole))).contains(wanted))
        })
}

/// `political prisoners · Alpha Wire: 123 | Beta Post: more than 100`.
pub fn line(compared: &Compared, finding: &Finding) -> String {
    let said = said(compared, finding);
    let parts: Vec<String> = said.into_iter().map(|(_, words)| words).collect();
    match finding.kind {
        FindingKind::OnlyHere | FindingKind::Missing | FindingKind::Fact => {
            let by = match finding.verdict {
                Verdict::Related => "told of by",
                _ => "said by",
            };
            let mut line = format!("{} · {by} {}", finding.what, parts.join(", "));
            for words in without(compared, finding) {
                line += &format!("; {words}");
            }
            line
        }
        _ => format!("{} · {}", finding.what, parts.join(" | ")),
    }
}

/// Who has the words of it from one place, then what a fact says of the articles that have no value of it: who may say it, and who was
/// not found to.
pub fn without(compared: &Compared, finding: &Finding) -> Vec<String> {
    let exhibit = Exhibit::of(&compared.comparison, finding, compared.articles.len());
    let told = exhibit.absent().into_iter().map(|(absence, which)| {
        let words = match absence {
            Absence::MaySay => "not known of",
            Absence::NotFound => "not found in",
        };
        let names = which.iter().map(|&column| named(compared, column));
        format!("{words} {}", names.collect::<Vec<String>>().join(", "))
    });
    let copied = exhibit.copied(|column| named(compared, column));
    copied.into_iter().chain(told).collect()
}

/// The columns that have a value of a finding, in order.
pub fn columns(finding: &Finding) -> Vec<usize> {
    let mut columns: Vec<usize> = finding.values.iter().map(|value| value.article).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}
