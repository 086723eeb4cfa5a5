//! `parallax entities`: the people, organisations and places of the library, what the reader decided about them, and what
//! may be one.

use anyhow::Result;
use clap::ValueEnum;
use serde_json::Value;

use super::output::message;
use super::{Desk, Exit, empty, shapes};
use crate::model::{Entity, NameKind};
use crate::worker::Library;
use crate::worker::deciding::said;
use crate::worker::entity_list::{EntityFacts, EntitySort};

/// List the people, organisations and places, those that most articles name first
#[derive(Debug, clap::Args)]
pub struct Entities {
    /// Only these
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<Kind>,
    /// Only those with these words in their name or in one spelling
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    /// In another order
    #[arg(long, value_name = "ORDER")]
    sort: Option<Sort>,
    /// What you decided about names instead, oldest first
    #[arg(long, conflicts_with_all = ["kind", "find", "sort", "suggestions"])]
    decisions: bool,
    /// Those that may be one instead, likeliest first, and why
    #[arg(long, conflicts_with_all = ["find", "sort"])]
    suggestions: bool,
    /// One a line
    #[arg(long)]
    json: bool,
    /// At most so many
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Person,
    Organisation,
    Place,
}

impl Kind {
    fn name_kind(self) -> NameKind {
        match self {
            Kind::Person => NameKind::Person,
            Kind::Organisation => NameKind::Organisation,
            Kind::Place => NameKind::Place,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Sort {
    Mentions,
    Outlets,
    Newest,
    Name,
}

impl Sort {
    fn entity_sort(self) -> EntitySort {
        match self {
            Sort::Mentions => EntitySort::Mentions,
            Sort::Outlets => EntitySort::Outlets,
            Sort::Newest => EntitySort::Newest,
            Sort::Name => EntitySort::Name,
        }
    }
}

impl Entities {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        if self.decisions {
            return self.decisions(desk);
        }
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        if self.suggestions {
            return self.suggestions(desk, &library);
        }
        let list = library.entity_list()?;
        let kind = self.kind.map(Kind::name_kind);
        let sort = self.sort.map_or(EntitySort::default(), Sort::entity_sort);
        let mut places = list.places(sort, kind, self.find.as_deref().unwrap_or_default());
        if self.sort.is_none() {
            places.sort_unstable();
        }
        if places.is_empty() {
            message("no names were found");
            return Ok(Exit::NothingFound);
        }
        let chosen = places.into_iter().filter_map(|place| list.get(place));
        for (entity, facts) in chosen.take(self.limit.unwrap_or(usize::MAX)) {
            if self.json {
                desk.out.json(&shape_of(&library, entity)?)?;
            } else {
                desk.out.line(format!(
                    "{}  {:12}  {}  ({} in {} articles, {}, {})",
                    entity.id,
                    entity.kind.word(),
                    entity.name,
                    entity.mentions,
                    entity.articles.len(),
                    outlets(facts),
                    days(facts)
                ))?;
            }
        }
        Ok(Exit::Done)
    }

    /// They stand on the shelf, and need no article.
    fn decisions(&self, desk: &mut Desk) -> Result<Exit> {
        let shelf = desk.shelf()?;
        let decisions = shelf.decisions()?;
        desk.tell(&shelf.faults());
        if decisions.is_empty() && !shelf.is_sound() {
            message("no decision can be shown: see above why");
            return Ok(Exit::SomeFailed);
        }
        if decisions.is_empty() {
            message(
                "nothing is decided about names: see `parallax help merge`, split, not-same, rename, retype",
            );
            return Ok(Exit::NothingFound);
        }
        for decision in decisions.iter().take(self.limit.unwrap_or(usize::MAX)) {
            if self.json {
                desk.out.json(&shapes::decision(decision))?;
            } else {
                desk.out.line(format!(
                    "{:4}  {}  {:8}  {}",
                    decision.id,
                    decision.created.get(..10).unwrap_or(&decision.created),
                    decision.kind.word(),
                    said(decision)
                ))?;
            }
        }
        Ok(Exit::Done)
    }

    fn suggestions(&self, desk: &mut Desk, library: &Library) -> Result<Exit> {
        let kind = self.kind.map(Kind::name_kind);
        let suggestions = library.suggestions()?;
        let mut chosen = suggestions
            .iter()
            .filter(|suggestion| kind.is_none_or(|kind| suggestion.kind == kind))
            .take(self.limit.unwrap_or(usize::MAX))
            .peekable();
        if chosen.peek().is_none() {
            message("no two names are nearly one");
            return Ok(Exit::NothingFound);
        }
        for suggestion in chosen {
            if self.json {
                desk.out.json(&shapes::suggestion(suggestion))?;
                continue;
            }
            desk.out.line(format!(
                "{:12}  {} / {}",
                suggestion.kind.word(),
                suggestion.one,
                suggestion.two
            ))?;
            desk.out.paragraph("    ", &suggestion.why)?;
        }
        if !self.json {
            message(
                "confirm one with `parallax merge ONE OTHER`, reject it with `parallax not-same ONE OTHER`",
            );
        }
        Ok(Exit::Done)
    }
}

/// An entity with everything that is known of it.
pub(super) fn shape_of(library: &Library, entity: &Entity) -> Result<Value> {
    let facts = library.entity_facts(&entity.id)?;
    Ok(shapes::entity(entity, &facts, &origins(library, entity)?))
}

/// `1 outlet`, `3 outlets`.
pub(super) fn outlets(facts: &EntityFacts) -> String {
    let ending = if facts.outlets == 1 { "" } else { "s" };
    format!("{} outlet{ending}", facts.outlets)
}

/// `2025-01-02 to 2025-03-01`, one day where it is one, `undated`.
pub(super) fn days(facts: &EntityFacts) -> String {
    match (&facts.first, &facts.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) => day.clone(),
        _ => "undated".to_string(),
    }
}

/// The first origins of the articles that name an entity, in their order.
pub(super) fn origins(library: &Library, entity: &Entity) -> Result<Vec<String>> {
    let mut origins = Vec::new();
    for id in &entity.articles {
        origins.extend(library.head(id)?.map(|head| head.origin));
    }
    Ok(origins)
}
