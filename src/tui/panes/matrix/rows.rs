//! Which rows the matrix has: the articles, and the findings by kind, what differs first and long tails folded.

use crate::model::{FindingKind, Verdict, Weight};
use crate::tui::legend::{FOLDED, UNFOLDED};
use crate::tui::panes::{again, wording};
use crate::worker::request::Compared;

/// Rows of a long block that stand before its fold: the most telling ones.
const LEADING: usize = 6;
/// Facts that stand before their fold: those that most articles tell.
const LEADING_FACTS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Article(usize),
    Blank,
    Columns,
    /// The kind; which findings of it there are is counted when it is painted.
    Heading(FindingKind),
    Finding(usize),
    /// So many findings of a kind, folded away or not.
    Fold(FindingKind, usize, Folding),
}

impl Row {
    /// The same row in a table that was made anew.
    pub fn again(self, was: &Compared, now: &Compared) -> Option<Row> {
        match self {
            Row::Article(index) => again::article(was, index, now).map(Row::Article),
            Row::Finding(index) => again::finding_at(was, index, now).map(Row::Finding),
            row => Some(row),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folding {
    Closed,
    Open,
}

/// What the reader wants to see of the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub kind: Option<FindingKind>,
    /// As typed, with case and accents folded.
    pub filter: String,
    /// Kinds whose fold is open.
    pub open: Vec<FindingKind>,
}

impl Wish {
    /// The reader looks for something: nothing is folded, and the findings stand first.
    pub fn narrows(&self) -> bool {
        self.kind.is_some() || !self.filter.is_empty()
    }
}

/// The rows of all findings that are wanted, under the heads of the columns.
pub(super) fn of_findings(compared: &Compared, wish: &Wish) -> Vec<Row> {
    let all = &compared.comparison.findings;
    let mut rows = vec![Row::Columns];
    let kinds = FindingKind::ALL.into_iter();
    for kind in kinds.filter(|kind| wish.kind.is_none_or(|only| only == *kind)) {
        let wanted = |index: &usize| {
            all[*index].kind == kind && wording::matches(compared, &all[*index], &wish.filter)
        };
        let found: Vec<usize> = (0..all.len()).filter(wanted).collect();
        if found.is_empty() {
            continue;
        }
        rows.push(Row::Heading(kind));
        let (before, behind): (Vec<usize>, Vec<usize>) = if wish.narrows() {
            (found, Vec::new())
        } else {
            parted(compared, kind, found)
        };
        rows.extend(before.into_iter().map(Row::Finding));
        if !behind.is_empty() {
            let folding = if wish.open.contains(&kind) {
                Folding::Open
            } else {
                Folding::Closed
            };
            rows.push(Row::Fold(kind, behind.len(), folding));
            if folding == Folding::Open {
                rows.extend(behind.into_iter().map(Row::Finding));
            }
        }
    }
    rows
}

/// The findings of a kind that always stand there, and those that fold.
fn parted(compared: &Compared, kind: FindingKind, found: Vec<usize>) -> (Vec<usize>, Vec<usize>) {
    let findings = &compared.comparison.findings;
    let mut found = found;
    if kind == FindingKind::Date {
        found.sort_by_key(|&index| findings[index].rank());
    }
    let (before, behind): (Vec<usize>, Vec<usize>) = match kind {
        FindingKind::Figure | FindingKind::Quote => found
            .iter()
            .partition(|&&index| findings[index].verdict != Verdict::OneOnly),
        FindingKind::Fact => split(&found, LEADING_FACTS),
        FindingKind::OnlyHere | FindingKind::Missing => split(&found, LEADING),
        FindingKind::Name | FindingKind::Date | FindingKind::Reuse => (found.clone(), Vec::new()),
    };
    // One row folded away saves nothing.
    if behind.len() < 2 {
        (found, Vec::new())
    } else {
        (before, behind)
    }
}

fn split(found: &[usize], at: usize) -> (Vec<usize>, Vec<usize>) {
    let (before, behind) = found.split_at(at.min(found.len()));
    (before.to_vec(), behind.to_vec())
}

/// How many findings of a kind are wanted, and of which weights: what presses most first.
pub(super) fn counted(compared: &Compared, wish: &Wish, kind: FindingKind) -> Vec<(Weight, usize)> {
    let mut counts = Weight::ALL.map(|weight| (weight, 0)).to_vec();
    let findings = compared.comparison.findings.iter();
    let wanted = findings.filter(|finding| {
        finding.kind == kind && wording::matches(compared, finding, &wish.filter)
    });
    for finding in wanted {
        let mut same = counts.iter_mut();
        if let Some((_, count)) = same.find(|(weight, _)| *weight == finding.weight()) {
            *count += 1;
        }
    }
    counts.retain(|(_, count)| *count > 0);
    counts
}

/// `+ 14 figures in one article only`.
pub(super) fn fold_line(kind: FindingKind, count: usize, folding: Folding) -> String {
    let what = match kind {
        FindingKind::Figure => "figures in one article only",
        FindingKind::Quote => "quotes in one article only",
        FindingKind::OnlyHere => "more facts in one article only",
        FindingKind::Missing => "more facts that one article lacks",
        _ => "more, in fewer articles or later in them",
    };
    match folding {
        Folding::Closed => format!("{FOLDED} {count} {what}"),
        Folding::Open => format!("{UNFOLDED} {count} {what}:"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Comparison, Finding};

    fn compared(findings: &[(FindingKind, Verdict)]) -> Compared {
        let findings = findings.iter().enumerate();
        let findings = findings.map(|(number, &(kind, verdict))| Finding {
            unsure: Vec::new(),
            kind,
            what: format!("thing {number}"),
            values: Vec::new(),
            verdict,
            sure: crate::model::Sureness::default(),
            why: String::new(),
        });
        Compared {
            comparison: Comparison {
                findings: findings.collect(),
                ..Comparison::default()
            },
            ..Compared::default()
        }
    }

    #[test]
    fn every_kind_of_finding_has_its_block() {
        let compared = compared(&FindingKind::ALL.map(|kind| (kind, Verdict::Same)));
        let shown = of_findings(&compared, &Wish::default());
        for kind in FindingKind::ALL {
            assert!(shown.contains(&Row::Heading(kind)), "{}", kind.heading());
        }
    }

    #[test]
    fn figures_of_one_article_only_fold_behind_those_of_several() {
        let compared = compared(&[
            (FindingKind::Figure, Verdict::OneOnly),
            (FindingKind::Figure, Verdict::Differs),
            (FindingKind::Figure, Verdict::OneOnly),
        ]);
        let mut wish = Wish::default();
        let closed = Row::Fold(FindingKind::Figure, 2, Folding::Closed);
        let heading = Row::Heading(FindingKind::Figure);
        assert_eq!(
            of_findings(&compared, &wish),
            [Row::Columns, heading, Row::Finding(1), closed]
        );
        wish.open.push(FindingKind::Figure);
        assert_eq!(of_findings(&compared, &wish).len(), 6);
        wish.open.clear();
        wish.kind = Some(FindingKind::Figure);
        assert_eq!(of_findings(&compared, &wish).len(), 5);
        wish.filter = "thing 2".into();
        assert_eq!(
            of_findings(&compared, &wish),
            [Row::Columns, heading, Row::Finding(2)]
        );
    }

    #[test]
    fn a_single_row_is_never_folded() {
        let compared = compared(&[
            (FindingKind::Quote, Verdict::Same),
            (FindingKind::Quote, Verdict::OneOnly),
        ]);
        let rows = of_findings(&compared, &Wish::default());
        assert_eq!(rows[2..], [Row::Finding(0), Row::Finding(1)]);
    }
}
