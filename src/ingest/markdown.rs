//! Markdown, with YAML or TOML front matter.

use std::ops::ControlFlow;

use pulldown_cmark::{CodeBlockKind, Event, Options as Extensions, Parser, Tag, TagEnd};

use crate::model::{Aside, AsideKind, Draft};

use super::clean::{clean, lines};
use super::day_in_path::dated_by_name;
use super::fields::{Keeper, facts, standfirst};
use super::format::{Each, Format, Source, finished};
use super::front_matter::{front_matter, split};
use super::labelled::labelled_head;
use super::markup;
use super::notes;
use super::page::{Layout, page};
use super::raised::raised;
use super::text::with_page;
use super::url::host;

/// Markdown.
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mdx", "qmd"]
    }

    fn claims(&self, head: &str) -> bool {
        let head = head.trim_start_matches('\u{feff}');
        let heading = head
            .trim_start()
            .strip_prefix("# ")
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && rest.contains("\n\n"));
        heading
            || ["---", "+++"].iter().any(|fence| {
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
    let (mut record, problem, body) = split(text);
    // What a service writes there a machine summed up; above a text in Markdown its author did.
    if let Some(summary) = record.remove("abstract") {
        record.entry("standfirst").or_insert(summary);
    }
    // Labelled lines may stand on top, or under the headings and pictures on top.
    let (heading, under) = below_headings(body);
    let (heading, body) = match labelled_head(under) {
        Some((labelled, rest)) => {
            for (name, value) in labelled {
                record.entry(name).or_insert(value);
            }
            (heading, rest)
        }
        None => (None, body),
    };
    let mut known = facts(&record, origin, Keeper::Reader);
    known.notes.extend(problem);
    let unmarked = notes::unmarked(body);
    let Plain {
        heading: shown,
        text,
        captions,
        excerpt,
    } = plain(&unmarked.text);
    if known.title.is_none() {
        known.title = heading.or(shown).filter(|heading| !heading.is_empty());
        sited(&mut known);
    }
    let page = page(lines(&text), Layout::Extracted, known.title.as_deref());
    let mut draft = with_page(&known, page);
    untagged(&mut draft);
    let all = draft.paragraphs.len();
    let kept = captions
        .into_iter()
        .map(|(after, text)| (AsideKind::Caption, text, after.min(all)));
    let kept = kept.chain(excerpt.map(|text| (AsideKind::Standfirst, text, 0)));
    let kept = kept.chain(
        unmarked
            .remarks
            .into_iter()
            .map(|text| (AsideKind::LeftOut, text, all)),
    );
    for (kind, text, after) in kept {
        let text = clean(&text);
        if !text.is_empty() {
            draft.asides.push(Aside::new(kind, text, after));
        }
    }
    draft
        .asides
        .splice(0..0, standfirst(&record, &draft.paragraphs));
    draft.asides.sort_by_key(|aside| aside.after);
    dated_by_name(&mut draft);
    draft
}

/// The first heading of the first level, and what stands below the headings and pictures that a text begins with.
fn below_headings(body: &str) -> (Option<String>, &str) {
    let mut heading = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim();
        if let Some(title) = text.strip_prefix("# ") {
            heading.get_or_insert_with(|| clean(title));
        } else if !text.is_empty() && !text.starts_with(['#', '!']) {
            break;
        }
        at += line.len();
    }
    (heading, &body[at..])
}

/// `Ferry union rejects offer | Isle Courier`: headline and outlet, where the address names the same outlet.
fn sited(draft: &mut Draft) {
    let squeezed = |text: &str| -> String {
        text.to_lowercase()
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect()
    };
    let Some(site) = draft.url.as_deref().and_then(host) else {
        return;
    };
    let labels: Vec<String> = site.split('.').map(squeezed).collect();
    let title = draft.title.clone().unwrap_or_default();
    let parted = [" | ", " - ", " – ", " — "]
        .iter()
        .filter_map(|sign| title.rsplit_once(sign));
    for (headline, name) in parted {
        let name_squeezed = squeezed(name);
        let bare = name_squeezed.strip_prefix("the").unwrap_or(&name_squeezed);
        if labels
            .iter()
            .any(|label| *label == name_squeezed || label == bare)
        {
            draft.title = Some(headline.trim().to_string());
            draft.outlet = Some(clean(name));
            return;
        }
    }
}

/// Takes the reader's tags out of the paragraphs.
fn untagged(draft: &mut Draft) {
    let mut tags = Vec::new();
    for (at, paragraph) in draft.paragraphs.iter_mut().enumerate() {
        if let (rest, Some(tag)) = notes::without_tags(paragraph) {
            tags.push(Aside::new(AsideKind::LeftOut, tag.to_string(), at + 1));
            *paragraph = rest.to_string();
        }
    }
    draft.asides.extend(tags);
    draft.paragraphs.retain(|paragraph| !paragraph.is_empty());
}

/// A text without marks, and what stood beside it.
#[derive(Default)]
struct Plain {
    /// The first heading of the first level, where it stands before any text.
    heading: Option<String>,
    text: String,
    /// What pictures show, each with the lines before it.
    captions: Vec<(usize, String)>,
    /// What the clipper calls the excerpt.
    excerpt: Option<String>,
}

fn plain(markdown: &str) -> Plain {
    /// Words of the shortest description of a picture that says something.
    const CAPTION_WORDS: usize = 3;
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS;
    let mut plain = Plain::default();
    let mut text = String::with_capacity(markdown.len());
    let mut is_raised = false;
    // Where the heading being read, the picture, and the quotation that may be the excerpt began.
    let mut title_from = None;
    let mut image_from = None;
    let mut quote_from = None;
    let mut code = Code::None;
    let mut paragraph = Paragraph::default();
    for event in Parser::new_ext(markdown, extensions) {
        paragraph.note(&event, image_from.is_some());
        match event {
            Event::Start(Tag::Heading {
                level: pulldown_cmark::HeadingLevel::H1,
                ..
            }) if plain.heading.is_none() => {
                text.push_str("\n\n");
                title_from = Some(text.len());
            }
            Event::End(TagEnd::Heading(_)) if title_from.is_some() => {
                let from = title_from.take().unwrap_or(text.len());
                plain.heading = Some(clean(&text[from..]));
                text.truncate(from);
                text.push_str("\n\n");
            }
            Event::Start(Tag::Paragraph) => {
                text.push_str("\n\n");
                paragraph = Paragraph {
                    from: text.len(),
                    ..Paragraph::default()
                };
            }
            Event::End(TagEnd::Paragraph) => {
                if paragraph.pictured && !paragraph.upright {
                    let shown = clean(&text[paragraph.from..]);
                    text.truncate(paragraph.from);
                    if !shown.is_empty() {
                        plain.captions.push((lines(&text).len(), shown));
                    }
                }
                text.push_str("\n\n");
            }
            Event::Start(Tag::Image { .. }) => image_from = Some(text.len()),
            Event::End(TagEnd::Image) => {
                let from = image_from.take().unwrap_or(text.len());
                let shown = clean(&text[from..]);
                text.truncate(from);
                if shown.split(' ').count() >= CAPTION_WORDS {
                    plain.captions.push((lines(&text).len(), shown));
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => {
                        language.split([' ', '{']).next().unwrap_or("")
                    }
                    CodeBlockKind::Indented => "",
                };
                code = if notes::QUERIES.contains(&language) {
                    Code::Query
                } else {
                    Code::Shown
                };
                text.push_str("\n\n");
            }
            Event::End(TagEnd::CodeBlock) => code = Code::None,
            Event::Start(Tag::BlockQuote(_)) => {
                text.push_str("\n\n");
                quote_from.get_or_insert(text.len());
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                if let Some(from) = quote_from.take() {
                    let quoted = lines(&text[from..]);
                    let named = quoted.first().is_some_and(|line| line.text == "Excerpt");
                    if named && lines(&text[..from]).is_empty() {
                        let words = quoted[1..].iter().map(|line| line.text.as_str());
                        plain.excerpt = Some(words.collect::<Vec<_>>().join(" "));
                        text.truncate(from);
                    }
                }
                text.push_str("\n\n");
            }
            Event::Start(
                Tag::Heading { .. }
                | Tag::List(_)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableRow
                | Tag::TableHead
                | Tag::FootnoteDefinition(_),
            ) => text.push_str("\n\n"),
            Event::Start(Tag::TableCell) => text.push(' '),
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::List(_)) => {
                text.push_str("\n\n");
            }
            Event::Text(_) if code == Code::Query => {}
            Event::Text(words) if code == Code::Shown => text.push_str(&words),
            Event::Text(words) if is_raised => text.push_str(&raised(&words)),
            Event::Text(words) => text.extend(
                words
                    .chars()
                    .map(|letter| if letter == '\n' { ' ' } else { letter }),
            ),
            Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Rule => text.push_str("\n\n"),
            Event::Html(html) => text.push_str(&markup::text(&html, markup::Part::All)),
            Event::InlineHtml(html) if html.starts_with("<br") => text.push('\n'),
            Event::InlineHtml(html) => is_raised = html.starts_with("<sup"),
            _ => {}
        }
    }
    plain.text = text;
    plain
}

/// A paragraph that is nothing but a picture and slanted words holds the picture's caption.
#[derive(Default)]
struct Paragraph {
    /// Where its text begins.
    from: usize,
    pictured: bool,
    /// It has words that are not slanted.
    upright: bool,
    /// Emphases that are open.
    slanted: usize,
}

impl Paragraph {
    fn note(&mut self, event: &Event<'_>, in_picture: bool) {
        match event {
            Event::Start(Tag::Image { .. }) => self.pictured = true,
            Event::Start(Tag::Emphasis) => self.slanted += 1,
            Event::End(TagEnd::Emphasis) => self.slanted = self.slanted.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if self.slanted == 0 && !in_picture => {
                self.upright |= words.contains(char::is_alphanumeric);
            }
            _ => {}
        }
    }
}

/// Whether code is being read, and whether a reader is to see it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    None,
    Shown,
    /// A question to the notes.
    Query,
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
    fn an_abstract_and_a_title_block_of_pandoc() {
        let draft1 = draft(
            "---\ntitle: Rain in town\nabstract: |\n  A wet day\n  for all.\n---\n\nIt fell all day.\n",
            "a.md",
        );
        assert_eq!(draft1.asides.len(), 1, "{:?}", draft1.asides);
        assert_eq!(draft1.asides[0].kind, AsideKind::Standfirst);
        assert_eq!(draft1.asides[0].text, "A wet day for all.");
        let block = draft(
            "% Rain in town,\n  and snow\n% Jo Doe; Ann Roe\n% December 13, 2025\n\nIt fell all day.\n",
            "a.md",
        );
        assert_eq!(block.title.as_deref(), Some("Rain in town, and snow"));
        assert_eq!(block.authors, ["Jo Doe", "Ann Roe"]);
        assert!(
            block
                .published
                .is_some_and(|day| day.at.starts_with("2025-12-13"))
        );
        assert_eq!(block.paragraphs, ["It fell all day."]);
        let bare = draft(
            "% Rain in town\n%\n% 2025-12-13\nIt fell all day.\n",
            "a.md",
        );
        assert_eq!(bare.title.as_deref(), Some("Rain in town"));
        assert!(bare.authors.is_empty() && bare.published.is_some());
        let other = draft("%rain% fell all day.\n", "a.md");
        assert_eq!(other.paragraphs, ["%rain% fell all day."]);
    }

    #[test]
    fn broken_front_matter_is_told() {
        let draft = draft("---\ntitle: [\n---\nRain fell all day.\n", "a.md");
        assert!(draft.notes.iter().any(|note| note.contains("front matter")));
        assert_eq!(draft.paragraphs, ["Rain fell all day."]);
    }

    #[test]
    fn slanted_words_under_a_picture_are_its_caption() {
        let caption = |text: &str| {
            let draft = draft(
                &format!("# Rain in town\n\nIt fell all day.\n\n{text}\n"),
                "a.md",
            );
            let asides: Vec<String> = draft.asides.into_iter().map(|aside| aside.text).collect();
            (asides.join("|"), draft.paragraphs.len())
        };
        let wanted = ("The river. Photo: Jo Doe".to_string(), 1);
        assert_eq!(caption("![x](a.jpg)\n*The river. Photo: Jo Doe*"), wanted);
        assert_eq!(caption("![x](a.jpg) _The river. Photo: Jo Doe_"), wanted);
        assert_eq!(caption("![x](a.jpg) The *river* rose."), (String::new(), 2));
        assert_eq!(caption("*The river rose.*"), (String::new(), 2));
    }

    #[test]
    fn a_rule_is_not_front_matter() {
        let draft = draft("---\n\nRain fell all day.\n", "2025-12-13-rain.md");
        assert_eq!(draft.paragraphs, ["Rain fell all day."]);
        assert!(draft.published.is_some());
    }
}
