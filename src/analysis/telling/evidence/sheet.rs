//! The evidence pack as a sheet: a record a value, for programs that calculate.

use super::named;
use crate::analysis::telling::exhibit::{Exhibit, Unsaid, part};
use crate::analysis::telling::plain::line;
use crate::analysis::telling::records::record;
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
    let mut sheet = record(HEADER);
    for (number, exhibit) in exhibits.iter().enumerate() {
        let Unsaid { unsure, silent } = &exhibit.unsaid;
        let finding = exhibit.finding;
        for value in &finding.values {
            let Some(&article) = articles.get(value.article) else {
                continue;
            };
            let span = value.span();
            let sentence = article
                .sentence_at(span.start)
                .and_then(|number| article.sentences.get(number))
                .filter(|sentence| sentence.contains(span) && **sentence != span);
            let published = article.published.as_ref();
            sheet.push_str(&record([
                line(title),
                (number + 1).to_string(),
                finding.kind.heading().to_lowercase(),
                line(&finding.what),
                finding.verdict.words().to_string(),
                line(article.outlet_name()),
                published.map_or_else(String::new, |published| published.at.clone()),
                article.url.clone().unwrap_or_default(),
                article.id.clone(),
                part(finding, [value]).words().to_string(),
                line(article.text(span)),
                sentence.map_or_else(String::new, |sentence| line(article.text(*sentence))),
                span.start.to_string(),
                span.end.to_string(),
                line(&finding.why),
                finding
                    .sure
                    .percent()
                    .map_or_else(String::new, |p| p.to_string()),
                line(&article.title),
                line(&article.origin),
                published.map_or("", precision).to_string(),
                named(articles, unsure),
                named(articles, silent),
                finding.sure.word.words().to_string(),
                finding.sure.read.to_string(),
                finding.sure.ground.clone(),
            ]));
        }
    }
    sheet
}

/// What is known of the moment: only the day, or all of it.
fn precision(published: &Published) -> &'static str {
    if published.day_only { "day" } else { "second" }
}
