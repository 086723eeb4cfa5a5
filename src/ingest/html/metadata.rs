//! What a page says about its article: `<meta>`, JSON-LD (schema.org), `<time>`, the address.

use dom_query::Document;

use crate::ingest::byline::people;
use crate::ingest::clean::clean;
use crate::ingest::date::{Date, date};
use crate::ingest::day_in_path::date_in_path;
use crate::ingest::language::primary_language;
use crate::ingest::url::{identity, is_web, path};
use crate::model::{DateSource, Published};

use super::linked::{Known, Linked, unescaped};

/// The facts of a page, none of them guessed from its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub url: Option<String>,
    pub language: Option<String>,
    /// The text of the article, where JSON-LD carries it.
    pub body: Option<String>,
    /// Whether it is free to read, where the page says so, and which parts of the page are not.
    pub free: Option<bool>,
    pub closed_parts: Vec<String>,
    /// How many words the article has, where the page says so.
    pub words: Option<usize>,
    pub notes: Vec<String>,
}

/// Meta names that hold the day of publication, the surest first.
#[rustfmt::skip]
const DATES: &[&str] = &[
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "published_at", "article:published", "publish-date", "publishdate", "publication_date", "pubdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date", "dcterms.date", "dc.date.created", "prism.publicationdate",
    "citation_publication_date", "date", "article:post_date", "rnews:datepublished", "originalpublicationdate",
    "displaydate", "timestamp", "created", "datecreated",
];
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "headline",
    "sailthru.title",
    "parsely-title",
];
#[rustfmt::skip]
const OUTLETS: &[&str] = &[
    "og:site_name", "article:publisher_name", "dc.publisher", "dcterms.publisher", "publisher",
    "citation_journal_title", "cre", "source", "application-name",
];
#[rustfmt::skip]
const AUTHORS: &[&str] = &[
    "author", "article:author", "og:article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author",
    "sailthru.author", "citation_author", "article:author_name",
];
/// Reads the facts of a page. `heading` is its headline as it is shown, where that is known.
pub fn facts(page: &Document, heading: Option<&str>) -> Facts {
    let metas = Metas::new(page);
    let canonical = page
        .select_single("link[rel='canonical']")
        .attr("href")
        .map(|href| href.to_string());
    let shared = metas.first(&["og:url", "twitter:url"]);
    let known = Known {
        url: canonical.as_deref().or(shared),
        title: heading.or_else(|| metas.first(TITLES)),
    };
    let linked = Linked::new(page, known);
    let line = |text: &str| clean(&unescaped(text));
    let url = [
        canonical.clone(),
        shared.map(str::to_string),
        linked.address("url"),
        linked.address("mainEntityOfPage"),
        saved_from(page),
    ];
    let mut facts = Facts {
        title: linked
            .text("headline")
            .or_else(|| metas.first(TITLES).map(line)),
        outlet: metas
            .first(OUTLETS)
            .map(line)
            .filter(|name| !is_web(name) && !name.starts_with('@'))
            .or_else(|| {
                ["publisher", "sourceOrganization", "provider"]
                    .iter()
                    .filter_map(|name| linked.text(name))
                    .find(|name| !is_web(name) && !name.starts_with('#'))
            }),
        url: address(url.into_iter().flatten()),
        language: page
            .select_single("html")
            .attr("lang")
            .as_deref()
            .and_then(primary_language)
            .or_else(|| {
                metas
                    .first(&["og:locale", "language", "content-language"])
                    .and_then(primary_language)
            }),
        body: linked.long_text("articleBody"),
        free: linked.flag("isAccessibleForFree").or_else(|| {
            match metas.first(&["article:content_tier"])? {
                "locked" => Some(false),
                "free" => Some(true),
                _ => None,
            }
        }),
        closed_parts: linked.closed_parts(),
        words: linked
            .plain("wordCount")
            .and_then(|count| count.trim().parse().ok()),
        ..Facts::default()
    };
    if linked.unread {
        facts
            .notes
            .push("the page's metadata (JSON-LD) could not be read".into());
    }
    facts.authors = linked.people("author");
    if facts.authors.is_empty() {
        facts.authors = linked.people("creator");
    }
    if facts.authors.is_empty() {
        // All that one name is given for: another one may say the same for another program.
        let named = AUTHORS.iter().map(|name| {
            let all = metas.all(&[name]).into_iter();
            let people = all.flat_map(|author| people(&unescaped(author)));
            let mut authors: Vec<String> = Vec::new();
            for author in people.map(|author| clean(&author)) {
                if !authors.contains(&author) {
                    authors.push(author);
                }
            }
            authors
        });
        let mut named = named.filter(|authors| !authors.is_empty());
        facts.authors = named.next().unwrap_or_default();
    }
    facts.dated(&linked, &metas, page);
    facts
}

impl Facts {
    /// The day of publication: JSON-LD, meta tags, `<time>`, the path of the address.
    fn dated(&mut self, linked: &Linked, metas: &Metas, page: &Document) {
        let linked = ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .find_map(|name| linked.plain(name));
        let texts = linked
            .into_iter()
            .chain(metas.all(DATES).into_iter().map(str::to_string))
            .chain(times(page));
        for text in texts {
            match date(&text, DateSource::Metadata) {
                Date::Unreadable | Date::Senseless => {}
                read => {
                    let (published, note) = read.with_note(&text);
                    self.published = published;
                    self.notes.extend(note);
                    return;
                }
            }
        }
        self.published = self
            .url
            .as_deref()
            .and_then(|url| date_in_path(path(url), DateSource::Url));
    }
}

/// The address of the article: the first that is not a front page's, which systems give as that of all their pages; else the
/// first.
fn address(stated: impl Iterator<Item = String>) -> Option<String> {
    let stated = stated.map(|url| url.trim().to_string());
    let mut stated: Vec<String> = stated.filter(|url| is_web(url)).collect();
    let own = stated.iter().position(|url| identity(url).is_some());
    (!stated.is_empty()).then(|| stated.swap_remove(own.unwrap_or(0)))
}

/// The `<meta>` tags of a page, names in lower case.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn new(page: &Document) -> Self {
        let mut metas = Vec::new();
        for node in page.select("meta[content]").nodes() {
            let content = node
                .attr("content")
                .map(|content| content.trim().to_string())
                .filter(|content| !content.is_empty());
            let Some(content) = content else { continue };
            for key in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = node.attr(key) {
                    metas.push((name.trim().to_lowercase(), content.clone()));
                }
            }
        }
        Metas(metas)
    }

    fn all(&self, names: &[&str]) -> Vec<&str> {
        names
            .iter()
            .flat_map(|name| self.0.iter().filter(move |(found, _)| found == name))
            .map(|(_, content)| content.as_str())
            .collect()
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(found, _)| found == name))
            .map(|(_, content)| content.as_str())
    }
}

/// Dates in `<time>` and in microdata: those marked as the publication first, else the only or first one near the article.
fn times(page: &Document) -> Vec<String> {
    const PLACES: &[&str] = &[
        "time[itemprop='datePublished'], time[pubdate], [itemprop='datePublished'][content], [itemprop='datePublished'][datetime], abbr.published[title]",
        "article header time[datetime], header time[datetime], .byline time[datetime], .entry-date[datetime], time.published[datetime], time.entry-date[datetime]",
        "article time[datetime]",
        "main time[datetime]",
    ];
    let mut texts = Vec::new();
    for place in PLACES {
        for node in page.select(place).nodes().iter().take(2) {
            let value = ["datetime", "content", "title"]
                .iter()
                .find_map(|name| node.attr(name));
            texts.push(value.map_or_else(|| node.text().to_string(), |value| value.to_string()));
        }
    }
    texts
}

/// The address that browsers write into a page they save.
fn saved_from(page: &Document) -> Option<String> {
    let html = page.html_root().prev_sibling()?;
    let comment = html.html().to_string();
    let at = comment.find("saved from url=(")?;
    let rest = comment[at..].split_once(')')?.1;
    let end = rest
        .find(|letter: char| letter.is_whitespace())
        .or_else(|| rest.find("-->"))?;
    Some(rest[..end].to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ld_meta_and_time() {
        let page = Document::from(
            r#"<html lang="en-GB"><head><link rel="canonical" href="https://alpha.example/2025/12/12/x"><meta property="og:site_name" content="Alpha Wire">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "No"},
            {"@type": ["NewsArticle"], "headline": "Rain &amp; snow", "datePublished": "2025-12-13T14:05:00Z", "author": [{"@type": "Person", "name": "Jo Doe"}, {"name": "Ann Roe"}]}]}</script></head><body></body></html>"#,
        );
        let facts = facts(&page, None);
        assert_eq!(facts.title.as_deref(), Some("Rain & snow"));
        assert_eq!(facts.outlet.as_deref(), Some("Alpha Wire"));
        assert_eq!(facts.authors, ["Jo Doe", "Ann Roe"]);
        assert_eq!(
            facts.published.map(|p| p.at),
            Some("2025-12-13T14:05:00Z".into())
        );
        assert_eq!(facts.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_page_that_is_locked_is_not_free() {
        for (tier, free) in [
            ("locked", Some(false)),
            ("free", Some(true)),
            ("metered", None),
        ] {
            let page = Document::from(format!(
                "<meta property='article:content_tier' content='{tier}'>"
            ));
            assert_eq!(facts(&page, None).free, free, "{tier}");
        }
    }

    #[test]
    fn the_address_of_a_front_page_is_not_the_articles_where_another_is_stated() {
        let page = Document::from(
            r#"<link rel="canonical" href="https://alpha.example/"><meta property="og:url" content="https://alpha.example/ferry">"#,
        );
        let url = facts(&page, None).url;
        assert_eq!(url.as_deref(), Some("https://alpha.example/ferry"));
        let page = Document::from(r#"<link rel="canonical" href="https://alpha.example/">"#);
        let url = facts(&page, None).url;
        assert_eq!(url.as_deref(), Some("https://alpha.example/"));
    }

    #[test]
    fn the_date_falls_back_to_time_then_address() {
        let page = Document::from(r#"<article><time datetime="2025-12-13">x</time></article>"#);
        assert_eq!(
            facts(&page, None).published.map(|p| p.from),
            Some(DateSource::Metadata)
        );
        let page = Document::from(
            r#"<meta property="og:url" content="https://alpha.example/2025/12/12/x">"#,
        );
        assert_eq!(
            facts(&page, None).published.map(|p| p.from),
            Some(DateSource::Url)
        );
    }
}
