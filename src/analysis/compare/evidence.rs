//! A comparison as an evidence pack: every value with outlet, date, address and the words quoted.
//!
//! Invariant: the same comparison gives the same bytes; nothing that an article says is read as markup, code or formula.

use std::fmt::Write;

use crate::analysis::citation::{angle, cell, html_text, line, markdown_line, plain_address};
use crate::model::{Article, Comparison, Finding, FindingKind, Span};

/// What an evidence pack can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceFormat {
    Markdown,
    Html,
    Csv,
}

/// What several articles say of one thing.
struct Exhibit {
    kind: &'static str,
    what: String,
    verdict: String,
    why: String,
    values: Vec<Cited>,
}

/// One value and where it stands.
struct Cited {
    article: usize,
    span: Span,
    /// `in part`, or nothing.
    part: &'static str,
}

/// The findings of a comparison under the story's title. `articles` are those compared.
pub fn evidence(
    title: &str,
    articles: &[&Article],
    comparison: &Comparison,
    format: EvidenceFormat,
) -> String {
    let mut exhibits: Vec<Exhibit> = Vec::new();
    for kind in FindingKind::ALL {
        let findings = comparison.findings.iter().filter(|f| f.kind == kind);
        exhibits.extend(findings.map(told));
    }
    for exhibit in &mut exhibits {
        exhibit
            .values
            .retain(|value| value.article < articles.len());
    }
    match format {
        EvidenceFormat::Markdown => markdown(title, articles, &exhibits),
        EvidenceFormat::Html => html(title, articles, &exhibits),
        EvidenceFormat::Csv => csv(title, articles, &exhibits),
    }
}

fn told(finding: &Finding) -> Exhibit {
    Exhibit {
        kind: finding.kind.heading(),
        what: finding.what.clone(),
        verdict: finding.verdict.words().to_string(),
        why: finding.why.clone(),
        values: finding
            .values
            .iter()
            .map(|value| Cited {
                article: value.article,
                span: value.span(),
                part: if value.partly { "in part" } else { "" },
            })
            .collect(),
    }
}

impl Cited {
    fn words(&self, articles: &[&Article]) -> String {
        line(articles[self.article].text(self.span))
    }

    /// The sentence around the words; nothing where they are a sentence or more.
    fn sentence(&self, articles: &[&Article]) -> Option<String> {
        let article = articles[self.article];
        let sentence = article
            .sentences
            .get(article.sentence_at(self.span.start)?)?;
        let around = sentence.contains(self.span) && *sentence != self.span;
        around.then(|| line(article.text(*sentence)))
    }

    /// Outlet and day, without the address.
    fn source(&self, articles: &[&Article]) -> String {
        let article = articles[self.article];
        let day = article.published.as_ref();
        let day = day.map_or_else(|| "undated".to_string(), |day| line(&day.short()));
        format!("{}, {day}", line(article.outlet_name()))
    }
}

fn address(article: &Article) -> Option<&str> {
    article.url.as_deref().and_then(plain_address)
}

/// Where an article without an address of its own came from.
fn no_address(article: &Article) -> String {
    format!("no address, from {}", line(&article.origin))
}

fn markdown(title: &str, articles: &[&Article], exhibits: &[Exhibit]) -> String {
    let mut text = format!("# {}\n\n", markdown_line(&line(title)));
    for (number, article) in articles.iter().enumerate() {
        let cited = Cited {
            article: number,
            span: Span::default(),
            part: "",
        };
        let place = match address(article) {
            Some(url) => format!("<{}>", angle(url)),
            None => markdown_line(&no_address(article)),
        };
        let _ = writeln!(
            text,
            "- {}: {}, {place}",
            markdown_line(&cited.source(articles)),
            markdown_line(&line(&article.title))
        );
    }
    let mut kind = "";
    for exhibit in exhibits {
        if exhibit.kind != kind {
            kind = exhibit.kind;
            let _ = write!(text, "\n## {kind}\n");
        }
        let _ = write!(
            text,
            "\n### {} ({})\n\n{}\n\n",
            markdown_line(&line(&exhibit.what)),
            exhibit.verdict,
            markdown_line(&line(&exhibit.why))
        );
        for value in &exhibit.values {
            let place = match address(articles[value.article]) {
                Some(url) => format!("<{}>", angle(url)),
                None => markdown_line(&no_address(articles[value.article])),
            };
            let around = value.sentence(articles);
            let around =
                around.map_or_else(String::new, |s| format!(" in “{}”", markdown_line(&s)));
            let _ = writeln!(
                text,
                "- {}“{}”{around} — {}, {place}",
                if value.part.is_empty() {
                    ""
                } else {
                    "in part: "
                },
                markdown_line(&value.words(articles)),
                markdown_line(&value.source(articles))
            );
        }
    }
    text
}

fn html(title: &str, articles: &[&Article], exhibits: &[Exhibit]) -> String {
    let title = html_text(&line(title));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n\
         <h1>{title}</h1>\n"
    );
    let mut kind = "";
    for exhibit in exhibits {
        if exhibit.kind != kind {
            kind = exhibit.kind;
            let _ = writeln!(page, "<h2>{kind}</h2>");
        }
        let _ = writeln!(
            page,
            "<section>\n<h3>{} ({})</h3>\n<p>{}</p>\n<table>\n<tr><th>Outlet and date</th><th></th><th>Words</th><th>Sentence</th>\
             <th>Address</th></tr>",
            html_text(&line(&exhibit.what)),
            exhibit.verdict,
            html_text(&line(&exhibit.why))
        );
        for value in &exhibit.values {
            let article = articles[value.article];
            let place = match address(article).map(html_text) {
                Some(url) => format!("<a href=\"{url}\">{url}</a>"),
                None => html_text(&no_address(article)),
            };
            let _ = writeln!(
                page,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{place}</td></tr>",
                html_text(&value.source(articles)),
                value.part,
                html_text(&value.words(articles)),
                html_text(&value.sentence(articles).unwrap_or_default())
            );
        }
        page.push_str("</table>\n</section>\n");
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// RFC 4180, with a header: a record a value.
fn csv(title: &str, articles: &[&Article], exhibits: &[Exhibit]) -> String {
    const HEADER: [&str; 15] = [
        "story",
        "finding",
        "kind",
        "what",
        "verdict",
        "outlet",
        "published",
        "url",
        "article",
        "part",
        "words",
        "sentence",
        "start",
        "end",
        "why",
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail; a record that could not be written would be left out.
    let _ = writer.write_record(HEADER);
    for (number, exhibit) in exhibits.iter().enumerate() {
        for value in &exhibit.values {
            let article = articles[value.article];
            let published = article.published.as_ref();
            let cells = [
                cell(&line(title)),
                (number + 1).to_string(),
                exhibit.kind.to_lowercase(),
                cell(&line(&exhibit.what)),
                exhibit.verdict.clone(),
                cell(&line(article.outlet_name())),
                cell(published.map_or("", |published| &published.at)),
                cell(article.url.as_deref().unwrap_or("")),
                cell(&article.id),
                value.part.to_string(),
                cell(&value.words(articles)),
                cell(&value.sentence(articles).unwrap_or_default()),
                value.span.start.to_string(),
                value.span.end.to_string(),
                cell(&line(&exhibit.why)),
            ];
            let _ = writer.write_record(cells);
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{analyse, compare::compare};
    use crate::model::Draft;

    fn article(id: &str, text: &str) -> Article {
        let draft = Draft {
            origin: format!("{id}.txt"),
            outlet: Some(format!("=Outlet *{id}* <b>")),
            url: Some(format!("https://{id}.example/?x=1&y=2")),
            paragraphs: vec![text.to_string()],
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.to_string())
    }

    fn pack(format: EvidenceFormat) -> String {
        let a = article(
            "a",
            "A fire on the freighter Orla forced 48 sailors into <script> lifeboats on Monday.",
        );
        let b = article(
            "b",
            "A fire on the freighter Orla forced 52 sailors into lifeboats on Monday, its owner said.",
        );
        let articles = [&a, &b];
        evidence("A *fire*", &articles, &compare(&articles), format)
    }

    #[test]
    fn every_value_names_outlet_date_address_and_words() {
        let text = pack(EvidenceFormat::Markdown);
        assert!(
            text.contains("- “48” in “A fire on the freighter Orla forced 48 sailors into \\<script\\> lifeboats on Monday.” \
                 — =Outlet \\*a\\* \\<b\\>, undated, <https://a.example/?x=1&y=2>\n")
                || text.contains("— \\=Outlet \\*a\\* \\<b\\>, undated, <https://a.example/?x=1&y=2>\n"),
            "{text}"
        );
        assert!(text.starts_with("# A \\*fire\\*\n"));
        let table = pack(EvidenceFormat::Csv);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().filter_map(Result::ok).collect();
        assert!(records.len() >= 4);
        for record in &records {
            assert!(record[5].starts_with("'=Outlet"));
            assert!(record[7].starts_with("https://") && !record[10].is_empty());
        }
    }

    #[test]
    fn the_page_runs_nothing_and_the_bytes_are_the_same() {
        let page = pack(EvidenceFormat::Html);
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("</table>").count()
        );
        assert_eq!(page, pack(EvidenceFormat::Html));
    }

    #[test]
    fn nothing_gives_a_whole_document_too() {
        for format in [
            EvidenceFormat::Markdown,
            EvidenceFormat::Html,
            EvidenceFormat::Csv,
        ] {
            assert!(evidence("", &[], &Comparison::default(), format).ends_with('\n'));
        }
    }
}
