//! `parallax story`: one story, and what every outlet says.

use anyhow::Result;

use super::output::one_line;
use super::{Desk, Exit, compare, empty, nothing, shapes, usage};
use crate::analysis::telling::grouping;
use crate::model;
use crate::worker::Library;

/// Show one story: its articles, and what each of them says
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
        let table = library.compare_story(story)?;
        let articles: Vec<&model::Article> = table.articles.iter().map(AsRef::as_ref).collect();
        if self.json {
            let comparison = shapes::comparison(&table.comparison, &articles);
            desk.out.json(&shapes::story_told(
                story,
                &super::stories::dated(&library),
                comparison,
            ))?;
            return Ok(Exit::Done);
        }
        desk.out.line(format!(
            "{}  {}\n{}\n",
            story.id,
            one_line(&story.title),
            grouping::sentence(&story.why)
        ))?;
        compare::columns(desk, &articles)?;
        if table.left_out > 0 {
            desk.out
                .line(format!("and {} more, not compared", table.left_out))?;
        }
        compare::findings(desk, &table.comparison)?;
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
