//! `parallax feeds`: the feeds that are followed.

use anyhow::Result;
use serde_json::json;

use super::output::{message, one_line};
use super::{Desk, Exit, nothing};
use crate::worker::counted;

/// List the feeds that are followed, or follow one no more
///
/// `parallax add ADDRESS` follows a feed, `parallax add LIST.opml` each feed of a list; `refresh` and `watch` ask them.
#[derive(Debug, clap::Args)]
pub struct Feeds {
    /// Follow this feed no more; the articles that came of it stay
    #[arg(long, value_name = "ADDRESS")]
    remove: Option<String>,
    /// One feed a line
    #[arg(long)]
    json: bool,
}

impl Feeds {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if let Some(address) = &self.remove {
            if !library.unfollow(address)? {
                return Err(nothing(format!(
                    "{address} is not followed; parallax feeds lists those that are"
                )));
            }
            message(&format!(
                "{address} is followed no more; what came of it stays"
            ));
            return Ok(Exit::Done);
        }
        let feeds = library.followed()?;
        if feeds.is_empty() {
            message(
                "no feed is followed: parallax add ADDRESS follows one, parallax add LIST.opml several",
            );
            return Ok(Exit::NothingFound);
        }
        for feed in &feeds {
            if self.json {
                desk.out.json(&json!({
                    "schema": "parallax/feed/1",
                    "address": feed.address,
                    "title": feed.title,
                    "items": feed.items,
                    "excerpts": feed.excerpts,
                }))?;
                continue;
            }
            desk.out.line(one_line(&feed.address))?;
            let title = feed.title.as_deref().unwrap_or("not asked yet");
            let items = counted(feed.items, "item", "items");
            let excerpts = match feed.excerpts {
                0 => String::new(),
                count => format!(", {count} of them excerpts"),
            };
            desk.out
                .line(format!("  {} · {items}{excerpts}", one_line(title)))?;
        }
        Ok(Exit::Done)
    }
}
