//! `parallax export`: everything of one kind, in a format that others read.

use anyhow::Result;
use clap::ValueEnum;
use serde_json::Value;

use super::bookmarks;
use super::entities::{days, origins, outlets};
use super::formats::Format;
use super::missed::{Missed, named};
use super::output::{message, one_line};
use super::{Desk, Exit, empty, originals, shapes, stories, story, usage};

use crate::analysis::telling::evidence::{EvidenceFormat, evidence};
use crate::analysis::telling::grouping;
use crate::analysis::telling::records::record;
use crate::analysis::text::words::words;
use crate::model::{Article, Entity, Published, Story};
use crate::shelf::Filter;
use crate::worker::Library;
use crate::worker::entity_list::EntityFacts;

/// Print all bookmarks, articles, stories or entities, or what a comparison of one story found, in a format that others read
///
/// Bookmarks: md, html, csv, json, jsonl, csl, bib, jsonld. Articles, stories and entities: md, csv, json, jsonl. `story ID`
/// is an evidence pack, with outlet, date, address and the quoted words of every value: md, html, csv. `evidence ID…` is a web
/// archive (WACZ) of the files that the articles were read from, which replay tools open.
#[derive(Debug, clap::Args)]
pub struct Export {
    kind: Kind,
    /// Which story: its id or the beginning of it, or one of its articles; of evidence: which articles
    #[arg(value_name = "ID", required_if_eq_any([("kind", "story"), ("kind", "evidence")]))]
    ids: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Md)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Bookmarks,
    Articles,
    Stories,
    Story,
    Entities,
    Evidence,
}

/// What can be said of one thing in each format.
struct Thing {
    shape: Value,
    /// A row of cells, or several, in the order of [`Kind::columns`].
    rows: Vec<Vec<String>>,
    markdown: String,
}

impl Kind {
    fn columns(self) -> &'static [&'static str] {
        match self {
            Kind::Bookmarks | Kind::Story | Kind::Evidence => &[],
            Kind::Articles => &[
                "id",
                "title",
                "outlet",
                "authors",
                "published",
                "url",
                "language",
                "origin",
                "words",
            ],
            Kind::Stories => &[
                "story",
                "title",
                "article",
                "outlet",
                "published",
                "origin",
                "why",
            ],
            Kind::Entities => &[
                "id",
                "name",
                "type",
                "mentions",
                "articles",
                "spellings",
                "why",
                "outlets",
                "first",
                "last",
                "spellings_by_outlet",
                "article_ids",
            ],
        }
    }
}

impl Export {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        if self.kind == Kind::Bookmarks {
            let shelf = desk.shelf()?;
            return bookmarks::export_all(desk, &shelf, &Filter::default(), self.format);
        }
        match (self.kind, self.ids.as_slice()) {
            (Kind::Evidence, ids) => return originals::export(desk, ids),
            (Kind::Story, [id]) => return evidence_pack(desk, id, self.format),
            (Kind::Story, _) => return Err(usage("`export story` takes one ID")),
            (_, []) => {}
            _ => {
                return Err(usage(
                    "only `export story` and `export evidence` take an ID",
                ));
            }
        }
        if !matches!(
            self.format,
            Format::Md | Format::Csv | Format::Json | Format::Jsonl
        ) {
            return Err(usage(
                "only bookmarks have this format; the others are md, csv, json and jsonl",
            ));
        }
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let mut writer = Writer {
            format: self.format,
            first: true,
        };
        writer.begin(desk, self.kind)?;
        let mut failed = Ok(());
        let mut missed = Missed::default();
        each(self.kind, &library, &mut missed, &mut |thing| {
            if failed.is_ok() {
                failed = writer.put(desk, &thing);
            }
            failed.is_ok()
        })?;
        failed?;
        writer.end(desk)?;
        missed.told()?;
        Ok(if writer.first {
            Exit::NothingFound
        } else {
            Exit::Done
        })
    }
}

/// What the comparison of one story's articles says, with the words that prove it.
fn evidence_pack(desk: &mut Desk, id: &str, format: Format) -> Result<Exit> {
    let format = match format {
        Format::Md => EvidenceFormat::Markdown,
        Format::Html => EvidenceFormat::Html,
        Format::Csv => EvidenceFormat::Csv,
        _ => return Err(usage("a story is exported as md, html or csv")),
    };
    let library = desk.library()?;
    if library.status()?.articles == 0 {
        return Ok(empty());
    }
    let story = story::find(&library, id)?;
    let table = library.compare_story(&story)?;
    if table.left_out > 0 {
        message(&format!(
            "the story has {} articles more: the earliest {} were compared",
            table.left_out,
            table.articles.len()
        ));
    }
    let articles: Vec<&Article> = table.articles.iter().map(AsRef::as_ref).collect();
    let pack = evidence(&story.title, &articles, &table.comparison, format);
    desk.out.text(&pack)?;
    Ok(Exit::Done)
}

struct Writer {
    format: Format,
    first: bool,
}

impl Writer {
    fn begin(&self, desk: &mut Desk, kind: Kind) -> Result<()> {
        match self.format {
            Format::Csv => desk.out.text(&record(kind.columns().iter().copied())),
            Format::Json => desk.out.line("["),
            _ => Ok(()),
        }
    }

    fn put(&mut self, desk: &mut Desk, thing: &Thing) -> Result<()> {
        let first = std::mem::take(&mut self.first);
        match self.format {
            Format::Csv => {
                for row in &thing.rows {
                    desk.out.text(&record(row.iter().map(String::as_str)))?;
                }
                Ok(())
            }
            Format::Json => {
                desk.out.raw(if first { b"" } else { b"," })?;
                desk.out.json(&thing.shape)
            }
            Format::Jsonl => desk.out.json(&thing.shape),
            _ => desk.out.line(&thing.markdown),
        }
    }

    fn end(&self, desk: &mut Desk) -> Result<()> {
        match self.format {
            Format::Json => desk.out.line("]"),
            _ => Ok(()),
        }
    }
}

/// Hands over every thing of a kind until `put` says no; what cannot be read is left out.
fn each(
    kind: Kind,
    library: &Library,
    missed: &mut Missed,
    put: &mut dyn FnMut(Thing) -> bool,
) -> Result<()> {
    match kind {
        Kind::Bookmarks | Kind::Story | Kind::Evidence => {}
        Kind::Articles => {
            for id in library.ids()? {
                let read = library
                    .article(&id)
                    .and_then(|article| Ok((article, library.origins(&id)?)));
                let read = missed.unless_read(read, || named(library, &id));
                if let Some((Some(article), origins)) = read
                    && !put(article_thing(&article, &origins))
                {
                    break;
                }
            }
        }
        Kind::Stories => {
            for story in library.stories()?.iter() {
                if !put(story_thing(story, &stories::dated(library))) {
                    break;
                }
            }
        }
        Kind::Entities => {
            for entity in library.entities()?.iter() {
                let read = library
                    .entity_facts(&entity.id)
                    .and_then(|facts| Ok((facts, origins(library, entity)?)));
                let read = missed.unless_read(read, || one_line(&entity.name));
                if let Some((facts, origins)) = read
                    && !put(entity_thing(entity, &facts, &origins))
                {
                    break;
                }
            }
        }
    }
    Ok(())
}

fn article_thing(article: &Article, origins: &[String]) -> Thing {
    let published = article.published.as_ref();
    let title = one_line(&article.title);
    let mut facts = vec![article.outlet_name().to_string()];
    facts.extend(article.authors.iter().cloned());
    facts.extend(published.map(|published| published.short()));
    facts.extend(article.url.clone());
    let paragraphs: Vec<String> = article
        .paragraphs
        .iter()
        .map(|&paragraph| escaped(article.text(paragraph)))
        .collect();
    Thing {
        rows: vec![vec![
            article.id.clone(),
            title.clone(),
            article.outlet.clone().unwrap_or_default(),
            article.authors.join("; "),
            published.map_or_else(String::new, |published| published.at.clone()),
            article.url.clone().unwrap_or_default(),
            article.language.clone().unwrap_or_default(),
            article.origin.clone(),
            words(&article.body).count().to_string(),
        ]],
        markdown: format!(
            "# {}\n\n{}\n\n{}\n",
            escaped(&title),
            escaped(&facts.join(" · ")),
            paragraphs.join("\n\n")
        ),
        shape: shapes::article(article, origins),
    }
}

fn story_thing(story: &Story, dated: &dyn Fn(&str) -> Option<Published>) -> Thing {
    let title = one_line(&story.title);
    let rows = story.articles.iter().map(|member| {
        vec![
            story.id.clone(),
            title.clone(),
            member.id.clone(),
            member.outlet.clone().unwrap_or_default(),
            member.published.clone().unwrap_or_default(),
            member.origin.clone(),
            grouping::sentence(&story.why),
        ]
    });
    let lines: Vec<String> = story
        .articles
        .iter()
        .map(|member| {
            let outlet = member.outlet.as_deref().unwrap_or("outlet unknown");
            let day = member
                .published
                .as_deref()
                .and_then(|at| at.get(..10))
                .unwrap_or("undated");
            format!(
                "- {day}, {}: {}\n",
                escaped(outlet),
                escaped(&one_line(&member.title))
            )
        })
        .collect();
    Thing {
        rows: rows.collect(),
        markdown: format!(
            "# {}\n\n{}\n\n{}",
            escaped(&title),
            escaped(&grouping::sentence(&story.why)),
            lines.concat()
        ),
        shape: shapes::story(story, dated),
    }
}

fn entity_thing(entity: &Entity, facts: &EntityFacts, origins: &[String]) -> Thing {
    let mut spellings: Vec<&str> = Vec::new();
    for spelling in &entity.spellings {
        if !spellings.contains(&spelling.text.as_str()) {
            spellings.push(&spelling.text);
        }
    }
    let spellings = spellings.join("; ");
    let by_outlet: Vec<String> = entity
        .spellings
        .iter()
        .map(|spelling| {
            let outlet = spelling.outlet.as_deref().unwrap_or("outlet unknown");
            format!("{} ({outlet}: {})", spelling.text, spelling.count)
        })
        .collect();
    Thing {
        rows: vec![vec![
            entity.id.clone(),
            entity.name.clone(),
            entity.kind.word().to_string(),
            entity.mentions.to_string(),
            entity.articles.len().to_string(),
            spellings.clone(),
            entity.why.join("; "),
            shapes::outlets(entity).join("; "),
            facts.first.clone().unwrap_or_default(),
            facts.last.clone().unwrap_or_default(),
            by_outlet.join("; "),
            entity.articles.join(" "),
        ]],
        markdown: format!(
            "- {} ({}): {} mentions in {} articles of {}, {}; {}",
            escaped(&entity.name),
            entity.kind.word(),
            entity.mentions,
            entity.articles.len(),
            outlets(facts),
            days(facts),
            escaped(&spellings)
        ),
        shape: shapes::entity(entity, facts, origins),
    }
}

/// Text that Markdown shows as it is.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StoryMember;

    #[test]
    fn a_story_has_a_row_an_article() {
        let member = |id: &str| StoryMember {
            id: id.into(),
            origin: format!("/{id}.txt"),
            title: "A *bold* title".into(),
            outlet: None,
            published: Some("2025-01-02T00:00:00Z".into()),
        };
        let story = Story {
            id: "s".into(),
            title: "T".into(),
            articles: vec![member("1"), member("2")],
            why: "w".into(),
        };
        let thing = story_thing(&story, &|_| None);
        assert_eq!(thing.rows.len(), 2);
        assert!(
            thing
                .rows
                .iter()
                .all(|row| row.len() == Kind::Stories.columns().len())
        );
        assert!(
            thing
                .markdown
                .contains("2025-01-02, outlet unknown: A \\*bold\\* title")
        );
    }

    #[test]
    fn every_row_has_its_columns() {
        let article = crate::analysis::reading::analyse(crate::model::Draft::default(), "1".into());
        assert_eq!(
            article_thing(&article, &[]).rows[0].len(),
            Kind::Articles.columns().len()
        );
    }
}
