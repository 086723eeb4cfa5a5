//! Lists of feeds (OPML), as feed readers write them: they hold no articles.

use std::ops::ControlFlow;

use super::format::{Each, Format, Head, Source, skipped};
use super::xml::{Part, root, walk};

/// Lists of feeds.
pub struct Opml;

/// Feeds that a line about a list names.
const NAMED_FEEDS: usize = 10;

impl Format for Opml {
    fn name(&self) -> &'static str {
        "list of feeds"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["opml"]
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        root(head.text).is_some_and(|root| root.name.eq_ignore_ascii_case("opml"))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let limit = source.options.max_article_bytes;
        let text = match source.text(limit) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let (feeds, broken) = feeds_of_list(&text);
        if let Some(reason) = broken {
            each(Err(skipped(&origin, reason, true)))?;
        }
        let named: Vec<&str> = feeds.iter().take(NAMED_FEEDS).map(String::as_str).collect();
        let more = if feeds.len() > named.len() {
            ", …"
        } else {
            ""
        };
        let reason = format!(
            "a list of {} feeds, which holds no articles: {}{more}",
            feeds.len(),
            named.join(", ")
        );
        each(Err(skipped(&origin, reason, false)))
    }
}

/// The addresses of feeds in a list of them (OPML), and why it was not read to its end.
pub fn feeds_of_list(text: &str) -> (Vec<String>, Option<String>) {
    let mut feeds = Vec::new();
    let broken = walk(text, &mut |part| {
        if let Part::Open(element) = part {
            feeds.extend(element.get("xmlUrl").map(str::to_string));
        }
    });
    let broken = broken.map_err(|reason| format!("the list of feeds is broken: {reason}"));
    (feeds, broken.err())
}
