//! `parallax stats`: what the library holds.

use anyhow::Result;
use serde_json::json;

use super::{Desk, Exit};
use crate::shelf::Filter;
use crate::worker::{counted, size};

/// Say what the library holds
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// One object
    #[arg(long)]
    json: bool,
}

impl Stats {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        let home = desk.home()?;
        let status = library.status()?;
        let missing = library.missing_sources()?;
        let aside = library.set_aside();
        let originals = library.space_of_originals()?;
        let shelf = desk.shelf()?;
        let bookmarks = shelf.bookmarks(&Filter::default())?.len();
        // Read from the shelf that is asked what it could not read.
        let sources = shelf.sources()?.into_iter();
        let sources: Vec<String> = sources.map(|source| source.location).collect();
        desk.tell(&shelf.faults());
        if self.json {
            desk.out.json(&json!({
                "schema": "parallax/stats/1",
                "articles": status.articles,
                "outlets": status.outlets,
                "stories": status.stories,
                "entities": status.entities,
                "bookmarks": bookmarks,
                "undated": status.undated,
                "first_day": status.first_day,
                "last_day": status.last_day,
                "generation": status.generation,
                "sources": sources,
                "missing": missing,
                "set_aside": aside,
                "originals": {
                    "contents": originals.contents,
                    "bytes": originals.bytes,
                    "packed": originals.packed,
                },
                "folder": home.dir,
                "warnings": status.warnings,
            }))?;
            return Ok(Exit::Done);
        }
        let out = &mut desk.out;
        for (count, what) in [
            (status.articles, "articles"),
            (status.outlets, "outlets"),
            (status.stories, "stories"),
            (status.entities, "people, organisations and places"),
            (bookmarks as u64, "bookmarks"),
        ] {
            out.line(format!("{count:8}  {what}"))?;
        }
        if let (Some(first), Some(last)) = (&status.first_day, &status.last_day) {
            out.line(format!(
                "from {first} to {last}; {} undated",
                status.undated
            ))?;
        }
        for source in &sources {
            let gone = missing.iter().find(|missing| missing.source == *source);
            let gone = gone.map(|missing| {
                let kept = counted(usize::try_from(missing.articles)?, "article", "articles");
                anyhow::Ok(format!("  (missing; {kept} of it kept)"))
            });
            let gone = gone.transpose()?.unwrap_or_default();
            out.line(format!("source  {source}{gone}"))?;
        }
        if originals.contents > 0 {
            out.line(format!(
                "originals  {} of {}, kept as {}",
                counted(usize::try_from(originals.contents)?, "file", "files"),
                size(originals.bytes),
                size(originals.packed)
            ))?;
        }
        if !aside.is_empty() {
            let count = counted(aside.len(), "file or folder", "files and folders");
            let bytes = size(aside.iter().map(|one| one.bytes).sum());
            out.line(format!(
                "set aside  {count}, {bytes}; parallax doctor --fix removes them"
            ))?;
        }
        out.line(format!("folder  {}", home.dir.display()))?;
        Ok(Exit::Done)
    }
}
