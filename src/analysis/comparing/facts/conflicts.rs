//! Where articles that tell one fact do not agree: numbers, days, a denial.

use super::contrast::{Contrast, Kind, are_near, contrasts};
use super::deed::may_be_one;
use super::judge::Difference;
use crate::analysis::comparing::align::opposed;
use crate::analysis::comparing::cells::Cell;
use crate::analysis::comparing::figures::read::counted::counted as what_is_counted;
use crate::analysis::comparing::figures::read::fates::{Fate, Match, fate_of};
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::{Figure, Finding, FindingKind, Modifier, Span, Value};

/// Words of one article that stand for other words of the lead's sentence, and contradict them.
pub(super) struct Conflict {
    kind: Kind,
    shared: f32,
    pub lead: Value,
    pub other: Value,
}

/// What an article has in the place of words of the lead's sentence, and contradicts them.
pub(super) fn conflicts_of(table: &Table, lead: &Cell, cell: &Cell) -> Vec<Conflict> {
    if lead.article == cell.article {
        return Vec::new();
    }
    let text = |cell: &Cell| table.articles[cell.article].text(cell.span);
    let value = |cell: &Cell, span: Span| table.value(cell.article, span.shifted(cell.span.start));
    let (ours, theirs) = (text(lead), text(cell));
    let opposite = opposed(ours, theirs).map(|(one, other)| Contrast {
        kind: Kind::Opposite,
        shared: 0.0,
        one,
        other,
    });
    let found = contrasts(ours, theirs).into_iter().chain(opposite);
    found
        .map(|found| Conflict {
            kind: found.kind,
            shared: found.shared,
            lead: value(lead, found.one),
            other: value(cell, found.other),
        })
        .collect()
}

impl Conflict {
    /// Each has a word that says the opposite of the other's: they do not agree, and both may be right, of two times.
    pub fn is_opposite(&self) -> bool {
        self.kind == Kind::Opposite
    }
}

/// The one thing in which the articles contradict each other; `None` where there is none or more than one.
pub(super) fn difference(
    table: &Table,
    conflicts: &[Conflict],
    told: &[Finding],
) -> Option<Difference> {
    let [conflict] = conflicts else {
        return None;
    };
    let of = |value: &Value| table.articles[value.article];
    let day = |value: &Value| Some(of(value).published.as_ref()?.day().to_string());
    let (one, other) = (day(&conflict.lead), day(&conflict.other));
    let is_told = told.iter().any(|finding| {
        let mut values = finding.values.iter();
        matches!(finding.kind, FindingKind::Figure | FindingKind::Date)
            && values.any(|value| {
                [&conflict.lead, &conflict.other]
                    .iter()
                    .any(|own| value.article == own.article && value.span().overlaps(own.span()))
            })
    });
    Some(Difference {
        kind: conflict.kind,
        shared: conflict.shared,
        is_days_apart: matches!((one, other), (Some(one), Some(other)) if one != other),
        is_told,
    })
}

/// The fact is told with a number that the other does not have, nor one near it.
pub(super) fn lacks_figure(table: &Table, lead: &Cell, by: &Cell) -> bool {
    let numbers = |cell: &Cell| -> Vec<f64> {
        let text = table.articles[cell.article];
        let figures = text.figures.iter();
        let inside = figures.filter(|figure| {
            figure.start >= cell.span.start && figure.end <= cell.span.end && !figure.of.is_empty()
        });
        inside.map(|figure| figure.value).collect()
    };
    let theirs = numbers(by);
    let ours = numbers(lead);
    ours.iter()
        .any(|&ours| !theirs.iter().any(|&theirs| are_near(ours, theirs)))
}

/// One gives an exact number of something of which the other gives another: the fact is not wholly the same.
pub(super) fn figures_conflict(table: &Table, a: &Cell, b: &Cell) -> bool {
    let (ours, theirs) = (counts(table, a), counts(table, b));
    let of_it = |counts: &[(String, Figure)], thing: &str| -> Vec<Figure> {
        let same = counts.iter().filter(|(other, _)| other == thing);
        same.map(|(_, figure)| figure.clone()).collect()
    };
    ours.iter().any(|(thing, _)| {
        let (one, other) = (of_it(&ours, thing), of_it(&theirs, thing));
        !other.is_empty()
            && !one
                .iter()
                .any(|one| other.iter().any(|other| may_be_one(one, other)))
    })
}

/// One number of one thing, of which other things are told: `1,200 remain`, `1,200 before the release`.
pub(super) fn fates_conflict(table: &Table, a: &Cell, b: &Cell) -> bool {
    let told = |cell: &Cell| -> Vec<(f64, String, Fate)> {
        let figures = table.articles[cell.article].figures.iter();
        let inside = figures.filter(|figure| cell.span.contains(figure.span()));
        inside
            .filter_map(|figure| {
                let thing = format!("{} {}", what_is_counted(&figure.of).0, figure.unit);
                Some((figure.value, thing, fate_of(table, cell.article, figure)?))
            })
            .collect()
    };
    let (ours, theirs) = (told(a), told(b));
    let mut same = ours
        .iter()
        .flat_map(|one| theirs.iter().map(move |other| (one, other)));
    let mut conflict = false;
    let agree = same.any(|(one, other)| {
        let is_one = (one.0, &one.1) == (other.0, &other.1);
        let is_other = is_one && one.2.matches(&other.2) == Match::Other;
        conflict |= is_other;
        is_one && !is_other
    });
    conflict && !agree
}

/// What a cell counts, and how many; `one member` counts too.
fn counts(table: &Table, cell: &Cell) -> Vec<(String, Figure)> {
    let text = table.articles[cell.article];
    let span = cell.span;
    let from = text
        .figures
        .partition_point(|figure| figure.start < span.start);
    let figures = text.figures[from..].iter();
    let mut found: Vec<(String, Figure)> = figures
        .take_while(|figure| figure.start < span.end)
        .map(|figure| {
            let head = what_is_counted(&figure.of).0;
            (format!("{head} {}", figure.unit), figure.clone())
        })
        .filter(|(thing, _)| !thing.starts_with(' '))
        .collect();
    let words: Vec<String> = words::words(text.text(span))
        .map(|word| words::fold(word.of(text.text(span))))
        .collect();
    for pair in words.windows(2).filter(|pair| pair[0] == "one") {
        let one = Figure {
            start: span.start,
            end: span.start,
            value: 1.0,
            value_to: None,
            unit: String::new(),
            of: pair[1].clone(),
            modifier: Modifier::Exact,
        };
        found.push((format!("{} ", what_is_counted(&pair[1]).0), one));
    }
    found
}
