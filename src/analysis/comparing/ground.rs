//! Named grounds: what a judge of a strand may stand on. A judge is a slice of them, in the order in which they are tried.
//!
//! Invariant: a ground stands once in its strand, with its thresholds in `fits`, with what became of those that were read, and
//! with examples that a test compares; a change of a threshold that loses one of them is seen.

use super::sureness::Row;

/// A ground, and when a finding stands on it.
pub(super) struct Ground<Case: 'static> {
    /// Its kind, verdict and name, and what was counted of those that were read.
    pub row: Row,
    pub fits: fn(&Case) -> bool,
    /// Two articles of one paragraph each, of which a finding on this ground is told.
    pub examples: &'static [[&'static str; 2]],
    /// Two of which none is told on it, though they come near.
    pub counter_examples: &'static [[&'static str; 2]],
}

/// The first of the grounds that fits. One that nobody tried on what it must not tell is no ground.
pub(super) fn first<'a, Case>(
    grounds: &'a [Ground<Case>],
    case: &Case,
) -> Option<&'a Ground<Case>> {
    let ground = grounds.iter().find(|ground| (ground.fits)(case))?;
    debug_assert!(!(ground.examples.is_empty() && ground.counter_examples.is_empty()));
    Some(ground)
}

#[cfg(test)]
pub(super) mod walk {
    use super::Ground;
    use crate::analysis::comparing::compare_by;
    use crate::analysis::joining::entities::Entities;
    use crate::analysis::reading::analyse;
    use crate::model::{Article, DateSource, Draft, Published};

    /// An article of Monday, 12 May 2031.
    fn article(id: &str, text: &str) -> Article {
        let draft = Draft {
            outlet: Some(format!("Outlet {id}")),
            paragraphs: text.split('\n').map(str::to_string).collect(),
            published: Some(Published {
                at: "2031-05-12T00:00:00Z".into(),
                seconds: 1_935_878_400,
                day_only: true,
                from: DateSource::Field,
            }),
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.to_string())
    }

    /// Compares all examples of a judge. A ground without an example, or without one that is not told, is no rule that anybody
    /// could change; those in `without` are known to have none.
    pub fn walk<Case>(grounds: &[Ground<Case>], without: &[&str]) {
        walk_by(grounds, without, |one, other| {
            // All that is found, before it is seen what is told already.
            let articles = [one, other];
            let found = compare_by(&articles, &Entities::by_rule(&articles), |_| ());
            let found = found.findings.into_iter();
            found.map(|found| found.sure.ground).collect()
        });
    }

    /// The same where `told` gives the grounds on which something is found in two articles.
    pub fn walk_by<Case>(
        grounds: &[Ground<Case>],
        without: &[&str],
        told_of: impl Fn(&Article, &Article) -> Vec<String>,
    ) {
        let mut faults = Vec::new();
        for ground in grounds {
            let name = ground.row.name;
            if ground.examples.is_empty() != without.contains(&name) {
                faults.push(format!("{name}: has an example, or is known to have none"));
            }
            if ground.counter_examples.is_empty() {
                faults.push(format!("{name} has no counter-example"));
            }
            let cases = ground.examples.iter().map(|pair| (pair, true));
            let cases = cases.chain(ground.counter_examples.iter().map(|pair| (pair, false)));
            for ([one, other], told) in cases {
                let found = told_of(&article("a", one), &article("b", other));
                if found.iter().any(|found| found == name) != told {
                    faults.push(format!(
                        "{name}, told {}: {one} | {other}: {found:?}",
                        !told
                    ));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
