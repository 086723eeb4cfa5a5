//! `parallax search`: finds articles.

use std::sync::atomic::AtomicBool;

use anyhow::Result;

use super::output::{message, one_line};
use super::{Desk, Exit, empty, shapes};
use crate::model::{Hit, Question};

/// Hits where nobody says how many.
const HITS: usize = 20;

/// Find articles
///
/// Words are ANDed; OR, -not, ( ), "a phrase", prefix*, and the fields source: title: by: name: story: lang: date: after:
/// before: narrow. Any text is a query. Put it between quotation marks where it holds signs that the shell takes for its own, or
/// words that begin with a hyphen.
#[derive(Debug, clap::Args)]
pub struct Search {
    /// The query
    #[arg(allow_hyphen_values = true, value_name = "QUERY")]
    query: String,
    /// More words of the query
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// One hit a line
    #[arg(long)]
    json: bool,
    /// At most so many hits
    #[arg(long, short = 'n', value_name = "N", default_value_t = HITS)]
    limit: usize,
    /// Find words only as written, not by the other spellings of a known name
    #[arg(long)]
    no_variants: bool,
}

impl Search {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let question = Question {
            text: self.text(),
            limit: self.limit,
            variants: !self.no_variants,
            ..Question::default()
        };
        let answer = library.find(&question, &AtomicBool::new(false))?;
        for note in &answer.notes {
            message(&note.message);
        }
        if answer.total == 0 {
            message(&format!("nothing found for {}", short(&answer.echo)));
            if let Some(meant) = &answer.meant {
                message(&format!(
                    "did you mean {}? ({})",
                    short(&meant.text),
                    counted(meant.found)
                ));
                if self.json {
                    desk.out.json(&shapes::meant(&question.text, meant))?;
                }
            }
            return Ok(Exit::NothingFound);
        }
        if answer.with_all.is_some() {
            message(&format!("asked for: {}", short(&answer.echo)));
        }
        for hit in &answer.hits {
            if self.json {
                desk.out.json(&shapes::hit(hit))?;
            } else {
                show(desk, hit)?;
            }
        }
        if !self.json && answer.total > answer.hits.len() {
            message(&format!(
                "{} of {} articles; --limit shows more",
                answer.hits.len(),
                answer.total
            ));
        }
        Ok(Exit::Done)
    }
}

impl Search {
    fn text(&self) -> String {
        let words = std::iter::once(&self.query).chain(&self.words);
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

fn counted(articles: usize) -> String {
    match articles {
        1 => "1 article".to_string(),
        many => format!("{many} articles"),
    }
}

/// The beginning of a query, for a message.
fn short(query: &str) -> String {
    /// Characters that a line of a terminal has room for.
    const ECHOED: usize = 80;
    let query = one_line(query);
    match query.char_indices().nth(ECHOED) {
        Some((cut, _)) => format!("{}…", query[..cut].trim_end()),
        None => query,
    }
}

fn show(desk: &mut Desk, hit: &Hit) -> Result<()> {
    let date = hit
        .published
        .as_ref()
        .map_or_else(|| "undated".to_string(), |published| published.short());
    let outlet = hit.outlet.as_deref().unwrap_or("outlet unknown");
    desk.out.line(format!("{}  {date}  {outlet}", hit.id))?;
    desk.out.line(format!("  {}", one_line(&hit.title)))?;
    desk.out.paragraph("  ", &one_line(&hit.excerpt))?;
    desk.out.line("")
}
