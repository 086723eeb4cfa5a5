//! What an article is called on the screens, and how a value of it is shown on one line.

use crate::analysis::telling::twins::has_twin;
use crate::model::{Article, place};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// A text without its line breaks.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// A value as a list shows it: on one line, its beginning where it is long; the proof has the whole.
pub fn short(value: &str) -> String {
    /// Cells of a value that still read as a value and not as a text.
    const VALUE: usize = 60;
    text::cut(one_line(value).trim_end_matches([',', ';']), VALUE)
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
