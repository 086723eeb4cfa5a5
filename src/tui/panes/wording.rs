//! A finding in words: its line, who says what and who is not found to, and the sentences that prove it.

use crate::analysis::telling::exhibit::{self, Absence, Exhibit, Part};
use crate::analysis::telling::twins::has_twin;
use crate::analysis::text::words::fold;
use crate::model::{Article, Comparison, Finding, FindingKind, Span, Verdict};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Stands where an article does not say it.
pub const NOT_FOUND: &str = "·";

/// The sentences that prove a finding, in article order: article, sentence, and the values in it.
pub fn places(compared: &Compared, finding: &Finding) -> Vec<(usize, Span, Vec<Span>)> {
    let article = |column: usize| compared.articles.get(column).map(AsRef::as_ref);
    let places = exhibit::places(finding, article).into_iter();
    places
        .map(|place| (place.article, place.whole, place.values))
        .collect()
}

/// A value as a list shows it: on one line, its beginning where it is long; the proof has the whole.
pub fn short(value: &str) -> String {
    /// Cells of a value that still read as a value and not as a text.
    const VALUE: usize = 60;
    text::cut(one_line(value).trim_end_matches([',', ';']), VALUE)
}

/// Whether the line of a finding, its kind, its verdict or a sentence that proves it has `wanted`, which is folded, in it.
pub fn matches(compared: &Compared, finding: &Finding, wanted: &str) -> bool {
    wanted.is_empty()
        || fold(&line(compared, finding)).contains(wanted)
        || fold(finding.kind.heading()).contains(wanted)
        || finding.verdict.words().contains(wanted)
        || places(compared, finding).iter().any(|(column, whole, _)| {
            let article = compared.articles.get(*column);
            article.is_some_and(|article| fold(&one_line(article.text(*whole))).contains(wanted))
        })
}

/// A text without its line breaks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
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
                line += &format!(" · {words}");
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
            Absence::MaySay => "? may say it",
            Absence::NotFound => "· not found in",
        };
        let names = which.iter().map(|&column| named(compared, column));
        format!("{words}: {}", names.collect::<Vec<String>>().join(", "))
    });
    let copied = exhibit.copied(|column| named(compared, column));
    copied.into_iter().chain(told).collect()
}

/// What the articles that have a part in a finding say, by the column of the first that says it: `Alpha Wire, Beta Post: 123`;
/// of a fact, only that they tell it.
pub fn said(compared: &Compared, finding: &Finding) -> Vec<(usize, String)> {
    let mut parts: Vec<(usize, Vec<String>, String)> = Vec::new();
    for index in 0..compared.articles.len() {
        let values = || {
            let values = finding.values.iter();
            values.filter(|value| value.article == index)
        };
        if values().next().is_none() {
            continue;
        }
        let name = named(compared, index);
        let words = match finding.kind {
            FindingKind::OnlyHere | FindingKind::Missing => String::new(),
            FindingKind::Fact => match exhibit::part(finding, values()) {
                Part::Whole => String::new(),
                part => format!(" ({})", part.words()),
            },
            FindingKind::Reuse => format!(": {}", reused(&compared.comparison, index)),
            _ => {
                let values = distinct(values().map(|value| short(&value.text)));
                format!(": {}", values.join(" / "))
            }
        };
        // Those that give the same words stand together; of facts each outlet keeps its place.
        let grouped = words.starts_with(':');
        let same = |(_, _, said): &&mut (usize, Vec<String>, String)| grouped && *said == words;
        match parts.iter_mut().find(same) {
            Some((_, names, _)) => names.push(name),
            None => parts.push((index, vec![name], words)),
        }
    }
    let told = |(index, names, words): (usize, Vec<String>, String)| {
        (index, format!("{}{words}", names.join(", ")))
    };
    parts.into_iter().map(told).collect()
}

/// The outlet, else the beginning of the title: what tells an article from the others of a list.
pub fn called(article: &Article) -> String {
    /// Cells of a title that are enough to know it again.
    const TITLE: usize = 24;
    article
        .outlet
        .clone()
        .unwrap_or_else(|| format!("“{}”", text::cut(&article.title, TITLE)))
}

/// What the article of a column is called beside the others of its table: with its number where its outlet stands there twice.
pub fn named(compared: &Compared, column: usize) -> String {
    let Some(article) = compared.articles.get(column) else {
        return String::new();
    };
    match has_twin(compared.articles.iter().map(AsRef::as_ref), column) {
        true => format!("{} {}", column + 1, called(article)),
        false => called(article),
    }
}

/// Each value once, however it is capitalised.
pub fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for value in values {
        if !kept.iter().any(|other| fold(other) == fold(&value)) {
            kept.push(value);
        }
    }
    kept
}

/// How much of the article stands word for word in others, or that it is where the others likely have it from.
pub fn reused(comparison: &Comparison, column: usize) -> String {
    let of_article = comparison.reused.iter().find(|of| of.article == column);
    match of_article {
        Some(of) if of.source => "source".to_string(),
        Some(of) => format!("{} %", of.percent),
        None => NOT_FOUND.to_string(),
    }
}
