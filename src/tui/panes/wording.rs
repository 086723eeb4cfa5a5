//! A finding in words: its line, who says what and who is not found to, and the sentences that prove it.

use crate::analysis::telling::exhibit::{self, Absence, Exhibit, Part};
use crate::analysis::telling::twins::has_twin;
use crate::analysis::text::words::fold;
use crate::model::{Article, Comparison, Finding, FindingKind, Span, Verdict, place};
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
            Absence::MaySay => "? not known",
            Absence::NotFound => "· not found in",
        };
        let names = which.iter().map(|&column| named(compared, column));
        format!("{words}: {}", names.collect::<Vec<String>>().join(", "))
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

/// What some articles give for a finding, in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The value as written; of a fact that it is told in part or otherwise, nothing where it is told whole.
    pub words: String,
    /// The columns that give it, in order.
    pub articles: Vec<usize>,
}

/// What the articles that have a part in a finding give: those that give the same words together, in the order of the first of
/// them; of facts those that tell as much of it.
pub fn given(compared: &Compared, finding: &Finding) -> Vec<Given> {
    let mut all: Vec<Given> = Vec::new();
    for article in 0..compared.articles.len() {
        let values = || {
            let values = finding.values.iter();
            values.filter(|value| value.article == article)
        };
        if values().next().is_none() {
            continue;
        }
        let words = match finding.kind {
            FindingKind::OnlyHere | FindingKind::Missing => String::new(),
            FindingKind::Fact => match exhibit::part(finding, values()) {
                Part::Whole => String::new(),
                part => format!("({})", part.words()),
            },
            FindingKind::Reuse => reused(&compared.comparison, article),
            _ => distinct(values().map(|value| short(&value.text))).join(" / "),
        };
        // Of a fact that differs each article has its own sentence.
        let apart = finding.kind == FindingKind::Fact && finding.verdict == Verdict::Differs;
        let same = |given: &&mut Given| !apart && given.words == words;
        match all.iter_mut().find(same) {
            Some(given) => given.articles.push(article),
            None => all.push(Given {
                words,
                articles: vec![article],
            }),
        }
    }
    all
}

/// What the articles that have a part in a finding say, by the column of the first that says it: `Alpha Wire, Beta Post: 123`;
/// of a fact, only that they tell it.
pub fn said(compared: &Compared, finding: &Finding) -> Vec<(usize, String)> {
    let is_fact = finding.kind == FindingKind::Fact;
    let told = |given: Given| {
        let names = given.articles.iter().map(|&at| named(compared, at));
        let names = names.collect::<Vec<String>>().join(", ");
        let words = match (given.words.is_empty(), is_fact) {
            (true, _) => names,
            (false, true) => format!("{names} {}", given.words),
            (false, false) => format!("{names}: {}", given.words),
        };
        (given.articles.first().copied().unwrap_or(0), words)
    };
    given(compared, finding).into_iter().map(told).collect()
}

/// The outlet; where none is known the site, else the name of the file: what tells an article from the others of a list.
pub fn called(article: &Article) -> String {
    called_so(
        article.outlet.as_deref(),
        article.url.as_deref(),
        &article.origin,
    )
}

/// The same by what is known of an article where it is not at hand.
pub fn called_so(outlet: Option<&str>, url: Option<&str>, origin: &str) -> String {
    /// Cells of the name of a file that are enough to know it again.
    const NAME: usize = 24;
    let site = || url.and_then(site);
    let file = || file(origin).map(|name| text::cut(&name, NAME));
    let name = outlet.map(str::to_string).or_else(site).or_else(file);
    name.unwrap_or_else(|| "outlet unknown".to_string())
}

/// `example.org` of an address.
fn site(url: &str) -> Option<String> {
    let behind = url.split_once("://")?.1;
    let host = behind.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.contains('@')).then(|| host.to_lowercase())
}

/// The name of a file without its ending, and without the number that makes it one of its kind: `002` of `002_a6a9ca8fee69.txt`;
/// with the number of the record where it holds several.
fn file(origin: &str) -> Option<String> {
    /// Digits and letters of a number that nobody reads.
    const NUMBER: usize = 8;
    let name = place::name_of(origin);
    let (name, record) = match name.rsplit_once('#') {
        Some((name, record)) if record.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, Some(record))
        }
        _ => (name, None),
    };
    let stem = match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    };
    let is_number =
        |part: &str| part.len() >= NUMBER && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match stem.rsplit_once(['_', '-']) {
        Some((name, number)) if is_number(number) && !name.is_empty() => name,
        _ => stem,
    };
    match record {
        _ if name.is_empty() => None,
        Some(record) => Some(format!("{name} {record}")),
        None => Some(name.to_string()),
    }
}

/// What the article of a column is called beside the others of its table: with its number where another is called so too.
pub fn named(compared: &Compared, column: usize) -> String {
    let Some(article) = compared.articles.get(column) else {
        return String::new();
    };
    let name = called(article);
    let twin = match article.outlet {
        Some(_) => has_twin(compared.articles.iter().map(AsRef::as_ref), column),
        None => {
            let mut others = compared.articles.iter().enumerate();
            others.any(|(at, other)| at != column && called(other) == name)
        }
    };
    match twin {
        true => format!("{} {name}", column + 1),
        false => name,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outlet_that_is_not_known_is_named_by_site_or_file() {
        let called = |outlet: Option<&str>, url: Option<&str>, origin: &str| {
            let draft = crate::model::Draft {
                outlet: outlet.map(str::to_string),
                url: url.map(str::to_string),
                origin: origin.to_string(),
                title: Some("In a significant breakthrough, many were freed".into()),
                ..crate::model::Draft::default()
            };
            called(&crate::analysis::reading::analyse(draft, "0".into()))
        };
        let file = "/news/002_a6a9ca8fee69d7ee.txt";
        assert_eq!(called(Some("Alpha Wire"), None, file), "Alpha Wire");
        let url = Some("https://www.Example.org/a?b");
        assert_eq!(called(None, url, file), "example.org");
        assert_eq!(called(None, Some("nonsense"), file), "002");
        assert_eq!(
            called(None, None, "/news/ferry-aground.md"),
            "ferry-aground"
        );
        assert_eq!(called(None, None, "/news/export.jsonl#12"), "export 12");
    }
}
