//! What one finding tells, no other tells once more. Of 106 findings that strangers could not use 20 were such a repetition.

use super::figures::judge::PARTS_ADD_UP;
use crate::model::{Finding, FindingKind, Value, Verdict};

/// Share of a passage, or of the quotation, from which a finding for quotations tells it.
const IN_QUOTATION: f64 = 0.7;
/// The same for a sentence of one outlet: what stands around its quotation is mostly who said it.
const MOSTLY_QUOTED: f64 = 0.3;
/// Share of a value that has to lie in what another finding shows.
const INSIDE: f64 = 1.0;

/// Takes out what another finding has: a fact or a lone sentence that is a piece of a quotation; a figure that one outlet alone has in a
/// sentence that is told as its own; a number that several give alike inside a fact or a quotation that is told of them. Time grows with the
/// product of the numbers of findings.
pub(super) fn told_once(findings: &mut Vec<Finding>) {
    // Figures last: what is taken out itself tells none of them.
    for figures in [false, true] {
        let all = findings.clone();
        findings.retain(|finding| {
            let is_asked = (finding.kind == FindingKind::Figure) == figures;
            !is_asked || !all.iter().any(|other| tells(other, finding))
        });
    }
}

/// Whether a finding tells what another would only tell once more.
fn tells(other: &Finding, finding: &Finding) -> bool {
    let share = match (finding.kind, finding.verdict, other.kind) {
        (FindingKind::Fact | FindingKind::Missing, _, FindingKind::Quote) => IN_QUOTATION,
        (FindingKind::OnlyHere, _, FindingKind::Quote) => MOSTLY_QUOTED,
        (FindingKind::Figure, Verdict::OneOnly, FindingKind::OnlyHere) => INSIDE,
        (FindingKind::Figure, Verdict::Same, FindingKind::Fact | FindingKind::Quote) => INSIDE,
        _ => return false,
    };
    // What adds up is told though the fact that has the numbers is.
    if finding.sure.ground == PARTS_ADD_UP {
        return false;
    }
    let has = |value: &Value| {
        let mut same = other.values.iter();
        same.any(|told| told.article == value.article && common(told, value) >= share)
    };
    finding.values.iter().all(has)
}

/// Share of a value that lies in another.
fn common(told: &Value, value: &Value) -> f64 {
    let common = told.end.min(value.end);
    let common = common.saturating_sub(told.start.max(value.start));
    common as f64 / value.span().len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::sureness::{Counted, Row};

    fn finding(kind: FindingKind, verdict: Verdict, spans: &[(usize, usize, usize)]) -> Finding {
        let row = Row {
            kind,
            verdict,
            name: "test",
            read: Counted(0, 0),
        };
        let value = |&(article, start, end): &(usize, usize, usize)| Value {
            article,
            text: String::new(),
            start,
            end,
            partly: false,
            otherwise: false,
        };
        row.finding("x".into(), spans.iter().map(value).collect(), String::new())
    }

    #[test]
    fn what_another_finding_shows_is_told_once() {
        use FindingKind::{Fact, Figure, OnlyHere, Quote};
        use Verdict::{Compatible, OneOnly, Related, Same, Shared};
        for (finding, other, is_kept) in [
            (
                (Figure, Same, &[(0, 4, 6), (1, 4, 6)][..]),
                (Fact, Shared, &[(0, 0, 40), (1, 0, 50)][..]),
                false,
            ),
            (
                (Figure, Same, &[(0, 4, 6), (2, 4, 6)]),
                (Fact, Shared, &[(0, 0, 40), (1, 0, 50)]),
                true,
            ),
            (
                (Figure, Compatible, &[(0, 4, 6), (1, 4, 6)]),
                (Fact, Related, &[(0, 0, 40), (1, 0, 50)]),
                true,
            ),
            (
                (Figure, OneOnly, &[(0, 4, 6)]),
                (OnlyHere, OneOnly, &[(0, 0, 40)]),
                false,
            ),
            (
                (Figure, OneOnly, &[(0, 44, 46)]),
                (OnlyHere, OneOnly, &[(0, 0, 40)]),
                true,
            ),
            (
                (OnlyHere, OneOnly, &[(0, 0, 40)]),
                (Quote, OneOnly, &[(0, 10, 30)]),
                false,
            ),
            (
                (OnlyHere, OneOnly, &[(0, 0, 40)]),
                (Quote, OneOnly, &[(0, 10, 16)]),
                true,
            ),
            (
                (Fact, Related, &[(0, 0, 40), (1, 0, 40)]),
                (Quote, Same, &[(0, 0, 30), (1, 0, 30)]),
                false,
            ),
        ] {
            let mut found = vec![
                self::finding(finding.0, finding.1, finding.2),
                self::finding(other.0, other.1, other.2),
            ];
            told_once(&mut found);
            assert_eq!(found.len() == 2, is_kept, "{finding:?} {other:?}");
        }
    }

    #[test]
    fn a_number_is_not_lost_with_a_fact_that_a_quotation_tells() {
        let mut found = vec![
            finding(
                FindingKind::Figure,
                Verdict::Same,
                &[(0, 34, 36), (1, 34, 36)],
            ),
            finding(
                FindingKind::Fact,
                Verdict::Shared,
                &[(0, 0, 40), (1, 0, 40)],
            ),
            finding(FindingKind::Quote, Verdict::Same, &[(0, 0, 30), (1, 0, 30)]),
        ];
        told_once(&mut found);
        let kinds: Vec<FindingKind> = found.iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, [FindingKind::Figure, FindingKind::Quote]);
    }
}
