//! What is lit inside the rows of a comparison: what each cell has that the others have not, and of that what matters.

use std::sync::Arc;

use super::request::Compared;
use super::table::Table;
use crate::analysis::comparing;
use crate::analysis::comparing::align::{contrary, opposed};
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::words::{fold, words};
use crate::model::{Article, Finding, Mark, MarkKind, Row, Span, Story};

/// Bytes of a cell that are looked at for what denies or leaves open: a sentence has some two hundred.
const MOST_BYTES: usize = 4_000;

/// Colours that columns are told apart by: as many as are compared at once.
const HUES: usize = 8;

/// The number of each article's colour: its place in its story, so that it has the same one whichever others it is compared
/// with; the next that is free where another has that.
pub(super) fn hues(articles: &[Arc<Article>], stories: &[Story]) -> Vec<usize> {
    let place = |id: &str| {
        let mut stories = stories.iter();
        stories.find_map(|story| story.articles.iter().position(|member| member.id == id))
    };
    let mut hues: Vec<usize> = Vec::with_capacity(articles.len());
    for (column, article) in articles.iter().enumerate() {
        let wanted = place(&article.id).unwrap_or(column);
        let mut free = (wanted..wanted + HUES).map(|hue| hue % HUES);
        let free = free.find(|hue| !hues.contains(hue));
        hues.push(free.unwrap_or(wanted % HUES));
    }
    hues
}

/// A table with what differs inside its rows. Costs, a row, the square of the articles that share it.
pub(super) fn marked(table: Table) -> Compared {
    let plain: Vec<&Article> = table.articles.iter().map(Arc::as_ref).collect();
    let rows = table.comparison.rows.iter();
    let marks = rows.map(|row| {
        let mut marks = comparing::marks(&plain, &table.entities, row);
        if row.is_shared() {
            days(&plain, &mut marks);
            stances(&plain, row, &mut marks);
        }
        for (column, marks) in marks.iter_mut().enumerate() {
            unlit(marks, |span| {
                is_told(&table.comparison.findings, column, span)
            });
        }
        marks
    });
    Compared {
        story: None,
        weighed: None,
        hues: Vec::new(),
        marks: marks.collect(),
        comparison: table.comparison,
        articles: table.articles,
        left_out: table.left_out,
    }
}

/// Whether a finding says that articles differ in what stands there.
pub(super) fn is_told<'a>(
    findings: impl IntoIterator<Item = &'a Finding>,
    column: usize,
    span: Span,
) -> bool {
    let mut differences = findings
        .into_iter()
        .filter(|of| of.weight().is_difference());
    differences.any(|of| {
        let mut values = of.values.iter();
        values.any(|value| value.article == column && value.span().overlaps(span))
    })
}

/// A figure that no finding sets against another is a word like any other: two counts of one unit may count two things.
pub(super) fn unlit(marks: &mut [Mark], is_told: impl Fn(Span) -> bool) {
    let figures = marks
        .iter_mut()
        .filter(|mark| mark.kind == MarkKind::Figure);
    for mark in figures.filter(|mark| !is_told(mark.span)) {
        mark.kind = MarkKind::Words;
    }
}

/// Of the words that one cell alone has, the days and months.
fn days(articles: &[&Article], marks: &mut [Vec<Mark>]) {
    for (article, marks) in articles.iter().zip(marks) {
        let lexicon = Lexicon::of(article.language.as_deref());
        let of_words = marks.iter().filter(|mark| mark.kind == MarkKind::Words);
        let found: Vec<Mark> = of_words
            .flat_map(|mark| {
                let text = article.text(mark.span);
                let days = words(text).filter(move |word| is_day(lexicon, word.of(text)));
                days.map(move |word| Mark {
                    span: word.shifted(mark.span.start),
                    kind: MarkKind::When,
                })
            })
            .collect();
        marks.extend(found);
    }
}

/// `may` and `march` are words of other meanings too: months are written with a capital where they are.
fn is_day(lexicon: &Lexicon<Tag>, word: &str) -> bool {
    let folded = fold(word);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    lexicon.has(&folded, Tag::Weekday) || (capital && lexicon.has(&folded, Tag::Month))
}

/// The words by which one cell denies what another says, or leaves it open.
fn stances(articles: &[&Article], row: &Row, marks: &mut [Vec<Mark>]) {
    let cells: Vec<(usize, Span, &str)> = row
        .spans
        .iter()
        .enumerate()
        .filter_map(|(at, span)| {
            let span = (*span)?;
            let text = articles.get(at)?.text(span);
            (text.len() <= MOST_BYTES).then_some((at, span, text))
        })
        .collect();
    for (number, (one, here, text)) in cells.iter().enumerate() {
        for (other, there, against) in &cells[number + 1..] {
            let mut lit = |at: usize, span: Span| {
                let mark = Mark {
                    span,
                    kind: MarkKind::Stance,
                };
                if let Some(marks) = marks.get_mut(at).filter(|marks| !marks.contains(&mark)) {
                    marks.push(mark);
                }
            };
            if let Some(found) = contrary(text, against) {
                match found.is_first {
                    true => lit(*one, found.cue.shifted(here.start)),
                    false => lit(*other, found.cue.shifted(there.start)),
                }
            } else if let Some((ours, theirs)) = opposed(text, against) {
                lit(*one, ours.shifted(here.start));
                lit(*other, theirs.shifted(there.start));
            }
        }
    }
}
