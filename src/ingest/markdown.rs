//! Markdown, with YAML or TOML front matter.

use std::ops::ControlFlow;

use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::model::Draft;

use super::clean::{clean, lines};
use super::fields::{Keeper, Record, facts};
use super::format::{Each, Format, Source, finished};
use super::markup;
use super::page::{Layout, page};
use super::text::dated_by_name;
use super::url::host;

/// Markdown.
pub struct Markdown;

/// Longest front matter, in bytes.
const FRONT_MATTER_BYTES: usize = 256 * 1024;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mdx", "qmd"]
    }

    fn claims(&self, head: &str) -> bool {
        let head = head.trim_start_matches('\u{feff}');
        ["---", "+++"].iter().any(|fence| {
            front_matter(head, fence).is_some_and(|(front, _)| front.contains([':', '=']))
        })
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let note = source.writing.note();
        let limit = source.options.max_article_bytes;
        match source.text(limit) {
            Ok(text) => {
                let mut draft = draft(text.trim_start_matches('\u{feff}'), &origin);
                draft.notes.extend(note);
                each(finished(draft))
            }
            Err(skipped) => each(Err(skipped)),
        }
    }
}

fn draft(text: &str, origin: &str) -> Draft {
    let (record, problem, body) = split(text);
    let mut draft = facts(&record, origin, Keeper::Reader);
    draft.notes.extend(problem);
    let (heading, text) = plain(body);
    if draft.title.is_none() {
        draft.title = heading.filter(|heading| !heading.is_empty());
    }
    let page = page(lines(&text), Layout::Extracted, draft.title.as_deref());
    draft.outlet = draft
        .outlet
        .or(page.outlet)
        .or_else(|| draft.url.as_deref().and_then(host));
    if draft.authors.is_empty() {
        draft.authors = page.authors;
    }
    draft.published = draft.published.or(page.published);
    draft.paragraphs = page.paragraphs;
    draft.asides = page.asides;
    draft.notes.extend(page.notes);
    dated_by_name(&mut draft);
    draft
}

/// The front matter as a record, what is wrong with it, and the text after it.
fn split(text: &str) -> (Record, Option<String>, &str) {
    let record = |value: Result<Value, String>, body| match value {
        Ok(Value::Object(record)) => (record, None, body),
        Ok(_) => (Record::new(), None, text),
        Err(error) => {
            let reason = error.lines().next().unwrap_or("").to_string();
            (
                Record::new(),
                Some(format!(
                    "the front matter could not be read: {}",
                    clean(&reason)
                )),
                body,
            )
        }
    };
    if let Some((front, body)) = front_matter(text, "---") {
        record(
            serde_saphyr::from_str::<Value>(front).map_err(|error| error.to_string()),
            body,
        )
    } else if let Some((front, body)) = front_matter(text, "+++") {
        let value = front
            .parse::<toml::Table>()
            .map_err(|error| error.message().to_string());
        record(
            value.map(|table| from_toml(toml::Value::Table(table))),
            body,
        )
    } else {
        (Record::new(), None, text)
    }
}

/// What stands between two fences at the start of the text, and what comes after.
fn front_matter<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(fence)?;
    let (first, rest) = rest.split_once('\n')?;
    if !first.trim().is_empty() {
        return None;
    }
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((&rest[..at], &rest[at + line.len()..]));
        }
        at += line.len();
        if at > FRONT_MATTER_BYTES {
            return None;
        }
    }
    None
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(name, value)| (name, from_toml(value)))
                .collect(),
        ),
        toml::Value::Array(values) => Value::Array(values.into_iter().map(from_toml).collect()),
        toml::Value::String(text) => Value::String(text),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
    }
}

/// The first heading of the first level, where it stands before any text, and the text without marks.
fn plain(markdown: &str) -> (Option<String>, String) {
    let extensions =
        Extensions::ENABLE_TABLES | Extensions::ENABLE_FOOTNOTES | Extensions::ENABLE_STRIKETHROUGH;
    let mut text = String::with_capacity(markdown.len());
    let mut heading: Option<String> = None;
    // Where the heading being read, and the image being passed over, began.
    let mut title_from = None;
    let mut images = 0usize;
    let mut code = false;
    for event in Parser::new_ext(markdown, extensions) {
        match event {
            Event::Start(Tag::Heading {
                level: pulldown_cmark::HeadingLevel::H1,
                ..
            }) if heading.is_none() => {
                text.push_str("\n\n");
                title_from = Some(text.len());
            }
            Event::End(TagEnd::Heading(_)) if title_from.is_some() => {
                let from = title_from.take().unwrap_or(text.len());
                heading = Some(clean(&text[from..]));
                text.truncate(from);
                text.push_str("\n\n");
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => {
                code = true;
                text.push_str("\n\n");
            }
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::List(_)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableRow
                | Tag::TableHead
                | Tag::FootnoteDefinition(_),
            ) => text.push_str("\n\n"),
            Event::Start(Tag::TableCell) => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::List(_)) => {
                text.push_str("\n\n")
            }
            Event::Text(words) if images == 0 && code => text.push_str(&words),
            Event::Text(words) if images == 0 => text.extend(
                words
                    .chars()
                    .map(|letter| if letter == '\n' { ' ' } else { letter }),
            ),
            Event::Code(words) if images == 0 => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Rule => text.push_str("\n\n"),
            Event::Html(html) => text.push_str(&markup::text(&html, markup::Part::All)),
            Event::InlineHtml(html) if html.starts_with("<br") => text.push('\n'),
            _ => {}
        }
    }
    (heading, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_front_matter_gives_the_facts() {
        let draft = draft(
            "---\ntitle: \"One: two\"\ndate: 2025-12-13\nauthors:\n  - Jo Doe\n  - Ann Roe\nsource: Alpha Wire\nlang: en\n---\n\n# One: two\n\nRain *fell* on\nthe [town](x) ![map](m.png).\n\n- More is due.\n",
            "a.md",
        );
        assert_eq!(draft.title.as_deref(), Some("One: two"));
        assert_eq!(draft.authors, ["Jo Doe", "Ann Roe"]);
        assert_eq!(
            draft.published.map(|p| p.at),
            Some("2025-12-13T00:00:00Z".into())
        );
        assert_eq!(
            draft.paragraphs,
            ["Rain fell on the town .", "More is due."]
        );
    }

    #[test]
    fn toml_front_matter_and_a_heading_for_a_title() {
        let draft = draft(
            "+++\ndate = 2025-12-13T14:05:00Z\nauthor = \"Jo Doe\"\n+++\n# Rain in town\n\nIt fell all day.\n",
            "a.md",
        );
        assert_eq!(draft.title.as_deref(), Some("Rain in town"));
        assert!(draft.published.is_some_and(|p| !p.day_only));
        assert_eq!(draft.paragraphs, ["It fell all day."]);
    }

    #[test]
    fn broken_front_matter_is_told() {
        let draft = draft("---\ntitle: [\n---\nRain fell all day.\n", "a.md");
        assert!(draft.notes.iter().any(|note| note.contains("front matter")));
        assert_eq!(draft.paragraphs, ["Rain fell all day."]);
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        let draft = draft("---\n\nRain fell all day.\n", "2025-12-13-rain.md");
        assert_eq!(draft.paragraphs, ["Rain fell all day."]);
        assert!(draft.published.is_some());
    }
}
