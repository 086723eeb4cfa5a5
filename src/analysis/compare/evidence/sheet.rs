//! The evidence pack as a sheet: a record a value, for programs that calculate.

use super::{Exhibit, Unsaid, named};
use crate::analysis::citation::{cell, line};
use crate::model::{Article, Published};

/// RFC 4180, with a header: a record a value; `origin` is the path or address that the article was read from.
pub(super) fn csv(title: &str, articles: &[&Article], exhibits: &[Exhibit]) -> String {
    const HEADER: [&str; 24] = [
        "story",
        "finding",
        "kind",
        "what",
        "verdict",
        "outlet",
        "published",
        "url",
        "article",
        "part",
        "words",
        "sentence",
        "start",
        "end",
        "why",
        "sure",
        "title",
        "origin",
        "published_precision",
        "may_say_it",
        "not_found_in",
        "sure_word",
        "sure_read",
        "ground",
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail; a record that could not be written would be left out.
    let _ = writer.write_record(HEADER);
    for (number, exhibit) in exhibits.iter().enumerate() {
        let Unsaid { unsure, silent } = &exhibit.unsaid;
        for value in &exhibit.values {
            let article = articles[value.article];
            let published = article.published.as_ref();
            let cells = [
                cell(&line(title)),
                (number + 1).to_string(),
                exhibit.kind.heading().to_lowercase(),
                cell(&line(&exhibit.what)),
                exhibit.verdict.words().to_string(),
                cell(&line(article.outlet_name())),
                cell(published.map_or("", |published| &published.at)),
                cell(article.url.as_deref().unwrap_or("")),
                cell(&article.id),
                value.part.to_string(),
                cell(&value.words(articles)),
                cell(
                    &value
                        .sentence(articles)
                        .map_or_else(String::new, |s| line(article.text(s))),
                ),
                value.span.start.to_string(),
                value.span.end.to_string(),
                cell(&line(&exhibit.why)),
                exhibit
                    .sure
                    .percent()
                    .map_or_else(String::new, |p| p.to_string()),
                cell(&line(&article.title)),
                cell(&line(&article.origin)),
                published.map_or("", precision).to_string(),
                cell(&named(articles, unsure)),
                cell(&named(articles, silent)),
                exhibit.sure.word.words().to_string(),
                exhibit.sure.read.to_string(),
                exhibit.sure.ground.clone(),
            ];
            let _ = writer.write_record(cells);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What is known of the moment: only the day, or all of it.
fn precision(published: &Published) -> &'static str {
    if published.day_only { "day" } else { "second" }
}
