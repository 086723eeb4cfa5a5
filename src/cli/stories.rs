//! `parallax stories`: the stories of the library.

use anyhow::Result;

use super::output::{message, one_line};
use super::{Desk, Exit, empty, shapes};
use crate::analysis::telling::grouping;
use crate::model::Published;
use crate::worker::Library;

/// List the stories: articles that report one event
#[derive(Debug, clap::Args)]
pub struct Stories {
    /// One story a line
    #[arg(long)]
    json: bool,
    /// At most so many, the largest first
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
}

impl Stories {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let stories = library.stories()?;
        if stories.is_empty() {
            message("no two articles report one event");
            return Ok(Exit::NothingFound);
        }
        for story in stories.iter().take(self.limit.unwrap_or(usize::MAX)) {
            if self.json {
                desk.out.json(&shapes::story(story, &dated(&library)))?;
                continue;
            }
            desk.out
                .line(format!("{}  {}", story.id, one_line(&story.title)))?;
            let unknown = match story.without_outlet() {
                0 => String::new(),
                unknown => format!(", {unknown} of unknown outlet"),
            };
            desk.out.line(format!(
                "  {} articles, known outlets: {}{unknown}",
                story.articles.len(),
                story.outlets()
            ))?;
            desk.out.paragraph("  ", &grouping::sentence(&story.why))?;
        }
        Ok(Exit::Done)
    }
}

/// When an article was published, by its id: a story itself says only the moment, not how exact it is.
pub(super) fn dated(library: &Library) -> impl Fn(&str) -> Option<Published> + '_ {
    |id| library.head(id).ok().flatten()?.published
}
