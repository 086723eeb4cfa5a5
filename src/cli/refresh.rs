//! `parallax refresh`: reads again what changed.

use anyhow::Result;

use super::add::{tell, told};
use super::meter::Meter;
use super::output::message;
use super::{Desk, Exit};
use crate::worker::{AddOptions, Fetching, Missing, WebOptions};

/// Read again what changed in the added files and folders, ask the feeds that are followed, and drop what is gone
///
/// Where a whole file or folder that was added is missing, a disk may be away: its articles are kept, and the report says so.
#[derive(Debug, clap::Args)]
pub struct Refresh {
    /// Let go of files and folders that are missing as a whole, and of their articles
    #[arg(long)]
    drop_missing: bool,
    /// The report as JSON
    #[arg(long)]
    json: bool,
    /// Name each article that was joined with one that is there, and why
    #[arg(long)]
    repeated: bool,
}

impl Refresh {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut library = desk.library()?;
        let feeds = library.feeds()?;
        if !library.has_sources()? && library.unread_sources()?.is_empty() {
            message("nothing was added yet: add articles with `parallax add PATH`");
            return Ok(Exit::NothingFound);
        }
        let missing = if self.drop_missing {
            Missing::Drop
        } else {
            Missing::Keep
        };
        let options = AddOptions {
            missing,
            ..desk.adding()?
        };
        let meter = Meter::new();
        let fetching = Fetching::new(&match feeds.is_empty() {
            true => WebOptions::default(),
            false => desk.web(false)?,
        });
        let outcome = fetching.refresh(
            &mut library,
            &options,
            &mut |at| meter.show(at),
            meter.stop(),
        );
        meter.end();
        tell(desk, &outcome?, told(self.json, self.repeated))
    }
}
