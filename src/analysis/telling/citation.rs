//! Kept passages as others read them: a citation in plain text, and exports for people, tables and programs.
//!
//! Invariant: the same bookmarks give the same bytes; nothing that an article says is read as markup, code or formula.

use std::fmt::Write;

use serde_json::{Value, json};

use super::bibliography;
use super::passages;
use super::plain::{angle, day, html_text, line, markdown_line, web_address};
use super::records::record;
use crate::model::{Article, Aside, Bookmark, Span};

/// What bookmarks can be exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    Markdown,
    Html,
    Csv,
    /// One object with all bookmarks, for `import`.
    Json,
    /// One bookmark a line, for `import`.
    JsonLines,
    /// CSL-JSON: one item an article (<https://docs.citationstyles.org>).
    Csl,
    /// BibTeX: one entry an article.
    Bibtex,
    /// W3C Web Annotation Data Model, as JSON-LD.
    JsonLd,
}

impl ExportFormat {
    pub const ALL: [ExportFormat; 8] = [
        ExportFormat::Markdown,
        ExportFormat::Html,
        ExportFormat::Csv,
        ExportFormat::Json,
        ExportFormat::JsonLines,
        ExportFormat::Csl,
        ExportFormat::Bibtex,
        ExportFormat::JsonLd,
    ];

    /// The word after `--format`.
    pub fn word(self) -> &'static str {
        match self {
            ExportFormat::Markdown => "md",
            ExportFormat::Html => "html",
            ExportFormat::Csv => "csv",
            ExportFormat::Json => "json",
            ExportFormat::JsonLines => "jsonl",
            ExportFormat::Csl => "csl",
            ExportFormat::Bibtex => "bib",
            ExportFormat::JsonLd => "jsonld",
        }
    }

    pub fn parse(word: &str) -> Option<ExportFormat> {
        ExportFormat::ALL
            .into_iter()
            .find(|format| format.word().eq_ignore_ascii_case(word))
    }
}

/// A bookmark of some words of an article, with the article's facts; not on the shelf yet, without note and tags.
pub fn bookmark_of(article: &Article, span: Span) -> Bookmark {
    Bookmark {
        id: 0,
        passage: passages::passage(article, span),
        article: article.id.clone(),
        origin: article.origin.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        authors: article.authors.clone(),
        published: article
            .published
            .as_ref()
            .map(|published| published.at.clone()),
        url: article.url.clone(),
        note: String::new(),
        tags: Vec::new(),
        created: String::new(),
        changed: String::new(),
    }
}

/// One line of plain text: `“The words” — Author, “Title”, Outlet, 2025-12-13, https://…`. What is not known is left out.
pub fn citation(bookmark: &Bookmark) -> String {
    format!(
        "“{}” — {}",
        line(&bookmark.passage.quote),
        facts(bookmark, place(bookmark))
    )
}

/// What stands around the text, with what it is and the article's facts: `“The words” (caption) — Author, …`.
pub fn citation_around(article: &Article, aside: &Aside) -> String {
    let bookmark = bookmark_of(article, Span::new(0, 0));
    let facts = facts(&bookmark, place(&bookmark));
    format!("“{}” ({}) — {facts}", line(&aside.text), aside.kind.word())
}

/// All bookmarks, in the order given, as one text that ends with a line break.
pub fn export(bookmarks: &[Bookmark], format: ExportFormat) -> String {
    match format {
        ExportFormat::Markdown => markdown(bookmarks),
        ExportFormat::Html => html(bookmarks),
        ExportFormat::Csv => csv(bookmarks),
        ExportFormat::Json => pretty(&json!({
            "schema": "parallax/bookmarks/1",
            "bookmarks": bookmarks,
        })),
        ExportFormat::JsonLines => json_lines(bookmarks),
        ExportFormat::Csl => pretty(&bibliography::csl(bookmarks)),
        ExportFormat::Bibtex => bibliography::bibtex(bookmarks),
        ExportFormat::JsonLd => pretty(&bibliography::annotations(bookmarks)),
    }
}

/// Where the article can be found again: its address, else the file that it was read from.
fn place(bookmark: &Bookmark) -> Option<&str> {
    let place = bookmark.url.as_deref().unwrap_or(&bookmark.origin);
    (!place.is_empty()).then_some(place)
}

/// Who wrote what, when and where, after the words quoted; what has no day is cited by the day on which it was kept.
fn facts(bookmark: &Bookmark, place: Option<&str>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !bookmark.authors.is_empty() {
        parts.push(line(&bookmark.authors.join(", ")));
    }
    parts.push(format!("“{}”", line(&bookmark.title)));
    let kept = || {
        let day = bookmark.created.split('T').next()?;
        (!day.is_empty()).then(|| format!("undated, kept {day}"))
    };
    let more = [
        bookmark.outlet.clone(),
        day(bookmark).map(str::to_string).or_else(kept),
        place.map(str::to_string),
    ];
    parts.extend(more.into_iter().flatten().map(|part| line(&part)));
    parts.join(", ")
}

fn pretty(value: &Value) -> String {
    // `{:#}` of a JSON value is the value, indented.
    format!("{value:#}\n")
}

fn json_lines(bookmarks: &[Bookmark]) -> String {
    let mut lines = String::new();
    for bookmark in bookmarks {
        let mut value = json!({"schema": "parallax/bookmark/1"});
        if let (Value::Object(all), Value::Object(fields)) = (&mut value, json!(bookmark)) {
            all.extend(fields);
        }
        let _ = writeln!(lines, "{value}");
    }
    lines
}

fn markdown(bookmarks: &[Bookmark]) -> String {
    let mut text = String::from("# Bookmarks\n");
    for bookmark in bookmarks {
        text.push('\n');
        push_paragraphs(&mut text, &bookmark.passage.quote, "> ");
        text.push('\n');
        let link = web_address(bookmark);
        let shown = place(bookmark).filter(|_| link.is_none());
        let facts = markdown_line(&facts(bookmark, shown));
        let _ = match link {
            Some(url) => writeln!(text, "{facts}, <{}>", angle(url)),
            None => writeln!(text, "{facts}"),
        };
        if !bookmark.note.trim().is_empty() {
            text.push('\n');
            push_paragraphs(&mut text, &bookmark.note, "");
        }
        if !bookmark.tags.is_empty() {
            let tags = markdown_line(&line(&bookmark.tags.join(", ")));
            let _ = write!(text, "\nTags: {tags}\n");
        }
    }
    text
}

/// Every line of a text behind `mark`, escaped; blank lines part paragraphs.
fn push_paragraphs(text: &mut String, words: &str, mark: &str) {
    for piece in words.trim().lines() {
        let piece = markdown_line(&line(piece));
        let _ = writeln!(text, "{}", format!("{mark}{piece}").trim_end());
    }
}

fn html(bookmarks: &[Bookmark]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Bookmarks</title>\n</head>\n<body>\n\
         <h1>Bookmarks</h1>\n",
    );
    for bookmark in bookmarks {
        let url = web_address(bookmark).map(html_text);
        let cite = url
            .as_ref()
            .map_or_else(String::new, |url| format!(" cite=\"{url}\""));
        let _ = writeln!(page, "<article>\n<blockquote{cite}>");
        push_html_paragraphs(&mut page, &bookmark.passage.quote);
        page.push_str("</blockquote>\n");
        let shown = place(bookmark).filter(|_| url.is_none());
        let facts = html_text(&facts(bookmark, shown));
        let link = url.map_or_else(String::new, |url| format!(", <a href=\"{url}\">{url}</a>"));
        let _ = writeln!(page, "<p>{facts}{link}</p>");
        push_html_paragraphs(&mut page, &bookmark.note);
        if !bookmark.tags.is_empty() {
            let _ = writeln!(
                page,
                "<p>Tags: {}</p>",
                html_text(&line(&bookmark.tags.join(", ")))
            );
        }
        page.push_str("</article>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn push_html_paragraphs(page: &mut String, words: &str) {
    for paragraph in words.lines().map(line).filter(|line| !line.is_empty()) {
        let _ = writeln!(page, "<p>{}</p>", html_text(&paragraph));
    }
}

/// RFC 4180, with a header. Lists are joined by `; `.
fn csv(bookmarks: &[Bookmark]) -> String {
    const HEADER: [&str; 17] = [
        "id",
        "quote",
        "note",
        "tags",
        "outlet",
        "authors",
        "title",
        "published",
        "url",
        "article",
        "origin",
        "prefix",
        "suffix",
        "start",
        "end",
        "created",
        "changed",
    ];
    let rows = bookmarks.iter().map(|bookmark| {
        let passage = &bookmark.passage;
        record([
            bookmark.id.to_string(),
            passage.quote.clone(),
            bookmark.note.clone(),
            bookmark.tags.join("; "),
            bookmark.outlet.clone().unwrap_or_default(),
            bookmark.authors.join("; "),
            bookmark.title.clone(),
            bookmark.published.clone().unwrap_or_default(),
            bookmark.url.clone().unwrap_or_default(),
            bookmark.article.clone(),
            bookmark.origin.clone(),
            passage.prefix.clone(),
            passage.suffix.clone(),
            passage.start.to_string(),
            passage.end.to_string(),
            bookmark.created.clone(),
            bookmark.changed.clone(),
        ])
    });
    std::iter::once(record(HEADER)).chain(rows).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Passage;

    pub(crate) fn bookmark(quote: &str) -> Bookmark {
        Bookmark {
            id: 3,
            passage: Passage {
                quote: quote.into(),
                prefix: "before ".into(),
                suffix: " after".into(),
                start: 7,
                end: 7 + quote.len(),
            },
            article: "0123456789ab".into(),
            origin: "a.txt".into(),
            title: "Lamps & <lights>".into(),
            outlet: Some("Alpha Wire".into()),
            authors: vec!["Ida Brandt".into(), "Oakport Desk, the".into()],
            published: Some("2025-12-13T14:05:00+01:00".into()),
            url: Some("https://alpha-wire.example/a_b?x=1&y=2".into()),
            note: "ask\n\nagain".into(),
            tags: vec!["figure".into(), "check".into()],
            created: "2025-12-14T00:00:00Z".into(),
            changed: "2025-12-14T00:00:00Z".into(),
        }
    }

    #[test]
    fn a_citation_is_one_line_and_leaves_out_what_is_unknown() {
        let mut bookmark = bookmark("114\n\nlamps\u{1b}[31m");
        assert_eq!(
            citation(&bookmark),
            "“114 lamps [31m” — Ida Brandt, Oakport Desk, the, “Lamps & <lights>”, Alpha Wire, 2025-12-13, \
             https://alpha-wire.example/a_b?x=1&y=2"
        );
        bookmark.authors.clear();
        bookmark.outlet = None;
        bookmark.published = None;
        bookmark.url = None;
        assert_eq!(
            citation(&bookmark),
            "“114 lamps [31m” — “Lamps & <lights>”, undated, kept 2025-12-14, a.txt"
        );
        bookmark.created.clear();
        bookmark.origin.clear();
        assert_eq!(citation(&bookmark), "“114 lamps [31m” — “Lamps & <lights>”");
    }

    #[test]
    fn without_an_address_the_file_is_cited_and_without_a_day_the_day_of_keeping() {
        let mut bookmark = bookmark("plain");
        bookmark.url = None;
        bookmark.published = None;
        for format in [ExportFormat::Markdown, ExportFormat::Html] {
            let text = export(&[bookmark.clone()], format);
            assert!(
                text.contains("Alpha Wire, undated, kept 2025-12-14, a.txt"),
                "{text}"
            );
        }
    }

    #[test]
    fn every_format_has_its_word() {
        for format in ExportFormat::ALL {
            assert_eq!(
                ExportFormat::parse(&format.word().to_uppercase()),
                Some(format)
            );
        }
        assert_eq!(ExportFormat::parse("pdf"), None);
    }

    #[test]
    fn markdown_shows_the_words_and_no_markup_of_theirs() {
        let text = export(
            &[bookmark("# 1. *so*\n\n1. [x](y) <b>")],
            ExportFormat::Markdown,
        );
        assert_eq!(
            text,
            "# Bookmarks\n\n> \\# 1. \\*so\\*\n>\n> 1\\. \\[x\\](y) \\<b\\>\n\nIda Brandt, Oakport Desk, the, \
             “Lamps \\& \\<lights\\>”, Alpha Wire, 2025-12-13, <https://alpha-wire.example/a_b?x=1&y=2>\n\nask\n\nagain\n\n\
             Tags: figure, check\n"
        );
    }

    #[test]
    fn html_runs_nothing_and_links_only_to_pages() {
        let mut one = bookmark("<script>alert('1')</script>");
        one.url = Some("javascript://alert".into());
        let mut two = bookmark("plain");
        two.url = Some("https://a.example/\"onload=\"x".into());
        let page = export(&[one, two], ExportFormat::Html);
        assert!(
            !page.contains("<script")
                && !page.contains("href=\"javascript")
                && !page.contains("\"onload=\"")
        );
        assert!(page.contains("<blockquote cite=\"https://a.example/&quot;onload=&quot;x\">"));
    }

    #[test]
    fn csv_keeps_commas_quotes_and_lines_in_their_cells() {
        let text = export(&[bookmark("one, \"two\"\nthree")], ExportFormat::Csv);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(&record[1], "one, \"two\"\nthree");
        assert_eq!(&record[5], "Ida Brandt; Oakport Desk, the");
        assert_eq!(record.len(), reader.headers().unwrap().len());
    }

    #[test]
    fn json_comes_back_as_the_same_bookmarks() {
        let bookmarks = vec![bookmark("a\0\u{1f98a}\""), bookmark("two")];
        let text = export(&bookmarks, ExportFormat::Json);
        let value: Value = serde_json::from_str(&text).unwrap();
        let back: Vec<Bookmark> = serde_json::from_value(value["bookmarks"].clone()).unwrap();
        assert_eq!(back, bookmarks);
        let text = export(&bookmarks, ExportFormat::JsonLines);
        let back: Vec<Bookmark> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(back, bookmarks);
    }

    #[test]
    fn no_bookmarks_give_a_whole_document_too() {
        for format in ExportFormat::ALL {
            let text = export(&[], format);
            assert!(text.is_empty() || text.ends_with('\n'), "{format:?}");
        }
    }

    proptest! {
        #[test]
        fn any_words_give_documents_that_parse(quote in any::<String>(), title in any::<String>(), url in any::<String>()) {
            let mut one = bookmark(&quote);
            one.title = title;
            one.note = url.clone();
            one.url = Some(format!("https://{url}"));
            let bookmarks = [one, bookmark("two")];
            for format in [ExportFormat::Json, ExportFormat::Csl, ExportFormat::JsonLd] {
                prop_assert!(serde_json::from_str::<Value>(&export(&bookmarks, format)).is_ok());
            }
            let text = export(&bookmarks, ExportFormat::Csv);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            prop_assert_eq!(reader.records().flatten().count(), 2);
            let page = export(&bookmarks, ExportFormat::Html);
            prop_assert_eq!(page.matches("<article>").count(), 2);
            let bib = export(&bookmarks, ExportFormat::Bibtex);
            prop_assert_eq!(bib.matches('{').count(), bib.matches('}').count());
            for format in ExportFormat::ALL {
                prop_assert_eq!(export(&bookmarks, format), export(&bookmarks, format));
            }
        }
    }
}
