//! `parallax undo`, `parallax redo`: the last change of what the reader made, taken back and done again.

use anyhow::Result;
use serde_json::json;

use super::decide::refusal;
use super::output::message;
use super::{Desk, Exit};
use crate::model::Made;

/// Take back the last change of a bookmark, a saved search or a decision about names
#[derive(Debug, clap::Args)]
pub struct Undo {
    /// What was done as JSON
    #[arg(long)]
    json: bool,
}

/// Do again what `undo` took back last
#[derive(Debug, clap::Args)]
pub struct Redo {
    /// What was done as JSON
    #[arg(long)]
    json: bool,
}

impl Undo {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        take_back(desk, Made::Any, self.json)
    }
}

/// Takes the last change back. The articles are asked for only where a decision about names is turned.
pub(super) fn take_back(desk: &mut Desk, made: Made, json: bool) -> Result<Exit> {
    let mut shelf = desk.shelf()?;
    let words = if shelf.undo_turns_decision(made)? {
        desk.library()?.undo(&mut shelf, made).map_err(refusal)?
    } else {
        shelf.undo(made)?
    };
    tell(desk, words, Turned::Back, json)
}

impl Redo {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut shelf = desk.shelf()?;
        let words = if shelf.redo_turns_decision(Made::Any)? {
            desk.library()?
                .redo(&mut shelf, Made::Any)
                .map_err(refusal)?
        } else {
            shelf.redo(Made::Any)?
        };
        tell(desk, words, Turned::Again, self.json)
    }
}

#[derive(Clone, Copy)]
enum Turned {
    Back,
    Again,
}

fn tell(desk: &mut Desk, words: Option<String>, turned: Turned, json: bool) -> Result<Exit> {
    let (what, nothing) = match turned {
        Turned::Back => ("taken back", "there is nothing to take back"),
        Turned::Again => ("done again", "there is nothing to do again"),
    };
    let Some(words) = words else {
        message(nothing);
        return Ok(Exit::NothingFound);
    };
    if json {
        let shape = json!({"schema": "parallax/turned/1", "turned": what, "done": words});
        desk.out.json(&shape)?;
    } else {
        desk.out.line(format!("{what}: {words}"))?;
    }
    Ok(Exit::Done)
}
