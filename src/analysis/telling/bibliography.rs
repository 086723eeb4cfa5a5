//! Kept passages in the forms of reference managers and annotation tools: CSL-JSON, BibTeX, Web Annotations.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::plain::{day, line, web_address};
use crate::model::Bookmark;

/// CSL-JSON 1.0.2: an item an article; `note` holds the words kept, `annote` the reader's notes.
pub(super) fn csl(bookmarks: &[Bookmark]) -> Value {
    let items = by_article(bookmarks).into_iter().map(|(id, kept)| {
        let bookmark = kept[0];
        let mut item = Map::new();
        item.insert("id".into(), json!(id));
        item.insert("type".into(), json!("article-newspaper"));
        item.insert("title".into(), json!(line(&bookmark.title)));
        if !bookmark.authors.is_empty() {
            // Which part of a name is the family's is not known: `literal` says so.
            let authors: Vec<Value> = bookmark
                .authors
                .iter()
                .map(|author| json!({"literal": line(author)}))
                .collect();
            item.insert("author".into(), json!(authors));
        }
        if let Some(outlet) = &bookmark.outlet {
            item.insert("container-title".into(), json!(line(outlet)));
        }
        let date: Vec<i64> = date_parts(bookmark).collect();
        if !date.is_empty() {
            item.insert("issued".into(), json!({"date-parts": [date]}));
        }
        if let Some(url) = web_address(bookmark) {
            item.insert("URL".into(), json!(url));
        }
        let texts = [
            ("note", quotes(&kept)),
            ("annote", notes(&kept)),
            ("keyword", tags(&kept)),
        ];
        for (field, text) in texts {
            if !text.is_empty() {
                item.insert(field.into(), json!(text));
            }
        }
        Value::Object(item)
    });
    Value::Array(items.collect())
}

/// BibTeX: an `@article` an article, the outlet as its journal.
pub(super) fn bibtex(bookmarks: &[Bookmark]) -> String {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let mut text = String::new();
    for (id, kept) in by_article(bookmarks) {
        let bookmark = kept[0];
        let mut fields: Vec<(&str, String)> = Vec::new();
        if !bookmark.authors.is_empty() {
            let authors: Vec<String> = bookmark
                .authors
                .iter()
                .map(|author| bibtex_name(author))
                .collect();
            fields.push(("author", format!("{{{}}}", authors.join(" and "))));
        }
        // Braces twice: the capitals of a headline stay.
        fields.push((
            "title",
            format!("{{{{{}}}}}", bibtex_text(&line(&bookmark.title))),
        ));
        if let Some(outlet) = &bookmark.outlet {
            fields.push(("journal", format!("{{{}}}", bibtex_text(&line(outlet)))));
        }
        let mut date = date_parts(bookmark);
        if let Some(year) = date.next() {
            fields.push(("year", year.to_string()));
        }
        let month = date
            .next()
            .and_then(|month| MONTHS.get(usize::try_from(month - 1).ok()?));
        if let Some(month) = month {
            fields.push(("month", (*month).to_string()));
        }
        if let Some(day) = date.next() {
            fields.push(("day", day.to_string()));
        }
        if let Some(url) = web_address(bookmark) {
            let url = url
                .replace('{', "%7B")
                .replace('}', "%7D")
                .replace('\\', "%5C");
            fields.push(("url", format!("{{{url}}}")));
        }
        let texts = [
            ("note", quotes(&kept)),
            ("annote", notes(&kept)),
            ("keywords", tags(&kept)),
        ];
        for (field, words) in texts {
            if !words.is_empty() {
                fields.push((field, format!("{{{}}}", bibtex_text(&words))));
            }
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "@article{{{},", key(bookmark, &id));
        for (field, value) in fields {
            let _ = writeln!(text, "  {field} = {value},");
        }
        text.push_str("}\n");
    }
    text
}

/// W3C Web Annotation Data Model: a collection of annotations with a TextQuoteSelector each. The position is left out: it
/// counts bytes of the text as parallax read it, which nobody else has.
pub(super) fn annotations(bookmarks: &[Bookmark]) -> Value {
    let items: Vec<Value> = bookmarks.iter().map(annotation).collect();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "label": "Bookmarks",
        "total": items.len(),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    })
}

fn annotation(bookmark: &Bookmark) -> Value {
    let mut bodies = Vec::new();
    if !bookmark.note.is_empty() {
        bodies.push(json!({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": bookmark.note}));
    }
    for tag in &bookmark.tags {
        bodies.push(json!({"type": "TextualBody", "purpose": "tagging", "value": tag}));
    }
    let source = web_address(bookmark).map_or_else(
        || format!("urn:parallax:article:{}", bookmark.article),
        str::to_string,
    );
    let mut article = Map::new();
    article.insert("id".into(), json!(source));
    article.insert("type".into(), json!("Text"));
    article.insert("dcterms:title".into(), json!(bookmark.title));
    if !bookmark.authors.is_empty() {
        article.insert("dcterms:creator".into(), json!(bookmark.authors));
    }
    if let Some(outlet) = &bookmark.outlet {
        article.insert("dcterms:publisher".into(), json!(outlet));
    }
    if let Some(published) = &bookmark.published {
        article.insert("dcterms:issued".into(), json!(published));
    }
    let mut annotation = Map::new();
    annotation.insert(
        "id".into(),
        json!(format!("urn:parallax:bookmark:{}", bookmark.id)),
    );
    annotation.insert("type".into(), json!("Annotation"));
    annotation.insert("motivation".into(), json!("highlighting"));
    annotation.insert("created".into(), json!(bookmark.created));
    annotation.insert("modified".into(), json!(bookmark.changed));
    if !bodies.is_empty() {
        annotation.insert("body".into(), json!(bodies));
    }
    let selector = json!({
        "type": "TextQuoteSelector",
        "exact": bookmark.passage.quote,
        "prefix": bookmark.passage.prefix,
        "suffix": bookmark.passage.suffix,
    });
    annotation.insert(
        "target".into(),
        json!({"source": article, "selector": selector}),
    );
    Value::Object(annotation)
}

/// The bookmarks of each article, under a name for it, in the order in which articles first come. A bookmark that does not
/// know its article stands alone.
fn by_article(bookmarks: &[Bookmark]) -> Vec<(String, Vec<&Bookmark>)> {
    let mut places = std::collections::HashMap::new();
    let mut articles: Vec<(String, Vec<&Bookmark>)> = Vec::new();
    for (number, bookmark) in bookmarks.iter().enumerate() {
        let id: String = bookmark
            .article
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        let id = if id.is_empty() {
            format!("bookmark{number}")
        } else {
            id
        };
        let place = *places.entry(id.clone()).or_insert(articles.len());
        if place == articles.len() {
            articles.push((id, Vec::new()));
        }
        articles[place].1.push(bookmark);
    }
    articles
}

fn quotes(kept: &[&Bookmark]) -> String {
    let quotes: Vec<String> = kept
        .iter()
        .map(|bookmark| format!("“{}”", line(&bookmark.passage.quote)))
        .collect();
    quotes.join(" ")
}

fn notes(kept: &[&Bookmark]) -> String {
    let notes: Vec<String> = kept
        .iter()
        .map(|bookmark| line(&bookmark.note))
        .filter(|note| !note.is_empty())
        .collect();
    notes.join(" / ")
}

/// Every tag once, in the order in which they first come.
fn tags(kept: &[&Bookmark]) -> String {
    let mut tags: Vec<String> = Vec::new();
    for tag in kept.iter().flat_map(|bookmark| &bookmark.tags) {
        let tag = line(tag);
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags.join(", ")
}

/// Year, month and day, as far as they are numbers.
fn date_parts(bookmark: &Bookmark) -> impl Iterator<Item = i64> {
    day(bookmark)
        .unwrap_or("")
        .splitn(3, '-')
        .map_while(|part| part.parse().ok())
}

/// `alphawire2025x0123456789ab`: letters and digits only.
fn key(bookmark: &Bookmark, id: &str) -> String {
    let outlet: String = bookmark
        .outlet
        .as_deref()
        .unwrap_or("article")
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let year = date_parts(bookmark)
        .next()
        .map_or_else(String::new, |year| year.to_string());
    format!("{}{year}x{id}", outlet.to_ascii_lowercase())
}

/// A name with a comma or an "and" in it is set in braces: BibTeX would part it there.
fn bibtex_name(name: &str) -> String {
    let name = line(name);
    let parted = name.contains(',') || name.to_lowercase().split(' ').any(|word| word == "and");
    let text = bibtex_text(&name);
    if parted { format!("{{{text}}}") } else { text }
}

/// Text without a meaning to TeX. BibTeX counts braces even behind a backslash, so braces become commands.
fn bibtex_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::citation::tests::bookmark;
    use super::*;

    #[test]
    fn an_article_is_one_item_with_all_its_passages() {
        let mut two = bookmark("two");
        two.note.clear();
        let items = csl(&[bookmark("one"), two]);
        assert_eq!(items.as_array().unwrap().len(), 1);
        assert_eq!(items[0]["note"], "“one” “two”");
        assert_eq!(items[0]["annote"], "ask again");
        assert_eq!(items[0]["keyword"], "figure, check");
        assert_eq!(items[0]["issued"]["date-parts"], json!([[2025, 12, 13]]));
        assert_eq!(items[0]["author"][1]["literal"], "Oakport Desk, the");
    }

    #[test]
    fn bibtex_is_escaped_and_balanced() {
        let text = bibtex(&[bookmark("100% of {a} & \\b_c~")]);
        assert_eq!(
            text,
            "@article{alphawire2025x0123456789ab,\n  author = {Ida Brandt and {Oakport Desk, the}},\n  \
             title = {{Lamps \\& <lights>}},\n  journal = {Alpha Wire},\n  year = 2025,\n  month = dec,\n  day = 13,\n  \
             url = {https://alpha-wire.example/a_b?x=1&y=2},\n  \
             note = {“100\\% of \\textbraceleft{}a\\textbraceright{} \\& \\textbackslash{}b\\_c\\textasciitilde{}”},\n  \
             annote = {ask again},\n  keywords = {figure, check},\n}\n"
        );
    }

    #[test]
    fn an_annotation_quotes_with_what_stands_around() {
        let page = annotations(&[bookmark("114 lamps")]);
        let annotation = &page["first"]["items"][0];
        assert_eq!(annotation["target"]["selector"]["exact"], "114 lamps");
        assert_eq!(annotation["target"]["selector"]["prefix"], "before ");
        assert_eq!(
            annotation["target"]["source"]["id"],
            "https://alpha-wire.example/a_b?x=1&y=2"
        );
        assert_eq!(annotation["body"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn what_is_unknown_is_left_out() {
        let mut bare = bookmark("x");
        bare.article.clear();
        bare.outlet = None;
        bare.published = Some("soon".into());
        bare.url = Some("file:///etc/passwd".into());
        let text = bibtex(&[bare.clone(), bare.clone()]);
        assert!(
            text.contains("@article{articlexbookmark0,")
                && text.contains("@article{articlexbookmark1,")
        );
        assert!(!text.contains("year") && !text.contains("url"));
        assert_eq!(csl(&[bare])[0].get("issued"), None);
    }
}
