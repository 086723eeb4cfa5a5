//! What came from an address: a page, a feed, or something else.

use crate::ingest::decode::HEAD_BYTES;
use crate::ingest::door::told;
use crate::ingest::url::{is_web, joined};

use super::answer::Arrival;

/// What an answer holds. A page may be a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Page,
    /// RSS, RDF, Atom, JSON Feed.
    Feed,
    /// What it is, as the reader calls it.
    Other(String),
}

impl Arrival {
    /// Told by its bytes first, by what the server says last.
    pub fn kind(&self) -> Kind {
        let head = &self.body[..self.body.len().min(HEAD_BYTES)];
        let stated = self.raw.header("content-type").unwrap_or("").to_lowercase();
        let name = match told("", head) {
            Ok(format) => format.name(),
            Err(reason) => return Kind::Other(reason),
        };
        let is_json_feed = || String::from_utf8_lossy(head).contains("jsonfeed.org/version");
        let is_page = ["text/html", "application/xhtml", "text/plain"]
            .iter()
            .any(|kind| stated.starts_with(kind));
        match name {
            "feed" => Kind::Feed,
            "JSON" if is_json_feed() => Kind::Feed,
            "HTML" | "PDF" => Kind::Page,
            "plain text" | "Markdown" | "CSV" if is_page => Kind::Page,
            name => Kind::Other(name.to_string()),
        }
    }

    /// Feeds that a page names, in their order.
    pub fn feeds(&self) -> Vec<String> {
        feeds(&String::from_utf8_lossy(&self.body), &self.url)
    }
}

/// Feeds that a page names more of are those of its sections.
const MOST_FEEDS: usize = 10;

fn feeds(html: &str, page: &str) -> Vec<String> {
    let lower = html.to_ascii_lowercase();
    let mut feeds: Vec<String> = Vec::new();
    for (at, _) in lower.match_indices("<link") {
        let end = lower[at..].find('>').map_or(lower.len(), |end| at + end);
        let tag = &lower[at..end];
        let is_feed = ["rss+xml", "atom+xml", "feed+json"]
            .iter()
            .any(|kind| tag.contains(kind));
        let is_other = tag.contains("alternate") && is_feed;
        let Some(start) = tag.find("href=").filter(|_| is_other) else {
            continue;
        };
        let value = &html[at + start + "href=".len()..end];
        let value = match value.chars().next() {
            Some(mark @ ('"' | '\'')) => value[1..].split(mark).next(),
            _ => value.split([' ', '/']).next(),
        };
        let link = html_escape::decode_html_entities(value.unwrap_or(""));
        let feed = joined(page, &link);
        if is_web(&feed) && !feeds.contains(&feed) {
            feeds.push(feed);
        }
        if feeds.len() == MOST_FEEDS {
            break;
        }
    }
    feeds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::formats::FORMATS;
    use crate::ingest::web::answer::Raw;

    fn arrival(kind: &str, body: &str) -> Arrival {
        Arrival {
            asked: "https://alpha.example/".into(),
            url: "https://alpha.example/".into(),
            at: jiff::Timestamp::UNIX_EPOCH,
            raw: Raw {
                status: 200,
                headers: vec![("content-type".into(), kind.into())],
                body: Vec::new(),
            },
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn what_came_is_told_by_its_bytes() {
        // Every name that is told apart is one of a format.
        let names = ["feed", "JSON", "HTML", "plain text", "Markdown", "CSV"];
        for name in names
            .into_iter()
            .chain(cfg!(feature = "pdf").then_some("PDF"))
        {
            assert!(FORMATS.iter().any(|format| format.name() == name), "{name}");
        }
        for (kind, body, is) in [
            ("text/html", "<!DOCTYPE html><p>Rain", Kind::Page),
            (
                "text/html",
                "<?xml version='1.0'?><rss version='2.0'></rss>",
                Kind::Feed,
            ),
            (
                "application/json",
                "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}",
                Kind::Feed,
            ),
            (
                "application/json",
                "{\"title\": \"One\"}",
                Kind::Other("JSON".into()),
            ),
            (
                "text/plain; charset=utf-8",
                "Rain fell on the town.",
                Kind::Page,
            ),
            #[cfg(feature = "pdf")]
            ("application/octet-stream", "%PDF-1.7\n", Kind::Page),
            (
                "application/pdf",
                "GIF89a",
                Kind::Other("not a text format: a GIF image".into()),
            ),
            ("", "", Kind::Other("an empty file".into())),
        ] {
            assert_eq!(arrival(kind, body).kind(), is, "{kind} {body}");
        }
    }

    #[test]
    fn the_feeds_of_a_page_are_found() {
        let page = "<head><LINK rel='alternate' type='application/rss+xml' href='/feed?a=1&amp;b=2'>\
                    <link rel=\"stylesheet\" href=\"/a.css\"><link href=\"https://beta.example/atom\" rel=alternate type=application/atom+xml>\
                    <link rel=alternate type=application/rss+xml href=javascript:x><link rel=alternate type=application/rss+xml";
        let feeds = arrival("text/html", page).feeds();
        assert_eq!(
            feeds,
            [
                "https://alpha.example/feed?a=1&b=2",
                "https://beta.example/atom"
            ]
        );
    }
}
