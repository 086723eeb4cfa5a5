//! `parallax entity`: everything about one person, organisation or place.

use std::sync::atomic::AtomicBool;

use anyhow::Result;

use super::entities::{days, origins, outlets};
use super::output::{message, one_line};
use super::{Desk, Exit, empty, shapes};
use crate::model::{EntityCard, Question};
use crate::worker::Library;
use crate::worker::entity_list::EntityFacts;

/// Sentences, companions and spellings shown to people; JSON has them all.
const SHOWN: usize = 12;
/// Articles told in which words stand that name nobody: enough to look into.
const STANDING: usize = 3;

/// Show one person, organisation or place: spellings by outlet, sentences, company
#[derive(Debug, clap::Args)]
pub struct Entity {
    /// Id, name, one of its spellings, or a word of the name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    /// One entity a line
    #[arg(long)]
    json: bool,
}

impl Entity {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let name = self.name.join(" ");
        let found = library.entity(&name)?;
        let Some(first) = found.first() else {
            message(&format!("nobody and nothing is called {name}"));
            for line in standing(&library, &name)? {
                message(&line);
            }
            return Ok(Exit::NothingFound);
        };
        if self.json {
            for entity in &found {
                if let Some(card) = library.entity_card(&entity.id)? {
                    let facts = library.entity_facts(&entity.id)?;
                    desk.out
                        .json(&shapes::card(&card, &facts, &origins(&library, entity)?))?;
                }
            }
            return Ok(Exit::Done);
        }
        if let Some(card) = library.entity_card(&first.id)? {
            show(desk, &card, &library.entity_facts(&first.id)?)?;
        }
        for other in found.iter().skip(1).take(SHOWN) {
            message(&format!(
                "also: {} ({}, {})",
                other.name,
                other.kind.word(),
                other.id
            ));
        }
        Ok(Exit::Done)
    }
}

/// Where the words stand all the same: in a caption, a credit or what was left out of an article, say, whose names are not all
/// listed.
fn standing(library: &Library, name: &str) -> Result<Vec<String>> {
    let question = Question {
        text: format!("\"{}\"", name.replace('"', " ")),
        limit: STANDING,
        variants: false,
        ..Question::default()
    };
    let answer = library.find(&question, &AtomicBool::new(false))?;
    let hits = answer.hits.iter().filter(|_| answer.with_all.is_none());
    let lines = hits.map(|hit| {
        let (title, excerpt) = (one_line(&hit.title), one_line(&hit.excerpt));
        format!("the words stand in {} ({title}): {excerpt}", hit.id)
    });
    Ok(lines.collect())
}

fn show(desk: &mut Desk, card: &EntityCard, facts: &EntityFacts) -> Result<()> {
    let entity = &card.entity;
    let out = &mut desk.out;
    out.line(format!(
        "{}  {}, {}: {} mentions in {} articles",
        entity.id,
        entity.name,
        entity.kind.word(),
        entity.mentions,
        entity.articles.len()
    ))?;
    out.line(format!("{}, {}", outlets(facts), days(facts)))?;
    out.line("\nSPELLINGS")?;
    for spelling in entity.spellings.iter().take(SHOWN) {
        let outlet = spelling.outlet.as_deref().unwrap_or("outlet unknown");
        out.line(format!(
            "  {:4}  {}  {outlet}",
            spelling.count, spelling.text
        ))?;
    }
    if !entity.why.is_empty() {
        out.line("\nJOINED BECAUSE")?;
    }
    for why in &entity.why {
        out.paragraph("  ", why)?;
    }
    out.line("\nSENTENCES")?;
    for context in card.contexts.iter().take(SHOWN) {
        let outlet = context.outlet.as_deref().unwrap_or("outlet unknown");
        let day = context.day.as_deref().unwrap_or("undated");
        out.line(format!("  {day}  {outlet}  {}", context.article))?;
        let aside = context
            .aside
            .map(|aside| format!("{}: ", aside.kind.word()));
        let sentence = one_line(&context.sentence);
        out.paragraph("    ", &format!("{}{sentence}", aside.unwrap_or_default()))?;
    }
    let more = (entity.mentions as usize).saturating_sub(card.contexts.len().min(SHOWN));
    if more > 0 {
        out.line(format!("  and {more} more"))?;
    }
    if !card.with.is_empty() {
        out.line("\nNAMED WITH")?;
    }
    for companion in card.with.iter().take(SHOWN) {
        out.line(format!("  {:4}  {}", companion.articles, companion.name))?;
    }
    Ok(())
}
