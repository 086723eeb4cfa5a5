//! The evidence pack as a page for a browser: one file, no script, nothing fetched, fit for paper.

use std::fmt::Write;

use super::{Exhibit, address, held, no_address, source};
use crate::analysis::citation::{html_text, line};
use crate::model::{Article, Comparison, FindingKind};

/// Plain in a browser and on paper; no script, nothing fetched.
const STYLE: &str = include_str!("evidence.css");

pub(super) fn page(
    title: &str,
    articles: &[&Article],
    comparison: &Comparison,
    exhibits: &[Exhibit],
) -> String {
    let title = html_text(&line(title));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n<ol>\n"
    );
    for (number, article) in articles.iter().enumerate() {
        let place = match address(article).map(html_text) {
            Some(url) => format!("<a href=\"{url}\">{url}</a>"),
            None => html_text(&format!("no address, from {}", line(&article.origin))),
        };
        let day = article.published.as_ref();
        let day = day.map_or_else(|| "undated".to_string(), |day| line(&day.short()));
        let _ = writeln!(
            page,
            "<li>{}, {day}: {}, {place}{}</li>",
            html_text(&line(article.outlet_name())),
            html_text(&line(&article.title)),
            held(comparison, number)
        );
    }
    page.push_str("</ol>\n<nav>");
    for kind in FindingKind::ALL {
        let count = exhibits.iter().filter(|exhibit| exhibit.kind == kind);
        let heading = kind.heading();
        match count.count() {
            0 => {}
            count => {
                let _ = write!(page, "<a href=\"#{}\">{heading}</a> {count} ", anchor(kind));
            }
        }
    }
    page.push_str("</nav>\n");
    let mut kind = None;
    for exhibit in exhibits {
        if kind != Some(exhibit.kind) {
            kind = Some(exhibit.kind);
            let heading = exhibit.kind.heading();
            let _ = writeln!(page, "<h2 id=\"{}\">{heading}</h2>", anchor(exhibit.kind));
        }
        let verdict = exhibit.verdict.words();
        let _ = writeln!(
            page,
            "<section>\n<h3>{} <span class=\"verdict {}\">{verdict}</span></h3>\n<p>{}</p>\n<table>\n\
             <tr><th>Outlet, date, address</th><th>Words</th><th>Sentence</th></tr>",
            html_text(&exhibit.what),
            verdict.replace(' ', "-"),
            html_text(&exhibit.why)
        );
        for place in exhibit.places(articles) {
            let article = articles[place.article];
            let address = match address(article).map(html_text) {
                Some(url) => format!("<a href=\"{url}\">{url}</a>"),
                None => no_address(place.article),
            };
            let words = format!("{} {}", place.part, place.values(articles));
            let _ = writeln!(
                page,
                "<tr><td>{}<small>{address}</small></td><td>{}</td><td>{}</td></tr>",
                html_text(&source(article)),
                html_text(words.trim()),
                place.quoted(articles, html_text, ("<mark>", "</mark>"))
            );
        }
        page.push_str("</table>\n</section>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn anchor(kind: FindingKind) -> String {
    kind.heading().to_lowercase().replace(' ', "-")
}
