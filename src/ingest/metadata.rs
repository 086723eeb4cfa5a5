//! What a page says about its article: `<meta>`, JSON-LD (schema.org), `<time>`, the address.

use dom_query::Document;
use serde_json::Value;

use crate::model::{DateSource, Published};

use super::byline::people;
use super::clean::clean;
use super::date::{Date, date};
use super::day_in_path::date_in_path;
use super::fields::primary_language;
use super::markup::unescape;
use super::url::{is_web, path};

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
    pub notes: Vec<String>,
}

/// Meta names that hold the day of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "published_at",
    "article:published",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "prism.publicationdate",
    "citation_publication_date",
    "date",
    "article:post_date",
    "rnews:datepublished",
    "originalpublicationdate",
    "displaydate",
    "timestamp",
    "created",
    "datecreated",
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
const OUTLETS: &[&str] = &[
    "og:site_name",
    "article:publisher_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_journal_title",
    "cre",
    "source",
    "application-name",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "article:author_name",
];
/// Objects of JSON-LD that are read at the most.
const OBJECTS: usize = 2000;

/// Reads the facts of a page.
pub fn facts(page: &Document) -> Facts {
    let metas = Metas::new(page);
    let linked = linked_article(page);
    let linked = linked.as_ref();
    let text = |value: Option<&Value>| {
        value
            .and_then(name_of)
            .map(|text| clean(&unescape(&text)))
            .filter(|text| !text.is_empty())
    };
    let url = [
        page.select_single("link[rel='canonical']")
            .attr("href")
            .map(|href| href.to_string()),
        metas.first(&["og:url", "twitter:url"]).map(str::to_string),
        linked.and_then(|object| name_of(object.get("url")?)),
        linked.and_then(|object| {
            object
                .get("mainEntityOfPage")?
                .get("@id")?
                .as_str()
                .map(str::to_string)
        }),
        saved_from(page),
    ];
    let mut facts = Facts {
        title: text(linked.and_then(|object| object.get("headline")))
            .or_else(|| metas.first(TITLES).map(|title| clean(&unescape(title)))),
        outlet: metas
            .first(OUTLETS)
            .map(|name| clean(&unescape(name)))
            .filter(|name| !is_web(name) && !name.starts_with('@'))
            .or_else(|| text(linked.and_then(|object| object.get("publisher")))),
        url: url
            .into_iter()
            .flatten()
            .map(|url| url.trim().to_string())
            .find(|url| is_web(url)),
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
        body: linked
            .and_then(|object| object.get("articleBody")?.as_str())
            .map(str::to_string),
        ..Facts::default()
    };
    facts.authors = linked
        .and_then(|object| object.get("author"))
        .map(names_of)
        .unwrap_or_default();
    if facts.authors.is_empty() {
        facts.authors = metas
            .all(AUTHORS)
            .into_iter()
            .map(|author| people(&unescape(author)))
            .find(|authors| !authors.is_empty())
            .unwrap_or_default();
        facts
            .authors
            .iter_mut()
            .for_each(|author| *author = clean(author));
    }
    facts.dated(linked, &metas, page);
    facts
}

impl Facts {
    /// The day of publication: JSON-LD, meta tags, `<time>`, the path of the address.
    fn dated(&mut self, linked: Option<&Value>, metas: &Metas, page: &Document) {
        let linked = linked.and_then(|object| {
            Some(
                object
                    .get("datePublished")
                    .or_else(|| object.get("dateCreated"))?
                    .as_str()?
                    .to_string(),
            )
        });
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

/// The article among the JSON-LD of a page.
fn linked_article(page: &Document) -> Option<Value> {
    let mut best: Option<(usize, Value)> = None;
    for script in page.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_start_matches("<![CDATA[");
        let text = text
            .trim_end_matches("-->")
            .trim_end_matches("]]>")
            .trim_end_matches("//")
            .trim();
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            continue;
        };
        let mut open = vec![value];
        let mut seen = 0;
        while let Some(value) = open.pop() {
            seen += 1;
            if seen > OBJECTS {
                break;
            }
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(mut object) => {
                    if let Some(graph) = object.remove("@graph") {
                        open.push(graph);
                    }
                    let kind = article_rank(object.get("@type"));
                    let facts = ["headline", "datePublished", "author", "articleBody"]
                        .iter()
                        .filter(|name| object.contains_key(**name))
                        .count();
                    if kind > 0
                        && best
                            .as_ref()
                            .is_none_or(|(score, _)| *score < kind * 10 + facts)
                    {
                        best = Some((kind * 10 + facts, Value::Object(object)));
                    }
                }
                _ => {}
            }
        }
    }
    best.map(|(_, value)| value)
}

/// How surely a schema.org type is the article of the page; 0: it is not.
fn article_rank(kind: Option<&Value>) -> usize {
    let rank = |kind: &str| match kind {
        kind if kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || kind.ends_with("Report") =>
        {
            2
        }
        kind if kind.ends_with("WebPage") || kind.ends_with("CreativeWork") => 1,
        _ => 0,
    };
    match kind {
        Some(Value::String(kind)) => rank(kind),
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .map(rank)
            .max()
            .unwrap_or(0),
        _ => 0,
    }
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => object
            .get("name")
            .or_else(|| object.get("@id"))
            .and_then(Value::as_str)
            .map(str::to_string),
        Value::Array(values) => values
            .iter()
            .filter(|value| !value.is_array())
            .find_map(name_of),
        _ => None,
    }
}

fn names_of(value: &Value) -> Vec<String> {
    let names: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(name_of).collect(),
        value => name_of(value).into_iter().collect(),
    };
    let mut people: Vec<String> = names
        .iter()
        .flat_map(|name| people(&unescape(name)))
        .map(|name| clean(&name))
        .collect();
    people.dedup();
    people
}

/// The address that browsers write into a page they save.
fn saved_from(page: &Document) -> Option<String> {
    let html = page.html_root().prev_sibling()?;
    let comment = html.html().to_string();
    let at = comment.find("saved from url=(")?;
    let rest = comment[at..].split_once(')')?.1;
    Some(rest.split([' ', '-']).next()?.to_string())
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
        let facts = facts(&page);
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
    fn the_date_falls_back_to_time_then_address() {
        let page = Document::from(r#"<article><time datetime="2025-12-13">x</time></article>"#);
        assert_eq!(
            facts(&page).published.map(|p| p.from),
            Some(DateSource::Metadata)
        );
        let page = Document::from(
            r#"<meta property="og:url" content="https://alpha.example/2025/12/12/x">"#,
        );
        assert_eq!(
            facts(&page).published.map(|p| p.from),
            Some(DateSource::Url)
        );
    }
}
