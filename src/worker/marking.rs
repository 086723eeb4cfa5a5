//! Passages that a reader marked in another program, brought to the articles that they are from.

use std::collections::HashMap;

use anyhow::Result;

use super::keys::id;
use super::library::Library;
use crate::analysis::telling::citation::bookmark_of;
use crate::analysis::telling::passages::find_again;
use crate::analysis::text::words::{fold, words};
use crate::ingest;
use crate::model::{Anchor, Article, Bookmark, Highlight, Passage, Span};

/// Where a marked passage was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// In its article, where its words stand.
    Anchored,
    /// In its article, which has not these words.
    Reworded,
    /// Nowhere yet: its article is not in the library. It is kept with what the program told of it, and found by its address once
    /// the article comes.
    Waiting,
}

/// Brings marked passages to the articles of a library.
pub struct Marking<'a> {
    library: &'a Library,
    /// Ids of the articles by their folded titles.
    titles: HashMap<String, Vec<String>>,
}

impl Marking<'_> {
    /// # Errors
    /// The articles cannot be read.
    pub fn of(library: &Library) -> Result<Marking<'_>> {
        let mut titles: HashMap<String, Vec<String>> = HashMap::new();
        for head in library.catalogue().heads()? {
            titles.entry(fold(&head.title)).or_default().push(head.id);
        }
        Ok(Marking { library, titles })
    }

    /// A bookmark of a marked passage, not on the shelf yet. The article is that of its address, else one of its title that has
    /// its words.
    ///
    /// # Errors
    /// The articles cannot be read.
    pub fn placed(&self, highlight: &Highlight) -> Result<(Bookmark, Placed)> {
        let by_url = match &highlight.url {
            Some(url) => self.library.called(url)?,
            None => Vec::new(),
        };
        let is_sure = !by_url.is_empty();
        let titled = || self.titles.get(&fold(&highlight.title)).cloned();
        let ids = match is_sure {
            true => by_url,
            false => titled().unwrap_or_default(),
        };
        let mut without = None;
        for id in ids {
            let Some(article) = self.library.article(&id)? else {
                continue;
            };
            if let Some(span) = place(highlight, &article) {
                return Ok((
                    kept(highlight, bookmark_of(&article, span)),
                    Placed::Anchored,
                ));
            }
            without = without.or(Some(article));
        }
        // A title alone may be another article's.
        if let Some(article) = without.filter(|_| is_sure) {
            let bookmark = Bookmark {
                passage: passage(highlight),
                ..bookmark_of(&article, Span::default())
            };
            return Ok((kept(highlight, bookmark), Placed::Reworded));
        }
        Ok((kept(highlight, waiting(highlight)), Placed::Waiting))
    }
}

/// With what the reader said of it.
fn kept(highlight: &Highlight, bookmark: Bookmark) -> Bookmark {
    Bookmark {
        note: highlight.note.clone(),
        tags: highlight.tags.clone(),
        created: highlight.created.clone(),
        ..bookmark
    }
}

fn passage(highlight: &Highlight) -> Passage {
    Passage {
        quote: highlight.quote.clone(),
        prefix: highlight.prefix.clone(),
        suffix: highlight.suffix.clone(),
        start: 0,
        end: 0,
    }
}

/// A bookmark whose article is not there, known by all that the program told.
fn waiting(highlight: &Highlight) -> Bookmark {
    let url_key = highlight.url.as_deref().and_then(ingest::identity);
    Bookmark {
        id: 0,
        passage: passage(highlight),
        article: match &url_key {
            Some(key) => id(&["url", key]),
            None => id(&["marked", highlight.service, &fold(&highlight.title)]),
        },
        origin: match &highlight.url {
            Some(url) => url.clone(),
            None => format!("{}: {}", highlight.service, highlight.title),
        },
        title: highlight.title.clone(),
        outlet: highlight.url.as_deref().and_then(ingest::host),
        authors: highlight.authors.clone(),
        published: None,
        url: highlight.url.clone(),
        note: String::new(),
        tags: Vec::new(),
        created: String::new(),
        changed: String::new(),
    }
}

/// Where the words stand in an article: as they are, else with other signs between them.
fn place(highlight: &Highlight, article: &Article) -> Option<Span> {
    let body = &article.body;
    match find_again(&passage(highlight), body) {
        Anchor::Exact { span } | Anchor::Moved { span } => return Some(span),
        Anchor::Changed { .. } | Anchor::Gone | Anchor::Unknown => {}
    }
    let folded =
        |text: &str| -> Vec<String> { words(text).map(|span| fold(span.of(text))).collect() };
    let wanted = folded(&highlight.quote);
    let spans: Vec<Span> = words(body).collect();
    let held = folded(body);
    if wanted.is_empty() {
        return None;
    }
    let at = held
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    Some(spans.get(at)?.join(*spans.get(at + wanted.len() - 1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn marked(quote: &str) -> Highlight {
        Highlight {
            quote: quote.into(),
            title: "Bridge".into(),
            url: Some("https://alpha.example/bridge".into()),
            service: "Readwise",
            ..Highlight::default()
        }
    }

    #[test]
    fn words_are_found_however_they_are_set() {
        let draft = Draft {
            paragraphs: vec![
                "They voted to close “the old bridge”,".into(),
                "for the whole winter.".into(),
            ],
            ..Draft::default()
        };
        let article = analyse(draft, "0".into());
        let at = |quote: &str| {
            place(&marked(quote), &article).map(|span| article.text(span).to_string())
        };
        assert_eq!(at("the old bridge").as_deref(), Some("the old bridge"));
        assert_eq!(
            at("close \"the old bridge\" for the").as_deref(),
            Some("close “the old bridge”,\n\nfor the")
        );
        assert_eq!(at("a new bridge"), None);
    }

    #[test]
    fn what_waits_has_the_id_that_its_article_will_have() {
        let draft = Draft {
            url: Some("https://www.alpha.example/bridge?utm_source=x".into()),
            paragraphs: vec!["One.".into()],
            ..Draft::default()
        };
        let bookmark = waiting(&marked("One."));
        assert_eq!(bookmark.article, super::super::keys::keys(&draft).id);
        assert_eq!(bookmark.published, None);
    }
}
