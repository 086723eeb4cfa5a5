//! A finding in words: its line, who says what and who is not found to, and the sentences that prove it.

use std::cmp::Reverse;

use super::excerpt::Excerpt;
use super::given::said;
use crate::analysis::telling::exhibit::{self, Absence, Exhibit};
use crate::analysis::telling::known::{Known, sides};
use crate::analysis::telling::sums::are_opposed;
use crate::analysis::text::words::fold;
use crate::model::{Finding, FindingKind, Span, Value, Verdict, Weight};
use crate::tui::called::{named, one_line};
use crate::worker::request::Compared;

/// A sentence that proves a finding: its article by column, the sentence, and the values in it.
pub type Proving = (usize, Span, Vec<Span>);

/// Cells of the words around a day that say what it dates.
const DATED: u16 = 72;

/// What a finding is about where words follow it. A year, or one of several times of a sentence,
/// is told in the words around it: the whole sentence tells of another time.
pub fn lead(compared: &Compared, finding: &Finding) -> String {
    let dated = || {
        let value = finding.values.first()?;
        let article = compared.articles.get(value.article)?;
        let sentence = *article.sentences.get(article.sentence_at(value.start)?)?;
        let excerpt = Excerpt::new(article, sentence, value.span(), finding.kind);
        let words = excerpt.led(DATED);
        let may_mislead = excerpt.has_other_time() || finding.rank().1;
        let is_long = !excerpt.is_shown_whole(DATED);
        (may_mislead && is_long).then(|| format!("when: {words}"))
    };
    let dated = (finding.kind == FindingKind::Date).then(dated).flatten();
    dated.unwrap_or_else(|| finding.lead().to_string())
}

/// The sentences that prove a finding, what proves it most first: the one with most of what contradicts, then one that stands against
/// it, then the others of the same weight. A window that has no room for all begins with both sides.
pub fn strongest_first(compared: &Compared, finding: &Finding) -> Vec<Proving> {
    let article = |column: usize| compared.articles.get(column).map(AsRef::as_ref);
    let sides = sides(finding, article);
    let in_place = |(column, whole, values): &Proving| -> Vec<&Value> {
        let here = finding.values.iter().filter(|of| of.article == *column);
        let here = here.filter(|of| of.span().overlaps(*whole) && values.contains(&of.span()));
        here.collect()
    };
    let known = |place: &Proving| {
        let here = in_place(place);
        let known = sides.iter().filter(|(value, _)| here.contains(value));
        // What nothing is known of comes last.
        known.map(|(_, known)| *known).min().unwrap_or(Known::Alone)
    };
    let rank = |place: &Proving| (known(place), Reverse(place.2.len()));
    let mut left = places(compared, finding);
    left.sort_by_key(known);
    if finding.weight() != Weight::Contradiction || left.len() < 2 {
        return left;
    }
    let best = |left: &[Proving], is: &dyn Fn(&Proving) -> bool| {
        let fitting = (0..left.len()).filter(|&at| is(&left[at]));
        fitting.min_by_key(|&at| (rank(&left[at]), at))
    };
    let first = best(&left, &|_| true).unwrap_or(0);
    let first = left.remove(first);
    let stands_against = |place: &Proving| {
        let ours = in_place(&first);
        in_place(place).iter().any(|theirs| {
            ours.iter()
                .any(|ours| are_opposed(finding, (ours, theirs), article))
        })
    };
    let second = best(&left, &stands_against);
    let second = second.map(|at| left.remove(at));
    std::iter::once(first).chain(second).chain(left).collect()
}

/// The sentences that prove a finding, in article order: article, sentence, and the values in it.
pub fn places(compared: &Compared, finding: &Finding) -> Vec<Proving> {
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
        _ => format!("{} · {}", lead(compared, finding), parts.join(" | ")),
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
