//! `parallax merge`, `split`, `not-same`, `rename`, `retype`, `take-back`: the reader decides about names.

use anyhow::Result;
use serde_json::Value;

use super::entities::shape_of;
use super::output::message;
use super::{Desk, Exit, nothing, shapes, usage};
use crate::model::DecisionKind;
use crate::worker::Library;
use crate::worker::deciding::{Choice, DecideError, Done, Outcome};

/// Say that two names are one person, organisation or place
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// Id, name or spelling
    #[arg(value_name = "NAME")]
    one: String,
    #[arg(value_name = "OTHER")]
    two: String,
    /// Go on where you decided otherwise before
    #[arg(long)]
    force: bool,
    /// The decision as JSON
    #[arg(long)]
    json: bool,
}

/// Say that a spelling does not belong to an entity that has it
#[derive(Debug, clap::Args)]
pub struct Split {
    /// As the articles write it
    #[arg(value_name = "SPELLING")]
    one: String,
    /// Id, name or spelling of the entity
    #[arg(value_name = "ENTITY")]
    two: String,
    /// The decision as JSON
    #[arg(long)]
    json: bool,
}

/// Say that two names are two, now and in articles still to come
#[derive(Debug, clap::Args)]
pub struct NotSame {
    /// Id, name or spelling
    #[arg(value_name = "NAME")]
    one: String,
    #[arg(value_name = "OTHER")]
    two: String,
    /// The decision as JSON
    #[arg(long)]
    json: bool,
}

/// Choose the name under which a person, organisation or place is shown
#[derive(Debug, clap::Args)]
pub struct Rename {
    /// Id, name or spelling
    #[arg(value_name = "ENTITY")]
    one: String,
    #[arg(value_name = "NEW NAME")]
    two: String,
    /// The decision as JSON
    #[arg(long)]
    json: bool,
}

/// Say whether a name is a person, an organisation or a place
#[derive(Debug, clap::Args)]
pub struct Retype {
    /// Id, name or spelling
    #[arg(value_name = "ENTITY")]
    one: String,
    /// person, organisation or place
    #[arg(value_name = "TYPE")]
    two: String,
    /// The decision as JSON
    #[arg(long)]
    json: bool,
}

/// Take one decision about names back, by its number
#[derive(Debug, clap::Args)]
pub struct TakeBack {
    /// As `entities --decisions` tells it
    number: i64,
    /// The decision as JSON
    #[arg(long)]
    json: bool,
}

/// Runs a command whose fields `one` and `two` are the names.
macro_rules! decides {
    ($($command:ident => $kind:expr, $force:expr;)*) => {$(
        impl $command {
            pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
                let force: fn(&$command) -> bool = $force;
                let choice = Choice {
                    kind: $kind,
                    one: self.one.clone(),
                    two: self.two.clone(),
                    force: force(self),
                };
                decide(desk, &choice, self.json)
            }
        }
    )*};
}

decides! {
    Merge => DecisionKind::Merge, |merge| merge.force;
    Split => DecisionKind::Split, |_| false;
    NotSame => DecisionKind::NotSame, |_| false;
    Rename => DecisionKind::Rename, |_| false;
    Retype => DecisionKind::Retype, |_| false;
}

impl TakeBack {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut library = desk.library()?;
        let mut shelf = desk.shelf()?;
        let done = library
            .take_back(&mut shelf, self.number)
            .map_err(refusal)?;
        tell(desk, &library, &done, self.json)
    }
}

fn decide(desk: &mut Desk, choice: &Choice, json: bool) -> Result<Exit> {
    let mut library = desk.library()?;
    let mut shelf = desk.shelf()?;
    match library.decide(&mut shelf, choice).map_err(refusal)? {
        Outcome::Done(done) => tell(desk, &library, &done, json),
        Outcome::Asks(contradiction) => Err(usage(format!(
            "{}: nothing was changed; --force goes over it, and `parallax take-back {}` takes it back",
            contradiction.words(),
            contradiction.earlier.id
        ))),
    }
}

/// The error with the exit code that it has.
pub(super) fn refusal(error: DecideError) -> anyhow::Error {
    match error {
        DecideError::Refused(why) => usage(why),
        DecideError::NotThere(why) => nothing(why),
        DecideError::Failed(error) => error,
        locked @ DecideError::Locked(_) => locked.into(),
    }
}

fn tell(desk: &mut Desk, library: &Library, done: &Done, json: bool) -> Result<Exit> {
    for note in &done.notes {
        message(note);
    }
    if !json {
        desk.out.line(match &done.decision {
            Some(decision) => format!(
                "{} (decision {}; `parallax undo` takes this back)",
                done.words, decision.id
            ),
            None => done.words.clone(),
        })?;
        return Ok(Exit::Done);
    }
    let entity = match &done.entity {
        Some(id) => library.entity(id)?.first().cloned(),
        None => None,
    };
    let entity = match &entity {
        Some(entity) => shape_of(library, entity)?,
        None => Value::Null,
    };
    desk.out.json(&shapes::decided(done, entity))?;
    Ok(Exit::Done)
}
