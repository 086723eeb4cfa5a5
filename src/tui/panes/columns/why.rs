//! Why a row of the comparison is one row, and what is found in it.

use super::Cell;
use crate::model::Finding;
use crate::tui::called::named;
use crate::tui::effect::Shown;
use crate::tui::panes::likeness::{self, Passage};
use crate::tui::panes::wording::line;
use crate::worker::request::Compared;

/// By which words one of the passages denies what another says, or leaves it open.
fn denials(passages: &[Passage]) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, one) in passages.iter().enumerate() {
        for other in &passages[at + 1..] {
            lines.extend(likeness::otherwise(one, other));
        }
    }
    lines
}

/// The window that says why.
pub(super) fn window(compared: &Compared, cell: &Cell) -> Shown {
    let row = compared.comparison.rows.get(cell.row);
    let spans = row.map_or(&[][..], |row| &row.spans);
    let marks = compared.marks.get(cell.row);
    let passages: Vec<Passage> = (compared.articles.iter().enumerate())
        .filter_map(|(column, article)| {
            Some(Passage {
                article,
                name: named(compared, column),
                span: (*spans.get(column)?)?,
                marks: marks
                    .and_then(|row| row.get(column))
                    .map_or(&[], Vec::as_slice),
            })
        })
        .collect();
    let mut lines = Vec::new();
    if passages.len() > 1 {
        let score = row.map_or(0.0, |row| row.score) * 100.0;
        let count = passages.len();
        lines.push(match row.is_some_and(|row| row.related) {
            true => format!(
                "{count} articles tell of one thing here, and are not known to say the same of it: {score:.0} % alike."
            ),
            false => format!("{count} articles say this: {score:.0} % alike."),
        });
        lines.extend(denials(&passages));
        lines.push(String::new());
        lines.extend(likeness::lines(&passages));
    } else {
        let outlet = named(compared, cell.column);
        lines.push(format!(
            "Nothing in the other articles comes near enough to this sentence of {outlet} to stand beside it."
        ));
        lines.push(
            "o shows what comes nearest, and how near, in every article of the story.".into(),
        );
    }
    let about = compared.comparison.findings.iter().filter(|finding| {
        passages.iter().any(|passage| {
            let is_here = |finding: &Finding| {
                finding.values.iter().any(|value| {
                    let article = compared.articles.get(value.article);
                    article.is_some_and(|of| of.id == passage.article.id)
                        && passage.span.overlaps(value.span())
                })
            };
            is_here(finding)
        })
    });
    let findings: Vec<String> = about
        .map(|finding| format!("{} {}", finding.sign(), line(compared, finding)))
        .collect();
    if !findings.is_empty() {
        lines.push(String::new());
        lines.push("Findings that it proves:".to_string());
        lines.extend(findings);
    }
    Shown::text("Why this row", lines)
}
