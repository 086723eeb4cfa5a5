//! The JSON-LD of a page (schema.org): the object that is its article, and what that refers to.

use std::collections::HashMap;

use dom_query::Document;
use serde_json::{Map, Value};

use crate::ingest::byline::people;
use crate::ingest::clean::clean;
use crate::ingest::furniture::bare;
use crate::ingest::markup::unescape;

use super::loose_json;

/// Objects that are read at the most.
const OBJECTS: usize = 2000;
/// References that are followed one after the other.
const REFERENCES: usize = 4;

/// What a page says of itself elsewhere: of several articles in its JSON-LD, the one that agrees is the page's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    pub url: Option<&'a str>,
    pub title: Option<&'a str>,
}

/// The JSON-LD of a page.
#[derive(Debug, Default)]
pub struct Linked {
    article: Option<Map<String, Value>>,
    /// Objects with a name, by their `@id`.
    named: HashMap<String, Value>,
    /// A script that held no object at all.
    pub unread: bool,
}

impl Linked {
    pub fn new(page: &Document, known: Known<'_>) -> Self {
        let mut linked = Linked::default();
        let mut best = 0;
        for script in page.select("script[type*='ld+json' i]").nodes() {
            let text = script.text();
            let values = match text.trim_start() {
                text if text.starts_with("{&quot;") || text.starts_with("[{&quot;") => {
                    loose_json::values(&unescape(text))
                }
                text => loose_json::values(text),
            };
            linked.unread |= values.is_empty() && !text.trim().is_empty();
            linked.take(values, known, &mut best);
        }
        linked
    }

    fn take(&mut self, values: Vec<Value>, known: Known<'_>, best: &mut usize) {
        /// Members that hold the article of a page that is not one itself.
        const HOLDERS: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage"];
        let mut open: Vec<(Value, bool)> = values
            .into_iter()
            .rev()
            .map(|value| (value, true))
            .collect();
        let mut seen = 0;
        while let Some((value, may_be)) = open.pop() {
            seen += 1;
            if seen > OBJECTS {
                break;
            }
            match value {
                Value::Array(values) => {
                    open.extend(values.into_iter().rev().map(|value| (value, may_be)));
                }
                Value::Object(object) => {
                    let object = unprefixed(object);
                    if let (Some(Value::String(id)), true) =
                        (object.get("@id"), object.contains_key("name"))
                    {
                        self.named
                            .entry(id.clone())
                            .or_insert_with(|| Value::Object(object.clone()));
                    }
                    for (name, value) in object.iter().rev() {
                        if value.is_object() || value.is_array() {
                            let holds = may_be && HOLDERS.contains(&name.as_str());
                            open.push((value.clone(), holds));
                        }
                    }
                    let score = if may_be { score(&object, known) } else { 0 };
                    if score > *best {
                        *best = score;
                        self.article = Some(object);
                    }
                }
                _ => {}
            }
        }
    }

    fn member(&self, name: &str) -> Option<&Value> {
        self.article.as_ref()?.get(name)
    }

    /// The text of a member: its own, or the name of what it is or refers to.
    pub fn text(&self, name: &str) -> Option<String> {
        self.names(self.member(name)?, REFERENCES)
            .into_iter()
            .map(|text| clean(&unescaped(&text)))
            .find(|text| !text.is_empty())
    }

    /// The people that a member names.
    pub fn people(&self, name: &str) -> Vec<String> {
        let Some(value) = self.member(name) else {
            return Vec::new();
        };
        let mut found: Vec<String> = Vec::new();
        for name in self.names(value, REFERENCES) {
            for person in people(&unescaped(&name)) {
                let person = clean(&person);
                if !person.is_empty() && !found.contains(&person) {
                    found.push(person);
                }
            }
        }
        found
    }

    /// A member that is an address: as a text, or as the `@id` or `url` of an object.
    pub fn address(&self, name: &str) -> Option<String> {
        match self.member(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Object(object) => ["@id", "url"]
                .iter()
                .find_map(|name| Some(object.get(*name)?.as_str()?.to_string())),
            _ => None,
        }
    }

    /// A plain member: a text, or a number as it would be written.
    pub fn plain(&self, name: &str) -> Option<String> {
        plain(self.member(name)?)
    }

    /// A text that may be parted into several.
    pub fn long_text(&self, name: &str) -> Option<String> {
        match self.member(name)? {
            Value::Array(values) => {
                let parts: Vec<String> = values.iter().filter_map(plain).collect();
                (!parts.is_empty()).then(|| parts.join("\n\n"))
            }
            value => plain(value),
        }
    }

    /// A member that is yes or no, in the ways that pages write it.
    pub fn flag(&self, name: &str) -> Option<bool> {
        truth(self.member(name)?)
    }

    /// The CSS selectors of the parts that are not free to read.
    pub fn closed_parts(&self) -> Vec<String> {
        let parts = match self.member("hasPart") {
            Some(Value::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => return Vec::new(),
        };
        parts
            .iter()
            .filter(|part| part.get("isAccessibleForFree").and_then(truth) == Some(false))
            .filter_map(|part| plain(part.get("cssSelector")?))
            .collect()
    }

    fn names(&self, value: &Value, references: usize) -> Vec<String> {
        match value {
            Value::String(text) => match self.named.get(text) {
                Some(named) if references > 0 => self.names(named, references - 1),
                _ => vec![text.clone()],
            },
            Value::Array(values) => values
                .iter()
                .flat_map(|value| self.names(value, references))
                .collect(),
            Value::Object(object) => {
                if let Some(name) = object.get("name").or_else(|| object.get("@value")) {
                    return self.names(name, 0);
                }
                if let Some(list) = object.get("@list").or_else(|| object.get("@graph")) {
                    return self.names(list, references);
                }
                let part = |name: &str| object.get(name).and_then(Value::as_str);
                if let (Some(given), Some(family)) = (part("givenName"), part("familyName")) {
                    return vec![format!("{given} {family}")];
                }
                match part("@id").and_then(|id| self.named.get(id)) {
                    Some(named) if references > 0 => self.names(named, references - 1),
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }
}

/// How surely an object is the article of the page; 0: it is none.
fn score(object: &Map<String, Value>, known: Known<'_>) -> usize {
    let kind = article_rank(object.get("@type"));
    if kind == 0 {
        return 0;
    }
    let facts = ["headline", "datePublished", "author", "articleBody"]
        .iter()
        .filter(|name| object.contains_key(**name))
        .count();
    let same_address = ["url", "@id", "mainEntityOfPage"].iter().any(|name| {
        let address = object.get(*name);
        let address = address.and_then(|value| value.get("@id").or(Some(value))?.as_str());
        address.is_some_and(|address| {
            !address.is_empty()
                && known
                    .url
                    .is_some_and(|url| bare_address(url) == bare_address(address))
        })
    });
    let same_title = object
        .get("headline")
        .and_then(Value::as_str)
        .is_some_and(|headline| {
            known
                .title
                .is_some_and(|title| bare(&unescaped(headline)) == bare(title))
        });
    kind * 10 + facts + 5 * usize::from(same_address) + 5 * usize::from(same_title)
}

fn bare_address(url: &str) -> &str {
    let url = url.split(['#', '?']).next().unwrap_or(url);
    url.trim_end_matches('/')
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

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find_map(plain),
        Value::Object(object) => plain(object.get("@value")?),
        _ => None,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        value => {
            let word = plain(value)?.to_lowercase();
            let word = word.rsplit('/').next().unwrap_or(&word);
            match word {
                "true" | "1" | "yes" => Some(true),
                "false" | "0" | "no" => Some(false),
                _ => None,
            }
        }
    }
}

/// Character references to characters, also where they were written twice over.
pub fn unescaped(text: &str) -> String {
    unescape(&unescape(text))
}

/// The members of an object by their bare names: `schema:datePublished`, `http://schema.org/author`.
fn unprefixed(object: Map<String, Value>) -> Map<String, Value> {
    const PREFIXES: &[&str] = &[
        "schema:",
        "sdo:",
        "http://schema.org/",
        "https://schema.org/",
    ];
    let bare = |name: &str| {
        PREFIXES
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))
            .map(str::to_string)
    };
    if !object.keys().any(|name| bare(name).is_some()) {
        return object;
    }
    object
        .into_iter()
        .map(|(name, value)| (bare(&name).unwrap_or(name), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(scripts: &str) -> Linked {
        Linked::new(&Document::from(scripts), Known::default())
    }

    fn script(json: &str) -> String {
        format!("<script type='application/ld+json'>{json}</script>")
    }

    #[test]
    fn references_are_followed_and_never_shown() {
        let page = script(
            r##"{"@graph": [{"@type": "NewsArticle", "author": [{"@id": "#jo"}, {"@id": "#nobody"}], "publisher": "#org"},
            {"@id": "#org", "name": "Alpha Wire"}]}"##,
        ) + &script(
            r##"{"@id": "#jo", "@type": "Person", "name": ["Jo Doe", "Ann Roe"]}"##,
        );
        let linked = linked(&page);
        assert_eq!(linked.people("author"), ["Jo Doe", "Ann Roe"]);
        assert_eq!(linked.text("publisher").as_deref(), Some("Alpha Wire"));
    }

    #[test]
    fn of_several_articles_the_one_with_the_address_of_the_page_counts() {
        let page = script(
            r#"[{"@type": "NewsArticle", "headline": "One", "url": "https://a.example/1", "datePublished": "2025-01-01"},
            {"@type": "NewsArticle", "headline": "Two", "mainEntityOfPage": {"@id": "https://a.example/2/"}}]"#,
        );
        let known = Known {
            url: Some("https://a.example/2?x=1"),
            title: None,
        };
        let linked = Linked::new(&Document::from(page), known);
        assert_eq!(linked.text("headline").as_deref(), Some("Two"));
    }

    #[test]
    fn numbers_lists_and_flags_are_read() {
        let linked = linked(&script(
            r#"{"@type": "Article", "datePublished": 1706781600000, "dateCreated": [{"@value": "2025-01-02"}],
            "isAccessibleForFree": "False", "hasPart": {"isAccessibleForFree": false, "cssSelector": ".closed"}}"#,
        ));
        assert_eq!(
            linked.plain("datePublished").as_deref(),
            Some("1706781600000")
        );
        assert_eq!(linked.plain("dateCreated").as_deref(), Some("2025-01-02"));
        assert_eq!(linked.flag("isAccessibleForFree"), Some(false));
        assert_eq!(linked.closed_parts(), [".closed"]);
    }

    #[test]
    fn a_script_without_an_object_is_told() {
        assert!(linked(&script("not at all")).unread);
        assert!(!linked(&script("{}")).unread);
    }
}
