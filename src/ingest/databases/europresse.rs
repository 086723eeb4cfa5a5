//! Europresse: an `article` element each, its outlet, header, title and text by the classes of their elements. The words that were
//! searched for stand in elements of their own, in the middle of words, too.

use std::sync::LazyLock;

use dom_query::{Document as Page, NodeRef};
use regex::Regex;

use super::elements::{each_of, first};
use super::{Document, day, writers};
use crate::model::Published;

pub fn owns(text: &str) -> bool {
    text.contains("DocPublicationName")
        && (text.contains("titreArticle") || text.contains("docOcurrContainer"))
}

pub fn of_page(page: &Page) -> Vec<Document> {
    let articles = page.select("article");
    let documents = articles.nodes().iter().map(document);
    documents.filter(Document::is_told).collect()
}

fn document(article: &NodeRef) -> Document {
    let title = ["[class~=titreArticleVisu]", "[class~=titreArticle]"];
    let names = ["[class~=docAuthors]", "p[class~=sm-margin-bottomNews]"];
    let bodies = ["[class~=docOcurrContainer]", "[class~=DocText]"];
    let by_paragraphs = bodies
        .iter()
        .map(|body| each_of(article, &format!("{body} p")))
        .find(|paragraphs| !paragraphs.is_empty());
    let whole = || bodies.iter().find_map(|body| first(article, body));
    let header = first(article, "[class~=DocHeader]").unwrap_or_default();
    Document {
        title: title.iter().find_map(|selector| first(article, selector)),
        outlet: first(article, "[class~=DocPublicationName]").map(|name| outlet(&name)),
        authors: names
            .iter()
            .find_map(|selector| first(article, selector))
            .map(|line| writers::of_line(&line))
            .unwrap_or_default(),
        published: published(&header, &article.text()),
        body: by_paragraphs.unwrap_or_else(|| whole().into_iter().collect()),
        standfirst: first(article, "[class~=rdp__subtitle]")
            .into_iter()
            .collect(),
        ..Document::default()
    }
}

/// `Le Monde, no. 24952`: the name without the number of the issue.
pub fn outlet(text: &str) -> String {
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i),?\s+n(?:o\.?|º|°)\s*\S*\d\S*.*$").ok());
    let name = match NUMBER.as_ref() {
        Some(number) => number.replace(text, ""),
        None => text.into(),
    };
    name.trim().to_string()
}

/// The day: that of the number of the document (`news·20250304·LM·1234`), which is the same in every language, else the one in the
/// header, whose fields come in any order.
pub fn published(header: &str, text: &str) -> Option<Published> {
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"news\W{1,3}(\d{4})(\d\d)(\d\d)\W").ok());
    let numbered = NUMBER.as_ref().and_then(|number| {
        let found = number.captures(text)?;
        day(&format!("{}-{}-{}", &found[1], &found[2], &found[3]))
    });
    numbered.or_else(|| {
        let parts: Vec<&str> = header.split(',').map(str::trim).collect();
        // `March 4, 2025` holds the sign that parts the fields.
        let pairs = parts.windows(2).map(|pair| pair.join(", "));
        let all = parts.iter().map(|part| (*part).to_string()).chain(pairs);
        all.into_iter().find_map(|part| day(&part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_lose_the_number_of_their_issue() {
        for (text, name) in [
            ("Le Monde, no. 24952", "Le Monde"),
            (
                "La Gazette du Port (site web)",
                "La Gazette du Port (site web)",
            ),
            ("Le Port No 12-345", "Le Port"),
            ("La Nouvelle", "La Nouvelle"),
        ] {
            assert_eq!(outlet(text), name);
        }
    }

    #[test]
    fn the_day_stands_in_the_header_or_in_the_number() {
        let of =
            |header: &str, number: &str| published(header, number).map(|day| day.day().to_string());
        let march = Some("2025-03-04".to_string());
        assert_eq!(of("Politique, mardi 4 mars 2025, p. 5", ""), march);
        assert_eq!(of("News, Tuesday, March 4, 2025", ""), march);
        assert_eq!(of("p. 5", "news·20250304·GP·0412"), march);
        assert_eq!(of("p. 5", ""), None);
    }
}
