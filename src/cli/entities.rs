//! `parallax entities`: the people, organisations and places of the library.

use anyhow::Result;
use clap::ValueEnum;

use super::output::message;
use super::{Desk, Exit, empty, shapes};
use crate::model::{Entity, NameKind};
use crate::worker::Library;

/// List the people, organisations and places, those that most articles name first
#[derive(Debug, clap::Args)]
pub struct Entities {
    /// Only these
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<Kind>,
    /// One entity a line
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

impl Entities {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let entities = library.entities()?;
        let kind = self.kind.map(Kind::name_kind);
        let mut told = false;
        let chosen = entities
            .iter()
            .filter(|entity| kind.is_none_or(|kind| entity.kind == kind));
        for entity in chosen.take(self.limit.unwrap_or(usize::MAX)) {
            told = true;
            if self.json {
                desk.out
                    .json(&shapes::entity(entity, &origins(&library, entity)?))?;
            } else {
                desk.out.line(format!(
                    "{}  {:12}  {}  ({} in {} articles)",
                    entity.id,
                    entity.kind.word(),
                    entity.name,
                    entity.mentions,
                    entity.articles.len()
                ))?;
            }
        }
        if !told {
            message("no names were found");
            return Ok(Exit::NothingFound);
        }
        Ok(Exit::Done)
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
