//! Finding a place of a comparison again in one that was made anew, after the library changed or after a restart.

use crate::model::{Finding, Value};
use crate::worker::request::Compared;

/// Whether two comparisons are of the same story, or of the same articles but for some.
pub fn is_again(was: &Compared, now: &Compared) -> bool {
    let held = |id: &String| now.comparison.articles.contains(id);
    let ids = &was.comparison.articles;
    (was.story.is_some() == now.story.is_some()) && ids.iter().any(held)
}

/// Which finding of `now` is the one of `was`: of its kind, with most of its places, about the same.
pub fn finding(was: &Compared, finding: &Finding, now: &Compared) -> Option<usize> {
    let place = |compared: &Compared, value: &Value| {
        let article = compared.articles.get(value.article)?;
        Some((article.id.clone(), value.start))
    };
    let places: Vec<_> = finding
        .values
        .iter()
        .map(|value| place(was, value))
        .collect();
    let findings = now.comparison.findings.iter().enumerate();
    let found = findings
        .filter(|(_, other)| other.kind == finding.kind)
        .map(|(at, other)| {
            let values = other.values.iter();
            let common = values.filter(|value| places.contains(&place(now, value)));
            (common.count(), other.what == finding.what, at)
        })
        .filter(|(common, same, _)| *common > 0 || *same);
    let best = found.max_by_key(|(common, same, at)| (*common, *same, std::cmp::Reverse(*at)));
    best.map(|(_, _, at)| at)
}

/// Which finding of `now` is the one at a place of `was`.
pub fn finding_at(was: &Compared, index: usize, now: &Compared) -> Option<usize> {
    finding(was, was.comparison.findings.get(index)?, now)
}

/// Which article of `now` is the one at a place of `was`.
pub fn article(was: &Compared, index: usize, now: &Compared) -> Option<usize> {
    let id = was.comparison.articles.get(index)?;
    let mut ids = now.comparison.articles.iter();
    ids.position(|other| other == id)
}

/// A finding by its kind and what it is about, to be written down.
pub fn written(finding: &Finding) -> String {
    format!("{}\n{}", finding.kind.heading(), finding.what)
}

/// The finding that was written down so.
pub fn read(written_down: &str, now: &Compared) -> Option<usize> {
    let mut findings = now.comparison.findings.iter();
    findings.position(|finding| written(finding) == written_down)
}
