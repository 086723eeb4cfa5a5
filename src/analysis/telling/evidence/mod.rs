//! A comparison as an evidence pack: every value with outlet, date, address and the words quoted.
//!
//! Invariant: the same comparison gives the same bytes; nothing that an article says is read as markup, code or formula.

mod html;
mod sheet;

use std::fmt::Write;

use super::exhibit::{Absence, Exhibit, Place, exhibits};
use super::plain::{angle, line, markdown_line, plain_address};
use super::twins::has_twin;
use crate::analysis::comparing::table::excerpt;
use crate::model::{Article, Comparison, Span};

/// Letters of a title that are enough to know it again.
const TITLE_CHARS: usize = 40;

/// What an evidence pack can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceFormat {
    Markdown,
    Html,
    Csv,
}

/// The findings of a comparison under the story's title. `articles` are those compared.
pub fn evidence(
    title: &str,
    articles: &[&Article],
    comparison: &Comparison,
    format: EvidenceFormat,
) -> String {
    let exhibits = exhibits(comparison, articles.len());
    match format {
        EvidenceFormat::Markdown => markdown(title, articles, comparison, &exhibits),
        EvidenceFormat::Html => html::page(title, articles, comparison, &exhibits),
        EvidenceFormat::Csv => sheet::csv(title, articles, &exhibits),
    }
}

/// What stands above the findings of every pack for people.
const HOW_TO_READ: &str = "The words quoted stand in the articles as they stand here; open the addresses to see them in place. How sure \
    a finding is says what people found who read findings like it: surely, where nine in ten or more were right, likely, where fewer were or too few were read to \
    give a number. Right is that the values belong together and are judged rightly, not how true they are.";

/// The sentences that prove an exhibit.
fn places(articles: &[&Article], exhibit: &Exhibit) -> Vec<Place> {
    super::exhibit::places(exhibit.finding, |article| articles.get(article).copied())
}

impl Place {
    /// The sentence as text, its values between `before` and `after`, every piece made safe by `safe`.
    fn quoted(
        &self,
        articles: &[&Article],
        safe: impl Fn(&str) -> String,
        (before, after): (&str, &str),
    ) -> String {
        let article = articles[self.article];
        // The blanks at the ends of a piece are kept: `line` takes them away.
        let piece = |span: Span| {
            let text = article.text(span);
            let pad = |has: bool| if has { " " } else { "" };
            let words = line(text);
            if words.is_empty() {
                return pad(!text.is_empty()).to_string();
            }
            format!(
                "{}{}{}",
                pad(text.starts_with(char::is_whitespace)),
                safe(&words),
                pad(text.ends_with(char::is_whitespace))
            )
        };
        let mut text = String::new();
        let mut at = self.whole.start;
        for word in self.marked() {
            text += &piece(Span::new(at, word.start));
            text += &format!("{before}{}{after}", safe(&line(article.text(word))));
            at = word.end;
        }
        text += &piece(Span::new(at, self.whole.end));
        text
    }

    /// The values of a sentence: `“five”, “104”`; nothing where they are so much of it that it says them itself.
    fn values(&self, articles: &[&Article]) -> String {
        let marked = self.marked();
        let held: usize = marked.iter().map(|word| word.len()).sum();
        let words = marked.into_iter().filter(|_| held * 2 < self.whole.len());
        let words = words.map(|word| format!("“{}”", line(articles[self.article].text(word))));
        words.collect::<Vec<String>>().join(", ")
    }
}

/// The outlets of some articles, by index, those of several articles with their numbers: `Alpha Wire (article 2), Beta Post`.
fn named(articles: &[&Article], which: &[usize]) -> String {
    let named = which.iter().map(|&number| {
        let article = articles[number];
        let outlet = article.outlet.as_deref().map(line);
        match outlet.filter(|_| !has_twin(articles.iter().copied(), number)) {
            Some(outlet) => outlet,
            None => format!("{} (article {})", line(article.outlet_name()), number + 1),
        }
    });
    named.collect::<Vec<String>>().join(", ")
}

/// Who has the words of it from one place, then what a fact says of the articles that have no value of it, a line each: who may say it,
/// and who was not found to.
fn without(articles: &[&Article], exhibit: &Exhibit) -> Vec<String> {
    let told = exhibit.absent().into_iter().map(|(absence, which)| {
        let words = match absence {
            Absence::MaySay => {
                "Not known whether it says it in other words, or in a part that is not held"
            }
            Absence::NotFound => "Not found in",
        };
        format!("{words}: {}.", named(articles, which))
    });
    let copied = exhibit.copied(|article| named(articles, &[article]));
    let copied = copied.into_iter().map(|words| words + ".");
    copied.chain(told).collect()
}

/// Outlet and day; the number where the outlet has two articles, the beginning of the title where it is not known.
fn source(articles: &[&Article], number: usize) -> String {
    let article = articles[number];
    let day = article.published.as_ref();
    let day = day.map_or_else(|| "undated".to_string(), |day| line(&day.short()));
    match &article.outlet {
        Some(outlet) if has_twin(articles.iter().copied(), number) => {
            format!("{} (article {}), {day}", line(outlet), number + 1)
        }
        Some(outlet) => format!("{}, {day}", line(outlet)),
        None => format!(
            "{} (“{}”), {day}",
            article.outlet_name(),
            excerpt(&article.title, TITLE_CHARS)
        ),
    }
}

fn address(article: &Article) -> Option<&str> {
    article.url.as_deref().and_then(plain_address)
}

/// The articles are numbered from 1 in the list at the beginning, which says where one without an address came from.
fn no_address(number: usize) -> String {
    format!("no address, article {}", number + 1)
}

/// That only a part of an article is held, where that is so.
fn held(comparison: &Comparison, number: usize) -> &'static str {
    if comparison.excerpts.contains(&number) {
        " (only an excerpt is held: what is not found may stand in the rest)"
    } else {
        ""
    }
}

fn markdown(
    title: &str,
    articles: &[&Article],
    comparison: &Comparison,
    exhibits: &[Exhibit],
) -> String {
    let mut text = format!("# {}\n\n", markdown_line(&line(title)));
    for (number, article) in articles.iter().enumerate() {
        let place = match address(article) {
            Some(url) => format!("<{}>", angle(url)),
            None => markdown_line(&format!("no address, from {}", line(&article.origin))),
        };
        let day = article.published.as_ref();
        let _ = writeln!(
            text,
            "{}. {}, {}: {}, {place}{}",
            number + 1,
            markdown_line(&line(article.outlet_name())),
            markdown_line(&day.map_or_else(|| "undated".to_string(), |day| line(&day.short()))),
            markdown_line(&line(&article.title)),
            held(comparison, number)
        );
    }
    let _ = writeln!(text, "\n{HOW_TO_READ}");
    let mut kind = None;
    let mut alone = false;
    for exhibit in exhibits {
        let finding = exhibit.finding;
        if kind != Some(finding.kind) {
            kind = Some(finding.kind);
            alone = false;
            let _ = write!(text, "\n## {}\n", finding.kind.heading());
        }
        if exhibit.is_alone() {
            if !alone {
                alone = true;
                text.push_str("\n### In one article only\n\n");
            }
            for place in places(articles, exhibit) {
                let what = match place.marked().is_empty() {
                    // The words themselves say what it is about.
                    true => String::new(),
                    false => format!("{}: ", markdown_line(&line(finding.lead()))),
                };
                let _ = writeln!(text, "- {what}{}", markdown_place(articles, &place));
            }
            continue;
        }
        let _ = write!(
            text,
            "\n### {} ({}, {})\n\n{}\n\n",
            markdown_line(&line(&finding.what)),
            finding.words(),
            finding.sure.words(),
            markdown_line(&line(&finding.why))
        );
        for place in places(articles, exhibit) {
            let _ = writeln!(text, "- {}", markdown_place(articles, &place));
        }
        let without = without(articles, exhibit);
        if !without.is_empty() {
            let _ = writeln!(text, "\n{}", markdown_line(&without.join(" ")));
        }
    }
    text
}

/// `“104” — Bloomberg News, 13 December 2025, <https://…>: “…among **104** of the freed…”`
fn markdown_place(articles: &[&Article], place: &Place) -> String {
    let article = articles[place.article];
    let address = match address(article) {
        Some(url) => format!("<{}>", angle(url)),
        None => no_address(place.article),
    };
    let mut values = markdown_line(&place.values(articles));
    if !place.part.words().is_empty() {
        values = format!("{} {values}", place.part.words())
            .trim_end()
            .to_string();
    }
    if !values.is_empty() {
        values += " — ";
    }
    let sentence = place.quoted(articles, markdown_line, ("**", "**"));
    let sentence = match sentence.starts_with(['“', '"']) {
        true => sentence,
        false => format!("“{sentence}”"),
    };
    format!(
        "{values}{}, {address}: {sentence}",
        markdown_line(&source(articles, place.article))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
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
        let words = "“A fire on the freighter Orla forced **48** sailors into \\<script\\> lifeboats on Monday.”";
        let source = "=Outlet \\*a\\* \\<b\\>, undated, <https://a.example/?x=1&y=2>";
        let found = text.lines().find(|line| line.contains(words));
        assert!(
            found.is_some_and(|line| line.starts_with("- “48” — ") && line.contains(source)),
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
        assert!(!page.contains("src=") && !page.contains("url(") && !page.contains("@import"));
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("</table>").count()
        );
        assert_eq!(page, pack(EvidenceFormat::Html));
        assert!(page.contains("forced <mark>48</mark> sailors into &lt;script&gt;"));
    }

    /// An article that tries everything.
    fn hostile(id: &str, figure: u32) -> Article {
        let mut article = article(
            id,
            &format!(
                "=HYPERLINK(\"http://x.example\") A fire on the freighter Orla forced {figure} sailors into <img src=x onerror=alert(1)> lifeboats on Monday.\n\n+cmd|' /C calc'!A0 said the crew of the Orla had “@SUM(1+1) </td></table><script>alert(1)</script> done all they could.”"
            ),
        );
        article.title = "</title><script>alert(2)</script>\u{1b}[2J".into();
        article.outlet = Some("@Outlet\"><svg onload=alert(3)>".into());
        article.url = Some("javascript:alert(4)//https://a.example".into());
        article.language = Some("en\" onclick=\"alert(5)".into());
        article.origin = "-2+3 `rm` [x](javascript:alert(6)).txt".into();
        article
    }

    #[test]
    fn a_hostile_article_is_text_in_every_form() {
        let (a, b) = (hostile("a", 48), hostile("b", 52));
        let articles = [&a, &b];
        let told = compare(&articles);
        assert!(!told.findings.is_empty());
        let title = "=1+1 <script>\r\n# heading";
        let page = evidence(title, &articles, &told, EvidenceFormat::Html);
        for markup in [
            "<script",
            "<img",
            "<svg",
            "href=\"javascript",
            "\" onclick",
            "\u{1b}",
        ] {
            assert!(!page.contains(markup), "{markup}: {page}");
        }
        for tag in [
            "table", "section", "td", "tr", "tbody", "thead", "mark", "a", "li",
        ] {
            let opened = page.matches(&format!("<{tag}>")).count()
                + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
        let table = evidence(title, &articles, &told, EvidenceFormat::Csv);
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell}"
                );
            }
        }
        let text = evidence(title, &articles, &told, EvidenceFormat::Markdown);
        // What is left without the escaped signs opens nothing.
        let bare = text.replace("\\<", "").replace("\\]", "");
        assert!(
            !bare.contains("<script") && !bare.contains("](java"),
            "{text}"
        );
        assert_eq!(
            text.lines().filter(|line| line.starts_with("# ")).count(),
            1
        );
    }

    #[test]
    fn an_article_without_address_is_told_by_its_number_and_its_place_once() {
        let mut a = article(
            "a",
            "A fire on the freighter Orla forced 48 sailors into boats.",
        );
        let b = article(
            "b",
            "A fire on the freighter Orla forced 52 sailors into boats.",
        );
        a.url = None;
        let articles = [&a, &b];
        let text = evidence(
            "Fire",
            &articles,
            &compare(&articles),
            EvidenceFormat::Markdown,
        );
        assert_eq!(text.matches("from a.txt").count(), 1, "{text}");
        assert!(text.contains("undated, no address, article 1: “"), "{text}");
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
