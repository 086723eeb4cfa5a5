//! Which rows the verdicts have: what differs, one by one; what agrees or stands alone, folded into a line each.

use crate::model::{FindingKind, Weight};
use crate::tui::panes::finding::Narrowed;
use crate::tui::panes::{again, wording};
use crate::worker::request::Compared;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Finding(usize),
    /// So many findings of a weight, folded away or not.
    Fold(Weight, usize, Folding),
    /// Above the list of articles, folded away or not.
    Articles,
    Article(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folding {
    Closed,
    Open,
}

impl Row {
    /// The same row in a story that was compared anew.
    pub fn again(self, was: &Compared, now: &Compared) -> Option<Row> {
        match self {
            Row::Article(index) => again::article(was, index, now).map(Row::Article),
            Row::Finding(index) => again::finding_at(was, index, now).map(Row::Finding),
            row => Some(row),
        }
    }

    /// The row in words that [`Row::read`] finds it again by, also after a restart.
    pub fn written(self, compared: &Compared) -> String {
        let findings = &compared.comparison.findings;
        let articles = &compared.comparison.articles;
        match self {
            Row::Finding(at) => findings.get(at).map(again::written).unwrap_or_default(),
            Row::Fold(weight, ..) => format!("fold\n{weight:?}"),
            Row::Articles => "articles\n".to_string(),
            Row::Article(at) => format!("article\n{}", articles.get(at).map_or("", String::as_str)),
        }
    }

    /// The row that was written so.
    pub fn read(written: &str, now: &Compared) -> Option<Row> {
        let (kind, of) = written.split_once('\n')?;
        let fold = |weight: Weight| Row::Fold(weight, 0, Folding::Closed);
        match kind {
            "fold" => {
                let mut weights = Weight::ALL.into_iter();
                weights.find(|weight| format!("{weight:?}") == of).map(fold)
            }
            "articles" => Some(Row::Articles),
            "article" => {
                let mut ids = now.comparison.articles.iter();
                ids.position(|id| id == of).map(Row::Article)
            }
            _ => again::read(written, now).map(Row::Finding),
        }
    }

    /// A fold stays the same one, however many findings it holds.
    pub fn is_same(&self, other: &Row) -> bool {
        match (self, other) {
            (Row::Fold(one, ..), Row::Fold(two, ..)) => one == two,
            (one, two) => one == two,
        }
    }
}

/// What the reader wants to see of the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub kind: Option<FindingKind>,
    /// As typed, with case and accents folded.
    pub filter: String,
    /// Weights whose fold is not as it is at first.
    pub open: Vec<Weight>,
    /// The articles are listed.
    pub articles: bool,
}

impl Wish {
    /// The reader looks for something: nothing is folded.
    pub fn narrows(&self) -> bool {
        self.kind.is_some() || !self.filter.is_empty()
    }

    pub fn narrowed(&self) -> Narrowed {
        Narrowed::of(self.kind, &self.filter)
    }

    /// Opens the fold of a weight, or closes it.
    pub fn turn(&mut self, weight: Weight) {
        match self.open.iter().position(|other| *other == weight) {
            Some(at) => drop(self.open.remove(at)),
            None => self.open.push(weight),
        }
    }

    /// Sees to it that findings of a weight show.
    pub fn show(&mut self, weight: Weight) {
        if folds(weight) && !self.open.contains(&weight) {
            self.open.push(weight);
        }
    }

    /// Opens every fold, or closes all where one is open.
    pub fn turn_all(&mut self) {
        let any = !self.open.is_empty();
        self.open = match any {
            true => Vec::new(),
            false => Weight::ALL.into_iter().filter(|of| folds(*of)).collect(),
        };
        self.articles = !any;
    }
}

/// What agrees, and what one alone has, is a line until the reader asks for it.
fn folds(weight: Weight) -> bool {
    !matches!(weight, Weight::Contradiction | Weight::Loose)
}

/// The rows of a story's findings, what presses most first.
pub(super) fn rows(compared: &Compared, wish: &Wish) -> Vec<Row> {
    let all = &compared.comparison.findings;
    let wanted = |index: &usize| {
        let finding = &all[*index];
        wish.kind.is_none_or(|only| only == finding.kind)
            && wording::matches(compared, finding, &wish.filter)
    };
    let mut found: Vec<usize> = (0..all.len()).filter(wanted).collect();
    found.sort_by_key(|&index| all[index].rank());
    if wish.narrows() {
        return found.into_iter().map(Row::Finding).collect();
    }
    let mut rows = Vec::new();
    for weight in Weight::ALL {
        let of_weight = found.iter().filter(|&&index| all[index].weight() == weight);
        let of_weight: Vec<Row> = of_weight.map(|&index| Row::Finding(index)).collect();
        if of_weight.is_empty() {
            continue;
        }
        let open = wish.open.contains(&weight);
        if folds(weight) {
            let folding = if open { Folding::Open } else { Folding::Closed };
            rows.push(Row::Fold(weight, of_weight.len(), folding));
        }
        if open || !folds(weight) {
            rows.extend(of_weight);
        }
    }
    if !compared.articles.is_empty() {
        rows.push(Row::Articles);
    }
    if wish.articles {
        rows.extend((0..compared.articles.len()).map(Row::Article));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Comparison, Finding, Sureness, Verdict};

    fn compared(findings: &[(FindingKind, Verdict)]) -> Compared {
        let findings = findings.iter().enumerate();
        let findings = findings.map(|(number, &(kind, verdict))| Finding {
            unsure: Vec::new(),
            kind,
            what: format!("thing {number}"),
            values: Vec::new(),
            verdict,
            sure: Sureness::default(),
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
    fn contradictions_stand_first_and_agreement_is_a_line() {
        let compared = compared(&[
            (FindingKind::Figure, Verdict::Same),
            (FindingKind::Quote, Verdict::Reworded),
            (FindingKind::Figure, Verdict::Differs),
            (FindingKind::Fact, Verdict::Shared),
        ]);
        let mut wish = Wish::default();
        let closed = Row::Fold(Weight::Alike, 2, Folding::Closed);
        assert_eq!(
            rows(&compared, &wish),
            [Row::Finding(2), Row::Finding(1), closed]
        );
        wish.turn_all();
        assert_eq!(rows(&compared, &wish).len(), 5);
        wish.turn_all();
        assert_eq!(rows(&compared, &wish).len(), 3);
        wish.filter = "thing 3".into();
        assert_eq!(rows(&compared, &wish), [Row::Finding(3)]);
    }

    #[test]
    fn every_kind_of_finding_is_behind_some_row() {
        let compared = compared(&FindingKind::ALL.map(|kind| (kind, Verdict::Same)));
        let mut wish = Wish::default();
        wish.turn_all();
        let shown = rows(&compared, &wish);
        for index in 0..FindingKind::ALL.len() {
            assert!(shown.contains(&Row::Finding(index)));
        }
    }
}
