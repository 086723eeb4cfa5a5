//! `parallax story`: one story with its articles.

use anyhow::Result;

use super::output::one_line;
use super::{Desk, Exit, empty, nothing, shapes, usage};
use crate::model;
use crate::worker::Library;

/// Show one story with its articles
#[derive(Debug, clap::Args)]
pub struct Story {
    /// Id of the story or the beginning of it, or one of its articles (id, path, or how its file's name begins)
    #[arg(value_name = "ID")]
    id: String,
    /// One object
    #[arg(long)]
    json: bool,
}

impl Story {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let story = &find(&library, &self.id)?;
        if self.json {
            desk.out.json(&shapes::story(story))?;
            return Ok(Exit::Done);
        }
        desk.out.line(format!(
            "{}  {}\nGrouped because: {}",
            story.id,
            one_line(&story.title),
            story.why
        ))?;
        for member in &story.articles {
            let date = member
                .published
                .as_deref()
                .map_or("undated   ", |at| at.get(..10).unwrap_or(at));
            let outlet = member.outlet.as_deref().unwrap_or("outlet unknown");
            desk.out.line(format!(
                "  {}  {date}  {outlet}: {}",
                member.id,
                one_line(&member.title)
            ))?;
        }
        Ok(Exit::Done)
    }
}

/// The story that is called so: by the beginning of its id, or by one of its articles.
pub(super) fn find(library: &Library, name: &str) -> Result<model::Story> {
    let stories = library.stories()?;
    let mut found: Vec<&model::Story> = stories
        .iter()
        .filter(|story| story.id.starts_with(name))
        .collect();
    if found.is_empty() {
        let mut ids = Vec::new();
        for article in library.resolve(name)? {
            ids.extend(library.story_of(&article)?);
        }
        found = stories
            .iter()
            .filter(|story| ids.contains(&story.id))
            .collect();
    }
    match found.as_slice() {
        [] => Err(nothing(format!(
            "no story is called {name}, and none holds an article called {name}"
        ))),
        [story] => Ok((*story).clone()),
        several => Err(usage(format!(
            "{name} could be any of {} stories",
            several.len()
        ))),
    }
}
