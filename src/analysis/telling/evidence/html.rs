//! The evidence pack as a page for a browser: one file, no script, nothing fetched, fit for paper.

use std::fmt::Write;

use super::{HOW_TO_READ, address, held, no_address, places, source, without};
use crate::analysis::telling::exhibit::{Exhibit, Place};
use crate::analysis::telling::plain::{html_text, line};
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
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
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
            "<li id=\"article-{}\">{}, {day}: {}, {place}{}</li>",
            number + 1,
            html_text(&line(article.outlet_name())),
            html_text(&line(&article.title)),
            held(comparison, number)
        );
    }
    page.push_str("</ol>\n<nav>");
    for kind in FindingKind::ALL {
        let count = exhibits
            .iter()
            .filter(|exhibit| exhibit.finding.kind == kind);
        let heading = kind.heading();
        match count.count() {
            0 => {}
            count => {
                let _ = write!(page, "<a href=\"#{}\">{heading}</a> {count} ", anchor(kind));
            }
        }
    }
    let _ = writeln!(page, "</nav>\n<p class=\"how\">{HOW_TO_READ}</p>");
    for kind in FindingKind::ALL {
        let of_kind = exhibits
            .iter()
            .filter(|exhibit| exhibit.finding.kind == kind);
        let (alone, several): (Vec<&Exhibit>, Vec<&Exhibit>) =
            of_kind.partition(|exhibit| exhibit.is_alone());
        if alone.is_empty() && several.is_empty() {
            continue;
        }
        let heading = kind.heading();
        let _ = writeln!(page, "<h2 id=\"{}\">{heading}</h2>", anchor(kind));
        for exhibit in several {
            push_exhibit(&mut page, articles, exhibit);
        }
        push_alone(&mut page, articles, &alone);
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// What several articles say of one thing, a row a sentence.
fn push_exhibit(page: &mut String, articles: &[&Article], exhibit: &Exhibit) {
    let finding = exhibit.finding;
    let verdict = finding.words();
    let _ = writeln!(
        page,
        "<section>\n<h3>{} <span class=\"verdict {}\">{} {verdict}</span> <small>{}</small></h3>\n<p>{}</p>\n<table>\n\
         <thead><tr><th scope=\"col\">Outlet, date, address</th><th scope=\"col\">Words</th><th scope=\"col\">Sentence</th></tr></thead>\n<tbody>",
        html_text(&line(&finding.what)),
        verdict.replace(' ', "-"),
        finding.sign(),
        finding.sure.words(),
        html_text(&line(&finding.why))
    );
    for place in places(articles, exhibit) {
        let words = format!("{} {}", place.part.words(), place.values(articles));
        push_row(page, articles, &place, words.trim());
    }
    page.push_str("</tbody>\n</table>\n");
    let without = without(articles, exhibit);
    if !without.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", html_text(&without.join(" ")));
    }
    page.push_str("</section>\n");
}

/// What one article alone has: one table for all, for each row says it whole.
fn push_alone(page: &mut String, articles: &[&Article], alone: &[&Exhibit]) {
    if alone.is_empty() {
        return;
    }
    let _ = writeln!(
        page,
        "<section>\n<h3>In one article only <small>{}</small></h3>\n<table>\n\
         <thead><tr><th scope=\"col\">Outlet, date, address</th><th scope=\"col\">What</th><th scope=\"col\">Sentence</th></tr></thead>\n<tbody>",
        alone.len()
    );
    for exhibit in alone {
        for place in places(articles, exhibit) {
            // Where the words are the whole sentence, it says itself what it is about.
            let what = match place.marked().is_empty() {
                true => String::new(),
                false => line(&exhibit.finding.what),
            };
            push_row(page, articles, &place, &what);
        }
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

/// Outlet, date and address; some words; the sentence.
fn push_row(page: &mut String, articles: &[&Article], place: &Place, words: &str) {
    let article = articles[place.article];
    let address = match address(article).map(html_text) {
        Some(url) => format!("<a href=\"{url}\">{url}</a>"),
        None => format!(
            "<a href=\"#article-{}\">{}</a>",
            place.article + 1,
            no_address(place.article)
        ),
    };
    let language = article.language.as_deref().map(html_text);
    let language = language.map_or_else(String::new, |tag| format!(" lang=\"{tag}\""));
    let _ = writeln!(
        page,
        "<tr><td>{}<small>{address}</small></td><td dir=\"auto\">{}</td><td dir=\"auto\"{language}>{}</td></tr>",
        html_text(&source(articles, place.article)),
        html_text(words),
        place.quoted(articles, html_text, ("<mark>", "</mark>"))
    );
}

fn anchor(kind: FindingKind) -> String {
    kind.heading().to_lowercase().replace(' ', "-")
}
